/**
 * Natural keys that were met before, in 16 bytes each: as many as a table of a few hundred megabytes holds, where a set
 * of texts would take ten times that.
 */
import { hash } from "node:crypto"

/** A set of texts that only grows. Of two different texts, one in 2^64 is taken for the other. */
export class SeenKeys {
  #size = 0
  #low = new Uint32Array(1024)
  #high = new Uint32Array(1024)

  get size(): number {
    return this.#size
  }

  /** Adds a text and tells whether it was new. */
  add(text: string): boolean {
    if (this.#size * 2 >= this.#low.length) this.#grow()
    const digest = hash("sha256", text, "buffer")
    const low = digest.readUInt32LE(0)
    // A place that is zero in both halves is free.
    const high = digest.readUInt32LE(4) || 1
    const at = this.#placeOf(low, high)
    if (this.#high[at] !== 0) return false
    this.#low[at] = low
    this.#high[at] = high
    this.#size++
    return true
  }

  /** Where a digest is, or the free place where it belongs. */
  #placeOf(low: number, high: number): number {
    const mask = this.#low.length - 1
    let at = low & mask
    while (this.#high[at] !== 0 && (this.#low[at] !== low || this.#high[at] !== high)) at = (at + 1) & mask
    return at
  }

  #grow() {
    const [lows, highs] = [this.#low, this.#high]
    this.#low = new Uint32Array(lows.length * 2)
    this.#high = new Uint32Array(highs.length * 2)
    for (const [i, high] of highs.entries()) {
      if (high === 0) continue
      const at = this.#placeOf(lows[i]!, high)
      this.#low[at] = lows[i]!
      this.#high[at] = high
    }
  }
}
