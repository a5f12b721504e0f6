/**
 * Collects the rows of earlier batches whose end is not recorded: a request can be repeated, and its job be understood, only
 * with all of its rows in their old order.
 */
import type { Digest } from "../../ledger/Digest.ts"
import type { Batch } from "../../ledger/Ledger.ts"

/** The rows of an earlier batch, as far as the source still has them. */
export interface EarlierBatch<A> {
  readonly batch: Batch
  /** By their place in the request; `undefined` for those that the source has not shown. */
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
      // A row that left more than once is known by its last departure.
      for (const [index, natural] of members.entries()) this.places.set(natural, { batch: id, index })
    }
  }

  /** Whether a row is one of them. */
  has(natural: Digest): boolean {
    return this.places.size > 0 && this.places.has(natural)
  }

  /** Takes a row, and gives those that left with it once the last of them is there. */
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

  /** Gives what has come so far: the source has shown all that it has. */
  rest(): ReadonlyArray<EarlierBatch<A>> {
    const rest = [...this.open.values()].filter(({ items }) => items.some((item) => item !== undefined))
    this.open.clear()
    this.places.clear()
    return rest
  }
}
