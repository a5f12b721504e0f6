/** Continues a run from what was kept of its start: its settings, its environment, its lists, its source. */
import { PersonaClient } from "@effect-persona/core/PersonaClient"
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as path from "node:path"
import type { EngineRequest } from "../Policies.ts"
import * as SelectEngine from "../engines/select/SelectEngine.ts"
import type { LedgerError } from "../ledger/Ledger.ts"
import type * as Mapping from "../Mapping.ts"
import { onExistingPolicies } from "../Policies.ts"
import type { Report } from "../Report.ts"
import {
  type AmbiguousSource,
  type BeginLocked,
  DestinationError,
  NoRuns,
  NotContinuable,
  OtherEnvironment,
  type RunNotFound,
  type StateError,
  UnreadableRuns
} from "../RunError.ts"
import * as Source from "../Source.ts"
import * as RunConfig from "../state/RunConfig.ts"
import * as StateDirectory from "../StateDirectory.ts"
import * as ListRouting from "../targets/list-items/ListRouting.ts"
import * as ListAttempts from "../targets/lists/ListAttempts.ts"
import * as BeginRun from "./BeginRun.ts"
import * as Preflight from "./Preflight.ts"
import * as SettleForm from "./SettleForm.ts"
import * as Settings from "./Settings.ts"
import * as StartPipeline from "./StartPipeline.ts"

/** Options for continuing a run. All other settings are those of its start. */
export interface ContinueOptions {
  /** The run's id. @default the latest unfinished run, otherwise the latest run */
  readonly run?: string | undefined
  /** The run's source, if it is not a file. @default the file that the run was started with */
  readonly source?: Source.Source | undefined
  /** The files of the source, if they have moved. They are read with the same options. @default their original paths */
  readonly files?: readonly [string, ...Array<string>] | undefined
  /** @default ".persona" */
  readonly stateDirectory?: string | undefined
  /** @default as the run was started */
  readonly concurrency?: number | undefined
  /** @default as the run was started */
  readonly engine?: EngineRequest | undefined
  /** @default as the run was started */
  readonly keyMaxAge?: Duration.Input | undefined
  /** @default 15 seconds */
  readonly drain?: Duration.Input | undefined
}

/** Why a run cannot be continued. Nothing was written before it fails. */
export type ContinueError =
  | Exclude<BeginRun.StartError, BeginLocked | AmbiguousSource>
  | NoRuns
  | NotContinuable
  | OtherEnvironment
  | UnreadableRuns

/** Continues a run, or retries only its failed rows. */
export const proceed = Effect.fnUntraced(function* (
  options: ContinueOptions,
  isRetry: boolean
): Effect.fn.Return<StartPipeline.Import, ContinueError, PersonaClient | Scope.Scope> {
  const { stateDirectory = StateDirectory.defaultPath } = options
  // Looking for a run must not create a state directory.
  if (yield* StateDirectory.isNone(stateDirectory)) {
    return yield* new NoRuns({ directory: path.resolve(stateDirectory) })
  }
  const state = yield* StateDirectory.open(stateDirectory)
  const run = yield* state.openRun(options.run ?? (yield* latest(state)).id)
  if (isRetry && (yield* run.ledger.failed) === 0) return yield* nothingLeft(state, run)
  const { info } = run
  const runConfig = yield* run.runConfig
  if (runConfig === undefined) return yield* notContinuable(info, "older")
  const { source: kept, ...started } = runConfig
  const origin = options.files === undefined ? kept : { names: options.files, options: kept?.options ?? {} }
  // Standard input is not kept after the run has finished.
  if (
    options.source === undefined &&
    origin === null &&
    info.status === "finished" &&
    (yield* run.ledger.failed) === 0
  ) {
    return yield* nothingLeft(state, run)
  }
  if (options.source === undefined && origin === null) return yield* notContinuable(info, "once")
  const settings: Settings.ImportSettings = {
    ...started,
    source: yield* Source.hold(options.source ?? RunConfig.reopen(origin!)),
    target: info.target,
    engine: options.engine ?? runConfig.engine,
    keyMaxAge: Duration.fromInputUnsafe(options.keyMaxAge ?? runConfig.keyMaxAge),
    concurrency: options.concurrency ?? runConfig.concurrency
  }
  const opened = yield* Settings.open(settings)
  return yield* Effect.gen(function* () {
    yield* requireEnvironment(info)
    if (options.files !== undefined) {
      yield* run.remember({ ...runConfig, source: RunConfig.repeatable(settings.source) })
      yield* BeginRun.rename(run, settings.source)
    }
    const mapper = yield* placeAgain(settings, opened, run, state)
    // A run keeps the account type that was found at its start, even if other accounts exist by now.
    const { accountType: accountTypeId, environment } = info
    const engine = yield* SelectEngine.decide(
      settings,
      opened,
      { environment, mapper },
      { stateDirectory, rows: isRetry ? yield* run.ledger.failed : undefined, accountTypeId }
    )
    yield* SettleForm.settleType(run, engine.accountTypeId)
    return yield* StartPipeline.start(
      settings,
      opened,
      { run, state, engine, mapper, isCorrection: false },
      {
        drain: options.drain,
        retry: isRetry,
        canary: undefined
      }
    )
  }).pipe(Effect.provideService(PersonaClient, opened.requestCounters.client))
})

const latest = Effect.fnUntraced(function* (
  state: StateDirectory.StateDirectory
): Effect.fn.Return<StateDirectory.RunInfo, NoRuns | UnreadableRuns> {
  const { runs, unreadable } = yield* state.inventory
  if (unreadable.length > 0) {
    const readable = runs.map(({ id }) => id)
    return yield* new UnreadableRuns({ directory: state.path, unreadable, readable })
  }
  const run = runs.find(({ status }) => status !== "finished") ?? runs[0]
  return run ?? (yield* new NoRuns({ directory: state.path }))
})

/** An import with nothing to do: it ends at once with the current report, and sends nothing. */
const nothingLeft = Effect.fnUntraced(function* (
  state: StateDirectory.StateDirectory,
  run: StateDirectory.Run
): Effect.fn.Return<StartPipeline.Import, StateError | RunNotFound | LedgerError> {
  const { report } = yield* state.report(run.id)
  const untouched: Report = {
    ...report,
    requests: 0,
    writes: 0,
    rateLimited: 0,
    elapsedMs: 0,
    nothingToDo: true,
    leftOut: 0
  }
  return {
    run: run.id,
    progress: Stream.empty,
    fellBack: Effect.never,
    report: Effect.succeed(untouched),
    stop: Effect.succeed(untouched)
  }
})

/** Requires the run's own environment: a run never continues in another one. Only reads. */
const requireEnvironment = Effect.fnUntraced(function* ({
  baseUrl,
  environment,
  id
}: StateDirectory.RunInfo): Effect.fn.Return<void, PersonaError | OtherEnvironment, PersonaClient> {
  const client = yield* PersonaClient
  const actual = yield* Preflight.environment
  const [before, now] =
    environment !== undefined && actual !== undefined ? [environment, actual] : [baseUrl, client.baseUrl]
  if (before !== now) return yield* new OtherEnvironment({ run: id, expected: before, actual: now })
  // If the answer names no environment, the next answer that does is compared with the run's own.
  if (client.environment !== undefined) client.environment.expected ??= environment
})

/**
 * Finds the lists of the run's items: those of its start, even if other lists have their names by now. Only a list that
 * the source has named since is looked up by its name, and created if missing.
 */
const placeAgain = Effect.fnUntraced(function* (
  settings: Settings.ImportSettings,
  opened: Settings.Opened,
  run: StateDirectory.Run,
  state: StateDirectory.StateDirectory
): Effect.fn.Return<Mapping.RowMapper, Settings.LocateError | StateError | LedgerError, PersonaClient> {
  const { list, lists, target } = run.info
  const known = ListRouting.knownTo(lists, state.digester)
  const where = yield* target._tag === "ListItems" && list !== undefined
    ? Effect.mapError(Settings.place({ ...settings, target: { ...target, list } }, opened), (error) =>
        error._tag === "DestinationError" && (error.reason === "no-such-list" || error.reason === "archived")
          ? new DestinationError({ reason: "gone", what: list, candidates: [] })
          : error
      )
    : Settings.place(settings, opened, known)
  if (where.place._tag !== "Lists") return where.mapper
  const routes = yield* ListRouting.create(where.place, ListAttempts.open(state.path))
  yield* run.update({ lists: { ...lists, ...ListRouting.remembered(routes, state.digester) } })
  return ListRouting.routed(opened.mapper, routes)
})

const notContinuable = (info: StateDirectory.RunInfo, why: NotContinuable["why"]) =>
  new NotContinuable({
    run: info.id,
    why,
    info,
    // The job is a digest of these: it tells which they were where no mapping was given.
    policies: onExistingPolicies
      .flatMap((onExisting) => unkeyedChoices.map((unkeyed) => ({ onExisting, unkeyed })))
      .find(
        (policies) =>
          Settings.jobOf({ ...policies, target: info.target, map: {}, set: {} }, info) === info.job
      )
  })

const unkeyedChoices = ["refuse", "derive", "allow"] as const
