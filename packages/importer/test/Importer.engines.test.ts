/** What an import under way tells of an engine that sends rows together. */
import * as Importer from "@effect-persona/importer/Importer"
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Stream } from "effect"
import type { Progress } from "../src/pipeline/Progress.ts"
import * as World from "./support/world.ts"

describe("Importer", () => {
  describe("progress", () => {
    it.effect("moves with every job that ends, and ends at the last row", () =>
      Effect.gen(function* () {
        const world = yield* makeWorld
        const seen: Array<Progress> = []
        yield* World.whileTimePasses(
          Effect.scoped(
            Effect.gen(function* () {
              const started = yield* Importer.start({
                source: Source.string("people.csv", people(4000)),
                target,
                engine: "batch",
                onExisting: "update",
                concurrency: 1,
                stateDirectory: world.stateDirectory
              })
              yield* Stream.runForEach(started.progress, (now) => Effect.sync(() => void seen.push(now)))
              yield* started.report
            })
          )
        ).pipe(Effect.provide(world.client))
        const settled = [...new Set(seen.map((now) => now.settled))]
        for (const count of [0, 1000, 2000, 3000, 4000]) assert.include(settled, count)
        assert.deepStrictEqual(
          settled,
          settled.toSorted((a, b) => a - b)
        )
        assert.deepInclude(seen.at(-1), { read: 4000, settled: 4000, created: 4000, sourceShare: 1 })
      })
    )
  })

  describe("fellBack", () => {
    it.effect("reports the change to single rows when it begins, and not before", () =>
      Effect.gen(function* () {
        const world = yield* makeWorld
        yield* world.sandbox.setRateLimit(300)
        yield* world.sandbox.setFaults({
          rules: [
            {
              match: { method: "POST", path: "/batch-jobs", nth: 3 },
              action: { kind: "status", status: 403 }
            }
          ]
        })
        const { before, report, why } = yield* World.whileTimePasses(
          Effect.scoped(
            Effect.gen(function* () {
              const started = yield* Importer.start({
                source: Source.string("people.csv", people(4000)),
                target,
                onExisting: "update",
                concurrency: 1,
                stateDirectory: world.stateDirectory
              })
              const said = yield* Effect.forkChild(
                Effect.map(Effect.all([started.fellBack, world.sandbox.record()]), ([why, { counts }]) => ({
                  why,
                  before: counts.accounts
                }))
              )
              const report = yield* started.report
              return { ...(yield* Fiber.join(said)), report }
            })
          )
        ).pipe(Effect.provide(world.client))
        assert.match(why, /^The API refused batch jobs \(403\), so the rows went row by row/)
        assert.strictEqual(report.fellBack, why)
        assert.isBelow(before, 4000)
        assert.deepInclude(report, { engine: "batch", created: 4000, unknown: 0 })
      })
    )
  })

  describe("resume", () => {
    it.effect("continues with another engine, and duplicates nothing", () =>
      Effect.gen(function* () {
        const world = yield* makeWorld
        // The first job stands still, and the run is stopped while it waits for it.
        yield* world.sandbox.setFaults({
          rules: [
            {
              match: { method: "POST", path: "/batch-jobs", nth: 2 },
              action: { kind: "job", outcome: "stuck", afterRows: 250 }
            }
          ]
        })
        const options = { stateDirectory: world.stateDirectory, drain: "1 second" } as const
        const source = Source.string("people.csv", people(1500))
        const first = yield* World.whileTimePasses(
          Effect.scoped(
            Effect.gen(function* () {
              const started = yield* Importer.start({ ...options, source, target, engine: "batch" })
              yield* Effect.sleep("10 seconds")
              return yield* started.stop
            })
          )
        ).pipe(Effect.provide(world.client))
        assert.deepInclude(first, { status: "interrupted", engine: "batch" })
        assert.isAbove(first.unknown, 0)
        const report = yield* World.whileTimePasses(
          Effect.scoped(
            Effect.flatMap(
              Importer.resume({ ...options, source, engine: "row" }),
              (resumed) => resumed.report
            )
          )
        ).pipe(Effect.provide(world.client))
        assert.deepInclude(report, {
          run: first.run,
          engine: "row",
          rows: 1500,
          // The job that stands still is asked how many accounts it has created.
          created: 1500,
          existing: 0,
          unknown: 0,
          jobs: 0
        })
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 1500)
      })
    )
  })
})

const accountType = "acttp_people"
const target = Target.Accounts.make({ accountType })
const makeWorld = World.make({ accountTypes: [{ name: "Person", id: accountType }] })

const people = (count: number) =>
  `reference-id,name-first\n${Array.from({ length: count }, (_, i) => `cust-${i},Ada ${i}`).join("\n")}\n`
