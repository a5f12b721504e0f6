import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as SourceError from "../src/SourceError.ts"

describe("SourceError", () => {
  it("names file, line and column if it has them", () => {
    const open = error(new SourceError.UnclosedQuote({ line: 3, column: 2, stoppedAt: "end" }))
    assert.match(open.message, /^people\.csv, line 3, column 2: /)
    assert.deepStrictEqual([open.line, open.column], [3, 2])
    const large = error(new SourceError.RecordTooLarge({ line: 4, maxRecordBytes: 10 }))
    assert.match(large.message, /^people\.csv, line 4: .*10 bytes/)
    assert.deepStrictEqual([large.line, large.column], [4, undefined])
    const missing = error(new SourceError.FileNotFound())
    assert.match(missing.message, /^people\.csv: /)
    assert.strictEqual(missing.line, undefined)
  })

  it.effect("can be handled by its reason", () =>
    Effect.gen(function* () {
      const failing = Effect.fail(
        new SourceError.SourceError({ file: "x", reason: new SourceError.NoRows({ line: 1 }) })
      )
      const handled = yield* Effect.catchReason(failing, "SourceError", "NoRows", ({ line }) =>
        Effect.succeed(line)
      )
      assert.strictEqual(handled, 1)
    })
  )
})

const error = (reason: SourceError.SourceReason) =>
  new SourceError.SourceError({ file: "people.csv", reason })
