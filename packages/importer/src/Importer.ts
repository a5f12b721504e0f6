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
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as fs from "node:fs"
import * as path from "node:path"
import type { Destination, Failure } from "./Destination.ts"
import * as Engine from "./Engine.ts"
import type { MappingError, SourceError } from "./ImportError.ts"
import * as ListAttempts from "./internal/listAttempts.ts"
import * as Invocation from "./Invocation.ts"
import type { LedgerError } from "./Ledger.ts"
import type * as Mapping from "./Mapping.ts"
import * as Order from "./Order.ts"
import * as Preflight from "./Preflight.ts"
import type { Progress } from "./Progress.ts"
import * as Rejects from "./Rejects.ts"
import type { Report } from "./Report.ts"
import {
  Declined,
  DestinationError,
  NoRuns,
  NotContinuable,
  OtherEnvironment,
  type RunLocked,
  type RunNotFound,
  type StateError
} from "./RunError.ts"
import type * as Source from "./Source.ts"
import * as StateDirectory from "./StateDirectory.ts"
import * as Target from "./Target.ts"

export interface Options extends Order.Options {
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
  /** Asked before the first write; `false` ends the import with `Declined`. Default: go on. */
  readonly confirm?: ((preview: Preview) => Effect.Effect<boolean, Declined>) | undefined
}

/** What can be said when a run is continued; everything else is as it was started. */
export interface ContinueOptions {
  /** The run's id. @default the latest that has not finished, else the latest */
  readonly run?: string | undefined
  /** The run's source, where it is not a file. @default the file that the run was started with */
  readonly source?: Source.Source | undefined
  /** @default ".persona" */
  readonly stateDirectory?: string | undefined
  /** @default as the run was started */
  readonly concurrency?: number | undefined
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
  /** The run that is continued, or `undefined` for a new one. */
  readonly continues: string | undefined
}

/** An import under way. */
export interface Import {
  readonly run: string
  /** Snapshots, as often as something can be seen to change, and a last one at the end. */
  readonly progress: Stream.Stream<Progress>
  /** Waits for the end. */
  readonly report: Effect.Effect<Report, Engine.PassError>
  /** Stops reading, lets requests in flight finish, and gives the report of what is true so far. */
  readonly stop: Effect.Effect<Report, Engine.PassError>
}

/** How an import can end once it has started. */
export type RunError = Engine.PassError

/** Why an import cannot start. Nothing has been written then. */
export type StartError =
  | SourceError
  | MappingError
  | Failure
  | DestinationError
  | StateError
  | RunLocked
  | RunNotFound
  | LedgerError
  | Declined

/** Why a run cannot be continued. Nothing has been written then. */
export type ContinueError = Exclude<StartError, Declined> | NoRuns | NotContinuable | OtherEnvironment

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
  const order = Order.of(options)
  const opened = yield* Order.open(order)
  const { stateDirectory = StateDirectory.defaultPath } = options
  return yield* Effect.gen(function* () {
    const state = yield* StateDirectory.open(stateDirectory)
    const where = yield* Order.locate(order.target)
    const begun = yield* begin(options, order, opened, state, where)
    return yield* send(order, opened, begun, { drain: options.drain, retry: false })
  }).pipe(Effect.provideService(PersonaClient, opened.traffic.client))
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
  if (!fs.existsSync(stateDirectory)) return yield* new NoRuns({ directory: path.resolve(stateDirectory) })
  const state = yield* StateDirectory.open(stateDirectory)
  const run = yield* state.openRun(options.run ?? (yield* latest(state)).id)
  if (isRetry && (yield* run.ledger.failed) === 0) return yield* nothingFailed(state, run)
  const { info } = run
  const invocation = yield* run.invocation
  if (invocation === undefined) return yield* notContinuable(info, "older")
  const { file, ...started } = invocation
  if (options.source === undefined && file === null) return yield* notContinuable(info, "once")
  const order: Order.Order = {
    ...started,
    source: options.source ?? Invocation.source(file!),
    target: info.target,
    keyMaxAge: Duration.fromInputUnsafe(options.keyMaxAge ?? invocation.keyMaxAge),
    concurrency: options.concurrency ?? invocation.concurrency
  }
  const opened = yield* Order.open(order)
  return yield* Effect.gen(function* () {
    yield* requireEnvironment(info)
    yield* requirePlace(info)
    const destination = yield* Order.destinationOf(info.target, info.list)
    return yield* send(order, opened, { run, state, destination }, { drain: options.drain, retry: isRetry })
  }).pipe(Effect.provideService(PersonaClient, opened.traffic.client))
})

const latest = Effect.fnUntraced(function* (
  state: StateDirectory.StateDirectory
): Effect.fn.Return<StateDirectory.RunInfo, NoRuns | LedgerError> {
  const runs = yield* state.allRuns
  const run = runs.find(({ status }) => status !== "finished") ?? runs[0]
  return run ?? (yield* new NoRuns({ directory: state.path }))
})

/** An import that has ended before it began: the report as it stands, with nothing sent. */
const nothingFailed = Effect.fnUntraced(function* (
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
})

/** The list that the run's items go to is the one it began with, whatever has its name by now. Only reads. */
const requirePlace = ({ list, target }: StateDirectory.RunInfo) =>
  target._tag === "ListItems" && list !== undefined
    ? Effect.mapError(Preflight.locate({ ...target, list }), (error) =>
        error._tag === "DestinationError" && (error.reason === "no-such-list" || error.reason === "archived")
          ? new DestinationError({ reason: "gone", what: list, candidates: [] })
          : error
      )
    : Preflight.locate(target)

const notContinuable = (info: StateDirectory.RunInfo, why: NotContinuable["why"]) =>
  new NotContinuable({
    run: info.id,
    why,
    info,
    // Nothing tells with which flags it was started, but whether it was with none for the mapping.
    flags: policies
      .flatMap((onExisting) => unkeyedChoices.map((unkeyed) => ({ onExisting, unkeyed })))
      .find((flags) => Order.jobOf({ ...flags, target: info.target, map: {}, set: {} }, info) === info.job)
  })

const policies = ["skip", "update", "fail"] as const
const unkeyedChoices = ["refuse", "derive", "allow"] as const

// The stages of an import

/** An opened run and the place where its rows go. */
interface Begun {
  readonly run: StateDirectory.Run
  readonly state: StateDirectory.StateDirectory
  readonly destination: Destination<any>
}

/** First stage after the order is open and its place known: consent, the list if it has to be created, the run. */
const begin = Effect.fnUntraced(function* (
  options: Options,
  order: Order.Order,
  { mapper }: Order.Opened,
  state: StateDirectory.StateDirectory,
  { environment, place }: Order.Where
): Effect.fn.Return<Begun, StartError, PersonaClient | Scope.Scope> {
  const { source, target } = order
  const { baseUrl } = yield* PersonaClient
  const job = Order.jobOf(order, { environment, baseUrl })
  const known = place._tag === "List" ? place.id : undefined
  const earlier =
    options.newRun === true || place._tag === "NewList"
      ? undefined
      : yield* Order.findRun(state, source, job, known)
  if (options.confirm !== undefined) {
    const goOn = yield* options.confirm({
      source: source.name,
      target,
      environment,
      place,
      mapper,
      continues: earlier?.id
    })
    if (!goOn) return yield* new Declined({ why: "the answer was no." })
  }
  const listId =
    place._tag === "List"
      ? place.id
      : place._tag === "NewList"
        ? yield* Preflight.createList(place, ListAttempts.open(state.path))
        : undefined
  const { concurrency, keyMaxAge, map, onExisting, set, unkeyed } = order
  const invocation: Invocation.Invocation = {
    concurrency,
    keyMaxAge,
    map,
    onExisting,
    set,
    unkeyed,
    file: "file" in options.source ? Invocation.repeatable(options.source) : null
  }
  const run = yield* state.exclusively(
    Effect.gen(function* () {
      // The answer may have taken a while, and another process may have begun the same import meanwhile.
      const found =
        earlier ?? (options.newRun === true ? undefined : yield* Order.findRun(state, source, job, listId))
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
          sourceDigest: undefined
        },
        invocation
      )
    })
  )
  // The file may have moved since the run was started.
  yield* run.remember(invocation)
  return { run, state, destination: yield* Order.destinationOf(target, listId) }
})

/** Second stage: the rows. */
const send = Effect.fnUntraced(function* (
  order: Order.Order,
  { mapper, table, traffic }: Order.Opened,
  { destination, run, state }: Begun,
  how: { readonly drain: Duration.Input | undefined; readonly retry: boolean }
): Effect.fn.Return<Import, SourceError | LedgerError, PersonaClient | Scope.Scope> {
  const rejects = yield* Rejects.open({
    file: path.join(run.folder, "rejects.csv"),
    columns: table.columns,
    delimiter: table.delimiter,
    bom: table.bom
  })
  const pass = yield* Engine.start({
    source: order.source,
    table,
    mapper,
    run,
    digester: state.digester,
    destination,
    rejects,
    traffic,
    targetName: Target.targetName(order.target),
    policy: order.onExisting,
    unkeyed: order.unkeyed,
    retry: how.retry,
    keyMaxAge: order.keyMaxAge,
    concurrency: order.concurrency,
    drain: how.drain ?? "15 seconds"
  })
  return { run: run.id, ...pass }
})
