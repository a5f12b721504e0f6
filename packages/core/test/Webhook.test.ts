import * as Webhook from "@effect-persona/core/Webhook"
import * as WebhookError from "@effect-persona/core/WebhookError"
import * as WebhookSignature from "@effect-persona/core/WebhookSignature"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import * as HttpHeaders from "effect/http/Headers"

describe("Webhook", () => {
  describe("receive", () => {
    it.effect("returns the event of a signed body, with headers in any form", () =>
      Effect.gen(function* () {
        const signature = yield* WebhookSignature.sign(body, { secrets: secret })
        for (const headers of [
          new Headers({ "Persona-Signature": signature }),
          { "persona-signature": signature },
          { "Persona-Signature": signature },
          { "persona-signature": [signature] },
          { "persona-signature": [`t=1,v1=${"0".repeat(64)}`, signature] },
          HttpHeaders.fromInput({ "Persona-Signature": signature })
        ]) {
          const event = yield* Webhook.receive({ body, headers }, { secrets: secret })
          assert.strictEqual(event._tag, "account.created")
        }
      })
    )

    it.effect("reads nothing of a body that is not signed", () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(Webhook.receive({ body: "{", headers: {} }, { secrets: secret }))
        assert.strictEqual(error.reason._tag, "SignatureMissing")
      })
    )

    it.effect("reports that a signed body is not an event, even if it is not JSON or not UTF-8", () =>
      Effect.gen(function* () {
        for (const given of [
          "",
          "{",
          "null",
          "5",
          '"event"',
          "[]",
          "{}",
          new Uint8Array([0x22, 0xff, 0x22])
        ]) {
          const headers = { "persona-signature": yield* WebhookSignature.sign(given, { secrets: secret }) }
          const error = yield* Effect.flip(Webhook.receive({ body: given, headers }, { secrets: secret }))
          assert.strictEqual(error.reason._tag, "InvalidEvent")
        }
      })
    )
  })

  describe("receivePromise", () => {
    it("accepts secrets as plain text and returns the event", async () => {
      const headers = {
        "persona-signature": await Effect.runPromise(WebhookSignature.sign(body, { secrets: secret }))
      }
      for (const secrets of ["wbhsec_1", ["wbhsec_0", "wbhsec_1"], secret, [secret]]) {
        const event = await Webhook.receivePromise({ body, headers }, { secrets })
        assert.strictEqual(event.id, "evt_1")
      }
    })

    it("rejects with the error itself", async () => {
      const error: unknown = await Webhook.receivePromise(
        { body, headers: {} },
        { secrets: "wbhsec_1" }
      ).catch((error: unknown) => error)
      if (!(error instanceof WebhookError.WebhookError)) return assert.fail(String(error))
      assert.strictEqual(error.reason._tag, "SignatureMissing")
    })
  })

  describe("deliveryOf", () => {
    it("reads the API's data on a delivery, and ignores values that are not numbers", () => {
      assert.deepStrictEqual(
        Webhook.deliveryOf({
          "Persona-Webhook-Attempts-Made": "2",
          "persona-webhook-attempts-left": ["6"],
          "persona-webhook-first-attempted-at": "1527811200"
        }),
        { attemptsMade: 2, attemptsLeft: 6, firstAttemptedAt: 1_527_811_200 }
      )
      assert.deepStrictEqual(Webhook.deliveryOf(new Headers({ "persona-webhook-attempts-made": "many" })), {
        attemptsMade: undefined,
        attemptsLeft: undefined,
        firstAttemptedAt: undefined
      })
    })
  })
})

const secret = Redacted.make("wbhsec_1")

const body = JSON.stringify({
  data: {
    type: "event",
    id: "evt_1",
    attributes: {
      name: "account.created",
      payload: { data: { type: "account", id: "act_1", attributes: {} } },
      "created-at": "2026-01-02T03:04:05.000Z"
    }
  }
})
