import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { layer, send } from "../support.ts"

describe("Importers", () => {
  it.effect("says that they are not in this sandbox yet", () =>
    Effect.gen(function* () {
      for (const [method, path] of [
        ["POST", "/importer/accounts"],
        ["POST", "/importer/list-item/names"],
        ["GET", "/importers"],
        ["GET", "/importers/mprt_1"]
      ] as const) {
        const { json, status } = yield* send(method, path)
        assert.strictEqual(status, 404)
        assert.strictEqual(json.errors[0].title, "Not in this sandbox yet")
      }
    }).pipe(Effect.provide(layer()))
  )
})
