/** Consequences of an engine for the rows of a run, or reasons why it cannot send them. */

/** A note on an engine: a stable code, and a sentence or two for the user. Holds no values of rows. */
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
  // Consequences for the rows.
  | "counts-only"
  | "created-without-ids"
  | "looked-up-and-read-back"
  | "found-account-type"
  | "some-row-by-row"
  | "not-tried-yet"
