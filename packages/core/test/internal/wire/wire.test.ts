import { assert, describe, it } from "@effect/vitest"
import { Exit, Schema } from "effect"
import * as File from "../../../src/File.ts"
import * as W from "../../../src/internal/wire/wire.ts"

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

    it("accepts null and absence for every optional member", () => {
      const wire = { id: "1", attributes: { "reference-id": null } }
      assert.deepStrictEqual(decode(Thing, wire), { id: "1", attributes: { referenceId: null } })
      assert.deepStrictEqual(encode(Thing, decode(Thing, wire)), wire)
    })

    it("reads a defaulted member as an empty object if it is absent or null", () => {
      assert.deepStrictEqual(decode(Thing, { id: "1" }), { id: "1", attributes: {} })
      assert.deepStrictEqual(decode(Thing, { id: "1", attributes: null }), { id: "1", attributes: {} })
    })

    it("keeps unknown members under their wire names, at every level", () => {
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

    it("drops members that would replace a declared one", () => {
      const wire = { id: "1", attributes: { referenceId: "x", "reference-id": "r", matchCount: "many" } }
      assert.deepStrictEqual(decode(Thing, wire), { id: "1", attributes: { referenceId: "r" } })
    })

    it("treats __proto__ as a key like any other", () => {
      const wire: unknown = JSON.parse(`{ "id": "1", "__proto__": { "polluted": true }, "attributes": {} }`)
      const value = decode(Thing, wire)
      assert.isUndefined((value as { polluted?: unknown }).polluted)
      assert.isTrue(Object.hasOwn(value as object, "__proto__"))
      assert.deepStrictEqual(encode(Thing, value), wire)
    })

    it("names every place that does not fit", () => {
      assert.deepStrictEqual(
        problems(Thing, { attributes: { "reference-id": 5, "match-count": "2", tags: ["a", 1] } }),
        [
          "/id: is missing",
          "/attributes/reference-id: expected a string",
          "/attributes/match-count: expected a number",
          "/attributes/tags/1: expected a string"
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

    it("writes declared members under their wire names and omits undefined ones", () => {
      assert.deepStrictEqual(
        encode(Request, { listId: "l", note: undefined, radius: 2.5, state: "active" }),
        {
          "list-id": "l",
          radius: 2.5,
          state: "active"
        }
      )
    })

    it("leaves the keys of free-form objects unchanged", () => {
      const fields = { loyalty_tier: "gold", "some-key": { "a-b": 1 }, camelCase: null }
      assert.deepStrictEqual(encode(Request, { listId: "l", fields }), { "list-id": "l", fields })
    })

    it("refuses undeclared members, and suggests the right one where possible", () => {
      assert.deepStrictEqual(refusals(Request, { listId: "l", nmae: 1, "list-id": "l" }), [
        "/nmae: expected no such member",
        "/list-id: expected the member under its name listId"
      ])
    })

    it("refuses them with any parse options, in both directions", () => {
      const written = Schema.encodeUnknownExit(Request)({ listId: "l", nmae: 1 })
      assert.deepStrictEqual(issues(written), ["/nmae: expected no such member"])
      const read = Schema.decodeUnknownExit(Request)({ "list-id": "l", listId: "l", nmae: 1 })
      assert.deepStrictEqual(issues(read), [
        "/listId: expected the member under its name list-id",
        "/nmae: expected no such member"
      ])
      const absent = Schema.encodeUnknownSync(Request)({ listId: "l", nmae: undefined })
      assert.deepStrictEqual(absent, { "list-id": "l" })
    })

    it("accepts only an empty object if nothing is declared", () => {
      const Nothing = W.schema(() => W.closed({}))
      assert.deepStrictEqual(encode(Nothing, {}), {})
      for (const value of [{ a: 1 }, [], "a", 5, null]) {
        assert.lengthOf(refusals(Nothing, value), 1)
        assert.lengthOf(problems(Nothing, value), 1)
      }
    })

    it("refuses null if it is not documented", () => {
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
        "/radius: expected a finite number"
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

    it("reads back its own output", () => {
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

    it("keeps a member of an unknown type, or of none, unchanged", () => {
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

  it("openUnion and closedUnion build no member that they do not meet", () => {
    const built: Array<string> = []
    const member = (name: string) =>
      W.schema(() => {
        built.push(name)
        return W.closed({ type: W.required(W.literals(name)) })
      })
    for (const union of [W.openUnion, W.closedUnion]) {
      const Either = W.schema(() => union("type", { a: member("a"), b: member("b") }))
      assert.deepStrictEqual(encode(Either, decode(Either, { type: "b" })), { type: "b" })
    }
    assert.deepStrictEqual(built, ["b", "b"])
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

    it("lists the possible members if none fits", () => {
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

    it("refuses values that are not a pointer to a resource", () => {
      assert.deepStrictEqual(
        problems(Relations, { "account-type": { data: { id: 5 } }, reports: { data: { type: "x" } } }),
        ["/account-type/data/id: expected a string", "/reports/data: expected an array"]
      )
    })
  })

  describe("commas", () => {
    const Filter = W.schema(() => W.closed({ "reference-id": W.commas }))

    it("joins several values and leaves a single string unchanged", () => {
      assert.deepStrictEqual(encode(Filter, { referenceId: ["a", "b"] }), { "reference-id": "a,b" })
      assert.deepStrictEqual(encode(Filter, { referenceId: "a" }), { "reference-id": "a" })
      assert.deepStrictEqual(decode(Filter, { "reference-id": "a,b" }), { referenceId: ["a", "b"] })
    })

    it("writes and reads an empty list as an empty string", () => {
      assert.deepStrictEqual(encode(Filter, { referenceId: [] }), { "reference-id": "" })
      assert.deepStrictEqual(decode(Filter, { "reference-id": "" }), { referenceId: [] })
    })

    it("refuses a list in which a comma would split a value", () => {
      assert.deepStrictEqual(refusals(Filter, { referenceId: ["a,b", "c"] }), [
        "/reference-id/0: expected a string without commas"
      ])
    })
  })

  describe("page and flag", () => {
    const Query = W.schema(() => W.closed({ page: W.page, "with-data": W.flag }))

    it("read text, as a query has it, and write numbers and booleans", () => {
      const value = { page: { size: 50, after: "a" }, withData: true }
      assert.deepStrictEqual(decode(Query, { page: { size: "50", after: "a" }, "with-data": "true" }), value)
      assert.deepStrictEqual(decode(Query, { page: { size: 50, after: "a" }, "with-data": true }), value)
      assert.deepStrictEqual(encode(Query, value), { page: { size: 50, after: "a" }, "with-data": true })
    })

    it("refuse text that is neither", () => {
      assert.deepStrictEqual(problems(Query, { page: { size: "many" }, "with-data": "yes" }), [
        "/page/size: expected a whole number from 1 to 100",
        `/with-data: expected one of "true", "false"`
      ])
      assert.deepStrictEqual(problems(Query, { page: { size: "" } }), [
        "/page/size: expected a whole number from 1 to 100"
      ])
    })
  })

  describe("segment, pattern, integer and the size of arrays", () => {
    const Request = W.schema<Record<string, unknown>>(() =>
      W.closed({ id: W.segment, code: W.pattern("^[a-z]+$"), count: W.integer, few: W.array(W.string, 1, 2) })
    )

    it("accept valid values", () => {
      const value = { id: "a/b ü.", code: "abc", count: 3, few: ["x"] }
      assert.deepStrictEqual(Schema.encodeSync(Request)(value), value)
    })

    it("refuse values that would lead to another path, and undocumented ones", () => {
      for (const id of ["", ".", "..", "\ud800"]) {
        assert.deepStrictEqual(refusals(Request, { id }), [
          "/id: expected a string that can be part of a path"
        ])
      }
      assert.deepStrictEqual(refusals(Request, { code: "1", count: 1.5, few: [] }), [
        "/code: expected a string like ^[a-z]+$",
        "/count: expected an integer",
        "/few: expected 1 to 2 items"
      ])
    })
  })

  describe("upload", () => {
    const Form = W.schema(() => W.closed({ file: W.required(W.upload) }))

    it("sends files and plain objects alike", () => {
      const content = new Uint8Array([1, 2])
      for (const file of [File.fromBytes("a.bin", content), { filename: "a.bin", content }]) {
        const sent = encode(Form, { file }) as { readonly file: unknown }
        assert.isTrue(File.isUpload(sent.file))
        assert.deepStrictEqual(sent.file, File.fromBytes("a.bin", content))
        assert.deepStrictEqual(decode(Form, sent), { file: File.fromBytes("a.bin", content) })
      }
    })

    it("reads content in base64, and refuses anything else", () => {
      assert.deepStrictEqual(decode(Form, { file: { filename: "a.bin", data: "AQI=" } }), {
        file: File.fromBytes("a.bin", new Uint8Array([1, 2]))
      })
      assert.lengthOf(problems(Form, { file: { filename: "a.bin", data: "?" } }), 1)
      assert.deepStrictEqual(problems(Form, { file: { filename: "a.bin" } }), [
        "/file: expected a file, or an object with filename and data in base64"
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

    it("is described by a JSON Schema of its wire form", () => {
      interface Person {
        readonly nameFirst: string
        readonly parent?: Person | undefined
        readonly pet?: unknown
      }
      const Person: Schema.Codec<Person, unknown> = W.schema(() =>
        W.closed({
          "name-first": W.required(W.string),
          parent: Person,
          pet: W.closedUnion("kind", {
            cat: W.closed({ kind: W.required(W.literals("cat")), "nine-lives": W.boolean }),
            dog: W.closed({ kind: W.required(W.literals("dog")) })
          })
        })
      )
      const { definitions, schema } = Schema.toJsonSchemaDocument(Person)
      const text = JSON.stringify({ definitions, schema })
      for (const part of [
        `"name-first":{"type":"string"}`,
        `"required":["name-first"]`,
        `"nine-lives"`,
        `"$ref"`
      ]) {
        assert.include(text, part)
      }
      assert.notInclude(text, "nameFirst")
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

const issues = (exit: Exit.Exit<unknown, unknown>): ReadonlyArray<string> =>
  Exit.isFailure(exit) ? W.issues(exit.cause) : []

const problems = (schema: Schema.Codec<unknown, unknown>, input: unknown): ReadonlyArray<string> =>
  issues(Schema.decodeUnknownExit(schema, all)(input))

const refusals = (schema: Schema.Codec<unknown, unknown>, value: unknown): ReadonlyArray<string> =>
  issues(Schema.encodeUnknownExit(schema, all)(value))
