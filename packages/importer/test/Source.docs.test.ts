/** Tables of `docs/csv.md` that state what the tests say. `UPDATE_DOCS=1` writes them. */
import { assert, describe, it } from "@effect/vitest"
import * as fs from "node:fs"
import * as path from "node:path"
import * as Source from "../src/Source.ts"
import { type Case, readable, refused } from "./support/csvCases.ts"

describe("docs/csv.md", () => {
  it("lists the encodings", () => {
    checked("encodings", Source.encodings.map((encoding) => `\`${encoding}\``).join(", "))
  })

  it("lists every case that is read", () => {
    const rows = readable().map((one) => [
      one.name,
      given(one),
      one.expected.records.map((record) => code(JSON.stringify(record))).join("<br>")
    ])
    checked("readable", table(["case", "source", "records"], rows))
  })

  it("lists every case that is refused", () => {
    const rows = refused().map((one) => {
      const { _tag, column, line, offset } = one.expected
      const places = [
        ["line", line],
        ["column", column],
        ["byte", offset]
      ].filter(([, at]) => at !== undefined)
      return [one.name, given(one), `\`${_tag}\``, places.map((place) => place.join(" ")).join(", ")]
    })
    checked("refused", table(["case", "source", "reason", "where"], rows))
  })
})

/** The source and its options, where they can be shown. */
const given = ({ bytes, options }: Case<unknown>): string => {
  const text = bytes.toString()
  const isPlain = bytes.length > 0 && bytes.length <= 60 && !/[^\t\n\r -~\u00a0-\uffff]|\ufffd/.test(text)
  const parts = [
    ...(isPlain ? [code(JSON.stringify(text))] : []),
    ...Object.entries(options).map(([name, value]) => `${name} ${code(JSON.stringify(value) ?? "none")}`)
  ]
  return parts.join(", ")
}

/** Code in a cell of a table. */
const code = (text: string): string => {
  const shown = text.replaceAll("|", "\\|").replaceAll(/[\u007f-\u00a0\u2028\ufeff]/g, escaped)
  return `\`${shown}\``
}

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")

const page = path.join(import.meta.dirname, "../../../docs/csv.md")

const checked = (name: string, expected: string) => {
  const text = fs.readFileSync(page, "utf8")
  const begin = `<!-- checked: ${name} -->\n`
  const from = text.indexOf(begin) + begin.length
  const to = text.indexOf("<!-- end -->", from)
  assert.isTrue(from >= begin.length && to >= from, `docs/csv.md has the marks of ${name}`)
  if (process.env["UPDATE_DOCS"] !== undefined) {
    fs.writeFileSync(page, `${text.slice(0, from)}\n${expected}\n\n${text.slice(to)}`)
  } else {
    assert.strictEqual(
      text.slice(from, to).trim(),
      expected,
      "docs/csv.md is behind: UPDATE_DOCS=1 writes it"
    )
  }
}
