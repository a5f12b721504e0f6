import { assert, describe, it } from "@effect/vitest"
import { camelCase } from "../../../src/internal/wire/wireName.ts"

describe("wireName", () => {
  describe("camelCase", () => {
    it.each([
      ["reference-id", "referenceId"],
      ["address-street-1", "addressStreet1"],
      ["created-at-ts", "createdAtTs"],
      ["type", "type"],
      ["grant_type", "grant_type"],
      ["street_1", "street_1"],
      ["match_types", "match_types"],
      ["CF-Access-Client-Id", "CF-Access-Client-Id"],
      ["RateLimit-Limit", "RateLimit-Limit"],
      ["-leading", "-leading"],
      ["", ""]
    ])("names %s %s", (wire, name) => {
      assert.strictEqual(camelCase(wire), name)
    })
  })
})
