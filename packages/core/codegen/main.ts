/**
 * Writes `src/generated/` from the vendor's OpenAPI document, and the entries of these modules in `package.json`.
 *
 *     node packages/core/codegen/main.ts [--document PATH-or-URL] [--check] [--accept]
 *
 * `--check` writes nothing and exits with 1 when the files differ. `--accept` takes a document other than the
 * recorded one and records it. Exit status 2: no document, a document that is not accepted, a patch that no
 * longer applies, or something in the document that the generator does not understand.
 */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { DocumentNotFound, read, readRecorded, type Recorded, recordedAt, Refusal } from "./document.ts"
import { readEvents } from "./events.ts"
import { applyAll } from "./patch.ts"
import { readModel } from "./read.ts"
import { renderAll } from "./render/all.ts"
import { renderExports } from "./render/exports.ts"

/** Where the document lies beside a checkout of the repository. */
export const defaultDocument = fileURLToPath(
  new URL("../../../../shared/openapi/persona-2025-12-08.json", import.meta.url)
)

const generated = fileURLToPath(new URL("../src/generated/", import.meta.url))
const manifestAt = fileURLToPath(new URL("../package.json", import.meta.url))

/** Renders all files in memory, by their path below `src/generated/`. */
export const render = async (
  location: string,
  accept: boolean
): Promise<{ readonly files: ReadonlyMap<string, string>; readonly recorded: Recorded }> => {
  const before = await readRecorded()
  const { document, sha256 } = await read(location)
  if (sha256 !== before.sha256 && !accept) {
    throw new Refusal(
      `${location} is not the recorded document ${before.version} (sha256 ${before.sha256} expected, ${sha256} found); --accept records it`
    )
  }
  const recorded =
    sha256 === before.sha256
      ? before
      : { ...before, version: document.info.version, commit: "unknown", sha256 }
  const patched = await applyAll(document)
  return { files: renderAll(readModel(patched), readEvents(patched), recorded), recorded }
}

/** Paths of the files that differ from what is on disk, and of those that should not be there. */
export const differences = async (files: ReadonlyMap<string, string>): Promise<ReadonlyArray<string>> => {
  const present = (await readdir(generated, { recursive: true }).catch(() => [])).filter((path) =>
    path.endsWith(".ts")
  )
  const differing: Array<string> = present.filter((path) => !files.has(path))
  for (const [path, text] of files) {
    if ((await readFile(join(generated, path), "utf8").catch(() => undefined)) !== text) differing.push(path)
  }
  return differing.sort()
}

const write = async (files: ReadonlyMap<string, string>): Promise<void> => {
  await rm(generated, { recursive: true, force: true })
  for (const [path, text] of files) {
    await mkdir(dirname(join(generated, path)), { recursive: true })
    await writeFile(join(generated, path), text)
  }
}

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      document: { type: "string", default: defaultDocument },
      check: { type: "boolean", default: false },
      accept: { type: "boolean", default: false }
    }
  })
  const { files, recorded } = await render(values.document, values.accept)
  const differing = await differences(files)
  const before = await readFile(manifestAt, "utf8")
  const manifest = renderExports(before, files.keys())
  if (values.check) {
    for (const path of differing) console.log(`differs: packages/core/src/generated/${path}`)
    if (manifest !== before) console.log("differs: packages/core/package.json")
    console.log(`${files.size} files, ${differing.length} differ`)
    return differing.length === 0 && manifest === before ? 0 : 1
  }
  if (differing.length > 0) await write(files)
  if (manifest !== before) await writeFile(manifestAt, manifest)
  await writeFile(recordedAt, `${JSON.stringify(recorded, null, 2)}\n`)
  console.log(`${files.size} files, ${differing.length} changed`)
  return 0
}

if (import.meta.main) {
  process.exitCode = await main().catch((error: unknown) => {
    if (!(error instanceof DocumentNotFound || error instanceof Refusal)) throw error
    console.error(error.message)
    return 2
  })
}
