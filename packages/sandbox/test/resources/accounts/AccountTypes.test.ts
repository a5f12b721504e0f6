import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { createAccount, layer, send } from "../../support.ts"

describe("AccountTypes", () => {
  it.effect("has a default type that can be retrieved", () =>
    Effect.gen(function* () {
      const { json } = yield* createAccount({})
      const { id } = json.data.relationships["account-type"].data
      const type = yield* send("GET", `/account-types/${id}`)
      assert.strictEqual(type.status, 200)
      const { attributes, relationships } = type.json.data
      assert.deepStrictEqual(Object.keys(attributes), ["name", "created-at", "updated-at", "field-schemas"])
      assert.strictEqual(attributes.name, "User")
      assert.match(relationships["default-account-status"].data.id, /^actst_/)
      assert.strictEqual((yield* send("GET", "/account-types/acttp_none")).status, 404)
      assert.strictEqual((yield* send("GET", "/account-types")).status, 404)
    }).pipe(Effect.provide(layer()))
  )

  it.effect("reads additional types, with statuses and typed fields, from the options", () =>
    Effect.gen(function* () {
      const first = yield* create()
      assert.strictEqual(first.json.data.attributes["account-status"], "new")
      assert.deepStrictEqual(first.json.data.attributes.fields.hired_on, {
        type: "date",
        value: "2020-01-01"
      })
      const blocked = yield* create("blocked")
      assert.strictEqual(blocked.json.data.attributes["account-status"], "blocked")
      assert.strictEqual((yield* create("active")).status, 422)
      const { json } = yield* send("GET", "/account-types/acttp_driver")
      assert.strictEqual(json.data.attributes["field-schemas"][0].key, "hired_on")
      assert.strictEqual(json.data.relationships["account-statuses"].data.length, 2)
    }).pipe(
      Effect.provide(
        layer({
          accountTypes: [
            {
              name: "Driver",
              id: "acttp_driver",
              statuses: ["new", "blocked"],
              fields: [{ key: "hired_on", type: "date" }]
            }
          ]
        })
      )
    )
  )
})

const create = (status?: string) =>
  createAccount({
    "account-type-id": "acttp_driver",
    fields: { hired_on: "2020-01-01", other: "x" },
    ...(status === undefined ? undefined : { "account-status": status })
  })
