/** The entries of generated modules in `exports` of `package.json`. Hand-written modules have theirs by hand. */

/** Folders below `src/generated/` whose modules are public, each under the name of its folder. */
const publicFolders = ["resources", "schemas"] as const

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>
}

/** `package.json` with one entry for each generated module that is public, behind those written by hand. */
export const renderExports = (manifest: string, paths: Iterable<string>): string => {
  const before = JSON.parse(manifest) as Manifest
  const { "./package.json": ownManifest, ...rest } = before.exports
  const byHand = Object.entries(rest).filter(([name]) => !isGenerated(name))
  const generated = [...paths]
    .map((path) => path.replace(/\.ts$/, ""))
    .filter((path) => isGenerated(`./${path}`))
    .sort()
    .map((path) => [
      `./${path}`,
      {
        "@effect-persona/source": `./src/generated/${path}.ts`,
        types: `./dist/generated/${path}.d.ts`,
        default: `./dist/generated/${path}.js`
      }
    ])
  const exports = Object.fromEntries([...byHand, ...generated, ["./package.json", ownManifest]])
  return `${JSON.stringify({ ...before, exports }, null, 2)}\n`
}

const isGenerated = (name: string): boolean => publicFolders.some((folder) => name.startsWith(`./${folder}/`))
