/** What goes wrong before a row is sent: one paragraph, the right status, no trace, no secret. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { temporaryDirectory, writeCsv } from "./support/files.ts"
import { type Ended, persona } from "./support/persona.ts"
import { expectParagraph, expectReport, json } from "./support/report.ts"
import { serve } from "./support/sandbox.ts"

const canaries = ["canary-id", "Canary Name", "canary@mail.example"]
const records = [["reference-id", "name-first", "email-address"], canaries]

/** Both ways to print: nothing comes on standard output, and the same paragraph on standard error. */
const expectRefusal = (
  options: {
    readonly status: number
    readonly says: RegExp
    readonly args: (folder: string) => ReadonlyArray<string>
  },
  env: Readonly<Record<string, string>> = {}
) =>
  Effect.gen(function* () {
    const cwd = yield* temporaryDirectory
    writeCsv(cwd, "people.csv", records)
    const args = options.args(cwd)
    const key = "persona_sandbox_canary_key"
    const run = (...flags: ReadonlyArray<string>): Effect.Effect<Ended> =>
      persona([...args, ...flags], { cwd, env: { PERSONA_API_KEY: key, ...env } })
    const [text, document] = yield* Effect.all([run("--yes"), run("--yes", "--json")], { concurrency: 2 })
    for (const ended of [text, document]) {
      assert.deepStrictEqual([ended.status, ended.stdout], [options.status, ""], ended.stderr)
      assert.match(ended.stderr.replaceAll("\n", " "), options.says)
      expectParagraph(ended.stderr)
      for (const secret of [...canaries, env["PERSONA_API_KEY"] || key]) {
        assert.notInclude(ended.stderr, secret)
      }
    }
  })

const importPeople = () => ["import", "accounts", "people.csv"]

describe.concurrent("a connection that is refused", () => {
  it.live("for the key, ends with 3 and names the key's variable", () =>
    Effect.gen(function* () {
      const { env } = yield* serve()
      yield* expectRefusal(
        {
          status: 3,
          says: /API key is missing, unknown or expired; check PERSONA_API_KEY/,
          args: importPeople
        },
        { ...env, PERSONA_API_KEY: "persona_sandbox_wrong" }
      )
    })
  )

  it.live(
    "for an unreachable host, ends with 3 and names the address's variable",
    () =>
      expectRefusal(
        { status: 3, says: /not reached \(ECONNREFUSED\)\. Check the address/, args: importPeople },
        // Nothing listens on the discard port.
        { PERSONA_BASE_URL: "http://127.0.0.1:9/api/v1" }
      ),
    60_000
  )

  it.live("for the wrong address, ends with 3 and describes valid addresses", () =>
    Effect.gen(function* () {
      const { env } = yield* serve()
      yield* expectRefusal(
        { status: 3, says: /it ends in \/api\/v1/, args: importPeople },
        { ...env, PERSONA_BASE_URL: env.PERSONA_BASE_URL.replace("/v1", "/v0") }
      )
    })
  )

  it.live("for a missing permission, ends with 3 and names it", () =>
    Effect.gen(function* () {
      const { env } = yield* serve({ permissions: ["account.read"] })
      const cwd = yield* temporaryDirectory
      const ended = yield* persona(["import", "accounts", writeCsv(cwd, "people.csv", records), "--yes"], {
        cwd,
        env
      })
      assert.strictEqual(ended.status, 3)
      assert.match(ended.stdout, /^Stopped importing accounts from .*\n\nrows +0\n {2}created +0\n/)
      assert.match(ended.stderr, /^The import stopped: the API key may not do this/)
      expectParagraph(ended.stderr)
    })
  )
})

describe.concurrent("a configuration", () => {
  it.live("without a key ends with 2 and explains where to set one", () =>
    expectRefusal({ status: 2, says: /Set PERSONA_API_KEY/, args: importPeople }, { PERSONA_API_KEY: "" })
  )
  it.live("with a malformed key ends with 2", () =>
    expectRefusal(
      { status: 2, says: /characters that no key has/, args: importPeople },
      { PERSONA_API_KEY: "persona sandbox" }
    )
  )
  it.live("with a malformed address ends with 2", () =>
    expectRefusal(
      { status: 2, says: /has to look like https:/, args: importPeople },
      { PERSONA_BASE_URL: "x" }
    )
  )
  it.live("with a state directory that cannot be created ends with 2", () =>
    Effect.gen(function* () {
      const { env } = yield* serve()
      yield* expectRefusal(
        {
          status: 2,
          says: /state directory .* cannot be used \(ENOTDIR: /,
          args: () => [...importPeople(), "--state-dir", "people.csv/state"]
        },
        env
      )
    })
  )
})

describe.concurrent("a source", () => {
  refuses("that is not there", /source\.csv: there is no such file\. Check the path\./, () => {})
  refuses("that is a directory", /source\.csv: this is a directory\./, (file) => fs.mkdirSync(file))
  refuses("that is empty", /source\.csv: the source is empty\./, (file) => fs.writeFileSync(file, ""))
  refuses("that is binary", /source\.csv, line 1: byte 7 is a NUL/, (file) =>
    fs.writeFileSync(file, Buffer.from([127, 69, 76, 70, 2, 1, 1, 0, 0, 0]))
  )
  refuses("with a header only", /line 1: there is a header but no row below it\./, (file) =>
    fs.writeFileSync(file, "reference-id,name-first\n")
  )
  refuses(
    "without the column that is mapped",
    /There is no column "User"; the nearest is "Users"\. The columns are: "Users"/,
    (file) => fs.writeFileSync(file, `Users\n${canaries[0]}\n`),
    "--map",
    "User=reference-id"
  )
  refuses("of which no column is a field", /No column matches a field/, (file) =>
    fs.writeFileSync(file, `x,y\n${canaries[0]},1\n`)
  )
})

describe.concurrent("a source that breaks off half-way", () => {
  it.live("ends with 2, with the report of the work until then", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const cwd = yield* temporaryDirectory
      const file = path.join(cwd, "people.csv")
      const rows = Array.from({ length: 600 }, (_, i) => `person-${i},Ada\n`)
      fs.writeFileSync(file, `reference-id,name-first\n${rows.join("")}last,"Ada`)
      const args = ["import", "accounts", file, "--yes", "--json"]
      const first = yield* persona(args, { cwd, env: server.env })
      assert.strictEqual(first.status, 2)
      assert.match(first.stderr, /people\.csv, line 602, column 2: a cell is opened with a quote/)
      expectParagraph(first.stderr)
      const report = json(first)
      // Rows that were read and had not left are not sent any more.
      expectReport(report, { status: "stopped", rejected: 0, unknown: 0 })
      assert.isAtLeast(report.created, 256)

      fs.appendFileSync(file, '"\n')
      const second = yield* persona(args, { cwd, env: server.env })
      assert.strictEqual(second.status, 0)
      expectReport(json(second), { run: report.run, rows: 601, created: 601 })
      assert.strictEqual((yield* server.record).writes["account.created"], 601)
    })
  )
})

// Helpers

function refuses(
  what: string,
  says: RegExp,
  write: (file: string) => void,
  ...flags: ReadonlyArray<string>
): void {
  it.live(`${what} ends with 2 and is named`, () =>
    expectRefusal({
      status: 2,
      says,
      args: (folder) => {
        const file = path.join(folder, "source.csv")
        write(file)
        return ["import", "accounts", file, "--sandbox", ...flags]
      }
    })
  )
}
