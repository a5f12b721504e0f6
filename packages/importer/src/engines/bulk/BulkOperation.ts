/**
 * The differences between the bulk engines: the rows that a request can carry, how it is sent, how its end is detected,
 * and what the end reveals about the rows. `BatchDelivery` has the common part.
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

/** The API's job for a request that it has taken. */
export interface AcceptedJob {
  readonly job: string
  readonly requestId: string | undefined
}

/** The end of a job. */
export interface Ended {
  /** `completed`: every row was processed. `failed`: the job ended early, and the API does not say at which row. */
  readonly status: "completed" | "failed"
  /** Numbers of rows created, updated, existing unchanged, and refused. `undefined` if the API does not report them. */
  readonly created: number | undefined
  readonly updated: number | undefined
  readonly existing: number | undefined
  readonly refused: number | undefined
}

/** A row that a job refused. */
export interface RefusedRow {
  /** The row's position in the request, from 0. */
  readonly index: number
  /** `undefined` if the API gives no reason. */
  readonly rejected: Rejected | undefined
}

export interface BulkOperation<Request> {
  readonly engine: "batch" | "upload"
  /** The name of the API operation that takes the rows, for idempotency keys. */
  readonly operation: string
  /** The most rows and bytes in a request. */
  readonly rows: number
  readonly bytes: number
  /** Whether a request can carry this row. */
  readonly carries: (request: Request) => boolean
  /**
   * Whether existing objects need a look-up first to stay unchanged. Objects that a job cannot change need none, but
   * only the API's documents could guarantee that.
   */
  readonly lookUpFirst: boolean
  /** Whether the job updates existing objects. */
  readonly updates: boolean
  /** The content of the requests besides their rows. A changed form makes it a different request. */
  readonly form: string
  readonly post: (
    requests: ReadonlyArray<Request>,
    options: Operation.CallOptions
  ) => Effect.Effect<AcceptedJob, PersonaError, PersonaClient>
  /** Waits for the end of a job. A job without progress counts as failed. */
  readonly end: (job: string) => Effect.Effect<Ended, PersonaError, PersonaClient>
  /** Waits for jobs that may belong to a request whose answer was lost. The wait is limited. */
  readonly endLost: (since: Moment) => Effect.Effect<void, Failure, PersonaClient>
  /**
   * Reads the rows that a job refused, if the API names them. `undefined` if it names more rows than the job has, or
   * its list never ends.
   */
  readonly refusedRows:
    | ((
        job: string,
        requests: ReadonlyArray<Request>
      ) => Effect.Effect<ReadonlyArray<RefusedRow> | undefined, Failure, PersonaClient>)
    | undefined
}

/** How long a job may make no progress before the run stops waiting for it. No limit is documented. */
export const Patience: Context.Reference<Duration.Input> = Context.Reference(
  "@effect-persona/importer/Patience",
  { defaultValue: (): Duration.Input => "15 minutes" }
)

/** The most rows in a request, if below the API's limit. For trials with few rows. */
export const BatchRows: Context.Reference<number | undefined> = Context.Reference(
  "@effect-persona/importer/BatchRows",
  { defaultValue: (): number | undefined => undefined }
)
