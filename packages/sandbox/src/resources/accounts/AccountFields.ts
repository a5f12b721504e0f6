/**
 * The `fields` of an account: every value as `{type, value}`, hashes and arrays recursively. Personal data arrives flat
 * (`name-first`), as a flat key of `fields` (`name_first`) or as a nested hash (`fields: {name: {first}}`), and is
 * always nested in answers. Custom keys are unchanged.
 */
import { isRefusal, type Refusal } from "../../internal/request/Answer.ts"
import { illFormed, mustBe } from "../../internal/request/Validation.ts"
import type { FieldSeed } from "./AccountTypes.ts"

export interface FieldValue {
  readonly type: string
  readonly value: unknown
}

export type Fields = Readonly<Record<string, FieldValue>>

/** Place of each flat attribute: a key, or a hash and the key in it. */
const places: Readonly<Record<string, readonly [key: string, member?: string]>> = {
  "name-first": ["name", "first"],
  "name-middle": ["name", "middle"],
  "name-last": ["name", "last"],
  birthdate: ["birthdate"],
  "phone-number": ["phone_number"],
  "email-address": ["email_address"],
  "address-street-1": ["address", "street_1"],
  "address-street-2": ["address", "street_2"],
  "address-city": ["address", "city"],
  "address-subdivision": ["address", "subdivision"],
  "address-postal-code": ["address", "postal_code"],
  "country-code": ["address", "country_code"]
}

/** The same under `fields`, in snake_case. */
const flatKeys = new Map(Object.entries(places).map(([name, place]) => [name.replaceAll("-", "_"), place]))
flatKeys.set("address_country_code", ["address", "country_code"])

const hashes: Readonly<Record<string, ReadonlyArray<string>>> = {
  name: ["first", "middle", "last"],
  address: ["street_1", "street_2", "city", "subdivision", "postal_code", "country_code"]
}

export interface Options {
  readonly schemas: ReadonlyArray<FieldSeed>
  /** Stores a photo and returns its file. */
  readonly file: (filename: string, byteSize: number) => unknown
}

/** The fields after these attributes are sent; omitted ones stay unchanged. */
export const apply = (
  current: Fields,
  attributes: Readonly<Record<string, unknown>>,
  options: Options
): Fields | Refusal => {
  const next = draft(current)
  for (const name in places) {
    const value = attributes[name]
    if (value === undefined) continue
    const refusal = next.personal(places[name]!, value, name)
    if (refusal !== undefined) return refusal
  }
  const number = attributes["social-security-number"]
  if (number !== undefined) {
    if (typeof number !== "string" && number !== null) return mustBe("social-security-number", "a string")
    next.socialSecurityNumber(number)
  }
  const photo = attributes["selfie-photo"]
  if (photo !== undefined) {
    const file = selfie(photo, options)
    if (isRefusal(file)) return file
    next.set("selfie_photo", { type: "file", value: file })
  }
  const own = attributes["fields"]
  if (own === undefined || own === null) return next.fields
  if (!isObject(own)) return mustBe("fields", "an object")
  for (const [key, value] of Object.entries(own)) {
    const refusal = next.field(key, value, options.schemas)
    if (refusal !== undefined) return refusal
  }
  return next.fields
}

const draft = (current: Fields) => {
  const fields: Record<string, FieldValue> = { ...current }

  const personal = (
    [key, member]: readonly [string, string?],
    value: unknown,
    name: string
  ): Refusal | undefined => {
    if (value !== null && typeof value !== "string") return mustBe(name, "a string")
    if (value !== null && member === "country_code" && !/^[A-Za-z]{2}$/.test(value)) {
      return illFormed(name, "a two-letter country code")
    }
    if (key === "birthdate") {
      if (value !== null && !isDate(value)) return illFormed(name, "a date YYYY-MM-DD")
      fields[key] = { type: "date", value }
    } else if (member === undefined) {
      fields[key] = { type: "string", value }
    } else {
      const parts: Record<string, unknown> = {}
      for (const part of hashes[key] ?? []) parts[part] = { type: "string", value: null }
      fields[key] = {
        type: "hash",
        value: {
          ...parts,
          ...(fields[key]?.value as object | undefined),
          [member]: { type: "string", value }
        }
      }
    }
    return undefined
  }

  const field = (key: string, value: unknown, schemas: ReadonlyArray<FieldSeed>): Refusal | undefined => {
    const place = flatKeys.get(key)
    if (place !== undefined) return personal(place, value, `fields/${key}`)
    const members = hashes[key]
    if (members !== undefined && isObject(value)) {
      for (const [member, part] of Object.entries(value)) {
        const refusal = personal([key, member], part, `fields/${key}/${member}`)
        if (refusal !== undefined) return refusal
      }
      return undefined
    }
    const declared = schemas.find((schema) => schema.key === key)?.type
    const inferred = typed(value)
    fields[key] = declared === undefined ? inferred : { type: declared, value: inferred.value }
    return undefined
  }

  const socialSecurityNumber = (number: string | null): void => {
    const numbers = (fields["identification_numbers"]?.value ?? []) as ReadonlyArray<FieldValue>
    const others = numbers.filter(
      ({ value }) => (value as Fields)["identification_class"]?.value !== socialSecurityClass
    )
    const own = typed({
      identification_class: socialSecurityClass,
      identification_number: number,
      issuing_country: "US",
      hashed_identification_number: null
    })
    fields["identification_numbers"] = { type: "array", value: number === null ? others : [...others, own] }
  }

  return {
    fields,
    personal,
    field,
    socialSecurityNumber,
    set: (key: string, value: FieldValue): void => {
      fields[key] = value
    }
  }
}

const socialSecurityClass = "ssn"

/** A value in the answer's form, with the kind that its JSON type suggests. */
export const typed = (value: unknown): FieldValue => {
  if (Array.isArray(value)) return { type: "array", value: value.map(typed) }
  if (isObject(value)) {
    return {
      type: "hash",
      value: Object.fromEntries(Object.entries(value).map(([key, member]) => [key, typed(member)]))
    }
  }
  if (typeof value === "boolean") return { type: "boolean", value }
  if (typeof value === "number") return { type: Number.isInteger(value) ? "integer" : "number", value }
  return { type: "string", value }
}

const selfie = (photo: unknown, options: Options): unknown => {
  const data = isObject(photo) ? photo["data"] : undefined
  if (data === null) return null
  if (!isObject(data) || typeof data["data"] !== "string") {
    return mustBe("selfie-photo", "{data: {data: base64, filename}}")
  }
  const filename = typeof data["filename"] === "string" ? data["filename"] : "selfie"
  return options.file(filename, Buffer.byteLength(data["data"], "base64"))
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isDate = (text: string): boolean => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  if (year === undefined) return false
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
}
