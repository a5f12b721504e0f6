import * as Credentials from "@effect-persona/core/Credentials"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import { CredentialsUnavailable } from "@effect-persona/core/PersonaError"
import * as Relay from "@effect-persona/core/resources/Relay"
import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Fiber, Layer, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { inspect } from "node:util"
import * as Things from "./support/operations.ts"
import * as Wire from "./support/Wire.ts"

describe("Credentials", () => {
  describe("perRequest", () => {
    it.effect("asks for the key before every request", () =>
      Effect.gen(function* () {
        let asked = 0
        const wire = Wire.script({ status: 200 })
        const credentials = Credentials.perRequest(Effect.sync(() => Redacted.make(`key-${++asked}`)))
        yield* Effect.provide(Effect.andThen(retrieve, retrieve), client(wire, credentials))
        assert.deepStrictEqual(authorizations(wire), ["Bearer key-1", "Bearer key-2"])
      })
    )

    it.effect("does not repeat with the key that was refused", () =>
      Effect.gen(function* () {
        const wire = Wire.script(refusal)
        const credentials = Credentials.perRequest(Effect.succeed(Redacted.make("key")))
        const error = yield* Effect.flip(Effect.provide(retrieve, client(wire, credentials)))
        assert.strictEqual(error.reason._tag, "Unauthorized")
        assert.strictEqual(wire.sent.length, 1)
      })
    )

    it.effect("is not requested for an operation without a key", () =>
      Effect.gen(function* () {
        const wire = Wire.script({
          status: 201,
          body: { "relay-token": "t", "relay-secret": "s", "relay-session-access-token": "a" }
        })
        yield* Effect.provide(
          Relay.create({ claimType: "live_human_presence", encryptionKeyPem: null }),
          client(wire, Credentials.perRequest(Effect.die("asked")))
        )
        assert.deepStrictEqual(authorizations(wire), [undefined])
      })
    )
  })

  describe("rotating", () => {
    it.effect("loads a key once, and again if it is refused: the request is repeated with the new one", () =>
      Effect.gen(function* () {
        const vault = counting()
        const wire = Wire.script({ status: 201 }, refusal, { status: 201 })
        const reply = yield* Effect.provide(
          Effect.andThen(Things.create(thing), Things.create.withResponse(thing, { retries: 0 })),
          client(wire, Credentials.rotating(vault.load))
        )
        assert.deepStrictEqual(authorizations(wire), ["Bearer key-1", "Bearer key-1", "Bearer key-2"])
        assert.strictEqual(wire.sent[1]?.headers["idempotency-key"], wire.sent[2]?.headers["idempotency-key"])
        assert.strictEqual(reply.attempts, 2)
        assert.strictEqual(reply.unanswered, 0)
      })
    )

    it.effect("repeats once, and reports that the new key was refused as well", () =>
      Effect.gen(function* () {
        const vault = counting()
        const wire = Wire.script(refusal)
        const error = yield* Effect.flip(
          Effect.provide(retrieve, client(wire, Credentials.rotating(vault.load)))
        )
        assert.strictEqual(error.reason._tag, "Unauthorized")
        assert.deepStrictEqual(authorizations(wire), ["Bearer key-1", "Bearer key-2"])
      })
    )

    it.effect(
      "loads once for all that need a key at the same time, and its failure reaches all of them",
      () =>
        Effect.gen(function* () {
          const gate = yield* Deferred.make<void>()
          let loads = 0
          const load = Effect.andThen(
            Effect.sync(() => void loads++),
            Effect.andThen(
              Deferred.await(gate),
              Effect.fail(new CredentialsUnavailable({ detail: "the vault is sealed", isRetryable: true }))
            )
          )
          const wire = Wire.script({ status: 200 })
          const fiber = yield* Effect.all(
            Array.from({ length: 20 }, () => Effect.flip(retrieve)),
            { concurrency: "unbounded" }
          ).pipe(Effect.provide(client(wire, Credentials.rotating(load))), Effect.forkChild)
          yield* TestClock.adjust("1 second")
          yield* Deferred.succeed(gate, undefined)
          const errors = yield* Fiber.join(fiber)
          assert.strictEqual(loads, 1)
          assert.lengthOf(errors, 20)
          for (const error of errors) {
            assert.deepInclude(error.reason, {
              _tag: "CredentialsUnavailable",
              detail: "the vault is sealed",
              isRetryable: true
            })
            assert.deepInclude(error, { attempts: 0, unanswered: 0 })
          }
          assert.strictEqual(wire.sent.length, 0)
        })
    )

    it.effect("loads once for all that were refused with the same key", () =>
      Effect.gen(function* () {
        const vault = counting()
        const wire = Wire.byRequest(({ headers }) =>
          headers["authorization"] === "Bearer key-1" ? refusal : { status: 200 }
        )
        yield* Effect.all(
          Array.from({ length: 20 }, () => retrieve),
          { concurrency: "unbounded" }
        ).pipe(Effect.provide(client(wire, Credentials.rotating(vault.load))))
        assert.strictEqual(vault.loads(), 2)
      })
    )

    it.effect("continues loading for the others if the call that began it is interrupted", () =>
      Effect.gen(function* () {
        const gate = yield* Deferred.make<void>()
        const vault = counting(Deferred.await(gate))
        const wire = Wire.script({ status: 200 })
        yield* Effect.gen(function* () {
          const first = yield* Effect.forkChild(retrieve)
          yield* TestClock.adjust(1)
          const second = yield* Effect.forkChild(retrieve)
          yield* TestClock.adjust(1)
          yield* Fiber.interrupt(first)
          yield* Deferred.succeed(gate, undefined)
          yield* Fiber.join(second)
        }).pipe(Effect.provide(client(wire, Credentials.rotating(vault.load))))
        assert.strictEqual(vault.loads(), 1)
        assert.strictEqual(wire.sent.length, 1)
      })
    )

    it.effect("asks again after a failure", () =>
      Effect.gen(function* () {
        let loads = 0
        const load = Effect.suspend(() =>
          ++loads === 1
            ? Effect.fail(new CredentialsUnavailable({ detail: "not now", isRetryable: true }))
            : Effect.succeed({ token: Redacted.make("key") })
        )
        const wire = Wire.script({ status: 200 })
        yield* Effect.andThen(Effect.flip(retrieve), retrieve).pipe(
          Effect.provide(client(wire, Credentials.rotating(load)))
        )
        assert.strictEqual(wire.sent.length, 1)
      })
    )

    it.effect("stops a load that does not end, and a call whose time is up before that", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 200 })
        const fiber = yield* Effect.all(
          [Effect.flip(Things.retrieve({ thingId: "a" }, { timeout: "5 seconds" })), Effect.flip(retrieve)],
          { concurrency: 2 }
        ).pipe(Effect.provide(client(wire, Credentials.rotating(Effect.never))), Effect.forkChild)
        yield* TestClock.adjust("31 seconds")
        const [timedOut, unavailable] = yield* Fiber.join(fiber)
        assert.strictEqual(timedOut.reason._tag, "Timeout")
        assert.strictEqual(unavailable.reason._tag, "CredentialsUnavailable")
      })
    )

    it.effect("refuses a token that no header can carry, and shows none", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 200 })
        const load = Effect.succeed({ token: Redacted.make("canary\r\nx: y") })
        const error = yield* Effect.flip(Effect.provide(retrieve, client(wire, Credentials.rotating(load))))
        assert.strictEqual(error.reason._tag, "CredentialsUnavailable")
        assert.notInclude(`${error.message} ${inspect(error, { depth: 10 })}`, "canary")
      })
    )
  })

  describe("oauth", () => {
    const oauth = Credentials.oauth({
      assertion: Effect.succeed(Redacted.make("signed.jwt")),
      scope: "inquiry.read:org_1"
    })

    it.effect("exchanges the assertion, form encoded and without a key, and sends the token", () =>
      Effect.gen(function* () {
        const wire = Wire.script(token("oat_1", 900), { status: 200 })
        yield* Effect.provide(retrieve, client(wire, oauth))
        const [exchange, call] = wire.sent
        assert.strictEqual(exchange?.url, "http://persona.test/api/v1/oauth/token")
        assert.strictEqual(exchange?.headers["authorization"], undefined)
        assert.strictEqual(
          exchange?.body,
          "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer" +
            "&client_assertion=signed.jwt&scope=inquiry.read%3Aorg_1"
        )
        assert.strictEqual(call?.headers["authorization"], "Bearer oat_1")
      })
    )

    it.effect("replaces a token a minute before its end, by the clock", () =>
      Effect.gen(function* () {
        const wire = Wire.script(token("oat_1", 900), { status: 200 }, { status: 200 }, token("oat_2", 900), {
          status: 200
        })
        yield* Effect.gen(function* () {
          yield* retrieve
          yield* TestClock.adjust("839 seconds")
          yield* retrieve
          yield* TestClock.adjust("2 seconds")
          yield* retrieve
        }).pipe(Effect.provide(client(wire, oauth)))
        assert.deepStrictEqual(authorizations(wire), [
          undefined,
          "Bearer oat_1",
          "Bearer oat_1",
          undefined,
          "Bearer oat_2"
        ])
      })
    )

    it.effect("serves many calls with one exchange, independent of their settings", () =>
      Effect.gen(function* () {
        const wire = Wire.byRequest(({ url }) =>
          url.endsWith("/oauth/token") ? token("oat_1", 900) : { status: 200 }
        )
        yield* Effect.all(
          Array.from({ length: 20 }, () => retrieve),
          { concurrency: "unbounded" }
        ).pipe(
          PersonaClient.withOptions({ headers: { "x-mine": "1" }, idempotencyKey: () => "same" }),
          Effect.provide(client(wire, oauth))
        )
        const exchanges = wire.sent.filter(({ url }) => url.endsWith("/oauth/token"))
        assert.lengthOf(exchanges, 1)
        assert.strictEqual(wire.sent.length, 21)
        assert.strictEqual(exchanges[0]?.headers["x-mine"], undefined)
        assert.notStrictEqual(exchanges[0]?.headers["idempotency-key"], "same")
      })
    )

    it.effect("accepts a token whose answer does not list its permissions", () =>
      Effect.gen(function* () {
        const answer = { "access-token": "oat_1", "token-type": "Bearer", "expires-in": 900 }
        const wire = Wire.script({ status: 201, body: answer }, { status: 200 })
        yield* Effect.provide(retrieve, client(wire, oauth))
        assert.strictEqual(wire.sent[1]?.headers["authorization"], "Bearer oat_1")
      })
    )

    it.effect("reports why there is no token, without the assertion", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 401, body: Wire.errors("Token is invalid") })
        const error = yield* Effect.flip(Effect.provide(retrieve, client(wire, oauth)))
        assert.deepInclude(error.reason, { _tag: "CredentialsUnavailable", isRetryable: false })
        assert.include(error.message, "create-access-token failed with 401")
        assert.notInclude(`${error.message} ${inspect(error, { depth: 10 })}`, "signed.jwt")
        assert.strictEqual(error.operation, "retrieve-a-thing")
      })
    )

    it.effect("shows no token when its client is printed", () =>
      Effect.gen(function* () {
        const wire = Wire.script(token("oat_canary", 900), { status: 200 })
        const printed = yield* Effect.andThen(retrieve, PersonaClient.PersonaClient).pipe(
          Effect.map((service) => inspect(service, { depth: 20 })),
          Effect.provide(client(wire, oauth))
        )
        assert.notMatch(printed, /oat_canary|signed\.jwt/)
      })
    )
  })
})

const thing = { data: { attributes: { name: "a" } } }

const retrieve = Things.retrieve({ thingId: "a" })

const refusal = { status: 401, body: Wire.errors("Token is invalid") }

const token = (value: string, seconds: number) => ({
  status: 201,
  body: { "access-token": value, "token-type": "Bearer", "expires-in": seconds, scope: "" }
})

const client = (wire: Wire.Wire, apiKey: Credentials.Credentials) =>
  PersonaClient.layer({ apiKey, baseUrl: "http://persona.test/api/v1" }).pipe(Layer.provide(wire.layer))

const authorizations = (wire: Wire.Wire) => wire.sent.map(({ headers }) => headers["authorization"])

/** A vault that gives another key each time. */
const counting = (before: Effect.Effect<void> = Effect.void) => {
  let loads = 0
  return {
    loads: () => loads,
    load: Effect.map(before, () => ({ token: Redacted.make(`key-${++loads}`) }))
  }
}
