/**
 * Look-ups shared by the rows of a window. Rows that begin with a look-up are looked up together, when a worker takes
 * the first of them. Looked up one by one, at most as many rows as there are workers could share a request.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Packed } from "../engines/bulk/Batcher.ts"
import type { Job } from "../engines/row/Job.ts"
import type { Moment } from "../ledger/Ledger.ts"
import type { Destination } from "../targets/Destination.ts"

export interface Options {
  readonly destination: Destination<any>
  readonly keyMaxAge: Duration.Input
  readonly now: Effect.Effect<Moment>
}

/** Adds a shared look-up to rows, if several of them begin with one. */
export const make = <A extends Packed>({ destination, keyMaxAge, now }: Options) => {
  const maxAgeMillis = Duration.toMillis(Duration.fromInputUnsafe(keyMaxAge))

  const beginsWithLookUp = (
    { attempt: { firstSent }, keyed, request, start }: Job<unknown>,
    at: Moment
  ): boolean =>
    keyed &&
    (start === "readBack" ||
      start === "edited" ||
      // Only a forecast: the age of the key is checked when it is sent.
      (start === "resume" && at.wall - firstSent.wall >= maxAgeMillis)) &&
    destination.canLookUp(request)

  return Effect.fnUntraced(function* (tasks: ReadonlyArray<A>) {
    if (!destination.sharesLookUps) return tasks
    const at = yield* now
    const asking = tasks.filter(({ job }) => beginsWithLookUp(job, at))
    if (asking.length < 2) return tasks
    const answers = yield* Effect.cached(
      Effect.forEach(asking, ({ job }) => destination.lookUp(job.request, { fresh: true }), {
        concurrency: "unbounded"
      })
    )
    const position = new Map(asking.map((task, i) => [task, i]))
    return tasks.map((task): A => {
      const i = position.get(task)
      return i === undefined
        ? task
        : { ...task, job: { ...task.job, lookedUp: Effect.map(answers, (found) => found[i]) } }
    })
  })
}
