/** A fraud team loads real blocklists, again and again. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { readCsv, realList, temporaryDirectory, writeCsv } from "./support/files.ts"
import { command, type Ended, type Options, persona, start } from "./support/persona.ts"
import { expectQuiet, expectReport, json } from "./support/report.ts"
import { serve } from "./support/sandbox.ts"

// The lists are no part of the repository. Where one is absent, `realList` prints so, and the tests with it are skipped.
const domains = realList("disposable-email-domains.csv")
const addresses = realList("ipsum.tsv")
const countries = realList("country-codes.csv")

const rejectColumns = [
  "persona-line",
  "persona-column",
  "persona-reason",
  "persona-suggestion",
  "persona-row"
]

describe.concurrent("8,335 disposable e-mail domains", () => {
  it.live.skipIf(domains === undefined)(
    "are created in the embedded sandbox, and a second run sends nothing",
    () =>
      Effect.gen(function* () {
        const cwd = yield* temporaryDirectory
        const first = yield* loadDomains({ cwd }, "--sandbox", "--json")
        expectAllCreated(first)

        const second = yield* loadDomains({ cwd }, "--sandbox", "--json")
        assert.strictEqual(second.status, 0)
        expectReport(json(second), { run: json(first).run, created: 8335, nothingToDo: true, writes: 0 })

        const third = yield* loadDomains({ cwd }, "--sandbox")
        assert.strictEqual(third.status, 0)
        assert.match(third.stdout, /^Nothing was left to do: every row of .* was settled before/)
        assert.match(third.stdout, /requests, nothing written/)
      }),
    60_000
  )

  it.live.skipIf(domains === undefined)(
    "are created in a sandbox that is served by the command",
    () =>
      Effect.gen(function* () {
        const cwd = yield* temporaryDirectory
        const server = yield* start(["sandbox", "--port", "0", "--json", "--rate-limit", "0"])
        const { apiKey, url } = JSON.parse(yield* server.firstLine) as Readonly<Record<string, string>>
        const env = { PERSONA_API_KEY: apiKey!, PERSONA_BASE_URL: url! }
        expectAllCreated(yield* loadDomains({ cwd, env }, "--json"))

        const second = json(yield* loadDomains({ cwd, env }, "--json"))
        expectReport(second, { created: 8335, nothingToDo: true, writes: 0 })

        yield* server.send("SIGTERM")
        const ended = yield* server.ended
        expectQuiet(ended, 130)
      }),
    60_000
  )
})

describe.concurrent("the first 5,000 suspicious IP addresses", () => {
  it.live.skipIf(addresses === undefined)(
    "are created with little memory, from a file with comments and no header",
    () =>
      Effect.gen(function* () {
        const cwd = yield* temporaryDirectory
        const file = path.join(cwd, "ipsum.tsv")
        const lines = fs.readFileSync(addresses!, "utf8").split("\n")
        fs.writeFileSync(file, `${lines.slice(0, 5000).join("\n")}\n`)
        const comments = lines.slice(0, 5000).filter((line) => line.startsWith("#")).length
        const ended = yield* persona(
          command`import list-items ${file} --kind ip-address --list ${"Suspicious addresses"} --json
            --no-header --comment # --delimiter tab --map 1=value --sandbox --yes`,
          { cwd, env: { NODE_OPTIONS: "--max-old-space-size=256" } }
        )
        expectQuiet({
          ...ended,
          stderr: ended.stderr.replace("Columns that match no field are left out: 2.\n", "")
        })
        const rows = 5000 - comments
        expectReport(json(ended), { rows, created: rows })
      }),
    60_000
  )
})

describe.concurrent("249 country codes among 56 columns", () => {
  it.live.skipIf(countries === undefined)(
    "are created; three malformed entries are rejected by line, column and reason, and complete the list once corrected",
    () =>
      Effect.gen(function* () {
        const server = yield* serve()
        const intact = yield* temporaryDirectory
        const whole = yield* loadCountries({ cwd: intact, env: server.env }, countries!)
        assert.strictEqual(whole.status, 0)
        expectReport(json(whole), { rows: 249, created: 249 })

        const other = yield* serve()
        const cwd = yield* temporaryDirectory
        const options = { cwd, env: other.env }
        const [header, ...rows] = readCsv(countries!)
        const column = header!.indexOf("ISO3166-1-Alpha-2")
        const codes = [rows[0]![column]!, rows[1]![column]!, rows[4]![column]!]
        const broken = rows
          .with(0, rows[0]!.with(column, ""))
          .with(1, rows[1]!.with(column, "USA"))
          .with(4, rows[4]!.with(column, "  "))
        const first = yield* loadCountries(options, writeCsv(cwd, "countries.csv", [header!, ...broken]))
        assert.strictEqual(first.status, 1)
        const report = json(first)
        expectReport(report, { rows: 249, created: 246, rejected: 3 })

        const [rejectHeader, ...rejects] = readCsv(report.files.rejects!)
        assert.deepStrictEqual(rejectHeader, [...header!, ...rejectColumns])
        assert.deepStrictEqual(
          rejects.map((cells) => cells.slice(0, 56)),
          [broken[0]!, broken[1]!, broken[4]!].map((cells) => [...cells])
        )
        assert.deepStrictEqual(
          rejects.map((cells) => cells.slice(56, 59)),
          [
            ["2", "ISO3166-1-Alpha-2", "ISO3166-1-Alpha-2: Empty, but every row needs a value"],
            [
              "3",
              "ISO3166-1-Alpha-2",
              "ISO3166-1-Alpha-2: Has three letters, but the two-letter code (ISO 3166-1 alpha-2) is expected"
            ],
            ["6", "ISO3166-1-Alpha-2", "ISO3166-1-Alpha-2: Empty, but every row needs a value"]
          ]
        )

        const corrected = rejects.map((cells, i) => cells.with(column, codes[i]!))
        const second = yield* loadCountries(
          options,
          writeCsv(cwd, "corrected.csv", [rejectHeader!, ...corrected])
        )
        assert.strictEqual(second.status, 0)
        expectReport(json(second), { rows: 249, created: 249, rejected: 0 })
        const { listItems, lists } = yield* other.contents
        assert.strictEqual(lists.length, 1)
        assert.strictEqual(new Set(listItems.map(({ equality }) => equality)).size, 249)
        assert.strictEqual(listItems.length, 249)
      }),
    60_000
  )
})

// Helpers

const loadDomains = (options: Options, ...flags: ReadonlyArray<string>) =>
  persona(
    command`import list-items ${domains!} --kind email-address --list ${"Disposable domains"}
      --map domain=value --set match-type=domain --yes ${flags}`,
    options
  )

const loadCountries = (options: Options, file: string) =>
  persona(
    command`import list-items ${file} --kind country --list ${"All countries"}
      --map ISO3166-1-Alpha-2=country-code --yes --json`,
    options
  )

const expectAllCreated = (ended: Ended) => {
  expectQuiet(ended)
  const report = json(ended)
  expectReport(report, {
    status: "finished",
    target: "list-items",
    rows: 8335,
    created: 8335,
    rejected: 0,
    unknown: 0,
    nothingToDo: false,
    rateLimited: 0
  })
  assert.match(report.list ?? "", /^lst_/)
  // One write for each row and one for the list; the rest is reading where the rows go.
  assert.strictEqual(report.writes, 8336)
  assert.isBelow(report.requests - report.writes, 5)
}
