/** Requests made from the schemas of operations: what is required, and nothing else. */
import type * as Operation from "@effect-persona/core/Operation"
import { Schema } from "effect"

interface Node {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: ReadonlyArray<unknown>
  readonly anyOf?: ReadonlyArray<Node>
  readonly oneOf?: ReadonlyArray<Node>
  readonly items?: Node
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: ReadonlyArray<string>
}

type Values = Readonly<Record<string, unknown>>

/** A request that the operation takes, with these values in place of made-up ones, by their names on the wire. */
export const make = (operation: Operation.Any, values: Values): unknown =>
  Schema.decodeUnknownSync(operation.schemas().request)(wire(operation, values))

/** The same with its names on the wire. */
export const wire = (operation: Operation.Any, values: Values): Values => {
  const { request } = operation.schemas()
  const document = Schema.toJsonSchemaDocument(request)
  const definitions = document.definitions as Readonly<Record<string, Node>>

  /** Whether a value is given for a member, or for one inside of it. */
  const isGiven = (node: Node, name: string, depth: number): boolean =>
    Object.hasOwn(values, name) ||
    (depth < 5 &&
      [node, ...(node.anyOf ?? node.oneOf ?? [])].some(({ properties }) =>
        Object.entries(properties ?? {}).some(([key, member]) => isGiven(member, key, depth + 1))
      ))

  const build = (node: Node, name: string): unknown => {
    if (node.$ref !== undefined) {
      return build(definitions[decodeURIComponent(node.$ref.split("/").at(-1) ?? "")] ?? {}, name)
    }
    if (Object.hasOwn(values, name)) return values[name]
    if (node.enum !== undefined) return node.enum[0]
    const member = (node.anyOf ?? node.oneOf)?.find(({ type }) => type !== "null")
    if (member !== undefined) return build(member, name)
    switch (node.type) {
      case "object": {
        const members = Object.entries(node.properties ?? {}).filter(
          ([key, member]) => node.required?.includes(key) === true || isGiven(member, key, 0)
        )
        return Object.fromEntries(members.map(([key, member]) => [key, build(member, key)]))
      }
      case "array":
        return node.items === undefined ? [] : [build(node.items, name)]
      case "number":
      case "integer":
        return 1
      case "boolean":
        return true
      case "string":
        // Files come as base64.
        return name === "data" ? "ZXhhbXBsZQ==" : "example"
      default:
        return {}
    }
  }
  return build(document.schema as Node, "") as Values
}
