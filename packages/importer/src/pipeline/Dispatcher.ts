/**
 * Feeds admitted rows to the worker pools, one by one or in batches. During a canary, it holds back all rows but the
 * first ones.
 */
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type * as Cause from "effect/Cause"
import * as Deferred from "effect/Deferred"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import type { Destination } from "../targets/Destination.ts"
import type { RowBatch, Batcher, Packed } from "../engines/bulk/Batcher.ts"
import type { Ledger, LedgerError, Moment } from "../ledger/Ledger.ts"
import * as SharedLookUps from "./SharedLookUps.ts"

/** Delivery of rows in batches. */
export interface Batching<A> {
  readonly queue: Queue.Queue<RowBatch<A>, Cause.Done>
  readonly batcher: Batcher<A & Packed>
}

export interface Options<A> {
  /** Rows with a request of their own. */
  readonly queue: Queue.Queue<A, Cause.Done>
  readonly batching: Batching<A> | undefined
  readonly destination: Destination<any>
  readonly ledger: Ledger
  readonly keyMaxAge: Duration.Input
  readonly now: Effect.Effect<Moment>
  /** The number of rows to send before the others, and the effect to run once their outcomes are known. */
  readonly canary: { readonly rows: number; readonly settled: Effect.Effect<void> } | undefined
}

export interface Dispatcher<A> {
  /** Feeds admitted rows. Interruption gives back the rows that no worker has taken. */
  readonly feed: (tasks: ReadonlyArray<A>) => Effect.Effect<void, LedgerError, PersonaClient>
  /** Feeds rows one by one that a batch cannot carry. */
  readonly feedAlone: (tasks: ReadonlyArray<A>) => Effect.Effect<void, LedgerError, PersonaClient>
  /** Feeds the batches that are not full. */
  readonly feedRest: Effect.Effect<void>
  /** Counts a row whose outcome is known. */
  readonly settle: () => void
  /** Releases admitted rows in the ledger that were never sent. */
  readonly giveBack: (tasks: ReadonlyArray<A>) => Effect.Effect<void>
  /** Gives back the rows that no worker has taken. */
  readonly clear: Effect.Effect<void>
}

export const make = Effect.fnUntraced(function* <A extends Packed>(
  options: Options<A>
): Effect.fn.Return<Dispatcher<A>> {
  const { ledger, now, queue, batching } = options
  const withSharedLookUps = SharedLookUps.make<A>(options)
  const canary =
    options.canary === undefined
      ? undefined
      : {
          left: options.canary.rows,
          open: options.canary.rows,
          settled: yield* Deferred.make<void>(),
          stop: options.canary.settled
        }

  const giveBack: Dispatcher<A>["giveBack"] = (tasks) => {
    // A row that may have been applied in a batch stays in doubt.
    const attempts = tasks
      .filter(({ job }) => job.start === "create" && job.there === undefined)
      .map(({ job }) => job.attempt)
    return attempts.length === 0
      ? Effect.void
      : Effect.orElseSucceed(ledger.release(attempts, false), () => undefined)
  }

  /** Waits for the outcomes of the first rows, then forever. */
  const waitForCanary = Effect.suspend(() =>
    canary === undefined
      ? Effect.never
      : Effect.andThen(Effect.andThen(Deferred.await(canary.settled), canary.stop), Effect.never)
  )

  const offer = (tasks: ReadonlyArray<A>, admit: (task: A) => Effect.Effect<unknown>) => {
    let offered = 0
    return Effect.onInterrupt(
      Effect.forEach(tasks, (task) => Effect.map(admit(task), () => void offered++), { discard: true }),
      () => giveBack(tasks.slice(offered))
    )
  }

  // Rows with a request of their own

  const feedRows = (tasks: ReadonlyArray<A>): Effect.Effect<void, never, PersonaClient> =>
    Effect.uninterruptibleMask((restore) =>
      Effect.flatMap(withSharedLookUps(tasks), (tasks) =>
        restore(
          offer(
            tasks,
            canary === undefined
              ? (task) => Queue.offer(queue, task)
              : (task) => (canary.left-- > 0 ? Queue.offer(queue, task) : waitForCanary)
          )
        )
      )
    )

  const feedAlone: Dispatcher<A>["feedAlone"] = (tasks) =>
    tasks.length === 0
      ? Effect.void
      : // Rows that are recorded as sent are either fed or given back.
        Effect.uninterruptibleMask((restore) =>
          leaving(tasks).pipe(
            Effect.flatMap(withSharedLookUps),
            Effect.flatMap((left) => restore(offer(left, (task) => Queue.offer(queue, task))))
          )
        )

  /** Records that unsent rows are about to be sent. */
  const leaving = Effect.fnUntraced(function* (tasks: ReadonlyArray<A>) {
    const fresh = tasks.filter(({ job }) => job.start === "create" || job.start === "edited")
    const attempts = yield* ledger.leave(
      fresh.map(({ job }) => job.attempt),
      yield* now
    )
    const left = new Map(fresh.map((task, i) => [task, attempts[i]!]))
    return tasks.map((task): A => {
      const attempt = left.get(task)
      return attempt === undefined ? task : { ...task, job: { ...task.job, attempt } }
    })
  })

  // Rows in batches

  const feedTogether = Effect.fnUntraced(function* (
    tasks: ReadonlyArray<A>,
    { batcher, queue: batches }: Batching<A>
  ) {
    const alone: Array<A> = []
    for (let i = 0; i < tasks.length; i++) {
      const task = tasks[i]!
      if (canary !== undefined && canary.left-- <= 0) {
        return yield* Effect.onInterrupt(
          Effect.andThen(Effect.andThen(feedAlone(alone), feedRest), waitForCanary),
          () => giveBack(tasks.slice(i))
        )
      }
      if (!batcher.takes(task)) {
        alone.push(task)
        continue
      }
      const rowBatch = batcher.add(task)
      if (rowBatch === undefined) continue
      yield* Effect.onInterrupt(Queue.offer(batches, rowBatch), () =>
        giveBack([...rowBatch.items, ...alone, ...tasks.slice(i + 1)])
      )
    }
    yield* feedAlone(alone)
  })

  const feedRest = Effect.suspend(() =>
    batching === undefined
      ? Effect.void
      : Effect.forEach(
          batching.batcher.rest(),
          (rowBatch) =>
            Effect.onInterrupt(Queue.offer(batching.queue, rowBatch), () => giveBack(rowBatch.items)),
          { discard: true }
        )
  )

  return {
    feed: (tasks) => (batching === undefined ? feedRows(tasks) : feedTogether(tasks, batching)),
    feedAlone,
    feedRest,
    settle: () => {
      if (canary !== undefined && --canary.open === 0) Deferred.doneUnsafe(canary.settled, Effect.void)
    },
    giveBack,
    clear: Effect.gen(function* () {
      yield* giveBack(yield* Effect.orElseSucceed(Queue.clear(queue), () => []))
      if (batching === undefined) return
      const batches = yield* Effect.orElseSucceed(Queue.clear(batching.queue), () => [])
      yield* giveBack([...batches, ...batching.batcher.rest()].flatMap(({ items }) => items))
    })
  }
})
