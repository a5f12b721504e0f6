import { assert, describe, it } from "@effect/vitest"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { apply, type Patch } from "../../codegen/patch.ts"

const patch = (...operations: Patch["operations"]): Patch => ({
  reason: "",
  evidence: "",
  test: "",
  operations
})

describe("patch", () => {
  const document = { a: { "b/c": [1, 2] }, d: "x" }

  describe("apply", () => {
    it("adds, replaces, removes and appends in a copy", () => {
      const patched = apply(
        document,
        patch(
          { op: "test", path: "/d", value: "x" },
          { op: "replace", path: "/d", value: "y" },
          { op: "add", path: "/a/e", value: true },
          { op: "add", path: "/a/b~1c/-", value: 3 }
        ),
        "p.json"
      )
      assert.deepStrictEqual(patched, { a: { "b/c": [1, 2, 3], e: true }, d: "y" })
      assert.deepStrictEqual(apply(document, patch({ op: "remove", path: "/a" }), "p.json"), { d: "x" })
      assert.deepStrictEqual(document, { a: { "b/c": [1, 2] }, d: "x" })
    })

    it.each<Patch["operations"][number]>([
      { op: "test", path: "/d", value: "other" },
      { op: "test", path: "/none", value: 1 },
      { op: "add", path: "/d", value: 1 },
      { op: "replace", path: "/none", value: 1 },
      { op: "remove", path: "/none" },
      { op: "add", path: "/none/deep", value: 1 }
    ])("fails where %j no longer applies", (operation) => {
      assert.throws(() => apply(document, patch(operation), "p.json"), /Patch p\.json does not apply/)
    })
  })

  it("states the problem, the evidence and the test of every patch", () => {
    const folder = new URL("../../codegen/patches/", import.meta.url)
    for (const name of readdirSync(folder)) {
      const { evidence, operations, reason, test } = JSON.parse(
        readFileSync(new URL(name, folder), "utf8")
      ) as Patch
      assert.isAbove(reason.length, 20, name)
      assert.isAbove(evidence.length, 20, name)
      assert.isNotEmpty(operations, name)
      const [file = "", sentence = ""] = test.split(": ")
      const path = new URL(`../../${file}`, import.meta.url)
      assert.isTrue(existsSync(path), `${name} names a test file`)
      assert.include(readFileSync(path, "utf8"), sentence, name)
    }
  })
})
