/** Prints what an import waits for before it begins. */
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import * as Effect from "effect/Effect"
import * as Output from "../render/Output.ts"
import { wrap } from "../render/text.ts"

/** Prints a line if another process takes more than a second to begin a run in the state directory. */
export const told: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R> =
  Effect.provideService(StateDirectory.Waiting, (file) =>
    Output.note(
      wrap(`Another process is beginning a run here and holds ${file}. Waiting for it, for a minute at most.`)
    )
  )
