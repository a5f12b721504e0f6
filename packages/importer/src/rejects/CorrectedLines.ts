/** The run's lines of its records, including rejected rows that are resubmitted corrected. */
import type { AddedLines } from "../ledger/Ledger.ts"
import type { SourceRecord } from "../Source.ts"
import { LineSet } from "../ledger/LineSet.ts"
import { lineOf } from "./RejectedRows.ts"

export class CorrectedLines {
  private readonly isCorrection: boolean
  private readonly met = new LineSet()
  private added: AddedLines | undefined

  /** @param isCorrection whether the records are rejected rows of the run, resubmitted corrected */
  constructor(isCorrection: boolean) {
    this.isCorrection = isCorrection
  }

  begin(added: AddedLines): void {
    this.added = added
  }

  /** The record with the line that the run knows it by. */
  known(record: SourceRecord): SourceRecord {
    if (!this.isCorrection) {
      // Rejected rows of a run that is not continued are rows like any others.
      if (record.origin === undefined) return record
      const { cells, line, number, ragged } = record
      return { cells, line, number, ragged }
    }
    const { origin } = record
    if (origin !== undefined && this.met.add(origin.line)) return record
    return { ...record, origin: { line: this.added!.next(), place: `added ${record.line}` } }
  }

  /** A row that was added before has the line that it had then. */
  placed(record: SourceRecord): SourceRecord {
    const line = this.added?.moved.get(lineOf(record))
    return line === undefined
      ? record
      : { ...record, origin: { ...record.origin, line, place: record.origin?.place ?? "" } }
  }
}
