/**
 * Objects with declared members: a struct with TypeScript names, and the wire names of its members.
 *
 * Incoming objects are renamed in one pass and then read by the struct; outgoing ones are checked by the struct and
 * then renamed. The wire side is only guarded: a second struct there would check everything twice, at each level.
 * Derivations such as a JSON Schema get a description of the wire side.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as SchemaAST from "effect/SchemaAST"
import * as SchemaGetter from "effect/SchemaGetter"
import * as SchemaIssue from "effect/SchemaIssue"
import { wireNames } from "./wireIssues.ts"
import { camelCase } from "./wireName.ts"

/** A schema of this vocabulary. A generated constant states its TypeScript type where it gets its name. */
export type Part = Schema.Codec<any, any>

/** A member that is not simply optional. */
export interface Field {
  readonly part: Part
  readonly presence: "required" | "defaulted"
}

/** Members of an object by their wire names. A part alone is an optional member. */
export type Members = Readonly<Record<string, Part | Field>>

type UnknownRecord = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is UnknownRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Any members. */
export const anyMembers = Schema.Record(Schema.String, Schema.Unknown)

/** An object of a request. An undeclared member fails, with any parse options. */
export const closed = (members: Members, ...bases: ReadonlyArray<Part>): Part => {
  const all = inherit(members, bases)
  const names = namesOf(all)
  const struct = structOf(fieldsOf(all, Schema.optional))
    .annotate(names.annotations)
    .check(Schema.makeFilter((value, ast) => unexpected(value, names.types, ast)))
  const part = wireSide(names.annotations.expected, () => structOf(encodedOf(all, Schema.optionalKey))).pipe(
    Schema.decodeTo(struct as Part, {
      decode: SchemaGetter.transformEffect((given: UnknownRecord) => {
        const [first, ...others] = unexpected(given, names.wires, struct.ast)
        return first === undefined
          ? Effect.succeed(rename(given, names.toType, names.toWire))
          : Effect.fail(new SchemaIssue.Composite(struct.ast, [first, ...others]))
      }),
      encode: SchemaGetter.transform((given: UnknownRecord) => rename(given, names.toWire, names.toType))
    })
  )
  return lend(part, () => all)
}

/**
 * An object of an answer. Every member may be absent or null, unless it is required; undeclared members keep their wire
 * names.
 */
export const open = (members: Members, ...bases: ReadonlyArray<Part>): Part => {
  const all = inherit(members, bases)
  const names = namesOf(all)
  const orNull = (part: Part): Part => Schema.optionalKey(Schema.NullOr(part))
  const struct = Schema.StructWithRest(Schema.Struct(fieldsOf(all, orNull)), [anyMembers]).annotate(
    names.annotations
  )
  // If all names are equal, the struct is also the wire side.
  if (names.toType.size === 0 && names.defaulted.length === 0) return lend(struct, () => all)
  const part = wireSide(names.annotations.expected, () =>
    Schema.StructWithRest(Schema.Struct(encodedOf(all, orNull)), [anyMembers])
  ).pipe(
    Schema.decodeTo(struct as Part, {
      decode: SchemaGetter.transform((given: UnknownRecord) => {
        const value = rename(given, names.toType, names.toWire)
        for (const name of names.defaulted) value[name] ??= {}
        return value
      }),
      encode: SchemaGetter.transform((given: UnknownRecord) => rename(given, names.toWire, names.toType))
    })
  )
  return lend(part, () => all)
}

interface Names {
  /** All wire names, and all TypeScript names. */
  readonly wires: ReadonlySet<string>
  readonly types: ReadonlySet<string>
  /** Only the names that differ. */
  readonly toType: ReadonlyMap<string, string>
  readonly toWire: ReadonlyMap<string, string>
  readonly defaulted: ReadonlyArray<string>
  readonly annotations: { readonly expected: string; readonly [wireNames]: ReadonlyMap<string, string> }
}

const namesOf = (members: Members): Names => {
  const all = Object.keys(members).map((wire) => [wire, camelCase(wire)] as const)
  const differing = all.filter(([wire, name]) => wire !== name)
  const withPresence = (presence: Field["presence"]) =>
    Object.entries(members).flatMap(([wire, it]) => (isField(it) && it.presence === presence ? [wire] : []))
  const required = withPresence("required")
  const toWire = new Map(differing.map(([wire, name]) => [name, wire]))
  return {
    wires: new Set(all.map(([wire]) => wire)),
    types: new Set(all.map(([, name]) => name)),
    toType: new Map(differing),
    toWire,
    defaulted: withPresence("defaulted").map(camelCase),
    annotations: {
      expected: required.length === 0 ? "an object" : `an object with ${required.join(", ")}`,
      [wireNames]: toWire
    }
  }
}

const isField = (member: Part | Field): member is Field => "presence" in member

type Fields = Record<string, Part>

/** A struct. Without members, it accepts an empty object, where Effect's own accepts anything that is not null. */
const structOf = (fields: Fields) =>
  Object.keys(fields).length === 0 ? Schema.Record(Schema.String, Schema.Never) : Schema.Struct(fields)

const fieldsOf = (members: Members, optional: (part: Part) => Part): Fields => {
  const fields: Fields = {}
  for (const [wire, member] of Object.entries(members)) {
    fields[camelCase(wire)] = isField(member) ? member.part : optional(member)
  }
  return fields
}

const encodedOf = (members: Members, optional: (part: Part) => Part): Fields => {
  const fields: Fields = {}
  for (const [wire, member] of Object.entries(members)) {
    const encoded = Schema.toEncoded(isField(member) ? member.part : member)
    fields[wire] = isField(member) && member.presence === "required" ? encoded : optional(encoded)
  }
  return fields
}

/** Any object; its description is for derivations. */
export const wireSide = (expected: string, described: () => Schema.Constraint): Part =>
  Schema.declare(isRecord, {
    expected,
    toCodecJson: () =>
      Schema.link<UnknownRecord>()(described() as Schema.Codec<UnknownRecord>, {
        decode: SchemaGetter.passthrough(),
        encode: SchemaGetter.passthrough()
      })
  })

/** Undeclared members; an undefined member counts as absent. */
const unexpected = (
  given: UnknownRecord,
  names: ReadonlySet<string>,
  ast: SchemaAST.AST
): ReadonlyArray<SchemaIssue.Issue> => {
  const issues: Array<SchemaIssue.Issue> = []
  for (const key of Object.keys(given)) {
    if (!names.has(key) && given[key] !== undefined) {
      issues.push(new SchemaIssue.Pointer([key], new SchemaIssue.UnexpectedKey(ast)))
    }
  }
  return issues
}

/** Renames members. A member that would replace a declared one is dropped. */
const rename = (
  given: UnknownRecord,
  names: ReadonlyMap<string, string>,
  back: ReadonlyMap<string, string>
): Record<string, unknown> => {
  const out: Record<string, unknown> = {}
  for (const key of Object.keys(given)) {
    const value = given[key]
    const name = names.get(key)
    if (value === undefined) continue
    if (name !== undefined) out[name] = value
    // `__proto__` is a key like any other; assigning it would set the prototype.
    else if (key === "__proto__") {
      Object.defineProperty(out, key, { value, enumerable: true, configurable: true, writable: true })
    } else if (!back.has(key)) out[key] = value
  }
  return out
}

const lenders = new WeakMap<Part, () => Members>()

/** Records the members of an object, for others to inherit. */
export const lend = (part: Part, members: () => Members): Part => {
  lenders.set(part, members)
  return part
}

/** Whether a schema is made of this vocabulary: then it refuses undeclared members of a request itself. */
export const isOwn = (schema: Part): boolean => lenders.has(schema)

export const membersOf = (part: Part): Members => {
  const members = lenders.get(part)
  if (members === undefined) throw new Error("Only an object can lend its members")
  return members()
}

const inherit = (members: Members, bases: ReadonlyArray<Part>): Members =>
  bases.length === 0 ? members : Object.assign({}, ...bases.map(membersOf), members)
