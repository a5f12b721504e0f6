/**
 * Lists: one list per row, each of its own kind.
 *
 * @see https://docs.withpersona.com/api-reference/lists
 */
import type { CellRefusal } from "../../values/ValueKind.ts"
import { boolean, choice } from "../../values/choices.ts"
import { text } from "../../values/text.ts"
import { type Field, field, type TargetTable } from "../Field.ts"

/** Kinds of lists that the API can create. */
export const creatableKinds = [
  "browser-fingerprint",
  "country",
  "email-address",
  "geolocation",
  "government-id-number",
  "ip-address",
  "name",
  "phone-number",
  "string"
] as const

export type CreatableKind = (typeof creatableKinds)[number]

/** The argument of the create operation of a kind. */
export interface ListRequest {
  readonly kind: CreatableKind
  readonly data: {
    readonly attributes: { readonly name: string; readonly allowFuzzyNameFirst?: boolean }
  }
}

const notCreatable: CellRefusal = {
  code: "list-kind-not-creatable",
  reason: "The API cannot create lists of this kind",
  suggestion: "Create the list in the dashboard and import its items with the list's id"
}

const onlyForNames: CellRefusal = {
  code: "only-for-names",
  reason: "Only for lists of the kind name",
  suggestion: "Leave it empty for lists of other kinds"
}

const fields: ReadonlyArray<Field> = [
  field(
    "kind",
    choice("list-kind", creatableKinds, { "device-fingerprint": notCreatable, field: notCreatable }),
    true
  ),
  field("name", text, true),
  field("allow-fuzzy-name-first", boolean)
]

/** Fields of lists. The natural key is kind and name, unfolded: whether the API folds names is not documented. */
export const table: TargetTable<ListRequest> = {
  fields,
  custom: false,
  anyOf: [],
  check: ({ allowFuzzyNameFirst, kind }) =>
    allowFuzzyNameFirst === true && kind !== "name"
      ? { field: "allow-fuzzy-name-first", refusal: onlyForNames }
      : undefined,
  natural: ({ kind, name }) => JSON.stringify([kind, name]),
  request: (attributes) => {
    const kind = attributes["kind"] as CreatableKind
    const name = attributes["name"] as string
    const allowFuzzyNameFirst = attributes["allowFuzzyNameFirst"] as boolean | undefined
    return kind === "name" && allowFuzzyNameFirst !== undefined
      ? { kind, data: { attributes: { name, allowFuzzyNameFirst } } }
      : { kind, data: { attributes: { name } } }
  }
}
