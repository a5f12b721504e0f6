/** Dates as YYYY-MM-DD, and dates with a time. */
import type { CellRefusal, ValueKind } from "./ValueKind.ts"

/** A calendar date. */
export const date: ValueKind = {
  name: "date",
  expected: "a date as YYYY-MM-DD",
  trimmed: true,
  check: (text) => {
    // Parsed by hand: a regular expression would allocate its groups for every row.
    const year = digits(text, 0, 4)
    const month = digits(text, 5, 7)
    const day = digits(text, 8, 10)
    const hasDashes = text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45
    if (text.length !== 10 || !hasDashes || year < 0 || month < 0 || day < 0) return notADateAtAll(text)
    const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
    const length = month === 2 && isLeap ? 29 : (monthLengths[month - 1] ?? 0)
    return year >= 1 && day >= 1 && day <= length ? undefined : noSuchDay
  },
  convert: undefined
}

/** A calendar date within limits. */
export const dateWithin = (first = "0001-01-01", last = "9999-12-31"): ValueKind => {
  const outside: CellRefusal = { code: "out-of-range", reason: `Not a date from ${first} to ${last}` }
  return {
    ...date,
    check: (value) => date.check!(value) ?? (value < first || value > last ? outside : undefined)
  }
}

/** A date and time with its time zone. */
export const pointInTime: ValueKind = {
  name: "datetime",
  expected: "a date and time such as 2026-02-03T10:00:00Z",
  trimmed: true,
  check: (value) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(value) &&
    date.check!(value.slice(0, 10)) === undefined &&
    !Number.isNaN(Date.parse(value))
      ? undefined
      : notATime,
  convert: undefined
}

const notADate: CellRefusal = {
  code: "not-a-date",
  reason: "Not a date as YYYY-MM-DD",
  suggestion: "Write year, month and day with dashes, for example 1990-02-03"
}

const otherOrder: CellRefusal = {
  code: "not-a-date",
  reason: "A date, but not as YYYY-MM-DD",
  suggestion: "Set its format with the date transform of a mapping, for example dd/MM/yyyy"
}

const dayNumber: CellRefusal = {
  code: "spreadsheet-date",
  reason: "A spreadsheet day number, not a date as YYYY-MM-DD",
  suggestion: "Export again with the column formatted as text, or use the date transform excel in a mapping"
}

const notADateAtAll = (text: string): CellRefusal =>
  /^\d{5}(?:\.\d+)?$/.test(text)
    ? dayNumber
    : /^\d{1,4}([./ -])(?:\d{1,2}|\p{L}{3,10})\1\d{1,4}(?:$|[ T])/u.test(text)
      ? otherOrder
      : notADate

const noSuchDay: CellRefusal = {
  code: "no-such-day",
  reason: "The date does not exist",
  suggestion: "Check month and day; the order is year, month, day"
}

const notATime: CellRefusal = {
  code: "not-a-time",
  reason: "Not a date and time in ISO 8601",
  suggestion: "Write it as 2026-02-03T10:00:00Z, with the time zone"
}

/** The number that a text's digits between two offsets make, or -1 if not all are digits. */
const digits = (text: string, from: number, to: number): number => {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48
    if (!(digit >= 0 && digit <= 9)) return -1
    value = value * 10 + digit
  }
  return value
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
