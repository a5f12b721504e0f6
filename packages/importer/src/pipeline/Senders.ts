/** The engines of a scan: the row engine and, if the run has one, a bulk engine. */
import type { Options as SendOptions } from "../engines/row/Job.ts"
import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import { Batcher, type RowBatch } from "../engines/bulk/Batcher.ts"
import { BatchRows } from "../engines/bulk/BulkOperation.ts"
import * as BulkSender from "../engines/bulk/BulkSender.ts"
import * as RowSender from "../engines/row/RowSender.ts"
import type { Batch, LedgerError, Moment } from "../ledger/Ledger.ts"
import type { Options } from "./Options.ts"
import type { Task } from "./Task.ts"

export interface Senders {
  readonly row: RowSender.RowSender<unknown>
  /** `undefined` if neither this scan nor an earlier one sends batches. */
  readonly batching: Batching | undefined
  /** Batch requests that the API took, and how many of them only searched for faulty rows. */
  readonly requests: () => { readonly jobs: number; readonly searches: number }
  /** Why rows go one by one although another engine was chosen. */
  readonly fellBack: () => string | null
}

export interface Batching {
  readonly bulk: BulkSender.BulkSender<unknown>
  /** The sender that recovers a batch of an earlier scan. */
  readonly of: (batch: Batch) => BulkSender.BulkSender<unknown>
  readonly queue: Queue.Queue<RowBatch<Task>, Cause.Done>
  readonly batcher: Batcher<Task>
}

export const make = Effect.fnUntraced(function* (
  { bulkOperation, destination, finishing, keyMaxAge, onClosed, policy, run }: Options,
  {
    now,
    onPause
  }: { readonly now: Effect.Effect<Moment>; readonly onPause: (millis: number) => Effect.Effect<void> }
): Effect.fn.Return<Senders, LedgerError> {
  const { ledger } = run
  const sending: SendOptions<unknown> = {
    runId: run.id,
    destination,
    ledger,
    policy,
    keyMaxAge,
    now,
    onPause
  }
  let fellBack: string | null = null
  const chosen =
    bulkOperation === undefined
      ? undefined
      : BulkSender.make({
          ...sending,
          bulkOperation,
          onClosed: (closed) => Effect.map(onClosed(closed), (why) => void (fellBack = why))
        })
  const finishers = new Map(
    finishing.map((other) => [
      other.engine,
      BulkSender.make({ ...sending, bulkOperation: other, finishOnly: true, onClosed: () => Effect.void })
    ])
  )
  const [anyFinisher] = finishers.values()
  const bulk = chosen ?? anyFinisher
  const batching: Batching | undefined =
    bulk === undefined
      ? undefined
      : {
          bulk,
          of: ({ engine }) => finishers.get(engine) ?? bulk,
          queue: yield* Queue.bounded<RowBatch<Task>, Cause.Done>(1),
          batcher: new Batcher<Task>({
            takes: ({ job }) => bulk.takes(job),
            rows: (yield* BatchRows) ?? bulkOperation?.rows ?? 1,
            bytes: bulkOperation?.bytes ?? 1,
            unfinished: yield* ledger.unfinished
          })
        }
  return {
    row: RowSender.make(sending),
    batching,
    requests: () => chosen?.requests() ?? { jobs: 0, searches: 0 },
    fellBack: () => fellBack
  }
})
