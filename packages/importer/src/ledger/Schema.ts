/** The ledger's schema: opening, reading, and the steps from one version to the next. */
import { DatabaseSync } from "node:sqlite"
import { migrations } from "./Migrations.ts"
import type { Options } from "./Model.ts"
import { metaOf } from "./RowRecord.ts"

/** The code of a ledger whose schema this program does not know. */
export const newerVersion = "WRITTEN_BY_A_NEWER_VERSION"

export const openDatabase = (options: Options): DatabaseSync => {
  const database = options.readOnly === true ? openToRead(options.file) : new DatabaseSync(options.file)
  try {
    database.exec("PRAGMA busy_timeout = 5000")
    if (options.readOnly !== true) {
      database.exec("PRAGMA journal_mode = WAL")
      // A request may only leave when its intent would survive a loss of power.
      database.exec("PRAGMA synchronous = FULL")
      // A page that rows of many windows lie on is written back once for all of them.
      database.exec("PRAGMA wal_autocheckpoint = 4000")
      database.exec("PRAGMA cache_size = -8000")
      migrate(database)
    } else {
      overlay(database)
    }
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Opens a ledger to read it only. A transaction that a crash has cut short is rolled back first, by a connection that may
 * write: a connection that may only read cannot open such a ledger.
 */
export const openToRead = (file: string): DatabaseSync => {
  const open = (readOnly: boolean) => {
    const database = new DatabaseSync(file, { readOnly })
    try {
      database.exec("PRAGMA busy_timeout = 5000")
      database.prepare("PRAGMA user_version").get()
      return database
    } catch (error) {
      database.close()
      throw error
    }
  }
  try {
    return open(true)
  } catch (error) {
    if ((error as { readonly errcode?: unknown }).errcode !== readOnlyRollback) throw error
    open(false).close()
    return open(true)
  }
}

/** SQLITE_READONLY_ROLLBACK */
const readOnlyRollback = 776

/**
 * Reads an entry of a ledger of any version, a newer one included; `undefined` while the ledger is being made, and after
 * a crash that came in between.
 */
export const readMeta = (file: string, name: string): string | undefined => {
  const database = openToRead(file)
  try {
    if (database.prepare("PRAGMA user_version").get()?.["user_version"] === 0) return undefined
    return metaOf(database, name)
  } finally {
    database.close()
  }
}

const migrate = (database: DatabaseSync): void => {
  for (let step = versionOf(database); step < migrations.length; step++) {
    database.exec("BEGIN IMMEDIATE")
    try {
      // The version moves with its step: a ledger is never left between two.
      database.exec(`${migrations[step]!.apply}; PRAGMA user_version = ${step + 1}`)
      database.exec("COMMIT")
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK")
      throw error
    }
  }
}

/** Makes a ledger of an older version look like one of this version, for this connection only. */
const overlay = (database: DatabaseSync): void => {
  const version = versionOf(database)
  // One without any version is being made at this moment.
  if (version === 0) return
  for (const step of migrations.slice(version)) if (step.overlay !== undefined) database.exec(step.overlay)
}

const versionOf = (database: DatabaseSync): number => {
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0)
  if (version > migrations.length) {
    throw Object.assign(new Error("newer schema"), { code: newerVersion })
  }
  return version
}
