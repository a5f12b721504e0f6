/**
 * How a rejected row lies in a file of rejected rows, and how it is recognised and read back.
 *
 * The source's columns come first, then four of ours, then any cells a row had beyond its columns. So every cell
 * stands under its own header in a spreadsheet. A row with fewer or more cells than columns says so in
 * `persona-column`; as long as it does and nothing was filled in, it is read back as ragged as it was.
 */
import { neutralize, restore } from "./spreadsheet.ts"

/** The columns added to each rejected row. A file is one of rejected rows if it has all of them. */
export const rejectColumns = [
  "persona-line",
  "persona-column",
  "persona-reason",
  "persona-suggestion"
] as const

const columnCell = 1

/** What the added columns of one row say. */
export type RejectCells = readonly [line: string, column: string, reason: string, suggestion: string]

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

/** How to read the records of a file of rejected rows. */
export interface RejectLayout {
  /** The source's own columns. */
  readonly columns: ReadonlyArray<string>
  /** Gives a row's own cells as they were before it was rejected, or as they were corrected since. */
  readonly read: (record: ReadonlyArray<string>) => ReadonlyArray<string>
}

/** Recognises the header of a file of rejected rows. */
export const rejectLayout = (header: ReadonlyArray<string>): RejectLayout | undefined => {
  const names = header.map((name) => restore(name.trim()))
  const added = rejectColumns.map((name) => names.indexOf(name))
  if (added.includes(-1)) return undefined
  const columns = names.filter((_, index) => !added.includes(index))
  // A spreadsheet that saves a row with cells too many gives every row, and the header, blank cells at the end.
  for (let last = names.length - 1; names[last] === ""; last--) columns.pop()
  return {
    columns,
    read: (record) => {
      const cells = record.filter((_, index) => !added.includes(index)).map(restore)
      const said = cellCountPattern.exec(record[added[columnCell]!] ?? "")
      if (said === null || Number(said[2]) !== columns.length) return withoutBlankEnd(cells, columns.length)
      const actual = Number(said[1])
      if (actual > columns.length) return withLength(cells, actual)
      return isBlank(cells, actual) ? cells.slice(0, actual) : withoutBlankEnd(cells, columns.length)
    }
  }
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
