/** The files that a command reads, and the flags of reading them. `handlers/openSource.ts` interprets them. */
import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"

/** One file or several, a pattern, or standard input. */
export const files = Argument.String("file").pipe(
  Argument.withDescription(
    "A CSV file, several of them, a pattern such as 'exports/*.csv', or - for standard input"
  ),
  Argument.atLeast(1)
)

const limit = (name: string, description: string) =>
  Flag.Int(name).pipe(Flag.withMetavar("N"), Flag.withDescription(description), Flag.optional)

/** How a source is read. */
export const flags = {
  delimiter: Flag.String("delimiter").pipe(
    Flag.withDescription("comma, tab, semicolon, pipe, or a character; found by itself when left out"),
    Flag.optional
  ),
  header: Flag.Boolean("header").pipe(
    Flag.withDescription("Whether the first row names the columns; --no-header when it does not"),
    Flag.withDefault(true)
  ),
  comment: Flag.String("comment").pipe(
    Flag.withDescription("Lines that begin with this are left out"),
    Flag.optional
  ),
  encoding: Flag.String("encoding").pipe(
    Flag.withDescription("utf-8, utf-16le, windows-1252, iso-8859-1 and others; UTF-8 and UTF-16 are found"),
    Flag.optional
  ),
  maxRecordBytes: limit("max-record-bytes", "How large one record may be; 1048576 when left out"),
  maxCellBytes: limit("max-cell-bytes", "How large one cell may be; as large as a record when left out"),
  maxColumns: limit("max-columns", "How many columns there may be; 4096 when left out")
}
