/** Context of a call: the settings of its region, and for the code below it, its operation. */
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import type { Service } from "./client.ts"
import type { Facts } from "./facts.ts"
import type { CallOptions, ScopeOptions } from "./options.ts"
import type { RetryPolicy } from "../../RetryPolicy.ts"

/** The settings of the calls in a region of code. */
export const CurrentOptions: Context.Reference<ScopeOptions> = Context.Reference(
  "@effect-persona/core/CurrentOptions",
  { defaultValue: (): ScopeOptions => ({}) }
)

/** The operation whose request is being sent. */
export const CurrentOperation: Context.Reference<Facts | undefined> = Context.Reference(
  "@effect-persona/core/CurrentOperation",
  { defaultValue: (): Facts | undefined => undefined }
)

/** Merges the settings of an inner region over those of an outer one, and headers by name. */
export const merge = (outer: ScopeOptions, inner: ScopeOptions): ScopeOptions => {
  const headers = { ...lowerCase(outer.headers), ...lowerCase(inner.headers) }
  const merged: Record<string, unknown> = { ...outer, headers }
  for (const [name, value] of Object.entries(inner)) {
    if (value !== undefined && name !== "headers") merged[name] = value
  }
  return merged
}

/** The effective settings of a call, from the call, its region and the client. Durations in milliseconds. */
export interface Settings {
  readonly timeout: number
  readonly attemptTimeout: number
  readonly retry: RetryPolicy
  /** Headers by lower-case name, or `undefined` for none. */
  readonly headers: Readonly<Record<string, string>> | undefined
  readonly idempotencyKey: CallOptions["idempotencyKey"]
  readonly makeKey: ScopeOptions["idempotencyKey"]
}

/** The call's options override those of the region, which override the client's. */
export const settle = (client: Service, scope: ScopeOptions, call: CallOptions | undefined): Settings => {
  const retries = call?.retries ?? scope.retries
  const apiVersion = call?.apiVersion ?? scope.apiVersion
  const headers =
    call?.headers === undefined && scope.headers === undefined && apiVersion === undefined
      ? undefined
      : {
          ...lowerCase(scope.headers),
          ...lowerCase(call?.headers),
          ...(apiVersion === undefined ? {} : { "persona-version": apiVersion })
        }
  return {
    timeout: millis(call?.timeout ?? scope.timeout, client.timeout),
    attemptTimeout: millis(call?.attemptTimeout ?? scope.attemptTimeout, client.attemptTimeout),
    retry: retries === undefined ? client.retry : { ...client.retry, retries },
    headers,
    idempotencyKey: call?.idempotencyKey,
    makeKey: scope.idempotencyKey
  }
}

/** Problems with the caller's additional headers. Their values are never shown. */
export const optionIssues = (scope: ScopeOptions, call: CallOptions | undefined): ReadonlyArray<string> => {
  const issues: Array<string> = []
  const apiVersion = call?.apiVersion ?? scope.apiVersion
  if (apiVersion !== undefined && !/^[\w.-]{1,40}$/.test(apiVersion)) {
    issues.push("option apiVersion: expected a date such as 2025-12-08")
  }
  for (const [name, value] of [
    ...Object.entries(scope.headers ?? {}),
    ...Object.entries(call?.headers ?? {})
  ]) {
    if (reserved.has(name.toLowerCase())) issues.push(`option headers: ${name} is set by the client`)
    else if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) issues.push("option headers: expected names of headers")
    else if (typeof value !== "string" || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      issues.push(`option headers: ${name} has a value that no header can have`)
    }
  }
  return issues
}

/** Credentials, headers with an option of their own, and headers of the transport. */
const reserved = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "idempotency-key",
  "persona-version",
  "key-inflection",
  "host",
  "connection",
  "content-length",
  "content-type",
  "transfer-encoding"
])

export const millis = (given: Duration.Input | undefined, fallback: Duration.Duration): number =>
  Duration.toMillis(given === undefined ? fallback : Duration.fromInputUnsafe(given))

const lowerCase = (headers: Readonly<Record<string, string>> | undefined): Record<string, string> => {
  const out: Record<string, string> = {}
  for (const name in headers) out[name.toLowerCase()] = headers[name]!
  return out
}
