/** The caller's settings for one call, or for all calls in a region of code. */
import type * as Duration from "effect/Duration"
import type { IdempotencyKey } from "../../IdempotencyKey.ts"
import type { Facts } from "./facts.ts"

/** Settings of calls, regions of code and, for most of them, clients. The innermost setting wins. */
interface SharedOptions {
  /** Time allowed for each attempt. Default: the client's. */
  readonly attemptTimeout?: Duration.Input | undefined
  /** Time allowed for the whole call, with retries and waits. Default: the client's. */
  readonly timeout?: Duration.Input | undefined
  /** How many times a request may be sent again after a failure that a repeat may fix. Default: the client's. */
  readonly retries?: number | undefined
  /**
   * Value of the `Persona-Version` header. The schemas describe the answers of `PersonaClient.apiVersion`: an
   * answer of another version may fail to decode. Default: the client's.
   */
  readonly apiVersion?: string | undefined
  /**
   * Additional headers. A call's headers are added to those of its region. Credentials, the idempotency key, version,
   * casing and headers that describe the body are not accepted: the call fails with `InvalidRequest`. Default: none.
   */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** Settings of one call. They override those of its region, which override the client's. */
export interface CallOptions extends SharedOptions {
  /** Key under which a POST has one effect. Default: a new random key for each call, kept through its retries. */
  readonly idempotencyKey?: IdempotencyKey | string | undefined
}

/** Settings of all calls in a region of code; see `PersonaClient.withOptions`. */
export interface ScopeOptions extends SharedOptions {
  /**
   * Makes the key of each POST that has no key of its own. It is called once for each call; retries keep the key. The
   * API would refuse one key for several calls. Default: a random key for each call.
   */
  readonly idempotencyKey?: ((operation: Facts, request: unknown) => IdempotencyKey | string) | undefined
}
