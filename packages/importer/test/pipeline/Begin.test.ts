import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { columnsEntry, engineEntry } from "../../src/ledger/ProblemGroups.ts"
import * as Begin from "../../src/pipeline/Begin.ts"
import type { Options } from "../../src/pipeline/Options.ts"
import * as Scan from "../support/scan.ts"

describe("Begin", () => {
  describe("find", () => {
    it.effect("begins a new run with the first row of the source as it was opened", () =>
      Effect.gen(function* () {
        const { scan } = yield* Scan.make
        yield* scan(csv, (options) =>
          Effect.gen(function* () {
            const found = yield* Begin.find(options)
            assert.strictEqual(found.table, options.table)
            assert.deepInclude(found, {
              from: undefined,
              hasAdded: false,
              isFirstScan: true,
              statusBefore: "running"
            })
          }).pipe(Effect.scoped)
        )
      })
    )

    it.effect("goes on behind the rows that were settled, if these have not changed", () =>
      Effect.gen(function* () {
        const { found } = yield* afterFirstScan
        const { isFirstScan, lines, mark } = yield* found(`${csv}d\n`)
        assert.isFalse(isFirstScan)
        assert.strictEqual(mark, 5)
        assert.deepStrictEqual(lines, [5])
      })
    )

    it.effect("begins with the first row where one before the checkpoint has changed", () =>
      Effect.gen(function* () {
        const { found } = yield* afterFirstScan
        const { lines, mark } = yield* found("reference-id\na\nB\nc\nd\n")
        assert.isUndefined(mark)
        assert.deepStrictEqual(lines, [2, 3, 4, 5])
      })
    )

    for (const [name, given] of [
      ["a retry", { retry: true }],
      ["corrected rows", { correction: { isOwnFile: false, originals: [] } }],
      ["a scan in which the last of equal rows wins", { duplicates: "last" }]
    ] satisfies ReadonlyArray<readonly [string, Partial<Options>]>) {
      it.effect(`reads all rows for ${name}`, () =>
        Effect.gen(function* () {
          const { found } = yield* afterFirstScan
          const { lines, mark } = yield* found(`${csv}d\n`, given)
          assert.isUndefined(mark)
          assert.deepStrictEqual(lines, [2, 3, 4, 5])
        })
      )
    }
  })

  describe("record", () => {
    it.effect("keeps the engine and the columns, and that the run is being worked on", () =>
      Effect.gen(function* () {
        const { scan, state } = yield* Scan.make
        yield* scan(csv, (options) =>
          Effect.gen(function* () {
            const { ledger, update } = options.run
            yield* update({ status: "finished" })
            const found = yield* Begin.find(options)
            assert.isUndefined(yield* Begin.record(options, found))
            assert.deepStrictEqual(JSON.parse((yield* ledger.getMeta(engineEntry)) ?? ""), options.engine)
            assert.deepStrictEqual(JSON.parse((yield* ledger.getMeta(columnsEntry)) ?? ""), [
              ["reference-id", "reference-id"]
            ])
          }).pipe(Effect.scoped)
        )
        // A process that is killed from here on has left an unfinished run.
        assert.deepStrictEqual(
          (yield* state.runs).map(({ status }) => status),
          ["running"]
        )
      })
    )

    it.effect("is no first scan any more once it was recorded, and counts from the first row again", () =>
      Effect.gen(function* () {
        const { scan } = yield* afterFirstScan
        yield* scan(
          csv,
          (options) =>
            Effect.gen(function* () {
              const { ledger } = options.run
              assert.deepInclude(yield* ledger.counts, { rows: 3, created: 3 })
              yield* Begin.record(options, yield* Begin.find(options))
              assert.deepInclude(yield* ledger.counts, { rows: 0, created: 0 })
              assert.isFalse(yield* ledger.isWhole)
            }).pipe(Effect.scoped),
          { retry: true }
        )
      })
    )

    it.effect("leaves the counts as they are for corrected rows, and gives lines to added ones", () =>
      Effect.gen(function* () {
        const { scan } = yield* afterFirstScan
        const correction = { isOwnFile: false, originals: [] }
        yield* scan(
          "reference-id\nd\n",
          (options) =>
            Effect.gen(function* () {
              const added = yield* Begin.record(options, yield* Begin.find(options))
              const first = added!.next()
              assert.strictEqual(added!.next(), first + 1)
              assert.isAbove(first, 1_000_000)
              assert.deepInclude(yield* options.run.ledger.counts, { rows: 3, created: 3 })
              assert.isTrue((yield* Begin.find(options)).hasAdded)
            }).pipe(Effect.scoped),
          { correction }
        )
      })
    )
  })
})

const csv = "reference-id\na\nb\nc\n"

/** A run of which a scan has sent all rows, and where another one begins. */
const afterFirstScan = Effect.gen(function* () {
  const { scan } = yield* Scan.make
  yield* scan(csv, (options) =>
    Effect.gen(function* () {
      const begun = yield* Scan.begin(options)
      yield* Scan.sendAll(begun)
      yield* begun.ledger.flush
    }).pipe(Effect.scoped)
  )
  return {
    scan,
    found: (text: string, given?: Partial<Options>) =>
      scan(
        text,
        (options) =>
          Effect.gen(function* () {
            const { from, isFirstScan, table } = yield* Begin.find(options)
            const windows = yield* Stream.runCollect(table.windows)
            const lines = windows.flatMap(({ records }) => records.map(({ line }) => line))
            return { isFirstScan, lines, mark: from?.mark.line }
          }).pipe(Effect.scoped),
        given
      )
  }
})
