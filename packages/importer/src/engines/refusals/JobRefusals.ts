/** Reads a job's list of refused rows, with checks against implausible answers. */
import * as Pagination from "@effect-persona/core/Pagination"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/**
 * Reads all items of a list of known length. `undefined` if the server sends more items, a cursor loop, or empty pages
 * forever. Reads at most one page more than the list has items.
 */
export const read = <P extends Pagination.Page<unknown>, E, R>(
  pages: Stream.Stream<P, E | Pagination.CursorLoop, R>,
  max: number
): Effect.Effect<ReadonlyArray<Pagination.Item<P>> | undefined, Exclude<E, Pagination.CursorLoop>, R> =>
  Effect.suspend(() => {
    const items: Array<Pagination.Item<P>> = []
    let read = 0
    const isOver = () => items.length > max || read > max + 1
    return pages.pipe(
      Stream.runForEachWhile((page) =>
        Effect.sync(() => {
          read++
          for (const item of page.data.slice(0, max + 1)) items.push(item as Pagination.Item<P>)
          return !isOver()
        })
      ),
      Effect.map(() => (isOver() ? undefined : items)),
      Effect.catchIf(
        (error): error is Extract<E | Pagination.CursorLoop, Pagination.CursorLoop> =>
          error instanceof Pagination.CursorLoop,
        () => Effect.succeed(undefined)
      )
    ) as Effect.Effect<ReadonlyArray<Pagination.Item<P>> | undefined, Exclude<E, Pagination.CursorLoop>, R>
  })

/** A count from an answer. `undefined` if the value is not a count. */
export const countOf = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined
