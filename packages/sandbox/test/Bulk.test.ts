import * as Bulk from "@effect-persona/sandbox/Bulk"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Result, Schema } from "effect"
import { attributes, layer, send } from "./support.ts"

describe("Bulk", () => {
  describe("Settings", () => {
    it("are taken one by one and all together, as JSON", () => {
      const all: Bulk.Settings = { batchJobs: false, importers: true, rowsPerSecond: 0.5, maxRows: 1 }
      const one = Object.entries(all).map(([name, value]) => ({ [name]: value }))
      for (const given of [{}, { rowsPerSecond: 0 }, ...one, all]) {
        assert.deepStrictEqual(fromJson(JSON.stringify(given)), given)
      }
    })

    it("are refused by name", () => {
      for (const [given, expected] of [
        [{ batchJobs: 1 }, 'Expected boolean\n  at ["batchJobs"]'],
        [{ importers: "yes" }, 'Expected boolean\n  at ["importers"]'],
        [{ rowsPerSecond: -1 }, 'Expected a value greater than or equal to 0\n  at ["rowsPerSecond"]'],
        [{ rowsPerSecond: Infinity }, 'Expected a finite number\n  at ["rowsPerSecond"]'],
        [{ maxRows: 0 }, 'Expected a value greater than or equal to 1\n  at ["maxRows"]'],
        [{ maxRows: 1.5 }, 'Expected an integer\n  at ["maxRows"]'],
        [null, "Expected object"]
      ] as const) {
        const decoded = Schema.decodeUnknownResult(Bulk.Settings)(given)
        assert.strictEqual(Result.isFailure(decoded) && decoded.failure.message, expected)
      }
    })

    it.effect("stay as they are where they are left out", () =>
      Effect.gen(function* () {
        const { setBulk } = yield* Sandbox.Sandbox
        assert.strictEqual(yield* statusOf(2), 422)
        yield* setBulk({ rowsPerSecond: 0, importers: false })
        assert.strictEqual(yield* statusOf(2), 422)
        assert.strictEqual(yield* statusOf(1), 202)
        yield* setBulk({ batchJobs: false })
        assert.strictEqual(yield* statusOf(1), 404)
        yield* setBulk({ maxRows: 2 })
        assert.strictEqual(yield* statusOf(1), 404)
        yield* setBulk({ batchJobs: true })
        assert.strictEqual(yield* statusOf(2), 202)
        assert.strictEqual(yield* statusOf(3), 422)
      }).pipe(Effect.provide(layer({ bulkMaxRows: 1 })))
    )
  })
})

const fromJson = Schema.decodeUnknownSync(Schema.fromJsonString(Bulk.Settings))

/** The answer to a batch job of so many rows. */
const statusOf = (rows: number) =>
  Effect.map(
    send("POST", "/batch-jobs", {
      body: attributes({
        operation: "update",
        object: "account",
        "lookup-field": "token",
        rows: Array.from({ length: rows }, () => ({ token: "act_none", name_first: "Ada" }))
      })
    }),
    ({ status }) => status
  )
