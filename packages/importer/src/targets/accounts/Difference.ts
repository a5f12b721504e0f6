/**
 * Compares a row with the API's account. The two have different shapes: a row sends flat attributes, an answer nests
 * them in `fields` as `{type, value}`.
 */

/** The paths of a request's standard attributes in the answer's `fields`. */
const places: Readonly<Record<string, ReadonlyArray<ReadonlyArray<string>>>> = {
  nameFirst: [["name", "first"], ["name_first"]],
  nameMiddle: [["name", "middle"], ["name_middle"]],
  nameLast: [["name", "last"], ["name_last"]],
  birthdate: [["birthdate"]],
  phoneNumber: [["phone_number"]],
  emailAddress: [["email_address"]],
  addressStreet1: [["address", "street_1"], ["address_street_1"]],
  addressStreet2: [["address", "street_2"], ["address_street_2"]],
  addressCity: [["address", "city"], ["address_city"]],
  addressSubdivision: [["address", "subdivision"], ["address_subdivision"]],
  addressPostalCode: [["address", "postal_code"], ["address_postal_code"]],
  countryCode: [["address", "country_code"], ["address_country_code"], ["country_code"]]
}

/**
 * The names of the fields that differ between an account and a row. Excludes fields that the answer omits (the key may
 * hide them), and fields that the API never returns as sent (the social security number).
 */
export const differingFields = (
  sent: Readonly<Record<string, unknown>>,
  found: Readonly<Record<string, unknown>>
): ReadonlyArray<string> => {
  const fields = isObject(found["fields"]) ? found["fields"] : {}
  const differing: Array<string> = []
  const compare = (name: string, expected: unknown, actual: unknown) => {
    if (actual !== undefined && !isSame(expected, plain(actual))) differing.push(vendorName(name))
  }
  for (const [name, value] of Object.entries(sent)) {
    if (value === undefined) continue
    if (name === "referenceId") compare(name, String(value).toLowerCase(), lower(found[name]))
    else if (name === "tags") compare(name, sorted(value), sorted(found[name]))
    else if (name === "accountStatus") compare(name, value, found[name])
    else if (name === "fields") {
      for (const [key, member] of Object.entries(isObject(value) ? value : {})) {
        compare(`fields.${key}`, member, fields[key])
      }
    } else {
      for (const path of places[name] ?? []) {
        const actual = at(fields, path)
        if (actual === undefined) continue
        compare(name, value, actual)
        break
      }
    }
  }
  return differing
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** `addressStreet1` is `address-street-1` in the API. Custom keys stay unchanged. */
const vendorName = (name: string) =>
  name.startsWith("fields.") ? name : name.replace(/[A-Z]|\d+/g, (part) => `-${part.toLowerCase()}`)

const lower = (value: unknown) => (typeof value === "string" ? value.toLowerCase() : value)

const sorted = (value: unknown) => (Array.isArray(value) ? value.map(String).toSorted() : value)

/** Follows a path through nested `{type, value}` pairs. */
const at = (fields: Readonly<Record<string, unknown>>, path: ReadonlyArray<string>): unknown => {
  let value: unknown = fields
  for (const name of path) {
    const inside = isPair(value) ? value["value"] : value
    if (!isObject(inside)) return undefined
    value = inside[name]
  }
  return value
}

const isPair = (value: unknown): value is { readonly type: unknown; readonly value: unknown } =>
  isObject(value) && "type" in value && "value" in value

/** A value without its `{type, value}` wrappers. */
const plain = (value: unknown): unknown => {
  if (isPair(value)) return plain(value["value"])
  if (Array.isArray(value)) return value.map(plain)
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]))
  return value
}

/** The sent values may be part of the existing ones: a hash may have members that the row does not name. */
const isSame = (expected: unknown, actual: unknown): boolean => {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      expected.length === actual.length &&
      expected.every((member, i) => isSame(member, actual[i]))
    )
  }
  if (isObject(expected)) {
    return isObject(actual) && Object.entries(expected).every(([key, member]) => isSame(member, actual[key]))
  }
  // Numbers and booleans of custom fields are sent as text.
  return expected === actual || (actual !== null && String(expected) === String(actual))
}
