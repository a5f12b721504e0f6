/** What a run did, as it is printed, stored and given to the caller. */
import type { EngineName } from "./Policies.ts"
import type { InDoubt, RejectionGroup } from "./ledger/Model.ts"
import type { Counts, Differing } from "./Outcome.ts"

export type { InDoubt, RejectionGroup } from "./ledger/Model.ts"

/** How the last invocation of a run ended. */
export type Status = "finished" | "stopped" | "interrupted"

/**
 * The report of a run. The counts are those of the whole run over the rows that were read; `requests`,
 * `writes`, `rateLimited` and `elapsedMs` are those of the last invocation, 0 while it is running. It holds no value
 * of any row.
 */
export interface Report extends Counts {
  readonly run: string
  /** `running` while no invocation has ended it: it is being worked on, or its process was killed. */
  readonly status: Status | "running"
  /** `accounts`, `lists`, or `list-items`. */
  readonly target: string
  /** How the rows were sent, as it was chosen at the start. */
  readonly engine: EngineName
  /** Why this engine was chosen. */
  readonly engineReason: string
  /** Why rows went row by row although another engine was chosen, once the API did not take such requests. */
  readonly fellBack: string | null
  /** Requests of many rows that the API took from this invocation. */
  readonly jobs: number
  /** Of these, requests that only found out which rows an earlier one had refused. */
  readonly searches: number
  /** The environment that the rows went to (`env_…`), as the API names it. */
  readonly environment: string | undefined
  /** The list that items went to (`lst_…`). */
  readonly list: string | undefined
  /** The source's name. */
  readonly source: string
  /**
   * Whether the source's name led to something else at the end than to what this invocation had read, which is what was
   * imported. Not in reports of older versions.
   */
  readonly sourceChanged?: boolean | undefined
  /** Requests sent by this invocation, refused ones included. */
  readonly requests: number
  /** Of these, requests that can change something. */
  readonly writes: number
  /** Answers of 429 that this invocation met. */
  readonly rateLimited: number
  readonly elapsedMs: number
  /** There was nothing to send: every row had been settled before. */
  readonly nothingToDo: boolean
  /** Rows that a retry did not send: new ones, which are not among `rows`, and those that have changed since they were applied. */
  readonly leftOut: number
  /** Rows whose outcome is not known, the first hundred. */
  readonly unknownRows: ReadonlyArray<InDoubt>
  /** Rows that say something else than what was there, the first thousand: their lines and the names of the fields. */
  readonly differingRows: ReadonlyArray<Differing>
  readonly rejections: ReadonlyArray<RejectionGroup>
  readonly files: {
    /** Path of the reject file, or `null` when nothing was rejected. */
    readonly rejects: string | null
    /** Paths of reject files that were edited since they were written. They are left as they are. */
    readonly edited: ReadonlyArray<string>
    readonly report: string | null
  }
}

/** Rows named in `unknownRows` at most. */
export const maxUnknownRows = 100

/** Rows named in `differingRows` at most. */
export const maxDifferingRows = 1000
