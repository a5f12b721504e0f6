import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Exit, Fiber, Schema, Stream } from "effect"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { createHash } from "node:crypto"
import type { SourceError } from "../src/SourceError.ts"
import * as Source from "../src/Source.ts"
import { readable, refused, secrets } from "./support/csvCases.ts"

describe("Source", () => {
  describe("reads", () => {
    for (const { bytes, expected, name, options } of readable()) {
      it.effect(name, () =>
        Effect.gen(function* () {
          const read = yield* readAll(source(bytes, options))
          assert.deepStrictEqual(
            read.records.map(({ cells, line }) => [line, ...cells]),
            expected.records
          )
          assert.deepStrictEqual(
            read.records.map(({ number }) => number),
            expected.records.map((_, i) => i + 1)
          )
          if (expected.columns !== undefined) assert.deepStrictEqual(read.table.columns, expected.columns)
          if (expected.delimiter !== undefined) assert.strictEqual(read.table.delimiter, expected.delimiter)
          if (expected.ragged !== undefined) {
            assert.deepStrictEqual(
              read.records.map(({ ragged }) => ragged),
              expected.ragged
            )
          }
        })
      )
    }
  })

  describe("refuses", () => {
    for (const { bytes, expected, name, options } of refused()) {
      it.effect(name, () =>
        Effect.gen(function* () {
          const { error, records } = yield* readUntilError(source(bytes, options))
          const { _tag, after, ...facts } = expected
          assert.strictEqual(error?.reason._tag, _tag)
          assert.containsSubset(error?.reason, facts)
          assert.strictEqual(error?.file, "people.csv")
          for (const secret of secrets) assert.notInclude(error?.message ?? "", secret)
          if (after !== undefined) assert.strictEqual(records.length, after)
        })
      )
    }
  })

  it("has no fewer cases than before", () => {
    assert.isAtLeast(readable().length + refused().length, 166)
  })

  it.effect("gives advice in every message", () =>
    Effect.gen(function* () {
      const messages: Array<string> = []
      for (const { bytes, options } of refused()) {
        messages.push((yield* readUntilError(source(bytes, options))).error?.message ?? "")
      }
      for (const message of messages) {
        assert.match(message, /^people\.csv[,:]/)
        assert.match(message, /(Check|Close|Put|Save|save|Give|give|Leave|Export|close)/)
        assert.notInclude(message, "\n")
      }
    })
  )

  it.effect("returns the same records and the same error for any split of the bytes", () =>
    Effect.gen(function* () {
      for (const { bytes, name, options } of [...readable(), ...refused()]) {
        const whole = yield* outcome(chunked(bytes, [bytes.length], options))
        for (const sizes of [[1], [2], [3], [5], [7, 1, 2], [16], [64, 1]]) {
          const cut = yield* outcome(chunked(bytes, sizes, options))
          assert.deepStrictEqual(cut, whole, `${name}, cut by ${sizes.join()}`)
        }
      }
    })
  )

  it.effect.prop(
    "reads back its own output, with the right lines, for any cells and any split",
    {
      cells: anyTable,
      ends: Schema.Array(Schema.Literals(["\n", "\r\n", "\r"])),
      sizes: chunkSizes,
      bom: Schema.Boolean
    },
    ({ bom, cells, ends, sizes }) =>
      Effect.gen(function* () {
        const width = cells[0]?.length ?? 1
        const rows = [Array.from({ length: width }, (_, i) => `c${i}`), ...cells]
        let text = bom ? "\uFEFF" : ""
        let line = 1
        const expected: Array<unknown> = []
        rows.forEach((row, index) => {
          const record =
            row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",") + (ends[index] ?? "\n")
          if (index > 0) expected.push([line, ...row])
          line += record.match(/\r\n|\n|\r/g)?.length ?? 0
          text += record
        })
        const read = yield* readAll(chunked(Buffer.from(text), sizes, {}))
        assert.deepStrictEqual(
          read.records.map((record) => [record.line, ...record.cells]),
          expected
        )
        assert.strictEqual(read.table.bom, bom)
      }),
    { arbitrary: { runs: 150 } }
  )

  describe("windows", () => {
    it.effect("have the requested size, and the last one the rest", () =>
      Effect.gen(function* () {
        const table = yield* Source.string("x", `a\n${"1\n".repeat(1000)}`, { window: 300 }).open
        const sizes = yield* Stream.runCollect(Stream.map(table.windows, (window) => window.records.length))
        assert.deepStrictEqual([...sizes], [300, 300, 300, 100])
      })
    )

    it.effect("are read only as far as requested", () =>
      Effect.gen(function* () {
        let pulled = 0
        const endless = Stream.tap(
          Stream.fromEffectRepeat(Effect.succeed(Buffer.from("a,b\n".repeat(1000)))),
          () => Effect.sync(() => pulled++)
        )
        const table = yield* Source.stream("x", endless).open
        const taken = yield* Stream.runCollect(Stream.take(table.windows, 10))
        assert.strictEqual(taken.length, 10)
        assert.isAtMost(pulled, 4)
      })
    )
  })

  it.effect("returns large records in small windows", () =>
    Effect.gen(function* () {
      const table = yield* Source.string("x", `a\n${`${"x".repeat(900_000)}\n`.repeat(20)}`).open
      const sizes = yield* Stream.runCollect(Stream.map(table.windows, (window) => window.records.length))
      assert.strictEqual(
        sizes.reduce((sum, size) => sum + size, 0),
        20
      )
      assert.isAtMost(Math.max(...sizes), 6)
    })
  )

  describe("progress and digest", () => {
    it.effect("report bytes read, total bytes and the SHA-256 of the raw bytes at the end", () =>
      Effect.gen(function* () {
        const bytes = Buffer.from(`\uFEFFid,name\r\n${"1,Zoë\r\n".repeat(20_000)}`)
        const file = temporary("people.csv", bytes)
        const digest = createHash("sha256").update(bytes).digest("hex")
        const table = yield* Source.file(file).open
        const early = yield* table.progress
        assert.isBelow(early.bytesRead, bytes.length)
        assert.strictEqual(early.bytesTotal, bytes.length)
        assert.strictEqual(yield* table.digest, undefined)
        yield* Stream.runDrain(table.windows)
        assert.deepStrictEqual(yield* table.progress, { bytesRead: bytes.length, bytesTotal: bytes.length })
        assert.strictEqual(yield* table.digest, digest)
        assert.strictEqual(yield* Source.file(file).digest, digest)
      })
    )

    it.effect("do not know the size of a stream", () =>
      Effect.gen(function* () {
        const table = yield* chunked(Buffer.from("a\n1\n"), [2], {}).open
        yield* Stream.runDrain(table.windows)
        assert.deepStrictEqual(yield* table.progress, { bytesRead: 4, bytesTotal: undefined })
      })
    )
  })

  describe("file", () => {
    it.effect("distinguishes a missing file, a directory and a file in the place of a directory", () =>
      Effect.gen(function* () {
        const file = temporary("a.csv", Buffer.from("a\n1\n"))
        const folder = path.dirname(file)
        assert.strictEqual(yield* reasonOf(Source.file(path.join(folder, "none.csv"))), "FileNotFound")
        assert.strictEqual(yield* reasonOf(Source.file(path.join(file, "b.csv"))), "FileNotFound")
        assert.strictEqual(yield* reasonOf(Source.file(folder)), "IsDirectory")
        assert.strictEqual(
          yield* reasonOf(Source.file(temporary("empty.csv", Buffer.alloc(0)))),
          "EmptySource"
        )
      })
    )

    it.effect("reports with the system's code why a file cannot be read", () =>
      Effect.gen(function* () {
        // A name too long is refused by the system for everybody, root included.
        const { error } = yield* readUntilError(Source.file(`/${"x".repeat(5000)}`))
        assert.containsSubset(error?.reason, { _tag: "Unreadable", code: "ENAMETOOLONG" })
      })
    )

    it.live("closes the file when reading is interrupted, and when it ends", () =>
      Effect.gen(function* () {
        const file = temporary("long.csv", Buffer.from(`a,b\n${"1,2\n".repeat(200_000)}`))
        const before = openFiles(file)
        const fiber = yield* Effect.forkChild(
          Effect.scoped(
            Effect.gen(function* () {
              const table = yield* Source.file(file).open
              yield* Stream.runForEach(table.windows, () => Effect.sleep("5 millis"))
            })
          )
        )
        yield* Effect.sleep("60 millis")
        assert.isAbove(openFiles(file), before)
        yield* Fiber.interrupt(fiber)
        assert.strictEqual(openFiles(file), before)
        yield* readAll(Source.file(file))
        assert.strictEqual(openFiles(file), before)
      })
    )
  })

  describe("stream", () => {
    it.effect("delivers the records before the stream failed, then the failure without its text", () =>
      Effect.gen(function* () {
        const bytes = Stream.concat(
          Stream.make(Buffer.from("a,b\n1,2\n3,4\n5,6\n7,8,9")),
          Stream.fail(Object.assign(new Error("Ada Quill"), { code: "ECONNRESET" }))
        )
        const { error, records } = yield* readUntilError(Source.stream("upload", bytes))
        assert.deepStrictEqual(
          records.map(({ cells }) => cells[0]),
          ["1", "3", "5"]
        )
        assert.containsSubset(error?.reason, { _tag: "Unreadable", code: "ECONNRESET" })
        assert.notInclude(error?.message ?? "", "Ada")
      })
    )

    it.effect("reads chunks far larger than a window", () =>
      Effect.gen(function* () {
        const bytes = Buffer.from(`a,b\n${"1,2\n".repeat(100_000)}`)
        const read = yield* readAll(Source.stream("x", Stream.make(bytes)))
        assert.strictEqual(read.records.length, 100_000)
        assert.strictEqual(read.records.at(-1)?.line, 100_001)
      })
    )
  })

  describe("bounds", () => {
    it.effect("stop an endless record of any content", () =>
      Effect.gen(function* () {
        for (const [filler, tag] of [
          ['"x', "UnclosedQuote"],
          ["x", "RecordTooLarge"],
          [",", "RecordTooLarge"],
          ["# ", "RecordTooLarge"]
        ] as const) {
          let pulled = 0
          const endless = Stream.concat(
            Stream.make(Buffer.from(`a,b\n1,2\n${filler}`)),
            Stream.fromEffectRepeat(
              Effect.sync(() => {
                pulled++
                return Buffer.alloc(16_384, filler.at(-1))
              })
            )
          )
          const { error, records } = yield* readUntilError(
            Source.stream("x", endless, { maxRecordBytes: 100_000, comment: "#" })
          )
          assert.strictEqual(error?.reason._tag, tag)
          assert.strictEqual(records.length, 1)
          assert.isAtMost(pulled, 10)
        }
      })
    )

    it.effect("process tiny chunks in time proportional to their number", () =>
      Effect.gen(function* () {
        const record = Buffer.from(`a\n"${"x\n".repeat(100_000)}"\n`)
        const start = performance.now()
        const read = yield* readAll(chunked(record, [1], {}))
        assert.strictEqual(read.records[0]?.cells[0]?.length, 200_000)
        assert.isBelow(performance.now() - start, 15_000)
      })
    )
  })

  describe("real lists", () => {
    const cases = [
      {
        name: "ipsum.tsv",
        rows: 120_430,
        columns: 2,
        options: { delimiter: "tab", header: false, comment: "#" }
      },
      { name: "country-codes.csv", rows: 249, columns: 56, options: {} },
      { name: "disposable-email-domains.csv", rows: 8335, columns: 1, options: {} }
    ]
    for (const { columns, name, options, rows } of cases) {
      it.effect(`${name} has ${rows} records of ${columns} columns`, (test) =>
        Effect.gen(function* () {
          if (!fs.existsSync(real(name)))
            return yield* Effect.sync(() => test.skip(`${name} is not on this machine`))
          const table = yield* Source.file(real(name), options).open
          const read = yield* Stream.runFold(
            table.windows,
            () => ({ rows: 0, ragged: 0 }),
            (sum, window) => ({
              rows: sum.rows + window.records.length,
              ragged: sum.ragged + window.records.filter((record) => record.ragged).length
            })
          )
          assert.deepStrictEqual(read, { rows, ragged: 0 })
          assert.strictEqual(table.columns.length, columns)
        })
      )
    }
  })

  describe("openAt", () => {
    for (const [name, text, options] of [
      ["plain rows", "a,b\n1,2\n3,4\n5,6\n", {}],
      ["quoted line ends, CRLF and a byte order mark", '\uFEFFa,b\r\n"1\r\n1",2\r\n3,"4\n"\r\n5,6\r\n', {}],
      ["blank lines and comments", "#x\na,b\n\n1,2\n#y\n3,4\n\n\n5,6\n#z\n", { comment: "#" }],
      ["no header, tabs and no line end at the end", "1\tä\n2\tö\n3\tü", { header: false, delimiter: "tab" }],
      ["a single column", "a\n1\n2\n3\n", {}]
    ] as const) {
      it.effect(`continues after every window of ${name}`, () =>
        Effect.gen(function* () {
          assert.strictEqual(yield* continuations(Source.string("x.csv", text, { ...options, window: 1 })), 3)
        })
      )
    }

    it.effect("reports lines, numbers and errors like a read from the start", () =>
      Effect.gen(function* () {
        const source = Source.string("x.csv", 'a,b\n1,2\n3,4\n5,6,7\n8,"9\n', { window: 2 })
        const marks: Array<Source.Mark> = []
        const table = yield* source.open
        const whole = yield* Effect.flip(
          Stream.runForEach(table.windows, ({ end }) => Effect.sync(() => marks.push(end!)))
        )
        const rest = yield* source.openAt(marks[0]!)
        const records: Array<Source.SourceRecord> = []
        const error = yield* Effect.flip(
          Stream.runForEach(rest!.windows, (window) => Effect.sync(() => records.push(...window.records)))
        )
        assert.deepInclude(records[0], { line: 4, number: 3, ragged: true })
        assert.deepStrictEqual(error, whole)
      })
    )

    it.effect("does not continue if anything before the mark has changed", () =>
      Effect.gen(function* () {
        const text = "a,b\n1,2\n3,4\n5,6\n"
        const { windows } = yield* readWindows(Source.string("x.csv", text, { window: 2 }))
        const mark = windows[0]!.end!
        for (const changed of ["a,b\n1,2\n3,5\n5,6\n", "a,c\n1,2\n3,4\n5,6\n", "a,b\n1,2\n"]) {
          assert.strictEqual(yield* Source.string("x.csv", changed).openAt(mark), undefined)
        }
        assert.notStrictEqual(yield* Source.string("x.csv", `${text}7,8\n`).openAt(mark), undefined)
      })
    )

    it.effect("does not continue in input that can be read only once", () =>
      Effect.gen(function* () {
        const { windows } = yield* readWindows(Source.string("x", "a\n1\n"))
        const once = Source.stream("x", Stream.make(Buffer.from("a\n1\n2\n")))
        assert.strictEqual(yield* once.openAt(windows[0]!.end!), undefined)
      })
    )
  })
})

// Helpers

const source = (bytes: Buffer, options: Source.Options): Source.Source =>
  Source.stream("people.csv", Stream.make(bytes), options)

/** The bytes cut into chunks of the given sizes, over and over. */
const chunked = (bytes: Buffer, sizes: ReadonlyArray<number>, options: Source.Options): Source.Source => {
  const chunks: Array<Uint8Array> = []
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] ?? 1)
    // Each in memory of its own, as from a socket.
    chunks.push(new Uint8Array(bytes.subarray(at, at + size)))
    at += size
  }
  return Source.stream("people.csv", Stream.fromArray(chunks), options)
}

/** Every way to go on behind a window gives the records that are left. */
const continuations = (from: Source.Source) =>
  Effect.gen(function* () {
    const { windows } = yield* readWindows(from)
    for (const [i, { end }] of windows.entries()) {
      const table = yield* from.openAt(end!)
      const rest = yield* Stream.runCollect(table!.windows)
      assert.deepStrictEqual(
        rest.flatMap((window) => window.records),
        windows.slice(i + 1).flatMap((window) => window.records)
      )
      assert.deepStrictEqual(table!.columns, windows[0]!.end!.columns)
      assert.strictEqual(yield* table!.digest, yield* from.digest)
    }
    return windows.length
  }).pipe(Effect.scoped)

const readWindows = (from: Source.Source) =>
  Effect.map(
    Effect.flatMap(from.open, (table) => Stream.runCollect(table.windows)),
    (windows) => ({ windows })
  )

const readAll = (from: Source.Source) =>
  Effect.scoped(
    Effect.gen(function* () {
      const table = yield* from.open
      const windows = yield* Stream.runCollect(table.windows)
      return { table, records: windows.flatMap((window) => window.records) }
    })
  )

/** The records up to the error, and the error. */
const readUntilError = (from: Source.Source) =>
  Effect.scoped(
    Effect.gen(function* () {
      const records: Array<Source.SourceRecord> = []
      const exit = yield* Effect.exit(
        Effect.flatMap(from.open, (table) =>
          Stream.runForEach(table.windows, (window) => Effect.sync(() => records.push(...window.records)))
        )
      )
      const error: SourceError | undefined = Exit.isFailure(exit) ? yield* Effect.flip(exit) : undefined
      return { records, error }
    })
  )

const reasonOf = (from: Source.Source) => Effect.map(readUntilError(from), ({ error }) => error?.reason._tag)

/** Everything observable about reading a source, for comparison. */
const outcome = (from: Source.Source) =>
  Effect.map(readUntilError(from), ({ error, records }) => ({
    records: records.map(({ cells, line, number, ragged }) => ({ cells, line, number, ragged })),
    message: error?.message
  }))

/** Lists that lie beside the repository on some machines. */
const real = (name: string) => path.resolve(import.meta.dirname, "../../../../shared/data", name)

const temporary = (name: string, bytes: Buffer): string => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "source-")), name)
  fs.writeFileSync(file, bytes)
  return file
}

/** How many descriptors of this process are open on the file. */
const openFiles = (file: string): number =>
  fs.readdirSync("/proc/self/fd").filter((fd) => {
    const link = `/proc/self/fd/${fd}`
    return fs.existsSync(link) && fs.readlinkSync(link) === file
  }).length

/** Cells of what is hard about CSV, and of what is hard about text. */
const anyCell = Arbitrary.map(
  Arbitrary.array(
    Arbitrary.schema(
      Schema.Literals([
        '"',
        '""',
        ",",
        ";",
        "\t",
        "\n",
        "\r",
        "\r\n",
        " ",
        "#",
        "'",
        "=",
        "a",
        "é",
        "名",
        "👩‍👩‍👧",
        "\uFEFF"
      ])
    ),
    { maxLength: 6 }
  ),
  (pieces) => pieces.join("")
)
const anyTable = Arbitrary.array(
  Arbitrary.map(Arbitrary.all([anyCell, anyCell, anyCell]), (cells) => [...cells]),
  {
    minLength: 1,
    maxLength: 6
  }
)
const chunkSizes = Schema.Array(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 9 }))).check(
  Schema.isMinLength(1)
)
