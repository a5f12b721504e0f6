/** Rejected rows, corrected in a spreadsheet and fed back; what is wrong with them; and when a run stops because of them. */
import { assert, describe, it, vi } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { readCsv, temporaryDirectory, writeCsv } from "./support/files.ts"
import { command, persona, start } from "./support/persona.ts"
import { expectParagraph, expectQuiet, expectReport, json } from "./support/report.ts"
import { serve, waitFor } from "./support/sandbox.ts"

// Each test starts several processes, and all tests of a file run at once.
vi.setConfig({ testTimeout: 60_000 })

const importing = (file: string, ...flags: ReadonlyArray<string>) =>
  command`import accounts ${file} --map User=reference-id --yes --json ${flags}`

/** People of whom every fifth has no real day of birth. Cells hold what breaks careless files. */
const people = (count: number) => [
  ["User", "birthdate", "name-first"],
  ...Array.from({ length: count }, (_, n) => [
    `p${n}`,
    n % 5 === 0 ? "1990-02-30" : "",
    n % 2 === 0 ? '=HYPERLINK("x")' : "two\nlines"
  ])
]

const scene = (count: number) =>
  Effect.gen(function* () {
    const server = yield* serve()
    const cwd = yield* temporaryDirectory
    writeCsv(cwd, "people.csv", people(count))
    const options = { cwd, env: server.env }
    return { server, cwd, options }
  })

describe.concurrent("rejects.csv, fixed in a spreadsheet and fed back with the same command", () => {
  it.live("completes the same run, and its cells arrive unchanged", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* scene(50)
      const first = yield* persona(importing("people.csv"), options)
      expectQuiet(first, 1)
      const before = json(first)
      expectReport(before, { rows: 50, created: 40, rejected: 10 })
      const [header, ...rows] = readCsv(before.files.rejects!)
      const fixed = rows
        .slice(0, 8)
        .toReversed()
        .map((row) => row.map((cell) => (cell === "1990-02-30" ? "1990-02-28" : cell)))
      // A spreadsheet writes its own delimiter and line ends.
      const text = [header!, ...fixed]
        .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";"))
        .join("\r\n")
      fs.writeFileSync(path.join(cwd, "fixed.csv"), `\uFEFF${text}\r\n`)
      const second = yield* persona(importing("fixed.csv"), options)
      expectQuiet(second, 1)
      const between = json(second)
      expectReport(between, { run: before.run, rows: 50, created: 48, rejected: 2, writes: 8 })

      const rest = fs.readFileSync(between.files.rejects!, "utf8")
      fs.writeFileSync(path.join(cwd, "rest.csv"), rest.replaceAll("1990-02-30", "1990-02-28"))
      const third = yield* persona(importing("rest.csv"), options)
      expectQuiet(third)
      expectReport(json(third), { run: before.run, rows: 50, created: 50, rejected: 0, status: "finished" })
      const { accounts } = yield* server.contents
      const text50 = JSON.stringify(accounts)
      assert.strictEqual(accounts.length, 50)
      assert.include(text50, JSON.stringify('=HYPERLINK("x")').slice(1, -1))
      assert.notInclude(text50, "'=HYPERLINK")

      const again = yield* persona(importing("people.csv"), options)
      expectQuiet(again)
      expectReport(json(again), { run: before.run, created: 50, rejected: 0, nothingToDo: true })
    })
  )

  it.live("loses and duplicates nothing if it is killed in between", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* scene(200)
      const before = json(yield* persona(importing("people.csv"), options))
      const fixed = readCsv(before.files.rejects!).map((row) =>
        row.map((cell) => cell.replace("02-30", "02-28"))
      )
      writeCsv(cwd, "fixed.csv", fixed)
      yield* server.faults({
        match: { method: "POST", path: "/accounts" },
        action: { kind: "delay", millis: 100, when: "after" }
      })
      const running = yield* start(importing("fixed.csv", "--concurrency", "4"), options)
      yield* waitFor(server, "accounts", 170)
      yield* running.send("SIGKILL")
      yield* running.ended
      yield* server.faults()
      // What is known of the run in between adds up, and no row is missing.
      const known = json(yield* persona(["report", "latest", "--json"], options))
      assert.strictEqual(known.rows, 200)
      const report = json(yield* persona(importing("fixed.csv"), options))
      expectReport(report, { run: before.run, rows: 200, created: 200, existing: 0, rejected: 0, unknown: 0 })
      const { accounts } = yield* server.contents
      assert.strictEqual(new Set(accounts.map(({ referenceId }) => referenceId)).size, 200)
      assert.strictEqual(accounts.length, 200)
    })
  )

  it.live("is imported as a run of its own if its run is missing, which is reported", () =>
    Effect.gen(function* () {
      const { cwd, options } = yield* scene(10)
      const { files, run } = json(yield* persona(importing("people.csv"), options))
      const fixed = readCsv(files.rejects!).map((row) => row.map((cell) => cell.replace("02-30", "02-28")))
      writeCsv(cwd, "fixed.csv", fixed)
      const ended = yield* persona([...importing("fixed.csv"), "--state-dir", "elsewhere"], options)
      assert.strictEqual(ended.status, 0)
      assert.include(
        ended.stderr.replaceAll("\n", " "),
        `rows that run ${run} rejected. That run is not in elsewhere`
      )
      const report = json(ended)
      assert.notStrictEqual(report.run, run)
      expectReport(report, { rows: 2, created: 2 })
    })
  )
})

describe.concurrent("persona problems", () => {
  it.live("groups rejected rows, with lines and advice, and shows no value", () =>
    Effect.gen(function* () {
      const { options } = yield* scene(20)
      const { run } = json(yield* persona(importing("people.csv"), options))
      const text = yield* persona(["problems"], options)
      assert.deepStrictEqual([text.status, text.stderr], [0, ""])
      assert.include(text.stdout, "birthdate: The date does not exist (no-such-day)\n  4 rows, lines 2, ")
      assert.notInclude(text.stdout, "1990-02-30")
      const ended = yield* persona(["problems", run, "--json"], options)
      const found = json<{ readonly rejected: number; readonly problems: ReadonlyArray<unknown> }>(ended)
      assert.strictEqual(found.rejected, 4)
      assert.deepInclude(found.problems[0], { code: "no-such-day", column: "birthdate", rows: 4 })
      const unknown = yield* persona(["problems", "20260101T000000-0123456789abcdef"], options)
      assert.strictEqual(unknown.status, 2)
      expectParagraph(unknown.stderr)
    })
  )

  it.live("names lines with their files if the run has several", () =>
    Effect.gen(function* () {
      const { cwd, options } = yield* scene(3)
      writeCsv(cwd, "more.csv", [...people(1), ["q", "1990-02-31", ""]])
      yield* persona(command`import accounts people.csv more.csv --map User=reference-id --yes`, options)
      const { stdout } = yield* persona(["problems"], options)
      assert.match(stdout, /lines .*people\.csv:2, .*more\.csv:3/)
    })
  )
})

describe.concurrent("safety", () => {
  it.live("--canary sends the first rows and stops with 3, and explains how to continue", () =>
    Effect.gen(function* () {
      const { options, server } = yield* scene(40)
      const ended = yield* persona(importing("people.csv", "--canary", "4"), options)
      assert.strictEqual(ended.status, 3)
      const report = json(ended)
      expectReport(report, { status: "stopped", created: 4, writes: 4 })
      assert.include(ended.stderr, `persona resume ${report.run}`)
      assert.strictEqual((yield* server.record).counts.accounts, 4)
      const rest = yield* persona(["resume", report.run, "--json"], options)
      assert.strictEqual(rest.status, 1)
      expectReport(json(rest), { rows: 40, created: 32, rejected: 8 })
    })
  )

  it.live(
    "--max-errors stops with 3 and names the most frequent problems, --duplicates selects the row that counts",
    () =>
      Effect.gen(function* () {
        const { cwd, options } = yield* scene(1000)
        const ended = yield* persona(importing("people.csv", "--max-errors", "10%"), options)
        assert.strictEqual(ended.status, 3)
        expectReport(json(ended), { status: "stopped" })
        const said = ended.stderr.replaceAll("\n", " ")
        assert.match(
          said,
          /rows were rejected, which is more than the error limit allows\. Most often: The date.* --max-errors 100%/
        )
        expectParagraph(ended.stderr)
        writeCsv(cwd, "twice.csv", [["User"], ["a"], ["A"]])
        const rejected = yield* persona(importing("twice.csv", "--duplicates", "reject"), options)
        assert.strictEqual(rejected.status, 1)
        expectReport(json(rejected), { rows: 2, created: 1, rejected: 1, duplicates: 0 })
        for (const flags of [
          ["--max-errors", "many"],
          ["--max-errors", "101%"],
          ["--canary", "0"]
        ]) {
          const wrong = yield* persona(importing("twice.csv", ...flags), options)
          assert.strictEqual(wrong.status, 2)
          expectParagraph(wrong.stderr)
        }
      })
  )
})
