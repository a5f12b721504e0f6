import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Preflight from "../../src/setup/Preflight.ts"
import * as World from "../support/world.ts"

describe("Preflight", () => {
  describe("fieldSchemas", () => {
    const accountTypes = [
      { name: "Member", id: "acttp_member", fields: [{ key: "age", type: "integer" }] },
      { name: "Guest", id: "acttp_guest" }
    ]

    it.effect("returns the fields defined by the account type, for one request", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ accountTypes })
        const schemas = yield* schemasOf(world, "acttp_member")
        assert.deepStrictEqual(
          schemas?.map(({ key, type }) => [key, type]),
          [["age", "integer"]]
        )
        const { requests } = yield* world.sandbox.record()
        assert.deepStrictEqual(Object.keys(requests), ["GET /account-types/:id"])
      })
    )

    it.effect("is empty if no type is named or none of its fields is listed", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ accountTypes })
        assert.isUndefined(yield* schemasOf(world, undefined))
        assert.isUndefined(yield* schemasOf(world, "acttp_guest"))
        const items = Preflight.fieldSchemas(Target.ListItems.make({ kind: "string", list: "x" }))
        assert.isUndefined(yield* Effect.provide(items, world.client))
      })
    )

    it.effect("fails for an unknown type, and accepts a key that may not read it", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ accountTypes })
        const error = yield* Effect.flip(schemasOf(world, "acttp_none"))
        assert.deepInclude(error, { _tag: "DestinationError", reason: "no-such-account-type" })
        yield* world.sandbox.setFaults({
          rules: [{ match: { path: "/account-types" }, action: { kind: "status", status: 403 } }]
        })
        assert.isUndefined(yield* schemasOf(world, "acttp_member"))
      })
    )
  })
})

const schemasOf = (world: World.World, accountType: string | undefined) =>
  Effect.provide(
    Preflight.fieldSchemas(Target.Accounts.make(accountType === undefined ? {} : { accountType })),
    world.client
  )
