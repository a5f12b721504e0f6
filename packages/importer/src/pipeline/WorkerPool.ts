/** Worker pool with graceful shutdown: sent requests get time to finish, and unsent rows are given back at once. */
import * as Cause from "effect/Cause"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Queue from "effect/Queue"
import { Departure } from "./RequestCounters.ts"

/** A worker, and whether it has sent a request for its current row or batch. */
export interface Worker {
  readonly departure: Departure
  readonly fiber: Fiber.Fiber<unknown>
}

export interface Options<A, R> {
  readonly size: number
  readonly queue: Queue.Dequeue<A, Cause.Done>
  readonly work: (taken: A) => Effect.Effect<void, never, R>
  /** Takes back a row or batch that was not worked on. */
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

/** Waits until all workers have ended, or have had their time after a stop. */
export const join = (
  workers: ReadonlyArray<Worker>,
  others: ReadonlyArray<Fiber.Fiber<unknown>>,
  stop: { readonly called: Effect.Effect<unknown>; readonly drain: Duration.Input }
): Effect.Effect<void> => {
  const fibers = [...workers.map(({ fiber }) => fiber), ...others]
  const stopped = Effect.gen(function* () {
    yield* stop.called
    // Requests that wait for a permit are unsent, and could wait long.
    yield* Fiber.interruptAll(workers.flatMap(({ departure, fiber }) => (departure.left ? [] : [fiber])))
    // Requests in flight get this time only.
    yield* Effect.sleep(stop.drain)
  })
  return Effect.andThen(
    Effect.raceFirst(Effect.forEach(fibers, ended, { concurrency: "unbounded", discard: true }), stopped),
    Fiber.interruptAll(fibers)
  )
}

/** Waits for the end of a fiber. An interruption is no failure; a defect is. */
const ended = (fiber: Fiber.Fiber<unknown>): Effect.Effect<void> =>
  Effect.flatMap(Fiber.await(fiber), (exit) =>
    Exit.isFailure(exit) && !Cause.hasInterruptsOnly(exit.cause) ? exit : Effect.void
  )
