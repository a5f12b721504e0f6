import { assert, describe, it } from "vitest"
import { judge } from "./support/csvFuzz.ts"

/** `node test/fuzz/source.ts` reads as many as one likes. */
const files = 500

describe("Source", () => {
  it(`reads ${files} corrupted files whole, or reports why not`, async () => {
    const complaints: Array<string> = []
    const outcomes = new Set<string>()
    let read = 0
    for (let seed = 0; seed < files; seed++) {
      const { complaint, outcome, ragged, rows } = await judge(seed)
      outcomes.add(outcome)
      read += rows + ragged
      if (complaint !== undefined) complaints.push(`seed ${seed}: ${complaint} (${outcome})`)
    }
    assert.deepStrictEqual(complaints, [])
    // Files that are all refused alike would prove nothing.
    assert.isAbove(read, 1500)
    assert.includeMembers([...outcomes], ["read", "StrayQuote", "UnclosedQuote", "NotText", "Corrupt"])
  })
})
