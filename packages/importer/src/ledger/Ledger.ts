/**
 * The ledger: the durable record of requests that may have been sent, and of every row's outcome.
 *
 * It is one SQLite file per run. Before a request is sent, the ledger durably records the intent and its time (`admit`,
 * one commit for a window of rows); afterwards it records the outcome (`settle`). It holds keyed digests and the API's
 * ids, never a value of a row.
 *
 * A *scan* is one reading of the source. The ledger recognizes a row by its content, not by its line, so an import of a
 * source that was edited, sorted or extended between two scans continues where the source is unchanged.
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { Digest } from "./Digest.ts"
import { RecentRows } from "./KeyIndex.ts"
import { type LedgerError, ledgerError } from "./LedgerError.ts"
import type {
  AddedLines,
  Attempt,
  Batch,
  Checkpoint,
  Departure,
  Disposition,
  Entry,
  InDoubt,
  Moment,
  Options,
  Refusal,
  Refused,
  RejectionGroup,
  Settled
} from "./Model.ts"
import { Reader } from "./Reader.ts"
import { openDatabase, readMeta as readMetaOf } from "./Schema.ts"
import { Writer } from "./Writer.ts"
import { CrashListener, heard } from "../state/CrashPoints.ts"
import type { Counts, Differing, Outcome } from "../Outcome.ts"
import type { Group } from "../Problems.ts"

export { LedgerError } from "./LedgerError.ts"
export type { Digest } from "./Digest.ts"
export type {
  AddedLines,
  Attempt,
  Batch,
  Checkpoint,
  Departure,
  Disposition,
  Entry,
  InDoubt,
  Moment,
  Options,
  Refusal,
  Refused,
  RejectionGroup,
  Settled
} from "./Model.ts"

export interface Ledger {
  readonly file: string
  /**
   * Starts a scan of the source. With a checkpoint, the rows before it count as read: they are settled, and the source
   * has not changed there. A retry sends only failed rows: a refused row gets its next attempt, a row in doubt is
   * reconciled, and an applied row stays unchanged even if the source has changed it.
   */
  readonly beginScan: (
    from?: Checkpoint,
    options?: { readonly retry?: boolean | undefined; readonly rejectDuplicates?: boolean | undefined }
  ) => Effect.Effect<void, LedgerError>
  /**
   * Starts reading corrected rows of this run. This is not a scan: unread rows and the checkpoint stay unchanged. A
   * corrected row takes the line that it was rejected on and replaces the refusal there. If it is not sent, that line
   * stays refused.
   */
  readonly beginCorrection: (options?: {
    readonly rejectDuplicates?: boolean | undefined
  }) => Effect.Effect<AddedLines, LedgerError>
  /** Ends a scan that has read all its rows. With `sourceWhole`, these were all rows of the source. */
  readonly endScan: (sourceWhole: boolean) => Effect.Effect<void, LedgerError>
  /** Whether the scan is recorded to have reached the end of the source. */
  readonly isWhole: Effect.Effect<boolean, LedgerError>
  /** The number of rows refused or in doubt, including rows that are no longer in the source. */
  readonly failed: Effect.Effect<number, LedgerError>
  /** The last recorded checkpoint. */
  readonly checkpoint: Effect.Effect<Checkpoint | undefined, LedgerError>
  /**
   * Decides the disposition of each row, and durably records the intents to send. With `departs: false`, no row is sent
   * before `depart` or `leave` records it, and the row is not in doubt until then.
   */
  readonly admit: (
    entries: ReadonlyArray<Entry>,
    now: Moment,
    departs?: boolean
  ) => Effect.Effect<ReadonlyArray<Disposition>, LedgerError>
  /** Durably records that admitted rows are about to be sent, each in its own request. */
  readonly leave: (
    attempts: ReadonlyArray<Attempt>,
    now: Moment
  ) => Effect.Effect<ReadonlyArray<Attempt>, LedgerError>
  /** Durably records that a batch is about to be sent. */
  readonly depart: (departure: Departure, now: Moment) => Effect.Effect<Batch, LedgerError>
  /** Durably records the API's job for a batch. */
  readonly accepted: (batch: Batch, job: string) => Effect.Effect<Batch, LedgerError>
  /** Withdraws a batch: its request was certainly not sent, or certainly had no effect. */
  readonly withdraw: (batch: Batch) => Effect.Effect<void, LedgerError>
  /**
   * Durably records the outcomes of a batch's rows, and the end of the batch. A row without an outcome stays in doubt,
   * as a single row. Without a batch, the rows were not sent.
   */
  readonly finish: (
    batch: Batch | undefined,
    settled: ReadonlyArray<Settled>
  ) => Effect.Effect<void, LedgerError>
  /** Batches that were unfinished when the ledger was last closed. */
  readonly unfinished: Effect.Effect<ReadonlyArray<Batch>, LedgerError>
  /** Records a checkpoint. Like an outcome, it becomes durable with the next commit. */
  readonly reach: (checkpoint: Checkpoint) => Effect.Effect<void, LedgerError>
  /** Rejections of the current scan on some lines, by the importer or by the API. */
  readonly refusals: (from: number, to: number) => Effect.Effect<ReadonlyMap<number, Refused>, LedgerError>
  /** Durably records that the next attempt of a row is about to be sent. */
  readonly nextAttempt: (attempt: Attempt, body: Digest, now: Moment) => Effect.Effect<Attempt, LedgerError>
  /** Durably records that an update of the existing object is about to be sent. */
  readonly beginUpdate: (attempt: Attempt) => Effect.Effect<void, LedgerError>
  /** Records an outcome. Durable with the next window, `flush` or `close`. A lost outcome only repeats a request. */
  readonly settle: (
    natural: Digest,
    outcome: Outcome,
    requestId: string | undefined
  ) => Effect.Effect<void, LedgerError>
  /**
   * Withdraws the intents of rows whose requests certainly had no effect. With `ended`, the API holds a refusal under
   * the key, so the row needs the next key.
   */
  readonly release: (attempts: ReadonlyArray<Attempt>, ended: boolean) => Effect.Effect<void, LedgerError>
  /** Ends the key of a row that stays in doubt: the API may hold a refusal under it. */
  readonly expire: (attempt: Attempt) => Effect.Effect<void, LedgerError>
  /**
   * Ends the keys of all rows in doubt, because the same bytes cannot be sent again. Durably records `values` as
   * entries of the table `meta` in the same commit.
   */
  readonly endKeys: (values: Readonly<Record<string, string>>) => Effect.Effect<void, LedgerError>
  /**
   * Records rows that were refused before sending. A row that was corrected outside the source and applied since is not
   * refused; its disposition is returned instead.
   */
  readonly reject: (
    rows: ReadonlyArray<Refusal>
  ) => Effect.Effect<ReadonlyArray<Disposition | undefined>, LedgerError>
  /** Records rows that are not sent because a later one, on the line `of`, has the same identity. */
  readonly repeat: (
    rows: ReadonlyArray<{ readonly line: number; readonly of: number }>
  ) => Effect.Effect<void, LedgerError>
  readonly flush: Effect.Effect<void, LedgerError>
  /** Counts of the rows that the current scan has read. */
  readonly counts: Effect.Effect<Counts, LedgerError>
  /** Counts of those rows before a line. */
  readonly countsBefore: (line: number) => Effect.Effect<Counts, LedgerError>
  /** Rows in doubt, at most `limit`. */
  readonly inDoubt: (limit: number) => Effect.Effect<ReadonlyArray<InDoubt>, LedgerError>
  /** Rejections of the current scan grouped by reason, with the first lines. */
  readonly rejections: Effect.Effect<ReadonlyArray<RejectionGroup>, LedgerError>
  /** All problems of all rejected rows of the current scan, grouped. */
  readonly problems: Effect.Effect<ReadonlyArray<Group>, LedgerError>
  /** Rows of the current scan that differ from the existing object, at most `limit`. */
  readonly differing: (limit: number) => Effect.Effect<ReadonlyArray<Differing>, LedgerError>
  readonly getMeta: (name: string) => Effect.Effect<string | undefined, LedgerError>
  readonly setMeta: (values: Readonly<Record<string, string>>) => Effect.Effect<void, LedgerError>
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
    const reader = new Reader(database)
    const writer =
      options.readOnly === true
        ? undefined
        : yield* attempt("prepare", () => new Writer(database, recentRows))
    if (writer !== undefined) {
      yield* Effect.addFinalizer(() => Effect.ignore(attempt("flush", () => writer.flush())))
    }
    const write = <A>(operation: string, run: (writer: Writer) => A) =>
      attempt(operation, () => {
        if (writer === undefined) throw readOnly
        return run(writer)
      })
    const read = <A>(operation: string, run: (reader: Reader) => A) =>
      attempt(operation, () => {
        // Reads include the outcomes that wait for a commit.
        writer?.flush()
        return run(reader)
      })
    return {
      file: options.file,
      beginScan: (from, { rejectDuplicates = false, retry = false } = {}) =>
        write("begin a pass", (writer) => writer.beginScan(from, retry, rejectDuplicates)),
      beginCorrection: ({ rejectDuplicates = false } = {}) =>
        write("begin a correction", (writer) => writer.beginCorrection(rejectDuplicates)),
      endScan: (sourceWhole) => write("end a pass", (writer) => writer.endScan(sourceWhole)),
      isWhole: attempt("read", () => reader.isWhole()),
      failed: read("count", (reader) => reader.failed()),
      checkpoint: attempt("read", () => reader.checkpoint()),
      reach: (checkpoint) => write("record a checkpoint", (writer) => writer.reach(checkpoint)),
      refusals: (from, to) => attempt("list rejections", () => reader.refusals(from, to)),
      admit: (entries, now, departs) =>
        write("record intents", (writer) => writer.admit(entries, now, departs)),
      leave: (attempts, now) => write("record intents", (writer) => writer.leaveNow(attempts, now)),
      depart: (departure, now) => write("record a request", (writer) => writer.beginBatch(departure, now)),
      accepted: (batch, job) => write("record a job", (writer) => writer.acceptBatch(batch, job)),
      withdraw: (batch) => write("withdraw a request", (writer) => writer.withdraw(batch)),
      finish: (batch, settled) => write("record outcomes", (writer) => writer.finish(batch, settled)),
      unfinished: write("list requests", (writer) => writer.unfinished()),
      nextAttempt: (previous, body, now) =>
        write("record an attempt", (writer) => writer.nextAttempt(previous, body, now)),
      beginUpdate: ({ natural }) => write("record an update", (writer) => writer.beginUpdate(natural)),
      settle: (natural, outcome, requestId) =>
        write("record an outcome", (writer) => writer.settle(natural, outcome, requestId)),
      release: (attempts, ended) => write("release intents", (writer) => writer.release(attempts, ended)),
      expire: ({ natural }) => write("end a key", (writer) => writer.expire(natural)),
      endKeys: (values) => write("end keys", (writer) => writer.endKeys(values)),
      reject: (rows) => write("record rejections", (writer) => writer.reject(rows)),
      repeat: (rows) => write("record duplicates", (writer) => writer.repeat(rows)),
      flush: write("record outcomes", (writer) => writer.flush()),
      counts: read("count", (reader) => reader.counts(Number.MAX_SAFE_INTEGER)),
      countsBefore: (line) => read("count", (reader) => reader.counts(line)),
      inDoubt: (limit) => read("list rows in doubt", (reader) => reader.inDoubt(limit)),
      rejections: read("list rejections", (reader) => reader.rejections()),
      problems: read("list problems", (reader) => reader.problems()),
      differing: (limit) => read("list differing rows", (reader) => reader.differing(limit)),
      getMeta: (name) => attempt("read", () => reader.getMeta(name)),
      setMeta: (values) => write("write", (writer) => writer.setMeta(values))
    }
  })

const readOnly = Object.assign(new Error("open for reading only"), { code: "READ_ONLY" })

/** Reads an entry of a ledger of any version, without migrating it. */
export const readMeta = (file: string, name: string): Effect.Effect<string | undefined, LedgerError> =>
  Effect.try({
    try: () => readMetaOf(file, name),
    catch: (cause) => ledgerError(file, "read", cause)
  })
