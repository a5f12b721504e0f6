import { integer, retryAfter } from "./retryAfter.ts"

/**
 * The state of the API's current rate window, as learned from its answers. One process keeps this in memory; several
 * share it through a `RateStore`. Times are milliseconds of one clock, of any kind.
 */
export interface RateWindow {
  /**
   * Number of the window. An answer describes the window in which its request was sent. A refusal begins the next
   * window, so all permits issued before are void.
   */
  window: number
  phase: Phase
  limit: number | undefined
  remaining: number
  resetAt: number
  /** Milliseconds that windows have lasted longer than reported. */
  margin: number
  refusalsInARow: number
  /** The window directly follows another one, whose end may have been reported too early. */
  follows: boolean
}

/**
 * - `unknown`: nothing is known of the window; one request opens it.
 * - `paced`: the API tells limit and reset.
 * - `unpaced`: its answers carry no `RateLimit-*` headers.
 */
export type Phase = "unknown" | "paced" | "unpaced"

/** What was learned from an answer. */
export interface Told {
  readonly limit: number | undefined
  readonly remaining: number | undefined
  /** Milliseconds until the window ends. */
  readonly resetMillis: number | undefined
}

/** An answer without headers. */
export const nothing: Told = { limit: undefined, remaining: undefined, resetMillis: undefined }

export const make = (window: number): RateWindow => ({
  window,
  phase: "unknown",
  limit: undefined,
  remaining: 0,
  resetAt: 0,
  margin: 0,
  refusalsInARow: 0,
  follows: false
})

/** When the next window may be opened. */
export const endOf = (state: RateWindow): number => state.resetAt + state.margin

/** Continues with the next window if this one is over. */
export const endIfOver = (state: RateWindow, now: number): boolean => {
  if (state.phase !== "paced" || now < endOf(state)) return false
  state.phase = "unknown"
  state.window++
  state.follows = true
  return true
}

/** Learns from the answer to a request that was sent in the window with that number. */
export const learn = (
  state: RateWindow,
  permit: { readonly window: number; readonly opensWindow: boolean },
  told: Told,
  refused: boolean,
  now: number
): void => {
  if (refused) {
    // Of requests that were sent together and refused together, one counts.
    const isFirst = permit.window === state.window
    if (isFirst) state.refusalsInARow++
    // Refused at once after the window should have ended: the reset was rounded down. Wait that much longer.
    if (isFirst && permit.opensWindow && state.follows) state.margin = Math.min(1000, state.margin * 2 + 250)
    const advised = 5000 * 2 ** Math.min(3, Math.max(0, state.refusalsInARow - 1))
    const end = now + Math.max(shortestPauseMillis, told.resetMillis ?? advised)
    // The longest wait is obeyed.
    const isPaused = state.phase === "paced" && state.remaining <= 0
    state.resetAt = isPaused && !isFirst ? Math.max(state.resetAt, end) : end
    state.phase = "paced"
    state.remaining = 0
    state.limit = told.limit ?? state.limit
    state.window++
    return
  }
  // The request was sent before a refusal, or in another window: its answer says nothing about this one.
  if (permit.window !== state.window) return
  state.refusalsInARow = 0
  if (told.remaining === undefined || told.resetMillis === undefined) {
    if (permit.opensWindow) state.phase = "unpaced"
    return
  }
  state.limit = told.limit
  const end = now + told.resetMillis
  if (state.phase === "paced") {
    // Answers overtake each other: the smallest number is the latest. The reset is rounded up to seconds, so
    // the earliest end computed is the closest.
    state.remaining = Math.min(state.remaining, told.remaining)
    state.resetAt = Math.min(state.resetAt, end)
  } else {
    state.phase = "paced"
    state.remaining = told.remaining
    state.resetAt = end
  }
}

/** A refusal without a wait means that the wait was rounded down. */
const shortestPauseMillis = 1000

/**
 * Reads the `RateLimit-*` headers of an answer, and `Retry-After` only of a refusal for the rate: for a quota or a 503
 * it says nothing about the window.
 */
export const read = (
  headers: Readonly<Record<string, string | undefined>>,
  refused: boolean,
  wall: number
): Told => {
  const reset = integer(headers["ratelimit-reset"])
  const resetMillis = reset === undefined ? undefined : reset * 1000
  return {
    limit: integer(headers["ratelimit-limit"]),
    remaining: integer(headers["ratelimit-remaining"]),
    resetMillis: refused ? (retryAfter(headers, wall) ?? resetMillis) : resetMillis
  }
}
