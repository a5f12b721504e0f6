/**
 * The vocabulary of the generated schemas: what an answer or a request looks like on the wire, in one line per
 * member.
 *
 * Requests are closed: a member that is not declared fails. Answers are open: every member may be absent or
 * null, unless it is `required`, and what is not declared is kept under its wire name and written back as it
 * came. Declared members are camelCase in TypeScript and have their documented name on the wire.
 *
 * `schema` turns a shape into an Effect schema. Shapes are built when they are first used, so that a module
 * costs nothing to import but its own text.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { type Field, Fields } from "./wireFields.ts"
import * as Node from "./wireNode.ts"
import * as Special from "./wireSpecial.ts"
import { Either, Tagged } from "./wireUnion.ts"
import { Walk } from "./wireWalk.ts"

export { issues } from "./wireIssues.ts"
export type {
  Fieldsets,
  Include,
  Linkage,
  Links,
  OneOrMany,
  Open,
  PageParameters,
  ToMany,
  ToOne,
  UnknownResource,
  UnknownVariant,
  Unlisted
} from "./wireTypes.ts"

/** A shape, or a schema made of one. */
export type Part = Node.Node | Schema.Codec<any, unknown>

/** Members of an object by their wire names. A part alone is an optional member. */
export type Members = Readonly<Record<string, Part | Field>>

export const string: Node.Node = new Node.Primitive("string")
export const boolean: Node.Node = new Node.Primitive("boolean")
export const number: Node.Node = new Node.Numeric()
/** Any JSON value, kept as it is. */
export const json: Node.Node = new Node.Json()
/** An object with free keys, kept as it is. */
export const free: Node.Node = new Node.Free()
/** A relationship to at most one resource. */
export const toOne: Node.Node = new Special.Relationship(false)
/** A relationship to any number of resources. */
export const toMany: Node.Node = new Special.Relationship(true)
/** Values joined with commas on the wire. */
export const commas: Node.Node = new Special.Commas()
/** A boolean in a query. */
export const flag: Node.Node = new Special.QueryBoolean()
/** A file to upload. */
export const upload: Node.Node = new Special.FileUpload()

/** The links of a list's answer. */
export const links: Node.Node = new Fields("open", () => placed({ prev: string, next: string }, []))
/** The page of a list's request. */
export const page: Node.Node = new Fields("closed", () =>
  placed({ after: string, before: string, size: new Special.QueryNumber() }, [])
)
/** Sparse fieldsets: lists of attributes by type. */
export const fieldsets: Node.Node = new Node.Values(commas)

/** One of these strings and no other. */
export const literals = (...values: ReadonlyArray<string>): Node.Node => new Node.Literals(values)

/** The shape or null. Members of answers need not say so. */
export const nullable = (part: Part): Node.Node => new Node.Nullable(nodeOf(part))

export const array = (part: Part): Node.Node => new Node.Items(nodeOf(part))

/** An object with free keys and values of one shape. */
export const values = (part: Part): Node.Node => new Node.Values(nodeOf(part))

/** A member that must be there, and not be null unless its shape says so. */
export const required = (part: Part): Field => ({ node: nodeOf(part), presence: "required" })

/** A member that is read as an empty object where it is absent. */
export const defaulted = (part: Part): Field => ({ node: nodeOf(part), presence: "defaulted" })

/** An object of an answer, with the members of `bases` and its own. */
export const open = (members: Members, ...bases: ReadonlyArray<Part>): Node.Node =>
  new Fields("open", () => placed(members, bases))

/** An object of a request, with the members of `bases` and its own. */
export const closed = (members: Members, ...bases: ReadonlyArray<Part>): Node.Node =>
  new Fields("closed", () => placed(members, bases))

/** A union of answers, told apart by the discriminator; another value there, or none, is kept as it is. */
export const openUnion = (discriminator: string, members: Readonly<Record<string, Part>>): Node.Node =>
  new Tagged("open", discriminator, nodesOf(members))

/** A union of requests, told apart by the discriminator. */
export const closedUnion = (discriminator: string, members: Readonly<Record<string, Part>>): Node.Node =>
  new Tagged("closed", discriminator, nodesOf(members))

/** A union without a discriminator: the first part that a value fits at first sight. */
export const either = (...parts: ReadonlyArray<Part>): Node.Node => new Either(parts.map(nodeOf))

const placed = (members: Members, bases: ReadonlyArray<Part>): Readonly<Record<string, Field>> => {
  const out: Record<string, Field> = {}
  for (const base of bases) Object.assign(out, fieldsOf(nodeOf(base)))
  for (const [wire, member] of Object.entries(members)) {
    out[wire] = "presence" in member ? member : { node: nodeOf(member), presence: "optional" }
  }
  return out
}

const fieldsOf = (node: Node.Node): Readonly<Record<string, Field>> => {
  if (node instanceof Node.Lazy) return fieldsOf(node.node())
  if (node instanceof Fields) return node.fields()
  throw new Error("Only an object can lend its members")
}

const nodesOf = (parts: Readonly<Record<string, Part>>): Readonly<Record<string, Node.Node>> =>
  Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, nodeOf(part)]))

const nodes = new WeakMap<object, Node.Node>()

const nodeOf = (part: Part): Node.Node => {
  if (!Schema.isSchema(part)) return part
  const node = nodes.get(part)
  if (node === undefined) throw new Error("Only schemas made by `schema` can be parts of a shape")
  return node
}

/** The schema of a shape. The shape is built on first use. */
export const schema = <T>(build: () => Part): Schema.Codec<T, unknown> => {
  const node = new Node.Lazy(() => nodeOf(build()))
  const made = makeSchema<T>(node)
  nodes.set(made, node)
  return made
}

const nothing = Symbol()

/**
 * Decoding checks a value while converting it, and encoding converts it while checking it. Effect asks for the
 * check of the TypeScript side and for the conversion one right after the other, so each keeps its result for
 * the other and no document is walked twice.
 */
const makeSchema = <T>(node: Node.Node): Schema.Codec<T, unknown> => {
  let decoded: unknown = nothing
  let checked: unknown = nothing
  let encoded: unknown
  const typeSide: Schema.Codec<T, T> = Schema.declareConstructor<T>()([], () => (value, ast, options) => {
    if (value === decoded) {
      decoded = nothing
      return Effect.succeed(value as T)
    }
    const walk = new Walk(false, options)
    const out = node.convert(value, walk)
    const issue = walk.issue(ast)
    if (issue !== undefined) return Effect.fail(issue)
    checked = value
    encoded = out
    return Effect.succeed(value as T)
  })
  return Schema.Unknown.pipe(
    Schema.decodeTo(
      typeSide,
      SchemaTransformation.transformEffect<T, unknown>({
        decode: (value, options) => {
          const walk = new Walk(true, options)
          const out = node.convert(value, walk)
          const issue = walk.issue(typeSide.ast)
          if (issue !== undefined) return Effect.fail(issue)
          decoded = out
          return Effect.succeed(out as T)
        },
        encode: (value, options) => {
          if (value === checked) {
            const out = encoded
            checked = nothing
            encoded = undefined
            return Effect.succeed(out)
          }
          const walk = new Walk(false, options)
          const out = node.convert(value, walk)
          const issue = walk.issue(typeSide.ast)
          return issue === undefined ? Effect.succeed(out) : Effect.fail(issue)
        }
      })
    )
  )
}
