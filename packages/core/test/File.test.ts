import * as File from "@effect-persona/core/File"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { inspect } from "node:util"

describe("File", () => {
  describe("fromString", () => {
    it("holds the text in UTF-8", () => {
      const file = File.fromString("rows.csv", "value\nmünchen.example\n")
      assert.strictEqual(file.filename, "rows.csv")
      assert.strictEqual(new TextDecoder().decode(file.content), "value\nmünchen.example\n")
    })
  })

  describe("fromBytes", () => {
    it("does not copy the bytes", () => {
      const bytes = new Uint8Array([1, 2, 3])
      assert.strictEqual(File.fromBytes("a.bin", bytes).content, bytes)
    })
  })

  describe("isUpload", () => {
    it("tells files from plain objects", () => {
      assert.isTrue(File.isUpload(File.fromString("a.csv", "")))
      assert.isFalse(File.isUpload({ filename: "a.csv", content: new Uint8Array() }))
      assert.isFalse(File.isUpload(null))
      assert.isTrue(Schema.is(File.Upload)(File.fromString("a.csv", "")))
    })
  })

  it("never shows what is in a file", () => {
    const file = File.fromString("rows.csv", "ada@canary.example")
    const codes = [...new TextEncoder().encode("ada")].join(",")
    for (const text of [JSON.stringify(file), inspect(file), inspect({ deep: [file] })]) {
      assert.include(text, "rows.csv")
      assert.notInclude(text, "canary")
      assert.notInclude(text.replaceAll(" ", ""), codes)
    }
  })
})
