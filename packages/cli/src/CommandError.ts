/** All errors of a command, including the command's own. */
import type { PersonaError } from "@effect-persona/core/PersonaError"
import type * as Importer from "@effect-persona/importer/Importer"
import type { MappingFileError } from "@effect-persona/importer/MappingError"
import type { PlanError } from "@effect-persona/importer/Plan"
import type { PlanFileError } from "@effect-persona/importer/PlanFile"
import type { Declined, NoRuns, UnreadableRuns } from "@effect-persona/importer/RunError"
import type { StateError as SandboxStateError } from "@effect-persona/sandbox/Sandbox"
import type { ServeError } from "@effect-persona/sandbox/SandboxServer"
import * as Data from "effect/Data"

/** The command has printed everything; only the status remains. */
export class Ended extends Data.TaggedError("Ended")<{ readonly status: number }> {}

/** Wrong usage that the parser cannot detect. */
export class UsageError extends Data.TaggedError("UsageError")<{ readonly message: string }> {}

/** Standard output cannot be written, and the command is useless without it. The process reports it as it ends. */
export class OutputError extends Data.TaggedError("OutputError")<{ readonly code: string }> {}

/** All errors of a command. `main` does not compile with any other error. */
export type CommandError =
  | Declined
  | Ended
  | Importer.ContinueError
  | Importer.RunError
  | Importer.StartError
  | MappingFileError
  | NoRuns
  | OutputError
  | PersonaError
  | PlanError
  | PlanFileError
  | SandboxStateError
  | ServeError
  | UnreadableRuns
  | UsageError
