/** SQLite on a disk that can be spoiled. The worker's bundle has it where the importer asks for `node:sqlite`. */
import * as sqlite from "node:sqlite"
import type { Disk } from "./instruction.ts"

let disk: Disk | undefined

/** Takes room or the right to write away from every ledger that is opened from now on. */
export const spoil = (given: Disk): void => {
  disk = given
}

export class DatabaseSync extends sqlite.DatabaseSync {
  constructor(file: string, options: sqlite.DatabaseSyncOptions = {}) {
    // SQLite calls it `mode=ro`.
    const isReadOnly = disk?.kind === "read-only" && file.endsWith("ledger.db")
    super(file, isReadOnly ? { ...options, readOnly: true } : options)
  }

  override exec(sql: string): void {
    super.exec(sql)
    if (disk?.kind !== "full" || !sql.includes("synchronous = FULL")) return
    const { page_count } = this.prepare("PRAGMA page_count").get() as { readonly page_count: number }
    super.exec(`PRAGMA max_page_count = ${page_count + disk.pages}`)
  }
}
