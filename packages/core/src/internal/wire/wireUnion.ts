/**
 * Unions discriminated by one member.
 *
 * `Schema.Union` discriminates its members only if it can inspect them, and would have to build all of them for that:
 * some unions have forty members, and a document uses two. So a union here has its members as type parameters, as
 * `Schema.Option` has its value: the discriminator chooses the member that reads or writes, and only that one is built.
 * Code that derives from the schema sees a `Schema.Union`.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SchemaGetter from "effect/SchemaGetter"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaParser from "effect/SchemaParser"
import { oneOf } from "./wireIssues.ts"
import { camelCase } from "./wireName.ts"
import { anyMembers, isRecord, type Part } from "./wireObject.ts"

export type Variants = Readonly<Record<string, Part>>

/** A union of requests: an unknown value of the discriminator fails. */
export const closedUnion = (discriminator: string, variants: Variants): Part =>
  union(discriminator, variants, undefined)

/**
 * A union of answers: an object with an unknown discriminator, or none, is kept unchanged. An object with a known one
 * must match its schema.
 */
export const openUnion = (discriminator: string, variants: Variants): Part =>
  union(discriminator, variants, anyMembers)

const union = (discriminator: string, variants: Variants, other: Part | undefined): Part => {
  if (camelCase(discriminator) !== discriminator) {
    throw new Error(`A discriminator has one name on the wire and in TypeScript, ${discriminator} has two`)
  }
  const values = Object.keys(variants)
  const places = new Map<unknown, number>(values.map((value, at) => [value, at]))
  const members = [...Object.values(variants), ...(other === undefined ? [] : [other])]
  const fallback = other === undefined ? undefined : values.length
  return Schema.declareConstructor<unknown, unknown>()(
    members,
    (codecs) => {
      const parsers: Array<Parser | undefined> = []
      return (given, ast, options) => {
        if (!isRecord(given)) return Effect.fail(new SchemaIssue.InvalidType(ast))
        const place = places.get(given[discriminator]) ?? fallback
        if (place !== undefined) {
          const parse = (parsers[place] ??= SchemaParser.decodeUnknownEffect(codecs[place]!))
          return parse(given, options)
        }
        const issue = new SchemaIssue.InvalidValue({ expected: oneOf(values) })
        return Effect.fail(new SchemaIssue.Pointer([discriminator], issue))
      }
    },
    {
      expected: "an object",
      toCodecJson: asUnion,
      toCodecArbitrary: ({ typeParameters }) => asUnion(typeParameters)
    }
  )
}

type Parser = ReturnType<typeof SchemaParser.decodeUnknownEffect<Schema.Codec<unknown>>>

const asUnion = (parts: ReadonlyArray<Schema.Codec<unknown>>) =>
  Schema.link<unknown>()(Schema.Union(parts), {
    decode: SchemaGetter.passthrough(),
    encode: SchemaGetter.passthrough()
  })
