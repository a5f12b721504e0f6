/** Runs whose engine changes midway: what went out under a key goes out under it again as it was, or not at all. */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Importer from "@effect-persona/importer/Importer"
import { BatchRows } from "../../../src/engines/bulk/BulkOperation.ts"
import type { EngineName, EngineRequest } from "../../../src/Policies.ts"
import * as Target from "@effect-persona/importer/Target"
import type * as Faults from "@effect-persona/sandbox/Faults"
import type { SandboxRecord } from "@effect-persona/sandbox/SandboxRecord"
import { assert, describe, it } from "@effect/vitest"
import { Effect, type Scope } from "effect"
import { TestClock } from "effect/testing"
import * as fs from "node:fs"
import * as path from "node:path"
import * as World from "../../support/world.ts"

describe("SelectEngine", () => {
  describe("change midway", () => {
    for (const [name, given] of Object.entries(targets)) {
      const { count, engines } = given
      for (const before of engines) {
        for (const after of engines) {
          it.effect(`${name}, ${before} then ${after}: sends nothing else under an old key`, () =>
            Effect.gen(function* () {
              for (const how of ["resume", "import"] as const) {
                const world = yield* makeWorld
                const { sandbox } = world
                const options = optionsOf(world, given)
                yield* sandbox.setRateLimit(limitOf(before))
                const first = yield* breakOff(world, options, requestOf(before))
                assert.strictEqual(first.engine, sentBy(before, name))
                assert.isAbove(first.unknown, 0)
                yield* TestClock.adjust("11 minutes")
                yield* sandbox.setRateLimit(limitOf(after))
                const second = yield* finish(world, options, requestOf(after), how)
                const { counts, mismatches } = yield* sandbox.record()
                assert.strictEqual(mismatches, 0, how)
                assert.deepInclude(
                  second,
                  {
                    run: first.run,
                    engine: sentBy(after, name),
                    status: "finished",
                    rows: numbers.length,
                    rejected: 0,
                    unknown: 0
                  },
                  how
                )
                assert.strictEqual(count(counts), numbers.length, how)
              }
            })
          )
        }
      }
    }

    it.effect("determines the outcome of rows and jobs with another version of the API", () =>
      Effect.gen(function* () {
        for (const engine of ["row", "batch", "upload"] as const) {
          const world = yield* makeWorld
          const options = optionsOf(world, targets["accounts"]!)
          const keyed = { ...options, unkeyed: "refuse" } as const
          const first = yield* breakOff(world, keyed, engine)
          assert.isAbove(first.unknown, 0)
          yield* TestClock.adjust("11 minutes")
          const { replays } = yield* world.sandbox.record()
          const second = yield* finish(world, keyed, engine, "resume").pipe(
            PersonaClient.withOptions({ apiVersion: "2023-01-05" })
          )
          assert.deepInclude(second, { run: first.run, status: "finished", rejected: 6, unknown: 0 }, engine)
          const record = yield* world.sandbox.record()
          assert.strictEqual(record.counts.accounts - 1, 30)
          assert.deepStrictEqual([record.mismatches, record.replays], [0, replays])
        }
      })
    )

    it.effect("keeps its initial account type, whatever other accounts exist by now", () =>
      Effect.gen(function* () {
        for (const how of ["resume", "import"] as const) {
          const world = yield* makeWorld
          const options = optionsOf(world, targets["accounts"]!)
          const first = yield* breakOff(world, options, "batch")
          yield* TestClock.adjust("11 minutes")
          yield* world.run("reference-id\nother\n", Target.Accounts.make({ accountType: otherType }), {
            stateDirectory: path.join(world.stateDirectory, "others")
          })
          const second = yield* finish(world, options, "batch", how)
          assert.deepInclude(second, { run: first.run, engine: "batch", rows: 36, unknown: 0 }, how)
          const { counts, mismatches } = yield* world.sandbox.record()
          assert.deepStrictEqual([counts.accounts - 2, mismatches], [36, 0])
        }
      })
    )

    it.effect("resends failed rows as they were first sent, with any engine", () =>
      Effect.gen(function* () {
        const world = yield* makeWorld
        const options = optionsOf(world, targets["accounts"]!)
        const first = yield* breakOff(world, options, "batch")
        yield* TestClock.adjust("11 minutes")
        const second = yield* running(
          world,
          Effect.flatMap(
            Importer.retry({ stateDirectory: world.stateDirectory, engine: "row" }),
            ({ report }) => report
          )
        )
        assert.deepInclude(second, { run: first.run, engine: "row", unknown: 0, rejected: 0 })
        assert.strictEqual((yield* world.sandbox.record()).mismatches, 0)
      })
    )

    it.effect("sends single rows as before if batch jobs were refused in between", () =>
      Effect.gen(function* () {
        const world = yield* makeWorld
        const options = optionsOf(world, targets["accounts"]!)
        yield* world.sandbox.setRateLimit(3)
        const refused = {
          match: { method: "POST", path: "/batch-jobs", nth: 2 },
          action: { kind: "status", status: 403 }
        } as const
        const first = yield* breakOff(world, options, "auto", [refused])
        assert.strictEqual(first.engine, "batch")
        assert.include(`${first.fellBack}`, "row by row")
        yield* TestClock.adjust("11 minutes")
        const second = yield* finish(world, options, "auto", "import")
        assert.deepInclude(second, { run: first.run, engine: "upload", rows: 36, unknown: 0, rejected: 0 })
        const { counts, mismatches } = yield* world.sandbox.record()
        assert.deepStrictEqual([counts.accounts - 1, mismatches], [36, 0])
      })
    )
  })
})

const otherType = "acttp_other"

const optionsOf = (world: World.World, { lines, options, target }: Case) => {
  const { stateDirectory } = world
  const file = path.join(stateDirectory, "rows.csv")
  fs.writeFileSync(file, `${lines.join("\n")}\n`)
  return { ...options, source: { file }, target, stateDirectory }
}

/** Engines, and `auto` as it chooses under a small limit and without one. */
type Asked = EngineName | "auto, limited" | "auto, unlimited"

const requestOf = (asked: Asked): EngineRequest => (asked.startsWith("auto") ? "auto" : (asked as EngineName))

const sentBy = (asked: Asked, target: string): EngineName => {
  if (!asked.startsWith("auto")) return asked as EngineName
  if (asked === "auto, unlimited" || target === "lists") return "row"
  return target === "accounts" ? "batch" : "upload"
}

/** Requests a minute. Under so few, one for each row would take more than the ten minutes that `auto` allows. */
const limitOf = (asked: Asked): number => (asked === "auto, limited" ? 3 : 0)

/** Starts an import of which every second answer comes late, and stops it while these are waited for. */
const breakOff = (
  world: World.World,
  options: Importer.Options,
  engine: EngineRequest,
  besides: ReadonlyArray<Faults.Rule> = []
) =>
  running(
    world,
    Effect.gen(function* () {
      // The first of each are the questions and the list before the rows.
      yield* world.sandbox.setFaults({
        rules: [
          ...besides,
          ...late("/accounts"),
          ...late("/list"),
          ...late("/batch-jobs"),
          ...late("/importer/")
        ]
      })
      const started = yield* Importer.start({ ...options, engine, drain: 0 })
      let waiting = 0
      let met = 0
      for (let still = 0; waiting < 2 || met < besides.length || still < 10; still++) {
        yield* Effect.sleep("1 second")
        const { injected } = (yield* world.sandbox.record({ contents: false })).faults
        if (waiting !== (injected.delay ?? 0)) still = 0
        waiting = injected.delay ?? 0
        met = injected.status ?? 0
      }
      const report = yield* started.stop
      yield* world.sandbox.setFaults({ rules: [] })
      return report
    })
  )

const late = (path: string): ReadonlyArray<Faults.Rule> => [
  {
    match: { method: "POST", path, every: 2 },
    action: { kind: "delay", millis: 600_000, when: "after" }
  }
]

const finish = (
  world: World.World,
  options: Importer.Options,
  engine: EngineRequest,
  how: "resume" | "import"
) =>
  running(
    world,
    Effect.gen(function* () {
      const started =
        how === "import"
          ? yield* Importer.start({ ...options, engine })
          : yield* Importer.resume({ stateDirectory: options.stateDirectory, engine })
      return yield* started.report
    })
  )

const running = <A, E>(
  world: World.World,
  effect: Effect.Effect<A, E, PersonaClient.PersonaClient | Scope.Scope>
): Effect.Effect<A, E> =>
  World.whileTimePasses(Effect.scoped(effect)).pipe(
    Effect.provide(world.client),
    Effect.provideService(BatchRows, 8)
  )

/** A world with an account of the default type, by which that type is found. */
const makeWorld = Effect.tap(World.make({ accountTypes: [{ name: "Other", id: otherType }] }), (world) =>
  world.run("reference-id\nzero\n", Target.Accounts.make({}), {
    stateDirectory: path.join(world.stateDirectory, "others")
  })
)

interface Case {
  readonly engines: ReadonlyArray<Asked>
  readonly target: Target.Target
  readonly options?: Partial<Importer.Options>
  readonly lines: ReadonlyArray<string>
  readonly count: (counts: SandboxRecord["counts"]) => number
}

const numbers = Array.from({ length: 36 }, (_, i) => i)

const targets: Readonly<Record<string, Case>> = {
  accounts: {
    engines: ["row", "batch", "upload", "auto, limited", "auto, unlimited"],
    target: Target.Accounts.make({}),
    // Some rows go for themselves with every engine: those with a comma in their id, and those without one.
    options: { unkeyed: "allow" },
    lines: [
      "reference-id,name-first",
      ...numbers.map((i) =>
        i % 6 === 2 ? `"cust,${i}",Ada ${i}` : i % 6 === 5 ? `,Ada ${i}` : `cust-${i},Ada ${i}`
      )
    ],
    count: ({ accounts }) => accounts - 1
  },
  "list items": {
    engines: ["row", "upload", "auto, limited", "auto, unlimited"],
    target: Target.ListItems.make({ kind: "ip-address", list: "Blocked" }),
    lines: ["value", ...numbers.map((i) => `10.7.0.${i}`)],
    count: ({ listItems }) => listItems
  },
  lists: {
    engines: ["row", "auto, limited", "auto, unlimited"],
    target: Target.Lists.make({}),
    lines: ["kind,name", ...numbers.map((i) => `string,List ${i}`)],
    count: ({ lists }) => lists
  }
}
