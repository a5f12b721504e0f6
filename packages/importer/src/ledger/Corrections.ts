/** Refused rows, and the corrected rows that replaced them. */
import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { Correction } from "./Admission.ts"
import { type Digest, digestBytes, fromBytes, toBytes } from "./Digest.ts"
import type { KeyIndex } from "./KeyIndex.ts"
import {
  type Columns,
  type Content,
  isInDoubt,
  numberOf,
  recordOf,
  type RowRecord,
  withdrawn
} from "./RowRecord.ts"
import type { Rejected, Unknown } from "../Outcome.ts"

/** The outcome of a correction without an answer. Only the corrected row can be sent again; the source lacks it. */
export const inDoubt: Unknown = {
  _tag: "Unknown",
  reason:
    "the row was corrected, and the answer to its correction is missing; import the corrected file again"
}

/**
 * Refusals that are withdrawn because their lines are resubmitted corrected. Each is kept in case its correction is not
 * sent after all, and leads to the corrected row.
 */
export class Corrections {
  private readonly database: DatabaseSync
  private readonly keys: KeyIndex
  private lines: ReadonlyMap<Origin, number> | undefined
  private readonly findRow: StatementSync
  private readonly refusedAt: StatementSync
  private readonly rejectedAt: StatementSync
  private readonly insertRefused: StatementSync
  private readonly setScan: StatementSync
  private readonly setRefusedScan: StatementSync
  private readonly lineOf: StatementSync
  private readonly follow: StatementSync
  private readonly link: StatementSync
  private readonly known: StatementSync
  private readonly unrepeat: StatementSync

  constructor(database: DatabaseSync, keys: KeyIndex) {
    this.database = database
    this.keys = keys
    this.findRow = database.prepare("SELECT * FROM known WHERE id = ?")
    this.refusedAt = database.prepare("SELECT record, natural FROM refused WHERE line = ?")
    this.rejectedAt = database.prepare(
      "SELECT * FROM row WHERE outcome = 'Rejected' AND line = ? AND pass = ?"
    )
    this.insertRefused = database.prepare(
      "INSERT OR REPLACE INTO refused (line, pass, code, reason, pointer, record) VALUES (?, ?, ?, ?, ?, ?)"
    )
    this.setScan = database.prepare("UPDATE row SET pass = ? WHERE id = ?")
    this.setRefusedScan = database.prepare("UPDATE refused SET pass = ? WHERE line = ?")
    this.lineOf = database.prepare("SELECT line FROM row WHERE id = ?")
    this.follow = database.prepare("SELECT natural FROM corrected WHERE origin = ?")
    this.link = database.prepare("INSERT OR REPLACE INTO corrected VALUES (?, ?)")
    this.known = database.prepare(
      "SELECT line FROM refused WHERE record = ? AND line >= ? ORDER BY line LIMIT 1"
    )
    this.unrepeat = database.prepare("DELETE FROM duplicate WHERE line = ?")
  }

  /**
   * Withdraws the refusal on a line and returns the row's origin. `by` is the row's current content, if valid; `given`
   * is its origin according to the reject file.
   */
  withdraw(
    line: number,
    scan: number,
    by: Content | undefined,
    given: Origin | undefined
  ): Origin | undefined {
    const origins = new Set(given === undefined ? [] : [given])
    this.unrepeat.run(line)
    const refused = this.refusedAt.get(line)
    if (refused !== undefined) {
      if (refused["record"] !== null) origins.add(fromBytes(refused["record"]))
      this.setRefusedScan.run(withdrawn, line)
    }
    for (const row of this.rejectedAt.all(line, scan)) {
      const isSame = by?.natural === fromBytes(row["natural"])
      // A row that is resubmitted unchanged keeps its rejection.
      if (isSame && by.body === fromBytes(row["body"])) continue
      origins.add(originOf(row))
      const [first] = origins
      this.insertRefused.run(line, withdrawn, row["code"]!, row["reason"]!, row["pointer"]!, toBytes(first!))
      if (!isSame) this.setScan.run(withdrawn, row["id"]!)
    }
    for (const origin of origins) {
      if (by !== undefined && origin !== by.natural + by.body) {
        this.link.run(toBytes(origin), toBytes(by.natural))
      }
    }
    // The first origin is the row's content in the source; it stays known over any number of corrections.
    return [...origins][0]
  }

  /**
   * The current line of a row that was refused as `origin` on the line `then`. The source may have been edited since.
   * `undefined` if the row is not in the ledger.
   */
  lineNow(origin: Origin, then: number, scan: number): number | undefined {
    const refused = this.refusedAt.get(then)
    if (refused?.["record"] && fromBytes(refused["record"]) === origin) return then
    // The reject file had another row with its identity before it.
    if (refused?.["natural"] && origin.startsWith(fromBytes(refused["natural"]))) return then
    for (const row of this.rejectedAt.all(then, scan)) if (originOf(row) === origin) return then
    this.lines ??= this.readLines(scan)
    const line = this.lines.get(origin)
    if (line !== undefined) return line
    const record = this.find(origin)?.record ?? this.recordOf(origin)
    return record?.scan === scan ? record.line : undefined
  }

  /** Lines of refused rows by origin, for reject files that are older than the last scan. */
  private readLines(scan: number): ReadonlyMap<Origin, number> {
    const lines = new Map<Origin, number>()
    const refused = this.database.prepare("SELECT line, record FROM refused WHERE record IS NOT NULL")
    for (const row of refused.iterate()) lines.set(fromBytes(row["record"]), Number(row["line"]))
    const rows = this.database.prepare(
      "SELECT line, natural, body FROM row WHERE outcome = 'Rejected' AND pass = ?"
    )
    for (const row of rows.iterate(scan)) {
      const origin = originOf(row)
      if (!lines.has(origin)) lines.set(origin, Number(row["line"]))
    }
    return lines
  }

  /** Starts a correction: lines may have changed since the last one. */
  begin(): void {
    this.lines = undefined
  }

  /** Restores the refusals of lines whose corrections a crash kept from being sent. */
  restoreUnsent(scan: number): void {
    this.database
      .prepare(
        `UPDATE refused SET pass = ?1 WHERE pass = ${withdrawn} AND line IN (
           SELECT line FROM known WHERE pass = ?1 AND outcome IS NULL AND doubt_since IS NULL)`
      )
      .run(scan)
  }

  /** Keeps the refusal of a line although another line takes over its row. */
  keepRefused(line: number, scan: number, rejected: Rejected, { body, natural }: Content): void {
    const { code, pointer, reason } = rejected
    this.insertRefused.run(line, scan, code, reason, pointer ?? null, toBytes(natural + body))
  }

  /** Restores the refusal of a line whose correction was not sent. */
  restore(natural: Digest, scan: number): void {
    const line = this.lineOf.get(this.keys.idOf(natural))?.["line"]
    if (line !== undefined && line !== null) this.setRefusedScan.run(scan, line)
  }

  /** The line of a row that an earlier reject file has added. */
  addedAs(record: Digest, from: number): number | undefined {
    return numberOf(this.known.get(toBytes(record), from)?.["line"])
  }

  /** The row with the natural key of an origin. */
  private recordOf(origin: Origin): RowRecord | undefined {
    return this.findRecord(origin.slice(0, digestBytes) as Digest)
  }

  private findRecord(natural: Digest): RowRecord | undefined {
    const columns = this.findRow.get(this.keys.idOf(natural))
    return columns === undefined ? undefined : recordOf(columns)
  }

  /** The applied or doubtful row of an origin, sent corrected or unchanged. `undefined` while the row is refused. */
  become(origin: Origin): Correction | undefined {
    const corrected = this.find(origin)
    if (corrected !== undefined) return corrected
    const record = this.recordOf(origin)
    const outcome = record === undefined ? undefined : isInDoubt(record) ? inDoubt : record.outcome
    if (record === undefined || outcome === undefined || outcome._tag === "Rejected") return undefined
    return { record, outcome }
  }

  /** Whether a row is the refused row itself, or its correction. */
  leadsTo(origin: Origin, record: RowRecord): boolean {
    return origin === record.natural + record.body || this.find(origin)?.record.id === record.id
  }

  /** The corrected row of an origin, if it is applied or in doubt. */
  find(origin: Origin): Correction | undefined {
    let from = origin
    for (let step = 0; step < maxCorrections; step++) {
      const followed = this.follow.get(toBytes(from))
      if (followed === undefined) return undefined
      const record = this.findRecord(fromBytes(followed["natural"]))
      if (record === undefined) return undefined
      if (isInDoubt(record)) return { record, outcome: inDoubt }
      const { outcome } = record
      if (outcome === undefined) return undefined
      if (outcome._tag !== "Rejected") return { record, outcome }
      from = record.natural + record.body
    }
    return undefined
  }
}

/** Corrections that are followed for a row that was corrected and refused again. */
const maxCorrections = 100

/** The origin of a refused row: the digest of its record, or its identity and the digest of its body. */
export type Origin = string

const originOf = (row: Columns): Origin => fromBytes(row["natural"]) + fromBytes(row["body"])
