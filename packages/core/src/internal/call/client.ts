/**
 * The part of a client that calling an operation needs. It is separate so that importing a resource does not load what
 * makes a client: configuration, the rate budget, the wire of tests.
 */
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Redacted from "effect/Redacted"
import type * as RetryPolicy from "../../RetryPolicy.ts"
import type * as RateBudget from "../rate/budget.ts"
import type { EnvironmentGuard } from "./environmentGuard.ts"
import type * as ServerClock from "./serverClock.ts"
import type { Provider } from "./tokenProvider.ts"

export interface Service {
  readonly httpClient: HttpClient.HttpClient
  readonly budget: RateBudget.Service
  readonly baseUrl: string
  /** Headers of every request, by lower-case name. They include a key that never changes: never log them. */
  readonly headers: Redacted.Redacted<Readonly<Record<string, string>>>
  /** The source of tokens, or `undefined` if the key never changes. */
  readonly credentials: Provider | undefined
  readonly attemptTimeout: Duration.Duration
  readonly timeout: Duration.Duration
  readonly retry: RetryPolicy.RetryPolicy
  readonly serverClock: ServerClock.ServerClock
  /** Set if the client is restricted to one environment. */
  readonly environment: EnvironmentGuard | undefined
}

export class PersonaClient extends Context.Service<PersonaClient, Service>()(
  "@effect-persona/core/PersonaClient"
) {}
