import { assert, describe, it } from "@effect/vitest"
import { differingFields } from "../../../src/targets/accounts/Difference.ts"

describe("accountDifference", () => {
  describe("differingFields", () => {
    it("finds no difference between sent values and the API's own form of them", () => {
      assert.deepStrictEqual(differingFields(sent, found), [])
    })

    it("names every field that differs, as the vendor names it", () => {
      const edited = {
        ...sent,
        nameFirst: "Grace",
        addressStreet1: "2 Elm St",
        tags: ["wave-2"],
        fields: { ...sent.fields, loyalty_tier: "silver" }
      }
      assert.deepStrictEqual(differingFields(edited, found), [
        "name-first",
        "address-street-1",
        "tags",
        "fields.loyalty_tier"
      ])
    })

    it("compares reference ids without regard to case and tags without regard to order", () => {
      assert.deepStrictEqual(differingFields({ referenceId: "CUST-1", tags: ["vip", "wave-1"] }, found), [])
    })

    it("sees a value if the account has none", () => {
      assert.deepStrictEqual(differingFields({ nameMiddle: "B." }, found), ["name-middle"])
    })

    it("cannot compare members that the answer omits", () => {
      assert.deepStrictEqual(differingFields({ birthdate: "1990-02-03", socialSecurityNumber: "1" }, {}), [])
      assert.deepStrictEqual(differingFields({ nameFirst: "Ada" }, { fields: {} }), [])
    })

    it("compares custom fields of other types by their text, and hashes member by member", () => {
      const answer = {
        fields: {
          visits: { type: "integer", value: 7 },
          home: {
            type: "hash",
            value: { city: { type: "string", value: "Ulm" }, zip: { type: "string", value: "89073" } }
          },
          pets: { type: "array", value: [{ type: "string", value: "cat" }] }
        }
      }
      const row = { fields: { visits: "7", home: { city: "Ulm" }, pets: ["cat"] } }
      assert.deepStrictEqual(differingFields(row, answer), [])
      assert.deepStrictEqual(differingFields({ fields: { home: { city: "Bonn" }, pets: [] } }, answer), [
        "fields.home",
        "fields.pets"
      ])
    })
  })
})

const sent = {
  referenceId: "cust-1",
  nameFirst: "Ada",
  birthdate: "1990-02-03",
  emailAddress: "ada@example.com",
  addressStreet1: "1 Main St",
  countryCode: "US",
  tags: ["wave-1", "vip"],
  fields: { loyalty_tier: "gold" }
}

const pair = (value: unknown) => ({ type: "string", value })

const found = {
  referenceId: "cust-1",
  tags: ["vip", "wave-1"],
  fields: {
    name: { type: "hash", value: { first: pair("Ada"), middle: pair(null), last: pair("Quill") } },
    birthdate: { type: "date", value: "1990-02-03" },
    email_address: pair("ada@example.com"),
    address: { type: "hash", value: { street_1: pair("1 Main St"), country_code: pair("US") } },
    loyalty_tier: pair("gold")
  }
}
