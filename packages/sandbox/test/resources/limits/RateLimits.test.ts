import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { layer, send } from "../../support.ts"

describe("RateLimits", () => {
  it.effect("shows the live window, without an id", () =>
    Effect.gen(function* () {
      yield* send("GET", "/lists")
      yield* TestClock.adjust("20 seconds")
      const { json, status } = yield* send("GET", "/rate-limits")
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(json, {
        data: [{ type: "rate-limit/api", attributes: { limit: 300, remaining: 298, "seconds-to-reset": 40 } }]
      })
    }).pipe(Effect.provide(layer({ rateLimit: 300 })))
  )

  it.effect("lists nothing without a limit", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* send("GET", "/rate-limits")).json, { data: [] })
    }).pipe(Effect.provide(layer({ rateLimit: 0 })))
  )
})
