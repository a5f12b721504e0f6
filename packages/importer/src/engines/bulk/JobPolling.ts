/**
 * Waits for the end of jobs that run at the API, with as few looks as it can.
 *
 * How long a job takes is not documented, so it is learned: the first look comes when the jobs before would have ended.
 * A job that had ended by its first look may have ended long before, so the estimate falls a little; one that had not
 * raises it. For steady durations this comes to one or two looks for each job.
 */
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { monotonicMillis } from "../monotonicMillis.ts"

/** A job did not end, or did not move on, for as long as was allowed. */
export class Overdue extends Data.TaggedError("Overdue")<{
  /** Since the job was accepted, or has last moved, in milliseconds. */
  readonly millis: number
}> {
  override get message(): string {
    return `A job has not ended within ${Duration.format(Duration.millis(this.millis))}`
  }
}

/** What several fibers that wait for jobs of one sort share. */
export interface Poller {
  /**
   * Looks until a job has ended, and gives what the last look saw. To be called when the job has been accepted. A look
   * that fails ends the wait.
   */
  readonly await: <A, E, R>(
    look: Effect.Effect<A, E, R>,
    isDone: (seen: A) => boolean,
    options?: AwaitOptions<A>
  ) => Effect.Effect<A, E | Overdue, R>
}

export interface AwaitOptions<in A> {
  /**
   * How far a job has come, for example the rows that it has read. A job that moves is not overdue, however slow.
   * @default the time since it was accepted is all that counts
   */
  readonly progress?: ((seen: A) => number | undefined) | undefined
  /**
   * For how long the job is known already, as after a restart. It is looked at least once.
   * @default 0
   */
  readonly age?: Duration.Input | undefined
}

export interface Options {
  /** After what time without end or progress a job is given up. */
  readonly overdue: Duration.Input
  /**
   * The first wait of all, and the shortest.
   * @default 250 milliseconds
   */
  readonly first?: Duration.Input | undefined
  /**
   * The longest wait between two looks.
   * @default 30 seconds
   */
  readonly max?: Duration.Input | undefined
}

/** How much longer each wait is than the one before. */
const growth = 1.5

/** What an estimate falls to after a job that had ended by its first look. */
const fall = 0.97

/** The first wait after a look that came too early, as a part of the estimate. */
const again = 0.25

/** Makes a poller, which knows nothing yet. */
export const make = (options: Options): Effect.Effect<Poller> =>
  Effect.sync(() => {
    const overdue = Duration.toMillis(options.overdue)
    const first = Duration.toMillis(options.first ?? "250 millis")
    const max = Math.max(first, Duration.toMillis(options.max ?? "30 seconds"))
    /** When a job is expected to have ended, in milliseconds from its acceptance. */
    let estimate = first

    let isKnown = false

    /**
     * A job that was already there at its first look tells something only if no other has changed the estimate since it
     * began: of many at the same time, one counts. One slow job among many does no more than double the estimate.
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
      // Without the looks themselves: one that had to wait for the rate limit says nothing of the job.
      let waited = 0
      for (let looks = 1; ; looks++) {
        const left = Math.max(0, movedAt + overdue - (yield* monotonicNow))
        const pause = Math.ceil(Math.min(gap, left))
        yield* Effect.sleep(pause)
        waited += pause
        const seen = yield* look
        const now = yield* monotonicNow
        if (isDone(seen)) {
          // The time at which a job ended is not known if it was not polled for a while.
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
