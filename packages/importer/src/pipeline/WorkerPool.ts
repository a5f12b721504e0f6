/** Worker pool with graceful shutdown: requests that have left are given time, rows that have not are given back at once. */
import * as Cause from "effect/Cause"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Queue from "effect/Queue"
import { Departure } from "./RequestCounters.ts"

/** A worker, and whether anything has left for what it has taken. */
export interface Worker {
  readonly departure: Departure
  readonly fiber: Fiber.Fiber<unknown>
}

export interface Options<A, R> {
  readonly size: number
  readonly queue: Queue.Dequeue<A, Cause.Done>
  readonly work: (taken: A) => Effect.Effect<void, never, R>
  /** Takes back what is not worked on. */
  readonly giveBack: (taken: A) => Effect.Effect<void>
  readonly isStopping: () => boolean
}

/** Starts workers. Each ends when its queue has. */
export const start = <A, R>({
  giveBack,
  isStopping,
  queue,
  size,
  work
}: Options<A, R>): Effect.Effect<ReadonlyArray<Worker>, never, R> => {
  const worker = Effect.suspend(() => {
    const departure: Departure = { left: false }
    const turn = Effect.flatMap(Queue.take(queue), (taken) => {
      departure.left = false
      return Effect.onInterrupt(isStopping() ? giveBack(taken) : work(taken), () =>
        departure.left ? Effect.void : giveBack(taken)
      )
    })
    const turns = Effect.provideService(
      Effect.ignore(Effect.forever(turn, { disableYield: true })),
      Departure,
      departure
    )
    return Effect.map(Effect.forkChild(turns), (fiber): Worker => ({ departure, fiber }))
  })
  return Effect.forEach(
    Array.from({ length: size }, () => worker),
    (start) => start
  )
}

/** Waits until all workers have ended, or were told to and had their time. */
export const join = (
  workers: ReadonlyArray<Worker>,
  others: ReadonlyArray<Fiber.Fiber<unknown>>,
  stop: { readonly called: Effect.Effect<unknown>; readonly drain: Duration.Input }
): Effect.Effect<void> => {
  const fibers = [...workers.map(({ fiber }) => fiber), ...others]
  const stopped = Effect.gen(function* () {
    yield* stop.called
    // What waits for its turn under the rate limit has not left, and could wait for long.
    yield* Fiber.interruptAll(workers.flatMap(({ departure, fiber }) => (departure.left ? [] : [fiber])))
    // Requests in flight get this time, and no more.
    yield* Effect.sleep(stop.drain)
  })
  return Effect.andThen(
    Effect.raceFirst(Effect.forEach(fibers, ended, { concurrency: "unbounded", discard: true }), stopped),
    Fiber.interruptAll(fibers)
  )
}

/** Waits for the end of a fiber; that it was interrupted is no failure, that it had a fault is one. */
const ended = (fiber: Fiber.Fiber<unknown>): Effect.Effect<void> =>
  Effect.flatMap(Fiber.await(fiber), (exit) =>
    Exit.isFailure(exit) && !Cause.hasInterruptsOnly(exit.cause) ? exit : Effect.void
  )
