import * as PersonaClient from "@effect-persona/core/PersonaClient"
import type * as PersonaError from "@effect-persona/core/PersonaError"
import * as RawRequest from "@effect-persona/core/RawRequest"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Exit, Fiber, Layer, Logger, Redacted, Tracer } from "effect"
import { TestClock } from "effect/testing"
import { inspect } from "node:util"
import * as Wire from "./support/Wire.ts"

describe("PersonaError", () => {
  it.effect("shows no quote from a refusal: not as text, as JSON, in spans or in logs", () =>
    Effect.gen(function* () {
      for (const status of [400, 403, 404, 409, 418, 422, 429, 500]) {
        const shown = yield* everythingShown(Accounts.create(ada), { status, body: quoting })
        assert.notMatch(shown, canary, `${status}`)
      }
      const raw = RawRequest.send({ method: "POST", path: "/anywhere", body: {} })
      assert.notMatch(yield* everythingShown(raw, { status: 422, body: quoting }), canary)
    })
  )

  it.effect("shows nothing of an answer that cannot be decoded, not even names of its members", () =>
    Effect.gen(function* () {
      const body = { data: { type: "account", id: 1, attributes: { fields: { Canaryname: 1 } } } }
      const shown = yield* everythingShown(Accounts.create(ada), { status: 201, body })
      assert.include(shown, "DecodeError")
      assert.notMatch(shown, canary)
    })
  )

  it.effect("shows no request id and no environment that is not of the documented form", () =>
    Effect.gen(function* () {
      const headers = { "request-id": "987-65-4321", "persona-environment-id": "Canaryname" }
      const shown = yield* everythingShown(Accounts.create(ada), { status: 422, body: quoting, headers })
      assert.notMatch(shown, canary)
    })
  )

  it.effect("shows the titles of the API in any case", () =>
    Effect.gen(function* () {
      const [problem] = yield* problemsOf({ title: "record Invalid" })
      assert.strictEqual(problem?.title, "Record invalid")
    })
  )

  it.effect("shows the meaning of the status in place of an unknown title", () =>
    Effect.gen(function* () {
      const [problem] = yield* problemsOf({ title: "Canaryname Quill is taken" })
      assert.strictEqual(problem?.title, "Unprocessable entity")
      const { message } = yield* refusedWith({ title: "Canaryname Quill is taken" })
      assert.strictEqual(message, "create-an-account failed with 422: Unprocessable entity (request req_1)")
    })
  )

  it.effect("returns the API's own words on request", () =>
    Effect.gen(function* () {
      const said = {
        title: "Name taken",
        details: "Canaryname is taken",
        pointer: "/data/attributes/Canaryname"
      }
      const { pointer, ...rest } = said
      const [problem] = yield* problemsOf({ ...rest, source: { pointer } })
      assert.deepStrictEqual(Redacted.value(problem!.said!), said)
      const [other] = yield* problemsOf({ detail: "as others write it", title: 7, source: null })
      const expected = { title: undefined, details: "as others write it", pointer: undefined }
      assert.deepStrictEqual(Redacted.value(other!.said!), expected)
    })
  )

  it.effect("keeps the segments of a pointer that are names of the operation or of the request", () =>
    Effect.gen(function* () {
      for (const [given, shown] of [
        ["/data/attributes/name-first", "/data/attributes/name-first"],
        ["/data/attributes/name_first", "/data/attributes/name_first"],
        ["/data/attributes/nameFirst", "/data/attributes/nameFirst"],
        // Not sent, but taken.
        ["/data/attributes/birthdate", "/data/attributes/birthdate"],
        ["/data/attributes/fields/loyalty_tier", "/data/attributes/fields/loyalty_tier"],
        ["/data/attributes/tags/0", "/data/attributes/tags/0"],
        ["/data/attributes/Canaryname", "/data/attributes/…"],
        ["/data/attributes/tags/987654321", "/data/attributes/tags/…"],
        ["/data/attributes/name-first: Canaryname", "/data/attributes/…"],
        ["Canaryname", "…"]
      ] as const) {
        const [problem] = yield* problemsOf({ title: "Record invalid", source: { pointer: given } })
        assert.strictEqual(problem?.pointer, shown, given)
      }
    })
  )
})

/** Parts of what is sent, of four characters and more. */
const canary = /anaryn|aryname|quill|987.?65|65.?43|4321|mail\.example/i

const ada = {
  data: {
    attributes: {
      nameFirst: "Canaryname",
      nameLast: "Quill",
      socialSecurityNumber: "987-65-4321",
      emailAddress: "quill@mail.example",
      fields: { loyalty_tier: "gold" },
      tags: ["vip"]
    }
  }
}

const quote = "Canaryname Quill (987-65-4321, quill@mail.example) is not acceptable"

const quoting = {
  errors: [
    {
      title: quote,
      details: quote,
      code: quote,
      detail: quote,
      meta: { [quote]: quote },
      source: { pointer: `/data/attributes/${quote}`, parameter: quote }
    },
    { title: "Record invalid", details: quote, source: { pointer: "/data/attributes/987-65-4321" } },
    quote
  ]
}

const client = (wire: Wire.Wire) =>
  PersonaClient.layer({
    apiKey: Redacted.make("persona_sandbox_secret"),
    retry: { retries: 0 },
    timeout: "1 second"
  }).pipe(Layer.provide(wire.layer))

/** Everything that a program might print of a call that fails, its spans and its logs included. */
const everythingShown = <A, E>(
  call: Effect.Effect<A, E, PersonaClient.PersonaClient>,
  answer: Wire.Scripted
): Effect.Effect<string> =>
  Effect.gen(function* () {
    const spans: Array<Tracer.NativeSpan> = []
    const tracer = Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options)
        spans.push(span)
        return span
      }
    })
    const logged: Array<string> = []
    const logger = Logger.make(({ cause, message }) => {
      logged.push(
        inspect(message, { depth: 30, showHidden: true }),
        Cause.pretty(cause),
        inspect(cause, { depth: 30 })
      )
    })
    const fiber = yield* call.pipe(
      Effect.tapCause((cause) => Effect.logError("a call failed", cause)),
      Effect.tapError((error) => Effect.logError(error)),
      Effect.provide(client(Wire.script(answer))),
      Effect.provide(Logger.layer([logger])),
      Effect.provideService(Tracer.Tracer, tracer),
      Effect.exit,
      Effect.forkChild
    )
    // A refusal for the rate is waited for until the call's time is up.
    yield* TestClock.adjust("2 seconds")
    const exit = yield* Fiber.join(fiber)
    if (Exit.isSuccess(exit)) return assert.fail("the call did not fail")
    const errors = exit.cause.reasons.filter(Cause.isFailReason).map(({ error }) => error as unknown as Error)
    return [
      ...errors.flatMap((error) => [
        String(error),
        error.message,
        error.stack,
        JSON.stringify(error),
        inspect(error, { depth: 30, showHidden: true }),
        JSON.stringify({ ...error })
      ]),
      Cause.pretty(exit.cause),
      String(exit.cause),
      JSON.stringify(exit),
      ...logged,
      ...spans.map(({ attributes, events, name, status }) =>
        inspect({ attributes, events, name, status }, { depth: 30, showHidden: true })
      )
    ].join("\n")
  })

const refusedWith = (error: unknown) =>
  Effect.flip(Accounts.create(ada)).pipe(
    Effect.provide(client(Wire.script({ status: 422, body: { errors: [error] } })))
  )

const problemsOf = (error: unknown): Effect.Effect<ReadonlyArray<PersonaError.Problem>> =>
  Effect.map(refusedWith(error), ({ reason }) =>
    reason._tag === "UnprocessableEntity" ? reason.problems : assert.fail(reason._tag)
  ).pipe(Effect.orDie)
