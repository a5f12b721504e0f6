/**
 * Imports a CSV source into Persona: accounts, lists or list items, each row applied exactly once.
 *
 * ```
 * Source ─▶ Mapping ─▶ Ledger ─▶ Send ─▶ Ledger ─▶ Report
 *  bytes     columns    intents   rows    outcomes   what is true
 * ```
 *
 * A reader takes windows of rows from the source, maps them, and has the ledger decide what is to be done with
 * each; what is to be sent goes through a bounded queue to a fixed number of workers. Memory does not grow with
 * the source.
 */
import { PersonaClient } from "@effect-persona/core/PersonaClient"
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as fs from "node:fs"
import * as path from "node:path"
import type { Failure } from "./targets/Destination.ts"
import type { Correction } from "./pipeline/Options.ts"
import * as Pipeline from "./pipeline/Pipeline.ts"
import * as Duplicates from "./mapping/Duplicates.ts"
import type { Choice } from "./engines/select/EngineChoice.ts"
import type { EngineRequest } from "./engines/EngineName.ts"
import * as SelectEngine from "./engines/select/SelectEngine.ts"
import { InvalidOption, type MappingError, type RejectsError, SourceError } from "./ImportError.ts"
import * as ListAttempts from "./targets/lists/ListAttempts.ts"
import * as RejectFiles from "./rejects/RejectFiles.ts"
import * as RequestForm from "./setup/RequestForm.ts"
import * as FindRun from "./setup/FindRun.ts"
import * as RunConfig from "./state/RunConfig.ts"
import type { LedgerError } from "./ledger/Ledger.ts"
import type * as Mapping from "./Mapping.ts"
import * as Settings from "./setup/Settings.ts"
import { onExistingPolicies } from "./Policies.ts"
import * as Preflight from "./setup/Preflight.ts"
import type { Progress } from "./pipeline/Progress.ts"
import * as Rejects from "./rejects/RejectFile.ts"
import * as ListRouting from "./targets/list-items/ListRouting.ts"
import { addedLine, type Report } from "./Report.ts"
import {
  type AmbiguousSource,
  type BeginLocked,
  Declined,
  DestinationError,
  type EngineError,
  type ImportStopped,
  type ListsError,
  NoRuns,
  NotContinuable,
  OtherEnvironment,
  type ReportError,
  type RunLocked,
  type RunNotFound,
  type SourceChanged,
  type StateError,
  UnreadableRuns
} from "./RunError.ts"
import * as Source from "./Source.ts"
import * as Spool from "./Spool.ts"
import * as StateDirectory from "./StateDirectory.ts"
import * as Target from "./Target.ts"

export type { Failure } from "./targets/Destination.ts"
export type { Because, Capability, Choice, Offer, Proof } from "./engines/select/EngineChoice.ts"
export type { File } from "./state/RunConfig.ts"
export type { Options as SharedOptions } from "./setup/Settings.ts"
export type { ManyLists, NamedList, Place } from "./setup/Preflight.ts"
export type { Progress } from "./pipeline/Progress.ts"

export interface Options extends Settings.Options {
  /**
   * Starts afresh instead of continuing an earlier run of the same import.
   * @default false
   */
  readonly newRun?: boolean | undefined
  /**
   * Time that requests in flight are given when the run is stopped.
   * @default 15 seconds
   */
  readonly drain?: Duration.Input | undefined
  /**
   * Ends the import with `ImportStopped` (`canary`) once so many rows were sent and their ends are known, so that they
   * can be looked at; `resume` goes on. Less rows than that are imported as without it.
   * @default all rows are sent
   */
  readonly canary?: number | undefined
  /** Asked before the first write; `false` ends the import with `Declined`. Default: go on. */
  readonly confirm?: ((preview: Preview) => Effect.Effect<boolean, Declined>) | undefined
}

/** What can be said when a run is continued; everything else is as it was started. */
export interface ContinueOptions {
  /** The run's id. @default the latest that has not finished, else the latest */
  readonly run?: string | undefined
  /** The run's source, where it is not a file. @default the file that the run was started with */
  readonly source?: Source.Source | undefined
  /** The files of the source, where they have moved. They are read as before. @default where they were */
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

/** What is known before anything is written. */
export interface Preview {
  readonly source: string
  readonly target: Target.Target
  readonly environment: string | undefined
  readonly place: Preflight.Place
  readonly mapper: Mapping.RowMapper
  /** How the rows will be sent, why, and what the other ways would cost and prove. */
  readonly choice: Choice
  /** The run that is continued, or `undefined` for a new one. */
  readonly continues: string | undefined
  /** What the source of that run was called, if it is another file by its name and known by what was read of it. */
  readonly movedFrom: string | undefined
  /**
   * The run that has rejected these rows, if they are rejected ones. They complete that run if it is `continues`;
   * otherwise it is not here, or was another import, and the rows become a run of their own.
   */
  readonly rejectsOf: string | undefined
}

/** An import under way. */
export interface Import {
  readonly run: string
  /** Snapshots, as often as something can be seen to change, and a last one at the end. */
  readonly progress: Stream.Stream<Progress>
  /**
   * Waits until the API turns out not to take what the engine sends, so that rows go row by row from then on, and says so
   * in a sentence. Where that does not happen it waits for ever.
   */
  readonly fellBack: Effect.Effect<string>
  /** Waits for the end. */
  readonly report: Effect.Effect<Report, RunError>
  /** Stops reading, lets requests in flight finish, and gives the report of what is true so far. */
  readonly stop: Effect.Effect<Report, RunError>
}

/** How an import can end once it has started. */
export type RunError = ImportStopped | SourceChanged | SourceError | RejectsError | LedgerError | ReportError

/** Why an import cannot start. Nothing has been written then. */
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
  | Declined

/** Why a run cannot be continued. Nothing has been written then. */
export type ContinueError =
  | Exclude<StartError, Declined | BeginLocked | AmbiguousSource>
  | NoRuns
  | NotContinuable
  | OtherEnvironment
  | UnreadableRuns

/**
 * Imports a source and waits for the end. Interruption stops it in good order: what is in flight finishes and is
 * recorded.
 *
 * @example
 * ```ts
 * const report = yield* Importer.run({
 *   source: Source.file("domains.csv"),
 *   target: Target.ListItems.make({ kind: "email-address", list: "Disposable domains" }),
 *   set: { "match-type": "domain" }
 * })
 * ```
 */
export const run = (options: Options): Effect.Effect<Report, StartError | RunError, PersonaClient> =>
  Effect.scoped(
    Effect.flatMap(start(options), (started) =>
      Effect.onInterrupt(started.report, () => Effect.ignore(started.stop))
    )
  )

/** Starts an import in the background of a scope. Closing the scope stops it in good order. */
export const start = Effect.fnUntraced(function* (
  options: Options
): Effect.fn.Return<Import, StartError, PersonaClient | Scope.Scope> {
  const settings = yield* Settings.held(options)
  yield* requireRepeatable(settings.source, settings.duplicates)
  const opened = yield* Settings.open(settings)
  const { stateDirectory = StateDirectory.defaultPath } = options
  return yield* Effect.gen(function* () {
    const state = yield* StateDirectory.open(stateDirectory)
    const where = yield* Settings.locate(settings, opened)
    const decide = (accountTypeId: string | undefined) =>
      SelectEngine.decide(settings, opened, where, { stateDirectory, accountTypeId })
    const begun = yield* begin(options, settings, opened, state, where, decide)
    return yield* send(settings, opened, begun, {
      drain: options.drain,
      retry: false,
      canary: options.canary
    })
  }).pipe(Effect.provideService(PersonaClient, opened.requestCounters.client))
})

/**
 * Continues a run where it stopped, from what was kept of its start. The source is read again: what it says anew is sent,
 * what was settled is not, wherever it stands now. The environment has to be the run's own.
 */
export const resume = (
  options: ContinueOptions = {}
): Effect.Effect<Import, ContinueError, PersonaClient | Scope.Scope> => proceed(options, false)

/**
 * Sends again what failed in a run: rows that were refused get their next attempt under a new key, rows in doubt are
 * pursued, rows that did not fit their fields are checked anew. Nothing that was applied is sent, nor what is new in the
 * source. Without a failed row nothing is read and nothing is asked.
 */
export const retry = (
  options: ContinueOptions = {}
): Effect.Effect<Import, ContinueError, PersonaClient | Scope.Scope> => proceed(options, true)

const proceed = Effect.fnUntraced(function* (
  options: ContinueOptions,
  isRetry: boolean
): Effect.fn.Return<Import, ContinueError, PersonaClient | Scope.Scope> {
  const { stateDirectory = StateDirectory.defaultPath } = options
  // Asking for a run does not make a state directory.
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
  // What came on standard input is not kept beyond that.
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
      yield* rename(run, settings.source)
    }
    const mapper = yield* placeAgain(settings, opened, run, state)
    // What was found when the run began stays true for it, whatever other accounts there are by now.
    const { accountType: accountTypeId, environment } = info
    const engine = yield* SelectEngine.decide(
      settings,
      opened,
      { environment, mapper },
      { stateDirectory, rows: isRetry ? yield* run.ledger.failed : undefined, accountTypeId }
    )
    yield* RequestForm.settleType(run, engine.accountTypeId)
    return yield* send(
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

/** An import that has ended before it began: the report as it stands, with nothing sent. */
const nothingLeft = Effect.fnUntraced(function* (
  state: StateDirectory.StateDirectory,
  run: StateDirectory.Run
): Effect.fn.Return<Import, StateError | RunNotFound | LedgerError> {
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

/** A run never continues elsewhere. Only reads. */
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
  // Where the answer names none, the next one that does is compared with the run's own.
  if (client.environment !== undefined) client.environment.expected ??= environment
})

/**
 * The lists that the run's items go to are those it began with, whatever has their names by now. Only one that the
 * source has named since is looked for by its name, and created where there is none.
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
    // Nothing tells with which flags it was started, but whether it was with none for the mapping.
    flags: onExistingPolicies
      .flatMap((onExisting) => unkeyedChoices.map((unkeyed) => ({ onExisting, unkeyed })))
      .find((flags) => Settings.jobOf({ ...flags, target: info.target, map: {}, set: {} }, info) === info.job)
  })

const unkeyedChoices = ["refuse", "derive", "allow"] as const

// The stages of an import

/** An opened run and the place where its rows go. */
interface Begun {
  readonly run: StateDirectory.Run
  readonly state: StateDirectory.StateDirectory
  readonly engine: SelectEngine.Decision
  readonly mapper: Mapping.RowMapper
  /** The rows are rejected ones of the run, which come back corrected. */
  readonly isCorrection: boolean
}

/** First stage after the order is open and its place known: consent, the list if it has to be created, the run. */
const begin = Effect.fnUntraced(function* (
  options: Options,
  settings: Settings.ImportSettings,
  opened: Settings.Opened,
  state: StateDirectory.StateDirectory,
  { environment, mapper, place }: Settings.Where,
  decide: (
    accountTypeId: string | undefined
  ) => Effect.Effect<SelectEngine.Decision, EngineError, PersonaClient>
): Effect.fn.Return<Begun, StartError, PersonaClient | Scope.Scope> {
  const { source, target } = settings
  const { baseUrl } = yield* PersonaClient
  const job = Settings.jobOf(settings, { environment, baseUrl })
  const known = place._tag === "List" ? place.id : undefined
  const many = place._tag === "Lists" ? place : undefined
  const { rejectsOf } = opened.table
  // Rejected rows belong to the run that rejected them, whatever their file is called.
  const findRun = Effect.fnUntraced(function* (
    list: string | undefined,
    lists: Preflight.ManyLists | undefined
  ) {
    const corrected = yield* Settings.findCorrected(state, rejectsOf, job, list, lists)
    return corrected ?? (yield* Settings.findRun(state, source, job, list, lists))
  })
  const earlier =
    options.newRun === true || place._tag === "NewList" ? undefined : yield* findRun(known, many)
  // What was found when a run began stays true for it, whatever other accounts there are by now.
  const engine = yield* decide(earlier?.accountType)
  if (options.confirm !== undefined) {
    const goOn = yield* options.confirm({
      source: source.name,
      target,
      environment,
      place,
      mapper,
      choice: engine,
      continues: earlier?.id,
      movedFrom:
        earlier === undefined || earlier.id === rejectsOf || FindRun.isNamed(earlier, source)
          ? undefined
          : earlier.source,
      rejectsOf
    })
    if (!goOn) return yield* new Declined({ why: "the answer was no." })
  }
  // What was shown and agreed to is what is sent.
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
  const { accept, concurrency, duplicates, emitEvents, keyMaxAge, listColumn, map, mapping } = settings
  const { maxErrors, onExisting, set, unkeyed } = settings
  const runConfig: RunConfig.RunConfig = {
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
  const run = yield* state.exclusively(
    Effect.gen(function* () {
      // The answer may have taken a while, and another process may have begun the same import meanwhile.
      const placed = many && routes && ListRouting.placed(many, routes)
      const found = earlier ?? (options.newRun === true ? undefined : yield* findRun(listId, placed))
      if (found !== undefined) return yield* state.openRun(found.id)
      return yield* state.createRun(
        {
          target,
          source: source.name,
          sourceIdentity: source.identity,
          job,
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
  const isCorrection = run.id === rejectsOf
  // The run's source is the one that the rows were rejected from, and not the rejected rows.
  if (!isCorrection) {
    if (Spool.isSpooled(source)) yield* source.keepIn(run.folder)
    // The file may have moved since the run was started.
    yield* run.remember(runConfig)
    yield* rename(run, source)
  }
  if (lists !== undefined) yield* run.update({ lists: { ...run.info.lists, ...lists } })
  yield* RequestForm.settleType(run, engine.accountTypeId)
  return {
    run,
    state,
    engine,
    mapper: routes === undefined ? mapper : ListRouting.routed(opened.mapper, routes),
    isCorrection
  }
})

/** The next edit of a file that has moved is found by its new name. */
const rename = (run: StateDirectory.Run, source: Source.Source): Effect.Effect<void, LedgerError> => {
  const renamed = FindRun.renamed(run.info, source)
  return renamed === undefined ? Effect.void : run.update(renamed)
}

/** Second stage: the rows. */
const send = Effect.fnUntraced(function* (
  settings: Settings.ImportSettings,
  { table, requestCounters }: Settings.Opened,
  { engine, isCorrection, mapper, run, state }: Begun,
  how: {
    readonly drain: Duration.Input | undefined
    readonly retry: boolean
    readonly canary: number | undefined
  }
): Effect.fn.Return<Import, SourceError | LedgerError | StateError, PersonaClient | Scope.Scope> {
  const fellBack = yield* Deferred.make<string>()
  let scan: Pipeline.Pipeline | undefined
  // Registered before the scan is: its end has come, and what is true of it is recorded.
  yield* Effect.addFinalizer(() => (scan === undefined ? Effect.void : forgetInput(run, scan)))
  const rejectFiles = RejectFiles.make(run.folder, run.ledger)
  const rejects = yield* Rejects.open({
    file: rejectFiles.file,
    publish: rejectFiles.publish,
    columns: table.columns,
    delimiter: table.delimiter,
    bom: table.bom,
    run: run.id,
    place: placeOf(table)
  })
  const destination = yield* Settings.destinationOf(settings.target, run.info)
  yield* RequestForm.settle(run.ledger, destination)
  scan = yield* Pipeline.start({
    source: settings.source,
    table,
    mapper,
    run,
    digester: state.digester,
    destination,
    rejects,
    rejectFiles,
    requestCounters,
    targetName: Target.targetName(settings.target),
    engine: { name: engine.engine, reason: engine.reason },
    bulkOperation: yield* SelectEngine.operationFor(settings, engine, run.info),
    finishing: yield* SelectEngine.finishing(settings, engine, run.info, yield* run.ledger.unfinished),
    onClosed: (closed) =>
      Effect.tap(
        SelectEngine.closing(settings, engine, {
          stateDirectory: state.path,
          environment: run.info.environment ?? run.info.baseUrl
        })(closed),
        (why) => Deferred.succeed(fellBack, why)
      ),
    policy: settings.onExisting,
    unkeyed: settings.unkeyed,
    retry: how.retry,
    correction: isCorrection ? yield* correctionOf(settings.source, run, rejectFiles) : undefined,
    duplicates: settings.duplicates ?? Duplicates.defaultPolicy,
    canary: how.canary,
    maxErrors: settings.maxErrors,
    keyMaxAge: settings.keyMaxAge,
    concurrency: settings.concurrency,
    drain: how.drain ?? "15 seconds"
  })
  return { run: run.id, fellBack: Deferred.await(fellBack), ...scan }
})

/** Rows that were added to rejected ones have no place in a source. */
const placeOf =
  (table: Source.Table) =>
  (line: number): Source.Place =>
    line < addedLine ? table.place(line) : { file: "added", line: line - addedLine }

/** Where the rejected rows stand that do not come back: in the files that named them, and in the run's source. */
const correctionOf = Effect.fnUntraced(function* (
  source: Source.Source,
  run: StateDirectory.Run,
  rejectFiles: RejectFiles.RejectFiles
): Effect.fn.Return<Correction, StateError | LedgerError, Scope.Scope> {
  const names = source.reopen?.names ?? []
  const files = yield* rejectFiles.all
  const others = files.filter((file) => !names.some((name) => isSameFile(name, file)))
  const originals = others.map((file) => Source.file(file))
  const isOwnFile = others.length < files.length
  if (!isOwnFile) return { isOwnFile, originals }
  const runConfig = yield* run.runConfig
  const original = runConfig?.source
    ? yield* Effect.orElseSucceed(Source.hold(RunConfig.reopen(runConfig.source)), () => undefined)
    : undefined
  // Lines of a source that has changed are other rows.
  const digest =
    original === undefined ? undefined : yield* Effect.orElseSucceed(original.digest, () => undefined)
  const isSame = digest !== undefined && digest === run.info.sourceDigest
  return { isOwnFile, originals: original !== undefined && isSame ? [...originals, original] : originals }
})

const isSameFile = (one: string, other: string): boolean => {
  const [left, right] = [one, other].map((name) => fs.statSync(name, { throwIfNoEntry: false }))
  return left !== undefined && right !== undefined && left.dev === right.dev && left.ino === right.ino
}

/** Finding the last of equal rows takes a reading of its own. */
const requireRepeatable = (source: Source.Source, duplicates: Settings.ImportSettings["duplicates"]) =>
  duplicates !== "last" || RunConfig.repeatable(source) !== null
    ? Effect.void
    : Effect.flatMap(source.digest, (digest) =>
        digest === undefined
          ? Effect.fail(
              new SourceError({
                file: source.name,
                reason: new InvalidOption({
                  option: "duplicates",
                  expected:
                    "first or reject, or a file: this source can be read only once, and last reads it twice"
                })
              })
            )
          : Effect.void
      )

/** What came on standard input is kept only as long as something of it is left to do. */
const forgetInput = (run: StateDirectory.Run, scan: Pipeline.Pipeline): Effect.Effect<void> =>
  Effect.ignore(
    Effect.gen(function* () {
      const report = yield* scan.report
      if (report.status !== "finished" || report.rejected + report.unknown > 0) return
      const runConfig = yield* run.runConfig
      if ((yield* Spool.remove(run.folder)) && runConfig !== undefined) {
        yield* run.remember({ ...runConfig, source: null })
      }
    })
  )
