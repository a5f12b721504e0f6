/**
 * Sparse fieldsets: `fields[TYPE]=a,b` keeps only these attributes of a type, and of its subtypes (`list` includes
 * `list/country`). Names match in any casing; `fields.x` selects one member of `fields`. Type, id and relationships are
 * always kept.
 */
import type { Document, Resource } from "./Answer.ts"
import { kebab } from "./Inflection.ts"
import type { Query } from "./Query.ts"

export const sparse = (document: Document, asked: Query["fields"]): Document => {
  if (asked.size === 0 || document.data === undefined) return document
  const only = (resource: Resource): Resource => {
    const names = asked.get(resource.type) ?? asked.get(resource.type.split("/", 1)[0] ?? "")
    return names === undefined ? resource : { ...resource, attributes: pick(resource.attributes, names) }
  }
  return {
    ...document,
    data: Array.isArray(document.data) ? document.data.map(only) : only(document.data as Resource),
    ...(document.included === undefined ? undefined : { included: document.included.map(only) })
  }
}

const pick = (attributes: Resource["attributes"], names: ReadonlyArray<string>): Resource["attributes"] => {
  const whole = new Set(names.map(kebab))
  const members = new Set(
    names.filter((name) => name.startsWith("fields.")).map((name) => kebab(name.slice("fields.".length)))
  )
  const picked: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(attributes)) {
    if (whole.has(name)) picked[name] = value
    else if (name === "fields" && members.size > 0) {
      picked[name] = Object.fromEntries(
        Object.entries(value as Record<string, unknown>).filter(([key]) => members.has(kebab(key)))
      )
    }
  }
  return picked
}
