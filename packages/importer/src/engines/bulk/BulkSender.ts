/**
 * The bulk engine: sends many rows in one request, and says what became of each. Each call has a `BatchDelivery`; all
 * of a run share one `BulkEndpoint`.
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
  /** Called once, when the API turns out not to take such requests. A failure ends the run. */
  readonly onClosed: (closed: Closed) => Effect.Effect<void, Stop>
}

type Results<Request> = Effect.Effect<
  ReadonlyArray<Delivery.Result<Request>>,
  Stop | LedgerError,
  PersonaClient
>

export interface BulkSender<Request> {
  /** Whether a row is sent together with others. */
  readonly takes: (job: Job<Request>) => boolean
  /** Sends rows in one request; gives what became of each, in their order. */
  readonly send: (jobs: ReadonlyArray<Job<Request>>) => Results<Request>
  /**
   * Goes on with a request of an earlier scan whose end is not recorded, and gives what became of those of its rows
   * that the source still has. A row that the source has no more is `undefined` in its place.
   */
  readonly recover: (batch: Batch, jobs: ReadonlyArray<Job<Request> | undefined>) => Results<Request>
  /** Requests that the API took, and those of them that only searched for faulty rows. */
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
      // A row that has a young key of its own is sent again under it.
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
