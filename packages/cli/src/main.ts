/**
 * The `persona` command: parses the arguments, runs a command, and exits with the documented status.
 *
 * Only the code for parsing is loaded here; a command's own code is loaded when it is called.
 */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Cause from "effect/Cause"
import * as CliError from "effect/cli/CliError"
import * as Command from "effect/cli/Command"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Api from "./commands/Api.ts"
import * as Continue from "./commands/Continue.ts"
import * as Import from "./commands/Import.ts"
import * as Limits from "./commands/Limits.ts"
import * as MapCommand from "./commands/Map.ts"
import * as Plan from "./commands/Plan.ts"
import * as Problems from "./commands/Problems.ts"
import * as Runs from "./commands/Runs.ts"
import * as Sandbox from "./commands/Sandbox.ts"
import type { CommandError } from "./CommandError.ts"
import { explain, explainDefect, explainOutput, statusOf, statusWithoutOutput } from "./Exit.ts"
import * as ParserOutput from "./render/parserOutput.ts"
import * as ParserServices from "./flags/parserServices.ts"
import { printable } from "./render/printable.ts"
import * as Streams from "./render/streams.ts"
import { version } from "./version.ts"

const persona = Command.make("persona").pipe(
  Command.withDescription("Bulk import and every operation of the Persona identity API"),
  Command.withSubcommands([
    Import.command,
    Plan.plan,
    Plan.apply,
    MapCommand.command,
    Continue.resume,
    Continue.retry,
    Runs.runs,
    Runs.report,
    Problems.command,
    Limits.command,
    Api.command,
    Sandbox.command
  ])
)

/** The parser's output. Its destination is known at the end: standard output only if the user asked for help. */
const parserOutput: Array<string> = []

const parserConsole: Console.Console = {
  ...globalThis.console,
  log: (...parts: ReadonlyArray<unknown>) => void parserOutput.push(parts.join(" ")),
  error: (...parts: ReadonlyArray<unknown>) => Streams.writeError(`${parts.join(" ")}\n`)
}

type Failure = CommandError | CliError.CliError

const main: Effect.Effect<void, Failure> = Command.runWith(persona, { version })(
  Api.askedAbout(process.argv.slice(2))
).pipe(
  Effect.provideService(Console.Console, parserConsole),
  Effect.provide([ParserServices.layer, ParserOutput.layer, Layer.succeed(Logger.LogToStderr, true)])
)

/** The exit status, and the final message on standard error. */
const conclude = (exit: Exit.Exit<unknown, Failure>): number => {
  if (Exit.isSuccess(exit)) {
    Streams.writeOutput(parserOutput.map((text) => `${text}\n`).join(""))
    return 0
  }
  if (Cause.hasInterruptsOnly(exit.cause)) return 130
  const error = exit.cause.reasons.find(Cause.isFailReason)?.error
  if (error === undefined) return defect()
  if (error._tag === "ShowHelp") {
    // Help without a request for it: the arguments are wrong or missing.
    Streams.writeError(parserOutput.map((text) => `${text}\n`).join(""))
    return 2
  }
  const text = explain(error)
  if (text !== undefined) Streams.writeError(`${printable(text)}\n`)
  return CliError.isCliError(error) ? 3 : statusOf(error)
}

/** Exits once everything is written: the exit drops data that a pipe has not accepted. */
const leave = async (exit: Exit.Exit<unknown, Failure>): Promise<number> => {
  const status = conclude(exit)
  // All work has ended, so only a reader that does not read can delay the exit.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130))
  await Streams.allFlushed()
  const failure = Streams.outputFailure()
  if (failure === undefined) return status
  const text = explainOutput(failure)
  if (text !== undefined) Streams.writeError(`${text}\n`)
  await Streams.allFlushed()
  return statusWithoutOutput(status)
}

const defect = (): number => {
  Streams.writeError(`${explainDefect}\n`)
  return 3
}

process.on("uncaughtException", () => process.exit(defect()))
// A reader may have closed the stream. The exit status reports it; the import continues.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {})
// The first signal ends the command gracefully, the second at once.
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => process.once(signal, () => process.exit(130)))
}
// Node's built-in SQLite holds the ledger. Some supported versions of Node still warn that it is experimental.
const { emitWarning } = process
process.emitWarning = (warning: string | Error, ...rest: ReadonlyArray<any>) => {
  if (!String(warning).startsWith("SQLite is an experimental feature")) emitWarning(warning, ...rest)
}

NodeRuntime.runMain(main, {
  disableErrorReporting: true,
  teardown: (exit, onExit) => void leave(exit as Exit.Exit<unknown, Failure>).then(onExit)
})
