/**
 * The end of a scan: writes the rows that stay rejected to the reject file, checks that the counts add up, records the
 * status of the run, and writes its report.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as path from "node:path"
import type { RejectsError } from "../errors/RejectsError.ts"
import type { SourceError } from "../errors/SourceError.ts"
import type { Checkpoint, LedgerError } from "../ledger/Ledger.ts"
import { type Counts, isConserved } from "../Outcome.ts"
import type { RejectedRows } from "../rejects/RejectedRows.ts"
import { maxDifferingRows, maxUnknownRows, type Report, type Status } from "../Report.ts"
import { ImportStopped, ReportError, SourceChanged } from "../RunError.ts"
import { isChange } from "../source/Content.ts"
import * as Source from "../Source.ts"
import { durableStep } from "../state/CrashPoints.ts"
import { writeWhole } from "../state/StateFiles.ts"
import type { Beginning } from "./Begin.ts"
import type { Counters } from "./Counters.ts"
import type { Ending } from "./Ending.ts"
import type { Options } from "./Options.ts"
import type { Senders } from "./Senders.ts"

/** The errors of a scan. The ledger has recorded the work done before. */
export type PipelineError =
  | ImportStopped
  | SourceChanged
  | SourceError
  | RejectsError
  | LedgerError
  | ReportError

/** Inputs of the end of a scan. */
export interface Scan {
  readonly options: Options
  readonly beginning: Beginning
  readonly startedAt: number
  readonly counters: Counters
  readonly senders: Senders
  readonly rejectedRows: RejectedRows
}

/** Ends a scan that has read its last row, or was ended before. */
export const finish = Effect.fnUntraced(function* (
  scan: Scan,
  called: Ending | undefined
): Effect.fn.Return<Report, PipelineError> {
  const { beginning, counters, options } = scan
  const { correction, rejects, run, source } = options
  const { ledger } = run
  yield* ledger.flush
  if (called === undefined && correction === undefined) yield* ledger.endScan(counters.leftOut === 0)
  const torn = beginning.from === undefined ? undefined : yield* nameEarlier(scan, beginning.from)
  const ending: Ending | undefined =
    called ?? (torn === undefined ? undefined : { _tag: "Failed", error: torn })
  yield* nameOthers(scan)
  const counts = yield* ledger.counts
  counters.end(counts)
  if (!isConserved(counts)) return yield* Effect.die(new Error("The counts of the run do not add up"))
  const status = yield* statusOf(scan, ending)
  // Keeps the corrections in the run's own reject file if the scan was ended early.
  if (ending !== undefined && correction?.isOwnFile === true) yield* rejects.discard
  // Must be checked before a new reject file replaces the one that was read.
  const sourceChanged = ending === undefined && (yield* Source.hasChanged(source))
  const rejectFile = yield* closeRejects(options, ending)
  const report = yield* reportOf(scan, { counts, ending, rejectFile, sourceChanged, status })
  const digest = correction === undefined ? yield* beginning.table.digest : undefined
  yield* run.update({ status, sourceDigest: digest ?? run.info.sourceDigest })
  yield* durableStep("write the report", writeReport(report, reportFileOf(options)))
  return yield* resultOf(report, ending)
})

/**
 * Adds the rows that were rejected before the checkpoint to the reject file. If the source has changed since it was
 * read, only earlier reject files still have them; the change is then returned, and ends the scan.
 */
const nameEarlier = (
  scan: Scan,
  checkpoint: Checkpoint
): Effect.Effect<SourceError | void, SourceError | RejectsError | LedgerError> =>
  scan.rejectedRows
    .before(scan.options.source, checkpoint)
    .pipe(
      Effect.catchTag("SourceError", (error): Effect.Effect<SourceError, SourceError | LedgerError> =>
        isChange(error) ? Effect.as(nameFromFiles(scan), error) : Effect.fail(error)
      )
    )

/** Adds rejected rows that only earlier reject files have. */
const nameFromFiles = ({ options, rejectedRows }: Scan) =>
  Effect.flatMap(options.rejectFiles.all, (files) =>
    Effect.forEach(files, (file) => Effect.ignore(rejectedRows.rest(Source.file(file))), { discard: true })
  )

/** Adds the rejected rows that are not in the source of this scan. */
const nameOthers = Effect.fnUntraced(function* (scan: Scan): Effect.fn.Return<void, LedgerError> {
  const { correction } = scan.options
  // A file that can no longer be read loses no row: the ledger still has the row's line.
  for (const original of correction?.originals ?? []) {
    yield* Effect.ignore(scan.rejectedRows.rest(original))
  }
  // Rows added to reject files are in no source, only in reject files.
  if (correction === undefined && scan.beginning.hasAdded) yield* nameFromFiles(scan)
})

const statusOf = Effect.fnUntraced(function* (
  { beginning: { statusBefore }, counters, options: { correction, run } }: Scan,
  ending: Ending | undefined
): Effect.fn.Return<Status, LedgerError> {
  if (ending !== undefined) return ending._tag === "Interrupted" ? "interrupted" : "stopped"
  const isUnfinished = counters.leftOut > 0 || (correction !== undefined && !(yield* run.ledger.isWhole))
  if (!isUnfinished) return "finished"
  // A scan that left rows out has not finished the run.
  return statusBefore === "running" ? "interrupted" : statusBefore
})

/** Moves the new reject file to its final name. Returns the current reject file. */
const closeRejects = Effect.fnUntraced(function* (
  { correction, rejectFiles, rejects }: Options,
  ending: Ending | undefined
): Effect.fn.Return<string | null, RejectsError | LedgerError> {
  const written = yield* rejects.close
  // A reject file of an earlier scan holds personal data, and its rows are no longer rejected.
  if (written === null && ending === undefined) yield* rejectFiles.clear
  return correction?.isOwnFile === true ? yield* rejectFiles.current : written
})

const reportFileOf = ({ run }: Options): string => path.join(run.folder, "report.json")

const reportOf = Effect.fnUntraced(function* (
  { beginning, counters, options, senders, startedAt }: Scan,
  {
    counts,
    ending,
    rejectFile,
    sourceChanged,
    status
  }: {
    readonly counts: Counts
    readonly ending: Ending | undefined
    readonly rejectFile: string | null
    readonly sourceChanged: boolean
    readonly status: Status
  }
): Effect.fn.Return<Report, LedgerError> {
  const { engine, rejectFiles, requestCounters, run } = options
  const { ledger } = run
  return {
    run: run.id,
    status,
    target: options.targetName,
    engine: engine.name,
    engineReason: engine.reason,
    fellBack: senders.fellBack(),
    ...senders.requests(),
    environment: run.info.environment,
    list: run.info.list,
    source: run.info.source,
    sourceChanged,
    ...counts,
    requests: requestCounters.requests(),
    writes: requestCounters.writes(),
    rateLimited: yield* requestCounters.rateLimited,
    elapsedMs: (yield* Clock.currentTimeMillis) - startedAt,
    nothingToDo: ending === undefined && !beginning.isFirstScan && !counters.sent,
    differingRows: counts.differing === 0 ? [] : yield* ledger.differing(maxDifferingRows),
    leftOut: counters.leftOut,
    unknownRows: yield* ledger.inDoubt(maxUnknownRows),
    rejections: yield* ledger.rejections,
    files: { rejects: rejectFile, edited: yield* rejectFiles.edited, report: reportFileOf(options) }
  }
})

const writeReport = (report: Report, file: string): Effect.Effect<void, ReportError> =>
  Effect.try({
    try: () => writeWhole(file, `${JSON.stringify(report, null, 2)}\n`),
    catch: (cause) => new ReportError({ file, code: String((cause as NodeJS.ErrnoException).code) })
  })

/** The report, or the failure with the report if a failure ended the scan. */
const resultOf = (
  report: Report,
  ending: Ending | undefined
): Effect.Effect<Report, ImportStopped | SourceChanged | SourceError | LedgerError> => {
  switch (ending?._tag) {
    case "Stop": {
      const { error, exceeded, why } = ending
      return Effect.fail(new ImportStopped({ why, error, exceeded, report }))
    }
    case "Failed": {
      const { error } = ending
      return Effect.fail(
        error._tag === "SourceError" && error.reason._tag === "Changed"
          ? new SourceChanged({ file: error.file, change: error.reason, report })
          : error
      )
    }
    default:
      return Effect.succeed(report)
  }
}
