/**
 * One send of a call: takes a permit, sends the request, and classifies the answer. After a refusal for the rate, it
 * waits and sends again; it replaces a refused token once. Also around it: repeats, and the check of the key's age
 * before each send.
 */
import * as Scope from "./scope.ts"
import { monotonicMillis } from "./serverClock.ts"
import * as IdempotencyKey from "../../IdempotencyKey.ts"
import * as RetryPolicy from "../../RetryPolicy.ts"
import type * as Clock from "effect/Clock"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Redacted from "effect/Redacted"
import * as PersonaError from "../../PersonaError.ts"
import type { Permit } from "../rate/budget.ts"
import { permitVoid } from "../rate/permitVoid.ts"
import * as Answer from "./answer.ts"
import type { Service } from "./client.ts"
import * as EnvironmentGuard from "./environmentGuard.ts"
import type { Reply } from "./operation.ts"
import type { Progress } from "./progress.ts"
import type { Target } from "./encodeRequest.ts"
import * as Telemetry from "./telemetry.ts"
import { namesOf } from "./titles.ts"
import type { Provider } from "./tokenProvider.ts"

/** The clocks and limits of one call, in milliseconds. */
export interface Time {
  readonly clock: Clock.Clock
  readonly monotonic: () => number
  readonly timeout: number
  /** By the monotonic clock. */
  readonly deadline: number
  readonly attemptTimeout: number
}

/** A call in progress. */
export interface Sending {
  readonly client: Service
  readonly target: Target
  /** Without the token, if a provider supplies it. */
  readonly request: HttpClientRequest.HttpClientRequest
  /** The caller's request, for the names in it. */
  readonly given: unknown
  /** Before each send, returns an error if the idempotency key has become too old; `undefined` if there is no key. */
  readonly keyAge: (() => PersonaError.KeyExpired | undefined) | undefined
  readonly time: Time
  readonly progress: Progress
  readonly context: Context.Context<never>
}

type Sent = Effect.Effect<Reply<unknown>, Answer.Failed>

/**
 * The client does not wait for a `Retry-After` longer than this, or than the call's time: the call fails at once.
 */
const longestRetryAfterMillis = 60_000

/** Sends once, and records a failure. */
export const send = (sending: Sending): Sent => {
  const { progress, target, time } = sending
  return Effect.mapError(sendWithToken(sending), (failed) => {
    const noted = failed.final ? failed : progress.answered(failed, target.facts)
    const at = time.monotonic()
    const wait = noted.retryAfterMillis ?? 0
    progress.failed = { reason: noted.reason._tag, at, notBefore: at + wait }
    return wait > Math.min(longestRetryAfterMillis, time.deadline - at) ? { ...noted, final: true } : noted
  })
}

/** The token comes before the permit: fetching one may need a permit itself. */
const sendWithToken = (sending: Sending): Sent => {
  const provider = providerOf(sending)
  return provider === undefined
    ? attempt(sending, sending.request, undefined)
    : Effect.suspend(() =>
        Effect.flatMap(tokenWithin(sending, provider.current), (token) => attemptWith(sending, token))
      )
}

const providerOf = ({ client, target }: Sending): Provider | undefined =>
  target.facts.security === "none" ? undefined : client.credentials

const tokenWithin = <A>(sending: Sending, token: Effect.Effect<A, PersonaError.CredentialsUnavailable>) =>
  token.pipe(
    Effect.mapError(Answer.failed),
    Effect.timeoutOrElse({
      duration: Math.max(0, sending.time.deadline - sending.time.monotonic()),
      orElse: () => timedOut(sending)
    })
  )

const timedOut = ({ progress, time }: Sending) =>
  Effect.suspend(() => Effect.fail(progress.timedOut(time.timeout)))

const attemptWith = (sending: Sending, token: Redacted.Redacted): Sent =>
  attempt(
    sending,
    HttpClientRequest.setHeader(sending.request, "authorization", `Bearer ${Redacted.value(token)}`),
    token
  )

/** Takes a permit, sends the request, and returns the permit however the send ends. */
const attempt = (
  sending: Sending,
  request: HttpClientRequest.HttpClientRequest,
  token: Redacted.Redacted | undefined
): Sent =>
  Effect.uninterruptibleMask((restore) => {
    const { client, context, keyAge, progress, target, time } = sending
    const { budget } = client
    const askedAt = time.monotonic()
    return Effect.flatMap(restore(budget.takeWithin(time.deadline - askedAt)), (permit) => {
      const now = time.monotonic()
      if (now > askedAt) {
        progress.waitedForRate += now - askedAt
        Telemetry.waited(context, target.facts.id, "rate", now - askedAt)
      }
      if (permit === undefined) return timedOut(sending)
      const expired = keyAge?.()
      if (expired !== undefined) {
        return Effect.andThen(budget.settle(permit, undefined), Effect.fail(Answer.failed(expired)))
      }
      return Effect.matchCauseEffect(restore(exchangeWithin(sending, request, permit, time.deadline - now)), {
        onFailure: (cause) => {
          Telemetry.lost(context, target.facts.id, cause)
          return Effect.andThen(budget.settle(permit, undefined), Effect.failCause(cause))
        },
        onSuccess: (answer) => {
          if (answer === undefined) {
            return Effect.andThen(budget.settle(permit, undefined), restore(sendWithToken(sending)))
          }
          const outcome = outcomeOf(sending, answer)
          const refused = outcome._tag === "RateRefused"
          return Effect.andThen(
            budget.settle(permit, answer.headers, refused),
            Effect.suspend(() => {
              switch (outcome._tag) {
                case "Success":
                  return Effect.succeed(progress.reply(outcome.value, answer))
                case "Failed":
                  return restore(replaceToken(sending, outcome, token))
                case "RateRefused":
                  progress.refused(outcome)
                  Telemetry.event(time.clock, progress, "persona.rate_refused", {})
                  return restore(sendWithToken(sending))
              }
            })
          )
        }
      })
    })
  })

/** `exchange` within the time of an attempt and of the call. */
const exchangeWithin = (
  sending: Sending,
  request: HttpClientRequest.HttpClientRequest,
  permit: Permit,
  left: number
) => {
  const { attemptTimeout } = sending.time
  return Effect.timeoutOrElse(exchange(sending, request, permit), {
    duration: Math.min(attemptTimeout, left),
    orElse: () =>
      left <= attemptTimeout
        ? timedOut(sending)
        : Effect.fail(Answer.failed(new PersonaError.Timeout({ millis: attemptTimeout })))
  })
}

/**
 * Sends the request and reads its answer. `undefined` if the permit has become void since it was taken: here, or while
 * the request waited for a connection.
 */
const exchange = (
  { client, progress, target }: Sending,
  request: HttpClientRequest.HttpClientRequest,
  permit: Permit
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
    return Effect.matchEffect(target.receive(client.httpClient.execute(request)), {
      onSuccess: (answer): Effect.Effect<Answer.Answer | undefined, Answer.Failed> => Effect.succeed(answer),
      onFailure: (error) => {
        const failed = Answer.unanswered(error)
        if (failed.reason._tag !== "TransportError" || failed.reason.code !== permitVoid)
          return Effect.fail(failed)
        progress.stays()
        return Effect.undefined
      }
    })
  })

/** Classifies an answer, and records its headers. */
const outcomeOf = (
  { client, context, given, progress, target, time }: Sending,
  answer: Answer.Answer
): Answer.Outcome => {
  const { decode, facts, takes } = target
  // A proxy has its own clock.
  if (answer.headers["request-id"] !== undefined) {
    client.serverClock.observe(answer.headers["date"], time.monotonic())
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
  return outcome
}

/** Replaces a refused token, once in a call. */
const replaceToken = (
  sending: Sending,
  failed: Answer.Failed,
  token: Redacted.Redacted | undefined
): Sent => {
  const { context, progress, target, time } = sending
  const provider = providerOf(sending)
  if (provider === undefined || token === undefined) return Effect.fail(failed)
  if (failed.reason._tag !== "Unauthorized" || progress.renewed) return Effect.fail(failed)
  progress.renewed = true
  progress.answered(failed, target.facts)
  return Effect.flatMap(tokenWithin(sending, provider.replace(token)), (next) => {
    if (next === undefined) return Effect.fail(failed)
    Telemetry.repeated(context, target.facts.id)
    Telemetry.event(time.clock, progress, "persona.retry", { reason: "Unauthorized" })
    return attemptWith(sending, next)
  })
}

/** Sends again after a first failure, by the policy, until the call's time is up. */
export const repeat = (
  sending: Effect.Effect<Reply<unknown>, Answer.Failed>,
  first: Answer.Failed,
  policy: RetryPolicy.RetryPolicy,
  mayRepeat: (failed: Answer.Failed) => boolean,
  time: Time,
  progress: Progress
): Effect.Effect<Reply<unknown>, Answer.Failed> => {
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

/** Before each send, checks whether the key has become too old by any clock. */
export const makeKeyAge = (
  key: IdempotencyKey.IdempotencyKey,
  client: Service,
  clock: Clock.Clock,
  startedAt: number
): (() => PersonaError.KeyExpired | undefined) => {
  const startedWall = clock.currentTimeMillisUnsafe()
  const firstSentAt = key.firstSentAt ?? startedWall
  const firstSentAtServer =
    key.firstSentAtServer ?? (key.firstSentAt === undefined ? client.serverClock.now(startedAt) : undefined)
  const maxAgeMillis = Scope.millis(key.maxAge, IdempotencyKey.defaultMaxAge)
  return () => {
    const monotonic = monotonicMillis(clock)
    const server = client.serverClock.now(monotonic)
    const ageMillis = Math.max(
      clock.currentTimeMillisUnsafe() - firstSentAt,
      startedWall - firstSentAt + (monotonic - startedAt),
      server === undefined || firstSentAtServer === undefined ? 0 : server - firstSentAtServer
    )
    return ageMillis > maxAgeMillis ? new PersonaError.KeyExpired({ ageMillis, maxAgeMillis }) : undefined
  }
}
