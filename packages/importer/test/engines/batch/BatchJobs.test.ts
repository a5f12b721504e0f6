import * as Target from "@effect-persona/importer/Target"
import type * as Sandbox from "@effect-persona/sandbox/Sandbox"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as World from "../../support/world.ts"

describe("BatchJobs", () => {
  it.effect("creates a thousand accounts with one request", () =>
    Effect.gen(function* () {
      const world = yield* makeWorld()
      const report = yield* world.run(people(2500), accounts, update)
      assert.deepInclude(report, {
        status: "finished",
        engine: "batch",
        rows: 2500,
        created: 2500,
        counted: 0,
        rejected: 0,
        unknown: 0,
        jobs: 3,
        fellBack: null
      })
      assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 2500)
      assert.isBelow(report.requests, 20)
      assert.deepInclude(yield* world.run(people(2500), accounts, update), {
        created: 2500,
        writes: 0,
        nothingToDo: true
      })
    })
  )

  it.effect("changes existing accounts and counts how many were created and changed, not which", () =>
    Effect.gen(function* () {
      const world = yield* makeWorld()
      yield* world.run(people(30), accounts, { engine: "row" })
      const report = yield* world.run(people(100, "Eve"), accounts, { ...update, newRun: true })
      assert.deepInclude(report, { created: 70, updated: 30, counted: 100, existing: 0, unknown: 0 })
      assert.include(yield* accountOf(world, "cust-3"), "Eve 3")
    })
  )

  it.effect("leaves existing accounts unchanged, and looks them up a hundred at a time", () =>
    Effect.gen(function* () {
      const world = yield* makeWorld()
      yield* world.run(people(30), accounts, { engine: "row" })
      const report = yield* world.run(people(1000, "Eve"), accounts, { engine: "batch", newRun: true })
      assert.deepInclude(report, { created: 970, existing: 30, differing: 30, counted: 0, jobs: 1 })
      assert.isBelow(report.requests, 20)
      assert.include(yield* accountOf(world, "cust-3"), "Ada 3")
    })
  )

  it.effect("rejects existing accounts on request", () =>
    Effect.gen(function* () {
      const world = yield* makeWorld()
      yield* world.run(people(3), accounts, { engine: "row" })
      const report = yield* world.run(people(10), accounts, {
        engine: "batch",
        onExisting: "fail",
        newRun: true
      })
      assert.deepInclude(report, { created: 7, rejected: 3 })
      assert.strictEqual(report.rejections[0]?.code, "already-exists")
    })
  )

  it.effect("names the rows that the API refuses, with line and reason", () =>
    Effect.gen(function* () {
      const bad = new Set([3, 500, 501, 999, 1800])
      const world = yield* makeWorld({ refuses: [{ attribute: "name_first", startsWith: "Bad" }] })
      const report = yield* world.run(
        people(2000, (i) => (bad.has(i) ? "Bad" : "Ada")),
        accounts,
        update
      )
      assert.deepInclude(report, { created: 1995, rejected: 5, unknown: 0 })
      const rejects = World.rejectedLines(report)
      assert.deepStrictEqual(
        rejects,
        [...bad].map((i) => i + 2)
      )
      assert.notInclude(JSON.stringify(report), "Bad")
    })
  )

  it.effect("sends rows that a job cannot carry for themselves", () =>
    Effect.gen(function* () {
      const world = yield* makeWorld()
      const csv = 'reference-id,name-first\na,Ada\n"b,c",Bo\n,Cy\n,Cy\nd,Dan\n'
      const report = yield* world.run(csv, accounts, { ...update, unkeyed: "allow" })
      assert.deepInclude(report, { rows: 5, created: 5, jobs: 1, unknown: 0 })
    })
  )

  it.effect("finds every account once when the answer to a request is lost", () =>
    Effect.gen(function* () {
      for (const kind of ["loseAnswer", "cutBody", "loseRequest"] as const) {
        const world = yield* makeWorld({
          faults: {
            rules: [{ match: { method: "POST", path: "/batch-jobs", nth: firstJob }, action: { kind } }]
          }
        })
        const report = yield* world.run(people(1500), accounts, { engine: "batch" })
        assert.deepInclude(report, { created: 1500, existing: 0, unknown: 0, rejected: 0 }, kind)
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 1500)
      }
    })
  )

  it.effect("reads back applied rows if a failure is stored under the key", () =>
    Effect.gen(function* () {
      for (const when of ["before", "after"] as const) {
        const world = yield* makeWorld({
          faults: {
            rules: [
              {
                match: { method: "POST", path: "/batch-jobs", nth: firstJob },
                action: { kind: "serverError", status: 500, when }
              }
            ]
          }
        })
        const report = yield* world.run(people(1500), accounts, { engine: "batch" })
        assert.deepInclude(report, { rows: 1500, unknown: 0, rejected: 0 }, when)
        // A job of which nothing is known may have changed accounts of others as well.
        assert.strictEqual(report.created + report.existingAfterDoubt, 1500)
        assert.strictEqual(report.existingAfterDoubt > 0, when === "after")
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 1500)
      }
    })
  )

  it.effect("resends missing rows if a job ends before its rows", () =>
    Effect.gen(function* () {
      for (const outcome of ["errored", "canceled", "killed", "stuck"] as const) {
        for (const onExisting of ["skip", "update"] as const) {
          const world = yield* makeWorld({
            faults: {
              rules: [
                {
                  match: { method: "POST", path: "/batch-jobs", nth: firstJob },
                  action: { kind: "job", outcome, afterRows: 250 }
                }
              ]
            }
          })
          const report = yield* world.run(people(1500), accounts, { engine: "batch", onExisting })
          assert.deepInclude(report, { created: 1500, unknown: 0, rejected: 0, jobs: 3 }, outcome)
          assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 1500)
        }
      }
    })
  )

  it.effect("waits for a job that is slow, and asks seldom", () =>
    Effect.gen(function* () {
      const world = yield* makeWorld({
        faults: {
          rules: [
            {
              match: { method: "POST", path: "/batch-jobs" },
              action: { kind: "job", outcome: "slow", millis: 300_000 }
            }
          ]
        }
      })
      const report = yield* world.run(people(1500), accounts, update)
      assert.deepInclude(report, { created: 1500, jobs: 2 })
      assert.isBelow(report.requests, 60)
    })
  )

  it.effect("sends the rows one by one if there are no batch jobs, and reports that", () =>
    Effect.gen(function* () {
      const world = yield* makeWorld({ batchJobs: false, rateLimit: 300 })
      const report = yield* world.run(people(4000), accounts, { onExisting: "update" })
      assert.deepInclude(report, { engine: "row", created: 4000, jobs: 0, rateLimited: 0 })
      assert.include(report.engineReason, "batch")
    })
  )

  it.effect("continues row by row if batch jobs are refused only when used", () =>
    Effect.gen(function* () {
      const world = yield* makeWorld({
        rateLimit: 300,
        faults: {
          rules: [
            {
              match: { method: "POST", path: "/batch-jobs", nth: 3 },
              action: { kind: "status", status: 403 }
            }
          ]
        }
      })
      const report = yield* world.run(people(4000), accounts, { onExisting: "update" })
      assert.deepInclude(report, { engine: "batch", created: 4000, unknown: 0 })
      assert.include(report.fellBack ?? "", "row by row")
    })
  )

  it.effect("sends the first rows before all others, and continues with the rest", () =>
    Effect.gen(function* () {
      const world = yield* makeWorld()
      const stopped = yield* Effect.flip(world.run(people(2500), accounts, { ...update, canary: 10 }))
      if (stopped._tag !== "ImportStopped") return assert.fail(stopped._tag)
      assert.strictEqual(stopped.why, "canary")
      assert.deepInclude(stopped.report, { created: 10, unknown: 0, jobs: 1 })
      assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 10)
      const report = yield* world.run(people(2500), accounts, update)
      assert.deepInclude(report, { run: stopped.report.run, rows: 2500, created: 2500, unknown: 0, jobs: 3 })
    })
  )

  it.effect("stops when the API refuses all of the first rows for one reason", () =>
    Effect.gen(function* () {
      const world = yield* makeWorld({ refuses: [{ attribute: "name_first", startsWith: "Ada" }] })
      const stopped = yield* Effect.flip(world.run(people(2500), accounts, { ...update, concurrency: 1 }))
      if (stopped._tag !== "ImportStopped") return assert.fail(stopped._tag)
      assert.strictEqual(stopped.why, "same-refusal")
      assert.deepInclude(stopped.report, { created: 0, unknown: 0 })
      assert.isBelow(stopped.report.rejected, 2500)
    })
  )

  it.effect("does not replace an engine that was asked for", () =>
    Effect.gen(function* () {
      const world = yield* makeWorld({ batchJobs: false })
      const error = yield* Effect.flip(world.run(people(10), accounts, update))
      assert.strictEqual(error._tag, "EngineError")
    })
  )

  it.effect("divides a request that is refused as a whole until the reason shows", () =>
    Effect.gen(function* () {
      const world = yield* makeWorld({
        faults: {
          rules: [
            {
              match: { method: "POST", path: "/batch-jobs", nth: firstJob },
              action: { kind: "status", status: 422 }
            }
          ]
        }
      })
      const report = yield* world.run(people(1000), accounts, update)
      assert.deepInclude(report, { created: 1000, rejected: 0, jobs: 2 })
    })
  )
})

const accountType = "acttp_people"
const accounts = Target.Accounts.make({ accountType })
const makeWorld = (options: Sandbox.Options = {}) =>
  World.make({ accountTypes: [{ name: "Person", id: accountType }], ...options })

/** The request before it only asks whether there are batch jobs. */
const firstJob = 2
const update = { engine: "batch", onExisting: "update" } as const

const people = (count: number, name: string | ((i: number) => string) = "Ada") =>
  `reference-id,name-first\n${Array.from({ length: count }, (_, i) => `cust-${i},${typeof name === "string" ? name : name(i)} ${i}`).join("\n")}\n`

const accountOf = (world: World.World, referenceId: string) =>
  Effect.map(world.sandbox.record({ contents: true }), ({ contents }) =>
    JSON.stringify(contents?.accounts.find((account) => account.referenceId === referenceId))
  )
