import { assert, describe, it } from "@effect/vitest"
import * as Ids from "../../../src/internal/state/Ids.ts"

const some = (seed: number, epoch: number, count: number) => {
  const ids = Ids.make(seed, epoch)
  return Array.from({ length: count }, () => ids.next("act"))
}

describe("Ids", () => {
  it("has the prefix and 24 letters or digits", () => {
    assert.match(some(1, 1, 1)[0]!, /^act_[0-9A-Za-z]{24}$/)
  })

  it("repeats for the same seed and opening", () => {
    assert.deepStrictEqual(some(5, 2, 10), some(5, 2, 10))
  })

  it("never repeats within an opening, between openings, or for another seed", () => {
    const all = [...some(5, 1, 20_000), ...some(5, 2, 20_000), ...some(6, 1, 20_000)]
    assert.strictEqual(new Set(all).size, 60_000)
  })
})
