/** Runs of the batch and upload engines that were broken off, and go on. */
import * as Importer from "@effect-persona/importer/Importer"
import * as Target from "@effect-persona/importer/Target"
import type * as Faults from "@effect-persona/sandbox/Faults"
import type * as Sandbox from "@effect-persona/sandbox/Sandbox"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import * as fs from "node:fs"
import * as path from "node:path"
import * as World from "../../support/world.ts"

describe("BulkSender", () => {
  describe("resume", () => {
    for (const kind of ["batch", "upload"] as const) {
      const { break: breakOff, count, resume, rows, world: makeWorld } = cases[kind]

      it.effect(`${kind}: waits for the job of an accepted request, and sends no second one`, () =>
        Effect.gen(function* () {
          const world = yield* makeWorld()
          yield* breakOff(world, { kind: "job", outcome: "slow", millis: 600_000 })
          const report = yield* resume(world)
          assert.deepInclude(report, { status: "finished", rows: 1500, created: 1500, unknown: 0, jobs: 0 })
          assert.strictEqual(yield* count(world), 1500)
        })
      )

      it.effect(`${kind}: repeats an unanswered request under its key`, () =>
        Effect.gen(function* () {
          for (const fault of lost[kind]) {
            const world = yield* makeWorld()
            yield* breakOff(world, fault)
            yield* TestClock.adjust("11 minutes")
            const report = yield* resume(world)
            assert.deepInclude(report, { rows: 1500, created: 1500, unknown: 0, jobs: 2 }, fault.kind)
            assert.strictEqual(yield* count(world), 1500)
            const { batchJobs, importers } = (yield* world.sandbox.record()).counts
            assert.strictEqual(batchJobs + importers, 2)
          }
        })
      )

      it.effect(`${kind}: applies each row once if the keys are forgotten meanwhile`, () =>
        Effect.gen(function* () {
          const world = yield* makeWorld()
          yield* breakOff(world, { kind: "delay", millis: 600_000, when: "after" })
          yield* TestClock.adjust("3 days")
          yield* world.sandbox.pruneKeys()
          const report = yield* resume(world)
          assert.deepInclude(report, { rows: 1500, unknown: 0, rejected: 0 })
          assert.strictEqual(report.created + report.existingAfterDoubt, 1500)
          assert.strictEqual(yield* count(world), 1500)
        })
      )

      it.effect(`${kind}: applies each row once if the file was sorted, cut and extended meanwhile`, () =>
        Effect.gen(function* () {
          for (const fault of [
            { kind: "job", outcome: "slow", millis: 600_000 },
            { kind: "delay", millis: 600_000, when: "after" }
          ] as const) {
            const world = yield* makeWorld()
            yield* breakOff(world, fault)
            const [header, ...lines] = rows(1600).trimEnd().split("\n")
            fs.writeFileSync(fileOf(world), `${header}\n${lines.slice(10).toReversed().join("\n")}\n`)
            const report = yield* resume(world)
            assert.deepInclude(report, { rows: 1590, rejected: 0, unknown: 0 })
            assert.strictEqual(report.created + report.existingAfterDoubt, 1590)
            // Ten rows have left the file after they were sent; each of them is applied or named.
            const orphans = report.unknownRows.filter(({ orphan }) => orphan).length
            assert.isAtLeast((yield* count(world)) + orphans, 1600)
            assert.isAtMost(yield* count(world), 1600)
          }
        })
      )

      it.effect(`${kind}: continues row by row on request`, () =>
        Effect.gen(function* () {
          const world = yield* makeWorld()
          yield* breakOff(world, { kind: "delay", millis: 600_000, when: "after" })
          yield* TestClock.adjust("11 minutes")
          const report = yield* resume(world, { engine: "row" })
          assert.deepInclude(report, { engine: "row", rows: 1500, rejected: 0, unknown: 0, jobs: 0 })
          assert.strictEqual(report.created + report.existingAfterDoubt, 1500)
          assert.strictEqual(yield* count(world), 1500)
        })
      )

      it.effect(
        `${kind}: knows what a job in progress has created if rows are sent one by one from then on`,
        () =>
          Effect.gen(function* () {
            const world = yield* makeWorld()
            yield* breakOff(world, { kind: "job", outcome: "slow", millis: 600_000 })
            const report = yield* resume(world, { engine: "row" })
            assert.deepInclude(report, { engine: "row", rows: 1500, created: 1500, unknown: 0, jobs: 0 })
            assert.strictEqual(yield* count(world), 1500)
          })
      )

      it.effect(`${kind}: returns to batches after a row-by-row process`, () =>
        Effect.gen(function* () {
          const world = yield* makeWorld()
          yield* world.sandbox.setFaults({
            rules: [{ match: { method: "POST", nth: 40 }, action: { kind: "status", status: 401 } }]
          })
          fs.writeFileSync(fileOf(world), rows(1500))
          yield* Effect.flip(
            world.run("", cases[kind].target, {
              source: { file: fileOf(world) },
              engine: "row",
              concurrency: 3
            })
          )
          const report = yield* resume(world, { engine: kind })
          assert.deepInclude(report, { engine: kind, rows: 1500, created: 1500, unknown: 0, jobs: 2 })
          assert.strictEqual(yield* count(world), 1500)
        })
      )
    }
  })

  describe("resume, with on-existing skip", () => {
    const { break: breakOff, count, world: makeWorld } = cases.batch

    it.effect("finds the objects created by an unanswered request", () =>
      Effect.gen(function* () {
        const world = yield* makeWorld()
        yield* breakOff(world, { kind: "delay", millis: 600_000, when: "after" })
        yield* TestClock.adjust("11 minutes")
        const report = yield* resume(world)
        assert.deepInclude(report, { rows: 1500, created: 0, existingAfterDoubt: 1500, unknown: 0, jobs: 0 })
        assert.strictEqual(yield* count(world), 1500)
      })
    )

    it.effect("leaves objects unchanged that others created since a lost request was sent", () =>
      Effect.gen(function* () {
        const world = yield* makeWorld()
        yield* breakOff(world, { kind: "loseRequest" })
        yield* TestClock.adjust("11 minutes")
        const elsewhere = fs.mkdtempSync(path.join(world.stateDirectory, "others-"))
        yield* world.run("reference-id,name-first\ncust-3,Grace\n", accounts, {
          engine: "row",
          stateDirectory: elsewhere
        })
        const report = yield* resume(world)
        assert.deepInclude(report, { rows: 1500, unknown: 0, rejected: 0 })
        assert.strictEqual(report.created + report.existing, 1500)
        assert.strictEqual(yield* count(world), 1500)
        const { contents } = yield* world.sandbox.record({ contents: true })
        const others = contents?.accounts.find(({ referenceId }) => referenceId === "cust-3")
        assert.include(JSON.stringify(others), "Grace")
      })
    )
  })

  describe("resume, with on-existing update", () => {
    it.effect("does not report as changed what an earlier request of the run created", () =>
      Effect.gen(function* () {
        const world = yield* cases.batch.world()
        yield* breakOff(
          accounts,
          "batch",
          people(1500),
          { method: "POST", path: "/batch-jobs" },
          "update"
        )(world, {
          kind: "delay",
          millis: 600_000,
          when: "after"
        })
        yield* TestClock.adjust("11 minutes")
        // The job of the repeated request finds all accounts there.
        yield* world.sandbox.pruneKeys()
        const report = yield* resume(world)
        assert.deepInclude(report, { rows: 1500, existingAfterDoubt: 1500, updated: 0, unknown: 0, jobs: 2 })
        assert.strictEqual((yield* world.sandbox.record()).counts.batchJobs, 4)
      })
    )
  })

  describe("stop", () => {
    it.effect("names the rows of a request in progress, and releases the others", () =>
      Effect.gen(function* () {
        const world = yield* cases.batch.world()
        const report = yield* cases.batch.break(world, { kind: "job", outcome: "slow", millis: 600_000 })
        assert.deepInclude(report, { status: "interrupted", rows: 1500, created: 0, unknown: 1500 })
        assert.isTrue(report.unknownRows.every(({ orphan }) => !orphan))
      })
    )
  })
})

/** What becomes of requests whose answers never come, where the same request is sent again. */
const lost: Record<"batch" | "upload", ReadonlyArray<Faults.Action>> = {
  // What is there by now could be of others, and a job would change it: then rows are looked up instead.
  batch: [{ kind: "loseRequest" }],
  upload: [
    { kind: "loseRequest" },
    { kind: "delay", millis: 600_000, when: "before" },
    { kind: "delay", millis: 600_000, when: "after" }
  ]
}

const fileOf = (world: World.World) => path.join(world.stateDirectory, "rows.csv")

/** Starts an import whose first requests of many rows fare badly, and stops it while they are under way. */
const breakOff = (
  target: Target.Target,
  engine: "batch" | "upload",
  rows: string,
  at: Faults.Match,
  onExisting: "skip" | "update" = "skip"
) =>
  Effect.fnUntraced(function* (world: World.World, action: Faults.Action) {
    fs.writeFileSync(fileOf(world), rows)
    const rules = [{ match: at, action }]
    return yield* World.whileTimePasses(
      Effect.scoped(
        Effect.gen(function* () {
          const started = yield* Importer.start({
            source: { file: fileOf(world) },
            target,
            engine,
            onExisting,
            stateDirectory: world.stateDirectory,
            drain: 0
          })
          yield* world.sandbox.setFaults({ rules })
          yield* Effect.repeat(Effect.delay(underWay(world), "1 second"), { until: (count) => count >= 2 })
          const report = yield* started.stop
          yield* world.sandbox.setFaults({ rules: [] })
          return report
        })
      )
    ).pipe(Effect.provide(world.client))
  })

/** Requests that were taken, or whose answer is waited for. */
const underWay = (world: World.World) =>
  Effect.map(
    world.sandbox.record(),
    ({ counts, faults }) =>
      counts.batchJobs + counts.importers + (faults.injected.delay ?? 0) + (faults.injected.loseRequest ?? 0)
  )

const resume = (world: World.World, options: Importer.ContinueOptions = {}) =>
  World.whileTimePasses(
    Effect.scoped(
      Effect.flatMap(
        Importer.resume({ stateDirectory: world.stateDirectory, ...options }),
        ({ report }) => report
      )
    )
  ).pipe(Effect.provide(world.client))

const accountType = "acttp_people"
const accounts = Target.Accounts.make({ accountType })
const items = Target.ListItems.make({ kind: "ip-address", list: "Blocked" })

const people = (count: number) =>
  `reference-id,name-first\n${Array.from({ length: count }, (_, i) => `cust-${i},Ada ${i}`).join("\n")}\n`

const addresses = (count: number) =>
  `value\n${Array.from({ length: count }, (_, i) => `10.7.${i >> 8}.${i & 255}`).join("\n")}\n`

const world = (options: Sandbox.Options = {}) =>
  World.make({ accountTypes: [{ name: "Person", id: accountType }], ...options })

const cases = {
  batch: {
    target: accounts,
    rows: people,
    world,
    resume,
    break: breakOff(accounts, "batch", people(1500), { method: "POST", path: "/batch-jobs" }),
    count: (world: World.World) => Effect.map(world.sandbox.record(), ({ counts }) => counts.accounts)
  },
  upload: {
    target: items,
    rows: addresses,
    world,
    resume,
    break: breakOff(items, "upload", addresses(1500), { method: "POST", path: "/importer/" }),
    count: (world: World.World) => Effect.map(world.sandbox.record(), ({ counts }) => counts.listItems)
  }
} as const
