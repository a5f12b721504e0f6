/** The work of a worker on a row or batch, and the records made when the outcome of a row is known. */
import type { Stop } from "../engines/Stop.ts"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { RowBatch } from "../engines/bulk/Batcher.ts"
import type { Ledger, LedgerError } from "../ledger/Ledger.ts"
import type { Outcome } from "../Outcome.ts"
import type { RejectedRows } from "../rejects/RejectedRows.ts"
import type { Checkpointer } from "./Checkpointer.ts"
import type { Counters } from "./Counters.ts"
import type { Dispatcher } from "./Dispatcher.ts"
import type { Stopping } from "./Ending.ts"
import type { ErrorThreshold } from "./ErrorThreshold.ts"
import type { Batching, Senders } from "./Senders.ts"
import type { Task } from "./Task.ts"

export interface Options {
  readonly ledger: Ledger
  readonly senders: Senders
  readonly dispatcher: Dispatcher<Task>
  readonly checkpointer: Checkpointer
  readonly counters: Counters
  readonly threshold: ErrorThreshold
  readonly rejectedRows: RejectedRows
  readonly stopping: Stopping
  readonly scope: Scope.Scope
}

export interface Deliver {
  readonly row: (task: Task) => Effect.Effect<void, never, PersonaClient>
  readonly batch: (
    batching: Batching
  ) => (rowBatch: RowBatch<Task>) => Effect.Effect<void, never, PersonaClient>
}

export const make = (options: Options): Deliver => {
  const { dispatcher, senders, stopping } = options
  const account = accountWith(options)
  const fail = (error: Stop | LedgerError) =>
    error._tag === "Stop" ? stopping.end(error) : stopping.fail(error)
  return {
    row: (task) =>
      Effect.matchEffect(senders.row(task.job), {
        onSuccess: ({ outcome }) => account(task, outcome),
        onFailure: fail
      }),
    batch:
      ({ bulk, of }) =>
      ({ before, items }) =>
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
  }
}

/** Accounts for the outcome of a row: counters, checkpoint, error threshold, reject file. */
const accountWith = (options: Options): ((task: Task, outcome: Outcome) => Effect.Effect<void>) => {
  const { checkpointer, counters, dispatcher, rejectedRows, stopping, threshold } = options
  const flush = flushWith(options)
  return (task, outcome) => {
    counters.count(outcome._tag)
    counters.pausedMs = 0
    // A later scan must settle an unknown row, so no checkpoint may pass it.
    if (outcome._tag !== "Unknown") task.span.open--
    const moved = task.span.open === 0 ? Effect.catch(checkpointer.advance, stopping.fail) : Effect.void
    const done = flush.isDue() ? moved : Effect.andThen(flush.soon, moved)
    dispatcher.settle()
    if (outcome._tag !== "Rejected") {
      threshold.accept()
      return done
    }
    task.span.rejected = true
    const over = threshold.refuse(outcome, "api")
    const { body, natural } = task.job.attempt
    const written = rejectedRows.write(task.record, [rejectedRows.problemOf(outcome)], natural + body)
    return Effect.andThen(Effect.andThen(written, stopping.endIf(over)), done)
  }
}

/** Makes outcomes durable soon. Under a small rate limit, the commit of the next window may be far away. */
const flushWith = ({ ledger, scope, stopping }: Options) => {
  let isDue = false
  const flush = Effect.suspend(() => {
    isDue = false
    return Effect.catch(ledger.flush, stopping.fail)
  })
  return {
    isDue: () => isDue,
    soon: Effect.suspend(() => {
      if (isDue) return Effect.void
      isDue = true
      return Effect.asVoid(Effect.forkIn(Effect.delay(flush, flushMillis), scope))
    })
  }
}

/** How long an outcome may wait to become durable, in milliseconds. */
const flushMillis = 100
