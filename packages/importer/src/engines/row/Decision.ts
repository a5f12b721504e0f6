/**
 * The meaning of each answer for a row: the table behind "exactly once".
 *
 * An *attempt* has one idempotency key; the next attempt has a new one. The API stores the first answer to a key,
 * failures included, and forgets it after a day. If the answer leaves a row in doubt, the row is read back by its
 * natural key; if that is impossible, the 409 of the next attempt decides.
 *
 * | answer | account, list | list item | row without a natural key |
 * | --- | --- | --- | --- |
 * | no answer (after the call's own retries) | stop; resumes with the same key | same | same |
 * | key too old | read back | next attempt | unknown |
 * | the same 5xx twice under one key (stored) | read back | next attempt after 30 s | unknown |
 * | 2xx that cannot be decoded | read back | next attempt after 30 s | unknown |
 * | 409, first send of the key | look up, then policy | already there | rejected |
 * | 409, key sent before | account: ask once more, then next attempt; list: look up | ask once more, then next attempt after 30 s | ask once more, then unknown |
 * | 409 stale object | next attempt | next attempt | next attempt |
 * | idempotency mismatch | read back | next attempt | unknown |
 * | 400, 422 | rejected | rejected | rejected |
 * | 400, 422 for a row that may have been applied before | read back; absent: rejected | unknown | unknown |
 * | 401, 403, 404, undocumented status | stop | stop | stop |
 * | any answer of another environment | stop, in doubt | same | same |
 * | rate limit | same key | same key | same key |
 * | quota | pause; a stored refusal ends the attempt | same | same |
 *
 * The API does not refuse a second list of the same name, so a list's 409 can only mean that the first request is still
 * in progress. Its list may appear late: if no look-up finds it within 35 s, the run stops without another attempt.
 */
import type * as PersonaError from "@effect-persona/core/PersonaError"
import type { Words } from "../refusals/RefusalWords.ts"

/** Inputs of the decision besides the answer. */
export interface Situation {
  /** Whether the row has a natural key, so that a second copy would be refused or found. */
  readonly keyed: boolean
  /** Whether an existing object can be found by the natural key. True for accounts and lists, not for list items. */
  readonly canLookUp: boolean
  /** Whether the API refuses a duplicate of an existing object. It does not for lists. */
  readonly refusesDuplicates: boolean
  /** Whether an earlier send under this attempt's key may have taken effect. */
  readonly keyInDoubt: boolean
  /** Whether an earlier send for this row may have taken effect, under any key. */
  readonly rowInDoubt: boolean
  /** Whether the request was repeated after a 409 to a key that was sent before. */
  readonly askedAgain: boolean
  /** The words for a problem of the row that are safe to show. @default its title and pointer */
  readonly says?: ((problem: PersonaError.Problem) => Words) | undefined
}

export type Action =
  /** Wait, then send the same bytes under the same key. */
  | { readonly _tag: "SameKey"; readonly afterMillis: number }
  /** Look up the row and reconcile it with the object found. Without one, do `absent`, by default the next attempt. */
  | { readonly _tag: "ReadBack"; readonly absent?: Action }
  /** Wait, then send under a new key. */
  | { readonly _tag: "NextAttempt"; readonly afterMillis: number }
  /** The object exists: look it up, compare it, and apply the policy for existing objects. */
  | { readonly _tag: "LookUp" }
  /** The object exists already, and cannot be looked up. */
  | { readonly _tag: "Exists" }
  | {
      readonly _tag: "Reject"
      readonly code: string
      readonly reason: string
      readonly pointer: string | undefined
    }
  /** The outcome cannot be determined. A second send could duplicate the row, or a refusal has ended its key. */
  | { readonly _tag: "Unknown"; readonly reason: string; readonly keyEnded: boolean }
  /** Wait, then continue. Uses a new key if the refusal is stored under this one. */
  | { readonly _tag: "Pause"; readonly millis: number; readonly keyEnded: boolean }
  /** The reason holds for every row: end the run, keep the row. */
  | { readonly _tag: "Stop"; readonly why: StopReason }

/** Why a run ends before its last row. */
export type StopReason =
  | "unreachable"
  | "no-answer"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "unexpected"
  | "other-environment"
  | "too-many-errors"
  | "same-refusal"
  | "canary"
  | "engine"

/** Time that a new list item may take to become active. Only an active item makes its duplicate a 409. */
export const settleMillis = 30_000

/** Wait before a request is repeated that may still be in progress under its key. */
export const inProgressMillis = 2_000

/** Wait when a quota is used up and the answer names no wait. */
export const quotaMillis = 60_000

export const decide = (reason: PersonaError.Reason, status: number | undefined, row: Situation): Action => {
  switch (reason._tag) {
    case "TransportError":
      return { _tag: "Stop", why: reason.sent || row.keyInDoubt ? "no-answer" : "unreachable" }
    case "Timeout":
    case "RequestTimeout":
      return { _tag: "Stop", why: "no-answer" }
    case "ServerError":
      return reason.stored ? settleBy(row, settleMillis) : { _tag: "Stop", why: "no-answer" }
    case "DecodeError":
      return settleBy(row, settleMillis)
    case "KeyExpired":
    case "IdempotencyMismatch":
      return settleBy(row, 0)
    case "Conflict":
      return conflict(reason, row)
    case "RateLimited":
      return { _tag: "SameKey", afterMillis: 0 }
    case "QuotaExceeded":
      return { _tag: "Pause", millis: reason.retryAfterMillis ?? quotaMillis, keyEnded: reason.stored }
    case "BadRequest":
      return reject(row, "bad-request", reason.problems)
    case "UnprocessableEntity":
      return reject(row, "unprocessable", reason.problems)
    case "InvalidRequest":
      return { _tag: "Reject", code: "invalid-request", reason: reason.issues.join("; "), pointer: undefined }
    case "Unauthorized":
    case "CredentialsUnavailable":
      return { _tag: "Stop", why: "unauthorized" }
    case "OtherEnvironment":
      return { _tag: "Stop", why: "other-environment" }
    case "Forbidden":
      return { _tag: "Stop", why: "forbidden" }
    case "NotFound":
      return { _tag: "Stop", why: "not-found" }
    case "UnexpectedStatus":
      return { _tag: "Stop", why: status === 404 ? "not-found" : "unexpected" }
  }
}

const conflict = (reason: PersonaError.Conflict, row: Situation): Action => {
  if (reason.stale) return { _tag: "NextAttempt", afterMillis: 0 }
  if (!row.refusesDuplicates) return { _tag: "LookUp" }
  if (row.keyInDoubt) {
    if (!row.askedAgain) return { _tag: "SameKey", afterMillis: inProgressMillis }
    // A newly created item must become active before the API refuses its duplicate.
    return row.keyed ? { _tag: "NextAttempt", afterMillis: row.canLookUp ? 0 : settleMillis } : unknown
  }
  if (row.canLookUp) return { _tag: "LookUp" }
  return row.keyed ? { _tag: "Exists" } : conflictWithoutMatch
}

/** The action for a 409 if no look-up finds its cause. */
export const unmatched = (row: Situation): Action =>
  row.refusesDuplicates ? conflictWithoutMatch : { _tag: "Stop", why: "no-answer" }

/** How the outcome is determined when the key can no longer reveal it. */
const settleBy = (row: Situation, waitMillis: number): Action =>
  !row.keyed
    ? unknown
    : row.canLookUp
      ? { _tag: "ReadBack" }
      : { _tag: "NextAttempt", afterMillis: waitMillis }

/** Rejects a row after a 409 without a matching object. */
const conflictWithoutMatch: Action = {
  _tag: "Reject",
  code: "conflict-without-match",
  reason: "The API says that it exists already, but nothing is found under its natural key",
  pointer: undefined
}

const unknown: Action = {
  _tag: "Unknown",
  reason:
    "the API did not say whether the row was applied, and without a reference id it cannot be looked up",
  keyEnded: false
}

const refusedAfterDoubt: Action = {
  _tag: "Unknown",
  reason: "the API refuses the row now, but an earlier request for it may have been applied",
  keyEnded: true
}

const reject = (row: Situation, code: string, problems: ReadonlyArray<PersonaError.Problem>): Action => {
  const said = problems.map(row.says ?? titleOf)
  const rejection: Action = {
    _tag: "Reject",
    code,
    reason:
      said.length === 0
        ? "The API refused the row without a reason"
        : said.map(({ words }) => `The API refused the row: ${words}`).join("; "),
    pointer: said.find(({ pointer }) => pointer !== undefined)?.pointer
  }
  if (!row.rowInDoubt) return rejection
  return row.canLookUp ? { _tag: "ReadBack", absent: rejection } : refusedAfterDoubt
}

const titleOf = ({ pointer, title }: PersonaError.Problem): Words => ({ words: title, pointer })
