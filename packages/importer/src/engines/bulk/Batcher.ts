/**
 * Packs rows into batches, one request each. Rows of an earlier batch stay together; other rows are packed in order of
 * arrival, by count and bytes.
 */
import type { Batch } from "../../ledger/Ledger.ts"
import type { Job } from "../row/Job.ts"
import { type EarlierBatch, EarlierBatches } from "./EarlierBatches.ts"

/** A row to pack. */
export interface Packed {
  readonly job: Job<unknown>
  /** Approximate bytes of the row. */
  readonly bytes: number
}

/** The rows of one request. */
export interface RowBatch<A> {
  readonly items: ReadonlyArray<A>
  /** Their batch of an earlier scan, if any. */
  readonly before: EarlierBatch<A> | undefined
}

export interface Options<A> {
  /** Whether a batch can carry the row. */
  readonly takes: (item: A) => boolean
  readonly rows: number
  readonly bytes: number
  /** Batches of earlier scans that have no recorded end. */
  readonly unfinished: ReadonlyArray<Batch>
}

export class Batcher<A extends Packed> {
  private readonly options: Options<A>
  private readonly earlierBatches: EarlierBatches<A>
  private items: Array<A> = []
  private bytes = 0

  constructor(options: Options<A>) {
    this.options = options
    this.earlierBatches = new EarlierBatches(options.unfinished)
  }

  takes(item: A): boolean {
    return this.earlierBatches.has(item.job.attempt.natural) || this.options.takes(item)
  }

  /** Adds a row, and returns a batch when one is complete. */
  add(item: A): RowBatch<A> | undefined {
    const { natural } = item.job.attempt
    if (this.earlierBatches.has(natural)) {
      const earlier = this.earlierBatches.take(natural, item)
      return earlier === undefined ? undefined : batchOf(earlier)
    }
    const { bytes, rows } = this.options
    const full = this.items.length > 0 && this.bytes + item.bytes > bytes ? this.pack() : undefined
    this.items.push(item)
    this.bytes += item.bytes
    return full ?? (this.items.length >= rows ? this.pack() : undefined)
  }

  /** Returns the remaining batches, full or not. */
  rest(): ReadonlyArray<RowBatch<A>> {
    const last = this.items.length === 0 ? [] : [this.pack()]
    return [...this.earlierBatches.rest().map(batchOf), ...last]
  }

  private pack(): RowBatch<A> {
    const { items } = this
    this.items = []
    this.bytes = 0
    return { items, before: undefined }
  }
}

const batchOf = <A>(before: EarlierBatch<A>): RowBatch<A> => ({
  items: before.items.filter((item) => item !== undefined),
  before
})
