/** `persona resume` and `persona retry`: what was interrupted goes on, what failed is sent again, and nothing else. */
import { assert, describe, it, vi } from "@effect/vitest"
import { Effect } from "effect"
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { pathToFileURL } from "node:url"
import { readCsv, temporaryDirectory, writeCsv } from "./support/files.ts"
import { command, type Ended, persona, start } from "./support/persona.ts"
import { expectParagraph, expectQuiet, expectReport, json } from "./support/report.ts"
import { serve, type Server, waitFor } from "./support/sandbox.ts"

// Each test starts several processes, and all tests of a file run at once.
vi.setConfig({ testTimeout: 120_000 })

const people = (count: number) => [
  ["User", "First"],
  ...Array.from({ length: count }, (_, n) => [`p${n}`, `Ada ${n}`])
]

const importPeople = command`import accounts people.csv --map User=reference-id --map First=name-first
  --set ${"tags=wave 1"} --concurrency 8 --yes --json`

/** A folder with a file of people, and a server. */
const scene = (count: number) =>
  Effect.gen(function* () {
    const server = yield* serve()
    const cwd = yield* temporaryDirectory
    const file = writeCsv(cwd, "people.csv", people(count))
    return { server, cwd, file, options: { cwd, env: server.env } }
  })

/** An import that was killed when it had come some way. */
const killed = (count: number, args = importPeople, after = Math.floor(count / 4)) =>
  Effect.gen(function* () {
    const under = yield* scene(count)
    yield* under.server.faults(slow)
    const running = yield* start(args, under.options)
    yield* waitFor(under.server, "accounts", after)
    yield* running.send("SIGKILL")
    yield* running.ended
    yield* under.server.faults()
    return under
  })

describe.concurrent("persona resume after kill -9", () => {
  it.live("continues from any directory, with only the place of the runs, and duplicates nothing", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* killed(120)
      const elsewhere = yield* temporaryDirectory
      const ended = yield* persona(["resume", "--state-dir", path.join(cwd, ".persona"), "--json"], {
        ...options,
        cwd: elsewhere
      })
      expectQuiet(ended)
      expectReport(json(ended), { rows: 120, created: 120, existing: 0, source: "people.csv" })
      const { accounts } = yield* server.contents
      assert.strictEqual(new Set(accounts.map(({ referenceId }) => referenceId)).size, 120)
      // Mapping and values are those of the start.
      assert.isTrue(accounts.every((account) => JSON.stringify(account).includes("wave 1")))
      const again = yield* persona(["resume", "latest", "--yes"], options)
      assert.deepStrictEqual([again.status, again.stderr], [0, ""])
      assert.match(again.stdout, /^Nothing was left to do/)
    })
  )

  it.live("recognizes the rows of a file that was sorted and extended", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* killed(80)
      const [header, ...rows] = people(90)
      writeCsv(cwd, "people.csv", [header!, ...rows.toReversed()])
      const ended = yield* persona(["resume", "--json"], options)
      expectReport(json(ended), { rows: 90, created: 90, existing: 0, unknown: 0 })
      assert.strictEqual((yield* server.record).counts.accounts, 90)
    })
  )

  it.live("sends few requests beyond one for each row, and an undisturbed import hardly any", () =>
    Effect.gen(function* () {
      const count = 2000
      const { options, server } = yield* scene(count)
      const running = yield* start(importPeople, options)
      yield* waitFor(server, "accounts", count / 2)
      yield* running.send("SIGKILL")
      yield* running.ended
      const ended = yield* persona(["resume", "--json"], options)
      expectReport(json(ended), { rows: count, created: count, existing: 0, unknown: 0 })
      const record = yield* server.record
      assert.strictEqual(record.counts.accounts, count)
      // Outcomes become durable by 128; besides there are the requests that were under way, and two starts.
      assert.isAtMost(requestsOf(record) - count, 128 + 2 * 8 + 2)

      const calm = yield* scene(count)
      const report = json(yield* persona(importPeople, calm.options))
      assert.isAtMost(report.requests - count, count / 100)
      assert.strictEqual(requestsOf(yield* calm.server.record), report.requests)
    })
  )
})

for (const [what, signal] of [
  ["resume", "SIGINT"],
  ["retry", "SIGTERM"]
] as const) {
  describe.concurrent(`${signal} in the middle of persona ${what}`, () => {
    it.live("lets requests in flight finish, reports, and ends with 130; the next one completes", () =>
      Effect.gen(function* () {
        const { options, server } = what === "resume" ? yield* killed(120) : yield* refused(120)
        const before = (yield* server.record).counts.accounts
        yield* server.faults(slow)
        const running = yield* start([what, "--json"], options)
        yield* waitFor(server, "accounts", before + 20)
        yield* running.send(signal)
        const ended = yield* running.ended
        expectQuiet(ended, 130)
        const report = json(ended)
        expectReport(report, { status: "interrupted", existing: 0 })
        // What the killed process may have sent, and this one has not come to, stays in doubt, and is named.
        assert.strictEqual(report.unknownRows.length, Math.min(100, report.unknown))
        assert.isBelow((yield* server.record).counts.accounts, 120)
        yield* server.faults()
        const rest = yield* persona([what, "--json"], options)
        expectQuiet(rest)
        expectReport(json(rest), { rows: 120, created: 120, existing: 0, rejected: 0, unknown: 0 })
        assert.strictEqual((yield* server.record).counts.accounts, 120)
      })
    )
  })
}

describe.concurrent("persona resume if it must not or cannot continue", () => {
  it.live("is refused with 4 in another environment, and names both", () =>
    Effect.gen(function* () {
      const { options } = yield* scene(3)
      const { environment } = json(yield* persona(importPeople, options))
      const other = yield* serve()
      const ended = yield* persona(["resume"], { ...options, env: other.env })
      assert.deepStrictEqual([ended.status, ended.stdout], [4, ""])
      expectParagraph(ended.stderr)
      assert.include(flat(ended), `went to ${environment}, but`)
      assert.match(flat(ended), /this connection leads to env_\w+\./)
      assert.deepStrictEqual((yield* other.record).writes, {})
    })
  )

  it.live("ends with 2 if the file, the list, the run or the state directory is gone", () =>
    Effect.gen(function* () {
      const { cwd, file, options, server } = yield* scene(3)
      const nowhere = yield* persona(["resume"], options)
      yield* persona(importPeople, options)
      fs.rmSync(file)
      const fileless = yield* persona(["resume"], options)
      const runless = yield* persona(["retry", "20260101T000000-0123456789abcdef"], options)
      writeCsv(cwd, "words.csv", [["value"], ["a"]])
      const words = command`import list-items words.csv --kind string --list Words --yes --json`
      const { list, run } = json(yield* persona(words, options))
      const archived = yield* Effect.promise(() =>
        fetch(`${server.url}/lists/${list}`, {
          method: "DELETE",
          headers: { authorization: `Bearer ${server.env.PERSONA_API_KEY}` }
        })
      )
      assert.isTrue(archived.ok)
      const listless = yield* persona(["resume", run], options)
      for (const [ended, says] of [
        [nowhere, /^There are no runs in /],
        [fileless, /people\.csv.*(not exist|no such|not found|no file)/i],
        [runless, /^There is no run 20260101T000000-0123456789abcdef/],
        [listless, new RegExp(`^The list ${list}, which the rows of this run go to, is archived`)]
      ] as const) {
        assert.deepStrictEqual([ended.status, ended.stdout], [2, ""], ended.stderr)
        assert.match(flat(ended), says)
        expectParagraph(ended.stderr)
      }
    })
  )

  it.live("names the command that continues a run of an older version", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* scene(3)
      writeCsv(cwd, "it's people.csv", [["reference-id"], ["a"], ["b"]])
      const first = yield* persona(
        command`import accounts ${"it's people.csv"} --on-existing update --yes --json`,
        options
      )
      const { run } = json(first)
      fs.rmSync(path.join(cwd, ".persona/runs", run, "invocation.json"))
      const ended = yield* persona(["resume"], options)
      assert.deepStrictEqual([ended.status, ended.stdout], [2, ""])
      assert.include(flat(ended), `Run ${run} cannot be continued by its id`)
      const printed = /^ {2}persona (import .*)$/m.exec(ended.stderr)?.[1] ?? assert.fail(ended.stderr)
      const words = execFileSync("sh", ["-c", `printf '%s\\0' ${printed}`])
        .toString()
        .split("\0")
        .slice(0, -1)
      // It gives the address, for the run did not go to the usual one.
      assert.deepStrictEqual(words.slice(-2), ["--base-url", server.url])
      const again = json(yield* persona([...words, "--yes", "--json"], options))
      assert.deepInclude(again, { run, nothingToDo: true, writes: 0 })
      expectQuiet(yield* Effect.map(persona(["resume"], options), (last) => ({ ...last, stdout: "" })))
    })
  )
})

describe.concurrent("persona retry", () => {
  it.live("resends only rejected rows, and keeps in the file those still rejected", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const cwd = yield* temporaryDirectory
      const options = { cwd, env: server.env }
      const rows = people(20).slice(1)
      writeCsv(cwd, "people.csv", [
        ["reference-id", "name-first", "birthdate"],
        ...rows.map((cells) => [...cells, ""]),
        ["bad", "Eve", "1990-02-30"]
      ])
      yield* server.faults({ match: { method: "POST", path: "/accounts", every: 5 }, action: refusal })
      const first = yield* persona(command`import accounts people.csv --yes --json`, options)
      assert.strictEqual(first.status, 1)
      const before = json(first)
      expectReport(before, { rows: 21, created: 16, rejected: 5 })
      yield* server.faults()

      const writes = yield* writesOf(server)
      const second = yield* persona(["retry", "--json"], options)
      assert.strictEqual(second.status, 1)
      const report = json(second)
      expectReport(report, { run: before.run, rows: 21, created: 20, rejected: 1, writes: 4, leftOut: 0 })
      assert.strictEqual((yield* writesOf(server)) - writes, 4)
      assert.deepStrictEqual(
        readCsv(report.files.rejects!).map((cells) => cells.slice(0, 4)),
        [
          ["reference-id", "name-first", "birthdate", "persona-line"],
          ["bad", "Eve", "1990-02-30", "22"]
        ]
      )

      fs.writeFileSync(
        path.join(cwd, "people.csv"),
        fs.readFileSync(path.join(cwd, "people.csv"), "utf8").replace("-30", "-28") + '"new","Bo",""\n'
      )
      const third = yield* persona(["retry", before.run], options)
      assert.strictEqual(third.status, 0)
      assert.match(third.stdout, /created +21\n/)
      assert.include(flat(third), `1 rows were left out`)
      assert.isFalse(fs.existsSync(report.files.rejects!))

      const fourth = yield* persona(["retry"], options)
      assert.deepStrictEqual([fourth.status, fourth.stderr], [0, ""])
      assert.strictEqual(fourth.stdout, `Nothing failed in run ${before.run}, so nothing was sent.\n`)
      assert.strictEqual((yield* server.record).counts.accounts, 21)
    })
  )
})

describe.concurrent("a run", () => {
  for (const [what, spoil] of [
    ["whose ledger is read-only", "read-only"],
    ["whose disk is full after a while", "full:4"]
  ] as const) {
    it.live(
      `${what} ends import and resume with 3 and a paragraph, and nothing is lost`,
      () =>
        Effect.gen(function* () {
          // So many rows are left that their intents need more room than there is.
          const { options, server } = yield* killed(1500, importPeople, 100)
          const spoiled = {
            ...options,
            env: { ...options.env, SPOIL: spoil },
            node: ["--import", pathToFileURL(path.join(import.meta.dirname, "support/spoil.ts")).href]
          }
          for (const args of [importPeople, ["resume", "--json"]]) {
            const ended = yield* persona(args, spoiled)
            assert.strictEqual(ended.status, 3, ended.stderr)
            const said = ended.stderr.replaceAll(/^[\d,]+ rows, .*\n/gm, "")
            expectParagraph(said)
            assert.match(
              said.replaceAll("\n", " "),
              /^The ledger .*ledger\.db cannot be used \(.*free disk space/
            )
          }
          const ended = yield* persona(["resume", "--json"], options)
          expectQuiet(ended)
          expectReport(json(ended), { rows: 1500, created: 1500, existing: 0, unknown: 0 })
          assert.strictEqual((yield* server.record).counts.accounts, 1500)
        }),
      60_000
    )
  }

  it.live(
    "whose ledger is of a newer version ends the command with 3, reports it, and begins no other run",
    () =>
      Effect.gen(function* () {
        const { cwd, options, server } = yield* scene(3)
        const { run } = json(yield* persona(importPeople, options))
        const ledger = path.join(cwd, ".persona/runs", run, "ledger.db")
        const script = `new (require("node:sqlite").DatabaseSync)(${JSON.stringify(ledger)}).exec("PRAGMA user_version = 99")`
        execFileSync(process.execPath, ["-e", script], { stdio: "ignore" })
        const { requests } = yield* server.record
        for (const args of [["resume"], ["retry"], importPeople]) {
          const ended = yield* persona(args, options)
          assert.deepStrictEqual([ended.status, ended.stdout], [3, ""])
          assert.match(flat(ended), /was written by a newer version of this program/)
          expectParagraph(ended.stderr)
        }
        assert.strictEqual(fs.readdirSync(path.join(cwd, ".persona/runs")).length, 1)
        assert.deepStrictEqual((yield* server.record).requests["POST /accounts"], requests["POST /accounts"])
      })
  )

  it.live("whose report cannot be written ends the command with 3, and the work is recorded", () =>
    Effect.gen(function* () {
      const { cwd, options } = yield* scene(3)
      const { run } = json(yield* persona(importPeople, options))
      // A folder is in the way of the file.
      const blocked = path.join(cwd, ".persona/runs", run, "report.json")
      fs.rmSync(blocked)
      fs.mkdirSync(blocked)
      const ended = yield* persona(["resume"], options)
      assert.strictEqual(ended.status, 3)
      assert.match(
        flat(ended),
        /^The report .*report\.json cannot be written \(EISDIR\)\. What was done is recorded/
      )
      expectParagraph(ended.stderr)
      fs.rmdirSync(blocked)
      expectReport(json(yield* persona(["resume", "--json"], options)), { created: 3, nothingToDo: true })
    })
  )
})

const slow = {
  match: { method: "POST", path: "/accounts" },
  action: { kind: "delay", millis: 100, when: "after" }
} as const

const refusal = { kind: "status", status: 422, title: "Record invalid" } as const

/** A run whose rows were all refused; they would be accepted now. */
const refused = (count: number) =>
  Effect.gen(function* () {
    const under = yield* scene(count)
    yield* under.server.faults({ match: { method: "POST", path: "/accounts" }, action: refusal })
    // Without it, the run would stop when the API has refused its first 50 rows for one reason.
    const ended = yield* persona([...importPeople, "--max-errors", "100%"], under.options)
    assert.strictEqual(ended.status, 1)
    expectReport(json(ended), { rows: count, rejected: count })
    return under
  })

const flat = ({ stderr }: Ended) => stderr.replaceAll("\n", " ")

const requestsOf = ({ requests }: Effect.Success<Server["record"]>): number =>
  Object.values(requests)
    .flatMap((answers) => Object.values(answers))
    .reduce((sum, n) => sum + n, 0)

const writesOf = (server: Server) =>
  Effect.map(server.record, ({ requests }) =>
    Object.values(requests["POST /accounts"] ?? {}).reduce((sum, n) => sum + n, 0)
  )
