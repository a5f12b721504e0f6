import type * as Ledger from "@effect-persona/importer/Ledger"
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"

describe("StateDirectory", () => {
  describe("open", () => {
    it.effect("makes a directory that only its owner can read and git ignores", () =>
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

    it.effect("says what to do when the directory cannot be made", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          fs.writeFileSync(path.join(folder, "file"), "")
          const error = yield* Effect.flip(StateDirectory.open(path.join(folder, "file")))
          assert.strictEqual(error._tag, "StateError")
          assert.include(error.message, "--state-dir")
        })
      )
    )
  })

  describe("runs", () => {
    it.effect("lists the runs, latest first, and leaves out what is not a run", () =>
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
    it.effect("fails where a ledger cannot be read, and knows that a crash may have left none", () =>
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
    it.effect("makes files that only their owner can read", () =>
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

    it.effect("remembers how it was started, whatever a later program adds to the reader", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const state = yield* StateDirectory.open(folder)
          const invocation = {
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
          const id = yield* Effect.scoped(Effect.map(state.createRun(info, invocation), (run) => run.id))
          const kept = Effect.scoped(Effect.flatMap(state.openRun(id), (run) => run.invocation))
          assert.deepStrictEqual(yield* kept, invocation)
          const file = path.join(folder, "runs", id, "invocation.json")
          fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace('"version":2', '"version":3'))
          assert.isUndefined(yield* kept)
          fs.rmSync(file)
          assert.isUndefined(yield* kept)
        })
      )
    )

    it.effect("remembers what was changed", () =>
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
    it.live("lets one at a time find or make a run", () =>
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
    it.effect("tells what the ledger knows of a run that never ended", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const state = yield* StateDirectory.open(folder)
          const id = yield* Effect.scoped(
            Effect.gen(function* () {
              const { id, ledger } = yield* state.createRun(info)
              yield* ledger.beginPass()
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
