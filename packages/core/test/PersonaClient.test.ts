import * as File from "@effect-persona/core/File"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as PersonaError from "@effect-persona/core/PersonaError"
import * as RateBudget from "@effect-persona/core/RateBudget"
import * as RateStore from "@effect-persona/core/RateStore"
import * as Importers from "@effect-persona/core/resources/Importers"
import * as OAuth from "@effect-persona/core/resources/OAuth"
import { assert, describe, it } from "@effect/vitest"
import { Cause, Config, ConfigProvider, Effect, Exit, Fiber, Layer, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { inspect } from "node:util"
import * as Things from "./support/operations.ts"
import * as Wire from "./support/Wire.ts"

describe("PersonaClient", () => {
  describe("make", () => {
    it.effect("sends the key, the version, the casing and the user agent with every request", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 200 })
        yield* Things.retrieve({ thingId: "a/b c", include: ["x", "y"] }).pipe(Effect.provide(client(wire)))
        const [request] = wire.sent
        assert.strictEqual(request?.url, "http://persona.test/api/v1/things/a%2Fb%20c?include=x%2Cy")
        assert.strictEqual(request?.headers["authorization"], "Bearer persona_sandbox_secret")
        assert.strictEqual(request?.headers["persona-version"], "2025-12-08")
        assert.strictEqual(request?.headers["key-inflection"], "kebab")
        assert.match(request?.headers["user-agent"] ?? "", /^tests\/1 effect-persona\/\d+\.\d+\.\d+$/)
      })
    )

    it.effect("sends no trace headers to the API", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 200 })
        yield* Things.retrieve({ thingId: "a" }).pipe(Effect.withSpan("caller"), Effect.provide(client(wire)))
        assert.strictEqual(wire.sent[0]?.headers["traceparent"], undefined)
        assert.strictEqual(wire.sent[0]?.headers["b3"], undefined)
      })
    )

    it("shows no key when it is printed", () =>
      Effect.gen(function* () {
        const service = yield* PersonaClient.PersonaClient
        assert.notInclude(inspect(service, { depth: 10 }), "persona_sandbox_secret")
      }).pipe(Effect.provide(client(Wire.script({ status: 200 }))), Effect.runPromise))
  })

  describe("inOneEnvironment", () => {
    it.effect("fails with the first answer of another one, in doubt, and sends nothing after it", () =>
      Effect.gen(function* () {
        const { errors, sent } = yield* calls(undefined, "env_a", "env_a", "env_b", "env_a")
        assert.strictEqual(sent, 3)
        assert.deepStrictEqual(errors.slice(0, 2), [undefined, undefined])
        const [other, after] = errors.slice(2)
        assert.deepInclude(other?.reason, {
          _tag: "OtherEnvironment",
          expected: "env_a",
          actual: "env_b",
          sent: true
        })
        assert.deepInclude(other, { status: 201, environmentId: "env_b", attempts: 1, unanswered: 1 })
        assert.deepInclude(after?.reason, { _tag: "OtherEnvironment", sent: false })
        assert.deepInclude(after, { attempts: 0, unanswered: 0 })
      })
    )

    it.effect("compares with the given one, and ignores answers without one", () =>
      Effect.gen(function* () {
        assert.deepStrictEqual((yield* calls("env_b", "env_b")).errors, [undefined])
        assert.strictEqual((yield* calls("env_b", "env_a")).errors[0]?.reason._tag, "OtherEnvironment")
        const unnamed = yield* calls(undefined, "env_a", "", "not an id!", "env_a")
        assert.deepStrictEqual(unnamed.errors, [undefined, undefined, undefined, undefined])
      })
    )
  })

  describe("layerConfig", () => {
    it.effect("reads its options from configuration", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 200 })
        yield* Things.retrieve({ thingId: "a" }).pipe(
          Effect.provide(
            PersonaClient.layerConfig({
              apiKey: Config.Redacted("PERSONA_API_KEY"),
              baseUrl: Config.String("PERSONA_BASE_URL")
            }).pipe(Layer.provide(wire.layer))
          ),
          Effect.provideService(
            ConfigProvider.ConfigProvider,
            ConfigProvider.fromUnknown({
              PERSONA_API_KEY: "from-config",
              PERSONA_BASE_URL: "http://elsewhere.test/v1/"
            })
          )
        )
        assert.strictEqual(wire.sent[0]?.url, "http://elsewhere.test/v1/things/a")
        assert.strictEqual(wire.sent[0]?.headers["authorization"], "Bearer from-config")
      })
    )
  })

  describe("layerTest", () => {
    it.effect("answers operations from handlers, through the real codecs", () =>
      Effect.gen(function* () {
        const created = yield* Things.create({ data: { attributes: { name: "a" } } })
        assert.deepStrictEqual(created, { data: { id: "thing_a" } })
        const error = yield* Effect.flip(Things.retrieve({ thingId: "b" }))
        assert.strictEqual(error.reason._tag, "NotFound")
      }).pipe(
        Effect.provide(
          PersonaClient.layerTest(
            PersonaClient.answer(Things.create, ({ data }) => ({
              data: { id: `thing_${data.attributes.name}` }
            })),
            PersonaClient.answerRaw(Things.retrieve, () => ({
              status: 404,
              body: Wire.errors("Record not found")
            }))
          )
        )
      )
    )

    it.effect("dies with the name of an operation without a handler, and explains what to add", () =>
      Effect.gen(function* () {
        const exit = yield* Effect.exit(
          Things.retrieve({ thingId: "ada@example.com" }).pipe(
            Effect.catch(() => Effect.void),
            Effect.retry({ times: 3 })
          )
        )
        const shown = inspect(exit, { depth: 10 })
        assert.isTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
        assert.include(shown, "No handler answers retrieve-a-thing (GET /things/{thing-id}, tag Things).")
        assert.include(shown, "Add PersonaClient.answer(operation, (request) => success)")
        assert.include(shown, "Operations with a handler: create-a-thing, run-a-thing.")
        assert.notInclude(shown, "example.com")
      }).pipe(
        Effect.provide(
          PersonaClient.layerTest(
            PersonaClient.answerRaw(Things.create, () => ({ status: 500, body: "" })),
            PersonaClient.answerRaw(Things.run, () => ({ status: 500, body: "" }))
          )
        )
      )
    )

    it.effect("answers with every reason that an answer of the API can have", () =>
      Effect.gen(function* () {
        const said = { title: "Record invalid", details: undefined, pointer: "/data/attributes/name" }
        const problems = [
          { title: said.title, pointer: said.pointer, said: Redacted.make<PersonaError.Said>(said) }
        ]
        const stale = { title: "Stale object error", details: undefined, pointer: undefined }
        for (const reason of [
          new PersonaError.Conflict({ problems, stale: false }),
          new PersonaError.Conflict({
            problems: [
              { title: stale.title, pointer: undefined, said: Redacted.make<PersonaError.Said>(stale) }
            ],
            stale: true
          }),
          new PersonaError.UnprocessableEntity({ problems }),
          new PersonaError.BadRequest({ problems }),
          new PersonaError.IdempotencyMismatch(),
          new PersonaError.Unauthorized(),
          new PersonaError.Forbidden({ problems }),
          new PersonaError.RequestTimeout(),
          new PersonaError.QuotaExceeded({ retryAfterMillis: 9000, stored: true }),
          new PersonaError.QuotaExceeded({ retryAfterMillis: undefined, stored: false }),
          new PersonaError.ServerError({ status: 503, stored: false })
        ] as const) {
          const error = yield* Things.create(thing).pipe(
            Effect.flip,
            Effect.provide(
              PersonaClient.layerTest(PersonaClient.answer(Things.create, () => Effect.fail(reason)))
            )
          )
          assert.deepStrictEqual({ ...error.reason }, { ...reason })
          if ("problems" in reason && "problems" in error.reason) {
            assert.deepStrictEqual(error.reason.problems.map(words), reason.problems.map(words))
          }
        }
      })
    )

    it("accepts only the operation's answers", () => {
      PersonaClient.answer(Things.retrieve, () => Effect.fail(new PersonaError.NotFound({ problems: [] })))
      // @ts-expect-error: the operation documents no 409
      PersonaClient.answer(Things.retrieve, () => Effect.fail(new PersonaError.Conflict(none)))
      // @ts-expect-error: an answer cannot be a timeout
      PersonaClient.answer(Things.retrieve, () => Effect.fail(new PersonaError.Timeout({ millis: 1 })))
      // @ts-expect-error: this is no success of the operation
      PersonaClient.answer(Things.retrieve, () => ({ data: { id: 1 } }))
      // @ts-expect-error: nor is this
      PersonaClient.answer(Things.retrieve, () => Effect.succeed({ data: {} }))
    })

    it.effect("reads forms and files as sent", () =>
      Effect.gen(function* () {
        const file = File.fromBytes("b.csv", new Uint8Array([0, 13, 10, 13, 10, 255]))
        const seen: Array<unknown> = []
        const token = { accessToken: "t", expiresIn: 1, scope: "", tokenType: "bearer" }
        yield* Effect.andThen(
          OAuth.createAccessToken({ code: "a b&c", grantType: "authorization_code" }),
          Effect.exit(Importers.importAccounts({ data: { attributes: { file } } }))
        ).pipe(
          Effect.provide(
            PersonaClient.layerTest(
              PersonaClient.answer(OAuth.createAccessToken, (request) => {
                seen.push(request)
                return token
              }),
              PersonaClient.answer(Importers.importAccounts, (request) => {
                seen.push(request)
                return Effect.fail(new PersonaError.Unauthorized())
              })
            )
          )
        )
        assert.deepStrictEqual(seen[0], { code: "a b&c", grantType: "authorization_code" })
        const [, sent] = seen as [
          unknown,
          { readonly data: { readonly attributes: { readonly file: File.Upload } } }
        ]
        assert.strictEqual(sent.data.attributes.file.filename, "b.csv")
        assert.deepStrictEqual(new Uint8Array(sent.data.attributes.file.content), file.content)
      })
    )
  })

  describe("idempotency keys", () => {
    it.effect("are set once per call and kept through its retries", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ lose: "ECONNRESET" }, { status: 502, body: "<html>" }, { status: 201 })
        const reply = yield* later(Things.create.withResponse(thing), "1 minute", client(wire))
        const keys = wire.sent.map((request) => request.headers["idempotency-key"])
        assert.strictEqual(keys.length, 3)
        assert.match(keys[0] ?? "", /^[0-9a-f-]{36}$/)
        assert.strictEqual(new Set(keys).size, 1)
        assert.strictEqual(new Set(wire.sent.map((request) => request.body)).size, 1)
        assert.strictEqual(reply.attempts, 3)
        assert.strictEqual(reply.unanswered, 2)
      })
    )

    it.effect("differ between calls, and are the caller's if given", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 201 })
        yield* Effect.andThen(
          Effect.andThen(Things.create(thing), Things.create(thing)),
          Things.create(thing, { idempotencyKey: "mine" })
        ).pipe(Effect.provide(client(wire)))
        const [first, second, third] = wire.sent.map((request) => request.headers["idempotency-key"])
        assert.notStrictEqual(first, second)
        assert.strictEqual(third, "mine")
      })
    )

    it.effect("are not sent with reads", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 200 })
        yield* Things.retrieve({ thingId: "a" }).pipe(Effect.provide(client(wire)))
        assert.strictEqual(wire.sent[0]?.headers["idempotency-key"], undefined)
      })
    )

    it.effect("that are too old are not sent at all", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 201 })
        yield* TestClock.setTime(100 * 3_600_000)
        const error = yield* Things.create(thing, {
          idempotencyKey: { value: "old", firstSentAt: 76.5 * 3_600_000 }
        }).pipe(Effect.flip, Effect.provide(client(wire)))
        assert.strictEqual(error.reason._tag, "KeyExpired")
        assert.strictEqual(error.unanswered, 0)
        assert.strictEqual(wire.sent.length, 0)
      })
    )

    it.effect("that grow too old between two sends of a call are not sent again", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ lose: "ECONNRESET" }, { status: 201 })
        const error = yield* later(
          Effect.flip(Things.create(thing, { idempotencyKey: { value: "k", maxAge: "100 millis" } })),
          "1 minute",
          client(wire)
        )
        assert.strictEqual(error.reason._tag, "KeyExpired")
        assert.strictEqual(error.unanswered, 1)
        assert.strictEqual(wire.sent.length, 1)
      })
    )

    it.effect("are too old as soon as the API's own clock shows it", () =>
      Effect.gen(function* () {
        const wire = Wire.script(
          { status: 200, headers: { date: "Fri, 02 Jan 1970 12:00:00 GMT" } },
          { status: 201 }
        )
        const error = yield* Effect.andThen(
          Things.retrieve({ thingId: "a" }),
          Effect.flip(
            Things.create(thing, { idempotencyKey: { value: "k", firstSentAt: 0, firstSentAtServer: 0 } })
          )
        ).pipe(Effect.provide(client(wire)))
        assert.strictEqual(error.reason._tag, "KeyExpired")
      })
    )
  })

  describe("retries", () => {
    it.effect("stop after the policy's number of repeats", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 503, body: "busy" })
        const error = yield* later(Effect.flip(Things.create(thing)), "5 minutes", client(wire))
        assert.strictEqual(error.reason._tag, "ServerError")
        assert.strictEqual(error.attempts, 5)
        assert.strictEqual(error.unanswered, 5)
        assert.strictEqual(wire.sent.length, 5)
      })
    )

    it.effect("can be turned off for a client and for a call", () =>
      Effect.gen(function* () {
        for (const [options, call] of [
          [{ retry: { retries: 0 } }, undefined],
          [{}, { retries: 0 }]
        ] as const) {
          const wire = Wire.script({ status: 503, body: "busy" })
          yield* Effect.flip(Things.create(thing, call)).pipe(Effect.provide(client(wire, options)))
          assert.strictEqual(wire.sent.length, 1)
        }
      })
    )

    it.effect("do not repeat failures that a repeat cannot fix", () =>
      Effect.gen(function* () {
        for (const [status, title, tag] of refusals) {
          const wire = Wire.script({ status, body: Wire.errors(title) })
          const error = yield* Effect.flip(Things.create(thing)).pipe(Effect.provide(client(wire)))
          assert.strictEqual(error.reason._tag, tag)
          assert.strictEqual(error.status, status)
          assert.strictEqual(error.requestId, "req_1")
          assert.strictEqual(error.environmentId, "env_1")
          assert.strictEqual(error.unanswered, 0)
          assert.strictEqual(wire.sent.length, 1)
        }
      })
    )

    it.effect("repeat a 500 of the API once, and recognize the same answer as a stored one", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 500, body: Wire.errors("Internal error") })
        const error = yield* later(Effect.flip(Things.create(thing)), "1 minute", client(wire))
        assert.isTrue(error.reason._tag === "ServerError" && error.reason.stored)
        assert.strictEqual(wire.sent.length, 2)
      })
    )

    it.effect("treat a 500 without a request id as not stored", () =>
      Effect.gen(function* () {
        const wire = Wire.script(
          { status: 500, body: "<html>" },
          { status: 500, body: "<html>" },
          { status: 201 }
        )
        const created = yield* later(Things.create(thing), "1 minute", client(wire))
        assert.strictEqual(created.data.id, "thing_1")
      })
    )

    it.effect("ask again for the rest of an answer that was cut", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 201, body: '{"data":{"id":"th' }, { status: 201 })
        const reply = yield* later(Things.create.withResponse(thing), "1 minute", client(wire))
        assert.strictEqual(reply.unanswered, 1)
      })
    )

    it.effect("never repeat an operation that may only happen once, unless it was never sent", () =>
      Effect.gen(function* () {
        const lost = Wire.script({ lose: "ECONNRESET" })
        const error = yield* Effect.flip(Things.run({})).pipe(Effect.provide(client(lost)))
        assert.strictEqual(lost.sent.length, 1)
        assert.strictEqual(error.unanswered, 1)
        const refused = Wire.script({ lose: "ECONNREFUSED" }, { status: 200 })
        yield* later(Things.run({}), "1 minute", client(refused))
        assert.strictEqual(refused.sent.length, 2)
      })
    )
  })

  describe("Retry-After of a 503", () => {
    it.effect("is waited for before the request is repeated", () =>
      Effect.gen(function* () {
        const wire = Wire.script(busy("40"), { status: 201 })
        const fiber = yield* Effect.forkChild(Effect.provide(Things.create(thing), client(wire)))
        yield* TestClock.adjust("39 seconds")
        assert.lengthOf(wire.sent, 1)
        yield* TestClock.adjust("2 seconds")
        yield* Fiber.join(fiber)
        assert.lengthOf(wire.sent, 2)
      })
    )

    it.effect("that is too long ends the call at once, and the caller decides", () =>
      Effect.gen(function* () {
        for (const [wait, options] of [
          ["3600", {}],
          ["Thu, 01 Jan 2099 00:00:00 GMT", {}],
          ["30", { timeout: "20 seconds" }]
        ] as const) {
          const wire = Wire.script(busy(wait), { status: 201 })
          const error = yield* Effect.flip(Effect.provide(Things.create(thing, { ...options }), client(wire)))
          assert.strictEqual(error.reason._tag, "ServerError")
          assert.strictEqual(error.unanswered, 1)
          assert.lengthOf(wire.sent, 1)
        }
      })
    )
  })

  describe("timeouts", () => {
    it.effect("end an attempt, which is then repeated under the same key", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ after: 3_600_000, answer: { status: 201 } }, { status: 201 })
        const reply = yield* later(Things.create.withResponse(thing), "2 minutes", client(wire))
        assert.strictEqual(reply.attempts, 2)
        assert.strictEqual(reply.unanswered, 1)
      })
    )

    it.effect("end the call as a whole, and count the send that was under way", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ after: 3_600_000, answer: { status: 201 } })
        const error = yield* later(
          Effect.flip(Things.create(thing, { timeout: "1 second" })),
          "2 seconds",
          client(wire)
        )
        assert.strictEqual(error.reason._tag, "Timeout")
        assert.strictEqual(error.unanswered, 1)
      })
    )
  })

  describe("429", () => {
    it.effect("waits for the window and repeats under the same key, without spending a retry", () =>
      Effect.gen(function* () {
        const wire = Wire.script(
          { status: 429, body: Wire.errors("Rate limit exceeded"), headers: { "ratelimit-reset": "7" } },
          { status: 201 }
        )
        const fiber = yield* Effect.forkChild(
          Things.create.withResponse(thing, { retries: 0 }).pipe(Effect.provide(client(wire)))
        )
        yield* TestClock.adjust("6900 millis")
        assert.strictEqual(wire.sent.length, 1)
        yield* TestClock.adjust("200 millis")
        const reply = yield* Fiber.join(fiber)
        assert.strictEqual(wire.sent.length, 2)
        assert.strictEqual(reply.attempts, 1)
        assert.strictEqual(reply.unanswered, 0)
        assert.strictEqual(wire.sent[0]?.headers["idempotency-key"], wire.sent[1]?.headers["idempotency-key"])
      })
    )

    it.effect("makes requests wait whose permits were issued before it", () =>
      Effect.gen(function* () {
        const wire = Wire.byRequest((_, count) =>
          count === 2
            ? { status: 429, body: Wire.errors("Rate limit exceeded"), headers: { "retry-after": "30" } }
            : {
                status: 201,
                headers: { "ratelimit-limit": "9000", "ratelimit-remaining": "9000", "ratelimit-reset": "60" }
              }
        )
        const store = yield* RateStore.memory
        const layer = PersonaClient.layerNoDeps({
          apiKey: Redacted.make("persona_sandbox_secret"),
          baseUrl: "http://persona.test/api/v1"
        }).pipe(Layer.provide([wire.layer, RateBudget.layer({ store })]))
        const calls = Effect.andThen(
          Things.create(thing),
          Effect.all(
            Array.from({ length: 60 }, () => Things.create(thing)),
            { concurrency: 8 }
          )
        )
        const fiber = yield* Effect.forkChild(Effect.provide(calls, layer))
        yield* TestClock.adjust("29 seconds")
        // Those that were under way together, of a block of fifty permits.
        assert.lengthOf(wire.sent, 1 + 8)
        yield* TestClock.adjust("20 seconds")
        yield* Fiber.join(fiber)
        assert.lengthOf(wire.sent, 1 + 1 + 60)
      })
    )

    it.effect("fails as RateLimited when the call's time is up", () =>
      Effect.gen(function* () {
        const wire = Wire.script({
          status: 429,
          body: Wire.errors("Rate limit exceeded"),
          headers: { "ratelimit-reset": "60" }
        })
        const error = yield* later(
          Effect.flip(Things.create(thing, { timeout: "10 seconds" })),
          "11 seconds",
          client(wire)
        )
        assert.strictEqual(error.reason._tag, "RateLimited")
        assert.strictEqual(error.unanswered, 0)
      })
    )

    it.effect("for a quota is the caller's to wait for", () =>
      Effect.gen(function* () {
        const wire = Wire.script({
          status: 429,
          body: Wire.errors("Quota exceeded"),
          headers: { "quota-reset": "9" }
        })
        const error = yield* Effect.flip(Things.create(thing)).pipe(Effect.provide(client(wire)))
        assert.deepInclude(error.reason, { _tag: "QuotaExceeded", retryAfterMillis: 9000, stored: false })
      })
    )
  })

  describe("errors", () => {
    it.effect("name the place where an answer violates its documentation, never its content", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 201, body: { data: { id: 4711 } } })
        const error = yield* Effect.flip(Things.create(thing)).pipe(Effect.provide(client(wire)))
        assert.strictEqual(error.reason._tag, "DecodeError")
        assert.include(error.message, "/data/id")
        assert.notInclude(printed(error), "4711")
        assert.strictEqual(error.unanswered, 1)
      })
    )

    it.effect("name the place where a request does not match, and send nothing", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 201 })
        const wrong = { data: { attributes: { name: "x", nmae: "Ada Quill" } } } as unknown as typeof thing
        const error = yield* Effect.flip(Things.create(wrong)).pipe(Effect.provide(client(wire)))
        assert.strictEqual(error.reason._tag, "InvalidRequest")
        assert.include(error.message, "/data/attributes/nmae")
        assert.notInclude(printed(error), "Ada Quill")
        assert.strictEqual(wire.sent.length, 0)
      })
    )

    it.effect("contain no key, no body and no details of the answer", () =>
      Effect.gen(function* () {
        const wire = Wire.script({
          status: 422,
          body: Wire.errors("Record invalid", "/data/attributes/name")
        })
        const error = yield* Effect.flip(Things.create({ data: { attributes: { name: "Grace" } } })).pipe(
          Effect.provide(client(wire))
        )
        assert.include(error.message, "/data/attributes/name")
        for (const secret of ["persona_sandbox_secret", "Grace", "Ada Quill"])
          assert.notInclude(printed(error), secret)
      })
    )

    it.effect("of a status that is not documented for the operation are UnexpectedStatus", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 404, body: Wire.errors("Record not found") })
        const error = yield* Effect.flip(Things.create(thing)).pipe(Effect.provide(client(wire)))
        assert.strictEqual(error.reason._tag, "UnexpectedStatus")
        assert.strictEqual(error.status, 404)
      })
    )
  })
})

const words = ({ said }: PersonaError.Problem) => said && Redacted.value(said)

const thing = { data: { attributes: { name: "a" } } }

const busy = (retryAfter: string) => ({
  status: 503,
  body: "busy",
  headers: { "retry-after": retryAfter }
})

const answering = (environmentId: string): Wire.Scripted => ({
  status: 201,
  headers: { "persona-environment-id": environmentId }
})

/** Sends as many calls as there are answers, with a client that is held to an environment. */
const calls = (expected: string | undefined, ...environments: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const wire = Wire.script(...environments.map(answering))
    const errors = yield* Effect.gen(function* () {
      const held = PersonaClient.inOneEnvironment(yield* PersonaClient.PersonaClient, expected)
      return yield* Effect.forEach(environments, () =>
        Things.create(thing).pipe(
          Effect.as(undefined),
          Effect.catch((error) => Effect.succeed(error)),
          Effect.provideService(PersonaClient.PersonaClient, held)
        )
      )
    }).pipe(Effect.provide(client(wire)))
    return { sent: wire.sent.length, errors }
  })

const none = { problems: [], stale: false }

const refusals = [
  [400, "Bad Request", "BadRequest"],
  [400, "Idempotency error", "IdempotencyMismatch"],
  [401, "Token is invalid", "Unauthorized"],
  [403, "Forbidden", "Forbidden"],
  [403, "Quota exceeded", "QuotaExceeded"],
  [409, "Record not unique", "Conflict"],
  [409, "Stale object error", "Conflict"],
  [422, "Record invalid", "UnprocessableEntity"],
  [301, "Moved", "UnexpectedStatus"],
  [418, "Teapot", "UnexpectedStatus"]
] as const

const client = (wire: Wire.Wire, options: Partial<PersonaClient.Options> = {}) =>
  PersonaClient.layer({
    apiKey: Redacted.make("persona_sandbox_secret"),
    baseUrl: "http://persona.test/api/v1",
    userAgent: "tests/1",
    ...options
  }).pipe(Layer.provide(wire.layer))

/** Runs a call while the test clock goes on. */
const later = <A, E>(
  call: Effect.Effect<A, E, PersonaClient.PersonaClient>,
  time: Parameters<typeof TestClock.adjust>[0],
  layer: Layer.Layer<PersonaClient.PersonaClient>
): Effect.Effect<A, E> =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.provide(call, layer))
    yield* TestClock.adjust(time)
    return yield* Fiber.join(fiber)
  })

/** Everything a log could show of an error. */
const printed = (error: PersonaError.PersonaError): string =>
  [error.message, String(error), JSON.stringify(error), inspect(error, { depth: 10 })].join("\n")
