/**
 * The definition of a target: a table of fields by the vendor's names, and the functions that make a request of their
 * values.
 */
import type { CellRefusal, ValueKind } from "../values/ValueKind.ts"
import { text } from "../values/text.ts"

/** Kinds of apparent spreadsheet damage that can be intended. */
export { acceptable } from "../values/damage.ts"

/** One field of a target. */
export interface Field {
  /** The vendor's name, for example `name-first`. */
  readonly name: string
  /** The name in a request, for example `nameFirst`. */
  readonly attribute: string
  /** Whether every row needs a value. */
  readonly required: boolean
  readonly kind: ValueKind
}

/** A problem of one field in combination with another. */
export interface CrossRefusal {
  readonly field: string
  readonly refusal: CellRefusal
}

/** The values of one row, by their names in the request. */
export type Attributes = Readonly<Record<string, unknown>>

/** The mapping's definition of a target. */
export interface TargetTable<Request> {
  /** The fields, in the order of sending and checking. */
  readonly fields: ReadonlyArray<Field>
  /** Whether there are custom fields, named `fields.<key>`. */
  readonly custom: boolean
  /** Every row needs at least one of these fields. */
  readonly anyOf: ReadonlyArray<string>
  /** Checks that need several values. Called only if every single value is valid. */
  readonly check: (attributes: Attributes) => CrossRefusal | undefined
  /** The natural key as text: equal texts identify the same object. `undefined` if the row has none. */
  readonly natural: (attributes: Attributes) => string | undefined
  readonly request: (attributes: Attributes) => Request
}

/** Defines a field. Its name in the request is derived from the vendor's name. */
export const field = (name: string, kind: ValueKind, required = false): Field => ({
  name,
  attribute: name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
  required,
  kind
})

/** The prefix of custom fields. */
export const customPrefix = "fields."

/** A custom field. The kinds of the account type are not known here, so its text is sent unchanged. */
export const customField = (name: string): Field => ({
  name,
  attribute: name,
  required: false,
  kind: text
})

/** Folds case, which the API ignores in comparisons. Folds nothing else, so that different values stay different. */
export const fold = (value: unknown): string => (typeof value === "string" ? value.toLowerCase() : "")
