import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { createAccount, createList, layer, send } from "../../support.ts"

describe("Serialization", () => {
  it.effect("keeps only the requested attributes, and type, id and relationships", () =>
    Effect.gen(function* () {
      const created = yield* createAccount({ "reference-id": "a", fields: { tier: "gold", city: "Rome" } })
      const { json } = yield* send(
        "GET",
        `/accounts/${created.json.data.id}?fields[account]=reference_id,fields.tier`
      )
      assert.deepStrictEqual(json.data, {
        type: "account",
        id: created.json.data.id,
        attributes: { "reference-id": "a", fields: { tier: { type: "string", value: "gold" } } },
        relationships: created.json.data.relationships
      })
    }).pipe(Effect.provide(layer()))
  )

  it.effect("filters subtypes by their parent type, and included objects by theirs", () =>
    Effect.gen(function* () {
      yield* createList("countries", "C")
      const lists = yield* send("GET", "/lists?fields[list]=name")
      assert.deepStrictEqual(lists.json.data[0].attributes, { name: "C" })
      const other = yield* send("GET", "/lists?fields[account]=name")
      assert.isDefined(other.json.data[0].attributes.status)
      const account = yield* createAccount({})
      const { json } = yield* send(
        "GET",
        `/accounts/${account.json.data.id}?include=account-type&fields[account-type]=name`
      )
      assert.deepStrictEqual(json.included[0].attributes, { name: "User" })
    }).pipe(Effect.provide(layer()))
  )

  it.effect("has an empty included if nothing can be included and include was sent empty", () =>
    Effect.gen(function* () {
      const id = yield* createList("countries")
      assert.isFalse("included" in (yield* send("GET", `/lists/${id}`)).json)
      assert.deepStrictEqual((yield* send("GET", `/lists/${id}?include=`)).json.included, [])
      assert.isFalse("included" in (yield* send("GET", "/lists?include=")).json)
      assert.strictEqual((yield* send("GET", `/lists/${id}?include=list-items`)).status, 400)
      assert.strictEqual((yield* send("GET", `/lists/${id}?filter[status]=active`)).status, 400)
    }).pipe(Effect.provide(layer()))
  )
})
