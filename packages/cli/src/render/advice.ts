/**
 * What to type: the flags and commands that solve a problem reported by the importer. The importer knows no flags, so
 * each advice here belongs to one of its codes.
 */
import type { EngineNote, EngineNoteCode } from "@effect-persona/importer/Importer"
import type { WarningCode } from "@effect-persona/importer/Plan"
import type { CommandError } from "../CommandError.ts"

type Of<Tag extends CommandError["_tag"]> = Extract<CommandError, { readonly _tag: Tag }>

type Advice = {
  readonly [Tag in CommandError["_tag"]]?: string | ((error: Of<Tag>) => string | undefined)
}

/** One or more sentences for an error; `undefined` if its message is complete. */
export const ofError = (error: CommandError): string | undefined => {
  const advice = errors[error._tag] as string | ((error: CommandError) => string | undefined) | undefined
  return typeof advice === "function" ? advice(error) : advice
}

const errors: Advice = {
  AmbiguousSource:
    "Continue one of them with persona resume RUN --source FILE, or begin a run of its own with --new-run.",
  DestinationError: ({ reason }) => {
    switch (reason) {
      case "no-list":
        return "Give --list or --list-column."
      case "two-lists":
        return "The flags are --list and --list-column."
      default:
        return undefined
    }
  },
  EngineError: ({ why }) => [...ofNotes(why), "Leave --engine out, or give --engine row."].join(" "),
  ImportStopped: ({ exceeded, report, why }) => {
    if (why === "canary") return `To go on, run:\n\n  persona resume ${report.run}`
    if (why === "engine")
      return `To send the rest another way, run:\n\n  persona resume ${report.run} --engine auto`
    return exceeded === undefined
      ? undefined
      : `"persona problems ${report.run}" groups what was rejected; --max-errors 100% sends the rest as it is.`
  },
  MappingError: ({ problems }) =>
    problems.some(({ _tag }) => _tag === "NoReferenceId")
      ? "The flags are --map COLUMN=reference-id, --derive-reference-id and --allow-unkeyed."
      : undefined,
  NoRuns: 'Start one with "persona import", or name the state directory with --state-dir.',
  PersonaError: ({ reason }) => {
    switch (reason._tag) {
      case "TransportError":
        return "Check the address (--base-url or PERSONA_BASE_URL) and the network."
      case "UnexpectedStatus":
        return "Check the address (--base-url or PERSONA_BASE_URL): it ends in /api/v1."
      case "OtherEnvironment":
        return "Check which environment the key and the address (--base-url or PERSONA_BASE_URL) lead to."
      case "Forbidden":
        return "Give the key the permission in the dashboard, or use another key."
      default:
        return undefined
    }
  },
  PlanFileError: ({ reason }) => {
    switch (reason) {
      case "unwritable":
      case "occupied":
        return "--save names another file."
      case "not-a-plan":
        return '"persona plan" writes one.'
      case "offline":
        return "Leave --offline or --save out."
      default:
        return undefined
    }
  },
  RunNotFound: 'List the runs with "persona runs".',
  ServeError: "The port may be taken: give another one with --port, or 0 for any free one.",
  StateError: (error) =>
    // A `StateError` without a directory is about a sandbox's state file.
    "directory" in error && !isExpendable(error.file)
      ? "--state-dir names another state directory."
      : undefined
}

/** Locks and reports contain no data of their own: removing them is enough. */
const isExpendable = (file: string | undefined): boolean =>
  /(?:^|[\\/])(?:begin\.db|lock\.db|report\.json)$/.test(file ?? "")

/** Flags that change the effect of an engine on the rows, or whether it can send them. */
export const ofNotes = (notes: ReadonlyArray<EngineNote>): ReadonlyArray<string> =>
  notes.flatMap(({ code }) => engineNotes[code] ?? [])

const engineNotes: Partial<Readonly<Record<EngineNoteCode, string>>> = {
  "cannot-name-account-type": "Leave --account-type out if the environment's default type is meant.",
  "cannot-reject-existing": "Give --on-existing skip.",
  "cannot-update": "Give --on-existing skip or fail.",
  "counts-only": "--engine row keeps the ids.",
  "found-account-type": "--account-type names another one.",
  "needs-account-type": "Give --account-type."
}

/** The flag or command for a warning of a plan. */
export const ofWarning = (code: WarningCode): string | undefined => warnings[code]

const warnings: Partial<Readonly<Record<WarningCode, string>>> = {
  "counts-only": "The flag is --engine row.",
  "created-without-ids": "The flag is --engine row.",
  "not-looked-up": '"persona plan" looks them up.'
}

/** The flag or command for a problem of rows, by the code of the problem. */
export const ofProblem = (code: string): string | undefined => problems.get(code)

const problems: ReadonlyMap<string, string> = new Map([
  ["already-exists", "--on-existing skip or update"],
  ["conflict-without-match", "persona retry"],
  ["no-reference-id", "--derive-reference-id"],
  ["not-updated", "persona retry"]
])

/** The flag to import with when the answer to a question fills no field. */
export const ofEmptyAnswer = (question: string): string | undefined =>
  question === "reference-id-column" ? "--derive-reference-id" : undefined
