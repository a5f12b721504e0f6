/**
 * The meaning of each answer to a batch's request. `Decision` has the table for single rows; here, doubt is resolved
 * for all rows of the request at once.
 *
 * | answer | what is done |
 * | --- | --- |
 * | no answer (after the call's own retries), 401, another environment | stop; resumes with the same key and rows |
 * | 404, 405, 501 | the API has no such endpoint: the rows go one by one |
 * | 403 | the key may not use the endpoint: the rows go one by one |
 * | 400, 413, 422 | refused as a whole, so nothing was applied: each half for itself, the last few row by row |
 * | 409 | another request works on this key: ask again, at most five times, then as in doubt |
 * | 2xx that cannot be decoded | ask once more under the key, which has the answer stored, then as in doubt |
 * | the same 5xx twice under one key (stored), key too old, idempotency mismatch | in doubt: see what was applied |
 * | rate limit | same key |
 * | quota | pause; a stored refusal ends the key |
 *
 * If the API may have taken an earlier send of the same request, every refusal counts as doubt.
 */
import type * as PersonaError from "@effect-persona/core/PersonaError"
import { inProgressMillis, quotaMillis, type StopReason } from "../row/Decision.ts"

export type Action =
  /** Wait, then send the same bytes under the same key. */
  | { readonly _tag: "Repeat"; readonly afterMillis: number; readonly pause: boolean }
  /** Find out which rows were applied before sending any again. */
  | { readonly _tag: "Doubt" }
  /** Wait, then send the same rows under a new key. */
  | { readonly _tag: "Anew"; readonly afterMillis: number }
  /** Send each half separately. */
  | { readonly _tag: "Divide" }
  /** Send these rows and all that follow with the row engine. */
  | { readonly _tag: "Closed"; readonly why: "absent" | "refused" }
  | { readonly _tag: "Stop"; readonly why: StopReason }

export interface Situation {
  /** The API may have taken an earlier send of this request. */
  readonly inDoubt: boolean
  /** The number of repeats of this request that answers have caused. */
  readonly repeats: number
}

export const decide = (
  reason: PersonaError.Reason,
  status: number | undefined,
  { inDoubt, repeats }: Situation
): Action => {
  const unlessInDoubt = (action: Action): Action => (inDoubt ? doubt : action)
  switch (reason._tag) {
    case "TransportError":
      return { _tag: "Stop", why: reason.sent || inDoubt ? "no-answer" : "unreachable" }
    case "Timeout":
    case "RequestTimeout":
      return { _tag: "Stop", why: "no-answer" }
    case "ServerError":
      return reason.stored ? doubt : { _tag: "Stop", why: "no-answer" }
    case "DecodeError":
      return repeats === 0 ? { _tag: "Repeat", afterMillis: 0, pause: false } : doubt
    case "KeyExpired":
    case "IdempotencyMismatch":
      return doubt
    case "Conflict":
      return repeats < maxRepeats ? { _tag: "Repeat", afterMillis: inProgressMillis, pause: false } : doubt
    case "RateLimited":
      return { _tag: "Repeat", afterMillis: 0, pause: false }
    case "QuotaExceeded": {
      const afterMillis = reason.retryAfterMillis ?? quotaMillis
      return reason.stored
        ? unlessInDoubt({ _tag: "Anew", afterMillis })
        : { _tag: "Repeat", afterMillis, pause: true }
    }
    case "BadRequest":
    case "UnprocessableEntity":
    case "InvalidRequest":
      return unlessInDoubt({ _tag: "Divide" })
    case "Unauthorized":
    case "CredentialsUnavailable":
      return { _tag: "Stop", why: "unauthorized" }
    case "OtherEnvironment":
      return { _tag: "Stop", why: "other-environment" }
    case "Forbidden":
      return unlessInDoubt({ _tag: "Closed", why: "refused" })
    case "NotFound":
      return unlessInDoubt({ _tag: "Closed", why: "absent" })
    case "UnexpectedStatus":
      return unlessInDoubt(byStatus(status))
  }
}

const byStatus = (status: number | undefined): Action => {
  switch (status) {
    case 413:
      return { _tag: "Divide" }
    case 404:
    case 405:
    case 501:
      return { _tag: "Closed", why: "absent" }
    default:
      return { _tag: "Stop", why: "unexpected" }
  }
}

const doubt: Action = { _tag: "Doubt" }

const maxRepeats = 5
