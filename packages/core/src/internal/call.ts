/**
 * One call of an operation, from typed request to typed answer: encode once, choose the key once, send until
 * there is an answer or no hope, and classify what came.
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { randomUUID } from "node:crypto"
import * as IdempotencyKey from "../IdempotencyKey.ts"
import type * as Operation from "../Operation.ts"
import { PersonaClient, type Service } from "../PersonaClient.ts"
import * as PersonaError from "../PersonaError.ts"
import * as RetryPolicy from "../RetryPolicy.ts"
import * as Answer from "./answer.ts"
import * as Multipart from "./multipart.ts"
import * as Query from "./query.ts"
import * as Wire from "./wire.ts"

/** Makes the callable value of an operation. Its schemas are built and compiled on the first call. */
export const makeOperation = <Request, Success, Documented extends PersonaError.DocumentedReason>(
  definition: Operation.Definition<Request, Success>
): Operation.Operation<Request, Success, Documented> => {
  const facts = factsOf(definition)
  let compiled: Compiled | undefined
  const withResponse = (request: Request, options?: Operation.CallOptions) =>
    Effect.flatMap(PersonaClient, (client) => {
      compiled ??= compile(facts, definition.schemas())
      return call(client, facts, compiled, request, options)
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

interface Compiled {
  readonly encode: (request: unknown) => Exit.Exit<unknown, Schema.SchemaError>
  readonly decode: (body: unknown) => Exit.Exit<unknown, Schema.SchemaError>
  /** Literal parts of the path at even places, names of parameters at odd ones. */
  readonly segments: ReadonlyArray<string>
  /** Members of the encoded request that are no part of the body. */
  readonly outside: ReadonlySet<string>
}

const compile = (facts: Operation.Facts, schemas: Operation.Schemas<any, any>): Compiled => {
  const segments = facts.path.split(/\{([^}]+)\}/)
  const encode = Schema.encodeUnknownExit(schemas.request, { errors: "all", onExcessProperty: "error" })
  return {
    encode: Wire.isOwn(schemas.request)
      ? tryFirst(Schema.encodeUnknownExit(schemas.request), encode)
      : encode,
    decode: Schema.decodeUnknownExit(schemas.success, { errors: "all" }),
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

const call = (
  client: Service,
  facts: Operation.Facts,
  compiled: Compiled,
  request: unknown,
  options: Operation.CallOptions | undefined
): Effect.Effect<Operation.Reply<unknown>, PersonaError.PersonaError> => {
  const encoded = compiled.encode(request)
  const progress = new Progress(facts.id)
  if (Exit.isFailure(encoded)) {
    return Effect.fail(
      progress.error(new PersonaError.InvalidRequest({ issues: Wire.issues(encoded.cause) }))
    )
  }
  const key = facts.method === "POST" ? keyOf(options?.idempotencyKey) : undefined
  const wire = toHttp(client, facts, compiled, encoded.value as WireRequest, key)
  const retry = options?.retries === undefined ? client.retry : { ...client.retry, retries: options.retries }
  const timeout = durationMillis(options?.timeout, client.timeout)
  return Effect.clockWith((clock) => {
    const monotonic = () => Number(clock.monotonicTimeNanosUnsafe() / 1_000_000n)
    const time: Time = {
      clock,
      monotonic,
      timeout,
      deadline: monotonic() + timeout,
      attemptTimeout: durationMillis(options?.attemptTimeout, client.attemptTimeout)
    }
    const sending = send(client, facts, compiled, wire, key, time, progress)
    const mayRepeat = (failed: Answer.Failed) =>
      !failed.final && RetryPolicy.isWorthRepeating(failed.reason, facts.repeat)
    return sending.pipe(
      // Schedules and their timeout cost as much as the rest of a call: only a failed one pays for them.
      retry.retries === 0
        ? (self) => self
        : Effect.catch((failed) =>
            mayRepeat(failed)
              ? repeat(sending, failed, retry, mayRepeat, time, progress)
              : Effect.fail(failed)
          ),
      Effect.mapError((failed) => progress.errorFrom(failed)),
      // The API is a third party: it gets no trace headers. And the transport's own span would hold the query.
      Effect.provideService(HttpClient.TracerDisabledWhen, always),
      Effect.provideService(HttpClient.TracerPropagationEnabled, false)
    )
  })
}

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
  return Effect.suspend(() => {
    const failed = before
    before = undefined
    return failed === undefined ? sending : Effect.fail(failed)
  }).pipe(
    Effect.retry({ while: mayRepeat, schedule: RetryPolicy.schedule(policy) }),
    Effect.timeoutOrElse({
      duration: Math.max(0, time.deadline - time.monotonic()),
      orElse: () => Effect.fail(progress.timedOut(time.timeout))
    })
  )
}

const always = () => true

/** One send, repeated for as long as the answer is a refusal for the rate. */
const send = (
  client: Service,
  facts: Operation.Facts,
  compiled: Compiled,
  request: HttpClientRequest.HttpClientRequest,
  key: IdempotencyKey.IdempotencyKey | undefined,
  time: Time,
  progress: Progress
): Effect.Effect<Operation.Reply<unknown>, Answer.Failed> => {
  const { monotonic } = time
  const keyAge = key === undefined ? undefined : makeKeyAge(key, client, time.clock, monotonic())
  const timedOut = Effect.suspend(() => Effect.fail(progress.timedOut(time.timeout)))

  const exchange = Effect.flatMap(client.httpClient.execute(request), (response) =>
    Effect.map(bodyOf(facts, response), (body): Answer.Answer => ({
      status: response.status,
      headers: response.headers,
      ...body
    }))
  ).pipe(Effect.mapError((error): Answer.Failed => Answer.unanswered(error)))

  const exchangeWithin = (left: number) =>
    Effect.timeoutOrElse(exchange, {
      duration: Math.min(time.attemptTimeout, left),
      orElse: () =>
        left <= time.attemptTimeout
          ? timedOut
          : Effect.fail(Answer.failed(new PersonaError.Timeout({ millis: time.attemptTimeout })))
    })

  const once: Effect.Effect<Operation.Reply<unknown>, Answer.Failed> = Effect.uninterruptibleMask((restore) =>
    Effect.flatMap(restore(client.budget.takeWithin(time.deadline - monotonic())), (permit) => {
      if (permit === undefined) return timedOut
      const expired = keyAge?.()
      if (expired !== undefined) {
        return Effect.andThen(client.budget.settle(permit, undefined), Effect.fail(Answer.failed(expired)))
      }
      progress.leaves()
      return Effect.matchCauseEffect(restore(exchangeWithin(time.deadline - monotonic())), {
        onFailure: (cause) =>
          Effect.andThen(client.budget.settle(permit, undefined), Effect.failCause(cause)),
        onSuccess: (answer) => {
          // A proxy has a clock of its own.
          if (answer.headers["request-id"] !== undefined) {
            client.serverClock.observe(answer.headers["date"], monotonic())
          }
          const outcome = Answer.classify(facts, compiled.decode, answer)
          const refused = outcome._tag === "RateRefused"
          return Effect.andThen(
            client.budget.settle(permit, answer.headers, refused),
            Effect.suspend(() => {
              switch (outcome._tag) {
                case "Success":
                  return Effect.succeed(progress.reply(outcome.value, answer))
                case "Failed":
                  return Effect.fail(outcome)
                case "RateRefused":
                  progress.refused(outcome)
                  return restore(once)
              }
            })
          )
        }
      })
    })
  )
  return Effect.mapError(once, (failed) => (failed.final ? failed : progress.answered(failed, facts)))
}

/** What has happened in a call so far. */
class Progress {
  attempts = 0
  unanswered = 0
  /** The last send is under way. */
  private underWay = false
  private lastRefusal: Answer.RateRefused | undefined
  private lastStored: Answer.Failed | undefined
  private readonly operation: string

  constructor(operation: string) {
    this.operation = operation
  }

  leaves() {
    this.attempts++
    this.underWay = true
  }

  /** A 429 has no effect, is not stored, and spends no attempt. */
  refused(refusal: Answer.RateRefused) {
    this.attempts--
    this.underWay = false
    this.lastRefusal = refusal
  }

  reply(value: unknown, answer: Answer.Answer): Operation.Reply<unknown> {
    this.underWay = false
    return {
      value,
      status: answer.status,
      headers: answer.headers,
      requestId: answer.headers["request-id"],
      environmentId: answer.headers["persona-environment-id"],
      attempts: this.attempts,
      unanswered: this.unanswered
    }
  }

  /** Notes a failed send. The same stored failure twice under one key is marked as such. */
  answered(failed: Answer.Failed, facts: Operation.Facts): Answer.Failed {
    this.underWay = false
    this.lastRefusal = undefined
    if (RetryPolicy.isDoubtful(failed.reason)) this.unanswered++
    if (facts.repeat !== "keyed" || !failed.storable) return failed
    const before = this.lastStored
    this.lastStored = failed
    if (before === undefined || before.status !== failed.status || before.body !== failed.body) return failed
    return { ...failed, reason: new PersonaError.ServerError({ status: failed.status ?? 500, stored: true }) }
  }

  timedOut(millis: number): Answer.Failed {
    if (this.underWay) this.unanswered++
    const refusal = this.underWay ? undefined : this.lastRefusal
    this.underWay = false
    return refusal === undefined
      ? { ...Answer.failed(new PersonaError.Timeout({ millis })), final: true }
      : {
          ...Answer.failed(new PersonaError.RateLimited({ retryAfterMillis: refusal.retryAfterMillis })),
          status: 429,
          requestId: refusal.requestId,
          final: true
        }
  }

  errorFrom(failed: Answer.Failed): PersonaError.PersonaError {
    return new PersonaError.PersonaError({
      operation: this.operation,
      reason: failed.reason,
      status: failed.status,
      requestId: failed.requestId,
      environmentId: failed.environmentId,
      attempts: this.attempts,
      unanswered: this.unanswered
    })
  }

  error(reason: PersonaError.Reason): PersonaError.PersonaError {
    return this.errorFrom(Answer.failed(reason))
  }
}

/** Tells, before each send, whether the key has become too old by any clock. */
const makeKeyAge = (
  key: IdempotencyKey.IdempotencyKey,
  client: Service,
  clock: Clock.Clock,
  startedAt: number
): (() => PersonaError.KeyExpired | undefined) => {
  const startedWall = clock.currentTimeMillisUnsafe()
  const firstSentAt = key.firstSentAt ?? startedWall
  const firstSentAtServer =
    key.firstSentAtServer ?? (key.firstSentAt === undefined ? client.serverClock.now(startedAt) : undefined)
  const maxAgeMillis = durationMillis(key.maxAge, IdempotencyKey.defaultMaxAge)
  return () => {
    const monotonic = Number(clock.monotonicTimeNanosUnsafe() / 1_000_000n)
    const server = client.serverClock.now(monotonic)
    const ageMillis = Math.max(
      clock.currentTimeMillisUnsafe() - firstSentAt,
      startedWall - firstSentAt + (monotonic - startedAt),
      server === undefined || firstSentAtServer === undefined ? 0 : server - firstSentAtServer
    )
    return ageMillis > maxAgeMillis ? new PersonaError.KeyExpired({ ageMillis, maxAgeMillis }) : undefined
  }
}

const keyOf = (given: IdempotencyKey.IdempotencyKey | string | undefined): IdempotencyKey.IdempotencyKey =>
  given === undefined ? { value: randomUUID() } : typeof given === "string" ? { value: given } : given

const durationMillis = (given: Duration.Input | undefined, fallback: Duration.Duration): number =>
  Duration.toMillis(given === undefined ? fallback : Duration.fromInputUnsafe(given))

type WireRequest = Readonly<Record<string, unknown>>

/** Puts the members of the encoded request where they belong: path, query or body. */
const toHttp = (
  client: Service,
  facts: Operation.Facts,
  compiled: Compiled,
  wire: WireRequest,
  key: IdempotencyKey.IdempotencyKey | undefined
): HttpClientRequest.HttpClientRequest => {
  const { segments } = compiled
  let path = baseOf(client, facts) + segments[0]!
  for (let i = 1; i < segments.length; i += 2) {
    path += encodeURIComponent(String(wire[segments[i]!])) + segments[i + 1]!
  }
  const query = facts.query.length === 0 ? "" : Query.toString(wire, facts.query)
  const headers: Record<string, string> = { ...Redacted.value(client.headers) }
  if (facts.security === "none") delete headers["authorization"]
  if (facts.response === "binary") headers["accept"] = "*/*"
  if (key !== undefined) headers["idempotency-key"] = key.value
  for (const name of facts.headers ?? []) {
    if (wire[name] !== undefined) headers[name] = String(wire[name])
  }
  let body: HttpBody.HttpBody = HttpBody.empty
  if (facts.body !== undefined) {
    const members = bodyMembers(compiled.outside, wire)
    body =
      facts.body === "json"
        ? HttpBody.text(JSON.stringify(members), "application/json")
        : facts.body === "form"
          ? HttpBody.text(
              Query.toString(members, Object.keys(members)).slice(1),
              "application/x-www-form-urlencoded"
            )
          : Multipart.encode(members)
  }
  return HttpClientRequest.make(facts.method)(path + query, { headers, body })
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

/** The body of an answer: text, or the bytes of a file. Errors are text in any case. */
const bodyOf = (
  facts: Operation.Facts,
  response: HttpClientResponse.HttpClientResponse
): Effect.Effect<Pick<Answer.Answer, "text" | "bytes">, HttpClientError.HttpClientError> =>
  facts.response === "binary" && response.status >= 200 && response.status < 300
    ? Effect.map(response.arrayBuffer, (buffer) => ({ text: "", bytes: new Uint8Array(buffer) }))
    : Effect.map(response.text, (text) => ({ text, bytes: undefined }))
