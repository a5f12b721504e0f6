/** `persona map`: from somebody's file to a mapping, with the questions that only a person can answer. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { temporaryDirectory } from "./support/files.ts"
import { persona } from "./support/persona.ts"

describe.concurrent("persona map", () => {
  it.live("proposes, lists open questions, and writes nothing until they are answered", () =>
    Effect.gen(function* () {
      const cwd = yield* temporaryDirectory
      fs.writeFileSync(path.join(cwd, "crm.csv"), crm)
      const to = path.join(cwd, "crm.yaml")
      const open = yield* persona(["map", "crm.csv", "--write", to], { cwd })
      assert.strictEqual(open.status, 4)
      assert.include(open.stderr, "--answer birthdate-order=month")
      assert.isFalse(fs.existsSync(to))
      const answers = ["--answer", "birthdate-order=month", "--answer", "phone-number-country=us"]
      const done = yield* persona(["map", "crm.csv", "--write", to, ...answers], { cwd })
      assert.strictEqual(done.status, 0, done.stderr)
      assert.include(fs.readFileSync(to, "utf8"), "date: M/d/yyyy")
      assert.strictEqual(fs.statSync(to).mode & 0o777, 0o600)
      const again = yield* persona(["map", "crm.csv", "--write", to, ...answers], { cwd })
      assert.strictEqual(again.status, 2)
      assert.include(again.stderr, "there already")
      for (const { stderr, stdout } of [open, done]) withoutValues(stdout + stderr)
    })
  )

  it.live("prints one JSON document without a value of a row", () =>
    Effect.gen(function* () {
      const cwd = yield* temporaryDirectory
      fs.writeFileSync(path.join(cwd, "crm.csv"), crm)
      const { status, stderr, stdout } = yield* persona(["map", "crm.csv", "--json"], { cwd })
      assert.strictEqual(status, 0, stderr)
      const document = JSON.parse(stdout)
      const [, members = ""] =
        /The JSON is `\{(file, preset[^}]*)\}`/.exec(
          fs.readFileSync(path.join(import.meta.dirname, "../docs/cli.md"), "utf8")
        ) ?? []
      assert.deepStrictEqual(Object.keys(document), members.split(", "))
      assert.deepStrictEqual([document.rows, document.valid], [3, 2])
      withoutValues(stdout + stderr)
    })
  )

  it.live("reads a file without a header as such, and treats no cell as a name", () =>
    Effect.gen(function* () {
      const cwd = yield* temporaryDirectory
      fs.writeFileSync(path.join(cwd, "rows.csv"), crm.slice(crm.indexOf("\n") + 1))
      const { status, stderr, stdout } = yield* persona(["map", "rows.csv", "--json"], { cwd })
      assert.strictEqual(status, 0)
      assert.strictEqual(JSON.parse(stdout).mapping.header, false)
      assert.include(stderr, "read as a row")
      withoutValues(stdout + stderr)
    })
  )

  it.live("reports what is wrong with its arguments", () =>
    Effect.gen(function* () {
      const cwd = yield* temporaryDirectory
      fs.writeFileSync(path.join(cwd, "crm.csv"), crm)
      const cases: ReadonlyArray<readonly [ReadonlyArray<string>, string]> = [
        [["--target", "list-items"], "needs --kind"],
        [["--preset", "excel"], "There are auth0"],
        [["--rows", "0"], "--rows takes"],
        [["--answer", "colour=red"], "There are birthdate-order"],
        [["--answer", "birthdate-order=year"], "Answer day, month"]
      ]
      for (const [args, said] of cases) {
        const { status, stderr } = yield* persona(["map", "crm.csv", ...args], { cwd })
        assert.strictEqual(status, 2)
        assert.include(stderr.replaceAll("\n", " "), said)
      }
    })
  )
})

const crm = `Customer ID,First Name,Last Name,DOB,E-mail,Phone
c-1,Canaryada,Quillcanary,03/02/1990,canary@mail.example,(202) 555-0101
c-2,Zoë,Bergcanary,04/05/1985,zoe@canary.example,(202) 555-0102
c-3,Ken,Moricanary,05/06/1977,no address,(202) 555-0103
`

const withoutValues = (output: string) => assert.notMatch(output, /canary|555|1990|no address/i)
