/** Call options of all engines: idempotency key, retries, timeout. */
import type * as Operation from "@effect-persona/core/Operation"
import type * as Duration from "effect/Duration"
import type { Moment } from "../ledger/Ledger.ts"

/** Retries within one call. With their waits they bridge an outage of about a minute; after that the run stops. */
export const retries = 8

/** Long enough for a row to wait for its permit under a small rate limit. */
export const timeout: Duration.Input = "6 hours"

/** Options of a call under a key that the ledger has recorded. */
export const sendOptions = (
  value: string,
  { server, wall }: Moment,
  keyMaxAge: Duration.Input
): Operation.CallOptions => ({
  idempotencyKey: {
    value,
    firstSentAt: wall,
    firstSentAtServer: server,
    maxAge: keyMaxAge
  },
  retries,
  timeout
})
