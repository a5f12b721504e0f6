/**
 * The state directory: one folder per run with its ledger, lock, reject file and report, and the secret that the
 * ledgers' digests are keyed with. All of it is readable by its owner only, and ignored by git.
 *
 * ```
 * .persona/
 *   digest.key            32 random bytes
 *   begin.db              held while a run is found or made
 *   list-attempts.json    which key the creation of a list is sent under
 *   capabilities.json     which environments take batch jobs and uploads
 *   runs/<run>/ledger.db  what may have left, what is true
 *   runs/<run>/lock.db    held by the process that works on the run
 *   runs/<run>/invocation.json  how it was started
 *   runs/<run>/input      what came on standard input, until nothing of it is left to do
 *   incoming/             what is coming in on standard input, each with the lock of its process
 *   runs/<run>/rejects.csv, report.json; rejects-2.csv where the first was edited
 * ```
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as fs from "node:fs"
import * as path from "node:path"
import * as Digest from "./ledger/Digest.ts"
import * as Ledger from "./ledger/Ledger.ts"
import { type BeginLocked, RunNotFound, StateError, type RunLocked } from "./RunError.ts"
import { durableStep } from "./state/CrashPoints.ts"
import * as Incoming from "./state/Incoming.ts"
import * as RunConfig from "./state/RunConfig.ts"
import * as RunId from "./state/RunId.ts"
import * as RunInfo from "./state/RunInfo.ts"
import * as RunInventory from "./state/RunInventory.ts"
import * as RunLock from "./state/RunLock.ts"
import * as Secret from "./state/Secret.ts"
import * as SourceReading from "./state/SourceReading.ts"
import { codeOf, isAbsent, makeFolder } from "./state/StateFiles.ts"
import * as StoredReport from "./state/StoredReport.ts"

export type { RunInfo } from "./state/RunInfo.ts"
export type { Inventory } from "./state/RunInventory.ts"
export type { Reading } from "./state/SourceReading.ts"
export type { StoredProblems, StoredReport } from "./state/StoredReport.ts"

/** Default place of the state directory, below the working directory. */
export const defaultPath = ".persona"

/** A run that this process has opened and locked. */
export interface Run {
  readonly id: string
  readonly folder: string
  readonly ledger: Ledger.Ledger
  readonly info: RunInfo.RunInfo
  readonly update: (change: Partial<RunInfo.RunInfo>) => Effect.Effect<void, Ledger.LedgerError>
  /** How it was started last; `undefined` where an older version of this program did not keep that. */
  readonly runConfig: Effect.Effect<RunConfig.RunConfig | undefined, StateError>
  /** Keeps how it was started now. */
  readonly remember: (runConfig: RunConfig.RunConfig) => Effect.Effect<void, StateError>
}

export interface StateDirectory {
  readonly path: string
  readonly digester: Digest.Digester
  /** All runs that can be read, latest first. */
  readonly runs: Effect.Effect<ReadonlyArray<RunInfo.RunInfo>>
  /** The same, and those that cannot be read. */
  readonly inventory: Effect.Effect<RunInventory.Inventory>
  /**
   * The runs, but fails where a ledger cannot be read: an import that overlooked its own run would begin anew, and a
   * run that is meant to be continued would be another one.
   */
  readonly allRuns: Effect.Effect<ReadonlyArray<RunInfo.RunInfo>, Ledger.LedgerError>
  /** What is known of a run's source by what was read of it. */
  readonly read: (id: string) => Effect.Effect<SourceReading.Reading, Ledger.LedgerError>
  readonly createRun: (
    info: Omit<RunInfo.RunInfo, "id" | "createdAt" | "status">,
    runConfig?: RunConfig.RunConfig
  ) => Effect.Effect<Run, StateError | RunLocked | Ledger.LedgerError, Scope.Scope>
  readonly openRun: (
    id: string
  ) => Effect.Effect<Run, StateError | RunLocked | RunNotFound | Ledger.LedgerError, Scope.Scope>
  /**
   * Finds or makes a run while no other process does: of two that begin the same import at once, the second one
   * meets the run of the first. It is told through `Waiting` after a second, and fails after a minute.
   */
  readonly exclusively: <A, E, R>(
    begin: Effect.Effect<A, E, R>
  ) => Effect.Effect<A, E | StateError | BeginLocked, R>
  /**
   * Why rows of a run were rejected, grouped, as its ledger stands: for a finished run and one that is worked on. Names a
   * line with the file that it is in, where the run's source has several.
   */
  readonly problems: (
    id: string
  ) => Effect.Effect<StoredReport.StoredProblems, RunNotFound | Ledger.LedgerError>
  /** The report of a run as its last invocation left it, or as its ledger stands while it is worked on. */
  readonly report: (
    id: string
  ) => Effect.Effect<StoredReport.StoredReport, RunNotFound | StateError | Ledger.LedgerError>
}

/**
 * Told once when another process begins a run in the state directory and is not done within a second, with the file of
 * its lock. By default nothing is told.
 */
export const Waiting = RunLock.Waiting

/** Whether there is no state directory of this name. One that cannot be told, or is something else, fails. */
export const isNone = (directory: string): Effect.Effect<boolean, StateError> =>
  attemptAt(path.resolve(directory), () => isAbsent(path.resolve(directory)))

/** Makes a folder of the state directory, and gives its path. */
export const folder = (directory: string, name: string): Effect.Effect<string, StateError> => {
  const root = path.resolve(directory)
  return attemptAt(root, () => {
    makeFolder(path.join(root, name))
    return path.join(root, name)
  })
}

/** Opens the directory, making it and its secret on first use, and removes what dead processes have left in it. */
export const open = Effect.fnUntraced(function* (
  directory: string
): Effect.fn.Return<StateDirectory, StateError> {
  const root = path.resolve(directory)
  const runsFolder = path.join(root, "runs")
  const beginLock = path.join(root, "begin.db")
  const attempt = <A>(run: () => A, file?: string): Effect.Effect<A, StateError> => attemptAt(root, run, file)

  const makeSecret = Effect.gen(function* () {
    yield* attempt(() => makeFolder(root))
    const ids = yield* attempt(() => {
      makeFolder(runsFolder)
      return fs.readdirSync(runsFolder).filter(RunId.is)
    }, runsFolder)
    const ignore = path.join(root, ".gitignore")
    yield* attempt(() => isAbsent(ignore) && fs.writeFileSync(ignore, "*\n", { mode: 0o600 }), ignore)
    // SQLite would make it readable by others. One that is there may be locked: opening it would undo that.
    yield* attempt(
      () => isAbsent(beginLock) && fs.writeFileSync(beginLock, "", { flag: "a", mode: 0o600 }),
      beginLock
    )
    const secretFile = path.join(root, "digest.key")
    return yield* attempt(() => Secret.read(secretFile, ids.length > 0), secretFile)
  })
  const secret = yield* durableStep("make the state directory", makeSecret)
  yield* Effect.sync(() => Incoming.sweep(root))

  const inventory = RunInventory.make(runsFolder)
  const folderOf = (id: string) => path.join(runsFolder, id)

  const runOf = (folder: string, ledger: Ledger.Ledger, initial: RunInfo.RunInfo): Run => {
    let info = initial
    return {
      id: initial.id,
      folder,
      ledger,
      get info() {
        return info
      },
      update: (change) =>
        Effect.suspend(() => {
          info = { ...info, ...change }
          return ledger.setMeta({ [RunInfo.infoEntry]: JSON.stringify(info) })
        }),
      runConfig: attempt(() => RunConfig.read(folder), path.join(folder, RunConfig.runConfigName)),
      remember: (runConfig) =>
        attempt(() => RunConfig.write(folder, runConfig), path.join(folder, RunConfig.runConfigName))
    }
  }

  const lockAndOpen = Effect.fnUntraced(function* (id: string) {
    const folder = folderOf(id)
    yield* RunLock.acquire(id, path.join(folder, "lock.db"))
    return { folder, ledger: yield* Ledger.open({ file: path.join(folder, "ledger.db") }) }
  })

  const requireFolder = (id: string): Effect.Effect<void, RunNotFound> =>
    // An id is one path segment: anything else could name a file elsewhere.
    /^[\w-]+$/.test(id) && fs.existsSync(folderOf(id))
      ? Effect.void
      : Effect.fail(new RunNotFound({ run: id, directory: root }))

  return {
    path: root,
    digester: Digest.make(secret),
    runs: Effect.map(inventory.inventory, ({ runs }) => runs),
    inventory: inventory.inventory,
    allRuns: inventory.all,
    read: (id) => SourceReading.read(path.join(folderOf(id), "ledger.db")),
    createRun: Effect.fnUntraced(function* (given, runConfig) {
      const now = new Date(yield* Clock.currentTimeMillis)
      const info: RunInfo.RunInfo = {
        ...given,
        id: RunId.make(now),
        createdAt: now.toISOString(),
        status: "running"
      }
      yield* durableStep(
        "make the run's folder",
        attempt(() => {
          fs.mkdirSync(folderOf(info.id), { mode: 0o700 })
          // SQLite would make them readable by others.
          for (const name of ["ledger.db", "lock.db"]) {
            fs.closeSync(fs.openSync(path.join(folderOf(info.id), name), "a", 0o600))
          }
          if (runConfig !== undefined) RunConfig.write(folderOf(info.id), runConfig)
        }, folderOf(info.id))
      )
      const { folder, ledger } = yield* lockAndOpen(info.id)
      const run = runOf(folder, ledger, info)
      yield* run.update({})
      return run
    }),
    openRun: Effect.fnUntraced(function* (id) {
      yield* requireFolder(id)
      const { folder, ledger } = yield* lockAndOpen(id)
      const text = yield* ledger.getMeta(RunInfo.infoEntry)
      if (text === undefined) return yield* new RunNotFound({ run: id, directory: root })
      return runOf(folder, ledger, yield* RunInfo.parse(text, ledger.file))
    }),
    exclusively: (begin) => RunLock.exclusively(beginLock, begin),
    problems: Effect.fnUntraced(function* (id) {
      yield* requireFolder(id)
      const info = yield* inventory.read(id)
      if (info === undefined) return yield* new RunNotFound({ run: id, directory: root })
      return yield* StoredReport.problemsOf(info, folderOf(id))
    }),
    report: Effect.fnUntraced(function* (id) {
      yield* requireFolder(id)
      const info = yield* inventory.read(id)
      if (info === undefined) return yield* new RunNotFound({ run: id, directory: root })
      const file = path.join(folderOf(id), "report.json")
      // A run that is being worked on, or was killed, has no report yet or one of an earlier invocation.
      const isWritten = info.status !== "running" && fs.existsSync(file)
      const report = isWritten
        ? yield* attempt(() => StoredReport.read(file), file)
        : yield* StoredReport.ofLedger(info, folderOf(id))
      return { info, report }
    })
  }
})

const attemptAt = <A>(root: string, run: () => A, file?: string): Effect.Effect<A, StateError> =>
  Effect.try({
    try: run,
    catch: (cause) => new StateError({ directory: root, file, code: codeOf(cause) })
  })
