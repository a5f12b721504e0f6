import * as Source from "@effect-persona/importer/Source"
import * as Spool from "@effect-persona/importer/Spool"
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"

describe("Spool", () => {
  it.live("reads a pipe once, and returns its content as often as requested", () =>
    inTemp((folder) =>
      Effect.gen(function* () {
        const spooled = yield* Spool.make(folder, pipe(folder, "a;b\n1;2\n"), { delimiter: ";" })
        assert.deepStrictEqual(yield* cellsOf(spooled), [["1", "2"]])
        assert.deepStrictEqual(yield* cellsOf(spooled), [["1", "2"]])
        assert.isDefined(yield* spooled.digest)
        const [file, lock] = incoming(folder)
        assert.strictEqual(lock, `${file}.lock`)
        assert.strictEqual(fs.statSync(file!).mode & 0o777, 0o600)
        assert.strictEqual(fs.statSync(path.dirname(file!)).mode & 0o777, 0o700)
        assert.strictEqual(fs.readFileSync(path.join(folder, ".gitignore"), "utf8"), "*\n")
      })
    )
  )

  it.live("removes files that no run has taken, and leaves a run its files", () =>
    inTemp((folder) =>
      Effect.gen(function* () {
        yield* Effect.scoped(Spool.make(folder, pipe(folder, "a\n1\n")))
        assert.deepStrictEqual(incoming(folder), [])
        const run = path.join(folder, "run")
        fs.mkdirSync(run)
        yield* Effect.scoped(
          Effect.gen(function* () {
            const spooled = yield* Spool.make(folder, pipe(folder, "a\n1\n"))
            yield* spooled.keepIn(run)
            assert.deepStrictEqual(yield* cellsOf(spooled), [["1"]])
          })
        )
        assert.strictEqual(fs.readFileSync(path.join(run, "input"), "utf8"), "a\n1\n")
        assert.isTrue(yield* Spool.remove(run))
        assert.isFalse(yield* Spool.remove(run))
        assert.deepStrictEqual([...incoming(folder), ...fs.readdirSync(run)], [])
      })
    )
  )

  it.live("leaves a file to its process, and no other one, when the state directory is opened", () =>
    inTemp((folder) =>
      Effect.gen(function* () {
        yield* Spool.make(folder, pipe(folder, "a\n1\n"))
        const [own] = incoming(folder)
        const left = ["0123456789abcdef", "fedcba9876543210"].map((name) =>
          path.join(folder, "incoming", name)
        )
        const [held, dead] = left
        const other = yield* holder(`${held}.lock`)
        // One that a process has left has a lock that is free, or none.
        fs.writeFileSync(`${dead}.lock`, "")
        const files = [...left, path.join(folder, "incoming", "without-a-lock")]
        for (const file of files) fs.writeFileSync(file, "Quill")
        yield* StateDirectory.open(folder)
        assert.deepStrictEqual(
          files.map((file) => fs.existsSync(file)),
          [true, false, false]
        )
        other.kill("SIGKILL")
        yield* Effect.promise(() => new Promise((resolve) => other.once("exit", resolve)))
        yield* StateDirectory.open(folder)
        assert.deepStrictEqual(
          incoming(folder).filter((file) => !file.endsWith(".lock")),
          [own]
        )
        assert.isTrue(fs.existsSync(own!))
      })
    )
  )

  it("is needed for standard input and pipes", () => {
    assert.isTrue(Spool.isNeeded(["-"]))
    assert.isTrue(Spool.isNeeded(["/dev/null"]))
    for (const names of [["a.csv"], ["*.csv"], ["/dev/null", "-"], [os.tmpdir()]]) {
      assert.isFalse(Spool.isNeeded(names), names.join())
    }
  })
})

/** A pipe that a text comes out of. */
const pipe = (folder: string, text: string): string => {
  const name = path.join(folder, `pipe-${fs.readdirSync(folder).length}`)
  execFileSync("mkfifo", [name])
  spawn("sh", ["-c", 'printf %s "$1" > "$0"', name, text], { stdio: "ignore" })
  return name
}

/** Another process that holds a lock. */
const holder = (lock: string) =>
  Effect.acquireRelease(
    Effect.promise(
      () =>
        new Promise<ChildProcess>((resolve) => {
          const script = `const { DatabaseSync } = require("node:sqlite")
            const database = new DatabaseSync(${JSON.stringify(lock)})
            database.exec("BEGIN EXCLUSIVE")
            process.stdout.write("held")
            setInterval(() => {}, 1000)`
          const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "ignore"] })
          child.stdout.once("data", () => resolve(child))
        })
    ),
    (child) => Effect.sync(() => child.kill("SIGKILL"))
  )

const incoming = (folder: string) =>
  fs
    .readdirSync(path.join(folder, "incoming"))
    .toSorted()
    .map((name) => path.join(folder, "incoming", name))

const cellsOf = (source: Source.Source) =>
  Effect.scoped(
    Effect.flatMap(source.open, ({ windows }) =>
      Effect.map(Stream.runCollect(windows), (all) =>
        all.flatMap(({ records }) => records.map(({ cells }) => [...cells]))
      )
    )
  )

const inTemp = <A, E, R>(use: (folder: string) => Effect.Effect<A, E, R>) =>
  Effect.scoped(
    Effect.flatMap(
      Effect.acquireRelease(
        Effect.sync(() => fs.mkdtempSync(path.join(os.tmpdir(), "persona-spool-"))),
        (folder) => Effect.sync(() => fs.rmSync(folder, { recursive: true }))
      ),
      use
    )
  )
