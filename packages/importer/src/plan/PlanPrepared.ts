/** Plans a prepared import from its findings, for the confirmation before the first write. */
import { PersonaClient } from "@effect-persona/core/PersonaClient"
import * as Effect from "effect/Effect"
import * as SelectEngine from "../engines/select/SelectEngine.ts"
import type { MappingError } from "../errors/MappingError.ts"
import type { SourceError } from "../errors/SourceError.ts"
import type { LedgerError } from "../ledger/Ledger.ts"
import type { DestinationError, EngineError, RunNotFound } from "../RunError.ts"
import type { Beginning, Found } from "../setup/BeginRun.ts"
import * as Settings from "../setup/Settings.ts"
import type { Failure } from "../targets/Destination.ts"
import { draw, type Plan } from "./Draw.ts"
import * as EarlierRun from "./EarlierRun.ts"
import * as Spool from "../Spool.ts"
import * as RunConfig from "../state/RunConfig.ts"

/** Reads the source once and sends nothing. `undefined` for a source that can be read only once. */
export const make = (
  { newRun, settings, state }: Beginning,
  { earlier, engine, preview }: Found
): Effect.Effect<
  Plan | undefined,
  SourceError | MappingError | DestinationError | EngineError | Failure | RunNotFound | LedgerError,
  PersonaClient
> =>
  Effect.scoped(
    Effect.gen(function* () {
      if (!Spool.isSpooled(settings.source) && RunConfig.repeatable(settings.source) === null) {
        return undefined
      }
      // The import continues with its own reading.
      const opened = yield* Settings.open(settings)
      const { budget } = yield* PersonaClient
      const { limit } = yield* budget.snapshot
      return yield* draw({
        newRun,
        stateDirectory: state.path,
        settings,
        opened,
        mapper: preview.mapper,
        where: preview,
        limit,
        latency: () => SelectEngine.assumedLatencyMillis,
        // Corrected rows are counted as rows of their file only.
        earlier:
          earlier === undefined || earlier.id === preview.rejectsOf
            ? undefined
            : yield* EarlierRun.open(state, earlier),
        lookUp: false,
        ask: false,
        chosen: engine
      })
    })
  )
