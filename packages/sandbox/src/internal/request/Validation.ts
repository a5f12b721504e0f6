/**
 * Checks of single attributes. A missing value or a wrong JSON type is a 400 whose details name the path in snake_case,
 * as in the vendor's samples; a malformed value is a 422. Both point to the attribute in kebab-case.
 */
import { badRequest, type Refusal, unprocessable } from "./Answer.ts"

type Attributes = Readonly<Record<string, unknown>>

const path = (name: string): string => `data.attributes.${name.replaceAll("-", "_").replaceAll("/", ".")}`

export const pointer = (name: string): string => `/data/attributes/${name}`

export const missing = (name: string): Refusal => badRequest(`${path(name)} is missing`, pointer(name))

export const mustBe = (name: string, what: string): Refusal =>
  badRequest(`${path(name)} must be ${what}`, pointer(name))

export const illFormed = (name: string, what: string): Refusal =>
  unprocessable(`${path(name)} must be ${what}`, pointer(name))

/** A string, or undefined if it is absent or null. */
export const optionalString = (attributes: Attributes, name: string): string | undefined | Refusal => {
  const value = attributes[name]
  if (value === undefined || value === null) return undefined
  return typeof value === "string" ? value : mustBe(name, "a string")
}

/** A nonempty string. */
export const requiredString = (attributes: Attributes, name: string): string | Refusal => {
  const value = optionalString(attributes, name)
  if (value === undefined || (typeof value === "string" && value.trim() === "")) return missing(name)
  return value
}

/** A number in a range, both ends included. */
export const requiredNumber = (
  attributes: Attributes,
  name: string,
  range: { readonly minimum: number; readonly maximum?: number }
): number | Refusal => {
  const { maximum = Number.MAX_VALUE, minimum } = range
  const value = attributes[name]
  if (value === undefined || value === null) return missing(name)
  if (typeof value !== "number") return mustBe(name, "a number")
  if (value >= minimum && value <= maximum) return value
  return illFormed(
    name,
    range.maximum === undefined ? `at least ${minimum}` : `from ${minimum} to ${maximum}`
  )
}
