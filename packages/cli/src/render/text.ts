/** Text for terminals. */
import { onOneLine } from "./printable.ts"

/** Breaks paragraphs into lines of at most `width` characters, between words. Indented lines stay as they are. */
export const wrap = (text: string, width = 100): string => {
  const lines: Array<string> = []
  for (const paragraph of text.split("\n")) {
    let line = ""
    if (paragraph.startsWith(" ")) {
      lines.push(paragraph)
      continue
    }
    for (const word of paragraph.split(" ")) {
      if (line !== "" && line.length + 1 + word.length > width) {
        lines.push(line)
        line = word
      } else {
        line = line === "" ? word : `${line} ${word}`
      }
    }
    lines.push(line)
  }
  return lines.join("\n")
}

/** The beginning of a value, on one line. */
export const oneLine = (value: string): string => {
  const text = onOneLine(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

/** The first names, and the number of the others. */
export const listed = (names: ReadonlyArray<string>, most: number): string =>
  names.length <= most
    ? names.map(onOneLine).join(", ")
    : `${names.slice(0, most).map(onOneLine).join(", ")} and ${names.length - most} more`

/** Columns of text, each as wide as its widest cell; numbers are right-aligned. */
export const table = (given: ReadonlyArray<ReadonlyArray<string | number>>): string => {
  // The width of a cell is that of its printed text, on one line.
  const rows = given.map((row) => row.map((cell) => (typeof cell === "number" ? cell : onOneLine(cell))))
  const widths: Array<number> = []
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, String(cell).length)
  return rows
    .map((row) =>
      row
        .map((cell, i) =>
          typeof cell === "number" ? String(cell).padStart(widths[i]!) : cell.padEnd(widths[i]!)
        )
        .join("  ")
        .trimEnd()
    )
    .join("\n")
}

/** The name of an engine as the first column of a line; seven characters fit the longest one. */
export const engineColumn = (engine: string): string => engine.padEnd(7)

/** `1 h 5 min`, `12 min 3 s`, `4.2 s`. */
export const duration = (millis: number): string => {
  if (millis < 59_950) return `${(millis / 1000).toFixed(1)} s`
  const seconds = Math.round(millis / 1000)
  const minutes = Math.floor(seconds / 60)
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
