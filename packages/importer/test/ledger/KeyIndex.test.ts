import type { Outcome } from "@effect-persona/importer/Outcome"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { RecentRows } from "../../src/ledger/KeyIndex.ts"
import * as Ledger from "../../src/ledger/Ledger.ts"
import { inTempFile } from "../support/tempFile.ts"

describe("KeyIndex", () => {
  for (const recent of [1, 7, 1000]) {
    it.effect(`finds every row, and no other, with ${recent} of them outside the index`, () =>
      inTempFile((file) =>
        Effect.gen(function* () {
          const known = names(0, 100)
          yield* Effect.scoped(
            Effect.gen(function* () {
              const ledger = yield* Ledger.open({ file })
              yield* ledger.beginScan()
              for (let i = 0; i < known.length; i += 10) {
                const window = known.slice(i, i + 10)
                assert.deepStrictEqual(
                  yield* tagsOf(ledger, window),
                  window.map(() => "Send")
                )
                for (const name of window) yield* ledger.settle(name, created, undefined)
              }
              assert.deepStrictEqual(
                yield* tagsOf(ledger, known),
                known.map(() => "Duplicate")
              )
            })
          )
          // Another process finds the same.
          const ledger = yield* Ledger.open({ file })
          yield* ledger.beginScan()
          assert.deepStrictEqual(
            yield* tagsOf(ledger, known),
            known.map(() => "Settled")
          )
          const others = names(100, 120)
          assert.deepStrictEqual(
            yield* tagsOf(ledger, others),
            others.map(() => "Send")
          )
          assert.deepInclude(yield* ledger.counts, { created: 100, unknown: 20, duplicates: 0 })
        }).pipe(Effect.provideService(RecentRows, recent))
      )
    )

    it.effect(`finds the rows of a crashed process, with ${recent} rows outside the index`, () =>
      inTempFile((file) =>
        Effect.gen(function* () {
          const crashed = yield* Ledger.open({ file })
          yield* crashed.beginScan()
          const known = names(0, 25)
          for (const name of known) yield* tagsOf(crashed, [name])
          // What it has said by now is all that a reader of the copy has: nothing is closed.
          const copy = `${file}.copy`
          for (const part of ["", "-wal"]) fs.copyFileSync(`${file}${part}`, `${copy}${part}`)
          const ledger = yield* Ledger.open({ file: copy })
          yield* ledger.beginScan()
          assert.deepStrictEqual(
            yield* tagsOf(ledger, known),
            known.map(() => "Resume")
          )
        }).pipe(Effect.provideService(RecentRows, recent))
      )
    )

    it.effect(`forgets rolled-back rows, and finds those written after them (${recent})`, () =>
      inTempFile((file) =>
        Effect.gen(function* () {
          const [first, second, third] = [names(0, 10), names(10, 20), names(20, 30)]
          yield* Effect.scoped(
            Effect.gen(function* () {
              const ledger = yield* Ledger.open({ file })
              yield* ledger.beginScan()
              yield* tagsOf(ledger, first)
              const taken = yield* ledger.admit(second.map(entry), now)
              yield* ledger.release(
                taken.flatMap((disposition) => ("attempt" in disposition ? [disposition.attempt] : [])),
                false
              )
            })
          )
          const ledger = yield* Ledger.open({ file })
          yield* ledger.beginScan()
          assert.deepStrictEqual(yield* tagsOf(ledger, [...third, ...second]), [
            ...third.map(() => "Send"),
            ...second.map(() => "Send")
          ])
          yield* ledger.beginScan()
          assert.deepStrictEqual(
            yield* tagsOf(ledger, [...first, ...second, ...third]),
            [...first, ...second, ...third].map(() => "Resume")
          )
        }).pipe(Effect.provideService(RecentRows, recent))
      )
    )
  }

  it.effect("enters rows into the index many at a time, and all but the last of them", () =>
    inTempFile((file) =>
      Effect.gen(function* () {
        const ledger = yield* Ledger.open({ file })
        yield* ledger.beginScan()
        const rows = 70_000
        for (let i = 0; i < rows; i += 1000) yield* tagsOf(ledger, names(i, i + 1000))
        const database = new DatabaseSync(file, { readOnly: true })
        const count = (table: string) => database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"]
        assert.strictEqual(count("row"), rows)
        assert.strictEqual(count("name"), 66_000)
        database.close()
        assert.deepStrictEqual(
          new Set(
            yield* tagsOf(ledger, [...names(0, 10), ...names(65_990, 66_010), ...names(69_990, 70_000)])
          ),
          new Set(["Duplicate"])
        )
      })
    )
  )
})

const names = (from: number, to: number): ReadonlyArray<Ledger.Digest> =>
  // The last digits come first: digests are in no order.
  Array.from({ length: to - from }, (_, i) =>
    [...String(from + i)].toReversed().join("").padEnd(16, ".")
  ).map((name) => name as Ledger.Digest)

const entry = (natural: Ledger.Digest, line: number): Ledger.Entry => ({ line, natural, body: natural })

const now: Ledger.Moment = { wall: 1000, server: undefined }

const created: Outcome = { _tag: "Created", resource: undefined }

const tagsOf = (ledger: Ledger.Ledger, rows: ReadonlyArray<Ledger.Digest>) =>
  Effect.map(ledger.admit(rows.map(entry), now), (dispositions) => dispositions.map(({ _tag }) => _tag))
