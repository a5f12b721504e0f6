import * as Faults from "@effect-persona/sandbox/Faults"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxServer from "@effect-persona/sandbox/SandboxServer"
import type { SandboxRecord } from "@effect-persona/sandbox/SandboxRecord"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Layer, Schema } from "effect"
import { TestClock } from "effect/testing"
import { Agent, request } from "node:http"
import { connect } from "node:net"
import { apiKey, attributes, layer } from "./support.ts"

const serve = (options: Sandbox.Options = {}, server: SandboxServer.Options = {}) =>
  SandboxServer.layer(server).pipe(Layer.provideMerge(layer(options)))

describe("SandboxServer", () => {
  it.live("serves the API on a free port", () =>
    Effect.gen(function* () {
      const { apiKey: key, url } = yield* SandboxServer.SandboxServer
      const sandbox = yield* Sandbox.Sandbox
      assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/api\/v1$/)
      assert.strictEqual(key, sandbox.apiKey)
      const reply = yield* create("a")
      assert.strictEqual(reply.status, 201)
      assert.strictEqual(reply.headers.get("content-length"), String(Buffer.byteLength(reply.text)))
      assert.strictEqual(reply.headers.get("ratelimit-remaining"), "299")
      const listed = yield* call("GET", "/accounts?filter%5Breference-id%5D=A")
      assert.strictEqual(JSON.parse(listed.text).data.length, 1)
    }).pipe(Effect.provide(serve({ rateLimit: 300 })))
  )

  it.live("keeps connections alive and counts many requests in flight exactly", () =>
    Effect.gen(function* () {
      const replies = yield* Effect.all(
        Array.from({ length: 60 }, (_, i) => create(`r${i % 50}`)),
        { concurrency: 16 }
      )
      const statuses = replies.map(({ status }) => status)
      assert.strictEqual(statuses.filter((status) => status === 201).length, 40)
      assert.strictEqual(statuses.filter((status) => status === 429).length, 20)
      assert.strictEqual((yield* truth).counts.accounts, 40)
    }).pipe(Effect.provide(serve({ rateLimit: 40 })))
  )

  it.live("answers 400 to bad JSON and 413 to a body that is too large", () =>
    Effect.gen(function* () {
      const bad = yield* call("POST", "/accounts", { body: "{" })
      assert.strictEqual(bad.status, 400)
      assert.strictEqual(JSON.parse(bad.text).errors[0].details, "The body is not valid JSON")
      const large = yield* call("POST", "/accounts", { body: "x".repeat(100_000) })
      assert.strictEqual(large.status, 413)
      assert.strictEqual(JSON.parse(large.text).errors[0].title, "Payload too large")
      assert.strictEqual((yield* create("a")).status, 201)
    }).pipe(Effect.provide(serve({}, { maximumBodyBytes: 10_000 })))
  )

  it.live("fails if the port is taken", () =>
    Effect.gen(function* () {
      const { port } = yield* SandboxServer.SandboxServer
      const error = yield* Effect.flip(Effect.scoped(SandboxServer.make({ port })))
      assert.strictEqual(error._tag, "ServeError")
      assert.include(error.message, String(port))
    }).pipe(Effect.provide(serve()))
  )

  it.live("ends idle connections when it closes", () =>
    Effect.gen(function* () {
      const agent = new Agent({ keepAlive: true })
      const started = Date.now()
      const port = yield* Effect.gen(function* () {
        const { port } = yield* SandboxServer.SandboxServer
        yield* Effect.promise(
          () =>
            new Promise((resolve) => {
              request({ port, agent, path: "/api/v1/lists" }, (answer) =>
                answer.resume().on("end", resolve)
              ).end()
            })
        )
        return port
      }).pipe(Effect.provide(serve(), { local: true }))
      agent.destroy()
      assert.isBelow(Date.now() - started, 5000)
      const refused = yield* Effect.promise(
        () =>
          new Promise((resolve) => {
            connect(port, "127.0.0.1")
              .on("error", () => resolve(true))
              .on("connect", () => resolve(false))
          })
      )
      assert.isTrue(refused)
    })
  )

  describe("faults", () => {
    it.live("loses an answer after the effect; the same key gets the stored one", () =>
      Effect.gen(function* () {
        yield* faults({ kind: "loseAnswer" })
        yield* Effect.flip(create("a", "k"))
        const again = yield* create("a", "k")
        assert.strictEqual(again.status, 201)
        yield* expectOnce("loseAnswer")
        assert.strictEqual((yield* truth).replays, 1)
      }).pipe(Effect.provide(serve()))
    )

    it.live("loses a request before it has an effect", () =>
      Effect.gen(function* () {
        yield* faults({ kind: "loseRequest" })
        yield* Effect.flip(create("a", "k"))
        assert.strictEqual((yield* truth).counts.accounts, 0)
        assert.strictEqual((yield* create("a", "k")).status, 201)
        yield* expectOnce("loseRequest")
        assert.strictEqual((yield* truth).replays, 0)
      }).pipe(Effect.provide(serve()))
    )

    for (const when of ["before", "after"] as const) {
      it.effect(`delays ${when} the effect, with the key in progress meanwhile`, () =>
        Effect.gen(function* () {
          yield* faults({ kind: "delay", millis: 5000, when })
          const slow = yield* Effect.forkChild(create("a", "k"))
          yield* until((record) => record.faults.injected["delay"] === 1)
          assert.strictEqual((yield* truth).counts.accounts, when === "after" ? 1 : 0)
          assert.strictEqual((yield* create("a", "k")).status, 409)
          yield* TestClock.adjust("5 seconds")
          const answer = yield* Fiber.join(slow)
          assert.strictEqual(answer.status, 201)
          assert.strictEqual((yield* create("a", "k")).text, answer.text)
          yield* expectOnce("delay")
        }).pipe(Effect.provide(serve()))
      )
    }

    it.live("answers 429 with the given seconds, and stores nothing", () =>
      Effect.gen(function* () {
        yield* faults({ kind: "status", status: 429, resetSeconds: 7 })
        const refused = yield* create("a", "k")
        assert.strictEqual(refused.status, 429)
        assert.strictEqual(refused.headers.get("ratelimit-reset"), "7")
        assert.strictEqual(refused.headers.get("ratelimit-remaining"), "0")
        assert.strictEqual(JSON.parse(refused.text).errors[0].title, "Rate limit exceeded")
        assert.strictEqual((yield* create("a", "k")).status, 201)
        yield* expectOnce("status")
      }).pipe(Effect.provide(serve({ rateLimit: 300 })))
    )

    it.live("answers any other 4xx with its words, and stores it", () =>
      Effect.gen(function* () {
        yield* faults({ kind: "status", status: 409, title: "Stale object error" })
        const first = yield* create("a", "k")
        assert.strictEqual(first.status, 409)
        assert.strictEqual(JSON.parse(first.text).errors[0].title, "Stale object error")
        assert.strictEqual((yield* create("a", "k")).text, first.text)
        assert.strictEqual((yield* truth).counts.accounts, 0)
      }).pipe(Effect.provide(serve()))
    )

    it.live("answers a 4xx that quotes the request, in one way and in some places, and stores it", () =>
      Effect.gen(function* () {
        const first = { as: "base64", places: ["title", "pointer"] } as const
        yield* faults({ kind: "quote", status: 422, ...first })
        const refused = yield* create("ada quill", "k")
        const quote = `${Buffer.from("ada quill").toString("base64")} cannot be accepted`
        const { errors } = JSON.parse(refused.text)
        assert.deepStrictEqual(errors, [{ title: quote, source: { pointer: `/data/attributes/${quote}` } }])
        assert.strictEqual((yield* create("ada quill", "k")).text, refused.text)
        for (const as of Faults.QuoteAs.literals) {
          yield* faults({ kind: "quote", status: 400, as, places: ["details"] })
          const { errors } = JSON.parse((yield* create("ada quill", as)).text)
          assert.strictEqual(errors[0].title, "Record invalid")
          assert.match(errors[0].details, /. cannot be accepted$/)
        }
        assert.strictEqual((yield* truth).counts.accounts, 0)
      }).pipe(Effect.provide(serve()))
    )

    for (const when of ["before", "after"] as const) {
      it.live(`answers a JSON 500 ${when} the effect and stores it`, () =>
        Effect.gen(function* () {
          yield* faults({ kind: "serverError", status: 500, when })
          const first = yield* create("a", "k")
          assert.strictEqual(first.status, 500)
          assert.match(first.headers.get("request-id") ?? "", /^req_/)
          assert.isDefined(JSON.parse(first.text).errors[0].title)
          const again = yield* create("a", "k")
          assert.strictEqual(again.status, 500)
          assert.strictEqual(again.text, first.text)
          assert.strictEqual((yield* truth).counts.accounts, when === "after" ? 1 : 0)
          assert.strictEqual((yield* create("a", "k2")).status, when === "after" ? 409 : 201)
          yield* expectOnce("serverError")
        }).pipe(Effect.provide(serve()))
      )

      it.live(`answers an HTML 502 of a proxy ${when} the effect and does not store it`, () =>
        Effect.gen(function* () {
          yield* faults({ kind: "serverError", status: 502, when, html: true })
          const first = yield* create("a", "k")
          assert.strictEqual(first.status, 502)
          assert.isNull(first.headers.get("request-id"))
          assert.strictEqual(first.headers.get("content-type"), "text/html")
          assert.strictEqual((yield* truth).counts.accounts, when === "after" ? 1 : 0)
          assert.strictEqual((yield* create("a", "k")).status, 201)
          assert.strictEqual((yield* truth).replays, when === "after" ? 1 : 0)
          yield* expectOnce("serverError")
        }).pipe(Effect.provide(serve()))
      )
    }

    it.live("cuts a body in half", () =>
      Effect.gen(function* () {
        yield* faults({ kind: "cutBody" })
        yield* Effect.flip(create("a", "k"))
        const whole = yield* create("a", "k")
        assert.strictEqual(whole.status, 201)
        yield* expectOnce("cutBody")

        yield* faults({ kind: "cutBody" })
        const { port } = yield* SandboxServer.SandboxServer
        const part = yield* Effect.promise(
          () =>
            new Promise<{ readonly status: number | undefined; readonly size: number }>((resolve) => {
              let size = 0
              request(
                { port, path: "/api/v1/lists", headers: { authorization: `Bearer ${apiKey}` } },
                (answer) => {
                  answer.on("data", (chunk: Buffer) => (size += chunk.length))
                  answer.on("error", () => resolve({ status: answer.statusCode, size }))
                }
              ).end()
            })
        )
        const { text } = yield* call("GET", "/lists")
        assert.deepStrictEqual(part, { status: 200, size: Math.floor(text.length / 2) })
      }).pipe(Effect.provide(serve()))
    )

    it.effect("answers 504 now and has the effect later", () =>
      Effect.gen(function* () {
        yield* faults({ kind: "lateEffect", millis: 5000 })
        const first = yield* create("a", "k")
        assert.strictEqual(first.status, 504)
        assert.isNull(first.headers.get("request-id"))
        assert.strictEqual((yield* truth).counts.accounts, 0)
        assert.strictEqual((yield* create("a", "k")).status, 409)
        yield* TestClock.adjust("5 seconds")
        assert.strictEqual((yield* truth).counts.accounts, 1)
        assert.strictEqual((yield* create("a", "k")).status, 201)
        yield* expectOnce("lateEffect")
      }).pipe(Effect.provide(serve()))
    )

    it.live("answers in the name of another environment, without an effect here", () =>
      Effect.gen(function* () {
        yield* faults({ kind: "otherEnvironment", environmentId: "env_other" })
        const first = yield* create("a", "k")
        assert.strictEqual(first.status, 201)
        assert.strictEqual(first.headers.get("persona-environment-id"), "env_other")
        assert.strictEqual((yield* truth).counts.accounts, 0)
        const second = yield* create("a", "k")
        assert.strictEqual(second.status, 201)
        assert.notStrictEqual(second.headers.get("persona-environment-id"), "env_other")
        yield* expectOnce("otherEnvironment")
      }).pipe(Effect.provide(serve()))
    )
  })

  describe("controls", () => {
    it.live("need the API key", () =>
      Effect.gen(function* () {
        const { status } = yield* control("GET", "/record", undefined, "Bearer wrong")
        assert.strictEqual(status, 401)
      }).pipe(Effect.provide(serve()))
    )

    it.live("set faults, and refuse an invalid plan", () =>
      Effect.gen(function* () {
        const plan: Faults.Plan = { rules: [{ match: { nth: 1 }, action: { kind: "loseAnswer" } }] }
        assert.strictEqual((yield* control("POST", "/faults", plan)).status, 200)
        yield* Effect.flip(create("a"))
        const senseless = { rules: [{ match: { nth: 0 }, action: { kind: "explode" } }] }
        assert.strictEqual((yield* control("POST", "/faults", senseless)).status, 400)
        assert.strictEqual((yield* control("POST", "/faults", undefined)).status, 400)
      }).pipe(Effect.provide(serve()))
    )

    it.effect("prune keys, advance the clock, change limit and permissions", () =>
      Effect.gen(function* () {
        yield* create("a", "k")
        const young = yield* control("POST", "/prune-keys", { olderThanMillis: 60_000 })
        assert.strictEqual(young.text, '{"pruned":0}')
        assert.strictEqual((yield* control("POST", "/advance", { millis: 3_600_000 })).status, 200)
        const old = yield* control("POST", "/prune-keys", { olderThanMillis: 60_000 })
        assert.strictEqual(old.text, '{"pruned":1}')
        assert.strictEqual((yield* truth).now, "1970-01-01T01:00:00.000Z")
        yield* control("POST", "/rate-limit", { limit: 5 })
        assert.strictEqual((yield* call("GET", "/lists")).headers.get("ratelimit-limit"), "5")
        yield* control("POST", "/permissions", { permissions: ["list.read"] })
        assert.strictEqual((yield* create("b")).status, 403)
        yield* control("POST", "/permissions", { permissions: "all" })
        assert.strictEqual((yield* create("b")).status, 201)
      }).pipe(Effect.provide(serve()))
    )

    it.live("change the settings of batch jobs and importers, and the refused values", () =>
      Effect.gen(function* () {
        const jobs = Effect.map(call("POST", "/batch-jobs", { body: "{}" }), ({ status }) => status)
        assert.strictEqual(yield* jobs, 400)
        assert.strictEqual((yield* control("POST", "/bulk", { batchJobs: false })).status, 200)
        assert.strictEqual(yield* jobs, 404)
        assert.strictEqual((yield* control("POST", "/bulk", { rowsPerSecond: -1 })).status, 400)
        const refuses = [{ attribute: "reference_id", startsWith: "b" }]
        assert.strictEqual((yield* control("POST", "/refuses", { refuses })).status, 200)
        assert.strictEqual((yield* create("a")).status, 201)
        assert.strictEqual((yield* create("b")).status, 422)
      }).pipe(Effect.provide(serve()))
    )

    it.live("return the record, with or without contents", () =>
      Effect.gen(function* () {
        yield* create("a")
        const sandbox = yield* Sandbox.Sandbox
        const whole = JSON.parse((yield* control("GET", "/record")).text) as SandboxRecord
        assert.deepStrictEqual(whole.contents, (yield* sandbox.record()).contents)
        const short = JSON.parse((yield* control("GET", "/record?contents=false")).text) as SandboxRecord
        assert.isUndefined(short.contents)
        assert.strictEqual(short.counts.accounts, 1)
      }).pipe(Effect.provide(serve()))
    )

    it.live("are outside of the API: neither limited nor struck by faults", () =>
      Effect.gen(function* () {
        yield* control("POST", "/faults", { rules: [{ match: {}, action: { kind: "loseRequest" } }] })
        assert.strictEqual((yield* control("GET", "/record")).status, 200)
        assert.strictEqual((yield* control("GET", "/nothing")).status, 404)
        assert.strictEqual((yield* control("POST", "/toString", {})).status, 404)
      }).pipe(Effect.provide(serve({ rateLimit: 1 })))
    )
  })

  it("accepts fault plans as JSON", () => {
    const plan = Schema.decodeSync(Schema.fromJsonString(Faults.Plan))(
      '{"seed":1,"rules":[{"match":{"path":"/accounts","probability":0.5},"action":{"kind":"delay","millis":5,"when":"after"}}]}'
    )
    assert.strictEqual(plan.rules[0]?.action.kind, "delay")
  })
})

interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

const http = (url: string, init: RequestInit): Effect.Effect<Answered, unknown> =>
  Effect.tryPromise(async (signal) => {
    const response = await fetch(url, { ...init, signal })
    return { status: response.status, headers: response.headers, text: await response.text() }
  })

const call = (
  method: string,
  path: string,
  options: { readonly body?: string; readonly key?: string } = {}
): Effect.Effect<Answered, unknown, SandboxServer.SandboxServer> =>
  Effect.flatMap(SandboxServer.SandboxServer, ({ url }) =>
    http(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(options.key === undefined ? undefined : { "idempotency-key": options.key })
      },
      ...(options.body === undefined ? undefined : { body: options.body })
    })
  )

const create = (referenceId: string, key?: string) =>
  call("POST", "/accounts", {
    body: JSON.stringify(attributes({ "reference-id": referenceId })),
    ...(key === undefined ? undefined : { key })
  })

const control = (method: string, path: string, body?: unknown, authorization = `Bearer ${apiKey}`) =>
  Effect.flatMap(SandboxServer.SandboxServer, ({ controlUrl }) =>
    http(`${controlUrl}${path}`, {
      method,
      headers: { authorization },
      ...(body === undefined ? undefined : { body: JSON.stringify(body) })
    })
  )

/** Strikes the next request with this fault. */
const faults = (action: Faults.Action) =>
  Effect.flatMap(Sandbox.Sandbox, (sandbox) => sandbox.setFaults({ rules: [{ match: { nth: 1 }, action }] }))

const truth = Effect.flatMap(Sandbox.Sandbox, (sandbox) => sandbox.record())

/** Waits, in real time, until the record says so. */
const until = (satisfied: (record: SandboxRecord) => boolean) =>
  Effect.repeat(Effect.promise(() => new Promise(setImmediate)).pipe(Effect.andThen(truth)), {
    until: satisfied
  })

/** Exactly one account was created, and exactly one fault of this kind injected. */
const expectOnce = (kind: Faults.Kind) =>
  Effect.map(truth, (record) => {
    assert.deepStrictEqual(record.writes, { "account.created": 1 })
    assert.deepStrictEqual(record.faults.injected, { [kind]: 1 })
  })
