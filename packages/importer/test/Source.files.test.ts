import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import * as zlib from "node:zlib"
import * as Source from "../src/Source.ts"

describe("Source of several files", () => {
  it.effect("reads them one after another, each with its own delimiter, encoding and order of columns", () =>
    Effect.gen(function* () {
      const folder = folderWith(parts)
      const { records, table } = yield* readAll(Source.glob(path.join(folder, "part-*")))
      assert.deepStrictEqual(table.columns, ["id", "name"])
      assert.deepStrictEqual(
        records.map(({ cells }) => cells),
        [
          ["1", "Ada"],
          ["2", "Zoë"],
          ["3", "x\ny"],
          ["4", "Bo"],
          ["5", "Łucja"]
        ]
      )
      assert.deepStrictEqual(
        records.map(({ number }) => number),
        [1, 2, 3, 4, 5]
      )
    })
  )

  it.effect("counts lines on, and names the file of a line and the line in it", () =>
    Effect.gen(function* () {
      const folder = folderWith(parts)
      const { records, table } = yield* readAll(Source.glob(path.join(folder, "part-*")))
      const lines = records.map(({ line }) => line)
      assert.deepStrictEqual(
        lines,
        lines.toSorted((a, b) => a - b)
      )
      assert.strictEqual(new Set(lines).size, 5)
      assert.deepStrictEqual(
        records.map(({ line }) => {
          const place = table.place(line)
          return [path.basename(place.file ?? ""), place.line]
        }),
        [
          ["part-1.csv", 2],
          ["part-2.csv", 3],
          ["part-2.csv", 4],
          ["part-3.csv.gz", 2],
          ["part-10.csv", 2]
        ]
      )
    })
  )

  it.effect("is one file like any other when it is one", () =>
    Effect.gen(function* () {
      const folder = folderWith({ "a.csv": "id\n1\n" })
      const file = path.join(folder, "a.csv")
      const one = yield* readAll(Source.file(file))
      for (const source of [Source.files([file]), Source.glob(path.join(folder, "*"))]) {
        const { records, table } = yield* readAll(source)
        assert.deepStrictEqual(records, one.records)
        assert.deepStrictEqual(table.place(2), { file: undefined, line: 2 })
        assert.strictEqual(yield* table.digest, yield* one.table.digest)
      }
    })
  )

  it.effect("continues after every window, and returns the same digest as a full read", () =>
    Effect.gen(function* () {
      const source = Source.glob(path.join(folderWith(parts), "part-*"), { window: 1 })
      const { records, windows } = yield* readAll(source)
      for (const [index, { end }] of windows.entries()) {
        // As the ledger keeps it.
        const mark = JSON.parse(JSON.stringify(end)) as Source.Mark
        yield* Effect.scoped(
          Effect.gen(function* () {
            const table = yield* source.openAt(mark)
            const rest = yield* Stream.runCollect(table!.windows)
            const left = records.slice(index + 1)
            assert.deepStrictEqual(
              rest.flatMap((window) => window.records),
              left
            )
            assert.deepStrictEqual(table!.columns, ["id", "name"])
            assert.strictEqual(yield* table!.digest, yield* source.digest)
            for (const { line } of records.slice(index)) assert.isDefined(table!.place(line).file)
            const { bytesRead, bytesTotal } = yield* table!.progress
            assert.strictEqual(bytesRead, bytesTotal)
          })
        )
      }
    })
  )

  it.effect("continues if a file was added at the end, and not if one before the mark has changed", () =>
    Effect.gen(function* () {
      const folder = folderWith(parts)
      const source = Source.glob(path.join(folder, "part-*"), { window: 1 })
      const { windows } = yield* readAll(source)
      const mark = windows[3]!.end!
      const opens = Effect.scoped(Effect.map(source.openAt(mark), (table) => table !== undefined))
      assert.isTrue(yield* opens)
      fs.writeFileSync(path.join(folder, "part-11.csv"), "id,name\n6,Cy\n")
      assert.isTrue(yield* opens)
      // The same text, stored in another way.
      fs.writeFileSync(path.join(folder, "part-1.csv"), zlib.zstdCompressSync("id,name\n1,Ada\n"))
      assert.isTrue(yield* opens)
      fs.writeFileSync(path.join(folder, "part-0.csv"), "id,name\n0,Di\n")
      assert.isFalse(yield* opens)
      fs.rmSync(path.join(folder, "part-0.csv"))
      fs.writeFileSync(path.join(folder, "part-1.csv"), "id,name\n1,Eve\n")
      assert.isFalse(yield* opens)
    })
  )

  it.effect("names the file at fault, with the line in it, after the records before it", () =>
    Effect.gen(function* () {
      const folder = folderWith({ "a.csv": "id,name\n1,x\n2,y\n", "b.csv": 'id,name\n3,z\n4,"\n' })
      const records: Array<Source.SourceRecord> = []
      const error = yield* Effect.scoped(
        Effect.flatMap(Source.glob(path.join(folder, "*.csv")).open, (table) =>
          Stream.runForEach(table.windows, (window) => Effect.sync(() => records.push(...window.records)))
        )
      ).pipe(Effect.flip)
      assert.strictEqual(records.length, 3)
      assert.strictEqual(path.basename(error.file), "b.csv")
      assert.strictEqual(error.line, 3)
    })
  )

  it.effect("refuses other columns, and names them", () =>
    Effect.gen(function* () {
      const folder = folderWith({ "a.csv": "id,name\n1,x\n", "b.csv": "id,mail\n1,x\n" })
      const error = yield* Effect.flip(readAll(Source.glob(path.join(folder, "*"))))
      assert.strictEqual(path.basename(error.file), "b.csv")
      assert.containsSubset(error.reason, { _tag: "DifferentColumns", missing: ["name"], added: ["mail"] })
      assert.match(error.message, /"name" is missing, "mail" is added/)
    })
  )

  it.effect("refuses another order if two columns have one name", () =>
    Effect.gen(function* () {
      const folder = folderWith({
        "a.csv": "id,x,x\n1,2,3\n",
        "b.csv": "x,id,x\n1,2,3\n",
        "c.csv": "id,x,x\n1,2,3\n"
      })
      const error = yield* Effect.flip(readAll(Source.glob(path.join(folder, "[ab].csv"))))
      assert.strictEqual(error.reason._tag, "DifferentColumns")
      assert.strictEqual((yield* readAll(Source.glob(path.join(folder, "[ac].csv")))).records.length, 2)
    })
  )

  it.effect("refuses a reject file among others", () =>
    Effect.gen(function* () {
      const folder = folderWith({ "a.csv": "id\n1\n", "b.csv": "id,persona-row\n1,r:2\n" })
      const error = yield* Effect.flip(readAll(Source.glob(path.join(folder, "*"))))
      assert.strictEqual(error.reason._tag, "RejectsAmongFiles")
    })
  )

  it.effect("reports that nothing matches, and that standard input stands alone", () =>
    Effect.gen(function* () {
      const folder = folderWith({})
      const nothing = yield* Effect.flip(readAll(Source.glob(path.join(folder, "*.csv"))))
      assert.strictEqual(nothing.reason._tag, "NothingMatches")
      const mixed = yield* Effect.flip(readAll(Source.files(["-", "a.csv"])))
      assert.containsSubset(mixed.reason, { _tag: "InvalidOption", option: "files" })
    })
  )

  it("is found again by its absolute paths or its absolute pattern", () => {
    assert.strictEqual(
      Source.files(["a.csv", "b.csv"]).identity,
      `${path.resolve("a.csv")}\n${path.resolve("b.csv")}`
    )
    assert.strictEqual(Source.glob("x/*.csv").identity, path.resolve("x/*.csv"))
  })
})

describe("Source.named", () => {
  it("reads - as standard input, a pattern as a glob, and a file with such a name as itself", () => {
    const folder = folderWith({ "a[1].csv": "id\n1\n" })
    const odd = path.join(folder, "a[1].csv")
    assert.strictEqual(Source.named(["-"]).name, "standard input")
    assert.strictEqual(Source.named(["a.csv"]).identity, path.resolve("a.csv"))
    assert.strictEqual(Source.named([path.join(folder, "*.csv")]).name, path.join(folder, "*.csv"))
    assert.strictEqual(Source.named([odd]).identity, odd)
    assert.strictEqual(Source.named(["a.csv", "b.csv"]).name, "a.csv and 1 more")
  })

  it.effect("reads a file whose name looks like a pattern", () =>
    Effect.gen(function* () {
      const folder = folderWith({ "a[1].csv": "id\n1\n" })
      const { records } = yield* readAll(Source.named([path.join(folder, "a[1].csv")]))
      assert.strictEqual(records.length, 1)
    })
  )
})

describe("Source.reopen", () => {
  it.effect("opens a file, several files and a pattern again from plain data", () =>
    Effect.gen(function* () {
      const folder = folderWith(parts)
      const [one, two] = ["part-1.csv", "part-10.csv"].map((name) => path.join(folder, name)) as [
        string,
        string
      ]
      const options = { window: 1, header: true }
      for (const source of [
        Source.file(one, options),
        Source.files([one, two], options),
        Source.glob(path.join(folder, "part-*"), options)
      ]) {
        const { names, options } = JSON.parse(JSON.stringify(source.reopen)) as Source.Reopening
        const again = Source.named(names, options)
        assert.strictEqual(again.identity, source.identity)
        assert.deepStrictEqual((yield* readAll(again)).windows, (yield* readAll(source)).windows)
      }
      assert.isUndefined(Source.stdin().reopen)
      assert.isUndefined(Source.string("x", "a").reopen)
    })
  )
})

describe("Source.stdin", () => {
  for (const [name, input] of [
    ["text", Buffer.from(`id,name\n${"1,Zoë\n".repeat(20_000)}`)],
    ["compressed text", zlib.gzipSync(`id,name\n${"1,Zoë\n".repeat(20_000)}`)]
  ] as const) {
    it(`reads ${name} from a pipe, once and without marks for continuation`, () => {
      const script = `
        import * as Source from "@effect-persona/importer/Source"
        import { Effect, Stream } from "effect"
        const source = Source.stdin()
        const read = Effect.scoped(Effect.gen(function*() {
          const table = yield* source.open
          const windows = yield* Stream.runCollect(table.windows)
          const digest = yield* table.digest
          return [windows.flatMap(({ records }) => records).length, digest, yield* source.digest, yield* source.openAt(windows[0].end)]
        }))
        console.log(JSON.stringify(await Effect.runPromise(read)))
      `
      const out = execFileSync(
        process.execPath,
        ["--conditions=@effect-persona/source", "--input-type=module-typescript", "-e", script],
        { cwd: import.meta.dirname, input, stdio: ["pipe", "pipe", "inherit"] }
      )
      const [records, digest, again, continued] = JSON.parse(out.toString())
      assert.strictEqual(records, 20_000)
      assert.match(digest, /^[0-9a-f]{64}$/)
      assert.isNull(again)
      assert.isNull(continued)
    })
  }
})

describe("Source of compressed or encoded files", () => {
  const text = `id,name\n${Array.from({ length: 3000 }, (_, index) => `${index},"Zoë\n${index}"\n`).join("")}`
  for (const [name, bytes, options] of [
    ["gzip", zlib.gzipSync(text), {}],
    ["Zstandard", zlib.zstdCompressSync(text), {}],
    ["UTF-16", Buffer.from(text, "utf16le").swap16(), {}],
    ["Windows-1252", Buffer.from(text, "latin1"), { encoding: "windows-1252" }]
  ] as const) {
    it.effect(`has the digest and the marks of its text: ${name}`, () =>
      Effect.gen(function* () {
        const folder = folderWith({ "a.csv": bytes, "plain.csv": text })
        const source = Source.file(path.join(folder, "a.csv"), options)
        const plain = Source.file(path.join(folder, "plain.csv"))
        const { records, table, windows } = yield* readAll(source)
        const original = yield* readAll(plain)
        assert.deepStrictEqual(records, original.records)
        assert.deepStrictEqual(
          windows.map(({ end }) => end),
          original.windows.map(({ end }) => end)
        )
        assert.strictEqual(yield* table.digest, yield* original.table.digest)
        assert.strictEqual(yield* source.digest, yield* plain.digest)
        const { bytesRead, bytesTotal } = yield* table.progress
        assert.deepStrictEqual([bytesRead, bytesTotal], [bytes.length, bytes.length])
        // What was read as one goes on as the other.
        const rest = yield* Effect.scoped(
          Effect.flatMap(source.openAt(original.windows[5]!.end!), (from) => Stream.runCollect(from!.windows))
        )
        assert.deepStrictEqual(
          rest.flatMap((window) => window.records),
          records.slice(6 * 256)
        )
      })
    )
  }

  it.effect("returns the records before the place where compressed data break off", () =>
    Effect.gen(function* () {
      const noise = Array.from(
        { length: 40_000 },
        (_, index) => `${(index * 2654435761) % 4294967296},x\n`
      ).join("")
      for (const compressed of [zlib.gzipSync(`id,x\n${noise}`), zlib.zstdCompressSync(`id,x\n${noise}`)]) {
        const folder = folderWith({ "a.csv": compressed.subarray(0, compressed.length >> 1) })
        let count = 0
        const error = yield* Effect.scoped(
          Effect.flatMap(Source.file(path.join(folder, "a.csv")).open, (table) =>
            Stream.runForEach(table.windows, (window) => Effect.sync(() => (count += window.records.length)))
          )
        ).pipe(Effect.flip)
        assert.strictEqual(error.reason._tag, "Corrupt")
        assert.isAbove(count, 1000)
      }
    })
  )

  it.effect("expands no more than it reads, so a decompression bomb has no effect", () =>
    Effect.gen(function* () {
      // 64 MiB in 64 kB and in 2 kB; the first mebibyte is refused.
      const endless = Buffer.concat([Buffer.from("id\n"), Buffer.alloc(1 << 26, "x")])
      for (const compressed of [zlib.gzipSync(endless), zlib.zstdCompressSync(endless)]) {
        let taken = 0
        const chunks = Stream.tap(
          Stream.fromArray(
            Array.from({ length: Math.ceil(compressed.length / 512) }, (_, at) =>
              compressed.subarray(at * 512, at * 512 + 512)
            )
          ),
          (chunk) => Effect.sync(() => (taken += chunk.length))
        ).pipe(Stream.rechunk(1))
        const before = process.memoryUsage().arrayBuffers
        const error = yield* Effect.flip(readAll(Source.stream("bomb", chunks)))
        assert.strictEqual(error.reason._tag, "RecordTooLarge")
        assert.isBelow(process.memoryUsage().arrayBuffers - before, 1 << 24)
        if (compressed.length > 10_000) assert.isBelow(taken, compressed.length / 8)
      }
    })
  )
})

// Helpers

/** Files with the same columns, stored in four ways. */
const parts: Readonly<Record<string, string | Buffer>> = {
  "part-1.csv": "id,name\n1,Ada\n",
  "part-2.csv": '\uFEFF\r\nname;id\r\nZoë;2\r\n"x\ny";3\r\n',
  "part-3.csv.gz": zlib.gzipSync("id,name\n4,Bo"),
  "part-10.csv": Buffer.from("\uFEFFid\tname\n5\tŁucja\n", "utf16le")
}

const folderWith = (files: Readonly<Record<string, string | Buffer>>): string => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sources-"))
  for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), content)
  return folder
}

const readAll = (from: Source.Source) =>
  Effect.scoped(
    Effect.gen(function* () {
      const table = yield* from.open
      const windows = yield* Stream.runCollect(table.windows)
      return { table, windows, records: windows.flatMap((window) => window.records) }
    })
  )
