/** What a call needs of a rate budget. */
import type * as Effect from "effect/Effect"

/** The headers of an answer, by lower-case name. */
export type AnswerHeaders = Readonly<Record<string, string | undefined>>

/** Permission to send one request. It is given back by `settle`, whatever became of the request. */
export interface Permit {
  readonly window: number
  readonly opensWindow: boolean
}

/** What is known of the current window. */
export interface Snapshot {
  /** Requests allowed in a window, or `undefined` while the API has told none. */
  readonly limit: number | undefined
  readonly remaining: number | undefined
  /** Milliseconds until the window ends. */
  readonly resetMillis: number | undefined
  /** Requests that the API refused with 429 since the budget was made. */
  readonly refused: number
  /** Milliseconds that requests have waited, added up. */
  readonly waitedMillis: number
}

export interface Service {
  /** Waits until a request may be sent. */
  readonly take: Effect.Effect<Permit>
  /** Waits at most `millis` milliseconds; `undefined` when no request may be sent until then. */
  readonly takeWithin: (millis: number) => Effect.Effect<Permit | undefined>
  /**
   * Gives a permit back with the headers of the answer, or `undefined` when none came. `refused` says that the
   * answer was a 429 for the rate.
   */
  readonly settle: (
    permit: Permit,
    headers: AnswerHeaders | undefined,
    refused?: boolean
  ) => Effect.Effect<void>
  /**
   * The window that permits are given for at the moment. A permit of another one was given before a refusal, or before
   * the window ended: it is void. Callers compare it immediately before a request leaves.
   */
  readonly window: () => number
  readonly snapshot: Effect.Effect<Snapshot>
}
