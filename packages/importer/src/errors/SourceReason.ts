/**
 * Why a source cannot be read. Headers, line numbers and byte offsets appear in reasons, a cell's value never does.
 */
import * as Data from "effect/Data"

/** No file has this name. */
export class FileNotFound extends Data.TaggedError("FileNotFound")<{}> {}

/** The name belongs to a directory. */
export class IsDirectory extends Data.TaggedError("IsDirectory")<{}> {}

/** The file is there but may not be read, or reading it failed half-way. */
export class Unreadable extends Data.TaggedError("Unreadable")<{
  /** What the system or the stream said, without contents: a code such as `EACCES`. */
  readonly code: string
}> {}

/** A file is not what it was when reading began, so that what is read of it may be of two versions. */
export class Changed extends Data.TaggedError("Changed")<{
  /**
   * - `grown`, `cut`: it has more or fewer bytes.
   * - `overwritten`: it was written to, and has as many bytes.
   * - `differs`: a part that was read before says something else, under the same size and time.
   * - `replaced`, `gone`: its name leads to another file, or to none.
   * - `matches`: the pattern matches other files.
   */
  readonly how: "grown" | "cut" | "overwritten" | "differs" | "replaced" | "gone" | "matches"
  /** Bytes when reading began, and now. */
  readonly size?: { readonly before: number; readonly now: number | undefined } | undefined
  /** Times of the last write, RFC 3339. */
  readonly modified?: { readonly before: string; readonly now: string | undefined } | undefined
}> {}

/** No file's name matches the pattern. */
export class NothingMatches extends Data.TaggedError("NothingMatches")<{}> {}

/** The source is compressed, and its data are damaged or cut off. */
export class Corrupt extends Data.TaggedError("Corrupt")<{
  /** What it is compressed with, such as `gzip`. */
  readonly format: string
  /** The decompressor's code, such as `Z_BUF_ERROR` for data that are cut off. */
  readonly code: string
}> {}

/** The source is a file of a kind that cannot be read, such as a spreadsheet. */
export class UnsupportedFormat extends Data.TaggedError("UnsupportedFormat")<{
  readonly format: string
}> {}

/** There is no content at all, or only blank lines and comments. */
export class EmptySource extends Data.TaggedError("EmptySource")<{}> {}

/** There is a header but not one record. */
export class NoRows extends Data.TaggedError("NoRows")<{ readonly line: number }> {}

/** The bytes are no text in the encoding that the source has or was said to have. */
export class NotText extends Data.TaggedError("NotText")<{
  /**
   * `nul`: a NUL, which no text contains; `invalid`: not valid in this encoding; `undefined`: a byte without a
   * character in this encoding; `utf-8`: another encoding was given, but this is UTF-8.
   */
  readonly kind: "nul" | "invalid" | "undefined" | "utf-8"
  /** The encoding that was found or given. */
  readonly encoding: string
  /** Offset of the first wrong byte, counted from 0; of a compressed source, in what it expands to. */
  readonly offset: number
  readonly line: number
}> {}

/** A quoted cell is still open at the end of the source or at the size limit of a record. */
export class UnclosedQuote extends Data.TaggedError("UnclosedQuote")<{
  /** Where the quote was opened. */
  readonly line: number
  readonly column: number
  /** Where reading stopped: at the end of the source, or because the record grew beyond the limit. */
  readonly stoppedAt: "end" | "limit"
}> {}

/** A quote stands where none may stand: inside an unquoted cell, or followed by text after closing one. */
export class StrayQuote extends Data.TaggedError("StrayQuote")<{
  readonly line: number
  readonly column: number
  /** For text after a closing quote: the line on which the cell was opened, which is often the culprit. */
  readonly openedOnLine: number | undefined
}> {}

/** One record is larger than a record may be. */
export class RecordTooLarge extends Data.TaggedError("RecordTooLarge")<{
  readonly line: number
  readonly maxRecordBytes: number
}> {}

/** A record has more cells than a source may have columns. */
export class TooManyColumns extends Data.TaggedError("TooManyColumns")<{
  readonly line: number
  readonly count: number
  readonly maxColumns: number
}> {}

/** One cell is larger than a cell may be. */
export class CellTooLarge extends Data.TaggedError("CellTooLarge")<{
  /** Where the cell begins. */
  readonly line: number
  readonly column: number
  readonly maxCellBytes: number
}> {}

/** A file that is read together with others does not have the columns of the first one. */
export class DifferentColumns extends Data.TaggedError("DifferentColumns")<{
  /** The file whose columns count. */
  readonly first: string
  readonly missing: ReadonlyArray<string>
  readonly added: ReadonlyArray<string>
}> {}

/** A file of rejected rows is to be read together with other files. */
export class RejectsAmongFiles extends Data.TaggedError("RejectsAmongFiles")<{}> {}

/** A file of rejected rows holds rows of several runs. */
export class MixedRejects extends Data.TaggedError("MixedRejects")<{
  readonly line: number
}> {}

/** The parser refused the source for a reason of its own. */
export class Malformed extends Data.TaggedError("Malformed")<{
  readonly line: number
  /** The parser's code for it. */
  readonly code: string
}> {}

/** An option of the source makes no sense. */
export class InvalidOption extends Data.TaggedError("InvalidOption")<{
  readonly option:
    | "delimiter"
    | "encoding"
    | "comment"
    | "window"
    | "maxRecordBytes"
    | "maxCellBytes"
    | "maxColumns"
    | "files"
    | "duplicates"
  readonly expected: string
}> {}

/** Every reason a source can fail with. */
export type SourceReason =
  | FileNotFound
  | IsDirectory
  | Unreadable
  | Changed
  | NothingMatches
  | Corrupt
  | UnsupportedFormat
  | EmptySource
  | NoRows
  | NotText
  | UnclosedQuote
  | StrayQuote
  | RecordTooLarge
  | CellTooLarge
  | TooManyColumns
  | DifferentColumns
  | RejectsAmongFiles
  | MixedRejects
  | Malformed
  | InvalidOption
