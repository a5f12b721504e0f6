/** A record after mapping: a request, or the list of its problems. */
import type * as Target from "../Target.ts"

export type Row<Request = Target.Request> = ValidRow<Request> | InvalidRow

/** A row that can be sent. */
export interface ValidRow<out Request = Target.Request> {
  readonly _tag: "Valid"
  /** The line on which the record starts. */
  readonly line: number
  readonly number: number
  /** What identifies the object for the API; equal texts mean the same object. `undefined` if nothing does. */
  readonly natural: string | undefined
  /** Whether the reference id of an account has a comma, so that the API cannot look it up. */
  readonly hasComma: boolean
  /** The name or id of the list that the row goes to, if a column says so. It is a part of `natural` then. */
  readonly list?: string | undefined
  /** The argument of the create operation, without the ids that are the same for every row. */
  readonly request: Request
}

/** A row that cannot be sent, with all its problems. */
export interface InvalidRow {
  readonly _tag: "Invalid"
  readonly line: number
  readonly number: number
  readonly problems: ReadonlyArray<Problem>
}

/** What is wrong with one cell, or with a row as a whole. Never holds a value. */
export interface Problem {
  /** The column, empty if the problem belongs to no single one. */
  readonly column: string
  /** The field, empty if the problem belongs to no single one. */
  readonly field: string
  /** Groups problems of one sort, for example `not-a-date`. */
  readonly code: string
  /** What is wrong, in a sentence without its full stop. */
  readonly reason: string
  /** What to do about it. */
  readonly suggestion?: string | undefined
  /** The reason without what differs from row to row, where something does. */
  readonly summary?: string | undefined
}

/** A refusal by the API. */
export interface RefusedPart {
  readonly code: string
  readonly reason: string
  /** A JSON pointer into the request in any casing, or a field's name. */
  readonly pointer?: string | undefined
}

/** A problem with its column: "birthdate: Not a date as YYYY-MM-DD". */
export const describeProblem = (problem: Problem): string =>
  problem.column === "" ? problem.reason : `${problem.column}: ${problem.reason}`
