/**
 * The 11 kinds of lists: their names on the wire, the content of their items, and the equality of items. Equality is
 * undocumented for most kinds; the choices made here are listed in {@link Assumptions}.
 */
import { isIPv4, isIPv6 } from "node:net"
import { isRefusal, type Refusal } from "../../internal/request/Answer.ts"
import {
  illFormed,
  missing,
  optionalString,
  requiredNumber,
  requiredString
} from "../../internal/request/Validation.ts"

/** The vendor's singular names. */
export type Kind =
  | "browser-fingerprint"
  | "country"
  | "device-fingerprint"
  | "email-address"
  | "field"
  | "geolocation"
  | "government-id-number"
  | "ip-address"
  | "name"
  | "phone-number"
  | "string"

export interface ListKind {
  readonly kind: Kind
  /** Last segment of the paths `/list/…` and `/list-item/…`. */
  readonly path: string
  /** Prefix of an item's id. */
  readonly prefix: string
  /** Whether the API can create lists of this kind. */
  readonly creatable: boolean
  /** Checks the attributes of a create. */
  readonly read: (attributes: Readonly<Record<string, unknown>>) => Item | Refusal
}

export interface Item {
  /** The kind's own attributes, as in answers. */
  readonly values: Readonly<Record<string, unknown>>
  /** Two items of a list are equal if these are equal. */
  readonly equality: string
}

/** A kind with one string. */
const text =
  (
    attribute: string,
    fold: (value: string) => string,
    check?: readonly [test: (value: string) => boolean, what: string]
  ): ListKind["read"] =>
  (attributes) => {
    const value = requiredString(attributes, attribute)
    if (isRefusal(value)) return value
    if (check !== undefined && !check[0](value)) return illFormed(attribute, check[1])
    return { values: { [attribute]: value }, equality: fold(value) }
  }

const asIs = (value: string): string => value
const lower = (value: string): string => value.toLowerCase()
const digits = (value: string): string => value.replaceAll(/\D/g, "")

const isAddress = (value: string): boolean => {
  const [address = "", bits, ...rest] = value.split("/")
  if (rest.length > 0) return false
  const maximum = isIPv4(address) ? 32 : isIPv6(address) ? 128 : undefined
  if (maximum === undefined) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= maximum)
}

const country: ListKind["read"] = (attributes) => {
  const value = requiredString(attributes, "country-code")
  if (isRefusal(value)) return value
  if (!/^[A-Za-z]{2}$/.test(value)) return illFormed("country-code", "a two-letter country code")
  return { values: { "country-code": value.toUpperCase() }, equality: value.toUpperCase() }
}

const emailAddress: ListKind["read"] = (attributes) => {
  const value = requiredString(attributes, "value")
  if (isRefusal(value)) return value
  const matchType = optionalString(attributes, "match-type") ?? "email_address"
  if (isRefusal(matchType)) return matchType
  if (matchType !== "email_address" && matchType !== "domain") {
    return illFormed("match-type", "email_address or domain")
  }
  return { values: { value, "match-type": matchType }, equality: `${matchType} ${lower(value)}` }
}

const geolocation: ListKind["read"] = (attributes) => {
  const latitude = requiredNumber(attributes, "latitude", { minimum: -90, maximum: 90 })
  if (isRefusal(latitude)) return latitude
  const longitude = requiredNumber(attributes, "longitude", { minimum: -180, maximum: 180 })
  if (isRefusal(longitude)) return longitude
  const radius = requiredNumber(attributes, "radius-meters", { minimum: 0 })
  if (isRefusal(radius)) return radius
  const rounded = Math.round(radius)
  return {
    values: { latitude, longitude, "radius-meters": rounded },
    equality: `${latitude} ${longitude} ${rounded}`
  }
}

const governmentIdNumber: ListKind["read"] = (attributes) => {
  const idClass = requiredString(attributes, "id-class")
  if (isRefusal(idClass)) return idClass
  const idNumber = requiredString(attributes, "id-number")
  if (isRefusal(idNumber)) return idNumber
  return {
    values: { "id-class": idClass, "id-number": idNumber },
    equality: JSON.stringify([lower(idClass), lower(idNumber)])
  }
}

const name: ListKind["read"] = (attributes) => {
  const first = optionalString(attributes, "name-first")
  if (isRefusal(first)) return first
  const last = optionalString(attributes, "name-last")
  if (isRefusal(last)) return last
  if ((first ?? "").trim() === "" && (last ?? "").trim() === "") return missing("name-first")
  return {
    values: { "name-first": first ?? null, "name-last": last ?? null },
    equality: JSON.stringify([lower(first ?? ""), lower(last ?? "")])
  }
}

const kind = (
  kind: Kind,
  path: string,
  prefix: string,
  read: ListKind["read"],
  creatable = true
): ListKind => ({ kind, path, prefix, creatable, read })

export const kinds: ReadonlyArray<ListKind> = [
  kind("browser-fingerprint", "browser-fingerprints", "libf", text("value", asIs)),
  kind("country", "countries", "lic", country),
  kind("device-fingerprint", "device-fingerprints", "lidf", text("value", asIs), false),
  kind("email-address", "email-addresses", "liea", emailAddress),
  kind("field", "fields", "liif", text("field-value", asIs), false),
  kind("geolocation", "geolocations", "ligl", geolocation),
  kind("government-id-number", "government-id-numbers", "ligin", governmentIdNumber),
  kind(
    "ip-address",
    "ip-addresses",
    "liip",
    text("value", lower, [isAddress, "an IPv4 or IPv6 address or a CIDR range"])
  ),
  kind("name", "names", "lin", name),
  kind(
    "phone-number",
    "phone-numbers",
    "lipn",
    text("value", digits, [(value) => digits(value) !== "", "a phone number"])
  ),
  kind("string", "strings", "lin", text("value", asIs))
]
