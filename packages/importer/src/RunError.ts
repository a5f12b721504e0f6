/**
 * What can go wrong between a file that can be read and rows that are sent: the state directory, the run, the
 * place where the rows go. And how a run ends that could not go on.
 */
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as Data from "effect/Data"
import type { StopReason } from "./Decision.ts"
import type { Report } from "./Report.ts"

/** The state directory cannot be made or read. */
export class StateError extends Data.TaggedError("StateError")<{
  readonly directory: string
  /** A system code such as `EACCES`, or a word for what is wrong. */
  readonly code: string
}> {
  override get message(): string {
    return `The state directory ${this.directory} cannot be used (${this.code}). Runs are recorded there before anything is sent: make it writable, or name another one with --state-dir.`
  }
}

/** Another process is working on the run. */
export class RunLocked extends Data.TaggedError("RunLocked")<{ readonly run: string }> {
  override get message(): string {
    return `Run ${this.run} is being worked on by another process. Wait until it has ended, or stop it; two processes never share a run.`
  }
}

/** No run has this id. */
export class RunNotFound extends Data.TaggedError("RunNotFound")<{
  readonly run: string
  readonly directory: string
}> {
  override get message(): string {
    return `There is no run ${this.run} in ${this.directory}. List the runs with "persona runs".`
  }
}

/** Why rows cannot go where they were meant to go. */
export class DestinationError extends Data.TaggedError("DestinationError")<{
  readonly reason:
    | "ambiguous-name"
    | "not-creatable"
    | "no-such-list"
    | "wrong-kind"
    | "archived"
    | "no-such-account-type"
  readonly what: string
  /** Ids that would do, where there are several. */
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
      case "no-such-account-type":
        return `There is no account type ${this.what} in this environment. Check the id, and that the key belongs to the environment of the type.`
    }
  }
}

/** The caller decided not to go on. Nothing was written. */
export class Declined extends Data.TaggedError("Declined")<{ readonly why: string }> {
  override get message(): string {
    return `Nothing was sent: ${this.why}`
  }
}

/** A run ended before its last row. It continues where it stopped when it is started again. */
export class ImportStopped extends Data.TaggedError("ImportStopped")<{
  readonly why: StopReason
  readonly error: PersonaError | undefined
  /** What is true so far. */
  readonly report: Report
}> {
  override get message(): string {
    return `The import stopped: ${explainStop(this.why)}${this.error === undefined ? "" : ` (${this.error.message})`} Run the same command again to continue where it stopped.`
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
      return "the place where the rows go does not exist any more."
    case "unexpected":
      return "the API answered something that it does not document."
  }
}
