/** A test clock that advances whenever everything else is idle: an hour of waiting for a rate limit costs nothing. */
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { rest } from "../packages/importer/test/support/rest.ts"

export interface Options {
  /** How far the clock advances at a time. */
  readonly step: Duration.Input
  /** Called before each step. */
  readonly look?: (() => void) | undefined
}

/** Runs an effect to its end, advancing the clock by a step whenever everything else is idle. */
export const whileTimePasses = <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  { look, step }: Options
): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    for (;;) {
      yield* rest
      look?.()
      if (fiber.pollUnsafe() !== undefined) return yield* Fiber.join(fiber)
      yield* TestClock.adjust(step)
    }
  })
