/**
 * Custom fields as the account type defines them: which exist, and what their texts become.
 *
 * Field schemas come from GET `/account-types/{id}` (operation `retrieve-an-account-type`). Which settings the API
 * enforces on creation is not documented, so only what would lose or change a value is refused here: an unknown,
 * archived or deactivated field, a text that is not of the field's kind, an option that does not exist, a text that is too long.
 * `required` is left to the API.
 */
import { type MappingProblem, UnusableAccountField } from "../MappingError.ts"
import { nearest } from "./ColumnNames.ts"
import type { ValueKind } from "../values/ValueKind.ts"
import { boolean, option, options } from "../values/choices.ts"
import { email } from "../values/contact.ts"
import { dateWithin, pointInTime } from "../values/dates.ts"
import { json, jsonArray } from "../values/json.ts"
import { numberWithin } from "../values/numbers.ts"
import { text, textUpTo } from "../values/text.ts"
import { customField, customPrefix, type Field } from "../targets/Field.ts"

/** A field schema, as far as it is read. The answer of the API fits. */
export interface FieldSchemaLike {
  readonly type: string
  readonly key?: string | null | undefined
  readonly config?: object | null | undefined
}

/** Finds the custom field of a name (`fields.key`, `fields.hash.key`), or says why it cannot be used. */
export const customFields =
  (schemas: ReadonlyArray<FieldSchemaLike>): ((name: string) => Field | MappingProblem) =>
  (name) => {
    const problem = (why: string, near: ReadonlyArray<string> = []) =>
      new UnusableAccountField({ field: name, why, nearest: near })
    let level = schemas
    let found: FieldSchemaLike | undefined
    let open = false
    for (const key of name.slice(customPrefix.length).split(".")) {
      if (found !== undefined && found.type !== "hash") {
        return problem(`it is inside ${article(found.type)}, which has no subfields`)
      }
      const next = level.find((schema) => schema.key === key)
      if (next === undefined) {
        // A hash may be set to take keys that it does not know.
        if (open) return customField(name)
        const keys = level.flatMap((schema) => (typeof schema.key === "string" ? [schema.key] : []))
        const near = nearest(key, keys).map((other) => name.slice(0, name.length - key.length) + other)
        return problem("the account type has no such field", near)
      }
      const config = configOf(next)
      if (typeof config["archivedAt"] === "string" || typeof config["deactivatedAt"] === "string") {
        return problem("it is archived or deactivated in the account type")
      }
      found = next
      level = schemasIn(config["itemSchemas"])
      open = next.type === "hash" && config["ignoreUnknownKeys"] === true
    }
    const kind = found === undefined ? undefined : kindOf(found)
    if (kind === undefined) return problem(`${article(found?.type ?? "field")} cannot be filled from a cell`)
    return { ...customField(name), kind }
  }

const article = (type: string): string => `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`

const configOf = (schema: FieldSchemaLike): Readonly<Record<string, unknown>> =>
  (schema.config ?? {}) as Readonly<Record<string, unknown>>

const schemasIn = (value: unknown): ReadonlyArray<FieldSchemaLike> =>
  Array.isArray(value) ? (value as ReadonlyArray<FieldSchemaLike>) : []

const numberIn = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined)

const optionsIn = (value: unknown): ReadonlyArray<string> =>
  Array.isArray(value) ? value.filter((option) => typeof option === "string") : []

/** The kind of value that a field takes; `undefined` if no cell can hold it. An unknown kind is sent as text. */
const kindOf = (schema: FieldSchemaLike): ValueKind | undefined => {
  const config = configOf(schema)
  switch (schema.type) {
    case "boolean":
      return boolean
    case "integer":
    case "number":
      return numberWithin(schema.type === "integer", numberIn(config["min"]), numberIn(config["max"]))
    case "date":
      return dateWithin(textIn(config["minDate"]), textIn(config["maxDate"]))
    case "datetime":
      return pointInTime
    case "email-address":
      return email
    case "choices":
      return option(optionsIn(config["options"]))
    case "multi-choices":
      return options(optionsIn(config["options"]))
    case "json":
      return json
    case "array":
      return jsonArray
    case "file":
    case "hash":
    case "relation-schema":
      return undefined
    case "string":
      // The document says 255 unless set, and never more than 1024.
      return textUpTo(numberIn(config["maxCharLength"]) ?? 255)
    default:
      return text
  }
}

const textIn = (value: unknown): string | undefined =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined
