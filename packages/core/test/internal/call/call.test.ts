import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Inquiries from "@effect-persona/core/resources/Inquiries"
import * as Relay from "@effect-persona/core/resources/Relay"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted, Stream } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
import * as Wire from "../../support/Wire.ts"

describe("call", () => {
  describe("of an operation outside the API", () => {
    it.effect("goes to that operation's own base path, without the key if none is required", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 201, body: relay })
        const request = { claimType: "live_human_presence", encryptionKeyPem: null } as const
        assert.deepStrictEqual(yield* call(wire, Relay.create(request)), {
          relayToken: "t",
          relaySecret: "s",
          relaySessionAccessToken: "a"
        })
        const [sent] = wire.sent
        assert.strictEqual(sent?.url, "http://persona.test/api/privacy/v1/relays")
        assert.strictEqual(sent?.headers["authorization"], undefined)
        assert.deepStrictEqual(JSON.parse(sent?.body ?? ""), {
          "claim-type": "live_human_presence",
          "encryption-key-pem": null
        })
      })
    )

    it.effect("sends the members that are headers as headers, its own credential among them", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 200, body: { "claim-payload": "p", "token-consumed": true } })
        const answer = yield* call(
          wire,
          Relay.generateClaim({
            relayToken: "r/1",
            personaRelaySecret: "secret",
            authorization: "PrivateToken token=x"
          })
        )
        assert.deepStrictEqual(answer, { claimPayload: "p", tokenConsumed: true })
        const [sent] = wire.sent
        assert.strictEqual(sent?.url, "http://persona.test/api/privacy/v1/relays/r%2F1/generate-claim")
        assert.strictEqual(sent?.headers["persona-relay-secret"], "secret")
        assert.strictEqual(sent?.headers["authorization"], "PrivateToken token=x")
        assert.strictEqual(sent?.body, "")
      })
    )

    it.effect("is answered by a test handler like any other", () =>
      Effect.gen(function* () {
        const request = { relayToken: "r", personaRelaySecret: "secret", authorization: "mine" }
        const answer = yield* Relay.generateClaim(request)
        assert.strictEqual(answer.claimPayload, "r secret mine")
      }).pipe(
        Effect.provide(
          PersonaClient.layerTest(
            PersonaClient.answer(Relay.generateClaim, (request) => ({
              claimPayload: `${request.relayToken} ${request.personaRelaySecret} ${request.authorization}`,
              tokenConsumed: true
            }))
          )
        )
      )
    )
  })

  describe("of an operation that answers with a file", () => {
    const bytes = new Uint8Array([0x25, 0x50, 0x44, 0x46, 0xff, 0x00])

    it.effect("returns its bytes unchanged", () =>
      Effect.gen(function* () {
        const wire = file(bytes, "application/pdf")
        assert.deepStrictEqual(yield* call(wire, Inquiries.print({ inquiryId: "inq_1" })), bytes)
        assert.strictEqual(wire.sent[0]?.headers["accept"], "*/*")
        const parts = Stream.make(yield* call(wire, Inquiries.print({ inquiryId: "inq_1" })))
        assert.lengthOf(yield* Stream.runCollect(parts), 1)
      })
    )

    it.effect("reads its errors as JSON", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 404, body: Wire.errors("Record not found") })
        const error = yield* Effect.flip(call(wire, Inquiries.print({ inquiryId: "inq_1" })))
        assert.strictEqual(error.reason._tag, "NotFound")
        assert.strictEqual(error.requestId, "req_1")
      })
    )

    it.effect("refuses a file or JSON in place of the expected body", () =>
      Effect.gen(function* () {
        const nothing = file(new Uint8Array(), "application/pdf")
        const cut = yield* Effect.flip(call(nothing, Inquiries.print({ inquiryId: "inq_1" })))
        assert.strictEqual(cut.reason._tag, "TransportError")
        const json = Wire.script({ status: 200, body: { data: {} } })
        const other = yield* Effect.flip(call(json, Inquiries.print({ inquiryId: "inq_1" })))
        assert.deepInclude(other.reason, { _tag: "DecodeError", issues: ["expected a file"] })
      })
    )

    it.effect("is answered by a test handler with bytes", () =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* Inquiries.print({ inquiryId: "inq_1" }), bytes)
      }).pipe(Effect.provide(PersonaClient.layerTest(PersonaClient.answer(Inquiries.print, () => bytes))))
    )
  })

  describe("of a request that does not fit", () => {
    it.effect("names all its problems and sends nothing", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 201 })
        const request = { data: { attributes: { nameFirst: 5, nmaeLast: "x", tags: [1] } }, page: {} }
        const error = yield* Effect.flip(call(wire, Accounts.create(request as never)))
        assert.deepInclude(error.reason, {
          _tag: "InvalidRequest",
          issues: [
            "/page: expected no such member",
            "/data/attributes/nmaeLast: expected no such member",
            "/data/attributes/tags/0: expected a string",
            "/data/attributes/name-first: expected a string"
          ]
        })
        assert.lengthOf(wire.sent, 0)
      })
    )

    it.effect("omits members from the body that belong elsewhere", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 200 })
        const update = Accounts.update({
          accountId: "act_1",
          data: { attributes: { nameFirst: "Ada" } },
          include: ["account-type"]
        })
        yield* call(wire, Effect.ignore(update))
        assert.strictEqual(
          wire.sent[0]?.url,
          "http://persona.test/api/v1/accounts/act_1?include=account-type"
        )
        assert.deepStrictEqual(JSON.parse(wire.sent[0]?.body ?? ""), {
          data: { attributes: { "name-first": "Ada" } }
        })
      })
    )
  })
})

const relay = { "relay-token": "t", "relay-secret": "s", "relay-session-access-token": "a" }

const call = <A, E>(
  wire: Wire.Wire,
  effect: Effect.Effect<A, E, PersonaClient.PersonaClient>
): Effect.Effect<A, E> =>
  Effect.provide(
    effect,
    PersonaClient.layer({
      apiKey: Redacted.make("persona_sandbox_secret"),
      baseUrl: "http://persona.test/api/v1",
      retry: { retries: 0 }
    }).pipe(Layer.provide(wire.layer))
  )

/** A wire that answers with bytes. */
const file = (bytes: Uint8Array<ArrayBuffer>, type: string): Wire.Wire => {
  const sent: Array<Wire.Sent> = []
  const http = HttpClient.make((request) => {
    sent.push({ method: request.method, url: request.url, headers: request.headers, body: "" })
    const response = new Response(bytes, { status: 200, headers: { "content-type": type } })
    return Effect.succeed(HttpClientResponse.fromWeb(request, response))
  })
  return { sent, layer: Layer.succeed(HttpClient.HttpClient, http) }
}
