/** The report of a run, as printed, stored and returned to the caller. */
import type { EngineName } from "./Policies.ts"
import type { InDoubt, RejectionGroup } from "./ledger/Model.ts"
import type { Counts, Differing } from "./Outcome.ts"

export type { InDoubt, RejectionGroup } from "./ledger/Model.ts"

/** How the last invocation of a run ended. */
export type Status = "finished" | "stopped" | "interrupted"

/**
 * The report of a run. The counts cover the whole run, over the rows that were read. `requests`, `writes`,
 * `rateLimited` and `elapsedMs` cover the last invocation, and are 0 while it is running. It holds no values of rows.
 */
export interface Report extends Counts {
  readonly run: string
  /** `running` until an invocation ends: a process is working on the run, or was killed. */
  readonly status: Status | "running"
  /** `accounts`, `lists`, or `list-items`. */
  readonly target: string
  /** The engine that was chosen at the start. */
  readonly engine: EngineName
  /** Why this engine was chosen. */
  readonly engineReason: string
  /** Why rows went one by one although another engine was chosen: the API did not take its requests. */
  readonly fellBack: string | null
  /** Batch requests of this invocation that the API took. */
  readonly jobs: number
  /** Batch requests that only searched for rows that an earlier one had refused. */
  readonly searches: number
  /** The environment of the rows (`env_…`), as named by the API. */
  readonly environment: string | undefined
  /** The list of the items (`lst_…`). */
  readonly list: string | undefined
  /** The source's name. */
  readonly source: string
  /**
   * Whether the source's name pointed to different content at the end. The import used the content that this invocation
   * had read. Absent in reports of older versions.
   */
  readonly sourceChanged?: boolean | undefined
  /** Requests sent by this invocation, including refused ones. */
  readonly requests: number
  /** Requests that can change data. */
  readonly writes: number
  /** Rate-limit answers (429) of this invocation. */
  readonly rateLimited: number
  readonly elapsedMs: number
  /** Nothing was sent, because every row had been settled before. */
  readonly nothingToDo: boolean
  /** Rows that a retry did not send: new rows, which `rows` excludes, and rows that changed after their success. */
  readonly leftOut: number
  /** Rows with an unknown outcome, the first hundred. */
  readonly unknownRows: ReadonlyArray<InDoubt>
  /** Rows that differ from the existing object, the first thousand: their lines and the names of the fields. */
  readonly differingRows: ReadonlyArray<Differing>
  readonly rejections: ReadonlyArray<RejectionGroup>
  readonly files: {
    /** Path of the reject file. `null` if no row was rejected. */
    readonly rejects: string | null
    /** Paths of reject files that were edited since they were written. They stay unchanged. */
    readonly edited: ReadonlyArray<string>
    readonly report: string | null
  }
}

/** The most rows in `unknownRows`. */
export const maxUnknownRows = 100

/** The most rows in `differingRows`. */
export const maxDifferingRows = 1000
