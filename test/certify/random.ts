/** Seeded draws: the same seed gives the same trial on every machine. */

export interface Random {
  /** From 0 up to, but not including, 1. */
  readonly next: () => number
  /** A whole number, both ends included. */
  readonly int: (from: number, to: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <A>(from: ReadonlyArray<A>) => A
  readonly shuffle: <A>(items: ReadonlyArray<A>) => ReadonlyArray<A>
  /** Draws of its own, so that what one part draws does not shift the others. */
  readonly fork: (name: string) => Random
}

export const make = (seed: number): Random => {
  let state = seed >>> 0
  /** Mulberry32. */
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (from) => from[int(0, from.length - 1)]!,
    shuffle: (items) => {
      const shuffled = [...items]
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = int(0, i)
        const kept = shuffled[i]!
        shuffled[i] = shuffled[j]!
        shuffled[j] = kept
      }
      return shuffled
    },
    fork: (name) => make(mix(seed, name))
  }
}

/** FNV-1a over the name, from the seed. */
const mix = (seed: number, name: string): number => {
  let hash = (seed ^ 0x811c9dc5) >>> 0
  for (const character of name) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0
  return hash
}
