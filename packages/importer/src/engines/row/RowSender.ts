/**
 * The row engine: sends one row in one request and records its outcome.
 *
 * Settles a row whose first answer is clear. `RowDelivery` handles every other row.
 */
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Attempt, LedgerError } from "../../ledger/Ledger.ts"
import * as RefusalWords from "../refusals/RefusalWords.ts"
import { sendOptions } from "../SendOptions.ts"
import type { Stop } from "../Stop.ts"
import * as Decision from "./Decision.ts"
import type { Job, Options, SettledRow } from "./Job.ts"
import { RowDelivery, settledBy } from "./RowDelivery.ts"

/** Sends a job's row and records its outcome in the ledger. */
export type RowSender<Request> = (
  job: Job<Request>
) => Effect.Effect<SettledRow, Stop | LedgerError, PersonaClient>

export const make = <Request>(options: Options<Request>): RowSender<Request> => {
  const { destination, ledger, runId } = options
  const words = RefusalWords.make(destination.kind)

  const settle = (attempt: Attempt, settled: SettledRow): Effect.Effect<SettledRow, LedgerError> =>
    Effect.as(ledger.settle(attempt.natural, settled.outcome, settled.requestId), settled)

  const create = (request: Request, attempt: Attempt) =>
    destination.create(
      request,
      sendOptions(destination.key(runId, attempt, request), attempt.firstSent, options.keyMaxAge)
    )

  /** Most rows need one send and one answer, without a `RowDelivery`. */
  const send: RowSender<Request> = (job) =>
    job.start === "create" && !destination.lookUpFirst && destination.confirm === undefined
      ? Effect.matchEffect(create(job.request, job.attempt), {
          onSuccess: (written) => settle(job.attempt, settledBy(written, options.policy)),
          onFailure: (error) => deliver(job, error)
        })
      : deliver(job, undefined)

  let activeAt: number | undefined

  /** Waits until list items of earlier scans are active, once for all rows. */
  const activation = Effect.flatMap(Clock.currentTimeMillis, (now) => {
    activeAt ??= now + Decision.settleMillis
    return Effect.sleep(Math.max(0, activeAt - now))
  })

  const deliver = (job: Job<Request>, first: PersonaError | undefined) =>
    new RowDelivery(job, options, { activation, create, settle, words }).run(first)

  return send
}
