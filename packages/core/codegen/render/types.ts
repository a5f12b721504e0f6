/** Writes shapes as TypeScript types. */
import { camelCase } from "../../src/internal/wire/wireName.ts"
import type { Direction, Member, NamedForm, Shape } from "../model.ts"
import type { Scope } from "./scope.ts"
import { block, property, quote, union } from "./text.ts"

export interface Context {
  readonly scope: Scope
  readonly direction: Direction
  /** Inside free keys, where nothing is renamed. */
  readonly verbatim?: boolean
}

/** The type of a shape, which starts behind `column` columns. */
export const typeOf = (shape: Shape, context: Context, column: number): string => {
  const { scope } = context
  switch (shape.kind) {
    case "string":
      return shape.known.length === 0
        ? "string"
        : shape.closed
          ? literals(shape.known, column)
          : generic(scope.jsonApi("Open"), literals(shape.known, column + 6))
    case "segment":
      return "string"
    case "integer":
      return "number"
    case "number":
    case "boolean":
      return shape.kind
    case "json":
      return "unknown"
    case "free":
      return shape.members.length === 0 ? "Readonly<Record<string, unknown>>" : body(shape, context, column)
    case "values":
      return `Readonly<Record<string, ${typeOf(shape.of, context, column + 24)}>>`
    case "array":
      return generic("ReadonlyArray", nullableType(shape.items, context, column + 14))
    case "object": {
      const bases = shape.bases.map((base) => scope.component(base, context.direction))
      const empty = shape.members.length === 0 && !shape.indexed
      return [...bases, ...(empty && bases.length > 0 ? [] : [body(shape, context, column)])].join(" & ")
    }
    case "union": {
      const variants = shape.variants.map((variant) => typeOf(variant.shape, context, column + 4))
      return union([...variants, ...fallback(shape, context)], column)
    }
    case "either":
      return union(
        shape.shapes.map((one) => typeOf(one, context, column + 4)),
        column
      )
    case "relationship": {
      const name = scope.jsonApi(shape.many ? "ToMany" : "ToOne")
      return shape.types.length === 0 ? name : generic(name, literals(shape.types, column + name.length + 1))
    }
    case "component":
      return scope.component(shape.name, shape.direction)
    case "named":
      return shape.name
    case "commas":
      return scope.jsonApi("OneOrMany")
    case "include": {
      const name = scope.jsonApi("Include")
      return shape.known.length === 0 ? name : generic(name, literals(shape.known, column + 8))
    }
    case "flag":
      return "boolean"
    case "fieldsets":
      return scope.jsonApi("Fieldsets")
    case "page":
      return scope.jsonApi("PageParameters")
    case "links":
      return scope.jsonApi("Links")
    case "upload":
    case "binary":
      scope.usesFiles = true
      return shape.kind === "upload" ? "File.Upload" : "File.Binary"
  }
}

/** An interface. */
export const interfaceOf = (name: string, form: NamedForm, context: Context): string => {
  const bases =
    form.kind === "free" ? [] : form.bases.map((base) => context.scope.component(base, context.direction))
  // Without an index signature an empty interface would take anything.
  if (form.members.length === 0 && bases.length === 0)
    return `export interface ${name} ${block(["readonly [key: string]: never"])}`
  const extending = bases.length === 0 ? "" : ` extends ${bases.join(", ")}`
  return `export interface ${name}${extending} ${block(lines(form, context))}`
}

/** An object type; a small one on one line. */
const body = (form: NamedForm, context: Context, column: number): string => {
  const members = lines(form, context)
  const line = `{ ${members.join("; ")} }`
  const small = members.length > 0 && members.length <= 3 && !line.includes("\n")
  return small && line.length + column <= 96 ? line : block(members)
}

const lines = (form: NamedForm, context: Context): ReadonlyArray<string> =>
  form.kind === "free"
    ? [...memberLines(form.members, { ...context, verbatim: true }), anyKey]
    : [...memberLines(form.members, context), ...(form.indexed ? [anyKey] : [])]

/** The members of an object, one line or block each. */
const memberLines = (members: ReadonlyArray<Member>, context: Context): ReadonlyArray<string> =>
  members.map((member) => {
    const name = property(context.verbatim === true ? member.wire : camelCase(member.wire))
    const optional = member.presence === "optional"
    const head = `${member.deprecated ? "/** @deprecated */\n" : ""}readonly ${name}${optional ? "?" : ""}: `
    const type = typeOf(member.shape, context, name.length + 24)
    return (
      (type.startsWith("\n") ? head.trimEnd() : head) +
      [type, ...absence(member, context, type)].join(type.startsWith("\n") ? "\n  | " : " | ")
    )
  })

/** What a member may be besides its type. */
const absence = (member: Member, context: Context, type: string): ReadonlyArray<string> => {
  const optional = member.presence === "optional"
  if (type === "unknown") return []
  if (context.direction === "answer") return optional || member.shape.nullable === true ? ["null"] : []
  return [...(member.shape.nullable === true ? ["null"] : []), ...(optional ? ["undefined"] : [])]
}

/** A generic type; its closing bracket stands below a union of many lines. */
const generic = (name: string, argument: string): string =>
  `${name}<${argument}${argument.startsWith("\n") ? "\n" : ""}>`

const nullableType = (shape: Shape, context: Context, column: number): string => {
  const type = typeOf(shape, context, column)
  return shape.nullable === true && type !== "unknown" ? `${type} | null` : type
}

const fallback = (
  shape: Shape & { readonly kind: "union" },
  { scope, direction }: Context
): ReadonlyArray<string> =>
  direction === "request"
    ? []
    : shape.variants.some((variant) => scope.isResource(variant.shape))
      ? [scope.jsonApi("UnknownResource")]
      : [`${scope.jsonApi("UnknownVariant")}<${quote(camelCase(shape.discriminator))}>`]

const literals = (values: ReadonlyArray<string>, column: number): string => union(values.map(quote), column)

const anyKey = "readonly [key: string]: unknown"
