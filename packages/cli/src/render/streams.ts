/**
 * The one place where standard output and standard error are written.
 *
 * A write that fails ends nothing: an import under way finishes and records what it does. Of standard output the failure
 * is kept, for the status that the process leaves with; what standard error loses is progress and advice.
 */
import * as fs from "node:fs"

/** The system's code of the first write to standard output that failed. */
let failure: string | undefined

/** Why what was written to standard output is not complete, as far as it is known by now. */
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

/** Whether standard output takes less than it is given, so that more has to wait. */
export const isOutputBehind = (): boolean => failure === undefined && process.stdout.writableNeedDrain

/** Waits until all that was written to standard output has left the process, or has failed. */
export const outputFlushed = (): Promise<void> =>
  isFile() ? Promise.resolve() : flushed(process.stdout, failed)

/** The same for both streams, at the end of the process: leaving it drops what waits to be written. */
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
 * Node writes once to a file and takes what the disk had room for as the whole. So files are written here, to the last
 * byte. It takes a device that is no terminal for a file as well.
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

/** Some file systems tell only now that there was no room. */
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
