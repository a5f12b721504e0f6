/** Tables of the pages that state what the sources say. `UPDATE_DOCS=1` writes those between `checked` marks. */
import * as Manifest from "@effect-persona/core/Manifest"
import * as Target from "@effect-persona/importer/Target"
import { assumptions } from "@effect-persona/sandbox/Assumptions"
import * as Faults from "@effect-persona/sandbox/Faults"
import { assert, describe, it } from "@effect/vitest"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll } from "vitest"
import { pages, read, root } from "./docs/pages.ts"
import * as Shell from "./docs/shell.ts"

describe("docs/mapping.md", () => {
  it("has the fields of accounts", () => {
    checked(
      "docs/mapping.md",
      "accounts",
      table(["field", "takes", "required"], fieldsOf({ _tag: "Accounts" }))
    )
  })

  it("has the fields of lists", () => {
    checked("docs/mapping.md", "lists", table(["field", "takes", "required"], fieldsOf({ _tag: "Lists" })))
  })

  it("has the fields of list items of every kind", () => {
    const rows = Target.listItemKinds.flatMap((kind) =>
      fieldsOf({ _tag: "ListItems", kind, list: "" }).map((cells) => [`\`${kind}\``, ...cells])
    )
    checked("docs/mapping.md", "list-items", table(["kind", "field", "takes", "required"], rows))
  })
})

describe("docs/sandbox.md", () => {
  it("lists the assumptions", () => {
    const topics = Map.groupBy(assumptions, ({ topic }) => topic)
    const lines = [...topics].map(
      ([topic, choices]) => `- **${topic}**: ${choices.map(({ choice }) => choice).join(" ")}`
    )
    checked("docs/sandbox.md", "assumptions", lines.join("\n").replaceAll("<", "&lt;"))
  })

  it("names every kind of fault and all its members", () => {
    const page = section("docs/sandbox.md", "Faults")
    for (const { fields } of Faults.Action.members) {
      const { kind, ...members } = fields
      const row = page.split("\n").find((line) => line.startsWith(`| \`${kind.literal}\``))
      assert.isDefined(row, kind.literal)
      for (const name of Object.keys(members)) assert.include(row, `\`${name}\``)
    }
  })
})

describe("docs/cli.md", () => {
  let shell: Shell.Shell
  beforeAll(() => {
    shell = Shell.open()
  })
  afterAll(() => shell.remove())
  const help = async (command: string) => (await shell.run(`persona ${command} --help`)).output

  it("has a section for every command", async () => {
    const commands = (await help(""))
      .split("SUBCOMMANDS")[1]!
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/)[0])
    for (const command of commands) assert.include(read("docs/cli.md"), `\n## persona ${command}\n`)
  })

  const importing = ["persona import", "Where it sends to"]
  const sections: Readonly<Record<string, ReadonlyArray<string>>> = {
    "import accounts": importing,
    "import lists": importing,
    "import list-items": importing,
    "plan accounts": [...importing, "persona plan"],
    "plan lists": [...importing, "persona plan"],
    "plan list-items": [...importing, "persona plan"],
    apply: ["persona apply", "Where it sends to"],
    resume: ["persona resume", "Where it sends to"],
    retry: ["persona resume", "Where it sends to"],
    map: ["persona map"],
    runs: ["persona runs"],
    problems: ["persona problems"],
    report: ["persona runs"],
    limits: ["Where it sends to"],
    api: ["persona api", "Where it sends to"],
    sandbox: ["persona sandbox"]
  }
  for (const [command, titles] of Object.entries(sections)) {
    it(`names every flag of persona ${command}`, async () => {
      const [, own = ""] = /\nFLAGS\n([\s\S]*?)\n\n/.exec(await help(command)) ?? []
      const flags = [...own.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, flag]) => flag!)
      assert.isAbove(flags.length, 0)
      const text = titles.map((title) => section("docs/cli.md", title)).join("\n")
      for (const flag of flags) {
        // Results are JSON at will everywhere, and one sentence at the top says so.
        if (flag !== "--json") assert.include(text, `\n| \`${flag}`, flag)
      }
    })
  }

  it("names every member of a report, and no other", async () => {
    const file = "examples/data/blocked-domains.csv --map domain=value --set match-type=domain"
    const flags = "--kind email-address --list Domains --sandbox --yes --json 2>/dev/null"
    const { output } = await shell.run(`persona import list-items ${file} ${flags}`)
    const members = Object.keys(JSON.parse(output))
    const [, text = ""] = read("docs/cli.md").split("### The report as JSON")
    const named = [...text.split("\n## ")[0]!.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = ""]) =>
      [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name!)
    )
    assert.deepStrictEqual(named.toSorted(), members.toSorted())
  })

  it("names no flag that does not exist", async () => {
    const texts = await Promise.all(Object.keys(sections).map(help))
    for (const [, flag] of read("docs/cli.md").matchAll(/^\| `(--[a-z-]+)/gm)) {
      assert.isTrue(
        texts.some((text) => new RegExp(`${flag}[ ,]`).test(text)),
        flag
      )
    }
  })
})

describe("all pages", () => {
  it("count the operations right", () => {
    for (const page of pages) {
      for (const [, count] of read(page).matchAll(/(\d+) operations\b/g)) {
        assert.strictEqual(Number(count), Manifest.all.length, page)
      }
    }
  })

  it("name no path of the machine they were written on", () => {
    for (const page of pages) assert.notMatch(read(page), /\/(?:home|root|Users|work|tmp)\//, page)
  })
})

const fieldsOf = (target: Target.Target): ReadonlyArray<ReadonlyArray<string>> => {
  const { anyOf, custom, fields } = Target.table(target)
  const rows = fields.map(({ kind, name, required }) => [
    `\`${name}\``,
    kind.expected,
    required ? "yes" : anyOf.includes(name) ? "one of them" : ""
  ])
  return custom ? [...rows, ["`fields.KEY`", "text", ""]] : rows
}

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")

/** Compares what stands between the marks of a page with what has to stand there, or writes it. */
const checked = (page: string, name: string, expected: string) => {
  const text = read(page)
  const begin = `<!-- checked: ${name} -->\n`
  const from = text.indexOf(begin) + begin.length
  const to = text.indexOf("<!-- end -->", from)
  assert.isTrue(from >= begin.length && to >= from, `${page} has the marks of ${name}`)
  if (process.env["UPDATE_DOCS"] !== undefined) {
    writeFileSync(join(root, page), `${text.slice(0, from)}\n${expected}\n\n${text.slice(to)}`)
  } else {
    assert.strictEqual(
      text.slice(from, to).trim(),
      expected,
      `${page} is behind the sources: UPDATE_DOCS=1 writes it`
    )
  }
}

/** The text of a section, with its heading. */
const section = (page: string, title: string): string => {
  const [, text] = read(page).split(new RegExp(`^## ${title}$`, "m"))
  assert.isDefined(text, `${page} has a section ${title}`)
  return text!.split(/^## /m)[0]!
}
