/**
 * Unions told apart by one member, the discriminator.
 *
 * `Schema.Union` tells its members apart by itself only where it can look into them, and would have to build all
 * of them for that: some unions have forty, of which a document holds two. So a union here has its members as
 * type parameters, as `Schema.Option` has its value: the discriminator chooses the one that reads or writes, and
 * only that one is ever built. Who derives something from the schema sees a `Schema.Union`.
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

/** A union of requests: another value of the discriminator fails. */
export const closedUnion = (discriminator: string, variants: Variants): Part =>
  union(discriminator, variants, undefined)

/**
 * A union of answers: what has another value at the discriminator, or none, is kept as it is. What has a known
 * one must fit its schema.
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
