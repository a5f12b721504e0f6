/** The lines of one correction: those it has had a row for, and those of rows that have no line of their own. */
import { addedLine } from "./AddedLine.ts"
import { LineSet } from "./LineSet.ts"

export class ClaimedLines {
  /** Lines that the ledger has for rows, by the lines that these were given, where the two differ. */
  readonly moved = new Map<number, number>()
  private claimed = new LineSet()
  /** The last line that was given to an added row. */
  private lastAdded = addedLine
  /** The next line of a row that the scan has yet to meet in the source: behind every line that was read. */
  private nextUnread = addedLine - 1

  /** Starts a correction. `lastAdded` is the last line that the ledger has. */
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
