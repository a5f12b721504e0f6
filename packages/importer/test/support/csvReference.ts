/** A plain reading of CSV, character by character on the whole text: what the reader is compared with. */

export interface Reference {
  /** The cells of each record, the header included; blank lines and comments are none. */
  readonly records: ReadonlyArray<ReadonlyArray<string>>
  /** Whether a quote stands where none may stand, behind those records. */
  readonly faulty: boolean
}

export const split = (text: string, delimiter: string, comment: string | undefined): Reference => {
  const records: Array<ReadonlyArray<string>> = []
  let at = 0
  const atLineEnd = () => text[at] === "\n" || text[at] === "\r"
  const passLine = () => {
    while (at < text.length && !atLineEnd()) at++
    passLineEnd()
  }
  const passLineEnd = () => {
    at += text.startsWith("\r\n", at) ? 2 : 1
  }
  while (at < text.length) {
    if (atLineEnd()) {
      passLineEnd()
      continue
    }
    if (comment !== undefined && text.startsWith(comment, at)) {
      passLine()
      continue
    }
    const cells: Array<string> = []
    const startsQuoted = text[at] === '"'
    for (;;) {
      let cell = ""
      if (text[at] === '"') {
        for (at++; ; at++) {
          const close = text.indexOf('"', at)
          if (close === -1) return { records, faulty: true }
          cell += text.slice(at, close)
          at = close + 1
          if (text[at] !== '"') break
          cell += '"'
        }
        if (at < text.length && !atLineEnd() && !text.startsWith(delimiter, at))
          return { records, faulty: true }
      } else {
        const from = at
        while (at < text.length && !atLineEnd() && !text.startsWith(delimiter, at)) {
          if (text[at] === '"') return { records, faulty: true }
          at++
        }
        cell = text.slice(from, at)
      }
      cells.push(cell)
      if (at >= text.length || atLineEnd()) break
      at += delimiter.length
    }
    if (at < text.length) passLineEnd()
    if (cells.length > 1 || startsQuoted || cells[0]!.trim() !== "") records.push(cells)
  }
  return { records, faulty: false }
}
