/**
 * The connection to Persona: its address, its key, and the time limits and retries of every call.
 *
 * Operations (see `resources/`) require a `PersonaClient`; the client requires an `HttpClient` and a `RateBudget`, so
 * the caller chooses the transport, and one budget can serve many clients.
 */
import * as Config from "effect/Config"
import type * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type * as Credentials from "./Credentials.ts"
import { PersonaClient, type Service } from "./internal/call/client.ts"
import * as Scope from "./internal/call/scope.ts"
import * as ServerClock from "./internal/call/serverClock.ts"
import * as TestWire from "./internal/transport/testWire.ts"
import type * as Operation from "./Operation.ts"
import * as RateBudget from "./RateBudget.ts"
import * as RetryPolicy from "./RetryPolicy.ts"
import { version } from "./internal/version.ts"

/** The API's address as documented. */
export const defaultBaseUrl = "https://api.withpersona.com/api/v1"

/** The version of the API whose answers the schemas describe. */
export const apiVersion = "2025-12-08"

export { PersonaClient, type Service }
export {
  answer,
  type AnsweredReason,
  answerRaw,
  type TestHandler,
  type WireCall
} from "./internal/transport/testWire.ts"

export interface Options {
  /** A key of one environment, `persona_sandbox_…` or `persona_production_…`, or a source of keys and tokens. */
  readonly apiKey: Redacted.Redacted | Credentials.Credentials
  /** @default "https://api.withpersona.com/api/v1" */
  readonly baseUrl?: string | undefined
  /**
   * Value of the `Persona-Version` header.
   * @default "2025-12-08"
   */
  readonly apiVersion?: string | undefined
  /** Precedes this library's own name in the `User-Agent` header, for example `billing/2.1`. */
  readonly userAgent?: string | undefined
  /**
   * Time allowed for one attempt.
   * @default 60 seconds
   */
  readonly attemptTimeout?: Duration.Input | undefined
  /**
   * Time allowed for a call with all its attempts and waits.
   * @default 10 minutes
   */
  readonly timeout?: Duration.Input | undefined
  /** @default 4 retries, from 500 ms to 20 s apart */
  readonly retry?: Partial<RetryPolicy.RetryPolicy> | undefined
}

export const make = Effect.fnUntraced(function* (
  options: Options
): Effect.fn.Return<Service, never, HttpClient.HttpClient | RateBudget.RateBudget> {
  const httpClient = yield* HttpClient.HttpClient
  const budget = yield* RateBudget.RateBudget
  const library = `effect-persona/${version}`
  const { apiKey } = options
  const client: Service = {
    httpClient,
    budget,
    baseUrl: (options.baseUrl ?? defaultBaseUrl).replace(/\/+$/, ""),
    headers: Redacted.make({
      accept: "application/json",
      ...(Redacted.isRedacted(apiKey) ? { authorization: `Bearer ${Redacted.value(apiKey)}` } : {}),
      "key-inflection": "kebab",
      "persona-version": options.apiVersion ?? apiVersion,
      "user-agent": options.userAgent === undefined ? library : `${options.userAgent} ${library}`
    }),
    credentials: undefined,
    attemptTimeout: Duration.fromInputUnsafe(options.attemptTimeout ?? "60 seconds"),
    timeout: Duration.fromInputUnsafe(options.timeout ?? "10 minutes"),
    retry: { ...RetryPolicy.defaults, ...options.retry },
    serverClock: ServerClock.make(),
    environment: undefined
  }
  return Redacted.isRedacted(apiKey) ? client : { ...client, credentials: yield* apiKey.connect(client) }
})

/**
 * The same client, restricted to one environment: the given one, else the first that an answer names. The client
 * compares each answer's `Persona-Environment-Id`. Once another environment has answered, that call and all later ones
 * fail with `OtherEnvironment`, and nothing more is sent. Answers that name no environment are not compared.
 */
export const inOneEnvironment = (client: Service, environmentId?: string): Service => ({
  ...client,
  environment: { expected: environmentId, other: undefined }
})

/** Layer with a rate budget of its own. */
export const layer = (options: Options): Layer.Layer<PersonaClient, never, HttpClient.HttpClient> =>
  layerNoDeps(options).pipe(Layer.provide(RateBudget.layer()))

/** Layer that leaves the rate budget to the caller, to share it or to leave room for live traffic. */
export const layerNoDeps = (
  options: Options
): Layer.Layer<PersonaClient, never, HttpClient.HttpClient | RateBudget.RateBudget> =>
  Layer.effect(PersonaClient, make(options))

/**
 * Layer from configuration.
 *
 * @example
 * ```ts
 * PersonaClient.layerConfig({ apiKey: Config.Redacted("PERSONA_API_KEY") })
 * ```
 */
export const layerConfig = (
  options: Config.Wrap<Options>
): Layer.Layer<PersonaClient, Config.ConfigError, HttpClient.HttpClient> =>
  Layer.effect(PersonaClient, Effect.flatMap(Config.unwrap(options), make)).pipe(
    Layer.provide(RateBudget.layer())
  )

/**
 * Applies settings to all calls in a region of code. Regions nest: an inner region overrides an outer one, a call's own
 * options override both, and all of them override the client's settings. Headers are merged. For a stream, use
 * `Stream.provideService(PersonaClient.CurrentOptions, options)`.
 *
 * @example
 * ```ts
 * program.pipe(PersonaClient.withOptions({ timeout: "5 seconds", retries: 0 }))
 * ```
 */
export const withOptions =
  (options: Operation.ScopeOptions) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.updateService(effect, Scope.CurrentOptions, (outer) => Scope.merge(outer, options))

/** The settings of the region; see {@link withOptions}. */
export const CurrentOptions: Context.Reference<Operation.ScopeOptions> = Scope.CurrentOptions

/**
 * Layer with handlers that answer the calls, for tests of code that calls Persona.
 *
 * Requests and answers go through the real codecs and the real error handling; only the wire is replaced. A call of an
 * operation without a handler dies with the name of the operation and what to add: no error handling in the code under
 * test can hide that. Nothing is retried.
 */
export const layerTest = (...handlers: ReadonlyArray<TestWire.TestHandler>): Layer.Layer<PersonaClient> =>
  layer({
    apiKey: Redacted.make("persona_sandbox_test"),
    baseUrl: "http://persona.test/api/v1",
    retry: { retries: 0 }
  }).pipe(Layer.provide(Layer.succeed(HttpClient.HttpClient, TestWire.make(handlers))))
