/** Objects that others made, before and meanwhile, are not told as created, by any engine, whatever was in doubt. */
import type * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import type { EngineName } from "../../../src/Policies.ts"
import * as Importer from "@effect-persona/importer/Importer"
import * as Source from "@effect-persona/importer/Source"
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import * as Target from "@effect-persona/importer/Target"
import type * as Faults from "@effect-persona/sandbox/Faults"
import { assert, describe, it } from "@effect/vitest"
import { Effect, type Scope } from "effect"
import { TestClock } from "effect/testing"
import * as fs from "node:fs"
import * as path from "node:path"
import * as World from "../../support/world.ts"

describe("Attribution", () => {
  describe("batch", () => {
    for (const outcome of ["errored", "canceled", "killed", "stuck"] as const) {
      it.effect(
        `reports as created what a job created that ended as ${outcome}, and nothing that it changed`,
        () =>
          Effect.gen(function* () {
            for (const { afterRows, others, values } of [
              { afterRows: 100, others: range(0, 40), values: "Eve" },
              { afterRows: 50, others: range(0, 40), values: "Eve" },
              { afterRows: 50, others: range(60, 100), values: "Eve" },
              { afterRows: 50, others: range(60, 100), values: "Ada" },
              { afterRows: 50, others: range(30, 70), values: "Eve" }
            ]) {
              const world = yield* makeWorld
              yield* running(world, createOthers(others, values))
              yield* world.sandbox.setFaults(firstJob({ kind: "job", outcome, afterRows }))
              const report = yield* importAll(world, { engine: "batch", onExisting: "update" })
              const of = `${afterRows} ${others[0]} ${values}`
              assert.deepInclude(report, { rows: 100, created: 60, rejected: 0, unknown: 0 }, of)
              assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 100)
            }
          })
      )
    }

    it.effect("reports as changed what others created between the look-up and the job", () =>
      Effect.gen(function* () {
        for (const onExisting of ["skip", "fail", "update"] as const) {
          const world = yield* makeWorld
          yield* world.sandbox.setFaults(firstJob({ kind: "job", outcome: "slow", millis: 60_000 }))
          const meanwhile = afterTaken(world, createOthers(range(10, 50), "Eve"))
          const report = yield* importAll(world, { engine: "batch", onExisting }, meanwhile)
          assert.deepInclude(report, { rows: 100, created: 60, updated: 40, counted: 100 }, onExisting)
          assert.strictEqual((yield* world.sandbox.record()).writes["account.updated"], 40)
        }
      })
    )

    it.effect("reports that it may have created what exists after a job with an unknown result", () =>
      Effect.gen(function* () {
        for (const rowsPerSecond of [0, 10]) {
          for (const onExisting of ["skip", "update", "fail"] as const) {
            const world = yield* makeWorld
            yield* world.sandbox.setBulk({ rowsPerSecond })
            if (onExisting === "update") yield* running(world, createOthers(range(10, 50), "Eve"))
            yield* world.sandbox.setFaults(firstJob({ kind: "serverError", status: 500, when: "after" }))
            const report = yield* importAll(world, { engine: "batch", onExisting })
            assert.deepInclude(report, { rows: 100, rejected: 0, unknown: 0, created: 0 }, onExisting)
            // Others' accounts are known to be theirs where the job had not changed them yet.
            assert.include(onExisting === "update" ? [60, 100] : [100], report.existingAfterDoubt)
            assert.strictEqual(report.existing, report.existingAfterDoubt)
          }
        }
      })
    )

    for (const engine of ["row", "batch", "upload"] as const) {
      it.effect(`remarks the same when the run is continued with ${engine}`, () =>
        Effect.gen(function* () {
          for (const onExisting of engine === "upload"
            ? (["skip"] as const)
            : (["skip", "update"] as const)) {
            const world = yield* makeWorld
            // An account by which the default type is found, which is the one of files.
            yield* running(world, createOthers([1000], "Eve", "upload"))
            const target = Target.Accounts.make({})
            yield* world.sandbox.setFaults(firstJob({ kind: "delay", millis: 600_000, when: "before" }))
            const first = yield* breakOff(world, { engine: "batch", onExisting, target })
            assert.strictEqual(first.unknown, 100)
            yield* running(world, createOthers(range(10, 50), "Eve", "upload"))
            // Only now the job begins; it changes those of others, and its key is forgotten.
            yield* TestClock.adjust("11 minutes")
            assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 101)
            yield* world.sandbox.pruneKeys()
            const report = yield* resume(world, engine)
            assert.deepInclude(report, { run: first.run, rows: 100, created: 0, unknown: 0 }, onExisting)
            assert.deepInclude(report, { existing: 100, existingAfterDoubt: 100 }, onExisting)
          }
        })
      )
    }

    it.effect("knows what the job of an earlier process created and changed, with any engine", () =>
      Effect.gen(function* () {
        for (const engine of ["batch", "row"] as const) {
          const world = yield* makeWorld
          yield* running(world, createOthers(range(10, 50), "Eve"))
          yield* world.sandbox.setFaults(firstJob({ kind: "job", outcome: "slow", millis: 60_000 }))
          yield* breakOff(world, { engine: "batch", onExisting: "update" })
          const report = yield* resume(world, engine)
          assert.deepInclude(report, {
            engine,
            rows: 100,
            created: 60,
            updated: 40,
            counted: 100,
            unknown: 0
          })
        }
      })
    )
  })

  describe("upload", () => {
    it.effect(
      "reports as existing what others created between the look-up and the file, with the same values",
      () =>
        Effect.gen(function* () {
          const world = yield* makeWorld
          yield* world.sandbox.setFaults({
            rules: [
              {
                match: { method: "POST", path: "/importer/" },
                action: { kind: "job", outcome: "slow", millis: 60_000 }
              }
            ]
          })
          const meanwhile = afterTaken(world, createOthers(range(10, 50), "Ada", "upload"))
          const report = yield* importAll(world, { engine: "upload" }, meanwhile)
          assert.deepInclude(report, { rows: 100, created: 60, existing: 40, counted: 100, unknown: 0 })
          assert.strictEqual(report.existingAfterDoubt, 0)
        })
    )

    it.effect("reports as created what an abandoned file has created", () =>
      Effect.gen(function* () {
        const world = yield* makeWorld
        yield* world.sandbox.setFaults({
          rules: [
            {
              match: { method: "POST", path: "/importer/", nth: 1 },
              action: { kind: "job", outcome: "errored", afterRows: 70 }
            }
          ]
        })
        yield* running(world, createOthers(range(10, 50), "Eve", "upload"))
        const report = yield* importAll(world, { engine: "upload" })
        assert.deepInclude(report, {
          rows: 100,
          created: 60,
          existing: 40,
          differing: 40,
          counted: 0,
          unknown: 0
        })
      })
    )

    it.effect("counts items that others created before or meanwhile as existing, whatever is in doubt", () =>
      Effect.gen(function* () {
        for (const action of [
          { kind: "job", outcome: "slow", millis: 60_000 },
          { kind: "job", outcome: "errored", afterRows: 30 },
          { kind: "serverError", status: 500, when: "after" }
        ] as const) {
          const world = yield* makeWorld
          yield* world.run(itemsOf(range(0, 20)), items, { engine: "row", stateDirectory: elsewhere(world) })
          yield* TestClock.adjust("1 minute")
          yield* world.sandbox.setFaults({
            rules: [{ match: { method: "POST", path: "/importer/", nth: 1 }, action }]
          })
          const meanwhile = afterTaken(
            world,
            Effect.orDie(
              Importer.run({
                source: Source.string("rows.csv", itemsOf(range(80, 100))),
                target: items,
                engine: "row",
                stateDirectory: path.join(elsewhere(world), "again")
              })
            )
          )
          const file = path.join(world.stateDirectory, "items.csv")
          fs.writeFileSync(file, itemsOf(range(0, 100)))
          const report = yield* importAll(
            world,
            { engine: "upload", target: items, source: { file } },
            Effect.asVoid(meanwhile)
          )
          const { counts, writes } = yield* world.sandbox.record()
          assert.strictEqual(counts.listItems, 100)
          assert.strictEqual(writes["list-item.created"], 100)
          const others = 20 + (yield* createdBy(world))
          assert.isAtMost(report.created, 100 - others, JSON.stringify(action))
          assert.isAtLeast(report.created + report.existingAfterDoubt, 100 - others, JSON.stringify(action))
          assert.deepInclude(report, { rows: 100, rejected: 0, unknown: 0 })
        }
      })
    )
  })

  describe("row", () => {
    it.effect("reports as changed what it may have changed before it was stopped", () =>
      Effect.gen(function* () {
        const world = yield* makeWorld
        yield* running(world, createOthers(range(0, 40), "Eve"))
        yield* world.sandbox.setFaults({
          rules: [{ match: { method: "PATCH" }, action: { kind: "delay", millis: 60_000, when: "after" } }]
        })
        yield* breakOff(world, { engine: "row", onExisting: "update" })
        yield* TestClock.adjust("2 minutes")
        const report = yield* resume(world, "row")
        assert.deepInclude(report, { rows: 100, created: 60, updated: 40, existing: 0, unknown: 0 })
      })
    )
  })
})

const items = Target.ListItems.make({ kind: "ip-address", list: "Blocked" })

const itemsOf = (numbers: ReadonlyArray<number>) => `value\n${numbers.map((i) => `10.7.0.${i}`).join("\n")}\n`

const elsewhere = (world: World.World) => path.join(world.stateDirectory, "others")

/** How many items the other import has created meanwhile. */
const createdBy = (world: World.World) =>
  Effect.gen(function* () {
    const state = yield* StateDirectory.open(path.join(elsewhere(world), "again"))
    const [run] = yield* state.runs
    return (yield* state.report(run!.id)).report.created
  })

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

const accountType = "acttp_people"

const makeWorld = World.make({ accountTypes: [{ name: "Person", id: accountType }] })

const rowsOf = (numbers: ReadonlyArray<number>) =>
  `reference-id,name-first\n${numbers.map((i) => `cust-${i},Ada ${i}`).join("\n")}\n`

/** The request before it only asks whether there are batch jobs. */
const firstJob = (action: Faults.Action): Faults.Plan => ({
  rules: [{ match: { method: "POST", path: "/batch-jobs", nth: 2 }, action }]
})

/** Accounts of the same reference ids, without this run. */
const createOthers = (numbers: ReadonlyArray<number>, name: string, engine: EngineName = "batch") =>
  Effect.forEach(
    numbers,
    (i) => {
      const attributes = { referenceId: `cust-${i}`, nameFirst: `${name} ${i}` }
      // Files go to the default type.
      return Accounts.create({
        data: { attributes: engine === "upload" ? attributes : { ...attributes, accountTypeId: accountType } }
      })
    },
    { discard: true }
  ).pipe(Effect.orDie)

const optionsOf = (world: World.World, given: Partial<Importer.Options>): Importer.Options => {
  const file = path.join(world.stateDirectory, "rows.csv")
  fs.writeFileSync(file, rowsOf(range(0, 100)))
  return {
    source: { file },
    stateDirectory: world.stateDirectory,
    target: Target.Accounts.make(given.engine === "upload" ? {} : { accountType }),
    ...given
  }
}

const importAll = (
  world: World.World,
  given: Partial<Importer.Options>,
  meanwhile: Effect.Effect<void, never, PersonaClient.PersonaClient> = Effect.void
) =>
  running(
    world,
    Effect.map(
      Effect.all([Importer.run(optionsOf(world, given)), meanwhile], { concurrency: 2 }),
      ([report]) => report
    )
  )

/** Waits until the API has taken a job or a file. */
const afterTaken = <A, E, R>(world: World.World, effect: Effect.Effect<A, E, R>) =>
  Effect.andThen(
    Effect.repeat(Effect.delay(world.sandbox.record({ contents: false }), "1 second"), {
      until: ({ counts }) => counts.batchJobs + counts.importers > 0
    }),
    effect
  )

/** Stops an import while answers are waited for, or jobs. */
const breakOff = (world: World.World, given: Partial<Importer.Options>) =>
  running(
    world,
    Effect.gen(function* () {
      const started = yield* Importer.start({ ...optionsOf(world, given), drain: 0 })
      let waiting = 0
      for (let still = 0; waiting === 0 || still < 10; still++) {
        yield* Effect.sleep("1 second")
        const { counts, faults } = yield* world.sandbox.record()
        const now = (faults.injected.delay ?? 0) + counts.batchJobs
        if (now !== waiting) still = 0
        waiting = now
      }
      const report = yield* started.stop
      yield* world.sandbox.setFaults({ rules: [] })
      return report
    })
  )

const resume = (world: World.World, engine: EngineName) =>
  running(
    world,
    Effect.flatMap(Importer.resume({ stateDirectory: world.stateDirectory, engine }), ({ report }) => report)
  )

const running = <A, E>(
  world: World.World,
  effect: Effect.Effect<A, E, PersonaClient.PersonaClient | Scope.Scope>
): Effect.Effect<A, E> => World.whileTimePasses(Effect.scoped(effect)).pipe(Effect.provide(world.client))
