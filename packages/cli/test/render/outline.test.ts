import { assert, describe, it } from "@effect/vitest"
import type { JsonSchema } from "effect"
import { outline } from "../../src/render/outline.ts"

const lines = (schema: JsonSchema.JsonSchema, definitions: JsonSchema.Definitions = {}) =>
  outline(schema, definitions).map(({ path, required, type }) => [path, type, required])

describe("outline", () => {
  it("gives one line to each member with a value", () => {
    assert.deepStrictEqual(
      lines({
        type: "object",
        required: ["data"],
        properties: {
          data: {
            type: "object",
            properties: { id: { type: "string" }, tags: { type: "array", items: { type: "string" } } },
            required: ["id"]
          },
          meta: { type: "object" }
        }
      }),
      [
        ["data.id", "string", true],
        ["data.tags", "list of strings", false],
        ["meta", "object", false]
      ]
    )
  })

  it("shows the members of the objects in a list", () => {
    assert.deepStrictEqual(
      lines({
        properties: { data: { type: "array", items: { properties: { id: { type: "string" } } } } }
      }),
      [["data[].id", "string", false]]
    )
  })

  it("looks through null, references and choices that are the same", () => {
    const text = { anyOf: [{ type: "string" }, { type: "null" }] }
    assert.deepStrictEqual(
      lines(
        {
          properties: {
            a: { $ref: "#/$defs/Text" },
            b: { anyOf: [{ type: "number" }, { type: "number" }] },
            c: { anyOf: [{ type: "number" }, { type: "boolean" }] },
            d: { enum: ["x", "y"] },
            e: {}
          }
        },
        { Text: text }
      ),
      [
        ["a", "string", false],
        ["b", "number", false],
        ["c", "number | boolean", false],
        ["d", '"x" | "y"', false],
        ["e", "any JSON", false]
      ]
    )
  })

  it("stops at a recursive schema", () => {
    const definitions = {
      Predicate: {
        type: "object",
        properties: {
          value: { type: "string" },
          and: { type: "array", items: { $ref: "#/$defs/Predicate" } }
        }
      }
    }
    const paths = lines({ properties: { query: { $ref: "#/$defs/Predicate" } } }, definitions).map(
      ([path]) => path
    )
    assert.deepStrictEqual(paths, ["query.value", "query.and"])
  })
})
