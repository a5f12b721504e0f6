/** A source that is being read: its columns and windows of records, and marks from which a later reading can go on. */
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { SourceError } from "../SourceError.ts"
import type { Resume } from "./CsvReader.ts"
import type { Encoding } from "./Encoding.ts"
import type { Place, SourceRecord } from "./SourceRecord.ts"

/** An opened source. */
export interface Table {
  /** Header names without surrounding space; a column without a name, or all without a header, has its number. */
  readonly columns: ReadonlyArray<string>
  readonly delimiter: string
  readonly encoding: Encoding
  /**
   * Whether what is written back in UTF-8 should begin with a byte order mark: because the source did, or because it
   * is not in UTF-8 and a spreadsheet would otherwise take the answer for what the source was.
   */
  readonly bom: boolean
  /** Whether this is a file of rejected rows; their added columns are not among `columns`. */
  readonly rejects: boolean
  /** The run that the rows were rejected by; `undefined` for another source, or when none of the first rows says so. */
  readonly rejectsOf: string | undefined
  /** The records, many at a time. Can be run once. */
  readonly windows: Stream.Stream<Window, SourceError>
  /** How far the source was read by now, which is somewhat ahead of the windows taken. */
  readonly progress: Effect.Effect<Progress>
  /**
   * SHA-256 of the text, in hexadecimal; of several files, that of their digests. `undefined` until the windows have
   * been read to their end.
   */
  readonly digest: Effect.Effect<string | undefined>
  /** Names the file that a line is in. Knows the lines that were read. */
  readonly place: (line: number) => Place
}

/** Some records that follow each other. */
export interface Window {
  readonly records: ReadonlyArray<SourceRecord>
  /** The place behind the last of them; a file of rejected rows has none. */
  readonly end: Mark | undefined
}

/** A place between two records that a later reading can go on from, if all before it is unchanged. */
export interface Mark extends Resume {
  /** SHA-256 of the text before it in its file, in hexadecimal. */
  readonly digest: string
  /** The last line before it has no end, so it may go on in a longer file. */
  readonly open?: boolean | undefined
  /** The files before its own, where there are any. */
  readonly earlier?: EarlierFiles | undefined
}

/** Files that come before the one that a mark is in. */
export interface EarlierFiles {
  readonly files: number
  readonly lines: number
  /** How many records they have. */
  readonly number: number
  readonly digest: string
}

/** How far a source was read. */
export interface Progress {
  readonly bytesRead: number
  /** `undefined` where it is not known, as for a pipe. */
  readonly bytesTotal: number | undefined
}
