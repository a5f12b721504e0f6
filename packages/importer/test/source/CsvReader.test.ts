import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Schema } from "effect"
import { CsvReader } from "../../src/source/CsvReader.ts"

describe("csvReader", () => {
  it.effect.prop(
    "agrees with a plain reading of RFC 4180 on any text, however it is cut",
    { text: anyText(), comment: Schema.UndefinedOr(Schema.Literal("#")), sizes: chunkSizes() },
    ({ comment, sizes, text }) =>
      Effect.gen(function* () {
        const expected = readPlainly(text, comment)
        const cut = yield* Effect.promise(() => read(text, comment, sizes))
        const whole = yield* Effect.promise(() => read(text, comment, [text.length * 4 + 1]))
        assert.deepStrictEqual(cut, whole)
        if (expected.faulty) {
          assert.isDefined(whole.failure)
          // What comes out before a fault is right, if not always all of it: the parser looks ahead a little.
          assert.deepStrictEqual(whole.records, expected.records.slice(0, whole.records.length))
        } else {
          assert.deepStrictEqual(whole.records, expected.records)
          assert.strictEqual(whole.failure, expected.records.length === 0 ? "EmptySource" : undefined)
        }
      }),
    { arbitrary: { runs: 400 } }
  )
})

// Helpers

function anyText() {
  const pieces = ['"', '"', ",", "\n", "\r", "\r\n", "#", " ", "\t", "a", "bc", "é", "名", "\u00A0"] as const
  return Arbitrary.map(
    Arbitrary.array(Arbitrary.schema(Schema.Literals(pieces)), { maxLength: 24 }),
    (text) => text.join("")
  )
}

function chunkSizes() {
  return Arbitrary.array(Arbitrary.schema(Schema.Literals([1, 2, 3, 7])), { minLength: 1, maxLength: 4 })
}

/** Records as their line followed by their cells. */
type Lines = ReadonlyArray<ReadonlyArray<unknown>>

const read = async (text: string, comment: string | undefined, sizes: ReadonlyArray<number>) => {
  const limits = { maxRecordBytes: 1 << 20, maxCellBytes: 1 << 20, maxColumns: 4096 }
  const options = { delimiter: ",", header: false, comment, ...limits }
  const reader = new CsvReader(options)
  const bytes = Buffer.from(text)
  for (let at = 0, index = 0; at < bytes.length; index++) {
    const size = sizes[index % sizes.length] ?? 1
    await reader.push(bytes.subarray(at, at + size))
    at += size
  }
  await reader.end()
  reader.close()
  const records: Lines = reader.records.map(({ cells, line }) => [line, ...cells])
  return { records, failure: reader.failure?._tag }
}

/** Reads a text character by character, as the rules say, and stops at the first fault. */
const readPlainly = (text: string, comment: string | undefined): { records: Lines; faulty: boolean } => {
  const records: Array<ReadonlyArray<unknown>> = []
  let at = 0
  let line = 1
  const lineEnd = () =>
    text.startsWith("\r\n", at) ? "\r\n" : /[\r\n]/.test(text[at] ?? "") ? text[at]! : ""
  const passLineEnd = () => {
    if (lineEnd() !== "") line++
    at += lineEnd().length
  }
  while (at < text.length) {
    if (comment !== undefined && text.startsWith(comment, at))
      while (at < text.length && lineEnd() === "") at++
    if (at >= text.length || lineEnd() !== "") {
      passLineEnd()
      continue
    }
    const record: Array<unknown> = [line]
    const quoted = text[at] === '"'
    for (;;) {
      let cell = ""
      if (text[at] === '"') {
        at++
        while (text[at] !== '"' || text[at + 1] === '"') {
          if (at >= text.length) return { records, faulty: true }
          cell += lineEnd() || text[at]!
          if (lineEnd() !== "") passLineEnd()
          else at += text[at] === '"' ? 2 : 1
        }
        at++
        if (at < text.length && text[at] !== "," && lineEnd() === "") return { records, faulty: true }
      } else {
        while (at < text.length && text[at] !== "," && lineEnd() === "") {
          if (text[at] === '"') return { records, faulty: true }
          cell += text[at++]
        }
      }
      record.push(cell)
      if (text[at] !== ",") break
      at++
    }
    passLineEnd()
    const isBlank = record.length === 2 && !quoted && String(record[1]).trim() === ""
    if (!isBlank) records.push(record)
  }
  return { records, faulty: false }
}
