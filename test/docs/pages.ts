/** The pages of the repository and the code in them. */
import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { fileURLToPath } from "node:url"

export const root = fileURLToPath(new URL("../..", import.meta.url))

/** A fenced block: its language, the words behind the language, and its text. */
export interface Block {
  readonly page: string
  /** The line of its first line of text, from 1. */
  readonly line: number
  readonly language: string
  readonly words: ReadonlySet<string>
  readonly text: string
}

/** Every page of the repository, by its path. */
export const pages: ReadonlyArray<string> = [
  "README.md",
  "CHANGELOG.md",
  "examples/README.md",
  ...readdirSync(join(root, "packages")).map((name) => `packages/${name}/README.md`),
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .toSorted()
    .map((name) => `docs/${name}`)
]

export const read = (page: string): string => readFileSync(join(root, page), "utf8")

/** The fenced blocks of a page, in their order. */
export const blocks = (page: string): ReadonlyArray<Block> => {
  const found: Array<Block> = []
  let open: { readonly line: number; readonly info: string; readonly text: Array<string> } | undefined
  read(page)
    .split("\n")
    .forEach((line, index) => {
      if (!line.startsWith("```")) open?.text.push(line)
      else if (open === undefined) open = { line: index + 2, info: line.slice(3).trim(), text: [] }
      else {
        const [language = "", ...words] = open.info.split(/\s+/)
        found.push({ page, line: open.line, language, words: new Set(words), text: open.text.join("\n") })
        open = undefined
      }
    })
  return found
}

/** The value of a word such as `status=1`. */
export const wordOf = (block: Block, name: string): string | undefined =>
  [...block.words].find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1)

/** A name for the block in test output: `README.md:42`. */
export const place = ({ line, page }: Block): string => `${relative(".", page)}:${line}`
