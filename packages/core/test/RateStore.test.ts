import * as RateBudget from "@effect-persona/core/RateBudget"
import * as RateStore from "@effect-persona/core/RateStore"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber, Logger } from "effect"
import { TestClock } from "effect/testing"
import { fixedWindow, send, window } from "./support/rateServer.ts"

describe("RateStore", () => {
  describe("memory", () => {
    it.effect("lets budgets use nearly all of a limit together, each its share, without a refusal", () =>
      Effect.gen(function* () {
        const server = yield* fixedWindow({ limit: 300, window: "60 seconds", latency: "80 millis" })
        const store = yield* RateStore.memory
        const sent = [0, 0, 0]
        const all = yield* Effect.forkChild(
          Effect.forEach(
            sent,
            Effect.fnUntraced(function* (_, at) {
              const budget = yield* RateBudget.make({ store })
              const one = Effect.map(send(budget, server, { requests: 1, concurrency: 1 }), () => sent[at]!++)
              yield* Effect.all(
                Array.from({ length: 16 }, () => Effect.forever(one)),
                { concurrency: "unbounded" }
              )
            }),
            { concurrency: "unbounded" }
          )
        )
        while ((yield* Clock.currentTimeMillis) < 6 * 60_000) yield* TestClock.adjust("20 millis")
        yield* Fiber.interrupt(all)
        assert.strictEqual(server.refused(), 0)
        // The sixth window has been open for all but the delays of the others.
        for (const count of server.perWindow()) assert.isAtLeast(count, 0.98 * 300)
        assert.lengthOf(server.perWindow(), 6)
        for (const count of sent) assert.isAtLeast(count, (6 * 300) / 3 / 2)
      })
    )

    it.effect("reserves a share of the whole for others, whichever process sends", () =>
      Effect.gen(function* () {
        const server = yield* fixedWindow({ limit: 100, window: "60 seconds", latency: "10 millis" })
        const store = yield* RateStore.memory
        const budgets = [
          yield* RateBudget.make({ leave: 0.25, store }),
          yield* RateBudget.make({ leave: 0.25, store })
        ]
        const all = yield* Effect.forkChild(
          Effect.forEach(budgets, (budget) => send(budget, server, { requests: 150, concurrency: 8 }), {
            concurrency: "unbounded"
          })
        )
        while (all.pollUnsafe() === undefined) yield* TestClock.adjust("20 millis")
        assert.strictEqual(server.refused(), 0)
        for (const count of server.perWindow()) assert.isAtMost(count, 75)
        assert.lengthOf(server.perWindow(), 4)
      })
    )

    it.effect("opens a window with one request of one budget", () =>
      Effect.gen(function* () {
        const { mine, yours } = yield* two
        const first = yield* mine.take
        assert.isTrue(first.opensWindow)
        const second = yield* Effect.forkChild(yours.take)
        yield* TestClock.adjust("1 second")
        assert.strictEqual(second.pollUnsafe(), undefined)
        yield* mine.settle(first, window(100, 60))
        yield* TestClock.adjust("200 millis")
        assert.isFalse((yield* Fiber.join(second)).opensWindow)
      })
    )

    it.effect("lets another budget open the window if the first one has died", () =>
      Effect.gen(function* () {
        const { mine, yours } = yield* two
        yield* mine.take
        const second = yield* Effect.forkChild(yours.take)
        yield* TestClock.adjust("6 seconds")
        assert.isTrue((yield* Fiber.join(second)).opensWindow)
      })
    )

    it.effect("counts a dead budget's permits as spent, and restores them with the next window", () =>
      Effect.gen(function* () {
        const { mine, yours } = yield* two
        yield* mine.settle(yield* mine.take, window(40, 60))
        yield* TestClock.adjust("1 second")
        // One that has a request under way holds a block; then it dies.
        yield* yours.take
        let taken = 0
        const greedy = yield* Effect.forkChild(Effect.forever(Effect.map(mine.take, () => taken++)))
        for (let i = 0; i < 100; i++) yield* TestClock.adjust("300 millis")
        assert.isBelow(taken, 40)
        assert.isAtLeast(taken, 40 - 6)
        yield* Fiber.interrupt(greedy)
        yield* TestClock.adjust("30 seconds")
        const opener = yield* mine.take
        assert.isTrue(opener.opensWindow)
        // What is under way counts, whichever window it was sent in: it is answered first.
        for (let i = 0; i < taken; i++) yield* mine.settle({ window: 0, opensWindow: false }, undefined)
        yield* mine.settle(opener, window(40, 60))
        yield* TestClock.adjust("1 second")
        for (let i = 0; i < 40; i++) yield* mine.take
      })
    )

    it.effect("gives no permit to a budget that stops waiting", () =>
      Effect.gen(function* () {
        const { mine, yours } = yield* two
        yield* mine.settle(yield* mine.take, window(1, 60))
        yield* mine.settle(yield* mine.take, window(0, 60))
        const waiting = yield* Effect.forkChild(yours.take)
        yield* TestClock.adjust("1 second")
        yield* Fiber.interrupt(waiting)
        assert.strictEqual(yield* yours.takeWithin(1).pipe(adjusting("10 millis")), undefined)
        yield* TestClock.adjust("60 seconds")
        assert.isTrue((yield* mine.take).opensWindow)
      })
    )

    it.effect("is not accessed while the API reports no limit, and is from the first answer that does", () =>
      Effect.gen(function* () {
        let asked = 0
        const memory = yield* RateStore.memory
        const store: RateStore.RateStore = {
          modify: (change) => {
            asked++
            return memory.modify(change)
          }
        }
        const budget = yield* RateBudget.make({ store })
        yield* budget.settle(yield* budget.take, {})
        const before = asked
        for (let i = 0; i < 1000; i++) yield* budget.settle(yield* budget.take, {})
        assert.strictEqual(asked, before)
        yield* budget.settle(yield* budget.take, window(0, 60))
        assert.isAbove(asked, before)
        assert.strictEqual(yield* budget.takeWithin(1).pipe(adjusting("10 millis")), undefined)
      })
    )

    it.effect("is not asked for each request", () =>
      Effect.gen(function* () {
        let asked = 0
        const memory = yield* RateStore.memory
        const store: RateStore.RateStore = {
          modify: (change) => {
            asked++
            return memory.modify(change)
          }
        }
        const server = yield* fixedWindow({ limit: 3000, window: "60 seconds", latency: "80 millis" })
        const budget = yield* RateBudget.make({ store })
        const all = yield* Effect.forkChild(send(budget, server, { requests: 3000, concurrency: 32 }))
        while (all.pollUnsafe() === undefined) yield* TestClock.adjust("20 millis")
        assert.isBelow(asked, 3000 / 4)
      })
    )

    it.effect("locks no process out if the clock is set back, or an answer names a reset in years", () =>
      Effect.gen(function* () {
        let ahead = 3_600_000
        let state: RateStore.State | undefined
        const store: RateStore.RateStore = {
          modify: (change) =>
            Effect.clockWith((clock) =>
              Effect.sync(() => {
                const [result, next] = change(state, clock.currentTimeMillisUnsafe() + ahead)
                state = next
                return result
              })
            )
        }
        const budget = yield* RateBudget.make({ store })
        yield* budget.settle(yield* budget.take, window(0, 60))
        ahead = 0
        const afterwards = yield* Effect.forkChild(budget.take)
        yield* TestClock.adjust("61 seconds")
        const permit = yield* Fiber.join(afterwards)
        assert.isTrue(permit.opensWindow)
        yield* budget.settle(permit, { "retry-after": "999999999" }, true)
        const again = yield* Effect.forkChild(budget.take)
        yield* TestClock.adjust("11 minutes")
        assert.isTrue((yield* Fiber.join(again)).opensWindow)
      })
    )

    it.effect("continues alone, with one warning, if the store fails", () => {
      const warnings: Array<unknown> = []
      const logger = Logger.make<unknown, void>((entry) => {
        warnings.push(entry.message)
      })
      return Effect.gen(function* () {
        let works = true
        const memory = yield* RateStore.memory
        const store: RateStore.RateStore = {
          modify: (change) =>
            works
              ? memory.modify(change)
              : Effect.fail(new RateStore.RateStoreError({ code: "SQLITE_FULL", place: "here" }))
        }
        const server = yield* fixedWindow({ limit: 50, window: "60 seconds", latency: "80 millis" })
        const budget = yield* RateBudget.make({ store })
        const all = yield* Effect.forkChild(send(budget, server, { requests: 200, concurrency: 8 }))
        for (let i = 0; all.pollUnsafe() === undefined; i++) {
          if (i === 8) works = false
          yield* TestClock.adjust("20 millis")
        }
        assert.strictEqual(server.refused(), 0)
        assert.isBelow(yield* Clock.currentTimeMillis, 3 * 60_000 + 2_000)
        assert.lengthOf(warnings, 1)
        assert.include(String(warnings[0]), "SQLITE_FULL")
      }).pipe(Effect.provide(Logger.layer([logger])))
    })
  })

  describe("parse", () => {
    it.effect("reads back what a budget has written, and ignores anything else", () =>
      Effect.gen(function* () {
        let written = ""
        const store: RateStore.RateStore = {
          modify: (change) =>
            Effect.sync(() => {
              const [result, next] = change(RateStore.parse(written), 1000)
              written = JSON.stringify(next)
              return result
            })
        }
        const budget = yield* RateBudget.make({ store })
        yield* budget.settle(yield* budget.take, window(120, 30))
        assert.deepInclude(yield* budget.snapshot, { limit: 300, remaining: 120 })
        assert.deepInclude(RateStore.parse(written), { phase: "paced", remaining: 120 })
        const state = JSON.parse(written) as Record<string, unknown>
        for (const text of [
          "",
          "null",
          "[]",
          '{"version":1}',
          JSON.stringify({ ...state, version: 2 }),
          JSON.stringify({ ...state, resetAt: "soon" }),
          JSON.stringify({ ...state, remaining: -1 }),
          JSON.stringify({ ...state, phase: "other" }),
          JSON.stringify({ ...state, holders: { a: 1 } }),
          JSON.stringify({ ...state, opener: {} })
        ]) {
          assert.strictEqual(RateStore.parse(text), undefined, text)
        }
      })
    )
  })
})

const two = Effect.gen(function* () {
  const store = yield* RateStore.memory
  return { mine: yield* RateBudget.make({ store }), yours: yield* RateBudget.make({ store }) }
})

/** Runs while the test's clock moves on. */
const adjusting =
  (step: "10 millis") =>
  <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(effect)
      yield* TestClock.adjust(step)
      return yield* Fiber.join(fiber)
    })
