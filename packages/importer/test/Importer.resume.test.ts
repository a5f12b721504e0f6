/** `Importer.resume` and `Importer.retry`: a run goes on from what was kept of its start. */
import * as Lists from "@effect-persona/core/resources/Lists"
import * as Importer from "@effect-persona/importer/Importer"
import * as Source from "@effect-persona/importer/Source"
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import * as Target from "@effect-persona/importer/Target"
import type { SandboxRecord } from "@effect-persona/sandbox/SandboxRecord"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import * as fs from "node:fs"
import { DatabaseSync } from "node:sqlite"
import * as path from "node:path"
import * as World from "./support/world.ts"

describe("Importer", () => {
  describe("resume", () => {
    it.effect("continues with the file, dialect, mapping, values and policy of the run's start", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* world.run("reference-id,name-first\nr7,Old\n", accounts)
        const file = write(world, `# a comment\n${numbered(20, (n) => `r${n};Ada ${n}`)}`)
        yield* stopAt(world, 5)
        const options = {
          source: { file, delimiter: ";", header: false, comment: "#" },
          map: { "1": "reference-id", "2": "name-first" },
          set: { tags: "wave-1" },
          onExisting: "update",
          concurrency: 2
        } as const
        const stopped = yield* Effect.flip(world.run("", accounts, options))
        assert.strictEqual(stopped._tag === "ImportStopped" && stopped.why, "unauthorized")
        yield* heal(world)
        const report = yield* resume(world)
        assert.deepInclude(report, { status: "finished", rows: 20, created: 19, updated: 1, unknown: 0 })
        const { contents } = yield* world.sandbox.record()
        assert.isTrue(contents!.accounts.every((account) => JSON.stringify(account).includes("wave-1")))
      })
    )

    it.effect("selects the latest unfinished run, else the latest, else the named one", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const first = write(world, people(5), "first.csv")
        const second = write(world, people(6).replace("Ada 1,", "Eve,"), "second.csv")
        yield* stopAt(world, 3)
        yield* Effect.flip(world.run("", accounts, { source: { file: first }, concurrency: 1 }))
        yield* heal(world)
        yield* TestClock.adjust("1 minute")
        const finished = yield* world.run("", accounts, { source: { file: second } })
        const unfinished = yield* resume(world)
        assert.deepInclude(unfinished, { source: first, rows: 5, status: "finished" })
        assert.deepInclude(yield* resume(world), { run: finished.run, nothingToDo: true, writes: 0 })
        const named = yield* resume(world, { run: unfinished.run })
        assert.deepInclude(named, { run: unfinished.run, nothingToDo: true, writes: 0 })
        const error = yield* Effect.flip(resume(world, { run: "20260101T000000-0123456789abcdef" }))
        assert.strictEqual(error._tag, "RunNotFound")
      })
    )

    it.effect("recognizes the rows of a file that was edited, sorted and extended", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const file = write(world, people(40))
        yield* stopAt(world, 20)
        yield* Effect.flip(world.run("", accounts, { source: { file }, concurrency: 1 }))
        yield* heal(world)
        const [header, ...rows] = people(42).trimEnd().split("\n")
        write(world, `${header}\n${rows.toReversed().join("\n").replace("Ada 41", "Eve")}\n`)
        const report = yield* resume(world)
        assert.deepInclude(report, { rows: 42, created: 42, existing: 0, writes: 42 - 19 })
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 42)
      })
    )

    it.effect("never continues in another environment, and names both", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* world.run("", accounts, { source: { file: write(world, people(3)) } })
        const other = yield* World.make({ seed: 2 })
        const error = yield* Effect.flip(resume({ ...other, stateDirectory: world.stateDirectory }))
        assert.deepInclude(error, {
          _tag: "OtherEnvironment",
          expected: world.sandbox.environmentId,
          actual: other.sandbox.environmentId
        })
        assert.deepStrictEqual((yield* other.sandbox.record()).writes, {})
      })
    )

    it.effect("compares the API's address if the environment of the run is unknown", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const { run } = yield* world.run("", accounts, { source: { file: write(world, people(3)) } })
        changeInfo(world, run, { environment: undefined })
        assert.deepInclude(yield* resume(world), { nothingToDo: true })
        changeInfo(world, run, { environment: undefined, baseUrl: "https://other.test/api/v1" })
        assert.deepInclude(yield* Effect.flip(resume(world)), {
          _tag: "OtherEnvironment",
          expected: "https://other.test/api/v1",
          actual: "http://sandbox.test/api/v1"
        })
      })
    )

    it.effect("does not touch a run that another process works on", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const { run } = yield* world.run("", accounts, { source: { file: write(world, people(3)) } })
        const before = yield* world.sandbox.record()
        const state = yield* StateDirectory.open(world.stateDirectory)
        for (const go of [resume, retry]) {
          const error = yield* Effect.scoped(Effect.andThen(state.openRun(run), Effect.flip(go(world))))
          assert.deepInclude(error, { _tag: "RunLocked", run })
        }
        assert.deepStrictEqual((yield* world.sandbox.record()).requests, before.requests)
      })
    )

    it.effect("reports that the list is gone, and does not mistake another one of its name for it", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const file = write(world, words(3))
        const { list } = yield* world.run("", items, { source: { file } })
        yield* Effect.provide(Lists.archive({ listId: list! }), world.client)
        const twin = Lists.createStringList({ data: { attributes: { name: items.list } } })
        yield* Effect.provide(twin, world.client)
        write(world, words(5))
        const error = yield* Effect.flip(resume(world))
        assert.deepInclude(error, { _tag: "DestinationError", reason: "gone", what: list! })
        assert.strictEqual((yield* world.sandbox.record()).counts.listItems, 3)
      })
    )

    it.effect("reports that the file is gone", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const file = write(world, people(3))
        yield* world.run("", accounts, { source: { file } })
        fs.rmSync(file)
        const error = yield* Effect.flip(resume(world))
        assert.strictEqual(error._tag === "SourceError" && error.reason._tag, "FileNotFound")
      })
    )

    it.effect("needs the source of a run that was not started with a file", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* world.run(`${people(3)}one cell too many,,,\n`, accounts)
        assert.deepInclude(yield* Effect.flip(resume(world)), { _tag: "NotContinuable", why: "once" })
        const report = yield* resume(world, { source: Source.string("rows.csv", people(4)) })
        assert.deepInclude(yield* resume(world), { run: report.run, nothingToDo: true, requests: 0 })
        assert.deepInclude(report, { rows: 4, created: 4, writes: 1 })
      })
    )

    it.effect("cannot continue without its settings, and reports what is certain", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const source = { file: write(world, people(3)) }
        const plain = yield* world.run("", accounts, { source, onExisting: "fail", unkeyed: "derive" })
        const mapped = yield* world.run("", accounts, { source, set: { tags: "x" } })
        for (const { run } of [plain, mapped]) fs.rmSync(path.join(folderOf(world, run), "invocation.json"))
        const error = yield* Effect.flip(resume(world, { run: plain.run }))
        assert.deepInclude(error, { _tag: "NotContinuable", why: "older" })
        assert.deepStrictEqual(error._tag === "NotContinuable" && error.policies, {
          onExisting: "fail",
          unkeyed: "derive"
        })
        const other = yield* Effect.flip(resume(world, { run: mapped.run }))
        assert.isUndefined(other._tag === "NotContinuable" ? other.policies : assert.fail(other._tag))
        // The import itself continues it, and keeps how.
        yield* world.run("", accounts, { source, set: { tags: "x" } })
        assert.deepInclude(yield* resume(world, { run: mapped.run }), { nothingToDo: true })
      })
    )

    it.effect("does not create a state directory to look for runs in", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const stateDirectory = path.join(world.stateDirectory, "nowhere")
        assert.strictEqual((yield* Effect.flip(resume({ ...world, stateDirectory })))._tag, "NoRuns")
        assert.isFalse(fs.existsSync(stateDirectory))
      })
    )

    it.effect("stores the settings of a run for its owner only", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const source = { file: write(world, people(2)) }
        const { run } = yield* world.run("", accounts, { source, set: { "fields.motto": "canary" } })
        const holding = fs
          .readdirSync(folderOf(world, run))
          .filter((name) =>
            fs.readFileSync(path.join(folderOf(world, run), name), "latin1").includes("canary")
          )
        assert.deepStrictEqual(holding, ["invocation.json"])
        const { mode } = fs.statSync(path.join(folderOf(world, run), "invocation.json"))
        assert.strictEqual(mode & 0o777, 0o600)
      })
    )
  })

  describe("resume, days later", () => {
    it.effect("finds applied rows, one read for a hundred rows, and sends no expired key", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ faults: lost })
        const file = write(world, people(230))
        const { report } = yield* stopped(world, accounts, { source: { file }, concurrency: 240 })
        // Nobody was answered, though each row was applied.
        assert.deepInclude(report, { rows: 230, unknown: 230 })
        yield* heal(world)
        yield* TestClock.adjust("30 hours")
        const before = yield* world.sandbox.record()
        const after = yield* resume(world, { concurrency: 4 })
        assert.deepInclude(after, { created: 230, existing: 0, unknown: 0, writes: 0 })
        const reads = answered(yield* world.sandbox.record(), "GET /accounts")
        assert.strictEqual(reads - answered(before, "GET /accounts"), 3)
      })
    )

    it.effect("creates nothing twice if the server has forgotten the keys on its own", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ faults: lost })
        yield* stopped(world, items, { source: { file: write(world, words(20)) }, concurrency: 4 })
        yield* heal(world)
        yield* world.sandbox.pruneKeys()
        const report = yield* resume(world)
        assert.deepInclude(report, { rows: 20, created: 16, existing: 4, existingAfterDoubt: 4, unknown: 0 })
        assert.strictEqual((yield* world.sandbox.record()).counts.listItems, 20)
      })
    )

    it.effect("claims objects created after the answer, also long after the run had stopped", () =>
      Effect.gen(function* () {
        const world = yield* World.make({
          faults: { rules: [{ match: posts, action: { kind: "lateEffect", millis: 180_000 } }] }
        })
        const { report } = yield* stopped(world, accounts, {
          source: { file: write(world, people(8)) },
          concurrency: 4
        })
        assert.deepInclude(report, { unknown: 4 })
        yield* heal(world)
        yield* TestClock.adjust("48 hours")
        assert.isAtLeast((yield* world.sandbox.record()).counts.accounts, 4)
        const after = yield* resume(world)
        assert.deepInclude(after, { created: 8, existing: 0, unknown: 0 })
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 8)
      })
    )

    it.effect("obeys the key age of the run's start, or a newly given one", () =>
      Effect.gen(function* () {
        for (const [options, replays] of [
          [{}, 0],
          [{ keyMaxAge: "5 hours" }, 2]
        ] as const) {
          const world = yield* World.make({ faults: lost })
          const source = { file: write(world, people(2)) }
          yield* stopped(world, accounts, { source, keyMaxAge: "1 hour", concurrency: 2 })
          yield* heal(world)
          yield* TestClock.adjust("2 hours")
          const before = (yield* world.sandbox.record()).replays
          assert.deepInclude(yield* resume(world, options), { created: 2, unknown: 0 })
          assert.strictEqual((yield* world.sandbox.record()).replays - before, replays)
        }
      })
    )
  })

  describe("retry", () => {
    it.effect(
      "resends only failed rows, under new keys, and leaves the rest of the rejects to the file",
      () =>
        Effect.gen(function* () {
          const world = yield* World.make({ faults: refusing(3, 7) })
          const source = { file: write(world, `${people(10)}x,Eve,1990-02-30\n`) }
          const first = yield* world.run("", accounts, { source, concurrency: 1 })
          assert.deepInclude(first, { rows: 11, created: 8, rejected: 3 })
          // The API stores a refusal: under its old key the row would be refused again for a day.
          yield* heal(world)
          const second = yield* retry(world)
          assert.deepInclude(second, {
            run: first.run,
            status: "finished",
            rows: 11,
            created: 10,
            rejected: 1,
            writes: 2,
            leftOut: 0
          })
          const rejects = fs.readFileSync(second.files.rejects!, "utf8").trimEnd().split("\n")
          assert.strictEqual(rejects.length, 2)
          assert.match(rejects[1]!, /^"x",Eve,1990-02-30,12,/)
          // And again: the row that does not fit is checked, and nothing is sent.
          assert.deepInclude(yield* retry(world), { rows: 11, created: 10, rejected: 1, writes: 0 })
        })
    )

    it.effect("removes the reject file when it would be empty", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ faults: refusing(2) })
        const source = { file: write(world, people(300)) }
        const { files } = yield* world.run("", accounts, { source, concurrency: 1 })
        yield* heal(world)
        assert.deepInclude(yield* retry(world), { rows: 300, created: 300, rejected: 0, writes: 1 })
        assert.isFalse(fs.existsSync(files.rejects!))
        // The run is as it would be had nothing failed.
        assert.deepInclude(yield* resume(world), { rows: 300, created: 300, nothingToDo: true })
      })
    )

    it.effect("requests nothing and reads nothing if nothing failed", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const file = write(world, people(4))
        const first = yield* world.run("", accounts, { source: { file } })
        fs.rmSync(file)
        const before = yield* world.sandbox.record()
        const report = yield* retry(world)
        assert.deepInclude(report, { run: first.run, rows: 4, created: 4, requests: 0, nothingToDo: true })
        assert.deepStrictEqual((yield* world.sandbox.record()).requests, before.requests)
      })
    )

    it.effect("accepts corrected rows, but neither new ones nor rows edited after their success", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ faults: refusing(3) })
        const csv = "reference-id,name-first,birthdate\na,Ada,\nb,Bo,1990-02-30\nc,Cy,\n"
        const source = { file: write(world, csv) }
        const first = yield* world.run("", accounts, { source, concurrency: 1, onExisting: "update" })
        assert.deepInclude(first, { created: 2, rejected: 1 })
        yield* heal(world)
        write(world, `${csv.replace("-30", "-28").replace("Ada", "Eve")}d,Di,\n`)
        const second = yield* retry(world)
        assert.deepInclude(second, { status: "finished", rows: 3, created: 3, writes: 1, leftOut: 2 })
        const third = yield* resume(world)
        assert.deepInclude(third, { rows: 4, created: 3, updated: 1, writes: 2, leftOut: 0 })
      })
    )

    it.effect("does not lead the next pass past a row that was edited after its success", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ faults: refusing(2) })
        const csv = people(50)
        const source = { file: write(world, csv) }
        yield* world.run("", accounts, { source, concurrency: 1, onExisting: "update" })
        yield* heal(world)
        const [header, first, ...rest] = csv.split("\n")
        write(world, [header, first!.replace(/,[^,]*/, ",Eve"), ...rest].join("\n"))
        assert.deepInclude(yield* retry(world), { created: 50, rejected: 0, writes: 1, leftOut: 1 })
        assert.deepInclude(yield* resume(world), { created: 49, updated: 1, writes: 1, leftOut: 0 })
      })
    )

    it.effect("keeps a repeated row rejected while the first one has not been sent", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const file = write(world, "reference-id,name-first\nz,Zed\na,Ada\nA,Eve\nb,Bo\na,Zoe\n")
        const options = { source: { file }, duplicates: "reject", engine: "row" } as const
        const stopped = yield* Effect.flip(world.run("", accounts, { ...options, canary: 1 }))
        assert(stopped._tag === "ImportStopped")
        assert.deepInclude(stopped.report, { created: 1, rejected: 2 })
        assert.deepInclude(yield* retry(world), { created: 1, rejected: 2, leftOut: 2, writes: 0 })
        assert.deepInclude(yield* resume(world), { rows: 5, created: 3, rejected: 2, existing: 0 })
      })
    )

    it.effect("reconciles rows with unknown outcomes", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ faults: lost })
        const source = { file: write(world, words(3)) }
        yield* stopped(world, items, { source, concurrency: 1 })
        yield* world.sandbox.pruneKeys()
        yield* world.sandbox.setFaults(refusing(1))
        const first = yield* resume(world)
        assert.deepInclude(first, { rows: 3, created: 2, unknown: 1 })
        yield* heal(world)
        const second = yield* retry(world)
        assert.deepInclude(second, { rows: 3, created: 2, existing: 1, existingAfterDoubt: 1, writes: 1 })
        assert.strictEqual((yield* world.sandbox.record()).counts.listItems, 3)
      })
    )

    it.effect("leaves unsent rows to resume", () =>
      Effect.gen(function* () {
        const world = yield* World.make({
          faults: {
            rules: [
              { match: { ...posts, nth: 2 }, action: refusal },
              { match: { ...posts, nth: 9 }, action: { kind: "status", status: 401 } }
            ]
          }
        })
        const source = { file: write(world, people(20)) }
        const { report } = yield* stopped(world, accounts, { source, concurrency: 1 })
        assert.deepInclude(report, { rows: 8, created: 7, rejected: 1 })
        yield* heal(world)
        const second = yield* retry(world)
        assert.deepInclude(second, { status: "stopped", rows: 8, created: 8, writes: 1, leftOut: 12 })
        assert.deepInclude(yield* resume(world), { status: "finished", rows: 20, created: 20, writes: 12 })
      })
    )

    it.effect("can be stopped halfway, and continues with the rest", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ faults: refusing(1, 2, 3, 4) })
        const source = { file: write(world, people(6)) }
        yield* world.run("", accounts, { source, concurrency: 1 })
        yield* stopAt(world, 3)
        const stop = yield* Effect.flip(retry(world))
        assert.strictEqual(stop._tag === "ImportStopped" && stop.why, "unauthorized")
        yield* heal(world)
        assert.deepInclude(yield* retry(world), { rows: 6, created: 6, writes: 2, leftOut: 0 })
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 6)
      })
    )
  })
})

const accounts = Target.Accounts.make({})
const items = Target.ListItems.make({ kind: "string", list: "Words" })

const numbered = (count: number, row: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => `${row(n)}\n`).join("")

const people = (count: number) =>
  `reference-id,name-first,birthdate\n${numbered(count, (n) => `cust-${n},Ada ${n},`)}`

const words = (count: number) => `value\n${numbered(count, (n) => `word-${n}`)}`

/** Writes the file of a run beside its state directory, which goes with the test. */
const write = (world: World.World, csv: string, name = "rows.csv"): string => {
  const file = path.join(world.stateDirectory, name)
  fs.writeFileSync(file, csv)
  return file
}

const posts = { method: "POST" } as const
const refusal = { kind: "status", status: 422, title: "Record invalid" } as const
const lost = {
  rules: [
    { match: { method: "POST", path: "/accounts" }, action: { kind: "loseAnswer" } },
    { match: { method: "POST", path: "/list-item/" }, action: { kind: "loseAnswer" } }
  ]
} as const

/** Refuses some of the rows that are sent, by their number. */
const refusing = (...numbers: ReadonlyArray<number>) => ({
  rules: numbers.map((nth) => ({ match: { ...posts, nth }, action: refusal }))
})

/** From that row on the key is not accepted. */
const stopAt = (world: World.World, nth: number) =>
  world.sandbox.setFaults({
    rules: [{ match: { ...posts, nth }, action: { kind: "status", status: 401 } }]
  })

const heal = (world: World.World) => world.sandbox.setFaults({ rules: [] })

/** An import that the API stops. */
const stopped = (world: World.World, target: Target.Target, options: Partial<Importer.Options>) =>
  Effect.map(Effect.flip(world.run("", target, options)), (error) =>
    error._tag === "ImportStopped" ? error : assert.fail(error.message)
  )

const proceed =
  (go: typeof Importer.resume) =>
  (
    world: Pick<World.World, "client" | "stateDirectory">,
    options: Omit<Importer.ContinueOptions, "stateDirectory"> = {}
  ) =>
    go({ ...options, stateDirectory: world.stateDirectory }).pipe(
      Effect.flatMap(({ report }) => report),
      Effect.scoped,
      World.whileTimePasses,
      Effect.provide(world.client)
    )

const resume = proceed(Importer.resume)
const retry = proceed(Importer.retry)

const folderOf = (world: World.World, run: string) => path.join(world.stateDirectory, "runs", run)

/** Changes what the ledger says of its run. */
const changeInfo = (world: World.World, run: string, change: object) => {
  const database = new DatabaseSync(path.join(folderOf(world, run), "ledger.db"))
  const info = database.prepare("SELECT value FROM meta WHERE name = 'run'").get()!["value"]
  database
    .prepare("UPDATE meta SET value = ? WHERE name = 'run'")
    .run(JSON.stringify({ ...JSON.parse(String(info)), ...change }))
  database.close()
}

const answered = ({ requests }: SandboxRecord, name: string): number =>
  Object.values(requests[name] ?? {}).reduce((sum, n) => sum + n, 0)
