import * as IdempotencyKey from "@effect-persona/core/IdempotencyKey"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Layer, Redacted } from "effect"
import { TestClock } from "effect/testing"
import * as Wire from "./support/Wire.ts"

describe("IdempotencyKey", () => {
  it("is trusted for an hour less than the API promises to remember it", () => {
    assert.strictEqual(Duration.toHours(IdempotencyKey.defaultMaxAge), 24 - 1)
  })

  it.effect("is sent until its age is that of the default, and not a millisecond longer", () =>
    Effect.gen(function* () {
      const maxAge = Duration.toMillis(IdempotencyKey.defaultMaxAge)
      assert.deepStrictEqual(yield* sendAged({ value: "k", firstSentAt: now - maxAge }), ["k"])
      const { reason } = yield* Effect.flip(sendAged({ value: "k", firstSentAt: now - maxAge - 1 }))
      assert.deepInclude(reason, { _tag: "KeyExpired", ageMillis: maxAge + 1, maxAgeMillis: maxAge })
    })
  )

  it.effect("is trusted for as long as its own age limit says", () =>
    Effect.gen(function* () {
      const firstSentAt = now - Duration.toMillis("2 hours")
      assert.deepStrictEqual(yield* sendAged({ value: "k", firstSentAt, maxAge: "2 hours" }), ["k"])
      const { reason } = yield* Effect.flip(sendAged({ value: "k", firstSentAt, maxAge: "119 minutes" }))
      assert.deepInclude(reason, { _tag: "KeyExpired", maxAgeMillis: 119 * 60_000 })
      assert.deepStrictEqual(yield* sendAged({ value: "k", firstSentAt: 0, maxAge: "7300 days" }), ["k"])
    })
  )

  it.effect("is new where it does not say when it was first sent", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* sendAged({ value: "k", maxAge: 0 }), ["k"])
      assert.deepStrictEqual(yield* sendAged("k"), ["k"])
    })
  )
})

/** Well after the epoch and its first day. */
const now = Date.UTC(1980, 0, 1)

/** Creates an account under a key; gives the keys that were sent. */
const sendAged = (idempotencyKey: IdempotencyKey.IdempotencyKey | string) =>
  Effect.gen(function* () {
    yield* TestClock.setTime(now)
    const wire = Wire.script({ status: 201, body: { data: { type: "account", id: "act_1" } } })
    yield* Accounts.create({ data: { attributes: {} } }, { idempotencyKey }).pipe(
      Effect.provide(
        PersonaClient.layer({
          apiKey: Redacted.make("persona_sandbox_secret"),
          baseUrl: "http://persona.test/api/v1"
        }).pipe(Layer.provide(wire.layer))
      ),
      Effect.tapError(() => Effect.sync(() => assert.lengthOf(wire.sent, 0)))
    )
    return wire.sent.map(({ headers }) => headers["idempotency-key"])
  })
