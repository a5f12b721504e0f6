/** The texts of source errors: what happened, and what to do, in one paragraph. */
import { listed } from "./Names.ts"
import type { Changed, DifferentColumns, NotText, SourceReason } from "./SourceReason.ts"

export const describeSource = (reason: SourceReason): string => {
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
      return "there is no file under this name now."
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
