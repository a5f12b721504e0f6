import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { layer, send } from "../../support.ts"

describe("Examples", () => {
  it.effect("marks examples, and no other answers", () =>
    Effect.gen(function* () {
      const made = yield* send("GET", "/transactions/txn_1")
      assert.strictEqual(made.status, 200)
      assert.strictEqual(made.headers["Sandbox-Answer"], "example")
      assert.isUndefined((yield* send("GET", "/accounts")).headers["Sandbox-Answer"])
      assert.isUndefined((yield* send("GET", "/inquiries/inq_none")).headers["Sandbox-Answer"])
    }).pipe(Effect.provide(layer()))
  )

  it.effect("echoes the id of the path, and gives created objects an id of their kind", () =>
    Effect.gen(function* () {
      const { json } = yield* send("GET", "/verification/aamvas/ver_1")
      assert.deepInclude(json.data, { type: "verification/aamva", id: "ver_1" })
      const created = yield* send("POST", "/transactions", { body: {} })
      assert.strictEqual(created.status, 201)
      assert.match(created.json.data.id, /^txn_\w{24}$/)
      const cloned = yield* send("POST", "/api-keys/api_1/clone")
      assert.notStrictEqual(cloned.json.data.id, "api_1")
    }).pipe(Effect.provide(layer()))
  )

  it.effect("is the same every time, in every sandbox", () =>
    Effect.gen(function* () {
      const ask = Effect.map(send("POST", "/graph-queries"), ({ text }) => text)
      const [first, second] = [yield* ask, yield* ask]
      assert.strictEqual(first, second)
      assert.strictEqual(yield* Effect.provide(ask, layer({ seed: 99 }), { local: true }), first)
    }).pipe(Effect.provide(layer()))
  )

  it.effect("keeps the mark if the answer is repeated for a key", () =>
    Effect.gen(function* () {
      yield* send("POST", "/transactions", { body: {}, key: "k" })
      const replay = yield* send("POST", "/transactions", { body: {}, key: "k" })
      assert.strictEqual(replay.status, 201)
      assert.strictEqual(replay.headers["Sandbox-Answer"], "example")
    }).pipe(Effect.provide(layer()))
  )

  it.effect("applies permissions, casing and sparse fields", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* send("POST", "/transactions")).status, 403)
      const camel = yield* send("GET", "/transactions/txn_1", { headers: { "key-inflection": "camel" } })
      assert.property(camel.json.data.attributes, "createdAt")
      const sparse = yield* send("GET", "/transactions/txn_1?fields[transaction]=status")
      assert.deepStrictEqual(Object.keys(sparse.json.data.attributes), ["status"])
    }).pipe(Effect.provide(layer({ permissions: ["txn.read"] })))
  )

  it.effect("answers without a key if none is needed", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox.Sandbox
      const answer = yield* sandbox.handle({
        method: "POST",
        target: "/api/privacy/v1/relays",
        headers: {},
        body: new Uint8Array()
      })
      assert.deepInclude(answer, { status: 201 })
      assert.strictEqual((yield* send("GET", "/api-keys", { headers: { authorization: "" } })).status, 401)
    }).pipe(Effect.provide(layer()))
  )
})
