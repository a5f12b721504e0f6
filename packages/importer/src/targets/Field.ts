/**
 * What a target is made of: a table of fields under the vendor's names, and what makes a request of their values.
 */
import type { CellRefusal, ValueKind } from "../values/ValueKind.ts"
import { text } from "../values/text.ts"

/** Kinds of damage by spreadsheets that can be meant as they stand. */
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

/** What is wrong with one field in view of another. */
export interface CrossRefusal {
  readonly field: string
  readonly refusal: CellRefusal
}

/** The values of one row by their names in the request. */
export type Attributes = Readonly<Record<string, unknown>>

/** Everything the mapping has to know about a target. */
export interface TargetTable<Request> {
  /** The fields in the order in which they are sent and checked. */
  readonly fields: ReadonlyArray<Field>
  /** Whether there are custom fields, named `fields.<key>`. */
  readonly custom: boolean
  /** Fields of which every row needs at least one. */
  readonly anyOf: ReadonlyArray<string>
  /** Checks that need more than one value. Called only when every value alone is acceptable. */
  readonly check: (attributes: Attributes) => CrossRefusal | undefined
  /** What identifies the object for the API, as text: equal texts mean the same object. `undefined`: nothing does. */
  readonly natural: (attributes: Attributes) => string | undefined
  readonly request: (attributes: Attributes) => Request
}

/** Describes a field; the name in the request follows from the vendor's. */
export const field = (name: string, kind: ValueKind, required = false): Field => ({
  name,
  attribute: name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
  required,
  kind
})

/** The prefix of custom fields. */
export const customPrefix = "fields."

/** A custom field. Which kinds an account type defines is not known here, so its text is sent as it stands. */
export const customField = (name: string): Field => ({
  name,
  attribute: name,
  required: false,
  kind: text
})

/** Compares as the API does: without regard to case. Nothing else is folded, lest two different values become one. */
export const fold = (value: unknown): string => (typeof value === "string" ? value.toLowerCase() : "")
