import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { attributes, createAccount, layer, record, send } from "../../support.ts"

const body = attributes({ "reference-id": "a", "name-first": "Ada" })

describe("Idempotency", () => {
  it.effect("repeats status and body byte for byte, with a request id of its own", () =>
    Effect.gen(function* () {
      const first = yield* send("POST", "/accounts", { body, key: "k" })
      yield* TestClock.adjust("1 hour")
      const second = yield* send("POST", "/accounts", {
        body,
        key: "k",
        headers: { "key-inflection": "camel" }
      })
      assert.strictEqual(first.status, 201)
      assert.strictEqual(second.status, 201)
      assert.strictEqual(second.text, first.text)
      assert.notStrictEqual(second.headers["Request-Id"], first.headers["Request-Id"])
      assert.deepStrictEqual((yield* record).writes, { "account.created": 1 })
    }).pipe(Effect.provide(layer()))
  )

  it.effect("stores refusals as well: 400, 403, 404, 409, 422", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox.Sandbox
      yield* createAccount({ "reference-id": "taken" })
      const requests = [
        ["/accounts", attributes({ "name-first": 1 }), 400],
        ["/list-item/strings", attributes({ "list-id": "lst_none", value: "x" }), 404],
        ["/accounts", attributes({ "reference-id": "TAKEN" }), 409],
        ["/accounts", attributes({ birthdate: "1990-02-30" }), 422]
      ] as const
      for (const [path, body, status] of requests) {
        const first = yield* send("POST", path, { body, key: `k${status}` })
        assert.strictEqual(first.status, status)
        assert.strictEqual((yield* send("POST", path, { body, key: `k${status}` })).text, first.text)
      }
      yield* sandbox.setPermissions([])
      assert.strictEqual((yield* send("POST", "/accounts", { body, key: "k403" })).status, 403)
      yield* sandbox.setPermissions("all")
      assert.strictEqual((yield* send("POST", "/accounts", { body, key: "k403" })).status, 403)
      assert.strictEqual((yield* send("POST", "/accounts", { body, key: "fresh" })).status, 201)
    }).pipe(Effect.provide(layer()))
  )

  it.effect("stores neither 429 nor 401", () =>
    Effect.gen(function* () {
      yield* send("GET", "/lists")
      assert.strictEqual((yield* send("POST", "/accounts", { body, key: "k" })).status, 429)
      const headers = { authorization: "Bearer wrong" }
      assert.strictEqual((yield* send("POST", "/accounts", { body, key: "k", headers })).status, 401)
      assert.strictEqual((yield* record).counts.idempotencyKeys, 0)
      yield* TestClock.adjust("60 seconds")
      assert.strictEqual((yield* send("POST", "/accounts", { body, key: "k" })).status, 201)
    }).pipe(Effect.provide(layer({ rateLimit: 1 })))
  )

  it.effect("answers 400 if a key is used again with another path, query or body, and counts it", () =>
    Effect.gen(function* () {
      yield* send("POST", "/accounts?include=account-type", { body, key: "k" })
      for (const [path, other] of [
        ["/list/strings?include=account-type", body],
        ["/accounts", body],
        ["/accounts?include=account-type", attributes({ "reference-id": "b" })],
        ["/accounts?include=account-type", "{not json"]
      ] as const) {
        const { json, status } = yield* send("POST", path, { body: other, key: "k" })
        assert.strictEqual(status, 400)
        assert.strictEqual(json.errors[0].title, "Idempotency error")
      }
      assert.strictEqual((yield* record).mismatches, 4)
    }).pipe(Effect.provide(layer()))
  )

  it.effect("compares parsed bodies: order and spacing do not matter", () =>
    Effect.gen(function* () {
      const first = yield* send("POST", "/accounts", {
        body: '{"data":{"attributes":{"reference-id":"a","name-first":"Ada"}}}',
        key: "k"
      })
      const second = yield* send("POST", "/accounts", {
        body: '{ "data": { "attributes": { "name-first": "Ada", "reference-id": "a" } } }',
        key: "k"
      })
      assert.strictEqual(second.text, first.text)
    }).pipe(Effect.provide(layer()))
  )

  it.effect("forgets a key after 24 hours: the same request runs again", () =>
    Effect.gen(function* () {
      yield* send("POST", "/list/strings", { body: attributes({ name: "L" }), key: "k" })
      yield* TestClock.adjust("24 hours")
      yield* send("POST", "/list/strings", { body: attributes({ name: "L" }), key: "k" })
      assert.strictEqual((yield* record).counts.lists, 2)
      const { status } = yield* send("POST", "/list/strings", { body: attributes({ name: "L" }), key: "k" })
      assert.strictEqual(status, 201)
      assert.strictEqual((yield* record).counts.lists, 2)
    }).pipe(Effect.provide(layer()))
  )

  it.effect("drops keys on demand, all or the old ones", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox.Sandbox
      yield* send("POST", "/accounts", { body, key: "old" })
      yield* TestClock.adjust("2 hours")
      yield* send("POST", "/accounts", { body, key: "young" })
      assert.strictEqual(yield* sandbox.pruneKeys("1 hour"), 1)
      assert.strictEqual((yield* send("POST", "/accounts", { body, key: "old" })).status, 409)
      assert.strictEqual(yield* sandbox.pruneKeys(), 2)
    }).pipe(Effect.provide(layer()))
  )

  it.effect("has no effect on PATCH and GET, or with an empty key", () =>
    Effect.gen(function* () {
      const { json } = yield* send("POST", "/accounts", { body, key: "" })
      const id = String(json.data.id)
      const rename = (name: string) =>
        send("PATCH", `/accounts/${id}`, { body: attributes({ "name-first": name }), key: "k" })
      yield* rename("Bea")
      const { json: renamed } = yield* rename("Cleo")
      assert.strictEqual(renamed.data.attributes.fields.name.value.first.value, "Cleo")
      assert.strictEqual((yield* send("GET", `/accounts/${id}`, { key: "k" })).status, 200)
      assert.strictEqual((yield* record).counts.idempotencyKeys, 0)
    }).pipe(Effect.provide(layer()))
  )
})
