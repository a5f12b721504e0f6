/**
 * Standard output: results only, and with `--json` one document. All text passes through `printable` here, so nothing
 * in a file, a server's answer or an argument can move the cursor.
 */
import * as Effect from "effect/Effect"
import { OutputError, UsageError } from "../CommandError.ts"
import * as OutputFile from "./outputFile.ts"
import { printable, printableJson } from "./printable.ts"
import * as Streams from "./streams.ts"

/**
 * Writes a line to standard output. Never fails and never waits: a command's work is not undone because its output
 * fails. The exit status reports the failure.
 */
export const print = (text: string): Effect.Effect<void> =>
  Effect.sync(() => Streams.writeOutput(`${printable(text)}\n`))

/** Writes one JSON document to standard output. */
export const printJson = (value: unknown): Effect.Effect<void> => print(toJson(value))

/** JSON without characters that a terminal would interpret. */
export const toJson = (value: unknown, indent?: number): string =>
  printableJson(JSON.stringify(value, null, indent))

/** Writes a line for people to standard error. */
export const note = (text: string): Effect.Effect<void> =>
  Effect.sync(() => Streams.writeError(`${printable(text)}\n`))

/** The same while a progress line may be shown, which is cleared first. */
export const interject = (text: string): Effect.Effect<void> =>
  Effect.sync(() =>
    Streams.writeError(`${process.stderr.isTTY === true ? "\r\x1b[2K" : ""}${printable(text)}\n`)
  )

/** Waits until the output has been accepted: for a command that is useless without it. */
export const delivered: Effect.Effect<void, OutputError> = Effect.suspend(() =>
  Effect.andThen(Effect.promise(Streams.outputFlushed), failIfLost)
)

const failIfLost = Effect.suspend(() => {
  const code = Streams.outputFailure()
  return code === undefined ? Effect.void : Effect.fail(new OutputError({ code }))
})

/** The destination of an answer. It waits for output that cannot be written yet. */
export interface Sink {
  readonly write: (chunk: string | Uint8Array) => Effect.Effect<void, UsageError | OutputError>
}

/**
 * Writes to a file that only its owner can read, or to standard output if there is no name. The file gets its name only
 * once it is complete. Binary files are never written to a terminal.
 */
export const into = <A, E, R>(
  file: string | undefined,
  content: "json" | "binary",
  use: (sink: Sink) => Effect.Effect<A, E, R>
): Effect.Effect<A, E | UsageError | OutputError, R> => {
  if (file !== undefined) {
    return Effect.acquireUseRelease(
      attempt(file, () => OutputFile.open(file)),
      (opened) =>
        Effect.tap(use({ write: (chunk) => attempt(file, () => opened.write(chunk)) }), () =>
          attempt(file, opened.finish)
        ),
      (opened) => Effect.sync(opened.discard)
    )
  }
  if (content === "binary" && process.stdout.isTTY === true) {
    return Effect.fail(
      new UsageError({ message: "The answer is a file. Say where it goes, for example: --output answer.pdf" })
    )
  }
  return use({
    write: (chunk) =>
      Effect.suspend(() => {
        Streams.writeOutput(chunk)
        return Streams.isOutputBehind() ? delivered : failIfLost
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
