/** The ledger's facts about one row. Facts that few rows need are read on demand. */
import type { Correction, Facts, RejectedDuplicate, Row, Scan } from "./Admission.ts"
import type { ClaimedLines } from "./ClaimedLines.ts"
import type { Corrections } from "./Corrections.ts"
import type { Refusals } from "./Refusals.ts"
import type { RowRecord } from "./RowRecord.ts"
import type { Rows } from "./Rows.ts"

/** The parts of the ledger that hold facts about rows. */
export interface Parts {
  readonly rows: Rows
  readonly refusals: Refusals
  readonly corrections: Corrections
  readonly claimed: ClaimedLines
}

export class RowFacts implements Facts {
  readonly record: RowRecord | undefined
  private readonly parts: Parts
  private readonly row: Row
  private readonly scan: Scan

  constructor(parts: Parts, row: Row, scan: Scan) {
    this.parts = parts
    this.row = row
    this.scan = scan
    this.record = parts.rows.find(row.natural)
  }

  get heldLine(): number | undefined {
    return this.parts.rows.heldLine(this.row.natural)
  }

  get correction(): Correction | undefined {
    return this.parts.corrections.find(this.row.natural + this.row.body)
  }

  get wasRefused(): boolean {
    return this.parts.refusals.wasRefused(this.row.line, this.scan.number)
  }

  get leftOutLine(): number | undefined {
    return this.parts.rows.leftOut.get(this.row.natural)
  }

  get hasRejectedDuplicate(): boolean {
    return this.parts.refusals.hasRejectedDuplicate(this.row.natural)
  }

  get isRecordClaimed(): boolean {
    return this.record !== undefined && this.parts.claimed.has(this.record.line)
  }

  get isRecordOwn(): boolean {
    const { origin } = this.row
    return (
      origin !== undefined && this.record !== undefined && this.parts.corrections.leadsTo(origin, this.record)
    )
  }

  get ownRejection(): Pick<RejectedDuplicate, "firstLine"> | undefined {
    return this.parts.refusals.ownRejection(this.row.line, this.row, this.oldestScan)
  }

  get rejectedDuplicates(): ReadonlyArray<RejectedDuplicate> {
    return this.parts.refusals
      .rejectedDuplicates(this.row.natural, this.oldestScan)
      .map((rejected) => ({ ...rejected, isClaimed: this.parts.claimed.has(rejected.line) }))
  }

  /** The oldest scan whose refusals hold. An unfinished scan may not have reached rows that earlier scans refused. */
  private get oldestScan(): number {
    return this.scan.isWhole ? this.scan.number : 0
  }
}
