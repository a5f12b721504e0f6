import * as RateBudget from "@effect-persona/core/RateBudget"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { fixedWindow, sendAll, window } from "./support/rateServer.ts"

describe("RateBudget", () => {
  describe("take", () => {
    it.effect("never exceeds a fixed window, and uses nearly all of it", () =>
      Effect.gen(function* () {
        const server = yield* fixedWindow({ limit: 300, window: "60 seconds", latency: "80 millis" })
        const budget = yield* RateBudget.make()
        yield* sendAll(budget, server, { requests: 3000, concurrency: 32 })
        assert.strictEqual(server.refused(), 0)
        // Ten windows of 300 take nine resets; each costs the answer that opens it.
        const utilization = 3000 / (10 * 300)
        assert.isAbove(utilization, 0.98)
        assert.isBelow(yield* Clock.currentTimeMillis, 9 * 60_000 + 9 * 200 + 2_000)
      })
    )

    it.effect("reserves a share for others", () =>
      Effect.gen(function* () {
        const server = yield* fixedWindow({ limit: 100, window: "60 seconds", latency: "10 millis" })
        const budget = yield* RateBudget.make({ leave: 0.25 })
        yield* sendAll(budget, server, { requests: 300, concurrency: 8 })
        assert.strictEqual(server.refused(), 0)
        for (const count of server.perWindow()) assert.isAtMost(count, 75)
      })
    )

    it.effect("sends one request to open a window before the others follow", () =>
      Effect.gen(function* () {
        const budget = yield* RateBudget.make()
        const first = yield* budget.take
        const second = yield* Effect.forkChild(budget.take)
        yield* TestClock.adjust("5 seconds")
        assert.strictEqual(second.pollUnsafe(), undefined)
        yield* budget.settle(first, window(1, 60))
        yield* TestClock.adjust(0)
        assert.notStrictEqual(second.pollUnsafe(), undefined)
        yield* Fiber.join(second)
      })
    )

    it.effect("reopens the window if the opening request got no answer", () =>
      Effect.gen(function* () {
        const budget = yield* RateBudget.make()
        const first = yield* budget.take
        const second = yield* Effect.forkChild(budget.take)
        yield* TestClock.adjust(0)
        yield* budget.settle(first, undefined)
        yield* TestClock.adjust(0)
        const permit = yield* Fiber.join(second)
        assert.isTrue(permit.opensWindow)
      })
    )

    it.effect("does not pace answers without rate limit headers", () =>
      Effect.gen(function* () {
        const budget = yield* RateBudget.make()
        yield* budget.settle(yield* budget.take, {})
        yield* Effect.all(Array.from({ length: 10_000 }, () => budget.take))
        assert.strictEqual(yield* Clock.currentTimeMillis, 0)
      })
    )

    it.effect("shares the rest with unknown users", () =>
      Effect.gen(function* () {
        const budget = yield* RateBudget.make()
        yield* budget.settle(yield* budget.take, window(50, 60))
        // Someone else has used 48 of them meanwhile.
        yield* budget.settle(yield* budget.take, window(1, 59))
        yield* budget.take
        const blocked = yield* Effect.forkChild(budget.take)
        yield* TestClock.adjust("30 seconds")
        assert.strictEqual(blocked.pollUnsafe(), undefined)
        yield* Fiber.interrupt(blocked)
      })
    )

    it.effect("can be interrupted while it waits, without losing a permit", () =>
      Effect.gen(function* () {
        const budget = yield* RateBudget.make()
        yield* budget.settle(yield* budget.take, window(1, 60))
        const waiting = yield* Effect.forkChild(Effect.all([budget.take, budget.take]))
        yield* TestClock.adjust("1 second")
        yield* Fiber.interrupt(waiting)
        yield* TestClock.adjust("60 seconds")
        assert.isTrue((yield* budget.take).opensWindow)
      })
    )
  })

  describe("settle", () => {
    it.effect("waits for the time in a 429", () =>
      Effect.gen(function* () {
        const budget = yield* RateBudget.make()
        yield* budget.settle(yield* budget.take, { "ratelimit-reset": "7" }, true)
        const next = yield* Effect.forkChild(budget.take)
        yield* TestClock.adjust("6999 millis")
        assert.strictEqual(next.pollUnsafe(), undefined)
        yield* TestClock.adjust("1 millis")
        yield* Fiber.join(next)
        assert.deepInclude(yield* budget.snapshot, { refused: 1, waitedMillis: 7000 })
      })
    )

    it.effect("releases all waiting requests if the answer that opens a window has no headers", () =>
      Effect.gen(function* () {
        const budget = yield* RateBudget.make()
        const first = yield* budget.take
        const others = yield* Effect.forkChild(Effect.all([budget.take, budget.take], { concurrency: 2 }))
        yield* TestClock.adjust(0)
        yield* budget.settle(first, {})
        yield* TestClock.adjust(0)
        assert.notStrictEqual(others.pollUnsafe(), undefined)
        yield* Fiber.join(others)
      })
    )

    it.effect("waits longer with each 429 that names no time", () =>
      Effect.gen(function* () {
        const budget = yield* RateBudget.make()
        const waits: Array<number> = []
        let permit = yield* budget.take
        for (let i = 0; i < 5; i++) {
          yield* budget.settle(permit, {}, true)
          const startedAt = yield* Clock.currentTimeMillis
          const next = yield* Effect.forkChild(budget.take)
          while (next.pollUnsafe() === undefined) yield* TestClock.adjust("500 millis")
          permit = yield* Fiber.join(next)
          waits.push(((yield* Clock.currentTimeMillis) - startedAt) / 1000)
        }
        // 5, 10, 20, 40 seconds as the API's documentation advises, and up to one second for rounding.
        for (const [i, advised] of [5, 10, 20, 40, 40].entries()) {
          assert.isAtLeast(waits[i]!, advised)
          assert.isAtMost(waits[i]!, advised + 1.5)
        }
      })
    )

    it.effect("learns that the reset is rounded down, and waits the rest of the second", () =>
      Effect.gen(function* () {
        const server = yield* fixedWindow({
          limit: 10,
          window: "60700 millis",
          latency: 0,
          round: Math.floor
        })
        const budget = yield* RateBudget.make()
        yield* sendAll(budget, server, { requests: 200, concurrency: 4 })
        assert.isBelow(server.refused(), 5)
      })
    )

    it.effect("ignores invalid headers", () =>
      Effect.gen(function* () {
        for (const value of ["", "-1", "1e9", "soon", "99999999999"]) {
          const budget = yield* RateBudget.make()
          yield* budget.settle(yield* budget.take, { "ratelimit-remaining": value, "ratelimit-reset": value })
          yield* Effect.all(Array.from({ length: 100 }, () => budget.take))
        }
      })
    )
  })

  describe("snapshot", () => {
    it.effect("reports what the API reported", () =>
      Effect.gen(function* () {
        const budget = yield* RateBudget.make()
        assert.deepInclude(yield* budget.snapshot, { limit: undefined, remaining: undefined })
        yield* budget.settle(yield* budget.take, window(120, 30))
        yield* TestClock.adjust("10 seconds")
        assert.deepInclude(yield* budget.snapshot, { limit: 300, remaining: 120, resetMillis: 20_000 })
      })
    )
  })
})
