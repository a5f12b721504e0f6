import { assert, describe, it } from "@effect/vitest"
import { duration, listed, table, wrap } from "../../src/render/text.ts"

describe("text", () => {
  describe("wrap", () => {
    it("breaks between words, and nowhere else", () => {
      assert.strictEqual(wrap("one two three four", 9), "one two\nthree\nfour")
      assert.strictEqual(wrap("unbreakable word", 5), "unbreakable\nword")
    })

    it("keeps paragraphs and indented lines unchanged", () => {
      assert.strictEqual(wrap("a b\n\n  c d e f g\nh", 3), "a b\n\n  c d e f g\nh")
    })
  })

  describe("listed", () => {
    it("lists the first names, and the number of the others", () => {
      assert.strictEqual(listed(["a", "b"], 2), "a, b")
      assert.strictEqual(listed(["a", "b", "c", "d"], 2), "a, b and 2 more")
    })
  })

  describe("table", () => {
    it("makes each column as wide as its widest cell, with numbers right-aligned", () => {
      assert.strictEqual(
        table([
          ["rows", 5, ""],
          ["  rejected", 12_000, "(all)"]
        ]),
        "rows            5\n  rejected  12000  (all)"
      )
      assert.strictEqual(table([]), "")
    })

    it("puts a cell on one line, with the width of its printed text", () => {
      assert.strictEqual(
        table([
          ["a\u001b[2J", "x"],
          ["b\nc", "y"]
        ]),
        String.raw`a\x1b[2J  x` + "\n" + String.raw`b\nc      y`
      )
    })
  })

  describe("duration", () => {
    for (const [millis, text] of [
      [0, "0.0 s"],
      [4_249, "4.2 s"],
      [59_949, "59.9 s"],
      [59_999, "1 min 0 s"],
      [119_700, "2 min 0 s"],
      [723_000, "12 min 3 s"],
      [3_599_900, "1 h 0 min"],
      [3_900_000, "1 h 5 min"],
      [200_000_000, "55 h 33 min"]
    ] as const) {
      it(`writes ${millis} ms as ${text}`, () => {
        assert.strictEqual(duration(millis), text)
      })
    }
  })
})
