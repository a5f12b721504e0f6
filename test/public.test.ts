/** What is public is named in `exports`, documented by the package's README, and found in its index. */
import { assert, describe, it } from "@effect/vitest"
import { readFileSync } from "node:fs"
import { join, posix } from "node:path"
import { root } from "./docs/pages.ts"

for (const name of ["core", "importer", "sandbox"]) {
  describe(name, () => {
    const { exports }: { readonly exports: Readonly<Record<string, string | object>> } = JSON.parse(
      read(name, "package.json")
    )
    const modules = Object.entries(exports)
      .filter(([path, target]) => path !== "." && typeof target === "object")
      .map(([path]) => path.slice("./".length))

    it("names each public module, without a pattern that would expose others", () => {
      assert.deepStrictEqual(
        Object.keys(exports).filter((path) => path.includes("*")),
        []
      )
    })

    it("has a line in its README for each public module, and for no other", () => {
      const lines = read(name, "README.md")
        .split("| module | holds |\n| --- | --- |\n")[1]!
        .split("\n\n")[0]!
        .split("\n")
      const documented = lines.flatMap((line) => line.split("|")[1]!.match(/(?<=`)[\w/*]+(?=`)/g) ?? [])
      const folders = modules.map((path) => (path.includes("/") ? `${posix.dirname(path)}/*` : path))
      assert.deepStrictEqual(documented.toSorted(), [...new Set(folders)].sort())
    })

    it("has each module outside of folders in its index", () => {
      const found = read(name, "src/index.ts").matchAll(/^export (?:type )?\* as (\w+) from/gm)
      assert.deepStrictEqual(
        [...found].map(([, found]) => found),
        modules.filter((path) => !path.includes("/")).sort()
      )
    })

    it("leads each public module to its source, its types and its code", () => {
      for (const target of Object.values(exports)) {
        if (typeof target === "string") continue
        const { "@effect-persona/source": source, default: code, types } = target as Record<string, string>
        const path = source!.slice("./src/".length, -".ts".length)
        assert.deepStrictEqual(Object.keys(target), ["@effect-persona/source", "types", "default"])
        assert.strictEqual(types, `./dist/${path}.d.ts`)
        assert.strictEqual(code, `./dist/${path}.js`)
      }
    })
  })
}

const read = (name: string, path: string) => readFileSync(join(root, "packages", name, path), "utf8")
