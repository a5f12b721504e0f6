/** No character of a file, an argument or a server moves the cursor of who reads what the command prints. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { controls as codePoints } from "../packages/cli/test/support/controls.ts"
import { temporaryDirectory } from "./support/files.ts"
import { type Ended, persona } from "./support/persona.ts"
import { serve } from "./support/sandbox.ts"

/** Line feed ends a line of what is printed. */
const controls = String.fromCodePoint(...codePoints.filter((code) => code !== 0x0a))
const bad = `x${controls}y`
/** The same without what ends a line of a file. */
const badCell = bad.replaceAll("\r", "")

describe.concurrent("printed text", () => {
  it.live(
    "contains no raw control of a file's name, its header or an argument",
    () =>
      Effect.gen(function* () {
        const cwd = yield* temporaryDirectory
        const file = `people${bad}.csv`
        const header = ["reference-id", `"${badCell}"`, `"name-first${badCell}"`, "birthdate"]
        fs.writeFileSync(
          path.join(cwd, file),
          `${header.join(",")}\nr1,v,Ada,nothing\nr2,v${badCell},Bo,1990-01-02\n`
        )
        const sandboxed = ["--sandbox", "--state-dir", `state${bad}`]
        const run = (...args: ReadonlyArray<string>) => Effect.map(persona(args, { cwd }), expectNoControl)
        const imported = ["import", "accounts", file, ...sandboxed]

        const refused = [
          [`--${bad}`],
          ["import", "accounts", `missing${bad}.csv`, "--yes"],
          [...imported, "--map", bad],
          [...imported, "--map", `${badCell}=${bad}`, "--yes"],
          [...imported, "--mapping", `no${bad}.yaml`, "--yes"],
          ["apply", `no${bad}.json`, "--sandbox"],
          ["report", `run${bad}`, "--state-dir", `state${bad}`],
          ["api", bad],
          ["api", "retrieve-an-account", "--path", `${bad}=x`, "--path", "account-id=y"],
          ["api", "list-all-accounts", "--output", `none${bad}/x.json`]
        ]
        const ends = yield* Effect.forEach(refused, (args) => run(...args), { concurrency: 2 })
        for (const ended of ends) {
          assert.notStrictEqual(ended.status, 0)
          assert.notStrictEqual(ended.stderr, "")
        }

        const leaving = ["--map", `${badCell}=`, "--map", `name-first${badCell}=name-first`]
        assert.strictEqual((yield* run("map", file)).status, 0)
        assert.strictEqual((yield* run("map", file, "--json")).status, 0)
        assert.strictEqual((yield* run("plan", "accounts", file, ...leaving, ...sandboxed)).status, 1)
        // Asks, with nobody to answer: the question's preview, and the command that needs no answer.
        assert.strictEqual((yield* run(...imported, ...leaving)).status, 4)
        assert.strictEqual((yield* run(...imported, ...leaving, "--yes")).status, 1)
        const again = yield* run(...imported, ...leaving, "--yes", "--json")
        assert.include(JSON.parse(again.stdout).source, controls.slice(0, 5))
        for (const command of ["runs", "problems", "report"]) {
          const rest = [...(command === "report" ? ["latest"] : []), "--state-dir", `state${bad}`]
          const text = yield* run(command, ...rest)
          assert.strictEqual(text.status, 0)
          assert.match(text.stdout, /\\x1b|rejected/)
          JSON.parse((yield* run(command, ...rest, "--json")).stdout)
        }
      }),
    120_000
  )

  it.live(
    "contains no raw control of a list's name or of a server's words, and JSON keeps its meaning",
    () =>
      Effect.gen(function* () {
        const server = yield* serve()
        const cwd = yield* temporaryDirectory
        const run = (...args: ReadonlyArray<string>) =>
          Effect.map(persona(args, { cwd, env: server.env }), expectNoControl)
        const name = `List ${bad}`
        const body = JSON.stringify({ data: { attributes: { name } } })
        const created = yield* run("api", "create-an-email-address-list", "--body", body)
        assert.strictEqual(JSON.parse(created.stdout).data.attributes.name, name)
        const all = yield* run("api", "list-all-lists", "--all")
        assert.strictEqual(JSON.parse(all.stdout).data[0].attributes.name, name)

        fs.writeFileSync(path.join(cwd, "domains.csv"), "value\na@mail.example\nb@mail.example\n")
        const items = ["import", "list-items", "domains.csv", "--kind", "email-address", "--list", name]
        assert.strictEqual((yield* run(...items)).status, 4)
        yield* server.faults({
          match: { method: "POST", path: "/list-item/" },
          action: { kind: "status", status: 422, title: `Wrong ${bad}`, details: bad }
        })
        const refused = yield* run(...items, "--yes")
        assert.strictEqual(refused.status, 1)
        assert.match(refused.stdout, /2 rejected, first on line 2: The API refused the row: Wrong/)
        yield* server.faults({
          match: { path: "/accounts" },
          action: { kind: "status", status: 418, title: bad, details: bad }
        })
        assert.strictEqual((yield* run("api", "list-all-accounts")).status, 3)
      }),
    120_000
  )
})

const expectNoControl = (ended: Ended): Ended => {
  for (const text of [ended.stdout, ended.stderr]) {
    const found = /[^\n\P{C}]|[\p{Zl}\p{Zp}]/u.exec(text)
    assert.isNull(
      found,
      found === null ? "" : JSON.stringify(text.slice(Math.max(0, found.index - 60), found.index + 20))
    )
  }
  return ended
}
