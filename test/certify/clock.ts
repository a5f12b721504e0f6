/**
 * A clock that runs faster than the world's and can stand days away from it. Processes that make it from the same
 * settings agree on the time: all of them read it off the machine's clock.
 */
import { Clock, Duration, Effect } from "effect"

export interface Settings {
  /** How much faster than the machine's. */
  readonly speed: number
  /** The machine's time, in milliseconds since the epoch, at which both clocks say the same. */
  readonly origin: number
  /** How far it stands ahead, in milliseconds. */
  readonly offsetMillis: number
}

export const make = ({ offsetMillis, origin, speed }: Settings): Clock.Clock => {
  const started = process.hrtime.bigint()
  const wall = () => origin + (Date.now() - origin) * speed + offsetMillis
  const wallNanos = () => BigInt(Math.floor(wall() * 1000)) * 1000n
  const monotonic = () => (process.hrtime.bigint() - started) * BigInt(speed)
  return {
    currentTimeMillisUnsafe: wall,
    currentTimeMillis: Effect.sync(wall),
    currentTimeNanosUnsafe: wallNanos,
    currentTimeNanos: Effect.sync(wallNanos),
    monotonicTimeNanosUnsafe: monotonic,
    monotonicTimeNanos: Effect.sync(monotonic),
    sleep: (duration) => {
      const millis = Duration.toMillis(duration) / speed
      if (millis <= 0) return Effect.yieldNow
      if (!Number.isFinite(millis)) return Effect.never
      return Effect.callback((resume) => {
        const timer = setTimeout(() => resume(Effect.void), Math.min(millis, longestTimer))
        return Effect.sync(() => clearTimeout(timer))
      })
    }
  }
}

const longestTimer = 2 ** 31 - 1
