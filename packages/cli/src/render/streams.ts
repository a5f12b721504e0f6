/**
 * The only module that writes standard output and standard error.
 *
 * A failed write ends nothing: an import in progress finishes and records its work. A failure of standard output is
 * kept for the exit status; lost standard error is only progress and advice.
 */
import * as fs from "node:fs"

/** The system's code of the first failed write to standard output. */
let failure: string | undefined

/** Why standard output is incomplete, as far as known by now. */
export const outputFailure = (): string | undefined => failure

/** Writes to standard output. */
export const writeOutput = (chunk: string | Uint8Array): void => {
  if (failure !== undefined) return
  if (isFile()) return writeWhole(chunk)
  process.stdout.write(chunk, (error) => {
    if (error) failed(error)
  })
}

/** Writes to standard error. */
export const writeError = (text: string): void => void process.stderr.write(text)

/** Whether standard output is full, so that further output has to wait. */
export const isOutputBehind = (): boolean => failure === undefined && process.stdout.writableNeedDrain

/** Waits until everything written to standard output has left the process, or has failed. */
export const outputFlushed = (): Promise<void> =>
  isFile() ? Promise.resolve() : flushed(process.stdout, failed)

/** The same for both streams, at the end of the process: the exit would drop unwritten data. */
export const allFlushed = async (): Promise<void> => {
  await outputFlushed()
  await flushed(process.stderr, () => {})
  if (isFile() && failure === undefined) closeFile()
}

const flushed = (stream: NodeJS.WriteStream, onError: (error: Error) => void): Promise<void> =>
  new Promise((resolve) => {
    stream.write("", (error) => {
      if (error) onError(error)
      resolve()
    })
  })

/**
 * Node writes to a file once, and ignores a short write on a full disk. So files are written here, to the last byte.
 * Node also treats a device that is not a terminal as a file.
 */
const isFile = (): boolean => (known ??= describesFile())

let known: boolean | undefined

const describesFile = (): boolean => {
  try {
    const stat = fs.fstatSync(1)
    return stat.isFile() || (stat.isCharacterDevice() && process.stdout.isTTY !== true)
  } catch {
    return false
  }
}

const writeWhole = (chunk: string | Uint8Array): void => {
  const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk
  try {
    for (let at = 0; at < bytes.length;) at += fs.writeSync(1, bytes, at)
  } catch (error) {
    failed(error)
  }
}

/** Some file systems report only now that the disk was full. */
const closeFile = (): void => {
  try {
    if (fs.fstatSync(1).isFile()) fs.closeSync(1)
  } catch (error) {
    failed(error)
  }
}

const failed = (error: unknown): void => {
  failure ??= String((error as NodeJS.ErrnoException).code ?? "failed")
}
