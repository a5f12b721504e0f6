/**
 * Writes the listings of the public API, `docs/api/*.txt`, from the declarations of the last build.
 *
 *     npm run api [-- --check]
 *
 * `--check` writes nothing, shows what differs, and exits with 1 where something does.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { listingOf } from "./listing.ts"

const root = new URL("../../", import.meta.url)
const packages = ["core", "importer", "sandbox", "cli"]

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } })

/** Lines of a text that another one does not have. */
const missing = (mark: string, text: string, other: string): ReadonlyArray<string> => {
  const there = new Set(other.split("\n"))
  return text.split("\n").flatMap((line) => (there.has(line) ? [] : [`${mark} ${line}`]))
}

mkdirSync(new URL("docs/api/", root), { recursive: true })
for (const name of packages) {
  const file = new URL(`docs/api/${name}.txt`, root)
  const before = existsSync(file) ? readFileSync(file, "utf8") : ""
  const listing = listingOf(fileURLToPath(new URL(`packages/${name}/`, root)))
  if (listing === before) continue
  if (!values.check) {
    writeFileSync(file, listing)
    console.log(`docs/api/${name}.txt written`)
    continue
  }
  process.exitCode = 1
  console.error(
    `docs/api/${name}.txt is not the public API as it is now. If the change is meant: npm run api`
  )
  const differing = [...missing("-", before, listing), ...missing("+", listing, before)]
  for (const line of differing.slice(0, 40)) console.error(line)
}
