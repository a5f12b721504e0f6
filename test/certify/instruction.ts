/** What the conductor tells a worker, and what it hears from one. Both travel as JSON. */
import type { Duplicates } from "@effect-persona/importer/Policies"
import type * as Target from "@effect-persona/importer/Target"
import type { EngineRequest } from "@effect-persona/importer/Policies"
import type { Report } from "@effect-persona/importer/Report"
import type * as FastClock from "./clock.ts"

/** How a run is started: as the same import again, or as the continuation of the latest run. */
export type Command = "import" | "resume" | "retry"

export interface Instruction {
  readonly command: Command
  readonly engine: EngineRequest
  /** Rows in a request of many: few, so that a small file makes several. */
  readonly batchRows: number
  /** For how long a job may stand still. */
  readonly patienceMillis: number
  readonly baseUrl: string
  readonly apiKey: string
  readonly clock: FastClock.Settings
  readonly stateDirectory: string
  readonly file: string
  readonly target: Target.Target
  readonly set: Readonly<Record<string, string>>
  /** Rows in a window: small, so that a small file has several. */
  readonly window: number
  readonly concurrency: number
  readonly onExisting: "skip" | "update" | "fail"
  readonly unkeyed: "refuse" | "derive" | "allow"
  readonly duplicates: Duplicates
  readonly keyMaxAgeMillis: number
  /** Whether the rate budget is kept in a store. */
  readonly sharesRate: boolean
  /** Whether spans are looked through for values of rows. */
  readonly traces: boolean
  /** The step at whose n-th occurrence the process ends. */
  readonly end?: End | undefined
  /** What is wrong with the disk under the ledger. */
  readonly disk?: Disk | undefined
  /** What becomes of the file while the run reads it. */
  readonly tear?: Tear | undefined
}

export interface End {
  readonly step: string
  readonly occurrence: number
  /** `kill`: the process is gone in the midst of the step. `stop`: it is asked to end in good order. */
  readonly how: "kill" | "stop"
}

/** A change of the file at the n-th occurrence of a step. */
export interface Tear {
  readonly step: string
  readonly occurrence: number
  readonly how: "overwrite" | "truncate" | "append" | "replace"
  /** The file with the new content; what is appended, to `append`. */
  readonly content: string
}

export type Disk =
  /** The ledger may grow by so many pages. */
  { readonly kind: "full"; readonly pages: number } | { readonly kind: "read-only" }

/** What a worker that lived tells: how its import ended, and the steps that it has taken. */
export type Told = Ended & {
  readonly steps: ReadonlyArray<string>
  /** Requests that left before the time that a 429 had named. */
  readonly impatient: number
  /** Spans that hold a value of a row, by their names. */
  readonly leakingSpans: ReadonlyArray<string>
}

/** How an import ended. */
export type Ended =
  | { readonly _tag: "Report"; readonly report: Report }
  | {
      readonly _tag: "Failure"
      /** The error's tag. */
      readonly error: string
      readonly message: string
      /** Of an import that stopped. */
      readonly report: Report | undefined
    }
  /** A defect: the importer itself is broken. */
  | { readonly _tag: "Defect"; readonly message: string }

/** Steps that a process can die at, beside those of the ledger. */
export const requestSteps = [
  "create leaves",
  "create has left",
  "create is answered",
  "look-up leaves",
  "look-up is answered",
  "update leaves",
  "update has left",
  "update is answered",
  "job leaves",
  "job has left",
  "job is answered",
  "poll leaves",
  "poll is answered"
] as const
