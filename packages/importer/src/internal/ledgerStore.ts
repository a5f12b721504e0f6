/** The synchronous half of the ledger: its schema, and prepared statements over one connection. */
import { DatabaseSync, type SQLOutputValue, type StatementSync } from "node:sqlite"
import type {
  Attempt,
  Checkpoint,
  Disposition,
  Entry,
  InDoubt,
  Moment,
  Options,
  RejectionGroup
} from "../Ledger.ts"
import type { Counts, Outcome, Rejected } from "../Outcome.ts"

/** The code of a ledger whose schema this program does not know. */
export const newerVersion = "WRITTEN_BY_A_NEWER_VERSION"

export const openDatabase = (options: Options): DatabaseSync => {
  const database = new DatabaseSync(options.file, { readOnly: options.readOnly ?? false })
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
 * Reads an entry of a ledger of any version, a newer one included; `undefined` while the ledger is being made, and after
 * a crash that came in between.
 */
export const readMeta = (file: string, name: string): string | undefined => {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    database.exec("PRAGMA busy_timeout = 5000")
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

/**
 * Outcomes that may wait for a commit. A crash loses them, and each one lost costs a request to learn it again; fewer
 * would cost more commits.
 */
const maxPending = 128

export class Store {
  private readonly database: DatabaseSync
  private readonly find: StatementSync
  private readonly insert: StatementSync
  private readonly see: StatementSync
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
  private pass: number
  /** This pass sends only what failed before it. */
  private isRetry = false
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
    this.see = database.prepare("UPDATE row SET line = ?, pass = ? WHERE natural = ?")
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
    this.insertRefused = database.prepare("INSERT OR REPLACE INTO refused VALUES (?, ?, ?, ?, ?)")
    this.findRefused = database.prepare("SELECT 1 FROM refused WHERE line = ? AND pass < ?")
    this.pass = Number(this.getMeta("pass") ?? 0)
  }

  beginPass(from: Checkpoint | undefined, isRetry: boolean): void {
    this.isRetry = isRetry
    this.transaction(() => {
      if (from === undefined) this.pass++
      // What comes behind the checkpoint is read again, so it counts as not yet seen. The rest, which may be
      // millions of rows, is left as it is.
      else
        this.database
          .prepare("UPDATE row SET pass = -1 WHERE pass = ? AND line >= ?")
          .run(this.pass, from.mark.line)
      this.putMeta("pass", String(this.pass))
      for (const table of isRetry ? ["duplicate"] : ["duplicate", "refused"]) {
        this.database.prepare(`DELETE FROM ${table} WHERE line >= ?`).run(from?.mark.line ?? 0)
      }
      this.reached = from
      this.putCheckpoint()
    })
  }

  endPass(): void {
    // Only a retry keeps what earlier passes refused, to know it again.
    if (!this.isRetry) return
    this.transaction(() => this.database.prepare("DELETE FROM refused WHERE pass < ?").run(this.pass))
  }

  failed(): number {
    this.flush()
    return (
      this.single(
        `SELECT count(*) AS n FROM row WHERE outcome IN ('Rejected', 'Unknown')
         OR (outcome IS NULL AND (doubt_since IS NOT NULL OR attempt > 1))`
      ) + this.single("SELECT count(*) AS n FROM refused")
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
         WHERE outcome = 'Rejected' AND line BETWEEN ? AND ? AND pass = ?`
      )
      .all(from, to, this.pass)
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
    if (row === undefined) {
      if (this.isRetry && this.findRefused.get(line, this.pass) === undefined) return leftOut
      this.insert.run(natural, body, line, this.pass, ...moment(now), since(now))
      return {
        _tag: "Send",
        attempt: newAttempt(natural, body, 1, now)
      }
    }
    if (row["pass"] === this.pass) {
      if (again !== undefined) return this.admitOne(entry, now, occurrence + 1)
      const firstLine = Number(row["line"])
      this.insertDuplicate.run(line, firstLine)
      return { _tag: "Duplicate", firstLine }
    }
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
      this.see.run(line, this.pass, natural)
      return {
        _tag: "Resume",
        attempt: attemptOf(row, natural),
        sendable: sameBody && row["first_sent"] !== null
      }
    }
    const isFailed = outcome._tag === "Rejected"
    if (this.isRetry ? !isFailed : sameBody) {
      this.see.run(line, this.pass, natural)
      return { _tag: "Settled", outcome }
    }
    // The refusal is stored under the old key, and what the row says now may have another body: the next attempt.
    const number = Number(row["attempt"]) + 1
    const attempt = newAttempt(natural, body, number, now)
    this.reopen.run(line, this.pass, body, number, ...moment(now), attempt.doubtSince, natural)
    return isFailed ? { _tag: "Send", attempt } : { _tag: "Edited", attempt, resource: outcome.resource }
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
        if (number === 1 && !ended) this.remove.run(natural)
        else this.rest.run(ended ? number + 1 : number, natural)
      }
    })
  }

  expire(natural: Uint8Array): void {
    this.transaction(() => this.age.run(natural))
  }

  reject(rows: ReadonlyArray<{ readonly line: number; readonly rejected: Rejected }>): void {
    this.transaction(() => {
      for (const { line, rejected } of rows) {
        this.insertRefused.run(line, this.pass, rejected.code, rejected.reason, rejected.pointer ?? null)
      }
    })
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
  }
}

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

const sameBytes = (left: Uint8Array, right: SQLOutputValue | undefined): boolean =>
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
