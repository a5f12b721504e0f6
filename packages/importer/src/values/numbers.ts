/** Numbers: degrees, distances, and the numbers of custom fields. */
import { isRounded, roundedNumber } from "./damage.ts"
import type { CellRefusal, ValueKind } from "./ValueKind.ts"

const notANumber: CellRefusal = {
  code: "not-a-number",
  reason: "Not a number",
  suggestion: "Write digits with a decimal point, without units or separators of thousands"
}

const decimalComma: CellRefusal = {
  code: "not-a-number",
  reason: "Has a decimal comma",
  suggestion: "Write a decimal point, for example 52.5"
}

const numberPattern = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/

const number = (name: string, expected: string, accepts: (value: number) => boolean): ValueKind => {
  const outside: CellRefusal = { code: "out-of-range", reason: `Not ${expected}` }
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

const notAnInteger: CellRefusal = {
  code: "not-an-integer",
  reason: "Not a whole number",
  suggestion: "Write digits only, without separators of thousands"
}

const tooManyDigits: CellRefusal = {
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
