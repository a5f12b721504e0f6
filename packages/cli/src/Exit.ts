/**
 * Exit statuses, and the messages on standard error when a command fails. Every failure is one paragraph that states
 * what happened and what to do; a stack trace shown to a user is a bug.
 *
 * | status | means |
 * | --- | --- |
 * | 0 | all rows accounted for, none rejected |
 * | 1 | finished, with rejected rows |
 * | 2 | wrong usage, configuration or source |
 * | 3 | stopped by the server, a canary or too many errors, or rows left unknown; can be continued. Or standard output could not be written |
 * | 4 | refused for safety, or stopped because the source changed; can be continued |
 * | 130 | interrupted; can be continued |
 */
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as Redacted from "effect/Redacted"
import type { CommandError } from "./CommandError.ts"
import * as Advice from "./render/advice.ts"
import { wrap } from "./render/text.ts"

/** The status of each error; a function if it depends on the error's content. */
const statuses: {
  readonly [Tag in CommandError["_tag"]]:
    | number
    | ((error: Extract<CommandError, { readonly _tag: Tag }>) => number)
} = {
  Ended: ({ status }) => status,
  SourceError: ({ reason }) => (reason._tag === "Changed" ? 4 : 2),
  UsageError: 2,
  MappingError: 2,
  MappingFileError: 2,
  PlanFileError: 2,
  DestinationError: 2,
  EngineError: 2,
  ListsError: 2,
  StateError: 2,
  ServeError: 2,
  RunNotFound: 2,
  NoRuns: 2,
  UnreadableRuns: 2,
  NotContinuable: 2,
  CursorLoop: 3,
  LedgerError: 3,
  OutputError: 3,
  RejectsError: 3,
  ReportError: 3,
  ImportStopped: ({ why }) => (why === "other-environment" ? 4 : 3),
  PersonaError: ({ reason }) => (reason._tag === "OtherEnvironment" ? 4 : 3),
  Declined: 4,
  RunLocked: 4,
  SourceChanged: 4,
  BeginLocked: 4,
  AmbiguousSource: 4,
  OtherEnvironment: 4
}

/** The status of an error; 3 for a value that is not an error, which only a bug in the command can throw. */
export const statusOf = (error: CommandError): number => {
  if (!isCommandError(error)) return 3
  const status = statuses[error._tag] as number | ((error: CommandError) => number)
  return typeof status === "number" ? status : status(error)
}

/** The message of an error with what to type, or `undefined` if the command has printed it. */
export const explain = (error: unknown): string | undefined => {
  const tag = tagOf(error)
  if (tag === "Ended" || tag === "OutputError") return undefined
  const advice = isCommandError(error) ? Advice.ofError(error) : undefined
  return wrap([sentence(messageOf(error)), ...(advice === undefined ? [] : [advice])].join(" "))
}

/**
 * The status of a command that ended with `status` while standard output could not be written. What 0 and 1 promise is
 * on standard output; the other statuses carry more information than its loss.
 */
export const statusWithoutOutput = (status: number): number => (status < 2 ? 3 : status)

/** Message if standard output could not be written; `undefined` if its reader has closed it, as `head` does. */
export const explainOutput = (code: string): string | undefined =>
  code === "EPIPE" || code === "ECONNRESET"
    ? undefined
    : wrap(
        `Standard output cannot be written (${code}), so its contents are incomplete. What was sent to the API stays sent, and \`persona report\` shows what an import has done. Make room on the disk, or direct the output elsewhere.`
      )

/** The message of a defect: without a stack trace or any text that could contain a value of a row. */
export const explainDefect = wrap(
  "The persona command has stopped because of a bug. An import is recorded row by row: running the same command again continues it safely. Please report the bug with the command you gave and what `persona --version` prints."
)

/** The API's own words on a refusal, or `undefined` if the error already contains them. */
export const itsWords = ({ reason }: PersonaError): string | undefined => {
  if (!("problems" in reason)) return undefined
  const lines = reason.problems.flatMap(({ pointer, said, title }) => {
    if (said === undefined) return []
    const own = Redacted.value(said)
    const parts = [own.title === title ? undefined : own.title, own.details].filter(
      (part) => part !== undefined
    )
    const at = own.pointer === undefined || own.pointer === pointer ? "" : ` at ${own.pointer}`
    return parts.length === 0 && at === "" ? [] : [`The API says${at}: ${parts.join(": ") || title}`]
  })
  return lines.length === 0 ? undefined : lines.join("\n")
}

/** Messages that end with a command to copy get no period. */
const sentence = (text: string) => (/[.!?]$/.test(text) || text.includes("\n  ") ? text : `${text}.`)

const isCommandError = (error: unknown): error is CommandError => {
  const tag = tagOf(error)
  return tag !== undefined && Object.hasOwn(statuses, tag)
}

const tagOf = (error: unknown): string | undefined => {
  const tag = (error as { readonly _tag?: unknown } | null | undefined)?._tag
  return typeof tag === "string" ? tag : undefined
}

const messageOf = (error: unknown): string => {
  const message = (error as { readonly message?: unknown } | null | undefined)?.message
  return typeof message === "string" && message !== "" ? message : "The command failed"
}
