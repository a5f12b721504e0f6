/**
 * The meaning of an answer: a success, a refusal for the rate, or a failure with its reason.
 *
 * The status alone decides wherever possible. Titles are prose that may change: only two are read, because the API
 * gives no other way to tell an idempotency mismatch from a bad request and a quota from the rate limit.
 */
import * as Exit from "effect/Exit"
import * as HttpClientError from "effect/http/HttpClientError"
import type * as Schema from "effect/Schema"
import type { Facts } from "./facts.ts"
import * as Redacted from "effect/Redacted"
import * as PersonaError from "../../PersonaError.ts"
import { permitVoid } from "../rate/permitVoid.ts"
import { integer, retryAfter } from "../rate/retryAfter.ts"
import { type IsName, namesOf, problemOf } from "./titles.ts"
import * as Wire from "../wire/wire.ts"

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly text: string
  /** The body of a success that is a file: its bytes, or another representation; `undefined` if there is none. */
  readonly bytes: unknown
}

export interface Success {
  readonly _tag: "Success"
  readonly value: unknown
}

/** 429 for the rate: no effect, nothing stored. */
export interface RateRefused {
  readonly _tag: "RateRefused"
  readonly retryAfterMillis: number | undefined
  readonly requestId: string | undefined
}

export interface Failed {
  readonly _tag: "Failed"
  readonly reason: PersonaError.Reason
  readonly status: number | undefined
  readonly requestId: string | undefined
  readonly environmentId: string | undefined
  /** A 5xx that the API itself answered, and may have stored under the key. */
  readonly storable: boolean
  /** The call's time is up: there is no repeat. */
  readonly final: boolean
  /** How long to wait before a repeat, by the answer. */
  readonly retryAfterMillis?: number | undefined
  /** Body of a storable failure, for comparison with the next one. Never leaves this call. */
  readonly body: string | undefined
}

export type Outcome = Success | RateRefused | Failed

/** A failure without an answer. */
export const failed = (reason: PersonaError.Reason): Failed => ({
  _tag: "Failed",
  reason,
  status: undefined,
  requestId: undefined,
  environmentId: undefined,
  storable: false,
  final: false,
  body: undefined
})

/** Why no answer arrived. */
export const unanswered = (error: HttpClientError.HttpClientError | PersonaError.Timeout): Failed => {
  if (error._tag === "Timeout") return failed(error)
  const code = codeOf(error.reason.cause)
  return failed(
    new PersonaError.TransportError({ code: code ?? error.reason._tag, sent: !neverSent.has(code ?? "") })
  )
}

export const classify = (
  facts: Facts,
  decode: (body: unknown) => Exit.Exit<unknown, Schema.SchemaError>,
  answer: Answer,
  isName: IsName = noName
): Outcome => {
  const { headers, status, text } = answer
  if (status >= 200 && status < 300) {
    const body = facts.response === "binary" ? fileOf(answer) : parse(text)
    // A body that does not parse was cut: the work is done, and a repeat can fetch the whole answer.
    if (body === undefined) {
      return answered(answer, new PersonaError.TransportError({ code: "INCOMPLETE_BODY", sent: true }))
    }
    const decoded = decode(body)
    return Exit.isSuccess(decoded)
      ? { _tag: "Success", value: decoded.value }
      : answered(answer, new PersonaError.DecodeError({ issues: Wire.answerIssues(decoded.cause) }))
  }
  const errors = errorsOf(text)
  const problems = (errors ?? []).map((error) => problemOf(error, status, isName))
  const isTitled = (title: RegExp) => problems.some((problem) => title.test(titleOf(problem)))
  const quota = isTitled(/quota/i)
  switch (status) {
    case 400:
      return answered(
        answer,
        isTitled(/^idempotency/i)
          ? new PersonaError.IdempotencyMismatch()
          : new PersonaError.BadRequest({ problems })
      )
    case 401:
      return answered(answer, new PersonaError.Unauthorized())
    case 403:
      return answered(
        answer,
        quota
          ? new PersonaError.QuotaExceeded({ retryAfterMillis: quotaReset(headers), stored: true })
          : new PersonaError.Forbidden({ problems })
      )
    case 408:
      return answered(answer, new PersonaError.RequestTimeout())
    case 429:
      return quota
        ? answered(
            answer,
            new PersonaError.QuotaExceeded({ retryAfterMillis: quotaReset(headers), stored: false })
          )
        : {
            _tag: "RateRefused",
            retryAfterMillis: rateReset(headers),
            requestId: idOf(headers["request-id"])
          }
  }
  if (status >= 500) {
    const storable =
      errors !== undefined &&
      headers["request-id"] !== undefined &&
      status !== 502 &&
      status !== 503 &&
      status !== 504
    return {
      ...answered(answer, new PersonaError.ServerError({ status, stored: false })),
      storable,
      body: storable ? text : undefined,
      retryAfterMillis: retryAfter(headers)
    }
  }
  if (facts.errors.includes(status)) {
    switch (status) {
      case 404:
        return answered(answer, new PersonaError.NotFound({ problems }))
      case 409:
        return answered(
          answer,
          new PersonaError.Conflict({
            problems,
            stale: isTitled(/\bstale\b/i)
          })
        )
      case 422:
        return answered(answer, new PersonaError.UnprocessableEntity({ problems }))
    }
  }
  return answered(answer, new PersonaError.UnexpectedStatus({ problems }))
}

/** Another environment's answer says nothing about this one. */
export const fromElsewhere = (answer: Answer, expected: string): Failed =>
  answered(
    answer,
    new PersonaError.OtherEnvironment({
      expected,
      actual: idOf(answer.headers["persona-environment-id"]) ?? "",
      sent: true
    })
  )

const answered = (answer: Answer, reason: PersonaError.Reason): Failed => ({
  _tag: "Failed",
  reason,
  status: answer.status,
  requestId: idOf(answer.headers["request-id"]),
  environmentId: idOf(answer.headers["persona-environment-id"]),
  storable: false,
  final: false,
  body: undefined
})

/** Drops a value that is not an id: ids are logged, and a server may put anything into a header. */
export const idOf = (header: string | undefined): string | undefined =>
  header !== undefined && /^(?:req|env)_\w{1,60}$/.test(header) ? header : undefined

/** The bytes of a file; an empty body is no answer. The schema refuses content that is not a file. */
const fileOf = ({ bytes, headers }: Answer): unknown =>
  headers["content-type"]?.startsWith("application/json") === true
    ? null
    : bytes instanceof Uint8Array && bytes.byteLength === 0
      ? undefined
      : bytes

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The errors of a documented error body, or `undefined` for any other body. */
const errorsOf = (text: string): ReadonlyArray<unknown> | undefined => {
  const json = parse(text)
  if (typeof json !== "object" || json === null) return undefined
  const errors: unknown = (json as { readonly errors?: unknown }).errors
  return Array.isArray(errors) ? errors.slice(0, 20) : undefined
}

/** The original title. */
const titleOf = ({ said }: PersonaError.Problem): string =>
  said === undefined ? "" : (Redacted.value(said).title ?? "")

const noName: IsName = namesOf(undefined, undefined)

/** Failures before a connection was established: the request cannot have arrived. */
const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "ERR_INVALID_URL",
  permitVoid,
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE"
])

/** The system's code for a failed connection, at any depth of the transport's error. */
const codeOf = (cause: unknown, depth = 0): string | undefined => {
  if (typeof cause !== "object" || cause === null || depth > 5) return undefined
  const {
    cause: inner,
    code,
    errors
  } = cause as {
    readonly code?: unknown
    readonly cause?: unknown
    readonly errors?: unknown
  }
  if (typeof code === "string" && /^[A-Z][A-Z0-9_]{2,60}$/.test(code)) return code
  return codeOf(inner, depth + 1) ?? (Array.isArray(errors) ? codeOf(errors[0], depth + 1) : undefined)
}

const seconds = (text: string | undefined): number | undefined => {
  const value = integer(text)
  return value === undefined ? undefined : value * 1000
}

const rateReset = (headers: Answer["headers"]) => retryAfter(headers) ?? seconds(headers["ratelimit-reset"])

/** The quota headers have three documented spellings; on the wire their names are lower case. */
const quotaReset = (headers: Answer["headers"]) =>
  retryAfter(headers) ?? seconds(headers["quota-reset"]) ?? seconds(headers["quotalimit-reset"])
