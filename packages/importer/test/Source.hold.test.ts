import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import * as zlib from "node:zlib"
import type { SourceError } from "../src/SourceError.ts"
import * as Source from "../src/Source.ts"

describe("Source", () => {
  describe("open", () => {
    it.effect("returns no window of a file that has changed since, and reports the change", () =>
      Effect.gen(function* () {
        for (const [change, how] of [
          [(file: string) => fs.appendFileSync(file, "z,9\n"), "grown"],
          [(file: string) => fs.truncateSync(file, 20_001), "cut"],
          [(file: string) => fs.truncateSync(file, 0), "cut"],
          [(file: string) => old(file, fs.readFileSync(file).fill("x", 20_000), 1), "overwritten"]
        ] as const) {
          for (const bytes of [Buffer.from(text), zlib.gzipSync(text, { level: 0 })]) {
            const file = inFolder("rows.csv", bytes)
            const table = Effect.flatMap(Source.file(file).open, ({ windows }) =>
              Stream.runForEach(windows, () => Effect.sync(() => change(file)))
            )
            assert.deepStrictEqual(yield* changeOf(Effect.scoped(table)), [file, how])
          }
        }
      })
    )

    it.effect("treats a cut quote as a change, and not as a fault of the file", () =>
      Effect.gen(function* () {
        const file = inFolder("rows.csv", `${text}"a\nb",1\n`)
        const table = Effect.flatMap(Source.file(file).open, ({ windows }) =>
          Stream.runForEach(windows, () => Effect.sync(() => fs.truncateSync(file, text.length + 2)))
        )
        assert.deepStrictEqual(yield* changeOf(Effect.scoped(table)), [file, "cut"])
      })
    )

    it.effect("continues reading if the name leads to another file by now", () =>
      Effect.gen(function* () {
        const file = inFolder("rows.csv", text)
        const rows = yield* Effect.scoped(
          Effect.flatMap(Source.file(file).open, ({ windows }) => {
            fs.renameSync(inFolder("other.csv", "a,b\n1,2\n"), file)
            return Stream.runFold(
              windows,
              () => 0,
              (sum, { records }) => sum + records.length
            )
          })
        )
        assert.strictEqual(rows, count)
      })
    )
  })

  describe("hold", () => {
    it.effect("makes every reading find what the first one found", () =>
      Effect.gen(function* () {
        for (const [change, how] of [
          [(file: string) => fs.appendFileSync(file, "z,9\n"), "grown"],
          [(file: string) => old(file, text.replaceAll("1", "2"), 1), "overwritten"],
          // Same size, same time.
          [(file: string) => old(file, text.replace("cell 1700", "cell 17oo")), "differs"]
        ] as const) {
          const file = inFolder("rows.csv", text)
          const held = yield* Source.hold(Source.file(file))
          assert.isString(yield* held.digest)
          assert.isString(yield* held.digest)
          change(file)
          assert.deepStrictEqual(yield* changeOf(held.digest), [file, how])
          assert.deepStrictEqual(yield* changeOf(read(held)), [file, how])
        }
      }).pipe(Effect.scoped)
    )

    it.effect("continues reading an open file if its name is gone or leads to another file", () =>
      Effect.gen(function* () {
        const file = inFolder("rows.csv", text)
        const held = yield* Source.hold(Source.file(file))
        const digest = yield* held.digest
        yield* Source.verify(held)
        fs.renameSync(file, `${file}.old`)
        assert.strictEqual(yield* held.digest, digest)
        assert.deepStrictEqual(yield* changeOf(Source.verify(held)), [file, "gone"])
        fs.writeFileSync(file, "a,b\n1,2\n")
        assert.strictEqual(yield* held.digest, digest)
        assert.deepStrictEqual(yield* changeOf(Source.verify(held)), [file, "replaced"])
        assert.isTrue(yield* Source.hasChanged(held))
      }).pipe(Effect.scoped)
    )

    it.effect("compares more files than it keeps open", () =>
      Effect.gen(function* () {
        const folder = path.dirname(inFolder("rows.csv", "a,b\n1,2\n"))
        for (let n = 0; n < 50; n++) old(path.join(folder, `part-${n}.csv`), `a,b\nx${n},2\n`)
        const held = yield* Source.hold(Source.glob(path.join(folder, "part-*.csv")))
        const digest = yield* held.digest
        assert.strictEqual(yield* held.digest, digest)
        const last = path.join(folder, "part-49.csv")
        old(last, "a,b\ny49,2\n")
        assert.deepStrictEqual(yield* changeOf(held.digest), [last, "differs"])
        old(last, "a,b\nx49,2\n")
        assert.strictEqual(yield* held.digest, digest)
        old(path.join(folder, "part-50.csv"), "a,b\nx50,2\n")
        assert.strictEqual(yield* held.digest, digest)
        const [, how] = yield* changeOf(Source.verify(held))
        assert.strictEqual(how, "matches")
      }).pipe(Effect.scoped)
    )

    it.effect("continues after a mark like the source itself", () =>
      Effect.gen(function* () {
        const file = inFolder("rows.csv", text)
        const held = yield* Source.hold(Source.file(file))
        const [first] = yield* Effect.scoped(
          Effect.flatMap(held.open, ({ windows }) => Stream.runCollect(Stream.take(windows, 1)))
        )
        const rest = yield* Effect.scoped(
          Effect.flatMap(held.openAt(first!.end!), (table) =>
            Effect.map(Stream.runCollect(table!.windows), (windows) => windows[0]!.records[0]!.number)
          )
        )
        assert.strictEqual(rest, 257)
      }).pipe(Effect.scoped)
    )

    it.effect("returns a source that is not a file, or is already held, unchanged", () =>
      Effect.gen(function* () {
        const stream = Source.stream("s", Stream.make(Buffer.from("a\n1\n")))
        assert.strictEqual(yield* Source.hold(stream), stream)
        const made = { ...Source.file("none.csv") }
        assert.strictEqual(yield* Source.hold(made), made)
        yield* Source.verify(stream)
        assert.isFalse(yield* Source.hasChanged(stream))
        const held = yield* Source.hold(Source.file(inFolder("rows.csv", text)))
        assert.strictEqual(yield* Source.hold(held), held)
      }).pipe(Effect.scoped)
    )
  })
})

const count = 2000
const text = `a,b\n${Array.from({ length: count }, (_, n) => `cell ${n},1\n`).join("")}`

const old = (file: string, bytes: string | Buffer, seconds = 0) => {
  fs.writeFileSync(file, bytes)
  const time = new Date(Date.UTC(2026, 0, 1, 0, 0, seconds))
  fs.utimesSync(file, time, time)
}

const folders: Array<string> = []
const inFolder = (name: string, bytes: string | Buffer): string => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "persona-source-"))
  folders.push(folder)
  const file = path.join(folder, name)
  old(file, bytes)
  return file
}
process.once("exit", () => folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })))

const read = (source: Source.Source) =>
  Effect.scoped(Effect.flatMap(source.open, ({ windows }) => Stream.runDrain(windows)))

/** The file that is said to have changed, and how. */
const changeOf = <A, R>(effect: Effect.Effect<A, SourceError, R>) =>
  Effect.map(Effect.flip(effect), ({ file, reason }) => [
    file,
    reason._tag === "Changed" ? reason.how : reason._tag
  ])
