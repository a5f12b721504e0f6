/**
 * One call of an operation, from typed request to typed answer: encode once, choose the key once, send until
 * there is an answer or no hope, and classify what came.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type * as IdempotencyKey from "../../IdempotencyKey.ts"
import type * as Operation from "../../Operation.ts"
import type * as RateBudget from "../../RateBudget.ts"
import { PersonaClient, type Service } from "./client.ts"
import * as PersonaError from "../../PersonaError.ts"
import * as RetryPolicy from "../../RetryPolicy.ts"
import * as Answer from "./answer.ts"
import * as EnvironmentGuard from "./environmentGuard.ts"
import { makeKeyAge } from "./keyAge.ts"
import * as Multipart from "../wire/multipart.ts"
import { permitVoid } from "../rate/permitVoid.ts"
import { Progress } from "./progress.ts"
import * as Query from "../wire/query.ts"
import * as Scope from "./scope.ts"
import * as Telemetry from "./telemetry.ts"
import { namesOf } from "./titles.ts"
import * as Wire from "../wire/wire.ts"

/** Makes the callable value of an operation. Its schemas are built and compiled on the first call. */
export const makeOperation = <Request, Success, Documented extends PersonaError.DocumentedReason>(
  definition: Operation.Definition<Request, Success>
): Operation.Operation<Request, Success, Documented> => {
  const facts = factsOf(definition)
  let compiled: Compiled | undefined
  const withResponse = (request: Request, options?: Operation.CallOptions) =>
    Effect.flatMap(PersonaClient, (client) => {
      compiled ??= compile(facts, definition.schemas())
      return call(client, compiled, encoding(client, compiled, request), request, options)
    }) as Effect.Effect<Operation.Reply<Success>, Operation.Failure<Documented>, PersonaClient>
  const operation = (request: Request, options?: Operation.CallOptions) =>
    Effect.map(withResponse(request, options), (reply) => reply.value)
  return Object.assign(operation, facts, { withResponse, schemas: definition.schemas })
}

const factsOf = (definition: Operation.Definition<any, any>): Operation.Facts => ({
  id: definition.id,
  method: definition.method,
  path: definition.path,
  tag: definition.tag,
  origin: definition.origin ?? "spec",
  repeat:
    definition.repeat ??
    (definition.method === "GET" ? "safe" : definition.method === "POST" ? "keyed" : "idempotent"),
  paging: definition.paging ?? "none",
  query: definition.query ?? [],
  body: definition.body,
  success: definition.success ?? [200],
  errors: definition.errors ?? [],
  response: definition.response ?? "json",
  ...(definition.headers === undefined ? {} : { headers: definition.headers }),
  ...(definition.server === undefined ? {} : { server: definition.server }),
  ...(definition.security === undefined ? {} : { security: definition.security })
})

/** Calls an operation with the answer's body read, and its success decoded, in another way. */
export const callWith = (
  client: Service,
  operation: Operation.Any,
  request: unknown,
  options: Operation.CallOptions | undefined,
  given: Required<Pick<Target, "receive" | "decode">>
): Effect.Effect<Operation.Reply<unknown>, PersonaError.PersonaError> => {
  const compiled = compile(operation, operation.schemas())
  return call(client, { ...compiled, ...given }, encoding(client, compiled, request), request, options)
}

/** What a call needs to know of its operation. */
export interface Target {
  readonly facts: Operation.Facts
  readonly decode: (body: unknown) => Exit.Exit<unknown, Schema.SchemaError>
  /** What the operation takes, for the names in it. */
  readonly takes?: () => Schema.Codec<any, any>
  /** Reads answers in another way than whole. */
  readonly receive?: Receive
  /** Says below this call which operation is under way, and that it is not to be traced there. */
  readonly surround: (context: Context.Context<never>) => Context.Context<never>
}

/** Makes an answer of what the transport gives for a request. */
export type Receive = (
  execute: Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError>
) => Effect.Effect<Answer.Answer, HttpClientError.HttpClientError>

/** Turns headers into a request, or says why there can be none. */
export type MakeRequest = (
  headers: Record<string, string>
) => HttpClientRequest.HttpClientRequest | PersonaError.InvalidRequest

/** Whatever is called by the same rules: operations, and requests for which there is none. */
export const target = (facts: Operation.Facts, decode: Target["decode"]): Target => {
  const below = Context.make(Scope.CurrentOperation, facts).pipe(
    // The API is a third party: it gets no trace headers. And the transport's own span would hold the query.
    Context.add(HttpClient.TracerDisabledWhen, always),
    Context.add(HttpClient.TracerPropagationEnabled, false)
  )
  // Calls are mostly made from few contexts: putting one together anew costs as much as a span.
  const known = new WeakMap<Context.Context<never>, Context.Context<never>>()
  return {
    facts,
    decode,
    surround: (context) => {
      let made = known.get(context)
      if (made === undefined) {
        made = Context.merge(context, below)
        known.set(context, made)
      }
      return made
    }
  }
}

interface Compiled extends Target {
  readonly encode: (request: unknown) => Exit.Exit<unknown, Schema.SchemaError>
  /** Literal parts of the path at even places, names of parameters at odd ones. */
  readonly segments: ReadonlyArray<string>
  /** Members of the encoded request that are no part of the body. */
  readonly outside: ReadonlySet<string>
}

const compile = (facts: Operation.Facts, schemas: Operation.Schemas<any, any>): Compiled => {
  const segments = facts.path.split(/\{([^}]+)\}/)
  const encode = Schema.encodeUnknownExit(schemas.request, { errors: "all", onExcessProperty: "error" })
  return {
    ...target(facts, Schema.decodeUnknownExit(schemas.success, { errors: "all" })),
    takes: () => schemas.request,
    encode: Wire.isOwn(schemas.request)
      ? tryFirst(Schema.encodeUnknownExit(schemas.request), encode)
      : encode,
    segments,
    outside: new Set([...segments.filter((_, at) => at % 2 === 1), ...facts.query, ...(facts.headers ?? [])])
  }
}

/**
 * Looks for all problems only where there is one: without options Effect takes half the time. A schema that is
 * closed by itself refuses the same in both ways.
 */
const tryFirst =
  (quick: Compiled["encode"], thorough: Compiled["encode"]): Compiled["encode"] =>
  (request) => {
    const encoded = quick(request)
    return Exit.isSuccess(encoded) ? encoded : thorough(request)
  }

/** Encodes the request of an operation. */
const encoding =
  (client: Service, compiled: Compiled, request: unknown): MakeRequest =>
  (headers) => {
    const encoded = compiled.encode(request)
    return Exit.isSuccess(encoded)
      ? toHttp(client, compiled, encoded.value as WireRequest, headers)
      : new PersonaError.InvalidRequest({ issues: Wire.issues(encoded.cause) })
  }

/** Calls a target. The request is made once, and its idempotency key is chosen once. */
export const call = (
  client: Service,
  target: Target,
  makeRequest: MakeRequest,
  given: unknown,
  options: Operation.CallOptions | undefined
): Effect.Effect<Operation.Reply<unknown>, PersonaError.PersonaError> =>
  Effect.withFiber((fiber) => {
    const { facts } = target
    const scope = fiber.getRef(Scope.CurrentOptions)
    const progress = new Progress(facts.id)
    const settings = Scope.settle(client, scope, options)
    const issues = Scope.optionIssues(scope, options)
    if (issues.length > 0) {
      return Effect.fail(progress.error(new PersonaError.InvalidRequest({ issues })))
    }
    const key = facts.method === "POST" ? keyOf(settings, facts, given) : undefined
    const request = makeRequest(headersOf(client, facts, settings, key))
    if (request instanceof PersonaError.InvalidRequest) return Effect.fail(progress.error(request))
    const clock = fiber.getRef(Clock.Clock)
    const monotonic = () => Number(clock.monotonicTimeNanosUnsafe() / 1_000_000n)
    const { attemptTimeout, retry, timeout } = settings
    const time: Time = { clock, monotonic, timeout, deadline: monotonic() + timeout, attemptTimeout }
    const sending = send(client, target, request, given, key, time, progress, fiber)
    const mayRepeat = (failed: Answer.Failed) =>
      !failed.final && RetryPolicy.isWorthRepeating(failed.reason, facts.repeat)
    const sent = sending.pipe(
      // Schedules and their timeout cost as much as the rest of a call: only a failed one pays for them.
      retry.retries === 0
        ? (self) => self
        : Effect.catch((failed) =>
            mayRepeat(failed)
              ? repeat(sending, failed, retry, mayRepeat, time, progress)
              : Effect.fail(failed)
          ),
      Effect.mapError((failed) => progress.errorFrom(failed)),
      Effect.updateContext(target.surround)
    )
    return Telemetry.traced(fiber, client, facts, progress, sent)
  })

/** The clocks and limits of one call, in milliseconds. */
interface Time {
  readonly clock: Clock.Clock
  readonly monotonic: () => number
  readonly timeout: number
  /** By the monotonic clock. */
  readonly deadline: number
  readonly attemptTimeout: number
}

/** Sends again after a first failure, as the policy says, until the call's time is up. */
const repeat = (
  sending: Effect.Effect<Operation.Reply<unknown>, Answer.Failed>,
  first: Answer.Failed,
  policy: RetryPolicy.RetryPolicy,
  mayRepeat: (failed: Answer.Failed) => boolean,
  time: Time,
  progress: Progress
): Effect.Effect<Operation.Reply<unknown>, Answer.Failed> => {
  let before: Answer.Failed | undefined = first
  return Effect.withFiber((fiber) => {
    const failed = before
    before = undefined
    if (failed !== undefined) return Effect.fail(failed)
    const again = Effect.suspend(() => {
      Telemetry.again(fiber.context, time.clock, progress, time.monotonic())
      return sending
    })
    const wait = (progress.failed?.notBefore ?? 0) - time.monotonic()
    return wait > 0 ? Effect.delay(again, wait) : again
  }).pipe(
    Effect.retry({ while: mayRepeat, schedule: RetryPolicy.schedule(policy) }),
    Effect.timeoutOrElse({
      duration: Math.max(0, time.deadline - time.monotonic()),
      orElse: () => Effect.fail(progress.timedOut(time.timeout))
    })
  )
}

/**
 * A `Retry-After` that is longer than this, or than the call's time, is not waited for: the call fails at once, and its
 * caller can say so.
 */
const longestRetryAfterMillis = 60_000

const always = () => true

/** One send, repeated for as long as the answer is a refusal for the rate, and once for a refused token. */
const send = (
  client: Service,
  { decode, facts, receive = whole(facts), takes }: Target,
  unauthorized: HttpClientRequest.HttpClientRequest,
  given: unknown,
  key: IdempotencyKey.IdempotencyKey | undefined,
  time: Time,
  progress: Progress,
  fiber: Fiber.Fiber<unknown, unknown>
): Effect.Effect<Operation.Reply<unknown>, Answer.Failed> => {
  const { clock, monotonic } = time
  const { context } = fiber
  const keyAge = key === undefined ? undefined : makeKeyAge(key, client, clock, monotonic())
  const timedOut = Effect.suspend(() => Effect.fail(progress.timedOut(time.timeout)))

  /** Nothing where the permit has become void since it was taken: here, or while the request waited for a connection. */
  const exchange = (
    request: HttpClientRequest.HttpClientRequest,
    permit: RateBudget.Permit
  ): Effect.Effect<Answer.Answer | undefined, Answer.Failed> =>
    Effect.suspend(() => {
      if (permit.window !== client.budget.window()) return Effect.undefined
      const { environment } = client
      if (environment?.other !== undefined) {
        const { expected = "", other } = environment
        const reason = new PersonaError.OtherEnvironment({ expected, actual: other, sent: false })
        return Effect.fail(Answer.failed(reason))
      }
      progress.leaves()
      return Effect.matchEffect(receive(client.httpClient.execute(request)), {
        onSuccess: (answer): Effect.Effect<Answer.Answer | undefined, Answer.Failed> =>
          Effect.succeed(answer),
        onFailure: (error) => {
          const failed = Answer.unanswered(error)
          if (failed.reason._tag !== "TransportError" || failed.reason.code !== permitVoid)
            return Effect.fail(failed)
          progress.stays()
          return Effect.undefined
        }
      })
    })

  const exchangeWithin = (
    request: HttpClientRequest.HttpClientRequest,
    permit: RateBudget.Permit,
    left: number
  ) =>
    Effect.timeoutOrElse(exchange(request, permit), {
      duration: Math.min(time.attemptTimeout, left),
      orElse: () =>
        left <= time.attemptTimeout
          ? timedOut
          : Effect.fail(Answer.failed(new PersonaError.Timeout({ millis: time.attemptTimeout })))
    })

  const attempt = (
    request: HttpClientRequest.HttpClientRequest,
    token?: Redacted.Redacted
  ): Effect.Effect<Operation.Reply<unknown>, Answer.Failed> =>
    Effect.uninterruptibleMask((restore) => {
      const askedAt = monotonic()
      return Effect.flatMap(restore(client.budget.takeWithin(time.deadline - askedAt)), (permit) => {
        const now = monotonic()
        if (now > askedAt) {
          progress.waitedForRate += now - askedAt
          Telemetry.waited(context, facts.id, "rate", now - askedAt)
        }
        if (permit === undefined) return timedOut
        const expired = keyAge?.()
        if (expired !== undefined) {
          return Effect.andThen(client.budget.settle(permit, undefined), Effect.fail(Answer.failed(expired)))
        }
        return Effect.matchCauseEffect(restore(exchangeWithin(request, permit, time.deadline - now)), {
          onFailure: (cause) => {
            Telemetry.lost(context, facts.id, cause)
            return Effect.andThen(client.budget.settle(permit, undefined), Effect.failCause(cause))
          },
          onSuccess: (answer) => {
            if (answer === undefined) {
              return Effect.andThen(client.budget.settle(permit, undefined), restore(once))
            }
            // A proxy has a clock of its own.
            if (answer.headers["request-id"] !== undefined) {
              client.serverClock.observe(answer.headers["date"], monotonic())
            }
            progress.status = answer.status
            progress.headers = answer.headers
            const { environment } = client
            const outcome =
              environment === undefined ||
              EnvironmentGuard.admits(environment, Answer.idOf(answer.headers["persona-environment-id"]))
                ? Answer.classify(facts, decode, answer, namesOf(takes, given))
                : Answer.fromElsewhere(answer, environment.expected ?? "")
            Telemetry.sent(context, facts.id, outcome._tag === "Failed" ? outcome.reason._tag : outcome._tag)
            Telemetry.remaining(context, answer.headers["ratelimit-remaining"])
            const refused = outcome._tag === "RateRefused"
            return Effect.andThen(
              client.budget.settle(permit, answer.headers, refused),
              Effect.suspend(() => {
                switch (outcome._tag) {
                  case "Success":
                    return Effect.succeed(progress.reply(outcome.value, answer))
                  case "Failed":
                    return restore(refusedToken(outcome, token))
                  case "RateRefused":
                    progress.refused(outcome)
                    Telemetry.event(clock, progress, "persona.rate_refused", {})
                    return restore(once)
                }
              })
            )
          }
        })
      })
    })

  const provider = facts.security === "none" ? undefined : client.credentials
  const tokenWithin = <A>(token: Effect.Effect<A, PersonaError.CredentialsUnavailable>) =>
    token.pipe(
      Effect.mapError(Answer.failed),
      Effect.timeoutOrElse({ duration: Math.max(0, time.deadline - monotonic()), orElse: () => timedOut })
    )
  const attemptWith = (token: Redacted.Redacted) =>
    attempt(
      HttpClientRequest.setHeader(unauthorized, "authorization", `Bearer ${Redacted.value(token)}`),
      token
    )

  /** A refused token is replaced once in a call. */
  const refusedToken = (
    failed: Answer.Failed,
    token: Redacted.Redacted | undefined
  ): Effect.Effect<Operation.Reply<unknown>, Answer.Failed> => {
    if (provider === undefined || token === undefined) return Effect.fail(failed)
    if (failed.reason._tag !== "Unauthorized" || progress.renewed) return Effect.fail(failed)
    progress.renewed = true
    progress.answered(failed, facts)
    return Effect.flatMap(tokenWithin(provider.replace(token)), (next) => {
      if (next === undefined) return Effect.fail(failed)
      Telemetry.repeated(context, facts.id)
      Telemetry.event(clock, progress, "persona.retry", { reason: "Unauthorized" })
      return attemptWith(next)
    })
  }

  // The token comes first: fetching one may need a permit itself.
  const once: Effect.Effect<Operation.Reply<unknown>, Answer.Failed> = provider === undefined
    ? attempt(unauthorized)
    : Effect.suspend(() => Effect.flatMap(tokenWithin(provider.current), attemptWith))

  return Effect.mapError(once, (failed) => {
    const noted = failed.final ? failed : progress.answered(failed, facts)
    const at = monotonic()
    const wait = noted.retryAfterMillis ?? 0
    progress.failed = { reason: noted.reason._tag, at, notBefore: at + wait }
    return wait > Math.min(longestRetryAfterMillis, time.deadline - at) ? { ...noted, final: true } : noted
  })
}

/** The global one: `node:crypto` would be a thirtieth of what importing a resource costs. */
const randomUUID = (): string => crypto.randomUUID()

const keyOf = (
  { idempotencyKey, makeKey }: Scope.Settings,
  facts: Operation.Facts,
  request: unknown
): IdempotencyKey.IdempotencyKey => {
  const given = idempotencyKey ?? makeKey?.(facts, request)
  return given === undefined ? { value: randomUUID() } : typeof given === "string" ? { value: given } : given
}

const headersOf = (
  client: Service,
  facts: Operation.Facts,
  { headers: extra }: Scope.Settings,
  key: IdempotencyKey.IdempotencyKey | undefined
): Record<string, string> => {
  const headers: Record<string, string> = { ...Redacted.value(client.headers) }
  if (facts.security === "none") delete headers["authorization"]
  if (facts.response === "binary") headers["accept"] = "*/*"
  if (extra !== undefined) Object.assign(headers, extra)
  if (key !== undefined) headers["idempotency-key"] = key.value
  return headers
}

type WireRequest = Readonly<Record<string, unknown>>

/** Puts the members of the encoded request where they belong: path, query or body. */
const toHttp = (
  client: Service,
  { facts, outside, segments }: Compiled,
  wire: WireRequest,
  headers: Record<string, string>
): HttpClientRequest.HttpClientRequest => {
  let path = baseOf(client, facts) + segments[0]!
  for (let i = 1; i < segments.length; i += 2) {
    path += encodeURIComponent(String(wire[segments[i]!])) + segments[i + 1]!
  }
  const query = facts.query.length === 0 ? "" : Query.toString(wire, facts.query)
  for (const name of facts.headers ?? []) {
    if (wire[name] !== undefined) headers[name] = String(wire[name])
  }
  const body = facts.body === undefined ? HttpBody.empty : encodeBody(facts.body, bodyMembers(outside, wire))
  return HttpClientRequest.make(facts.method)(path + query, { headers, body })
}

/** Writes a body as the operation asks for it. */
export const encodeBody = (encoding: Operation.BodyEncoding, members: WireRequest): HttpBody.HttpBody => {
  switch (encoding) {
    case "json":
      return HttpBody.text(JSON.stringify(members), "application/json")
    case "form":
      return HttpBody.text(
        Query.toString(members, Object.keys(members)).slice(1),
        "application/x-www-form-urlencoded"
      )
    case "multipart":
      return Multipart.encode(members)
  }
}

const bodyMembers = (outside: ReadonlySet<string>, wire: WireRequest): WireRequest => {
  if (outside.size === 0) return wire
  const members: Record<string, unknown> = {}
  for (const name in wire) if (!outside.has(name)) members[name] = wire[name]
  return members
}

/** The client's base URL; for an operation beside the API, what is before `/api/v1` with the operation's own path. */
const baseOf = (client: Service, facts: Operation.Facts): string =>
  facts.server === undefined ? client.baseUrl : client.baseUrl.replace(/\/api\/v1$/, "") + facts.server

const whole =
  (facts: Operation.Facts): Receive =>
  (execute) =>
    Effect.flatMap(execute, (response) =>
      Effect.map(bodyOf(facts, response), (body): Answer.Answer => ({
        status: response.status,
        headers: response.headers,
        ...body
      }))
    )

/** The body of an answer: text, or the bytes of a file. Errors are text in any case. */
const bodyOf = (
  facts: Operation.Facts,
  response: HttpClientResponse.HttpClientResponse
): Effect.Effect<Pick<Answer.Answer, "text" | "bytes">, HttpClientError.HttpClientError> =>
  facts.response === "binary" && response.status >= 200 && response.status < 300
    ? Effect.map(response.arrayBuffer, (buffer) => ({ text: "", bytes: new Uint8Array(buffer) }))
    : Effect.map(response.text, (text) => ({ text, bytes: undefined }))
