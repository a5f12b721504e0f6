/** The synchronous half of the ledger: prepared statements over one connection. */
import { DatabaseSync, type SQLOutputValue, type StatementSync } from "node:sqlite"
import type {
  AddedLines,
  Attempt,
  Checkpoint,
  Batch,
  Departure,
  Disposition,
  Entry,
  Moment,
  Refusal,
  Settled
} from "./Ledger.ts"
import * as Duplicates from "../mapping/Duplicates.ts"
import type { Problem } from "../Mapping.ts"
import type { Outcome } from "../Outcome.ts"
import { addedLine } from "./AddedLine.ts"
import { Batches, type Waiting } from "./Batches.ts"
import { type Correction, Corrections, type Origin } from "./Corrections.ts"
import * as ProblemGroups from "./ProblemGroups.ts"
import { type Digest, fromBytes, toBytes } from "./Digest.ts"
import { Names, nobody } from "./KeyIndex.ts"
import { metaOf, numberOf, outcomeOf, type Row, single, updating, upserting } from "./RowRecord.ts"
import { LineSet } from "./LineSet.ts"

/**
 * Outcomes that may wait for a commit. A crash loses them, and each one lost costs a request to learn it again; fewer
 * would cost more commits.
 */
const maxPending = 128

export class Store {
  private readonly database: DatabaseSync
  private readonly find: StatementSync
  private readonly insert: StatementSync
  private readonly notice: StatementSync
  private readonly alter: StatementSync
  private readonly reopen: StatementSync
  private readonly write: StatementSync
  private readonly startUpdate: StatementSync
  private readonly remove: StatementSync
  private readonly rest: StatementSync
  private readonly age: StatementSync
  private readonly depart: StatementSync
  private readonly leave: StatementSync
  private readonly insertDuplicate: StatementSync
  private readonly insertRefused: StatementSync
  private readonly findRefused: StatementSync
  private readonly insertRefusedDuplicate: StatementSync
  private readonly findRefusedDuplicate: StatementSync
  private readonly findRefusedDuplicates: StatementSync
  private readonly hasRefusedDuplicate: StatementSync
  private readonly names: Names
  private readonly corrections: Corrections
  private readonly batches: Batches
  private readonly kinds = new Map<string, number>()
  private scan: number
  /** This scan sends only what failed before it. */
  private isRetry = false
  /** The lines that this scan, which reads corrected rows, has had so far; `undefined` in any other scan. */
  private claimed: LineSet | undefined
  /** The last line that was given to a row which has none in the source. */
  private lastAdded = addedLine
  /** The line of a row that is still to be met in the source: behind every line that was read. */
  private nextUnread = addedLine - 1
  /** Lines that were given to rows which had one already. */
  private readonly moved = new Map<number, number>()
  /** Whether rows that are admitted leave at once, so that each of them is in doubt from then on. */
  private departs = true
  /** Rows that were admitted and have not left: nothing is lost with them, so nothing is written of them. */
  private readonly waiting = new Map<Digest, Waiting>()
  /** Lines of rows that a retry leaves out, and that later rows were rejected for as duplicates. */
  private readonly unsent = new Map<Digest, number>()
  /** Whether a row is rejected when an earlier one has the same identity. */
  private rejectsDuplicates = false
  /** The checkpoint that waits for the next commit, and the one that is recorded. */
  private reached: Checkpoint | undefined
  private recorded: Checkpoint | undefined
  /** Outcomes that wait for the next commit. */
  private pending: Array<readonly [Digest, Outcome, string | undefined]> = []

  /** @param recentRows so many rows enter the index at once */
  constructor(database: DatabaseSync, recentRows: number) {
    this.database = database
    this.find = database.prepare("SELECT * FROM known WHERE id = ?")
    this.insert = database.prepare(
      `INSERT INTO row (id, natural, body, line, pass, attempt, first_sent, first_sent_server, doubt_since)
       VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)`
    )
    this.notice = database.prepare("UPDATE row SET line = ?, pass = ? WHERE id = ?")
    this.alter = database.prepare(
      "UPDATE row SET line = ?, pass = ?, body = ?, first_sent = NULL WHERE id = ?"
    )
    this.reopen = database.prepare(
      `UPDATE row SET line = ?, pass = ?, body = ?, attempt = ?, first_sent = ?, first_sent_server = ?, doubt_since = ?,
       outcome = NULL, chunk = NULL, place = NULL, updating = ?, counted = 0, code = NULL, reason = NULL, pointer = NULL WHERE id = ?`
    )
    this.write = database.prepare(
      `UPDATE row SET outcome = ?, resource = ?, differing = ?, after_doubt = ?, code = ?, reason = ?, pointer = ?,
       request = ?, counted = ? WHERE id = ?`
    )
    this.startUpdate = database.prepare(`UPDATE row SET updating = updating | ${updating} WHERE id = ?`)
    this.remove = database.prepare(
      "DELETE FROM row WHERE id = ? AND attempt = 1 AND outcome IS NULL AND chunk IS NULL"
    )
    this.rest = database.prepare(
      "UPDATE row SET attempt = ?, first_sent = NULL, first_sent_server = NULL, doubt_since = NULL WHERE id = ?"
    )
    this.age = database.prepare("UPDATE row SET first_sent = NULL WHERE id = ?")
    this.depart = database.prepare(
      `UPDATE row SET first_sent = ?, first_sent_server = ?, doubt_since = coalesce(doubt_since, ?), chunk = NULL,
       place = NULL WHERE id = ?`
    )
    this.leave = database.prepare(
      `UPDATE row SET line = ?, pass = ?, body = ?, first_sent = ?, first_sent_server = ?, doubt_since = ?
       WHERE id = ?`
    )
    this.insertDuplicate = database.prepare("INSERT INTO duplicate VALUES (?, ?)")
    this.insertRefused = database.prepare(
      "INSERT OR REPLACE INTO refused (line, pass, code, reason, pointer, record, kinds) VALUES (?, ?, ?, ?, ?, ?, ?)"
    )
    this.insertRefusedDuplicate = database.prepare(
      `INSERT OR REPLACE INTO refused (line, pass, code, reason, kinds, natural, body, first_line)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
    )
    this.findRefusedDuplicate = database.prepare(
      "SELECT first_line FROM refused WHERE line = ? AND natural = ? AND body = ? AND pass = ?"
    )
    this.hasRefusedDuplicate = database.prepare("SELECT 1 FROM refused WHERE natural = ? LIMIT 1")
    this.findRefusedDuplicates = database.prepare(
      "SELECT line, body, first_line FROM refused WHERE natural = ? AND pass = ? ORDER BY line"
    )
    this.findRefused = database.prepare("SELECT 1 FROM refused WHERE line = ? AND pass < ?")
    this.names = new Names(database, recentRows)
    this.corrections = new Corrections(database, this.names)
    this.batches = new Batches(database, this.names)
    this.scan = Number(metaOf(database, "pass") ?? 0)
  }

  beginScan(from: Checkpoint | undefined, isRetry: boolean, rejectsDuplicates = false): void {
    this.isRetry = isRetry
    this.rejectsDuplicates = rejectsDuplicates
    this.waiting.clear()
    this.unsent.clear()
    const before = this.scan
    this.transaction(() => {
      this.restoreUnsent()
      if (from === undefined) this.scan++
      // What comes behind the checkpoint is read again, so it counts as not yet seen. The rest, which may be
      // millions of rows, is left as it is.
      else
        this.database
          .prepare("UPDATE row SET pass = -1 WHERE pass = ? AND line >= ? AND line < ?")
          .run(this.scan, from.mark.line, addedLine)
      this.putMeta("pass", String(this.scan))
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

  /** Rows that were added to rejected ones are in no source; they stay what they are. */
  private keepAdded(before: number): void {
    if (metaOf(this.database, "added") === undefined) return
    for (const table of ["row", "refused"]) {
      this.database
        .prepare(`UPDATE ${table} SET pass = ? WHERE pass = ? AND line >= ?`)
        .run(this.scan, before, addedLine)
    }
  }

  beginCorrection(rejectsDuplicates: boolean): AddedLines {
    this.rejectsDuplicates = rejectsDuplicates
    this.claimed = new LineSet()
    this.corrections.begin()
    this.transaction(() => this.restoreUnsent())
    const last = Math.max(
      ...["row", "refused", "duplicate"].map((table) =>
        single(this.database, `SELECT max(line) AS n FROM ${table} WHERE line >= ?`, addedLine)
      )
    )
    this.lastAdded = Math.max(addedLine, last)
    return { next: () => this.nextAdded(), moved: this.moved }
  }

  private nextAdded(): number {
    return ++this.lastAdded
  }

  private restoreUnsent(): void {
    if (metaOf(this.database, "added") !== undefined) this.corrections.restoreUnsent(this.scan)
  }

  /** The line of a row that was refused, and comes back from a file that may be older than the last reading. */
  private lineNow(line: number, origin: Origin | undefined): number {
    if (origin === undefined || line >= addedLine) return line
    const now = this.corrections.lineNow(origin, line, this.scan)
    if (now !== undefined && !this.claimed!.has(now)) return now
    // It has left the source; or the source was not read so far in this scan, and its row is met there later on.
    return metaOf(this.database, "whole") === String(this.scan) ? this.nextAdded() : this.nextUnread--
  }

  endScan(isSourceWhole: boolean): void {
    this.transaction(() => {
      if (isSourceWhole) this.putMeta("whole", String(this.scan))
      // Only a retry keeps what earlier scans refused, to know it again.
      if (this.isRetry) this.database.prepare("DELETE FROM refused WHERE pass < ?").run(this.scan)
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
    this.departs = departs
    return this.transaction(() => entries.map((entry) => this.admitOne(entry, now)))
  }

  private admitOne(entry: Entry, now: Moment, occurrence = 1): Disposition {
    const { again, body, line: given } = entry
    const line = this.claimed === undefined ? given : this.lineNow(given, entry.origin)
    const natural = occurrence === 1 || again === undefined ? entry.natural : again(occurrence)
    const id = this.names.idOf(natural)
    const row = id === nobody ? undefined : this.find.get(id)
    if (this.claimed !== undefined) {
      if (row?.["pass"] === this.scan && again !== undefined && this.isTaken(row, line, false)) {
        return this.admitOne(entry, now, occurrence + 1)
      }
      // It says what it said before it was corrected: the file is older than another one that was imported.
      const correction = this.corrections.find(natural + body)
      if (correction !== undefined && !isThe(correction, natural, body))
        return this.see(correction, line, { natural, body })
      const repeat = again === undefined ? this.repeatOf({ natural, body }, row, line) : undefined
      if (repeat !== undefined) {
        if (repeat.line !== given) this.moved.set(given, repeat.line)
        return this.duplicate({ natural, body }, repeat.line, repeat.firstLine)
      }
      const known = row === undefined ? line : this.claim(row, line, again === undefined)
      if (known === undefined) return this.duplicate({ natural, body }, line, Number(row!["line"]))
      this.corrections.withdraw(known, this.scan, { natural, body }, entry.origin)
      this.claimed.add(known)
      if (known !== given) this.moved.set(given, known)
      if (known !== line) return this.admitKnown(row!, { ...entry, line: known, natural }, now)
    }
    if (row === undefined) {
      const first = this.waiting.size === 0 ? undefined : this.waiting.get(natural)
      if (first !== undefined) return this.duplicate({ natural, body }, line, first.line)
      if (this.isRetry) {
        const unsent = this.unsent.get(natural)
        if (unsent !== undefined) return this.duplicate({ natural, body }, line, unsent)
        if (this.findRefused.get(line, this.scan) === undefined) {
          if (this.hasRefusedDuplicate.get(toBytes(natural)) !== undefined) this.unsent.set(natural, line)
          return leftOut
        }
      }
      if (this.departs || this.claimed !== undefined || again !== undefined) {
        this.put(natural, body, line, ...this.departure(now))
      } else {
        this.waiting.set(natural, { body, line })
      }
      return {
        _tag: "Send",
        attempt: newAttempt(natural, body, 1, now)
      }
    }
    if (this.claimed === undefined && row["pass"] === this.scan && !isAdded(row)) {
      if (again !== undefined) return this.admitOne(entry, now, occurrence + 1)
      // A row that has exchanged its identity with another one was not there before.
      const correction = this.corrections.find(natural + body)
      return correction === undefined || natural === correction.natural
        ? this.duplicate({ natural, body }, line, Number(row["line"]))
        : this.see(correction, line, { natural, body })
    }
    return this.admitKnown(row, { ...entry, line, natural }, now)
  }

  private put(
    natural: Digest,
    body: Digest,
    line: number,
    ...departure: [number | null, number | null, number | null]
  ): void {
    this.insert.run(this.names.add(natural), toBytes(natural), toBytes(body), line, this.scan, ...departure)
  }

  /** Writes a row down that waits, if it does. */
  private putWaiting(natural: Digest): void {
    if (this.waiting.size === 0) return
    const row = this.waiting.get(natural)
    if (row === undefined) return
    this.waiting.delete(natural)
    this.put(natural, row.body, row.line, null, null, null)
  }

  /** A row that the ledger knows, and that this scan has not had. */
  private admitKnown(row: Row, { body, line, natural }: Entry, now: Moment): Disposition {
    const sameBody = body === fromBytes(row["body"])
    const outcome = outcomeOf(row)
    if (outcome === undefined && row["doubt_since"] === null) {
      // Its intent was released: it is as good as new, but for the number of its attempt.
      const number = Number(row["attempt"])
      if (this.isRetry && number === 1) return leftOut
      this.leave.run(line, this.scan, toBytes(body), ...this.departure(now), this.names.idOf(natural))
      return {
        _tag: "Send",
        attempt: newAttempt(natural, body, number, now)
      }
    }
    if (outcome === undefined || outcome._tag === "Unknown") {
      // Only its correction knows what may have been applied.
      const correction =
        sameBody || this.claimed !== undefined ? undefined : this.corrections.find(natural + body)
      if (correction !== undefined) return this.see(correction, line, { natural, body })
      // What comes of it from now on comes of what the row says now, which its old key does not stand for.
      if (sameBody) this.notice.run(line, this.scan, this.names.idOf(natural))
      else this.alter.run(line, this.scan, toBytes(body), this.names.idOf(natural))
      return {
        _tag: "Resume",
        attempt: { ...attemptOf(row, natural), body },
        sendable: sameBody && row["first_sent"] !== null
      }
    }
    const isFailed = outcome._tag === "Rejected"
    const settled = sameBody && !(this.isRetry && isFailed)
    if (this.claimed === undefined && (isFailed || !settled)) {
      // What was refused may have been corrected apart from the source, which still says what it said.
      const correction = this.corrections.find(natural + body)
      if (correction !== undefined) return this.see(correction, line)
    }
    if (settled) {
      this.notice.run(line, this.scan, this.names.idOf(natural))
      return { _tag: "Settled", outcome }
    }
    if (this.isRetry && !isFailed) {
      // It was edited after its success: not for a retry, but for the next scan that reads it.
      this.notice.run(line, this.scan, this.names.idOf(natural))
      return leftOut
    }
    // The refusal is stored under the old key, and what the row says now may have another body: the next attempt.
    const number = Number(row["attempt"]) + 1
    const attempt = newAttempt(natural, body, number, now)
    this.reopen.run(
      line,
      this.scan,
      toBytes(body),
      number,
      ...this.departure(now),
      0,
      this.names.idOf(natural)
    )
    return isFailed ? { _tag: "Send", attempt } : { _tag: "Edited", attempt, resource: outcome.resource }
  }

  /** When a row that is admitted now may have left, by both clocks, and since when it is in doubt. */
  private departure(now: Moment): [number | null, number | null, number | null] {
    return this.departs ? [...moment(now), since(now)] : [null, null, null]
  }

  /** Counts a line as the row that its correction has become. */
  private see({ natural, outcome, row }: Correction, line: number, was?: Said): Disposition {
    if (row["pass"] === this.scan) {
      const firstLine = Number(row["line"])
      // It is counted where it is: as a row that was added, or on the line that it was corrected for.
      if (firstLine !== line && this.claimed === undefined) return this.duplicate(was, line, firstLine)
    } else {
      this.notice.run(line, this.scan, this.names.idOf(natural))
    }
    return { _tag: "Settled", outcome }
  }

  /**
   * The line of a row that was rejected because an earlier one has its identity, and that comes back as it was: it stays
   * rejected, wherever it stands in its file. Where the earlier one has not been sent yet, so does one that was changed.
   */
  private repeatOf(
    { body, natural }: Said,
    row: Row | undefined,
    line: number
  ): { readonly line: number; readonly firstLine: number } | undefined {
    if (row !== undefined && (row["pass"] !== this.scan || row["line"] === line)) return undefined
    const firstOf = (first: SQLOutputValue | undefined) => Number(row?.["line"] ?? first)
    const own = this.findRefusedDuplicate.get(line, toBytes(natural), toBytes(body), this.scan)
    if (own !== undefined) return { line, firstLine: firstOf(own["first_line"]) }
    const rejected = this.findRefusedDuplicates.all(toBytes(natural), this.scan)
    const same = rejected.find(
      (one) => fromBytes(one["body"]) === body && !this.claimed!.has(Number(one["line"]))
    )
    if (same !== undefined) return { line: Number(same["line"]), firstLine: firstOf(same["first_line"]) }
    const [first] = rejected
    return row === undefined && first !== undefined
      ? { line, firstLine: Number(first["first_line"]) }
      : undefined
  }

  private duplicate(said: Said | undefined, line: number, firstLine: number): Disposition {
    if (this.claimed !== undefined) {
      this.corrections.withdraw(line, this.scan, undefined, undefined)
      this.claimed.add(line)
    }
    if (this.rejectsDuplicates) {
      const problem = Duplicates.problem(firstLine)
      const { code, reason, summary } = problem
      const kinds = this.kindsOf([problem])
      this.insertRefusedDuplicate.run(
        line,
        this.scan,
        code,
        summary ?? reason,
        kinds,
        said === undefined ? null : toBytes(said.natural),
        said === undefined ? null : toBytes(said.body),
        firstLine
      )
    } else {
      this.insertDuplicate.run(line, firstLine)
    }
    return { _tag: "Duplicate", firstLine }
  }

  /** Whether a row that this scan counts is another one than that of a corrected line. */
  private isTaken(row: Row, line: number, keyed: boolean): boolean {
    const rowLine = Number(row["line"])
    if (rowLine === line) return false
    if (this.claimed!.has(rowLine)) return true
    // One that was added has no line by which it could be known, and comes with the file that it was added to.
    if (rowLine >= addedLine && line >= addedLine) return false
    // What was refused has not been applied: whoever says the same now is sent.
    return !(keyed && row["outcome"] === "Rejected")
  }

  /** The line under which a corrected row goes on; `undefined` if the row is another one's. */
  private claim(row: Row, line: number, keyed: boolean): number | undefined {
    if (row["pass"] !== this.scan) return line
    if (this.isTaken(row, line, keyed)) return undefined
    const rowLine = Number(row["line"])
    if (rowLine === line) return line
    if (rowLine >= addedLine) return line >= addedLine ? rowLine : line
    // Its own line stays rejected until it comes back corrected, too.
    this.corrections.keepRefused(row, this.scan)
    return line
  }

  repeat(rows: ReadonlyArray<{ readonly line: number; readonly of: number }>): void {
    this.transaction(() => {
      for (const { line, of } of rows) this.insertDuplicate.run(line, of)
    })
  }

  nextAttempt(previous: Attempt, body: Digest, now: Moment): Attempt {
    return this.transaction(() => {
      const id = this.names.idOf(previous.natural)
      const row = this.find.get(id)
      const line = Number(row?.["line"] ?? 0)
      const number = previous.number + 1
      // What may have been changed before stays so.
      const left = row?.["updating"] ?? 0
      this.reopen.run(line, this.scan, toBytes(body), number, ...moment(now), previous.doubtSince, left, id)
      return { ...previous, body, number, firstSent: now }
    })
  }

  beginUpdate(natural: Digest): void {
    this.transaction(() => this.startUpdate.run(this.names.idOf(natural)))
  }

  settle(natural: Digest, outcome: Outcome, requestId: string | undefined): void {
    this.pending.push([natural, outcome, requestId])
    if (this.pending.length >= maxPending) this.flush()
  }

  release(attempts: ReadonlyArray<Attempt>, ended: boolean): void {
    this.transaction(() => {
      for (const { natural, number } of attempts) {
        if (!ended && this.waiting.delete(natural)) continue
        this.putWaiting(natural)
        if (this.claimed !== undefined) this.corrections.restore(natural, this.scan)
        if (number === 1 && !ended) this.takeOut(natural)
        else this.rest.run(ended ? number + 1 : number, this.names.idOf(natural))
      }
    })
  }

  /** Forgets a row that never left. */
  private takeOut(natural: Digest): void {
    if (this.remove.run(this.names.idOf(natural)).changes > 0) this.names.delete(natural)
  }

  leaveNow(attempts: ReadonlyArray<Attempt>, now: Moment): ReadonlyArray<Attempt> {
    return this.transaction(() =>
      attempts.map((attempt) => {
        this.putWaiting(attempt.natural)
        this.depart.run(...moment(now), since(now), this.names.idOf(attempt.natural))
        return { ...attempt, firstSent: now, doubtSince: since(now) }
      })
    )
  }

  beginBatch(departure: Departure, now: Moment): Batch {
    return this.transaction(() => this.batches.depart(departure, now, this.scan, this.waiting))
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
        this.putWaiting(natural)
        this.writeOutcome(natural, outcome, requestId)
      }
    })
  }

  unfinished(): ReadonlyArray<Batch> {
    return this.batches.all()
  }

  expire(natural: Digest): void {
    this.transaction(() => this.age.run(this.names.idOf(natural)))
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
    let line = given
    let origin: Origin | undefined = record
    const correction =
      (record === undefined ? undefined : this.corrections.find(record)) ??
      (was === undefined ? undefined : this.corrections.become(was))
    // Another file has corrected it since: what is applied, or may be, is not rejected.
    if (correction !== undefined) return this.see(correction, line)
    if (this.claimed !== undefined) {
      const known =
        line >= addedLine && record !== undefined ? this.corrections.addedAs(record, addedLine) : undefined
      line = known !== undefined && !this.claimed.has(known) ? known : this.lineNow(line, was)
      if (line !== given) this.moved.set(given, line)
      origin = this.corrections.withdraw(line, this.scan, undefined, was) ?? record
      this.claimed.add(line)
    }
    const { code, pointer, reason } = rejected
    const kinds = problems === undefined ? null : this.kindsOf(problems)
    this.insertRefused.run(
      line,
      this.scan,
      code,
      reason,
      pointer ?? null,
      origin === undefined ? null : toBytes(origin),
      kinds
    )
    return undefined
  }

  /** The sorts of some problems, as numbers: the same few sentences come again and again. */
  private kindsOf(problems: ReadonlyArray<Problem>): string {
    const ids = new Set<number>()
    for (const { code, column, field, reason, suggestion = "", summary = reason } of problems) {
      const key = JSON.stringify([code, column, field, summary, suggestion])
      let id = this.kinds.get(key)
      if (id === undefined) {
        id = ProblemGroups.kindOf(this.database, [code, column, field, summary, suggestion])
        if (this.kinds.size < maxKinds) this.kinds.set(key, id)
      }
      ids.add(id)
    }
    return [...ids].join(",")
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

  /** One durable commit. Outcomes that were waiting go first, so that what follows sees them. */
  private transaction<A>(run: () => A): A {
    this.database.exec("BEGIN IMMEDIATE")
    try {
      for (const [natural, outcome, requestId] of this.pending) this.writeOutcome(natural, outcome, requestId)
      if (this.reached !== this.recorded) this.putCheckpoint()
      const result = run()
      const isEntering = this.names.isFull
      if (isEntering) this.names.enter()
      this.database.exec("COMMIT")
      this.pending = []
      if (isEntering) this.names.forget()
      return result
    } catch (error) {
      // A full disk may have rolled back already.
      if (this.database.isTransaction) this.database.exec("ROLLBACK")
      throw error
    }
  }

  private writeOutcome(natural: Digest, outcome: Outcome, requestId: string | undefined): void {
    const resource = "resource" in outcome ? (outcome.resource ?? null) : null
    const differing = "differing" in outcome && outcome.differing ? 1 : 0
    const afterDoubt = outcome._tag === "Existing" && outcome.afterDoubt ? 1 : 0
    const code = outcome._tag === "Rejected" ? outcome.code : null
    const reason = "reason" in outcome ? outcome.reason : null
    const pointer = outcome._tag === "Rejected" ? (outcome.pointer ?? null) : null
    this.write.run(
      outcome._tag,
      resource,
      differing,
      afterDoubt,
      code,
      reason,
      pointer,
      requestId ?? null,
      "counted" in outcome && outcome.counted === true ? 1 : 0,
      this.names.idOf(natural)
    )
    if ("fields" in outcome && outcome.fields !== undefined && outcome.fields.length > 0) {
      this.database
        .prepare("INSERT OR REPLACE INTO difference VALUES (?, ?)")
        .run(toBytes(natural), JSON.stringify(outcome.fields.slice(0, maxFields)))
    }
  }
}

/** What a row is known by, and what it says. */
interface Said {
  readonly natural: Digest
  readonly body: Digest
}

/** Field names kept of a row that differs. */
const maxFields = 20

/** Sorts of problems that are kept at hand. */
const maxKinds = 1000

const isThe = ({ natural: other, row }: Correction, natural: Digest, body: Digest): boolean =>
  natural === other && body === fromBytes(row["body"])

const isAdded = (row: Row): boolean => Number(row["line"]) >= addedLine

const leftOut: Disposition = { _tag: "LeftOut" }

/** Clocks of tests and of some systems count in fractions. */
const moment = ({ server, wall }: Moment): [number, number | null] => [
  Math.floor(wall),
  server === undefined ? null : Math.floor(server)
]

const since = ({ server, wall }: Moment): number => Math.floor(server ?? wall)

const newAttempt = (natural: Digest, body: Digest, number: number, now: Moment): Attempt => ({
  natural,
  body,
  number,
  firstSent: now,
  doubtSince: since(now),
  updating: false,
  upserting: false
})

const attemptOf = (row: Row, natural: Digest): Attempt => ({
  natural,
  body: fromBytes(row["body"]),
  number: Number(row["attempt"]),
  firstSent: { wall: Number(row["first_sent"]), server: numberOf(row["first_sent_server"]) },
  doubtSince: Number(row["doubt_since"]),
  updating: (Number(row["updating"]) & updating) !== 0,
  upserting: (Number(row["updating"]) & upserting) !== 0
})
