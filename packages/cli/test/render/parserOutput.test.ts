import { assert, describe, it } from "@effect/vitest"
import * as CliError from "effect/cli/CliError"
import * as CliOutput from "effect/cli/CliOutput"
import { formatter } from "../../src/render/parserOutput.ts"

describe("parserOutput", () => {
  it("makes the user's input harmless, and keeps its own colors", () => {
    const { formatError, formatErrors } = formatter(CliOutput.defaultFormatter({ colors: true }))
    const error = new CliError.UnrecognizedOption({
      option: "--a\u001b[31m\u009b\u202e\r\t",
      suggestions: []
    })
    for (const text of [formatErrors([error]), formatErrors([error, error]), formatError(error)]) {
      assert.include(text, "\u001b[31mERROR")
      assert.include(text, String.raw`--a\x1b[31m\x9b\u202e\x0d\t`)
      // oxlint-disable-next-line no-control-regex
      assert.notMatch(text.replaceAll(/\u001b\[\d+m/g, ""), /[^\n\P{C}]/u)
    }
  })
})
