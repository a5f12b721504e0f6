import { assert, describe, it } from "@effect/vitest"
import * as Query from "../../../src/internal/wire/query.ts"

describe("query", () => {
  it("writes nested members in brackets, joins lists with commas and omits absent members", () => {
    const wire = {
      filter: { "reference-id": ["a", "b"], none: undefined },
      page: { size: 10 },
      include: ["x"],
      not: 1
    }
    assert.strictEqual(
      decodeURIComponent(Query.toString(wire, ["include", "filter", "page", "fields"])),
      "?include=x&filter[reference-id]=a,b&page[size]=10"
    )
    assert.strictEqual(Query.toString({}, ["include"]), "")
  })

  it("encodes everything that could be read as something else", () => {
    assert.strictEqual(Query.toString({ q: "a+b&c=d #ü" }, ["q"]), "?q=a%2Bb%26c%3Dd%20%23%C3%BC")
  })
})
