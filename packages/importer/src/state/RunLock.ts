/**
 * Locks between processes: an open exclusive transaction on a SQLite file of its own. It dies with its process,
 * however that dies, so there is no heartbeat and nothing to clean up.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { BeginLocked, RunLocked, StateError } from "../RunError.ts"
import { codeOf } from "./StateFiles.ts"

/** Locks a run for as long as the scope lasts. */
export const acquire = (
  run: string,
  file: string
): Effect.Effect<void, RunLocked | StateError, Scope.Scope> =>
  Effect.asVoid(Effect.acquireRelease(lock(run, file), close))

/** Told once when a lock that should be free within a moment is not, with the file of the lock. */
export const Waiting = Context.Reference<(file: string) => Effect.Effect<void>>(
  "@effect-persona/importer/Waiting",
  { defaultValue: () => () => Effect.void }
)

/** Between two attempts, in milliseconds. */
const pauseMillis = 50

/** After so long, the user is told what is waited for, in milliseconds. */
const noticeMillis = 1000

/** Finding a run may take the digest of a large source; a process that takes longer than this has been stopped. */
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

/** Holds a lock until what it gives is closed; `undefined` where it is held already, by this process or another one. */
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
