/** What an engine means for the rows of a run, or why it cannot send them. */

/** A note on an engine: a stable word, and a sentence or two for people. Holds no value of a row. */
export interface EngineNote {
  readonly code: EngineNoteCode
  readonly message: string
}

export type EngineNoteCode =
  // Why an engine cannot send the rows.
  | "accounts-only"
  | "no-lists"
  | "no-importer"
  | "not-offered"
  | "not-permitted"
  | "needs-reference-id"
  | "needs-account-type"
  | "cannot-name-account-type"
  | "nested-fields"
  | "tags"
  | "fields-without-column"
  | "cannot-update"
  | "cannot-reject-existing"
  | "one-list"
  // What it means for them.
  | "counts-only"
  | "created-without-ids"
  | "looked-up-and-read-back"
  | "found-account-type"
  | "some-row-by-row"
  | "not-tried-yet"
