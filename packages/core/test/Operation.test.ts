import * as Operation from "@effect-persona/core/Operation"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Relay from "@effect-persona/core/resources/Relay"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"

describe("Operation", () => {
  describe("make", () => {
    it("states rarely needed facts only where they apply", () => {
      assert.containsAllKeys(Relay.generateClaim, ["headers", "server", "security"])
      assert.doesNotHaveAnyKeys(Accounts.create, ["headers", "server", "security"])
    })
  })

  describe("describeIssues", () => {
    it.effect("names the places of a request that does not fit by their wire names, and no value", () =>
      Effect.gen(function* () {
        const wire = { data: { attributes: { "name-first": ["canary"], nameLast: "canary" } } }
        const error = yield* Effect.flip(
          Schema.decodeUnknownEffect(Accounts.UpdateRequest, { errors: "all" })(wire)
        )
        assert.deepStrictEqual(Operation.describeIssues(error), [
          "/account-id: is missing",
          "/data/attributes/nameLast: expected the member under its name name-last"
        ])
      })
    )
  })
})
