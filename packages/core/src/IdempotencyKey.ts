/**
 * Idempotency keys: under one key, the same POST has one effect for as long as the API remembers the key (at
 * least 24 hours by its documentation).
 */
import * as Duration from "effect/Duration"

/** A key, with the data that tells whether it is still safe to use. */
export interface IdempotencyKey {
  readonly value: string
  /**
   * When a request under this key was first sent, in milliseconds since the epoch. Leave it out for a new key. Before
   * every send, the client compares the key's age with `maxAge`.
   */
  readonly firstSentAt?: number | undefined
  /**
   * The same moment by the API's clock (its `Date` header), if known. The two clocks may disagree, so each age is
   * computed on one clock alone.
   */
  readonly firstSentAtServer?: number | undefined
  /** @default 23 hours */
  readonly maxAge?: Duration.Input | undefined
}

/** Age from which a key is no longer sent: an hour less than the API promises to remember it. */
export const defaultMaxAge: Duration.Duration = Duration.hours(23)
