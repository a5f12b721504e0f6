/**
 * Waits for the end of the API's jobs with as few polls as possible.
 *
 * The duration of a job is not documented, so the poller learns it: the first poll comes when earlier jobs would have
 * ended. A job that has ended by its first poll may have ended long before, so the estimate falls a little. A job that
 * has not ended raises it. For steady durations this takes one or two polls for each job.
 */
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { monotonicMillis } from "../monotonicMillis.ts"

/** A job did not end or make progress within the allowed time. */
export class Overdue extends Data.TaggedError("Overdue")<{
  /** Milliseconds since the job was accepted or last made progress. */
  readonly millis: number
}> {
  override get message(): string {
    return `A job has not ended within ${Duration.format(Duration.millis(this.millis))}`
  }
}

/** State shared by fibers that wait for jobs of one kind. */
export interface Poller {
  /**
   * Polls until a job has ended, and returns the result of the last poll. Call it as soon as the job is accepted. A
   * failed poll ends the wait.
   */
  readonly await: <A, E, R>(
    look: Effect.Effect<A, E, R>,
    isDone: (seen: A) => boolean,
    options?: AwaitOptions<A>
  ) => Effect.Effect<A, E | Overdue, R>
}

export interface AwaitOptions<in A> {
  /**
   * The progress of a job, for example the rows read so far. A job that makes progress is not overdue, however slow.
   * @default only the time since acceptance counts
   */
  readonly progress?: ((seen: A) => number | undefined) | undefined
  /**
   * The time since the job's acceptance, for example after a restart. The job is polled at least once.
   * @default 0
   */
  readonly age?: Duration.Input | undefined
}

export interface Options {
  /** The time without end or progress after which the wait for a job ends. */
  readonly overdue: Duration.Input
  /**
   * The very first wait, and the shortest.
   * @default 250 milliseconds
   */
  readonly first?: Duration.Input | undefined
  /**
   * The longest wait between two polls.
   * @default 30 seconds
   */
  readonly max?: Duration.Input | undefined
}

/** The factor between consecutive waits. */
const growth = 1.5

/** The factor applied to the estimate after a job that has ended by its first poll. */
const fall = 0.97

/** The first wait after a poll that came too early, as a fraction of the estimate. */
const again = 0.25

/** Makes a poller without an estimate. */
export const make = (options: Options): Effect.Effect<Poller> =>
  Effect.sync(() => {
    const overdue = Duration.toMillis(options.overdue)
    const first = Duration.toMillis(options.first ?? "250 millis")
    const max = Math.max(first, Duration.toMillis(options.max ?? "30 seconds"))
    /** The expected duration of a job from its acceptance, in milliseconds. */
    let estimate = first

    let isKnown = false

    /**
     * A job that has ended by its first poll counts only if no other job has changed the estimate since it began: of
     * many concurrent jobs, one counts. One slow job among many at most doubles the estimate.
     */
    const learn = (looks: number, firstWait: number, waited: number) => {
      if (looks > 1) estimate = Math.max(estimate, Math.min(waited, firstWait * (isKnown ? 2 : 8)))
      else if (firstWait === estimate) estimate *= fall
      estimate = Math.min(max, Math.max(first, estimate))
      isKnown = true
    }

    const wait: Poller["await"] = Effect.fnUntraced(function* (look, isDone, { age = 0, progress } = {}) {
      const known = Duration.toMillis(age)
      const accepted = (yield* monotonicNow) - known
      let movedAt = accepted
      let reached: number | undefined
      const firstWait = estimate
      let gap = Math.max(0, firstWait - known)
      // Excludes the polls themselves: a poll that waits for the rate limit says nothing about the job.
      let waited = 0
      for (let looks = 1; ; looks++) {
        const left = Math.max(0, movedAt + overdue - (yield* monotonicNow))
        const pause = Math.ceil(Math.min(gap, left))
        yield* Effect.sleep(pause)
        waited += pause
        const seen = yield* look
        const now = yield* monotonicNow
        if (isDone(seen)) {
          // The end of a job is not known if it was not polled for a while.
          if (known === 0) learn(looks, firstWait, waited)
          return seen
        }
        const at = progress?.(seen)
        if (at !== undefined && (reached === undefined ? at > 0 : at > reached)) {
          reached = at
          movedAt = now
        }
        if (now - movedAt >= overdue) return yield* new Overdue({ millis: now - movedAt })
        gap = Math.min(max, looks === 1 ? Math.max(first, firstWait * again) : gap * growth)
      }
    })

    return { await: wait }
  })

const monotonicNow = Clock.clockWith((clock) => Effect.sync(() => monotonicMillis(clock)))
