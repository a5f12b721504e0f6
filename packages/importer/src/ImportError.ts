/**
 * What can go wrong before a row is sent: reading the source, matching its columns, writing rejected rows.
 *
 * Each error names the file, and line and column where there is one; its message is one paragraph that says what
 * happened and what to do. Headers, line numbers and byte offsets appear in messages, a cell's value never does.
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
   * `nul`: a NUL, which no text contains; `invalid`: not valid in this encoding; `undefined`: a byte that stands for
   * nothing in it; `utf-8`: another encoding was given, but this is UTF-8.
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

/**
 * A source cannot be read, or not further than it was.
 *
 * @example
 * ```ts
 * Source.open(source).pipe(Effect.catchReason("SourceError", "NoRows", () => Effect.succeed(undefined)))
 * ```
 */
export class SourceError extends Data.TaggedError("SourceError")<{
  /** The source's name, usually its path. */
  readonly file: string
  readonly reason: SourceReason
}> {
  /** The line at fault, from 1, where there is one. */
  get line(): number | undefined {
    return "line" in this.reason ? this.reason.line : undefined
  }

  /** The column at fault, from 1, where there is one. */
  get column(): number | undefined {
    return "column" in this.reason ? this.reason.column : undefined
  }

  override get message(): string {
    const line = this.line === undefined ? "" : `, line ${this.line}`
    const column = this.column === undefined ? "" : `, column ${this.column}`
    return `${this.file}${line}${column}: ${describeSource(this.reason)}`
  }
}

const describeSource = (reason: SourceReason): string => {
  switch (reason._tag) {
    case "FileNotFound":
      return "there is no such file. Check the path."
    case "IsDirectory":
      return "this is a directory. Name a CSV file in it, or give a pattern such as folder/*.csv."
    case "Unreadable":
      return `the source cannot be read (${reason.code}). Check that it exists, that you may read it, and try again.`
    case "Changed":
      return (
        `${describeChange(reason)} Rows of two versions are never sent. Let its writer finish, or restore it, then run the ` +
        "same command again: rows that were sent are known by what they say."
      )
    case "NothingMatches":
      return "no file matches this pattern. Check the folder and the spelling."
    case "Corrupt":
      return (
        `the ${reason.format} data are damaged or cut off (${reason.code}). ` +
        "Export or copy the file again, and check that the copy is complete."
      )
    case "UnsupportedFormat":
      return `this is a ${reason.format} file, which is not read. Save it as CSV in UTF-8; gzip and Zstandard may compress it.`
    case "EmptySource":
      return "the source is empty. Export it again, with a header line and at least one row."
    case "NoRows":
      return "there is a header but no row below it. Export the file again, or say that it has no header if this line is data."
    case "NotText":
      return describeNotText(reason)
    case "UnclosedQuote":
      return (
        `a cell is opened with a quote here and never closed${reason.stoppedAt === "end" ? "" : " within the size limit of a record"}. ` +
        "Close the quote, or, if it belongs to the text, double it and put the whole cell in quotes" +
        `${reason.stoppedAt === "end" ? "" : ", or raise the limit if the cell is meant to be that large"}.`
      )
    case "StrayQuote":
      return reason.openedOnLine === undefined
        ? "a quote stands inside a cell that does not begin with one. Put the whole cell in quotes and double the quotes inside it, " +
            "or remove the space before the quote."
        : `a closing quote is followed by more text. The cell was opened on line ${reason.openedOnLine}: close it there, ` +
            "or double every quote that belongs to the text."
    case "RecordTooLarge":
      return (
        `this record is larger than ${reason.maxRecordBytes} bytes. Check the line ends and the quotes from here on, ` +
        "or raise the limit if the record is meant to be that large."
      )
    case "CellTooLarge":
      return (
        `the cell that begins here is larger than ${reason.maxCellBytes} bytes. Check the quotes from here on, ` +
        "or raise the limit if the cell is meant to be that large."
      )
    case "DifferentColumns":
      return (
        `the columns are not those of ${reason.first}${columnsApart(reason)}. Files that are read together need the same ` +
        "columns, in any order: import this one by itself, or give it the same header."
      )
    case "RejectsAmongFiles":
      return "this file holds rejected rows and completes the run they are from. Give it alone."
    case "MixedRejects":
      return (
        "this row was rejected by another run than the rows above it. Put the rows of each run in a file of their own: " +
        "the run stands in the column persona-row."
      )
    case "TooManyColumns":
      return (
        `there are ${reason.count} cells in this record, more than the ${reason.maxColumns} allowed. Check the delimiter and the line ends, ` +
        "or raise the limit."
      )
    case "Malformed":
      return `this is not readable as CSV (${reason.code}). Check the delimiter and the quotes around this line.`
    case "InvalidOption":
      return `the option ${reason.option} is not usable. Give ${reason.expected}.`
  }
}

/** What has happened to a file, in a sentence that begins with a verb's subject. */
export const describeChange = ({ how, modified, size }: Changed): string => {
  const bytes = `from ${size?.before} to ${size?.now} bytes`
  switch (how) {
    case "grown":
      return `the file has grown ${bytes} since reading began.`
    case "cut":
      return `the file has shrunk ${bytes} since reading began.`
    case "overwritten":
      return `the file was written to at ${modified?.now}, after reading began (it has ${size?.now} bytes, as before).`
    case "differs":
      return "a part of the file that was read before says something else now, under the same size and time."
    case "replaced":
      return "the name leads to another file than when reading began."
    case "gone":
      return "the name does not lead to a file any more."
    case "matches":
      return "the pattern matches other files than when reading began."
  }
}

const columnsApart = ({ added, missing }: DifferentColumns): string => {
  const parts = [
    ...(missing.length === 0 ? [] : [`${listed(missing)} ${missing.length === 1 ? "is" : "are"} missing`]),
    ...(added.length === 0 ? [] : [`${listed(added)} ${added.length === 1 ? "is" : "are"} added`])
  ]
  return parts.length === 0 ? "" : `: ${parts.join(", ")}`
}

const describeNotText = ({ encoding, kind, offset }: NotText): string => {
  switch (kind) {
    case "nul":
      return (
        `byte ${offset} is a NUL, which no CSV text contains. If this is UTF-16 without a byte order mark, give the encoding ` +
        "(utf-16le or utf-16be); else it is a binary file: save it as CSV in UTF-8."
      )
    case "invalid":
      return encoding === "utf-8"
        ? `byte ${offset} is not valid UTF-8. If the file comes from an older program, give its encoding, such as windows-1252; ` +
            "else save it as CSV in UTF-8."
        : `byte ${offset} is not valid ${encoding}. The file is cut off, damaged or in another encoding: save it as CSV in UTF-8.`
    case "undefined":
      return (
        `byte ${offset} stands for no character in ${encoding}. ` +
        (encoding === "iso-8859-1"
          ? "Give the encoding windows-1252, which nearly every file called Latin-1 is in, or save the file as CSV in UTF-8."
          : "The file is in another encoding: give that one, or save the file as CSV in UTF-8.")
      )
    case "utf-8":
      return `byte ${offset} begins a character in UTF-8, so the file is not ${encoding}. Leave the encoding out: UTF-8 is the default.`
  }
}

/** A column was named that the source does not have. */
export class UnknownColumn extends Data.TaggedError("UnknownColumn")<{
  readonly column: string
  readonly nearest: ReadonlyArray<string>
}> {}

/** A column name belongs to several columns, so that it says nothing. */
export class DuplicateColumn extends Data.TaggedError("DuplicateColumn")<{
  readonly column: string
  /** Positions of the columns, from 1. */
  readonly positions: ReadonlyArray<number>
}> {}

/** A field was named that the target does not have. */
export class UnknownField extends Data.TaggedError("UnknownField")<{
  readonly field: string
  readonly nearest: ReadonlyArray<string>
}> {}

/** The path of a custom field cannot be used. */
export class InvalidFieldPath extends Data.TaggedError("InvalidFieldPath")<{
  readonly field: string
  readonly expected: string
}> {}

/** Several columns are to fill one field. */
export class FieldMappedTwice extends Data.TaggedError("FieldMappedTwice")<{
  readonly field: string
  readonly columns: ReadonlyArray<string>
}> {}

/** One field is set twice, under two spellings of its name. */
export class FieldSetTwice extends Data.TaggedError("FieldSetTwice")<{ readonly field: string }> {}

/** One field is both read from a column and set to the same value for every row. */
export class FieldMappedAndSet extends Data.TaggedError("FieldMappedAndSet")<{
  readonly field: string
  readonly column: string
}> {}

/** A field that every row needs, or one of several of which each row needs one, has no column. */
export class MissingField extends Data.TaggedError("MissingField")<{
  /** The field; several where any one of them would do. */
  readonly anyOf: ReadonlyArray<string>
  readonly nearest: ReadonlyArray<string>
}> {}

/** No column fills any field, so that every row would be empty. */
export class NothingMapped extends Data.TaggedError("NothingMapped")<{}> {}

/** The value set for every row does not pass the field's check. */
export class InvalidConstant extends Data.TaggedError("InvalidConstant")<{
  readonly field: string
  readonly expected: string
}> {}

/** A step of a mapping cannot be used as it is set. */
export class InvalidTransform extends Data.TaggedError("InvalidTransform")<{
  readonly field: string
  readonly transform: string
  readonly expected: string
}> {}

/** A custom field that the account type does not define, or does not take from a file. */
export class UnusableAccountField extends Data.TaggedError("UnusableAccountField")<{
  readonly field: string
  readonly why: string
  readonly nearest: ReadonlyArray<string>
}> {}

/** No column is the reference id of accounts, so that every row would be refused. */
export class NoReferenceId extends Data.TaggedError("NoReferenceId")<{}> {}

/** A mapping file is for another target. */
export class OtherTarget extends Data.TaggedError("OtherTarget")<{
  readonly expected: string
  readonly found: string
}> {}

/** Every way in which a mapping can be wrong. */
export type MappingProblem =
  | InvalidTransform
  | UnusableAccountField
  | OtherTarget
  | NoReferenceId
  | UnknownColumn
  | DuplicateColumn
  | UnknownField
  | InvalidFieldPath
  | FieldMappedTwice
  | FieldSetTwice
  | FieldMappedAndSet
  | MissingField
  | InvalidConstant
  | NothingMapped

/** The columns of a source do not fit the fields of the target; holds all problems at once. */
export class MappingError extends Data.TaggedError("MappingError")<{
  readonly problems: ReadonlyArray<MappingProblem>
  /** The source's columns. Headers are no personal data. */
  readonly columns: ReadonlyArray<string>
  /** The target's fields. */
  readonly fields: ReadonlyArray<string>
}> {
  override get message(): string {
    const sentences = this.problems.map(describeMapping)
    sentences.push(`The columns are: ${listed(this.columns)}.`)
    if (this.problems.some(({ _tag }) => _tag === "UnknownField")) {
      sentences.push(`The fields are: ${this.fields.join(", ")}.`)
    }
    return sentences.join(" ")
  }
}

/** Describes one problem of a mapping in a sentence or two. */
export const describeMapping = (problem: MappingProblem): string => {
  switch (problem._tag) {
    case "UnknownColumn":
      return `There is no column "${problem.column}"${suggested(problem.nearest)}.`
    case "DuplicateColumn":
      return (
        `The name "${problem.column}" belongs to the columns ${problem.positions.join(" and ")}: ` +
        "rename one of them, or map the one you mean by its number."
      )
    case "UnknownField":
      return `There is no field "${problem.field}"${suggested(problem.nearest)}.`
    case "InvalidFieldPath":
      return `The field "${problem.field}" is not usable: ${problem.expected}.`
    case "FieldMappedTwice":
      return (
        `The columns ${quoted(problem.columns)} would all fill the field "${problem.field}": ` +
        "map the one you mean, which leaves the others out."
      )
    case "FieldSetTwice":
      return `The field "${problem.field}" is set twice: take back one of the two.`
    case "FieldMappedAndSet":
      return (
        `The field "${problem.field}" is set for every row and also read from the column "${problem.column}": ` +
        "take back one of the two (mapping a column to nothing leaves it out)."
      )
    case "MissingField":
      return problem.anyOf.length === 1
        ? `The required field ${quoted(problem.anyOf)} has no column: map one to it${suggested(problem.nearest)}.`
        : `One of the fields ${quoted(problem.anyOf)} needs a column: map one${suggested(problem.nearest)}.`
    case "NothingMapped":
      return "No column matches a field, so there is nothing to import: map the columns to fields."
    case "InvalidTransform":
      return `The step "${problem.transform}" of the field "${problem.field}" is not usable: ${problem.expected}.`
    case "UnusableAccountField":
      return `The field "${problem.field}" is not usable: ${problem.why}${suggested(problem.nearest)}.`
    case "OtherTarget":
      return `The mapping is for ${problem.found}, but the rows are to become ${problem.expected}: take the mapping that belongs to them.`
    case "NoReferenceId":
      return (
        "No column is the reference id, without which nothing protects a person from being created twice, so every row would be refused. " +
        "Say which column identifies a person (--map COLUMN=reference-id), have ids made of what the rows say (--derive-reference-id), " +
        "or send the rows unprotected (--allow-unkeyed)."
      )
    case "InvalidConstant":
      return `The value set for the field "${problem.field}" is not usable: ${problem.expected}.`
  }
}

const suggested = (nearest: ReadonlyArray<string>): string =>
  nearest.length === 0 ? "" : `; the nearest is ${nearest.map((name) => `"${name}"`).join(" or ")}`

const quoted = (names: ReadonlyArray<string>): string => names.map((name) => `"${name}"`).join(", ")

/** A message stays readable when a file has thousands of columns. */
const listed = (names: ReadonlyArray<string>): string =>
  names.length <= 60 ? quoted(names) : `${quoted(names.slice(0, 60))} and ${names.length - 60} more`

/** One thing that is wrong with a mapping file. */
export interface MappingFileProblem {
  /** Where in the file, such as `fields.birthdate`; empty for the file as a whole. */
  readonly path: string
  /** What to do, or what is expected there. Never holds what stands there. */
  readonly expected: string
}

/** A mapping file cannot be read or written, or is none; holds all problems at once. */
export class MappingFileError extends Data.TaggedError("MappingFileError")<{
  readonly file: string
  readonly problems: ReadonlyArray<MappingFileProblem>
}> {
  override get message(): string {
    const sentences = this.problems.map(
      ({ expected, path }) => `${path === "" ? "" : `${path}: `}${expected}.`
    )
    return `${this.file}: ${sentences.join(" ")}`
  }
}

/** Rejected rows cannot be written; nothing was left under the final name. */
export class RejectsError extends Data.TaggedError("RejectsError")<{
  readonly file: string
  /** The system's code, such as `ENOSPC`. */
  readonly code: string
}> {
  override get message(): string {
    return `${this.file}: rejected rows cannot be written (${this.code}). Make room or choose a folder you may write to, then run again.`
  }
}
