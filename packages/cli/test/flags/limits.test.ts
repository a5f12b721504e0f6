import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import { checkConcurrency, parseKeyMaxAge } from "../../src/flags/limits.ts"

describe("limits", () => {
  describe("checkConcurrency", () => {
    it.effect("accepts 1 to 1024", () =>
      Effect.gen(function* () {
        for (const good of [1, 16, 1024]) yield* checkConcurrency(good)
        for (const bad of [0, -1, 1025]) {
          assert.match((yield* Effect.flip(checkConcurrency(bad))).message, /--concurrency takes/)
        }
      })
    )
  })

  describe("parseKeyMaxAge", () => {
    it.effect("accepts a number with a unit", () =>
      Effect.gen(function* () {
        for (const [text, millis] of [
          ["90s", 90_000],
          [" 30m", 1_800_000],
          ["30 min", 1_800_000],
          ["23h", 82_800_000],
          ["1d", 86_400_000],
          ["5ms", 5]
        ] as const) {
          assert.strictEqual(Duration.toMillis(yield* parseKeyMaxAge(text)), millis)
        }
        for (const bad of ["", "23", "h", "1.5h", "1 week"]) {
          assert.match((yield* Effect.flip(parseKeyMaxAge(bad))).message, /--key-max-age takes/)
        }
      })
    )
  })
})
