import { assert, describe, it } from "@effect/vitest"
import { SeenKeys } from "../../src/mapping/SeenKeys.ts"

describe("SeenKeys", () => {
  it("distinguishes new keys from seen ones, over many growths", () => {
    const seen = new SeenKeys()
    const keys = Array.from({ length: 20_000 }, (_, i) => `key ${i}`)
    assert.isTrue(keys.every((key) => seen.add(key)))
    assert.strictEqual(seen.size, keys.length)
    assert.isFalse(keys.some((key) => seen.add(key)))
    assert.strictEqual(seen.size, keys.length)
    assert.isTrue(seen.add(""))
    assert.isFalse(seen.add(""))
    assert.isUndefined(seen.lineOf(""))
  })

  it("keeps the first line of a text, or the last, over many growths", () => {
    const seen = new SeenKeys({ lines: true })
    for (let i = 0; i < 20_000; i++) seen.add(`key ${i % 10_000}`, i)
    assert.strictEqual(seen.lineOf("key 42"), 42)
    for (let i = 0; i < 20_000; i++) seen.put(`key ${i % 10_000}`, i)
    assert.strictEqual(seen.lineOf("key 42"), 10_042)
    assert.strictEqual(seen.size, 10_000)
    assert.isUndefined(seen.lineOf("key 10000"))
    // More lines than four bytes count.
    seen.put("far", 2 ** 40)
    assert.strictEqual(seen.lineOf("far"), 2 ** 40)
  })
})
