import { assert, describe, it } from "@effect/vitest"
import * as fs from "node:fs"
import { version } from "../src/version.ts"

describe("version", () => {
  it("equals the package's version", () => {
    const text = fs.readFileSync(new URL("../package.json", import.meta.url), "utf8")
    assert.strictEqual(version, (JSON.parse(text) as { readonly version: string }).version)
  })
})
