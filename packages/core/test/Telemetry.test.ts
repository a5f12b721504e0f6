import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as RawRequest from "@effect-persona/core/RawRequest"
import * as Telemetry from "@effect-persona/core/Telemetry"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Layer, Metric, Redacted, Tracer } from "effect"
import { HttpClient } from "effect/http"
import { TestClock } from "effect/testing"
import { inspect } from "node:util"
import * as Things from "./support/operations.ts"
import * as Wire from "./support/Wire.ts"

describe("Telemetry", () => {
  describe("the span of a call", () => {
    it.effect("is named by the operation and has a template in place of the address", () =>
      Effect.gen(function* () {
        const { spans } = yield* watch(
          Wire.script({ status: 200, headers: { "ratelimit-remaining": "299" } }),
          Things.retrieve({ thingId: "ada@example.com", include: ["canary"] })
        )
        const [span] = spans
        assert.lengthOf(spans, 1)
        assert.strictEqual(span?.name, "retrieve-a-thing")
        assert.strictEqual(span?.kind, "client")
        assert.deepStrictEqual(Object.fromEntries(span?.attributes ?? []), {
          "persona.operation": "retrieve-a-thing",
          "http.request.method": "GET",
          "url.template": "/api/v1/things/{thing-id}",
          "server.address": "persona.test",
          "server.port": 80,
          "http.response.status_code": 200,
          "http.response.header.ratelimit-remaining": ["299"],
          "persona.request_id": "req_1",
          "persona.environment_id": "env_1",
          "persona.attempts": 1,
          "persona.unanswered": 0,
          "persona.rate_refusals": 0,
          "persona.wait.rate": 0,
          "persona.wait.retry": 0
        })
      })
    )

    it.effect("counts sends and waits, and records each in an event", () =>
      Effect.gen(function* () {
        const wire = Wire.script(
          { lose: "ECONNRESET" },
          { status: 429, body: Wire.errors("Rate limit exceeded"), headers: { "ratelimit-reset": "7" } },
          { status: 201 }
        )
        const { spans } = yield* watch(wire, Things.create(thing), "1 minute")
        const [span] = spans
        assert.strictEqual(span?.attributes.get("persona.attempts"), 2)
        assert.strictEqual(span?.attributes.get("http.request.resend_count"), 1)
        assert.strictEqual(span?.attributes.get("persona.unanswered"), 1)
        assert.strictEqual(span?.attributes.get("persona.rate_refusals"), 1)
        assert.isAtLeast(Number(span?.attributes.get("persona.wait.rate")), 7000)
        assert.isAtLeast(Number(span?.attributes.get("persona.wait.retry")), 400)
        assert.deepStrictEqual(
          span?.events.map(([name]) => name),
          ["persona.retry", "persona.rate_refused"]
        )
        assert.strictEqual(span?.events[0]?.[2]?.["reason"], "TransportError")
      })
    )

    it.effect("ends with the reason of a failure", () =>
      Effect.gen(function* () {
        const { spans } = yield* watch(
          Wire.script({ status: 409, body: Wire.errors("Record not unique") }),
          Things.create(thing)
        )
        const [span] = spans
        assert.strictEqual(span?.attributes.get("error.type"), "Conflict")
        assert.strictEqual(span?.attributes.get("http.response.status_code"), 409)
        assert.isTrue(span?.status._tag === "Ended" && Exit.isFailure(span.status.exit))
      })
    )

    it.effect("ends when the call is interrupted", () =>
      Effect.gen(function* () {
        const { spans, tracer } = recorder()
        const wire = Wire.script({ after: 3_600_000, answer: { status: 201 } })
        const fiber = yield* Things.create(thing).pipe(
          Effect.provide(client(wire)),
          Effect.provideService(Tracer.Tracer, tracer),
          Effect.forkChild
        )
        yield* TestClock.adjust("1 second")
        yield* Fiber.interrupt(fiber)
        assert.strictEqual(spans[0]?.status._tag, "Ended")
        assert.strictEqual(spans[0]?.attributes.get("error.type"), "Interrupted")
      })
    )

    it.effect("is a child of the caller's span, and the transport makes none of its own", () =>
      Effect.gen(function* () {
        const { spans } = yield* watch(
          Wire.script({ status: 200 }),
          Effect.withSpan(Things.retrieve({ thingId: "a" }), "caller")
        )
        assert.deepStrictEqual(
          spans.map(({ name }) => name),
          ["caller", "retrieve-a-thing"]
        )
        assert.isTrue(spans[1]?.parent._tag === "Some" && spans[1].parent.value === spans[0])
      })
    )

    it.effect("is not made without a tracer", () =>
      Effect.gen(function* () {
        const parents: Array<Tracer.AnySpan | undefined> = []
        const wire = Wire.script({ status: 200 })
        const spy = Layer.effect(
          HttpClient.HttpClient,
          Effect.map(
            HttpClient.HttpClient,
            HttpClient.mapRequestEffect((request) =>
              Effect.map(Effect.option(Effect.currentParentSpan), (span) => {
                parents.push(span._tag === "Some" ? span.value : undefined)
                return request
              })
            )
          )
        ).pipe(Layer.provide(wire.layer))
        yield* Effect.provide(Things.retrieve({ thingId: "a" }), client({ ...wire, layer: spy }))
        assert.deepStrictEqual(parents, [undefined])
      })
    )

    it.effect("contains no key, no value of a request or an answer, and only allowed headers", () =>
      Effect.gen(function* () {
        for (const status of [200, 201, 400, 401, 404, 409, 422, 429, 500, 503]) {
          const wire = Wire.script({
            status,
            body: status < 300 ? { data: { id: "thing_canary" } } : canaryErrors,
            headers: {
              "set-cookie": "session=canary",
              "x-canary": "canary",
              "request-id": "Ms Canary",
              "persona-environment-id": "canary@example.com",
              "retry-after": "canary",
              "ratelimit-reset": "1"
            }
          })
          const calls = Effect.all(
            [
              Effect.exit(Things.create({ data: { attributes: { name: "canary" } } }, options)),
              Effect.exit(Things.retrieve({ thingId: "canary", include: ["canary"] }, options)),
              Effect.exit(
                RawRequest.send({ method: "POST", path: "/canary?a=canary", body: "canary" }, options)
              )
            ],
            { discard: true }
          )
          const { spans } = yield* watch(wire, calls, "1 minute")
          assert.lengthOf(spans, 3)
          assert.isAbove(wire.sent.length, 2)
          for (const span of spans) {
            const shown = inspect(
              { name: span.name, attributes: span.attributes, events: span?.events, status: span.status },
              { depth: 20 }
            )
            assert.notMatch(shown, /canary|persona_sandbox_secret/i)
          }
        }
      })
    )
  })

  describe("metrics", () => {
    it.effect("count requests by operation and outcome, retries, waits, and the rest of the window", () =>
      Effect.gen(function* () {
        const wire = Wire.script(
          { lose: "ECONNRESET" },
          { status: 429, body: Wire.errors("Rate limit exceeded"), headers: { "ratelimit-reset": "7" } },
          { status: 201, headers: { "ratelimit-remaining": "41", "ratelimit-reset": "60" } },
          { status: 404, body: Wire.errors("Record not found") }
        )
        yield* watch(wire, Things.create(thing), "1 minute")
        yield* watch(Wire.script({ status: 404, body: "{}" }), Things.retrieve({ thingId: "x" }))
        const series = (yield* Metric.snapshot).filter(({ id }) => id.startsWith("persona."))
        const value = (id: string, attributes: Record<string, string>) => {
          const found = series.find(
            (one) =>
              one.id === id &&
              Object.entries(attributes).every(([name, value]) => one.attributes?.[name] === value)
          )
          const state = found?.state as { readonly count?: number; readonly value?: number } | undefined
          return state?.count ?? state?.value
        }
        const of = { operation: "create-a-thing" }
        assert.strictEqual(value(Telemetry.requests, { ...of, outcome: "TransportError" }), 1)
        assert.strictEqual(value(Telemetry.requests, { ...of, outcome: "RateRefused" }), 1)
        assert.strictEqual(value(Telemetry.requests, { ...of, outcome: "Success" }), 1)
        const other = { operation: "retrieve-a-thing", outcome: "NotFound" }
        assert.strictEqual(value(Telemetry.requests, other), 1)
        assert.strictEqual(value(Telemetry.retries, of), 1)
        assert.isAtLeast(value(Telemetry.waited, { ...of, for: "rate" }) ?? 0, 7000)
        assert.isAtLeast(value(Telemetry.waited, { ...of, for: "retry" }) ?? 0, 400)
        assert.deepStrictEqual(yield* Metric.value(Telemetry.remaining), { value: 41 })
      }).pipe(Effect.provideService(Metric.MetricRegistry, new Map()))
    )
  })

  describe("CurrentOperation", () => {
    it.effect("tells a layer around the transport which operation it is sending", () =>
      Effect.gen(function* () {
        const wire = Wire.script({ status: 200 })
        const seen: Array<string | undefined> = []
        const spy = Layer.effect(
          HttpClient.HttpClient,
          Effect.map(
            HttpClient.HttpClient,
            HttpClient.mapRequestEffect((request) =>
              Effect.map(Telemetry.CurrentOperation, (operation) => {
                seen.push(operation?.id)
                return request
              })
            )
          )
        ).pipe(Layer.provide(wire.layer))
        yield* Effect.provide(Things.retrieve({ thingId: "a" }), client({ ...wire, layer: spy }))
        assert.deepStrictEqual(seen, ["retrieve-a-thing"])
      })
    )
  })
})

const thing = { data: { attributes: { name: "a" } } }

const options = { retries: 1, timeout: "3 seconds", headers: { "x-mine": "canary" } } as const

/** What the API says in `details` and `meta` may quote what was sent. */
const canaryErrors = { errors: [{ title: "Bad Request", details: "canary", meta: { canary: "canary" } }] }

const client = (wire: Wire.Wire) =>
  PersonaClient.layer({
    apiKey: Redacted.make("persona_sandbox_secret"),
    baseUrl: "http://persona.test/api/v1"
  }).pipe(Layer.provide(wire.layer))

const recorder = () => {
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    }
  })
  return { spans, tracer }
}

/** Runs calls under a tracer that keeps its spans, while the test clock goes on. */
const watch = <A, E>(
  wire: Wire.Wire,
  calls: Effect.Effect<A, E, PersonaClient.PersonaClient>,
  time: Parameters<typeof TestClock.adjust>[0] = 0
) =>
  Effect.gen(function* () {
    const { spans, tracer } = recorder()
    const fiber = yield* calls.pipe(
      Effect.provide(client(wire)),
      Effect.provideService(Tracer.Tracer, tracer),
      Effect.exit,
      Effect.forkChild
    )
    yield* TestClock.adjust(time)
    return { exit: yield* Fiber.join(fiber), spans }
  })
