/**
 * Natural keys that were met before, in 16 bytes each: as many as a table of a few hundred megabytes holds, where a set
 * of texts would take ten times that. With lines it takes twice as much.
 */
import { hash } from "node:crypto"

/** A set of texts that only grows. Of two different texts, one in 2^64 is taken for the other. */
export class SeenKeys {
  private occupied = 0
  private low = new Uint32Array(1024)
  private high = new Uint32Array(1024)
  private lines: Float64Array | undefined

  /** @param options `lines` keeps a line with each text. */
  constructor({ lines = false }: { readonly lines?: boolean | undefined } = {}) {
    this.lines = lines ? new Float64Array(1024) : undefined
  }

  get size(): number {
    return this.occupied
  }

  /** Adds a text, with a line if lines are kept, and tells whether it was new. One that was there keeps its line. */
  add(text: string, line = 0): boolean {
    return this.insert(text, line, false)
  }

  /** Adds a text or, if it is there, gives it another line. */
  put(text: string, line: number): void {
    this.insert(text, line, true)
  }

  /** The line of a text; `undefined` if the text was not added, or if lines are not kept. */
  lineOf(text: string): number | undefined {
    const [low, high] = digestOf(text)
    const at = this.placeOf(low, high)
    return this.high[at] === 0 ? undefined : this.lines?.[at]
  }

  private insert(text: string, line: number, replace: boolean): boolean {
    if (this.occupied * 2 >= this.low.length) this.grow()
    const [low, high] = digestOf(text)
    const at = this.placeOf(low, high)
    const isNew = this.high[at] === 0
    if (this.lines !== undefined && (isNew || replace)) this.lines[at] = line
    if (!isNew) return false
    this.low[at] = low
    this.high[at] = high
    this.occupied++
    return true
  }

  /** Where a digest is, or the free place where it belongs. */
  private placeOf(low: number, high: number): number {
    const mask = this.low.length - 1
    let at = low & mask
    while (this.high[at] !== 0 && (this.low[at] !== low || this.high[at] !== high)) at = (at + 1) & mask
    return at
  }

  private grow() {
    const [lows, highs, lines] = [this.low, this.high, this.lines]
    this.low = new Uint32Array(lows.length * 2)
    this.high = new Uint32Array(highs.length * 2)
    if (lines !== undefined) this.lines = new Float64Array(lows.length * 2)
    for (const [i, high] of highs.entries()) {
      if (high === 0) continue
      const at = this.placeOf(lows[i]!, high)
      this.low[at] = lows[i]!
      this.high[at] = high
      if (lines !== undefined) this.lines![at] = lines[i]!
    }
  }
}

const digestOf = (text: string): readonly [low: number, high: number] => {
  const digest = hash("sha256", text, "buffer")
  // A place that is zero in both halves is free.
  return [digest.readUInt32LE(0), digest.readUInt32LE(4) || 1]
}
