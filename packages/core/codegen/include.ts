/** What an operation's `include` can name: the document says it only by what may be included. */
import { type Document, type Operation, resolve, type Schema } from "./document.ts"
import { tagOf } from "./tags.ts"

/** Relationships of the operation's resource whose targets may stand in `included`; those to anything, too. */
export const includable = (document: Document, operation: Operation): ReadonlyArray<string> => {
  const names = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith("2"))
    .flatMap(([, response]) => {
      const schema = resolve(document, response).content?.["application/json"]?.schema
      const { data, included } = schema?.properties ?? {}
      const types = new Set(included === undefined ? [] : typesIn(document, included))
      return data === undefined || types.size === 0
        ? []
        : relationshipsIn(document, data).filter(
            ([, targets]) => targets.length === 0 || targets.some((target) => types.has(target))
          )
    })
    .map(([name]) => name)
  return [...new Set(names)]
}

/** Types of the resources in an array of included ones. */
const typesIn = (document: Document, target: Schema): ReadonlyArray<string> => {
  const schema = resolve(document, target)
  if (schema.items !== undefined) return typesIn(document, schema.items)
  const alternatives = schema.oneOf ?? schema.anyOf
  if (alternatives !== undefined) {
    return alternatives.flatMap((alternative) => tagOf(document, schema, alternative)?.values ?? [])
  }
  return tagOf(document, {}, schema)?.values ?? []
}

/** Relationships of a resource, or of any member of a union of resources, with the types they point to. */
const relationshipsIn = (
  document: Document,
  target: Schema
): ReadonlyArray<readonly [name: string, targets: ReadonlyArray<string>]> => {
  const schema = resolve(document, target)
  if (schema.items !== undefined) return relationshipsIn(document, schema.items)
  const alternatives = schema.oneOf ?? schema.anyOf
  if (alternatives !== undefined) return alternatives.flatMap((one) => relationshipsIn(document, one))
  return members(document, schema.properties?.["relationships"]).map(([name, relationship]) => [
    name,
    constantsIn(document, relationship.properties?.["data"])
  ])
}

const members = (document: Document, target: Schema | undefined): ReadonlyArray<[string, Schema]> => {
  if (target === undefined) return []
  const schema = resolve(document, target)
  return [
    ...(schema.allOf ?? []).flatMap((part) => members(document, part)),
    ...Object.entries(schema.properties ?? {})
  ]
}

/** The types that a linkage names. */
const constantsIn = (document: Document, target: Schema | undefined): ReadonlyArray<string> => {
  if (target === undefined) return []
  const schema = resolve(document, target)
  const type = schema.properties?.["type"]
  return [
    ...(type?.const === undefined ? (type?.enum ?? []) : [type.const]),
    ...constantsIn(document, schema.items),
    ...(schema.oneOf ?? []).flatMap((one) => constantsIn(document, one))
  ]
}
