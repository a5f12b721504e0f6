import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { elapsed, type Pace, windowMillis } from "../../src/plan/Estimate.ts"

const pace = (change: Partial<Pace> = {}): Pace => ({
  limit: 300,
  latencyMillis: 100,
  concurrency: 10,
  ...change
})

const from = (minimum: number, maximum: number) => Schema.Int.check(Schema.isBetween({ minimum, maximum }))

describe("elapsed", () => {
  it("counts only the round trips while one window is enough", () => {
    assert.strictEqual(elapsed(0, pace()), 0)
    assert.strictEqual(elapsed(1, pace()), 100)
    assert.strictEqual(elapsed(300, pace()), 3000)
  })

  it("waits for each window that has to end first", () => {
    assert.strictEqual(elapsed(301, pace()), 60_000 + 100)
    assert.strictEqual(elapsed(600, pace()), 60_000 + 3000)
    assert.strictEqual(elapsed(601, pace()), 120_000 + 100)
    // A million rows, one request each: 55.6 hours at 300 a minute.
    assert.closeTo(elapsed(1_000_000, pace()) / 3_600_000, 55.6, 0.1)
  })

  it("begins with the rest of the open window", () => {
    assert.strictEqual(elapsed(50, pace({ remaining: 50, resetMillis: 20_000 })), 500)
    assert.strictEqual(elapsed(51, pace({ remaining: 50, resetMillis: 20_000 })), 20_000 + 100)
    assert.strictEqual(elapsed(1, pace({ remaining: 0, resetMillis: 5000 })), 5000 + 100)
  })

  it("reserves a share of each window for others", () => {
    assert.strictEqual(elapsed(240, pace({ leave: 0.2 })), 2400)
    assert.strictEqual(elapsed(241, pace({ leave: 0.2 })), 60_000 + 100)
    assert.strictEqual(elapsed(1, pace({ leave: 1 })), Number.POSITIVE_INFINITY)
  })

  it("is bound by the round trips if they are slower than the limit", () => {
    // 100 requests a second can be in flight, and 500 would be allowed.
    const slow = pace({ limit: 30_000 })
    assert.closeTo(elapsed(60_000, slow), 600_000, 1000)
    assert.strictEqual(elapsed(60_000, pace({ limit: undefined })), 600_000)
  })

  it.effect.prop(
    "never shrinks with more requests, and never beats the limit",
    {
      requests: from(1, 100_000),
      limit: from(1, 30_000),
      latencyMillis: from(0, 2000),
      concurrency: from(1, 64)
    },
    ({ requests, ...at }) =>
      Effect.sync(() => {
        assert.isAtMost(elapsed(requests, at), elapsed(requests + 1, at))
        assert.isAtLeast(elapsed(requests, at), (Math.ceil(requests / at.limit) - 1) * windowMillis)
      }),
    { arbitrary: { runs: 300 } }
  )
})
