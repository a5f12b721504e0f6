/**
 * The sandbox's state: one SQLite database, in memory or in a file, through prepared statements. A file uses
 * write-ahead logging (WAL), so a process killed at any moment leaves it intact, with every committed transaction and
 * nothing of the others.
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { closeSync, openSync } from "node:fs"
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite"

/** The state file cannot be opened, or was written by another version of the sandbox. */
export class StateError extends Data.TaggedError("StateError")<{
  /** Path of the state file. */
  readonly state: string
  readonly problem: string
  readonly cause?: unknown
}> {
  override get message(): string {
    return `Cannot use the sandbox state ${this.state}: ${this.problem}`
  }
}

export type Value = SQLInputValue

export interface Store {
  /** Prepares a statement once; the result runs it and returns its first row. */
  readonly one: <Row>(sql: string) => (...values: ReadonlyArray<Value>) => Row | undefined
  /** Prepares a statement once; the result runs it and returns all rows. */
  readonly many: <Row>(sql: string) => (...values: ReadonlyArray<Value>) => ReadonlyArray<Row>
  /** Prepares a statement once; the result runs it and returns how many rows changed. */
  readonly run: (sql: string) => (...values: ReadonlyArray<Value>) => number
  /** Creates tables and indexes. */
  readonly define: (sql: string) => void
  /** Runs a function in a transaction; a thrown defect rolls it back. Not reentrant. */
  readonly transaction: <A>(body: () => A) => A
}

/** Stored in the file's `user_version`; raise it with every change of a table. */
const format = 2

const lockTimeoutMillis = 10_000

/** Opens the state; `:memory:` keeps it in the process. The database is closed with the scope. */
export const open = (state: string): Effect.Effect<Store, StateError, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.try({
      try: () => connect(state),
      catch: (cause) =>
        new StateError({
          state,
          problem: `it cannot be opened (${codeOf(cause)}). Make it writable, name another file, or remove it to begin with an empty sandbox`,
          cause
        })
    }),
    (database) => Effect.sync(() => database.close())
  ).pipe(
    Effect.flatMap((database) => {
      const store = fromDatabase(database)
      const version = store.one<{ readonly user_version: number }>("PRAGMA user_version")()?.user_version
      if (version === format) return Effect.succeed(store)
      if (version !== 0) {
        return Effect.fail(
          new StateError({
            state,
            problem: `its format is ${version}, this sandbox writes ${format}. Name another file, or remove it to begin with an empty sandbox`
          })
        )
      }
      store.define(`PRAGMA user_version = ${format}`)
      return Effect.succeed(store)
    })
  )

const connect = (state: string): DatabaseSync => {
  const inFile = state !== ":memory:"
  // An import sends personal data: only the owner may read the file (and the WAL, which inherits its mode).
  if (inFile) closeSync(openSync(state, "a", 0o600))
  const database = new DatabaseSync(state, { timeout: lockTimeoutMillis })
  if (inFile) {
    writeAhead(database)
    database.exec("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000")
  }
  return database
}

/**
 * SQLite does not wait for its lock while it switches to WAL, so of two processes that create one file at the same
 * moment, the second is refused at once; it retries for about as long as any statement waits.
 */
const writeAhead = (database: DatabaseSync): void => {
  const pause = new Int32Array(new SharedArrayBuffer(4))
  for (let attempt = 1; ; attempt++) {
    try {
      database.exec("PRAGMA journal_mode = WAL")
      return
    } catch (cause) {
      if (attempt === 500 || !isBusy(cause)) throw cause
      Atomics.wait(pause, 0, 0, lockTimeoutMillis / 500)
    }
  }
}

/** SQLite's own words for its code, or the system's code. */
const codeOf = (cause: unknown): string => {
  const { code, errstr } = (cause ?? {}) as { readonly code?: unknown; readonly errstr?: unknown }
  return typeof errstr === "string" ? errstr : typeof code === "string" ? code : "failed"
}

const isBusy = (cause: unknown): boolean =>
  typeof cause === "object" && cause !== null && "errcode" in cause && cause.errcode === 5

const fromDatabase = (database: DatabaseSync): Store => {
  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    let statement = prepared.get(sql)
    if (statement === undefined) {
      statement = database.prepare(sql)
      prepared.set(sql, statement)
    }
    return statement
  }
  const begin = prepare("BEGIN IMMEDIATE")
  const commit = prepare("COMMIT")
  const rollback = prepare("ROLLBACK")
  return {
    one:
      <Row>(sql: string) =>
      (...values: ReadonlyArray<Value>) =>
        prepare(sql).get(...values) as Row | undefined,
    many:
      <Row>(sql: string) =>
      (...values: ReadonlyArray<Value>) =>
        prepare(sql).all(...values) as ReadonlyArray<unknown> as ReadonlyArray<Row>,
    run: (sql) => {
      let statement: StatementSync | undefined
      return (...values) => Number((statement ??= prepare(sql)).run(...values).changes)
    },
    define: (sql) => database.exec(sql),
    transaction: (body) => {
      begin.run()
      try {
        const result = body()
        commit.run()
        return result
      } catch (defect) {
        rollback.run()
        throw defect
      }
    }
  }
}
