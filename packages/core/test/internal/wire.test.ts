import { assert, describe, it } from "@effect/vitest"
import { Exit, Schema } from "effect"
import * as W from "../../src/internal/wire.ts"

describe("wire", () => {
  describe("open", () => {
    const Thing = W.schema(() =>
      W.open({
        id: W.required(W.string),
        attributes: W.defaulted(
          W.open({ "reference-id": W.string, "match-count": W.number, tags: W.array(W.string) })
        )
      })
    )

    it("renames declared members both ways", () => {
      const wire = { id: "1", attributes: { "reference-id": "r", "match-count": 2, tags: ["a"] } }
      const value = { id: "1", attributes: { referenceId: "r", matchCount: 2, tags: ["a"] } }
      assert.deepStrictEqual(decode(Thing, wire), value)
      assert.deepStrictEqual(encode(Thing, value), wire)
    })

    it("takes null and absence for every member that is not required", () => {
      const wire = { id: "1", attributes: { "reference-id": null } }
      assert.deepStrictEqual(decode(Thing, wire), { id: "1", attributes: { referenceId: null } })
      assert.deepStrictEqual(encode(Thing, decode(Thing, wire)), wire)
    })

    it("reads a defaulted member as an empty object where it is absent or null", () => {
      assert.deepStrictEqual(decode(Thing, { id: "1" }), { id: "1", attributes: {} })
      assert.deepStrictEqual(decode(Thing, { id: "1", attributes: null }), { id: "1", attributes: {} })
    })

    it("keeps what it does not know under its wire name, at every level", () => {
      const wire = {
        id: "1",
        "new-member": { "deep-key": 1 },
        attributes: { "reference-id": "r", "x-y": [1] }
      }
      const value = decode(Thing, wire)
      assert.deepStrictEqual(value, {
        id: "1",
        "new-member": { "deep-key": 1 },
        attributes: { referenceId: "r", "x-y": [1] }
      })
      assert.deepStrictEqual(encode(Thing, value), wire)
    })

    it("understands a declared member that arrives in camelCase, and prefers its documented name", () => {
      assert.deepStrictEqual(decode(Thing, { id: "1", attributes: { referenceId: "r" } }), {
        id: "1",
        attributes: { referenceId: "r" }
      })
      assert.deepStrictEqual(
        decode(Thing, { id: "1", attributes: { referenceId: "x", "reference-id": "r" } }),
        {
          id: "1",
          attributes: { referenceId: "r" }
        }
      )
      assert.deepStrictEqual(problems(Thing, { id: "1", attributes: { matchCount: "2" } }), [
        "/attributes/match-count: expected a number"
      ])
    })

    it("treats __proto__ as a key like any other", () => {
      const wire: unknown = JSON.parse(`{ "id": "1", "__proto__": { "polluted": true }, "attributes": {} }`)
      const value = decode(Thing, wire)
      assert.isUndefined((value as { polluted?: unknown }).polluted)
      assert.strictEqual(JSON.stringify(encode(Thing, value)), JSON.stringify(wire))
    })

    it("names every place that does not fit", () => {
      assert.deepStrictEqual(
        problems(Thing, { attributes: { "reference-id": 5, "match-count": "2", tags: ["a", 1] } }),
        [
          "/attributes/reference-id: expected a string",
          "/attributes/match-count: expected a number",
          "/attributes/tags/1: expected a string",
          "/id: is missing"
        ]
      )
      assert.deepStrictEqual(problems(Thing, { id: null }), ["/id: expected a string"])
      assert.deepStrictEqual(problems(Thing, []), ["expected an object with id"])
    })

    it("has the members of its bases, and its own before theirs", () => {
      const Base = W.schema(() => W.open({ "created-at": W.string, type: W.string }))
      const Derived = W.schema(() => W.open({ type: W.required(W.string) }, Base))
      assert.deepStrictEqual(decode(Derived, { type: "a", "created-at": "t" }), { type: "a", createdAt: "t" })
      assert.deepStrictEqual(problems(Derived, { "created-at": "t" }), ["/type: is missing"])
    })
  })

  describe("closed", () => {
    const Request = W.schema(() =>
      W.closed({
        "list-id": W.required(W.string),
        note: W.nullable(W.string),
        radius: W.number,
        fields: W.free,
        state: W.literals("active", "archived")
      })
    )

    it("writes declared members under their wire names and leaves undefined ones out", () => {
      assert.deepStrictEqual(
        encode(Request, { listId: "l", note: undefined, radius: 2.5, state: "active" }),
        {
          "list-id": "l",
          radius: 2.5,
          state: "active"
        }
      )
    })

    it("leaves the keys of free-form objects alone", () => {
      const fields = { loyalty_tier: "gold", "some-key": { "a-b": 1 }, camelCase: null }
      assert.deepStrictEqual(encode(Request, { listId: "l", fields }), { "list-id": "l", fields })
    })

    it("refuses members that are not declared, and says what was meant where it can", () => {
      assert.deepStrictEqual(refusals(Request, { listId: "l", nmae: 1, "list-id": "l" }), [
        "/nmae: expected no such member",
        "/list-id: expected the member under its name listId"
      ])
    })

    it("refuses null where it is not documented", () => {
      assert.deepStrictEqual(encode(Request, { listId: "l", note: null }), { "list-id": "l", note: null })
      assert.deepStrictEqual(refusals(Request, { listId: null, radius: null }), [
        "/list-id: expected a string",
        "/radius: expected a number"
      ])
    })

    it("refuses values that JSON cannot carry", () => {
      const cycle: Record<string, unknown> = {}
      cycle["self"] = cycle
      for (const fields of [{ a: 10n }, { a: Number.NaN }, { a: () => 1 }, cycle]) {
        assert.deepStrictEqual(refusals(Request, { listId: "l", fields }), [
          "/fields: expected an object of JSON values"
        ])
      }
      assert.deepStrictEqual(refusals(Request, { listId: "l", radius: Number.POSITIVE_INFINITY }), [
        "/radius: expected a number"
      ])
      const born = new Date(0)
      assert.deepStrictEqual(encode(Request, { listId: "l", fields: { born } }), {
        "list-id": "l",
        fields: { born }
      })
    })

    it("refuses a value outside a closed set", () => {
      assert.deepStrictEqual(refusals(Request, { listId: "l", state: "gone" }), [
        `/state: expected one of "active", "archived"`
      ])
    })

    it("reads what it writes", () => {
      const wire = { "list-id": "l", note: null, fields: { "a-b": 1 } }
      assert.deepStrictEqual(decode(Request, wire), { listId: "l", note: null, fields: { "a-b": 1 } })
      assert.deepStrictEqual(problems(Request, { "list-id": "l", other: 1 }), [
        "/other: expected no such member"
      ])
    })
  })

  describe("openUnion", () => {
    const Country = W.schema(() => W.open({ type: W.required(W.string), "country-code": W.string }))
    const Name = W.schema(() => W.open({ type: W.required(W.string), "name-first": W.string }))
    const Item = W.schema(() =>
      W.openUnion("type", { "list-item/country": Country, "list-item/name": Name, "list-item/alias": Name })
    )

    it("reads each member by its discriminator, several values for one member too", () => {
      assert.deepStrictEqual(decode(Item, { type: "list-item/country", "country-code": "KP" }), {
        type: "list-item/country",
        countryCode: "KP"
      })
      assert.deepStrictEqual(decode(Item, { type: "list-item/alias", "name-first": "Ada" }), {
        type: "list-item/alias",
        nameFirst: "Ada"
      })
    })

    it("keeps a member of an unknown type, or of none, as it came", () => {
      for (const wire of [
        { type: "list-item/planet", "planet-code": "M" },
        { "planet-code": "M" },
        { type: null }
      ]) {
        assert.deepStrictEqual(decode(Item, wire), wire)
        assert.deepStrictEqual(encode(Item, wire), wire)
      }
    })

    it("reports problems within the member that the discriminator names", () => {
      assert.deepStrictEqual(problems(Item, { type: "list-item/country", "country-code": 1 }), [
        "/country-code: expected a string"
      ])
      assert.deepStrictEqual(problems(Item, "x"), ["expected an object"])
    })
  })

  describe("closedUnion", () => {
    it("refuses an unknown discriminator", () => {
      const Action = W.schema(() =>
        W.closedUnion("kind", {
          a: W.closed({ kind: W.literals("a") }),
          b: W.closed({ kind: W.literals("b") })
        })
      )
      assert.deepStrictEqual(encode(Action, { kind: "a" }), { kind: "a" })
      assert.deepStrictEqual(refusals(Action, { kind: "c" }), [`/kind: expected one of "a", "b"`])
    })
  })

  describe("either", () => {
    interface Query {
      readonly and?: ReadonlyArray<Query>
      readonly attribute?: string
    }
    const Query: Schema.Codec<Query, unknown> = W.schema(() =>
      W.either(W.closed({ and: W.required(W.array(Query)) }), W.closed({ attribute: W.required(W.string) }))
    )

    it("chooses the member that a value fits, to any depth", () => {
      const query = { and: [{ attribute: "a" }, { and: [{ attribute: "b" }] }] }
      assert.deepStrictEqual(encode(Query, query), query)
    })

    it("says which members there are when none fits", () => {
      assert.deepStrictEqual(refusals(Query, { and: [{ atribute: "a" }] }), [
        "/and/0: expected an object with and, or an object with attribute"
      ])
    })
  })

  describe("toOne and toMany", () => {
    const Relations = W.schema(() => W.open({ "account-type": W.toOne, reports: W.toMany }))

    it.each([
      { "account-type": { data: { type: "account-type", id: "acttp_1" } }, reports: { data: [] } },
      { "account-type": { data: null }, reports: { data: null } },
      { "account-type": { data: {} }, reports: { data: [{}, { type: "report/x", id: "rep_1", meta: {} }] } },
      { "account-type": { data: [] }, reports: {} },
      { "account-type": null }
    ])("keeps %j as it is", (wire) => {
      assert.deepStrictEqual(encode(Relations, decode(Relations, wire)), wire)
    })

    it("refuses what is no pointer to a resource", () => {
      assert.deepStrictEqual(
        problems(Relations, { "account-type": { data: { id: 5 } }, reports: { data: { type: "x" } } }),
        ["/account-type/data/id: expected a string", "/reports/data: expected an array"]
      )
    })
  })

  describe("commas", () => {
    const Filter = W.schema(() => W.closed({ "reference-id": W.commas }))

    it("joins several values and leaves a single string as it is", () => {
      assert.deepStrictEqual(encode(Filter, { referenceId: ["a", "b"] }), { "reference-id": "a,b" })
      assert.deepStrictEqual(encode(Filter, { referenceId: "a" }), { "reference-id": "a" })
      assert.deepStrictEqual(decode(Filter, { "reference-id": "a,b" }), { referenceId: ["a", "b"] })
    })

    it("writes and reads an empty list as an empty string", () => {
      assert.deepStrictEqual(encode(Filter, { referenceId: [] }), { "reference-id": "" })
      assert.deepStrictEqual(decode(Filter, { "reference-id": "" }), { referenceId: [] })
    })

    it("refuses a list in which a comma would make two values of one", () => {
      assert.deepStrictEqual(refusals(Filter, { referenceId: ["a,b", "c"] }), [
        "/reference-id: expected a string, or strings without commas"
      ])
    })
  })

  describe("schema", () => {
    it("builds its shape once, on first use", () => {
      let built = 0
      const Counted = W.schema(() => {
        built++
        return W.open({ id: W.string })
      })
      assert.strictEqual(built, 0)
      decode(Counted, { id: "1" })
      encode(Counted, { id: "1" })
      assert.strictEqual(built, 1)
    })

    it("checks the TypeScript side of a value", () => {
      const Thing = W.schema(() => W.open({ id: W.required(W.string) }))
      const isThing = Schema.is(Thing)
      assert.isTrue(isThing({ id: "1" }))
      assert.isFalse(isThing({ id: 1 }))
      assert.isFalse(isThing("1"))
    })

    it("is a part of other Effect schemas like any schema", () => {
      const Thing = W.schema<{ readonly someId: string }>(() => W.open({ "some-id": W.required(W.string) }))
      const Envelope = Schema.Struct({ things: Schema.Array(Thing) })
      assert.deepStrictEqual(decode(Envelope, { things: [{ "some-id": "1" }, { "some-id": "2" }] }), {
        things: [{ someId: "1" }, { someId: "2" }]
      })
      assert.deepStrictEqual(problems(Envelope, { things: [{ "some-id": 1 }] }), [
        "/things/0/some-id: expected a string"
      ])
      const Json = Schema.toCodecJson(Envelope)
      assert.deepStrictEqual(Schema.encodeSync(Json)({ things: [{ someId: "1" }] }), {
        things: [{ "some-id": "1" }]
      })
    })

    it("reports one problem, or all, as the parse options say", () => {
      const Thing = W.schema(() => W.open({ a: W.required(W.string), b: W.required(W.string) }))
      const first = Schema.decodeUnknownExit(Thing)({})
      assert.deepStrictEqual(Exit.isFailure(first) ? W.issues(first.cause) : [], ["/a: is missing"])
      assert.deepStrictEqual(problems(Thing, {}), ["/a: is missing", "/b: is missing"])
    })

    it("stops counting problems at fifty", () => {
      const Numbers = W.schema(() => W.array(W.number))
      assert.lengthOf(
        problems(
          Numbers,
          Array.from({ length: 1000 }, () => "x")
        ),
        50
      )
    })
  })
})

const all = { errors: "all", onExcessProperty: "error" } as const

const decode = <T>(schema: Schema.Codec<T, unknown>, input: unknown): T =>
  Schema.decodeUnknownSync(schema, all)(input)

const encode = (schema: Schema.Codec<unknown, unknown>, value: unknown): unknown =>
  Schema.encodeUnknownSync(schema, all)(value)

const problems = (schema: Schema.Codec<unknown, unknown>, input: unknown): ReadonlyArray<string> => {
  const exit = Schema.decodeUnknownExit(schema, all)(input)
  return Exit.isFailure(exit) ? W.issues(exit.cause) : []
}

const refusals = (schema: Schema.Codec<unknown, unknown>, value: unknown): ReadonlyArray<string> => {
  const exit = Schema.encodeUnknownExit(schema, all)(value)
  return Exit.isFailure(exit) ? W.issues(exit.cause) : []
}
