/**
 * Delivers the events of a sandbox: a signed POST to the URL of every webhook that is enabled for the event. A delivery
 * that is not accepted within 5 seconds is repeated up to 7 times, after the pauses that the vendor documents (3
 * seconds to 33 hours, by the sandbox's clock: {@link Sandbox.Service.advance} shortens them).
 *
 * A sandbox on a socket delivers automatically. In a test, {@link deliver} sends the deliveries that are due.
 */
import * as WebhookSignature from "@effect-persona/core/WebhookSignature"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import type { Delivery } from "./resources/events/Webhooks.ts"
import * as Sandbox from "./Sandbox.ts"

/** Sends the due deliveries one after the other, and returns how many were accepted and how many were not. */
export const deliver: Effect.Effect<
  { readonly accepted: number; readonly refused: number },
  never,
  Sandbox.Sandbox | HttpClient.HttpClient
> = Effect.gen(function* () {
  const sandbox = yield* Sandbox.Sandbox
  let accepted = 0
  let refused = 0
  for (const delivery of yield* sandbox.dueDeliveries) {
    const isAccepted = yield* send(delivery)
    yield* sandbox.settleDelivery(delivery.id, isAccepted)
    if (isAccepted) accepted += 1
    else refused += 1
  }
  return { accepted, refused }
})

/** Layer that delivers for its lifetime, checking for due deliveries every 100 milliseconds. */
export const layer: Layer.Layer<never, never, Sandbox.Sandbox | HttpClient.HttpClient> = Layer.effectDiscard(
  Effect.forkScoped(Effect.repeat(deliver, Schedule.spaced("100 millis")))
)

/** Statuses that count as accepted [docs: webhooks]. */
const acceptable = new Set([200, 201, 202, 204])

const send = ({ attemptsLeft, attemptsMade, body, firstAttemptedAt, secrets, sentAt, url }: Delivery) =>
  Effect.gen(function* () {
    const signature = yield* WebhookSignature.sign(body, {
      secrets: secrets.map((secret) => Redacted.make(secret)),
      timestamp: sentAt
    })
    const request = HttpClientRequest.post(url, {
      headers: {
        [WebhookSignature.header]: signature,
        "persona-webhook-attempts-made": String(attemptsMade),
        "persona-webhook-attempts-left": String(attemptsLeft),
        "persona-webhook-first-attempted-at": String(firstAttemptedAt)
      }
    }).pipe(HttpClientRequest.bodyText(body, "application/json"))
    const response = yield* HttpClient.execute(request)
    return acceptable.has(response.status)
  }).pipe(
    Effect.timeout("5 seconds"),
    Effect.orElseSucceed(() => false),
    Effect.provideService(HttpClient.TracerPropagationEnabled, false)
  )
