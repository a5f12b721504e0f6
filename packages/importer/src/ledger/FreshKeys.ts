/**
 * A Bloom filter of two megabytes: most new digests are recognized as new without a search in the index of all digests.
 */
import type { Digest } from "./Digest.ts"

export class FreshKeys {
  private readonly bits = new Uint8Array(1 << 21)

  add(digest: Digest): void {
    for (let i = 0; i < 9; i += 3) {
      const at = placeAt(digest, i)
      this.bits[at >> 3]! |= 1 << (at & 7)
    }
  }

  /** Whether a digest may have been added; `false` is certain. */
  mayHave(digest: Digest): boolean {
    for (let i = 0; i < 9; i += 3) {
      const at = placeAt(digest, i)
      if ((this.bits[at >> 3]! & (1 << (at & 7))) === 0) return false
    }
    return true
  }
}

/** One of 2^24 places. */
const placeAt = (digest: Digest, i: number): number =>
  digest.charCodeAt(i) | (digest.charCodeAt(i + 1) << 8) | (digest.charCodeAt(i + 2) << 16)
