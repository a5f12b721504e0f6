/** Writes a type and the schema of the same name: what every component, request and answer consists of. */
import type { Direction, Member, NamedForm, Shape } from "../model.ts"
import { pascalCase } from "../names.ts"
import { partOf } from "./parts.ts"
import type { Scope } from "./scope.ts"
import { comment, indent, width } from "./text.ts"
import { interfaceOf, typeOf } from "./types.ts"

/** The declarations of a type; interfaces of its large parts follow it. */
export const declare = (
  name: string,
  shape: Shape,
  options: {
    readonly scope: Scope
    readonly direction: Direction
    readonly about: string
    readonly parts?: string
  }
): string => {
  const { about, direction, parts = name, scope } = options
  const context = { scope, direction }
  const { named, shape: outer } = hoist(parts, shape)
  const type =
    outer.kind === "object" || outer.kind === "free"
      ? interfaceOf(name, outer, context)
      : assign(`export type ${name}`, typeOf(outer, context, name.length + 15))
  return [
    `${comment([about])}\n${type}`,
    ...named.map((part) => interfaceOf(part.name, part.form, context)),
    `${comment([`Schema of {@link ${name}}.`])}\n${schemaOf(name, partOf(outer, context, 6))}`
  ].join("\n\n")
}

const assign = (head: string, type: string): string =>
  type.startsWith("\n") ? `${head} =${type}` : `${head} = ${type}`

const schemaOf = (name: string, part: string): string => {
  const head = `export const ${name}: Schema.Codec<${name}, unknown> = /*#__PURE__*/ W.schema(() =>`
  const line = `${head} ${part})`
  if (line.length <= width && !line.includes("\n")) return line
  const broken =
    head.length <= width
      ? head
      : head.replace(": Schema.Codec<", ": Schema.Codec<\n  ").replace(", unknown> =", ",\n  unknown\n> =")
  return `${broken}\n  ${indent(part)}\n)`
}

interface Named {
  readonly name: string
  readonly form: NamedForm
}

/** Gives the attributes, relationships and documented custom fields of a resource interfaces of their own. */
const hoist = (
  prefix: string,
  shape: Shape
): { readonly shape: Shape; readonly named: ReadonlyArray<Named> } => {
  if (shape.kind !== "object") return { shape, named: [] }
  const named: Array<Named> = []
  const members = shape.members.map((member): Member => {
    const inner = member.shape
    if (member.wire === "data" && inner.kind === "object") {
      const { named: inside, shape: data } = hoist(prefix, inner)
      named.push(...inside)
      return { ...member, shape: { ...member.shape, ...data } }
    }
    if (!isLarge(member)) return member
    const name = prefix + pascalCase([member.wire])
    const { named: inside, shape: form } = hoist(name, inner)
    named.push({ name, form: form as NamedForm }, ...inside)
    return {
      ...member,
      shape: {
        kind: "named",
        name,
        of: form as NamedForm,
        ...(inner.nullable === true ? { nullable: true } : {})
      }
    }
  })
  return { shape: { ...shape, members }, named }
}

const isLarge = ({ shape, wire }: Member): boolean =>
  ((wire === "attributes" || wire === "relationships") && shape.kind === "object") ||
  (wire === "fields" && shape.kind === "free" && shape.members.length > 0)
