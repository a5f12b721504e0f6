/**
 * What can be done with a cell before it is checked: a small set of steps, each with a name, that follow one another.
 *
 * Every step takes a text and gives a text, or says what is wrong in words that never hold the value. A blank cell is
 * passed by, except by `default`, which is for blank cells. Libraries of countries and phone numbers are loaded only
 * when a mapping has a step that needs them.
 */
import { hash } from "node:crypto"
import * as Schema from "effect/Schema"
import { type CellRefusal, isBlank } from "../values/ValueKind.ts"
import * as countries from "./Countries.ts"
import * as dateFormats from "../values/dateFormats.ts"
import * as phones from "./Phones.ts"

const described = <S extends Schema.Top>(schema: S, description: string) => schema.annotate({ description })

/** How dates are written: tokens as in date-fns, or `iso`, or `excel`. */
export const DateFormat = Schema.Union([
  described(Schema.String, "Tokens d dd M MM MMM MMMM yy yyyy, or iso, or excel"),
  Schema.Struct({
    format: described(Schema.String, "Tokens d dd M MM MMM MMMM yy yyyy, or iso, or excel"),
    latestYear: Schema.optionalKey(
      described(
        Schema.Int.check(Schema.isBetween({ minimum: 1900, maximum: 2200 })),
        "The last year that two digits can mean"
      )
    )
  })
])

/** What phone numbers become, and which country those without a country code belong to. */
export const PhoneOptions = Schema.Struct({
  country: Schema.optionalKey(
    Schema.Union([
      described(Schema.String, "Two-letter code of the country of numbers without one"),
      Schema.Struct({ column: described(Schema.String, "The column that holds each row's country") })
    ])
  ),
  form: Schema.optionalKey(
    described(Schema.Literals(["e164", "digits"]), "+12025550123 or 12025550123; default e164")
  )
})

/** Steps without a setting. */
export const plainSteps = ["trim", "lower", "upper", "title", "country", "hash", "unescape"] as const

/** One step. */
export const Transform = Schema.Union([
  described(Schema.Literals(plainSteps), "A step without a setting"),
  Schema.Struct({ date: described(DateFormat, "A date of this format becomes YYYY-MM-DD") }),
  Schema.Struct({ phone: described(PhoneOptions, "A phone number gets its country code") }),
  Schema.Struct({ split: described(Schema.String, "What stands between tags") }),
  Schema.Struct({
    words: described(
      Schema.Literals(["first", "rest", "last", "all-but-last"]),
      "Some of the words, to take a whole name apart"
    )
  }),
  Schema.Struct({
    pad: described(
      Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 64 })),
      "Zeros in front of digits, up to this length"
    )
  }),
  Schema.Struct({ default: described(Schema.String, "What an empty cell becomes") })
]).annotate({ identifier: "Transform" })
export type Transform = typeof Transform.Type

/** A prepared step. */
export type Step = (text: string, cells: ReadonlyArray<string>) => string | CellRefusal

/** Why a step cannot be used. */
export interface Unusable {
  readonly transform: string
  readonly expected: string
}

/** The name of a step. */
export const nameOf = (transform: Transform): string =>
  typeof transform === "string" ? transform : (Object.keys(transform)[0] ?? "")

/** The columns that steps read besides the field's own. */
export const columnsOf = (transforms: ReadonlyArray<Transform>): ReadonlyArray<string> =>
  transforms.flatMap((transform) =>
    typeof transform === "object" && "phone" in transform && typeof transform.phone.country === "object"
      ? [transform.phone.country.column]
      : []
  )

/** What the steps of a mapping need to have loaded. */
export interface Libraries {
  readonly country?: countries.CountryLookup
  readonly phone?: phones.PhoneParser
}

/** Loads what these steps need and nothing else. */
export const load = async (transforms: ReadonlyArray<Transform>): Promise<Libraries> => {
  const needs = (name: string) => transforms.some((transform) => nameOf(transform) === name)
  const needsCountry = needs("country") || columnsOf(transforms).length > 0
  return {
    ...(needsCountry ? { country: await countries.load() } : {}),
    ...(needs("phone") ? { phone: await phones.load() } : {})
  }
}

/** Whether anything has to be loaded for these steps. */
export const needsLoading = (transforms: ReadonlyArray<Transform>): boolean =>
  transforms.some((transform) => nameOf(transform) === "country" || nameOf(transform) === "phone")

/** Prepares steps that follow one another. `positionOf` finds the columns that they read besides. */
export const compile = (
  transforms: ReadonlyArray<Transform>,
  libraries: Libraries,
  positionOf: (column: string) => number
): Step | Unusable => {
  const steps: Array<{ readonly step: Step; readonly forBlank: boolean }> = []
  for (const transform of transforms) {
    const step = stepOf(transform, libraries, positionOf)
    if (typeof step !== "function") return step
    steps.push({ step, forBlank: nameOf(transform) === "default" })
  }
  return (cell, cells) => {
    let text = cell
    for (const { forBlank, step } of steps) {
      if (isBlank(text) !== forBlank) continue
      const result = step(text, cells)
      if (typeof result !== "string") return result
      text = result
    }
    return text
  }
}

const stepOf = (
  transform: Transform,
  libraries: Libraries,
  positionOf: (column: string) => number
): Step | Unusable => {
  if (typeof transform === "string") {
    return transform === "country" ? countryStep(libraries.country!) : plain[transform]
  }
  if ("date" in transform) {
    const { format, latestYear } =
      typeof transform.date === "string" ? { format: transform.date, latestYear: undefined } : transform.date
    const read = dateFormats.reader(format, latestYear)
    return typeof read === "function"
      ? (text) => read(text.trim())
      : { transform: "date", expected: read.unusable }
  }
  if ("phone" in transform) return phoneStep(transform.phone, libraries, positionOf)
  if ("split" in transform) {
    return transform.split === ""
      ? { transform: "split", expected: "say what stands between the tags" }
      : splitStep(transform.split)
  }
  if ("words" in transform) return words[transform.words]
  if ("pad" in transform) {
    return transform.pad >= 1 && transform.pad <= 64
      ? (text) => (/^\d+$/.test(text.trim()) ? text.trim().padStart(transform.pad, "0") : text)
      : { transform: "pad", expected: "give a length from 1 to 64" }
  }
  return () => transform.default
}

/** `O'BRIEN-smith` becomes `O'Brien-Smith`. */
const titleCase = (text: string): string =>
  text.toLowerCase().replaceAll(/(?<![\p{L}\p{M}\p{N}])\p{L}/gu, (letter) => letter.toUpperCase())

const plain: Readonly<Record<Exclude<(typeof plainSteps)[number], "country">, Step>> = {
  trim: (text) => text.trim(),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  title: titleCase,
  hash: (text) => hash("sha256", text, "hex"),
  unescape: (text) => (text.startsWith("'") ? text.slice(1) : text)
}

const unknownCountry: CellRefusal = {
  code: "unknown-country",
  reason: "Not a country's name or code that is known",
  suggestion: "Write the two-letter code, for example US or DE"
}

const countryStep =
  (lookup: countries.CountryLookup): Step =>
  (text) =>
    lookup(text) ?? unknownCountry

const separatorInTag: CellRefusal = {
  code: "tag-with-semicolon",
  reason: "A tag holds a semicolon, which stands between tags",
  suggestion: "Rename the tag"
}

const splitStep =
  (separator: string): Step =>
  (text) =>
    separator !== ";" && text.includes(";") ? separatorInTag : text.split(separator).join(";")

const wordsOf = (text: string) => text.trim().split(/\s+/)

/** A single word is a last name where words are counted from the end, and a first name where from the front. */
const words: Readonly<Record<"first" | "rest" | "last" | "all-but-last", Step>> = {
  first: (text) => wordsOf(text)[0]!,
  rest: (text) => wordsOf(text).slice(1).join(" "),
  last: (text) => wordsOf(text).at(-1)!,
  "all-but-last": (text) => wordsOf(text).slice(0, -1).join(" ")
}

const needsCountry: CellRefusal = {
  code: "phone-without-country",
  reason: "A phone number without a country code",
  suggestion: "Write it with + and the country code, or give the phone transform a country"
}
const notPossible: CellRefusal = {
  code: "not-a-phone-number",
  reason: "No phone number that its country could have",
  suggestion: "Check for missing or extra digits, and the country code"
}

const phoneStep = (
  options: typeof PhoneOptions.Type,
  { country: lookup, phone }: Libraries,
  positionOf: (column: string) => number
): Step | Unusable => {
  const { country, form = "e164" } = options
  if (typeof country === "string" && !phone!.isCountry(country.toUpperCase())) {
    return { transform: "phone", expected: "give the country as a two-letter code, for example US" }
  }
  const position = typeof country === "object" ? positionOf(country.column) : -1
  const countryOf = (cells: ReadonlyArray<string>): string | undefined =>
    typeof country === "string"
      ? country.toUpperCase()
      : position === -1
        ? undefined
        : lookup!(cells[position] ?? "")
  return (text, cells) => {
    const written = text.trim().replace(/^00(?=[1-9])/, "+")
    const home = written.startsWith("+") ? undefined : countryOf(cells)
    if (home === undefined && !written.startsWith("+")) return needsCountry
    const number = phone!.parse(written, home)
    return number === undefined ? notPossible : form === "digits" ? number.slice(1) : number
  }
}
