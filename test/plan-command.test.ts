/** `persona plan` and `persona apply`, end to end. */
import type { Plan } from "@effect-persona/importer/Plan"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { createHash } from "node:crypto"
import * as fs from "node:fs"
import * as path from "node:path"
import { readAll, type Records, temporaryDirectory, writeCsv } from "./support/files.ts"
import { command, type Ended, persona } from "./support/persona.ts"
import { expectParagraph, expectReport, json } from "./support/report.ts"
import { apiKey, serve } from "./support/sandbox.ts"

const header = ["reference-id", "name-first", "fields.tier"]
const people: Records = [header, ["a", "Ada", "gold"], ["b", "Bo", "silver"], ["c", "Cy", "bronze"]]

const scene = Effect.gen(function* () {
  const server = yield* serve()
  const cwd = yield* temporaryDirectory
  const run = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = server.env) =>
    persona(args, { cwd, env })
  return { server, cwd, run }
})

describe.concurrent("persona plan", () => {
  it.live("writes nothing, reports what the import then does, and is applied unchanged", () =>
    Effect.gen(function* () {
      const { cwd, run, server } = yield* scene
      writeCsv(cwd, "people.csv", people)
      yield* run(command`import accounts people.csv --yes`)
      writeCsv(cwd, "more.csv", [...people.slice(0, 3), ["b", "Bo", "gold"], ["d", "Di", "gold"]])
      const before = (yield* server.record).writes
      const planned = yield* run(command`plan accounts more.csv --on-existing update --json`)
      assert.strictEqual(planned.status, 0, planned.stderr)
      const plan = json<Plan>(planned)
      assert.deepInclude(plan, { rows: 4, created: 1, existing: 2, duplicates: 1, rejected: 0 })
      assert.deepStrictEqual((yield* server.record).writes, before)
      assert.strictEqual(fs.statSync(plan.files.plan!).mode & 0o777, 0o600)
      const applied = yield* run(["apply", plan.files.plan!, "--yes", "--json"])
      assert.strictEqual(applied.status, 0, applied.stderr)
      const report = json(applied)
      expectReport(report, { rows: 4, created: 1, existing: 2, duplicates: 1 })
      // Whether two look-ups share a request depends on when they meet.
      assert.closeTo(plan.requests, report.requests, 1)
    })
  )

  it.live("shows people the counts, the problems, the cost and the location of the plan", () =>
    Effect.gen(function* () {
      const { cwd, run, server } = yield* scene
      yield* server.rateLimit(300)
      writeCsv(cwd, "people.csv", [...people, ["", "Nobody", "gold"]])
      const planned = yield* run(command`plan accounts people.csv --leave 20`)
      assert.strictEqual(planned.status, 1)
      for (const expected of [
        /^Plan for accounts from people\.csv in environment env_\w+\. Nothing was sent\.$/m,
        /^ {2}to create +3$/m,
        /no reference id.*\(1 row, line 5\)/,
        /^engine row +\d+ requests, .* at 300 requests a minute, 20 % of them left to others$/m,
        /^plan +\.persona\/plans\/[\w-]+\.json$/m
      ]) {
        assert.match(planned.stdout, expected)
      }
    })
  )

  it.live("needs no key offline, and stores no plan then", () =>
    Effect.gen(function* () {
      const { cwd, run } = yield* scene
      writeCsv(cwd, "people.csv", people)
      const planned = yield* run(command`plan accounts people.csv --offline --json`, {})
      assert.strictEqual(planned.status, 0, planned.stderr)
      assert.deepInclude(json<Plan>(planned), { offline: true, created: 3, files: { plan: null } })
      assert.isFalse(fs.existsSync(path.join(cwd, ".persona")))
      const refused = yield* run(command`plan accounts people.csv --offline --save plan.json`, {})
      assert.strictEqual(refused.status, 2)
      expectParagraph(refused.stderr)
    })
  )
})

const expectRefusal = ({ status, stderr, stdout }: Ended, why: RegExp) => {
  assert.deepStrictEqual([status, stdout], [4, ""], stderr)
  assert.match(stderr.replaceAll("\n", " "), why)
}

describe.concurrent("persona apply", () => {
  const planned = Effect.gen(function* () {
    const one = yield* scene
    writeCsv(one.cwd, "people.csv", people)
    const { status } = yield* one.run(command`plan accounts people.csv --save plan.json`)
    assert.strictEqual(status, 0)
    return one
  })
  it.live("asks, and without a terminal prints the command that needs no answer", () =>
    Effect.gen(function* () {
      const { run, server } = yield* planned
      expectRefusal(yield* run(command`apply plan.json`), /persona apply plan\.json --yes/)
      assert.strictEqual((yield* server.record).counts.accounts, 0)
    })
  )

  it.live("refuses changes with status 4, and names them", () =>
    Effect.gen(function* () {
      const { cwd, run, server } = yield* planned
      const elsewhere = yield* serve({ seed: 7 })
      const apply = command`apply plan.json --yes`
      expectRefusal(yield* run(apply, elsewhere.env), /another environment \(environment\)/)
      const plan = path.join(cwd, "plan.json")
      const text = fs.readFileSync(plan, "utf8")
      fs.writeFileSync(plan, text.replace('"onExisting": "skip"', '"onExisting": "update"'))
      expectRefusal(yield* run(apply), /was changed since it was made/)
      fs.writeFileSync(plan, text)
      fs.appendFileSync(path.join(cwd, "people.csv"), "d,Di,gold\n")
      expectRefusal(yield* run(apply), /the file has changed since \(source\)/)
      assert.strictEqual((yield* server.record).counts.accounts, 0)
    })
  )

  it.live("identifies a file that is not a plan", () =>
    Effect.gen(function* () {
      const { run } = yield* planned
      const ended = yield* run(command`apply people.csv --yes`)
      assert.strictEqual(ended.status, 2)
      expectParagraph(ended.stderr)
    })
  )
})

describe("the content of a plan", () => {
  it.live(
    "contains no value of a row and no key",
    () =>
      Effect.gen(function* () {
        const { cwd, run, server } = yield* scene
        const columns = Object.keys(canary(0))
        const rows = Array.from({ length: 40 }, (_, n) => canary(n))
        const table = (change: (cells: Array<string>, n: number) => Array<string>): Records => [
          columns,
          ...rows.map((row, n) => change(Object.values(row), n))
        ]
        writeCsv(cwd, "before.csv", table((cells) => cells).slice(0, 21))
        yield* run(command`import accounts before.csv --yes`)
        // Others differ, are short of a cell, come twice, or have nothing that can be sent.
        writeCsv(
          cwd,
          "people.csv",
          table((cells, n) =>
            n % 5 === 0 ? cells.slice(1) : n % 3 === 0 ? cells.with(1, `Canaryother${n}`) : cells
          ).concat([Object.values(rows[1]!)], [["", ...Object.values(rows[2]!).slice(1)]])
        )
        writeCsv(cwd, "words.csv", [["value"], ["canaryword"], ["Canaryword"], [""]])
        const said: Array<Ended> = []
        const say = (args: ReadonlyArray<string>) =>
          Effect.tap(run(args), (ended) => Effect.sync(() => said.push(ended)))
        yield* say(command`plan accounts people.csv --json --save plan.json`)
        yield* say(command`plan accounts people.csv --on-existing update`)
        yield* say(command`plan accounts people.csv --on-existing fail`)
        yield* say(command`plan accounts people.csv --offline`)
        yield* say(command`plan accounts people.csv --map birthdate=nonsense`)
        yield* say(command`plan list-items words.csv --kind string --list Words --json`)
        yield* say(command`plan accounts people.csv --api-key persona_sandbox_canarywrong`)
        yield* say(command`apply plan.json`)
        yield* server.faults({
          match: { method: "GET", path: "/accounts" },
          action: { kind: "status", status: 422, details: "canary: this detail quotes what was sent" }
        })
        yield* say(command`plan accounts people.csv`)
        yield* server.faults()
        yield* say(command`apply plan.json --yes --json`)
        fs.appendFileSync(path.join(cwd, "people.csv"), "canary\n")
        yield* say(command`apply plan.json --yes`)
        assert.deepStrictEqual(
          said.map(({ status }) => status),
          [1, 1, 1, 1, 2, 1, 3, 4, 3, 1, 4]
        )
        for (const { stderr, stdout } of said) {
          expectNone("standard output", Buffer.from(stdout), rows)
          expectNone("standard error", Buffer.from(stderr), rows)
        }
        expectNone("the plan", fs.readFileSync(path.join(cwd, "plan.json")), rows)
        for (const { bytes, file } of readAll(path.join(cwd, ".persona"))) {
          if (path.basename(file) !== "rejects.csv") expectNone(file, bytes, rows)
        }
      }),
    120_000
  )
})

/** The canaries of a person. All that is searched for begins with one of these. */
const canary = (n: number) => ({
  "reference-id": `canaryref${n + 100}`,
  "name-first": `Canaryname${n}`,
  "email-address": `canarymail${n}@mail.example`,
  "phone-number": `+1202555${String(100 + n)}`,
  birthdate: n % 7 === 0 ? "1987-02-31" : "1987-02-21",
  "fields.motto": `Canarymotto${n}`
})

const searched = ["canary", "+1202555", "1987-02", "mail.example"]

const expectNone = (where: string, bytes: Buffer, rows: ReadonlyArray<object>): void => {
  const text = bytes.toString("latin1").toLowerCase()
  for (const found of [...searched, apiKey.toLowerCase()]) {
    assert.isFalse(text.includes(found), `${where} holds ${found}`)
  }
  // A plain digest of something that can be guessed gives it away as well.
  for (const value of rows.flatMap((row) => Object.values(row) as ReadonlyArray<string>)) {
    const digest = createHash("sha256").update(value).digest()
    assert.isFalse(bytes.includes(digest.subarray(0, 8)), `${where} holds a digest of a value`)
    assert.isFalse(text.includes(digest.toString("hex").slice(0, 16)), `${where} holds a digest of a value`)
  }
}
