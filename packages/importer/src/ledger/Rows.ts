/** Single rows of the ledger: reads, writes, and the rows held in memory until they are sent. */
import type { DatabaseSync } from "node:sqlite"
import { type Digest, toBytes } from "./Digest.ts"
import { KeyIndex, unknownId } from "./KeyIndex.ts"
import type { Attempt, Moment } from "./Model.ts"
import {
  type Columns,
  type Content,
  doubtSinceOf,
  recordOf,
  type RowRecord,
  sentColumns
} from "./RowRecord.ts"
import { prepareRows, type RowStatements } from "./Statements.ts"
import type { Outcome } from "../Outcome.ts"

/** An admitted row that is not sent yet. Kept in memory only: a crash loses nothing with it. */
export interface HeldRow {
  readonly body: Digest
  readonly line: number
}

export class Rows {
  readonly keys: KeyIndex
  readonly held = new Map<Digest, HeldRow>()
  /** Lines of rows that a retry leaves out while it rejects their duplicates. */
  readonly leftOut = new Map<Digest, number>()
  private readonly statements: RowStatements

  constructor(database: DatabaseSync, recentRows: number) {
    this.keys = new KeyIndex(database, recentRows)
    this.statements = prepareRows(database)
  }

  find(natural: Digest): RowRecord | undefined {
    const id = this.keys.idOf(natural)
    const columns = id === unknownId ? undefined : this.statements.find.get(id)
    return columns === undefined ? undefined : recordOf(columns)
  }

  heldLine(natural: Digest): number | undefined {
    return this.held.size === 0 ? undefined : this.held.get(natural)?.line
  }

  insert({ body, natural }: Content, line: number, scan: number, sent: Moment | undefined): void {
    this.statements.insert.run(
      this.keys.add(natural),
      toBytes(natural),
      toBytes(body),
      line,
      scan,
      ...sendColumns(sent)
    )
  }

  notice(id: number, line: number, scan: number): void {
    this.statements.notice.run(line, scan, id)
  }

  alter(id: number, line: number, scan: number, body: Digest): void {
    this.statements.alter.run(line, scan, toBytes(body), id)
  }

  readmit(id: number, line: number, scan: number, body: Digest, sent: Moment | undefined): void {
    this.statements.readmit.run(line, scan, toBytes(body), ...sendColumns(sent), id)
  }

  reopen(
    id: number,
    line: number,
    scan: number,
    body: Digest,
    attempt: number,
    sent: Moment | undefined
  ): void {
    this.statements.reopen.run(line, scan, toBytes(body), attempt, ...sendColumns(sent), 0, id)
  }

  /** Writes the next attempt of a row that is being sent. Keeps the flags `updating` and `upserting`. */
  nextAttempt(previous: Attempt, body: Digest, number: number, scan: number, now: Moment): void {
    const id = this.keys.idOf(previous.natural)
    const columns: Columns | undefined = this.statements.find.get(id)
    const line = Number(columns?.["line"] ?? 0)
    const updating = columns?.["updating"] ?? 0
    this.statements.reopen.run(
      line,
      scan,
      toBytes(body),
      number,
      ...sentColumns(now),
      previous.doubtSince,
      updating,
      id
    )
  }

  /** Inserts a row if it is held in memory. */
  insertHeld(natural: Digest, scan: number): void {
    if (this.held.size === 0) return
    const row = this.held.get(natural)
    if (row === undefined) return
    this.held.delete(natural)
    this.insert({ natural, body: row.body }, row.line, scan, undefined)
  }

  send(natural: Digest, now: Moment): void {
    this.statements.send.run(...sentColumns(now), doubtSinceOf(now), this.keys.idOf(natural))
  }

  beginUpdate(natural: Digest): void {
    this.statements.beginUpdate.run(this.keys.idOf(natural))
  }

  endKey(natural: Digest): void {
    this.statements.endKey.run(this.keys.idOf(natural))
  }

  /** Releases the intent of a row. `attempt` is its attempt number at the next admission. */
  release(natural: Digest, attempt: number): void {
    this.statements.release.run(attempt, this.keys.idOf(natural))
  }

  /** Deletes a row that was never sent. */
  remove(natural: Digest): void {
    if (this.statements.remove.run(this.keys.idOf(natural)).changes > 0) this.keys.delete(natural)
  }

  settle(natural: Digest, outcome: Outcome, requestId: string | undefined): void {
    const resource = "resource" in outcome ? (outcome.resource ?? null) : null
    const differing = "differing" in outcome && outcome.differing ? 1 : 0
    const afterDoubt = outcome._tag === "Existing" && outcome.afterDoubt ? 1 : 0
    const code = outcome._tag === "Rejected" ? outcome.code : null
    const reason = "reason" in outcome ? outcome.reason : null
    const pointer = outcome._tag === "Rejected" ? (outcome.pointer ?? null) : null
    this.statements.settle.run(
      outcome._tag,
      resource,
      differing,
      afterDoubt,
      code,
      reason,
      pointer,
      requestId ?? null,
      "counted" in outcome && outcome.counted === true ? 1 : 0,
      this.keys.idOf(natural)
    )
    if ("fields" in outcome && outcome.fields !== undefined && outcome.fields.length > 0) {
      this.statements.insertDifference.run(
        toBytes(natural),
        JSON.stringify(outcome.fields.slice(0, maxFields))
      )
    }
  }
}

/** The columns `first_sent`, `first_sent_server` and `doubt_since` of an admitted row. */
const sendColumns = (sent: Moment | undefined): [number | null, number | null, number | null] =>
  sent === undefined ? [null, null, null] : [...sentColumns(sent), doubtSinceOf(sent)]

/** Field names kept for a differing row. */
const maxFields = 20
