/** One word for one idea: those that the glossary in `docs/architecture.md` has replaced do not come back. */
import { assert, describe, it } from "@effect/vitest"
import * as fs from "node:fs"
import * as path from "node:path"

const root = path.resolve(import.meta.dirname, "..")

/** What is no longer said, and what is said instead. */
const retired: ReadonlyArray<readonly [words: RegExp, instead: string]> = [
  [/(?<!Privacy )\b(?:begin|end|is|last|first)?Pass\b(?! (?:it|the|a)\b)/, "Pipeline, scan"],
  [/\bcrews?\b/i, "worker pool"],
  [/\bfrontiers?\b/i, "checkpoint"],
  [/\btally\b/i, "counters"],
  [/\bTraffic\b/, "request counters"],
  [/\bpursuits?\b/i, "delivery"],
  [/\badoption\b/i, "reconcile"],
  [/\bgathering\b/i, "earlier batches"],
  [/\bSettling\b/, "batch outcomes"],
  [/\bLoading\b/, "batcher"],
  [/\bCarrier\b(?! Database)/, "bulk operation"],
  [/\btwins?\b/i, "duplicate"],
  [/\bChunkRows\b|\bdepartTogether\b/, "batch"],
  [/\b(?:nobody|somebody|everybody|whoever)\b/i, "the subject's name: the client, the ledger, the user"]
]

/** Pages that tell of their own time. */
const dated = /^(?:CHANGELOG\.md|docs\/decisions\/|docs\/api\/|docs\/certification\.md)/

const filesBelow = (folder: string): ReadonlyArray<string> =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => path.join(folder, name))

const written = [
  ...["core", "sandbox", "importer", "cli"].flatMap((name) => filesBelow(`packages/${name}/src`)),
  ...filesBelow("docs"),
  ...fs.readdirSync(root)
].filter(
  (file) => /\.(?:ts|md)$/.test(file) && !dated.test(file) && !/src\/(?:generated|legacy)\//.test(file)
)

/** The lines of some files that pass a test, with their places. */
const linesThat = (files: ReadonlyArray<string>, test: (line: string) => boolean): ReadonlyArray<string> =>
  files.flatMap((file) =>
    fs
      .readFileSync(path.join(root, file), "utf8")
      .split("\n")
      .flatMap((line, at) => (test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : []))
  )

describe("words", () => {
  for (const [words, instead] of retired) {
    it(`${words.source} is retired: ${instead}`, () => {
      assert.deepStrictEqual(
        linesThat(written, (line) => words.test(line)),
        []
      )
    })
  }

  it("the libraries name no flag and no command: the command adds them", () => {
    const flag = /--[a-z]+(?:-[a-z]+)*(?!\w|\.\w|-)/
    const command =
      /\bpersona (?:api|apply|import|limits|map|plan|problems|report|resume|retry|runs|sandbox)\b/
    const libraries = written.filter((file) => /^packages\/(?:core|importer)\/src\//.test(file))
    assert.deepStrictEqual(
      linesThat(libraries, (line) => flag.test(line) || command.test(line)),
      []
    )
  })

  it("private members are written in one way", () => {
    const sources = written.filter((file) => file.endsWith(".ts"))
    assert.deepStrictEqual(
      linesThat(sources, (line) => /\bthis\.#/.test(line)),
      []
    )
  })

  it("the glossary has at most 25", () => {
    const page = fs.readFileSync(path.join(root, "docs/architecture.md"), "utf8")
    const [, section = ""] = /^## Words\n(.*?)^## /ms.exec(page) ?? []
    const rows = section.split("\n").filter((line) => /^\| [^-]/.test(line))
    assert.isAtMost(rows.length - 1, 25)
    assert.isAtLeast(rows.length, 20)
  })

  it("CONTRIBUTING.md names existing files and folders", () => {
    const page = fs.readFileSync(path.join(root, "CONTRIBUTING.md"), "utf8")
    const places = [...page.matchAll(/`((?:packages|docs|test|bench)\/[^`\s]*)`/g)].map(([, place]) => place!)
    assert.isAbove(places.length, 20)
    assert.deepStrictEqual(
      // A target and an engine have the name that is chosen for them.
      places.filter((place) => !/NAME/.test(place) && !fs.existsSync(path.join(root, place))),
      []
    )
  })
})
