import * as RateBudget from "@effect-persona/core/RateBudget"
import * as RateStore from "@effect-persona/core/RateStore"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { window } from "./support/rateServer.ts"

const refusal = (seconds: number | string): RateBudget.AnswerHeaders => ({ "retry-after": String(seconds) })

/** What a server says whose blocks of permits are large. */
const plenty: RateBudget.AnswerHeaders = { ...window(3000, 60), "ratelimit-limit": "3000" }

/** Budgets that have met no refusal yet. */
const kinds = {
  "of one process": RateBudget.make(),
  "in a store": Effect.flatMap(RateStore.memory, (store) => RateBudget.make({ store })),
  "that does not pace": Effect.provide(RateBudget.RateBudget, RateBudget.layerUnlimited)
}

describe("RateBudget", () => {
  for (const [name, make] of Object.entries(kinds)) {
    describe(`a 429, received by a budget ${name}`, () => {
      it.effect("voids every permit issued before it", () =>
        Effect.gen(function* () {
          const budget = yield* make
          yield* budget.settle(yield* budget.take, plenty)
          const [refused, unspent, other] = [yield* budget.take, yield* budget.take, yield* budget.take]
          assert.strictEqual(unspent.window, budget.window())
          yield* budget.settle(refused, refusal(30), true)
          assert.notStrictEqual(unspent.window, budget.window())
          for (const permit of [unspent, other]) yield* budget.settle(permit, undefined)
          const taken = yield* takers(budget, 60)
          yield* TestClock.adjust("29 seconds")
          assert.lengthOf(taken.permits, 0)
          yield* TestClock.adjust("2 seconds")
          assert.isAbove(taken.permits.length, 0)
          yield* taken.stop
        })
      )

      it.effect("is followed by one request, and by the others once that is answered", () =>
        Effect.gen(function* () {
          const budget = yield* make
          yield* budget.settle(yield* budget.take, plenty)
          yield* budget.settle(yield* budget.take, refusal(5), true)
          const taken = yield* takers(budget, 20)
          yield* TestClock.adjust("9 seconds")
          assert.lengthOf(taken.permits, 1)
          yield* budget.settle(taken.permits[0]!, window(11, 60))
          yield* TestClock.adjust("1 second")
          assert.lengthOf(taken.permits, name === "that does not pace" ? 20 : 1 + 11)
          yield* taken.stop
        })
      )

      it.effect("counts once for requests that were sent together", () =>
        Effect.gen(function* () {
          const budget = yield* make
          yield* budget.settle(yield* budget.take, plenty)
          const permits = yield* Effect.all(Array.from({ length: 16 }, () => budget.take))
          for (const permit of permits) yield* budget.settle(permit, {}, true)
          const taken = yield* takers(budget, 1)
          yield* TestClock.adjust("6 seconds")
          assert.lengthOf(taken.permits, 1)
          assert.strictEqual((yield* budget.snapshot).refused, 16)
        })
      )

      it.effect("is not shortened by answers to requests sent before it", () =>
        Effect.gen(function* () {
          const budget = yield* make
          yield* budget.settle(yield* budget.take, plenty)
          const [late, refused, other] = [yield* budget.take, yield* budget.take, yield* budget.take]
          yield* budget.settle(refused, refusal(30), true)
          yield* budget.settle(late, window(200, 3))
          yield* budget.settle(other, refusal(2), true)
          const taken = yield* takers(budget, 1)
          yield* TestClock.adjust("29 seconds")
          assert.lengthOf(taken.permits, 0)
          yield* taken.stop
        })
      )

      it.effect("that arrives late pauses the window that has started since", () =>
        Effect.gen(function* () {
          const budget = yield* make
          yield* budget.settle(yield* budget.take, window(100, 10))
          const late = yield* budget.take
          yield* TestClock.adjust("11 seconds")
          yield* budget.settle(yield* budget.take, window(100, 60))
          yield* budget.settle(late, refusal(20), true)
          const taken = yield* takers(budget, 3)
          yield* TestClock.adjust("19 seconds")
          assert.lengthOf(taken.permits, 0)
          yield* TestClock.adjust("2 seconds")
          assert.lengthOf(taken.permits, 1)
          yield* taken.stop
        })
      )

      it.effect("may name a date, which is read by the clock of the answer", () =>
        Effect.gen(function* () {
          const date = "Sun, 06 Nov 1994 08:49:37 GMT"
          for (const [sentAt, until] of [
            // Without a date of its own, by this machine's clock.
            [undefined, new Date((yield* Clock.currentTimeMillis) + 30_000).toUTCString()],
            [date, "Sun, 06 Nov 1994 08:50:07 GMT"],
            [date, "Sunday, 06-Nov-94 08:50:07 GMT"],
            [date, "Sun Nov  6 08:50:07 1994"]
          ]) {
            const budget = yield* make
            yield* budget.settle(yield* budget.take, { date: sentAt, "retry-after": until }, true)
            const taken = yield* takers(budget, 1)
            yield* TestClock.adjust("29 seconds")
            assert.lengthOf(taken.permits, 0)
            yield* TestClock.adjust("3 seconds")
            assert.lengthOf(taken.permits, 1)
          }
        })
      )
    })
  }

  describe("settle", () => {
    it.effect("ignores the Retry-After of a quota and of a 503 for the end of the window", () =>
      Effect.gen(function* () {
        for (const make of [kinds["of one process"], kinds["in a store"]]) {
          const budget = yield* make
          yield* budget.settle(yield* budget.take, { ...window(100, 60), ...refusal(86_400) })
          assert.isAtMost((yield* budget.snapshot).resetMillis ?? 0, 60_100)
          yield* budget.take
        }
      })
    )
  })

  describe("with a store", () => {
    it.effect("voids the leases of other processes, as soon as they can learn of the 429", () =>
      Effect.gen(function* () {
        const store = yield* RateStore.memory
        const [mine, yours] = [yield* RateBudget.make({ store }), yield* RateBudget.make({ store })]
        yield* mine.settle(yield* mine.take, plenty)
        yield* TestClock.adjust("1 second")
        const refused = yield* yours.take
        // A block of fifty, one of which is spent.
        yield* mine.take
        yield* yours.settle(refused, refusal(30), true)
        yield* TestClock.adjust("50 millis")
        const taken = yield* takers(mine, 10)
        yield* TestClock.adjust("29 seconds")
        assert.lengthOf(taken.permits, 0)
        yield* TestClock.adjust("2 seconds")
        assert.lengthOf(taken.permits, 1)
        yield* taken.stop
      })
    )

    it.effect("pauses all processes, even if the API reports no limit", () =>
      Effect.gen(function* () {
        const store = yield* RateStore.memory
        const [mine, yours] = [yield* RateBudget.make({ store }), yield* RateBudget.make({ store })]
        yield* mine.settle(yield* mine.take, {})
        yield* mine.take
        yield* yours.settle(yield* yours.take, refusal(30), true)
        yield* TestClock.adjust("250 millis")
        const taken = yield* takers(mine, 10)
        yield* TestClock.adjust("29 seconds")
        assert.lengthOf(taken.permits, 0)
        yield* taken.stop
      })
    )

    it.effect("issues no permit while the store that must learn of a 429 is waiting", () =>
      Effect.gen(function* () {
        const memory = yield* RateStore.memory
        let slow = false
        const store: RateStore.RateStore = {
          modify: (change) =>
            Effect.suspend(() => {
              const done = memory.modify(change)
              // What it granted arrives late.
              return slow ? Effect.flatMap(done, (result) => Effect.delay(Effect.succeed(result), 400)) : done
            })
        }
        const budget = yield* RateBudget.make({ store })
        yield* budget.settle(yield* budget.take, plenty)
        yield* TestClock.adjust("1 second")
        const refused = yield* budget.take
        yield* TestClock.adjust("100 millis")
        slow = true
        const taken = yield* takers(budget, 10)
        yield* TestClock.adjust("10 millis")
        const settled = yield* Effect.forkChild(budget.settle(refused, refusal(30), true))
        yield* TestClock.adjust("20 seconds")
        assert.lengthOf(taken.permits, 0)
        yield* Fiber.join(settled)
        yield* taken.stop
      })
    )
  })
})

/** Takes so many permits at once, as far as they are given. */
const takers = Effect.fnUntraced(function* (budget: RateBudget.Service, count: number) {
  const permits: Array<RateBudget.Permit> = []
  const fiber = yield* Effect.forkChild(
    Effect.forEach(
      Array.from({ length: count }),
      () => Effect.map(budget.take, (permit) => permits.push(permit)),
      { concurrency: "unbounded", discard: true }
    )
  )
  yield* TestClock.adjust(0)
  return { permits, stop: Fiber.interrupt(fiber) }
})
