/** How a row can end, and the counts that must add up. */

/**
 * Where a row stands: its line in the source, from 1. A row that was added to a reject file is `added` and a number; a
 * corrected row whose line the current scan has not reached is `not read yet`.
 */
export type RowLine = number | `added ${number}` | "not read yet"

/** What became of a row that was sent or needed no sending. */
export type Outcome = Created | Existing | Updated | Rejected | Unknown

/** How much is known of a row that was applied together with others. */
export interface Counted {
  /**
   * The row was applied; but that it was created, changed or there already is known of so many rows of its request, and
   * not of which of them.
   */
  readonly counted?: true | undefined
}

/** The row was created by this run. */
export interface Created extends Counted {
  readonly _tag: "Created"
  /** The API's id, where the API tells it. */
  readonly resource: string | undefined
}

/** The row was there already, or another client created it. */
export interface Existing extends Counted {
  readonly _tag: "Existing"
  /** The API's id, where the API tells it. */
  readonly resource: string | undefined
  /** What is there differs from what the row says. */
  readonly differing: boolean
  /** The fields that differ, by the API's names, where they are known. */
  readonly fields?: ReadonlyArray<string> | undefined
  /** An earlier send of ours may have put it there: the API gives no means to tell. */
  readonly afterDoubt: boolean
}

/** The row was there already and was changed to what the file says. */
export interface Updated extends Counted {
  readonly _tag: "Updated"
  /** The API's id, where the API tells it. */
  readonly resource: string | undefined
  readonly differing: boolean
  /** The fields that differed, by the API's names, where they are known. */
  readonly fields?: ReadonlyArray<string> | undefined
}

/** The row was refused, by us or by the API. */
export interface Rejected {
  readonly _tag: "Rejected"
  /** A stable word for the reason, for grouping. */
  readonly code: string
  /** One sentence for people, without any value of the row. */
  readonly reason: string
  /** The API's JSON pointer or our field name, where the reason has one. */
  readonly pointer: string | undefined
}

/** We cannot tell whether the row was applied, and why. */
export interface Unknown {
  readonly _tag: "Unknown"
  readonly reason: string
}

/** A row that says something else than what was there. */
export interface Differing {
  readonly line: RowLine
  /** The fields that differ, by the API's names; empty where they are not known. */
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
  /** A part of `existing` and `updated`: what was there differs from the file, or differed. */
  readonly differing: number
  /** A part of `existing`: it may have been this run that created it. */
  readonly existingAfterDoubt: number
  /**
   * A part of `created`, `existing` and `updated`: which of these three is known of so many rows sent together, and not
   * of each.
   */
  readonly counted: number
}

/** The law of conservation: every row that was read is accounted for once. */
export const isConserved = (counts: Counts): boolean =>
  counts.rows ===
  counts.created + counts.existing + counts.updated + counts.rejected + counts.duplicates + counts.unknown
