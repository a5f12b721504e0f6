/**
 * Names of columns and fields: when two mean the same, and which come near.
 */

/** A name without case, spaces, dashes and underscores: `Reference ID` and `reference_id` are `referenceid`. */
export const plainName = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, "")

/** The positions, from 0, of the columns that have this name. */
export const positionsOf = (columns: ReadonlyArray<string>, name: string): ReadonlyArray<number> => {
  const positions: Array<number> = []
  columns.forEach((column, position) => {
    if (column === name) positions.push(position)
  })
  return positions
}

/** The names nearest to a given one, at most three, nearest first. Names that have nothing in common are left out. */
export const nearest = (name: string, candidates: ReadonlyArray<string>): ReadonlyArray<string> =>
  [...new Set(candidates)]
    .map((candidate) => ({ candidate, distance: distanceOf(name, candidate) }))
    .filter(({ distance }) => distance !== undefined)
    .sort((a, b) => a.distance! - b.distance!)
    .slice(0, 3)
    .map(({ candidate }) => candidate)

/** Comparing costs the product of the lengths; no real name is longer. */
const maxLength = 64

/** How far apart two names are; `undefined` if they do not resemble each other. */
const distanceOf = (a: string, b: string): number | undefined => {
  const one = plainName(a).slice(0, maxLength)
  const other = plainName(b).slice(0, maxLength)
  const shorter = Math.min(one.length, other.length)
  if (shorter === 0) return undefined
  if (sortedWords(a) === sortedWords(b)) return 0
  if (shorter >= 3 && (one.includes(other) || other.includes(one))) return 1
  const distance = editDistance(one, other)
  return distance <= Math.max(1, Math.floor(Math.max(one.length, other.length) / 3)) ? distance : undefined
}

/** `Last Name` and `name_last` have the same words. */
const sortedWords = (name: string): string =>
  name
    .slice(0, maxLength)
    .toLowerCase()
    .split(/[\s_.-]+/)
    .sort()
    .join(" ")

/** How many letters must be put in, left out, replaced or swapped with their neighbour to turn one text into the other. */
export const editDistance = (a: string, b: string): number => {
  let before: ReadonlyArray<number> = []
  let previous: ReadonlyArray<number> = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const replaced = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1)
      let least = Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1)
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, before[column - 2]! + 1)
      }
      current.push(least)
    }
    before = previous
    previous = current
  }
  return previous[b.length]!
}
