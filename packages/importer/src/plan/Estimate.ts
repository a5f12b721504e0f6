/**
 * The time for a number of requests under a rate limit.
 *
 * The API counts in fixed windows of a minute, and the client uses up each window as soon as it opens. The total is the
 * time of the windows that must end before the last request may be sent, plus the requests in the last window.
 *
 * @see https://docs.withpersona.com/rate-limiting
 */

/** Inputs of the estimate besides the number of requests. */
export interface Pace {
  /** Requests that a window allows. `undefined` without a rate limit. */
  readonly limit: number | undefined
  /** Requests left in the current window. Default: all. */
  readonly remaining?: number | undefined
  /** Milliseconds until that window ends. Default: a whole window, which the first request opens. */
  readonly resetMillis?: number | undefined
  /** Share of the limit, from 0 to 1, that is left to other clients. Default: 0. */
  readonly leave?: number | undefined
  /** Milliseconds between a request and its answer. */
  readonly latencyMillis: number
  /** The most requests in flight. */
  readonly concurrency: number
}

/** Length of the API's rate window, in milliseconds. */
export const windowMillis = 60_000

/** Milliseconds from the first request to the last answer. */
export const elapsed = (requests: number, pace: Pace): number => {
  if (requests <= 0) return 0
  const { limit } = pace
  if (limit === undefined) return unpaced(requests, pace)
  const reserve = Math.ceil(limit * (pace.leave ?? 0))
  const allowance = limit - reserve
  if (allowance <= 0) return Number.POSITIVE_INFINITY
  const reset = pace.resetMillis ?? windowMillis
  const now = Math.max(0, Math.min((pace.remaining ?? limit) - reserve, within(reset, pace)))
  if (requests <= now) return unpaced(requests, pace)
  const later = requests - now
  const inEach = Math.min(allowance, within(windowMillis, pace))
  const full = Math.ceil(later / inEach) - 1
  return reset + full * windowMillis + unpaced(later - full * inEach, pace)
}

/** The number of requests that fit into `millis`. At least one, so that the estimate ends. */
const within = (millis: number, { concurrency, latencyMillis }: Pace): number =>
  latencyMillis <= 0
    ? Number.POSITIVE_INFINITY
    : Math.max(1, Math.floor((millis / latencyMillis) * concurrency))

const unpaced = (requests: number, { concurrency, latencyMillis }: Pace): number =>
  Math.ceil(requests / concurrency) * latencyMillis
