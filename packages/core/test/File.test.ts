import * as File from "@effect-persona/core/File"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { inspect } from "node:util"

describe("File", () => {
  describe("fromString", () => {
    it("encodes the text in UTF-8", () => {
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

  describe("inline", () => {
    it("writes the content in base64, of a part of a buffer too", () => {
      const bytes = new Uint8Array([0, 118, 97, 108, 0]).subarray(1, 4)
      assert.deepStrictEqual(File.inline(File.fromBytes("a.jpg", bytes)), { filename: "a.jpg", data: "dmFs" })
    })
  })

  describe("isUpload", () => {
    it("distinguishes files from plain objects", () => {
      assert.isTrue(File.isUpload(File.fromString("a.csv", "")))
      assert.isFalse(File.isUpload({ filename: "a.csv", content: new Uint8Array() }))
      assert.isFalse(File.isUpload(null))
    })
  })

  describe("Upload", () => {
    it("accepts only files and plain objects", () => {
      const isUpload = Schema.is(File.Upload)
      assert.isTrue(isUpload(File.fromString("a.csv", "")))
      assert.isTrue(isUpload({ filename: "a.csv", content: new Uint8Array() }))
      for (const other of [
        { filename: "a.csv", content: "text" },
        { content: new Uint8Array() },
        "a.csv",
        null
      ]) {
        assert.isFalse(isUpload(other))
      }
    })

    it("has its content in base64 in JSON", () => {
      const json = Schema.toCodecJson(File.Upload)
      const wire = { filename: "a.bin", data: "AQI=" }
      const file = Schema.decodeUnknownSync(json)(wire)
      assert.deepStrictEqual(file, File.fromBytes("a.bin", new Uint8Array([1, 2])))
      assert.deepStrictEqual(Schema.encodeSync(json)(file), wire)
    })
  })

  it("never shows the content of a file", () => {
    const file = File.fromString("rows.csv", "ada@canary.example")
    const codes = [...new TextEncoder().encode("ada")].join(",")
    for (const text of [JSON.stringify(file), inspect(file), inspect({ deep: [file] })]) {
      assert.include(text, "rows.csv")
      assert.notInclude(text, "canary")
      assert.notInclude(text.replaceAll(" ", ""), codes)
    }
  })
})
