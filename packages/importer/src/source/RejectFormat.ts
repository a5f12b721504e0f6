/**
 * How a rejected row lies in a file of rejected rows, and how it is recognised and read back.
 *
 * The source's columns come first, then five of ours, then any cells a row had beyond its columns. So every cell
 * stands under its own header in a spreadsheet. A row with fewer or more cells than columns says so in
 * `persona-column`; as long as it does and nothing was filled in, it is read back as ragged as it was.
 */
import type { Origin } from "./SourceRecord.ts"
import { named } from "./Dialect.ts"
import { neutralize, restore } from "./SpreadsheetCell.ts"

/**
 * The columns added to each rejected row. The last one identifies the row and its run. A file is a reject file if it
 * has the last column, or all others.
 */
export const rejectColumns = [
  "persona-line",
  "persona-column",
  "persona-reason",
  "persona-suggestion",
  "persona-row"
] as const

const lineCell = 0
const columnCell = 1
const rowCell = 4

/** What the added columns of one row say. */
export type RejectCells = readonly [
  line: string,
  column: string,
  reason: string,
  suggestion: string,
  row: string
]

/**
 * The text of `persona-row`: the run, the line that the run knows the row by, and a keyed digest of what the row was, by
 * which it is found when the lines have moved.
 */
export const rowToken = (run: string, line: number, was: string | undefined): string =>
  `${run}:${line}${was === undefined ? "" : `:${Buffer.from(was, "latin1").toString("base64url")}`}`

/** One digest, or two, in base64url. */
const rowTokenPattern = /^(.+?):(\d{1,15})(?::([\w-]{43}|[\w-]{22}))?$/

/** The text of `persona-column` for a row with the wrong number of cells. */
export const cellCount = (actual: number, expected: number): string => `${actual} of ${expected} cells`

const cellCountPattern = /^(\d+) of (\d+) cells$/

/** Lays out the header of a file of rejected rows. */
export const layHeader = (columns: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...columns.map(neutralize),
  ...rejectColumns
]

/** Lays out one rejected row. */
export const layRow = (
  cells: ReadonlyArray<string>,
  columns: number,
  added: RejectCells
): ReadonlyArray<string> => {
  const laid = cells.slice(0, columns).map(neutralize)
  while (laid.length < columns) laid.push("")
  for (const cell of added) laid.push(neutralize(cell))
  for (let index = columns; index < cells.length; index++) laid.push(neutralize(cells[index]!))
  return laid
}

/** What a row of a file of rejected rows was, or was corrected to. */
export interface RejectedRow {
  readonly cells: ReadonlyArray<string>
  /** Where the row stood when it was rejected; `undefined` for a row that was added by hand. */
  readonly origin: Origin | undefined
  /** The run that it was rejected by. */
  readonly run: string | undefined
}

/** How to read the records of a file of rejected rows. */
export interface RejectLayout {
  /** The source's own columns. */
  readonly columns: ReadonlyArray<string>
  /** Gives a row's own cells as they were before it was rejected, or as they were corrected since. */
  readonly read: (record: ReadonlyArray<string>) => RejectedRow
}

const wasIn = (text: string | undefined): Pick<Origin, "was"> =>
  text === undefined ? {} : { was: Buffer.from(text, "base64url").toString("latin1") }

const isRejects = (names: ReadonlyArray<string>): boolean =>
  names.includes(rejectColumns[rowCell]) ||
  rejectColumns.slice(0, rowCell).every((name) => names.includes(name))

/** Recognises the header of a file of rejected rows. */
export const rejectLayout = (header: ReadonlyArray<string>): RejectLayout | undefined => {
  const names = header.map((name) => restore(name.trim()))
  if (!isRejects(names)) return undefined
  const added = rejectColumns.map((name) => names.indexOf(name))
  const columns = names.filter((_, index) => !added.includes(index))
  // A spreadsheet that saves a row with cells too many gives every row, and the header, blank cells at the end.
  for (let last = names.length - 1; names[last] === ""; last--) columns.pop()
  const cellsOf = (record: ReadonlyArray<string>): ReadonlyArray<string> => {
    const cells = record.filter((_, index) => !added.includes(index)).map(restore)
    const said = cellCountPattern.exec(record[added[columnCell]!] ?? "")
    if (said === null || Number(said[2]) !== columns.length) return withoutBlankEnd(cells, columns.length)
    const actual = Number(said[1])
    if (actual > columns.length) return withLength(cells, actual)
    return isBlank(cells, actual) ? cells.slice(0, actual) : withoutBlankEnd(cells, columns.length)
  }
  return {
    columns,
    read: (record) => {
      const token = rowTokenPattern.exec(record[added[rowCell]!]?.trim() ?? "")
      const [, run, line, was] = token ?? []
      const place = restore(record[added[lineCell]!] ?? "")
      return {
        cells: cellsOf(record),
        run,
        origin: line === undefined ? undefined : { line: Number(line), place, ...wasIn(was) }
      }
    }
  }
}

/**
 * Finds the delimiter of a file of rejected rows in its header, since a spreadsheet may have changed it. The delimiter that
 * was `given` is tried first; `undefined` when it is no such file.
 */
export const rejectDelimiter = (header: Buffer, given: string | undefined): string | undefined => {
  if (!header.includes("persona-row") && !header.includes("persona-reason")) return undefined
  const text = header.toString()
  const behind = /persona-(?:row|reason)"?([^"\s])/u.exec(text)?.[1]
  const candidates = [given, ...Object.values(named), behind]
  return candidates.find(
    (candidate) => candidate !== undefined && isRejects(rejectColumns.filter(isCellOf(text, candidate)))
  )
}

/** Whether a name without quotes in it is one of the cells of a header. */
const isCellOf = (header: string, delimiter: string) => {
  const between = delimiter.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")
  return (name: string): boolean =>
    new RegExp(`(?:^|${between})[^\\S\\t]*("?)${name}\\1[^\\S\\t]*(?:${between}|$)`, "u").test(header)
}

const isBlank = (cells: ReadonlyArray<string>, from: number): boolean => {
  for (let index = from; index < cells.length; index++) if (cells[index]!.trim() !== "") return false
  return true
}

/** Drops blank cells beyond the columns. */
const withoutBlankEnd = (cells: ReadonlyArray<string>, columns: number): ReadonlyArray<string> => {
  let length = cells.length
  while (length > columns && cells[length - 1]!.trim() === "") length--
  return cells.slice(0, length)
}

/** The number was written by us but may have been edited: it decides nothing beyond the cells that are there. */
const withLength = (cells: ReadonlyArray<string>, length: number): ReadonlyArray<string> => {
  const whole = cells.slice(0, length)
  while (whole.length < length && whole.length < 4096) whole.push("")
  return whole
}
