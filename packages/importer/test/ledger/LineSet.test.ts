import { assert, describe, it } from "@effect/vitest"
import { LineSet } from "../../src/ledger/LineSet.ts"

describe("LineSet", () => {
  it("distinguishes new lines from known ones, near and far", () => {
    const lines = new LineSet()
    const all = [1, 2, 31, 32, 33, 255, 256, 257, 1_000_000, 1_000_000_000_001]
    assert.isTrue(all.every((line) => lines.add(line)))
    assert.isFalse(all.some((line) => lines.add(line)))
    assert.isTrue(all.every((line) => lines.has(line)))
    for (const line of [0, 3, 34, 254, 258, 999_999, 1_000_000_000_000]) assert.isFalse(lines.has(line))
  })
})
