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

const spreadsheetError: Refusal = {
  code: "spreadsheet-error",
  reason: "An error of a spreadsheet instead of a value",
  suggestion: "Mend the formula in the spreadsheet and export again"
}
const roundedNumber: Refusal = {
  code: "rounded-number",
  reason: "A number that a spreadsheet has shortened to its exponent form, so that digits are lost",
  suggestion: "Export again with the column formatted as text"
}
/** The number sign, with which errors of spreadsheets begin. */
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

/** Whether a text is an error of a spreadsheet, such as `#REF!`. Only a text that begins with a number sign can be. */
export const damage = (text: string): Refusal | undefined =>
  text.charCodeAt(0) === numberSign && errorPattern.test(text) ? spreadsheetError : undefined

/** Any text, sent as it stands. Whoever checks it calls {@link damage} where the first character asks for it. */
export const text: ValueKind = {
  name: "text",
  expected: "text",
  trimmed: false,
  check: undefined,
  convert: undefined
}

/** A text that tells one thing from another, such as an id or a number that is not counted with. */
export const identifier: ValueKind = {
  name: "identifier",
  expected: "text",
  trimmed: false,
  check: (text) => (isRounded(text) ? roundedNumber : damage(text)),
  convert: undefined
}

const lostZeros: Refusal = {
  code: "lost-leading-zeros",
  reason: "Has fewer than nine digits: a spreadsheet has probably taken leading zeros off",
  suggestion: "Export again with the column formatted as text, or write the zeros"
}

/** A US social security number. The API shows it as NNN-NN-NNNN and documents no check, so only damage is refused. */
export const socialSecurityNumber: ValueKind = {
  name: "social-security-number",
  expected: "text",
  trimmed: false,
  check: (text) =>
    /^\s*\d{5,8}\s*$/.test(text) ? lostZeros : isRounded(text) ? roundedNumber : damage(text),
  convert: undefined
}

/** Codes of refusals that a mapping may accept, because the value could be meant as it stands. */
export const acceptable = ["rounded-number", "spreadsheet-error", "lost-leading-zeros"] as const

const notADate: Refusal = {
  code: "not-a-date",
  reason: "Not a date as YYYY-MM-DD",
  suggestion: "Write year, month and day with dashes, for example 1990-02-03"
}
const otherOrder: Refusal = {
  code: "not-a-date",
  reason: "A date, but not as YYYY-MM-DD",
  suggestion: "Say how it is written with the date transform of a mapping, for example dd/MM/yyyy"
}
const dayNumber: Refusal = {
  code: "spreadsheet-date",
  reason: "A number of days, as spreadsheets store dates, and no date as YYYY-MM-DD",
  suggestion: "Export again with the column formatted as text, or use the date transform excel in a mapping"
}
const notADateAtAll = (text: string): Refusal =>
  /^\d{5}(?:\.\d+)?$/.test(text)
    ? dayNumber
    : /^\d{1,4}([./ -])(?:\d{1,2}|\p{L}{3,10})\1\d{1,4}(?:$|[ T])/u.test(text)
      ? otherOrder
      : notADate
const noSuchDay: Refusal = {
  code: "no-such-day",
  reason: "No day of the calendar",
  suggestion: "Check month and day; the order is year, month, day"
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

/** A day of the calendar. */
export const date: ValueKind = {
  name: "date",
  expected: "a date as YYYY-MM-DD",
  trimmed: true,
  check: (text) => {
    // Read by hand: a pattern would allocate its groups for every row.
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

const notACountry: Refusal = {
  code: "not-a-country-code",
  reason: "Not a two-letter country code (ISO 3166-1 alpha-2)",
  suggestion: "Write the two-letter code, for example US or DE"
}
const threeLetters: Refusal = {
  code: "not-a-country-code",
  reason: "Has three letters, but the two-letter code (ISO 3166-1 alpha-2) is expected",
  suggestion:
    "Use the country transform in a mapping, or write the two-letter code, for example US for the United States"
}

const countryName: Refusal = {
  code: "not-a-country-code",
  reason: "Looks like a country's name, but the two-letter code (ISO 3166-1 alpha-2) is expected",
  suggestion: "Use the country transform in a mapping, or write the two-letter code, for example US or DE"
}

/** A country, in upper case when sent. Which codes exist is left to the API. */
export const country: ValueKind = {
  name: "country",
  expected: "a two-letter country code (ISO 3166-1 alpha-2)",
  trimmed: true,
  check: (text) =>
    /^[A-Za-z]{2}$/.test(text)
      ? undefined
      : /^[A-Za-z]{3}$/.test(text)
        ? threeLetters
        : /^[\p{L}\p{M} .,'()&-]{4,}$/u.test(text)
          ? countryName
          : notACountry,
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
    /^\(?\+?[\d\s().\-\u2010-\u2015]+$/.test(text) && /\d/.test(text)
      ? undefined
      : isRounded(text)
        ? roundedNumber
        : notAPhone,
  convert: undefined
}

// Kinds of the custom fields of an account type

/** A text of at most so many characters. */
export const textUpTo = (most: number): ValueKind => {
  const tooLong: Refusal = {
    code: "too-long",
    reason: `Longer than the ${most} characters that the account type allows`,
    suggestion: "Shorten it, or raise the limit of the field in the dashboard"
  }
  return {
    ...text,
    name: `text-${most}`,
    check: (value) => (value.length > most && [...value].length > most ? tooLong : damage(value))
  }
}

const notAnInteger: Refusal = {
  code: "not-an-integer",
  reason: "Not a whole number",
  suggestion: "Write digits only, without separators of thousands"
}
const tooManyDigits: Refusal = {
  code: "too-many-digits",
  reason: "More digits than a number can hold without losing some",
  suggestion: "Use a field for text"
}

/** A number, whole or not, within limits. */
export const numberWithin = (whole: boolean, min = -Infinity, max = Infinity): ValueKind => {
  const limits = [
    ...(min === -Infinity ? [] : [`from ${min}`]),
    ...(max === Infinity ? [] : [`to ${max}`])
  ].join(" ")
  const expected = `${whole ? "a whole number" : "a number"}${limits === "" ? "" : ` ${limits}`}`
  const kind = number(whole ? "integer" : "number", expected, (value) => value >= min && value <= max)
  return {
    ...kind,
    check: (value) => {
      if (isRounded(value)) return roundedNumber
      const refusal = kind.check!(value)
      if (refusal !== undefined) return refusal
      if (whole && !/^[+-]?\d+$/.test(value)) return notAnInteger
      return value.replaceAll(/\D|^[+-]?0+/g, "").length > 15 ? tooManyDigits : undefined
    }
  }
}

/** A day of the calendar within limits. */
export const dateWithin = (first = "0001-01-01", last = "9999-12-31"): ValueKind => {
  const outside: Refusal = { code: "out-of-range", reason: `Not a date from ${first} to ${last}` }
  return {
    ...date,
    check: (value) => date.check!(value) ?? (value < first || value > last ? outside : undefined)
  }
}

const notATime: Refusal = {
  code: "not-a-time",
  reason: "Not a point in time as in ISO 8601",
  suggestion: "Write it as 2026-02-03T10:00:00Z, with the zone"
}

/** A point in time with its zone. */
export const pointInTime: ValueKind = {
  name: "datetime",
  expected: "a point in time such as 2026-02-03T10:00:00Z",
  trimmed: true,
  check: (value) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(value) &&
    date.check!(value.slice(0, 10)) === undefined &&
    !Number.isNaN(Date.parse(value))
      ? undefined
      : notATime,
  convert: undefined
}

/** One of the options of a field, exactly as the account type writes it; case and spaces around are forgiven. */
export const option = (words: ReadonlyArray<string>): ValueKind => {
  const known = new Map(words.map((word) => [word.trim().toLowerCase(), word]))
  const expected = `one of ${words.slice(0, 20).join(", ")}${words.length > 20 ? " and others" : ""}`
  const unknown: Refusal = { code: "unknown-word", reason: `Not ${expected}` }
  return words.length === 0
    ? text
    : {
        name: "option",
        expected,
        trimmed: true,
        check: (value) => (known.has(value.toLowerCase()) ? undefined : unknown),
        convert: (value) => known.get(value.toLowerCase())
      }
}

const parts = (value: string): ReadonlyArray<string> =>
  value
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "")

/** Some of the options of a field, with semicolons between them. */
export const options = (words: ReadonlyArray<string>): ValueKind => {
  const one = option(words)
  return {
    name: "options",
    expected: `${one.expected}, several with semicolons between them`,
    trimmed: true,
    check: (value) => {
      for (const part of parts(value)) {
        const refusal = one.check?.(part)
        if (refusal !== undefined) return refusal
      }
      return undefined
    },
    convert: (value) => parts(value).map((part) => (one.convert === undefined ? part : one.convert(part)))
  }
}

const jsonValue = (value: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(value) as unknown }
  } catch {
    return undefined
  }
}
const notJson: Refusal = {
  code: "not-json",
  reason: "Not JSON",
  suggestion: 'Write JSON, for example {"a": 1}'
}

/** JSON of any form. */
export const json: ValueKind = {
  name: "json",
  expected: "JSON",
  trimmed: true,
  check: (value) => (jsonValue(value) === undefined ? notJson : undefined),
  convert: (value) => jsonValue(value)?.value
}

const notAnArray: Refusal = {
  code: "not-an-array",
  reason: "Not an array in JSON",
  suggestion: 'Write the values in brackets, for example ["a", "b"]'
}

/** An array, as JSON. */
export const jsonArray: ValueKind = {
  ...json,
  name: "json-array",
  expected: "an array in JSON",
  check: (value) => (Array.isArray(jsonValue(value)?.value) ? undefined : notAnArray)
}
