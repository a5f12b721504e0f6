import type * as Faults from "@effect-persona/sandbox/Faults"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import * as Ledger from "../../src/ledger/Ledger.ts"
import type { Options } from "../../src/pipeline/Options.ts"
import * as Scan from "../support/scan.ts"

describe("Deliver", () => {
  describe("row", () => {
    it.effect("sends a row, and records its outcome with the id of its object", () =>
      Effect.gen(function* () {
        const { delivered, world } = yield* delivery
        const { checkpoint, counts, progress, tasks } = yield* delivered("reference-id\na\nb\n")
        const { contents, writes } = yield* world.sandbox.record()
        assert.deepStrictEqual(writes, { "account.created": 2 })
        assert.deepStrictEqual(
          contents?.accounts.map(({ referenceId }) => referenceId),
          ["a", "b"]
        )
        assert.deepInclude(counts, { rows: 2, created: 2, unknown: 0 })
        assert.deepInclude(progress, { created: 2, settled: 2 })
        assert.deepStrictEqual(
          tasks.map(({ span }) => span.open),
          [0, 0]
        )
        assert.strictEqual(checkpoint?.mark.line, 4)
      })
    )

    it.effect("names a row that the API refuses, and goes on", () =>
      Effect.gen(function* () {
        const { delivered, world } = yield* delivery
        yield* world.sandbox.setRefuses([{ attribute: "name_first", startsWith: "No" }])
        const { checkpoint, counts, ending, rejected } = yield* delivered(
          "reference-id,name-first\na,Ada\nb,Nora\nc,Cy\n"
        )
        assert.deepInclude(counts, { rows: 3, created: 2, rejected: 1, unknown: 0 })
        assert.lengthOf(rejected, 1)
        assert.match(rejected[0] ?? "", /^3,name-first,/)
        assert.deepInclude(checkpoint, { rejected: true })
        assert.isUndefined(ending)
      })
    )

    it.effect("ends the scan when the API refuses more rows than the threshold allows", () =>
      Effect.gen(function* () {
        const { delivered, world } = yield* delivery
        yield* world.sandbox.setRefuses([{ attribute: "name_first", startsWith: "No" }])
        const csv = "reference-id,name-first\na,Nora\nb,Noah\n"
        const { ending } = yield* delivered(csv, { maxErrors: { rows: 1 } })
        assert.deepInclude(ending, { _tag: "Stop", why: "too-many-errors" })
      })
    )

    it.effect("ends the scan with what stops every row, and settles no row by it", () =>
      Effect.gen(function* () {
        const { delivered, world } = yield* delivery
        yield* world.sandbox.setPermissions(["account.read"])
        const { checkpoint, counts, ending, tasks } = yield* delivered("reference-id\na\n")
        assert.deepInclude(ending, { _tag: "Stop", why: "forbidden" })
        assert.deepInclude(counts, { created: 0, rejected: 0 })
        assert.strictEqual(tasks[0]?.span.open, 1)
        assert.isUndefined(checkpoint)
        // A later scan sends it.
        yield* world.sandbox.setPermissions("all")
        assert.deepInclude((yield* delivered("reference-id\na\n")).counts, { rows: 1, created: 1 })
      })
    )

    it.effect("moves no checkpoint over a row with an unknown outcome, which is asked for again", () =>
      Effect.gen(function* () {
        const { delivered, world } = yield* delivery
        const strike = (action: Faults.Action) =>
          world.sandbox.setFaults({ rules: [{ match: { method: "POST", path: "/accounts" }, action }] })
        yield* strike({ kind: "loseAnswer" })
        yield* delivered("name-first\nAda\n", { unkeyed: "allow" })
        yield* world.sandbox.pruneKeys()
        yield* strike({ kind: "status", status: 422, title: "Record invalid" })
        const { checkpoint, counts, progress, tasks } = yield* delivered("name-first\nAda\n", {
          unkeyed: "allow"
        })
        assert.deepInclude(counts, { rows: 1, unknown: 1, rejected: 0 })
        assert.deepInclude(progress, { unknown: 1, settled: 1 })
        assert.strictEqual(tasks[0]?.span.open, 1)
        assert.isUndefined(checkpoint)
      })
    )

    it.effect("makes outcomes durable soon, without another window that would take them along", () =>
      Effect.gen(function* () {
        const { delivered } = yield* delivery
        yield* delivered("reference-id\na\n", {
          after: ({ ledger }) =>
            Effect.gen(function* () {
              const durable = Effect.scoped(
                Effect.flatMap(Ledger.open({ file: ledger.file, readOnly: true }), ({ counts }) => counts)
              )
              assert.deepInclude(yield* durable, { created: 0, unknown: 1 })
              yield* TestClock.adjust("100 millis")
              assert.deepInclude(yield* durable, { created: 1, unknown: 0 })
            })
        })
      })
    )
  })
})

type Given = Partial<Options> & {
  /** What happens after the last row, before the ledger is told to make all durable. */
  readonly after?: (begun: Scan.Begun) => Effect.Effect<void, unknown>
}

/** A run, and scans of it that send all rows of a text, one after the other. */
const delivery = Effect.map(Scan.make, ({ scan, world }) => ({
  world,
  delivered: (csv: string, { after, ...given }: Given = {}) =>
    scan(
      csv,
      (options) =>
        Effect.gen(function* () {
          const begun = yield* Scan.begin(options)
          const tasks = yield* Scan.sendAll(begun)
          yield* after?.(begun) ?? Effect.void
          return { tasks, ...(yield* Scan.close(begun)) }
        }).pipe(Effect.scoped),
      given
    )
}))
