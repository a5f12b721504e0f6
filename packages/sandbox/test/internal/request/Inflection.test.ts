import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { kebab } from "../../../src/internal/request/Inflection.ts"
import { attributes, createAccount, createList, layer, send } from "../../support.ts"

describe("Inflection", () => {
  it.effect("re-cases the keys of an answer, but neither values nor fields", () =>
    Effect.gen(function* () {
      const list = yield* createList("email-addresses")
      const body = attributes({ "list-id": list, value: "mail.example", "match-type": "domain" })
      const keys = { kebab: "match-type", camel: "matchType", snake: "match_type" }
      for (const [inflection, key] of Object.entries(keys)) {
        const headers = { "key-inflection": inflection }
        const item = yield* send("POST", "/list-item/email-addresses", {
          body: attributes({ ...body.data.attributes, value: `${inflection}.example` }),
          headers
        })
        assert.strictEqual(item.json.data.attributes[key], "domain")
        assert.strictEqual(item.json.data.type, "list-item/email-address")
        const account = yield* createAccount({ "name-first": "Ada", fields: { "Own-Key_x": 1 } }, { headers })
        const { fields } = account.json.data.attributes
        assert.strictEqual(fields["Own-Key_x"].value, 1)
        assert.strictEqual(fields.name.value.first.value, "Ada")
      }
      const camel = yield* createAccount({}, { headers: { "key-inflection": "camel" } })
      assert.deepStrictEqual(Object.keys(camel.json.data.attributes), [
        "referenceId",
        "accountTypeName",
        "accountStatus",
        "createdAt",
        "updatedAt",
        "redactedAt",
        "fields",
        "tags"
      ])
      assert.isDefined(camel.json.data.relationships.accountType)
    }).pipe(Effect.provide(layer()))
  )

  it.effect("accepts requests in all three casings, with any header", () =>
    Effect.gen(function* () {
      for (const values of [
        { "reference-id": "a", "address-street-1": "1 Main", "postal-code": "ignored" },
        { reference_id: "b", address_street_1: "1 Main" },
        { referenceId: "c", addressStreet1: "1 Main" }
      ]) {
        const { json } = yield* createAccount(values, { headers: { "key-inflection": "kebab" } })
        assert.oneOf(json.data.attributes["reference-id"], ["a", "b", "c"])
        assert.strictEqual(json.data.attributes.fields.address.value.street_1.value, "1 Main")
      }
      const { json } = yield* send("GET", "/accounts?filter[referenceId]=a,b&fields[account]=referenceId")
      assert.strictEqual(json.data.length, 2)
      assert.deepStrictEqual(json.data[0].attributes, { "reference-id": "b" })
    }).pipe(Effect.provide(layer()))
  )

  it.effect("refuses another inflection", () =>
    Effect.gen(function* () {
      const { status } = yield* send("GET", "/lists", { headers: { "key-inflection": "pascal" } })
      assert.strictEqual(status, 400)
    }).pipe(Effect.provide(layer()))
  )

  it("brings every casing to kebab-case", () => {
    for (const name of ["address-street-1", "address_street_1", "addressStreet1"]) {
      assert.strictEqual(kebab(name), "address-street-1")
    }
  })
})
