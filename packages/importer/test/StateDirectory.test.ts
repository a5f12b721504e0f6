import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"
import * as ListAttempts from "../src/targets/lists/ListAttempts.ts"
import type * as Ledger from "../src/ledger/Ledger.ts"

/** What may be in place of a state file. */
const instead = {
  "a folder": (file: string) => fs.mkdirSync(file),
  "another text": (file: string) => fs.writeFileSync(file, "Quill, which is no JSON and no database at all"),
  "an empty file": (file: string) => fs.writeFileSync(file, ""),
  "JSON of another form": (file: string) => fs.writeFileSync(file, "null"),
  "a link that leads nowhere": (file: string) => fs.symlinkSync("nowhere", file),
  "a pipe": (file: string) => execFileSync("mkfifo", [file]),
  nothing: () => {}
}

/** State files, what is in their place, and the code that says so. */
const spoiled: ReadonlyArray<readonly [string, keyof typeof instead, string]> = [
  ["digest.key", "a folder", "EISDIR"],
  ["digest.key", "another text", "DAMAGED"],
  ["digest.key", "an empty file", "DAMAGED"],
  ["digest.key", "nothing", "MISSING"],
  ["begin.db", "a folder", "unable to open database file"],
  ["begin.db", "another text", "file is not a database"],
  ["runs", "another text", "ENOTDIR"],
  ["list-attempts.json", "a folder", "EISDIR"],
  ["list-attempts.json", "another text", "DAMAGED"],
  ["list-attempts.json", "JSON of another form", "DAMAGED"],
  ["runs/RUN/lock.db", "a folder", "unable to open database file"],
  ["runs/RUN/lock.db", "another text", "file is not a database"],
  ["runs/RUN/ledger.db", "a folder", "unable to open database file"],
  ["runs/RUN/ledger.db", "another text", "file is not a database"],
  ["runs/RUN/invocation.json", "a folder", "EISDIR"],
  ["runs/RUN/invocation.json", "another text", "DAMAGED"],
  ["runs/RUN/invocation.json", "a link that leads nowhere", "ENOENT"],
  ["digest.key", "a pipe", "NOT_A_FILE"],
  ["list-attempts.json", "a pipe", "NOT_A_FILE"],
  ["runs/RUN/invocation.json", "a pipe", "NOT_A_FILE"],
  ["runs/RUN/report.json", "a pipe", "NOT_A_FILE"],
  ["runs/RUN/report.json", "a folder", "EISDIR"],
  ["runs/RUN/report.json", "another text", "DAMAGED"],
  ["runs/RUN/report.json", "JSON of another form", "DAMAGED"]
]

describe("StateDirectory", () => {
  describe("open", () => {
    it.effect("creates a directory that only its owner can read and git ignores", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const root = path.join(folder, "state")
          yield* StateDirectory.open(root)
          assert.strictEqual(fs.statSync(path.join(root, "runs")).mode & 0o777, 0o700)
          assert.strictEqual(fs.statSync(path.join(root, "digest.key")).mode & 0o777, 0o600)
          assert.strictEqual(fs.statSync(path.join(root, "begin.db")).mode & 0o777, 0o600)
          assert.strictEqual(fs.readFileSync(path.join(root, ".gitignore"), "utf8"), "*\n")
        })
      )
    )

    it.effect("keeps its secret", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const first = yield* StateDirectory.open(folder)
          const second = yield* StateDirectory.open(folder)
          assert.deepStrictEqual(
            first.digester.digest("natural", "a"),
            second.digester.digest("natural", "a")
          )
          const other = yield* StateDirectory.open(path.join(folder, "other"))
          assert.notDeepEqual(first.digester.digest("natural", "a"), other.digester.digest("natural", "a"))
        })
      )
    )

    it.effect("gives advice if the directory cannot be created", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          fs.writeFileSync(path.join(folder, "file"), "")
          const error = yield* Effect.flip(StateDirectory.open(path.join(folder, "file")))
          assert.strictEqual(error._tag, "StateError")
          assert.include(error.message, "make it writable, or use another one.")
        })
      )
    )
  })

  describe("state files", () => {
    it.effect("names what blocks the directory, and ends", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const at = below(folder)
          fs.writeFileSync(at("file"), "")
          fs.symlinkSync(at("nowhere"), at("dangling"))
          fs.symlinkSync(at("circle"), at("circle"))
          const places: ReadonlyArray<readonly [string, string]> = [
            [at("file"), "ENOTDIR"],
            [at("file/below"), "ENOTDIR"],
            [at("dangling"), "ENOENT"],
            [at("dangling/below"), "ENOENT"],
            [at("circle"), "ELOOP"],
            [at("x".repeat(300)), "ENAMETOOLONG"]
          ]
          for (const [place, code] of places) {
            const error = yield* Effect.flip(StateDirectory.open(place))
            assert.deepStrictEqual([error.directory, error.code, error.file], [place, code, undefined])
            assert.include(error.message, "make it writable, or use another one.")
          }
          assert.isTrue(yield* StateDirectory.isNone(at("nowhere")))
          assert.isFalse(yield* StateDirectory.isNone(at("dangling")))
          assert.strictEqual((yield* Effect.flip(StateDirectory.isNone(at("file/below")))).code, "ENOTDIR")
        })
      )
    )

    for (const [file, other, code] of spoiled) {
      it.effect(`names ${file} if ${other} is in its place`, () =>
        inTemp((folder) =>
          Effect.gen(function* () {
            const state = yield* StateDirectory.open(folder)
            const run = yield* Effect.scoped(state.createRun(info, runConfig))
            const at = path.join(folder, file.replace("RUN", run.id))
            fs.rmSync(at, { recursive: true, force: true })
            instead[other](at)
            const error = yield* Effect.flip(
              Effect.gen(function* () {
                const again = yield* StateDirectory.open(folder)
                yield* again.exclusively(Effect.void)
                const opened = yield* again.openRun(run.id)
                yield* opened.runConfig
                yield* ListAttempts.open(folder).first("a list")
                yield* opened.update({ status: "finished" })
                yield* again.report(run.id)
              }).pipe(Effect.scoped)
            )
            assert.deepStrictEqual(
              [(error as { file?: string }).file, (error as { code?: string }).code],
              [at, code]
            )
            assert.include(error.message, at)
            assert.notMatch(error.message, /undefined|Quill/)
          })
        )
      )
    }
  })

  describe("inventory", () => {
    it.effect("names the unreadable runs next to the readable ones", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const state = yield* StateDirectory.open(folder)
          const { id } = yield* Effect.scoped(state.createRun(info))
          const ids = [0, 1, 2, 3].map((n) => `2026010${n + 1}T000000-000000000000000${n}`)
          const at = (n: number, name: string) => path.join(folder, "runs", ids[n]!, name)
          for (const n of [0, 1, 2]) fs.mkdirSync(at(n, ""))
          fs.writeFileSync(at(0, "ledger.db"), "this is not a database, it is a text of some length")
          // The ledger was there before the report.
          fs.writeFileSync(at(1, "report.json"), "{}")
          fs.mkdirSync(at(2, "ledger.db"))
          fs.writeFileSync(path.join(folder, "runs", ids[3]!), "a file in place of a folder")
          const { runs, unreadable } = yield* state.inventory
          assert.deepStrictEqual(
            runs.map((run) => run.id),
            [id]
          )
          assert.deepStrictEqual(
            unreadable.map(({ code, createdAt, file, run }) => [run, createdAt, file, code]),
            [
              [ids[3], "2026-01-04T00:00:00.000Z", at(3, "ledger.db"), "ENOTDIR"],
              [ids[2], "2026-01-03T00:00:00.000Z", at(2, "ledger.db"), "EISDIR"],
              [ids[1], "2026-01-02T00:00:00.000Z", at(1, "ledger.db"), "MISSING"],
              [ids[0], "2026-01-01T00:00:00.000Z", at(0, "ledger.db"), "file is not a database"]
            ]
          )
        })
      )
    )
  })

  describe("runs", () => {
    it.effect("lists the runs, latest first, and omits anything that is not a run", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const state = yield* StateDirectory.open(folder)
          fs.mkdirSync(path.join(folder, "runs", "something-else"))
          yield* TestClock.setTime(Date.UTC(2026, 0, 1))
          const first = yield* Effect.scoped(Effect.map(state.createRun(info), (run) => run.id))
          const ids = [first]
          // Runs of one second have nothing in their ids that tells which was first.
          for (const later of ["1 day", "1 millis", "1 millis", "1 millis"] as const) {
            yield* TestClock.adjust(later)
            ids.unshift(yield* Effect.scoped(Effect.map(state.createRun(info), (run) => run.id)))
          }
          assert.deepStrictEqual(
            (yield* state.runs).map((run) => run.id),
            ids
          )
        })
      )
    )
  })

  describe("allRuns", () => {
    it.effect("fails if a ledger cannot be read, and knows that a crash may have left none", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const state = yield* StateDirectory.open(folder)
          const { id } = yield* Effect.scoped(state.createRun(info))
          for (const name of ["20260101T000000-0000000000000000", "20260101T000000-0000000000000001"]) {
            fs.mkdirSync(path.join(folder, "runs", name))
          }
          fs.writeFileSync(path.join(folder, "runs", "20260101T000000-0000000000000001", "ledger.db"), "")
          assert.deepStrictEqual(
            (yield* state.allRuns).map((run) => run.id),
            [id]
          )
          const broken = path.join(folder, "runs", "20260101T000000-0000000000000000", "ledger.db")
          fs.writeFileSync(broken, "this is not a database, it is a text of some length")
          assert.include((yield* Effect.flip(state.allRuns)).message, broken)
          assert.strictEqual((yield* state.runs).length, 1)
        })
      )
    )
  })

  describe("createRun", () => {
    it.effect("creates files that only their owner can read", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const state = yield* StateDirectory.open(folder)
          yield* Effect.scoped(
            Effect.map(state.createRun(info), (run) => {
              for (const name of fs.readdirSync(run.folder)) {
                assert.strictEqual(fs.statSync(path.join(run.folder, name)).mode & 0o777, 0o600)
              }
            })
          )
        })
      )
    )
  })

  describe("openRun", () => {
    it.effect("locks a run for as long as its scope, and no longer", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const state = yield* StateDirectory.open(folder)
          const id = yield* Effect.scoped(
            Effect.gen(function* () {
              const run = yield* state.createRun(info)
              const error = yield* Effect.flip(Effect.scoped(state.openRun(run.id)))
              assert.strictEqual(error._tag, "RunLocked")
              return run.id
            })
          )
          yield* Effect.scoped(state.openRun(id))
        })
      )
    )

    it.effect("does not look outside the directory", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const state = yield* StateDirectory.open(folder)
          for (const id of ["../..", "nowhere", "", "a/b"]) {
            const error = yield* Effect.flip(Effect.scoped(state.openRun(id)))
            assert.strictEqual(error._tag, "RunNotFound")
          }
        })
      )
    )

    it.effect("remembers its settings, whatever a later program adds to the reader", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const state = yield* StateDirectory.open(folder)
          const runConfig = {
            source: {
              names: ["/data/people.csv"],
              options: { delimiter: "tab", header: false, encoding: "windows-1252" }
            },
            map: { "1": "reference-id" },
            set: { tags: "wave-1" },
            onExisting: "update",
            unkeyed: "derive",
            keyMaxAge: Duration.hours(12),
            concurrency: 8,
            engine: "batch",
            emitEvents: false
          } as const
          const id = yield* Effect.scoped(Effect.map(state.createRun(info, runConfig), (run) => run.id))
          const kept = Effect.scoped(Effect.flatMap(state.openRun(id), (run) => run.runConfig))
          assert.deepStrictEqual(yield* kept, runConfig)
          const file = path.join(folder, "runs", id, "invocation.json")
          fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace('"version":2', '"version":3'))
          assert.isUndefined(yield* kept)
          fs.rmSync(file)
          assert.isUndefined(yield* kept)
        })
      )
    )

    it.effect("remembers changed settings", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const state = yield* StateDirectory.open(folder)
          const id = yield* Effect.scoped(
            Effect.flatMap(state.createRun(info), (run) =>
              Effect.as(run.update({ status: "finished" }), run.id)
            )
          )
          const run = yield* Effect.scoped(Effect.map(state.openRun(id), (opened) => opened.info))
          assert.deepInclude(run, { id, status: "finished", environment: "env_1", target: info.target })
        })
      )
    )
  })

  describe("exclusively", () => {
    it.live("lets one process at a time find or create a run", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const events: Array<string> = []
          const begin = (name: string) =>
            Effect.flatMap(StateDirectory.open(folder), (state) =>
              state.exclusively(
                Effect.gen(function* () {
                  events.push(`${name} begins`)
                  yield* Effect.sleep("100 millis")
                  events.push(`${name} ends`)
                })
              )
            )
          yield* Effect.all([begin("a"), begin("b")], { concurrency: 2 })
          const [first, second] = events[0] === "a begins" ? ["a", "b"] : ["b", "a"]
          assert.deepStrictEqual(events, [
            `${first} begins`,
            `${first} ends`,
            `${second} begins`,
            `${second} ends`
          ])
        })
      )
    )

    it.effect("reports after a second that another process has it, and gives up after a minute", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const state = yield* StateDirectory.open(folder)
          const file = path.join(folder, "begin.db")
          const told: Array<string> = []
          const wait = state
            .exclusively(Effect.succeed("begun"))
            .pipe(
              Effect.provideService(StateDirectory.Waiting, (held) => Effect.sync(() => void told.push(held)))
            )
          const holder = new DatabaseSync(file)
          holder.exec("BEGIN EXCLUSIVE")
          const first = yield* Effect.forkChild(wait)
          yield* TestClock.adjust("900 millis")
          assert.deepStrictEqual(told, [])
          yield* TestClock.adjust("200 millis")
          assert.deepStrictEqual(told, [file])
          holder.exec("ROLLBACK")
          yield* TestClock.adjust("1 second")
          assert.strictEqual(yield* Fiber.join(first), "begun")
          holder.exec("BEGIN EXCLUSIVE")
          const second = yield* Effect.forkChild(Effect.flip(wait))
          yield* TestClock.adjust("61 seconds")
          const error = yield* Fiber.join(second)
          holder.close()
          assert.deepInclude(error, { _tag: "BeginLocked", file, seconds: 60 })
          assert.deepStrictEqual(told, [file, file])
        })
      )
    )

    it.live("is free again after a failure and an interruption", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const state = yield* StateDirectory.open(folder)
          assert.strictEqual(yield* Effect.flip(state.exclusively(Effect.fail("no"))), "no")
          const fiber = yield* Effect.forkChild(state.exclusively(Effect.never))
          yield* Effect.sleep("10 millis")
          yield* Fiber.interrupt(fiber)
          assert.strictEqual(yield* state.exclusively(Effect.succeed("yes")), "yes")
        })
      )
    )
  })

  describe("report", () => {
    it.effect("reports what the ledger knows of a run that never ended", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const state = yield* StateDirectory.open(folder)
          const id = yield* Effect.scoped(
            Effect.gen(function* () {
              const { id, ledger } = yield* state.createRun(info)
              yield* ledger.beginScan()
              yield* ledger.admit([entry(2, "a"), entry(3, "b")], { wall: 1000, server: undefined })
              yield* ledger.settle(entry(2, "a").natural, { _tag: "Created", resource: "lst_1" }, undefined)
              return id
            })
          )
          const { report } = yield* state.report(id)
          assert.deepInclude(report, {
            run: id,
            status: "running",
            target: "lists",
            rows: 2,
            created: 1,
            unknown: 1,
            files: { rejects: null, edited: [], report: null }
          })
          assert.deepStrictEqual(
            report.unknownRows.map(({ line }) => line),
            [3]
          )
        })
      )
    )
  })
})

const entry = (line: number, text: string): Ledger.Entry => ({
  line,
  natural: text.padEnd(16) as Ledger.Digest,
  body: text.padEnd(16) as Ledger.Digest
})

const info = {
  target: Target.Lists.make({}),
  source: "lists.csv",
  sourceIdentity: "lists.csv",
  job: "j",
  environment: "env_1",
  baseUrl: "http://persona.test",
  list: undefined,
  sourceDigest: undefined
}

const below = (folder: string) => (name: string) => path.join(folder, name)

const runConfig = {
  source: { names: ["/data/lists.csv"], options: {} },
  map: {},
  set: {},
  onExisting: "skip",
  unkeyed: "refuse",
  keyMaxAge: Duration.hours(12),
  concurrency: 8,
  engine: "row",
  emitEvents: true
} as const

const inTemp = <A, E>(use: (folder: string) => Effect.Effect<A, E>) =>
  Effect.scoped(
    Effect.flatMap(
      Effect.acquireRelease(
        Effect.sync(() => fs.mkdtempSync(path.join(os.tmpdir(), "persona-state-"))),
        (folder) => Effect.sync(() => fs.rmSync(folder, { recursive: true }))
      ),
      use
    )
  )
