/** The settings that a caller may give to one call, or to all calls in a region of code. */
import type * as Duration from "effect/Duration"
import type { IdempotencyKey } from "../../IdempotencyKey.ts"
import type { Facts } from "./facts.ts"

/** Settings that a call, a region of code and, most of them, a client can have; the nearest goes first. */
interface SharedOptions {
  /** Time allowed for each attempt. Default: the client's. */
  readonly attemptTimeout?: Duration.Input | undefined
  /** Time allowed for the whole call, with retries and waits. Default: the client's. */
  readonly timeout?: Duration.Input | undefined
  /** How many times a request may be sent again after a failure that a repeat may cure. Default: the client's. */
  readonly retries?: number | undefined
  /**
   * Value of the `Persona-Version` header. The schemas describe the answers of `PersonaClient.apiVersion`: an
   * answer of another version may fail to decode. Default: the client's.
   */
  readonly apiVersion?: string | undefined
  /**
   * More headers. Those of a call are added to those of its region. Credentials, the idempotency key, version,
   * casing and what describes the body are not accepted: the call fails as `InvalidRequest`. Default: none.
   */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** Settings of one call. They go before those of its region, and these before the client's. */
export interface CallOptions extends SharedOptions {
  /** Key under which a POST has one effect. Default: a new random key for each call, kept through its retries. */
  readonly idempotencyKey?: IdempotencyKey | string | undefined
}

/** Settings of all calls in a region of code; see `PersonaClient.withOptions`. */
export interface ScopeOptions extends SharedOptions {
  /**
   * Makes the key of each POST that is given none itself. It is asked once for a call, whose retries keep the key.
   * One key for several calls would be refused by the API. Default: a random key for each call.
   */
  readonly idempotencyKey?: ((operation: Facts, request: unknown) => IdempotencyKey | string) | undefined
}
