/** A file that is written as it comes, and has its name only once all of it is there. */
import { randomBytes } from "node:crypto"
import * as fs from "node:fs"
import * as path from "node:path"

export interface OutputFile {
  readonly write: (chunk: string | Uint8Array) => void
  /** Gives the file its name, in place of one that was there before. */
  readonly finish: () => void
  /** Removes what was written, unless it has been finished. */
  readonly discard: () => void
}

/**
 * Opens a file that only its owner can read. A link is followed. What is there and is no regular file, such as a pipe
 * or a device, is written to. Throws what the file system throws, as the functions of the file do.
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

/** Beside the file, since a file system can rename only within itself. */
const draftOf = (file: string): string =>
  path.join(
    path.dirname(file),
    `${path.basename(file).slice(0, 100)}.${process.pid}-${randomBytes(3).toString("hex")}`
  )
