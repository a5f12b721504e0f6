import { assert, describe, it } from "@effect/vitest"
import { onOneLine, printable, printableJson } from "../../src/render/printable.ts"
import { controls } from "../support/controls.ts"

/** All of these, and what only a text can hold: NUL, a soft hyphen, tags, half a character. */
const harmful = [0, ...controls, 0xad, 0xd800, 0xe0001, 0xe007f].map((code) => String.fromCodePoint(code))

describe("printable", () => {
  it("escapes all characters that a terminal interprets or hides, and no others", () => {
    for (const character of harmful) {
      const shown = printable(`a${character}b`)
      if (character === "\n") assert.strictEqual(shown, "a\nb")
      else assert.match(shown, /^a\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|u\{e00[0-9a-f]{2}\}|t)b$/)
      assert.notInclude(onOneLine(`a${character}b`), character)
    }
    for (const text of ["Zoë Quill", "日本語 → 😀", "\\x1b", "a\nb", ""])
      assert.strictEqual(printable(text), text)
  })

  it("preserves the meaning of JSON", () => {
    for (const character of harmful) {
      const json = printableJson(JSON.stringify({ [character]: [character] }, null, 2))
      assert.notMatch(json.replaceAll("\n", ""), /[^ -~]/, JSON.stringify(character))
      assert.deepStrictEqual(JSON.parse(json), { [character]: [character] })
    }
    assert.strictEqual(printableJson('{"a": "Zoë 😀"}'), '{"a": "Zoë 😀"}')
  })
})
