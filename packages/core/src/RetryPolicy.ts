/**
 * When a request is sent again, and after how long.
 *
 * The kind of failure and the operation determine whether a repeat is allowed: see {@link isWorthRepeating}.
 * `RateBudget` handles 429, which costs no retry.
 */
import * as Duration from "effect/Duration"
import * as Schedule from "effect/Schedule"
import type { Repeat } from "./internal/call/facts.ts"
import type { Reason } from "./PersonaError.ts"

export interface RetryPolicy {
  /**
   * How many times a request may be sent again.
   * @default 4
   */
  readonly retries: number
  /**
   * Wait before the first repeat; it doubles with each one, up to `maxDelay`, with a random 20 % on either side.
   * @default 500 milliseconds
   */
  readonly baseDelay: Duration.Input
  /** @default 20 seconds */
  readonly maxDelay: Duration.Input
}

export const defaults: RetryPolicy = { retries: 4, baseDelay: "500 millis", maxDelay: "20 seconds" }

/** The waits between sends. */
export const schedule = (policy: RetryPolicy): Schedule.Schedule<unknown> =>
  Schedule.min([Schedule.exponential(policy.baseDelay), Schedule.spaced(policy.maxDelay)]).pipe(
    Schedule.jittered,
    Schedule.upTo({ times: policy.retries })
  )

/**
 * Whether sending again may help and can do no harm.
 *
 * | failure | safe, keyed, idempotent | once |
 * | --- | --- | --- |
 * | never reached a server | yes | yes |
 * | no answer, cut answer, timeout, 408, 502, 503, 504, other 5xx without a JSON error | yes | no |
 * | 5xx with JSON error and request id | yes; a `keyed` one until the same answer came twice | no |
 * | anything else | no | no |
 */
export const isWorthRepeating = (reason: Reason, repeat: Repeat): boolean => {
  switch (reason._tag) {
    case "TransportError":
      return repeat !== "once" || !reason.sent
    case "Timeout":
    case "RequestTimeout":
      return repeat !== "once"
    case "ServerError":
      return repeat !== "once" && !reason.stored
    default:
      return false
  }
}

/** Whether the failed send may have taken effect unseen. */
export const isDoubtful = (reason: Reason): boolean => {
  switch (reason._tag) {
    case "TransportError":
    case "OtherEnvironment":
      return reason.sent
    case "Timeout":
    case "RequestTimeout":
    case "ServerError":
    case "DecodeError":
      return true
    default:
      return false
  }
}
