import type * as Faults from "@effect-persona/sandbox/Faults"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as World from "../../support/world.ts"

describe("RowSender", () => {
  it.effect("does not create a list twice if its effect arrives long after a 504", () =>
    Effect.gen(function* () {
      const world = yield* worldWith("/list/", { kind: "lateEffect", millis: 20_000 })
      const report = yield* world.run("kind,name\nstring,One\n", { _tag: "Lists" })
      assert.deepInclude(report, { status: "finished", created: 1, existing: 0 })
      assert.strictEqual((yield* world.sandbox.record()).counts.lists, 1)
    })
  )

  it.effect("does not create the list of its items twice if its effect arrives long after a 504", () =>
    Effect.gen(function* () {
      const world = yield* worldWith("/list/", { kind: "lateEffect", millis: 20_000 })
      const report = yield* world.run("value\nx\n", { _tag: "ListItems", kind: "string", list: "One" })
      assert.deepInclude(report, { status: "finished", created: 1 })
      assert.strictEqual((yield* world.sandbox.record()).counts.lists, 1)
    })
  )

  it.effect("creates the list of its items under another key once it was refused", () =>
    Effect.gen(function* () {
      const items = { _tag: "ListItems", kind: "string", list: "One" } as const
      const world = yield* World.make({ permissions: ["list.read"] })
      const error = yield* Effect.flip(world.run("value\nx\n", items))
      assert.strictEqual(error._tag, "PersonaError")
      yield* world.sandbox.setPermissions("all")
      assert.deepInclude(yield* world.run("value\nx\n", items), { created: 1 })
    })
  )

  it.effect("recognizes its own list after an answered creation that could not be confirmed", () =>
    Effect.gen(function* () {
      const world = yield* World.make({
        faults: { rules: [{ match: { method: "GET", path: "/lists/" }, action: { kind: "loseAnswer" } }] }
      })
      yield* Effect.flip(world.run("kind,name\nstring,One\n", { _tag: "Lists" }))
      yield* world.sandbox.setFaults({ rules: [] })
      const report = yield* world.run("kind,name\nstring,One\n", { _tag: "Lists" })
      assert.deepInclude(report, { created: 1, existing: 0 })
    })
  )

  it.effect("stops after a few attempts when each one fails, and applies the row when it is run again", () =>
    Effect.gen(function* () {
      for (const action of [stale, failing]) {
        const world = yield* worldWith("/accounts", action)
        const error = yield* Effect.flip(world.run("reference-id\na\n", { _tag: "Accounts" }))
        assert.deepInclude(error, { _tag: "ImportStopped", why: "no-answer" })
        assert.isBelow((yield* world.sandbox.record()).faults.injected[action.kind] ?? 0, 15)
        yield* world.sandbox.setFaults({ rules: [] })
        const report = yield* world.run("reference-id\na\n", { _tag: "Accounts" })
        assert.deepInclude(report, { status: "finished", created: 1 })
      }
    })
  )

  it.effect("does not reject a row that the API refuses only after it was applied", () =>
    Effect.gen(function* () {
      const world = yield* worldWith("/accounts", { kind: "loseAnswer" })
      yield* Effect.flip(world.run("reference-id\na\n", { _tag: "Accounts" }))
      yield* world.sandbox.pruneKeys()
      yield* world.sandbox.setFaults({
        rules: [{ match: { method: "POST", path: "/accounts" }, action: refusal }]
      })
      const report = yield* world.run("reference-id\na\n", { _tag: "Accounts" })
      assert.deepInclude(report, { created: 1, rejected: 0 })
    })
  )

  it.effect("names a list item as unknown if the API refuses it after it may have been applied", () =>
    Effect.gen(function* () {
      const items = { _tag: "ListItems", kind: "string", list: "One" } as const
      const world = yield* worldWith("/list-item/", { kind: "loseAnswer" })
      yield* Effect.flip(world.run("value\nx\n", items))
      yield* world.sandbox.pruneKeys()
      yield* world.sandbox.setFaults({
        rules: [{ match: { method: "POST", path: "/list-item/" }, action: refusal }]
      })
      const report = yield* world.run("value\nx\n", items)
      assert.deepInclude(report, { unknown: 1, rejected: 0 })
      assert.strictEqual(report.unknownRows[0]?.line, 2)
      yield* world.sandbox.setFaults({ rules: [] })
      assert.deepInclude(yield* world.run("value\nx\n", items), { existingAfterDoubt: 1, unknown: 0 })
    })
  )
})

/** A world in which every creation under a path meets a fault. */
const worldWith = (path: string, action: Faults.Action) =>
  World.make({ faults: { rules: [{ match: { method: "POST", path }, action }] } })

const stale: Faults.Action = { kind: "status", status: 409, title: "Stale object error" }
const failing: Faults.Action = { kind: "serverError", status: 500, when: "before" }
const refusal: Faults.Action = { kind: "status", status: 422, title: "Record invalid" }
