import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as Wire from "@effect-persona/sandbox/Wire"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { attributes, layer, send, wire } from "./support.ts"

describe("Wire", () => {
  describe("dropped", () => {
    it.effect("is what a request gets in place of an answer", () =>
      Effect.gen(function* () {
        const sandbox = yield* Sandbox.Sandbox
        yield* sandbox.setFaults({ rules: [{ match: { nth: 1 }, action: { kind: "loseRequest" } }] })
        assert.deepStrictEqual(yield* handle("GET", "/accounts"), Wire.dropped)
        assert.strictEqual((yield* handle("GET", "/accounts"))._tag, "WireResponse")
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("WireRequest", () => {
    it.effect("has its target as sent, still percent-encoded", () =>
      Effect.gen(function* () {
        yield* send("POST", "/accounts", { body: attributes({ "reference-id": "a b&c" }) })
        const answer = yield* answered("GET", "/accounts?filter%5Breference-id%5D=a%20b%26c")
        assert.lengthOf(JSON.parse(answer.body).data, 1)
        const other = yield* answered("GET", "/accounts?filter[reference-id]=a+b")
        assert.lengthOf(JSON.parse(other.body).data, 0)
      }).pipe(Effect.provide(layer()))
    )

    it.effect("has names of headers in lower case", () =>
      Effect.gen(function* () {
        const { status } = yield* answered("GET", "/accounts", { Authorization: "Bearer wrong" })
        assert.strictEqual(status, 200)
        const wrong = yield* answered("GET", "/accounts", { authorization: "Bearer wrong" })
        assert.strictEqual(wrong.status, 401)
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("WireResponse", () => {
    it.effect("names its headers in the casing of the vendor's documents, and has no length", () =>
      Effect.gen(function* () {
        const { headers } = yield* answered("GET", "/accounts")
        assert.deepStrictEqual(Object.keys(headers).toSorted(), [
          "Content-Type",
          "Date",
          "Persona-Environment-Id",
          "Persona-Organization-Id",
          "RateLimit-Limit",
          "RateLimit-Remaining",
          "RateLimit-Reset",
          "Request-Id"
        ])
      }).pipe(Effect.provide(layer({ rateLimit: 300 })))
    )

    it.effect("has bytes in place of text where a file is the answer", () =>
      Effect.gen(function* () {
        const created = yield* send("POST", "/inquiries", {
          body: attributes({ "inquiry-template-id": "itmpl_1" })
        })
        const answer = yield* answered("GET", `/inquiries/${created.json.data.id}/print`)
        assert.strictEqual(answer.status, 200)
        assert.strictEqual(answer.body, "")
        assert.strictEqual(Buffer.from(answer.bytes!).subarray(0, 5).toString(), "%PDF-")
      }).pipe(Effect.provide(layer()))
    )

    it.effect("is whole, and says after how many bytes it is to be cut", () =>
      Effect.gen(function* () {
        const sandbox = yield* Sandbox.Sandbox
        yield* sandbox.setFaults({ rules: [{ match: { nth: 1 }, action: { kind: "cutBody" } }] })
        const cut = yield* answered("GET", "/accounts")
        const whole = yield* answered("GET", "/accounts")
        assert.strictEqual(cut.body, whole.body)
        assert.strictEqual(cut.cutAfterBytes, Math.floor(Buffer.byteLength(whole.body) / 2))
        assert.isUndefined(whole.cutAfterBytes)
      }).pipe(Effect.provide(layer()))
    )
  })
})

const handle = (method: string, path: string, headers?: Readonly<Record<string, string>>) =>
  Effect.flatMap(Sandbox.Sandbox, (sandbox) =>
    sandbox.handle(wire(method, path, headers === undefined ? {} : { headers }) satisfies Wire.WireRequest)
  )

const answered = (...request: Parameters<typeof handle>) =>
  Effect.map(handle(...request), (answer): Wire.WireResponse =>
    answer._tag === "Dropped" ? assert.fail("dropped") : answer
  )
