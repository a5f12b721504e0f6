/**
 * Where the token of each request comes from, when it is more than one key that never changes.
 *
 * What is loaded is loaded once at a time: calls that need a token meanwhile wait for the same load, and its failure
 * reaches all of them. A call that is answered with 401 is sent once more, under the same idempotency key, if a
 * token can be had that is not the refused one: the API authenticates before it looks at the key, so that a 401
 * leaves nothing behind.
 *
 * Tokens are `Redacted`, and no error, span or log has one.
 *
 * @see https://docs.withpersona.com/idempotence
 * @see https://docs.withpersona.com/api-reference/oauth/create-access-token
 */
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Scope from "./internal/call/scope.ts"
import * as OAuth from "./generated/resources/OAuth.ts"
import { PersonaClient, type Service } from "./internal/call/client.ts"
import type { Provider } from "./internal/call/tokenProvider.ts"
import { monotonicMillis } from "./internal/call/serverClock.ts"
import { CredentialsUnavailable, type PersonaError } from "./PersonaError.ts"

export type { Provider } from "./internal/call/tokenProvider.ts"

/** Credentials are turned into a provider by each client that they are given to. */
export interface Credentials {
  readonly connect: (client: Service) => Effect.Effect<Provider>
}

/** A token and for how long it serves. */
export interface Expiring {
  readonly token: Redacted.Redacted
  /** From the moment it was asked for. Leave it out for a token that serves until it is refused. */
  readonly expiresIn?: Duration.Input | undefined
}

/** When a token is replaced, and how long one is waited for. */
export interface Timing {
  /**
   * How long before its end a token is replaced; half of its life at most.
   * @default 60 seconds
   */
  readonly margin?: Duration.Input | undefined
  /**
   * How long a load may take.
   * @default 30 seconds
   */
  readonly timeout?: Duration.Input | undefined
}

/**
 * Asks for the key before every request: for a key that is kept and rotated elsewhere and is cheap to read.
 *
 * @example
 * ```ts
 * const credentials = Credentials.perRequest(Effect.map(Ref.get(settings), ({ key }) => key))
 * ```
 */
export const perRequest = (key: Effect.Effect<Redacted.Redacted, CredentialsUnavailable>): Credentials => ({
  connect: () => {
    const current = Effect.flatMap(key, checked)
    return Effect.succeed({
      current,
      replace: (refused) => Effect.map(current, (token) => (same(token, refused) ? undefined : token))
    })
  }
})

/**
 * Loads a key, and loads it again when it is refused or near its end: for a key out of a vault.
 *
 * An effect whose own errors are others says what they mean: `Effect.mapError(() => new CredentialsUnavailable({
 * detail: "the vault is sealed", isRetryable: true }))`.
 */
export const rotating = (
  load: Effect.Effect<Expiring, CredentialsUnavailable>,
  timing?: Timing
): Credentials => ({ connect: () => Effect.sync(() => cached(load, timing)) })

/** How a client is known to the vendor's OAuth. */
export interface OAuthOptions extends Timing {
  /**
   * Makes a signed JWT (RFC 7523), asked for each token: RS256 or ES256, `iss` and `sub` the client's id, `aud` the
   * address of the token operation, `jti`, `iat`, and an `exp` at most 5 minutes ahead.
   */
  readonly assertion: Effect.Effect<Redacted.Redacted, CredentialsUnavailable>
  /** Permissions with the objects they are for, separated by spaces. Default: none is asked for. */
  readonly scope?: string | undefined
}

/**
 * Exchanges signed assertions for access tokens (OAuth's client credentials), at the client's own base URL and out of
 * its rate budget. The assertion is the credential: no key is sent with it (our assumption; the document does not
 * say). The vendor restricts this operation to organisations that it was enabled for.
 */
export const oauth = (options: OAuthOptions): Credentials => ({
  connect: (client) =>
    Effect.sync(() =>
      cached(
        Effect.flatMap(options.assertion, (assertion) =>
          OAuth.createAccessToken({
            grant_type: "client_credentials",
            client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            client_assertion: Redacted.value(assertion),
            ...(options.scope === undefined ? {} : { scope: options.scope })
          })
        ).pipe(
          Effect.map(({ accessToken, expiresIn }): Expiring => ({
            token: Redacted.make(accessToken),
            expiresIn: Duration.seconds(Math.max(0, expiresIn))
          })),
          Effect.catchTag("PersonaError", (error) => Effect.fail(unavailable(error))),
          Effect.provideService(PersonaClient, client)
        ),
        options
      )
    )
})

const unavailable = (error: PersonaError): CredentialsUnavailable =>
  new CredentialsUnavailable({ detail: error.message, isRetryable: error.reason.isRetryable })

interface Held {
  readonly token: Redacted.Redacted
  /** By the monotonic clock, in milliseconds. */
  readonly until: number
}

/** Keeps one token, and loads the next one at most once at a time. */
const cached = (
  load: Effect.Effect<Expiring, CredentialsUnavailable>,
  timing: Timing | undefined
): Provider => {
  const margin = Duration.toMillis(Duration.fromInputUnsafe(timing?.margin ?? "60 seconds"))
  const timeout = Duration.fromInputUnsafe(timing?.timeout ?? "30 seconds")
  let held: Held | undefined
  let loading: Deferred.Deferred<Redacted.Redacted, CredentialsUnavailable> | undefined

  const once = Effect.clockWith((clock) => {
    const now = () => monotonicMillis(clock)
    const startedAt = now()
    return Effect.flatMap(load, ({ expiresIn, token }) =>
      Effect.map(checked(token), (token) => {
        const life =
          expiresIn === undefined
            ? Number.POSITIVE_INFINITY
            : Duration.toMillis(Duration.fromInputUnsafe(expiresIn))
        held = { token, until: startedAt + life - Math.min(margin, life / 2) }
        return token
      })
    )
  }).pipe(
    Effect.timeoutOrElse({
      duration: timeout,
      orElse: () =>
        Effect.fail(
          new CredentialsUnavailable({
            detail: `none came within ${Duration.toMillis(timeout)} ms`,
            isRetryable: true
          })
        )
    }),
    // It serves every call, not only the one that came first: that call's settings and end are not its own.
    Effect.provideService(Scope.CurrentOptions, {})
  )

  const renewed = Effect.uninterruptibleMask((restore) => {
    if (loading !== undefined) return restore(Deferred.await(loading))
    const waiting = (loading = Deferred.makeUnsafe<Redacted.Redacted, CredentialsUnavailable>())
    const loader = Effect.onExit(Effect.interruptible(once), (exit) => {
      loading = undefined
      return Deferred.done(waiting, exit)
    })
    return Effect.andThen(Effect.forkDetach(loader), restore(Deferred.await(waiting)))
  })

  return {
    current: Effect.clockWith((clock) =>
      held !== undefined && monotonicMillis(clock) < held.until ? Effect.succeed(held.token) : renewed
    ),
    replace: (refused) =>
      Effect.suspend(() => {
        // Another call may have replaced the refused token already.
        if (held !== undefined && !same(held.token, refused)) return Effect.succeed(held.token)
        held = undefined
        return Effect.map(renewed, (token) => (same(token, refused) ? undefined : token))
      })
  }
}

/** Refuses a token that no header can carry. */
const checked = (token: Redacted.Redacted): Effect.Effect<Redacted.Redacted, CredentialsUnavailable> =>
  /^[\x21-\x7e]+$/.test(Redacted.value(token))
    ? Effect.succeed(token)
    : Effect.fail(new CredentialsUnavailable({ detail: "what came is not a token", isRetryable: false }))

const same = (one: Redacted.Redacted, other: Redacted.Redacted): boolean =>
  Redacted.value(one) === Redacted.value(other)
