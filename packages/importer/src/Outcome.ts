/** The outcomes of rows, and the counts that must add up. */

/**
 * The line of a row in the source, from 1. A row that was added to a reject file is `added` and a number. A corrected
 * row whose line the current scan has not reached is `not read yet`.
 */
export type RowLine = number | `added ${number}` | "not read yet"

/** The outcome of a row, sent or not. */
export type Outcome = Created | Existing | Updated | Rejected | Unknown

/** How much is known about a row that was applied in a batch. */
export interface Counted {
  /**
   * The row was applied, but the API reported only how many rows of its batch were created, updated or existing, not
   * which ones.
   */
  readonly counted?: true | undefined
}

/** The row was created by this run. */
export interface Created extends Counted {
  readonly _tag: "Created"
  /** The API's id, where the API tells it. */
  readonly resource: string | undefined
}

/** The object existed already, or another client created it. */
export interface Existing extends Counted {
  readonly _tag: "Existing"
  /** The API's id, where the API tells it. */
  readonly resource: string | undefined
  /** The object differs from the row. */
  readonly differing: boolean
  /** The fields that differ, by the API's names, if known. */
  readonly fields?: ReadonlyArray<string> | undefined
  /** An earlier send of this run may have created it; the API offers no way to find out. */
  readonly afterDoubt: boolean
}

/** The object existed already and was updated to the row's values. */
export interface Updated extends Counted {
  readonly _tag: "Updated"
  /** The API's id, where the API tells it. */
  readonly resource: string | undefined
  readonly differing: boolean
  /** The fields that differed, by the API's names, if known. */
  readonly fields?: ReadonlyArray<string> | undefined
}

/** The row was not applied: the importer or the API refused it. */
export interface Rejected {
  readonly _tag: "Rejected"
  /** A stable code for the reason, for grouping. */
  readonly code: string
  /** One sentence for the user, without values of the row. */
  readonly reason: string
  /** The API's JSON pointer or the importer's field name, if the reason has one. */
  readonly pointer: string | undefined
}

/** It cannot be determined whether the row was applied; `reason` says why. */
export interface Unknown {
  readonly _tag: "Unknown"
  readonly reason: string
}

/** A row that differs from the existing object. */
export interface Differing {
  readonly line: RowLine
  /** The fields that differ, by the API's names. Empty if not known. */
  readonly fields: ReadonlyArray<string>
}

/** The counts of a run. `rows` is the sum of all but the two parts. */
export interface Counts {
  readonly rows: number
  readonly created: number
  readonly existing: number
  readonly updated: number
  readonly rejected: number
  readonly duplicates: number
  readonly unknown: number
  /** A part of `existing` and `updated`: the object differs from the row, or differed before the update. */
  readonly differing: number
  /** A part of `existing`: this run may have created the object. */
  readonly existingAfterDoubt: number
  /**
   * A part of `created`, `existing` and `updated`: rows of batches for which only the numbers of these three are known,
   * not the outcome of each row.
   */
  readonly counted: number
}

/** The law of conservation: every row that was read is accounted for once. */
export const isConserved = (counts: Counts): boolean =>
  counts.rows ===
  counts.created + counts.existing + counts.updated + counts.rejected + counts.duplicates + counts.unknown
