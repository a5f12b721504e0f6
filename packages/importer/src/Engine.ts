/**
 * A pass over a source: reader, queue, workers, and an end in good order.
 *
 * The reader maps a window of rows, has the ledger record the intents in one durable commit, and only then lets
 * the rows into the queue. Whatever ends the pass (the last row, a stop, an interruption, a source that breaks
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
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Queue from "effect/Queue"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as fs from "node:fs"
import * as path from "node:path"
import type { OnExisting } from "./Adoption.ts"
import type { StopReason } from "./Decision.ts"
import type { Destination } from "./Destination.ts"
import * as Duplicates from "./Duplicates.ts"
import * as ErrorBudget from "./ErrorBudget.ts"
import type { RejectsError, SourceError } from "./ImportError.ts"
import { entryOf, withIdentity } from "./Identity.ts"
import type { Digester } from "./internal/digest.ts"
import { columnsEntry, filesEntry } from "./internal/ledgerProblems.ts"
import { LineSet } from "./internal/lineSet.ts"
import { step } from "./internal/steps.ts"
import { Tally } from "./internal/tally.ts"
import { Departure, type Traffic } from "./internal/traffic.ts"
import type { Unkeyed } from "./Invocation.ts"
import type { AddedLines, Checkpoint, Disposition, Entry, LedgerError, Moment, Refusal } from "./Ledger.ts"
import type * as Mapping from "./Mapping.ts"
import { isConserved } from "./Outcome.ts"
import { adviceFor } from "./Problems.ts"
import type { Progress } from "./Progress.ts"
import type * as Rejects from "./Rejects.ts"
import { addedLine, maxDifferingRows, maxUnknownRows, type Report, type Status } from "./Report.ts"
import { ImportStopped, ReportError } from "./RunError.ts"
import * as Send from "./Send.ts"
import * as Source from "./Source.ts"
import type { Run } from "./StateDirectory.ts"

export interface Options {
  readonly source: Source.Source
  readonly table: Source.Table
  readonly mapper: Mapping.RowMapper
  readonly run: Run
  readonly digester: Digester
  readonly destination: Destination<any>
  readonly rejects: Rejects.Writer
  readonly traffic: Traffic
  readonly targetName: string
  readonly policy: OnExisting
  readonly unkeyed: Unkeyed
  /** Sends only what failed in earlier passes. */
  readonly retry: boolean
  /**
   * The rows are rejected ones of this run, which come back corrected. `original` is what the rejected rows are read
   * from that do not come back: they stay rejected, and have to be in the new file of rejected rows.
   */
  readonly correction:
    | { readonly original: Source.Source | undefined; readonly isOwnFile: boolean }
    | undefined
  readonly duplicates: Duplicates.Duplicates
  /** Stops once so many rows were sent and their ends are known. */
  readonly canary: number | undefined
  readonly maxErrors: ErrorBudget.MaxErrors | undefined
  readonly keyMaxAge: Duration.Input
  readonly concurrency: number
  readonly drain: Duration.Input
}

/** A pass under way. */
export interface Pass {
  readonly progress: Stream.Stream<Progress>
  readonly report: Effect.Effect<Report, PassError>
  /** Ends the pass in good order. */
  readonly stop: Effect.Effect<Report, PassError>
}

/** How a pass can fail. What was done until then is recorded. */
export type PassError = ImportStopped | SourceError | RejectsError | LedgerError | ReportError

/** Starts a pass. It ends with its last row or with the scope. */
export const start = Effect.fnUntraced(function* (
  options: Options
): Effect.fn.Return<Pass, LedgerError | SourceError, PersonaClient | Scope.Scope> {
  const { destination, digester, mapper, rejects, run, source, traffic } = options
  const { ledger } = run
  const scope = yield* Effect.scope
  const statusBefore = run.info.status
  // What was settled before, and has not changed, is not read again; but a retry looks for failed rows everywhere.
  // Where the last of equal rows wins, that may be one that has come since, so all of them are read.
  const checkpoint =
    options.retry || options.correction !== undefined || options.duplicates === "last"
      ? undefined
      : yield* ledger.checkpoint
  // Rows that were added to rejected ones stand nowhere but in the file of rejected rows.
  const rejectsBefore = path.join(run.folder, "rejects.csv")
  const hasAdded = (yield* ledger.getMeta("added")) !== undefined && fs.existsSync(rejectsBefore)
  const isFirstPass = (yield* ledger.getMeta("pass")) === undefined
  const continued = checkpoint === undefined ? undefined : yield* source.openAt(checkpoint.mark)
  const from = continued === undefined ? undefined : checkpoint
  const table = continued ?? options.table
  const client = yield* Client
  const startedAt = yield* Clock.currentTimeMillis
  const tally = new Tally()
  const budget = ErrorBudget.make(options.maxErrors)
  const rejectDuplicates = options.duplicates === "reject"
  const queue = yield* Queue.bounded<Task, Cause.Done>(options.concurrency * 4)
  const stopping = yield* Deferred.make<Ending>()
  const finished = yield* Deferred.make<Report, PassError>()
  const send = Send.make({
    runId: run.id,
    destination,
    ledger,
    policy: options.policy,
    keyMaxAge: options.keyMaxAge,
    now: moment(client),
    onPause: (millis) => Effect.sync(() => (tally.pausedMs = millis))
  })

  const isStopping = () => Deferred.isDoneUnsafe(stopping)
  const end = (ending: Ending) => Effect.asVoid(Deferred.succeed(stopping, ending))

  // Reader

  /** Lines that are named in the file of rejected rows. */
  const written = new LineSet()

  const writeRejected = (record: Source.SourceRecord, problems: ReadonlyArray<Mapping.Problem>) => {
    written.add(lineOf(record))
    const { file, line } = record.origin === undefined ? table.place(record.line) : nowhere
    const place =
      file === undefined || files.has(file)
        ? Effect.void
        : Effect.suspend(() => {
            files.set(file, record.line - line)
            return Effect.ignore(ledger.setMeta({ [filesEntry]: JSON.stringify([...files]) }))
          })
    return Effect.andThen(place, rejects.write(record, problems))
  }

  /** Files that have rejected rows, and how many lines come before each: a line is named with its file later on. */
  const files = new Map<string, number>(JSON.parse((yield* ledger.getMeta(filesEntry)) ?? "[]"))

  const problemOf = (refused: Mapping.RefusedPart): Mapping.Problem => {
    const suggestion = adviceFor(refused.code)
    const problem = mapper.problemAt(refused)
    return suggestion === undefined ? problem : { ...problem, suggestion }
  }

  const met = new LineSet()
  let nextAdded = addedLine
  let added: AddedLines | undefined

  /** A row that was added before has the line that it had then. */
  const placed = (record: Source.SourceRecord): Source.SourceRecord => {
    const line = added?.moved.get(lineOf(record))
    return line === undefined ? record : { ...record, origin: { line, place: record.origin?.place ?? "" } }
  }

  /** The record with the line that the run knows it by. */
  const known = (record: Source.SourceRecord): Source.SourceRecord => {
    if (options.correction === undefined) {
      // Rejected rows of a run that is not continued are rows like any others.
      if (record.origin === undefined) return record
      const { cells, line, number, ragged } = record
      return { cells, line, number, ragged }
    }
    const { origin } = record
    if (origin !== undefined && met.add(origin.line)) return record
    return { ...record, origin: { line: nextAdded++, place: `added ${record.line}` } }
  }

  const identified = (record: Source.SourceRecord): Mapping.Row => {
    const mapped = mapper(record)
    return mapped._tag === "Valid" ? withIdentity(mapped, options.unkeyed) : mapped
  }

  const admit = Effect.fnUntraced(function* ({ end: mark, records }: Source.Window) {
    const span: Span = { mark, open: 0, rejected: false }
    frontier.push(span)
    const refused: Array<Refusal> = []
    const refusedRecords: Array<Source.SourceRecord> = []
    const repeated: Array<{ readonly line: number; readonly of: number }> = []
    const entries: Array<Entry> = []
    const rows: Array<{
      readonly record: Source.SourceRecord
      readonly row: Mapping.ValidRow
      readonly keyed: boolean
    }> = []
    for (const read of records) {
      tally.read++
      const record = known(read)
      const line = lineOf(record)
      const row = identified(record)
      if (row._tag === "Invalid") {
        const { code, field, reason, summary = reason } = row.problems[0]!
        refused.push({
          line,
          rejected: { _tag: "Rejected", code, reason: summary, pointer: field },
          problems: row.problems,
          record: digester.digest("body", JSON.stringify(record.cells))
        })
        refusedRecords.push(record)
        continue
      }
      if (lastLines !== undefined && row.natural !== undefined) {
        const last = lastLines(row.natural)
        if (last !== undefined && last !== row.line) {
          repeated.push({ line, of: last })
          tally.duplicates++
          continue
        }
      }
      entries.push(entryOf(row, line, digester))
      rows.push({ record, row, keyed: row.natural !== undefined })
    }
    if (repeated.length > 0) yield* ledger.repeat(repeated)
    if (refused.length > 0) {
      const corrected = yield* ledger.reject(refused)
      for (const [i, disposition] of corrected.entries()) {
        if (disposition?._tag === "Settled") tally.count(disposition.outcome._tag)
        else if (disposition?._tag === "Duplicate")
          yield* meetDuplicate(span, refusedRecords[i]!, disposition)
        else {
          yield* writeRejected(placed(refusedRecords[i]!), refused[i]!.problems!)
          tally.count("Rejected")
          span.rejected = true
          yield* spend(budget.refuse(refused[i]!.rejected, "local"))
        }
      }
    }
    if (entries.length === 0) {
      yield* advance
      return []
    }
    const now = yield* moment(client)
    const dispositions = yield* ledger.admit(entries, now)
    const tasks: Array<Task> = []
    for (const [i, disposition] of dispositions.entries()) {
      const { keyed, row } = rows[i]!
      const record = placed(rows[i]!.record)
      if (disposition._tag === "Settled") {
        tally.count(disposition.outcome._tag)
        if (disposition.outcome._tag === "Rejected") {
          span.rejected = true
          yield* writeRejected(record, [problemOf(disposition.outcome)])
        }
      } else if (disposition._tag === "Duplicate") {
        yield* meetDuplicate(span, record, disposition)
      } else if (disposition._tag === "LeftOut") {
        // It is still to be sent one day, so no checkpoint moves over it.
        span.open++
        tally.leftOut++
      } else {
        tally.sent = true
        budget.admit()
        tasks.push({ record, span, job: jobOf(disposition, row.request, keyed) })
      }
    }
    span.open += tasks.length
    yield* advance
    return destination.sharesLookUps ? yield* withSharedLookUps(tasks, now) : tasks
  })

  const meetDuplicate = Effect.fnUntraced(function* (
    span: Span,
    record: Source.SourceRecord,
    { firstLine }: Extract<Disposition, { readonly _tag: "Duplicate" }>
  ) {
    if (!rejectDuplicates) return void tally.duplicates++
    const problem = Duplicates.problem(placeName(table.place, firstLine))
    yield* writeRejected(record, [problem])
    tally.count("Rejected")
    span.rejected = true
    yield* spend(budget.refuse({ code: problem.code, reason: problem.summary! }, "local"))
  })

  /** Ends the pass when too much was rejected. */
  const spend = (over: ErrorBudget.Exceeded | undefined): Effect.Effect<void> =>
    over === undefined ? Effect.void : end({ _tag: "Stop", why: over.why, error: undefined, exceeded: over })

  /**
   * Rows that begin with a look-up ask together, when the first of them has its turn: each for itself, only as many as
   * there are workers would share a request.
   */
  const withSharedLookUps = Effect.fnUntraced(function* (tasks: ReadonlyArray<Task>, now: Moment) {
    const asking = tasks.filter(
      ({ job }) => beginsWithLookUp(job, now) && job.keyed && destination.canLookUp(job.request)
    )
    if (asking.length < 2) return tasks
    const answers = yield* Effect.cached(
      Effect.forEach(asking, ({ job }) => destination.lookUp(job.request, { fresh: true }), {
        concurrency: "unbounded"
      })
    )
    const position = new Map(asking.map((task, i) => [task, i]))
    return tasks.map((task): Task => {
      const i = position.get(task)
      return i === undefined
        ? task
        : { ...task, job: { ...task.job, lookedUp: Effect.map(answers, (found) => found[i]) } }
    })
  })

  /** Windows that were read, up to the first one with a row that is not settled. */
  let frontier: Array<Span> = []
  let rejectedBefore = from?.rejected ?? false

  /** Moves the checkpoint over the windows at the front that are settled. */
  const advance: Effect.Effect<void, LedgerError> = Effect.suspend(() => {
    const settled = frontier.findIndex((span) => span.open > 0)
    const done = settled === -1 ? frontier : frontier.slice(0, settled)
    const last = done.at(-1)
    if (last === undefined) return Effect.void
    frontier = frontier.slice(done.length)
    rejectedBefore ||= done.some((span) => span.rejected)
    return last.mark === undefined ? Effect.void : ledger.reach({ mark: last.mark, rejected: rejectedBefore })
  })

  const feed = (tasks: ReadonlyArray<Task>) => {
    let offered = 0
    const offer = (task: Task) => Effect.map(Queue.offer(queue, task), () => void offered++)
    return Effect.onInterrupt(
      Effect.forEach(
        tasks,
        canary === undefined
          ? offer
          : (task) => (canary.left-- > 0 ? offer(task) : Effect.andThen(stopCanary, Effect.never)),
        { discard: true }
      ),
      () => giveBack(tasks.slice(offered))
    )
  }

  /** The first rows, which are sent before all others: how many are still to be sent, and to be settled. */
  const canary =
    options.canary === undefined
      ? undefined
      : { left: options.canary, open: options.canary, settled: yield* Deferred.make<void>() }

  const stopCanary = Effect.suspend(() =>
    canary === undefined
      ? Effect.void
      : Effect.andThen(Deferred.await(canary.settled), end({ _tag: "Stop", why: "canary", error: undefined }))
  )

  /** Rows that the ledger expects to leave, and that never did. */
  const giveBack = (tasks: ReadonlyArray<Task>): Effect.Effect<void> => {
    const attempts = tasks.filter(({ job }) => job.start === "create").map(({ job }) => job.attempt)
    return attempts.length === 0
      ? Effect.void
      : Effect.orElseSucceed(ledger.release(attempts, false), () => undefined)
  }

  const read = Stream.runForEach(table.windows, (window) =>
    // A window is mapped and recorded as a whole; only the wait for room in the queue can be cut short.
    Effect.uninterruptibleMask((restore) => Effect.flatMap(admit(window), (tasks) => restore(feed(tasks))))
  ).pipe(
    Effect.catch((error) => end({ _tag: "Failed", error })),
    Effect.raceFirst(Effect.asVoid(Deferred.await(stopping))),
    Effect.ensuring(Queue.end(queue))
  )

  const maxAgeMillis = Duration.toMillis(Duration.fromInputUnsafe(options.keyMaxAge))

  const beginsWithLookUp = ({ attempt: { firstSent }, start }: Send.Job<unknown>, now: Moment): boolean =>
    start === "readBack" ||
    start === "edited" ||
    // Whether the key is too old is decided when it is to be sent; here it is only foreseen.
    (start === "resume" && now.wall - firstSent.wall >= maxAgeMillis)

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

  const pursue = (task: Task): Effect.Effect<void, never, PersonaClient> =>
    Effect.matchEffect(send(task.job), {
      onSuccess: ({ outcome }) => {
        tally.count(outcome._tag)
        tally.pausedMs = 0
        // A row that is unknown is asked for again, so no checkpoint moves over it.
        if (outcome._tag !== "Unknown") task.span.open--
        const moved =
          task.span.open === 0
            ? Effect.catch(advance, (error) => end({ _tag: "Failed", error }))
            : Effect.void
        const done = isKeeping ? moved : Effect.andThen(keep, moved)
        if (canary !== undefined && --canary.open === 0) Deferred.doneUnsafe(canary.settled, Effect.void)
        if (outcome._tag !== "Rejected") {
          budget.accept()
          return done
        }
        task.span.rejected = true
        const over = budget.refuse(outcome, "api")
        return Effect.andThen(
          Effect.andThen(writeRejected(task.record, [problemOf(outcome)]), spend(over)),
          done
        )
      },
      onFailure: (error) => end(error._tag === "Stop" ? error : { _tag: "Failed", error })
    })

  /** A worker, and whether anything has left for the row that it has taken. */
  const startWorker = Effect.suspend(() => {
    const departure: Departure = { left: false }
    const turn = Effect.flatMap(Queue.take(queue), (task) => {
      departure.left = false
      return Effect.onInterrupt(isStopping() ? giveBack([task]) : pursue(task), () =>
        departure.left ? Effect.void : giveBack([task])
      )
    })
    const worker = Effect.provideService(
      Effect.ignore(Effect.forever(turn, { disableYield: true })),
      Departure,
      departure
    )
    return Effect.map(Effect.forkChild(worker), (fiber) => ({ departure, fiber }))
  })

  // End

  /** Names the rows again that were rejected before the checkpoint, which nobody has read in this pass. */
  const rejectBefore = Effect.fnUntraced(function* ({ mark, rejected }: Checkpoint) {
    if (!rejected) return
    const again = yield* source.open
    yield* again.windows.pipe(
      Stream.takeWhile(({ records }) => (records[0]?.line ?? 0) < mark.line),
      Stream.runForEach(({ records }) =>
        Effect.gen(function* () {
          const refusals = yield* ledger.refusals(records[0]?.line ?? 0, records.at(-1)?.line ?? 0)
          for (const record of records) {
            if (record.line >= mark.line) return
            yield* nameRejected(record, refusals.get(record.line))
          }
        })
      )
    )
  }, Effect.scoped)

  /** Names a row that this pass has not read, if it is rejected still. */
  const nameRejected = (
    record: Source.SourceRecord,
    refusal: Mapping.RefusedPart | undefined
  ): Effect.Effect<void> => {
    if (refusal === undefined || written.has(lineOf(record))) return Effect.void
    if (refusal.code === Duplicates.code) return writeRejected(record, [Duplicates.problem("another one")])
    const row = identified(record)
    return writeRejected(record, row._tag === "Invalid" ? row.problems : [problemOf(refusal)])
  }

  /** Names the rejected rows that did not come back corrected: as they stand in the file where they were named before. */
  const rejectRest = Effect.fnUntraced(function* (original: Source.Source) {
    const again = yield* original.open
    // Columns may have been moved; a column that is missing is taken for empty.
    const positions = positionsIn(again.columns, table.columns)
    yield* Stream.runForEach(again.windows, ({ records }) =>
      Effect.gen(function* () {
        for (const record of records) {
          const line = lineOf(record)
          if (written.has(line)) continue
          const refusal = (yield* ledger.refusals(line, line)).get(line)
          if (refusal === undefined) continue
          const cells = record.ragged ? record.cells : positions.map((at) => record.cells[at] ?? "")
          yield* nameRejected({ ...record, cells }, refusal)
        }
      })
    )
  }, Effect.scoped)

  const conclude = Effect.fnUntraced(function* (ending: Ending | undefined) {
    yield* ledger.flush
    const isWhole = ending === undefined
    const { correction } = options
    if (isWhole && correction === undefined) yield* ledger.endPass(tally.leftOut === 0)
    if (from !== undefined) yield* rejectBefore(from)
    // What cannot be read any more is named by its line all the same: the ledger has it.
    if (correction?.original !== undefined) yield* Effect.ignore(rejectRest(correction.original))
    if (correction === undefined && hasAdded) yield* Effect.ignore(rejectRest(Source.file(rejectsBefore)))
    const counts = yield* ledger.counts
    tally.end(counts)
    if (!isConserved(counts)) return yield* Effect.die(new Error("The counts of the run do not add up"))
    const status: Status = isWhole
      ? tally.leftOut > 0 || (correction !== undefined && !(yield* ledger.isWhole))
        ? unfinished(statusBefore)
        : "finished"
      : ending._tag === "Interrupted"
        ? "interrupted"
        : "stopped"
    // Corrections that were made in the run's own file are not lost with a pass that was broken off.
    if (!isWhole && correction?.isOwnFile === true) yield* rejects.discard
    const rejectFile = yield* rejects.close
    // One of an earlier pass holds people's data, and nothing in it is true any more.
    if (rejectFile === null && isWhole) {
      yield* Effect.sync(() => fs.rmSync(rejectsBefore, { force: true }))
    }
    const reportFile = path.join(run.folder, "report.json")
    const report: Report = {
      run: run.id,
      status,
      target: options.targetName,
      engine: "row",
      environment: run.info.environment,
      list: run.info.list,
      source: run.info.source,
      ...counts,
      requests: traffic.requests(),
      writes: traffic.writes(),
      rateLimited: yield* traffic.rateLimited,
      elapsedMs: (yield* Clock.currentTimeMillis) - startedAt,
      nothingToDo: isWhole && !isFirstPass && !tally.sent,
      differingRows: counts.differing === 0 ? [] : yield* ledger.differing(maxDifferingRows),
      leftOut: tally.leftOut,
      unknownRows: yield* ledger.inDoubt(maxUnknownRows),
      rejections: yield* ledger.rejections,
      files: { rejects: rejectFile, report: reportFile }
    }
    const digest = correction === undefined ? yield* table.digest : undefined
    yield* run.update({ status, sourceDigest: digest ?? run.info.sourceDigest })
    const writeReport = Effect.try({
      try: () => writeWhole(reportFile, `${JSON.stringify(report, null, 2)}\n`),
      catch: (cause) =>
        new ReportError({ file: reportFile, code: String((cause as NodeJS.ErrnoException).code) })
    })
    yield* step("write the report", writeReport)
    switch (ending?._tag) {
      case "Stop":
        return yield* new ImportStopped({
          why: ending.why,
          error: ending.error,
          exceeded: ending.exceeded,
          report
        })
      case "Failed":
        return yield* ending.error
      default:
        return report
    }
  })

  const pass = Effect.gen(function* () {
    const reader = yield* Effect.forkChild(read)
    const workers = yield* Effect.forEach(Array.from({ length: options.concurrency }), () => startWorker, {
      concurrency: 1
    })
    const fibers = [reader, ...workers.map(({ fiber }) => fiber)]
    const settled = Effect.gen(function* () {
      yield* Deferred.await(stopping)
      // Rows that wait for their turn under the rate limit have not left, and could wait for long.
      yield* Fiber.interruptAll(workers.flatMap(({ departure, fiber }) => (departure.left ? [] : [fiber])))
      // What is in flight when the end is called for gets some time, and no more.
      yield* Effect.sleep(options.drain)
    })
    yield* Effect.raceFirst(
      Effect.forEach(fibers, ended, { concurrency: "unbounded", discard: true }),
      settled
    )
    yield* Fiber.interruptAll(fibers)
    yield* giveBack(yield* Queue.clear(queue).pipe(Effect.orElseSucceed(() => [])))
    return yield* conclude(isStopping() ? yield* Deferred.await(stopping) : undefined)
  })

  if (options.correction === undefined) {
    yield* ledger.beginPass(from, { retry: options.retry, rejectDuplicates })
  } else {
    // One of an older version does not say that its source was read to the end.
    if (statusBefore === "finished") yield* ledger.endPass(true)
    added = yield* ledger.beginCorrection({ rejectDuplicates })
    nextAdded = added.next
    yield* ledger.setMeta({ added: "1" })
  }
  yield* ledger.setMeta({
    [columnsEntry]: JSON.stringify(mapper.describe.map(({ column = "", field }) => [field, column]))
  })
  const lastLines =
    options.duplicates === "last" && options.correction === undefined
      ? yield* Duplicates.lastLines(source, identified)
      : undefined
  // Counting what was settled before takes a while in a large ledger; the first rows do not wait for it.
  if (from !== undefined) {
    const count = Effect.map(ledger.countsBefore(from.mark.line), (counts) => tally.begin(counts))
    yield* Effect.forkIn(Effect.delay(Effect.ignore(count), countMillis), scope)
  }
  yield* run.update({ status: "running" })
  const fiber = yield* Effect.forkDetach(Effect.onExit(pass, (exit) => Deferred.done(finished, exit)))
  const report = Deferred.await(finished)
  const stop = Effect.andThen(end({ _tag: "Interrupted" }), report)
  yield* Effect.addFinalizer(() => Effect.andThen(Effect.ignoreCause(stop), Fiber.await(fiber)))

  const snapshot = Effect.gen(function* () {
    const { bytesRead, bytesTotal } = yield* table.progress
    const budget = yield* client.budget.snapshot
    return {
      ...tally.counts(),
      sourceShare:
        bytesTotal === undefined || bytesTotal === 0 ? undefined : Math.min(1, bytesRead / bytesTotal),
      requests: traffic.requests(),
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

/** Waits for the end of a fiber; that it was interrupted is no failure, that it had a fault is one. */
const ended = (fiber: Fiber.Fiber<void>): Effect.Effect<void> =>
  Effect.flatMap(Fiber.await(fiber), (exit) =>
    Exit.isFailure(exit) && !Cause.hasInterruptsOnly(exit.cause) ? exit : Effect.void
  )

/** Why a pass ends before its last row. */
type Ending =
  | { readonly _tag: "Interrupted" }
  | {
      readonly _tag: "Stop"
      readonly why: StopReason
      readonly error: PersonaError | undefined
      readonly exceeded?: ErrorBudget.Exceeded | undefined
    }
  | { readonly _tag: "Failed"; readonly error: SourceError | LedgerError }

/** A window on its way. */
interface Span {
  readonly mark: Source.Mark | undefined
  /** Rows that are not settled yet. */
  open: number
  rejected: boolean
}

interface Task {
  readonly span: Span
  readonly record: Source.SourceRecord
  readonly job: Send.Job<unknown>
}

const jobOf = (
  disposition: Exclude<Disposition, { readonly _tag: "Settled" | "Duplicate" | "LeftOut" }>,
  request: unknown,
  keyed: boolean
): Send.Job<unknown> => {
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

/** Where each of some columns stands among others; of columns with one name, the first belongs to the first. */
const positionsIn = (
  columns: ReadonlyArray<string>,
  wanted: ReadonlyArray<string>
): ReadonlyArray<number> => {
  const taken = new Set<number>()
  return wanted.map((name) => {
    const at = columns.findIndex((column, i) => column === name && !taken.has(i))
    taken.add(at)
    return at
  })
}

const nowhere: Source.Place = { file: undefined, line: 0 }

/** The line that the run knows a record by. */
const lineOf = ({ line, origin }: Source.SourceRecord): number => origin?.line ?? line

const placeName = (place: Source.Table["place"], line: number): string => {
  if (line >= addedLine) return "that was added"
  const { file, line: own } = place(line)
  return file === undefined ? String(own) : `${file}:${own}`
}

const moment = (client: Service): Effect.Effect<Moment> =>
  Clock.clockWith((clock) =>
    Effect.succeed({
      wall: clock.currentTimeMillisUnsafe(),
      server: client.serverClock.now(Number(clock.monotonicTimeNanosUnsafe() / 1_000_000n))
    })
  )

/** Readers see the old report or the new one, never half of one. */
const writeWhole = (file: string, text: string) => {
  fs.writeFileSync(`${file}.tmp`, text, { mode: 0o600 })
  fs.renameSync(`${file}.tmp`, file)
}
