/** Why a source cannot be read: one error, which names the file, and its reasons. */
export { SourceError } from "./errors/SourceError.ts"
export {
  CellTooLarge,
  Changed,
  Corrupt,
  DifferentColumns,
  EmptySource,
  FileNotFound,
  InvalidOption,
  IsDirectory,
  Malformed,
  MixedRejects,
  NoRows,
  NotText,
  NothingMatches,
  RecordTooLarge,
  RejectsAmongFiles,
  type SourceReason,
  StrayQuote,
  TooManyColumns,
  UnclosedQuote,
  Unreadable,
  UnsupportedFormat
} from "./errors/SourceReason.ts"
