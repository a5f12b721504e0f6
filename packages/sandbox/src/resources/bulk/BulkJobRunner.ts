/**
 * Processes many rows in the background, as batch jobs and importers do: in slices, each at its time, so a read in
 * between finds a part of them done. Rows are kept until their run has ended.
 */
import type * as Faults from "../../Faults.ts"
import { type Refusal, isRefusal, unprocessable } from "../../internal/request/Answer.ts"
import { random } from "../../internal/faults/FaultRules.ts"
import * as QuotedTexts from "../../internal/faults/QuotedTexts.ts"
import type { Context } from "../../internal/state/Resource.ts"

export type Status = "pending" | "running" | "completed" | "errored" | "canceled" | "killed"

/** A run in the table. Times are milliseconds since 1970. */
export interface Run {
  readonly seq: number
  readonly id: string
  readonly kind: string
  /** Settings for processing the rows, as JSON. */
  readonly settings: string
  /** JSON of a fault. */
  readonly fault: string | null
  readonly status: Status
  readonly row_count: number
  /** Number of processed rows, with any result. */
  readonly applied: number
  readonly created: number
  readonly updated: number
  readonly duplicates: number
  readonly errors: number
  readonly created_at: number
  readonly updated_at: number
  readonly started_at: number | null
  readonly ended_at: number | null
}

/** The result of a row. */
export type Outcome = "created" | "updated" | "duplicate" | Refusal

/** How the rows of a kind of run are processed. */
export interface Work {
  /** Prepares a slice; the result processes one row. */
  readonly open: (run: Run, now: number) => (row: unknown) => Outcome
  /** Whether refused rows are kept, with the reason. */
  readonly keepsErrors: boolean
  /** Called when a run starts and when it ends. */
  readonly changed?: ((run: Run, now: number) => void) | undefined
}

/** A refused row. */
export interface RowError {
  readonly row_number: number
  /** JSON of the row as sent. */
  readonly row: string
  readonly message: string
}

export interface Runs {
  readonly define: (kind: string, work: Work) => void
  readonly begin: (begun: Begun, now: number) => Run
  readonly find: (id: string) => Run | undefined
  /** Refused rows after a row number, nearest first. */
  readonly errors: (
    run: Run,
    beyond: { readonly after: number } | { readonly before: number },
    limit: number
  ) => ReadonlyArray<RowError>
  /** Number of runs of a kind, or of all kinds with that prefix. */
  readonly count: (kind: string) => number
}

export interface Begun {
  readonly kind: string
  readonly prefix: string
  readonly settings: unknown
  readonly rows: ReadonlyArray<unknown>
  readonly fault: Faults.Job | undefined
}

export const table = "runs"

const sliceRows = 250

export const open = ({ backgroundJobs, counters, environment, settings, store }: Context): Runs => {
  store.define(`CREATE TABLE IF NOT EXISTS runs (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, settings TEXT NOT NULL, fault TEXT,
    status TEXT NOT NULL, row_count INTEGER NOT NULL, applied INTEGER NOT NULL, created INTEGER NOT NULL,
    updated INTEGER NOT NULL, duplicates INTEGER NOT NULL, errors INTEGER NOT NULL,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, started_at INTEGER, ended_at INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS run_rows (
    run INTEGER NOT NULL, first INTEGER NOT NULL, rows TEXT NOT NULL, PRIMARY KEY (run, first)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS run_errors (
    run INTEGER NOT NULL, row_number INTEGER NOT NULL, row TEXT NOT NULL, message TEXT NOT NULL,
    PRIMARY KEY (run, row_number)
  ) STRICT`)
  const byId = store.one<Run>("SELECT * FROM runs WHERE id = ?")
  const insert = store.run(`INSERT INTO runs (id, kind, settings, fault, status, row_count,
    applied, created, updated, duplicates, errors, created_at, updated_at)
    VALUES (?, ?, ?, ?, 'pending', ?, 0, 0, 0, 0, 0, ?, ?)`)
  const update = store.run(`UPDATE runs SET status = ?, applied = ?, created = ?, updated = ?, duplicates = ?,
    errors = ?, updated_at = ?, started_at = ?, ended_at = ? WHERE seq = ?`)
  const insertRows = store.run("INSERT INTO run_rows (run, first, rows) VALUES (?, ?, ?)")
  const slice = store.one<{ readonly rows: string }>("SELECT rows FROM run_rows WHERE run = ? AND first = ?")
  const removeRows = store.run("DELETE FROM run_rows WHERE run = ?")
  const insertError = store.run("INSERT INTO run_errors (run, row_number, row, message) VALUES (?, ?, ?, ?)")
  const errorsAfter = store.many<RowError>(
    "SELECT * FROM run_errors WHERE run = ? AND row_number > ? ORDER BY row_number LIMIT ?"
  )
  const errorsBefore = store.many<RowError>(
    "SELECT * FROM run_errors WHERE run = ? AND row_number < ? ORDER BY row_number DESC LIMIT ?"
  )
  const count = store.one<{ readonly total: number }>(
    "SELECT count(*) AS total FROM runs WHERE kind >= ? AND kind < ? || char(0x10FFFF)"
  )
  const works = new Map<string, Work>()

  const save = (run: Run, changes: Partial<Run>, now: number): Run => {
    const next: Run = { ...run, ...changes, updated_at: now }
    update(
      next.status,
      next.applied,
      next.created,
      next.updated,
      next.duplicates,
      next.errors,
      now,
      next.started_at,
      next.ended_at,
      next.seq
    )
    return next
  }

  /** Continues the run from a time, or ends it then. */
  const proceed = (run: Run, from: number): void => {
    const fault = faultOf(run)
    const last = lastRow(run, fault)
    if (run.applied < last) {
      const { rowsPerSecond } = settings.bulk()
      const rows = Math.min(sliceRows, last - run.applied)
      const millis = rowsPerSecond === 0 ? 0 : Math.ceil(Math.min((rows * 1000) / rowsPerSecond, 1e12))
      backgroundJobs.addAt(chore, run.id, from + millis)
      return
    }
    if (fault?.outcome === "stuck") return
    const status = fault === undefined || !isEnd(fault.outcome) ? "completed" : fault.outcome
    removeRows(run.seq)
    const ended = save(run, { status, ended_at: from }, from)
    works.get(run.kind)?.changed?.(ended, from)
  }

  /** Processes the rows of the next slice. */
  const work = (run: Run, now: number): Run => {
    const fault = faultOf(run)
    const { keepsErrors, open } = works.get(run.kind)!
    const apply = open(run, now)
    const all = JSON.parse(slice(run.seq, run.applied)!.rows) as ReadonlyArray<unknown>
    const rows = all.slice(0, lastRow(run, fault) - run.applied)
    const fails = failing(run, fault)
    const totals = { created: 0, updated: 0, duplicate: 0, errors: 0 }
    counters.together(() => {
      for (const [index, row] of rows.entries()) {
        const number = run.applied + index + 1
        const outcome = fails(number) ? unforeseen(fault, row) : apply(row)
        if (!isRefusal(outcome)) {
          totals[outcome]++
          continue
        }
        totals.errors++
        if (keepsErrors) {
          insertError(run.seq, number, JSON.stringify(row), outcome.details ?? outcome.title)
        }
      }
    })
    return save(
      run,
      {
        applied: run.applied + rows.length,
        created: run.created + totals.created,
        updated: run.updated + totals.updated,
        duplicates: run.duplicates + totals.duplicate,
        errors: run.errors + totals.errors
      },
      now
    )
  }

  backgroundJobs.define(chore, (id, _, due) => {
    const run = byId(id)
    if (run === undefined || run.ended_at !== null) return
    if (run.started_at !== null) {
      proceed(work(run, due), due)
      return
    }
    const started = save(run, { status: "running", started_at: due }, due)
    works.get(run.kind)?.changed?.(started, due)
    const fault = faultOf(run)
    proceed(started, due + (fault?.outcome === "slow" ? (fault.millis ?? 0) : 0))
  })

  return {
    define: (kind, work) => void works.set(kind, work),
    begin: ({ fault, kind, prefix, rows, settings }, now) => {
      const id = environment.ids.next(prefix)
      insert(id, kind, JSON.stringify(settings), fault ? JSON.stringify(fault) : null, rows.length, now, now)
      const run = byId(id)!
      for (let first = 0; first < rows.length; first += sliceRows) {
        insertRows(run.seq, first, JSON.stringify(rows.slice(first, first + sliceRows)))
      }
      if (fault !== undefined) counters.injected(fault.kind)
      backgroundJobs.addAt(chore, id, now)
      return run
    },
    find: byId,
    errors: (run, beyond, limit) =>
      "after" in beyond
        ? errorsAfter(run.seq, beyond.after, limit)
        : errorsBefore(run.seq, beyond.before, limit),
    count: (kind) => count(kind, kind)?.total ?? 0
  }
}

const chore = "run"

const faultOf = ({ fault }: Run): Faults.Job | undefined =>
  fault === null ? undefined : (JSON.parse(fault) as Faults.Job)

const isEnd = (outcome: Faults.Job["outcome"]): outcome is "errored" | "canceled" | "killed" =>
  outcome === "errored" || outcome === "canceled" || outcome === "killed"

/** The last row that a run reaches. */
const lastRow = (run: Run, fault: Faults.Job | undefined): number =>
  fault !== undefined && (isEnd(fault.outcome) || fault.outcome === "stuck")
    ? Math.min(run.row_count, fault.afterRows ?? 0)
    : run.row_count

/** The rows that fail for a reason known only to the server. */
const failing = (run: Run, fault: Faults.Job | undefined): ((row: number) => boolean) => {
  if (fault?.outcome !== "rowErrors") return () => false
  const rows = new Set(fault.rows)
  const { probability = 0, seed = 0 } = fault
  return (row) =>
    rows.has(row) ||
    (probability > 0 && random(seed + run.seq * 0x9e3779b1 + row * 0x85ebca6b)() < probability)
}

const unforeseen = (fault: Faults.Job | undefined, row: unknown): Refusal =>
  unprocessable(
    fault?.quote === undefined ? "The row could not be processed" : QuotedTexts.sentence(row, fault.quote)
  )
