/** What `persona import` can be told: several files, standard input, encodings, mapping files, lists named in a column. */
import { assert, describe, it, vi } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { gzipSync } from "node:zlib"
import { clerk, firebase, okta } from "../packages/importer/test/support/exports.ts"
import { readAll, readCsv, temporaryDirectory, writeCsv } from "./support/files.ts"
import { command, type Ended, persona, start } from "./support/persona.ts"
import { expectParagraph, expectReport, json } from "./support/report.ts"
import { apiKey, serve, type Server, waitFor } from "./support/sandbox.ts"

// Each test starts several processes, and all tests of a file run at once.
vi.setConfig({ testTimeout: 120_000 })

describe.concurrent("several files", () => {
  it.live("are one run, which continues after kill -9 with nothing but its id", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* scene()
      writeCsv(cwd, "a.csv", people(0, 60))
      const [header, ...rows] = people(60, 120)
      // The columns in another order, and compressed.
      const text = [header!, ...rows].map((cells) => `${cells.toReversed().join(";")}\n`).join("")
      fs.writeFileSync(path.join(cwd, "b.csv.gz"), gzipSync(text))
      yield* server.faults(slow("/accounts"))
      const args = command`import accounts a.csv b.csv.gz --yes --json`
      yield* killedAt(args, options, server, "accounts", 70)
      yield* server.faults()
      const resumed = json(yield* persona(["resume", "--json"], options))
      expectReport(resumed, { rows: 120, created: 120, existing: 0, unknown: 0, status: "finished" })
      const again = json(yield* persona(args, options))
      expectReport(again, { run: resumed.run, nothingToDo: true, writes: 0 })
      assert.strictEqual((yield* server.record).counts.accounts, 120)
    })
  )

  it.live("can be named by a pattern, and the same command sends a later wave", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* scene()
      fs.mkdirSync(path.join(cwd, "waves"))
      writeCsv(cwd, "waves/wave-2.csv", people(0, 3))
      const args = ["import", "accounts", "waves/*.csv", "--yes", "--json"]
      const first = json(yield* persona(args, options))
      expectReport(first, { rows: 3, created: 3, source: "waves/*.csv" })
      writeCsv(cwd, "waves/wave-10.csv", people(3, 5))
      const second = json(yield* persona(["resume", "--json"], options))
      expectReport(second, { run: first.run, rows: 5, created: 5 })
      assert.strictEqual((yield* server.record).counts.accounts, 5)
      const none = yield* persona(["import", "accounts", "none/*.csv", "--yes"], options)
      expectUsage(none, "no file matches this pattern")
      const mixed = yield* persona(["import", "accounts", "waves/wave-2.csv", "-", "--yes"], options)
      expectUsage(mixed, "standard input alone")
    })
  )

  it.live("need the same columns", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* scene()
      writeCsv(cwd, "a.csv", people(0, 2))
      writeCsv(cwd, "b.csv", [
        ["reference-id", "name-last"],
        ["x", "Quill"]
      ])
      const ended = yield* persona(["import", "accounts", "a.csv", "b.csv", "--yes"], options)
      assert.strictEqual(ended.status, 2)
      assert.include(
        plain(ended.stderr),
        'b.csv: the columns are not those of a.csv: "name-first" is missing'
      )
      assert.strictEqual((yield* server.record).counts.accounts, 2)
    })
  )
})

describe.concurrent("standard input", () => {
  it.live("needs --yes, and is not read without it", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* scene()
      const ended = yield* persona(["import", "accounts", "-"], { ...options, input: csv(people(0, 3)) })
      assert.strictEqual(ended.status, 4)
      assert.include(ended.stderr, "\n  persona import accounts - --yes\n")
      assert.isFalse(fs.existsSync(path.join(cwd, ".persona")))
      assert.strictEqual((yield* server.record).counts.accounts, 0)
    })
  )

  it.live("is kept for its owner only until its work is done, so a run can continue", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* scene()
      yield* server.faults(slow("/accounts"))
      const input = csv(people(0, 80))
      const args = ["import", "accounts", "-", "--yes", "--json"]
      yield* killedAt(args, { ...options, input }, server, "accounts", 20)
      const [kept, ...others] = readAll(cwd).filter(({ bytes }) => bytes.includes("Ada 79"))
      assert.deepStrictEqual(others, [])
      assert.match(kept!.file, /\.persona\/runs\/[^/]+\/input$/)
      assert.strictEqual(fs.statSync(kept!.file).mode & 0o777, 0o600)
      yield* server.faults()
      const elsewhere = yield* temporaryDirectory
      fs.renameSync(path.join(cwd, ".persona"), path.join(elsewhere, "moved"))
      const resume = ["resume", "--state-dir", path.join(elsewhere, "moved"), "--json"]
      const resumed = json(yield* persona(resume, options))
      expectReport(resumed, { rows: 80, created: 80, existing: 0, unknown: 0, source: "standard input" })
      assert.isEmpty(readAll(elsewhere).filter(({ bytes }) => bytes.includes("Ada 79")))
      const over = yield* persona(resume.slice(0, -1), options)
      assert.strictEqual(over.status, 0, over.stderr)
      assert.include(over.stdout, "Nothing was left to do")
      const again = yield* persona([...args, "--state-dir", path.join(elsewhere, "moved")], {
        ...options,
        input
      })
      expectReport(json(again), { run: resumed.run, nothingToDo: true, writes: 0 })
      assert.isEmpty(readAll(elsewhere).filter(({ bytes }) => bytes.includes("Ada 79")))
      assert.strictEqual((yield* server.record).counts.accounts, 80)
    })
  )

  it.live("can be tried again for its refused rows, and is removed then", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* scene()
      yield* server.faults({ match: { method: "POST", path: "/accounts", nth: 2 }, action: refusal })
      const args = ["import", "accounts", "-", "--yes", "--json"]
      const first = yield* persona(args, { ...options, input: csv(people(0, 4)) })
      assert.strictEqual(first.status, 1)
      const input = path.join(path.dirname(json(first).files.report!), "input")
      assert.isTrue(fs.existsSync(input))
      yield* server.faults()
      expectReport(json(yield* persona(["retry", "--json"], options)), { created: 4, rejected: 0 })
      assert.isFalse(fs.existsSync(input))
      assert.deepStrictEqual(fs.readdirSync(path.join(cwd, ".persona/incoming")), [])
    })
  )

  it.live("leaves nothing behind if it cannot be used", () =>
    Effect.gen(function* () {
      const { cwd, options } = yield* scene()
      for (const input of ["", "colour\nblue canary\n"]) {
        const ended = yield* persona(["import", "accounts", "-", "--yes"], { ...options, input })
        assert.strictEqual(ended.status, 2)
        expectParagraph(ended.stderr)
      }
      assert.isEmpty(readAll(cwd).filter(({ bytes }) => bytes.includes("canary")))
    })
  )
})

describe.concurrent("encodings and limits", () => {
  it.live("are given by name, kept for persona resume, and a wrong name lists the right ones", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* scene()
      const file = path.join(cwd, "people.csv")
      fs.writeFileSync(file, Buffer.from("reference-id,name-first\na,Zoë\n", "latin1"))
      const args = ["import", "accounts", "people.csv", "--yes", "--json"]
      expectUsage(yield* persona(args, options), "byte 28 is not valid UTF-8", "windows-1252")
      expectUsage(yield* persona([...args, "--encoding", "ebcdic"], options), "one of utf-8, utf-16le")
      const first = json(yield* persona([...args, "--encoding", "Latin-1"], options))
      expectReport(first, { created: 1 })
      fs.appendFileSync(file, Buffer.from("b,Noël\n", "latin1"))
      expectReport(json(yield* persona(["resume", "--json"], options)), { run: first.run, created: 2 })
      const { accounts } = yield* server.contents
      assert.include(JSON.stringify(accounts), "Noël")
    })
  )

  it.live("stop a record, a cell and a row of columns that are too large", () =>
    Effect.gen(function* () {
      const { cwd, options } = yield* scene()
      fs.writeFileSync(path.join(cwd, "people.csv"), `reference-id,name-first\na,${"A".repeat(200)}\n`)
      const limits = [
        ["--max-record-bytes", "100", "larger than 100 bytes"],
        ["--max-cell-bytes", "100", "larger than 100 bytes"],
        ["--max-columns", "1", "more than the 1 allowed"]
      ] as const
      for (const [flag, value, said] of limits) {
        const ended = yield* persona(["import", "accounts", "people.csv", "--yes", flag, value], options)
        expectUsage(ended, said)
      }
    })
  )
})

describe.concurrent("a mapping file", () => {
  for (const [name, { columns, rows }] of Object.entries({ clerk, firebase, okta })) {
    it.live(`that persona map has written for ${name} imports every row by the command that it prints`, () =>
      Effect.gen(function* () {
        const { cwd, options, server } = yield* scene()
        writeCsv(cwd, "export.csv", name === "firebase" ? rows : [columns, ...rows])
        const map = ["map", "export.csv", "--write", "mapping file.yaml"]
        const open = yield* persona(map, options)
        // Whole names are the only thing that is asked.
        const answer = /--answer (\S*name\S*=\S+)/.exec(open.stderr)?.[1]
        const mapped =
          open.status === 0 ? open : yield* persona([...map, "--answer", answer ?? "none=none"], options)
        assert.strictEqual(mapped.status, 0, mapped.stderr)
        const [, printed = ""] = /\n {2}persona (import .*)\n/.exec(mapped.stderr) ?? []
        const args = printed.replaceAll("'mapping file.yaml'", "mapping_file").split(" ")
        const next = args.map((arg) => (arg === "mapping_file" ? "mapping file.yaml" : arg))
        const report = json(yield* persona([...next, "--yes", "--json"], options))
        expectReport(report, { rows: 40, created: 40, rejected: 0 })
        const { accounts } = yield* server.contents
        assert.isTrue(accounts.every((account) => /person\d+@mail\.example/.test(JSON.stringify(account))))
      })
    )
  }

  it.live("belongs to the run: it may be missing on continuation, and a changed one begins another run", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* scene()
      const file = path.join(cwd, "mapping.json")
      const write = (mapping: object) => fs.writeFileSync(file, JSON.stringify(mapping))
      const fields = {
        "reference-id": "User",
        "name-first": { column: "First", transforms: ["upper"] },
        tags: { constant: "wave-1" }
      }
      write({ version: 1, target: "accounts", fields })
      const rows = people(0, 60).slice(1)
      writeCsv(cwd, "people.csv", [["User", "First"], ...rows])
      yield* server.faults(slow("/accounts"))
      const args = command`import accounts people.csv --mapping mapping.json --yes --json`
      yield* killedAt(args, options, server, "accounts", 10)
      yield* server.faults()
      fs.rmSync(file)
      const resumed = json(yield* persona(["resume", "--json"], options))
      expectReport(resumed, { rows: 60, created: 60, existing: 0, unknown: 0 })
      const { accounts } = yield* server.contents
      assert.isTrue(accounts.every((account) => JSON.stringify(account).includes("ADA ")))

      // Written in another order, with columns in another order, it is the same.
      write({
        $schema: "mapping.schema.json",
        ignore: [],
        fields: Object.fromEntries(Object.entries(fields).toReversed()),
        target: "accounts",
        version: 1
      })
      writeCsv(cwd, "people.csv", [["First", "User"], ...rows.map((cells) => cells.toReversed())])
      expectReport(json(yield* persona(args, options)), { run: resumed.run, nothingToDo: true, writes: 0 })

      write({ version: 1, target: "accounts", fields: { ...fields, tags: { constant: "wave-2" } } })
      const other = json(yield* persona(args, options))
      assert.notStrictEqual(other.run, resumed.run)
      expectReport(other, { rows: 60, existing: 60, differing: 60 })

      const won = json(yield* persona([...args, "--map", "First=name-last", "--set", "tags=x"], options))
      assert.notStrictEqual(won.run, other.run)
    })
  )

  it.live("is refused with its place when it is wrong, or for another target", () =>
    Effect.gen(function* () {
      const { cwd, options } = yield* scene()
      writeCsv(cwd, "people.csv", people(0, 1))
      const args = ["import", "accounts", "people.csv", "--yes", "--mapping", "m.yaml"]
      expectUsage(yield* persona(args, options), "m.yaml: there is no such file")
      fs.writeFileSync(path.join(cwd, "m.yaml"), "version: 1\ntarget: accounts\nfields:\n  tags: 7\n")
      expectUsage(yield* persona(args, options), "m.yaml: fields.tags: give a column")
      fs.writeFileSync(path.join(cwd, "m.yaml"), "version: 1\ntarget: lists\nfields: {}\n")
      expectUsage(yield* persona(args, options), "The mapping is for lists")
    })
  )
})

describe.concurrent("--list-column", () => {
  const names = ["Shared", "Other", "Third"]
  const words = (count: number, id: string) => [
    ["List", "value"],
    ...Array.from({ length: count }, (_, n) => [[id, ...names][n % 4]!, `word ${Math.floor(n / 4)}`])
  ]

  it.live("sends the same item to several lists, each once, through kill -9 and resume", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* scene()
      const id = yield* makeList(server, "Existing")
      yield* makeList(server, "Shared")
      writeCsv(cwd, "words.csv", [...words(80, id), ["Existing", "word 0"], ["", "word 0"], ["Never", ""]])
      yield* server.faults(slow("/list-items/"))
      const args = command`import list-items words.csv --kind string --list-column List --yes --json`
      yield* killedAt(args, options, server, "listItems", 20)
      yield* server.faults()
      const resumed = yield* persona(["resume", "--json"], options)
      // The list that is written by its name and by its id is one list; an invalid row creates none.
      expectReport(json(resumed), {
        rows: 83,
        created: 80,
        duplicates: 1,
        rejected: 2,
        existing: 0,
        unknown: 0
      })
      const { listItems, lists } = yield* server.contents
      assert.deepStrictEqual(lists.map(({ name }) => name).toSorted(), ["Existing", ...names].toSorted())
      for (const list of lists) {
        assert.strictEqual(listItems.filter((item) => item.listId === list.id).length, 20, list.name)
      }
      const again = json(yield* persona(args, options))
      expectReport(again, { run: json(resumed).run, nothingToDo: true, writes: 0 })
      const { counts, writes } = yield* server.record
      assert.deepStrictEqual([counts.lists, writes["list.created"], counts.listItems], [4, 4, 80])
      // Lists are known by digests: a name from a cell may be anything.
      const ledger = readAll(cwd).filter(({ file }) => file.includes("ledger.db"))
      assert.isFalse(ledger.some(({ bytes }) => bytes.includes("Third")))
    })
  )

  it.live("checks all lists before the first write, and reports every problem by its line", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* scene()
      yield* makeList(server, "Twice")
      yield* makeList(server, "Twice")
      const archived = yield* makeList(server, "Old")
      yield* archive(server, archived)
      const country = yield* makeList(server, "Lands", "countries")
      const before = (yield* server.record).counts
      writeCsv(cwd, "words.csv", [
        ["List", "value"],
        ["Fine", "x"],
        ["Twice", "x"],
        [archived, "x"],
        [country, "x"],
        ["lst_nowhere", "x"]
      ])
      const args = command`import list-items words.csv --kind string --list-column List --yes`
      const ended = yield* persona(args, options)
      expectUsage(
        ended,
        "Line 3: more than one active list has this name (lst_",
        "Line 4: the list of this id is archived",
        "Line 5: the list of this id holds items of another kind (country)",
        "Line 6: there is no list of this id"
      )
      assert.notInclude(ended.stderr, "Twice")
      assert.deepStrictEqual((yield* server.record).counts, before)

      writeCsv(cwd, "fields.csv", [
        ["List", "field-value"],
        ["Fields", "x"]
      ])
      const fields = command`import list-items fields.csv --kind field --list-column List --yes`
      expectUsage(
        yield* persona(fields, options),
        "Line 2: there is no list of this name, and the API cannot"
      )
      expectUsage(yield* persona([...args, "--list", "One"], options), "Remove one of the two")
      expectUsage(yield* persona(args.slice(0, 5).concat("--yes"), options), "The items need a list")
      assert.deepStrictEqual((yield* server.record).counts, before)
    })
  )

  it.live("asks before it creates lists, and names them by lines without a terminal", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* scene()
      writeCsv(cwd, "words.csv", words(8, "Canary"))
      const ended = yield* persona(
        command`import list-items words.csv --kind string --list-column List`,
        options
      )
      assert.strictEqual(ended.status, 4)
      assert.include(
        ended.stderr,
        "into 4 lists, of which 4 will be created (on line 2, on line 3, on line 4, on line 5)"
      )
      assert.notInclude(ended.stderr, "Canary")
      assert.strictEqual((yield* server.record).counts.lists, 0)
    })
  )

  it.live(
    "is a different target if a list was archived and recreated: nothing goes to the new one by mistake",
    () =>
      Effect.gen(function* () {
        const { cwd, options, server } = yield* scene()
        const old = yield* makeList(server, "Words")
        writeCsv(cwd, "words.csv", [
          ["List", "value"],
          ["Words", "x"]
        ])
        const args = command`import list-items words.csv --kind string --list-column List --yes --json`
        const first = json(yield* persona(args, options))
        yield* archive(server, old)
        expectUsage(yield* persona(["resume"], options), "Line 2: the list that rows of this run went to")
        const second = json(yield* persona(args, options))
        assert.notStrictEqual(second.run, first.run)
        expectReport(second, { created: 1 })
        assert.strictEqual((yield* server.record).counts.listItems, 2)
      })
  )
})

describe.concurrent("the kinds of rows", () => {
  it.live("are those of the account type, before any request", () =>
    Effect.gen(function* () {
      const id = "acttp_members"
      const fields = [
        { key: "age", type: "integer" },
        { key: "vip", type: "boolean" }
      ]
      const { cwd, options, server } = yield* scene({ accountTypes: [{ name: "Member", id, fields }] })
      writeCsv(cwd, "people.csv", [
        ["reference-id", "fields.age", "fields.vip"],
        ["a", "41", "yes"],
        ["b", "old", "no"],
        ["c", "7", ""]
      ])
      const args = ["import", "accounts", "people.csv", "--account-type", id, "--yes", "--json"]
      const ended = yield* persona(args, options)
      assert.strictEqual(ended.status, 1)
      const report = json(ended)
      expectReport(report, { rows: 3, created: 2, rejected: 1, writes: 2 })
      assert.include(readCsv(report.files.rejects!)[1]!.join("|"), "fields.age")
      const { accounts } = yield* server.contents
      assert.include(JSON.stringify(accounts), '"type":"integer","value":41')
      fs.writeFileSync(path.join(cwd, "people.csv"), "reference-id,fields.aeg\nd,1\n")
      expectUsage(yield* persona(args, options), 'the nearest is "fields.age"')
    })
  )

  it.live("accept damage that is declared intended", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* scene()
      writeCsv(cwd, "people.csv", [
        ["reference-id", "country-code", "address-postal-code"],
        ["1.23E+11", "US", "2134"]
      ])
      const args = ["import", "accounts", "people.csv", "--yes", "--json"]
      expectReport(json(yield* persona(args, options)), { rejected: 1, created: 0 })
      const accepting = [...args, "--accept", "rounded-number", "--accept", "lost-leading-zeros"]
      expectReport(json(yield* persona(accepting, options)), { rejected: 0, created: 1 })
      assert.strictEqual((yield* server.record).counts.accounts, 1)
    })
  )

  it.live("needs a reference id, and a file without a column for it ends before the first row", () =>
    Effect.gen(function* () {
      const { cwd, options, server } = yield* scene()
      writeCsv(cwd, "people.csv", [
        ["First", "E-mail"],
        ["Ada", "ada@mail.example"]
      ])
      const args = ["import", "accounts", "people.csv", "--yes"]
      const refused = yield* persona(args, options)
      expectUsage(
        refused,
        "--map COLUMN=reference-id",
        "--derive-reference-id",
        "--allow-unkeyed",
        '"E-mail"'
      )
      assert.isFalse(fs.existsSync(path.join(cwd, ".persona")))
      assert.strictEqual((yield* persona([...args, "--derive-reference-id"], options)).status, 0)
      assert.strictEqual((yield* server.record).counts.accounts, 1)
    })
  )
})

const people = (from: number, to: number): ReadonlyArray<ReadonlyArray<string>> => [
  ["reference-id", "name-first"],
  ...Array.from({ length: to - from }, (_, n) => [`p${from + n}`, `Ada ${from + n}`])
]

const csv = (records: ReadonlyArray<ReadonlyArray<string>>) =>
  records.map((cells) => `${cells.join(",")}\n`).join("")

/** A folder and a server. */
const scene = (given?: Parameters<typeof serve>[0]) =>
  Effect.gen(function* () {
    const server = yield* serve(given)
    const cwd = yield* temporaryDirectory
    return { server, cwd, options: { cwd, env: server.env } }
  })

const slow = (where: string) =>
  ({ match: { method: "POST", path: where }, action: { kind: "delay", millis: 100, when: "after" } }) as const

const refusal = { kind: "status", status: 422, title: "Record invalid" } as const

/** Kills a command when the server holds so many things. */
const killedAt = (
  args: ReadonlyArray<string>,
  options: Parameters<typeof start>[1],
  server: Server,
  kind: Parameters<typeof waitFor>[1],
  count: number
) =>
  Effect.gen(function* () {
    const running = yield* start(args, options)
    yield* waitFor(server, kind, count)
    yield* running.send("SIGKILL")
    yield* running.ended
  })

/** Asks the server itself, without a process of its own. */
const ask = (server: Server, method: string, where: string, body?: object) =>
  Effect.promise(async () => {
    const answer = await fetch(`${server.url}${where}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
    assert.isTrue(answer.ok, `${method} ${where}: ${answer.status}`)
    return (await answer.json()) as { readonly data: { readonly id: string } }
  })

const makeList = (server: Server, name: string, kinds = "strings") =>
  Effect.map(ask(server, "POST", `/list/${kinds}`, { data: { attributes: { name } } }), ({ data }) => data.id)

const archive = (server: Server, id: string) => ask(server, "DELETE", `/lists/${id}`)

const plain = (text: string) => text.replaceAll(/\s+/g, " ")

/** Status 2 with a message that says all of this. */
const expectUsage = (ended: Ended, ...said: ReadonlyArray<string>): void => {
  assert.strictEqual(ended.status, 2, ended.stderr)
  expectParagraph(ended.stderr)
  for (const text of said) assert.include(plain(ended.stderr), text)
}
