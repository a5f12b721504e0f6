/** A file that is written incrementally, and gets its name only once it is complete. */
import { randomBytes } from "node:crypto"
import * as fs from "node:fs"
import * as path from "node:path"

export interface OutputFile {
  readonly write: (chunk: string | Uint8Array) => void
  /** Gives the file its name, replacing an existing file. */
  readonly finish: () => void
  /** Removes the written data, unless the file is finished. */
  readonly discard: () => void
}

/**
 * Opens a file that only its owner can read. A link is followed. An existing path that is not a regular file, such as a
 * pipe or a device, is written to directly. Throws the errors of the file system, as do the functions of the file.
 */
export const open = (file: string): OutputFile => {
  const found = fs.statSync(file, { throwIfNoEntry: false })
  const isPlain = found === undefined || found.isFile()
  const target = found?.isFile() === true ? fs.realpathSync(file) : path.resolve(file)
  const draft = isPlain ? draftOf(target) : target
  const descriptor = fs.openSync(draft, isPlain ? "wx" : "w", 0o600)
  let isOpen = true
  let isDraft = isPlain
  const close = () => {
    if (!isOpen) return
    isOpen = false
    fs.closeSync(descriptor)
  }
  return {
    write: (chunk) => {
      const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk
      for (let at = 0; at < bytes.length;) at += fs.writeSync(descriptor, bytes, at)
    },
    finish: () => {
      if (isPlain) fs.fsyncSync(descriptor)
      close()
      if (!isPlain) return
      fs.renameSync(draft, target)
      isDraft = false
    },
    discard: () => {
      close()
      if (isDraft) fs.rmSync(draft, { force: true })
    }
  }
}

/** Next to the file, since a file system can rename only within itself. */
const draftOf = (file: string): string =>
  path.join(
    path.dirname(file),
    `${path.basename(file).slice(0, 100)}.${process.pid}-${randomBytes(3).toString("hex")}`
  )
