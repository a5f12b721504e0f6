/**
 * Accounts: one person per row.
 *
 * The account type is the same for a whole run, so it is not a column. Personal data goes into the flat attributes;
 * `fields` holds custom keys only.
 *
 * @see https://docs.withpersona.com/api-reference/accounts/create-an-account
 */
import type { CellRefusal } from "../../values/ValueKind.ts"
import { tags } from "../../values/choices.ts"
import { email, phone } from "../../values/contact.ts"
import { country } from "../../values/country.ts"
import { date } from "../../values/dates.ts"
import { identifier, socialSecurityNumber, text } from "../../values/text.ts"
import { type Field, field, fold, type TargetTable } from "../Field.ts"

/** The attributes of an account in a row. */
export interface AccountAttributes {
  readonly referenceId?: string
  readonly accountStatus?: string
  readonly tags?: ReadonlyArray<string>
  readonly nameFirst?: string
  readonly nameMiddle?: string
  readonly nameLast?: string
  readonly birthdate?: string
  readonly phoneNumber?: string
  readonly emailAddress?: string
  readonly socialSecurityNumber?: string
  readonly addressStreet1?: string
  readonly addressStreet2?: string
  readonly addressCity?: string
  readonly addressSubdivision?: string
  readonly addressPostalCode?: string
  readonly countryCode?: string
  /** Custom fields by key. A hash is an object. */
  readonly fields?: Readonly<Record<string, unknown>>
}

/** The argument of the create operation, without the account type. */
export interface AccountRequest {
  readonly data: { readonly attributes: AccountAttributes }
}

/** A request with a value in every field. */
export const sample: AccountRequest = {
  data: {
    attributes: {
      referenceId: "a",
      accountStatus: "a",
      tags: ["a"],
      nameFirst: "a",
      nameMiddle: "a",
      nameLast: "a",
      birthdate: "2000-01-01",
      phoneNumber: "a",
      emailAddress: "a",
      socialSecurityNumber: "a",
      addressStreet1: "a",
      addressStreet2: "a",
      addressCity: "a",
      addressSubdivision: "a",
      addressPostalCode: "a",
      countryCode: "US",
      fields: { a: "a" }
    }
  }
}

const fields: ReadonlyArray<Field> = [
  field("reference-id", identifier),
  field("account-status", text),
  field("tags", tags),
  field("name-first", text),
  field("name-middle", text),
  field("name-last", text),
  field("birthdate", date),
  field("phone-number", phone),
  field("email-address", email),
  field("social-security-number", socialSecurityNumber),
  field("address-street-1", text),
  field("address-street-2", text),
  field("address-city", text),
  field("address-subdivision", text),
  field("address-postal-code", identifier),
  field("country-code", country)
]

const isShortZip = (code: unknown): boolean => typeof code === "string" && /^\s*\d{3,4}\s*$/.test(code)

const shortZip: CellRefusal = {
  code: "lost-leading-zeros",
  reason: "Has fewer than the five digits of a ZIP code: a spreadsheet has probably taken leading zeros off",
  suggestion: "Export again with the column formatted as text, or write the zeros"
}

/**
 * Fields of accounts. The natural key is the reference id, compared ignoring case. It is unique within the account
 * type, which is the same for the whole run. No field is required: the run decides how to handle rows without a
 * reference id.
 */
export const table: TargetTable<AccountRequest> = {
  fields,
  custom: true,
  anyOf: [],
  check: (attributes) =>
    attributes["countryCode"] === "US" && isShortZip(attributes["addressPostalCode"])
      ? { field: "address-postal-code", refusal: shortZip }
      : undefined,
  natural: (attributes) =>
    attributes["referenceId"] === undefined ? undefined : fold(attributes["referenceId"]),
  request: (attributes) => ({ data: { attributes } })
}
