/**
 * Webhooks from bytes to events: verifies the signature, then reads the event. For any server; for routers of
 * `effect/http`, `WebhookHandler` also limits the body, answers, and remembers deliveries.
 *
 * @see https://docs.withpersona.com/webhooks
 */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { bytesOf } from "./internal/wire/webhookBytes.ts"
import * as WebhookError from "./WebhookError.ts"
import * as WebhookEvent from "./WebhookEvent.ts"
import * as WebhookSignature from "./WebhookSignature.ts"

/** The headers of a request: a `Headers` object, or a record as in Node. Names are case-insensitive. */
export type RequestHeaders =
  | { readonly get: (name: string) => string | null }
  | Readonly<Record<string, string | ReadonlyArray<string> | undefined>>

/** A webhook request as received. */
export interface Incoming {
  readonly body: WebhookSignature.RawBody
  readonly headers: RequestHeaders
}

/** The API's metadata of a delivery. It is not signed: do not base important decisions on it. */
export interface Delivery {
  /** How many times the event has been sent, including this delivery; 1 for the first. */
  readonly attemptsMade: number | undefined
  /** How many times the event will be resent if this delivery fails; 7 for the first. */
  readonly attemptsLeft: number | undefined
  /** When the event was first sent, in seconds since 1970. */
  readonly firstAttemptedAt: number | undefined
}

/** The errors of a refused webhook request. */
export type Failure = WebhookError.WebhookError<WebhookError.SignatureReason | WebhookError.EventReason>

/**
 * Verifies a webhook request and reads its event.
 *
 * Answer with 200, 201, 202 or 204 within 5 seconds, or the API resends the event (7 more times over about 51 hours).
 * An event may also arrive twice after a success: `event.id` identifies it.
 *
 * @example
 * ```ts
 * const event = yield* Webhook.receive({ body: bytes, headers: request.headers }, { secrets: secret })
 * ```
 */
export const receive = Effect.fnUntraced(function* (
  request: Incoming,
  options: WebhookSignature.Options
): Effect.fn.Return<WebhookEvent.WebhookEvent, Failure> {
  const signature = headerOf(request.headers, WebhookSignature.header)
  yield* WebhookSignature.verify(request.body, signature, options)
  return yield* WebhookEvent.decode(yield* parse(request.body))
})

/** Settings of {@link receivePromise}. A secret may be plain text; it is redacted at once. */
export interface PromiseOptions extends Omit<WebhookSignature.Options, "secrets"> {
  readonly secrets: string | ReadonlyArray<string> | WebhookSignature.Secrets
}

/** Does the same as {@link receive}, without Effect. It rejects with a `WebhookError`. */
export const receivePromise = (
  request: Incoming,
  options: PromiseOptions
): Promise<WebhookEvent.WebhookEvent> => {
  const { secrets } = options
  const list = typeof secrets === "string" || Redacted.isRedacted(secrets) ? [secrets] : secrets
  const redacted = list.map((secret) => (typeof secret === "string" ? Redacted.make(secret) : secret))
  return Effect.runPromise(receive(request, { ...options, secrets: redacted }))
}

/** Reads the metadata of a delivery from the headers. */
export const deliveryOf = (headers: RequestHeaders): Delivery => ({
  attemptsMade: integerOf(headers, "persona-webhook-attempts-made"),
  attemptsLeft: integerOf(headers, "persona-webhook-attempts-left"),
  firstAttemptedAt: integerOf(headers, "persona-webhook-first-attempted-at")
})

const integerOf = (headers: RequestHeaders, name: string): number | undefined => {
  const value = headerOf(headers, name)?.trim()
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined
}

const headerOf = (headers: RequestHeaders, name: string): string | undefined => {
  if (typeof headers.get === "function") return headers.get(name) ?? undefined
  const record = headers as Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  const key = Object.keys(record).find((key) => key.toLowerCase() === name)
  const value = key === undefined ? undefined : record[key]
  return value === undefined || typeof value === "string" ? value : value.join(" ")
}

/** The JSON value of a verified body. */
const parse = (
  body: WebhookSignature.RawBody
): Effect.Effect<unknown, WebhookError.WebhookError<WebhookError.InvalidEvent>> =>
  Effect.try({
    try: (): unknown => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytesOf(body))),
    catch: () => WebhookError.make(new WebhookError.InvalidEvent({ issues: ["/: expected JSON in UTF-8"] }))
  })
