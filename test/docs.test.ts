/** Everything that the pages show is executed. What the fences may say is told in `docs/architecture.md`. */
import { assert, describe, it } from "@effect/vitest"
import { execFile } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { afterAll, beforeAll } from "vitest"
import { type Block, blocks, pages, place, read, root, wordOf } from "./docs/pages.ts"
import * as Shell from "./docs/shell.ts"
import * as Transcript from "./docs/transcript.ts"

const all = pages.flatMap(blocks)

describe("the pages", () => {
  let server: Shell.Server
  beforeAll(async () => {
    server = await Shell.serve()
  })
  afterAll(() => server.stop())
  const environmentOf = (block: Block) => (block.words.has("server") ? server.environment : {})

  it("use only fences that are checked", () => {
    const languages = new Set(["ts", "sh", "console", "csv", "json", ""])
    const words = /^(?:run|server|ci|status=\d+|file=[\w.-]+)$/
    for (const block of all) {
      assert.include([...languages], block.language, place(block))
      for (const word of block.words) assert.match(word, words, place(block))
    }
  })

  for (const page of pages) {
    const commands = blocks(page).filter(
      ({ language, words }) =>
        !words.has("ci") &&
        (["sh", "console"].includes(language) || [...words].some((w) => w.startsWith("file=")))
    )
    if (commands.length === 0) continue
    describe(page, () => {
      let shell: Shell.Shell
      beforeAll(() => {
        shell = Shell.open()
      })
      afterAll(() => shell.remove())

      for (const block of commands) {
        it(`line ${block.line}: ${block.text.split("\n")[0]}`, async () => {
          const file = wordOf(block, "file")
          if (file !== undefined) return writeFileSync(join(shell.directory, file), `${block.text}\n`)
          const expected = Number(wordOf(block, "status") ?? 0)
          if (block.language === "sh") {
            const { output, status } = await shell.run(`set -e; ${block.text}`, environmentOf(block))
            assert.strictEqual(status, expected, output)
            return
          }
          for (const { command, shown } of Transcript.steps(block.text)) {
            const { output, status } = await shell.run(command, environmentOf(block))
            assert.strictEqual(status, expected, output)
            assert.isUndefined(Transcript.missing(shown, output), `${command}\n${output}`)
          }
        })
      }
    })
  }

  describe("TypeScript", () => {
    const typed = all.filter(({ language }) => language === "ts")
    // Inside the repository, so that the packages are found; `.persona` is ignored by git and by the compiler's globs.
    const parent = join(root, ".persona")
    let directory: string
    const fileOf = (block: Block) => join(directory, `${place(block).replaceAll(/[^\w]/g, "-")}.ts`)
    beforeAll(() => {
      mkdirSync(parent, { recursive: true, mode: 0o700 })
      directory = mkdtempSync(join(parent, "docs-"))
      for (const block of typed) writeFileSync(fileOf(block), `${block.text}\nexport {}\n`)
      const options = {
        extends: "../../test/tsconfig.json",
        compilerOptions: { noUnusedLocals: false, incremental: false },
        include: ["*.ts"],
        references: []
      }
      writeFileSync(join(directory, "tsconfig.json"), JSON.stringify(options))
    })
    afterAll(() => rmSync(directory, { recursive: true, force: true }))

    it("is accepted by the compiler", async () => {
      const { output, status } = await execute(join(root, "node_modules/.bin/tsc"), ["-p", directory], root)
      assert.strictEqual(status, 0, output)
    })

    for (const block of typed.filter(({ words }) => words.has("run"))) {
      it(`runs: ${place(block)}`, async () => {
        const shell = Shell.open()
        try {
          const command = `"${process.execPath}" --conditions=@effect-persona/source "${fileOf(block)}"`
          const { output, status } = await shell.run(command, environmentOf(block))
          assert.strictEqual(status, 0, output)
        } finally {
          shell.remove()
        }
      })
    }
  })

  it("show JSON that can be read", () => {
    for (const block of all.filter(({ language }) => language === "json")) JSON.parse(block.text)
  })

  it("name only scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json"))
    for (const page of pages) {
      for (const [, name] of read(page).matchAll(
        /npm (?:run )?(build|check|test|demo|bench|codegen|format)\b/g
      )) {
        assert.property(scripts, name!, page)
      }
    }
  })

  it("link only to existing targets", () => {
    for (const page of pages) {
      for (const [, target = ""] of withoutCode(page).matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^[a-z]+:/.test(target)) continue
        const [path = "", anchor] = target.split("#")
        const file = path === "" ? page : join(dirname(page), path)
        assert.isTrue(existsSync(join(root, file)), `${page} links to ${target}`)
        if (anchor !== undefined) assert.include(anchors(file), anchor, `${page} links to ${target}`)
      }
    }
  })
})

const withoutCode = (page: string) => read(page).replaceAll(/^```[\s\S]*?^```/gm, "")

/** The anchors that GitHub gives the headings of a page. */
const anchors = (page: string): ReadonlyArray<string> =>
  [...withoutCode(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-")
  )

const execute = (file: string, given: ReadonlyArray<string>, cwd: string): Promise<Shell.Ran> =>
  new Promise((resolve) => {
    execFile(file, given, { cwd }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : Number(error.code ?? 1), output: `${stdout}${stderr}` })
    )
  })
