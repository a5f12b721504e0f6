/** What a run has come to: the report of its last invocation, or what its ledger knows so far, and why rows were rejected. */
import * as Effect from "effect/Effect"
import * as path from "node:path"
import * as Ledger from "../ledger/Ledger.ts"
import { engineEntry, filesEntry } from "../ledger/ProblemGroups.ts"
import type { RowLine } from "../Outcome.ts"
import type { Group } from "../Problems.ts"
import * as RejectFiles from "../rejects/RejectFiles.ts"
import { maxDifferingRows, maxUnknownRows, type Report } from "../Report.ts"
import { targetName } from "../Target.ts"
import type { RunInfo } from "./RunInfo.ts"
import { damaged, failure, readObject } from "./StateFiles.ts"

export interface StoredReport {
  readonly info: RunInfo
  readonly report: Report
}

export interface StoredProblems {
  readonly info: RunInfo
  /** Rows that are rejected. One that has several problems is in several groups. */
  readonly rejected: number
  readonly groups: ReadonlyArray<Group>
  /** Names a line for people: with its file where the run's source has several. */
  readonly placeOf: (line: RowLine) => string
  /** The file of rejected rows, or `null` where there is none. */
  readonly rejects: string | null
}

/** Reads a report as it was written. Throws what the file system throws. */
export const read = (file: string): Report => {
  const report = readObject(file)
  if (typeof report?.["run"] !== "string" || typeof report["rows"] !== "number") throw failure(damaged)
  return report as unknown as Report
}

export const problemsOf = (
  info: RunInfo,
  folder: string
): Effect.Effect<StoredProblems, Ledger.LedgerError> =>
  Effect.scoped(
    Effect.gen(function* () {
      const ledger = yield* Ledger.open({ file: path.join(folder, "ledger.db"), readOnly: true })
      return {
        info,
        rejected: (yield* ledger.counts).rejected,
        groups: yield* ledger.problems,
        placeOf: placesOf((yield* ledger.getMeta(filesEntry)) ?? "[]"),
        rejects: yield* RejectFiles.make(folder, ledger).current
      }
    })
  )

const placesOf = (text: string): ((line: RowLine) => string) => {
  const files = (JSON.parse(text) as ReadonlyArray<readonly [string, number]>).toSorted((a, b) => b[1] - a[1])
  return (line) => {
    if (typeof line === "string") return line
    const [file, before] = files.find(([, before]) => before < line) ?? []
    return file === undefined || before === undefined ? String(line) : `${file}:${line - before}`
  }
}

/** What the ledger of a run knows while no invocation has ended it. */
export const ofLedger = (info: RunInfo, folder: string): Effect.Effect<Report, Ledger.LedgerError> =>
  Effect.scoped(
    Effect.gen(function* () {
      const ledger = yield* Ledger.open({ file: path.join(folder, "ledger.db"), readOnly: true })
      const rejectFiles = RejectFiles.make(folder, ledger)
      return {
        run: info.id,
        status: info.status,
        target: targetName(info.target),
        ...engineOf(yield* ledger.getMeta(engineEntry)),
        fellBack: null,
        jobs: 0,
        searches: 0,
        environment: info.environment,
        list: info.list,
        source: info.source,
        ...(yield* ledger.counts),
        requests: 0,
        writes: 0,
        rateLimited: 0,
        elapsedMs: 0,
        nothingToDo: false,
        leftOut: 0,
        unknownRows: yield* ledger.inDoubt(maxUnknownRows),
        differingRows: yield* ledger.differing(maxDifferingRows),
        rejections: yield* ledger.rejections,
        files: { rejects: yield* rejectFiles.current, edited: yield* rejectFiles.edited, report: null }
      }
    })
  )

/** One of an older version knew no other engine. */
const engineOf = (text: string | undefined): Pick<Report, "engine" | "engineReason"> => {
  const { name, reason } =
    text === undefined
      ? { name: "row" as const, reason: "" }
      : (JSON.parse(text) as { readonly name: Report["engine"]; readonly reason: string })
  return { engine: name, engineReason: reason }
}
