/**
 * The clocks of calls. The client learns the API's time from the `Date` header: the API forgets an idempotency key by
 * its own clock, so the age of a key is the larger of the two ages. Waits are measured by the monotonic clock, since
 * the wall clock may jump.
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
      // The header has whole seconds: reading it more often yields nothing.
      if (date === undefined || monotonicMillis - observedAt < 1000) return
      const parsed = Date.parse(date)
      if (Number.isNaN(parsed)) return
      base = parsed - monotonicMillis
      observedAt = monotonicMillis
    },
    now: (monotonicMillis) => (base === undefined ? undefined : base + monotonicMillis)
  }
}
