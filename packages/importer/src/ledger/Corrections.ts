/** What refused rows have become by being corrected and imported again. */
import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { Outcome, Unknown } from "../Outcome.ts"
import { type Digest, digestBytes, fromBytes, toBytes } from "./Digest.ts"
import type { Names } from "./KeyIndex.ts"
import { numberOf, outcomeOf, type Row } from "./RowRecord.ts"

/** The scan of a refusal that is taken back, because its row came again, corrected. */
export const withdrawn = -1

/** What became of a row that was refused and then corrected apart from its source. */
export interface Correction {
  readonly natural: Digest
  readonly row: Row
  /** `Unknown` while the correction may have been applied and its answer is missing. */
  readonly outcome: Outcome
}

/** Of a correction without an answer: only the corrected row can be sent again, and its source does not have it. */
export const inDoubt: Unknown = {
  _tag: "Unknown",
  reason:
    "the row was corrected, and the answer to its correction is missing; import the corrected file again"
}

/**
 * Refusals that are taken back because their lines come again, corrected. Each is kept, in case that its correction
 * is not sent after all, and leads to what the row has become.
 */
export class Corrections {
  private readonly database: DatabaseSync
  private readonly names: Names
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

  constructor(database: DatabaseSync, names: Names) {
    this.database = database
    this.names = names
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
   * Takes back what was refused on a line; gives what the row was then. `by` is what it says now, if that is valid, and
   * `given` what the file of rejected rows says that it was.
   */
  withdraw(
    line: number,
    scan: number,
    by: { readonly natural: Digest; readonly body: Digest } | undefined,
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
      // One that comes back as it was stays as it is.
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
    // What it was in the source stays known, however often it is corrected.
    return [...origins][0]
  }

  /**
   * The line that a row has now which was refused as `origin`, on some line then: its source may have been edited since.
   * `undefined` where no such row is known.
   */
  lineNow(origin: Origin, then: number, scan: number): number | undefined {
    const refused = this.refusedAt.get(then)
    if (refused?.["record"] && fromBytes(refused["record"]) === origin) return then
    // Another row with its identity was met first, when the file of rejected rows was read.
    if (refused?.["natural"] && origin.startsWith(fromBytes(refused["natural"]))) return then
    for (const row of this.rejectedAt.all(then, scan)) if (originOf(row) === origin) return then
    this.lines ??= this.readLines(scan)
    const line = this.lines.get(origin)
    if (line !== undefined) return line
    const row = this.find(origin)?.row ?? this.rowOf(origin)
    if (row?.["pass"] === scan) return Number(row["line"])
    return undefined
  }

  /** Lines of refused rows by what these were, for files of rejected rows that are older than the last reading. */
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

  /** Lines are read anew where a file of rejected rows is. */
  begin(): void {
    this.lines = undefined
  }

  /** Lines whose corrections a crash has kept from leaving are refused as before. */
  restoreUnsent(scan: number): void {
    this.database
      .prepare(
        `UPDATE refused SET pass = ?1 WHERE pass = ${withdrawn} AND line IN (
           SELECT line FROM known WHERE pass = ?1 AND outcome IS NULL AND doubt_since IS NULL)`
      )
      .run(scan)
  }

  /** Keeps the refusal of a line whose row is taken over by another line. */
  keepRefused(row: Row, scan: number): void {
    this.insertRefused.run(
      row["line"]!,
      scan,
      row["code"]!,
      row["reason"]!,
      row["pointer"]!,
      toBytes(originOf(row))
    )
  }

  /** A correction that was not sent leaves its line refused. */
  restore(natural: Digest, scan: number): void {
    const line = this.lineOf.get(this.names.idOf(natural))?.["line"]
    if (line !== undefined && line !== null) this.setRefusedScan.run(scan, line)
  }

  /** The line that a row which was added to rejected ones had before. */
  addedAs(record: Digest, from: number): number | undefined {
    return numberOf(this.known.get(toBytes(record), from)?.["line"])
  }

  /** The row that an origin names by its natural key. */
  private rowOf(origin: Origin): Row | undefined {
    return this.findRow.get(this.names.idOf(origin.slice(0, digestBytes) as Digest))
  }

  /** What a refused row has become, by a correction or by being sent again as it was; nothing while it is refused. */
  become(origin: Origin): Correction | undefined {
    const corrected = this.find(origin)
    if (corrected !== undefined) return corrected
    const row = this.rowOf(origin)
    const outcome = row === undefined ? undefined : isInDoubt(row) ? inDoubt : outcomeOf(row)
    if (row === undefined || outcome === undefined || outcome._tag === "Rejected") return undefined
    return { natural: fromBytes(row["natural"]), row, outcome }
  }

  /** What a refused row has become, if it has been corrected and applied. */
  find(origin: Origin): Correction | undefined {
    let from = origin
    for (let step = 0; step < maxCorrections; step++) {
      const followed = this.follow.get(toBytes(from))
      if (followed === undefined) return undefined
      const natural = fromBytes(followed["natural"])
      const row = this.findRow.get(this.names.idOf(natural))
      if (row === undefined) return undefined
      if (isInDoubt(row)) return { natural, row, outcome: inDoubt }
      const outcome = outcomeOf(row)
      if (outcome === undefined) return undefined
      if (outcome._tag !== "Rejected") return { natural, row, outcome }
      from = originOf(row)
    }
    return undefined
  }
}

const isInDoubt = (row: Row): boolean =>
  row["outcome"] === "Unknown" || (row["outcome"] === null && row["doubt_since"] !== null)

/** How often a row is followed that was corrected and refused again. */
const maxCorrections = 100

/** What a row was when it was refused: the digest of its record, or its identity and what it said. */
export type Origin = string

const originOf = (row: Row): Origin => fromBytes(row["natural"]) + fromBytes(row["body"])
