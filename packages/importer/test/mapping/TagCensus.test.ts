import { assert, describe, it } from "@effect/vitest"
import * as TagCensus from "../../src/mapping/TagCensus.ts"

describe("TagCensus", () => {
  it("counts different tags case-insensitively, and stops one above the limit", () => {
    const census = TagCensus.make(3)
    census.add(request("a", "B"))
    census.add(request("b"))
    census.add({ data: { attributes: {} } })
    assert.deepStrictEqual([census.count(), census.isTooMany()], [2, false])
    census.add(request("c"))
    assert.isFalse(census.isTooMany())
    census.add(request("d", "e", "f"))
    assert.deepStrictEqual([census.count(), census.isTooMany()], [4, true])
  })
})

const request = (...tags: ReadonlyArray<string>) => ({ data: { attributes: { tags } } })
