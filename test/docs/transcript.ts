/** Compares what a page shows with what a command printed. */

/** A command of a transcript and the lines that are shown below it. */
export interface Step {
  readonly command: string
  readonly shown: ReadonlyArray<string>
}

/** Splits a transcript at its lines that begin with `$ `. */
export const steps = (text: string): ReadonlyArray<Step> =>
  text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = "", ...shown] = part.trimEnd().split("\n")
      return { command, shown }
    })

/**
 * What is shown but was not printed, or undefined. The shown lines must follow each other in the output from its
 * beginning to its end; a line `…` stands for any number of lines, and `…` at the end of a line for its rest.
 */
export const missing = (shown: ReadonlyArray<string>, output: string): string | undefined => {
  const printed = output.trimEnd().split("\n").map(normal)
  let at = 0
  let gap = false
  for (const line of shown.map(normal)) {
    if (line === "…") {
      gap = true
      continue
    }
    const matches = (candidate: string | undefined) =>
      candidate !== undefined &&
      (line.endsWith("…") ? candidate.startsWith(line.slice(0, -1)) : candidate === line)
    if (gap) while (at < printed.length && !matches(printed[at])) at++
    if (!matches(printed[at])) return line
    at++
    gap = false
  }
  return gap || at === printed.length ? undefined : `(then) ${printed[at]}`
}

/** What differs from run to run: ids, times, durations. */
const normal = (line: string): string =>
  line
    .replaceAll(/\d{8}T\d{6}-[0-9a-f]{16}/g, "RUN")
    .replaceAll(/\b([a-z]{2,6})_[A-Za-z0-9]{20,}/g, "$1_ID")
    .replaceAll(/\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?Z)?/g, "TIME")
    .replaceAll(/\d+\.\d s\b/g, "DURATION")
    .trimEnd()
