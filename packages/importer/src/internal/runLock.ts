/**
 * Locks between processes: an open exclusive transaction on a SQLite file of its own. It dies with its process,
 * however that dies, so there is no heartbeat and nothing to clean up.
 */
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import { DatabaseSync } from "node:sqlite"
import { RunLocked, StateError } from "../RunError.ts"

/** Locks a run for as long as the scope lasts. */
export const acquire = (
  run: string,
  file: string
): Effect.Effect<void, RunLocked | StateError, Scope.Scope> =>
  Effect.asVoid(Effect.acquireRelease(lock(run, file), close))

/** Waits until no other process holds the lock, then holds it while the effect runs. */
export const exclusively = <A, E, R>(
  file: string,
  effect: Effect.Effect<A, E, R>
): Effect.Effect<A, E | StateError, R> =>
  Effect.uninterruptibleMask((restore) =>
    lock("", file).pipe(
      Effect.retry({
        while: (error) => error._tag === "RunLocked",
        schedule: Schedule.spaced("50 millis")
      }),
      Effect.catchTag("RunLocked", Effect.die),
      restore,
      Effect.flatMap((database) => Effect.ensuring(restore(effect), close(database)))
    )
  )

const lock = (run: string, file: string): Effect.Effect<DatabaseSync, RunLocked | StateError> =>
  Effect.try({
    try: () => {
      const database = new DatabaseSync(file)
      try {
        database.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE")
        return database
      } catch (error) {
        database.close()
        throw error
      }
    },
    catch: (cause) =>
      isBusy(cause) ? new RunLocked({ run }) : new StateError({ directory: file, code: codeOf(cause) })
  })

const close = (database: DatabaseSync) => Effect.sync(() => database.close())

/** SQLITE_BUSY */
const isBusy = (cause: unknown) => (cause as { readonly errcode?: unknown } | null)?.errcode === 5

const codeOf = (cause: unknown) => String((cause as { readonly errstr?: unknown } | null)?.errstr ?? "failed")
