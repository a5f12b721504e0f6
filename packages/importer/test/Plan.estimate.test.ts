/** The time that a plan tells, against the time that the import takes: one test clock for client and sandbox. */
import * as Importer from "@effect-persona/importer/Importer"
import * as Plan from "@effect-persona/importer/Plan"
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as RateBudget from "@effect-persona/core/RateBudget"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxClient from "@effect-persona/sandbox/SandboxClient"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber, Layer } from "effect"
import * as HttpClient from "effect/http/HttpClient"
import { TestClock } from "effect/testing"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { rest } from "./support/rest.ts"

interface Trial {
  readonly limit: number
  readonly rows: number
  /** Of a hundred rows: how many exist already, and how many of these differ. */
  readonly existing: number
  readonly differing: number
  readonly leave?: number
  readonly policy?: Importer.Options["onExisting"]
  readonly latencies?: ReadonlyArray<number>
  readonly engine?: "row" | "batch" | "upload"
}

const trials: ReadonlyArray<Trial> = [
  { limit: 300, rows: 700, existing: 30, differing: 10 },
  { limit: 300, rows: 500, existing: 30, differing: 10, policy: "update", leave: 0.4 },
  { limit: 300, rows: 500, existing: 60, differing: 20, latencies: [180, 200, 235, 260] },
  { limit: 3000, rows: 2200, existing: 25, differing: 10, policy: "update", leave: 0.2 },
  { limit: 3000, rows: 600, existing: 40, differing: 0, latencies: [80, 100, 135] },
  { limit: 30_000, rows: 700, existing: 40, differing: 20, latencies: [80, 100, 135], policy: "update" },
  { limit: 30_000, rows: 700, existing: 10, differing: 0, latencies: [80, 100, 135], leave: 0.5 },
  { limit: 15, rows: 4000, existing: 1, differing: 0, engine: "batch" },
  { limit: 15, rows: 2600, existing: 1, differing: 0, engine: "upload" }
]

describe("Plan.make", () => {
  for (const trial of trials) {
    it.effect(`estimates the time within 5 %: ${JSON.stringify(trial)}`, () =>
      Effect.gen(function* () {
        const { plan, report, took } = yield* run(trial)
        assert.strictEqual(report.rateLimited, 0)
        assert.closeTo(plan.estimatedMs! / took, 1, 0.05)
        // How often a job is asked for is learned, and a small share of it is learning.
        assert.closeTo(plan.requests / report.requests, 1, trial.engine === undefined ? 0.03 : 0.15)
      })
    )
  }
})

const run = Effect.fnUntraced(function* (trial: Trial) {
  yield* TestClock.setTime(Date.UTC(2026, 0, 5, 10))
  const sandbox = yield* Sandbox.make({
    rateLimit: 0,
    seed: 1,
    accountTypes: [{ name: "Member", id: "acttp_member" }]
  })
  const stateDirectory = yield* Effect.acquireRelease(
    Effect.sync(() => fs.mkdtempSync(path.join(os.tmpdir(), "persona-plan-"))),
    (folder) => Effect.sync(() => fs.rmSync(folder, { recursive: true, force: true }))
  )
  let sent = 0
  const client = Layer.fresh(
    PersonaClient.layerNoDeps({ apiKey: sandbox.apiKey, baseUrl: "http://sandbox.test/api/v1" }).pipe(
      Layer.provide(
        Layer.succeed(
          HttpClient.HttpClient,
          HttpClient.mapRequest(SandboxClient.make(sandbox), (request) => {
            sent++
            return request
          })
        )
      ),
      Layer.provide(RateBudget.layer({ leave: trial.leave ?? 0 }))
    )
  )
  const options = (rows: ReadonlyArray<string>): Importer.Options => ({
    source: Source.string("rows.csv", ["reference-id,name-first", ...rows, ""].join("\n")),
    target: Target.Accounts.make(trial.engine === "batch" ? { accountType: "acttp_member" } : {}),
    stateDirectory,
    engine: trial.engine ?? "row",
    newRun: true,
    onExisting: trial.policy
  })
  const all = Array.from({ length: trial.rows }, (_, i) => ({ i, kind: (i * 37) % 100 }))
  const there = all.filter(({ kind }) => kind < trial.existing)
  yield* timed(
    Importer.run({
      ...options(there.map(({ i, kind }) => `r${i},${kind < trial.differing ? "Old" : "New"}`)),
      engine: "row"
    })
  ).pipe(Effect.provide(client))
  yield* sandbox.setRateLimit(trial.limit)
  if (trial.latencies !== undefined) {
    const n = trial.latencies.length
    yield* sandbox.setFaults({
      seed: 1,
      rules: trial.latencies.map((millis, i) => ({
        match: { every: n - i },
        action: { kind: "delay", millis, when: "before" }
      }))
    })
  }
  const file = all.map(({ i }) => `r${i},New`)
  const [plan] = yield* timed(Plan.make({ ...options(file), leave: trial.leave }), () => sent).pipe(
    Effect.provide(client)
  )
  yield* TestClock.adjust("2 minutes")
  const [report, took] = yield* timed(Importer.run(options(file)), () => sent).pipe(Effect.provide(client))
  return { plan, report, took }
})

/** Runs an effect to its end in small steps of the test clock; gives the milliseconds that it took by this clock. */
const timed = <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  sent: () => number = () => 0
): Effect.Effect<readonly [A, number], E, R> =>
  Effect.gen(function* () {
    const start = yield* Clock.currentTimeMillis
    const fiber = yield* Effect.forkChild(
      Effect.flatMap(effect, (value) =>
        Effect.map(Clock.currentTimeMillis, (end) => [value, end - start] as const)
      )
    )
    let still = 0
    let before = -1
    while (fiber.pollUnsafe() === undefined) {
      yield* rest
      still = sent() === before ? still + 1 : 0
      before = sent()
      // What waits for the next window waits for long; everything else is a matter of milliseconds.
      if (fiber.pollUnsafe() === undefined) yield* TestClock.adjust(still > 100 ? 100 : 5)
    }
    return yield* Fiber.join(fiber)
  })
