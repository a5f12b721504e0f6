import { assert, describe, it } from "@effect/vitest"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import * as StateFiles from "../../src/state/StateFiles.ts"

describe("StateFiles", () => {
  describe("makeFolder", () => {
    it("creates missing folders, closed to others, and accepts existing ones", () =>
      inTemp((folder) => {
        const deep = path.join(folder, "a", "b")
        StateFiles.makeFolder(deep)
        StateFiles.makeFolder(deep)
        assert.strictEqual(fs.statSync(deep).mode & 0o777, 0o700)
        assert.strictEqual(fs.statSync(path.dirname(deep)).mode & 0o777, 0o700)
        fs.symlinkSync(deep, path.join(folder, "link"))
        StateFiles.makeFolder(path.join(folder, "link", "c"))
        assert.isTrue(fs.existsSync(path.join(deep, "c")))
      }))
  })

  describe("writeDraft", () => {
    it("names a complete file, and leaves no draft if that fails", () =>
      inTemp((folder) => {
        const file = path.join(folder, "file")
        const write = (text: string) => StateFiles.writeDraft(file, text, (draft) => fs.linkSync(draft, file))
        write("first")
        assert.strictEqual(
          codeOf(() => write("second")),
          "EEXIST"
        )
        assert.strictEqual(fs.readFileSync(file, "utf8"), "first")
        assert.strictEqual(fs.statSync(file).mode & 0o777, 0o600)
        assert.deepStrictEqual(fs.readdirSync(folder), ["file"])
      }))
  })

  describe("writeWhole", () => {
    it("replaces a file, or leaves it unchanged if the new one cannot be written", () =>
      inTemp((folder) => {
        const file = path.join(folder, "file")
        StateFiles.writeWhole(file, "old")
        assert.strictEqual(fs.statSync(file).mode & 0o777, 0o600)
        // A text that cannot become bytes fails in mid write, as a full disk does.
        assert.throws(() => StateFiles.writeWhole(file, { length: 5 } as unknown as string))
        assert.strictEqual(fs.readFileSync(file, "utf8"), "old")
        StateFiles.writeWhole(file, "new")
        assert.strictEqual(fs.readFileSync(file, "utf8"), "new")
        assert.deepStrictEqual(fs.readdirSync(folder), ["file"])
      }))

    it("replaces nothing without permission, follows links, and writes directly to a path that is not a file", () =>
      inTemp((folder) => {
        const file = path.join(folder, "file")
        StateFiles.writeWhole(file, "old", { replace: false })
        assert.strictEqual(
          codeOf(() => StateFiles.writeWhole(file, "new", { replace: false })),
          "EEXIST"
        )
        const link = path.join(folder, "link")
        fs.symlinkSync(file, link)
        StateFiles.writeWhole(link, "linked")
        assert.isTrue(fs.lstatSync(link).isSymbolicLink())
        assert.strictEqual(fs.readFileSync(file, "utf8"), "linked")
        assert.strictEqual(
          codeOf(() => StateFiles.writeWhole("/dev/full", "text")),
          "ENOSPC"
        )
        assert.isTrue(fs.statSync("/dev/full").isCharacterDevice())
        assert.strictEqual(
          codeOf(() => StateFiles.writeWhole(folder, "text")),
          "EISDIR"
        )
        assert.deepStrictEqual(fs.readdirSync(folder).toSorted(), ["file", "link"])
      }))
  })
})

const codeOf = (run: () => void): string => {
  try {
    run()
    return "nothing failed"
  } catch (error) {
    return StateFiles.codeOf(error)
  }
}

const inTemp = (use: (folder: string) => void): void => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "persona-files-"))
  try {
    use(folder)
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}
