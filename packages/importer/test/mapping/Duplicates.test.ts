import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import * as Duplicates from "../../src/mapping/Duplicates.ts"
import * as Mapping from "../../src/Mapping.ts"
import * as Source from "../../src/Source.ts"

const csv = "reference-id,birthdate\na,\nA,\nb,\na,1990-02-30\nb,\n"

/** The verdict on each row, by its line; an invalid row has none. */
const verdicts = (policy: Duplicates.Duplicates) =>
  Effect.gen(function* () {
    const source = Source.string("rows.csv", csv)
    const { columns, windows } = yield* source.open
    const mapper = yield* Mapping.compile({ target: { _tag: "Accounts" }, columns })
    const judge = yield* Duplicates.judge(policy, source, mapper)
    const records = (yield* Stream.runCollect(windows)).flatMap((window) => window.records)
    return records
      .map(mapper)
      .flatMap((row) => (row._tag === "Valid" ? [[row.line, judge(row)._tag] as const] : []))
  })

describe("Duplicates", () => {
  describe("judge", () => {
    for (const [policy, expected] of [
      ["first", ["Unique", "Duplicate", "Unique", "Duplicate"]],
      ["last", ["Duplicate", "Unique", "Duplicate", "Unique"]],
      ["reject", ["Unique", "Rejected", "Unique", "Rejected"]]
    ] as const) {
      it.effect(`treats rows that differ only in case as equal, except invalid ones: ${policy}`, () =>
        Effect.gen(function* () {
          assert.deepStrictEqual(
            yield* verdicts(policy),
            [2, 3, 4, 6].map((line, i) => [line, expected[i]!] as const)
          )
        })
      )
    }

    it.effect("names the line of the first row to the rejected ones", () =>
      Effect.gen(function* () {
        const judge = yield* Duplicates.judge("reject", Source.string("rows.csv", csv), () => assert.fail())
        judge({ line: 7, natural: "a" })
        const verdict = judge({ line: 9, natural: "a" })
        assert(verdict._tag === "Rejected")
        assert.deepInclude(verdict.problem, { code: "duplicate", reason: "The same as line 7" })
        // Rows without a natural key are no duplicates.
        for (const line of [10, 11]) assert.strictEqual(judge({ line, natural: undefined })._tag, "Unique")
      })
    )
  })
})
