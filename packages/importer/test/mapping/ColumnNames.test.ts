import { assert, describe, it } from "@effect/vitest"
import { editDistance, nearest, plainName, positionsOf } from "../../src/mapping/ColumnNames.ts"

describe("ColumnNames", () => {
  it("treats names as equal that differ in case, spaces, dashes and underscores", () => {
    for (const name of ["Reference ID", "reference_id", "reference-id", "REFERENCEID", " referenceId "]) {
      assert.strictEqual(plainName(name), "referenceid")
    }
  })

  it("finds every position of a name", () => {
    assert.deepStrictEqual(positionsOf(["a", "b", "a"], "a"), [0, 2])
    assert.deepStrictEqual(positionsOf(["a"], "A"), [])
  })

  it("counts edits", () => {
    assert.strictEqual(editDistance("kitten", "sitting"), 3)
    assert.strictEqual(editDistance("", "abc"), 3)
    assert.strictEqual(editDistance("value", "valeu"), 1)
    assert.strictEqual(editDistance("abc", "abc"), 0)
  })

  it("returns the closest names, closest first, at most three, and none without similarity", () => {
    const columns = ["Birth date", "birthdate (UTC)", "date", "phone", "bithdate", "birthdat"]
    assert.deepStrictEqual(nearest("birthdate", columns), ["Birth date", "birthdate (UTC)", "date"])
    assert.deepStrictEqual(nearest("value", ["domain", "comment"]), [])
    assert.deepStrictEqual(nearest("name-last", ["first name", "Last Name"]), ["Last Name"])
    assert.deepStrictEqual(nearest("", ["a"]), [])
    assert.deepStrictEqual(nearest("x".repeat(100_000), ["y".repeat(100_000)]), [])
  })
})
