/**
 * What goes to standard output: results only, and with `--json` one document. What is printed passes `printable` here, so
 * that nothing which a file, a server or an argument holds moves the cursor.
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as fs from "node:fs"
import { UsageError } from "./Exit.ts"
import { printable, printableJson } from "./internal/printable.ts"

/** Writes a line to standard output. */
export const print = (text: string): Effect.Effect<void> =>
  Effect.sync(() => void process.stdout.write(`${printable(text)}\n`))

/** Writes one JSON document to standard output. */
export const printJson = (value: unknown): Effect.Effect<void> => print(toJson(value))

/** JSON without a character that a terminal would act on. */
export const toJson = (value: unknown, indent?: number): string =>
  printableJson(JSON.stringify(value, null, indent))

/** Writes a line for people to standard error. */
export const note = (text: string): Effect.Effect<void> =>
  Effect.sync(() => void process.stderr.write(`${printable(text)}\n`))

/** The same while a line of progress may stand there, which gives way. */
export const interject = (text: string): Effect.Effect<void> =>
  Effect.sync(
    () => void process.stderr.write(`${process.stderr.isTTY === true ? "\r\x1b[2K" : ""}${printable(text)}\n`)
  )

/** Where an answer goes. What cannot be written yet is waited for. */
export interface Sink {
  readonly write: (chunk: string | Uint8Array) => Effect.Effect<void, UsageError>
}

/**
 * Opens a file that only its owner can read, or standard output without a name. A file of bytes is never written
 * onto a terminal.
 */
export const into = (
  file: string | undefined,
  content: "json" | "binary"
): Effect.Effect<Sink, UsageError, Scope.Scope> => {
  if (file !== undefined) {
    return Effect.map(
      Effect.acquireRelease(
        attempt(file, () => fs.openSync(file, "w", 0o600)),
        (descriptor) => Effect.sync(() => fs.closeSync(descriptor))
      ),
      (descriptor) => ({
        write: (chunk) =>
          attempt(file, () => {
            const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk
            for (let at = 0; at < bytes.length;) at += fs.writeSync(descriptor, bytes, at)
          })
      })
    )
  }
  if (content === "binary" && process.stdout.isTTY === true) {
    return Effect.fail(
      new UsageError({ message: "The answer is a file. Say where it goes, for example: --output answer.pdf" })
    )
  }
  return Effect.succeed({
    write: (chunk) =>
      Effect.callback<void>((resume) => {
        // Gone readers are not an error: `| head` has seen enough.
        if (process.stdout.write(chunk) || process.stdout.destroyed) return resume(Effect.void)
        const goOn = () => {
          process.stdout.off("drain", goOn).off("close", goOn)
          resume(Effect.void)
        }
        process.stdout.on("drain", goOn).on("close", goOn)
      })
  })
}

const attempt = <A>(file: string, run: () => A): Effect.Effect<A, UsageError> =>
  Effect.try({
    try: run,
    catch: (cause) =>
      new UsageError({
        message: `${file} cannot be written (${String((cause as NodeJS.ErrnoException).code)}). Name another file with --output.`
      })
  })
