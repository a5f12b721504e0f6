/** The monotonic clock in whole milliseconds: the wall clock may jump. */
import type * as Clock from "effect/Clock"

export const monotonicMillis = (clock: Clock.Clock): number =>
  Number(clock.monotonicTimeNanosUnsafe() / 1_000_000n)
