import * as WebhookDeliveries from "@effect-persona/core/WebhookDeliveries"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"

describe("WebhookDeliveries", () => {
  describe("makeMemory", () => {
    it.effect("lets one caller claim an event, and remembers the result", () =>
      Effect.gen(function* () {
        const store = WebhookDeliveries.makeMemory()
        const claims = yield* Effect.all([store.claim("a"), store.claim("a"), store.claim("b")], {
          concurrency: "unbounded"
        })
        assert.deepStrictEqual(claims, ["taken", "busy", "taken"])
        yield* store.complete("a")
        yield* store.release("b")
        assert.strictEqual(yield* store.claim("a"), "done")
        assert.strictEqual(yield* store.claim("b"), "taken")
      })
    )

    it.effect("forgets events older than their time, three days by default", () =>
      Effect.gen(function* () {
        const store = WebhookDeliveries.makeMemory()
        yield* store.claim("a")
        yield* store.complete("a")
        yield* TestClock.adjust("71 hours")
        assert.strictEqual(yield* store.claim("a"), "done")
        yield* TestClock.adjust("1 hour")
        assert.strictEqual(yield* store.claim("a"), "taken")
      })
    )

    it.effect("forgets the oldest when full, and never an event that is being handled", () =>
      Effect.gen(function* () {
        const store = WebhookDeliveries.makeMemory({ capacity: 2 })
        yield* store.claim("busy")
        for (const id of ["a", "b", "c"]) {
          yield* store.claim(id)
          yield* store.complete(id)
        }
        assert.strictEqual(yield* store.claim("c"), "done")
        assert.strictEqual(yield* store.claim("b"), "done")
        assert.strictEqual(yield* store.claim("a"), "taken")
        assert.strictEqual(yield* store.claim("busy"), "busy")
      })
    )
  })
})
