import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxClient from "@effect-persona/sandbox/SandboxClient"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Layer, Stream } from "effect"
import { HttpBody, HttpClient, HttpClientRequest } from "effect/http"
import { TestClock } from "effect/testing"
import { apiKey, attributes, layer, record } from "./support.ts"

const connected = SandboxClient.layer.pipe(Layer.provideMerge(layer()))

const post = (body: HttpBody.HttpBody, key = "k") =>
  HttpClientRequest.post("https://api.withpersona.com/api/v1/accounts").pipe(
    HttpClientRequest.bearerToken(apiKey),
    HttpClientRequest.setHeader("idempotency-key", key),
    HttpClientRequest.setBody(body),
    HttpClient.execute
  )

const json = HttpBody.jsonUnsafe(attributes({ "reference-id": "a" }))

const faults = (action: Parameters<Sandbox.Service["setFaults"]>[0]["rules"][number]["action"]) =>
  Effect.flatMap(Sandbox.Sandbox, (sandbox) => sandbox.setFaults({ rules: [{ match: { nth: 1 }, action }] }))

describe("SandboxClient", () => {
  it.effect("uses the sandbox for any host in the request", () =>
    Effect.gen(function* () {
      const response = yield* post(json)
      assert.strictEqual(response.status, 201)
      assert.match(response.headers["request-id"] ?? "", /^req_/)
      assert.include(yield* response.text, '"reference-id":"a"')
      assert.strictEqual((yield* record).counts.accounts, 1)
    }).pipe(Effect.provide(connected))
  )

  it.effect("sends bodies of every kind", () =>
    Effect.gen(function* () {
      const text = JSON.stringify(attributes({}))
      const bodies = [
        HttpBody.empty,
        HttpBody.text(text),
        HttpBody.uint8Array(new TextEncoder().encode(text)),
        HttpBody.stream(Stream.make(new TextEncoder().encode(text))),
        HttpBody.raw(text)
      ]
      for (const [i, body] of bodies.entries()) {
        assert.strictEqual((yield* post(body, `k${i}`)).status, 201)
      }
    }).pipe(Effect.provide(connected))
  )

  it.effect("fails with a TransportError when the answer is dropped", () =>
    Effect.gen(function* () {
      yield* faults({ kind: "loseAnswer" })
      const error = yield* Effect.flip(post(json))
      assert.strictEqual(error.reason._tag, "TransportError")
      assert.strictEqual((yield* post(json)).status, 201)
      assert.deepStrictEqual((yield* record).writes, { "account.created": 1 })
    }).pipe(Effect.provide(connected))
  )

  it.effect("fails when a cut body is read", () =>
    Effect.gen(function* () {
      yield* faults({ kind: "cutBody" })
      const response = yield* post(json)
      assert.strictEqual(response.status, 201)
      const error = yield* Effect.flip(response.text)
      assert.strictEqual(error.reason._tag, "DecodeError")
    }).pipe(Effect.provide(connected))
  )

  it.effect("lets the request continue if the caller gives up", () =>
    Effect.gen(function* () {
      yield* faults({ kind: "delay", millis: 5000, when: "before" })
      const fiber = yield* Effect.forkChild(Effect.timeout(post(json), "1 second"), {
        startImmediately: true
      })
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* Effect.flip(Fiber.join(fiber)))._tag, "TimeoutError")
      assert.strictEqual((yield* record).counts.accounts, 0)
      const early = yield* post(json)
      assert.strictEqual(early.status, 409)
      assert.include(yield* early.text, "in progress")
      yield* TestClock.adjust("4 seconds")
      assert.strictEqual((yield* record).counts.accounts, 1)
      assert.strictEqual((yield* post(json)).status, 201)
    }).pipe(Effect.provide(connected))
  )
})
