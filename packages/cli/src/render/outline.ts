/** The wire form of an object for people, one line for each member. */
import type * as JsonSchema from "effect/JsonSchema"

/** A member: its path, its type, and whether it is required. */
export interface Line {
  /** `data.attributes.name-first`; `[]` marks a member of each item of an array. */
  readonly path: string
  readonly type: string
  readonly required: boolean
}

/** The members of a JSON Schema, depth first. Members that only contain others have no line of their own. */
export const outline = (schema: JsonSchema.JsonSchema, definitions: JsonSchema.Definitions): Array<Line> => {
  const lines: Array<Line> = []
  const visit = (part: Part, path: string, required: boolean, parents: ReadonlyArray<Part>) => {
    const { list, node } = itemsOf(resolve(part, definitions), definitions)
    const members = Object.entries(node.properties ?? {})
    const at = list ? `${path}[]` : path
    if (members.length === 0 || parents.includes(node) || parents.length > deepest) {
      lines.push({ path, type: typeOf(node, list, definitions), required })
      return
    }
    for (const [name, member] of members) {
      const inner = at === "" ? name : `${at}.${name}`
      // A member is required only if its parent is present.
      visit(member, inner, node.required?.includes(name) ?? false, [...parents, node])
    }
  }
  visit(schema as Part, "", true, [])
  return lines
}

/** The relevant part of a JSON Schema. */
interface Part {
  readonly $ref?: string
  readonly type?: string | ReadonlyArray<string>
  readonly enum?: ReadonlyArray<unknown>
  readonly const?: unknown
  readonly contentEncoding?: string
  readonly properties?: Readonly<Record<string, Part>>
  readonly required?: ReadonlyArray<string>
  readonly items?: Part | boolean
  readonly anyOf?: ReadonlyArray<Part>
  readonly oneOf?: ReadonlyArray<Part>
  readonly allOf?: ReadonlyArray<Part>
}

const deepest = 8

/** Follows references and looks through unions with null. */
const resolve = (part: Part, definitions: JsonSchema.Definitions): Part => {
  if (part.$ref !== undefined) {
    const target = definitions[decodeURIComponent(part.$ref.split("/").at(-1) ?? "")]
    return target === undefined ? {} : resolve(target as Part, definitions)
  }
  if (part.allOf?.length === 1 && part.type === undefined) return resolve(part.allOf[0]!, definitions)
  const choices = choicesOf(part)
  return choices.length === 1 ? resolve(choices[0]!, definitions) : part
}

/** The members of a union except null; duplicates count once. */
const choicesOf = (part: Part): ReadonlyArray<Part> => {
  const seen = new Map<string, Part>()
  for (const choice of part.anyOf ?? part.oneOf ?? []) {
    if (choice.type !== "null") seen.set(JSON.stringify(choice), choice)
  }
  return [...seen.values()]
}

const itemsOf = (part: Part, definitions: JsonSchema.Definitions) => {
  const item = typeof part.items === "object" ? resolve(part.items, definitions) : undefined
  return item?.properties === undefined ? { list: false, node: part } : { list: true, node: item }
}

const typeOf = (part: Part, list: boolean, definitions: JsonSchema.Definitions): string => {
  if (list) return "list of objects"
  if (part.enum !== undefined) return part.enum.map((value) => JSON.stringify(value)).join(" | ")
  if (part.const !== undefined) return JSON.stringify(part.const)
  if (part.type === "array") {
    const item = typeof part.items === "object" ? resolve(part.items, definitions) : {}
    return `list of ${plural(typeOf(item, false, definitions))}`
  }
  if (part.contentEncoding === "base64") return "bytes in base64"
  const choices = choicesOf(part)
  if (choices.length > 0) {
    const types = choices.map((choice) => typeOf(resolve(choice, definitions), false, definitions))
    return [...new Set(types)].join(" | ")
  }
  const type = Array.isArray(part.type) ? part.type.filter((name) => name !== "null").join(" | ") : part.type
  return typeof type === "string" && type !== "" ? type : "any JSON"
}

const plural = (type: string) => (/^(string|number|integer|boolean|object)$/.test(type) ? `${type}s` : type)
