/** A file that changes while the command imports it: what is sent stands in one version of it, and that is said. */
import { assert, describe, it, vi } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { type Records, temporaryDirectory, writeCsv } from "./support/files.ts"
import { command, persona, start } from "./support/persona.ts"
import { expectParagraph, expectQuiet, expectReport, json } from "./support/report.ts"
import { serve, waitFor } from "./support/sandbox.ts"

// Each test starts several processes, and all tests of a file run at once.
vi.setConfig({ testTimeout: 120_000 })

/** More than is read before the first rows are sent. */
const people = (first: string): Records => [
  ["reference-id", "name-first"],
  ...Array.from({ length: 500 }, (_, n) => [`p${n}`, `${first} ${"n".repeat(90)} ${n}`])
]

const importPeople = command`import accounts people.csv --concurrency 4 --yes --json`

/** An import that has sent its first rows. */
const underWay = Effect.gen(function* () {
  const server = yield* serve()
  const cwd = yield* temporaryDirectory
  const file = writeCsv(cwd, "people.csv", people("Ada"))
  yield* server.faults({
    match: { method: "POST", path: "/accounts" },
    action: { kind: "delay", millis: 20, when: "before" }
  })
  const options = { cwd, env: server.env }
  const running = yield* start(importPeople, options)
  yield* waitFor(server, "accounts", 10)
  return { server, cwd, file, options, running }
})

describe.concurrent("persona import of a file that changes", () => {
  it.live(
    "ends with status 4, names the change, sends no torn row, and is continued by the same command",
    () =>
      Effect.gen(function* () {
        const { cwd, file, options, running, server } = yield* underWay
        const size = fs.statSync(file).size
        fs.truncateSync(file, size - 7)
        const ended = yield* running.ended
        assert.strictEqual(ended.status, 4, ended.stderr)
        expectParagraph(ended.stderr)
        const said = ended.stderr.replaceAll("\n", " ")
        const report = json(ended)
        assert.include(said, `people.csv: the file has shrunk from ${size} to ${size - 7} bytes`)
        assert.include(said, `${report.created} rows are applied`)
        assert.include(said, "run the same command again")
        assert.deepInclude(report, { status: "stopped", unknown: 0, rejected: 0 })
        assert.isBelow(report.created, 500)
        yield* server.faults()
        writeCsv(cwd, "people.csv", people("Ada"))
        const again = yield* persona(importPeople, options)
        expectQuiet(again)
        expectReport(json(again), { run: report.run, rows: 500, created: 500, existing: 0, rejected: 0 })
        assert.strictEqual((yield* server.record).counts.accounts, 500)
      })
  )

  it.live("imports the open file if another one replaces it, and reports that", () =>
    Effect.gen(function* () {
      const { cwd, file, running, server } = yield* underWay
      fs.renameSync(writeCsv(cwd, "other.csv", people("Eve")), file)
      yield* server.faults()
      const ended = yield* running.ended
      assert.strictEqual(ended.status, 0, ended.stderr)
      assert.include(ended.stderr.replaceAll("\n", " "), "has changed since it was read")
      const report = json(ended)
      assert.deepInclude(report, { status: "finished", created: 500, sourceChanged: true })
      const { accounts } = yield* server.contents
      assert.isFalse(JSON.stringify(accounts).includes("Eve"))
      assert.isTrue(fs.existsSync(path.join(cwd, "people.csv")))
    })
  )
})
