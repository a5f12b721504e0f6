/**
 * Locks between processes: an exclusive transaction, open on a SQLite file of its own. The lock ends with its process,
 * also after a kill, so it needs no heartbeat and no cleanup.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { BeginLocked, RunLocked, StateError } from "../RunError.ts"
import { codeOf } from "./StateFiles.ts"

/** Locks a run until the scope closes. Fails with `RunLocked` if another holder has the lock. */
export const acquire = (
  run: string,
  file: string
): Effect.Effect<void, RunLocked | StateError, Scope.Scope> =>
  Effect.asVoid(Effect.acquireRelease(lock(run, file), close))

/** Called once with the lock file's path, when `exclusively` has waited one second. */
export const Waiting = Context.Reference<(file: string) => Effect.Effect<void>>(
  "@effect-persona/importer/Waiting",
  { defaultValue: () => () => Effect.void }
)

/** Between two tries for the lock, in milliseconds. */
const pauseMillis = 50

/** The wait before `Waiting` is called, in milliseconds. */
const noticeMillis = 1000

/** Finding a run can include the digest of a large source; a process that holds the lock longer is stuck. */
export const patienceMillis = 60_000

/** Waits until no other process holds the lock, then holds it while the effect runs. */
export const exclusively = <A, E, R>(
  file: string,
  effect: Effect.Effect<A, E, R>
): Effect.Effect<A, E | StateError | BeginLocked, R> =>
  Effect.uninterruptibleMask((restore) => {
    const patiently = (waited: number): Effect.Effect<DatabaseSync, StateError | BeginLocked> =>
      Effect.catchTag(lock("", file), "RunLocked", () =>
        waited >= patienceMillis
          ? Effect.fail(new BeginLocked({ file, seconds: patienceMillis / 1000 }))
          : Effect.flatMap(Waiting, (tell) => (waited === noticeMillis ? tell(file) : Effect.void)).pipe(
              Effect.andThen(restore(Effect.sleep(pauseMillis))),
              Effect.andThen(Effect.suspend(() => patiently(waited + pauseMillis)))
            )
      )
    return Effect.flatMap(patiently(0), (database) => Effect.ensuring(restore(effect), close(database)))
  })

const lock = (run: string, file: string): Effect.Effect<DatabaseSync, RunLocked | StateError> =>
  Effect.flatMap(
    Effect.try({
      try: () => hold(file),
      catch: (cause) => new StateError({ directory: path.dirname(file), file, code: codeOf(cause) })
    }),
    (database) => (database === undefined ? Effect.fail(new RunLocked({ run })) : Effect.succeed(database))
  )

/** Locks the file until the returned database is closed; `undefined` if this or another process holds the lock. */
export const hold = (file: string): DatabaseSync | undefined => {
  const database = new DatabaseSync(file)
  try {
    database.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE")
    return database
  } catch (error) {
    database.close()
    if (isBusy(error)) return undefined
    throw error
  }
}

const close = (database: DatabaseSync) => Effect.sync(() => database.close())

/** SQLITE_BUSY */
const isBusy = (cause: unknown) => (cause as { readonly errcode?: unknown } | null)?.errcode === 5
