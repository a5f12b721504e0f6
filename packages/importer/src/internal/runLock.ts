/**
 * The lock of a run: an open exclusive transaction on a SQLite file of its own. It dies with its process,
 * however that dies, so there is no heartbeat and nothing to clean up.
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { DatabaseSync } from "node:sqlite"
import { RunLocked, StateError } from "../RunError.ts"

export const acquire = (
  run: string,
  file: string
): Effect.Effect<void, RunLocked | StateError, Scope.Scope> =>
  Effect.asVoid(
    Effect.acquireRelease(
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
      }),
      (database) => Effect.sync(() => database.close())
    )
  )

/** SQLITE_BUSY */
const isBusy = (cause: unknown) => (cause as { readonly errcode?: unknown } | null)?.errcode === 5

const codeOf = (cause: unknown) => String((cause as { readonly errstr?: unknown } | null)?.errstr ?? "failed")
