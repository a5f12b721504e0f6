/**
 * The file system as the state directory meets it: folders that cannot be made, files that cannot be read, and writes
 * that leave a file as it was or whole.
 */
import { randomBytes } from "node:crypto"
import * as fs from "node:fs"
import * as path from "node:path"

/** The code of a file that holds no JSON of the form that this program writes. */
export const damaged = "DAMAGED"

/** The code of a file that has to be there, because others rest on it. */
export const missing = "MISSING"

/** What the file system says is wrong; SQLite's words where it is a database. Neither holds a value. */
export const codeOf = (cause: unknown): string => {
  const { code, errstr } = (cause ?? {}) as { readonly code?: unknown; readonly errstr?: unknown }
  return typeof errstr === "string" ? errstr : typeof code === "string" ? code : "failed"
}

/** An error with a code, as the file system's are. */
export const failure = (code: string): Error => Object.assign(new Error(code), { code })

/**
 * Makes a folder and those above it, readable by the owner only. `mkdirSync` with `recursive` never returns where a
 * folder is there but takes no other one and answers ENOENT, as /proc does; here each folder is tried once.
 */
export const makeFolder = (folder: string): void => {
  const absent: Array<string> = []
  for (let at = path.resolve(folder); !isFolder(at); at = path.dirname(at)) {
    absent.unshift(at)
    // A drive that is not there has nothing above it.
    if (path.dirname(at) === at) break
  }
  for (const name of absent) {
    try {
      fs.mkdirSync(name, { mode: 0o700 })
    } catch (error) {
      // Another process may have made it meanwhile.
      if (codeOf(error) !== "EEXIST") throw error
      if (!isFolder(name)) throw failure("ENOENT")
    }
  }
}

const isFolder = (name: string): boolean => {
  const stat = fs.statSync(name, { throwIfNoEntry: false })
  if (stat === undefined) return false
  if (!stat.isDirectory()) throw failure("ENOTDIR")
  return true
}

/** Whether there is nothing of this name. A link that leads nowhere is something. Throws where that cannot be told. */
export const isAbsent = (name: string): boolean => {
  try {
    fs.lstatSync(name)
    return false
  } catch (error) {
    if (codeOf(error) === "ENOENT") return true
    throw error
  }
}

/** Reads a text; `undefined` where there is no file. */
export const readText = (file: string): string | undefined => readBytes(file)?.toString("utf8")

/** Reads a file; `undefined` where there is none. What is no regular file is not read: a pipe would never end. */
export const readBytes = (file: string): Buffer | undefined => {
  if (isAbsent(file)) return undefined
  const stat = fs.statSync(file)
  if (!stat.isFile()) throw failure(stat.isDirectory() ? "EISDIR" : "NOT_A_FILE")
  return fs.readFileSync(file)
}

/** Reads an object of JSON; `undefined` where there is no file. */
export const readObject = (file: string): Readonly<Record<string, unknown>> | undefined => {
  const text = readText(file)
  return text === undefined ? undefined : parseObject(text)
}

export const parseObject = (text: string): Readonly<Record<string, unknown>> => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw failure(damaged)
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw failure(damaged)
  return value as Readonly<Record<string, unknown>>
}

/**
 * Writes a file, readable by its owner only, durably and as a whole: where that fails, on a full disk for example, the
 * file that was there before stays as it was, and no part of the new one is left. A link is followed. What is no regular
 * file, such as a pipe, is written to. With `replace: false`, a file that is there already fails with `EEXIST`.
 */
export const writeWhole = (
  file: string,
  text: string,
  { replace = true }: { readonly replace?: boolean | undefined } = {}
): void => {
  const found = fs.statSync(file, { throwIfNoEntry: false })
  if (found !== undefined && !replace) throw failure("EEXIST")
  if (found !== undefined && !found.isFile()) return fs.writeFileSync(file, text)
  const target = found === undefined ? file : fs.realpathSync(file)
  writeDraft(target, text, (draft) => {
    if (replace) fs.renameSync(draft, target)
    else giveName(draft, target)
  })
}

/**
 * Writes a file durably under another name beside it, and has it given its own name: nothing reads half of it, and no
 * draft is left.
 */
export const writeDraft = (
  target: string,
  content: string | Uint8Array,
  name: (draft: string) => void
): void => {
  const draft = draftOf(target)
  try {
    fs.writeFileSync(draft, content, { mode: 0o600, flag: "wx", flush: true })
    name(draft)
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

/** A link is made only where there is no file of the name, even if one was made a moment ago. Not every file system has links. */
const giveName = (draft: string, target: string): void => {
  try {
    fs.linkSync(draft, target)
  } catch (error) {
    if (!["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP"].includes(codeOf(error))) throw error
    fs.renameSync(draft, target)
  }
}

/** Where a file is written before it has its name: beside it, since a file system can rename only within itself. */
const draftOf = (file: string): string =>
  path.join(
    path.dirname(file),
    `${path.basename(file).slice(0, 100)}.${process.pid}-${randomBytes(3).toString("hex")}`
  )
