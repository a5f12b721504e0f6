/** The environment that answers is compared on every answer, and a run ends with the first that comes from another one. */
import * as Importer from "@effect-persona/importer/Importer"
import * as Plan from "@effect-persona/importer/Plan"
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import type * as Faults from "@effect-persona/sandbox/Faults"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import * as World from "./support/world.ts"

describe("Importer", () => {
  describe("an answer from another environment", () => {
    for (const [name, { csv, options, rows, target, writes }] of Object.entries(cases())) {
      it.effect(`ends the run and leaves its rows in doubt: ${name}`, () =>
        Effect.gen(function* () {
          const world = yield* World.make()
          yield* prepare(world)
          const before = yield* injected(world)
          yield* world.sandbox.setFaults(changing(writes))
          const error = yield* Effect.flip(world.run(csv, target, options))
          assert.strictEqual(error._tag === "ImportStopped" && error.why, "other-environment", error.message)
          if (error._tag !== "ImportStopped") return
          assert.include(error.message, world.sandbox.environmentId)
          assert.include(error.message, "env_other")
          const { report } = error
          // What was under way together may have been answered by it, too; nothing is sent after that.
          const elsewhere = (yield* injected(world)) - before
          assert.isAtMost(elsewhere, options.concurrency)
          assert.isAbove(report.unknown, 0)
          assert.strictEqual(report.unknownRows.length, Math.min(100, report.unknown))
          assert.strictEqual(report.rejected, 0)
          // It goes on in its own environment, and each row stands there once.
          yield* world.sandbox.setFaults({ rules: [] })
          const resumed = yield* World.whileTimePasses(
            Effect.scoped(
              Effect.flatMap(
                Importer.resume({
                  stateDirectory: world.stateDirectory,
                  source: Source.string("rows.csv", csv)
                }),
                ({ report }) => report
              )
            )
          ).pipe(Effect.provide(world.client))
          assert.deepInclude(resumed, { status: "finished", rows, unknown: 0, rejected: 0 })
          const { counts } = yield* world.sandbox.record()
          const added = counts.accounts + counts.listItems + counts.lists
          assert.strictEqual(added, rows + there)
        })
      )
    }

    it.effect("ends a plan, and names both", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* prepare(world)
        yield* world.sandbox.setFaults(changing({ method: "GET", path: "/accounts", from: 2 }))
        const error = yield* Effect.flip(
          World.whileTimePasses(
            Plan.make({
              source: Source.string("rows.csv", people(500)),
              target: accounts,
              stateDirectory: world.stateDirectory
            })
          ).pipe(Effect.provide(world.client))
        )
        assert.strictEqual(error._tag === "PersonaError" && error.reason._tag, "OtherEnvironment")
        assert.include(error.message, `env_other answered instead of ${world.sandbox.environmentId}`)
      })
    )

    it.effect("ends a retry before anything of it is believed", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* prepare(world)
        const csv = people(5)
        yield* world.sandbox.setFaults({
          rules: [{ match: { method: "POST", path: "/accounts" }, action: { kind: "status", status: 422 } }]
        })
        yield* world.run(csv, accounts)
        yield* world.sandbox.setFaults(changing({ method: "POST", path: "/accounts", from: 2 }))
        const error = yield* Effect.flip(
          World.whileTimePasses(
            Effect.scoped(
              Effect.flatMap(
                Importer.retry({
                  stateDirectory: world.stateDirectory,
                  source: Source.string("rows.csv", csv),
                  concurrency: 1
                }),
                ({ report }) => report
              )
            )
          ).pipe(Effect.provide(world.client))
        )
        assert.strictEqual(error._tag === "ImportStopped" && error.why, "other-environment")
        if (error._tag !== "ImportStopped") return
        assert.deepInclude(error.report, { created: 1, unknown: 1 })
      })
    )

    it.effect("that names no environment, like a proxy's, is no change", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* world.sandbox.setFaults({
          rules: [
            {
              match: { method: "POST", path: "/accounts", every: 3 },
              action: { kind: "serverError", status: 502, when: "after", html: true }
            }
          ]
        })
        assert.deepInclude(yield* world.run(people(9), accounts), { status: "finished", created: 9 })
      })
    )
  })
})

const accounts = Target.Accounts.make({})

/** Objects that are there before. */
const there = 2

/** A list for the items, and an account by which the account type is known. */
const prepare = (world: World.World) =>
  Effect.gen(function* () {
    yield* world.run("name,kind\nBlocked,email-address\n", Target.Lists.make({}))
    yield* world.run("reference-id\nfirst\n", accounts)
    // Their runs are over; the one that is looked at is the only one.
    fs.rmSync(path.join(world.stateDirectory, "runs"), { recursive: true, force: true })
  })

const changing = (match: Faults.Match): Faults.Plan => ({
  rules: [{ match, action: { kind: "otherEnvironment", environmentId: "env_other" } }]
})

const injected = (world: World.World) =>
  Effect.map(world.sandbox.record(), ({ faults }) => faults.injected["otherEnvironment"] ?? 0)

const people = (count: number) =>
  `reference-id,name-first\n${Array.from({ length: count }, (_, i) => `r${i},Ada\n`).join("")}`

const values = (count: number) =>
  `value,match-type\n${Array.from({ length: count }, (_, i) => `v${i}.example,domain\n`).join("")}`

interface Case {
  readonly csv: string
  readonly rows: number
  readonly target: Target.Target
  readonly options: { readonly engine: "row" | "batch" | "upload"; readonly concurrency: number }
  /** The requests that another environment answers. */
  readonly writes: Faults.Match
}

function cases(): Readonly<Record<string, Case>> {
  const domains = Target.ListItems.make({ kind: "email-address", list: "Blocked" })
  return {
    "accounts, row by row": {
      csv: people(60),
      rows: 60,
      target: accounts,
      options: { engine: "row", concurrency: 4 },
      writes: { from: 20 }
    },
    "list items, row by row": {
      csv: values(60),
      rows: 60,
      target: domains,
      options: { engine: "row", concurrency: 4 },
      writes: { from: 20 }
    },
    lists: {
      csv: `name,kind\n${Array.from({ length: 20 }, (_, i) => `List ${i},string\n`).join("")}`,
      rows: 20,
      target: Target.Lists.make({}),
      options: { engine: "row", concurrency: 4 },
      writes: { method: "POST", path: "/list", from: 8 }
    },
    "accounts in batch jobs, as the second is posted": {
      csv: people(2500),
      rows: 2500,
      target: accounts,
      options: { engine: "batch", concurrency: 1 },
      writes: { method: "POST", path: "/batch-jobs", from: 2 }
    },
    "accounts in batch jobs, as the job is waited for": {
      csv: people(1500),
      rows: 1500,
      target: accounts,
      options: { engine: "batch", concurrency: 1 },
      writes: { method: "GET", path: "/batch-jobs" }
    },
    "list items in uploads, as the second is posted": {
      csv: values(2500),
      rows: 2500,
      target: domains,
      options: { engine: "upload", concurrency: 1 },
      writes: { method: "POST", path: "/importer", from: 2 }
    },
    "list items in uploads, as the importer is waited for": {
      csv: values(1500),
      rows: 1500,
      target: domains,
      options: { engine: "upload", concurrency: 1 },
      writes: { method: "GET", path: "/importers/" }
    }
  }
}
