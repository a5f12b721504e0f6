/**
 * Search over the attributes in answers: predicates joined by `and`, `or` and `not`, a sort, and a page by a cursor in
 * the body. New data is found at once, while the real search lags by about a minute.
 */
import { type Answer, badRequest, isRefusal, ok, type Refusal, type Resource } from "./Answer.ts"
import { kebab } from "./Inflection.ts"
import type { Call } from "../state/Resource.ts"

/** Searched names, in kebab-case, that differ in answers: the attribute's name, or a function that finds the value. */
export type Aliases = Readonly<Record<string, string | ((resource: Resource) => unknown)>>

/** Finds the id of a relationship to one object. */
export const relation =
  (name: string) =>
  ({ relationships }: Resource): unknown =>
    (relationships?.[name] as { readonly data?: { readonly id?: unknown } | null } | undefined)?.data?.id

type Test = (resource: Resource) => boolean

/** Answers a search among resources, given oldest first. */
export const search = (
  { body, query }: Call,
  path: string,
  resources: ReadonlyArray<Resource>,
  aliases: Aliases
): Answer => {
  const test = body["query"] === undefined ? () => true : predicate(body["query"], aliases, 0)
  if (isRefusal(test)) return test
  const page = { ...(isObject(body["page"]) ? body["page"] : {}), ...Object.fromEntries(query.page) }
  const size = page["size"] === undefined ? 10 : Number(page["size"])
  if (!Number.isInteger(size) || size < 1 || size > 100) {
    return badRequest("page.size must be an integer from 1 to 100")
  }

  const found = sorted(resources.filter(test).toReversed(), body["sort"], aliases)
  const { after, before } = page
  const place = found.findIndex(({ id }) => id === (after ?? before))
  if ((after ?? before) !== undefined && place === -1) return badRequest("The cursor does not exist")
  const start = after !== undefined ? place + 1 : before !== undefined ? Math.max(0, place - size) : 0
  const end = before === undefined ? start + size : place
  const data = found.slice(start, end)
  const link = (direction: string, id: string | undefined) =>
    `/api/v1${path}?${new URLSearchParams([
      [`page[${direction}]`, id ?? ""],
      ["page[size]", String(size)]
    ]).toString()}`
  return ok({
    data,
    links: {
      prev: start > 0 && data.length > 0 ? link("before", data[0]?.id) : null,
      next: end < found.length && data.length > 0 ? link("after", data.at(-1)?.id) : null
    }
  })
}

/** Deeper than real queries, and shallow enough for the recursion that reads them. */
const deepest = 50

const predicate = (query: unknown, aliases: Aliases, depth: number): Test | Refusal => {
  if (!isObject(query) || depth > deepest) return badRequest("query must be a predicate", "/query")
  const { and, attribute, not, operator, or, value } = query
  if (not !== undefined) {
    const inner = predicate(not, aliases, depth + 1)
    return isRefusal(inner) ? inner : (resource) => !inner(resource)
  }
  const members = and ?? or
  if (members !== undefined) {
    if (!Array.isArray(members)) return badRequest("and, or must be arrays of predicates", "/query")
    const tests: Array<Test> = []
    for (const member of members) {
      const test = predicate(member, aliases, depth + 1)
      if (isRefusal(test)) return test
      tests.push(test)
    }
    return and === undefined
      ? (resource) => tests.some((test) => test(resource))
      : (resource) => tests.every((test) => test(resource))
  }
  const compare = comparisons[String(operator)]
  if (typeof attribute !== "string" || value === undefined || compare === undefined) {
    return badRequest(
      "A predicate has an attribute, an operator (eq, gt, gte, lt, lte) and a value",
      "/query"
    )
  }
  return (resource) => compare(valueOf(resource, attribute, aliases), value)
}

type Comparison = (found: unknown, wanted: unknown) => boolean

const ordered =
  (holds: (order: number) => boolean): Comparison =>
  (found, wanted) =>
    found !== undefined && found !== null && holds(order(found, wanted))

const comparisons: Readonly<Record<string, Comparison | undefined>> = {
  eq: (found, wanted) => found === wanted,
  gt: ordered((order) => order > 0),
  gte: ordered((order) => order >= 0),
  lt: ordered((order) => order < 0),
  lte: ordered((order) => order <= 0)
}

/** Compares numbers as numbers, times as times, and the rest as text. */
const order = (left: unknown, right: unknown): number => {
  if (typeof left === "number" && typeof right === "number") return left - right
  const times = Date.parse(String(left)) - Date.parse(String(right))
  if (!Number.isNaN(times)) return times
  return String(left) < String(right) ? -1 : String(left) > String(right) ? 1 : 0
}

/** An attribute by its name in any casing; `fields.x` is the value of a field. */
const valueOf = (resource: Resource, name: string, aliases: Aliases): unknown => {
  if (name.startsWith("fields.")) {
    const fields = resource.attributes["fields"] as Readonly<Record<string, unknown>> | undefined
    const field = fields?.[name.slice("fields.".length)]
    return isObject(field) && "value" in field ? field["value"] : field
  }
  const own = kebab(name)
  const alias = aliases[own] ?? own
  return typeof alias === "string" ? resource.attributes[alias] : alias(resource)
}

const sorted = (found: ReadonlyArray<Resource>, sort: unknown, aliases: Aliases): ReadonlyArray<Resource> => {
  if (!isObject(sort) || typeof sort["attribute"] !== "string") return found
  const name = sort["attribute"]
  const sign = sort["direction"] === "asc" ? 1 : -1
  return found.toSorted(
    (one, other) => sign * order(valueOf(one, name, aliases), valueOf(other, name, aliases))
  )
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
