/**
 * What differs between the ways to send many rows in one request: what a request can carry, how it is sent, how its end
 * is seen, and what its end tells of the rows. What they have in common is in `BatchDelivery`.
 */
import type * as Operation from "@effect-persona/core/Operation"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { Failure } from "../../targets/Destination.ts"
import type { Moment } from "../../ledger/Ledger.ts"
import type { Rejected } from "../../Outcome.ts"

/** A request that the API has taken: the job that it made of it. */
export interface AcceptedJob {
  readonly job: string
  readonly requestId: string | undefined
}

/** The end of a job. */
export interface Ended {
  /** `completed`: each row was looked at. `failed`: the job ended before, and the API does not say at which row. */
  readonly status: "completed" | "failed"
  /** Rows that it created, changed, left as they were, and refused, as far as the API says so. */
  readonly created: number | undefined
  readonly updated: number | undefined
  readonly existing: number | undefined
  readonly refused: number | undefined
}

/** A row that a job refused. */
export interface RefusedRow {
  /** The row's place in the request, from 0. */
  readonly index: number
  /** `undefined` where the API does not say why. */
  readonly rejected: Rejected | undefined
}

export interface BulkOperation<Request> {
  readonly engine: "batch" | "upload"
  /** The operation that takes the rows, for keys. */
  readonly operation: string
  /** Rows and bytes in a request at most. */
  readonly rows: number
  readonly bytes: number
  /** Whether a request can carry this row. */
  readonly carries: (request: Request) => boolean
  /**
   * Whether what exists stays as it is only if it is looked up first. What a job cannot change needs no look-up, but
   * only the API's documents could say that it cannot.
   */
  readonly lookUpFirst: boolean
  /** Whether the job changes what exists. */
  readonly updates: boolean
  /** What the requests say besides their rows. A request whose form has changed is another one. */
  readonly form: string
  readonly post: (
    requests: ReadonlyArray<Request>,
    options: Operation.CallOptions
  ) => Effect.Effect<AcceptedJob, PersonaError, PersonaClient>
  /** Waits for the end of a job. A job without progress has failed. */
  readonly end: (job: string) => Effect.Effect<Ended, PersonaError, PersonaClient>
  /** Waits for jobs that may be the one of a request whose answer was lost; gives up in time. */
  readonly endLost: (since: Moment) => Effect.Effect<void, Failure, PersonaClient>
  /**
   * The rows that a job refused, where the API names them: `undefined` where it names more than the job has, or does not
   * come to an end.
   */
  readonly refusedRows:
    | ((
        job: string,
        requests: ReadonlyArray<Request>
      ) => Effect.Effect<ReadonlyArray<RefusedRow> | undefined, Failure, PersonaClient>)
    | undefined
}

/** How long a job may make no progress before the run gives it up. No time is documented. */
export const Patience: Context.Reference<Duration.Input> = Context.Reference(
  "@effect-persona/importer/Patience",
  { defaultValue: (): Duration.Input => "15 minutes" }
)

/** Rows in a request at most, where it is less than the API takes: for trials with few rows. */
export const BatchRows: Context.Reference<number | undefined> = Context.Reference(
  "@effect-persona/importer/BatchRows",
  { defaultValue: (): number | undefined => undefined }
)
