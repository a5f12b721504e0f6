import * as Source from "@effect-persona/importer/Source"
import type { SandboxRecord } from "@effect-persona/sandbox/SandboxRecord"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as SelectEngine from "../../../src/engines/select/SelectEngine.ts"
import * as Settings from "../../../src/setup/Settings.ts"
import * as World from "../../support/world.ts"

describe("SelectEngine", () => {
  describe("decide", () => {
    it.effect("sends nothing if no answer could change the choice", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ rateLimit: 300 })
        assert.strictEqual((yield* decide(world, people(2500))).because, "quick")
        assert.strictEqual((yield* decide(world, people(5000), { engine: "row" })).because, "asked")
        yield* world.sandbox.setRateLimit(0)
        const unlimited = yield* World.make({ rateLimit: 0 })
        assert.strictEqual((yield* decide(unlimited, people(5000))).because, "no-limit")
        for (const { sandbox } of [world, unlimited]) {
          assert.deepStrictEqual(Object.keys((yield* sandbox.record()).requests), ["GET /rate-limits"])
        }
      })
    )

    it.effect("finds the account type that batch jobs have to name, and asks whether there are any", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ rateLimit: 300 })
        yield* world.run("reference-id\nz\n", accounts)
        const before = requestsOf(yield* world.sandbox.record())
        const found = yield* decide(world, people(5000))
        assert.deepInclude(found, { engine: "batch", because: "weighed" })
        assert.match(found.accountTypeId!, /^acttp_/)
        // Who answers, the newest accounts, and a job without rows. Importers are not asked for where jobs serve.
        const { requests, writes } = yield* world.sandbox.record()
        assert.deepStrictEqual(Object.keys(requests["POST /batch-jobs"] ?? {}).length, 1)
        assert.strictEqual(requestsOf(yield* world.sandbox.record()) - before, 3)
        assert.deepStrictEqual(writes, { "account.created": 1 })
        const again = yield* decide(world, people(5000))
        assert.strictEqual(again.engine, "batch")
        assert.strictEqual(requestsOf(yield* world.sandbox.record()) - before, 5)
      })
    )

    it.effect("continues with the next engine if one is absent or refused, and remembers that", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ rateLimit: 300 })
        yield* world.sandbox.setFaults({
          rules: [
            { match: { path: "/batch-jobs" }, action: { kind: "status", status: 404 } },
            { match: { path: "/importers" }, action: { kind: "status", status: 403 } }
          ]
        })
        const target = Target.Accounts.make({ accountType: "acttp_1" })
        const found = yield* decide(world, people(5000), { target })
        assert.strictEqual(found.engine, "row")
        assert.match(found.reason, /no batch jobs here/)
        const untyped = yield* decide(world, people(5000))
        assert.match(untyped.reason, /no batch jobs here.*may not use importers/)
        assert.isUndefined(untyped.accountTypeId)
        yield* world.sandbox.setFaults({ rules: [] })
        const before = requestsOf(yield* world.sandbox.record())
        assert.strictEqual((yield* decide(world, people(5000))).engine, "row")
        assert.strictEqual(requestsOf(yield* world.sandbox.record()) - before, 1)
      })
    )

    it.effect("fails for an engine that was asked for and is not there", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ rateLimit: 300 })
        yield* world.sandbox.setFaults({
          rules: [{ match: { path: "/importers" }, action: { kind: "status", status: 403 } }]
        })
        const error = yield* Effect.flip(decide(world, people(1), { engine: "upload" }))
        assert.deepInclude(error, { _tag: "EngineError", engine: "upload" })
      })
    )

    it.effect("estimates with the share of the limit that is reserved for others", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ rateLimit: 300 })
        const [all] = (yield* decide(world, people(2400), { engine: "row" })).offers
        const [half] = (yield* decide(world, people(2400), { engine: "row", leave: 0.5 })).offers
        assert.closeTo(half!.estimatedMs! / all!.estimatedMs!, 2, 0.2)
      })
    )
  })
})

const accounts = Target.Accounts.make({})

const people = (n: number) =>
  Source.string("rows.csv", `reference-id\n${Array.from({ length: n }, (_, i) => `p${i}\n`).join("")}`)

const requestsOf = ({ requests }: SandboxRecord) =>
  Object.values(requests)
    .flatMap((statuses) => Object.values(statuses))
    .reduce((sum, n) => sum + n, 0)

const decide = (world: World.World, source: Source.Source, given: Partial<Settings.Options> = {}) =>
  World.whileTimePasses(
    Effect.scoped(
      Effect.gen(function* () {
        const order = Settings.of({ source, target: accounts, ...given })
        const opened = yield* Settings.open(order)
        // The account type is not looked at here: it is the choice of the engine that is.
        const where = yield* Settings.locate({ ...order, target: accounts }, opened)
        return yield* SelectEngine.decide(order, opened, where, { stateDirectory: world.stateDirectory })
      })
    )
  ).pipe(Effect.provide(world.client))
