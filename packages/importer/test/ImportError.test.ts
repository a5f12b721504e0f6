import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as ImportError from "../src/ImportError.ts"

describe("ImportError", () => {
  describe("SourceError", () => {
    it("names file, line and column where it has them", () => {
      const open = error(new ImportError.UnclosedQuote({ line: 3, column: 2, stoppedAt: "end" }))
      assert.match(open.message, /^people\.csv, line 3, column 2: /)
      assert.deepStrictEqual([open.line, open.column], [3, 2])
      const large = error(new ImportError.RecordTooLarge({ line: 4, maxRecordBytes: 10 }))
      assert.match(large.message, /^people\.csv, line 4: .*10 bytes/)
      assert.deepStrictEqual([large.line, large.column], [4, undefined])
      const missing = error(new ImportError.FileNotFound())
      assert.match(missing.message, /^people\.csv: /)
      assert.strictEqual(missing.line, undefined)
    })

    it.effect("can be handled by its reason", () =>
      Effect.gen(function* () {
        const failing = Effect.fail(
          new ImportError.SourceError({ file: "x", reason: new ImportError.NoRows({ line: 1 }) })
        )
        const handled = yield* Effect.catchReason(failing, "SourceError", "NoRows", ({ line }) =>
          Effect.succeed(line)
        )
        assert.strictEqual(handled, 1)
      })
    )
  })
})

const error = (reason: ImportError.SourceReason) =>
  new ImportError.SourceError({ file: "people.csv", reason })
