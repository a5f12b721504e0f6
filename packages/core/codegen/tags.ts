/** What tells the members of unions apart: a member with a value of its own in each. */
import { componentName, type Document, resolve, type Schema } from "./document.ts"

export interface Tag {
  readonly property: string
  readonly values: ReadonlyArray<string>
}

/** The tags of all components that are members of a union anywhere in the document. */
export const tagsOf = (document: Document): ReadonlyMap<string, Tag> => {
  const tags = new Map<string, Tag>()
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return
    const schema = node as Schema
    for (const alternative of schema.oneOf ?? schema.anyOf ?? []) {
      const tag = tagOf(document, schema, alternative)
      if (alternative.$ref === undefined || tag === undefined) continue
      const name = componentName(alternative.$ref)
      const values = new Set([...(tags.get(name)?.values ?? []), ...tag.values])
      tags.set(name, { property: tag.property, values: [...values] })
    }
    Object.values(node).forEach(visit)
  }
  visit(document.components.schemas)
  visit(document.paths)
  return tags
}

/** What tells an alternative from the others of its union. */
export const tagOf = (document: Document, union: Schema, alternative: Schema): Tag | undefined => {
  const { discriminator } = union
  if (discriminator !== undefined) {
    const values = Object.entries(discriminator.mapping ?? {})
      .filter(([, target]) => target === alternative.$ref)
      .map(([value]) => value)
    return { property: discriminator.propertyName, values }
  }
  const candidates = Object.entries(propertiesOf(document, alternative)).flatMap(([property, schema]) => {
    const values = schema.const === undefined ? schema.enum : [schema.const]
    return values === undefined ? [] : [{ property, values }]
  })
  return candidates.find(({ property }) => property === "type") ?? candidates[0]
}

const propertiesOf = (document: Document, target: Schema): Readonly<Record<string, Schema>> => {
  const schema = resolve(document, target)
  return Object.assign(
    {},
    ...(schema.allOf ?? []).map((part) => propertiesOf(document, part)),
    schema.properties
  )
}
