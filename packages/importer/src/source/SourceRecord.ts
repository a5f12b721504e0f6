/** A record of a source, and where it is. */

/** One record of a source. */
export interface SourceRecord {
  /**
   * The line on which the record starts, from 1; line ends inside quotes count, blank lines and comments too. Several
   * files count on: see `Table.place`.
   */
  readonly line: number
  /** The record's number, from 1; the header is not a record. */
  readonly number: number
  readonly cells: ReadonlyArray<string>
  /** Whether there are fewer or more cells than columns. */
  readonly ragged: boolean
  /** For a row of a reject file: its position when it was rejected. */
  readonly origin?: Origin | undefined
}

/** The position of a rejected row. */
export interface Origin {
  /** Its line as the run that rejected it knows it. */
  readonly line: number
  /** The same for the user: a line, with the file where there were several. */
  readonly place: string
  /** Keyed digests of what the row was, by which the run knows it when its line has moved. */
  readonly was?: string | undefined
}

/** A line of a file. */
export interface Place {
  /** `undefined` when the source is one file. */
  readonly file: string | undefined
  readonly line: number
}
