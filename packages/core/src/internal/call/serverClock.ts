/**
 * The clocks of calls. The API's own time is learned from the `Date` header: an idempotency key is forgotten by the API's
 * clock, not by ours, so the age of a key is measured by the clock that says more. Waits are measured by the monotonic
 * clock, since the wall clock may jump.
 */
import type * as Clock from "effect/Clock"

/** The monotonic clock in whole milliseconds. */
export const monotonicMillis = (clock: Clock.Clock): number =>
  Number(clock.monotonicTimeNanosUnsafe() / 1_000_000n)

export interface ServerClock {
  readonly observe: (date: string | undefined, monotonicMillis: number) => void
  /** The API's time now, or `undefined` before the first answer. */
  readonly now: (monotonicMillis: number) => number | undefined
}

export const make = (): ServerClock => {
  let base: number | undefined
  let observedAt = Number.NEGATIVE_INFINITY
  return {
    observe: (date, monotonicMillis) => {
      // The header counts whole seconds: reading it more often teaches nothing.
      if (date === undefined || monotonicMillis - observedAt < 1000) return
      const parsed = Date.parse(date)
      if (Number.isNaN(parsed)) return
      base = parsed - monotonicMillis
      observedAt = monotonicMillis
    },
    now: (monotonicMillis) => (base === undefined ? undefined : base + monotonicMillis)
  }
}
