import type { Progress } from "@effect-persona/importer/Importer"
import { assert, describe, it } from "@effect/vitest"
import { line } from "../../src/render/ProgressLine.ts"

describe("ProgressLine", () => {
  describe("line", () => {
    it("starts without a rate", () => {
      assert.strictEqual(line(progress({})), "0 rows, 0 rows/s")
    })

    it("shows rows, rate and remaining time", () => {
      assert.strictEqual(
        line(progress({ read: 12_500, settled: 12_000, elapsedMs: 2500, sourceShare: 0.1 })),
        "12,000 rows, 4,800 rows/s, 23.5 s left"
      )
    })

    it("shows slow rates with a decimal", () => {
      assert.strictEqual(line(progress({ settled: 5, elapsedMs: 2000 })), "5 rows, 2.5 rows/s")
    })

    it("shows no remaining time if it is unknown", () => {
      const known = { read: 1000, settled: 1000, elapsedMs: 1000 }
      for (const unknown of [
        { sourceShare: undefined },
        { sourceShare: 0 },
        { sourceShare: 0.5, settled: 99 },
        { sourceShare: 1 }
      ]) {
        assert.notInclude(line(progress({ ...known, ...unknown })), "left")
      }
    })

    it("shows exceptional events", () => {
      assert.strictEqual(
        line(
          progress({
            settled: 50,
            elapsedMs: 1000,
            existing: 1000,
            duplicates: 2,
            rejected: 3,
            unknown: 4,
            pausedMs: 60_000
          })
        ),
        "50 rows, 50 rows/s, 1,000 existing, 2 duplicates, 3 rejected, 4 unknown, waiting 1 min 0 s for a quota"
      )
    })
  })
})

const progress = (given: Partial<Progress>): Progress => ({
  read: 0,
  settled: 0,
  created: 0,
  existing: 0,
  updated: 0,
  rejected: 0,
  duplicates: 0,
  unknown: 0,
  sourceShare: undefined,
  requests: 0,
  elapsedMs: 0,
  limit: undefined,
  remaining: undefined,
  pausedMs: 0,
  ...given
})
