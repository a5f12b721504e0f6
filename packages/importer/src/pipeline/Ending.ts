/** The reason for ending a scan before its last row. The first reason counts. */
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type { StopReason } from "../engines/row/Decision.ts"
import type { SourceError } from "../errors/SourceError.ts"
import type { LedgerError } from "../ledger/Ledger.ts"
import type { Exceeded } from "./ErrorThreshold.ts"

export type Ending =
  | { readonly _tag: "Interrupted" }
  | {
      readonly _tag: "Stop"
      readonly why: StopReason
      readonly error: PersonaError | undefined
      readonly exceeded?: Exceeded | undefined
    }
  | { readonly _tag: "Failed"; readonly error: SourceError | LedgerError }

/** Lets any part of a scan end it. */
export interface Stopping {
  readonly end: (ending: Ending) => Effect.Effect<void>
  readonly fail: (error: SourceError | LedgerError) => Effect.Effect<void>
  /** Ends the scan if the error threshold is exceeded. */
  readonly endIf: (exceeded: Exceeded | undefined) => Effect.Effect<void>
  readonly isStopping: () => boolean
  /** Waits until a part of the scan ends it. */
  readonly called: Effect.Effect<Ending>
}

export const make: Effect.Effect<Stopping> = Effect.map(Deferred.make<Ending>(), (stopping) => {
  const end: Stopping["end"] = (ending) => Effect.asVoid(Deferred.succeed(stopping, ending))
  return {
    end,
    fail: (error) => end({ _tag: "Failed", error }),
    endIf: (exceeded) =>
      exceeded === undefined
        ? Effect.void
        : end({ _tag: "Stop", why: exceeded.why, error: undefined, exceeded }),
    isStopping: () => Deferred.isDoneUnsafe(stopping),
    called: Deferred.await(stopping)
  }
})
