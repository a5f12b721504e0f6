/**
 * What each answer means for a row: the table on which "exactly once" rests.
 *
 * An *attempt* has one idempotency key; the next attempt has a new one. The API stores the first answer to a
 * key, failures included, and forgets it after a day. Where it cannot tell what happened, the row is read back
 * by its natural key; where that is impossible, the next attempt's 409 tells.
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
 * The API refuses no second list of a name, so that a list's 409 can only mean that the first request is in progress
 * still. What it makes may show late: nothing found within 35 s stops the run, and no next attempt follows.
 */
import type * as PersonaError from "@effect-persona/core/PersonaError"
import type { Words } from "../refusals/RefusalWords.ts"

/** What the decision depends on, besides the answer. */
export interface Situation {
  /** Whether the row has a natural key, so that a second copy would be refused or found. */
  readonly keyed: boolean
  /** Whether what is there can be found by the natural key: accounts and lists, not list items. */
  readonly canLookUp: boolean
  /** Whether the API refuses a second one beside one that stands. It does not for lists. */
  readonly refusesDuplicates: boolean
  /** Whether an earlier send under this attempt's key may have had its effect. */
  readonly keyInDoubt: boolean
  /** Whether an earlier send for this row may have had its effect, under any key. */
  readonly rowInDoubt: boolean
  /** Whether the server was asked again after a 409 to a key that was sent before. */
  readonly askedAgain: boolean
  /** What a problem says of the row, in words that can be shown. @default its title and pointer */
  readonly says?: ((problem: PersonaError.Problem) => Words) | undefined
}

export type Action =
  /** Wait, then send the same bytes under the same key. */
  | { readonly _tag: "SameKey"; readonly afterMillis: number }
  /** Look for the row: adopt what is there; where nothing is, do what is said, or else send the next attempt. */
  | { readonly _tag: "ReadBack"; readonly absent?: Action }
  /** Wait, then send under a new key. */
  | { readonly _tag: "NextAttempt"; readonly afterMillis: number }
  /** Something is there: find it, compare, and apply the policy for what exists. */
  | { readonly _tag: "LookUp" }
  /** It is there already, and nothing more can be known of it. */
  | { readonly _tag: "Exists" }
  | {
      readonly _tag: "Reject"
      readonly code: string
      readonly reason: string
      readonly pointer: string | undefined
    }
  /** It cannot be known. A second send could double the row, or its key is ended by a refusal. */
  | { readonly _tag: "Unknown"; readonly reason: string; readonly keyEnded: boolean }
  /** Wait, then go on; with a new key if the refusal is stored under this one. */
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

/** Time a new list item may take to become active: only active items make the next one a 409. */
export const settleMillis = 30_000

/** Wait before asking again whether a request that came twice is still in progress. */
export const inProgressMillis = 2_000

/** Wait when a quota is used up and the answer does not say for how long. */
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
    // An item that is made only now has to become active, or it does not refuse its duplicate.
    return row.keyed ? { _tag: "NextAttempt", afterMillis: row.canLookUp ? 0 : settleMillis } : unknown
  }
  if (row.canLookUp) return { _tag: "LookUp" }
  return row.keyed ? { _tag: "Exists" } : conflictWithoutMatch
}

/** What a 409 means whose cause no look-up finds. */
export const unmatched = (row: Situation): Action =>
  row.refusesDuplicates ? conflictWithoutMatch : { _tag: "Stop", why: "no-answer" }

/** How the outcome is found when the key can no longer tell it. */
const settleBy = (row: Situation, waitMillis: number): Action =>
  !row.keyed
    ? unknown
    : row.canLookUp
      ? { _tag: "ReadBack" }
      : { _tag: "NextAttempt", afterMillis: waitMillis }

/** A 409 whose cause no look-up can find. */
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
