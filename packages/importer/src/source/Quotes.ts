/**
 * Finds the quote at fault in a record that the parser refused.
 *
 * The parser says where it gave up, which for a forgotten quote can be far below the cell that caused it. Reading
 * the record again by the same rules tells where the cell was opened.
 */

/** What is wrong with the quotes of a record. Lines and columns count from the record's start, from 1. */
export type QuoteFault =
  | {
      readonly _tag: "Stray"
      readonly line: number
      readonly column: number
      readonly openedOnLine: number | undefined
    }
  | { readonly _tag: "Open"; readonly line: number; readonly column: number }

const quote = 0x22
const lf = 0x0a
const cr = 0x0d

/** Reads one record, whose bytes may be cut, and gives the first fault of its quotes. */
export const findQuoteFault = (
  bytes: Buffer,
  delimiter: Buffer,
  firstLine: number
): QuoteFault | undefined => {
  const isDelimiter = (at: number) =>
    bytes[at] === delimiter[0] &&
    bytes.compare(delimiter, 0, delimiter.length, at, at + delimiter.length) === 0
  let line = firstLine
  let column = 1
  let at = 0
  while (at < bytes.length) {
    // At the start of a cell.
    if (bytes[at] === quote) {
      const opened = line
      at++
      for (;;) {
        if (at >= bytes.length) return { _tag: "Open", line: opened, column }
        const byte = bytes[at]
        if (byte === quote && bytes[at + 1] === quote) at += 2
        else if (byte === quote) break
        else {
          if (byte === lf || (byte === cr && bytes[at + 1] !== lf)) line++
          at++
        }
      }
      at++
      if (at < bytes.length && bytes[at] !== lf && bytes[at] !== cr && !isDelimiter(at)) {
        return { _tag: "Stray", line, column, openedOnLine: opened }
      }
    } else {
      while (at < bytes.length && bytes[at] !== lf && bytes[at] !== cr && !isDelimiter(at)) {
        if (bytes[at] === quote) return { _tag: "Stray", line, column, openedOnLine: undefined }
        at++
      }
    }
    if (at >= bytes.length || !isDelimiter(at)) return undefined
    at += delimiter.length
    column++
  }
  return undefined
}
