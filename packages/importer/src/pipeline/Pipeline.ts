/**
 * A scan over a source, from its first window to the report: reader, dispatcher, worker pools, end.
 *
 * The reader maps a window of rows, has the ledger record the sendable rows in one durable commit, and only then feeds
 * them to the workers. At any end of the scan (last row, stop, interruption, a changed source), rows in flight get time
 * to finish, unsent rows are released in the ledger, and the report states the current facts.
 */
import { PersonaClient, type Service } from "@effect-persona/core/PersonaClient"
import type * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Queue from "effect/Queue"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { monotonicMillis } from "../engines/monotonicMillis.ts"
import type { SourceError } from "../errors/SourceError.ts"
import type { LedgerError, Moment } from "../ledger/Ledger.ts"
import * as Duplicates from "../mapping/Duplicates.ts"
import { identifying } from "../mapping/RowIdentity.ts"
import { CorrectedLines } from "../rejects/CorrectedLines.ts"
import * as RejectedRows from "../rejects/RejectedRows.ts"
import type { Report } from "../Report.ts"
import type * as Source from "../Source.ts"
import * as Admit from "./Admit.ts"
import * as Begin from "./Begin.ts"
import * as Checkpointer from "./Checkpointer.ts"
import { Counters } from "./Counters.ts"
import * as Deliver from "./Deliver.ts"
import * as Dispatcher from "./Dispatcher.ts"
import * as Ending from "./Ending.ts"
import * as ErrorThreshold from "./ErrorThreshold.ts"
import { finish, type PipelineError, type Scan } from "./Finish.ts"
import type { Options } from "./Options.ts"
import * as Progress from "./Progress.ts"
import * as Senders from "./Senders.ts"
import type { Task } from "./Task.ts"
import * as WorkerPool from "./WorkerPool.ts"

/** A running scan. */
export interface Pipeline {
  readonly progress: Stream.Stream<Progress.Progress>
  readonly report: Effect.Effect<Report, PipelineError>
  /** Ends the scan gracefully. */
  readonly stop: Effect.Effect<Report, PipelineError>
}

/** Starts a scan. It ends with its last row or with the scope. */
export const start = Effect.fnUntraced(function* (
  options: Options
): Effect.fn.Return<Pipeline, LedgerError | SourceError, PersonaClient | Scope.Scope> {
  const { concurrency, correction, destination, digester, keyMaxAge, mapper, rejects, run } = options
  const { ledger } = run
  const scope = yield* Effect.scope
  const beginning = yield* Begin.find(options)
  const { from, table } = beginning
  const client = yield* PersonaClient
  const startedAt = yield* Clock.currentTimeMillis
  const counters = new Counters()
  const threshold = ErrorThreshold.make(options.maxErrors)
  const stopping = yield* Ending.make
  const queue = yield* Queue.bounded<Task, Cause.Done>(concurrency * 4)
  const now = moment(client)
  const onPause = (millis: number) => Effect.sync(() => void (counters.pausedMs = millis))
  const senders = yield* Senders.make(options, { now, onPause })
  const { batching } = senders
  const checkpointer = Checkpointer.make(ledger, from)
  const lines = new CorrectedLines(correction !== undefined)
  const identified = identifying(mapper, options.unkeyed)
  const rejectedRows = yield* RejectedRows.make({ digester, identified, ledger, mapper, rejects, table })
  const canary =
    options.canary === undefined
      ? undefined
      : { rows: options.canary, settled: stopping.end({ _tag: "Stop", why: "canary", error: undefined }) }
  const dispatcher = yield* Dispatcher.make<Task>({
    queue,
    batching,
    destination,
    ledger,
    keyMaxAge,
    now,
    canary
  })
  const shared = { ledger, counters, threshold, stopping, checkpointer, rejectedRows }

  const added = yield* Begin.record(options, beginning)
  if (added !== undefined) lines.begin(added)
  const lastLines =
    options.duplicates === "last" && options.correction === undefined
      ? yield* Duplicates.lastLines(options.source, identified)
      : undefined
  const admit = Admit.make({
    ...shared,
    digester,
    identified,
    lines,
    place: table.place,
    lastLines,
    rejectDuplicates: options.duplicates === "reject",
    fromStart: from === undefined && correction === undefined,
    leaveAtOnce: batching === undefined,
    now
  })
  // Counting the rows settled before takes a while in a large ledger; the first rows do not wait for it.
  if (from !== undefined) {
    const count = Effect.map(ledger.countsBefore(from.mark.line), (counts) => counters.begin(counts))
    yield* Effect.forkIn(Effect.delay(Effect.ignore(count), countMillis), scope)
  }

  const scan: Scan = { options, beginning, startedAt, counters, senders, rejectedRows }
  const finished = yield* Deferred.make<Report, PipelineError>()
  const fiber = yield* work({
    read: read({ table, admit, dispatcher, batching, stopping }),
    deliver: Deliver.make({ ...shared, senders, dispatcher, scope }),
    options,
    queue,
    batching,
    dispatcher,
    stopping
  }).pipe(
    Effect.flatMap((called) => finish(scan, called)),
    Effect.onExit((exit) => Deferred.done(finished, exit)),
    Effect.forkDetach
  )
  const report = Deferred.await(finished)
  const stop = Effect.andThen(stopping.end({ _tag: "Interrupted" }), report)
  yield* Effect.addFinalizer(() => Effect.andThen(Effect.ignoreCause(stop), Fiber.await(fiber)))
  const { requestCounters } = options
  return {
    progress: Progress.watch({ client, counters, requestCounters, startedAt, table, until: report }),
    report,
    stop
  }
})

/** Milliseconds until progress includes the rows settled before. */
const countMillis = 1000

/** Reads the source to its end, or until the scan is ended. */
const read = ({
  admit,
  batching,
  dispatcher,
  stopping,
  table
}: {
  readonly table: Source.Table
  readonly admit: Admit.Admit
  readonly dispatcher: Dispatcher.Dispatcher<Task>
  readonly batching: Senders.Batching | undefined
  readonly stopping: Ending.Stopping
}): Effect.Effect<void, never, PersonaClient> =>
  Stream.runForEach(table.windows, (window) =>
    // A window is mapped and recorded as a whole. Only the wait for room in the queue can be interrupted.
    Effect.uninterruptibleMask((restore) =>
      Effect.flatMap(admit(window), (tasks) => restore(dispatcher.feed(tasks)))
    )
  ).pipe(
    Effect.andThen(dispatcher.feedRest),
    Effect.catch(stopping.fail),
    Effect.raceFirst(Effect.asVoid(stopping.called)),
    Effect.ensuring(batching === undefined ? Effect.void : Queue.end(batching.queue))
  )

/** Runs the reader and the worker pools until all have ended. Returns the reason for an early end, if any. */
const work = Effect.fnUntraced(function* ({
  batching,
  deliver,
  dispatcher,
  options: { concurrency: size, drain },
  queue,
  read,
  stopping
}: {
  readonly read: Effect.Effect<void, never, PersonaClient>
  readonly deliver: Deliver.Deliver
  readonly options: Options
  readonly queue: Queue.Queue<Task, Cause.Done>
  readonly batching: Senders.Batching | undefined
  readonly dispatcher: Dispatcher.Dispatcher<Task>
  readonly stopping: Ending.Stopping
}): Effect.fn.Return<Ending.Ending | undefined, never, PersonaClient> {
  const { isStopping } = stopping
  const reader = yield* Effect.forkChild(read)
  const rowWorkers = yield* WorkerPool.start({
    size,
    queue,
    work: deliver.row,
    giveBack: (task) => dispatcher.giveBack([task]),
    isStopping
  })
  const batchWorkers =
    batching === undefined
      ? []
      : yield* WorkerPool.start({
          size,
          queue: batching.queue,
          work: deliver.batch(batching),
          giveBack: ({ items }) => dispatcher.giveBack(items),
          isStopping
        })
  // Batch workers feed rows that a batch cannot carry to the row workers.
  const closing = yield* Effect.forkChild(
    Effect.andThen(
      Effect.forEach([reader, ...batchWorkers.map(({ fiber }) => fiber)], (fiber) => Fiber.await(fiber)),
      Queue.end(queue)
    )
  )
  yield* WorkerPool.join([...rowWorkers, ...batchWorkers], [reader, closing], {
    called: stopping.called,
    drain
  })
  yield* dispatcher.clear
  return isStopping() ? yield* stopping.called : undefined
})

const moment = (client: Service): Effect.Effect<Moment> =>
  Clock.clockWith((clock) =>
    Effect.succeed({
      wall: clock.currentTimeMillisUnsafe(),
      server: client.serverClock.now(monotonicMillis(clock))
    })
  )
