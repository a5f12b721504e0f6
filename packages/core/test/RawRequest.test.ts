import * as File from "@effect-persona/core/File"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as RawRequest from "@effect-persona/core/RawRequest"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Layer, Redacted, Schema } from "effect"
import { TestClock } from "effect/testing"
import * as Wire from "./support/Wire.ts"

describe("RawRequest", () => {
  describe("send", () => {
    it.effect("sends method, path, query and body as the API has them", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 201, body: { data: { id: "note_1" } } })
        const answer = yield* call(wire, {
          method: "POST",
          path: "/accounts/{account-id}/notes",
          params: { "account-id": "a/b c" },
          query: { filter: { "reference-id": ["x", "y+z"] } },
          body: { data: { attributes: { "is-pinned": true } } }
        })
        assert.deepStrictEqual(answer, { data: { id: "note_1" } })
        const [sent] = wire.sent
        assert.strictEqual(
          sent?.url,
          "http://persona.test/api/v1/accounts/a%2Fb%20c/notes?filter%5Breference-id%5D=x%2Cy%2Bz"
        )
        assert.strictEqual(sent?.body, '{"data":{"attributes":{"is-pinned":true}}}')
        assert.strictEqual(sent?.headers["authorization"], "Bearer persona_sandbox_secret")
        assert.strictEqual(sent?.headers["persona-version"], "2025-12-08")
        assert.match(sent?.headers["idempotency-key"] ?? "", /^[0-9a-f-]{36}$/)
      })
    )

    it.effect("checks the answer against a schema, if there is one", () =>
      Effect.gen(function* () {
        const schema = Schema.Struct({ data: Schema.Struct({ id: Schema.String }) })
        const request = { method: "GET", path: "/x", schema } as const
        const typed: { readonly data: { readonly id: string } } = yield* call(
          Wire.script({ status: 200 }),
          request
        )
        assert.strictEqual(typed.data.id, "thing_1")
        const wrong = Wire.script({ status: 200, body: { data: { id: 4711 } } })
        const error = yield* Effect.flip(call(wrong, request))
        assert.strictEqual(error.reason._tag, "DecodeError")
        assert.notInclude(error.message, "4711")
      })
    )

    it.effect("follows the retries, the waits and the keys of operations", () =>
      Effect.gen(function* () {
        const wire = Wire.script(
          { lose: "ECONNRESET" },
          { status: 429, body: Wire.errors("Rate limit exceeded"), headers: { "ratelimit-reset": "2" } },
          { status: 200 }
        )
        const fiber = yield* Effect.forkChild(call(wire, { method: "POST", path: "/x", body: {} }))
        yield* TestClock.adjust("1 minute")
        yield* Fiber.join(fiber)
        assert.strictEqual(wire.sent.length, 3)
        assert.strictEqual(new Set(wire.sent.map(({ headers }) => headers["idempotency-key"])).size, 1)

        const once = Wire.script({ lose: "ECONNRESET" })
        yield* Effect.flip(call(once, { method: "POST", path: "/x", repeat: "once" }))
        assert.strictEqual(once.sent.length, 1)
      })
    )

    it.effect("fails by reasons, without anything of the request", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 409, body: Wire.errors("Record not unique") })
        const error = yield* Effect.flip(
          call(wire, { method: "POST", path: "/canary", body: { a: "canary" }, operation: "add-a-note" })
        )
        assert.strictEqual(error.reason._tag, "Conflict")
        assert.strictEqual(error.operation, "add-a-note")
        assert.notInclude(`${error.message} ${JSON.stringify(error)}`, "canary")
      })
    )

    it.effect("accepts an address on the client's own host, for example a link in an answer", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 200 })
        yield* call(wire, {
          method: "GET",
          path: "http://persona.test/api/v1/x?page%5Bafter%5D=y",
          query: { include: "z" }
        })
        assert.strictEqual(wire.sent[0]?.url, "http://persona.test/api/v1/x?page%5Bafter%5D=y&include=z")
      })
    )

    for (const path of [
      "https://persona.test/api/v1/x",
      "http://persona.test:81/x",
      "http://persona.test@elsewhere.test/x",
      "http://user:pass@persona.test/x",
      "http://elsewhere.test/x",
      "//elsewhere.test\\x",
      "@elsewhere.test/x",
      "x",
      "/../../admin",
      "/%2e%2E/x",
      "/x#y",
      "/x y",
      "/{name}",
      ""
    ]) {
      it.effect(`refuses to send anything to ${JSON.stringify(path)}`, () =>
        Effect.gen(function* () {
          const wire = Wire.script({ status: 200 })
          const error = yield* Effect.flip(call(wire, { method: "GET", path, params: { name: ".." } }))
          assert.strictEqual(error.reason._tag, "InvalidRequest")
          assert.strictEqual(error.attempts, 0)
          assert.strictEqual(wire.sent.length, 0)
        })
      )
    }

    it.effect("never leaves the host of a base URL without a path", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 200 })
        const error = yield* RawRequest.send({ method: "GET", path: "@elsewhere.test/x" }).pipe(
          Effect.flip,
          Effect.provide(client(wire, "http://persona.test"))
        )
        assert.strictEqual(error.reason._tag, "InvalidRequest")
      })
    )

    it.effect("writes forms and files, and reads files", () =>
      Effect.gen(function* () {
        const wire = Wire.script({
          status: 200,
          body: "%PDF",
          headers: { "content-type": "application/pdf" }
        })
        const form = { method: "POST", path: "/f", encoding: "form", body: { a: "1 2" } } as const
        const bytes = yield* call(wire, { ...form, response: "binary" })
        assert.deepStrictEqual(Buffer.from(bytes as Uint8Array).toString(), "%PDF")
        assert.strictEqual(wire.sent[0]?.body, "a=1%202")
        const file = File.fromString("a.csv", "x\n")
        yield* call(wire, { ...form, encoding: "multipart", body: { file }, response: "binary" })
        assert.include(wire.sent[1]?.body, 'filename="a.csv"')
      })
    )

    it.effect("refuses bodies that cannot be written", () =>
      Effect.gen(function* () {
        for (const body of [1n, () => 1]) {
          const wire = Wire.script({ status: 200 })
          const error = yield* Effect.flip(call(wire, { method: "POST", path: "/x", body }))
          assert.strictEqual(error.reason._tag, "InvalidRequest")
          assert.strictEqual(wire.sent.length, 0)
        }
      })
    )
  })

  describe("withResponse", () => {
    it.effect("returns status, headers and request id", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 202, headers: { "x-more": "1" } })
        const reply = yield* RawRequest.withResponse({ method: "DELETE", path: "/x" }, { retries: 0 }).pipe(
          Effect.provide(client(wire))
        )
        assert.deepInclude(reply, { status: 202, requestId: "req_1", environmentId: "env_1", attempts: 1 })
        assert.strictEqual(reply.headers["x-more"], "1")
      })
    )
  })
})

const client = (wire: Wire.Wire, baseUrl = "http://persona.test/api/v1") =>
  PersonaClient.layer({ apiKey: Redacted.make("persona_sandbox_secret"), baseUrl }).pipe(
    Layer.provide(wire.layer)
  )

const call = <A>(wire: Wire.Wire, request: RawRequest.RawRequest<A>) =>
  Effect.provide(RawRequest.send(request), client(wire))
