/** The interface between a call and its rate budget. */
import type * as Effect from "effect/Effect"

/** The headers of an answer, by lower-case name. */
export type AnswerHeaders = Readonly<Record<string, string | undefined>>

/** Permission to send one request. `settle` returns it, with any result of the request. */
export interface Permit {
  readonly window: number
  readonly opensWindow: boolean
}

/** The known state of the current window. */
export interface Snapshot {
  /** Requests allowed in a window, or `undefined` while the API has reported no limit. */
  readonly limit: number | undefined
  readonly remaining: number | undefined
  /** Milliseconds until the window ends. */
  readonly resetMillis: number | undefined
  /** Requests that the API refused with 429 since the budget was made. */
  readonly refused: number
  /** Total milliseconds that requests have waited. */
  readonly waitedMillis: number
}

export interface Service {
  /** Waits until a request may be sent. */
  readonly take: Effect.Effect<Permit>
  /** Waits at most `millis` milliseconds; `undefined` if no request may be sent until then. */
  readonly takeWithin: (millis: number) => Effect.Effect<Permit | undefined>
  /**
   * Returns a permit with the headers of the answer, or `undefined` if there was no answer. `refused` is set if the
   * answer was a 429 for the rate.
   */
  readonly settle: (
    permit: Permit,
    headers: AnswerHeaders | undefined,
    refused?: boolean
  ) => Effect.Effect<void>
  /**
   * The window of new permits. A permit of another window was issued before a refusal, or before the window ended: it
   * is void. Callers compare it immediately before a request is sent.
   */
  readonly window: () => number
  readonly snapshot: Effect.Effect<Snapshot>
}
