/** What the row engine is given: a row that is to be sent, and what the run sends it with. */
import type { OnExisting } from "../../Policies.ts"
import type { Found } from "../../targets/Found.ts"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { Attempt, Ledger, Moment } from "../../ledger/Ledger.ts"
import type { Outcome } from "../../Outcome.ts"
import type { Destination, Failure } from "../../targets/Destination.ts"

/** A row that is to be sent. */
export interface Job<Request> {
  readonly request: Request
  readonly attempt: Attempt
  /**
   * - `create`: the ledger knows no earlier request for it.
   * - `resume`: a request under this attempt's key may have left in an earlier scan.
   * - `readBack`: the same, but its bytes cannot be sent again: the row has changed since, or its key was ended.
   * - `edited`: it was applied in an earlier scan and says something else now.
   */
  readonly start: "create" | "resume" | "readBack" | "edited"
  /** Whether the row has a natural key, so that a second copy would be refused or found. */
  readonly keyed: boolean
  /** The outcome if the row turns out to exist: the end of a batch has told it. */
  readonly there?: (() => Outcome) | undefined
  /** The row's first look-up, made together with those of other rows. */
  readonly lookedUp?: Effect.Effect<Found | undefined, Failure, PersonaClient> | undefined
}

/** The outcome of a row, with the request that told it. */
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
