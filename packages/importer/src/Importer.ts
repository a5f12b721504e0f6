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
   * can be looked at; `resume` goes on. Smaller files are imported in full.
   * @default all rows are sent
   */
  readonly canary?: number | undefined
}

/** An import whose source, columns, place, run and engine are known, and of which nothing is written yet. */
export interface Prepared {
  readonly preview: Preview
  /**
   * Counts what the import would do, by one reading of the source and without a request: rows that the ledger does not
   * know count as created. `undefined` for a source that can be read only once.
   */
  readonly plan: Effect.Effect<Plan | undefined, PlanError>
  /** Starts the import in the background of a scope. Closing the scope stops it in good order. */
  readonly start: Effect.Effect<Import, StartError, Scope.Scope>
}

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
export const start = (options: Options): Effect.Effect<Import, StartError, PersonaClient | Scope.Scope> =>
  Effect.flatMap(prepare(options), (prepared) => prepared.start)

/**
 * Prepares an import: opens the source, matches its columns, asks which environment answers, and finds the place of the
 * rows, the run that is continued and the engine. Sends reads only. The source stays open until the scope closes.
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
 * Continues a run where it stopped, from what was kept of its start. The source is read again: what it says anew is sent,
 * what was settled is not, wherever it stands now. The environment has to be the run's own.
 */
export const resume = (
  options: ContinueOptions = {}
): Effect.Effect<Import, ContinueError, PersonaClient | Scope.Scope> => ContinueRun.proceed(options, false)

/**
 * Sends again what failed in a run: rows that were refused get their next attempt under a new key, rows in doubt are
 * reconciled, rows that did not fit their fields are checked anew. Nothing that was applied is sent, nor what is new in the
 * source. Without a failed row nothing is read and nothing is asked.
 */
export const retry = (
  options: ContinueOptions = {}
): Effect.Effect<Import, ContinueError, PersonaClient | Scope.Scope> => ContinueRun.proceed(options, true)

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
