import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { neutralize, restore, writeRecord } from "../../src/source/SpreadsheetCell.ts"

describe("spreadsheet", () => {
  it("puts an apostrophe before formulas, and before apostrophes that precede them", () => {
    assert.deepStrictEqual(["=1", "+1", "-1", "@a", "\ta", "\ra", "\na", "'=1", "''=1"].map(neutralize), [
      "'=1",
      "'+1",
      "'-1",
      "'@a",
      "'\ta",
      "'\ra",
      "'\na",
      "''=1",
      "'''=1"
    ])
    assert.deepStrictEqual(["", "a=1", "'a", " =1", "1-1"].map(neutralize), ["", "a=1", "'a", " =1", "1-1"])
  })

  it("leaves cells unchanged that it did not write", () => {
    assert.deepStrictEqual(["=1", "'a", "", "'"].map(restore), ["=1", "'a", "", "'"])
  })

  it.prop("restores every text", { text: Schema.String }, ({ text }) => restore(neutralize(text)) === text)

  it("quotes the first cell always and others if a reader needs it", () => {
    assert.strictEqual(
      writeRecord(["a", "b", "c,d", 'e"f', " g", "h\ni", ""], ","),
      '"a",b,"c,d","e""f"," g","h\ni",\n'
    )
    assert.strictEqual(writeRecord([""], ","), '""\n')
  })
})
