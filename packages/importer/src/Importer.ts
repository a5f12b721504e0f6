/**
 * Imports a CSV source into Persona: accounts, lists or list items, each row applied exactly once.
 *
 * ```
 * Source ─▶ Mapping ─▶ Ledger ─▶ Send ─▶ Ledger ─▶ Report
 *  bytes     columns    intents   rows    outcomes   what is true
 * ```
 *
 * A reader takes windows of rows from the source, maps them, and has the ledger decide on each row. Rows to send go
 * through a bounded queue to a fixed number of workers. Memory does not grow with the source.
 */
import { PersonaClient } from "@effect-persona/core/PersonaClient"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as SelectEngine from "./engines/select/SelectEngine.ts"
import { InvalidOption } from "./errors/SourceReason.ts"
import { SourceError } from "./errors/SourceError.ts"
import type { Plan, PlanError } from "./Plan.ts"
import * as PlanPrepared from "./plan/PlanPrepared.ts"
import type { Report } from "./Report.ts"
import * as BeginRun from "./setup/BeginRun.ts"
import type { Preview, StartError } from "./setup/BeginRun.ts"
import * as ContinueRun from "./setup/ContinueRun.ts"
import type { ContinueError, ContinueOptions } from "./setup/ContinueRun.ts"
import * as Settings from "./setup/Settings.ts"
import * as StartPipeline from "./setup/StartPipeline.ts"
import type { Import, RunError } from "./setup/StartPipeline.ts"
import type * as Source from "./Source.ts"
import * as RunConfig from "./state/RunConfig.ts"
import * as StateDirectory from "./StateDirectory.ts"

export type { Failure } from "./targets/Destination.ts"
export type { Because, Choice } from "./engines/select/EngineChoice.ts"
export type { Capability } from "./engines/select/Capabilities.ts"
export type { EngineNote, EngineNoteCode } from "./engines/select/EngineNote.ts"
export type { Offer, Proof } from "./engines/select/Offers.ts"
export type { File } from "./state/RunConfig.ts"
export type { Options as SharedOptions } from "./setup/Settings.ts"
export type { ManyLists, NamedList, Place } from "./setup/Preflight.ts"
export type { Progress } from "./pipeline/Progress.ts"
export type { Preview, StartError } from "./setup/BeginRun.ts"
export type { ContinueError, ContinueOptions } from "./setup/ContinueRun.ts"
export type { Import, RunError } from "./setup/StartPipeline.ts"

export interface Options extends Settings.Options {
  /**
   * Starts a new run instead of continuing an earlier run of the same import.
   * @default false
   */
  readonly newRun?: boolean | undefined
  /**
   * Time for requests in flight to finish when the run is stopped.
   * @default 15 seconds
   */
  readonly drain?: Duration.Input | undefined
  /**
   * Ends the import with `ImportStopped` (`canary`) once this many rows were sent and their outcomes are known, so that
   * the user can inspect them. `resume` continues the run. Smaller files are imported in full.
   * @default all rows are sent
   */
  readonly canary?: number | undefined
}

/** A prepared import: source, columns, place, run and engine are known, and nothing is written yet. */
export interface Prepared {
  readonly preview: Preview
  /**
   * Counts the import's outcomes by one reading of the source, without a request: rows that are not in the ledger count
   * as created. `undefined` for a source that can be read only once.
   */
  readonly plan: Effect.Effect<Plan | undefined, PlanError>
  /** Starts the import in the background of a scope. Closing the scope stops it gracefully. */
  readonly start: Effect.Effect<Import, StartError, Scope.Scope>
}

/**
 * Imports a source and waits for the end. Interruption stops it gracefully: requests in flight finish and are recorded.
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

/** Starts an import in the background of a scope. Closing the scope stops it gracefully. */
export const start = (options: Options): Effect.Effect<Import, StartError, PersonaClient | Scope.Scope> =>
  Effect.flatMap(prepare(options), (prepared) => prepared.start)

/**
 * Prepares an import: opens the source, matches its columns, and finds the environment, the place of the rows, the run
 * to continue, and the engine. Sends reads only. The source stays open until the scope closes.
 *
 * @example
 * ```ts
 * const prepared = yield* Importer.prepare({ source: { file: "people.csv" }, target: Target.Accounts.make({}) })
 * const plan = yield* prepared.plan
 * if (plan?.rejected === 0) {
 *   const started = yield* prepared.start
 *   const report = yield* started.report
 * }
 * ```
 */
export const prepare = Effect.fnUntraced(function* (
  options: Options
): Effect.fn.Return<Prepared, StartError, PersonaClient | Scope.Scope> {
  const settings = yield* Settings.held(options)
  yield* requireRepeatable(settings.source, settings.duplicates)
  const opened = yield* Settings.open(settings)
  const { newRun = false, stateDirectory = StateDirectory.defaultPath } = options
  const client = yield* PersonaClient
  const counted = Effect.provideService(PersonaClient, opened.requestCounters.client)
  return yield* Effect.gen(function* () {
    const state = yield* StateDirectory.open(stateDirectory)
    const where = yield* Settings.locate(settings, opened)
    const beginning = { newRun, settings, opened, state, where }
    const found = yield* BeginRun.find(beginning, (accountTypeId) =>
      SelectEngine.decide(settings, opened, where, { stateDirectory, accountTypeId })
    )
    return {
      preview: found.preview,
      plan: Effect.provideService(PlanPrepared.make(beginning, found), PersonaClient, client),
      start: Effect.flatMap(BeginRun.begin(beginning, found), (begun) =>
        StartPipeline.start(settings, opened, begun, {
          drain: options.drain,
          retry: false,
          canary: options.canary
        })
      ).pipe(counted)
    }
  }).pipe(counted)
})

/**
 * Continues a run where it stopped, with the stored options of its start. The source is read again: new and changed
 * rows are sent, settled rows are not, on any line. Requires the run's own environment.
 */
export const resume = (
  options: ContinueOptions = {}
): Effect.Effect<Import, ContinueError, PersonaClient | Scope.Scope> => ContinueRun.proceed(options, false)

/**
 * Retries the failed rows of a run: refused rows get their next attempt under a new key, rows in doubt are reconciled,
 * and invalid rows are checked again. Applied rows and new rows of the source are not sent. Without failed rows,
 * nothing is read and no request is sent.
 */
export const retry = (
  options: ContinueOptions = {}
): Effect.Effect<Import, ContinueError, PersonaClient | Scope.Scope> => ContinueRun.proceed(options, true)

/** Finding the last of equal rows requires another reading of the source. */
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
