/**
 * Makes a value that matches a schema, from its JSON Schema: the name of each member determines its value. Dates are
 * fixed and people are invented, so the same schema always yields the same value.
 */
import * as Schema from "effect/Schema"

/** A JSON Schema, as far as the vocabulary of answers uses it. */
interface Node {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: ReadonlyArray<unknown>
  readonly const?: unknown
  readonly anyOf?: ReadonlyArray<Node>
  readonly oneOf?: ReadonlyArray<Node>
  readonly allOf?: ReadonlyArray<Node>
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: ReadonlyArray<string>
}

interface Context {
  readonly definitions: Readonly<Record<string, Node>>
  readonly status: string
}

/** The encoded form of a value that the schema decodes. `status` is the value of the member with that name. */
export const fromSchema = (schema: Schema.Codec<unknown, unknown>, status: string): unknown => {
  const { definitions, schema: root } = Schema.toJsonSchemaDocument(schema)
  return make(root as Node, "", 0, { definitions: definitions as Context["definitions"], status })
}

/** Schemas are recursive; no answer needs a deeper one. */
const deepest = 12

const make = (node: Node, name: string, depth: number, context: Context): unknown => {
  if (node.$ref !== undefined) {
    const target = context.definitions[decodeURIComponent(node.$ref.split("/").at(-1) ?? "")]
    return target === undefined || depth > deepest ? null : make(target, name, depth + 1, context)
  }
  if (node.const !== undefined) return node.const
  if (node.enum !== undefined) return node.enum[0]
  const members = node.anyOf ?? node.oneOf
  if (members !== undefined) {
    const some = members.filter(({ type }) => type !== "null")
    const nullable = some.length < members.length
    if (nullable && (depth > deepest || isNothing(name))) return null
    return some[0] === undefined ? null : make(some[0], name, depth, context)
  }
  switch (node.type) {
    case "object":
      return object(node, name, depth, context)
    case "array":
      return array(node, name, depth, context)
    case "string":
      return string(name, context.status)
    case "number":
    case "integer":
      return name === "expires-in" ? 3600 : 0
    case "boolean":
      return false
    default:
      return node.properties === undefined ? {} : object(node, name, depth, context)
  }
}

const object = (node: Node, name: string, depth: number, context: Context): unknown => {
  if (name === "links") return { prev: null, next: null }
  const made: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(node.properties ?? {})) {
    const isRequired = node.required?.includes(key) === true
    // Members for `include` are present only on request.
    if (key === "included" && !isRequired) continue
    made[key] =
      name === "relationships"
        ? { data: isMany(member, context) ? [] : null }
        : make(member, key, depth + 1, context)
  }
  return made
}

/** The list of a document has one item; all other arrays are empty. */
const array = (node: Node, name: string, depth: number, context: Context): unknown => {
  const { items } = node as { readonly items?: Node }
  return name === "data" && depth === 1 && items !== undefined ? [make(items, "", depth + 1, context)] : []
}

/** Whether a relationship is to many: its data is an array or null. */
const isMany = (relationship: Node, context: Context): boolean => {
  const data = resolved(relationship, context).find(({ properties }) => properties?.["data"] !== undefined)
  const forms = resolved(data?.properties?.["data"] ?? {}, context).filter(({ type }) => type !== "null")
  return forms.length > 0 && forms.every(({ type }) => type === "array")
}

/** The alternatives of a node, with references and unions resolved. */
const resolved = (node: Node, context: Context): ReadonlyArray<Node> => {
  if (node.$ref !== undefined) {
    const target = context.definitions[decodeURIComponent(node.$ref.split("/").at(-1) ?? "")]
    return target === undefined ? [] : resolved(target, context)
  }
  const members = node.anyOf ?? node.oneOf
  return members === undefined ? [node] : members.flatMap((member) => resolved(member, context))
}

/** Members that stay empty where the schema allows it. */
const isNothing = (name: string): boolean =>
  /-(id|ids)$|^(archived|redacted|deactivated|expired|expires|resolved|canceled|failed)-at$/.test(name)

const strings: ReadonlyArray<readonly [name: RegExp, value: string]> = [
  [/-at$|timestamp/, "2026-01-01T00:00:00.000Z"],
  [/date$/, "1990-02-03"],
  [/url$|uri$|link(-short)?$/, "https://files.sandbox.invalid/example.pdf"],
  [/filename$/, "example.pdf"],
  [/email-address$/, "jane.doe@example.com"],
  [/phone-number$/, "+12025550100"],
  [/ip-address$/, "192.0.2.1"],
  [/country-code$/, "US"],
  [/name-first$/, "Jane"],
  [/name-last$/, "Doe"],
  [/token-type$/, "bearer"],
  [/api-version$/, "2025-12-08"],
  [/inflection$/, "kebab"]
]

const string = (name: string, status: string): string =>
  name === "status" ? status : (strings.find(([pattern]) => pattern.test(name))?.[1] ?? "example")
