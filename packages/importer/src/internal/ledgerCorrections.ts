/** What refused rows have become by being corrected and imported again. */
import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { Outcome } from "../Outcome.ts"
import { type Digest, fromBytes, toBytes } from "./digest.ts"
import type { Names } from "./ledgerNames.ts"
import { numberOf, outcomeOf, type Row } from "./ledgerRow.ts"

/** The pass of a refusal that is taken back, because its row came again, corrected. */
export const withdrawn = -1

/** What became of a row that was refused and then corrected apart from its source. */
export interface Correction {
  readonly natural: Digest
  readonly row: Row
  readonly outcome: Outcome
}

/**
 * Refusals that are taken back because their lines come again, corrected. Each is kept, in case that its correction
 * is not sent after all, and leads to what the row has become.
 */
export class Corrections {
  private readonly names: Names
  private readonly findRow: StatementSync
  private readonly refusedAt: StatementSync
  private readonly rejectedAt: StatementSync
  private readonly insertRefused: StatementSync
  private readonly setPass: StatementSync
  private readonly setRefusedPass: StatementSync
  private readonly lineOf: StatementSync
  private readonly follow: StatementSync
  private readonly link: StatementSync
  private readonly known: StatementSync
  private readonly unrepeat: StatementSync

  constructor(database: DatabaseSync, names: Names) {
    this.names = names
    this.findRow = database.prepare("SELECT * FROM known WHERE id = ?")
    this.refusedAt = database.prepare("SELECT record, pass FROM refused WHERE line = ?")
    this.rejectedAt = database.prepare(
      "SELECT * FROM row WHERE outcome = 'Rejected' AND line = ? AND pass = ?"
    )
    this.insertRefused = database.prepare("INSERT OR REPLACE INTO refused VALUES (?, ?, ?, ?, ?, ?, NULL)")
    this.setPass = database.prepare("UPDATE row SET pass = ? WHERE id = ?")
    this.setRefusedPass = database.prepare("UPDATE refused SET pass = ? WHERE line = ?")
    this.lineOf = database.prepare("SELECT line FROM row WHERE id = ?")
    this.follow = database.prepare("SELECT natural FROM corrected WHERE origin = ?")
    this.link = database.prepare("INSERT OR REPLACE INTO corrected VALUES (?, ?)")
    this.known = database.prepare(
      "SELECT line FROM refused WHERE record = ? AND line >= ? ORDER BY line LIMIT 1"
    )
    this.unrepeat = database.prepare("DELETE FROM duplicate WHERE line = ?")
  }

  /** Takes back what was refused on a line; gives what the row was then. `by` is what it says now, if that is valid. */
  withdraw(
    line: number,
    pass: number,
    by: { readonly natural: Digest; readonly body: Digest } | undefined
  ): Origin | undefined {
    let origin: Origin | undefined
    this.unrepeat.run(line)
    const refused = this.refusedAt.get(line)
    if (refused !== undefined) {
      if (refused["record"] !== null) origin = fromBytes(refused["record"])
      this.setRefusedPass.run(withdrawn, line)
    }
    for (const row of this.rejectedAt.all(line, pass)) {
      const isSame = by?.natural === fromBytes(row["natural"])
      // One that comes back as it was stays as it is.
      if (isSame && by.body === fromBytes(row["body"])) continue
      origin = originOf(row)
      this.insertRefused.run(line, withdrawn, row["code"]!, row["reason"]!, row["pointer"]!, toBytes(origin))
      if (!isSame) this.setPass.run(withdrawn, row["id"]!)
    }
    if (origin !== undefined && by !== undefined) this.link.run(toBytes(origin), toBytes(by.natural))
    return origin
  }

  /** Keeps the refusal of a line whose row is taken over by another line. */
  keepRefused(row: Row, pass: number): void {
    this.insertRefused.run(
      row["line"]!,
      pass,
      row["code"]!,
      row["reason"]!,
      row["pointer"]!,
      toBytes(originOf(row))
    )
  }

  /** A correction that was not sent leaves its line refused. */
  restore(natural: Digest, pass: number): void {
    const line = this.lineOf.get(this.names.idOf(natural))?.["line"]
    if (line !== undefined && line !== null) this.setRefusedPass.run(pass, line)
  }

  /** The line that a row which was added to rejected ones had before. */
  addedAs(record: Digest, from: number): number | undefined {
    return numberOf(this.known.get(toBytes(record), from)?.["line"])
  }

  /** What a refused row has become, if it has been corrected and applied. */
  find(origin: Origin): Correction | undefined {
    let from = origin
    for (let step = 0; step < maxCorrections; step++) {
      const followed = this.follow.get(toBytes(from))
      if (followed === undefined) return undefined
      const natural = fromBytes(followed["natural"])
      const row = this.findRow.get(this.names.idOf(natural))
      const outcome = row === undefined ? undefined : outcomeOf(row)
      if (row === undefined || outcome === undefined || outcome._tag === "Unknown") return undefined
      if (outcome._tag !== "Rejected") return { natural, row, outcome }
      from = originOf(row)
    }
    return undefined
  }
}

/** How often a row is followed that was corrected and refused again. */
const maxCorrections = 100

/** What a row was when it was refused: the digest of its record, or its identity and what it said. */
export type Origin = string

const originOf = (row: Row): Origin => fromBytes(row["natural"]) + fromBytes(row["body"])
