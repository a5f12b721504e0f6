import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { layer, send } from "../../support.ts"

const limits = Effect.map(send("GET", "/lists"), ({ headers, status }) => [
  status,
  headers["RateLimit-Limit"],
  headers["RateLimit-Remaining"],
  headers["RateLimit-Reset"]
])

describe("RateWindow", () => {
  it.effect("starts with the first request and restarts when it is over", () =>
    Effect.gen(function* () {
      yield* TestClock.adjust("17 seconds")
      assert.deepStrictEqual(yield* limits, [200, "2", "1", "60"])
      yield* TestClock.adjust("500 millis")
      assert.deepStrictEqual(yield* limits, [200, "2", "0", "60"])
      yield* TestClock.adjust("59400 millis")
      assert.deepStrictEqual(yield* limits, [429, "2", "0", "1"])
      yield* TestClock.adjust("100 millis")
      assert.deepStrictEqual(yield* limits, [200, "2", "1", "60"])
    }).pipe(Effect.provide(layer({ rateLimit: 2 })))
  )

  it.effect("names the limit in the 429, which does not count", () =>
    Effect.gen(function* () {
      yield* send("GET", "/lists")
      const { headers, json } = yield* send("GET", "/lists")
      assert.strictEqual(json.errors[0].title, "Rate limit exceeded")
      assert.include(json.errors[0].details, "1 requests")
      assert.isUndefined(headers["Retry-After"])
      const sandbox = yield* Sandbox.Sandbox
      yield* sandbox.setRateLimit(2)
      assert.deepStrictEqual(yield* limits, [200, "2", "0", "60"])
    }).pipe(Effect.provide(layer({ rateLimit: 1 })))
  )

  it.effect("has another length on request", () =>
    Effect.gen(function* () {
      yield* limits
      yield* TestClock.adjust("2 seconds")
      assert.deepStrictEqual(yield* limits, [200, "1", "0", "2"])
    }).pipe(Effect.provide(layer({ rateLimit: 1, window: "2 seconds" })))
  )

  it.effect("sends no headers without a limit", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* limits, [200, undefined, undefined, undefined])
    }).pipe(Effect.provide(layer({ rateLimit: 0 })))
  )
})
