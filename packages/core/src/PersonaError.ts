/**
 * Everything that can go wrong with a call to Persona.
 *
 * One outer error, {@link PersonaError}, names the operation and the request. Its `reason` says why the call failed.
 * Each operation's error type lists exactly the reasons that its documentation states, plus the {@link CommonReason}s
 * of every call, so `Effect.catchReason` offers only what can happen.
 *
 * No reason contains a key, a request body, a response body or a query: errors are safe to log. A server's text may
 * quote the request, so an error shows only titles that the API is known to use; the server's own words are behind
 * `Redacted`, in {@link Problem.said}.
 */
import * as Data from "effect/Data"
import type { Redacted } from "effect/Redacted"

/** One problem the API named in an error body, reduced to what is safe to log. */
export interface Problem {
  /**
   * The API's short title, for example "Record not unique". A title that the API is not known to use is replaced by the
   * meaning of the status. Prose: do not base decisions on it.
   */
  readonly title: string
  /**
   * JSON pointer to the part of the request at fault, if the API gives one. A segment that is not a name from the
   * operation or the request is `…`.
   */
  readonly pointer?: string | undefined
  /** The API's own words. They may quote the request: only `Redacted.value` reveals them, and nothing prints them. */
  readonly said?: Redacted<Said> | undefined
}

/** The API's text on one problem, verbatim, up to 4,000 characters for each text. */
export interface Said {
  readonly title: string | undefined
  readonly details: string | undefined
  /** JSON pointer, as the API sent it. */
  readonly pointer: string | undefined
}

/** 400: the request is not acceptable as it stands. */
export class BadRequest extends Data.TaggedError("BadRequest")<{
  readonly problems: ReadonlyArray<Problem>
}> {
  readonly isRetryable = false
}

/** 400 titled "Idempotency error": the key was used before with another method, path, query or body. */
export class IdempotencyMismatch extends Data.TaggedError("IdempotencyMismatch")<{}> {
  readonly isRetryable = false
}

/** 401: no key, an unknown key or an expired one. Nothing was stored under the idempotency key. */
export class Unauthorized extends Data.TaggedError("Unauthorized")<{}> {
  readonly isRetryable = false
}

/** 403: the key lacks a permission, or this address or feature is not allowed. */
export class Forbidden extends Data.TaggedError("Forbidden")<{ readonly problems: ReadonlyArray<Problem> }> {
  readonly isRetryable = false
}

/** 404: no such object. */
export class NotFound extends Data.TaggedError("NotFound")<{ readonly problems: ReadonlyArray<Problem> }> {
  readonly isRetryable = false
}

/** 408: the server gave up waiting; the work may still have been done. */
export class RequestTimeout extends Data.TaggedError("RequestTimeout")<{}> {
  readonly isRetryable = true
}

/** 409: a duplicate, a stale object, or a state that forbids the action. */
export class Conflict extends Data.TaggedError("Conflict")<{
  readonly problems: ReadonlyArray<Problem>
  /** The API says that the object was modified meanwhile: read it again, then repeat with a new key. */
  readonly stale: boolean
}> {
  readonly isRetryable = false
}

/** 422: understood, but not allowed. */
export class UnprocessableEntity extends Data.TaggedError("UnprocessableEntity")<{
  readonly problems: ReadonlyArray<Problem>
}> {
  readonly isRetryable = false
}

/** 429: the rate limit was still exceeded when the call timed out. */
export class RateLimited extends Data.TaggedError("RateLimited")<{
  /** Milliseconds until the window resets, if the answer gave them. */
  readonly retryAfterMillis: number | undefined
}> {
  readonly isRetryable = true
}

/** 429 or 403 that names a product quota (per-minute creations of one kind of object). */
export class QuotaExceeded extends Data.TaggedError("QuotaExceeded")<{
  /** Milliseconds until the quota resets, if the answer gave them. */
  readonly retryAfterMillis: number | undefined
  /** Whether the refusal is stored under the idempotency key (a 403 is, a 429 is not). */
  readonly stored: boolean
}> {
  readonly isRetryable = true
}

/** 5xx: a failure at the server, or at a proxy in front of it. */
export class ServerError extends Data.TaggedError("ServerError")<{
  readonly status: number
  /**
   * The same failure occurred twice under one key, with a JSON error and a request id: the API has stored it and
   * repeats it for as long as it keeps the key. Whether the work was done is unknown.
   */
  readonly stored: boolean
}> {
  readonly isRetryable = true
}

/** No complete answer arrived: the connection failed, was reset, or the body was cut. */
export class TransportError extends Data.TaggedError("TransportError")<{
  /** What failed, without addresses or contents: a system code such as `ECONNREFUSED`, where there is one. */
  readonly code: string
  /** `false` if the request certainly never reached a server (name not found, connection refused). */
  readonly sent: boolean
}> {
  readonly isRetryable = true
}

/** No answer arrived within the time allowed for an attempt or for the whole call. */
export class Timeout extends Data.TaggedError("Timeout")<{ readonly millis: number }> {
  readonly isRetryable = true
}

/** The answer arrived but does not match the operation's documentation. */
export class DecodeError extends Data.TaggedError("DecodeError")<{
  /** Where in the answer, as JSON pointers, and what was expected; never the value found. */
  readonly issues: ReadonlyArray<string>
}> {
  readonly isRetryable = false
}

/** The request does not match the operation's schema; nothing was sent. */
export class InvalidRequest extends Data.TaggedError("InvalidRequest")<{
  /** Where in the request, as JSON pointers, and what was expected; never the value given. */
  readonly issues: ReadonlyArray<string>
}> {
  readonly isRetryable = false
}

/** The idempotency key is too old to be sent again safely: the API may have forgotten it. Nothing was sent. */
export class KeyExpired extends Data.TaggedError("KeyExpired")<{
  readonly ageMillis: number
  readonly maxAgeMillis: number
}> {
  readonly isRetryable = false
}

/** No token was available for the request (see `Credentials`), so it was not sent, or not resent after a 401. */
export class CredentialsUnavailable extends Data.TaggedError("CredentialsUnavailable")<{
  /** What went wrong, in words that are safe to log. */
  readonly detail: string
  /** Whether another attempt later may succeed. */
  readonly isRetryable: boolean
}> {}

/** An environment answered other than the one that the client is restricted to (`PersonaClient.inOneEnvironment`). */
export class OtherEnvironment extends Data.TaggedError("OtherEnvironment")<{
  readonly expected: string
  readonly actual: string
  /** Whether that environment answered this request, which may have taken effect there. If not, nothing was sent. */
  readonly sent: boolean
}> {
  readonly isRetryable = false
}

/** A status this operation does not document, for example a redirect or a 405. */
export class UnexpectedStatus extends Data.TaggedError("UnexpectedStatus")<{
  readonly problems: ReadonlyArray<Problem>
}> {
  readonly isRetryable = false
}

/** Reasons common to all calls, whatever the operation. */
export type CommonReason =
  | BadRequest
  | IdempotencyMismatch
  | Unauthorized
  | Forbidden
  | RequestTimeout
  | RateLimited
  | QuotaExceeded
  | ServerError
  | TransportError
  | Timeout
  | DecodeError
  | InvalidRequest
  | KeyExpired
  | CredentialsUnavailable
  | OtherEnvironment
  | UnexpectedStatus

/** Reasons that only some operations document. Each operation lists its own. */
export type DocumentedReason = NotFound | Conflict | UnprocessableEntity

/** Every reason. */
export type Reason = CommonReason | DocumentedReason

/**
 * A call to Persona failed: which operation, which request, and why.
 *
 * @example
 * ```ts
 * Accounts.retrieve({ accountId }).pipe(
 *   Effect.catchReason("PersonaError", "NotFound", () => Effect.succeed(undefined))
 * )
 * ```
 */
export class PersonaError<out R extends Reason = Reason> extends Data.TaggedError("PersonaError")<{
  /** The operation's id, for example `create-an-account`. */
  readonly operation: string
  readonly reason: Reason
  /** HTTP status of the answer, if one came. */
  readonly status: number | undefined
  /** The API's id of the failing request (`req_…`), if an answer came. */
  readonly requestId: string | undefined
  /** The environment that answered (`env_…`), if the answer named it. */
  readonly environmentId: string | undefined
  /** How many times the request was sent. */
  readonly attempts: number
  /**
   * How many sends of this call may have taken effect unseen: no answer, a cut one, or a 5xx. With 0, the call changed
   * nothing unless the reason itself says so.
   */
  readonly unanswered: number
}> {
  declare readonly reason: R

  override get message(): string {
    const status = this.status === undefined ? "" : ` with ${this.status}`
    const id = this.requestId === undefined ? "" : ` (request ${this.requestId})`
    return `${this.operation} failed${status}: ${describe(this.reason)}${id}`
  }
}

const describe = (reason: Reason): string => {
  switch (reason._tag) {
    case "BadRequest":
    case "Forbidden":
    case "NotFound":
    case "Conflict":
    case "UnprocessableEntity":
    case "UnexpectedStatus":
      return reason.problems.length === 0
        ? reason._tag
        : reason.problems
            .map((p) => (p.pointer === undefined ? p.title : `${p.title} at ${p.pointer}`))
            .join("; ")
    case "IdempotencyMismatch":
      return "the idempotency key was used before with another request; send a new key"
    case "Unauthorized":
      return "the API key is missing, unknown or expired; check PERSONA_API_KEY"
    case "RequestTimeout":
      return "the server gave up waiting"
    case "RateLimited":
      return "the rate limit was exceeded until the call's time was up"
    case "QuotaExceeded":
      return "a product quota is used up; try again later"
    case "ServerError":
      return reason.stored
        ? "the server failed and keeps repeating that failure for this key"
        : "the server failed"
    case "TransportError":
      return reason.sent
        ? `no complete answer came (${reason.code})`
        : `the server was not reached (${reason.code})`
    case "Timeout":
      return `no answer within ${reason.millis} ms`
    case "DecodeError":
      return `the answer is not as documented: ${reason.issues.join("; ")}`
    case "InvalidRequest":
      return `the request does not fit the operation: ${reason.issues.join("; ")}`
    case "KeyExpired":
      return "the idempotency key is too old to be sent again safely"
    case "CredentialsUnavailable":
      return `no token could be had: ${reason.detail}`
    case "OtherEnvironment":
      return reason.sent
        ? `the environment ${reason.actual} answered instead of ${reason.expected}`
        : `nothing more is sent, since the environment ${reason.actual} has answered instead of ${reason.expected}`
  }
}
