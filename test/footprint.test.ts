/** What the client brings into a program, as far as it is the same on every machine; times are in `bench/footprint.ts`. */
import { assert, describe, it } from "@effect/vitest"
import { build } from "esbuild"
import { gzipSync } from "node:zlib"
import { oneOperation } from "../bench/footprint-consumers.ts"
import { root } from "./docs/pages.ts"

describe("a bundled program that calls one operation", () => {
  it("is under 100 kB, minified and gzipped, with everything that it needs", async () => {
    const { outputFiles } = await bundle(oneOperation)
    assert.lengthOf(outputFiles, 1)
    const kilobytes = gzipSync(outputFiles[0]!.contents).length / 1000
    assert.isBelow(kilobytes, 100)
    // Far below the limit, so that a growth by a half is seen before it hurts.
    assert.isBelow(kilobytes, 75)
  })
})

describe("importing", () => {
  const http = load("effect/http/HttpClient")

  it("one resource loads at most a fifth more modules than Effect's http client, and no other resource", async () => {
    const one = await load("@effect-persona/core/resources/Accounts")
    assert.isAbove((await http).length, 100)
    assert.isAtMost(one.length / (await http).length, 1.2)
    assert.deepStrictEqual(
      one.filter((file) => file.includes("/generated/resources/")),
      ["packages/core/src/generated/resources/Accounts.ts"]
    )
    assert.deepStrictEqual(one.filter(isHeavy), [])
  })

  it("the whole client loads no operation but that of its tokens, no schema, and no transport", async () => {
    const whole = await load("@effect-persona/core")
    assert.isAtMost(whole.length / (await http).length, 1.6)
    assert.include(whole, "packages/core/src/generated/manifest.ts")
    assert.deepStrictEqual(
      whole.filter((file) => /\/generated\/(?:resources|schemas)\/|\/(?:legacy|newer)\//.test(file)),
      ["packages/core/src/generated/resources/OAuth.ts"]
    )
    assert.deepStrictEqual(
      whole.filter((file) => isHeavy(file) && !file.endsWith("manifest.ts")),
      []
    )
  })
})

const load = (specifier: string) => modules(`export * from "${specifier}"`)

/** What must not be loaded before it is used. */
const isHeavy = (file: string) =>
  /node_modules\/(?:undici|@effect\/platform)|generated\/manifest|effect\/(?:dist|src)\/(?:index|http-api|cli|sql)\b/.test(
    file
  )

const bundle = (program: string, minify = true) =>
  build({
    stdin: { contents: program, resolveDir: root, loader: "ts" },
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    outdir: "unwritten",
    write: false,
    minify,
    format: "esm",
    platform: "node",
    target: "node22.19",
    conditions: ["@effect-persona/source"],
    metafile: true
  })

/** The modules that a program loads when it starts; those that are loaded when they are used are not among them. */
const modules = async (program: string): Promise<ReadonlyArray<string>> => {
  const { inputs } = (await bundle(program, false)).metafile
  const seen = new Set<string>()
  const visit = (file: string) => {
    if (seen.has(file) || inputs[file] === undefined) return
    seen.add(file)
    for (const { kind, path } of inputs[file].imports) if (kind === "import-statement") visit(path)
  }
  visit("<stdin>")
  return [...seen].filter((file) => file !== "<stdin>").toSorted()
}
