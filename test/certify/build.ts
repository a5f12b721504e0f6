/**
 * Bundles the worker into one file, which starts several times faster than the modules it is made of. A patch
 * spoils one place of the importer on the way; a patch that finds its place not exactly once is an error, or a
 * sabotage could pass for one that the certification does not notice.
 */
import { build, transform } from "esbuild"
import * as fs from "node:fs"
import * as path from "node:path"

export interface Patch {
  /** Below `packages`. */
  readonly file: string
  /** A phrase, however its lines are broken and indented. */
  readonly find: string
  readonly replace: string
}

const root = path.resolve(import.meta.dirname, "../..")
const packages = path.join(root, "packages")
const disk = path.join(import.meta.dirname, "sqlite.ts")

/** Finds a text whatever white space it has. */
const phraseOf = (text: string): RegExp =>
  new RegExp(
    text
      .trim()
      .split(/\s+/)
      .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join(String.raw`\s+`),
    "g"
  )

/** The texts of the files that a sabotage patches, by their paths. */
const patchedBy = (name: string, patches: ReadonlyArray<Patch>): ReadonlyMap<string, string> => {
  const patched = new Map<string, string>()
  for (const { file, find, replace } of patches) {
    const source = path.join(packages, file)
    const text = patched.get(source) ?? fs.readFileSync(source, "utf8")
    const phrase = phraseOf(find)
    const places = [...text.matchAll(phrase)].length
    if (places !== 1) throw new Error(`The sabotage ${name} does not apply: ${places} places in ${file}`)
    patched.set(
      source,
      text.replace(phrase, () => replace)
    )
  }
  return patched
}

/** Whether a sabotage applies: each place is there once, and the patched file can be read. `loaded` are the bundle's files. */
export const verify = async (
  name: string,
  patches: ReadonlyArray<Patch>,
  loaded: ReadonlySet<string>
): Promise<void> => {
  for (const [file, text] of patchedBy(name, patches)) {
    if (!loaded.has(file)) throw new Error(`The sabotage ${name} patches a file that is not loaded`)
    await transform(text, { loader: "ts" })
  }
}

/** Writes the bundle; gives its path, and adds the files that it is made of to `loaded`. */
export const bundle = async (
  folder: string,
  name: string,
  patches: ReadonlyArray<Patch> = [],
  loaded?: Set<string>
): Promise<string> => {
  const outfile = path.join(folder, `${name}.mjs`)
  const patched = patchedBy(name, patches)
  const applied = new Set<string>()
  const { metafile } = await build({
    entryPoints: [path.join(import.meta.dirname, "worker.ts")],
    outfile,
    metafile: true,
    bundle: true,
    platform: "node",
    target: "node22.19",
    format: "esm",
    conditions: ["@effect-persona/source"],
    minify: true,
    legalComments: "none",
    logLevel: "warning",
    // Some dependencies are CommonJS and ask for `require` at run time.
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);'
    },
    plugins: [
      {
        name: "disk",
        setup: ({ onResolve }) =>
          onResolve({ filter: /^node:sqlite$/ }, ({ importer }) =>
            importer === disk ? undefined : { path: disk }
          )
      },
      {
        name: "sabotage",
        setup: ({ onLoad }) =>
          onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
            const contents = patched.get(file)
            if (contents === undefined) return undefined
            applied.add(file)
            return { contents, loader: "ts" }
          })
      }
    ]
  })
  for (const file of Object.keys(metafile.inputs)) loaded?.add(path.resolve(file))
  if (applied.size !== patched.size) throw new Error(`The sabotage ${name} patches a file that is not loaded`)
  return outfile
}
