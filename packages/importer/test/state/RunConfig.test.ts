import * as Source from "@effect-persona/importer/Source"
import { assert, describe, it } from "@effect/vitest"
import { Duration } from "effect"
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import * as RunConfig from "../../src/state/RunConfig.ts"

describe("RunConfig", () => {
  describe("repeatable", () => {
    it("names files and patterns by their absolute paths, and knows that a pipe cannot be read again", () =>
      inTemp((folder) => {
        const file = path.join(folder, "people.csv")
        fs.writeFileSync(file, "")
        const relative = path.relative(process.cwd(), file)
        const options = { header: false }
        assert.deepStrictEqual(RunConfig.repeatable(Source.file(relative, options)), {
          names: [file],
          options
        })
        assert.deepStrictEqual(RunConfig.repeatable(Source.named([relative, file])), {
          names: [file, file],
          options: {}
        })
        const pattern = path.join(folder, "*.csv")
        assert.deepStrictEqual(RunConfig.repeatable(Source.named([pattern]))?.names, [pattern])
        const pipe = path.join(folder, "pipe")
        execFileSync("mkfifo", [pipe])
        const once = [Source.file(pipe), Source.stdin(), Source.string("x", "a"), Source.file(`${pipe}2`)]
        for (const source of once) assert.isNull(RunConfig.repeatable(source), source.name)
      }))
  })

  describe("write", () => {
    it("replaces the file whole, and leaves one with the same content unchanged", () =>
      inTemp((folder) => {
        const file = path.join(folder, "invocation.json")
        RunConfig.write(folder, runConfig)
        const { ino } = fs.statSync(file)
        RunConfig.write(folder, runConfig)
        assert.strictEqual(fs.statSync(file).ino, ino)
        RunConfig.write(folder, { ...runConfig, concurrency: 4 })
        assert.deepStrictEqual(RunConfig.read(folder), { ...runConfig, concurrency: 4 })
        assert.deepStrictEqual(fs.readdirSync(folder), ["invocation.json"])
        assert.strictEqual(fs.statSync(file).mode & 0o777, 0o600)
      }))
  })

  describe("read", () => {
    it("returns nothing for unknown content", () =>
      inTemp((folder) => {
        assert.isUndefined(RunConfig.read(folder))
        for (const text of ['{"version":3}', '{"version":1,"file":7}']) {
          fs.writeFileSync(path.join(folder, "invocation.json"), text)
          assert.isUndefined(RunConfig.read(folder), text)
        }
      }))

    it("fails if the file is damaged: that is not the same as a run of another version", () =>
      inTemp((folder) => {
        for (const text of ["", "{", "[]", "null", "{}"]) {
          fs.writeFileSync(path.join(folder, "invocation.json"), text)
          assert.throws(() => RunConfig.read(folder), "DAMAGED")
        }
      }))

    it("reads an earlier version, which had a single file", () =>
      inTemp((folder) => {
        const told = { map: {}, set: {}, onExisting: "skip", unkeyed: "derive", concurrency: 4 }
        const write = (file: string | null) =>
          fs.writeFileSync(
            path.join(folder, "invocation.json"),
            JSON.stringify({ version: 1, file, reader: { delimiter: ";" }, ...told, keyMaxAgeMillis: 1000 })
          )
        write("/data/people.csv")
        assert.deepInclude(RunConfig.read(folder), {
          source: { names: ["/data/people.csv"], options: { delimiter: ";" } },
          unkeyed: "derive",
          keyMaxAge: Duration.seconds(1)
        })
        write(null)
        assert.isNull(RunConfig.read(folder)!.source)
      }))

    it("finds files in the run's folder at its current place", () =>
      inTemp((folder) => {
        const input = { names: ["input"], options: {} } as const
        RunConfig.write(folder, { ...runConfig, source: input })
        const there = RunConfig.read(folder)!
        assert.deepStrictEqual(there.source?.names, [path.join(folder, "input")])
        const moved = path.join(folder, "moved")
        fs.mkdirSync(moved)
        RunConfig.write(folder, there)
        fs.renameSync(path.join(folder, "invocation.json"), path.join(moved, "invocation.json"))
        assert.deepStrictEqual(RunConfig.read(moved)!.source?.names, [path.join(moved, "input")])
      }))

    it("returns the mapping unchanged, without its file", () =>
      inTemp((folder) => {
        const mapping = {
          version: 1,
          target: "accounts",
          fields: { "name-first": { column: "First", transforms: ["trim", { default: "Ada" }] } }
        } as const
        const whole: RunConfig.RunConfig = {
          ...runConfig,
          mapping,
          listColumn: "List",
          accept: ["rounded-number"]
        }
        RunConfig.write(folder, whole)
        assert.deepStrictEqual(RunConfig.read(folder), whole)
      }))
  })
})

const runConfig: RunConfig.RunConfig = {
  source: null,
  map: {},
  set: { tags: "wave-1" },
  onExisting: "skip",
  unkeyed: "refuse",
  keyMaxAge: Duration.hours(23),
  concurrency: 16,
  engine: "auto",
  emitEvents: true
}

const inTemp = (use: (folder: string) => void) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "persona-invocation-"))
  try {
    use(folder)
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}
