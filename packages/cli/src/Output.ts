/** What goes to standard output: results only, and with `--json` one document. */
import * as Effect from "effect/Effect"

/** Writes a line to standard output. */
export const print = (text: string): Effect.Effect<void> =>
  Effect.sync(() => void process.stdout.write(`${text}\n`))

/** Writes one JSON document to standard output. */
export const printJson = (value: unknown): Effect.Effect<void> => print(JSON.stringify(value))

/** Writes a line for people to standard error. */
export const note = (text: string): Effect.Effect<void> =>
  Effect.sync(() => void process.stderr.write(`${text}\n`))
