import { assert, describe, it } from "@effect/vitest"
import { readdirSync, readFileSync } from "node:fs"
import { renderExports } from "../../codegen/render/exports.ts"

const at = (path: string) => new URL(`../../${path}`, import.meta.url)
const manifest = readFileSync(at("package.json"), "utf8")
const written = readdirSync(at("src/generated"), { recursive: true, encoding: "utf8" })

describe("codegen", () => {
  describe("renderExports", () => {
    it("returns the committed entries", () => {
      assert.strictEqual(renderExports(manifest, written), manifest)
    })

    it("adds a new module and removes a deleted one, and leaves handwritten entries unchanged", () => {
      const { exports } = JSON.parse(renderExports(manifest, ["resources/Moons.ts", "loaders.ts"]))
      const names = Object.keys(exports)
      assert.includeMembers(names, [".", "./PersonaClient", "./legacy/Files", "./resources/Moons"])
      assert.notInclude(names, "./resources/Accounts")
      assert.notInclude(names, "./loaders")
      assert.strictEqual(names.at(-1), "./package.json")
    })
  })
})
