/** The end of a run before its last row, for a reason that holds for all other rows too. */
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as Data from "effect/Data"
import type { StopReason } from "./row/Decision.ts"

export class Stop extends Data.TaggedError("Stop")<{
  readonly why: StopReason
  readonly error: PersonaError | undefined
}> {}
