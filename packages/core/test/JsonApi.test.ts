import type * as JsonApi from "@effect-persona/core/JsonApi"
import { Account } from "@effect-persona/core/schemas/Account"
import { InquiryIncludedObjects } from "@effect-persona/core/schemas/InquiryIncludedObjects"
import { List } from "@effect-persona/core/schemas/List"
import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { Schema } from "effect"

describe("JsonApi", () => {
  describe("Open", () => {
    it("reads a value that the API's document does not list, and offers those that it lists", () => {
      const wire = { type: "list/name", id: "lst_1", attributes: { status: "frozen" } }
      const list = Schema.decodeUnknownSync(List)(wire)
      assert.deepStrictEqual(list.attributes, { status: "frozen" })
      expectTypeOf<"frozen">().toExtend<JsonApi.Open<"active" | "archived">>()
      expectTypeOf<"active">().toExtend<JsonApi.Open<"active" | "archived">>()
      expectTypeOf<number>().not.toExtend<JsonApi.Open<"active">>()
    })
  })

  describe("UnknownResource", () => {
    it("is what a resource of a new type is read as, under its wire names, and written as it came", () => {
      const wire: unknown = [{ type: "something/new", id: "x_1", attributes: { "kept-as": "is" } }]
      const included = Schema.decodeUnknownSync(InquiryIncludedObjects)(wire)
      assert.deepStrictEqual(included, wire)
      assert.deepStrictEqual(Schema.encodeSync(InquiryIncludedObjects)(included), wire)
    })

    it("leaves a union that is told apart by its listed types", () => {
      const [one] = Schema.decodeUnknownSync(InquiryIncludedObjects)([
        { type: "account", id: "act_1", attributes: { "reference-id": "a" } }
      ])
      assert(one?.type === "account")
      expectTypeOf(one.type).toEqualTypeOf<"account">()
      assert.strictEqual(one.attributes?.referenceId, "a")
    })
  })

  describe("Unlisted", () => {
    it("is a string with the methods of one, which no listed value can be", () => {
      const [one] = Schema.decodeUnknownSync(InquiryIncludedObjects)([{ type: "something/new", id: "x_1" }])
      const resource = one as JsonApi.UnknownResource
      assert.strictEqual(String(resource.type), "something/new")
      assert.isTrue(resource.type.startsWith("something/"))
      expectTypeOf<"account">().not.toExtend<JsonApi.Unlisted>()
      expectTypeOf<string>().not.toExtend<JsonApi.Unlisted>()
    })
  })

  describe("Linkage", () => {
    it("may be empty, to one and to many", () => {
      expectTypeOf<{ readonly data: null }>().toExtend<JsonApi.ToOne<"account">>()
      expectTypeOf<{ readonly data: [] }>().toExtend<JsonApi.ToMany<"account">>()
      const wire = { type: "account", id: "act_1", relationships: { "account-type": { data: null } } }
      assert.deepStrictEqual(Schema.decodeUnknownSync(Account)(wire).relationships, {
        accountType: { data: null }
      })
    })
  })
})
