/**
 * Date formats: what a format accepts, and which formats the values of a column fit.
 *
 * Formats are written with the tokens of date-fns. The library itself is not used: it takes 13 µs a value, reads
 * `dd` from one digit and `yyyy` from two, and its times depend on the time zone of the machine. Here a format becomes
 * one pattern, numbers of digits are exact, and a date is what is written, in no time zone.
 */
import type { CellRefusal } from "./ValueKind.ts"
import { date } from "./dates.ts"

/** Turns a text into a date as YYYY-MM-DD. */
export type DateReader = (text: string) => string | CellRefusal

/** Why a format cannot be used, in words that follow "The format is not usable:". */
export interface UnusableFormat {
  readonly unusable: string
}

/**
 * Prepares a format. Two-digit years need `latestYear`, the last year that they can mean: a date must not mean
 * another year next year.
 */
export const reader = (format: string, latestYear?: number): DateReader | UnusableFormat => {
  if (format === "iso") return readIso
  if (format === "excel") return readSerial
  const parts: Array<"d" | "M" | "MMM" | "y"> = []
  let pattern = ""
  let years: "yyyy" | "yy" | undefined
  for (const [token, literal] of format.matchAll(tokens)) {
    if (literal !== undefined) pattern += escape(literal)
    else if (/^[^A-Za-z']/.test(token)) pattern += escape(token).replaceAll(/\s+/g, "\\s+")
    else if (token === "d" || token === "dd") {
      parts.push("d")
      pattern += token === "d" ? "(\\d{1,2})" : "(\\d{2})"
    } else if (token === "M" || token === "MM") {
      parts.push("M")
      pattern += token === "M" ? "(\\d{1,2})" : "(\\d{2})"
    } else if (token === "MMM" || token === "MMMM") {
      parts.push("MMM")
      pattern += token === "MMM" ? "([A-Za-z]{3})\\.?" : "([A-Za-z]{3,9})"
    } else if (token === "yyyy" || token === "yy") {
      parts.push("y")
      years = token
      pattern += token === "yyyy" ? "(\\d{4})" : "(\\d{2})"
    } else if (Object.hasOwn(times, token)) pattern += times[token]
    else return { unusable: `${token} is not a date token; known are ${knownTokens}` }
  }
  const has = (part: string) => parts.filter((other) => other.startsWith(part)).length === 1
  if (!has("d") || !has("M") || !has("y")) return { unusable: "it needs day, month and year, each once" }
  if (years === "yy" && (latestYear === undefined || latestYear < 1900 || latestYear > 2200)) {
    return { unusable: "with yy, latestYear has to say which year is the last that two digits can mean" }
  }
  const expression = new RegExp(`^${pattern}$`, "i")
  const [year, month, day] = ["y", "M", "d"].map(
    (part) => parts.findIndex((other) => other.startsWith(part)) + 1
  ) as [number, number, number]
  const byName = parts.includes("MMM")
  const refusal: CellRefusal = {
    code: "not-a-date",
    reason: `Not a date as ${format}`,
    suggestion: "Write it like the others, or correct the format in the mapping"
  }
  return (text) => {
    const found = expression.exec(text)
    if (found === null) return refusal
    const monthNumber = byName ? monthOf(found[month]!) : Number(found[month])
    if (monthNumber === 0) return refusal
    let yearNumber = Number(found[year])
    if (years === "yy") {
      yearNumber += Math.floor(latestYear! / 100) * 100
      if (yearNumber > latestYear!) yearNumber -= 100
    }
    return valid(yearNumber, monthNumber, Number(found[day]))
  }
}

const tokens = /'([^']*)'|d+|M+|y+|E+|H+|h+|m+|s+|S+|a|[^A-Za-z']+|[A-Za-z]+|'/g
const knownTokens = "d dd M MM MMM MMMM yy yyyy EEE EEEE H HH h hh mm ss SSS a, and text in single quotes"

/** Parts that are skipped: a date has no time of day. */
const times: Readonly<Record<string, string>> = {
  EEE: "[A-Za-z]{3}\\.?",
  EEEE: "[A-Za-z]{6,9}",
  H: "\\d{1,2}",
  HH: "\\d{2}",
  h: "\\d{1,2}",
  hh: "\\d{2}",
  mm: "\\d{2}",
  ss: "\\d{2}",
  SSS: "\\d{3}",
  a: "[ap]\\.?m\\.?"
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)

const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december"
]

/** The number of a month by its English name or the first three letters, 0 if there is no such month. */
const monthOf = (name: string): number => {
  const lower = name.toLowerCase()
  return months.findIndex((month) => month === lower || month.slice(0, 3) === lower) + 1
}

const pad = (value: number, length: number) => String(value).padStart(length, "0")

const valid = (year: number, month: number, day: number): string | CellRefusal => {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
  return date.check!(text) ?? text
}

const notIso: CellRefusal = {
  code: "not-a-date",
  reason: "Neither a date nor a date and time that begins with YYYY-MM-DD",
  suggestion: "Write year, month and day with dashes, for example 1990-02-03"
}

/** The date of an ISO 8601 text as it is written, with any time and zone after it. */
const readIso: DateReader = (text) => {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:?\d{2}.*)?$/.exec(text)
  return found === null ? notIso : (date.check!(found[1]!) ?? found[1]!)
}

const notSerial: CellRefusal = {
  code: "not-a-date",
  reason: "Not a spreadsheet day number",
  suggestion: "Write it like the others, or correct the format in the mapping"
}

/** A day as spreadsheets count them: 1 is 1900-01-01, and 60 a day that did not exist. */
const readSerial: DateReader = (text) => {
  const serial = /^\d{1,7}(?:\.\d+)?$/.test(text) ? Math.floor(Number(text)) : 0
  if (serial < 1 || serial === 60 || serial > 2_958_465) return notSerial
  return new Date(Date.UTC(1899, 11, serial > 60 ? 30 : 31) + serial * 86_400_000).toISOString().slice(0, 10)
}

/** What can be said about a column of dates. */
export type Inference =
  | { readonly _tag: "Plain" }
  | { readonly _tag: "Format"; readonly format: string; readonly share: number }
  /** Several formats fit equally well, or each fits values that the others do not. */
  | { readonly _tag: "Ambiguous"; readonly formats: ReadonlyArray<string>; readonly mixed: boolean }
  | { readonly _tag: "NoDates" }

/** Formats that are tried, the usual ones of each separator. */
const candidates: ReadonlyArray<string> = [
  "iso",
  "yyyyMMdd",
  ...["/", ".", "-", " "].flatMap((sign) => [
    `d${sign}M${sign}yyyy`,
    `M${sign}d${sign}yyyy`,
    `yyyy${sign}M${sign}d`,
    `d${sign}M${sign}yy`,
    `M${sign}d${sign}yy`,
    `d${sign}MMM${sign}yyyy`,
    `d${sign}MMMM${sign}yyyy`,
    `d${sign}MMM${sign}yy`
  ]),
  "MMM d, yyyy",
  "MMMM d, yyyy",
  "MMM d yyyy",
  "MMMM d yyyy",
  "d MMMM, yyyy"
].flatMap((format) =>
  format.includes("/") || format.includes(".")
    ? [format, `${format} H:mm`, `${format} H:mm:ss`, `${format} h:mm a`]
    : [format]
)

/** Infers the date format of a column from its values that are not blank. */
export const infer = (values: ReadonlyArray<string>, latestYear: number): Inference => {
  if (values.every((value) => date.check!(value) === undefined)) {
    return { _tag: "Plain" }
  }
  if (share(values, (value) => /^[1-9]\d{4}(?:\.\d+)?$/.test(value)) >= enough) {
    return { _tag: "Format", format: "excel", share: share(values, isRead(readSerial)) }
  }
  const fits = candidates.map((format) => {
    const read = reader(format, latestYear) as DateReader
    return { format, read: values.map((value) => typeof read(value) === "string") }
  })
  const ranked = fits.filter(({ read }) => read.includes(true)).sort((a, b) => count(b.read) - count(a.read))
  const [best] = ranked
  if (best === undefined) return { _tag: "NoDates" }
  // A date that does not exist, in a column of YYYY-MM-DD dates, is no sign of another format.
  if (values.filter((value) => date.check!(value) === undefined).length >= count(best.read)) {
    return { _tag: "Plain" }
  }
  const swapped = ranked.find(({ format }) => format === swap(best.format))
  const most = count(best.read)
  // Written both ways in one column: each order reads what the other cannot.
  const mixed = swapped !== undefined && swapped.read.some((read, index) => read && !best.read[index])
  if (swapped !== undefined && (mixed || count(swapped.read) === most)) {
    const together = values.filter((_, index) => best.read[index] || swapped.read[index]).length
    return together / values.length < enough
      ? { _tag: "NoDates" }
      : { _tag: "Ambiguous", formats: [best.format, swapped.format].toSorted(), mixed }
  }
  return most / values.length < enough
    ? { _tag: "NoDates" }
    : { _tag: "Format", format: best.format, share: most / values.length }
}

/** The share of values that has to fit before a column is taken for dates. */
const enough = 0.8

const count = (read: ReadonlyArray<boolean>) => read.filter(Boolean).length

const share = (values: ReadonlyArray<string>, test: (value: string) => boolean) =>
  values.filter(test).length / values.length

const isRead = (read: DateReader) => (value: string) => typeof read(value) === "string"

/** The same format with day and month in the other order, if that is another one. */
const swap = (format: string): string | undefined => {
  const swapped = format.replace(/^(d|M)(\W)(d|M)\2/, "$3$2$1$2")
  return swapped === format ? undefined : swapped
}
