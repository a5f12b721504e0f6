import { assert, describe, it } from "@effect/vitest"
import { onOneLine, printable, printableJson } from "../../src/render/printable.ts"

/** All controls (C0, DEL, C1), all bidirectional ones, zero width, separators of lines, tags, half a character. */
const harmful = [
  ...Array.from({ length: 0x20 }, (_, code) => code),
  ...Array.from({ length: 0x21 }, (_, code) => 0x7f + code),
  0xad,
  0x61c,
  0x200b,
  0x200c,
  0x200d,
  0x200e,
  0x200f,
  0x2028,
  0x2029,
  0x202a,
  0x202b,
  0x202c,
  0x202d,
  0x202e,
  0x2060,
  0x2066,
  0x2067,
  0x2068,
  0x2069,
  0xfeff,
  0xd800,
  0xe0001,
  0xe007f
].map((code) => String.fromCodePoint(code))

describe("printable", () => {
  it("escapes whatever a terminal acts on or does not show, and nothing else", () => {
    for (const character of harmful) {
      const shown = printable(`a${character}b`)
      if (character === "\n") assert.strictEqual(shown, "a\nb")
      else assert.match(shown, /^a\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|u\{e00[0-9a-f]{2}\}|t)b$/)
      assert.notInclude(onOneLine(`a${character}b`), character)
    }
    for (const text of ["Zoë Quill", "日本語 → 😀", "\\x1b", "a\nb", ""])
      assert.strictEqual(printable(text), text)
  })

  it("leaves JSON what it means", () => {
    for (const character of harmful) {
      const json = printableJson(JSON.stringify({ [character]: [character] }, null, 2))
      assert.notMatch(json.replaceAll("\n", ""), /[^ -~]/, JSON.stringify(character))
      assert.deepStrictEqual(JSON.parse(json), { [character]: [character] })
    }
    assert.strictEqual(printableJson('{"a": "Zoë 😀"}'), '{"a": "Zoë 😀"}')
  })
})
