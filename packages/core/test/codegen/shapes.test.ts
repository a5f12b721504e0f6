import { assert, describe, it } from "@effect/vitest"
import type { Document, Schema } from "../../codegen/document.ts"
import type { Direction, Member, Shape } from "../../codegen/model.ts"
import { Reader } from "../../codegen/shapes.ts"

describe("shapes", () => {
  describe("in requests", () => {
    it("reads required and nullable from the document", () => {
      const shape = read(
        { thing: closed({ a: string, b: { type: ["string", "null"] } }, ["a"]) },
        "thing",
        "request"
      )
      assert.deepStrictEqual(
        membersOf(shape).map(({ presence, shape, wire }) => [wire, presence, shape.nullable === true]),
        [
          ["a", "required", false],
          ["b", "optional", true]
        ]
      )
    })

    it("closes enumerations", () => {
      const shape = read({ thing: { type: "string", enum: ["a", "b"] } }, "thing", "request")
      assert.deepStrictEqual(shape, { kind: "string", known: ["a", "b"], closed: true })
    })
  })

  describe("in requests, and there alone,", () => {
    it("patterns, whole numbers and the number of items are checked", () => {
      const schemas: Record<string, Schema> = {
        thing: closed({
          code: { type: "string", pattern: "^[a-z]+$" },
          count: { type: "integer" },
          few: { type: "array", items: string, minItems: 1, maxItems: 5 }
        })
      }
      const shape = read(schemas, "thing", "request")
      assert.deepStrictEqual(shapeOf(shape, "code"), {
        kind: "string",
        known: [],
        closed: false,
        pattern: "^[a-z]+$"
      })
      assert.deepStrictEqual(shapeOf(shape, "count"), { kind: "integer" })
      assert.deepInclude(shapeOf(shape, "few"), { kind: "array", least: 1, most: 5 })
      const answer = read(schemas, "thing", "answer")
      assert.deepStrictEqual(shapeOf(answer, "code"), { kind: "string", known: [], closed: false })
      assert.deepStrictEqual(shapeOf(answer, "count"), { kind: "number" })
      assert.notProperty(shapeOf(answer, "few"), "least")
    })
  })

  describe("in answers", () => {
    it("relies only on the frame of a resource", () => {
      const resource = closed(
        {
          type: { type: "string", const: "thing" },
          id: string,
          attributes: closed({ a: string }, ["a"]),
          meta: closed({})
        },
        ["meta"]
      )
      const shape = read({ thing: resource }, "thing", "answer")
      assert.deepStrictEqual(
        membersOf(shape).map(({ presence, wire }) => [wire, presence]),
        [
          ["type", "required"],
          ["id", "required"],
          ["attributes", "defaulted"],
          ["meta", "optional"]
        ]
      )
      assert.deepStrictEqual(shapeOf(shape, "meta"), { kind: "free", members: [] })
      assert.deepStrictEqual(
        membersOf(shapeOf(shape, "attributes")).map(({ presence }) => presence),
        ["optional"]
      )
    })

    it("leaves enumerations open", () => {
      const shape = read({ thing: { type: "string", enum: ["a", "b"] } }, "thing", "answer")
      assert.deepStrictEqual(shape, { kind: "string", known: ["a", "b"], closed: false })
    })

    it("identifies relationships by their form", () => {
      const linkage = closed({ type: { type: "string", const: "user" }, id: string })
      const robot = closed({ type: { type: "string", const: "robot" }, id: string })
      const shape = read(
        {
          thing: closed({
            owner: closed({ data: linkage }),
            members: closed({ data: { type: "array", items: linkage } }),
            creator: closed({ data: { oneOf: [{ type: "null" }, linkage, robot] } }),
            other: closed({ data: closed({ type: string, id: string, name: string }) })
          })
        },
        "thing",
        "answer"
      )
      assert.deepStrictEqual(shapeOf(shape, "owner"), { kind: "relationship", many: false, types: ["user"] })
      assert.deepStrictEqual(shapeOf(shape, "members"), { kind: "relationship", many: true, types: ["user"] })
      assert.deepStrictEqual(shapeOf(shape, "creator"), {
        kind: "relationship",
        many: false,
        types: ["user", "robot"]
      })
      assert.strictEqual(shapeOf(shape, "other").kind, "object")
    })

    it("keeps the keys of custom fields, and their content", () => {
      const fields: Schema = {
        type: "object",
        additionalProperties: true,
        properties: { "name-first": closed({ "given-at": string }) }
      }
      const shape = shapeOf(read({ thing: closed({ fields }) }, "thing", "answer"), "fields")
      assert.strictEqual(shape.kind, "free")
      assert.deepStrictEqual(
        membersOf(shape).map(({ wire }) => wire),
        ["name-first"]
      )
    })
  })

  describe("unions", () => {
    it("follow the discriminator, several values to one member too", () => {
      const schemas = {
        a: member("a"),
        b: closed({ type: string, attributes: closed({}) }),
        both: {
          oneOf: [ref("a"), ref("b")],
          discriminator: {
            propertyName: "type",
            mapping: { a: ref("a").$ref ?? "", b1: ref("b").$ref ?? "", b2: ref("b").$ref ?? "" }
          }
        }
      }
      const shape = read(schemas, "both", "answer")
      assert.deepStrictEqual(shape.kind === "union" ? shape.variants.map((variant) => variant.values) : [], [
        ["a"],
        ["b1", "b2"]
      ])
      assert.deepStrictEqual(shapeOf(read(schemas, "b", "answer"), "type"), {
        kind: "string",
        known: ["b1", "b2"],
        closed: true
      })
    })

    it("find the discriminator if none is named", () => {
      const shape = read(
        { a: member("a"), b: member("b"), both: { oneOf: [ref("a"), ref("b")] } },
        "both",
        "request"
      )
      assert.strictEqual(shape.kind === "union" && shape.discriminator, "type")
      const query = { oneOf: [closed({ and: string }, ["and"]), closed({ or: string }, ["or"])] }
      assert.strictEqual(read({ query }, "query", "request").kind, "either")
    })

    it("refuse a value that names two members", () => {
      const schemas = { a: member("a"), b: member("a"), both: { oneOf: [ref("a"), ref("b")] } }
      assert.throws(() => read(schemas, "both", "answer"), /both: a names two variants/)
    })
  })

  it("extend their references, unless members must keep their names", () => {
    const schemas: Record<string, Schema> = {
      base: { type: "object", properties: { "created-at": string, name: string } },
      thing: {
        allOf: [{ $ref: "#/components/schemas/base" }, { properties: { name: string, "own-name": string } }]
      }
    }
    const shape = read(schemas, "thing", "answer")
    assert.deepStrictEqual(shape.kind === "object" ? shape.bases : [], ["base"])
    assert.deepStrictEqual(
      membersOf(shape).map(({ wire }) => wire),
      ["own-name"]
    )
  })

  it("equal their references if they add nothing, a union for example", () => {
    const both: Schema = { oneOf: [ref("a"), ref("b")] }
    const schemas = { a: member("a"), b: member("b"), both, thing: closed({ it: { allOf: [ref("both")] } }) }
    assert.deepStrictEqual(shapeOf(read(schemas, "thing", "answer"), "it"), {
      kind: "component",
      name: "both",
      direction: "answer"
    })
    const adding: Schema = { allOf: [ref("both"), { properties: { name: string } }] }
    assert.throws(
      () => read({ ...schemas, adding }, "adding", "answer"),
      /adding: a union cannot lend its members \(both\)/
    )
  })

  it("refuse unknown constructs", () => {
    assert.throws(() => read({ thing: { not: {} } as Schema }, "thing", "answer"), /thing: the keyword not/)
    assert.throws(() => read({ thing: { type: "tuple" } }, "thing", "answer"), /thing: the type tuple/)
    assert.throws(
      () => read({ thing: closed({ "street-1": string, street1: string }) }, "thing", "answer"),
      /thing: street-1 and street1 would both be called street1/
    )
  })
})

const read = (schemas: Record<string, Schema>, name: string, direction: Direction): Shape => {
  const document: Document = {
    info: { version: "test" },
    paths: {},
    components: { schemas, securitySchemes: {} }
  }
  return new Reader(document).component(name, direction).shape
}

const membersOf = (shape: Shape): ReadonlyArray<Member> =>
  shape.kind === "object" || shape.kind === "free" ? shape.members : []

const shapeOf = (shape: Shape, wire: string): Shape =>
  membersOf(shape).find((member) => member.wire === wire)?.shape ?? assert.fail(`no member ${wire}`)

const closed = (properties: Record<string, Schema>, required: ReadonlyArray<string> = []): Schema => ({
  type: "object",
  additionalProperties: false,
  properties,
  required
})
const string: Schema = { type: "string" }

const member = (type: string): Schema =>
  closed({ type: { type: "string", const: type }, attributes: closed({}) })
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })
