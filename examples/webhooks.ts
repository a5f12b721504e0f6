/**
 * Receives webhooks: a route that verifies signatures, reads events and handles each of them once.
 *
 *     node --conditions=@effect-persona/source examples/webhooks.ts
 *
 * Run like this it serves on a free port, delivers two events to itself, one of them twice, and ends. In a program of
 * your own the secret comes from the environment: `Config.Redacted("PERSONA_WEBHOOK_SECRET")`.
 */
import { NodeHttpServer } from "@effect/platform-node"
import * as WebhookEvent from "@effect-persona/core/WebhookEvent"
import * as WebhookHandler from "@effect-persona/core/WebhookHandler"
import * as WebhookSignature from "@effect-persona/core/WebhookSignature"
import { Effect, Layer, Match, Redacted } from "effect"
import { HttpBody, HttpClient, HttpRouter } from "effect/http"

/** What an event means to this program. The types of `data` follow from the names. */
export const decide = Match.type<WebhookEvent.WebhookEvent>().pipe(
  Match.tag("inquiry.approved", "inquiry.declined", ({ data, name }) => `${data.id}: ${name}`),
  Match.tag("account.redacted", ({ data }) => `forget ${data.attributes.referenceId}`),
  Match.tag("UnknownEvent", ({ name }) => `not known yet: ${name}`),
  Match.orElse(({ name }) => `not of interest: ${name}`)
)

/** The route. `handle` runs once for each event, however often it is delivered. */
export const route = (secret: Redacted.Redacted, handled: Array<string>) =>
  WebhookHandler.layer("/webhooks/persona", {
    secrets: secret,
    handle: (event) => Effect.sync(() => void handled.push(decide(event)))
  })

/** Delivers an event as Persona would, and gives the status of the answer. */
const deliver = Effect.fn("deliver")(function* (
  secret: Redacted.Redacted,
  event: WebhookEvent.Encodable<"inquiry.approved" | "account.redacted">
) {
  const body = yield* WebhookEvent.encode(event)
  const signature = yield* WebhookSignature.sign(body, { secrets: secret })
  const { status } = yield* HttpClient.post("/webhooks/persona", {
    headers: { [WebhookSignature.header]: signature },
    body: HttpBody.text(body, "application/json")
  })
  return status
})

export const program = Effect.gen(function* () {
  const secret = Redacted.make("wbhsec_of_the_example")
  const handled: Array<string> = []
  const approved = {
    name: "inquiry.approved",
    id: "evt_1",
    data: { type: "inquiry", id: "inq_1", attributes: {} }
  } as const
  const redacted = {
    name: "account.redacted",
    id: "evt_2",
    data: { type: "account", id: "act_1", attributes: { referenceId: "cust-17" } }
  } as const
  const statuses = yield* Effect.all([
    deliver(secret, approved),
    deliver(secret, approved),
    deliver(secret, redacted),
    deliver(Redacted.make("wbhsec_of_another"), redacted)
  ]).pipe(
    Effect.provide(
      HttpRouter.serve(route(secret, handled), { disableLogger: true, disableListenLog: true }).pipe(
        Layer.provideMerge(NodeHttpServer.layerTest)
      )
    )
  )
  return { statuses, handled }
})

if (import.meta.main) console.log(await Effect.runPromise(program))
