import * as Invocation from "@effect-persona/importer/Invocation"
import { assert, describe, it } from "@effect/vitest"
import { Duration } from "effect"
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"

describe("Invocation", () => {
  describe("repeatable", () => {
    it("gives a file its absolute path, and knows that a pipe cannot be read again", () =>
      inTemp((folder) => {
        const file = path.join(folder, "people.csv")
        fs.writeFileSync(file, "")
        const relative = path.relative(process.cwd(), file)
        assert.deepStrictEqual(Invocation.repeatable({ file: relative, header: false }), {
          file,
          header: false
        })
        const pipe = path.join(folder, "pipe")
        execFileSync("mkfifo", [pipe])
        assert.isNull(Invocation.repeatable({ file: pipe }))
        assert.isNull(Invocation.repeatable({ file: path.join(folder, "nowhere") }))
      }))
  })

  describe("write", () => {
    it("replaces the file whole, and leaves one that says the same alone", () =>
      inTemp((folder) => {
        const file = path.join(folder, "invocation.json")
        Invocation.write(folder, invocation)
        const { ino } = fs.statSync(file)
        Invocation.write(folder, invocation)
        assert.strictEqual(fs.statSync(file).ino, ino)
        Invocation.write(folder, { ...invocation, concurrency: 4 })
        assert.deepStrictEqual(Invocation.read(folder), { ...invocation, concurrency: 4 })
        assert.deepStrictEqual(fs.readdirSync(folder), ["invocation.json"])
        assert.strictEqual(fs.statSync(file).mode & 0o777, 0o600)
      }))
  })

  describe("read", () => {
    it("takes what it does not understand for nothing", () =>
      inTemp((folder) => {
        assert.isUndefined(Invocation.read(folder))
        for (const text of ["", "{", "[]", '{"version":2}', '{"version":1,"file":7}']) {
          fs.writeFileSync(path.join(folder, "invocation.json"), text)
          assert.isUndefined(Invocation.read(folder), text)
        }
      }))
  })
})

const invocation: Invocation.Invocation = {
  file: null,
  map: {},
  set: { tags: "wave-1" },
  onExisting: "skip",
  unkeyed: "refuse",
  keyMaxAge: Duration.hours(23),
  concurrency: 16
}

const inTemp = (use: (folder: string) => void) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "persona-invocation-"))
  try {
    use(folder)
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}
