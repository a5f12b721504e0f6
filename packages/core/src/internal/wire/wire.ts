/**
 * The vocabulary of the generated schemas: the wire form of an answer or a request, in one line per member. Every word
 * is an Effect schema: it can be decoded, encoded, composed, generated (`Arbitrary.schema`) and described
 * (`Schema.toJsonSchemaDocument`) like any other.
 *
 * Requests are closed: an undeclared member fails. Answers are open: every member may be absent or null, unless it is
 * `required`; undeclared members keep their wire names and are written back unchanged. Declared members are camelCase
 * in TypeScript and have their documented name on the wire.
 *
 * Schemas are built on first use, so importing a module costs no more than its own text.
 */
import * as Schema from "effect/Schema"
import { closed, type Field, lend, membersOf, open, type Part } from "./wireObject.ts"
import * as Value from "./wireValue.ts"

export { answerIssues, issues } from "./wireIssues.ts"
export { closed, type Field, isOwn, type Members, open, type Part } from "./wireObject.ts"
export { closedUnion, openUnion } from "./wireUnion.ts"

/** Names a schema. It is built on first use, so schemas may refer to each other and to themselves. */
export const schema = <T>(build: () => Part): Schema.Codec<T, unknown> => {
  let built: Part | undefined
  const part = () => (built ??= build())
  return lend(Schema.suspend(part), () => membersOf(part()))
}

export const string: Part = Schema.String
export const boolean: Part = Schema.Boolean
export const number: Part = Schema.Finite
/** A whole number of a request. */
export const integer: Part = /*#__PURE__*/ schema(() => Schema.Int)
/** Any JSON value, unchanged. */
export const json: Part = /*#__PURE__*/ schema(Value.json)
/** An object with free keys, unchanged. */
export const free: Part = /*#__PURE__*/ schema(Value.free)
/** Values joined with commas on the wire. */
export const commas: Part = /*#__PURE__*/ schema(Value.commas)
/** A boolean in a query. */
export const flag: Part = /*#__PURE__*/ schema(Value.queryBoolean)
/** A file to upload. */
export const upload: Part = /*#__PURE__*/ schema(Value.upload)

/**
 * A parameter of a path. An empty value or dots would lead to the path of another operation: without its id, deleting
 * one object is a request about all of them.
 */
export const segment: Part = /*#__PURE__*/ schema(() => {
  const expected = "a string that can be part of a path"
  return Schema.String.check(
    Schema.isMinLength(1, { expected }),
    Schema.makeFilter((value) => value !== "." && value !== ".." && value.isWellFormed(), { expected })
  )
})

/** A string of a request that matches a regular expression of the document. */
export const pattern = (source: string): Part =>
  Schema.String.check(Schema.isPattern(new RegExp(source, "u"), { expected: `a string like ${source}` }))

/** One of these strings and no other. */
export const literals = (...values: ReadonlyArray<string>): Part => Schema.Literals(values)

/** The schema or null. Members of answers are nullable without it. */
export const nullable = (part: Part): Part => Schema.NullOr(part)

/** A list; a request may restrict the number of items. */
export const array = (part: Part, least = 0, most = Infinity): Part => {
  const items = Schema.Array(part)
  if (most !== Infinity) {
    return items.check(Schema.isBetweenLength(least, most, { expected: `${least} to ${most} items` }))
  }
  return least === 0 ? items : items.check(Schema.isMinLength(least, { expected: `${least} items or more` }))
}

/** An object with free keys and values of one schema. */
export const values = (part: Part): Part => Schema.Record(Schema.String, part)

/** A member that must be present, and not null unless its schema allows it. */
export const required = (part: Part): Field => ({ part, presence: "required" })

/** A member that is read as an empty object if it is absent or null. */
export const defaulted = (part: Part): Field => ({ part, presence: "defaulted" })

/** A union without a discriminator: the first schema that fits. */
export const either = (...parts: ReadonlyArray<Part>): Part => Schema.Union(parts)

/** The links of a list's answer. */
export const links: Part = /*#__PURE__*/ schema(() => open({ prev: string, next: string }))

/** The page of a list's request: 1 to 100 items. Source: docs.withpersona.com/pagination. */
export const page: Part = /*#__PURE__*/ schema(() =>
  closed({ after: string, before: string, size: Value.pageSize() })
)

/** Sparse fieldsets: lists of attributes by type. */
export const fieldsets: Part = /*#__PURE__*/ schema(() => values(commas))

/** A pointer to a resource; some answers leave it empty. */
const linkage: Part = /*#__PURE__*/ schema(() => open({ type: string, id: string }))

/**
 * A relationship to at most one resource. The API represents a missing target as null, an empty object or an empty
 * array, regardless of its documentation.
 */
export const toOne: Part = /*#__PURE__*/ schema(() =>
  open({ data: Schema.Union([linkage, Schema.Tuple([])]) })
)

/** A relationship to any number of resources. */
export const toMany: Part = /*#__PURE__*/ schema(() => open({ data: array(linkage) }))
