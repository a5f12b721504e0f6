/**
 * Bundles the command: `dist/persona.js` with what parsing needs, and chunks that are loaded when a command is called.
 * It starts several times faster than the modules it is made of.
 */
import { build } from "esbuild"
import { readdir, rm } from "node:fs/promises"
import { basename } from "node:path"
import { fileURLToPath } from "node:url"

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const { metafile } = await build({
  entryPoints: { persona: here("src/main.ts") },
  outdir: here("dist"),
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node22.19",
  format: "esm",
  conditions: ["@effect-persona/source"],
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  // Some dependencies are CommonJS and ask for `require` at run time.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);'
  }
})

// Chunks are named after their content, so those of an earlier build stay until they are removed.
const written = new Set(Object.keys(metafile.outputs).map((path) => basename(path)))
for (const chunk of await readdir(here("dist/chunks"))) {
  if (!written.has(chunk)) await rm(here(`dist/chunks/${chunk}`))
}
