/**
 * The state directory: one folder per run with its ledger, lock, reject file and report, and the secret key of the
 * ledgers' digests. All files are readable by their owner only and ignored by git.
 *
 * ```
 * .persona/
 *   digest.key            32 random bytes
 *   begin.db              lock, held while a process finds or creates a run
 *   list-attempts.json    the idempotency key of each list creation
 *   capabilities.json     which environments take batch jobs and uploads
 *   runs/<run>/ledger.db  the run's ledger
 *   runs/<run>/lock.db    lock, held by the process that works on the run
 *   runs/<run>/invocation.json  the options of the latest start
 *   runs/<run>/input      spooled standard input, until the run has no work left
 *   incoming/             standard input while it is spooled, each file with its process's lock
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

/** Default path of the state directory, relative to the working directory. */
export const defaultPath = ".persona"

/** A run that this process has opened and locked. */
export interface Run {
  readonly id: string
  readonly folder: string
  readonly ledger: Ledger.Ledger
  readonly info: RunInfo.RunInfo
  readonly update: (change: Partial<RunInfo.RunInfo>) => Effect.Effect<void, Ledger.LedgerError>
  /** The options of the latest start; `undefined` if an older version of the program started the run. */
  readonly runConfig: Effect.Effect<RunConfig.RunConfig | undefined, StateError>
  /** Stores the options of this start. */
  readonly remember: (runConfig: RunConfig.RunConfig) => Effect.Effect<void, StateError>
}

export interface StateDirectory {
  readonly path: string
  readonly digester: Digest.Digester
  /** All readable runs, latest first. */
  readonly runs: Effect.Effect<ReadonlyArray<RunInfo.RunInfo>>
  /** All readable runs, and the unreadable ones. */
  readonly inventory: Effect.Effect<RunInventory.Inventory>
  /**
   * All runs. Fails if a ledger cannot be read: otherwise an import could miss its own run and start over, or continue
   * another run.
   */
  readonly allRuns: Effect.Effect<ReadonlyArray<RunInfo.RunInfo>, Ledger.LedgerError>
  /** What the run's ledger holds about its source. */
  readonly read: (id: string) => Effect.Effect<SourceReading.Reading, Ledger.LedgerError>
  readonly createRun: (
    info: Omit<RunInfo.RunInfo, "id" | "createdAt" | "status">,
    runConfig?: RunConfig.RunConfig
  ) => Effect.Effect<Run, StateError | RunLocked | Ledger.LedgerError, Scope.Scope>
  readonly openRun: (
    id: string
  ) => Effect.Effect<Run, StateError | RunLocked | RunNotFound | Ledger.LedgerError, Scope.Scope>
  /**
   * Finds or creates a run under a lock. Of two processes that start the same import at once, the second finds the
   * first one's run. `Waiting` reports the wait after one second; `BeginLocked` ends it after one minute.
   */
  readonly exclusively: <A, E, R>(
    begin: Effect.Effect<A, E, R>
  ) => Effect.Effect<A, E | StateError | BeginLocked, R>
  /**
   * The run's reject reasons, grouped, from its ledger. Works for finished and for active runs. Lines carry their file
   * if the source has several files.
   */
  readonly problems: (
    id: string
  ) => Effect.Effect<StoredReport.StoredProblems, RunNotFound | Ledger.LedgerError>
  /** The report of the run's last invocation; for an active or killed run, a report from its ledger. */
  readonly report: (
    id: string
  ) => Effect.Effect<StoredReport.StoredReport, RunNotFound | StateError | Ledger.LedgerError>
}

/**
 * Called once with the lock file's path, when another process holds the lock for starting a run longer than one second.
 * Does nothing by default.
 */
export const Waiting = RunLock.Waiting

/** Whether there is no state directory of this name. One that cannot be told, or is something else, fails. */
export const isNone = (directory: string): Effect.Effect<boolean, StateError> =>
  attemptAt(path.resolve(directory), () => isAbsent(path.resolve(directory)))

/** Creates a folder in the state directory. Returns its path. */
export const folder = (directory: string, name: string): Effect.Effect<string, StateError> => {
  const root = path.resolve(directory)
  return attemptAt(root, () => {
    makeFolder(path.join(root, name))
    return path.join(root, name)
  })
}

/** Opens the state directory. Creates it and its secret on first use, and removes leftovers of dead processes. */
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
    // SQLite would make it readable by others. An existing file may be locked, and opening it would drop the lock.
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
    // An id is one path segment; anything else could name a file outside the folder.
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
      // An active or killed run has no report, or one of an earlier invocation.
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
