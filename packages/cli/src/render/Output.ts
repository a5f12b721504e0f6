/**
 * What goes to standard output: results only, and with `--json` one document. What is printed passes `printable` here, so
 * that nothing which a file, a server or an argument holds moves the cursor.
 */
import * as Effect from "effect/Effect"
import { OutputError, UsageError } from "../CommandError.ts"
import * as OutputFile from "./outputFile.ts"
import { printable, printableJson } from "./printable.ts"
import * as Streams from "./streams.ts"

/**
 * Writes a line to standard output. Never fails and never waits: what a command does is not undone because it cannot be
 * shown. That it could not be shown is told by the status at the end.
 */
export const print = (text: string): Effect.Effect<void> =>
  Effect.sync(() => Streams.writeOutput(`${printable(text)}\n`))

/** Writes one JSON document to standard output. */
export const printJson = (value: unknown): Effect.Effect<void> => print(toJson(value))

/** JSON without a character that a terminal would act on. */
export const toJson = (value: unknown, indent?: number): string =>
  printableJson(JSON.stringify(value, null, indent))

/** Writes a line for people to standard error. */
export const note = (text: string): Effect.Effect<void> =>
  Effect.sync(() => Streams.writeError(`${printable(text)}\n`))

/** The same while a line of progress may stand there, which gives way. */
export const interject = (text: string): Effect.Effect<void> =>
  Effect.sync(() =>
    Streams.writeError(`${process.stderr.isTTY === true ? "\r\x1b[2K" : ""}${printable(text)}\n`)
  )

/** Waits until what was printed has been taken: for a command that has no use without it. */
export const delivered: Effect.Effect<void, OutputError> = Effect.suspend(() =>
  Effect.andThen(Effect.promise(Streams.outputFlushed), failIfLost)
)

const failIfLost = Effect.suspend(() => {
  const code = Streams.outputFailure()
  return code === undefined ? Effect.void : Effect.fail(new OutputError({ code }))
})

/** Where an answer goes. What cannot be written yet is waited for. */
export interface Sink {
  readonly write: (chunk: string | Uint8Array) => Effect.Effect<void, UsageError | OutputError>
}

/**
 * Writes to a file that only its owner can read, or to standard output without a name. The file has its name only once
 * all of it is there. A file of bytes is never written onto a terminal.
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
