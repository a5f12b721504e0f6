/**
 * A scan over a source: reader, queue, workers, and an end in good order.
 *
 * The reader maps a window of rows, has the ledger record the intents in one durable commit, and only then lets
 * the rows into the queue. Whatever ends the scan (the last row, a stop, an interruption, a source that breaks
 * off), rows in flight are given time to finish, rows that never left are given back to the ledger, and the
 * report says what is true.
 */
import type { PersonaError } from "@effect-persona/core/PersonaError"
import type { PersonaClient, Service } from "@effect-persona/core/PersonaClient"
import { PersonaClient as Client } from "@effect-persona/core/PersonaClient"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Queue from "effect/Queue"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as path from "node:path"
import type { OnExisting } from "../engines/row/Reconcile.ts"
import type { StopReason } from "../engines/row/Decision.ts"
import type { Destination } from "../targets/Destination.ts"
import * as BulkSender from "../engines/bulk/BulkSender.ts"
import type { Closed } from "../engines/bulk/BulkEndpoint.ts"
import { type BulkOperation, BatchRows } from "../engines/bulk/BulkOperation.ts"
import type { EngineName } from "../engines/EngineName.ts"
import { type RowBatch, Batcher, type Packed } from "../engines/bulk/Batcher.ts"
import * as Duplicates from "../mapping/Duplicates.ts"
import * as ErrorThreshold from "./ErrorThreshold.ts"
import type { SourceError } from "../SourceError.ts"
import type { RejectsError } from "../errors/RejectsError.ts"
import { entryOf, type Identified, withIdentity } from "../mapping/RowIdentity.ts"
import { CorrectedLines } from "../rejects/CorrectedLines.ts"
import * as WorkerPool from "./WorkerPool.ts"
import type { Digester } from "../ledger/Digest.ts"
import * as Dispatcher from "./Dispatcher.ts"
import * as Checkpointer from "./Checkpointer.ts"
import { columnsEntry, engineEntry } from "../ledger/ProblemGroups.ts"
import type { RejectFiles } from "../rejects/RejectFiles.ts"
import * as RejectedRows from "../rejects/RejectedRows.ts"
import { isChange } from "../source/Content.ts"
import { writeWhole } from "../state/StateFiles.ts"
import { headEntry } from "../setup/FindRun.ts"
import { durableStep } from "../state/CrashPoints.ts"
import { Counters } from "./Counters.ts"
import type { RequestCounters } from "./RequestCounters.ts"
import type { Unkeyed } from "../state/RunConfig.ts"
import type { Checkpoint, Batch, Disposition, LedgerError, Moment, Refusal } from "../ledger/Ledger.ts"
import type * as Mapping from "../Mapping.ts"
import { isConserved, type Outcome } from "../Outcome.ts"
import type { Progress } from "./Progress.ts"
import type * as Rejects from "../rejects/RejectFile.ts"
import { maxDifferingRows, maxUnknownRows, type Report, type Status } from "../Report.ts"
import { ImportStopped, ReportError, SourceChanged } from "../RunError.ts"
import type { Job, Options as SendOptions } from "../engines/row/Job.ts"
import * as RowSender from "../engines/row/RowSender.ts"
import type { Stop } from "../engines/Stop.ts"
import * as Source from "../Source.ts"
import type { Run } from "../StateDirectory.ts"

export interface Options {
  readonly source: Source.Source
  readonly table: Source.Table
  readonly mapper: Mapping.RowMapper
  readonly run: Run
  readonly digester: Digester
  readonly destination: Destination<any>
  readonly rejects: Rejects.Writer
  /** Where it is written, and was by earlier scans. */
  readonly rejectFiles: RejectFiles
  readonly requestCounters: RequestCounters
  readonly targetName: string
  /** The engine that was picked, and why. */
  readonly engine: { readonly name: EngineName; readonly reason: string }
  /** Sends many rows in one request; nothing where each goes for itself. */
  readonly bulkOperation: BulkOperation<any> | undefined
  /** Find out how requests of earlier scans have ended that other engines have sent. */
  readonly finishing: ReadonlyArray<BulkOperation<any>>
  /**
   * Called when the API turns out not to take such requests. Gives a sentence that says so, with which the rows go row
   * by row; a failure ends the run.
   */
  readonly onClosed: (closed: Closed) => Effect.Effect<string, Stop>
  readonly policy: OnExisting
  readonly unkeyed: Unkeyed
  /** Sends only what failed in earlier scans. */
  readonly retry: boolean
  /**
   * The rows are rejected ones of this run, which come back corrected. `originals` are what the rejected rows are read
   * from that do not come back: they stay rejected, and have to be in the new file of rejected rows.
   */
  readonly correction:
    | { readonly originals: ReadonlyArray<Source.Source>; readonly isOwnFile: boolean }
    | undefined
  readonly duplicates: Duplicates.Duplicates
  /** Stops once so many rows were sent and their ends are known. */
  readonly canary: number | undefined
  readonly maxErrors: ErrorThreshold.MaxErrors | undefined
  readonly keyMaxAge: Duration.Input
  readonly concurrency: number
  readonly drain: Duration.Input
}

/** A scan under way. */
export interface Pipeline {
  readonly progress: Stream.Stream<Progress>
  readonly report: Effect.Effect<Report, PipelineError>
  /** Ends the scan in good order. */
  readonly stop: Effect.Effect<Report, PipelineError>
}

/** How a scan can fail. What was done until then is recorded. */
export type PipelineError =
  | ImportStopped
  | SourceChanged
  | SourceError
  | RejectsError
  | LedgerError
  | ReportError

/** Starts a scan. It ends with its last row or with the scope. */
export const start = Effect.fnUntraced(function* (
  options: Options
): Effect.fn.Return<Pipeline, LedgerError | SourceError, PersonaClient | Scope.Scope> {
  const { destination, digester, mapper, rejectFiles, rejects, run, source, requestCounters } = options
  const { ledger } = run
  const scope = yield* Effect.scope
  const statusBefore = run.info.status
  // What was settled before, and has not changed, is not read again; but a retry looks for failed rows everywhere.
  // Where the last of equal rows wins, that may be one that has come since, so all of them are read.
  const checkpoint =
    options.retry || options.correction !== undefined || options.duplicates === "last"
      ? undefined
      : yield* ledger.checkpoint
  const hasAdded = (yield* ledger.getMeta("added")) !== undefined
  const isFirstScan = (yield* ledger.getMeta("pass")) === undefined
  const continued = checkpoint === undefined ? undefined : yield* source.openAt(checkpoint.mark)
  const from = continued === undefined ? undefined : checkpoint
  const table = continued ?? options.table
  const client = yield* Client
  const startedAt = yield* Clock.currentTimeMillis
  const counters = new Counters()
  const budget = ErrorThreshold.make(options.maxErrors)
  const rejectDuplicates = options.duplicates === "reject"
  const queue = yield* Queue.bounded<Task, Cause.Done>(options.concurrency * 4)
  const stopping = yield* Deferred.make<Ending>()
  const finished = yield* Deferred.make<Report, PipelineError>()
  const now = moment(client)
  const sending: SendOptions<unknown> = {
    runId: run.id,
    destination,
    ledger,
    policy: options.policy,
    keyMaxAge: options.keyMaxAge,
    now,
    onPause: (millis) => Effect.sync(() => void (counters.pausedMs = millis))
  }
  const send = RowSender.make(sending)
  let fellBack: string | null = null
  const { bulkOperation, finishing } = options
  const bulk =
    bulkOperation === undefined
      ? undefined
      : BulkSender.make({
          ...sending,
          bulkOperation,
          onClosed: (closed) => Effect.map(options.onClosed(closed), (why) => void (fellBack = why))
        })
  const finishers = new Map(
    finishing.map((other) => [
      other.engine,
      BulkSender.make({ ...sending, bulkOperation: other, finishOnly: true, onClosed: () => Effect.void })
    ])
  )
  const [anyFinisher] = finishers.values()
  const bulkOf = bulk ?? anyFinisher
  const batching =
    bulkOf === undefined
      ? undefined
      : {
          of: ({ engine }: Batch) => finishers.get(engine) ?? bulkOf,
          bulk: bulkOf,
          queue: yield* Queue.bounded<RowBatch<Task>, Cause.Done>(1),
          batcher: new Batcher<Task>({
            takes: ({ job }) => bulkOf.takes(job),
            rows: (yield* BatchRows) ?? bulkOperation?.rows ?? 1,
            bytes: bulkOperation?.bytes ?? 1,
            unfinished: yield* ledger.unfinished
          })
        }

  const isStopping = () => Deferred.isDoneUnsafe(stopping)
  const end = (ending: Ending) => Effect.asVoid(Deferred.succeed(stopping, ending))

  // Reader

  const lines = new CorrectedLines(options.correction !== undefined)
  const checkpointer = Checkpointer.make(ledger, from)

  const identified = (record: Source.SourceRecord): Mapping.Row => {
    const mapped = mapper(record)
    return mapped._tag === "Valid" ? withIdentity(mapped, options.unkeyed) : mapped
  }

  const rejectedRows = yield* RejectedRows.make({ digester, identified, ledger, mapper, rejects, table })
  const { problemOf, write: writeRejected } = rejectedRows

  /** What is read anew is known by its beginning from the first window on, before a row of it leaves. */
  let isHead = from === undefined && options.correction === undefined

  const admit = Effect.fnUntraced(function* ({ end: mark, records }: Source.Window) {
    if (isHead) {
      isHead = false
      if (mark !== undefined) yield* ledger.setMeta({ [headEntry]: JSON.stringify(mark) })
    }
    // The line that a mark in the midst of it names is read already.
    const span = checkpointer.begin(mark?.open === true ? undefined : mark)
    const refused: Array<Refusal> = []
    const refusedRecords: Array<Source.SourceRecord> = []
    const repeated: Array<{ readonly line: number; readonly of: number }> = []
    const entries: Array<Identified> = []
    const rows: Array<{
      readonly record: Source.SourceRecord
      readonly row: Mapping.ValidRow
      readonly keyed: boolean
    }> = []
    for (const read of records) {
      counters.read++
      const record = lines.known(read)
      const line = RejectedRows.lineOf(record)
      const row = identified(record)
      if (row._tag === "Invalid") {
        const { code, field, reason, summary = reason } = row.problems[0]!
        refused.push({
          line,
          rejected: { _tag: "Rejected", code, reason: summary, pointer: field },
          problems: row.problems,
          record: RejectedRows.recordDigest(digester, record),
          origin: record.origin?.was
        })
        refusedRecords.push(record)
        continue
      }
      if (lastLines !== undefined && row.natural !== undefined) {
        const last = lastLines(row.natural)
        if (last !== undefined && last !== row.line) {
          repeated.push({ line, of: last })
          counters.duplicates++
          continue
        }
      }
      const entry = entryOf(row, line, digester)
      entries.push(record.origin === undefined ? entry : { ...entry, origin: record.origin.was })
      rows.push({ record, row, keyed: row.natural !== undefined })
    }
    if (repeated.length > 0) yield* ledger.repeat(repeated)
    if (refused.length > 0) {
      const corrected = yield* ledger.reject(refused)
      for (const [i, disposition] of corrected.entries()) {
        if (disposition?._tag === "Settled") {
          counters.count(disposition.outcome._tag)
          // A correction in doubt may still be refused, and has to be named then.
          if (disposition.outcome._tag === "Unknown") span.rejected = true
        } else if (disposition?._tag === "Duplicate")
          yield* meetDuplicate(span, refusedRecords[i]!, disposition)
        else {
          const { problems, record } = refused[i]!
          yield* writeRejected(lines.placed(refusedRecords[i]!), problems!, record)
          counters.count("Rejected")
          span.rejected = true
          yield* spend(budget.refuse(refused[i]!.rejected, "local"))
        }
      }
    }
    if (entries.length === 0) {
      yield* checkpointer.advance
      return []
    }
    const at = yield* now
    const dispositions = yield* ledger.admit(entries, at, batching === undefined)
    const tasks: Array<Task> = []
    for (let i = 0; i < dispositions.length; i++) {
      const disposition = dispositions[i]!
      const { keyed, row } = rows[i]!
      const record = lines.placed(rows[i]!.record)
      if (disposition._tag === "Settled") {
        counters.count(disposition.outcome._tag)
        if (disposition.outcome._tag === "Unknown") span.rejected = true
        if (disposition.outcome._tag === "Rejected") {
          span.rejected = true
          yield* writeRejected(record, [problemOf(disposition.outcome)], RejectedRows.wasOf(entries[i]!))
        }
      } else if (disposition._tag === "Duplicate") {
        yield* meetDuplicate(span, record, disposition)
      } else if (disposition._tag === "LeftOut") {
        // It is still to be sent one day, so no checkpoint moves over it.
        span.open++
        counters.leftOut++
      } else {
        counters.sent = true
        budget.admit()
        tasks.push({ record, span, job: jobOf(disposition, row.request, keyed), bytes: entries[i]!.size })
      }
    }
    span.open += tasks.length
    yield* checkpointer.advance
    return tasks
  })

  const meetDuplicate = Effect.fnUntraced(function* (
    span: Checkpointer.Span,
    record: Source.SourceRecord,
    { firstLine }: Extract<Disposition, { readonly _tag: "Duplicate" }>
  ) {
    if (!rejectDuplicates) return void counters.duplicates++
    const problem = Duplicates.problem(RejectedRows.placeName(table.place, firstLine))
    yield* writeRejected(record, [problem], undefined)
    counters.count("Rejected")
    span.rejected = true
    yield* spend(budget.refuse({ code: problem.code, reason: problem.summary! }, "local"))
  })

  /** Ends the scan when too much was rejected. */
  const spend = (over: ErrorThreshold.Exceeded | undefined): Effect.Effect<void> =>
    over === undefined ? Effect.void : end({ _tag: "Stop", why: over.why, error: undefined, exceeded: over })

  const dispatcher = yield* Dispatcher.make<Task>({
    queue,
    batching,
    destination,
    ledger,
    keyMaxAge: options.keyMaxAge,
    now,
    canary:
      options.canary === undefined
        ? undefined
        : { rows: options.canary, settled: end({ _tag: "Stop", why: "canary", error: undefined }) }
  })

  const read = Stream.runForEach(table.windows, (window) =>
    // A window is mapped and recorded as a whole; only the wait for room in the queue can be cut short.
    Effect.uninterruptibleMask((restore) =>
      Effect.flatMap(admit(window), (tasks) => restore(dispatcher.feed(tasks)))
    )
  ).pipe(
    Effect.andThen(dispatcher.feedRest),
    Effect.catch((error) => end({ _tag: "Failed", error })),
    Effect.raceFirst(Effect.asVoid(Deferred.await(stopping))),
    Effect.ensuring(batching === undefined ? Effect.void : Queue.end(batching.queue))
  )

  // Workers

  let isKeeping = false

  /** Makes outcomes durable soon: under a small rate limit the next window, which would take them along, is far away. */
  const keep = Effect.suspend(() => {
    if (isKeeping) return Effect.void
    isKeeping = true
    return Effect.asVoid(
      Effect.forkIn(
        Effect.delay(
          Effect.suspend(() => {
            isKeeping = false
            return Effect.catch(ledger.flush, (error) => end({ _tag: "Failed", error }))
          }),
          keepMillis
        ),
        scope
      )
    )
  })

  /** Takes note of how a row has ended. */
  const account = (task: Task, outcome: Outcome): Effect.Effect<void> => {
    counters.count(outcome._tag)
    counters.pausedMs = 0
    // A row that is unknown is asked for again, so no checkpoint moves over it.
    if (outcome._tag !== "Unknown") task.span.open--
    const moved =
      task.span.open === 0
        ? Effect.catch(checkpointer.advance, (error) => end({ _tag: "Failed", error }))
        : Effect.void
    const done = isKeeping ? moved : Effect.andThen(keep, moved)
    dispatcher.settle()
    if (outcome._tag !== "Rejected") {
      budget.accept()
      return done
    }
    task.span.rejected = true
    const over = budget.refuse(outcome, "api")
    const { body, natural } = task.job.attempt
    const written = writeRejected(task.record, [problemOf(outcome)], natural + body)
    return Effect.andThen(Effect.andThen(written, spend(over)), done)
  }

  const fail = (error: Stop | LedgerError) => end(error._tag === "Stop" ? error : { _tag: "Failed", error })

  const deliver = (task: Task): Effect.Effect<void, never, PersonaClient> =>
    Effect.matchEffect(send(task.job), {
      onSuccess: ({ outcome }) => account(task, outcome),
      onFailure: fail
    })

  const deliverBatch =
    ({ bulk, of }: NonNullable<typeof batching>) =>
    ({ before, items }: RowBatch<Task>): Effect.Effect<void, never, PersonaClient> =>
      (before === undefined
        ? bulk.send(items.map(({ job }) => job))
        : of(before.batch).recover(
            before.batch,
            before.items.map((item) => item?.job)
          )
      ).pipe(
        Effect.flatMap(
          Effect.fnUntraced(function* (results) {
            const alone: Array<Task> = []
            for (let i = 0; i < results.length; i++) {
              const [task, result] = [items[i]!, results[i]!]
              if (result._tag === "ByRow") alone.push({ ...task, job: result.job })
              else {
                const more = account(task, result.outcome)
                if (more !== Effect.void) yield* more
              }
            }
            yield* dispatcher.feedAlone(alone)
          })
        ),
        Effect.catch(fail)
      )

  // End

  /** Rows that stand nowhere but in the files of rejected rows. */
  const nameFromFiles = Effect.flatMap(rejectFiles.all, (files) =>
    Effect.forEach(files, (file) => Effect.ignore(rejectedRows.rest(Source.file(file))), { discard: true })
  )

  /**
   * Names the rows that were rejected before the checkpoint. Where their source has changed since it was read, they stand
   * nowhere but in the file that named them before, and the scan ends with that.
   */
  const nameEarlier = (checkpoint: Checkpoint) =>
    rejectedRows
      .before(source, checkpoint)
      .pipe(
        Effect.catchTag("SourceError", (error): Effect.Effect<SourceError, SourceError | LedgerError> =>
          isChange(error) ? Effect.as(nameFromFiles, error) : Effect.fail(error)
        )
      )

  const conclude = Effect.fnUntraced(function* (called: Ending | undefined) {
    yield* ledger.flush
    const { correction } = options
    if (called === undefined && correction === undefined) yield* ledger.endScan(counters.leftOut === 0)
    const torn = from === undefined ? undefined : yield* nameEarlier(from)
    const ending: Ending | undefined =
      called ?? (torn === undefined ? undefined : { _tag: "Failed", error: torn })
    const isWhole = ending === undefined
    // What cannot be read any more is named by its line all the same: the ledger has it.
    // Rows that were added to rejected ones stand nowhere but in the files of rejected rows.
    for (const original of correction?.originals ?? []) yield* Effect.ignore(rejectedRows.rest(original))
    if (correction === undefined && hasAdded) yield* nameFromFiles
    const counts = yield* ledger.counts
    counters.end(counts)
    if (!isConserved(counts)) return yield* Effect.die(new Error("The counts of the run do not add up"))
    const status: Status = isWhole
      ? counters.leftOut > 0 || (correction !== undefined && !(yield* ledger.isWhole))
        ? unfinished(statusBefore)
        : "finished"
      : ending._tag === "Interrupted"
        ? "interrupted"
        : "stopped"
    // Corrections that were made in the run's own file are not lost with a scan that was broken off.
    if (!isWhole && correction?.isOwnFile === true) yield* rejects.discard
    // Asked before a file of rejected rows takes the place of the one that was read.
    const sourceChanged = isWhole && (yield* Source.hasChanged(source))
    const written = yield* rejects.close
    // One of an earlier scan holds people's data, and nothing in it is true any more.
    if (written === null && isWhole) yield* rejectFiles.clear
    const rejectFile = correction?.isOwnFile === true ? yield* rejectFiles.current : written
    const reportFile = path.join(run.folder, "report.json")
    const report: Report = {
      run: run.id,
      status,
      target: options.targetName,
      engine: options.engine.name,
      engineReason: options.engine.reason,
      fellBack,
      jobs: bulk?.requests().jobs ?? 0,
      searches: bulk?.requests().searches ?? 0,
      environment: run.info.environment,
      list: run.info.list,
      source: run.info.source,
      sourceChanged,
      ...counts,
      requests: requestCounters.requests(),
      writes: requestCounters.writes(),
      rateLimited: yield* requestCounters.rateLimited,
      elapsedMs: (yield* Clock.currentTimeMillis) - startedAt,
      nothingToDo: isWhole && !isFirstScan && !counters.sent,
      differingRows: counts.differing === 0 ? [] : yield* ledger.differing(maxDifferingRows),
      leftOut: counters.leftOut,
      unknownRows: yield* ledger.inDoubt(maxUnknownRows),
      rejections: yield* ledger.rejections,
      files: { rejects: rejectFile, edited: yield* rejectFiles.edited, report: reportFile }
    }
    const digest = correction === undefined ? yield* table.digest : undefined
    yield* run.update({ status, sourceDigest: digest ?? run.info.sourceDigest })
    const writeReport = Effect.try({
      try: () => writeWhole(reportFile, `${JSON.stringify(report, null, 2)}\n`),
      catch: (cause) =>
        new ReportError({ file: reportFile, code: String((cause as NodeJS.ErrnoException).code) })
    })
    yield* durableStep("write the report", writeReport)
    switch (ending?._tag) {
      case "Stop":
        return yield* new ImportStopped({
          why: ending.why,
          error: ending.error,
          exceeded: ending.exceeded,
          report
        })
      case "Failed": {
        const { error } = ending
        return yield* error._tag === "SourceError" && error.reason._tag === "Changed"
          ? new SourceChanged({ file: error.file, change: error.reason, report })
          : error
      }
      default:
        return report
    }
  })

  const scan = Effect.gen(function* () {
    const reader = yield* Effect.forkChild(read)
    const size = options.concurrency
    const workers = yield* WorkerPool.start({
      size,
      queue,
      work: deliver,
      giveBack: (task) => dispatcher.giveBack([task]),
      isStopping
    })
    const loaders =
      batching === undefined
        ? []
        : yield* WorkerPool.start({
            size,
            queue: batching.queue,
            work: deliverBatch(batching),
            giveBack: ({ items }: RowBatch<Task>) => dispatcher.giveBack(items),
            isStopping
          })
    // Rows that cannot go together come back to those who send them one by one.
    const closing = yield* Effect.forkChild(
      Effect.andThen(
        Effect.forEach([reader, ...loaders.map(({ fiber }) => fiber)], (fiber) => Fiber.await(fiber)),
        Queue.end(queue)
      )
    )
    yield* WorkerPool.join([...workers, ...loaders], [reader, closing], {
      called: Deferred.await(stopping),
      drain: options.drain
    })
    yield* dispatcher.clear
    return yield* conclude(isStopping() ? yield* Deferred.await(stopping) : undefined)
  })

  // First of all: a scan that was begun and killed is not finished.
  yield* run.update({ status: "running" })
  if (options.correction === undefined) {
    yield* ledger.beginScan(from, { retry: options.retry, rejectDuplicates })
  } else {
    // One of an older version does not say that its source was read to the end.
    const saysWhole = (yield* ledger.getMeta("whole")) !== undefined
    if (statusBefore === "finished" && !saysWhole) yield* ledger.endScan(true)
    lines.begin(yield* ledger.beginCorrection({ rejectDuplicates }))
    yield* ledger.setMeta({ added: "1" })
  }
  yield* ledger.setMeta({
    [engineEntry]: JSON.stringify(options.engine),
    [columnsEntry]: JSON.stringify(mapper.describe.map(({ column = "", field }) => [field, column]))
  })
  const lastLines =
    options.duplicates === "last" && options.correction === undefined
      ? yield* Duplicates.lastLines(source, identified)
      : undefined
  // Counting what was settled before takes a while in a large ledger; the first rows do not wait for it.
  if (from !== undefined) {
    const count = Effect.map(ledger.countsBefore(from.mark.line), (counts) => counters.begin(counts))
    yield* Effect.forkIn(Effect.delay(Effect.ignore(count), countMillis), scope)
  }
  const fiber = yield* Effect.forkDetach(Effect.onExit(scan, (exit) => Deferred.done(finished, exit)))
  const report = Deferred.await(finished)
  const stop = Effect.andThen(end({ _tag: "Interrupted" }), report)
  yield* Effect.addFinalizer(() => Effect.andThen(Effect.ignoreCause(stop), Fiber.await(fiber)))

  const snapshot = Effect.gen(function* () {
    const { bytesRead, bytesTotal } = yield* table.progress
    const budget = yield* client.budget.snapshot
    return {
      ...counters.counts(),
      sourceShare:
        bytesTotal === undefined || bytesTotal === 0 ? undefined : Math.min(1, bytesRead / bytesTotal),
      requests: requestCounters.requests(),
      elapsedMs: (yield* Clock.currentTimeMillis) - startedAt,
      limit: budget.limit,
      remaining: budget.remaining
    }
  })
  const ticks = Stream.fromEffectSchedule(snapshot, Schedule.spaced("100 millis"))
  return {
    progress: Stream.concat(Stream.interruptWhen(ticks, Effect.exit(report)), Stream.fromEffect(snapshot)),
    report,
    stop
  }
})

/** For how long an outcome may wait to become durable, in milliseconds. */
const keepMillis = 100

/** When progress begins to tell what was settled before, in milliseconds. */
const countMillis = 1000

/** A retry that left rows out has not finished their run. */
const unfinished = (before: Status | "running"): Status => (before === "running" ? "interrupted" : before)

/** Why a scan ends before its last row. */
type Ending =
  | { readonly _tag: "Interrupted" }
  | {
      readonly _tag: "Stop"
      readonly why: StopReason
      readonly error: PersonaError | undefined
      readonly exceeded?: ErrorThreshold.Exceeded | undefined
    }
  | { readonly _tag: "Failed"; readonly error: SourceError | LedgerError }

interface Task extends Packed {
  readonly span: Checkpointer.Span
  readonly record: Source.SourceRecord
}

const jobOf = (
  disposition: Exclude<Disposition, { readonly _tag: "Settled" | "Duplicate" | "LeftOut" }>,
  request: unknown,
  keyed: boolean
): Job<unknown> => {
  const { attempt } = disposition
  switch (disposition._tag) {
    case "Send":
      return { request, attempt, keyed, start: "create" }
    case "Resume":
      return { request, attempt, keyed, start: disposition.sendable ? "resume" : "readBack" }
    case "Edited":
      return { request, attempt, keyed, start: "edited" }
  }
}

const moment = (client: Service): Effect.Effect<Moment> =>
  Clock.clockWith((clock) =>
    Effect.succeed({
      wall: clock.currentTimeMillisUnsafe(),
      server: client.serverClock.now(Number(clock.monotonicTimeNanosUnsafe() / 1_000_000n))
    })
  )
