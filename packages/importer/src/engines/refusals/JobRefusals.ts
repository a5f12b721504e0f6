/** Reads what a job says of its refused rows, as far as it can be believed. */
import * as Pagination from "@effect-persona/core/Pagination"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/**
 * All items of a list that has so many; `undefined` where the server gives more, goes round in a circle, or gives pages
 * without items for ever. No more pages are read than it has items, and one.
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

/** A count as the API tells it: what is none says nothing. */
export const countOf = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined
