/** Country codes. */
import type { CellRefusal, ValueKind } from "./ValueKind.ts"

const notACountry: CellRefusal = {
  code: "not-a-country-code",
  reason: "Not a two-letter country code (ISO 3166-1 alpha-2)",
  suggestion: "Write the two-letter code, for example US or DE"
}

const threeLetters: CellRefusal = {
  code: "not-a-country-code",
  reason: "Has three letters, but the two-letter code (ISO 3166-1 alpha-2) is expected",
  suggestion:
    "Use the country transform in a mapping, or write the two-letter code, for example US for the United States"
}

const countryName: CellRefusal = {
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
