/**
 * How a cell is written so that a spreadsheet shows it instead of running it, and how that is taken back.
 *
 * A cell that begins with `=`, `+`, `-`, `@`, a tab or a line end would be read as a formula. It gets an apostrophe
 * in front. So does a cell that already begins with apostrophes before such a character: without that, reading
 * could not tell whose apostrophe it is.
 */

const dangerous = /^'*[=+\-@\t\r\n]/
const neutralized = /^''*[=+\-@\t\r\n]/

/** Makes a cell harmless in a spreadsheet. */
export const neutralize = (cell: string): string => (dangerous.test(cell) ? `'${cell}` : cell)

/** Takes back what {@link neutralize} did: `restore(neutralize(cell))` is `cell`. */
export const restore = (cell: string): string => (neutralized.test(cell) ? cell.slice(1) : cell)

/**
 * Writes one record of CSV, quoting where a reader needs it. The first cell is always quoted, so that the line can be
 * neither a blank line nor a comment. Ends with a line feed.
 */
export const writeRecord = (cells: ReadonlyArray<string>, delimiter: string): string => {
  let text = ""
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]!
    if (index > 0) text += delimiter
    text += index === 0 || needsQuotes(cell, delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell
  }
  return `${text}\n`
}

const needsQuotes = (cell: string, delimiter: string): boolean =>
  /["\r\n]|^\s|\s$/.test(cell) || cell.includes(delimiter)
