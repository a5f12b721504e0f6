/** Lines of rows that have none in the source. */
import type { RowLine } from "../Outcome.ts"

/** Rows that were added to reject files count from here: above every line that a source can have. */
export const addedLine = 1_000_000_000_000

/** From here to `addedLine`, counted down, are corrected rows that the scan has yet to meet in the source. */
const unreadLine = 900_000_000_000

/** A line of the ledger as reports name it. */
export const rowLine = (line: number): RowLine =>
  line >= addedLine ? `added ${line - addedLine}` : line >= unreadLine ? "not read yet" : line
