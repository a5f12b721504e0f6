/** Starts the pipeline of a new or continued run. */
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import * as Deferred from "effect/Deferred"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type * as Stream from "effect/Stream"
import * as fs from "node:fs"
import * as SelectEngine from "../engines/select/SelectEngine.ts"
import type { RejectsError } from "../errors/RejectsError.ts"
import type { SourceError } from "../errors/SourceError.ts"
import type { LedgerError } from "../ledger/Ledger.ts"
import * as Duplicates from "../mapping/Duplicates.ts"
import type { Correction } from "../pipeline/Options.ts"
import * as Pipeline from "../pipeline/Pipeline.ts"
import type { Progress } from "../pipeline/Progress.ts"
import * as Rejects from "../rejects/RejectFile.ts"
import * as RejectFiles from "../rejects/RejectFiles.ts"
import { addedLine } from "../ledger/AddedLine.ts"
import type { Report } from "../Report.ts"
import type { ImportStopped, ReportError, SourceChanged, StateError } from "../RunError.ts"
import * as Source from "../Source.ts"
import * as Spool from "../Spool.ts"
import * as RunConfig from "../state/RunConfig.ts"
import type * as StateDirectory from "../StateDirectory.ts"
import * as Target from "../Target.ts"
import type { Begun } from "./BeginRun.ts"
import * as SettleForm from "./SettleForm.ts"
import * as Settings from "./Settings.ts"

/** A running import. */
export interface Import {
  readonly run: string
  /** Snapshots at a rate suitable for display, and a final one. */
  readonly progress: Stream.Stream<Progress>
  /**
   * Waits until the API turns out not to take the engine's requests, so that rows go one by one from then on. Returns a
   * sentence about it. Waits forever if this does not happen.
   */
  readonly fellBack: Effect.Effect<string>
  /** Waits for the end. */
  readonly report: Effect.Effect<Report, RunError>
  /** Stops reading, lets requests in flight finish, and returns the report up to that point. */
  readonly stop: Effect.Effect<Report, RunError>
}

/** How an import can end once it has started. */
export type RunError = ImportStopped | SourceChanged | SourceError | RejectsError | LedgerError | ReportError

/** Starts the pipeline of an opened run. */
export const start = Effect.fnUntraced(function* (
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
  // Registered before the scan's finalizers, so it runs after them, when the end of the scan is recorded.
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
  yield* SettleForm.settle(run.ledger, destination)
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

/** The position of a row in the source. Rows added to reject files have none. */
const placeOf =
  (table: Source.Table) =>
  (line: number): Source.Place =>
    line < addedLine ? table.place(line) : { file: "added", line: line - addedLine }

/** The sources of rejected rows that are not resubmitted: the reject files that name them, and the run's source. */
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
  // If the source has changed, its lines are different rows.
  const digest =
    original === undefined ? undefined : yield* Effect.orElseSucceed(original.digest, () => undefined)
  const isSame = digest !== undefined && digest === run.info.sourceDigest
  return { isOwnFile, originals: original !== undefined && isSame ? [...originals, original] : originals }
})

const isSameFile = (one: string, other: string): boolean => {
  const [left, right] = [one, other].map((name) => fs.statSync(name, { throwIfNoEntry: false }))
  return left !== undefined && right !== undefined && left.dev === right.dev && left.ino === right.ino
}

/** Deletes the copy of standard input when no work on it is left. */
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
