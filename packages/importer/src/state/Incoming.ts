/**
 * The folder `incoming/` of a state directory: standard input while it is spooled, until a run takes the file.
 *
 * A file belongs to the process that holds the lock beside it, `<name>.lock`: an open exclusive SQLite transaction,
 * which ends with its process. The process takes the lock before it creates the file, and keeps it until the file is
 * gone. So a file with a free or absent lock belongs to no living process. Process ids are reused, and a file's age
 * proves nothing.
 */
import { randomBytes } from "node:crypto"
import * as fs from "node:fs"
import * as path from "node:path"
import type { DatabaseSync } from "node:sqlite"
import { hold } from "./RunLock.ts"
import { failure, makeFolder } from "./StateFiles.ts"

/** A file that is being spooled, and its lock. */
export interface Place {
  readonly file: string
  readonly lock: DatabaseSync
}

/** Creates an empty file, readable by its owner only, and takes its lock. Throws the file system's errors. */
export const begin = (root: string): Place => {
  const folder = path.join(root, folderName)
  makeFolder(folder)
  const ignore = path.join(root, ".gitignore")
  if (!fs.existsSync(ignore)) fs.writeFileSync(ignore, "*\n", { mode: 0o600 })
  // A sweeping process can remove a lock file in the moment before it is locked. The next try uses another name.
  for (let attempt = 0; attempt < 100; attempt++) {
    const file = path.join(folder, randomBytes(8).toString("hex"))
    fs.writeFileSync(lockOf(file), "", { mode: 0o600, flag: "wx" })
    const lock = hold(lockOf(file))
    if (lock === undefined) continue
    if (!fs.existsSync(lockOf(file))) {
      lock.close()
      continue
    }
    try {
      fs.writeFileSync(file, "", { mode: 0o600, flag: "wx" })
      return { file, lock }
    } catch (error) {
      lock.close()
      throw error
    }
  }
  throw failure("EBUSY")
}

/** Removes the file, unless it was moved, and its lock. */
export const end = ({ file, lock }: Place): void => {
  fs.rmSync(file, { force: true })
  fs.rmSync(lockOf(file), { force: true })
  lock.close()
}

/** Removes files of dead processes. A file that cannot be removed stays until the next sweep. */
export const sweep = (root: string): void => {
  const folder = path.join(root, folderName)
  for (const name of namesIn(folder)) {
    const file = path.join(folder, name.endsWith(lockSuffix) ? name.slice(0, -lockSuffix.length) : name)
    try {
      removeAbandoned(file)
    } catch {
      // Already gone, or this user may not remove it.
    }
  }
}

const removeAbandoned = (file: string): void => {
  const lock = heldLock(lockOf(file))
  if (lock === "another's") return
  try {
    fs.rmSync(file, { force: true })
    fs.rmSync(lockOf(file), { force: true })
  } finally {
    lock?.close()
  }
}

/** Takes an existing lock; `undefined` if there is no lock. */
const heldLock = (file: string): DatabaseSync | "another's" | undefined => {
  if (!fs.existsSync(file)) return undefined
  try {
    return hold(file) ?? "another's"
  } catch (error) {
    if (isNoLock(error)) return undefined
    throw error
  }
}

const folderName = "incoming"

const lockSuffix = ".lock"

const lockOf = (file: string): string => `${file}${lockSuffix}`

const namesIn = (folder: string): ReadonlyArray<string> => {
  try {
    return fs.readdirSync(folder)
  } catch {
    return []
  }
}

/** Whether the file is no SQLite database, which no process can have locked. */
const isNoLock = (error: unknown): boolean =>
  (error as { readonly errcode?: unknown } | null)?.errcode === notADatabase

/** SQLITE_NOTADB */
const notADatabase = 26
