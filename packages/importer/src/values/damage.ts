/** Values that a spreadsheet has damaged: error words, numbers cut to an exponent, leading zeros taken off. */
import type { CellRefusal } from "./ValueKind.ts"

const spreadsheetError: CellRefusal = {
  code: "spreadsheet-error",
  reason: "A spreadsheet error instead of a value",
  suggestion: "Correct the formula in the spreadsheet and export again"
}

export const roundedNumber: CellRefusal = {
  code: "rounded-number",
  reason: "A number that a spreadsheet has shortened to exponent form, with digits lost",
  suggestion: "Export again with the column formatted as text"
}

export const lostZeros: CellRefusal = {
  code: "lost-leading-zeros",
  reason: "Has fewer than nine digits: a spreadsheet has probably taken leading zeros off",
  suggestion: "Export again with the column formatted as text, or write the zeros"
}

/** Codes of refusals that a mapping may accept, because the value may be correct as it is. */
export const acceptable = ["rounded-number", "spreadsheet-error", "lost-leading-zeros"] as const

/** The character code of `#`, with which spreadsheet errors begin. */
export const numberSign = 35

const errorPattern = /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|#+)$/

const exponentPattern = /^[+-]?\d(?:[.,]\d+)?[eE]\+\d{1,3}$/

/** Whether a spreadsheet has shortened a number to its exponent form: `1.23E+11`. */
export const isRounded = (text: string): boolean => {
  const { length } = text
  // One to three digits follow the plus sign: three looks tell nearly every other text apart.
  const plus =
    text.charCodeAt(length - 3) === 43 ||
    text.charCodeAt(length - 4) === 43 ||
    text.charCodeAt(length - 2) === 43
  return plus && length < 32 && exponentPattern.test(text)
}

/** Whether a text is a spreadsheet error, such as `#REF!`. Only a text that begins with a number sign can be. */
export const damage = (text: string): CellRefusal | undefined =>
  text.charCodeAt(0) === numberSign && errorPattern.test(text) ? spreadsheetError : undefined
