/**
 * Idempotency keys: under one key, the same POST has one effect for as long as the API remembers the key (at
 * least 24 hours by its documentation).
 */
import * as Duration from "effect/Duration"

/** A key with what is needed to tell whether it can still be trusted. */
export interface IdempotencyKey {
  readonly value: string
  /**
   * When a request under this key first left, in milliseconds since the epoch. Leave it out for a new key.
   * Before every send the key's age is compared with `maxAge`.
   */
  readonly firstSentAt?: number | undefined
  /**
   * The same moment by the API's clock (its `Date` header), where it was known. The two clocks may disagree, so
   * each age is taken on one clock alone.
   */
  readonly firstSentAtServer?: number | undefined
  /** @default 23 hours */
  readonly maxAge?: Duration.Input | undefined
}

/** Age from which a key is no longer sent: an hour less than the API promises to remember it. */
export const defaultMaxAge: Duration.Duration = Duration.hours(23)
