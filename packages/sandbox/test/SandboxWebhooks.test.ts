import * as BatchJobs from "@effect-persona/core/newer/BatchJobs"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Inquiries from "@effect-persona/core/resources/Inquiries"
import * as Webhooks from "@effect-persona/core/resources/Webhooks"
import * as Webhook from "@effect-persona/core/Webhook"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxPersona from "@effect-persona/sandbox/SandboxPersona"
import * as SandboxServer from "@effect-persona/sandbox/SandboxServer"
import * as SandboxWebhooks from "@effect-persona/sandbox/SandboxWebhooks"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Layer, Redacted } from "effect"
import { HttpClient, type HttpClientRequest, HttpClientResponse } from "effect/http"
import { TestClock } from "effect/testing"
import { createServer } from "node:http"
import { layer } from "./support.ts"

describe("SandboxWebhooks", () => {
  describe("deliver", () => {
    it.effect("sends the events a webhook is enabled for, signed with its secret", () =>
      Effect.gen(function* () {
        const secret = yield* listen("inquiry.approved")
        const { id } = yield* inquiry
        yield* Inquiries.approve({ inquiryId: id })
        const receiver = makeReceiver()
        assert.deepStrictEqual(yield* receiver.deliver, { accepted: 1, refused: 0 })
        assert.deepStrictEqual(yield* receiver.deliver, { accepted: 0, refused: 0 })

        const [request] = receiver.requests
        assert.strictEqual(request?.url, "http://receiver.invalid/hook")
        const event = yield* Webhook.receive(incoming(request!), { secrets: secret })
        assert.strictEqual(event.name, "inquiry.approved")
        assert.deepStrictEqual(Webhook.deliveryOf(request!.headers), {
          attemptsMade: 1,
          attemptsLeft: 7,
          firstAttemptedAt: 0
        })
      }).pipe(Effect.provide(SandboxPersona.layer()))
    )

    it.effect("repeats deliveries that are not accepted, after the documented pauses, 8 times in all", () =>
      Effect.gen(function* () {
        yield* listen("*")
        yield* inquiry
        const receiver = makeReceiver(503)
        const sandbox = yield* Sandbox.Sandbox
        assert.deepStrictEqual(yield* receiver.deliver, { accepted: 0, refused: 1 })
        for (const [at, seconds] of [3, 64, 729, 4096, 15_625, 46_656, 117_649].entries()) {
          yield* sandbox.advance(`${seconds - 1} seconds`)
          assert.deepStrictEqual(yield* receiver.deliver, { accepted: 0, refused: 0 })
          yield* sandbox.advance("1 second")
          assert.deepStrictEqual(yield* receiver.deliver, { accepted: 0, refused: 1 })
          assert.strictEqual(
            receiver.requests.at(-1)?.headers["persona-webhook-attempts-left"],
            String(6 - at)
          )
        }
        yield* sandbox.advance("30 days")
        assert.deepStrictEqual(yield* receiver.deliver, { accepted: 0, refused: 0 })
      }).pipe(Effect.provide(SandboxPersona.layer()))
    )

    it.effect("signs with both secrets while one is being rotated", () =>
      Effect.gen(function* () {
        const old = yield* listen("inquiry.created")
        const { data: hooks } = yield* Webhooks.list({})
        const webhookId = String(hooks[0]?.id)
        const rotated = yield* Webhooks.rotateSecret({ webhookId, meta: { expiresInSeconds: 60 } })
        const current = Redacted.make(String(rotated.data.attributes.secret))
        assert.notStrictEqual(Redacted.value(current), Redacted.value(old))
        yield* inquiry
        const receiver = makeReceiver()
        yield* receiver.deliver
        for (const secrets of [old, current]) {
          yield* Webhook.receive(incoming(receiver.requests[0]!), { secrets })
        }
        const sandbox = yield* Sandbox.Sandbox
        yield* sandbox.advance("61 seconds")
        yield* inquiry
        yield* receiver.deliver
        yield* TestClock.adjust("61 seconds")
        const refused = yield* Effect.flip(Webhook.receive(incoming(receiver.requests[1]!), { secrets: old }))
        assert.strictEqual(refused.reason._tag, "SignatureMismatch")
      }).pipe(Effect.provide(SandboxPersona.layer()))
    )

    it.effect("sends background events without another request", () =>
      Effect.gen(function* () {
        yield* listen("*")
        yield* BatchJobs.create({
          data: {
            attributes: {
              operation: "update",
              object: "account",
              lookupField: "token",
              rows: [{ token: "act_none" }]
            }
          }
        })
        const receiver = makeReceiver()
        assert.deepStrictEqual(yield* receiver.deliver, { accepted: 1, refused: 0 })
        yield* TestClock.adjust("1 second")
        assert.deepStrictEqual(yield* receiver.deliver, { accepted: 1, refused: 0 })
        const events = receiver.requests.map((request) =>
          JSON.parse(Buffer.from(incoming(request).body).toString())
        )
        assert.deepStrictEqual(
          events.map(({ data }) => data.attributes.name),
          ["batch-job.started", "batch-job.completed"]
        )
      }).pipe(Effect.provide(SandboxPersona.layer()))
    )

    it.effect("sends nothing that was waiting when the webhook is disabled", () =>
      Effect.gen(function* () {
        yield* listen("*")
        yield* inquiry
        const { data: hooks } = yield* Webhooks.list({})
        yield* Webhooks.disable({ webhookId: String(hooks[0]?.id) })
        assert.deepStrictEqual(yield* makeReceiver().deliver, { accepted: 0, refused: 0 })
      }).pipe(Effect.provide(SandboxPersona.layer()))
    )
  })

  it.live("are delivered automatically by a sandbox on a socket", () =>
    Effect.gen(function* () {
      const received = yield* Deferred.make<string>()
      const receiver = yield* Effect.acquireRelease(
        Effect.callback<{ readonly port: number; readonly close: () => void }>((resume) => {
          const server = createServer((incoming, outgoing) => {
            Effect.runSync(Deferred.succeed(received, String(incoming.headers["persona-signature"])))
            outgoing.writeHead(204).end()
            incoming.resume()
          })
          server.listen(0, "127.0.0.1", () => {
            const address = server.address()
            const port = typeof address === "object" && address !== null ? address.port : 0
            resume(Effect.succeed({ port, close: () => server.close() }))
          })
        }),
        ({ close }) => Effect.sync(close)
      )
      yield* listen("inquiry.created", `http://127.0.0.1:${receiver.port}/hook`)
      yield* inquiry
      assert.match(yield* Deferred.await(received), /^t=\d+,v1=[0-9a-f]{64}$/)
    }).pipe(Effect.scoped, Effect.provide(onSocket))
  )
})

const listen = (event: "*" | "inquiry.approved" | "inquiry.created", url = "http://receiver.invalid/hook") =>
  Effect.gen(function* () {
    const { data } = yield* Webhooks.create({
      data: { attributes: { name: "Hook", url, enabledEvents: [event] } }
    })
    yield* Webhooks.enable({ webhookId: data.id })
    return Redacted.make(String(data.attributes.secret))
  })

const inquiry = Effect.map(
  Inquiries.create({ data: { attributes: { inquiryTemplateId: "itmpl_1" } } }),
  ({ data }) => data
)

/** A place to which webhooks are sent; the rest of the wire is the sandbox's. */
const makeReceiver = (status = 200) => {
  const requests: Array<HttpClientRequest.HttpClientRequest> = []
  const client = HttpClient.make((request) => {
    requests.push(request)
    return Effect.succeed(HttpClientResponse.fromWeb(request, new Response(null, { status })))
  })
  return {
    requests,
    deliver: SandboxWebhooks.deliver.pipe(Effect.provideService(HttpClient.HttpClient, client))
  }
}

const incoming = (request: HttpClientRequest.HttpClientRequest) => ({
  headers: request.headers,
  body: request.body._tag === "Uint8Array" ? request.body.body : new Uint8Array()
})

const onSocket = Layer.unwrap(
  Effect.map(SandboxServer.SandboxServer, ({ apiKey, url }) => PersonaClient.layer({ apiKey, baseUrl: url }))
).pipe(
  Layer.provide(NodeHttpClient.layerUndici),
  Layer.provideMerge(SandboxServer.layer()),
  Layer.provideMerge(layer())
)
