/** The batch and the upload engine, end to end: what people ask for, what they are told, and what the API then holds. */
import type { Plan } from "@effect-persona/importer/Plan"
import type * as Sandbox from "@effect-persona/sandbox/Sandbox"
import { assert, describe, it, vi } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { readAll, readCsv, type Records, temporaryDirectory, writeCsv } from "./support/files.ts"
import { command, type Ended, persona, start } from "./support/persona.ts"
import { expectParagraph, expectQuiet, expectReport, json } from "./support/report.ts"
import { serve, type Server, waitFor } from "./support/sandbox.ts"

// Each test starts several processes, and all tests of a group run at once.
vi.setConfig({ testTimeout: 60_000 })

describe.concurrent("persona import accounts --engine batch", () => {
  it.live("creates a thousand accounts with each request, and reports what is known about them", () =>
    Effect.gen(function* () {
      const { cwd, run, server } = yield* scene({ bulkRowsPerSecond: 0 })
      writeCsv(cwd, "people.csv", people(1500))
      const ended = yield* run(batch`people.csv --json`)
      assert.strictEqual(ended.status, 0, ended.stderr)
      const report = json(ended)
      expectReport(report, {
        rows: 1500,
        created: 1500,
        engine: "batch",
        jobs: 2,
        searches: 0,
        counted: 0,
        fellBack: null
      })
      assert.isBelow(report.requests, 30)
      expectEachOnce(yield* server.contents, 1500)
      const shown = yield* run(["report", "latest"])
      assert.match(shown.stdout, /^engine +batch, 2 jobs$/m)
      assert.match(shown.stdout, /no ids/)
      const again = yield* run(batch`people.csv --on-existing update --new-run`)
      assert.strictEqual(again.status, 0, again.stderr)
      assert.match(again.stdout, /^ {2}updated +1500$/m)
    })
  )

  it.live("reports created and updated as counts if the rows are unknown", () =>
    Effect.gen(function* () {
      const { cwd, run } = yield* scene({ bulkRowsPerSecond: 0 })
      writeCsv(cwd, "some.csv", people(30))
      writeCsv(cwd, "all.csv", people(100))
      yield* run(batch`some.csv`)
      const ended = yield* run(batch`all.csv --on-existing update`)
      assert.strictEqual(ended.status, 0, ended.stderr)
      assert.include(
        ended.stdout.replaceAll("\n", " "),
        "Created and updated are known as counts: 70 created, 30 updated, and not which."
      )
      expectReport(json(yield* run(["report", "latest", "--json"])), {
        counted: 100,
        created: 70,
        updated: 30
      })
    })
  )

  it.live("names the rows that the API refused with line and reason, in a file that can be fed back", () =>
    Effect.gen(function* () {
      const { cwd, run, server } = yield* scene({
        bulkRowsPerSecond: 0,
        refuses: [{ attribute: "name_first", startsWith: "Bad" }]
      })
      const refused = [7, 8, 900, 1499]
      writeCsv(cwd, "people.csv", people(1500, refused))
      const ended = yield* run(batch`people.csv --json`)
      assert.strictEqual(ended.status, 1, ended.stderr)
      const report = json(ended)
      expectReport(report, { rows: 1500, created: 1496, rejected: 4, engine: "batch" })
      const file = report.files.rejects!
      const [header = [], ...rows] = readCsv(file)
      const column = (name: string) => rows.map((cells) => cells[header.indexOf(name)])
      assert.deepStrictEqual(
        column("persona-line")
          .map(Number)
          .toSorted((a, b) => a - b),
        refused.map((i) => i + 2)
      )
      for (const reason of column("persona-reason")) assert.match(reason!, /does not accept/)
      assert.notMatch(JSON.stringify(report), /Bad/)
      for (const { bytes, file } of readAll(path.join(cwd, ".persona"))) {
        // Rows are written back in one place only.
        assert.strictEqual(bytes.includes("Bad 900"), file === report.files.rejects, file)
      }
      const corrected = path.join(cwd, "corrected.csv")
      fs.writeFileSync(corrected, fs.readFileSync(file, "utf8").replaceAll("Bad", "Good"))
      const fed = yield* run(batch`corrected.csv --json`)
      assert.strictEqual(fed.status, 0, fed.stderr)
      expectReport(json(fed), { run: report.run, rows: 1500, created: 1500, rejected: 0 })
      expectEachOnce(yield* server.contents, 1500)
    })
  )

  it.live("ends with status 2 and writes nothing if there are no batch jobs", () =>
    Effect.gen(function* () {
      const { cwd, run, server } = yield* scene({ batchJobs: false })
      writeCsv(cwd, "people.csv", people(3))
      const ended = yield* run(batch`people.csv --json`)
      assert.deepStrictEqual([ended.status, ended.stdout], [2, ""])
      assert.match(flat(ended), /no batch jobs here \(404\)/)
      expectParagraph(ended.stderr)
      assert.strictEqual((yield* server.record).counts.accounts, 0)
    })
  )

  it.live("is planned and then applied as planned", () =>
    Effect.gen(function* () {
      const { cwd, run, server } = yield* scene({ bulkRowsPerSecond: 0 })
      writeCsv(cwd, "people.csv", people(1200))
      const planned = yield* run(
        command`plan accounts people.csv --engine batch --account-type acttp_people --save plan.json --json`
      )
      assert.strictEqual(planned.status, 0, planned.stderr)
      assert.deepInclude(json<Plan>(planned), { engine: "batch", rows: 1200, created: 1200 })
      assert.strictEqual((yield* server.record).counts.accounts, 0)
      const applied = yield* run(command`apply plan.json --yes --json`)
      assert.strictEqual(applied.status, 0, applied.stderr)
      expectReport(json(applied), { engine: "batch", created: 1200, jobs: 2 })
      expectEachOnce(yield* server.contents, 1200)
    })
  )

  for (const engine of ["batch", "row"] as const) {
    it.live(`is continued by ${engine} after kill -9 with each account once`, () =>
      Effect.gen(function* () {
        const count = 3000
        const { cwd, env, run, server } = yield* scene({ bulkRowsPerSecond: 250 })
        writeCsv(cwd, "people.csv", people(count))
        const running = yield* start(batch`people.csv --json`, { cwd, env })
        yield* waitFor(server, "accounts", 250)
        yield* running.send("SIGKILL")
        yield* running.ended
        assert.isBelow((yield* server.record).counts.accounts, count)
        const ended = yield* run(command`resume --json ${engine === "batch" ? [] : ["--engine", engine]}`)
        expectQuiet(ended)
        const report = json(ended)
        expectReport(report, { rows: count, engine, unknown: 0, updated: 0, rejected: 0 })
        // A job whose answer was lost with the process does not say what it created.
        assert.strictEqual(report.created + report.existing, count)
        assert.strictEqual(report.existing, report.existingAfterDoubt)
        expectEachOnce(yield* server.contents, count)
      })
    )
  }
})

describe.concurrent("persona import list-items --engine upload", () => {
  it.live("uploads files, counts existing objects, and names refused rows", () =>
    Effect.gen(function* () {
      const { cwd, run, server } = yield* scene({
        bulkRowsPerSecond: 0,
        refuses: [{ attribute: "value", startsWith: "192.168." }]
      })
      writeCsv(cwd, "some.csv", addresses(40))
      writeCsv(cwd, "all.csv", addresses(1500, [3, 1200]))
      expectReport(json(yield* run(upload`some.csv --json`)), { created: 40, engine: "upload", jobs: 1 })
      const ended = yield* run(upload`all.csv --json`)
      assert.strictEqual(ended.status, 1, ended.stderr)
      const report = json(ended)
      expectReport(report, { rows: 1500, rejected: 2, unknown: 0, engine: "upload" })
      assert.strictEqual(report.created + report.existing, 1498)
      assert.isAtLeast(report.existing, 39)
      assert.isAbove(report.searches, 0)
      const [header = [], ...rows] = readCsv(report.files.rejects!)
      assert.deepStrictEqual(
        rows.map((cells) => Number(cells[header.indexOf("persona-line")])).toSorted((a, b) => a - b),
        [5, 1202]
      )
      const shown = yield* run(["report", "latest"])
      assert.match(shown.stdout, /^engine +upload, \d+ files, \d+ of them only to find rows at fault$/m)
      assert.strictEqual((yield* server.record).counts.listItems, 1499)
    })
  )
})

describe.concurrent("persona import without --engine", () => {
  it.live("reports beforehand that there are no batch jobs, and sends the rows one by one", () =>
    Effect.gen(function* () {
      const { control, cwd, env } = yield* served(
        command`--rate-limit 300 --no-batch-jobs --no-importers --rows-per-second 0`
      )
      writeCsv(cwd, "first.csv", people(1))
      writeCsv(cwd, "people.csv", people(3200))
      // The type of the accounts that are there is the one that is meant.
      yield* persona(command`import accounts first.csv --yes`, { cwd, env })
      const running = yield* start(command`import accounts people.csv --on-existing update --yes`, {
        cwd,
        env
      })
      yield* waitUntil(() => fs.existsSync(path.join(cwd, ".persona/capabilities.json")))
      // Nobody is to wait for ten minutes.
      yield* control("/_sandbox/rate-limit", { limit: 0 })
      const ended = yield* running.ended
      assert.strictEqual(ended.status, 0, ended.stderr)
      assert.match(flat(ended), /Engine row: .*no batch jobs here \(404\)/)
      assert.match(ended.stdout, /^ {2}created +3199$/m)
      assert.match(ended.stdout, /^engine +row$/m)
      const report = json(yield* persona(["report", "latest", "--json"], { cwd, env }))
      assert.match(report.engineReason, /no batch jobs here \(404\)/)
    })
  )

  it.live("warns if files are refused, continues row by row, and does not try again the next time", () =>
    Effect.gen(function* () {
      const { cwd, env, run, server } = yield* scene({ importers: false, rateLimit: 300 })
      writeCsv(cwd, "all.csv", addresses(3200))
      const args = command`import list-items all.csv --kind ip-address --list Blocked --yes`
      const running = yield* start(args, { cwd, env })
      yield* waitFor(server, "listItems", 1)
      yield* server.rateLimit(0)
      const ended = yield* running.ended
      assert.strictEqual(ended.status, 0, ended.stderr)
      assert.match(flat(ended), /Engine upload: /)
      assert.match(
        flat(ended),
        /Warning: The API refused files of many rows \(403\), so the rows went row by row/
      )
      assert.match(ended.stdout, /^ {2}created +3200$/m)
      assert.match(ended.stdout, /^Warning: The API refused files/m)
      assert.strictEqual((yield* server.record).counts.listItems, 3200)
      yield* server.rateLimit(300)
      const planned = yield* run(
        command`plan list-items all.csv --kind ip-address --list Blocked --new-run --json`
      )
      assert.deepInclude(json<Plan>(planned), { engine: "row" })
      assert.match(json<Plan>(planned).engineReason, /403/)
    })
  )
})

describe.concurrent("persona sandbox", () => {
  it.live("refuses files with --no-importers, and is slow with --rows-per-second", () =>
    Effect.gen(function* () {
      const { cwd, env } = yield* served(command`--no-importers --rows-per-second 1`)
      const api = (operation: string, attributes: unknown) =>
        persona(["api", operation, "--body", JSON.stringify({ data: { attributes } })], { cwd, env })
      const refused = yield* api("import-an-account", { file: { filename: "rows.csv", data: "YQo=" } })
      assert.strictEqual(refused.status, 3)
      assert.match(flat(refused), /failed with 403/)
      const made = yield* api("create-a-batch-job", {
        operation: "update",
        object: "account",
        "lookup-field": "reference_id",
        rows: Array.from({ length: 600 }, (_, i) => ({ reference_id: `p${i}` }))
      })
      const [job = ""] = /mprtpr_\w+/.exec(made.stdout) ?? []
      const found = yield* persona(["api", "retrieve-a-batch-job", "--path", `batch-job-id=${job}`], {
        cwd,
        env
      })
      assert.match(found.stdout, /"rows-read": 0,/)
      const wrong = yield* persona(command`sandbox --port 0 --rows-per-second -1`, { cwd })
      assert.strictEqual(wrong.status, 2)
    })
  )
})

/** The command's own sandbox, in a process of its own. */
const served = (flags: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const cwd = yield* temporaryDirectory
    const sandbox = yield* start([...command`sandbox --port 0 --json`, ...flags], { cwd })
    const { apiKey, url } = JSON.parse(yield* sandbox.firstLine)
    const control = (at: string, body: unknown) =>
      Effect.promise(() =>
        fetch(new URL(at, url), {
          method: "POST",
          headers: { authorization: `Bearer ${apiKey}` },
          body: JSON.stringify(body)
        })
      )
    return { control, cwd, env: { PERSONA_API_KEY: apiKey, PERSONA_BASE_URL: url } }
  })

const scene = (options: Sandbox.Options) =>
  Effect.gen(function* () {
    const server = yield* serve({ accountTypes: [{ name: "Person", id: "acttp_people" }], ...options })
    const cwd = yield* temporaryDirectory
    const run = (args: ReadonlyArray<string>) => persona(args, { cwd, env: server.env })
    return { server, cwd, env: server.env, run }
  })

const batch = (texts: TemplateStringsArray) => [
  ...command`import accounts --engine batch --account-type acttp_people --yes`,
  ...command(texts)
]

const upload = (texts: TemplateStringsArray) => [
  ...command`import list-items --kind ip-address --list Blocked --engine upload --yes`,
  ...command(texts)
]

const people = (count: number, bad: ReadonlyArray<number> = []): Records => [
  ["reference-id", "name-first"],
  ...Array.from({ length: count }, (_, i) => [`p${i}`, `${bad.includes(i) ? "Bad" : "Ada"} ${i}`])
]

const addresses = (count: number, bad: ReadonlyArray<number> = []): Records => [
  ["value"],
  ...Array.from({ length: count }, (_, i) => [`${bad.includes(i) ? "192.168" : "10.7"}.${i >> 8}.${i & 255}`])
]

const expectEachOnce = ({ accounts }: Effect.Success<Server["contents"]>, count: number) => {
  assert.strictEqual(accounts.length, count)
  assert.strictEqual(new Set(accounts.map(({ referenceId }) => referenceId)).size, count)
}

const flat = ({ stderr }: Ended) => stderr.replaceAll("\n", " ")

const waitUntil = (isThere: () => boolean): Effect.Effect<void> =>
  Effect.suspend(() =>
    isThere() ? Effect.void : Effect.andThen(Effect.sleep("20 millis"), waitUntil(isThere))
  )
