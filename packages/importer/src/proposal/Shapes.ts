/**
 * What a value looks like without saying what it is: `Aa Aaa`, `99/99/9999`, `aaa@aaa.aaa`. Runs of letters and digits
 * are cut, so that the length of a name does not show either.
 */

/** The shape of a value. */
export const shapeOf = (value: string): string => {
  const signs = value
    .slice(0, 200)
    .replaceAll(/\p{Lu}/gu, "A")
    .replaceAll(/[\p{L}\p{M}]/gu, (letter) => (letter === "A" ? "A" : "a"))
    .replaceAll(/\p{N}/gu, "9")
    .replaceAll(/[^\w\s@.,;:/+()|"'#%&*<>=[\]{}-]/gu, "?")
    .replaceAll(/\s+/g, " ")
  return signs
    .replaceAll(/a{4,}/g, "aaa")
    .replaceAll(/A{4,}/g, "AAA")
    .replaceAll(/9{5,}/g, "9999")
    .slice(0, 40)
}

/** The most common shapes of some values, up to a limit. */
export const shapesOf = (values: ReadonlyArray<string>, most: number): ReadonlyArray<string> => {
  const counts = new Map<string, number>()
  for (const value of values) {
    const shape = shapeOf(value)
    counts.set(shape, (counts.get(shape) ?? 0) + 1)
  }
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([shape]) => shape)
}
