/**
 * Files that answers point to, as streams: photos, papers, the CSVs of importers.
 *
 * From version 2023-01-05 on, the API gives URLs on a host for files that need no key and serve for some hours: ask
 * for the resource again when one has expired. Older versions give URLs of the API itself, which need the key. The
 * key goes to the API's own hosts and nowhere else, whatever a redirect says.
 *
 * A URL is a secret for as long as it serves: no error, span or log has one.
 *
 * @see https://docs.withpersona.com/downloading-files
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as Answer from "./internal/answer.ts"
import type { Facts } from "./Operation.ts"
import { PersonaClient, type Service } from "./PersonaClient.ts"
import * as PersonaError from "./PersonaError.ts"
import * as RetryPolicy from "./RetryPolicy.ts"

/** A URL, or a file as answers have it: `{ filename, url, byteSize }`. */
export type Source = string | { readonly url?: string | null | undefined }

/** `NotFound` means that the URL has expired or never was one; a fresh one comes with the resource. */
export type Failure = PersonaError.PersonaError<PersonaError.CommonReason | PersonaError.NotFound>

export interface Options {
  /**
   * Bytes of the file at most; a larger one fails with `TransportError`, code `FILE_TOO_LARGE`.
   * @default no limit
   */
  readonly maxBytes?: number | undefined
}

/**
 * Streams a file. How much of it is in memory at a time is up to the transport: `UndiciTransport` reads answers
 * whole, up to its own limit; `FetchHttpClient` and those of `@effect/platform-node` pass on what arrives.
 *
 * Before the first byte, failures are repeated as the client's policy says; behind it, the stream fails.
 *
 * @example
 * ```ts
 * Download.stream(file).pipe(Stream.run(sink))
 * ```
 */
export const stream = (
  source: Source,
  options?: Options
): Stream.Stream<Uint8Array, Failure, PersonaClient> =>
  Stream.unwrap(
    Effect.map(
      Effect.flatMap(PersonaClient, (client) => open(client, source)),
      ({ attempts, response, wait }) => {
        let size = 0
        return response.stream.pipe(
          Stream.mapError((error) => failure(Answer.unanswered(error), attempts)),
          Stream.timeoutOrElse({
            duration: wait,
            orElse: () =>
              Stream.fail(failure(Answer.failed(new PersonaError.Timeout({ millis: wait })), attempts))
          }),
          Stream.tap((chunk) => {
            size += chunk.byteLength
            return size <= (options?.maxBytes ?? Infinity)
              ? Effect.void
              : Effect.fail(
                  failure(
                    Answer.failed(new PersonaError.TransportError({ code: "FILE_TOO_LARGE", sent: true })),
                    attempts
                  )
                )
          })
        )
      }
    )
  )

/** Reads a file whole. */
export const bytes = (source: Source, options?: Options): Effect.Effect<Uint8Array, Failure, PersonaClient> =>
  Effect.map(Stream.runCollect(stream(source, options)), (chunks) => new Uint8Array(Buffer.concat(chunks)))

interface Opened {
  readonly response: HttpClientResponse.HttpClientResponse
  readonly attempts: number
  /** Milliseconds to wait for each part. */
  readonly wait: number
}

const open = (client: Service, source: Source): Effect.Effect<Opened, Failure> => {
  const url = parse(typeof source === "string" ? source : (source.url ?? ""))
  if (url === undefined) {
    const issues = ["/url: expected the URL of a file, with http or https"]
    return Effect.fail(failure(Answer.failed(new PersonaError.InvalidRequest({ issues })), 0))
  }
  const wait = millisOf(client)
  let attempts = 0
  const attempt = Effect.suspend(() => {
    attempts++
    return follow(client, url, maxRedirects)
  }).pipe(
    Effect.timeoutOrElse({
      duration: wait,
      orElse: () => Effect.fail(Answer.failed(new PersonaError.Timeout({ millis: wait })))
    })
  )
  return attempt.pipe(
    Effect.retry({
      // The budget holds up the request behind a refusal for the rate.
      while: ({ reason }) =>
        reason._tag === "RateLimited" || RetryPolicy.isWorthRepeating(reason, facts.repeat),
      schedule: RetryPolicy.schedule(client.retry)
    }),
    Effect.map((response): Opened => ({ response, attempts, wait })),
    Effect.mapError((failed) => failure(failed, attempts))
  )
}

const millisOf = (client: Service): number => Duration.toMillis(client.attemptTimeout)

const maxRedirects = 5

const follow = (
  client: Service,
  url: URL,
  redirects: number
): Effect.Effect<HttpClientResponse.HttpClientResponse, Answer.Failed> =>
  Effect.flatMap(isOfApi(client, url) ? getWithKey(client, url) : get(client, url, undefined), (response) => {
    const { status } = response
    if (status >= 200 && status < 300) return Effect.succeed(response)
    const location = status >= 300 && status < 400 ? response.headers["location"] : undefined
    const next = location === undefined ? undefined : parse(location, url)
    if (next !== undefined && redirects > 0 && (next.protocol === "https:" || url.protocol === "http:")) {
      return follow(client, next, redirects - 1)
    }
    return Effect.flatMap(text(response), (body) =>
      Effect.fail(refusal(response, body, isOfApi(client, url)))
    )
  })

/** A request to the API, which counts against its rate limit. */
const getWithKey = (client: Service, url: URL) =>
  Effect.acquireUseRelease(
    client.budget.takeWithin(millisOf(client)),
    (permit) =>
      permit === undefined
        ? Effect.fail(Answer.failed(new PersonaError.RateLimited({ retryAfterMillis: undefined })))
        : Effect.flatMap(authorizationOf(client), (authorization) => get(client, url, authorization)),
    (permit, exit) =>
      permit === undefined
        ? Effect.void
        : Exit.isSuccess(exit)
          ? client.budget.settle(permit, exit.value.headers, exit.value.status === 429)
          : client.budget.settle(permit, undefined)
  )

const authorizationOf = (client: Service): Effect.Effect<string | undefined, Answer.Failed> =>
  client.credentials === undefined
    ? Effect.succeed(Redacted.value(client.headers)["authorization"])
    : Effect.mapBoth(client.credentials.current, {
        onFailure: Answer.failed,
        onSuccess: (token) => `Bearer ${Redacted.value(token)}`
      })

const get = (
  client: Service,
  url: URL,
  authorization: string | undefined
): Effect.Effect<HttpClientResponse.HttpClientResponse, Answer.Failed> => {
  const { "user-agent": userAgent } = Redacted.value(client.headers)
  const request = HttpClientRequest.get(url.href, {
    headers: {
      accept: "*/*",
      ...(userAgent === undefined ? {} : { "user-agent": userAgent }),
      ...(authorization === undefined ? {} : { authorization })
    }
  })
  return Effect.serviceOption(FetchHttpClient.RequestInit).pipe(
    Effect.flatMap((given) =>
      // Of all transports only `fetch` follows redirects by itself.
      Effect.provideService(client.httpClient.execute(request), FetchHttpClient.RequestInit, {
        ...Option.getOrUndefined(given),
        redirect: "manual"
      })
    ),
    Effect.mapError(Answer.unanswered),
    Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
    Effect.provideService(HttpClient.TracerPropagationEnabled, false)
  )
}

/** The vendor's hosts, of which the API answers on both. */
const vendorOrigins = new Set(["https://api.withpersona.com", "https://withpersona.com"])

/** Whether a URL is one of the API's own files, for which the key is meant. */
const isOfApi = (client: Service, url: URL): boolean => {
  const base = parse(client.baseUrl)
  return (
    base !== undefined &&
    (url.origin === base.origin || (vendorOrigins.has(base.origin) && vendorOrigins.has(url.origin))) &&
    url.pathname.startsWith(`${base.pathname}/files/`)
  )
}

const parse = (text: string, base?: URL): URL | undefined => {
  const url = URL.parse(text, base?.href)
  return url !== null && (url.protocol === "https:" || url.protocol === "http:") ? url : undefined
}

const text = (response: HttpClientResponse.HttpClientResponse) =>
  Effect.orElseSucceed(response.text, () => "")

/** What a refusal means. That the host for files refuses URLs that have expired, in whichever way, is an assumption. */
const refusal = (
  response: HttpClientResponse.HttpClientResponse,
  body: string,
  ofApi: boolean
): Answer.Failed => {
  const { headers } = response
  const gone = response.status === 410 || (!ofApi && (response.status === 401 || response.status === 403))
  const status = gone ? 404 : response.status
  const outcome = Answer.classify(facts, Exit.succeed, { status, headers, text: body, bytes: undefined })
  if (outcome._tag === "Failed") return { ...outcome, status: response.status }
  const retryAfterMillis = outcome._tag === "RateRefused" ? outcome.retryAfterMillis : undefined
  return { ...Answer.failed(new PersonaError.RateLimited({ retryAfterMillis })), status: response.status }
}

/** A download is the operation `download-a-file` of older versions, wherever the file is now. */
const facts: Facts = {
  id: "download-a-file",
  method: "GET",
  path: "/files/{token}/{filename}.{ext}",
  tag: "Files",
  origin: "legacy",
  repeat: "safe",
  paging: "none",
  query: [],
  body: undefined,
  success: [200],
  errors: [404],
  response: "binary"
}

const failure = (failed: Answer.Failed, attempts: number): Failure =>
  new PersonaError.PersonaError({
    operation: facts.id,
    reason: failed.reason,
    status: failed.status,
    requestId: failed.requestId,
    environmentId: failed.environmentId,
    attempts,
    unanswered: 0
  })
