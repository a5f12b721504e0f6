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
import * as Result from "effect/Result"
import type * as Scope from "effect/Scope"
import { randomBytes } from "node:crypto"
import * as fs from "node:fs"
import * as path from "node:path"
import * as Digest from "./ledger/Digest.ts"
import * as Incoming from "./state/Incoming.ts"
import * as RunLock from "./state/RunLock.ts"
import { engineEntry, filesEntry } from "./ledger/ProblemGroups.ts"
import * as RejectFiles from "./rejects/RejectFiles.ts"
import {
  codeOf,
  failure,
  isAbsent,
  makeFolder,
  missing,
  damaged,
  parseObject,
  readBytes,
  readObject
} from "./state/StateFiles.ts"
import * as SourceReading from "./state/SourceReading.ts"
import { durableStep } from "./state/CrashPoints.ts"
import * as RunConfig from "./state/RunConfig.ts"
import * as Ledger from "./ledger/Ledger.ts"
import type { Group } from "./Problems.ts"
import * as Spool from "./Spool.ts"
import { addedLine, maxDifferingRows, maxUnknownRows, type Report, type Status } from "./Report.ts"
import { type BeginLocked, RunNotFound, StateError, type RunLocked, type UnreadableRun } from "./RunError.ts"
import { type Target, targetName } from "./Target.ts"

export type { Reading } from "./state/SourceReading.ts"

/** Default place of the state directory, below the working directory. */
export const defaultPath = ".persona"

/** What a run is and where it stands, without opening it for work. */
export interface RunInfo {
  readonly id: string
  readonly createdAt: string
  readonly target: Target
  /** The source's name. */
  readonly source: string
  /** What the source is found by again: the absolute path of a file. */
  readonly sourceIdentity: string
  /** What it was found by before it was moved, the latest first. */
  readonly formerIdentities?: ReadonlyArray<string> | undefined
  /** Digest of everything that makes this run the same as another but its source: target, mapping, environment, policy. */
  readonly job: string
  readonly environment: string | undefined
  readonly baseUrl: string
  readonly list: string | undefined
  /**
   * Of items whose lists a column names: the id of each list that rows of this run may have gone to, by a keyed digest
   * of what the column says.
   */
  readonly lists?: Readonly<Record<string, string>> | undefined
  /** The account type of the rows: the one that was named, or found for an engine that has to name it. */
  readonly accountType?: string | undefined
  /**
   * The account type that requests for one row name, settled before the first of them whatever the engine; `null` for
   * none, so that the API takes its default. What goes out under a key again has to say the same.
   */
  readonly namedType?: string | null | undefined
  /** Digest of the source's bytes as last read to the end. */
  readonly sourceDigest: string | undefined
  readonly status: Status | "running"
}

/** A run that this process has opened and locked. */
export interface Run {
  readonly id: string
  readonly folder: string
  readonly ledger: Ledger.Ledger
  readonly info: RunInfo
  readonly update: (change: Partial<RunInfo>) => Effect.Effect<void, Ledger.LedgerError>
  /** How it was started last; `undefined` where an older version of this program did not keep that. */
  readonly runConfig: Effect.Effect<RunConfig.RunConfig | undefined, StateError>
  /** Keeps how it was started now. */
  readonly remember: (runConfig: RunConfig.RunConfig) => Effect.Effect<void, StateError>
}

export interface StateDirectory {
  readonly path: string
  readonly digester: Digest.Digester
  /** All runs that can be read, latest first. */
  readonly runs: Effect.Effect<ReadonlyArray<RunInfo>>
  /** The same, and those that cannot be read. */
  readonly inventory: Effect.Effect<Inventory>
  /**
   * The runs, but fails where a ledger cannot be read: an import that overlooked its own run would begin anew, and a
   * run that is meant to be continued would be another one.
   */
  readonly allRuns: Effect.Effect<ReadonlyArray<RunInfo>, Ledger.LedgerError>
  /** What is known of a run's source by what was read of it. */
  readonly read: (id: string) => Effect.Effect<SourceReading.Reading, Ledger.LedgerError>
  readonly createRun: (
    info: Omit<RunInfo, "id" | "createdAt" | "status">,
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
  readonly problems: (id: string) => Effect.Effect<StoredProblems, RunNotFound | Ledger.LedgerError>
  /** The report of a run as its last invocation left it, or as its ledger stands while it is worked on. */
  readonly report: (id: string) => Effect.Effect<StoredReport, RunNotFound | StateError | Ledger.LedgerError>
}

export interface Inventory {
  readonly runs: ReadonlyArray<RunInfo>
  readonly unreadable: ReadonlyArray<UnreadableRun>
}

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
  readonly placeOf: (line: number) => string
  /** The file of rejected rows, or `null` where there is none. */
  readonly rejects: string | null
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
      return fs.readdirSync(runsFolder).filter(isRunId)
    }, runsFolder)
    const ignore = path.join(root, ".gitignore")
    yield* attempt(() => isAbsent(ignore) && fs.writeFileSync(ignore, "*\n", { mode: 0o600 }), ignore)
    // SQLite would make it readable by others. One that is there may be locked: opening it would undo that.
    yield* attempt(
      () => isAbsent(beginLock) && fs.writeFileSync(beginLock, "", { flag: "a", mode: 0o600 }),
      beginLock
    )
    const secretFile = path.join(root, "digest.key")
    return yield* attempt(() => readSecret(secretFile, ids.length > 0), secretFile)
  })
  const secret = yield* durableStep("make the state directory", makeSecret)
  yield* Effect.sync(() => Incoming.sweep(root))

  const folderOf = (id: string) => path.join(runsFolder, id)

  const runOf = (folder: string, ledger: Ledger.Ledger, initial: RunInfo): Run => {
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
          return ledger.setMeta({ run: JSON.stringify(info) })
        }),
      runConfig: attempt(() => RunConfig.read(folder), path.join(folder, RunConfig.runConfigName)),
      remember: (runConfig) =>
        attempt(() => RunConfig.write(folder, runConfig), path.join(folder, RunConfig.runConfigName))
    }
  }

  const readInfo = (id: string): Effect.Effect<RunInfo | undefined, Ledger.LedgerError> =>
    Effect.suspend(() => {
      const file = path.join(folderOf(id), "ledger.db")
      const unreadable = (code: string) => new Ledger.LedgerError({ file, operation: "read", code })
      // A crash may have come before the ledger was made; then nothing was sent either, and there is nothing else of it.
      const none = Effect.suspend(() =>
        laterFiles.some((name) => fs.existsSync(path.join(folderOf(id), name)))
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
            : Effect.flatMap(Ledger.readMeta(file, "run"), (text) =>
                text === undefined ? none : parseInfo(text, file)
              )
      )
    })

  const runIds = Effect.sync(() => fs.readdirSync(runsFolder).filter(isRunId))

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
        .map(({ failure: { code, file, id } }) => ({ run: id, createdAt: timeOf(id), file, code }))
        .toSorted((a, b) => (a.run < b.run ? 1 : -1))
    })
  )

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
    runs: Effect.map(inventory, ({ runs }) => runs),
    inventory,
    allRuns: readInfos,
    read: (id) => SourceReading.read(path.join(folderOf(id), "ledger.db")),
    createRun: Effect.fnUntraced(function* (given, runConfig) {
      const now = new Date(yield* Clock.currentTimeMillis)
      const info: RunInfo = { ...given, id: runId(now), createdAt: now.toISOString(), status: "running" }
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
      const text = yield* ledger.getMeta("run")
      if (text === undefined) return yield* new RunNotFound({ run: id, directory: root })
      return runOf(folder, ledger, yield* parseInfo(text, ledger.file))
    }),
    exclusively: (begin) => RunLock.exclusively(beginLock, begin),
    problems: Effect.fnUntraced(function* (id) {
      yield* requireFolder(id)
      const info = yield* readInfo(id)
      if (info === undefined) return yield* new RunNotFound({ run: id, directory: root })
      return yield* problemsOf(info, folderOf(id))
    }),
    report: Effect.fnUntraced(function* (id) {
      yield* requireFolder(id)
      const info = yield* readInfo(id)
      if (info === undefined) return yield* new RunNotFound({ run: id, directory: root })
      const file = path.join(folderOf(id), "report.json")
      // A run that is being worked on, or was killed, has no report yet or one of an earlier invocation.
      const isWritten = info.status !== "running" && fs.existsSync(file)
      const report = isWritten
        ? yield* attempt(() => readReport(file), file)
        : yield* reportOfLedger(info, folderOf(id))
      return { info, report }
    })
  }
})

const attemptAt = <A>(root: string, run: () => A, file?: string): Effect.Effect<A, StateError> =>
  Effect.try({
    try: run,
    catch: (cause) => new StateError({ directory: root, file, code: codeOf(cause) })
  })

/** What a run has only after its ledger was made. */
const laterFiles = ["report.json", "rejects.csv", Spool.fileName]

const latestFirst = (infos: ReadonlyArray<RunInfo | undefined>): ReadonlyArray<RunInfo> =>
  infos
    .filter((info) => info !== undefined)
    // An id tells the second only.
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0))

const parseInfo = (text: string, file: string): Effect.Effect<RunInfo, Ledger.LedgerError> =>
  Effect.try({
    try: () => parseObject(text) as unknown as RunInfo,
    catch: () => new Ledger.LedgerError({ file, operation: "read", code: damaged })
  })

const readReport = (file: string): Report => {
  const report = readObject(file)
  if (typeof report?.["run"] !== "string" || typeof report["rows"] !== "number") throw failure(damaged)
  return report as unknown as Report
}

const problemsOf = (info: RunInfo, folder: string): Effect.Effect<StoredProblems, Ledger.LedgerError> =>
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

const placesOf = (text: string): ((line: number) => string) => {
  const files = (JSON.parse(text) as ReadonlyArray<readonly [string, number]>).toSorted((a, b) => b[1] - a[1])
  return (line) => {
    if (line >= addedLine) return `added ${line - addedLine}`
    const [file, before] = files.find(([, before]) => before < line) ?? []
    return file === undefined || before === undefined ? String(line) : `${file}:${line - before}`
  }
}

/** What the ledger of a run knows while no invocation has ended it. */
const reportOfLedger = (info: RunInfo, folder: string): Effect.Effect<Report, Ledger.LedgerError> =>
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

/** Time first, so that runs sort by age; then 64 random bits, because keys are derived from it. */
const runId = (now: Date): string =>
  `${now.toISOString().slice(0, 19).replace(/[-:]/g, "")}-${randomBytes(8).toString("hex")}`

/** The time that an id tells. */
const timeOf = (id: string): string =>
  id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)-.*$/, "$1-$2-$3T$4:$5:$6.000Z")

const isRunId = (name: string) => /^\d{8}T\d{6}-[0-9a-f]{16}$/.test(name)

const readSecret = (file: string, isNeeded: boolean): Uint8Array => {
  if (isAbsent(file)) {
    // With another secret, no row of these runs would be known again.
    if (isNeeded) throw failure(missing)
    // Only one of several processes that start at once may make the secret, and none may read half of it.
    const draft = `${file}.${process.pid}`
    try {
      fs.writeFileSync(draft, randomBytes(secretBytes), { mode: 0o600, flush: true })
      fs.linkSync(draft, file)
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error
    } finally {
      fs.rmSync(draft, { force: true })
    }
  }
  const secret = readBytes(file)
  if (secret?.length !== secretBytes) throw failure(damaged)
  return secret
}

const secretBytes = 32
