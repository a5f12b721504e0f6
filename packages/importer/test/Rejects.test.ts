import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Exit, Scope, Schema, Stream } from "effect"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import * as Mapping from "../src/Mapping.ts"
import * as Rejects from "../src/Rejects.ts"
import * as Source from "../src/Source.ts"

describe("Rejects", () => {
  it.effect("writes the source's columns in order, then what was wrong", () =>
    Effect.gen(function* () {
      const file = newFile()
      yield* write({ file, columns: ["id", "born"], delimiter: ";" }, [
        [record(["1", "x"], 7), [problem("born", "Not a date", "Write a date")]],
        [
          record(["2;3", 'say "x"'], 9),
          [problem("born", "Not a date", "Write a date"), problem("id", "Taken")]
        ]
      ])
      assert.strictEqual(
        fs.readFileSync(file, "utf8"),
        [
          '"id";born;persona-line;persona-column;persona-reason;persona-suggestion',
          '"1";x;7;born;born: Not a date;Write a date',
          '"2;3";"say ""x""";9;"born; id";"born: Not a date; id: Taken";Write a date',
          ""
        ].join("\n")
      )
    })
  )

  it.effect("creates nothing when no row is rejected", () =>
    Effect.gen(function* () {
      const file = newFile()
      const written = yield* write({ file, columns: ["id"], delimiter: "," }, [])
      assert.strictEqual(written, null)
      assert.deepStrictEqual(fs.readdirSync(path.dirname(file)), [])
    })
  )

  it.effect("is readable by its owner alone, even if an unfinished file of others was left", () =>
    Effect.gen(function* () {
      const file = newFile()
      fs.writeFileSync(`${file}.part`, "left over", { mode: 0o644 })
      const written = yield* write({ file, columns: ["id"], delimiter: "," }, [
        [record(["1"]), [problem("id", "x")]]
      ])
      assert.strictEqual(written, file)
      assert.strictEqual(fs.statSync(file).mode & 0o777, 0o600)
      assert.deepStrictEqual(fs.readdirSync(path.dirname(file)), [path.basename(file)])
      assert.notInclude(fs.readFileSync(file, "utf8"), "left over")
    })
  )

  it.effect("has its final name only when it is complete", () =>
    Effect.gen(function* () {
      const file = newFile()
      const writer = yield* Rejects.open({ file, columns: ["id"], delimiter: "," })
      for (let i = 0; i < 5000; i++) yield* writer.write(record([`${i}`], i + 2), [problem("id", "Not so")])
      assert.isFalse(fs.existsSync(file))
      assert.strictEqual(yield* writer.count, 5000)
      assert.strictEqual(yield* writer.close, file)
      assert.strictEqual(yield* writer.close, file)
      assert.strictEqual((yield* readAll(file)).records.length, 5000)
    })
  )

  it.effect("keeps rows whole and in order when many fibers write", () =>
    Effect.gen(function* () {
      const file = newFile()
      const writer = yield* Rejects.open({ file, columns: ["id", "text"], delimiter: "," })
      yield* Effect.forEach(
        Array.from({ length: 3000 }, (_, index) => index),
        (i) => writer.write(record([`${i}`, "x".repeat(200)], i), [problem("id", "Not so")]),
        { concurrency: 16 }
      )
      yield* writer.close
      const { records } = yield* readAll(file)
      assert.deepStrictEqual(
        records.map(({ cells }) => Number(cells[0])),
        Array.from({ length: 3000 }, (_, i) => i)
      )
    })
  )

  it.effect("finishes the file when its scope ends without close", () =>
    Effect.gen(function* () {
      const file = newFile()
      const scope = yield* Scope.make()
      const writer = yield* Scope.provide(Rejects.open({ file, columns: ["id"], delimiter: "," }), scope)
      yield* writer.write(record(["1"]), [problem("id", "x")])
      yield* Scope.close(scope, Exit.void)
      assert.strictEqual((yield* readAll(file)).records.length, 1)
    })
  )

  it.effect("tells at the end that it could not write, and with which code", () =>
    Effect.gen(function* () {
      const file = path.join(newFile(), "no-such-folder", "rejects.csv")
      const writer = yield* Rejects.open({ file, columns: ["id"], delimiter: "," })
      for (let i = 0; i < 10_000; i++) yield* writer.write(record(["Quill"]), [problem("id", "Not so")])
      const error = yield* Effect.flip(writer.close)
      assert.strictEqual(error.code, "ENOENT")
      assert.notInclude(error.message, "Quill")
    })
  )

  it.effect("makes cells, headers and reasons harmless for spreadsheets", () =>
    Effect.gen(function* () {
      const file = newFile()
      const cells = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=x", "''-x", "a=b", "'x", "="]
      yield* write({ file, columns: ["=h", ...cells.slice(1).map((_, i) => `c${i}`)], delimiter: "," }, [
        [record(cells), [problem("=h", "Not so")]]
      ])
      const table = yield* Source.file(file, { header: false }).open
      assert.deepStrictEqual(table.columns[0], "=h")
      // Read by somebody who knows nothing of rejected rows.
      const raw = fs.readFileSync(file, "utf8").replace("persona-line", "line")
      const { records } = yield* readAll(Source.string("x", raw))
      for (const cell of records[0]?.cells ?? []) assert.notMatch(cell, /^[=+\-@\t\r]/)
    })
  )

  describe("read back as a source", () => {
    it.effect("offers the source's own columns alone", () =>
      Effect.gen(function* () {
        const file = newFile()
        yield* write({ file, columns: ["reference-id", "name-first"], delimiter: "\t", bom: true }, [
          [record(["r", "Zoë"]), [problem("name-first", "Not so")]]
        ])
        const { records, table } = yield* readAll(file)
        assert.deepStrictEqual(table.columns, ["reference-id", "name-first"])
        assert.strictEqual(table.delimiter, "\t")
        assert.isTrue(table.bom)
        assert.isTrue(table.rejects)
        assert.deepStrictEqual(
          records.map(({ cells }) => cells),
          [["r", "Zoë"]]
        )
        const mapper = yield* Mapping.compile({ target: { _tag: "Accounts" }, columns: table.columns })
        assert.deepStrictEqual(mapper.ignored, [])
      })
    )

    it.effect("has its header even for a source that has none", () =>
      Effect.gen(function* () {
        const file = newFile()
        yield* write({ file, columns: ["1", "2"], delimiter: "," }, [
          [record(["x", "y"]), [problem("2", "Not so")]]
        ])
        const { records, table } = yield* readAll(Source.file(file, { header: false }))
        assert.deepStrictEqual(table.columns, ["1", "2"])
        assert.deepStrictEqual(
          records.map(({ cells }) => cells),
          [["x", "y"]]
        )
      })
    )

    it.effect("is not mistaken for a comment", () =>
      Effect.gen(function* () {
        const file = newFile()
        yield* write({ file, columns: ["#id"], delimiter: "," }, [
          [record(["#1"]), [problem("#id", "Not so")]]
        ])
        const { records, table } = yield* readAll(Source.file(file, { comment: "#" }))
        assert.deepStrictEqual(table.columns, ["#id"])
        assert.deepStrictEqual(
          records.map(({ cells }) => cells),
          [["#1"]]
        )
      })
    )

    it.effect("is as ragged as it was until it is corrected", () =>
      Effect.gen(function* () {
        const file = newFile()
        const columns = ["a", "b", "c"]
        yield* write({ file, columns, delimiter: "," }, [
          [ragged(["1"]), []],
          [ragged(["1", "2", "3", "4", ""]), []],
          [ragged(["1", "2", "3", ""]), []]
        ])
        const text = fs.readFileSync(file, "utf8")
        assert.deepStrictEqual(yield* rawRows(text), [
          [true, "1"],
          [true, "1", "2", "3", "4", ""],
          [true, "1", "2", "3", ""]
        ])
        // Missing cells filled in; the cell too many removed and the note cleared; accepted as they are.
        const corrected = text
          .replace('"1",,,', '"1",2,,')
          .replace("5 of 3 cells,,,4,", ",,,,")
          .replace("4 of 3 cells", "")
        assert.deepStrictEqual(yield* rawRows(corrected), [
          [false, "1", "2", ""],
          [false, "1", "2", "3"],
          [false, "1", "2", "3"]
        ])
      })
    )

    it.effect("survives a spreadsheet that makes all rows equally long", () =>
      Effect.gen(function* () {
        const file = newFile()
        yield* write({ file, columns: ["a", "b"], delimiter: "," }, [
          [ragged(["1"]), []],
          [ragged(["1", "2", "3"]), []],
          [record(["x", "y"]), [problem("b", "Not so")]]
        ])
        const lines = fs.readFileSync(file, "utf8").trimEnd().split("\n")
        const saved = lines.map((line, index) => (index === 2 ? line : `${line},`)).join("\r\n")
        const { records, table } = yield* readAll(Source.string("x", saved))
        assert.deepStrictEqual(table.columns, ["a", "b"])
        assert.deepStrictEqual(
          records.map(({ cells }) => cells),
          [["1"], ["1", "2", "3"], ["x", "y"]]
        )
      })
    )
  })

  it.effect.prop(
    "gives back the cells that were written, whatever they are",
    {
      width: widths,
      rows: anyRows,
      delimiter: Schema.Literals([",", ";", "\t", "|", "'", "=", "-", "x"]),
      bom: Schema.Boolean
    },
    ({ bom, delimiter, rows, width }) =>
      Effect.gen(function* () {
        const file = newFile()
        const columns = Array.from({ length: width }, (_, index) => `column ${index}`)
        yield* write(
          { file, columns, delimiter, bom },
          rows.map((cells, index) => [
            { line: index + 2, number: index + 1, cells, ragged: cells.length !== width },
            [problem("column 0", "Not so", "=Do so")]
          ])
        )
        const read = yield* readAll(Source.file(file, { delimiter }))
        assert.deepStrictEqual(read.table.columns, columns)
        assert.deepStrictEqual(
          read.records.map(({ cells }) => cells),
          rows
        )
        fs.rmSync(path.dirname(file), { recursive: true })
      }),
    { arbitrary: { runs: 200 } }
  )
})

// Helpers

const newFile = () => path.join(fs.mkdtempSync(path.join(os.tmpdir(), "rejects-")), "rejects.csv")

const record = (cells: ReadonlyArray<string>, line = 2): Source.SourceRecord => ({
  line,
  number: line - 1,
  cells,
  ragged: false
})

const ragged = (cells: ReadonlyArray<string>): Source.SourceRecord => ({ ...record(cells), ragged: true })

const problem = (column: string, reason: string, suggestion?: string): Mapping.Problem => ({
  column,
  field: "",
  code: "x",
  reason,
  suggestion
})

const write = (
  options: Rejects.Options,
  rows: ReadonlyArray<readonly [Source.SourceRecord, ReadonlyArray<Mapping.Problem>]>
) =>
  Effect.scoped(
    Effect.gen(function* () {
      const writer = yield* Rejects.open(options)
      for (const [record, problems] of rows) yield* writer.write(record, problems)
      return yield* writer.close
    })
  )

const readAll = (from: string | Source.Source) =>
  Effect.scoped(
    Effect.gen(function* () {
      const table = yield* (typeof from === "string" ? Source.file(from) : from).open
      return { table, records: (yield* Stream.runCollect(table.windows)).flatMap((window) => window.records) }
    })
  )

/** Each record of a text as whether it is ragged, followed by its cells. */
const rawRows = (text: string) =>
  Effect.map(readAll(Source.string("x", text)), ({ records }) =>
    records.map(({ cells, ragged }) => [ragged, ...cells])
  )

const widths = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 4 }))
const anyCell = Arbitrary.map(
  Arbitrary.array(
    Arbitrary.schema(
      Schema.Literals([
        "'",
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n",
        '"',
        ",",
        ";",
        "|",
        " ",
        "#",
        "x",
        "é",
        "2 of 3 cells"
      ])
    ),
    { maxLength: 4 }
  ),
  (pieces) => pieces.join("")
)
const anyRows = Arbitrary.array(Arbitrary.array(anyCell, { minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 5
})
