/** A set of lines, stored as bitmaps of the blocks that have any. */
export class LineSet {
  private readonly blocks = new Map<number, Uint32Array>()

  /** Adds a line and returns whether it was new. */
  add(line: number): boolean {
    const block = Math.floor(line / blockLines)
    let bits = this.blocks.get(block)
    if (bits === undefined) this.blocks.set(block, (bits = new Uint32Array(blockLines / 32)))
    const at = line % blockLines
    const bit = 1 << (at & 31)
    if ((bits[at >> 5]! & bit) !== 0) return false
    bits[at >> 5]! |= bit
    return true
  }

  has(line: number): boolean {
    const at = line % blockLines
    const bits = this.blocks.get(Math.floor(line / blockLines))
    return bits !== undefined && (bits[at >> 5]! & (1 << (at & 31))) !== 0
  }
}

/** Small enough that lines far apart cost little. */
const blockLines = 256
