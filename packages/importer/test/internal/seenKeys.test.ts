import { assert, describe, it } from "@effect/vitest"
import { SeenKeys } from "../../src/internal/seenKeys.ts"

describe("SeenKeys", () => {
  it("tells what is new from what was met before, over many growths", () => {
    const seen = new SeenKeys()
    const keys = Array.from({ length: 20_000 }, (_, i) => `key ${i}`)
    assert.isTrue(keys.every((key) => seen.add(key)))
    assert.strictEqual(seen.size, keys.length)
    assert.isFalse(keys.some((key) => seen.add(key)))
    assert.strictEqual(seen.size, keys.length)
    assert.isTrue(seen.add(""))
    assert.isFalse(seen.add(""))
  })
})
