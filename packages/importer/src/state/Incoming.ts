/**
 * The folder `incoming/` of a state directory: what comes in on standard input, until a run takes it.
 *
 * A file belongs to the process that holds the lock beside it, `<name>.lock`: an open exclusive SQLite transaction, which
 * dies with its process. The lock is held before the file is made and until the file is gone, so a file whose lock is
 * free, or absent, belongs to no living process. Neither process ids, which are used again, nor ages tell that.
 */
import { randomBytes } from "node:crypto"
import * as fs from "node:fs"
import * as path from "node:path"
import type { DatabaseSync } from "node:sqlite"
import { hold } from "./RunLock.ts"
import { failure, makeFolder } from "./StateFiles.ts"

/** A file that is coming in. */
export interface Place {
  readonly file: string
  readonly lock: DatabaseSync
}

/** Makes an empty file that only its owner can read, and holds its lock. Throws what the file system throws. */
export const begin = (root: string): Place => {
  const folder = path.join(root, folderName)
  makeFolder(folder)
  const ignore = path.join(root, ".gitignore")
  if (!fs.existsSync(ignore)) fs.writeFileSync(ignore, "*\n", { mode: 0o600 })
  // A process that sweeps may take a lock for an abandoned one in the moment before it is held: then another name is taken.
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

/** Removes the file, unless it was moved away, and its lock. */
export const end = ({ file, lock }: Place): void => {
  fs.rmSync(file, { force: true })
  fs.rmSync(lockOf(file), { force: true })
  lock.close()
}

/** Removes what no living process has. What cannot be removed stays for the next time. */
export const sweep = (root: string): void => {
  const folder = path.join(root, folderName)
  for (const name of namesIn(folder)) {
    const file = path.join(folder, name.endsWith(lockSuffix) ? name.slice(0, -lockSuffix.length) : name)
    try {
      removeAbandoned(file)
    } catch {
      // Gone meanwhile, or not ours to remove.
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

/** The lock, held; `undefined` where there is none. */
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

/** Whether no process can hold a lock, because it is none. */
const isNoLock = (error: unknown): boolean =>
  (error as { readonly errcode?: unknown } | null)?.errcode === notADatabase

/** SQLITE_NOTADB */
const notADatabase = 26
