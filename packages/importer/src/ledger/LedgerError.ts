/** Errors of the ledger's file, and the user's remedy for each. */
import * as Data from "effect/Data"
import { newerVersion } from "./Schema.ts"
import { codeOf, damaged, missing } from "../state/StateFiles.ts"

/** Codes of an existing ledger that can no longer be read. */
const damage: ReadonlySet<string> = new Set([
  damaged,
  missing,
  "file is not a database",
  "database disk image is malformed"
])

/** The ledger cannot be read or written. No row is sent without it. */
export class LedgerError extends Data.TaggedError("LedgerError")<{
  readonly file: string
  readonly operation: string
  readonly code: string
}> {
  override get message(): string {
    if (this.code === newerVersion) {
      return `The ledger ${this.file} was written by a newer version of this program, which an older one could misread. Nothing was sent: continue the run with the newer version.`
    }
    if (damage.has(this.code)) {
      return `The ledger ${this.file} is damaged (${this.operation}: ${this.code}), so it is unknown which rows of its run were sent. Nothing was sent: restore the ledger from a copy. Without a copy, move the run's folder out of the state directory; the rows of the run then count as never sent.`
    }
    return `The ledger ${this.file} cannot be used (${this.operation}: ${this.code}). Nothing is sent without it: free disk space or repair its permissions, then run the same command again.`
  }
}

/** An error of SQLite. Its message may quote a path, so only its code is kept. */
export const ledgerError = (file: string, operation: string, cause: unknown): LedgerError =>
  new LedgerError({ file, operation, code: codeOf(cause) })
