import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { columns, people, person } from "../../../examples/people.ts"
import * as Mapping from "../src/Mapping.ts"
import * as Source from "../src/Source.ts"

describe("examples/people.ts", () => {
  for (const bom of [false, true]) {
    for (const crlf of [false, true]) {
      it.effect(
        `is read in full and every row is valid, ${bom ? "with" : "without"} mark, ${crlf ? "CRLF" : "LF"}`,
        () =>
          Effect.gen(function* () {
            const text = [...people({ rows: 2000, seed: 7, bom, crlf })].join("")
            const table = yield* Source.string("people.csv", text).open
            assert.deepStrictEqual(table.columns, columns)
            assert.strictEqual(table.bom, bom)
            const mapper = yield* Mapping.compile({ target: { _tag: "Accounts" }, columns: table.columns })
            assert.deepStrictEqual(mapper.ignored, [])
            const records = (yield* Stream.runCollect(table.windows)).flatMap((window) => window.records)
            const expected = Array.from({ length: 2000 }, (_, index) => person(7, index + 1))
            const ends = (cell: string) => (crlf ? cell.replaceAll("\n", "\r\n") : cell)
            assert.deepStrictEqual(
              records.map(({ cells }) => cells),
              expected.map((cells) => cells.map(ends))
            )
            const rows = records.map(mapper)
            assert.deepStrictEqual(
              rows.filter(({ _tag }) => _tag === "Invalid"),
              []
            )
            const naturals = rows.map((row) => (row._tag === "Valid" ? row.natural : undefined))
            assert.strictEqual(new Set(naturals).size, 2000)
            // Lines are those of the text: the record begins with its reference id there.
            const lines = text.split(/\r\n|\n/)
            for (const { cells, line } of records) assert.include(lines[line - 1] ?? "", cells[0] ?? "?")
          })
      )
    }
  }

  it("returns the same people for the same seed, others for another, and a longer file begins with the shorter", () => {
    assert.strictEqual(text(300, 7), text(300, 7))
    assert.notStrictEqual(text(300, 7), text(300, 8))
    assert.isTrue(text(900, 7).startsWith(text(300, 7)))
  })

  it("has names in many scripts", () => {
    const text = [...people({ rows: 2000, seed: 7 })].join("")
    for (const script of [
      "Latin",
      "Cyrillic",
      "Greek",
      "Arabic",
      "Hebrew",
      "Devanagari",
      "Han",
      "Hiragana",
      "Katakana",
      "Hangul"
    ]) {
      assert.match(text, new RegExp(`\\p{Script=${script}}`, "u"))
    }
  })
})

const text = (rows: number, seed: number) => [...people({ rows, seed })].join("")
