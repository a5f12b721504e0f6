/**
 * Which character separates the cells: its names, and how it is found in the first record.
 */

/** The delimiters that have a name, in the order in which a tie between them is decided. */
export const named = { comma: ",", tab: "\t", semicolon: ";", pipe: "|" } as const

export type DelimiterName = keyof typeof named

const quote = 0x22
const lf = 0x0a
const cr = 0x0d
const space = 0x20
const tab = 0x09

/** Gives the character for a delimiter's name or for itself; `undefined` when it cannot serve as one. */
export const delimiterCharacter = (delimiter: string): string | undefined => {
  if (Object.hasOwn(named, delimiter)) return named[delimiter as DelimiterName]
  if (delimiter === "\\t") return "\t"
  return [...delimiter].length === 1 && !/["\r\n\0\uFEFF]/.test(delimiter) ? delimiter : undefined
}

/** Whether a text can mark comment lines: it must not begin like a cell or a line end. */
export const isCommentPrefix = (prefix: string, delimiter: string | undefined): boolean =>
  prefix !== "" &&
  !/^["\s]|[\r\n\0\uFEFF]/.test(prefix) &&
  (delimiter === undefined || !prefix.startsWith(delimiter))

/**
 * Finds the delimiter of the first record: the candidate that stands most often outside quotes, comma if none does.
 * The bytes begin where a record begins. Gives `undefined` while the record is not complete, unless `ended`.
 */
export const detectDelimiter = (
  bytes: Buffer,
  comment: Buffer | undefined,
  ended: boolean
): string | undefined => {
  let at = 0
  while (at < bytes.length) {
    if (comment !== undefined && bytes.subarray(at, at + comment.length).equals(comment)) {
      at = lineEnd(bytes, at) + 1
      continue
    }
    const record = countRecord(bytes, at)
    if (record.blank && record.end < bytes.length) at = record.end + 1
    else if (record.end < bytes.length || ended) return mostFrequent(record.counts)
    else return undefined
  }
  return ended ? "," : undefined
}

/**
 * The first record that is neither blank nor a comment, or a comment that `names` something; `undefined` while it is
 * not complete, unless nothing more is to come.
 */
export const firstRecord = (
  bytes: Buffer,
  comment: Buffer | undefined,
  names: string,
  ended: boolean
): Buffer | undefined => {
  let at = 0
  for (;;) {
    if (comment !== undefined && bytes.subarray(at, at + comment.length).equals(comment)) {
      const end = lineEnd(bytes, at)
      if (end < bytes.length && !bytes.subarray(at, end).includes(names)) {
        at = end + 1
        continue
      }
    }
    const record = countRecord(bytes, at)
    const complete = record.end < bytes.length
    if (!complete && !ended) return undefined
    if (!complete || !record.blank) return bytes.subarray(at, record.end)
    at = record.end + 1
  }
}

/** The delimiter that a spreadsheet was told by a first line such as `sep=;`, which is no record. */
export const announcedDelimiter = (first: Buffer): string | undefined =>
  first.length > 12 ? undefined : /^"?sep=(.)"?$/iu.exec(first.toString())?.[1]

const candidates = Object.values(named)

/** Counts the candidates up to the line end that is not inside quotes. */
const countRecord = (bytes: Buffer, start: number) => {
  const counts = new Uint32Array(128)
  let quoted = false
  let blank = true
  let at = start
  for (; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === quote) quoted = !quoted
    else if (!quoted) {
      if (byte === lf || byte === cr) break
      if (byte < 128) counts[byte]!++
    }
    if (byte !== space && byte !== tab) blank = false
  }
  return { end: at, blank, counts: candidates.map((delimiter) => counts[delimiter.charCodeAt(0)]!) }
}

const lineEnd = (bytes: Buffer, start: number): number => {
  let at = start
  while (at < bytes.length && bytes[at] !== lf && bytes[at] !== cr) at++
  return at
}

const mostFrequent = (counts: ReadonlyArray<number>): string =>
  candidates[counts.indexOf(Math.max(...counts))]!
