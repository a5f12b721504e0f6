import * as Operation from "@effect-persona/core/Operation"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Layer, Redacted } from "effect"
import { TestClock } from "effect/testing"
import * as Things from "../../support/operations.ts"
import * as Wire from "../../support/Wire.ts"

describe("PersonaClient.withOptions", () => {
  describe("retries", () => {
    for (const [outer, inner, call, sends] of [
      [undefined, undefined, undefined, 3],
      [{ retries: 1 }, undefined, undefined, 2],
      [{ retries: 1 }, { retries: 3 }, undefined, 4],
      [{ retries: 1 }, { timeout: "9 minutes" }, undefined, 2],
      [{ retries: 1 }, { retries: undefined }, undefined, 2],
      [{ retries: 1 }, { retries: 3 }, { retries: 0 }, 1]
    ] as const) {
      it.effect(`client 2, outer ${show(outer)}, inner ${show(inner)}, call ${show(call)}`, () =>
        Effect.gen(function* () {
          const wire = Wire.script({ status: 503, body: "busy" })
          const fiber = yield* Things.create(thing, call).pipe(
            PersonaClient.withOptions(inner ?? {}),
            PersonaClient.withOptions(outer ?? {}),
            Effect.flip,
            Effect.provide(client(wire)),
            Effect.forkChild
          )
          yield* TestClock.adjust("5 minutes")
          yield* Fiber.join(fiber)
          assert.strictEqual(wire.sent.length, sends)
        })
      )
    }
  })

  describe("timeouts", () => {
    it.effect("of the region end an attempt and a call, unless the call has its own", () =>
      Effect.gen(function* () {
        assert.strictEqual(yield* timed({ timeout: "5 seconds" }, {}, 5000), 5000)
        assert.strictEqual(yield* timed({ attemptTimeout: "3 seconds", retries: 0 }, {}, 3000), 3000)
        assert.strictEqual(yield* timed({ timeout: "5 seconds" }, { timeout: "2 seconds" }, 2000), 2000)
      })
    )
  })

  describe("headers and versions", () => {
    it.effect("of the call override those of the inner region, which override the outer one's", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 200 })
        yield* Things.retrieve(
          { thingId: "a" },
          { headers: { "X-Call": "call" }, apiVersion: "2023-01-05" }
        ).pipe(
          PersonaClient.withOptions({ headers: { "x-inner": "inner", "x-CALL": "inner" } }),
          PersonaClient.withOptions({
            headers: { "X-Inner": "outer", "x-outer": "outer", "x-call": "outer" },
            apiVersion: "2025-10-27"
          }),
          Effect.provide(client(wire))
        )
        const headers = wire.sent[0]?.headers
        assert.strictEqual(headers?.["x-call"], "call")
        assert.strictEqual(headers?.["x-inner"], "inner")
        assert.strictEqual(headers?.["x-outer"], "outer")
        assert.strictEqual(headers?.["persona-version"], "2023-01-05")
      })
    )

    it.effect("of the region end with it", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 200 })
        const retrieve = Things.retrieve({ thingId: "a" })
        yield* retrieve.pipe(
          PersonaClient.withOptions({ apiVersion: "2023-01-05", headers: { "x-mine": "1" } }),
          Effect.andThen(retrieve),
          Effect.provide(client(wire))
        )
        assert.strictEqual(wire.sent[0]?.headers["x-mine"], "1")
        assert.strictEqual(wire.sent[1]?.headers["x-mine"], undefined)
        assert.strictEqual(wire.sent[1]?.headers["persona-version"], "2025-12-08")
      })
    )

    it.effect("that are credentials, or the client's own, or no headers at all, are refused unsaid", () =>
      Effect.gen(function* () {
        for (const options of [
          { headers: { Authorization: "Bearer canary" } },
          { headers: { cookie: "canary" } },
          { headers: { "Idempotency-Key": "canary" } },
          { headers: { "key-inflection": "camel" } },
          { headers: { host: "canary" } },
          { headers: { "x-broken": "canary\r\nauthorization: canary" } },
          { headers: { "x broken": "canary" } },
          { apiVersion: "canary\r\nx: y" }
        ]) {
          const wire = Wire.script({ status: 200 })
          const retrieve = Things.retrieve({ thingId: "a" })
          for (const call of [
            PersonaClient.withOptions(options)(retrieve),
            Things.retrieve({ thingId: "a" }, options)
          ]) {
            const error = yield* Effect.flip(Effect.provide(call, client(wire)))
            assert.strictEqual(error.reason._tag, "InvalidRequest")
            assert.notInclude(error.message, "canary")
          }
          assert.strictEqual(wire.sent.length, 0)
        }
      })
    )
  })

  describe("idempotency keys", () => {
    it.effect("are made by the region's policy, once for a call, unless the call has its own", () =>
      Effect.gen(function* () {
        let calls = 0
        const wire = Wire.script({ lose: "ECONNRESET" }, { status: 201 })
        const fiber = yield* Things.create(thing).pipe(
          Effect.andThen(Things.create(thing, { idempotencyKey: "mine" })),
          Effect.andThen(Things.retrieve({ thingId: "a" })),
          PersonaClient.withOptions({ idempotencyKey: (operation) => `run-7:${operation.id}:${++calls}` }),
          Effect.provide(client(wire)),
          Effect.forkChild
        )
        yield* TestClock.adjust("1 minute")
        yield* Fiber.join(fiber)
        assert.deepStrictEqual(
          wire.sent.map(({ headers }) => headers["idempotency-key"]),
          ["run-7:create-a-thing:1", "run-7:create-a-thing:1", "mine", undefined]
        )
      })
    )

    it.effect("can be derived from the request", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 201 })
        yield* Things.create(thing).pipe(
          PersonaClient.withOptions({ idempotencyKey: (_, request) => JSON.stringify(request).length + "" }),
          Effect.provide(client(wire))
        )
        assert.strictEqual(wire.sent[0]?.headers["idempotency-key"], String(JSON.stringify(thing).length))
      })
    )
  })
})

const thing = { data: { attributes: { name: "a" } } }

const slow = () => Wire.script({ after: 3_600_000, answer: { status: 201 } })

const timed = (options: Operation.ScopeOptions, call: Operation.CallOptions, time: number) =>
  Effect.gen(function* () {
    const fiber = yield* Things.create(thing, call).pipe(
      PersonaClient.withOptions(options),
      Effect.flip,
      Effect.provide(client(slow())),
      Effect.forkChild
    )
    yield* TestClock.adjust(time)
    const { reason } = yield* Fiber.join(fiber)
    return reason._tag === "Timeout" ? reason.millis : reason._tag
  })

const show = (options: object | undefined) => JSON.stringify(options ?? {})

const client = (wire: Wire.Wire) =>
  PersonaClient.layer({
    apiKey: Redacted.make("persona_sandbox_secret"),
    baseUrl: "http://persona.test/api/v1",
    retry: { retries: 2 }
  }).pipe(Layer.provide(wire.layer))
