/** A digest that lags behind what was read, so that it can be asked for between two records. */
import { createHash } from "node:crypto"

export class LaggingHash {
  private readonly hash = createHash("sha256")
  private pending: Array<Buffer> = []
  private offset = 0

  push(part: Uint8Array): void {
    // Copied: a producer may use the memory again.
    this.pending.push(Buffer.from(part))
  }

  /** Goes on to an offset. Offsets may not go back. */
  advance(offset: number): void {
    let done = 0
    for (const part of this.pending) {
      if (this.offset >= offset) break
      const taken = part.subarray(0, offset - this.offset)
      this.hash.update(taken)
      this.offset += taken.length
      if (taken.length < part.length) {
        this.pending[done] = part.subarray(taken.length)
        break
      }
      done++
    }
    this.pending.splice(0, done)
  }

  /** The digest of the bytes before the offset that it has come to. */
  digest(): string {
    return this.hash.copy().digest("hex")
  }

  /** The digest of all bytes, which leaves the offset where it is. */
  whole(): string {
    const hash = this.hash.copy()
    for (const part of this.pending) hash.update(part)
    return hash.digest("hex")
  }
}
