import * as Importer from "@effect-persona/importer/Importer"
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import * as fs from "node:fs"
import * as World from "../support/world.ts"

describe("Pipeline", () => {
  describe("stop", () => {
    it.effect("lets rows in flight finish, releases unsent ones, and reports the truth", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ faults: { rules: [slow] } })
        const report = yield* World.whileTimePasses(
          Effect.scoped(
            Effect.gen(function* () {
              const started = yield* start(world, 100)
              yield* Effect.sleep("4500 millis")
              return yield* started.stop
            })
          )
        ).pipe(Effect.provide(world.client))
        assert.strictEqual(report.status, "interrupted")
        assert.strictEqual(report.unknown, 0)
        assert.strictEqual(report.rows, report.created)
        assert.isAbove(report.created, 5)
        assert.isBelow(report.created, 60)
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, report.created)
        yield* world.sandbox.setFaults({ rules: [] })
        const rest = yield* world.run(people(100), accounts)
        assert.deepInclude(rest, { run: report.run, rows: 100, created: 100, existing: 0 })
        assert.strictEqual(rest.writes, 100 - report.created)
      })
    )

    it.effect("neither waits for rows that wait for the rate limit, nor counts them as sent", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ rateLimit: 20 })
        const report = yield* World.whileTimePasses(
          Effect.scoped(
            Effect.gen(function* () {
              const started = yield* start(world, 100)
              yield* Effect.sleep("5 seconds")
              const before = yield* Clock.currentTimeMillis
              const report = yield* started.stop
              assert.isBelow((yield* Clock.currentTimeMillis) - before, 5_000)
              return report
            })
          )
        ).pipe(Effect.provide(world.client))
        assert.deepInclude(report, { status: "interrupted", rows: 19, created: 19, unknown: 0 })
        const rest = yield* world.run(people(100), accounts)
        assert.deepInclude(rest, { run: report.run, rows: 100, created: 100, existing: 0, writes: 81 })
      })
    )

    it.effect("waits a limited time for rows in flight, and resumes the rest with their keys", () =>
      Effect.gen(function* () {
        const world = yield* World.make({
          faults: {
            rules: [
              {
                match: { method: "POST", path: "/accounts" },
                action: { kind: "delay", millis: 50_000, when: "after" }
              }
            ]
          }
        })
        const report = yield* World.whileTimePasses(
          Effect.scoped(
            Effect.gen(function* () {
              const started = yield* start(world, 10)
              yield* Effect.sleep("2 seconds")
              return yield* started.stop
            })
          )
        ).pipe(Effect.provide(world.client))
        assert.deepInclude(report, { status: "interrupted", created: 0, unknown: 4 })
        yield* TestClock.adjust("2 minutes")
        yield* world.sandbox.setFaults({ rules: [] })
        const rest = yield* world.run(people(10), accounts)
        assert.deepInclude(rest, { created: 10, existing: 0, unknown: 0 })
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 10)
      })
    )

    it.effect("is the same as interrupting run", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ faults: { rules: [slow] } })
        yield* World.whileTimePasses(
          Effect.gen(function* () {
            const fiber = yield* Effect.forkChild(
              Importer.run({
                source: Source.string("rows.csv", people(100)),
                target: accounts,
                stateDirectory: world.stateDirectory,
                concurrency: 4
              })
            )
            yield* Effect.sleep("4500 millis")
            yield* Fiber.interrupt(fiber)
          })
        ).pipe(Effect.provide(world.client))
        const before = (yield* world.sandbox.record()).counts.accounts
        assert.isAbove(before, 5)
        yield* world.sandbox.setFaults({ rules: [] })
        const rest = yield* world.run(people(100), accounts)
        assert.deepInclude(rest, { created: 100, existing: 0, writes: 100 - before })
      })
    )
  })

  describe("report", () => {
    it.effect("fails with the source's error, and loses none of the rows before it", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const broken = `${people(20)}x,"never closed\n`
        const error = yield* Effect.flip(world.run(broken, accounts))
        assert.strictEqual(error._tag, "SourceError")
        assert.include(error.message, "line 22")
        const report = yield* world.run(people(20), accounts)
        assert.deepInclude(report, { created: 20, existing: 0, unknown: 0 })
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 20)
      })
    )
  })

  describe("start", () => {
    it.effect("does not read settled and unchanged rows again", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* world.run(people(1000), accounts)
        const { marks, source } = watched(people(1003))
        const report = yield* world.run("", accounts, { source })
        assert.deepStrictEqual(marks, [1000])
        assert.deepInclude(report, { rows: 1003, created: 1003, writes: 3 })
      })
    )

    it.effect("continues after the last fully settled window", () =>
      Effect.gen(function* () {
        const world = yield* World.make({
          faults: {
            rules: [
              {
                match: { method: "POST", path: "/accounts", nth: 700 },
                action: { kind: "status", status: 401 }
              }
            ]
          }
        })
        yield* Effect.flip(world.run(people(1000), accounts, { concurrency: 2 }))
        const { marks, source } = watched(people(1000))
        const report = yield* world.run("", accounts, { source })
        assert.deepStrictEqual(marks, [512])
        assert.deepInclude(report, { rows: 1000, created: 1000, existing: 0, unknown: 0 })
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 1000)
      })
    )

    it.effect("reads everything again when the beginning has changed", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* world.run(people(300), accounts)
        const edited = people(300).replace("Ada 7\n", "Eve\n")
        const report = yield* world.run(edited, accounts)
        assert.deepInclude(report, { rows: 300, created: 299, existing: 1, differing: 1, writes: 0 })
      })
    )

    it.effect("finds duplicates of rows that it does not read again", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* world.run(people(300), accounts)
        const report = yield* world.run(`${people(300)}CUST-5,Eve\nnew,Bo\n`, accounts)
        assert.deepInclude(report, { rows: 302, created: 301, duplicates: 1, writes: 1 })
      })
    )

    it.effect("names rejected rows again that it does not read again", () =>
      Effect.gen(function* () {
        const world = yield* World.make({
          faults: {
            rules: [
              {
                match: { method: "POST", path: "/accounts", nth: 9 },
                action: { kind: "status", status: 422 }
              }
            ]
          }
        })
        const csv = `${people(300)},nameless\n`
        const first = yield* world.run(csv, accounts, { concurrency: 1 })
        assert.deepInclude(first, { created: 299, rejected: 2 })
        const rejects = fs.readFileSync(first.files.rejects!, "utf8")
        const { marks, source } = watched(`${csv}late,Bo\n`)
        const second = yield* world.run("", accounts, { source })
        assert.deepStrictEqual(marks, [301])
        assert.deepInclude(second, { created: 300, rejected: 2, writes: 1 })
        assert.strictEqual(fs.readFileSync(second.files.rejects!, "utf8"), rejects)
      })
    )
  })

  describe("progress", () => {
    it.effect("of a continued run counts earlier settled rows, soon and at the end", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* world.run(people(600), accounts)
        for (const rules of [[], [slow]]) {
          yield* world.sandbox.setFaults({ rules })
          const count = rules.length === 0 ? 602 : 622
          const seen = yield* World.whileTimePasses(
            Effect.scoped(
              Effect.gen(function* () {
                const started = yield* start(world, count)
                const fiber = yield* Effect.forkChild(Stream.runCollect(started.progress))
                yield* started.report
                return yield* Fiber.join(fiber)
              })
            )
          ).pipe(Effect.provide(world.client))
          for (const [i, now] of seen.entries()) assert.isAtLeast(now.settled, seen[i - 1]?.settled ?? 0)
          assert.deepInclude(seen.at(-1), { read: count, settled: count, created: count })
          if (rules.length > 0) assert.isTrue(seen.some(({ settled }) => settled > 602 && settled < count))
        }
      })
    )

    it.effect("never decreases and ends with the stop", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ faults: { rules: [slow] } })
        const seen = yield* World.whileTimePasses(
          Effect.scoped(
            Effect.gen(function* () {
              const started = yield* start(world, 40)
              const fiber = yield* Effect.forkChild(Stream.runCollect(started.progress))
              yield* Effect.sleep("5 seconds")
              yield* started.stop
              return yield* Fiber.join(fiber)
            })
          )
        ).pipe(Effect.provide(world.client))
        assert.isAbove(seen.length, 2)
        for (const [i, now] of seen.entries()) assert.isAtLeast(now.settled, seen[i - 1]?.settled ?? 0)
      })
    )
  })
})

const accounts = Target.Accounts.make({})

/** A source that notes behind which records it is asked to go on. */
const watched = (csv: string) => {
  const marks: Array<number> = []
  const source = Source.string("rows.csv", csv)
  return {
    marks,
    source: {
      ...source,
      openAt: (mark: Source.Mark) =>
        Effect.tap(source.openAt(mark), (table) =>
          Effect.sync(() => table !== undefined && marks.push(mark.number))
        )
    }
  }
}

const slow = {
  match: { method: "POST", path: "/accounts" },
  action: { kind: "delay", millis: 1000, when: "before" }
} as const

const people = (count: number) =>
  `reference-id,name-first\n${Array.from({ length: count }, (_, i) => `cust-${i},Ada ${i}`).join("\n")}\n`

const start = (world: World.World, rows: number) =>
  Importer.start({
    source: Source.string("rows.csv", people(rows)),
    target: accounts,
    stateDirectory: world.stateDirectory,
    concurrency: 4
  })
