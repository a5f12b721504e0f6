/**
 * The kinds of values a field can hold: which texts are acceptable, and what is sent for them.
 *
 * A check gives `undefined` or one of a few constant refusals, so that an acceptable cell costs no allocation and a
 * refusal can never hold the value. Forms are strict where the API documents one and lenient where it does not.
 * Where surrounding space can be no part of a value (dates, codes, numbers, addresses), it is trimmed; text is
 * sent exactly as it stands.
 */
import { isIP } from "node:net"

/** Why a value is not acceptable, without the value. */
export interface Refusal {
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
  readonly check: ((text: string) => Refusal | undefined) | undefined
  /** What is sent for the text; the text itself when left out. `undefined` is not sent. */
  readonly convert: ((text: string) => unknown) | undefined
}

/** Whether a cell says nothing. Such a cell is not sent. */
export const isBlank = (cell: string): boolean =>
  cell === "" || (cell.charCodeAt(0) <= 32 || cell.charCodeAt(0) >= 160 ? cell.trim() === "" : false)

/** Any text, sent as it stands. */
export const text: ValueKind = {
  name: "text",
  expected: "text",
  trimmed: false,
  check: undefined,
  convert: undefined
}

const notADate: Refusal = {
  code: "not-a-date",
  reason: "Not a date as YYYY-MM-DD",
  suggestion: "Write year, month and day with dashes, for example 1990-02-03"
}
const noSuchDay: Refusal = {
  code: "no-such-day",
  reason: "No day of the calendar",
  suggestion: "Check month and day; the order is year, month, day"
}
const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A day of the calendar. */
export const date: ValueKind = {
  name: "date",
  expected: "a date as YYYY-MM-DD",
  trimmed: true,
  check: (text) => {
    const parts = datePattern.exec(text)
    if (parts === null) return notADate
    const year = Number(parts[1])
    const month = Number(parts[2])
    const day = Number(parts[3])
    const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
    const length = month === 2 && isLeap ? 29 : (monthLengths[month - 1] ?? 0)
    return year >= 1 && day >= 1 && day <= length ? undefined : noSuchDay
  },
  convert: undefined
}

const notACountry: Refusal = {
  code: "not-a-country-code",
  reason: "Not a two-letter country code (ISO 3166-1 alpha-2)",
  suggestion: "Write the two-letter code, for example US or DE"
}
const threeLetters: Refusal = {
  code: "not-a-country-code",
  reason: "Has three letters, but the two-letter code (ISO 3166-1 alpha-2) is expected",
  suggestion: "Write the two-letter code, for example US for the United States"
}

/** A country, in upper case when sent. Which codes exist is left to the API. */
export const country: ValueKind = {
  name: "country",
  expected: "a two-letter country code (ISO 3166-1 alpha-2)",
  trimmed: true,
  check: (text) =>
    /^[A-Za-z]{2}$/.test(text) ? undefined : /^[A-Za-z]{3}$/.test(text) ? threeLetters : notACountry,
  convert: (text) => text.toUpperCase()
}

const notANumber: Refusal = {
  code: "not-a-number",
  reason: "Not a number",
  suggestion: "Write digits with a decimal point, without units or separators of thousands"
}
const decimalComma: Refusal = {
  code: "not-a-number",
  reason: "Has a decimal comma",
  suggestion: "Write a decimal point, for example 52.5"
}
const numberPattern = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/

const number = (name: string, expected: string, accepts: (value: number) => boolean): ValueKind => {
  const outside: Refusal = { code: "out-of-range", reason: `Not ${expected}` }
  return {
    name,
    expected,
    trimmed: true,
    check: (text) => {
      if (!numberPattern.test(text)) return /^[+-]?\d+,\d+$/.test(text) ? decimalComma : notANumber
      return accepts(Number(text)) ? undefined : outside
    },
    convert: Number
  }
}

/** Degrees north. */
export const latitude = number(
  "latitude",
  "a latitude from -90 to 90 degrees",
  (value) => value >= -90 && value <= 90
)

/** Degrees east. */
export const longitude = number(
  "longitude",
  "a longitude from -180 to 180 degrees",
  (value) => value >= -180 && value <= 180
)

/** A distance. */
export const meters = number(
  "meters",
  "a number of meters above 0",
  (value) => value > 0 && Number.isFinite(value)
)

const notABoolean: Refusal = {
  code: "not-a-boolean",
  reason: "Neither true nor false",
  suggestion: "Write true or false"
}
const booleans = new Map([
  ["true", true],
  ["yes", true],
  ["1", true],
  ["false", false],
  ["no", false],
  ["0", false]
])

/** Yes or no. */
export const boolean: ValueKind = {
  name: "boolean",
  expected: "true or false",
  trimmed: true,
  check: (text) => (booleans.has(text.toLowerCase()) ? undefined : notABoolean),
  convert: (text) => booleans.get(text.toLowerCase())
}

/**
 * One of a few words, whatever their case and whether written with dashes or underscores. Words that exist but
 * cannot be used have their own refusal.
 */
export const choice = (
  name: string,
  words: ReadonlyArray<string>,
  unusable: Readonly<Record<string, Refusal>> = {}
): ValueKind => {
  const known = new Map(words.map((word) => [plain(word), word]))
  const refused = new Map(Object.entries(unusable).map(([word, refusal]) => [plain(word), refusal]))
  const expected = `one of ${words.join(", ")}`
  const unknown: Refusal = { code: "unknown-word", reason: `Not ${expected}` }
  return {
    name,
    expected,
    trimmed: true,
    check: (text) => (known.has(plain(text)) ? undefined : (refused.get(plain(text)) ?? unknown)),
    convert: (text) => known.get(plain(text))
  }
}

const plain = (word: string): string => word.toLowerCase().replaceAll(/[_\s]/g, "-")

/** Tag names with semicolons between them. The API documents no separator; commas stand in too many names. */
export const tags: ValueKind = {
  name: "tags",
  expected: "tags with semicolons between them",
  trimmed: true,
  check: undefined,
  convert: (text) => {
    const names = text
      .split(";")
      .map((name) => name.trim())
      .filter((name) => name !== "")
    return names.length === 0 ? undefined : names
  }
}

const notAnEmail: Refusal = {
  code: "not-an-email-address",
  reason: "Not an e-mail address",
  suggestion: "Write one address with one @ and no spaces"
}

/** Checks an e-mail address lightly: the API documents no form, and unusual addresses exist. */
export const checkEmail = (text: string): Refusal | undefined => {
  const at = text.indexOf("@")
  return at > 0 && at === text.lastIndexOf("@") && at < text.length - 1 && !/\s/.test(text)
    ? undefined
    : notAnEmail
}

/** An e-mail address. */
export const email: ValueKind = {
  name: "email",
  expected: "an e-mail address",
  trimmed: true,
  check: checkEmail,
  convert: undefined
}

const notADomain: Refusal = {
  code: "not-a-domain",
  reason: "Not a domain",
  suggestion: "Write the domain alone, for example mail.example"
}
const addressAsDomain: Refusal = {
  code: "not-a-domain",
  reason: "An e-mail address, but the match type is domain",
  suggestion: "Leave only what follows the @, or set match-type to email_address"
}

/** Checks a domain: labels with dots between them. Names in any script are accepted. */
export const checkDomain = (text: string): Refusal | undefined => {
  if (text.length <= 253 && /^[^\s@./:,]+(?:\.[^\s@./:,]+)+$/.test(text)) return undefined
  return checkEmail(text) === undefined ? addressAsDomain : notADomain
}

/** An e-mail address or a domain; which of the two is decided with the match type. */
export const emailOrDomain: ValueKind = {
  name: "email-or-domain",
  expected: "an e-mail address, or a domain if match-type is domain",
  trimmed: true,
  check: undefined,
  convert: undefined
}

const notAnIp: Refusal = {
  code: "not-an-ip-address",
  reason: "Neither an IP address nor a range",
  suggestion: "Write an IPv4 or IPv6 address, or a range as address/prefix, for example 203.0.113.0/24"
}

/**
 * An IPv4 or IPv6 address or a CIDR range.
 *
 * `node:net` decides, in 0.2 µs; Effect's schemas of addresses take 3 to 13 µs and refuse ranges whose address has
 * bits beyond the prefix, which the API is not known to refuse.
 */
export const ip: ValueKind = {
  name: "ip",
  expected: "an IP address or a CIDR range",
  trimmed: true,
  check: (text) => {
    const slash = text.indexOf("/")
    const version = isIP(slash === -1 ? text : text.slice(0, slash))
    if (version === 0 || text.includes("%")) return notAnIp
    if (slash === -1) return undefined
    const prefix = text.slice(slash + 1)
    return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128) ? undefined : notAnIp
  },
  convert: undefined
}

const notAPhone: Refusal = {
  code: "not-a-phone-number",
  reason: "Not a phone number",
  suggestion: "Write digits with the country code; spaces, dots, dashes, parentheses and a leading + may stay"
}

/** A phone number, sent as it is written. */
export const phone: ValueKind = {
  name: "phone",
  expected: "a phone number",
  trimmed: true,
  check: (text) =>
    /^\(?\+?[\d\s().\-\u2010-\u2015]+$/.test(text) && /\d/.test(text) ? undefined : notAPhone,
  convert: undefined
}
