/** Begins an import: collects the facts before the first write, creates missing lists, and opens or creates the run. */
import { PersonaClient } from "@effect-persona/core/PersonaClient"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { Choice } from "../engines/select/EngineChoice.ts"
import type * as SelectEngine from "../engines/select/SelectEngine.ts"
import type { MappingError } from "../errors/MappingError.ts"
import type { SourceError } from "../errors/SourceError.ts"
import type { LedgerError } from "../ledger/Ledger.ts"
import type * as Mapping from "../Mapping.ts"
import {
  type AmbiguousSource,
  type BeginLocked,
  type DestinationError,
  type EngineError,
  type ListsError,
  type RunLocked,
  type RunNotFound,
  type StateError
} from "../RunError.ts"
import * as Source from "../Source.ts"
import * as Spool from "../Spool.ts"
import * as RunConfig from "../state/RunConfig.ts"
import type * as StateDirectory from "../StateDirectory.ts"
import type * as Target from "../Target.ts"
import type { Failure } from "../targets/Destination.ts"
import * as ListRouting from "../targets/list-items/ListRouting.ts"
import * as ListAttempts from "../targets/lists/ListAttempts.ts"
import * as FindRun from "./FindRun.ts"
import * as Preflight from "./Preflight.ts"
import * as SettleForm from "./SettleForm.ts"
import * as Settings from "./Settings.ts"

/** The facts known before the first write, for a confirmation by the user. */
export interface Preview {
  readonly source: string
  readonly target: Target.Target
  readonly environment: string | undefined
  readonly place: Preflight.Place
  readonly mapper: Mapping.RowMapper
  /** The chosen engine with the reason, and the cost and proof of the other engines. */
  readonly choice: Choice
  /** The run to continue. `undefined` for a new one. */
  readonly continues: string | undefined
  /** The name of that run's source, if it differs and the source was recognized by its content. */
  readonly movedFrom: string | undefined
  /**
   * The run that rejected these rows, if they come from a reject file. If it equals `continues`, the rows complete that
   * run. Otherwise that run is not in this state directory or was another import, and the rows become a new run.
   */
  readonly rejectsOf: string | undefined
}

/** Why an import cannot start. Nothing was written before it fails. */
export type StartError =
  | SourceError
  | MappingError
  | Failure
  | DestinationError
  | ListsError
  | StateError
  | BeginLocked
  | RunLocked
  | RunNotFound
  | LedgerError
  | EngineError
  | AmbiguousSource

/** An opened run and the place of its rows. */
export interface Begun {
  readonly run: StateDirectory.Run
  readonly state: StateDirectory.StateDirectory
  readonly engine: SelectEngine.Decision
  readonly mapper: Mapping.RowMapper
  /** Whether the rows are rejected rows of the run, resubmitted corrected. */
  readonly isCorrection: boolean
}

/** Inputs of the start of an import. */
export interface Beginning {
  readonly newRun: boolean
  readonly settings: Settings.ImportSettings
  readonly opened: Settings.Opened
  readonly state: StateDirectory.StateDirectory
  readonly where: Settings.Where
}

/** The facts known before the first write. */
export interface Found {
  readonly preview: Preview
  /** The run to continue. */
  readonly earlier: StateDirectory.RunInfo | undefined
  readonly engine: SelectEngine.Decision
}

/** Finds the run to continue and chooses the engine. Only reads. */
export const find = Effect.fnUntraced(function* (
  { newRun, opened, settings, state, where }: Beginning,
  decide: (
    accountTypeId: string | undefined
  ) => Effect.Effect<SelectEngine.Decision, EngineError, PersonaClient>
): Effect.fn.Return<Found, StartError, PersonaClient> {
  const { source, target } = settings
  const { environment, mapper, place } = where
  const { rejectsOf } = opened.table
  const earlier =
    newRun || place._tag === "NewList"
      ? undefined
      : yield* findRun(
          { opened, settings, state, where },
          place._tag === "List" ? place.id : undefined,
          place._tag === "Lists" ? place : undefined
        )
  // A run keeps the account type that was found at its start, even if other accounts exist by now.
  const engine = yield* decide(earlier?.accountType)
  const isMoved = earlier !== undefined && earlier.id !== rejectsOf && !FindRun.isNamed(earlier, source)
  const preview: Preview = {
    source: source.name,
    target,
    environment,
    place,
    mapper,
    choice: engine,
    continues: earlier?.id,
    movedFrom: isMoved ? earlier.source : undefined,
    rejectsOf
  }
  return { preview, earlier, engine }
})

/** Finds the run of the same import. Rejected rows belong to the run that rejected them, under any file name. */
const findRun = Effect.fnUntraced(function* (
  { opened, settings, state, where }: Omit<Beginning, "newRun">,
  list: string | undefined,
  lists: Preflight.ManyLists | undefined
) {
  const { baseUrl } = yield* PersonaClient
  const job = Settings.jobOf(settings, { environment: where.environment, baseUrl })
  const corrected = yield* Settings.findCorrected(state, opened.table.rejectsOf, job, list, lists)
  return corrected ?? (yield* Settings.findRun(state, settings.source, job, list, lists))
})

/** Creates missing lists, and opens or creates the run. */
export const begin = Effect.fnUntraced(function* (
  beginning: Beginning,
  { earlier, engine }: Found
): Effect.fn.Return<Begun, StartError, PersonaClient | Scope.Scope> {
  const { newRun, opened, settings, state, where } = beginning
  const { source, target } = settings
  const { environment, mapper, place } = where
  const { baseUrl } = yield* PersonaClient
  const many = place._tag === "Lists" ? place : undefined
  // The rows to send must be the rows that the user has confirmed.
  yield* Source.verify(source)
  const listId =
    place._tag === "List"
      ? place.id
      : place._tag === "NewList"
        ? yield* Preflight.createList(place, ListAttempts.open(state.path))
        : undefined
  const routes =
    many === undefined ? undefined : yield* ListRouting.create(many, ListAttempts.open(state.path))
  const lists = routes === undefined ? undefined : ListRouting.remembered(routes, state.digester)
  const runConfig = runConfigOf(settings)
  const run = yield* state.exclusively(
    Effect.gen(function* () {
      // The confirmation may have taken a while: another process may have begun the same import in the meantime.
      const placed = many && routes && ListRouting.placed(many, routes)
      const found = earlier ?? (newRun ? undefined : yield* findRun(beginning, listId, placed))
      if (found !== undefined) return yield* state.openRun(found.id)
      return yield* state.createRun(
        {
          target,
          source: source.name,
          sourceIdentity: source.identity,
          job: Settings.jobOf(settings, { environment, baseUrl }),
          environment,
          baseUrl,
          list: listId,
          lists,
          sourceDigest: undefined
        },
        runConfig
      )
    })
  )
  const isCorrection = run.id === opened.table.rejectsOf
  // The run's source is the original source, not the reject file.
  if (!isCorrection) {
    if (Spool.isSpooled(source)) yield* source.keepIn(run.folder)
    // The file may have moved since the start of the run.
    yield* run.remember(runConfig)
    yield* rename(run, source)
  }
  if (lists !== undefined) yield* run.update({ lists: { ...run.info.lists, ...lists } })
  yield* SettleForm.settleType(run, engine.accountTypeId)
  return {
    run,
    state,
    engine,
    mapper: routes === undefined ? mapper : ListRouting.routed(opened.mapper, routes),
    isCorrection
  }
})

/** The settings that the run stores, so that it can be continued by its id. */
const runConfigOf = (settings: Settings.ImportSettings): RunConfig.RunConfig => {
  const { accept, concurrency, duplicates, emitEvents, keyMaxAge, listColumn, map, mapping } = settings
  const { maxErrors, onExisting, set, source, unkeyed } = settings
  return {
    accept,
    concurrency,
    duplicates,
    emitEvents,
    engine: settings.engine,
    keyMaxAge,
    listColumn,
    map,
    mapping,
    maxErrors,
    onExisting,
    set,
    unkeyed,
    source: RunConfig.repeatable(source)
  }
}

/** Records the new name of a file that has moved, so that the run is found by it after the next edit. */
export const rename = (run: StateDirectory.Run, source: Source.Source): Effect.Effect<void, LedgerError> => {
  const renamed = FindRun.renamed(run.info, source)
  return renamed === undefined ? Effect.void : run.update(renamed)
}
