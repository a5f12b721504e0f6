/**
 * Groups the problems of rows: the same problem over thousands of rows becomes one line with a count, a few example
 * lines and advice. Holds no values, and a bounded number of groups and lines.
 */
import type { Problem } from "./Mapping.ts"
import type { RowLine } from "./Outcome.ts"

/** One problem with its number of rows. */
export interface Group {
  readonly code: string
  readonly column: string
  readonly field: string
  /** What is wrong, in a sentence without its full stop. */
  readonly reason: string
  readonly suggestion: string | undefined
  /** The number of rows with the problem. */
  readonly rows: number
  /** The first lines with the problem. */
  readonly lines: ReadonlyArray<RowLine>
}

export interface Options {
  /** The most lines of a group. @default 5 */
  readonly examples?: number | undefined
  /** The most groups. Further problems are counted together. @default 500 */
  readonly maxGroups?: number | undefined
}

/** Problems being collected. */
export interface Problems {
  /** Adds the problems of one row. */
  readonly add: (line: number, problems: ReadonlyArray<Problem>) => void
  /** The number of rows with problems. */
  readonly rows: () => number
  /** The groups, the most frequent first. */
  readonly groups: () => ReadonlyArray<Group>
}

export const make = (options: Options = {}): Problems => {
  const { examples = 5, maxGroups = 500 } = options
  const groups = new Map<string, Draft>()
  let rows = 0
  return {
    add: (line, problems) => {
      if (problems.length === 0) return
      rows++
      for (const problem of problems) {
        let key = keyOf(problem)
        let group = groups.get(key)
        if (group === undefined && groups.size >= maxGroups) {
          key = others.code
          group = groups.get(key)
        }
        if (group === undefined) {
          const { code, column, field, reason, suggestion, summary } =
            groups.size >= maxGroups ? others : problem
          group = { code, column, field, reason: summary ?? reason, suggestion, rows: 0, lines: [] }
          groups.set(key, group)
        }
        // A row with the same problem twice counts once.
        if (group.last === line) continue
        group.last = line
        group.rows++
        if (group.lines.length < examples) group.lines.push(line)
      }
    },
    rows: () => rows,
    groups: () =>
      [...groups.values()]
        .map(({ last: _, ...group }) => ({ ...group, lines: [...group.lines] }))
        .toSorted((a, b) => b.rows - a.rows || (a.lines[0] ?? 0) - (b.lines[0] ?? 0))
  }
}

interface Draft {
  readonly code: string
  readonly column: string
  readonly field: string
  readonly reason: string
  readonly suggestion: string | undefined
  rows: number
  readonly lines: Array<number>
  last?: number
}

const keyOf = (problem: Problem): string =>
  `${problem.code}\n${problem.column}\n${problem.field}\n${problem.summary ?? problem.reason}`

const others: Problem = {
  code: "other-problems",
  column: "",
  field: "",
  reason: "Further problems of many sorts",
  suggestion: "Mend the problems above first, and check delimiter and mapping"
}

/** Advice for refusals that have none of their own, mostly those of the API. */
export const adviceFor = (code: string): string | undefined => advice.get(code)

const advice: ReadonlyMap<string, string> = new Map([
  ["unprocessable", "Correct what the API names, in the rejected rows or in the source, and import that"],
  ["bad-request", "Correct what the API names, in the rejected rows or in the source, and import that"],
  ["invalid-request", "Correct the row, in the rejected rows or in the source, and import that"],
  ["already-exists", "Leave the row out, or import again and skip or update what exists"],
  [
    "conflict-without-match",
    "Look for it in the dashboard, where it may be redacted or of another type, or retry the run"
  ],
  ["not-updated", "Look at it in the dashboard, then retry the run"],
  ["unusable", "Give the row another identity, or leave it out"]
])

/** A group in a line or two: "birthdate: Not a date as YYYY-MM-DD (1,204 rows, such as lines 2, 3 and 9). Write …" */
export const describe = (group: Group): string => {
  const place = group.column === "" ? "" : `${group.column}: `
  const count = `${group.rows.toLocaleString("en-US")} ${group.rows === 1 ? "row" : "rows"}`
  const [last] = group.lines.slice(-1)
  const lines =
    group.lines.length === 1 ? `line ${last}` : `lines ${group.lines.slice(0, -1).join(", ")} and ${last}`
  const such = group.rows > group.lines.length ? "such as " : ""
  const fix = group.suggestion === undefined ? "" : ` ${group.suggestion}.`
  return `${place}${group.reason} (${count}, ${such}${lines}).${fix}`
}
