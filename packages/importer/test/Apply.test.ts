import * as Apply from "@effect-persona/importer/Apply"
import * as Plan from "@effect-persona/importer/Plan"
import * as PlanFile from "@effect-persona/importer/PlanFile"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import * as Changes from "./support/changes.ts"
import { accounts, header, people, scene, sceneOf } from "./support/planning.ts"
import * as World from "./support/world.ts"

describe("Apply", () => {
  describe("start", () => {
    it.effect("imports what was planned", () =>
      Effect.gen(function* () {
        const { apply, plan, planFile } = yield* kept
        assert.strictEqual(plan.files.plan, planFile)
        assert.strictEqual(fs.statSync(planFile).mode & 0o777, 0o600)
        const report = yield* apply
        assert.deepInclude(report, { rows: 2, created: plan.created, requests: plan.requests })
        // Again, there is nothing left to do.
        assert.deepInclude(yield* apply, { run: report.run, writes: 0, nothingToDo: true })
      })
    )

    it.effect("sends with the engine that was planned, whatever would be chosen by now", () =>
      Effect.gen(function* () {
        const { options, passing, world } = yield* sceneOf({
          rateLimit: 20,
          accountTypes: [{ name: "Member", id: "acttp_member" }]
        })
        const given = options(people(400), { target: Target.Accounts.make({ accountType: "acttp_member" }) })
        const planned = yield* passing(Plan.make(given))
        assert.strictEqual(planned.engine, "batch")
        const file = path.join(world.stateDirectory, "plan.json")
        yield* PlanFile.write(file, planned, given)
        yield* world.sandbox.setRateLimit(0)
        const applied = Effect.flatMap(
          Apply.start({ plan: file, stateDirectory: world.stateDirectory }),
          ({ report }) => report
        )
        assert.deepInclude(yield* passing(Effect.scoped(applied)), { engine: "batch", created: 400 })
      })
    )

    it.effect("refuses when the file has changed, and names it", () =>
      Effect.gen(function* () {
        const { apply, file } = yield* kept
        fs.appendFileSync(file, "c,Cy\n")
        const error = yield* Effect.flip(apply)
        assert.strictEqual(error._tag, "Declined")
        assert.match(error.message, /the file has changed since \(source\)\. Plan again/)
      })
    )

    it.effect("refuses when the columns have changed, too", () =>
      Effect.gen(function* () {
        const { apply, file } = yield* kept
        fs.writeFileSync(file, "reference-id,name-middle\na,Ada\nb,Bo\n")
        const error = yield* Effect.flip(apply)
        assert.match(error.message, /\(source\), and its columns become something else now \(mapping\)/)
      })
    )

    it.effect("refuses when the name of the list leads to another one", () =>
      Effect.gen(function* () {
        const { load, options, passing, plan, world } = yield* scene
        const target = Target.ListItems.make({ kind: "string", list: "Words" })
        const given = options("value\nx\n", { target })
        const file = path.join(world.stateDirectory, "plan.json")
        yield* PlanFile.write(file, yield* plan("value\nx\n", { target }), given)
        yield* load("kind,name\nstring,Words\n", { target: Target.Lists.make({}) })
        options("value\nx\n")
        const before = (yield* world.sandbox.record()).writes
        const applied = Effect.scoped(Apply.start({ plan: file, stateDirectory: world.stateDirectory }))
        const error = yield* Effect.flip(passing(applied))
        assert.match(error.message, /the list is not the one that was planned for \(place\)/)
        assert.deepStrictEqual((yield* world.sandbox.record()).writes, before)
      })
    )

    it.effect("takes objects that were made meanwhile by the policy, not for an obstacle", () =>
      Effect.gen(function* () {
        const { options, passing, world } = yield* scene
        const csv = `${header}a,Ada\nb,Bo\n`
        const given = options(csv, { newRun: true, onExisting: "fail" })
        const file = path.join(world.stateDirectory, "plan.json")
        const planned = yield* PlanFile.write(file, yield* passing(Plan.make(given)), given)
        assert.deepInclude(planned, { created: 2, rejected: 0 })
        yield* world.run(`${header}b,Bo\n`, accounts)
        const applied = Effect.flatMap(
          Apply.start({ plan: file, stateDirectory: world.stateDirectory }),
          ({ report }) => report
        )
        assert.deepInclude(yield* passing(Effect.scoped(applied)), { created: 1, rejected: 1 })
      })
    )

    it.effect("refuses in another environment", () =>
      Effect.gen(function* () {
        const one = yield* kept
        const { client } = yield* World.make({ seed: 2 })
        const elsewhere = Effect.scoped(
          Effect.flatMap(
            Apply.start({ plan: one.planFile, stateDirectory: one.world.stateDirectory }),
            (started) => started.report
          )
        )
        const error = yield* Effect.flip(Effect.provide(World.whileTimePasses(elsewhere), client))
        assert.match(error.message, /another environment \(environment\)/)
      })
    )

    it.effect("refuses a plan that was edited, whatever was edited", () =>
      Effect.gen(function* () {
        const { apply, planFile } = yield* kept
        const text = fs.readFileSync(planFile, "utf8")
        for (const [from, to] of [
          ['"created": 2', '"created": 3'],
          ["Quill", "Quilt"],
          ['"version": 1', '"version": 1, "more": true']
        ] as const) {
          assert.include(text, from)
          fs.writeFileSync(planFile, text.replace(from, to))
          const error = yield* Effect.flip(apply)
          assert.strictEqual(error._tag, "Declined", from)
          assert.match(error.message, /was changed since it was made/)
        }
      })
    )

    it.effect("says what is wrong with a file that is no plan", () =>
      Effect.gen(function* () {
        const { apply, planFile } = yield* kept
        for (const [text, expected] of [
          ["reference-id\na\n", "not-a-plan"],
          ["null", "not-a-plan"],
          ["{}", "not-a-plan"],
          [fs.readFileSync(planFile, "utf8").replace('"version": 1', '"version": 2'), "newer"]
        ] as const) {
          fs.writeFileSync(planFile, text)
          const error = yield* Effect.flip(apply)
          assert.deepInclude(error, { _tag: "PlanFileError", reason: expected })
        }
        fs.rmSync(planFile)
        assert.deepInclude(yield* Effect.flip(apply), { reason: "unreadable", code: "ENOENT" })
      })
    )
  })

  describe("prepare", () => {
    it.effect("gives the plan that was written, and only reads until it is started", () =>
      Effect.gen(function* () {
        const { passing, plan, planFile, world } = yield* kept
        yield* Effect.gen(function* () {
          const prepared = yield* Apply.prepare({ plan: planFile, stateDirectory: world.stateDirectory })
          assert.deepStrictEqual(prepared.plan, JSON.parse(JSON.stringify(plan)))
          assert.strictEqual(prepared.preview.environment, world.sandbox.environmentId)
          assert.deepStrictEqual((yield* world.sandbox.record()).writes, {})
          assert.deepStrictEqual(fs.readdirSync(path.join(world.stateDirectory, "runs")), [])
          yield* (yield* prepared.start).report
        }).pipe(Effect.scoped, passing)
        assert.deepStrictEqual((yield* world.sandbox.record()).writes, { "account.created": 2 })
      })
    )
  })

  describe("when the file changes", () => {
    it.effect("sends nothing of a file that changes while the question waits", () =>
      Effect.gen(function* () {
        for (const change of [
          (file: string) => fs.writeFileSync(file, Changes.after),
          (file: string) => fs.appendFileSync(file, Changes.rowOf(7777)),
          // The same size under the same time.
          (file: string) => Changes.old(file, Changes.before.replace("Ada-00005", "Eve-00005"))
        ]) {
          const { file, planFile, seen, start } = yield* plannedLarge
          const error = yield* Effect.flip(
            start({ plan: planFile, between: Effect.sync(() => change(file)) })
          )
          assert.strictEqual(error._tag, "Declined", error.message)
          assert.include(error.message, "(source)")
          assert.deepStrictEqual(yield* seen, [])
        }
      })
    )

    it.effect("stops before it sends what was not planned", () =>
      Effect.gen(function* () {
        for (const [altered, isOld] of [
          [Changes.after, false],
          [Changes.before.replace("Ada-00280", "Eve-00280"), true]
        ] as const) {
          const { file, planFile, seen, start } = yield* plannedLarge
          const change = () => (isOld ? Changes.old(file, altered) : fs.writeFileSync(file, altered))
          const error = yield* Effect.flip(
            Changes.atWindow(1, change, start({ plan: planFile, concurrency: 16 }))
          )
          assert.strictEqual(error._tag, "SourceChanged", error.message)
          assert.deepStrictEqual(Changes.strangers(yield* seen), [])
        }
      })
    )
  })
})

/** A plan of two rows that was written, and its import. */
const kept = Effect.gen(function* () {
  const world = yield* scene
  const options = world.options(`${header}a,Ada\nb,Bo\n`, { set: { "name-last": "Quill" } })
  const file = path.join(world.world.stateDirectory, "plans", "plan.json")
  const plan = yield* PlanFile.write(file, yield* world.passing(Plan.make(options)), options)
  const apply = world.passing(
    Effect.scoped(
      Effect.flatMap(
        Apply.start({ plan: file, stateDirectory: world.world.stateDirectory }),
        ({ report }) => report
      )
    )
  )
  return { ...world, planFile: file, plan, apply }
})

/** A plan of a file with several parts, and its import, with something that happens before it. */
const plannedLarge = Effect.gen(function* () {
  const one = yield* Changes.scene(accounts, false)
  one.write(Changes.before)
  const options = {
    source: { file: one.file, window: Changes.window },
    target: accounts,
    stateDirectory: one.world.stateDirectory
  }
  const planFile = path.join(one.world.stateDirectory, "plan.json")
  yield* PlanFile.write(planFile, yield* one.passing(Plan.make(options)), options)
  return {
    ...one,
    planFile,
    start: ({ between, ...given }: Apply.Options & { readonly between?: Effect.Effect<void> }) =>
      Effect.gen(function* () {
        const prepared = yield* Apply.prepare({ ...given, stateDirectory: one.world.stateDirectory })
        if (between !== undefined) yield* between
        return yield* (yield* prepared.start).report
      }).pipe(Effect.scoped, one.passing)
  }
})
