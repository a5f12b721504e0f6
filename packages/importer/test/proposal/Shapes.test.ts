import { assert, describe, it } from "@effect/vitest"
import { shapeOf, shapesOf } from "../../src/proposal/Shapes.ts"

describe("shapes", () => {
  it("describe a value without any of its letters or digits, or its length", () => {
    const cases: ReadonlyArray<readonly [string, string]> = [
      ["03/02/1990", "99/99/9999"],
      ["ada.quill@mail.example", "aaa.aaa@aaa.aaa"],
      ["Zoë Świątek", "Aaa Aaaa"],
      ["+12025550123", "+9999"],
      ["東京都", "aaa"],
      ["🦊", "?"],
      ["\u001b[31mred", "?[99aaa"],
      ["x".repeat(10_000), "aaa"]
    ]
    for (const [value, shape] of cases) assert.strictEqual(shapeOf(value), shape)
  })

  it("are counted, the commonest first", () => {
    assert.deepStrictEqual(shapesOf(["12", "a", "34", "!"], 2), ["99", "a"])
  })
})
