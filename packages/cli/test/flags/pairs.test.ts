import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Pairs from "../../src/flags/pairs.ts"
import * as ParserServices from "../../src/flags/parserServices.ts"

const parse = (separator: "first" | "last", ...given: ReadonlyArray<string>) =>
  Pairs.flag("map", { form: "COLUMN=FIELD", describe: "", separator })
    .parse({ arguments: [], flags: { map: given } })
    .pipe(
      Effect.map(([, pairs]) => pairs),
      Effect.provide(ParserServices.layer)
    )

describe("pairs", () => {
  describe("flag", () => {
    it.effect("is empty if omitted", () =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* parse("first"), {})
      })
    )

    it.effect("collects pairs with possibly empty values", () =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* parse("first", "User ID=reference-id", "Notes="), {
          "User ID": "reference-id",
          Notes: ""
        })
      })
    )

    it.effect("separates at the first or the last equals sign", () =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* parse("first", "name=a=b"), { name: "a=b" })
        assert.deepStrictEqual(yield* parse("last", "a=b=name"), { "a=b": "name" })
      })
    )

    it.effect("refuses malformed pairs and duplicate names", () =>
      Effect.gen(function* () {
        for (const given of [["x"], ["=x"], ["a=1", "a=2"]]) {
          const error = yield* Effect.flip(parse("first", ...given))
          assert.match(error.message, /--map: .* Expected: COLUMN=FIELD/)
        }
      })
    )
  })
})
