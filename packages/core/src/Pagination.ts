/**
 * Lists as streams. A stream requests a page when it needs it. The call itself repeats a failed page (the stream never
 * does, since it would start again at page one). A server that returns the same cursor twice cannot keep the stream
 * running.
 *
 * Pages come newest first: a stream does not see objects created while it runs, and skips none of the others.
 *
 * @see https://docs.withpersona.com/pagination
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type * as Operation from "./Operation.ts"
import type { PersonaClient } from "./PersonaClient.ts"
import type { DocumentedReason } from "./PersonaError.ts"

/** The server returned a cursor for the second time, or more pages than allowed: the list has no end. */
export class CursorLoop extends Data.TaggedError("CursorLoop")<{
  readonly operation: string
  readonly cursor: string
  /** The maximum number of pages, if it was exceeded (see {@link atMost}). */
  readonly pages?: number | undefined
}> {
  override get message(): string {
    if (this.pages !== undefined) {
      return `${this.operation} gave more than ${this.pages} pages, which cannot be right; the list was not read to its end`
    }
    return `${this.operation} gave the cursor ${this.cursor} twice; the rest of the list cannot be reached`
  }
}

/** The part of a list's answer that pagination needs. */
export interface Page<A> {
  readonly data: ReadonlyArray<A>
  readonly links?: { readonly next?: string | null } | null
}

/** The part of a list's request that pagination sets. */
export interface PageRequest {
  readonly page?: { readonly after?: string | undefined; readonly size?: number | undefined } | undefined
}

/** The item type of a list operation's answer. */
export type Item<P> = P extends { readonly data: ReadonlyArray<infer A> } ? A : never

/**
 * Streams the pages of a list. `request.page.after` resumes after a known id; the page size is 100, the API's maximum,
 * unless the request sets another one.
 */
export const pages = <Request extends PageRequest, P extends Page<unknown>, D extends DocumentedReason>(
  operation: Operation.Operation<Request, P, D>,
  request: Request,
  options?: Operation.CallOptions
): Stream.Stream<P, Operation.Failure<D> | CursorLoop, PersonaClient> =>
  Stream.suspend(() => {
    const seen = new Set<string>()
    return Stream.paginate(request.page?.after, (cursor) =>
      Effect.flatMap(operation(withCursor(request, cursor), options), (page) => {
        const next = nextOf(page)
        if (next === undefined) return Effect.succeed([[page], Option.none<string | undefined>()] as const)
        if (next === cursor || seen.has(next)) {
          return Effect.fail(new CursorLoop({ operation: operation.id, cursor: next }))
        }
        seen.add(next)
        return Effect.succeed([[page], Option.some<string | undefined>(next)] as const)
      })
    )
  })

/**
 * The items of a limited number of pages. The stream fails with {@link CursorLoop} instead of requesting another page,
 * so a server that returns pages forever cannot keep it running.
 *
 * @example
 * ```ts
 * const lists = Pagination.atMost(Pagination.pages(Lists.list, {}), Lists.list, 1000)
 * ```
 */
export const atMost = <P extends Page<unknown>, E, R>(
  pages: Stream.Stream<P, E, R>,
  operation: Operation.Facts,
  max: number
): Stream.Stream<Item<P>, E | CursorLoop, R> =>
  Stream.suspend(() => {
    let count = 0
    return Stream.flatMap(pages, (page) =>
      ++count > max
        ? Stream.fail(new CursorLoop({ operation: operation.id, cursor: nextOf(page) ?? "", pages: max }))
        : Stream.fromIterable(page.data as ReadonlyArray<Item<P>>)
    )
  })

/**
 * Streams the items of a list, page by page.
 *
 * @example
 * ```ts
 * const accounts = Pagination.items(Accounts.list, { filter: { referenceId: ["a", "b"] } })
 * ```
 */
export const items = <Request extends PageRequest, P extends Page<unknown>, D extends DocumentedReason>(
  operation: Operation.Operation<Request, P, D>,
  request: Request,
  options?: Operation.CallOptions
): Stream.Stream<Item<P>, Operation.Failure<D> | CursorLoop, PersonaClient> =>
  Stream.flatMap(pages(operation, request, options), (page) =>
    Stream.fromIterable(page.data as ReadonlyArray<Item<P>>)
  )

/**
 * The cursor of the page after this one, or `undefined` on the last page. Store it to continue later: with
 * `{ page: { after: cursor } }` in the request, a stream starts after this page.
 *
 * Some links name another path or cannot be decoded, so only the cursor is read from them; if that fails, the id of the
 * page's last item is the cursor.
 */
export const nextOf = (page: Page<unknown>): string | undefined => {
  const link = page.links?.next
  if (typeof link !== "string" || link === "") return undefined
  const match = /[?&]page(?:%5B|\[)after(?:%5D|\])=([^&#]+)/i.exec(link)
  if (match !== null) {
    try {
      return decodeURIComponent(match[1]!)
    } catch {
      // Fall through to the last id.
    }
  }
  const last = page.data.at(-1)
  const id = typeof last === "object" && last !== null ? (last as { readonly id?: unknown }).id : undefined
  return typeof id === "string" ? id : undefined
}

const withCursor = <Request extends PageRequest>(request: Request, after: string | undefined): Request => ({
  ...request,
  page: { ...request.page, size: request.page?.size ?? 100, ...(after === undefined ? {} : { after }) }
})
