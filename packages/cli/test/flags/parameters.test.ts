import { assert, describe, it } from "@effect/vitest"
import { nest } from "../../src/flags/parameters.ts"

describe("parameters", () => {
  describe("nest", () => {
    it("nests bracketed names below the name before them", () => {
      nests(
        {
          include: "a,b",
          "filter[reference-id]": "x",
          "filter[identifier][key]": "k",
          "filter[identifier][value]": "v",
          "page[size]": "5"
        },
        {
          include: "a,b",
          filter: { "reference-id": "x", identifier: { key: "k", value: "v" } },
          page: { size: "5" }
        }
      )
    })

    it("takes a name with unbalanced brackets literally", () => {
      for (const name of ["a[b", "a]b", "[a]", "a[]", "a[b]c", "a[[b]]"])
        nests({ [name]: "1" }, { [name]: "1" })
    })

    it("names a parameter that contradicts another", () => {
      nests({ page: "1", "page[size]": "1" }, { contradiction: "page[size]" })
      nests({ "page[size]": "1", page: "1" }, { contradiction: "page" })
      nests({ "a[b][c]": "1", "a[b]": "1" }, { contradiction: "a[b]" })
    })

    it("modifies only its result, for any names", () => {
      nests(
        { "__proto__[polluted]": "1", "constructor[prototype][polluted]": "1" },
        {
          ["__proto__"]: { polluted: "1" },
          constructor: { prototype: { polluted: "1" } }
        }
      )
      assert.isUndefined(({} as Readonly<Record<string, unknown>>)["polluted"])
    })
  })
})

function nests(query: Readonly<Record<string, string>>, expected: unknown): void {
  const result = nest(query)
  assert.deepStrictEqual("nested" in result ? JSON.parse(JSON.stringify(result.nested)) : result, expected)
}
