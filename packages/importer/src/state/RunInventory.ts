/** The runs of a state directory, read from their ledgers without opening them for work. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as fs from "node:fs"
import * as path from "node:path"
import * as Ledger from "../ledger/Ledger.ts"
import type { UnreadableRun } from "../RunError.ts"
import * as Spool from "../Spool.ts"
import * as RunId from "./RunId.ts"
import * as RunInfo from "./RunInfo.ts"
import { codeOf, failure, isAbsent, missing } from "./StateFiles.ts"

export interface Inventory {
  readonly runs: ReadonlyArray<RunInfo.RunInfo>
  readonly unreadable: ReadonlyArray<UnreadableRun>
}

export interface RunInventory {
  /** `undefined` for a run that was never begun: a crash came before its ledger was made. */
  readonly read: (id: string) => Effect.Effect<RunInfo.RunInfo | undefined, Ledger.LedgerError>
  /** All runs, latest first; fails where one cannot be read. */
  readonly all: Effect.Effect<ReadonlyArray<RunInfo.RunInfo>, Ledger.LedgerError>
  /** The runs that can be read, and those that cannot. */
  readonly inventory: Effect.Effect<Inventory>
}

export const make = (runsFolder: string): RunInventory => {
  const readInfo = (id: string): Effect.Effect<RunInfo.RunInfo | undefined, Ledger.LedgerError> =>
    Effect.suspend(() => {
      const file = path.join(path.join(runsFolder, id), "ledger.db")
      const unreadable = (code: string) => new Ledger.LedgerError({ file, operation: "read", code })
      // A crash may have come before the ledger was made; then nothing was sent either, and there is nothing else of it.
      const none = Effect.suspend(() =>
        laterFiles.some((name) => fs.existsSync(path.join(path.join(runsFolder, id), name)))
          ? Effect.fail(unreadable(missing))
          : Effect.undefined
      )
      return Effect.flatMap(
        Effect.try({
          try: () => {
            if (isAbsent(file)) return true
            // SQLite would speak of an input that failed.
            if (fs.statSync(file).isDirectory()) throw failure("EISDIR")
            return false
          },
          catch: (cause) => unreadable(codeOf(cause))
        }),
        (absent) =>
          absent
            ? none
            : Effect.flatMap(Ledger.readMeta(file, RunInfo.infoEntry), (text) =>
                text === undefined ? none : RunInfo.parse(text, file)
              )
      )
    })

  const runIds = Effect.sync(() => fs.readdirSync(runsFolder).filter(RunId.is))

  const readInfos = Effect.map(
    Effect.flatMap(runIds, (ids) => Effect.forEach(ids, readInfo)),
    latestFirst
  )

  const inventory: Effect.Effect<Inventory> = Effect.map(
    Effect.flatMap(runIds, (ids) =>
      Effect.forEach(ids, (id) =>
        Effect.mapError(readInfo(id), ({ code, file }) => ({ id, code, file })).pipe(Effect.result)
      )
    ),
    (results) => ({
      runs: latestFirst(results.filter(Result.isSuccess).map(({ success }) => success)),
      unreadable: results
        .filter(Result.isFailure)
        .map(({ failure: { code, file, id } }) => ({ run: id, createdAt: RunId.timeOf(id), file, code }))
        .toSorted((a, b) => (a.run < b.run ? 1 : -1))
    })
  )

  return { read: readInfo, all: readInfos, inventory }
}

/** What a run has only after its ledger was made. */
const laterFiles = ["report.json", "rejects.csv", Spool.fileName]

const latestFirst = (infos: ReadonlyArray<RunInfo.RunInfo | undefined>): ReadonlyArray<RunInfo.RunInfo> =>
  infos
    .filter((info) => info !== undefined)
    // An id tells the second only.
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0))
