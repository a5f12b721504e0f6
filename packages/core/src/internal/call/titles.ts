/**
 * What may be shown of a refusal: titles that the API is known to use, and pointers made of names from the operation or
 * the request. The rest of a server's text may quote the request, so it stays redacted.
 */
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { Problem, Said } from "../../PersonaError.ts"

/** Titles of the vendor's document, its examples and its pages on errors, and of the statuses of a proxy. */
const titles = [
  "Bad Request",
  "Conflict",
  "Forbidden",
  "Idempotency error",
  "Must be authenticated to access this endpoint",
  "Parameter missing",
  "Payload too large",
  "Privacy Pass token required",
  "Quota exceeded",
  "Rate limit exceeded",
  "Record invalid",
  "Record not found",
  "Record not unique",
  "Request Timeout",
  "Service unavailable",
  "Stale object error",
  "Token is invalid",
  "Unprocessable entity"
]

const known: ReadonlyMap<string, string> = new Map(titles.map((title) => [title.toLowerCase(), title]))

/** Whether a text is a title of the API. */
export const isKnown = (title: string): boolean => known.has(title.trim().toLowerCase())

/** Replacement for an unknown title: the meaning of the status. */
export const byStatus = (status: number): string => statuses.get(status) ?? `Status ${status}`

const statuses: ReadonlyMap<number, string> = new Map([
  [400, "Bad Request"],
  [403, "Forbidden"],
  [404, "Record not found"],
  [405, "Method not allowed"],
  [409, "Conflict"],
  [413, "Payload too large"],
  [415, "Unsupported media type"],
  [422, "Unprocessable entity"]
])

/** Whether a name in a pointer is from the operation or the request. */
export type IsName = (name: string) => boolean

/** Characters kept of each text. */
const maxSaid = 4000

/** Reduces an error of the API to the parts that may be shown. */
export const problemOf = (error: unknown, status: number, isName: IsName): Problem => {
  const { detail, details, source, title } = (
    typeof error === "object" && error !== null ? error : {}
  ) as Readonly<Record<string, unknown>>
  const pointer = (source as { readonly pointer?: unknown } | null | undefined)?.pointer
  const said: Said = { title: text(title), details: text(details) ?? text(detail), pointer: text(pointer) }
  return {
    title: known.get(said.title?.trim().toLowerCase() ?? "") ?? byStatus(status),
    pointer: said.pointer === undefined ? undefined : shownPointer(said.pointer, isName),
    said: Redacted.make(said)
  }
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" ? value.slice(0, maxSaid) : undefined

/** Replaces a segment of a pointer that may be a value. */
const gone = "…"

/** A pointer with only names and array indexes; other segments are replaced. */
const shownPointer = (pointer: string, isName: IsName): string =>
  pointer
    .split("/")
    .slice(0, maxParts)
    .map((part) =>
      part === "" || isPlace(part) || isName(part.replaceAll("~1", "/").replaceAll("~0", "~")) ? part : gone
    )
    .join("/")

const maxParts = 20

/** An array index. A longer number may be part of the request. */
const isPlace = (part: string): boolean => /^\d{1,3}$/.test(part)

/** The same result for a name in any inflection. */
const fold = (name: string): string =>
  name
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[a-z])(?=\d)/g, "-")
    .toLowerCase()
    .replaceAll("_", "-")

const everywhere: ReadonlySet<string> = new Set([
  "attributes",
  "data",
  "errors",
  "fields",
  "meta",
  "relationships"
])

/** The names in the given request, and the names that its operation accepts. */
export const namesOf = (schema: (() => Schema.Codec<any, any>) | undefined, given: unknown): IsName => {
  let own: ReadonlySet<string> | undefined
  let taken: ReadonlySet<string> | undefined
  return (name) => {
    const folded = fold(name)
    if (everywhere.has(folded)) return true
    own ??= keysOf(given)
    if (own.has(name) || own.has(folded)) return true
    taken ??= schema === undefined ? none : takenBy(schema())
    return taken.has(folded)
  }
}

const none: ReadonlySet<string> = new Set()

/** Maximum objects inspected: rows of one request have much the same keys. */
const maxObjects = 2000

const keysOf = (given: unknown): ReadonlySet<string> => {
  const keys = new Set<string>()
  const queue: Array<unknown> = [given]
  for (let at = 0; at < queue.length && at < maxObjects; at++) {
    const value = queue[at]
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) continue
    if (Array.isArray(value)) queue.push(...value.slice(0, maxObjects))
    else {
      for (const [key, member] of Object.entries(value)) {
        keys.add(key)
        keys.add(fold(key))
        if (typeof member === "object") queue.push(member)
      }
    }
  }
  return keys
}

const knownSchemas = new WeakMap<object, ReadonlySet<string>>()

/** The names of all members that a schema declares. Computed once for each schema, and only if a pointer needs them. */
const takenBy = (schema: Schema.Codec<any, any>): ReadonlySet<string> => {
  let names = knownSchemas.get(schema)
  if (names === undefined) {
    const found = new Set<string>()
    collect(Schema.toJsonSchemaDocument(schema), found)
    names = found
    knownSchemas.set(schema, names)
  }
  return names
}

const collect = (part: unknown, names: Set<string>): void => {
  if (typeof part !== "object" || part === null) return
  for (const [key, member] of Object.entries(part)) {
    if (key === "properties" && typeof member === "object" && member !== null) {
      for (const name of Object.keys(member)) names.add(fold(name))
    }
    collect(member, names)
  }
}
