/**
 * The bulk engine: sends a batch in one request and returns the result for each row. Each call has its own
 * `BatchDelivery`; all calls of a run share one `BulkEndpoint`.
 */
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import * as Effect from "effect/Effect"
import type { Batch, LedgerError } from "../../ledger/Ledger.ts"
import type { Job } from "../row/Job.ts"
import type { Stop } from "../Stop.ts"
import * as Delivery from "./BatchDelivery.ts"
import { since } from "./BatchOutcomes.ts"
import { BulkEndpoint, type Closed } from "./BulkEndpoint.ts"

export interface Options<Request> extends Delivery.Options<Request> {
  /** Called once, when the API turns out not to take bulk requests. A failure ends the run. */
  readonly onClosed: (closed: Closed) => Effect.Effect<void, Stop>
}

type Results<Request> = Effect.Effect<
  ReadonlyArray<Delivery.Result<Request>>,
  Stop | LedgerError,
  PersonaClient
>

export interface BulkSender<Request> {
  /** Whether a batch can carry the row. */
  readonly takes: (job: Job<Request>) => boolean
  /** Sends rows in one request. Returns the result for each, in order. */
  readonly send: (jobs: ReadonlyArray<Job<Request>>) => Results<Request>
  /**
   * Continues a request of an earlier scan that has no recorded end. Returns the results of its rows that are still in
   * the source. A row that has left the source is `undefined` in its position.
   */
  readonly recover: (batch: Batch, jobs: ReadonlyArray<Job<Request> | undefined>) => Results<Request>
  /** Requests that the API took, and how many of them only searched for faulty rows. */
  readonly requests: () => { readonly jobs: number; readonly searches: number }
}

export const make = <Request>(options: Options<Request>): BulkSender<Request> => {
  const { bulkOperation, destination, finishOnly = false } = options
  const endpoint = new BulkEndpoint(options.onClosed)
  return {
    takes: ({ keyed, request, start }) =>
      !finishOnly &&
      !endpoint.isClosed &&
      keyed &&
      // A row with a fresh key of its own is sent again under that key.
      start !== "resume" &&
      (start !== "edited" || destination.lookUpMany !== undefined) &&
      bulkOperation.carries(request),
    send: (jobs) =>
      Effect.suspend(() => {
        const delivery = new Delivery.BatchDelivery(jobs.length, endpoint, options)
        const items = jobs.map((job, index) => ({ index, job, inDoubt: job.start === "readBack" }))
        return Effect.andThen(
          delivery.begin(items),
          Effect.suspend(() => delivery.results())
        )
      }),
    recover: (batch, jobs) =>
      Effect.suspend(() => {
        const present = jobs.filter((job) => job !== undefined)
        const delivery = new Delivery.BatchDelivery(present.length, endpoint, options)
        const items = present.map((job, index) => ({
          index,
          job,
          inDoubt: true,
          onlyLast: job.attempt.doubtSince >= since(batch)
        }))
        return Effect.andThen(
          delivery.proceed(batch, items),
          Effect.suspend(() => delivery.results())
        )
      }),
    requests: () => endpoint.requests
  }
}
