/**
 * The source of each request's token, when it is more than one key that never changes.
 *
 * One load runs at a time: calls that need a token meanwhile wait for it, and its failure reaches all of them. After a
 * 401, the client sends a call once more, under the same idempotency key, if the provider has a token other than the
 * refused one: the API authenticates before it looks at the key, so a 401 leaves nothing behind.
 *
 * Tokens are `Redacted`. No error, span or log contains one.
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

/** Each client turns its credentials into a provider of its own. */
export interface Credentials {
  readonly connect: (client: Service) => Effect.Effect<Provider>
}

/** A token and its lifetime. */
export interface Expiring {
  readonly token: Redacted.Redacted
  /** Counted from the moment the token was requested. Leave it out for a token that is valid until it is refused. */
  readonly expiresIn?: Duration.Input | undefined
}

/** When a token is replaced, and how long a load may take. */
export interface Timing {
  /**
   * How long before its expiry a token is replaced; half of its lifetime at most.
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
 * Reads the key before every request: for a key that is stored and rotated elsewhere and is cheap to read.
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
 * Loads a key, and reloads it when it is refused or near its expiry: for a key from a vault.
 *
 * Map the errors of the effect to `CredentialsUnavailable`: `Effect.mapError(() => new CredentialsUnavailable({ detail:
 * "the vault is sealed", isRetryable: true }))`.
 */
export const rotating = (
  load: Effect.Effect<Expiring, CredentialsUnavailable>,
  timing?: Timing
): Credentials => ({ connect: () => Effect.sync(() => cached(load, timing)) })

/** The identity of a client for the vendor's OAuth. */
export interface OAuthOptions extends Timing {
  /**
   * Makes a signed JWT (RFC 7523) for each token: RS256 or ES256, `iss` and `sub` the client's id, `aud` the address of
   * the token operation, `jti`, `iat`, and an `exp` at most 5 minutes ahead.
   */
  readonly assertion: Effect.Effect<Redacted.Redacted, CredentialsUnavailable>
  /** Permissions and their objects, separated by spaces. Default: none is requested. */
  readonly scope?: string | undefined
}

/**
 * Exchanges signed assertions for access tokens (OAuth's client credentials), at the client's own base URL and with
 * permits of its rate budget. The assertion is the credential: no key is sent with it (our assumption; the document
 * does not say). The vendor restricts this operation to organisations for which it is enabled.
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

/** Keeps one token. At most one load of the next token runs at a time. */
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
    // The load serves every call, not only the first: the settings and the timeout of that call do not apply.
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
