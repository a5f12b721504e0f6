/** Folders and files of a test. */
import { parse } from "csv-parse/sync"
import { Effect, type Scope } from "effect"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"

/** A folder that is removed with the scope. */
export const temporaryDirectory: Effect.Effect<string, never, Scope.Scope> = Effect.acquireRelease(
  Effect.sync(() => fs.mkdtempSync(path.join(os.tmpdir(), "persona-test-"))),
  (folder) => Effect.sync(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
)

/** Writes a CSV file; gives its path. */
export const writeCsv = (folder: string, name: string, records: Records): string => {
  const file = path.join(folder, name)
  fs.writeFileSync(file, records.map((record) => `${record.map(quoted).join(",")}\n`).join(""))
  return file
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

/** Reads a CSV file, header included. */
export const readCsv = (file: string): Records =>
  parse(fs.readFileSync(file), { bom: true }) as ReadonlyArray<ReadonlyArray<string>>

export type Records = ReadonlyArray<ReadonlyArray<string>>

/** All files below a folder, with their bytes. */
export const readAll = (folder: string): ReadonlyArray<{ readonly file: string; readonly bytes: Buffer }> =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name)
      return { file, bytes: fs.readFileSync(file) }
    })

const shared = path.resolve(import.meta.dirname, "../../../shared/data")

/**
 * One of the real lists that lie beside the repository and are no part of it; `undefined` where they are absent, which
 * is said once.
 */
export const realList = (name: string): string | undefined => {
  const file = path.join(shared, name)
  if (fs.existsSync(file)) return file
  console.warn(`Skipped: tests with ${name}, because ${file} is not there.`)
  return undefined
}
