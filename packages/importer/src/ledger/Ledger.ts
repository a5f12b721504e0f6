/**
 * The ledger: what may have left, and what is true of every row.
 *
 * It is a SQLite file per run. Before a request leaves, the ledger durably holds that it may have left, and
 * when (`admit`, one commit for a window of rows); afterwards it holds the outcome (`settle`). It holds keyed
 * digests and the API's ids, never a value of a row.
 *
 * A *pass* is one reading of the source. Rows are known by what they say, not by where they stand, so a source
 * that was edited, sorted or extended between two scans continues where it is unchanged.
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { Digest } from "./Digest.ts"
import { newerVersion, openDatabase, readMeta as readMetaOf } from "./Schema.ts"
import { RecentRows } from "./KeyIndex.ts"
import { Readings } from "./Reader.ts"
import { Store } from "./Writer.ts"
import { damaged, missing } from "../state/StateFiles.ts"
import { heard, CrashListener } from "../state/CrashPoints.ts"
import type { Problem } from "../Mapping.ts"
import type { Counts, Differing, Outcome, Rejected } from "../Outcome.ts"
import type { Group } from "../Problems.ts"
import type { Mark } from "../Source.ts"

export type { Digest }

/** What is said of a ledger that was there once and cannot be read any more. */
const damage: ReadonlySet<string> = new Set([
  damaged,
  missing,
  "file is not a database",
  "database disk image is malformed"
])

/** The ledger cannot be read or written: nothing is sent without it. */
export class LedgerError extends Data.TaggedError("LedgerError")<{
  readonly file: string
  readonly operation: string
  readonly code: string
}> {
  override get message(): string {
    if (this.code === newerVersion) {
      return `The ledger ${this.file} was written by a newer version of this program, and an older one could misread it. Nothing was sent: continue the run with the newer version.`
    }
    if (damage.has(this.code)) {
      return `The ledger ${this.file} is damaged (${this.operation}: ${this.code}), so it cannot be told which rows of its run were sent. Nothing was sent: put it back from a copy. Where there is none, move the run's folder out of the state directory; the rows of the run are then taken for rows that were never sent.`
    }
    return `The ledger ${this.file} cannot be used (${this.operation}: ${this.code}). Nothing is sent without it: make room on the disk or repair its permissions, then run the same command again.`
  }
}

/** A place in the source before which every row is settled. */
export interface Checkpoint {
  readonly mark: Mark
  /** Whether rows before it were rejected, which a reject file has to name. */
  readonly rejected: boolean
}

/** A valid row as the ledger sees it. */
export interface Entry {
  readonly line: number
  readonly natural: Digest
  readonly body: Digest
  /**
   * For a row without a natural key: its identity as the n-th of several equal rows, from 2. Rows with a natural
   * key that comes twice are duplicates.
   */
  readonly again?: ((occurrence: number) => Digest) | undefined
  /** Of a row that comes back corrected: what it was when it was refused, as its file of rejected rows says. */
  readonly origin?: string | undefined
}

/** A row that was refused before sending. */
export interface Refusal {
  readonly line: number
  readonly rejected: Rejected
  /** All that is wrong with it. @default nothing more than `rejected` says */
  readonly problems?: ReadonlyArray<Problem> | undefined
  /** A digest of the record as it stands in the source, by which it is known again. @default it is not known again */
  readonly record?: Digest | undefined
  /** Of a row that comes back and is refused again: what it was at first, as its file of rejected rows says. */
  readonly origin?: string | undefined
}

/** What the ledger knows of a row that is rejected. */
export interface Refused extends Rejected {
  /** Of a row that is rejected because an earlier one has its identity: the line of that one. */
  readonly firstLine: number | undefined
}

/** Lines of rows that were added to rejected ones, and so have none. */
export interface AddedLines {
  /** Gives the next that is free. */
  readonly next: () => number
  /** The line that a row has already, by the one that it was given: it was added to the same rows before. Grows. */
  readonly moved: ReadonlyMap<number, number>
}

/** A moment by both clocks, in milliseconds since the epoch. */
export interface Moment {
  readonly wall: number
  /** By the API's clock, where an answer has told it. */
  readonly server: number | undefined
}

/** What the ledger knows of an attempt. The idempotency key is derived from it. */
export interface Attempt {
  readonly natural: Digest
  readonly body: Digest
  /** Counts from 1; each attempt has a key of its own. */
  readonly number: number
  /** When a request under this attempt's key may first have left. */
  readonly firstSent: Moment
  /**
   * When a request for this row may first have had its effect unseen, under any key: by the API's clock where it
   * was known then, because it is compared with the time at which the API says that something was created.
   */
  readonly doubtSince: number
  /** A change of what was found there may have left. */
  readonly updating: boolean
  /**
   * A request that creates or else changes may have left: what is there says what the row says then, also where others created it.
   */
  readonly upserting: boolean
}

/** What is to be done with a row that was read. */
export type Disposition =
  /** New: send it. The intent is recorded. */
  | { readonly _tag: "Send"; readonly attempt: Attempt }
  /**
   * An earlier scan may have sent it and does not know the answer. `sendable` says that the same bytes can be sent
   * again under the same key: the row has not changed, and its key was not ended by a refusal.
   */
  | { readonly _tag: "Resume"; readonly attempt: Attempt; readonly sendable: boolean }
  /** Settled in an earlier scan, and the row still says the same. */
  | { readonly _tag: "Settled"; readonly outcome: Outcome }
  /** Settled in an earlier scan; the row says something else now. */
  | { readonly _tag: "Edited"; readonly attempt: Attempt; readonly resource: string | undefined }
  /** An earlier row of this scan has the same identity. */
  | { readonly _tag: "Duplicate"; readonly firstLine: number }
  /** Not of this scan, which is a retry: the row never failed, because it was never sent. */
  | { readonly _tag: "LeftOut" }

/** Rows that are about to leave in one request. */
export interface Departure {
  readonly engine: Batch["engine"]
  /** The rows by their identities, in the order in which the request names them. */
  readonly members: ReadonlyArray<Digest>
  /** A digest of all that the request says, by which it is known whether it could be sent again. */
  readonly digest: Digest
}

/** Rows that may have left in one request whose end is not known yet. */
export interface Batch extends Departure {
  /** Never given twice in a run. The idempotency key is derived from it. */
  readonly id: number
  readonly engine: "batch" | "upload"
  readonly firstSent: Moment
  /** The id of the job that the API made of it, once an answer has told it. */
  readonly job: string | undefined
}

/** What became of a row of a chunk. */
export interface Settled {
  readonly natural: Digest
  readonly outcome: Outcome
  readonly requestId: string | undefined
}

/** A row whose outcome nobody knows. */
export interface InDoubt {
  readonly line: number
  readonly reason: string
  /** The row was not in the source when it was last read. */
  readonly orphan: boolean
}

export interface Ledger {
  readonly file: string
  /**
   * Starts a scan over the source. With a checkpoint, the rows before it count as read: they were settled, and the
   * source says the same of them. A retry sends only what failed: what was refused gets its next attempt, what is in
   * doubt is pursued, what was applied stays as it is even if the row says something else now.
   */
  readonly beginScan: (
    from?: Checkpoint,
    options?: { readonly retry?: boolean | undefined; readonly rejectDuplicates?: boolean | undefined }
  ) => Effect.Effect<void, LedgerError>
  /**
   * Starts to read rejected rows of this run, which come back corrected. It is no scan: what is not read stands as it
   * is, the checkpoint stays. A row stands for the line that it was rejected on, and takes the place of what was refused
   * there; if it is not sent after all, that stays refused.
   */
  readonly beginCorrection: (options?: {
    readonly rejectDuplicates?: boolean | undefined
  }) => Effect.Effect<AddedLines, LedgerError>
  /** Ends a scan that has come to the end of its rows; `sourceWhole` says that these were all rows of the source. */
  readonly endScan: (sourceWhole: boolean) => Effect.Effect<void, LedgerError>
  /** Whether the scan has come to the end of the source, as far as that is recorded. */
  readonly isWhole: Effect.Effect<boolean, LedgerError>
  /** How many rows were refused or are in doubt, those included that have left the source since. */
  readonly failed: Effect.Effect<number, LedgerError>
  /** How far the source was settled without a gap, as far as it is recorded. */
  readonly checkpoint: Effect.Effect<Checkpoint | undefined, LedgerError>
  /**
   * Decides for each row what is to be done, and durably records the intents to send. With `departs: false` nothing
   * leaves before `depart` or `leave` says so, and until then a row is not in doubt.
   */
  readonly admit: (
    entries: ReadonlyArray<Entry>,
    now: Moment,
    departs?: boolean
  ) => Effect.Effect<ReadonlyArray<Disposition>, LedgerError>
  /** Durably records that rows which were only admitted are about to leave, each in a request of its own. */
  readonly leave: (
    attempts: ReadonlyArray<Attempt>,
    now: Moment
  ) => Effect.Effect<ReadonlyArray<Attempt>, LedgerError>
  /** Durably records that rows are about to leave in one request. */
  readonly depart: (departure: Departure, now: Moment) => Effect.Effect<Batch, LedgerError>
  /** Durably records which job the API made of a request. */
  readonly accepted: (batch: Batch, job: string) => Effect.Effect<Batch, LedgerError>
  /** Takes a departure back: the request has certainly not left, or certainly had no effect. */
  readonly withdraw: (batch: Batch) => Effect.Effect<void, LedgerError>
  /**
   * Durably records what became of rows of a chunk, and that its request need not be pursued any more. Rows without an
   * outcome stay in doubt, each for itself. Without a chunk, the rows have not left.
   */
  readonly finish: (
    batch: Batch | undefined,
    settled: ReadonlyArray<Settled>
  ) => Effect.Effect<void, LedgerError>
  /** Requests whose end was not known when the ledger was last closed. */
  readonly unfinished: Effect.Effect<ReadonlyArray<Batch>, LedgerError>
  /** Remembers a checkpoint; like an outcome, it becomes durable with the next commit. */
  readonly reach: (checkpoint: Checkpoint) => Effect.Effect<void, LedgerError>
  /** What was refused among the rows of some lines, in the current scan, by us or by the API. */
  readonly refusals: (from: number, to: number) => Effect.Effect<ReadonlyMap<number, Refused>, LedgerError>
  /** Durably records that the next attempt of a row is about to leave. */
  readonly nextAttempt: (attempt: Attempt, body: Digest, now: Moment) => Effect.Effect<Attempt, LedgerError>
  /** Durably records that a change of what was found there is about to leave. */
  readonly beginUpdate: (attempt: Attempt) => Effect.Effect<void, LedgerError>
  /** Records an outcome. It becomes durable with the next window, `flush` or `close`: losing it only repeats a request. */
  readonly settle: (
    natural: Digest,
    outcome: Outcome,
    requestId: string | undefined
  ) => Effect.Effect<void, LedgerError>
  /**
   * Takes back the intents of rows that certainly had no effect. `ended` says that a refusal is stored under the
   * key, so that the row needs the next one.
   */
  readonly release: (attempts: ReadonlyArray<Attempt>, ended: boolean) => Effect.Effect<void, LedgerError>
  /** Ends the key of a row that stays in doubt: a refusal may be stored under it. */
  readonly expire: (attempt: Attempt) => Effect.Effect<void, LedgerError>
  /**
   * Ends the keys of all rows whose outcome is not known, because the same bytes cannot be sent again, and durably records
   * some facts in the same commit.
   */
  readonly endKeys: (values: Readonly<Record<string, string>>) => Effect.Effect<void, LedgerError>
  /**
   * Records rows that were refused before sending. A row that has been corrected and applied since, apart from the
   * source, is not refused; what has become of it is given instead.
   */
  readonly reject: (
    rows: ReadonlyArray<Refusal>
  ) => Effect.Effect<ReadonlyArray<Disposition | undefined>, LedgerError>
  /** Records rows that are not sent because a later one, on the line `of`, has the same identity. */
  readonly repeat: (
    rows: ReadonlyArray<{ readonly line: number; readonly of: number }>
  ) => Effect.Effect<void, LedgerError>
  readonly flush: Effect.Effect<void, LedgerError>
  /** The counts of the rows that the current scan has read. */
  readonly counts: Effect.Effect<Counts, LedgerError>
  /** The same for the rows before a line. */
  readonly countsBefore: (line: number) => Effect.Effect<Counts, LedgerError>
  /** Rows in doubt, at most `limit`. */
  readonly inDoubt: (limit: number) => Effect.Effect<ReadonlyArray<InDoubt>, LedgerError>
  /** Rejections of the current scan grouped by reason, with the first lines. */
  readonly rejections: Effect.Effect<ReadonlyArray<RejectionGroup>, LedgerError>
  /** Why rows of the current scan were rejected: all problems of all rows, grouped. */
  readonly problems: Effect.Effect<ReadonlyArray<Group>, LedgerError>
  /** Rows of the current scan that differ from what was there, at most `limit`. */
  readonly differing: (limit: number) => Effect.Effect<ReadonlyArray<Differing>, LedgerError>
  readonly getMeta: (name: string) => Effect.Effect<string | undefined, LedgerError>
  readonly setMeta: (values: Readonly<Record<string, string>>) => Effect.Effect<void, LedgerError>
}

export interface RejectionGroup {
  readonly code: string
  readonly reason: string
  readonly pointer: string | undefined
  readonly rows: number
  readonly firstLine: number
}

export interface Options {
  readonly file: string
  /** Opens for reading only: for reports of runs that another process may be working on. */
  readonly readOnly?: boolean | undefined
}

/** Opens a ledger, creating or migrating it. It is closed with the scope. */
export const open = (options: Options): Effect.Effect<Ledger, LedgerError, Scope.Scope> =>
  Effect.gen(function* () {
    const listener = yield* CrashListener
    const recentRows = yield* RecentRows
    const attempt = <A>(operation: string, run: () => A): Effect.Effect<A, LedgerError> =>
      Effect.try({
        try: heard(listener, operation, run),
        catch: (cause) => ledgerError(options.file, operation, cause)
      })
    const database = yield* Effect.acquireRelease(
      attempt("open", () => openDatabase(options)),
      (database) => Effect.sync(() => database.close())
    )
    const readings = new Readings(database)
    const store =
      options.readOnly === true ? undefined : yield* attempt("prepare", () => new Store(database, recentRows))
    if (store !== undefined) {
      yield* Effect.addFinalizer(() => Effect.ignore(attempt("flush", () => store.flush())))
    }
    const write = <A>(operation: string, run: (store: Store) => A) =>
      attempt(operation, () => {
        if (store === undefined) throw readOnly
        return run(store)
      })
    const read = <A>(operation: string, run: (readings: Readings) => A) =>
      attempt(operation, () => {
        // Outcomes that wait for a commit are told, too.
        store?.flush()
        return run(readings)
      })
    return {
      file: options.file,
      beginScan: (from, { rejectDuplicates = false, retry = false } = {}) =>
        write("begin a pass", (store) => store.beginScan(from, retry, rejectDuplicates)),
      beginCorrection: ({ rejectDuplicates = false } = {}) =>
        write("begin a correction", (store) => store.beginCorrection(rejectDuplicates)),
      endScan: (sourceWhole) => write("end a pass", (store) => store.endScan(sourceWhole)),
      isWhole: attempt("read", () => readings.isWhole()),
      failed: read("count", (readings) => readings.failed()),
      checkpoint: attempt("read", () => readings.checkpoint()),
      reach: (checkpoint) => write("record a checkpoint", (store) => store.reach(checkpoint)),
      refusals: (from, to) => attempt("list rejections", () => readings.refusals(from, to)),
      admit: (entries, now, departs) =>
        write("record intents", (store) => store.admit(entries, now, departs)),
      leave: (attempts, now) => write("record intents", (store) => store.leaveNow(attempts, now)),
      depart: (departure, now) => write("record a request", (store) => store.beginBatch(departure, now)),
      accepted: (batch, job) => write("record a job", (store) => store.acceptBatch(batch, job)),
      withdraw: (batch) => write("withdraw a request", (store) => store.withdraw(batch)),
      finish: (batch, settled) => write("record outcomes", (store) => store.finish(batch, settled)),
      unfinished: write("list requests", (store) => store.unfinished()),
      nextAttempt: (previous, body, now) =>
        write("record an attempt", (store) => store.nextAttempt(previous, body, now)),
      beginUpdate: ({ natural }) => write("record an update", (store) => store.beginUpdate(natural)),
      settle: (natural, outcome, requestId) =>
        write("record an outcome", (store) => store.settle(natural, outcome, requestId)),
      release: (attempts, ended) => write("release intents", (store) => store.release(attempts, ended)),
      expire: ({ natural }) => write("end a key", (store) => store.expire(natural)),
      endKeys: (values) => write("end keys", (store) => store.endKeys(values)),
      reject: (rows) => write("record rejections", (store) => store.reject(rows)),
      repeat: (rows) => write("record duplicates", (store) => store.repeat(rows)),
      flush: write("record outcomes", (store) => store.flush()),
      counts: read("count", (readings) => readings.counts(Number.MAX_SAFE_INTEGER)),
      countsBefore: (line) => read("count", (readings) => readings.counts(line)),
      inDoubt: (limit) => read("list rows in doubt", (readings) => readings.inDoubt(limit)),
      rejections: read("list rejections", (readings) => readings.rejections()),
      problems: read("list problems", (readings) => readings.problems()),
      differing: (limit) => read("list differing rows", (readings) => readings.differing(limit)),
      getMeta: (name) => attempt("read", () => readings.getMeta(name)),
      setMeta: (values) => write("write", (store) => store.setMeta(values))
    }
  })

const readOnly = Object.assign(new Error("open for reading only"), { code: "READ_ONLY" })

/** Reads an entry of a ledger without opening it for more, whatever version wrote it. */
export const readMeta = (file: string, name: string): Effect.Effect<string | undefined, LedgerError> =>
  Effect.try({
    try: () => readMetaOf(file, name),
    catch: (cause) => ledgerError(file, "read", cause)
  })

/** SQLite's own words may quote a path, never a value; only its code is kept. */
const ledgerError = (file: string, operation: string, cause: unknown): LedgerError => {
  const { code, errstr } = (typeof cause === "object" && cause !== null ? cause : {}) as {
    readonly code?: unknown
    readonly errstr?: unknown
  }
  return new LedgerError({
    file,
    operation,
    code: typeof errstr === "string" ? errstr : typeof code === "string" ? code : "failed"
  })
}
