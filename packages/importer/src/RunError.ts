/**
 * Errors of a run: its state directory, its ledger, the list or account type that its rows go to, and why it stopped.
 */
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as Data from "effect/Data"
import type { OnExisting } from "./Policies.ts"
import type { StopReason } from "./engines/row/Decision.ts"
import type { EngineNote } from "./engines/select/EngineNote.ts"
import type { Changed } from "./SourceError.ts"
import { describeChange } from "./errors/SourceErrorText.ts"
import type { Unkeyed } from "./Policies.ts"
import { type Exceeded, explainExceeded } from "./pipeline/ErrorThreshold.ts"
import type { Report } from "./Report.ts"
import type { RunInfo } from "./state/RunInfo.ts"

export type { StopReason } from "./engines/row/Decision.ts"
export type { Exceeded } from "./pipeline/ErrorThreshold.ts"
export { RejectsError } from "./errors/RejectsError.ts"
export { LedgerError } from "./ledger/LedgerError.ts"

/** The state directory, or a file or folder in it, cannot be made, read or written. */
export class StateError extends Data.TaggedError("StateError")<{
  readonly directory: string
  /** A system code such as `EACCES`, or a word for what is wrong. */
  readonly code: string
  /** The file or folder at fault, where it is not the directory itself. */
  readonly file?: string | undefined
}> {
  override get message(): string {
    const what = explainCode(this.code)
    return this.file === undefined || this.file === this.directory
      ? `The state directory ${this.directory} cannot be used (${this.code}${what}). Runs are recorded there before anything is sent: make it writable, or use another one.`
      : `${this.file} cannot be used (${this.code}${what}). ${remedyOf(this.file, this.code)}`
  }
}

/** What the codes mean that say little by themselves. */
const explainCode = (code: string): string => {
  const words: Readonly<Record<string, string>> = {
    DAMAGED: "it is damaged",
    EACCES: "this user may not",
    EISDIR: "a folder is in its place",
    ELOOP: "its links lead in a circle",
    ENAMETOOLONG: "the name is too long",
    ENOENT: "a folder above it takes no other one, or it is a link that leads nowhere",
    ENOSPC: "the disk is full",
    ENOTDIR: "a file is in the place of a folder",
    EROFS: "the file system can only be read",
    NOT_A_FILE: "it is a pipe or a device",
    MISSING: "it is not there, and there are runs that rest on it"
  }
  const found = words[code]
  return found === undefined ? "" : `: ${found}`
}

/** Codes that say nothing of what is in a file. */
const denials: ReadonlySet<string> = new Set(["EACCES", "EDQUOT", "EMFILE", "ENOSPC", "EPERM", "EROFS"])

/** What to do about a file of the state directory, by what would be lost with it. */
const remedyOf = (file: string, code: string): string => {
  const general =
    "Nothing was sent: free disk space or repair its permissions, or use another state directory."
  if (denials.has(code)) return general
  const name = file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1)
  switch (name) {
    case "digest.key":
      return "The rows of all runs are known by it, so nothing was sent: restore it from a copy, or start in another state directory."
    case "begin.db":
    case "lock.db":
      return "It is only a lock and holds no data: remove it while no command is at work here."
    case "report.json":
      return "Remove it: the report is then made from the run's ledger."
    case "invocation.json":
      return "It says how the run was started. Nothing was sent: restore it from a copy, or remove it and import the same source with the same options, which continues the run."
    case "list-attempts.json":
      return "It says under which key a list is created. Nothing was sent: repair it, or remove it; a list that the API refused is then refused for a day."
    default:
      return general
  }
}

/** The report of a run cannot be written. The ledger has recorded the work anyway. */
export class ReportError extends Data.TaggedError("ReportError")<{
  readonly file: string
  readonly code: string
}> {
  override get message(): string {
    return `The report ${this.file} cannot be written (${this.code}). What was done is recorded: free disk space or repair its permissions, then run the same command again.`
  }
}

/** Another process is working on the run. */
export class RunLocked extends Data.TaggedError("RunLocked")<{ readonly run: string }> {
  override get message(): string {
    return `Run ${this.run} is being worked on by another process. Wait until it has ended, or stop it; two processes never share a run.`
  }
}

/** Another process is starting a run in the state directory, and has not released the lock in time. */
export class BeginLocked extends Data.TaggedError("BeginLocked")<{
  readonly file: string
  /** The wait for the lock, in seconds. */
  readonly seconds: number
}> {
  override get message(): string {
    return `Another process is beginning a run and has held ${this.file} for more than ${this.seconds} seconds. Nothing was sent: wait until it has begun, or stop it if it hangs, then run the same command again.`
  }
}

/** A run whose record cannot be read. */
export interface UnreadableRun {
  readonly run: string
  /** When it was made, as its id says, to the second. */
  readonly createdAt: string
  /** The file at fault. */
  readonly file: string
  readonly code: string
}

/** The latest run cannot be determined, because some runs cannot be read. */
export class UnreadableRuns extends Data.TaggedError("UnreadableRuns")<{
  readonly directory: string
  readonly unreadable: ReadonlyArray<UnreadableRun>
  /** Ids of the runs that can be read, latest first. */
  readonly readable: ReadonlyArray<string>
}> {
  override get message(): string {
    const which = this.unreadable.map(({ code, file, run }) => `${run} (${file}: ${code})`).join(", ")
    const others =
      this.readable.length === 0
        ? "There is no other run."
        : `Name one of those that can be read: ${this.readable.slice(0, 10).join(", ")}${this.readable.length > 10 ? `, and ${this.readable.length - 10} more` : ""}.`
    return `Which run is meant cannot be told, because not all runs of ${this.directory} can be read: ${which}. Repair that, or move the run's folder away. ${others}`
  }
}

/** No run has this id. */
export class RunNotFound extends Data.TaggedError("RunNotFound")<{
  readonly run: string
  readonly directory: string
}> {
  override get message(): string {
    return `There is no run ${this.run} in ${this.directory}.`
  }
}

/** The source matches more than one run. Nothing was sent: continuing the wrong run could duplicate rows. */
export class AmbiguousSource extends Data.TaggedError("AmbiguousSource")<{
  readonly source: string
  /** The runs that have read the same beginning, latest first. */
  readonly runs: ReadonlyArray<Pick<RunInfo, "id" | "source" | "status">>
}> {
  override get message(): string {
    const runs = this.runs.map(({ id, source }) => `${id} (from ${source})`).join(", ")
    return `${this.source} could continue more than one run, because they began with the same rows: ${runs}. Nothing was sent.`
  }
}

/** There is no run to continue. */
export class NoRuns extends Data.TaggedError("NoRuns")<{ readonly directory: string }> {
  override get message(): string {
    return `There are no runs in ${this.directory}.`
  }
}

/** The run belongs to another environment than the one that answers now. */
export class OtherEnvironment extends Data.TaggedError("OtherEnvironment")<{
  readonly run: string
  /** The run's environment: its id (`env_…`), or the API's address if no id is known. */
  readonly expected: string
  readonly actual: string
}> {
  override get message(): string {
    return `Run ${this.run} went to ${this.expected}, but this connection leads to ${this.actual}. A run is never continued elsewhere, so nothing was sent: use a key and an address of ${this.expected}, or import the file anew.`
  }
}

/** A run cannot be continued by its id alone; the command that it was started with continues it. */
export class NotContinuable extends Data.TaggedError("NotContinuable")<{
  readonly run: string
  /**
   * - `older`: an older version of this program did not store its options, or a newer one used its own format.
   * - `once`: its source can be read only once, or was not given as a file.
   */
  readonly why: "older" | "once"
  readonly info: RunInfo
  /** What it was started with, as far as that can be told for certain; `undefined` when it cannot. */
  readonly policies: { readonly onExisting: OnExisting; readonly unkeyed: Unkeyed } | undefined
}> {
  override get message(): string {
    const why =
      this.why === "older"
        ? "another version of this program started it and did not keep how"
        : "its source is not a file that can be opened again"
    return `Run ${this.run} cannot be continued by its id: ${why}. Import the same source in the same way again: that continues the run.`
  }
}

/** The place of the rows cannot be found or used. */
export class DestinationError extends Data.TaggedError("DestinationError")<{
  readonly reason:
    | "ambiguous-name"
    | "not-creatable"
    | "no-such-list"
    | "wrong-kind"
    | "archived"
    | "no-such-account-type"
    | "gone"
    | "no-list"
    | "two-lists"
    | "no-list-items"
  readonly what: string
  /** Matching ids, if there are several. */
  readonly candidates: ReadonlyArray<string>
}> {
  override get message(): string {
    const candidates = this.candidates.join(", ")
    switch (this.reason) {
      case "ambiguous-name":
        return `${this.what} is the name of more than one active list (${candidates}). Give the id instead of the name.`
      case "not-creatable":
        return `There is no list ${this.what}, and the API cannot create lists of this kind. Make one in the dashboard and give its id.`
      case "no-such-list":
        return `There is no list ${this.what} in this environment. Check the id, and that the key belongs to the environment of the list.`
      case "wrong-kind":
        return `The list ${this.what} holds items of another kind (${candidates}). Give that kind, or another list.`
      case "archived":
        return `The list ${this.what} is archived and takes no items. Give an active list.`
      case "gone":
        return `The list ${this.what}, which the rows of this run go to, is archived or no longer exists. Import the file again and give another list, or its name to have it created anew.`
      case "no-list":
        return "The items need a list: name one for all of them, or the column that names the list of each item."
      case "two-lists":
        return `The column ${this.what} names the list of each item, and one list is named for all of them. Remove one of the two (in a mapping file, the column is listColumn).`
      case "no-list-items":
        return `The column ${this.what} is to name the list of each item, but only list items go to lists. Leave it out.`
      case "no-such-account-type":
        return `There is no account type ${this.what} in this environment. Check the id, and that the key belongs to the environment of the type.`
    }
  }
}

/**
 * The requested engine cannot send these rows. Nothing was written, and no other engine replaced it, because the user
 * named it for its guarantees.
 */
export class EngineError extends Data.TaggedError("EngineError")<{
  readonly engine: "batch" | "upload"
  /** Why it cannot send them. */
  readonly why: ReadonlyArray<EngineNote>
}> {
  override get message(): string {
    return `The ${this.engine} engine cannot send these rows. ${this.why.map(({ message }) => message).join(" ")} The row engine sends every row, and "auto" chooses an engine that can; a plan that names the engine has to be made again.`
  }
}

/** The problem of one list that a column names. */
export interface ListProblem {
  readonly reason:
    | Exclude<DestinationError["reason"], "no-such-account-type" | "no-list" | "two-lists" | "no-list-items">
    | "too-many"
  /** The first line that names it. */
  readonly line: number
  /** Ids that would do, or the kind that the list is of. */
  readonly candidates: ReadonlyArray<string>
}

/**
 * Lists that a column names cannot take the rows. Nothing was written. The error identifies lists by the lines that
 * name them: with the wrong column, their names would be values of rows.
 */
export class ListsError extends Data.TaggedError("ListsError")<{
  readonly column: string
  readonly problems: ReadonlyArray<ListProblem>
  /** The number of further problems. */
  readonly more: number
}> {
  override get message(): string {
    const more = this.more === 0 ? [] : [`There are ${this.more} more like these.`]
    return [
      `Nothing was sent, because not all lists in the column "${this.column}" can be used.`,
      ...this.problems.map((problem) => `Line ${problem.line}: ${describeList(problem)}`),
      ...more
    ].join(" ")
  }
}

const describeList = ({ candidates, reason }: ListProblem): string => {
  switch (reason) {
    case "ambiguous-name":
      return `more than one active list has this name (${candidates.join(", ")}); write the id instead of the name.`
    case "not-creatable":
      return "there is no list of this name, and the API cannot create lists of this kind; make it in the dashboard."
    case "no-such-list":
      return "there is no list of this id in this environment; check the id."
    case "wrong-kind":
      return `the list of this id holds items of another kind (${candidates.join(", ")}); write another list.`
    case "archived":
      return "the list of this id is archived and takes no items; write an active one."
    case "gone":
      return "the list that rows of this run went to is archived or no longer exists; import the file again, to begin anew."
    case "too-many":
      return `from here on, there are more lists than the ${candidates.join(", ")} that one run may have. Is it the right column? If it is, divide the file.`
  }
}

/** The caller decided not to continue. Nothing was written. */
export class Declined extends Data.TaggedError("Declined")<{ readonly why: string }> {
  override get message(): string {
    return `Nothing was sent: ${this.why}`
  }
}

/** A run ended before its last row. Starting it again continues it where it stopped. */
export class ImportStopped extends Data.TaggedError("ImportStopped")<{
  readonly why: StopReason
  readonly error: PersonaError | undefined
  /** The most frequent rejection, if rejections stopped the run. */
  readonly exceeded?: Exceeded | undefined
  /** What is true so far. */
  readonly report: Report
}> {
  override get message(): string {
    if (this.why === "canary") {
      return "The import stopped after its canary, as requested: the first rows were sent, and the others wait."
    }
    if (this.why === "other-environment" && this.error?.reason._tag === "OtherEnvironment") {
      const { actual, expected } = this.error.reason
      return `The import stopped: the environment ${actual} answered instead of ${expected}, and nothing was sent since. Rows whose requests it answered are unknown here and named in the report; they may stand in ${actual}. With a key and an address of ${expected}, run the same command again to continue where it stopped.`
    }
    if (this.exceeded !== undefined) {
      return `The import stopped: ${explainExceeded(this.exceeded)} Correct the file or the mapping and run the same import again, or allow more errors.`
    }
    return `The import stopped: ${explainStop(this.why)}${this.error === undefined ? "" : ` (${this.error.message})`} Run the same command again to continue where it stopped.`
  }
}

/**
 * A run ended because its source changed during reading. No row read after the change was sent: all sent rows are from
 * the original source. A continued run recognizes its rows by content.
 */
export class SourceChanged extends Data.TaggedError("SourceChanged")<{
  /** The file that has changed. */
  readonly file: string
  readonly change: Changed
  /** What is true so far. */
  readonly report: Report
}> {
  override get message(): string {
    const { change, file, report } = this
    const applied = report.created + report.existing + report.updated
    return `The import stopped, because its source changed while it was read. ${file}: ${describeChange(change)} ${applied === 1 ? "1 row is" : `${applied} rows are`} applied, and no row was sent of what was read after the change. Let its writer finish, or restore it, then run the same command again: it continues by what the rows say.`
  }
}

const explainStop = (why: StopReason): string => {
  switch (why) {
    case "unreachable":
      return "the API cannot be reached. Check the address and the network."
    case "no-answer":
      return "the API does not answer."
    case "unauthorized":
      return "the API key is missing, unknown or expired. Check PERSONA_API_KEY."
    case "forbidden":
      return "the API key may not do this. Give it the permission to write what is imported."
    case "not-found":
      return "the list or account type that the rows go to no longer exists."
    case "unexpected":
      return "the API answered something that it does not document."
    case "other-environment":
      return "another environment answered."
    case "engine":
      return "the API does not accept many rows in one request, which the engine or the plan asks for. Another engine can send the rest."
    case "too-many-errors":
    case "same-refusal":
    case "canary":
      return "it was asked to."
  }
}
