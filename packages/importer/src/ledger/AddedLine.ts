/** Line numbers for rows without a line in the source. */
import type { RowLine } from "../Outcome.ts"

/** Rows added to reject files are numbered from here, above any line of a source. */
export const addedLine = 1_000_000_000_000

/** From `addedLine` down to here: corrected rows that the scan has not reached in the source yet. */
const unreadLine = 900_000_000_000

/** The name of a ledger line in reports. */
export const rowLine = (line: number): RowLine =>
  line >= addedLine ? `added ${line - addedLine}` : line >= unreadLine ? "not read yet" : line
