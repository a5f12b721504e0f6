/**
 * The three casings of keys on the wire. Internally, all keys are kebab-case: requests are converted to it, answers
 * from it. Keys under `fields`, or in the rows of a batch job, are the customer's own and never converted, nor are
 * values.
 */
export type Inflection = "camel" | "kebab" | "snake"

export const isInflection = (text: string): text is Inflection =>
  text === "camel" || text === "kebab" || text === "snake"

/** Re-cases the keys of an answer. */
export const inflect = (value: unknown, inflection: Inflection): unknown =>
  inflection === "kebab" ? value : recase(value, inflection === "camel" ? camel : snake)

/** Brings the keys of a request's object, and of the objects in it, to kebab-case. */
export const normalize = (value: unknown): unknown => recase(value, kebab)

const recase = (value: unknown, key: (name: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((member) => recase(member, key))
  if (typeof value !== "object" || value === null) return value
  const result: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(value)) {
    result[key(name)] = untouched.has(name) ? member : recase(member, key)
  }
  return result
}

const untouched: ReadonlySet<string> = new Set(["fields", "rows", "row"])

/** Caches the conversions; keys come from requests, so the cache is bounded. */
const remembered = (convert: (name: string) => string) => {
  const known = new Map<string, string>()
  return (name: string): string => {
    let converted = known.get(name)
    if (converted === undefined) {
      converted = convert(name)
      if (known.size < 4096) known.set(name, converted)
    }
    return converted
  }
}

/** `nameFirst`, `name_first` and `addressStreet1` become `name-first` and `address-street-1`. */
export const kebab = remembered((name) =>
  name
    .replaceAll("_", "-")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replaceAll(/([a-z])([0-9])/g, "$1-$2")
    .toLowerCase()
)

const camel = remembered((name) =>
  name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
)

const snake = remembered((name) => name.replaceAll("-", "_"))
