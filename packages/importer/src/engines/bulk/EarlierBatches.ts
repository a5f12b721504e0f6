/**
 * Collects the rows of earlier batches that have no recorded end. Repeating a request and interpreting its job both
 * require all of its rows in the original order.
 */
import type { Digest } from "../../ledger/Digest.ts"
import type { Batch } from "../../ledger/Ledger.ts"

/** The rows of an earlier batch that are still in the source. */
export interface EarlierBatch<A> {
  readonly batch: Batch
  /** By position in the request. `undefined` for rows that the scan has not found. */
  readonly items: ReadonlyArray<A | undefined>
}

export class EarlierBatches<A> {
  private readonly open = new Map<
    number,
    { readonly batch: Batch; readonly items: Array<A | undefined>; missing: number }
  >()
  private readonly places = new Map<Digest, { readonly batch: number; readonly index: number }>()

  constructor(batches: ReadonlyArray<Batch>) {
    for (const batch of batches) {
      const { id, members } = batch
      this.open.set(id, {
        batch,
        items: Array.from({ length: members.length }, () => undefined),
        missing: members.length
      })
      // A row that was sent in several batches belongs to the last one.
      for (const [index, natural] of members.entries()) this.places.set(natural, { batch: id, index })
    }
  }

  /** Whether a row belongs to an earlier batch. */
  has(natural: Digest): boolean {
    return this.places.size > 0 && this.places.has(natural)
  }

  /** Takes a row. Returns its batch once all rows of the batch are there. */
  take(natural: Digest, item: A): EarlierBatch<A> | undefined {
    const place = this.places.get(natural)
    const found = place === undefined ? undefined : this.open.get(place.batch)
    if (place === undefined || found === undefined) return undefined
    this.places.delete(natural)
    found.items[place.index] = item
    if (--found.missing > 0) return undefined
    this.open.delete(place.batch)
    return found
  }

  /** Returns the incomplete batches. Called when the scan has read all rows. */
  rest(): ReadonlyArray<EarlierBatch<A>> {
    const rest = [...this.open.values()].filter(({ items }) => items.some((item) => item !== undefined))
    this.open.clear()
    this.places.clear()
    return rest
  }
}
