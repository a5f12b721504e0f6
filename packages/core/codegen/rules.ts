/** The rules that make shapes of schemas: what is a relationship, what has free keys, what is required. */
import type { Schema } from "./document.ts"
import type { Direction, Member, ObjectForm, Shape } from "./model.ts"
import type { Tag } from "./tags.ts"

/** Where a schema stands. */
export interface Place {
  readonly direction: Direction
  /** The component or the operation. */
  readonly root: string
  /** Members on the way. */
  readonly path: ReadonlyArray<string>
  /** Inside an object with free keys: nothing is renamed, so components with renamed members cannot be used. */
  readonly verbatim?: boolean
  /** The object is a member of a union that this tag tells apart. */
  readonly tag?: Tag | undefined
}

/** A relationship to one resource or many, told by its form: nothing but `data`, with a type and an id. */
export const relationshipOf = (schema: Schema): Shape | undefined => {
  const { data, ...others } = schema.properties ?? {}
  if (data === undefined || Object.keys(others).length > 0) return undefined
  const many = typesOf(data).includes("array")
  const target = many ? data.items : data
  const types = target === undefined ? undefined : linkedTypes(target)
  return types === undefined ? undefined : { kind: "relationship", many, types: [...new Set(types)] }
}

/** The types that a pointer to a resource may name; none when it says any; undefined when it is no pointer. */
const linkedTypes = (schema: Schema): ReadonlyArray<string> | undefined => {
  if (schema.oneOf !== undefined) {
    const each = schema.oneOf.filter((one) => typesOf(one).join() !== "null").map(linkedTypes)
    return each.some((types) => types === undefined) ? undefined : each.flatMap((types) => types ?? [])
  }
  const members = Object.keys(schema.properties ?? {})
  if (members.length === 0 || members.some((member) => member !== "type" && member !== "id")) return undefined
  const type = schema.properties?.["type"]
  return type?.const === undefined ? (type?.enum ?? []) : [type.const]
}

/** Whether an object has free keys. Custom `fields` have, even where some of their keys are documented. */
export const isFree = (parts: ReadonlyArray<Schema>, place: Place): boolean => {
  const declared = parts.some(
    (part) => part.$ref !== undefined || Object.keys(part.properties ?? {}).length > 0
  )
  const free = parts.map((part) => part.additionalProperties).find((it) => it !== undefined && it !== false)
  if (!declared) return typeof free !== "object" && (place.direction === "answer" || !parts.some(isClosed))
  return typeof free === "object" || (free === true && /(^|-)fields$/.test(place.path.at(-1) ?? place.root))
}

const isClosed = (schema: Schema): boolean =>
  schema.additionalProperties === false || schema.unevaluatedProperties === false

/** How the members of an object are required. */
export const presenceIn = (schema: Schema, place: Place): ((wire: string) => Member["presence"]) => {
  const required = schema.required ?? []
  if (place.direction === "request") {
    return (wire) => (required.includes(wire) || place.tag?.property === wire ? "required" : "optional")
  }
  // In answers `required` is not believed: a key may hide attributes. Only what makes a resource one is needed.
  const members = schema.properties ?? {}
  const isResource =
    place.verbatim !== true &&
    members["type"] !== undefined &&
    (members["attributes"] !== undefined ||
      (members["id"] !== undefined && schema.additionalProperties === true))
  return (wire) =>
    (isResource && (wire === "type" || wire === "id")) || place.tag?.property === wire
      ? "required"
      : isResource && wire === "attributes"
        ? "defaulted"
        : "optional"
}

/** Objects that have a type of their own. */
export const special = (form: ObjectForm): Shape => {
  switch (
    form.bases.length > 0 ||
    form.members
      .map((member) => member.wire)
      .sort()
      .join()
  ) {
    case "after,before,size":
      return { kind: "page" }
    case "next,prev":
      return { kind: "links" }
    default:
      return form
  }
}

/** The types that a schema names, of which the document writes one alone. */
export const typesOf = (schema: Schema): ReadonlyArray<string> =>
  schema.type === undefined ? [] : typeof schema.type === "string" ? [schema.type] : schema.type
