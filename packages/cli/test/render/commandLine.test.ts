import { assert, describe, it } from "@effect/vitest"
import { execFileSync } from "node:child_process"
import { quote, withYes } from "../../src/render/commandLine.ts"

describe("commandLine", () => {
  describe("quote", () => {
    it("leaves arguments unquoted that need no quotes", () => {
      for (const plain of ["import", "--map", "a=b", "./x/y-1.csv", "lst_1", "a,b:c@d+e"]) {
        assert.strictEqual(quote(plain), plain)
      }
    })

    it("is parsed back unchanged by a shell, for any argument", () => {
      const awkward = [
        "",
        " ",
        "two  spaces",
        "it's",
        'say "yes"',
        "$HOME",
        "`id`",
        "a\\b",
        "a\nb",
        "*.csv",
        "~",
        "#x",
        "a;b",
        "a&b|c<d>e",
        "!x",
        "{a,b}",
        "Ünïcode ü"
      ]
      const command = `printf '%s\\0' ${awkward.map(quote).join(" ")}`
      assert.deepStrictEqual(execFileSync("sh", ["-c", command]).toString().split("\0").slice(0, -1), awkward)
    })
  })

  describe("quote, with unprintable characters", () => {
    it("is printed harmlessly, and read back by Bash", () => {
      const awkward = ["a\u001b[2Jb", "c\u009b'd\\e", "\u202ef\u{e0001}g"]
      const words = awkward.map(quote).join(" ")
      assert.match(words, /^[ -~]+$/)
      const said = execFileSync("bash", ["-c", `printf '%s\\0' ${words}`], { env: { LC_ALL: "C.UTF-8" } })
      assert.deepStrictEqual(said.toString().split("\0").slice(0, -1), awkward)
    })
  })

  describe("withYes", () => {
    it("repeats the command with --yes", () => {
      assert.strictEqual(
        withYes(["import", "accounts", "my people.csv", "--map", "User ID=reference-id"]),
        "persona import accounts 'my people.csv' --map 'User ID=reference-id' --yes"
      )
    })

    it("puts it before the end of the flags", () => {
      assert.strictEqual(
        withYes(["import", "accounts", "--sandbox", "--", "-x.csv"]),
        "persona import accounts --sandbox --yes -- -x.csv"
      )
    })

    it("repeats no key", () => {
      for (const key of [["--api-key", "persona_secret"], ["--api-key=persona_secret"]]) {
        assert.strictEqual(
          withYes(["import", "accounts", ...key, "people.csv"]),
          'persona import accounts --api-key "$PERSONA_API_KEY" people.csv --yes'
        )
      }
    })
  })
})
