import * as PersonaError from "@effect-persona/core/PersonaError"
import * as RetryPolicy from "@effect-persona/core/RetryPolicy"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber, Random } from "effect"
import { TestClock } from "effect/testing"

describe("RetryPolicy", () => {
  describe("schedule", () => {
    it.effect("doubles the wait with each repeat, with a random 20 % on either side", () =>
      Effect.gen(function* () {
        for (let seed = 0; seed < 20; seed++) {
          const waits = yield* waitsOf(RetryPolicy.defaults, seed)
          assert.lengthOf(waits, 4)
          for (const [i, base] of [500, 1000, 2000, 4000].entries()) assertJittered(waits[i], base)
        }
      })
    )

    it.effect("waits no longer than the longest delay, but for its random part", () =>
      Effect.gen(function* () {
        const policy = { retries: 5, baseDelay: "10 seconds", maxDelay: "15 seconds" } as const
        const waits = yield* waitsOf(policy, 1)
        assert.lengthOf(waits, 5)
        for (const [i, base] of [10_000, 15_000, 15_000, 15_000, 15_000].entries()) {
          assertJittered(waits[i], base)
        }
      })
    )

    it.effect("spreads clients that failed at the same moment", () =>
      Effect.gen(function* () {
        const first = new Set<number | undefined>()
        for (let seed = 0; seed < 20; seed++) first.add((yield* waitsOf(RetryPolicy.defaults, seed))[0])
        assert.isAbove(first.size, 10)
      })
    )

    it.effect("repeats nothing where there are no retries", () =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* waitsOf({ ...RetryPolicy.defaults, retries: 0 }, 1), [])
      })
    )
  })

  describe("isWorthRepeating", () => {
    it("repeats what never reached a server, whatever the operation", () => {
      const reason = new PersonaError.TransportError({ code: "ECONNREFUSED", sent: false })
      for (const repeat of repeats) assert.isTrue(RetryPolicy.isWorthRepeating(reason, repeat), repeat)
    })

    it("repeats what got no answer, unless the operation may happen only once", () => {
      for (const reason of [
        new PersonaError.TransportError({ code: "ECONNRESET", sent: true }),
        new PersonaError.Timeout({ millis: 1 }),
        new PersonaError.RequestTimeout(),
        new PersonaError.ServerError({ status: 502, stored: false })
      ]) {
        for (const repeat of repeats) {
          const expected = repeat !== "once"
          assert.strictEqual(
            RetryPolicy.isWorthRepeating(reason, repeat),
            expected,
            `${reason._tag}, ${repeat}`
          )
        }
      }
    })

    it("repeats no failure that the API has stored under the key", () => {
      const reason = new PersonaError.ServerError({ status: 500, stored: true })
      for (const repeat of repeats) assert.isFalse(RetryPolicy.isWorthRepeating(reason, repeat), repeat)
    })

    it("repeats nothing else", () => {
      for (const reason of final) {
        for (const repeat of repeats) {
          assert.isFalse(RetryPolicy.isWorthRepeating(reason, repeat), `${reason._tag}, ${repeat}`)
        }
      }
    })
  })

  describe("isDoubtful", () => {
    it("doubts a send that may have had its effect", () => {
      for (const reason of [
        new PersonaError.TransportError({ code: "ECONNRESET", sent: true }),
        new PersonaError.OtherEnvironment({ expected: "env_1", actual: "env_2", sent: true }),
        new PersonaError.Timeout({ millis: 1 }),
        new PersonaError.RequestTimeout(),
        new PersonaError.ServerError({ status: 503, stored: false }),
        new PersonaError.ServerError({ status: 500, stored: true }),
        new PersonaError.DecodeError({ issues: [] })
      ]) {
        assert.isTrue(RetryPolicy.isDoubtful(reason), reason._tag)
      }
    })

    it("is certain of one that was refused, or never left", () => {
      const unsent = new PersonaError.TransportError({ code: "ENOTFOUND", sent: false })
      const certain = final.filter(({ _tag }) => _tag !== "DecodeError")
      assert.lengthOf(certain, final.length - 1)
      for (const reason of [unsent, ...certain]) assert.isFalse(RetryPolicy.isDoubtful(reason), reason._tag)
    })
  })
})

const repeats = ["safe", "keyed", "idempotent", "once"] as const

/** A reason of each kind that a repeat does not cure. */
const final: ReadonlyArray<PersonaError.Reason> = [
  new PersonaError.BadRequest({ problems: [] }),
  new PersonaError.IdempotencyMismatch(),
  new PersonaError.Unauthorized(),
  new PersonaError.Forbidden({ problems: [] }),
  new PersonaError.NotFound({ problems: [] }),
  new PersonaError.Conflict({ problems: [], stale: true }),
  new PersonaError.UnprocessableEntity({ problems: [] }),
  // The rate budget repeats a 429, and it costs no retry.
  new PersonaError.RateLimited({ retryAfterMillis: 1 }),
  new PersonaError.QuotaExceeded({ retryAfterMillis: 1, stored: false }),
  new PersonaError.DecodeError({ issues: [] }),
  new PersonaError.InvalidRequest({ issues: [] }),
  new PersonaError.KeyExpired({ ageMillis: 2, maxAgeMillis: 1 }),
  new PersonaError.CredentialsUnavailable({ detail: "none", isRetryable: true }),
  new PersonaError.OtherEnvironment({ expected: "env_1", actual: "env_2", sent: false }),
  new PersonaError.UnexpectedStatus({ problems: [] })
]

/** Milliseconds between the sends of an effect that always fails. */
const waitsOf = (policy: RetryPolicy.RetryPolicy, seed: number) =>
  Effect.gen(function* () {
    const sentAt: Array<number> = []
    const failing = Effect.andThen(
      Effect.map(Clock.currentTimeMillis, (now) => void sentAt.push(now)),
      Effect.fail("failed")
    )
    const fiber = yield* Effect.forkChild(
      Effect.flip(Effect.retry(failing, RetryPolicy.schedule(policy))).pipe(Random.withSeed(seed))
    )
    yield* TestClock.adjust("10 minutes")
    yield* Fiber.join(fiber)
    return sentAt.slice(1).map((at, i) => at - sentAt[i]!)
  })

/** Within 20 % of a wait, and a millisecond for rounding. */
const assertJittered = (wait: number | undefined, base: number) => {
  assert.isDefined(wait)
  assert.isAtLeast(wait, base * 0.8 - 1)
  assert.isAtMost(wait, base * 1.2 + 1)
}
