/**
 * A kind of value that a field can hold: which texts it accepts, and what is sent for them.
 *
 * A check gives `undefined` or one of a few constant refusals, so that an acceptable cell costs no allocation and a
 * refusal can never hold the value. Forms are strict where the API documents one and lenient where it does not.
 * Where surrounding space can be no part of a value (dates, codes, numbers, addresses), it is trimmed; text is
 * sent exactly as it stands.
 */
/** Why a value is not acceptable, without the value. */
export interface CellRefusal {
  /** Groups refusals of one sort, for example `not-a-date`. */
  readonly code: string
  /** What is wrong, in a sentence without its full stop: "Not a date as YYYY-MM-DD". */
  readonly reason: string
  /** What to do about it, in a sentence without its full stop. */
  readonly suggestion?: string | undefined
}

/** A kind of value. */
export interface ValueKind {
  readonly name: string
  /** What is expected, for example "a date as YYYY-MM-DD". */
  readonly expected: string
  /** Whether space around the value is taken off before it is checked and sent. */
  readonly trimmed: boolean
  readonly check: ((text: string) => CellRefusal | undefined) | undefined
  /** What is sent for the text; the text itself when left out. `undefined` is not sent. */
  readonly convert: ((text: string) => unknown) | undefined
}

/** Whether a cell has no value. Such a cell is not sent. */
export const isBlank = (cell: string): boolean =>
  cell === "" || (cell.charCodeAt(0) <= 32 || cell.charCodeAt(0) >= 160 ? cell.trim() === "" : false)
