/** The listing of the public API shows what a user of a package can notice, and nothing else. */
import { assert, describe, it } from "@effect/vitest"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { parse } from "./api/declarations.ts"
import { listingOf } from "./api/listing.ts"

describe("npm run api", () => {
  it("lists each public module with its names and types, without comments", () => {
    const listing = listingOfFiles({
      "Moon.d.ts": `/** Comment. */
import * as Effect from "effect/Effect";
/** Says "// no". */
export interface Moon {
    /** Metres. */
    readonly name: string; // of the moon
    readonly url: "https://moons.test/";
}
export declare const rise: (moon: Moon) => Effect.Effect<void>;
//# sourceMappingURL=Moon.d.ts.map`
    })
    assert.include(
      listing,
      `== Moon

interface Moon {
    readonly name: string;
    readonly url: "https://moons.test/";
}

const rise: (moon: Moon) => Effect.Effect<void>
`
    )
  })

  it("uses public names for declarations from elsewhere, and a separate part for the others", () => {
    const listing = listingOfFiles({
      "Moon.d.ts": `import type { Orbit } from "./internal/orbit.ts";
import * as Phases from "./internal/phases.ts";
export { type Phase as MoonPhase } from "./internal/phases.ts";
export declare const phase: (orbit: Orbit) => Phases.Phase;`,
      "internal/orbit.d.ts": `export interface Orbit {
    readonly days: Days;
}
type Days = number;`,
      "internal/phases.d.ts": `export type Phase = "full" | "new";
export type Unused = 1;`
    })
    assert.include(listing, `type MoonPhase = "full" | "new"`)
    assert.include(listing, "const phase: (orbit: Orbit) => MoonPhase")
    assert.include(
      listing,
      `== without a name, but part of a type above

interface Orbit {
    readonly days: Days;
}

type Days = number
`
    )
    assert.notInclude(listing, "Unused")
  })

  it("is the same when modules that are not public move", () => {
    const orbit = "export interface Orbit {\n    readonly days: number;\n}"
    assert.strictEqual(
      listingOfFiles({ "Moon.d.ts": moon("./orbit.ts"), "orbit.d.ts": orbit }),
      listingOfFiles({ "Moon.d.ts": moon("./orbits/one.ts"), "orbits/one.d.ts": orbit })
    )
  })

  it("shows the tag and the fields of an error", () => {
    const listing = listingOfFiles({
      "Moon.d.ts": `declare const Eclipsed_base: new <A extends Record<string, any> = {}>(args: import("effect/Types").VoidIfEmpty<A>) => import("effect/Cause").YieldableError & {
    readonly _tag: "Eclipsed";
} & Readonly<A>;
export declare class Eclipsed extends Eclipsed_base<{
    readonly by: string;
}> {
    get message(): string;
}
export {};`
    })
    assert.include(
      listing,
      `class Eclipsed extends Data.TaggedError("Eclipsed")<{
    readonly by: string;
}> {
    get message(): string;
}`
    )
  })

  it("has one line for an operation, and for a type of it a digest that changes with it", () => {
    assert.match(
      operations("page"),
      /\nListRequest [0-9a-f]{10}\nconst list: Operation\.Operation<ListRequest, string, never>\n/
    )
    assert.strictEqual(operations("page"), operations("page"))
    assert.notStrictEqual(operations("page"), operations("size"))
  })

  it("refuses a pattern in exports, and an unknown statement", () => {
    assert.throws(
      () => listingOfFiles({}, { "./*": { types: "./dist/*.d.ts" } }),
      'exports has a pattern, "./*": each module is named'
    )
    assert.throws(
      () => parse("Moon.d.ts", "export default Moon;"),
      "Moon.d.ts: not a declaration that is known: export default Moon;"
    )
  })
})

const moon = (orbitAt: string) => `import { Orbit } from "${orbitAt}";
export declare const orbit: Orbit;
export declare const next: import("${orbitAt}").Orbit;`

const operations = (member: string) =>
  listingOfFiles({
    "resources/Moons.d.ts": `import * as Operation from "../Operation.ts";
export declare const list: Operation.Operation<ListRequest, string, never>;
export interface ListRequest {
    readonly ${member}: number;
}`,
    "Operation.d.ts": "export interface Operation<A, B, C> {\n    readonly id: string;\n}"
  })

/** Writes declarations to a package of its own; those outside of `internal/` with an upper-case name are public. */
const listingOfFiles = (files: Readonly<Record<string, string>>, others: object = {}): string => {
  const folder = mkdtempSync(join(tmpdir(), "persona-api-"))
  try {
    const names = Object.keys(files)
      .map((path) => path.slice(0, -".d.ts".length))
      .filter((name) => /^(?:resources\/)?[A-Z]/.test(name))
    const exports = Object.fromEntries(names.map((name) => [`./${name}`, { types: `./dist/${name}.d.ts` }]))
    const manifest = { name: "moons", exports: { ...exports, ...others } }
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest))
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, "dist", path)), { recursive: true })
      writeFileSync(join(folder, "dist", path), `${text}\n`)
    }
    return listingOf(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
