/** The synchronous half of the ledger: its schema, and prepared statements over one connection. */
import { DatabaseSync, type SQLOutputValue, type StatementSync } from "node:sqlite"
import type {
  AddedLines,
  Attempt,
  Checkpoint,
  Disposition,
  Entry,
  InDoubt,
  Moment,
  Options,
  Refusal,
  RejectionGroup
} from "../Ledger.ts"
import * as Duplicates from "../Duplicates.ts"
import type { Problem } from "../Mapping.ts"
import type { Counts, Differing, Outcome, Rejected } from "../Outcome.ts"
import type { Group } from "../Problems.ts"
import { addedLine } from "../Report.ts"
import * as LedgerProblems from "./ledgerProblems.ts"
import { LineSet } from "./lineSet.ts"

/** The code of a ledger whose schema this program does not know. */
export const newerVersion = "WRITTEN_BY_A_NEWER_VERSION"

export const openDatabase = (options: Options): DatabaseSync => {
  const database = options.readOnly === true ? openToRead(options.file) : new DatabaseSync(options.file)
  try {
    database.exec("PRAGMA busy_timeout = 5000")
    if (options.readOnly !== true) {
      database.exec("PRAGMA journal_mode = WAL")
      // A request may only leave when its intent would survive a loss of power.
      database.exec("PRAGMA synchronous = FULL")
      migrate(database)
    } else {
      overlay(database)
    }
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Opens a ledger to read it only. What a crash has left half done in it is taken back first, as SQLite does it for
 * whoever may write: to somebody who may only read, such a ledger would stay closed.
 */
export const openToRead = (file: string): DatabaseSync => {
  const open = (readOnly: boolean) => {
    const database = new DatabaseSync(file, { readOnly })
    try {
      database.exec("PRAGMA busy_timeout = 5000")
      database.prepare("PRAGMA user_version").get()
      return database
    } catch (error) {
      database.close()
      throw error
    }
  }
  try {
    return open(true)
  } catch (error) {
    if ((error as { readonly errcode?: unknown }).errcode !== readOnlyRollback) throw error
    open(false).close()
    return open(true)
  }
}

/** SQLITE_READONLY_ROLLBACK */
const readOnlyRollback = 776

/**
 * Reads an entry of a ledger of any version, a newer one included; `undefined` while the ledger is being made, and after
 * a crash that came in between.
 */
export const readMeta = (file: string, name: string): string | undefined => {
  const database = openToRead(file)
  try {
    if (database.prepare("PRAGMA user_version").get()?.["user_version"] === 0) return undefined
    return textOf(database.prepare("SELECT value FROM meta WHERE name = ?").get(name)?.["value"])
  } finally {
    database.close()
  }
}

/** A step from one version of the schema to the next. A released step is never edited. */
interface Migration {
  readonly apply: string
  /** Makes a ledger of the version before readable, without changing it: another process may be working on it. */
  readonly overlay?: string
}

const currentPass = "coalesce((SELECT CAST(value AS INTEGER) FROM main.meta WHERE name = 'pass'), 0)"

const correctionTables = (kind: "" | "TEMP") => `
    CREATE ${kind} TABLE kind (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL,
      place TEXT NOT NULL,
      field TEXT NOT NULL,
      reason TEXT NOT NULL,
      suggestion TEXT NOT NULL,
      UNIQUE (code, place, field, reason, suggestion)
    );
    CREATE ${kind} TABLE corrected (origin BLOB PRIMARY KEY, natural BLOB NOT NULL) WITHOUT ROWID;
    CREATE ${kind} TABLE difference (natural BLOB PRIMARY KEY, fields TEXT NOT NULL) WITHOUT ROWID;
    `

const migrations: ReadonlyArray<Migration> = [
  {
    apply: `
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE row (
      natural BLOB PRIMARY KEY,
      body BLOB NOT NULL,
      line INTEGER NOT NULL,
      pass INTEGER NOT NULL,
      attempt INTEGER NOT NULL,
      first_sent INTEGER,
      first_sent_server INTEGER,
      doubt_since INTEGER,
      updating INTEGER NOT NULL DEFAULT 0,
      outcome TEXT,
      resource TEXT,
      differing INTEGER NOT NULL DEFAULT 0,
      after_doubt INTEGER NOT NULL DEFAULT 0,
      code TEXT,
      reason TEXT,
      pointer TEXT,
      request TEXT
    ) WITHOUT ROWID;
    CREATE INDEX refused_row ON row (line) WHERE outcome = 'Rejected';
    CREATE TABLE duplicate (line INTEGER NOT NULL, first_line INTEGER NOT NULL);
    CREATE TABLE refused (line INTEGER NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL, pointer TEXT);
    `
  },
  {
    // A retry has to know which lines the passes before it refused, while it notes its own.
    apply: `
    ALTER TABLE refused RENAME TO refused_before;
    CREATE TABLE refused (
      line INTEGER PRIMARY KEY,
      pass INTEGER NOT NULL,
      code TEXT NOT NULL,
      reason TEXT NOT NULL,
      pointer TEXT
    );
    INSERT OR REPLACE INTO refused SELECT line, ${currentPass}, code, reason, pointer FROM refused_before;
    DROP TABLE refused_before;
    `,
    overlay: `
    CREATE TEMP TABLE refused AS
      SELECT line, ${currentPass} AS pass, code, reason, pointer FROM main.refused;
    `
  },
  {
    // Rejected rows come back corrected: what they were has to be known again, and what was wrong with them.
    apply: `
    ALTER TABLE refused ADD COLUMN record BLOB;
    ALTER TABLE refused ADD COLUMN kinds TEXT;
    CREATE INDEX duplicate_line ON duplicate (line);
    ${correctionTables("")}
    `,
    overlay: `
    CREATE TEMP TABLE refused_now AS
      SELECT line, pass, code, reason, pointer, NULL AS record, NULL AS kinds FROM refused;
    DROP TABLE IF EXISTS temp.refused;
    ALTER TABLE temp.refused_now RENAME TO refused;
    ${correctionTables("TEMP")}
    `
  }
]

const migrate = (database: DatabaseSync): void => {
  for (let step = versionOf(database); step < migrations.length; step++) {
    database.exec("BEGIN IMMEDIATE")
    try {
      // The version moves with its step: a ledger is never left between two.
      database.exec(`${migrations[step]!.apply}; PRAGMA user_version = ${step + 1}`)
      database.exec("COMMIT")
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK")
      throw error
    }
  }
}

/** Makes a ledger of an older version look like one of this version, for this connection only. */
const overlay = (database: DatabaseSync): void => {
  const version = versionOf(database)
  // One without any version is being made at this moment.
  if (version === 0) return
  for (const step of migrations.slice(version)) if (step.overlay !== undefined) database.exec(step.overlay)
}

const versionOf = (database: DatabaseSync): number => {
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0)
  if (version > migrations.length) {
    throw Object.assign(new Error("newer schema"), { code: newerVersion })
  }
  return version
}

type Row = Record<string, SQLOutputValue>

/** The pass of a refusal that is taken back, because its row came again, corrected. */
const withdrawn = -1

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
  private readonly reopen: StatementSync
  private readonly write: StatementSync
  private readonly startUpdate: StatementSync
  private readonly remove: StatementSync
  private readonly rest: StatementSync
  private readonly age: StatementSync
  private readonly leave: StatementSync
  private readonly insertDuplicate: StatementSync
  private readonly insertRefused: StatementSync
  private readonly findRefused: StatementSync
  private readonly corrections: Corrections
  private readonly kinds = new Map<string, number>()
  private pass: number
  /** This pass sends only what failed before it. */
  private isRetry = false
  /** The lines that this pass, which reads corrected rows, has had so far; `undefined` in any other pass. */
  private claimed: LineSet | undefined
  /** Lines that were given to rows which had one already. */
  private readonly moved = new Map<number, number>()
  /** Whether a row is rejected when an earlier one has the same identity. */
  private rejectsDuplicates = false
  /** The checkpoint that waits for the next commit, and the one that is recorded. */
  private reached: Checkpoint | undefined
  private recorded: Checkpoint | undefined
  /** Outcomes that wait for the next commit. */
  private pending: Array<readonly [Uint8Array, Outcome, string | undefined]> = []

  constructor(database: DatabaseSync) {
    this.database = database
    this.find = database.prepare("SELECT * FROM row WHERE natural = ?")
    this.insert = database.prepare(
      `INSERT INTO row (natural, body, line, pass, attempt, first_sent, first_sent_server, doubt_since)
       VALUES (?, ?, ?, ?, 1, ?, ?, ?)`
    )
    this.notice = database.prepare("UPDATE row SET line = ?, pass = ? WHERE natural = ?")
    this.reopen = database.prepare(
      `UPDATE row SET line = ?, pass = ?, body = ?, attempt = ?, first_sent = ?, first_sent_server = ?, doubt_since = ?,
       outcome = NULL,
       updating = 0, code = NULL, reason = NULL, pointer = NULL WHERE natural = ?`
    )
    this.write = database.prepare(
      `UPDATE row SET outcome = ?, resource = ?, differing = ?, after_doubt = ?, code = ?, reason = ?, pointer = ?,
       request = ? WHERE natural = ?`
    )
    this.startUpdate = database.prepare("UPDATE row SET updating = 1 WHERE natural = ?")
    this.remove = database.prepare("DELETE FROM row WHERE natural = ? AND attempt = 1 AND outcome IS NULL")
    this.rest = database.prepare(
      "UPDATE row SET attempt = ?, first_sent = NULL, first_sent_server = NULL, doubt_since = NULL WHERE natural = ?"
    )
    this.age = database.prepare("UPDATE row SET first_sent = NULL WHERE natural = ?")
    this.leave = database.prepare(
      `UPDATE row SET line = ?, pass = ?, body = ?, first_sent = ?, first_sent_server = ?, doubt_since = ?
       WHERE natural = ?`
    )
    this.insertDuplicate = database.prepare("INSERT INTO duplicate VALUES (?, ?)")
    this.insertRefused = database.prepare("INSERT OR REPLACE INTO refused VALUES (?, ?, ?, ?, ?, ?, ?)")
    this.findRefused = database.prepare("SELECT 1 FROM refused WHERE line = ? AND pass < ?")
    this.corrections = new Corrections(database)
    this.pass = Number(this.getMeta("pass") ?? 0)
  }

  beginPass(from: Checkpoint | undefined, isRetry: boolean, rejectsDuplicates = false): void {
    this.isRetry = isRetry
    this.rejectsDuplicates = rejectsDuplicates
    const before = this.pass
    this.transaction(() => {
      if (from === undefined) this.pass++
      // What comes behind the checkpoint is read again, so it counts as not yet seen. The rest, which may be
      // millions of rows, is left as it is.
      else
        this.database
          .prepare("UPDATE row SET pass = -1 WHERE pass = ? AND line >= ? AND line < ?")
          .run(this.pass, from.mark.line, addedLine)
      this.putMeta("pass", String(this.pass))
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
    if (this.getMeta("added") === undefined) return
    for (const table of ["row", "refused"]) {
      this.database
        .prepare(`UPDATE ${table} SET pass = ? WHERE pass = ? AND line >= ?`)
        .run(this.pass, before, addedLine)
    }
  }

  beginCorrection(rejectsDuplicates: boolean): AddedLines {
    this.rejectsDuplicates = rejectsDuplicates
    this.claimed = new LineSet()
    const last = Math.max(
      ...["row", "refused", "duplicate"].map((table) =>
        this.single(`SELECT max(line) AS n FROM ${table} WHERE line >= ?`, addedLine)
      )
    )
    return { next: Math.max(addedLine, last) + 1, moved: this.moved }
  }

  endPass(isSourceWhole: boolean): void {
    this.transaction(() => {
      if (isSourceWhole) this.putMeta("whole", String(this.pass))
      // Only a retry keeps what earlier passes refused, to know it again.
      if (this.isRetry) this.database.prepare("DELETE FROM refused WHERE pass < ?").run(this.pass)
    })
  }

  isWhole(): boolean {
    return this.getMeta("whole") === String(this.pass)
  }

  failed(): number {
    this.flush()
    return (
      this.single(
        `SELECT count(*) AS n FROM row WHERE outcome IN ('Rejected', 'Unknown')
         OR (outcome IS NULL AND (doubt_since IS NOT NULL OR attempt > 1))`
      ) + this.single("SELECT count(*) AS n FROM refused WHERE pass <> ?", withdrawn)
    )
  }

  reach(checkpoint: Checkpoint): void {
    this.reached = checkpoint
  }

  checkpoint(): Checkpoint | undefined {
    const text = this.getMeta("checkpoint")
    return text === undefined || text === "" ? undefined : (JSON.parse(text) as Checkpoint)
  }

  private putCheckpoint(): void {
    this.putMeta("checkpoint", this.reached === undefined ? "" : JSON.stringify(this.reached))
    this.recorded = this.reached
  }

  refusals(from: number, to: number): ReadonlyMap<number, Rejected> {
    const rows = this.database
      .prepare(
        `SELECT line, code, reason, pointer FROM row
         WHERE outcome = 'Rejected' AND line BETWEEN ? AND ? AND pass = ?
         UNION ALL SELECT line, code, reason, pointer FROM refused WHERE line BETWEEN ? AND ? AND pass = ?`
      )
      .all(from, to, this.pass, from, to, this.pass)
    return new Map(
      rows.map((row) => [
        Number(row["line"]),
        {
          _tag: "Rejected",
          code: String(row["code"]),
          reason: String(row["reason"]),
          pointer: textOf(row["pointer"])
        }
      ])
    )
  }

  admit(entries: ReadonlyArray<Entry>, now: Moment): ReadonlyArray<Disposition> {
    return this.transaction(() => entries.map((entry) => this.admitOne(entry, now)))
  }

  private admitOne(entry: Entry, now: Moment, occurrence = 1): Disposition {
    const { again, body, line } = entry
    const natural = occurrence === 1 || again === undefined ? entry.natural : again(occurrence)
    const row = this.find.get(natural)
    if (this.claimed !== undefined) {
      if (row?.["pass"] === this.pass && again !== undefined && this.isTaken(row, line, false)) {
        return this.admitOne(entry, now, occurrence + 1)
      }
      const known = row === undefined ? line : this.claim(row, line, again === undefined)
      if (known === undefined) return this.duplicate(line, Number(row!["line"]))
      this.corrections.withdraw(known, this.pass, { natural, body })
      this.claimed.add(known)
      if (known !== line) this.moved.set(line, known)
      if (known !== line) return this.admitKnown(row!, { ...entry, line: known, natural }, now)
    }
    if (row === undefined) {
      if (this.isRetry && this.findRefused.get(line, this.pass) === undefined) return leftOut
      this.insert.run(natural, body, line, this.pass, ...moment(now), since(now))
      return {
        _tag: "Send",
        attempt: newAttempt(natural, body, 1, now)
      }
    }
    if (this.claimed === undefined && row["pass"] === this.pass && !isAdded(row)) {
      if (again !== undefined) return this.admitOne(entry, now, occurrence + 1)
      // A row that has exchanged its identity with another one was not there before.
      const correction = this.corrections.find(Buffer.concat([natural, body]))
      return correction === undefined || sameBytes(natural, correction.natural)
        ? this.duplicate(line, Number(row["line"]))
        : this.see(correction, line)
    }
    return this.admitKnown(row, { ...entry, natural }, now)
  }

  /** A row that the ledger knows, and that this pass has not had. */
  private admitKnown(row: Row, { body, line, natural }: Entry, now: Moment): Disposition {
    const sameBody = sameBytes(body, row["body"])
    const outcome = outcomeOf(row)
    if (outcome === undefined && row["doubt_since"] === null) {
      // Its intent was released: it is as good as new, but for the number of its attempt.
      const number = Number(row["attempt"])
      if (this.isRetry && number === 1) return leftOut
      this.leave.run(line, this.pass, body, ...moment(now), since(now), natural)
      return {
        _tag: "Send",
        attempt: newAttempt(natural, body, number, now)
      }
    }
    if (outcome === undefined || outcome._tag === "Unknown") {
      this.notice.run(line, this.pass, natural)
      return {
        _tag: "Resume",
        attempt: attemptOf(row, natural),
        sendable: sameBody && row["first_sent"] !== null
      }
    }
    const isFailed = outcome._tag === "Rejected"
    const settled = this.isRetry ? !isFailed : sameBody
    if (this.claimed === undefined && (isFailed || !settled)) {
      // What was refused may have been corrected apart from the source, which still says what it said.
      const correction = this.corrections.find(Buffer.concat([natural, body]))
      if (correction !== undefined) return this.see(correction, line)
    }
    if (settled) {
      this.notice.run(line, this.pass, natural)
      return { _tag: "Settled", outcome }
    }
    // The refusal is stored under the old key, and what the row says now may have another body: the next attempt.
    const number = Number(row["attempt"]) + 1
    const attempt = newAttempt(natural, body, number, now)
    this.reopen.run(line, this.pass, body, number, ...moment(now), attempt.doubtSince, natural)
    return isFailed ? { _tag: "Send", attempt } : { _tag: "Edited", attempt, resource: outcome.resource }
  }

  /** Counts a line as the row that its correction has become. */
  private see({ natural, outcome, row }: Correction, line: number): Disposition {
    if (row["pass"] === this.pass) {
      const firstLine = Number(row["line"])
      // It is counted where it is: as a row that was added, or on the line that it was corrected for.
      if (firstLine !== line) return this.duplicate(line, firstLine)
    } else {
      this.notice.run(line, this.pass, natural)
    }
    return { _tag: "Settled", outcome }
  }

  private duplicate(line: number, firstLine: number): Disposition {
    if (this.claimed !== undefined) {
      this.corrections.withdraw(line, this.pass, undefined)
      this.claimed.add(line)
    }
    if (this.rejectsDuplicates) {
      const { code, reason, summary } = Duplicates.problem(firstLine)
      const kinds = this.kindsOf([Duplicates.problem(firstLine)])
      this.insertRefused.run(line, this.pass, code, summary ?? reason, null, null, kinds)
    } else {
      this.insertDuplicate.run(line, firstLine)
    }
    return { _tag: "Duplicate", firstLine }
  }

  /** Whether a row that this pass counts is another one than that of a corrected line. */
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
    if (row["pass"] !== this.pass) return line
    if (this.isTaken(row, line, keyed)) return undefined
    const rowLine = Number(row["line"])
    if (rowLine === line) return line
    if (rowLine >= addedLine) return line >= addedLine ? rowLine : line
    // Its own line stays rejected until it comes back corrected, too.
    this.corrections.keepRefused(row, this.pass)
    return line
  }

  repeat(rows: ReadonlyArray<{ readonly line: number; readonly of: number }>): void {
    this.transaction(() => {
      for (const { line, of } of rows) this.insertDuplicate.run(line, of)
    })
  }

  nextAttempt(previous: Attempt, body: Uint8Array, now: Moment): Attempt {
    return this.transaction(() => {
      const row = this.find.get(previous.natural)
      const line = Number(row?.["line"] ?? 0)
      const number = previous.number + 1
      this.reopen.run(line, this.pass, body, number, ...moment(now), previous.doubtSince, previous.natural)
      return { ...previous, body, number, firstSent: now }
    })
  }

  beginUpdate(natural: Uint8Array): void {
    this.transaction(() => this.startUpdate.run(natural))
  }

  settle(natural: Uint8Array, outcome: Outcome, requestId: string | undefined): void {
    this.pending.push([natural, outcome, requestId])
    if (this.pending.length >= maxPending) this.flush()
  }

  release(attempts: ReadonlyArray<Attempt>, ended: boolean): void {
    this.transaction(() => {
      for (const { natural, number } of attempts) {
        if (this.claimed !== undefined) this.corrections.restore(natural, this.pass)
        if (number === 1 && !ended) this.remove.run(natural)
        else this.rest.run(ended ? number + 1 : number, natural)
      }
    })
  }

  expire(natural: Uint8Array): void {
    this.transaction(() => this.age.run(natural))
  }

  reject(rows: ReadonlyArray<Refusal>): ReadonlyArray<Disposition | undefined> {
    return this.transaction(() => rows.map((row) => this.rejectOne(row)))
  }

  private rejectOne({ line: given, problems, record, rejected }: Refusal): Disposition | undefined {
    let line = given
    let origin: Uint8Array | undefined = record
    if (this.claimed === undefined) {
      const correction = record === undefined ? undefined : this.corrections.find(record)
      if (correction !== undefined) return this.see(correction, line)
    } else {
      const known =
        line >= addedLine && record !== undefined ? this.corrections.addedAs(record, addedLine) : undefined
      if (known !== undefined && known !== given && !this.claimed.has(known)) {
        line = known
        this.moved.set(given, known)
      }
      // What it was in the source stays known, however often it is corrected.
      origin = this.corrections.withdraw(line, this.pass, undefined) ?? record
      this.claimed.add(line)
    }
    const { code, pointer, reason } = rejected
    const kinds = problems === undefined ? null : this.kindsOf(problems)
    this.insertRefused.run(line, this.pass, code, reason, pointer ?? null, origin ?? null, kinds)
    return undefined
  }

  /** The sorts of some problems, as numbers: the same few sentences come again and again. */
  private kindsOf(problems: ReadonlyArray<Problem>): string {
    const ids = new Set<number>()
    for (const { code, column, field, reason, suggestion = "", summary = reason } of problems) {
      const key = JSON.stringify([code, column, field, summary, suggestion])
      let id = this.kinds.get(key)
      if (id === undefined) {
        id = LedgerProblems.kindOf(this.database, [code, column, field, summary, suggestion])
        if (this.kinds.size < maxKinds) this.kinds.set(key, id)
      }
      ids.add(id)
    }
    return [...ids].join(",")
  }

  flush(): void {
    if (this.pending.length > 0 || this.reached !== this.recorded) this.transaction(() => {})
  }

  counts(before: number): Counts {
    this.flush()
    // One reading of the table; grouping it by outcome takes half as long again.
    const row = this.database
      .prepare(
        `SELECT count(*) FILTER (WHERE outcome = 'Created') AS created,
         count(*) FILTER (WHERE outcome = 'Existing') AS existing,
         count(*) FILTER (WHERE outcome = 'Updated') AS updated,
         count(*) FILTER (WHERE outcome = 'Rejected') AS rejected,
         count(*) FILTER (WHERE outcome = 'Unknown' OR (outcome IS NULL AND doubt_since IS NOT NULL)) AS unknown,
         sum(differing) FILTER (WHERE outcome IN ('Existing', 'Updated')) AS differing,
         sum(after_doubt) FILTER (WHERE outcome = 'Existing') AS after_doubt
         FROM row WHERE pass = ? AND line < ?`
      )
      .get(this.pass, before)
    const of = (column: string) => Number(row?.[column] ?? 0)
    const counts = {
      created: of("created"),
      existing: of("existing"),
      updated: of("updated"),
      rejected:
        of("rejected") +
        this.single("SELECT count(*) AS n FROM refused WHERE pass = ? AND line < ?", this.pass, before),
      duplicates: this.single("SELECT count(*) AS n FROM duplicate WHERE line < ?", before),
      unknown: of("unknown"),
      differing: of("differing"),
      existingAfterDoubt: of("after_doubt")
    }
    const rows =
      counts.created + counts.existing + counts.updated + counts.rejected + counts.duplicates + counts.unknown
    return { rows, ...counts }
  }

  inDoubt(limit: number): ReadonlyArray<InDoubt> {
    this.flush()
    return this.database
      .prepare(
        `SELECT line, reason, pass FROM row
         WHERE outcome = 'Unknown' OR (outcome IS NULL AND doubt_since IS NOT NULL) ORDER BY line LIMIT ?`
      )
      .all(limit)
      .map((row) => ({
        line: Number(row["line"]),
        reason:
          row["reason"] === null
            ? "a request may have left and its answer is not known"
            : String(row["reason"]),
        orphan: row["pass"] !== this.pass
      }))
  }

  rejections(): ReadonlyArray<RejectionGroup> {
    this.flush()
    return this.database
      .prepare(
        `SELECT code, reason, pointer, count(*) AS n, min(line) AS line FROM (
           SELECT code, reason, pointer, line FROM row WHERE outcome = 'Rejected' AND pass = ?
           UNION ALL SELECT code, reason, pointer, line FROM refused WHERE pass = ?
         ) GROUP BY code, reason, pointer ORDER BY n DESC, line`
      )
      .all(this.pass, this.pass)
      .map((row) => ({
        code: String(row["code"]),
        reason: String(row["reason"]),
        pointer: textOf(row["pointer"]),
        rows: Number(row["n"]),
        firstLine: Number(row["line"])
      }))
  }

  problems(): ReadonlyArray<Group> {
    this.flush()
    return LedgerProblems.groups(this.database, this.pass)
  }

  differing(limit: number): ReadonlyArray<Differing> {
    this.flush()
    return this.database
      .prepare(
        `SELECT line, fields FROM row LEFT JOIN difference USING (natural)
         WHERE differing = 1 AND outcome IN ('Existing', 'Updated') AND pass = ? ORDER BY line LIMIT ?`
      )
      .all(this.pass, limit)
      .map((row) => ({
        line: Number(row["line"]),
        fields: JSON.parse(textOf(row["fields"]) ?? "[]") as ReadonlyArray<string>
      }))
  }

  getMeta(name: string): string | undefined {
    return textOf(this.database.prepare("SELECT value FROM meta WHERE name = ?").get(name)?.["value"])
  }

  setMeta(values: Readonly<Record<string, string>>): void {
    this.transaction(() => {
      for (const [name, value] of Object.entries(values)) this.putMeta(name, value)
    })
  }

  private putMeta(name: string, value: string): void {
    this.database.prepare("INSERT OR REPLACE INTO meta VALUES (?, ?)").run(name, value)
  }

  private single(sql: string, ...values: ReadonlyArray<number>): number {
    return Number(this.database.prepare(sql).get(...values)?.["n"] ?? 0)
  }

  /** One durable commit. Outcomes that were waiting go first, so that what follows sees them. */
  private transaction<A>(run: () => A): A {
    this.database.exec("BEGIN IMMEDIATE")
    try {
      for (const [natural, outcome, requestId] of this.pending) this.writeOutcome(natural, outcome, requestId)
      if (this.reached !== this.recorded) this.putCheckpoint()
      const result = run()
      this.database.exec("COMMIT")
      this.pending = []
      return result
    } catch (error) {
      // A full disk may have rolled back already.
      if (this.database.isTransaction) this.database.exec("ROLLBACK")
      throw error
    }
  }

  private writeOutcome(natural: Uint8Array, outcome: Outcome, requestId: string | undefined): void {
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
      natural
    )
    if ("fields" in outcome && outcome.fields !== undefined && outcome.fields.length > 0) {
      this.database
        .prepare("INSERT OR REPLACE INTO difference VALUES (?, ?)")
        .run(natural, JSON.stringify(outcome.fields.slice(0, maxFields)))
    }
  }
}

/** Field names kept of a row that differs. */
const maxFields = 20

/** Sorts of problems that are kept at hand. */
const maxKinds = 1000

const isAdded = (row: Row): boolean => Number(row["line"]) >= addedLine

/** What became of a row that was refused and then corrected apart from its source. */
interface Correction {
  readonly natural: Uint8Array
  readonly row: Row
  readonly outcome: Outcome
}

/**
 * Refusals that are taken back because their lines come again, corrected. Each is kept, in case that its correction
 * is not sent after all, and leads to what the row has become.
 */
class Corrections {
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

  constructor(database: DatabaseSync) {
    this.findRow = database.prepare("SELECT * FROM row WHERE natural = ?")
    this.refusedAt = database.prepare("SELECT record, pass FROM refused WHERE line = ?")
    this.rejectedAt = database.prepare(
      "SELECT * FROM row WHERE outcome = 'Rejected' AND line = ? AND pass = ?"
    )
    this.insertRefused = database.prepare("INSERT OR REPLACE INTO refused VALUES (?, ?, ?, ?, ?, ?, NULL)")
    this.setPass = database.prepare("UPDATE row SET pass = ? WHERE natural = ?")
    this.setRefusedPass = database.prepare("UPDATE refused SET pass = ? WHERE line = ?")
    this.lineOf = database.prepare("SELECT line FROM row WHERE natural = ?")
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
    by: { readonly natural: Uint8Array; readonly body: Uint8Array } | undefined
  ): Uint8Array | undefined {
    let origin: Uint8Array | undefined
    this.unrepeat.run(line)
    const refused = this.refusedAt.get(line)
    if (refused !== undefined) {
      if (refused["record"] instanceof Uint8Array) origin = refused["record"]
      this.setRefusedPass.run(withdrawn, line)
    }
    for (const row of this.rejectedAt.all(line, pass)) {
      const natural = row["natural"] as Uint8Array
      const isSame = by !== undefined && sameBytes(by.natural, natural)
      // One that comes back as it was stays as it is.
      if (isSame && sameBytes(by.body, row["body"])) continue
      origin = originOf(row)
      this.insertRefused.run(line, withdrawn, row["code"]!, row["reason"]!, row["pointer"]!, origin)
      if (!isSame) this.setPass.run(withdrawn, natural)
    }
    if (origin !== undefined && by !== undefined) this.link.run(origin, by.natural)
    return origin
  }

  /** Keeps the refusal of a line whose row is taken over by another line. */
  keepRefused(row: Row, pass: number): void {
    this.insertRefused.run(row["line"]!, pass, row["code"]!, row["reason"]!, row["pointer"]!, originOf(row))
  }

  /** A correction that was not sent leaves its line refused. */
  restore(natural: Uint8Array, pass: number): void {
    const line = this.lineOf.get(natural)?.["line"]
    if (line !== undefined && line !== null) this.setRefusedPass.run(pass, line)
  }

  /** The line that a row which was added to rejected ones had before. */
  addedAs(record: Uint8Array, from: number): number | undefined {
    return numberOf(this.known.get(record, from)?.["line"])
  }

  /** What a refused row has become, if it has been corrected and applied. */
  find(origin: Uint8Array): Correction | undefined {
    let from = origin
    for (let step = 0; step < maxCorrections; step++) {
      const natural = this.follow.get(from)?.["natural"]
      if (!(natural instanceof Uint8Array)) return undefined
      const row = this.findRow.get(natural)
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

const originOf = (row: Row): Uint8Array =>
  Buffer.concat([row["natural"] as Uint8Array, row["body"] as Uint8Array])

const leftOut: Disposition = { _tag: "LeftOut" }

/** Clocks of tests and of some systems count in fractions. */
const moment = ({ server, wall }: Moment): [number, number | null] => [
  Math.floor(wall),
  server === undefined ? null : Math.floor(server)
]

const since = ({ server, wall }: Moment): number => Math.floor(server ?? wall)

const newAttempt = (natural: Uint8Array, body: Uint8Array, number: number, now: Moment): Attempt => ({
  natural,
  body,
  number,
  firstSent: now,
  doubtSince: since(now),
  updating: false
})

const numberOf = (value: SQLOutputValue | undefined): number | undefined =>
  value === null || value === undefined ? undefined : Number(value)

const textOf = (value: SQLOutputValue | undefined): string | undefined =>
  value === null || value === undefined ? undefined : String(value)

const sameBytes = (left: Uint8Array, right: unknown): boolean =>
  right instanceof Uint8Array && Buffer.compare(left, right) === 0

const attemptOf = (row: Row, natural: Uint8Array): Attempt => ({
  natural,
  body: row["body"] as Uint8Array,
  number: Number(row["attempt"]),
  firstSent: { wall: Number(row["first_sent"]), server: numberOf(row["first_sent_server"]) },
  doubtSince: Number(row["doubt_since"]),
  updating: row["updating"] === 1
})

const outcomeOf = (row: Row): Outcome | undefined => {
  const resource = textOf(row["resource"])
  switch (row["outcome"]) {
    case "Created":
      return { _tag: "Created", resource: resource ?? "" }
    case "Existing":
      return {
        _tag: "Existing",
        resource,
        differing: row["differing"] === 1,
        afterDoubt: row["after_doubt"] === 1
      }
    case "Updated":
      return { _tag: "Updated", resource: resource ?? "", differing: row["differing"] === 1 }
    case "Rejected":
      return {
        _tag: "Rejected",
        code: textOf(row["code"]) ?? "",
        reason: textOf(row["reason"]) ?? "",
        pointer: textOf(row["pointer"])
      }
    case "Unknown":
      return { _tag: "Unknown", reason: textOf(row["reason"]) ?? "" }
    default:
      return undefined
  }
}
