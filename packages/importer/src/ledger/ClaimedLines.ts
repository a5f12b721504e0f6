/** The lines of one correction: lines with a corrected row, and lines for rows that have none in the source. */
import { addedLine } from "./AddedLine.ts"
import { LineSet } from "./LineSet.ts"

export class ClaimedLines {
  /** The ledger's lines of rows by their given lines, where the two differ. */
  readonly moved = new Map<number, number>()
  private claimed = new LineSet()
  /** The last line assigned to an added row. */
  private lastAdded = addedLine
  /** The next line for a row that the scan has not reached in the source yet: after every line read. */
  private nextUnread = addedLine - 1

  /** Starts a correction. `lastAdded` is the last added line in the ledger. */
  begin(lastAdded: number): void {
    this.claimed = new LineSet()
    this.lastAdded = Math.max(addedLine, lastAdded)
  }

  has(line: number): boolean {
    return this.claimed.has(line)
  }

  add(line: number): void {
    this.claimed.add(line)
  }

  nextAdded(): number {
    return ++this.lastAdded
  }

  takeUnread(): number {
    return this.nextUnread--
  }
}
