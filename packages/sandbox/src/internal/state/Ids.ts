/**
 * Ids as opaque as the real ones: a prefix, an underscore and 24 letters or digits. They follow from the seed, so runs
 * are reproducible, and never collide: a counter distinguishes ids within one opening of a state, the number of the
 * opening (the epoch) between openings. Both enter the id through lossless mixing steps.
 */
export interface Ids {
  readonly next: (prefix: string) => string
}

export const make = (seed: number, epoch: number): Ids => {
  let counter = 0
  return {
    next: (prefix) => {
      counter = (counter + 1) >>> 0
      const first = mix(counter ^ mix(seed))
      const second = mix(epoch ^ first ^ 0x51ed270b)
      const third = mix(first ^ 0x2545f491)
      return `${prefix}_${letters(first)}${letters(second)}${letters(third)}${letters(mix(third ^ second))}`
    }
  }
}

/** The finalizer of MurmurHash3, a bijection of 32-bit numbers. */
const mix = (value: number): number => {
  let h = value >>> 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/** Six characters hold 32 bits. */
const letters = (value: number): string => {
  let rest = value
  let text = ""
  for (let i = 0; i < 6; i++) {
    text += alphabet[rest % 62]
    rest = Math.floor(rest / 62)
  }
  return text
}
