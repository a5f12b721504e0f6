/** The writing half of the ledger: one durable commit for each call, over one connection. */
import type { DatabaseSync } from "node:sqlite"
import { addedLine } from "./AddedLine.ts"
import { admitCorrection, decide, type Decision, type Row, type Scan, type Write } from "./Admission.ts"
import { Batches } from "./Batches.ts"
import { ClaimedLines } from "./ClaimedLines.ts"
import { Corrections, type Origin } from "./Corrections.ts"
import type { Digest } from "./Digest.ts"
import type {
  AddedLines,
  Attempt,
  Batch,
  Checkpoint,
  Departure,
  Disposition,
  Entry,
  Moment,
  Refusal,
  Settled
} from "./Model.ts"
import { Refusals } from "./Refusals.ts"
import { type Parts, RowFacts } from "./RowFacts.ts"
import { doubtSinceOf, metaOf, single } from "./RowRecord.ts"
import { Rows } from "./Rows.ts"
import type { Outcome } from "../Outcome.ts"

/**
 * Outcomes that may wait for a commit. A crash loses them, and each lost one costs a request to learn it again. A lower
 * limit costs more commits.
 */
const maxPending = 128

export class Writer {
  private readonly database: DatabaseSync
  private readonly rows: Rows
  private readonly refusals: Refusals
  private readonly corrections: Corrections
  /** Lines for which the current correction has had rows. */
  private readonly claimed = new ClaimedLines()
  private readonly parts: Parts
  private readonly batches: Batches
  private scan: Scan
  /** The checkpoint that waits for the next commit, and the recorded one. */
  private reached: Checkpoint | undefined
  private recorded: Checkpoint | undefined
  /** Outcomes that wait for the next commit. */
  private pending: Array<readonly [Digest, Outcome, string | undefined]> = []

  /** @param recentRows the number of rows that enter the index at once */
  constructor(database: DatabaseSync, recentRows: number) {
    this.database = database
    this.rows = new Rows(database, recentRows)
    this.refusals = new Refusals(database)
    this.corrections = new Corrections(database, this.rows.keys)
    this.parts = {
      rows: this.rows,
      refusals: this.refusals,
      corrections: this.corrections,
      claimed: this.claimed
    }
    this.batches = new Batches(database, this.rows.keys)
    this.scan = {
      number: Number(metaOf(database, "pass") ?? 0),
      kind: "scan",
      departs: true,
      rejectsDuplicates: false,
      isWhole: false,
      now: { wall: 0, server: undefined }
    }
  }

  beginScan(from: Checkpoint | undefined, isRetry: boolean, rejectsDuplicates = false): void {
    const before = this.scan.number
    this.scan = { ...this.scan, kind: isRetry ? "retry" : "scan", rejectsDuplicates, isWhole: false }
    this.rows.held.clear()
    this.rows.leftOut.clear()
    this.transaction(() => {
      this.restoreUnsent()
      if (from === undefined) this.scan = { ...this.scan, number: before + 1 }
      // Rows behind the checkpoint are read again, so they count as not yet read. The rows before it, which may be
      // millions, stay as they are.
      else
        this.database
          .prepare("UPDATE row SET pass = -1 WHERE pass = ? AND line >= ? AND line < ?")
          .run(before, from.mark.line, addedLine)
      this.putMeta("pass", String(this.scan.number))
      this.putMeta("whole", "")
      if (from === undefined) this.keepAdded(before)
      for (const table of isRetry ? ["duplicate"] : ["duplicate", "refused"]) {
        this.database
          .prepare(`DELETE FROM ${table} WHERE line >= ? AND line < ?`)
          .run(from?.mark.line ?? 0, addedLine)
      }
      this.reached = from
      this.putCheckpoint()
    })
  }

  /** Rows added to reject files are in no source, so they count in every scan. */
  private keepAdded(before: number): void {
    if (metaOf(this.database, "added") === undefined) return
    for (const table of ["row", "refused"]) {
      this.database
        .prepare(`UPDATE ${table} SET pass = ? WHERE pass = ? AND line >= ?`)
        .run(this.scan.number, before, addedLine)
    }
  }

  beginCorrection(rejectsDuplicates: boolean): AddedLines {
    const isWhole = metaOf(this.database, "whole") === String(this.scan.number)
    this.scan = { ...this.scan, kind: "correction", rejectsDuplicates, isWhole }
    this.corrections.begin()
    this.transaction(() => this.restoreUnsent())
    const last = Math.max(
      ...["row", "refused", "duplicate"].map((table) =>
        single(this.database, `SELECT max(line) AS n FROM ${table} WHERE line >= ?`, addedLine)
      )
    )
    this.claimed.begin(last)
    return { next: () => this.claimed.nextAdded(), moved: this.claimed.moved }
  }

  private restoreUnsent(): void {
    if (metaOf(this.database, "added") !== undefined) this.corrections.restoreUnsent(this.scan.number)
  }

  endScan(isSourceWhole: boolean): void {
    this.transaction(() => {
      if (isSourceWhole) this.putMeta("whole", String(this.scan.number))
      // Only a retry keeps the refusals of earlier scans, to recognize their rows.
      if (this.scan.kind === "retry") {
        this.database.prepare("DELETE FROM refused WHERE pass < ?").run(this.scan.number)
      }
    })
  }

  reach(checkpoint: Checkpoint): void {
    this.reached = checkpoint
  }

  private putCheckpoint(): void {
    this.putMeta("checkpoint", this.reached === undefined ? "" : JSON.stringify(this.reached))
    this.recorded = this.reached
  }

  admit(entries: ReadonlyArray<Entry>, now: Moment, departs = true): ReadonlyArray<Disposition> {
    this.scan = { ...this.scan, departs, now }
    return this.transaction(() => entries.map((entry) => this.admitOne(entry)))
  }

  private admitOne(entry: Entry): Disposition {
    const { again, body, line: given, origin } = entry
    for (let occurrence = 1; ; occurrence++) {
      const line = this.scan.kind === "correction" ? this.lineNow(given, origin) : given
      const natural = occurrence === 1 || again === undefined ? entry.natural : again(occurrence)
      const row: Row = { natural, body, given, line, isKeyed: again === undefined, origin }
      const decision = decide(row, new RowFacts(this.parts, row, this.scan), this.scan)
      if (decision !== undefined) return this.apply(decision)
    }
  }

  /** The line of a refused row that is resubmitted from a reject file, which may be older than the last scan. */
  private lineNow(line: number, origin: Origin | undefined): number {
    if (origin === undefined || line >= addedLine) return line
    const scan = this.scan.number
    const now = this.corrections.lineNow(origin, line, scan)
    if (now !== undefined && !this.claimed.has(now)) return now
    // The row has left the source, or this scan has not reached it yet.
    return this.scan.isWhole ? this.claimed.nextAdded() : this.claimed.takeUnread()
  }

  private apply({ disposition, writes }: Decision): Disposition {
    for (const write of writes) this.write(write)
    return disposition
  }

  private write(write: Write): void {
    const scan = this.scan.number
    switch (write._tag) {
      case "Insert":
        return this.rows.insert(write, write.line, scan, write.sent)
      case "Hold":
        this.rows.held.set(write.natural, { body: write.body, line: write.line })
        return
      case "LeaveOut":
        this.rows.leftOut.set(write.natural, write.line)
        return
      case "Notice":
        return this.rows.notice(write.id, write.line, scan)
      case "Alter":
        return this.rows.alter(write.id, write.line, scan, write.body)
      case "Readmit":
        return this.rows.readmit(write.id, write.line, scan, write.body, write.sent)
      case "Reopen":
        return this.rows.reopen(write.id, write.line, scan, write.body, write.attempt, write.sent)
      case "CountDuplicate":
        return this.refusals.countDuplicate(write.line, write.firstLine)
      case "RejectDuplicate":
        return this.refusals.rejectDuplicate(write.line, scan, write.firstLine, write.content)
      case "Claim":
        this.corrections.withdraw(write.line, scan, write.by, write.origin)
        return this.claimed.add(write.line)
      case "Move":
        this.claimed.moved.set(write.from, write.to)
        return
      case "KeepRefused":
        return this.corrections.keepRefused(write.line, scan, write.rejected, write.content)
    }
  }

  repeat(rows: ReadonlyArray<{ readonly line: number; readonly of: number }>): void {
    this.transaction(() => {
      for (const { line, of } of rows) this.refusals.countDuplicate(line, of)
    })
  }

  nextAttempt(previous: Attempt, body: Digest, now: Moment): Attempt {
    return this.transaction(() => {
      const number = previous.number + 1
      this.rows.nextAttempt(previous, body, number, this.scan.number, now)
      return { ...previous, body, number, firstSent: now }
    })
  }

  beginUpdate(natural: Digest): void {
    this.transaction(() => this.rows.beginUpdate(natural))
  }

  settle(natural: Digest, outcome: Outcome, requestId: string | undefined): void {
    this.pending.push([natural, outcome, requestId])
    if (this.pending.length >= maxPending) this.flush()
  }

  release(attempts: ReadonlyArray<Attempt>, ended: boolean): void {
    this.transaction(() => {
      for (const { natural, number } of attempts) {
        if (!ended && this.rows.held.delete(natural)) continue
        this.rows.insertHeld(natural, this.scan.number)
        if (this.scan.kind === "correction") this.corrections.restore(natural, this.scan.number)
        if (number === 1 && !ended) this.rows.remove(natural)
        else this.rows.release(natural, ended ? number + 1 : number)
      }
    })
  }

  leaveNow(attempts: ReadonlyArray<Attempt>, now: Moment): ReadonlyArray<Attempt> {
    return this.transaction(() =>
      attempts.map((attempt) => {
        this.rows.insertHeld(attempt.natural, this.scan.number)
        this.rows.send(attempt.natural, now)
        return { ...attempt, firstSent: now, doubtSince: doubtSinceOf(now) }
      })
    )
  }

  beginBatch(departure: Departure, now: Moment): Batch {
    return this.transaction(() => this.batches.depart(departure, now, this.scan.number, this.rows.held))
  }

  acceptBatch(batch: Batch, job: string): Batch {
    return this.transaction(() => {
      this.batches.accept(batch.id, job)
      return { ...batch, job }
    })
  }

  withdraw(batch: Batch): void {
    this.transaction(() => this.batches.withdraw(batch))
  }

  finish(batch: Batch | undefined, settled: ReadonlyArray<Settled>): void {
    this.transaction(() => {
      const single = batch === undefined ? settled : this.batches.finish(batch, settled)
      for (const { natural, outcome, requestId } of single) {
        this.rows.insertHeld(natural, this.scan.number)
        this.rows.settle(natural, outcome, requestId)
      }
    })
  }

  unfinished(): ReadonlyArray<Batch> {
    return this.batches.all()
  }

  expire(natural: Digest): void {
    this.transaction(() => this.rows.endKey(natural))
  }

  endKeys(values: Readonly<Record<string, string>>): void {
    this.transaction(() => {
      this.database.exec(
        "UPDATE row SET first_sent = NULL WHERE first_sent IS NOT NULL AND (outcome IS NULL OR outcome = 'Unknown')"
      )
      for (const [name, value] of Object.entries(values)) this.putMeta(name, value)
    })
  }

  reject(rows: ReadonlyArray<Refusal>): ReadonlyArray<Disposition | undefined> {
    return this.transaction(() => rows.map((row) => this.rejectOne(row)))
  }

  private rejectOne({
    line: given,
    origin: was,
    problems,
    record,
    rejected
  }: Refusal): Disposition | undefined {
    const scan = this.scan.number
    let line = given
    let origin: Origin | undefined = record
    const correction =
      (record === undefined ? undefined : this.corrections.find(record)) ??
      (was === undefined ? undefined : this.corrections.become(was))
    // Another reject file has corrected it since. A row that is or may be applied is not rejected.
    if (correction !== undefined) return this.apply(admitCorrection(correction, line, undefined, this.scan))
    if (this.scan.kind === "correction") {
      const known =
        line >= addedLine && record !== undefined ? this.corrections.addedAs(record, addedLine) : undefined
      line = known !== undefined && !this.claimed.has(known) ? known : this.lineNow(line, was)
      if (line !== given) this.claimed.moved.set(given, line)
      origin = this.corrections.withdraw(line, scan, undefined, was) ?? record
      this.claimed.add(line)
    }
    this.refusals.refuse(line, scan, rejected, problems, origin)
    return undefined
  }

  flush(): void {
    if (this.pending.length > 0 || this.reached !== this.recorded) this.transaction(() => {})
  }

  setMeta(values: Readonly<Record<string, string>>): void {
    this.transaction(() => {
      for (const [name, value] of Object.entries(values)) this.putMeta(name, value)
    })
  }

  private putMeta(name: string, value: string): void {
    this.database.prepare("INSERT OR REPLACE INTO meta VALUES (?, ?)").run(name, value)
  }

  /** One durable commit. Pending outcomes are written first, so that `run` reads them. */
  private transaction<A>(run: () => A): A {
    this.database.exec("BEGIN IMMEDIATE")
    try {
      for (const [natural, outcome, requestId] of this.pending) this.rows.settle(natural, outcome, requestId)
      if (this.reached !== this.recorded) this.putCheckpoint()
      const result = run()
      const { keys } = this.rows
      const isEntering = keys.isFull
      if (isEntering) keys.enter()
      this.database.exec("COMMIT")
      this.pending = []
      if (isEntering) keys.forget()
      return result
    } catch (error) {
      // A full disk may have rolled back already.
      if (this.database.isTransaction) this.database.exec("ROLLBACK")
      throw error
    }
  }
}
