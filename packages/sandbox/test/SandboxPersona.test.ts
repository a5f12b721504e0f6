import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxClient from "@effect-persona/sandbox/SandboxClient"
import * as SandboxPersona from "@effect-persona/sandbox/SandboxPersona"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber, Layer, Redacted } from "effect"
import { HttpClient } from "effect/http"
import { TestClock } from "effect/testing"
import { record } from "./support.ts"

describe("SandboxPersona", () => {
  describe("layer", () => {
    it.effect("connects a client to a sandbox, with the key that the sandbox made up", () =>
      Effect.gen(function* () {
        const { data } = yield* create("a")
        const found = yield* Accounts.retrieve({ accountId: data.id })
        assert.strictEqual(found.data.attributes?.referenceId, "a")
        const { contents, writes } = yield* record
        assert.deepStrictEqual(writes, { "account.created": 1 })
        assert.deepStrictEqual(
          contents?.accounts.map(({ id }) => id),
          [data.id]
        )
      }).pipe(Effect.provide(SandboxPersona.layer()))
    )

    it.effect("takes the options of the sandbox", () =>
      Effect.gen(function* () {
        const { apiKey } = yield* Sandbox.Sandbox
        assert.strictEqual(Redacted.value(apiKey), "persona_sandbox_mine")
        const error = yield* Effect.flip(create("a"))
        assert.strictEqual(error.reason._tag, "Forbidden")
      }).pipe(
        Effect.provide(
          SandboxPersona.layer({
            apiKey: Redacted.make("persona_sandbox_mine"),
            permissions: ["account.read"]
          })
        )
      )
    )

    it.effect("has no rate limit that a test would wait for", () =>
      Effect.gen(function* () {
        yield* Effect.all(Array.from({ length: 310 }, () => Accounts.list({})))
        assert.deepStrictEqual((yield* record).requests, { "GET /accounts": { "200": 310 } })
        assert.strictEqual(yield* Clock.currentTimeMillis, 0)
      }).pipe(Effect.provide(SandboxPersona.layer()))
    )

    it.effect("has the rate limit that is set", () =>
      Effect.gen(function* () {
        const all = yield* Effect.forkChild(Effect.all(Array.from({ length: 6 }, () => Accounts.list({}))))
        yield* TestClock.adjust("30 seconds")
        assert.strictEqual((yield* record).requests["GET /accounts"]?.["200"], 5)
        yield* TestClock.adjust("31 seconds")
        yield* Fiber.join(all)
        assert.deepStrictEqual((yield* record).requests, { "GET /accounts": { "200": 6 } })
      }).pipe(Effect.provide(SandboxPersona.layer({ rateLimit: 5 })))
    )

    it.effect("takes the settings of the client", () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(Accounts.list({}))
        assert.deepInclude(error, { status: 503, attempts: 1 })
        assert.deepStrictEqual((yield* record).faults.injected, { serverError: 1 })
      }).pipe(Effect.provide(SandboxPersona.layer({ faults: failing }, { retry: { retries: 0 } })))
    )

    it.effect("keeps the sandbox within reach: its faults, its clock and its transport", () =>
      Effect.gen(function* () {
        const sandbox = yield* Sandbox.Sandbox
        yield* sandbox.setFaults({ rules: [{ match: {}, action: { kind: "status", status: 404 } }] })
        const error = yield* Effect.flip(Accounts.retrieve({ accountId: "act_1" }))
        assert.strictEqual(error.reason._tag, "NotFound")
        yield* sandbox.advance("1 hour")
        assert.strictEqual((yield* record).now, "1970-01-01T01:00:00.000Z")
        const response = yield* HttpClient.get("http://anywhere.invalid/api/v1/accounts")
        assert.strictEqual(response.status, 401)
      }).pipe(Effect.provide(SandboxPersona.layer()))
    )

    it.effect("is another sandbox each time", () =>
      Effect.gen(function* () {
        for (const _ of [1, 2]) {
          yield* Effect.gen(function* () {
            yield* create("a")
            assert.strictEqual((yield* record).counts.accounts, 1)
          }).pipe(Effect.provide(SandboxPersona.layer()))
        }
      })
    )
  })

  describe("layerNoDeps", () => {
    it.effect("gives clients with settings of their own to one sandbox", () =>
      Effect.gen(function* () {
        const connected = Layer.succeed(HttpClient.HttpClient, SandboxClient.make(yield* Sandbox.Sandbox))
        const clientWith = (options?: SandboxPersona.ClientOptions) =>
          Effect.provide(SandboxPersona.layerNoDeps(options).pipe(Layer.provide(connected)))
        yield* create("a").pipe(clientWith())
        const version = yield* Effect.flip(create("b").pipe(clientWith({ apiVersion: "1999-01-01" })))
        assert.strictEqual(version.reason._tag, "BadRequest")
        const twice = yield* Effect.flip(create("a").pipe(clientWith()))
        assert.strictEqual(twice.reason._tag, "Conflict")
        assert.deepStrictEqual((yield* record).requests, {
          "POST /accounts": { "201": 1, "400": 1, "409": 1 }
        })
      }).pipe(Effect.provide(Sandbox.layer({ rateLimit: 0 })))
    )

    it.effect("leads to the address of no host", () =>
      Effect.gen(function* () {
        assert.strictEqual((yield* PersonaClient.PersonaClient).baseUrl, "http://sandbox.invalid/api/v1")
      }).pipe(Effect.provide(SandboxPersona.layer()))
    )
  })
})

const failing = {
  rules: [{ match: {}, action: { kind: "serverError", status: 503, when: "before", html: true } }]
} as const

const create = (referenceId: string) => Accounts.create({ data: { attributes: { referenceId } } })
