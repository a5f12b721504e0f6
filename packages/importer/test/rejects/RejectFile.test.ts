import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Exit, Scope, Schema, Stream } from "effect"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import * as Mapping from "../../src/Mapping.ts"
import * as Rejects from "../../src/rejects/RejectFile.ts"
import * as Source from "../../src/Source.ts"

describe("RejectFile", () => {
  it.effect("writes the source's columns in order, then the problems", () =>
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
          '"id";born;persona-line;persona-column;persona-reason;persona-suggestion;persona-row',
          '"1";x;7;born;born: Not a date;Write a date;',
          '"2;3";"say ""x""";9;"born; id";"born: Not a date; id: Taken";Write a date;',
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

  it.effect("is readable by its owner alone, even if another user left an unfinished file", () =>
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

  it.effect("reports at the end that it could not write, and with which code", () =>
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
      // Read by a program that knows nothing of rejected rows.
      const raw = fs.readFileSync(file, "utf8").replace("persona-line", "line").replace("persona-row", "row")
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

    it.effect("has its header even for a source without one", () =>
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

    it.effect("is as ragged as the source until it is corrected", () =>
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
          .replace("5 of 3 cells,,,,4,", ",,,,,")
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

  describe("fed back", () => {
    it.effect("names the run and, for each row, its line in the run", () =>
      Effect.gen(function* () {
        const file = newFile()
        yield* write({ file, columns: ["id"], delimiter: ",", run: "20260301-abcd" }, [
          [record(["1"], 7), [problem("id", "x")]],
          [record(["2"], 9), [problem("id", "x")]]
        ])
        const { records, table } = yield* readAll(file)
        assert.isTrue(table.rejects)
        assert.strictEqual(table.rejectsOf, "20260301-abcd")
        assert.deepStrictEqual(
          records.map(({ line, origin }) => [line, origin]),
          [
            [2, { line: 7, place: "7" }],
            [3, { line: 9, place: "9" }]
          ]
        )
      })
    )

    it.effect("names file and line if the source was several files", () =>
      Effect.gen(function* () {
        const file = newFile()
        yield* write({ file, columns: ["id"], delimiter: ",", run: "r", place: inSecondFile }, [
          [record(["1"], 107), [problem("id", "x")]]
        ])
        const { records } = yield* readAll(file)
        assert.deepStrictEqual(records[0]?.origin, { line: 107, place: "part-2.csv:7" })
      })
    )

    it.effect("is the row that it was, however often it is rejected", () =>
      Effect.gen(function* () {
        const [once, twice] = [newFile(), newFile()]
        const options = { columns: ["id"], delimiter: ",", run: "r" }
        yield* write({ ...options, file: once }, [[record(["1"], 107), [problem("id", "x")]]])
        const { records } = yield* readAll(once)
        yield* write({ ...options, file: twice }, [[records[0]!, [problem("id", "still x")]]])
        const again = yield* readAll(twice)
        assert.deepStrictEqual(again.records[0]?.origin, { line: 107, place: "107" })
        assert.strictEqual(again.records[0]?.line, 2)
      })
    )

    it.effect("is recognised however a spreadsheet saved it", () =>
      Effect.gen(function* () {
        const file = newFile()
        yield* write({ file, columns: ["id", "name"], delimiter: ",", run: "r1" }, [
          [record(["#1", "=1+1"], 7), [problem("id", "x, y")]],
          [record(["2", "Zoë"], 9), [problem("id", "x")]]
        ])
        const { records: written } = yield* readAll(file)
        const plain = (delimiter: string) =>
          written
            .map(({ cells, origin }) =>
              [
                cells[0],
                cells[1]!.replace("=", "'="),
                origin!.line,
                "id",
                "x",
                "",
                `r1:${origin!.line}`
              ].join(delimiter)
            )
            .toSorted()
            .map((line) => `${line}\r\n`)
            .join("")
        const ways: ReadonlyArray<readonly [string, Buffer, Source.Options]> = [
          ["semicolons", Buffer.from(header(";") + plain(";")), { delimiter: "comma" }],
          [
            "tabs in UTF-16",
            Buffer.from(`\uFEFF${header("\t")}${plain("\t")}`, "utf16le"),
            { delimiter: "comma" }
          ],
          ["a code page", Buffer.from(header(",") + plain(","), "latin1"), { encoding: "windows-1252" }],
          [
            "UTF-8 with a mark",
            Buffer.from(`\uFEFF${header(",")}${plain(",")}`),
            { encoding: "windows-1252" }
          ],
          ["unquoted", Buffer.from(header(",") + plain(",")), { comment: "#", header: false }],
          ["an announced delimiter", Buffer.from(`sep=;\r\n${header(";")}${plain(";")}`), { comment: "#" }],
          ["a comment kept above", Buffer.from(`# mine\r\n${header(",")}${plain(",")}`), { comment: "#" }]
        ]
        for (const [way, bytes, options] of ways) {
          const source = Source.stream("x", Stream.make(bytes), options)
          const { records, table } = yield* readAll(source)
          assert.deepStrictEqual(table.columns, ["id", "name"], way)
          assert.strictEqual(table.rejectsOf, "r1", way)
          assert.deepStrictEqual(
            records.map(({ cells, origin }) => [origin?.line, ...cells]),
            [
              [7, "#1", "=1+1"],
              [9, "2", "Zoë"]
            ],
            way
          )
        }
      })
    )

    it.effect("is recognized without the columns with reasons, and with rows added by hand", () =>
      Effect.gen(function* () {
        const { records, table } = yield* readAll(
          Source.string("x", "id,persona-row,name\n0,,new\n1,r1:7,'=x\n")
        )
        assert.deepStrictEqual(table.columns, ["id", "name"])
        assert.strictEqual(table.rejectsOf, "r1")
        assert.deepStrictEqual(
          records.map(({ cells, origin }) => [origin?.line, ...cells]),
          [
            [undefined, "0", "new"],
            [7, "1", "=x"]
          ]
        )
      })
    )

    it.effect("is recognised as an earlier version wrote it, without a run", () =>
      Effect.gen(function* () {
        const columns = ["id", ...Rejects.columns.slice(0, 4)].join(",")
        const { records, table } = yield* readAll(Source.string("x", `${columns}\n'=1,7,id,x,\n`))
        assert.isTrue(table.rejects)
        assert.strictEqual(table.rejectsOf, undefined)
        assert.deepStrictEqual(
          records.map(({ cells, origin }) => [origin, ...cells]),
          [[undefined, "=1"]]
        )
      })
    )

    it.effect("is not recognized in a user's own file", () =>
      Effect.gen(function* () {
        for (const header of [
          "id,persona-line",
          "id,persona-reason",
          "id,note on persona-row",
          "id,Persona-Row"
        ]) {
          const { records, table } = yield* readAll(Source.string("x", `${header}\n'=1,''-2\n`))
          assert.isFalse(table.rejects, header)
          assert.deepStrictEqual(records[0]?.cells, ["'=1", "''-2"], header)
        }
      })
    )
  })

  it.effect(
    "begins with a byte order mark when the source was in a code page, so that a spreadsheet reads it right",
    () =>
      Effect.gen(function* () {
        const bytes = Buffer.from("id,name\n1,Zo\u00eb\n", "latin1")
        const options = { encoding: "windows-1252" } as const
        const source = yield* readAll(Source.stream("x", Stream.make(bytes), options))
        const { bom, columns, delimiter } = source.table
        const file = newFile()
        yield* write({ file, columns, delimiter, bom }, [[source.records[0]!, [problem("name", "x")]]])
        assert.deepStrictEqual([...fs.readFileSync(file).subarray(0, 3)], [0xef, 0xbb, 0xbf])
        // The same command with the corrected file: what the file says of itself counts.
        assert.deepStrictEqual((yield* readAll(Source.file(file, options))).records[0]?.cells, ["1", "Zoë"])
      })
  )

  it.effect.prop(
    "returns the written cells, with any content",
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
          { file, columns, delimiter, bom, run: "20260301-0a1b" },
          rows.map((cells, index) => [
            { line: index + 2, number: index + 1, cells, ragged: cells.length !== width },
            [problem("column 0", "Not so", "=Do so")]
          ])
        )
        const read = yield* readAll(Source.file(file, { delimiter }))
        assert.deepStrictEqual(read.table.columns, columns)
        assert.deepStrictEqual(
          read.records.map(({ cells, origin }) => [origin?.line, ...cells]),
          rows.map((cells, index) => [index + 2, ...cells])
        )
        // Whoever does not know how it was written sees it too.
        const found = yield* readAll(Source.file(file, { comment: "#" }))
        assert.deepStrictEqual([found.table.delimiter, found.records], [delimiter, read.records])
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

const inSecondFile = (line: number) => ({ file: "part-2.csv", line: line - 100 })

const header = (delimiter: string) => `${["id", "name", ...Rejects.columns].join(delimiter)}\r\n`

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
        "2 of 3 cells",
        "r:7",
        "persona-row",
        "\uFEFF",
        "😀"
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
