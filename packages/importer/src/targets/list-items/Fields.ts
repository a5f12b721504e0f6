/**
 * List items: one value per row, all of one kind and for one list.
 *
 * @see https://docs.withpersona.com/api-reference/list-items
 */
import * as NetAddress from "effect/net/NetAddress"
import * as Result from "effect/Result"
import type { ValueKind } from "../../values/ValueKind.ts"
import { choice } from "../../values/choices.ts"
import { checkDomain, checkEmail, emailOrDomain, phone } from "../../values/contact.ts"
import { country } from "../../values/country.ts"
import { ip } from "../../values/network.ts"
import { latitude, longitude, meters } from "../../values/numbers.ts"
import { identifier, text } from "../../values/text.ts"
import { type Attributes, type Field, field, fold, type TargetTable } from "../Field.ts"

/** The vendor's singular names of the eleven kinds. */
export const kinds = [
  "browser-fingerprint",
  "country",
  "device-fingerprint",
  "email-address",
  "field",
  "geolocation",
  "government-id-number",
  "ip-address",
  "name",
  "phone-number",
  "string"
] as const

export type ListItemKind = (typeof kinds)[number]

/** The argument of the create operation of a kind, without the list's id. */
export interface ListItemRequest {
  readonly data: { readonly attributes: Readonly<Record<string, string | number>> }
}

const item = (
  fields: ReadonlyArray<Field>,
  natural: (attributes: Attributes) => string,
  rest: Partial<TargetTable<ListItemRequest>> = {}
): TargetTable<ListItemRequest> => ({
  fields,
  custom: false,
  anyOf: [],
  check: () => undefined,
  natural,
  request: (attributes) => ({
    data: { attributes: attributes as Readonly<Record<string, string | number>> }
  }),
  ...rest
})

/** A request for an item of a kind, with a value in every field. */
export const sample = (kind: ListItemKind): ListItemRequest => ({
  data: {
    attributes: Object.fromEntries(
      tables[kind].fields.map(({ attribute }) => [attribute, samples[attribute] ?? "a"])
    )
  }
})

/** Sample values of fields that do not accept any text. */
const samples: Readonly<Record<string, string | number>> = {
  countryCode: "US",
  latitude: 1,
  longitude: 1,
  matchType: "domain",
  radiusMeters: 1
}

/** Kinds whose items are a single text. */
const valueOnly = (kind: ValueKind): TargetTable<ListItemRequest> =>
  item([field("value", kind, true)], ({ value }) => fold(value))

/** The API's default is not documented, so the type is always sent. */
const matchType = (attributes: Attributes): unknown => attributes["matchType"] ?? "email_address"

const emailAddress = item(
  [
    field("value", emailOrDomain, true),
    field("match-type", choice("match-type", ["email_address", "domain"]))
  ],
  (attributes) => JSON.stringify([matchType(attributes), fold(attributes["value"])]),
  {
    check: (attributes) => {
      const value = attributes["value"] as string
      const refusal = matchType(attributes) === "domain" ? checkDomain(value) : checkEmail(value)
      return refusal === undefined ? undefined : { field: "value", refusal }
    },
    request: (attributes) => ({
      data: {
        attributes: { value: attributes["value"] as string, matchType: matchType(attributes) as string }
      }
    })
  }
)

/** The tables of fields by kind. Natural keys are the values, folded as the API is assumed to compare them. */
export const tables: Readonly<Record<ListItemKind, TargetTable<ListItemRequest>>> = {
  "browser-fingerprint": valueOnly(identifier),
  country: item([field("country-code", country, true)], ({ countryCode }) => fold(countryCode)),
  "device-fingerprint": valueOnly(identifier),
  "email-address": emailAddress,
  field: item([field("field-value", identifier, true)], ({ fieldValue }) => fold(fieldValue)),
  geolocation: item(
    [
      field("latitude", latitude, true),
      field("longitude", longitude, true),
      field("radius-meters", meters, true)
    ],
    ({ latitude, longitude, radiusMeters }) => JSON.stringify([latitude, longitude, radiusMeters])
  ),
  "government-id-number": item(
    [field("id-class", text, true), field("id-number", identifier, true)],
    ({ idClass, idNumber }) => JSON.stringify([fold(idClass), fold(idNumber)])
  ),
  "ip-address": item([field("value", ip, true)], ({ value }) => canonicalIp(value as string)),
  name: item(
    [field("name-first", text), field("name-last", text)],
    ({ nameFirst, nameLast }) => JSON.stringify([fold(nameFirst), fold(nameLast)]),
    // Some people have only one name, and the API requires neither.
    { anyOf: ["name-first", "name-last"] }
  ),
  "phone-number": item([field("value", phone, true)], ({ value }) => (value as string).replaceAll(/\D/g, "")),
  string: valueOnly(identifier)
}

/** An IPv6 address has many spellings; an IPv4 address has one. */
const canonicalIp = (value: string): string => {
  if (!value.includes(":")) return value
  const [address = "", prefix] = value.split("/")
  const canonical = Result.match(NetAddress.ipFromString(address), {
    onFailure: () => fold(address),
    onSuccess: NetAddress.formatIp
  })
  return prefix === undefined ? canonical : `${canonical}/${Number(prefix)}`
}
