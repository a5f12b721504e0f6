/** Nothing that a row says is written anywhere but into the file of rejected rows, and no key at all. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { createHash } from "node:crypto"
import * as fs from "node:fs"
import * as path from "node:path"
import { readAll, temporaryDirectory, writeCsv } from "./support/files.ts"
import { command, type Ended, persona, start } from "./support/persona.ts"
import { expectReport, json } from "./support/report.ts"
import { apiKey, serve, waitFor } from "./support/sandbox.ts"

/** The canaries of a person. All that is searched for begins with one of these. */
const person = (n: number) => ({
  "reference-id": `canaryref${n}`,
  "name-first": `Canaryname${n}`,
  "email-address": `canarymail${n}@mail.example`,
  "phone-number": `+1202555${String(100 + n)}`,
  "social-security-number": `987-65-4${n}`,
  "address-street-1": `Canarystreet ${n}`,
  birthdate: n % 10 === 0 ? "1987-02-31" : "1987-02-21",
  "fields.motto": `Canarymotto${n}`
})

const people = Array.from({ length: 60 }, (_, n) => person(n + 100))
const canaries = ["canary", "+1202555", "987-65-4", "1987-02", "mail.example", "forbidden word"]

describe("an import with rejected rows, lost answers, failures and a kill", () => {
  it.live(
    "leaves no value of a row and no key behind, except in the reject file",
    () =>
      Effect.gen(function* () {
        const server = yield* serve()
        const cwd = yield* temporaryDirectory
        const options = { cwd, env: server.env }
        const columns = Object.keys(people[0]!)
        writeCsv(cwd, "people.csv", [columns, ...people.map((row) => Object.values(row)), ["ragged canary"]])
        writeCsv(cwd, "words.csv", [["value"], ["Forbidden Word"], ["forbidden word"], ["canaryword"], [" "]])
        writeCsv(cwd, "lists.csv", [
          ["kind", "name"],
          ["string", "canarylist"],
          ["field", "canaryfield"]
        ])

        const said: Array<Ended> = []
        const run = (...args: ReadonlyArray<string>) =>
          Effect.tap(persona(args, options), (ended) => Effect.sync(() => said.push(ended)))
        const importPeople = ["import", "accounts", "people.csv", "--yes", "--json"]

        yield* server.faults({
          match: { method: "POST", path: "/accounts" },
          action: { kind: "delay", millis: 100, when: "after" }
        })
        const killed = yield* start(importPeople, options)
        yield* waitFor(server, "accounts", 20)
        yield* killed.send("SIGKILL")
        said.push(yield* killed.ended)
        // What a crash leaves on the disk is searched too, write-ahead logs included.
        expectNoCanary(path.join(cwd, ".persona"))

        yield* server.faults(
          { match: { path: "/accounts", method: "POST", every: 9 }, action: { kind: "loseAnswer" } },
          { match: { path: "/accounts", method: "POST", every: 7 }, action: { kind: "cutBody" } },
          {
            match: { path: "/accounts", method: "POST", every: 11 },
            action: { kind: "serverError", status: 500, when: "after" }
          },
          {
            match: { path: "/accounts", method: "POST", every: 13 },
            action: { kind: "status", status: 422, details: "canary: this detail quotes what was sent" }
          },
          { match: { path: "/list/", method: "POST", nth: 1 }, action: { kind: "loseAnswer" } }
        )
        const accounts = yield* run(...importPeople)
        assert.strictEqual(accounts.status, 1)
        const report = json(accounts)
        expectReport(report, { rows: 61, existing: 0, duplicates: 0, unknown: 0 })
        assert.isAtLeast(report.rejected, 8)

        const words = yield* run(
          ...command`import list-items words.csv --kind string --list Words --yes --json`
        )
        expectReport(json(words), { rows: 4, created: 2, duplicates: 1, rejected: 1 })
        const lists = yield* run("import", "lists", "lists.csv", "--yes")
        assert.strictEqual(lists.status, 1)
        yield* server.faults()
        yield* run("import", "accounts", "people.csv", "--yes", "--on-existing", "fail", "--new-run")
        yield* run("import", "accounts", "people.csv", "--map", "birthdate=", "--json")
        yield* run("import", "accounts", "people.csv", "--yes", "--api-key", "persona_sandbox_canarywrong")
        yield* run("report", "latest")
        yield* run("runs", "--json")

        for (const { stderr, stdout } of said) {
          expectNone("standard output", Buffer.from(stdout))
          expectNone("standard error", Buffer.from(stderr))
        }
        const rejects = expectNoCanary(path.join(cwd, ".persona"))
        assert.isAtLeast(rejects.length, 4)
        for (const file of rejects) {
          assert.strictEqual(fs.statSync(file).mode & 0o777, 0o600)
          assert.strictEqual(fs.statSync(path.dirname(file)).mode & 0o777, 0o700)
          assert.notInclude(fs.readFileSync(file, "utf8"), apiKey)
        }
      }),
    60_000
  )
})

/** Searches a state directory; gives its files of rejected rows. */
const expectNoCanary = (folder: string): ReadonlyArray<string> => {
  const files = readAll(folder)
  assert.include(
    files.map(({ file }) => path.basename(file)),
    "ledger.db"
  )
  for (const { bytes, file } of files) if (!isRejects(file)) expectNone(file, bytes)
  return files.map(({ file }) => file).filter(isRejects)
}

const isRejects = (file: string) => /^rejects\.csv(\.part)?$/.test(path.basename(file))

const expectNone = (where: string, bytes: Buffer): void => {
  const text = bytes.toString("latin1").toLowerCase()
  for (const canary of [...canaries, apiKey.toLowerCase()]) {
    assert.isFalse(text.includes(canary), `${where} holds ${canary}`)
  }
  // A plain digest of something that can be guessed gives it away as well.
  for (const row of people) {
    for (const value of Object.values(row)) {
      const digest = createHash("sha256").update(value).digest()
      assert.isFalse(bytes.includes(digest.subarray(0, 8)), `${where} holds a digest of a value`)
      assert.isFalse(text.includes(digest.toString("hex").slice(0, 16)), `${where} holds a digest of a value`)
    }
  }
}
