/** Reads what a run's ledger says of each row, without the importer's own code. */
import * as fs from "node:fs"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"

export interface LedgerRow {
  readonly line: number
  readonly pass: number
  /** `undefined` while the row is in doubt. */
  readonly outcome: string | undefined
  readonly resource: string | undefined
  readonly differing: boolean
  readonly afterDoubt: boolean
  readonly code: string | undefined
  readonly reason: string | undefined
  /** That it was applied is known of it, but whether it was created, changed or there before only of so many rows. */
  readonly counted: boolean
  readonly attempt: number
  readonly doubtSince: number
}

/** The rows that a run has sent or may have sent, by line; of two rows on one line the later pass first. */
export const read = (runFolder: string): ReadonlyArray<LedgerRow> => {
  const file = path.join(runFolder, "ledger.db")
  if (!fs.existsSync(file)) return []
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return database
      .prepare(
        "SELECT * FROM known WHERE outcome IS NOT NULL OR doubt_since IS NOT NULL ORDER BY line, pass DESC"
      )
      .all()
      .map((row) => ({
        line: Number(row["line"]),
        pass: Number(row["pass"]),
        outcome: textOf(row["outcome"]),
        resource: textOf(row["resource"]),
        differing: row["differing"] === 1,
        afterDoubt: row["after_doubt"] === 1,
        code: textOf(row["code"]),
        reason: textOf(row["reason"]),
        counted: row["counted"] === 1,
        attempt: Number(row["attempt"]),
        doubtSince: Number(row["doubt_since"])
      }))
  } catch {
    // A run that was killed before its ledger was made.
    return []
  } finally {
    database.close()
  }
}

/** Folders of all runs. */
export const runs = (stateDirectory: string): ReadonlyArray<string> => {
  const folder = path.join(stateDirectory, "runs")
  return fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : []
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)
