/**
 * Look-ups that rows of one window share. Rows that begin with a look-up ask together, when the first of them has its turn:
 * one by one, only as many as there are workers would share a request.
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

/** Gives rows their share of a look-up, where several of them begin with one. */
export const make = <A extends Packed>({ destination, keyMaxAge, now }: Options) => {
  const maxAgeMillis = Duration.toMillis(Duration.fromInputUnsafe(keyMaxAge))

  const beginsWithLookUp = (
    { attempt: { firstSent }, keyed, request, start }: Job<unknown>,
    at: Moment
  ): boolean =>
    keyed &&
    (start === "readBack" ||
      start === "edited" ||
      // Whether the key is too old is decided when it is to be sent; here it is only foreseen.
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
