/**
 * Files as streams: answers of operations ({@link of}: PDFs), and files that answers link to ({@link stream}: photos,
 * papers, the CSVs of importers).
 *
 * From version 2023-01-05 on, the API links to a file host. These URLs need no key and expire after some hours:
 * retrieve the resource again for a fresh one. Older versions link to the API itself, which needs the key. The key goes
 * only to the API's own hosts, whatever a redirect says.
 *
 * A URL is a secret until it expires: no error, span or log contains one.
 *
 * @see https://docs.withpersona.com/downloading-files
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type * as EffectScope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as File from "./File.ts"
import * as Answer from "./internal/call/answer.ts"
import * as Call from "./internal/call/call.ts"
import * as Scope from "./internal/call/scope.ts"
import * as Streamed from "./internal/transport/streamed.ts"
import type { CallOptions, Facts, Failure as OperationFailure, Operation } from "./Operation.ts"
import { PersonaClient, type Service } from "./PersonaClient.ts"
import * as PersonaError from "./PersonaError.ts"
import * as RetryPolicy from "./RetryPolicy.ts"

/** A URL, or a file as it appears in answers: `{ filename, url, byteSize }`. */
export type Source = string | { readonly url?: string | null | undefined }

/** `NotFound` means that the URL has expired or was never valid. Retrieve the resource for a fresh one. */
export type Failure = PersonaError.PersonaError<PersonaError.CommonReason | PersonaError.NotFound>

export interface Options {
  /**
   * Maximum bytes of the file; a larger one fails with `TransportError`, code `FILE_TOO_LARGE`.
   * @default no limit
   */
  readonly maxBytes?: number | undefined
}

/**
 * Streams a file. The transport determines how much of it is in memory at a time: `UndiciTransport`, `FetchHttpClient`
 * and the transports of `@effect/platform-node` pass on each part as it arrives, and read the next one on demand.
 *
 * Before the first byte, the client repeats failures by its policy; after it, the stream fails. A stream that is not
 * read to its end closes the connection.
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
    Effect.gen(function* () {
      const client = yield* PersonaClient
      const { attempts, begun } = yield* open(client, source, yield* Effect.scope)
      const failed = (failed: Answer.Failed) => failure(failed, attempts)
      return begun.parts === undefined
        ? Stream.empty
        : following(begun.parts, millisOf(client), options?.maxBytes, failed)
    })
  )

/** Reads a file whole. */
export const bytes = (source: Source, options?: Options): Effect.Effect<Uint8Array, Failure, PersonaClient> =>
  Effect.map(Stream.runCollect(stream(source, options)), (chunks) => new Uint8Array(Buffer.concat(chunks)))

/**
 * Streams the file that an operation answers with, for example a PDF. Call it like the operation: it has the same
 * errors, and is repeated before the first byte by the client's policy. After the first byte, the stream fails with
 * `TransportError` if the file is cut, or `Timeout` if no data arrives within an attempt's time. The timeout of the
 * whole call ends with the first byte. Redirects are not followed.
 *
 * @example
 * ```ts
 * Download.of(Inquiries.print, { inquiryId: "inq_1" }).pipe(Stream.run(sink))
 * ```
 */
export const of = <Request, D extends PersonaError.DocumentedReason>(
  operation: Operation<Request, Uint8Array, D>,
  request: NoInfer<Request>,
  options?: Options & CallOptions
): Stream.Stream<Uint8Array, OperationFailure<D>, PersonaClient> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const client = yield* PersonaClient
      const scope = yield* Effect.scope
      const regional = yield* Scope.CurrentOptions
      const binary = Schema.decodeUnknownExit(File.Binary)
      const reply = yield* Call.callWith(client, operation, request, options, {
        receive: (execute) =>
          Effect.map(Streamed.begin(execute, scope), ({ headers, parts, status, text }) => ({
            status,
            headers,
            text,
            bytes: parts
          })),
        decode: (body) => (Stream.isStream(body) ? Exit.succeed(body) : binary(body))
      })
      const failed = ({ reason }: Answer.Failed) =>
        new PersonaError.PersonaError({
          operation: operation.id,
          reason,
          status: reply.status,
          requestId: reply.requestId,
          environmentId: reply.environmentId,
          attempts: reply.attempts,
          unanswered: reply.unanswered
        })
      const wait = Scope.settle(client, regional, options).attemptTimeout
      return following(reply.value as Streamed.Parts, wait, options?.maxBytes, failed)
    })
  ) as Stream.Stream<Uint8Array, OperationFailure<D>, PersonaClient>

/** The parts of a file after the first. Each has a timeout in milliseconds. Their sizes count towards `maxBytes`. */
const following = <E>(
  parts: Streamed.Parts,
  wait: number,
  maxBytes: number | undefined,
  toError: (failed: Answer.Failed) => E
): Stream.Stream<Uint8Array, E> => {
  let size = 0
  return parts.pipe(
    Stream.mapError((error) => toError(Answer.unanswered(error))),
    Stream.timeoutOrElse({
      duration: wait,
      orElse: () => Stream.fail(toError(Answer.failed(new PersonaError.Timeout({ millis: wait }))))
    }),
    Stream.tap((chunk) => {
      size += chunk.byteLength
      return size <= (maxBytes ?? Infinity)
        ? Effect.void
        : Effect.fail(
            toError(Answer.failed(new PersonaError.TransportError({ code: "FILE_TOO_LARGE", sent: true })))
          )
    })
  )
}

interface Opened {
  readonly begun: Streamed.Begun
  readonly attempts: number
}

const open = (client: Service, source: Source, scope: EffectScope.Scope): Effect.Effect<Opened, Failure> => {
  const url = parse(typeof source === "string" ? source : (source.url ?? ""))
  if (url === undefined) {
    const issues = ["/url: expected the URL of a file, with http or https"]
    return Effect.fail(failure(Answer.failed(new PersonaError.InvalidRequest({ issues })), 0))
  }
  const wait = millisOf(client)
  let attempts = 0
  const attempt = Effect.suspend(() => {
    attempts++
    return follow(client, url, maxRedirects, scope)
  }).pipe(
    Effect.timeoutOrElse({
      duration: wait,
      orElse: () => Effect.fail(Answer.failed(new PersonaError.Timeout({ millis: wait })))
    })
  )
  return attempt.pipe(
    Effect.retry({
      // After a refusal for the rate, the budget delays the next request.
      while: ({ reason }) =>
        reason._tag === "RateLimited" || RetryPolicy.isWorthRepeating(reason, facts.repeat),
      schedule: RetryPolicy.schedule(client.retry)
    }),
    Effect.map((begun): Opened => ({ begun, attempts })),
    Effect.mapError((failed) => failure(failed, attempts))
  )
}

const millisOf = (client: Service): number => Duration.toMillis(client.attemptTimeout)

const maxRedirects = 5

const follow = (
  client: Service,
  url: URL,
  redirects: number,
  scope: EffectScope.Scope
): Effect.Effect<Streamed.Begun, Answer.Failed> => {
  const ofApi = isOfApi(client, url)
  return Effect.flatMap(
    ofApi ? getWithKey(client, url, scope) : get(client, url, undefined, scope),
    (begun) => {
      const { headers, status } = begun
      if (status >= 200 && status < 300) return Effect.succeed(begun)
      const location = status >= 300 && status < 400 ? headers["location"] : undefined
      const next = location === undefined ? undefined : parse(location, url)
      if (next !== undefined && redirects > 0 && (next.protocol === "https:" || url.protocol === "http:")) {
        return follow(client, next, redirects - 1, scope)
      }
      return Effect.fail(refusal(begun, ofApi))
    }
  )
}

/** A request to the API, which counts against its rate limit. */
const getWithKey = (client: Service, url: URL, scope: EffectScope.Scope) =>
  Effect.acquireUseRelease(
    client.budget.takeWithin(millisOf(client)),
    (permit) =>
      permit === undefined
        ? Effect.fail(Answer.failed(new PersonaError.RateLimited({ retryAfterMillis: undefined })))
        : Effect.flatMap(authorizationOf(client), (authorization) =>
            // The call may have waited for a token.
            permit.window === client.budget.window()
              ? get(client, url, authorization, scope)
              : Effect.fail(Answer.failed(new PersonaError.RateLimited({ retryAfterMillis: undefined })))
          ),
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
  authorization: string | undefined,
  scope: EffectScope.Scope
): Effect.Effect<Streamed.Begun, Answer.Failed> => {
  const { "user-agent": userAgent } = Redacted.value(client.headers)
  const request = HttpClientRequest.get(url.href, {
    headers: {
      accept: "*/*",
      ...(userAgent === undefined ? {} : { "user-agent": userAgent }),
      ...(authorization === undefined ? {} : { authorization })
    }
  })
  return Streamed.begin(client.httpClient.execute(request), scope).pipe(
    Effect.mapError(Answer.unanswered),
    Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
    Effect.provideService(HttpClient.TracerPropagationEnabled, false)
  )
}

/** The vendor's hosts. The API answers on both. */
const vendorOrigins = new Set(["https://api.withpersona.com", "https://withpersona.com"])

/** Whether a URL is a file on the API itself, which needs the key. */
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

/** The reason for a refusal. Assumption: any refusal by the file host means that the URL has expired. */
const refusal = (begun: Streamed.Begun, ofApi: boolean): Answer.Failed => {
  const { headers, text } = begun
  const gone = begun.status === 410 || (!ofApi && (begun.status === 401 || begun.status === 403))
  const status = gone ? 404 : begun.status
  const outcome = Answer.classify(facts, Exit.succeed, { status, headers, text, bytes: undefined })
  if (outcome._tag === "Failed") return { ...outcome, status: begun.status }
  const retryAfterMillis = outcome._tag === "RateRefused" ? outcome.retryAfterMillis : undefined
  return { ...Answer.failed(new PersonaError.RateLimited({ retryAfterMillis })), status: begun.status }
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
