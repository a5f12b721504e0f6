/**
 * A file through which the processes of one user on one host share the rate limit of an API key.
 *
 * It is found by the API's address and a digest of the key, because the environment, which the limit belongs to, is
 * known only after the first answer. Processes with two keys of one environment, other users and other hosts do not
 * share it: they learn of each other from the `RateLimit-*` headers, and may meet a 429 when a window opens.
 *
 * What it says is worth nothing a minute later, so it lies in the user's runtime directory (`XDG_RUNTIME_DIR`, else a
 * folder of the user's own in the directory for temporary files) and not with the runs.
 */
import * as RateStore from "@effect-persona/core/RateStore"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { createHash } from "node:crypto"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { DatabaseSync, type StatementSync } from "node:sqlite"
import { makeFolder } from "./state/StateFiles.ts"

export interface Options {
  /** Address of the API, for example `https://api.withpersona.com/api/v1`. */
  readonly baseUrl: string
  readonly apiKey: Redacted.Redacted
  /**
   * Folder of the files. It has to belong to this user and be closed to others.
   * @default "effect-persona" in the user's runtime directory
   */
  readonly directory?: string | undefined
}

/** Makes the store. The file is opened at the first request, and closed with the scope; a failure is `modify`'s. */
export const make = (options: Options): Effect.Effect<RateStore.RateStore, never, Scope.Scope> =>
  Effect.gen(function* () {
    const directory = options.directory ?? defaultDirectory()
    const file = path.join(directory, `${nameOf(options)}.db`)
    let opened: Opened | undefined
    yield* Effect.addFinalizer(() => Effect.sync(() => opened?.database.close()))

    const tryOnce = <A>(change: Change<A>): Attempt<A> => {
      try {
        return { result: modify((opened ??= open(directory, file)), change) }
      } catch (error) {
        return isSqlite(error) && (error.errcode & 0xff) === busy ? "busy" : { error }
      }
    }
    const failed = (code: string) => Effect.fail(new RateStore.RateStoreError({ code, place: file }))

    // SQLite would wait by putting the whole process to sleep.
    const attempt = <A>(change: Change<A>, patience: number): Effect.Effect<A, RateStore.RateStoreError> =>
      Effect.suspend(() => {
        const outcome = tryOnce(change)
        if (outcome === "busy") {
          return patience === 0
            ? failed("SQLITE_BUSY")
            : Effect.delay(attempt(change, patience - 1), 1 + Math.random() * 9)
        }
        return "error" in outcome ? failed(codeOf(outcome.error)) : Effect.succeed(outcome.result)
      })
    return { modify: (change) => attempt(change, maxAttempts) }
  })

/** About a second. A step takes far less than a millisecond, so this means that its owner has been stopped. */
const maxAttempts = 200

type Change<A> = (state: RateStore.State | undefined, now: number) => readonly [A, RateStore.State]

type Attempt<A> = { readonly result: A } | { readonly error: unknown } | "busy"

interface Opened {
  readonly database: DatabaseSync
  readonly begin: StatementSync
  readonly read: StatementSync
  readonly write: StatementSync
  readonly commit: StatementSync
}

const open = (directory: string, file: string): Opened => {
  makeFolder(directory)
  requirePrivate(directory)
  // SQLite would make it readable by others.
  fs.closeSync(fs.openSync(file, fs.constants.O_CREAT | fs.constants.O_WRONLY, 0o600))
  const database = new DatabaseSync(file)
  try {
    // A power loss ends the processes that share it, so nothing here has to survive one.
    database.exec("PRAGMA busy_timeout = 0; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF")
    database.exec("CREATE TABLE IF NOT EXISTS budget (id INTEGER PRIMARY KEY, state TEXT NOT NULL)")
    return {
      database,
      begin: database.prepare("BEGIN IMMEDIATE"),
      read: database.prepare("SELECT state FROM budget WHERE id = 1"),
      write: database.prepare("INSERT OR REPLACE INTO budget (id, state) VALUES (1, ?)"),
      commit: database.prepare("COMMIT")
    }
  } catch (error) {
    database.close()
    throw error
  }
}

const modify = <A>({ begin, commit, database, read, write }: Opened, change: Change<A>): A => {
  begin.run()
  try {
    const text = read.get()?.["state"]
    // Always the system's clock, which all processes share, even if this program uses another clock.
    const [result, next] = change(typeof text === "string" ? RateStore.parse(text) : undefined, Date.now())
    write.run(JSON.stringify(next))
    commit.run()
    return result
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK")
    throw error
  }
}

const defaultDirectory = (): string => {
  const runtime = process.env["XDG_RUNTIME_DIR"]
  return runtime !== undefined && path.isAbsolute(runtime) && fs.existsSync(runtime)
    ? path.join(runtime, "effect-persona")
    : path.join(os.tmpdir(), `effect-persona-${process.getuid?.() ?? os.userInfo().username}`)
}

/** All users share the directory for temporary files: another user could have made the folder, or a link to one. */
const requirePrivate = (directory: string): void => {
  if (process.getuid === undefined) return
  const found = fs.lstatSync(directory)
  if (!found.isDirectory() || found.uid !== process.getuid() || (found.mode & 0o077) !== 0) {
    throw Object.assign(new Error("The folder is open to others"), { code: "NOT_PRIVATE" })
  }
}

/** A key is long and random, so its digest does not give it away. */
const nameOf = ({ apiKey, baseUrl }: Options): string =>
  createHash("sha256")
    .update(`${baseUrl.replace(/\/+$/, "")}\n${Redacted.value(apiKey)}`)
    .digest("hex")
    .slice(0, 32)

const busy = 5

const isSqlite = (error: unknown): error is { readonly errcode: number; readonly errstr: string } =>
  typeof (error as { readonly errcode?: unknown } | null)?.errcode === "number"

const codeOf = (error: unknown): string =>
  isSqlite(error) ? error.errstr : String((error as NodeJS.ErrnoException | null)?.code ?? "failed")
