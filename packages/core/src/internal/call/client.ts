/**
 * What an operation needs to be called. It stands by itself so that a resource can be imported without what makes a
 * client: configuration, the rate budget, the wire of tests.
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
  /** Headers of every request, by lower-case name. A key that never changes is among them: never log this. */
  readonly headers: Redacted.Redacted<Readonly<Record<string, string>>>
  /** Where tokens come from, or `undefined` where the key never changes. */
  readonly credentials: Provider | undefined
  readonly attemptTimeout: Duration.Duration
  readonly timeout: Duration.Duration
  readonly retry: RetryPolicy.RetryPolicy
  readonly serverClock: ServerClock.ServerClock
  /** Where the client is held to one environment. */
  readonly environment: EnvironmentGuard | undefined
}

export class PersonaClient extends Context.Service<PersonaClient, Service>()(
  "@effect-persona/core/PersonaClient"
) {}
