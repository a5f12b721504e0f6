/** Inputs of the row engine: a row to send, and the run's options. */
import type { OnExisting } from "../../Policies.ts"
import type { Found } from "../../targets/Found.ts"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { Attempt, Ledger, Moment } from "../../ledger/Ledger.ts"
import type { Outcome } from "../../Outcome.ts"
import type { Destination, Failure } from "../../targets/Destination.ts"

/** A row to send. */
export interface Job<Request> {
  readonly request: Request
  readonly attempt: Attempt
  /**
   * - `create`: the ledger has no earlier request for it.
   * - `resume`: an earlier scan may have sent a request under this attempt's key.
   * - `readBack`: the same, but its bytes cannot be sent again: the row has changed since, or its key was ended.
   * - `edited`: an earlier scan applied it, and it has changed since.
   */
  readonly start: "create" | "resume" | "readBack" | "edited"
  /** Whether the row has a natural key, so that a second copy would be refused or found. */
  readonly keyed: boolean
  /** The outcome if the row turns out to exist, known from the end of a batch. */
  readonly there?: (() => Outcome) | undefined
  /** The row's first look-up, shared with other rows. */
  readonly lookedUp?: Effect.Effect<Found | undefined, Failure, PersonaClient> | undefined
}

/** The outcome of a row, with the request that determined it. */
export interface SettledRow {
  readonly outcome: Outcome
  readonly requestId: string | undefined
}

export interface Options<Request> {
  readonly runId: string
  readonly destination: Destination<Request>
  readonly ledger: Ledger
  readonly policy: OnExisting
  readonly keyMaxAge: Duration.Input
  readonly now: Effect.Effect<Moment>
  /** Called when a quota makes the run wait. */
  readonly onPause: (millis: number) => Effect.Effect<void>
}
