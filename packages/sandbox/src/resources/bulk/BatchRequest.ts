/**
 * Reads the request for a batch job, and the accounts or inquiries in its rows.
 */
import { badRequest, isRefusal, type Refusal, unprocessable } from "../../internal/request/Answer.ts"
import type { Call } from "../../internal/state/Resource.ts"
import {
  illFormed,
  missing,
  mustBe,
  optionalString,
  pointer,
  requiredString
} from "../../internal/request/Validation.ts"

export type Row = Readonly<Record<string, unknown>>

/** How a job applies its rows. */
export interface Order {
  readonly operation: "update" | "upsert"
  readonly object: "account" | "inquiry"
  readonly lookupField: "token" | "reference_id"
  /** Type of the accounts whose row names none. */
  readonly accountTypeId: string | null
  readonly emitEvents: boolean
  /** Keys of all rows, in order of first appearance. */
  readonly columnNames: ReadonlyArray<string>
}

/** Reads the attributes of a request, without checking whether types exist. */
export const read = (
  attributes: Call["attributes"],
  maxRows: number
): { readonly order: Order; readonly rows: ReadonlyArray<Row> } | Refusal => {
  const operation = oneOf(attributes, "operation", ["update", "upsert"])
  if (isRefusal(operation)) return operation
  const object = oneOf(attributes, "object", ["account", "inquiry"])
  if (isRefusal(object)) return object
  const lookupField = oneOf(attributes, "lookup-field", ["token", "reference_id"])
  if (isRefusal(lookupField)) return lookupField
  const accountTypeId = optionalString(attributes, "account-type-id")
  if (isRefusal(accountTypeId)) return accountTypeId
  const emitEvents = attributes["emit-events"] ?? true
  if (typeof emitEvents !== "boolean") return mustBe("emit-events", "a boolean")

  const rows = attributes["rows"]
  if (rows === undefined || rows === null) return missing("rows")
  if (!Array.isArray(rows)) return mustBe("rows", "an array")
  if (rows.length === 0 || rows.length > maxRows) return illFormed("rows", `1 to ${maxRows} rows`)
  const other = rows.findIndex((row) => !isRow(row))
  if (other !== -1) return mustBe(`rows/${other}`, "an object")

  if (operation === "upsert") {
    if (object !== "account") return illFormed("object", "account, where the operation is upsert")
    if (lookupField !== "reference_id") {
      return illFormed("lookup-field", "reference_id, where the operation is upsert")
    }
    if (accountTypeId === undefined && rows.some((row: Row) => typeof row["account_type_id"] !== "string")) {
      return unprocessable(
        "An upsert needs data.attributes.account_type_id, or account_type_id in every row",
        pointer("account-type-id")
      )
    }
  }
  if (object === "inquiry" && lookupField !== "token") {
    return illFormed("lookup-field", "token, where the object is inquiry")
  }
  const columnNames = new Set<string>()
  for (const row of rows) for (const key in row) columnNames.add(key)
  return {
    order: {
      operation,
      object,
      lookupField,
      accountTypeId: accountTypeId ?? null,
      emitEvents,
      columnNames: [...columnNames]
    },
    rows
  }
}

const isRow = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const oneOf = <const Names extends ReadonlyArray<string>>(
  attributes: Call["attributes"],
  name: string,
  names: Names
): Names[number] | Refusal => {
  const value = requiredString(attributes, name)
  if (isRefusal(value)) return value
  return names.includes(value) ? value : illFormed(name, names.join(" or "))
}

const plain = [
  "reference_id",
  "account_status",
  "name_first",
  "name_middle",
  "name_last",
  "birthdate",
  "phone_number",
  "email_address",
  "social_security_number",
  "address_street_1",
  "address_street_2",
  "address_city",
  "address_subdivision",
  "address_postal_code",
  "country_code",
  "tags"
]

/** Columns that are attributes of an object; all others are fields. */
const columns: Readonly<Record<Order["object"], ReadonlyMap<string, string>>> = {
  account: new Map(plain.map((column) => [column, column.replaceAll("_", "-")])),
  inquiry: new Map([
    ["note", "note"],
    ["tags", "tags"]
  ])
}

/** The attributes of a single request for a row. */
export const attributesOf = (object: Order["object"], row: Row): Call["attributes"] | Refusal => {
  const own = columns[object]
  const attributes: Record<string, unknown> = {}
  let fields: Record<string, unknown> | undefined
  for (const column in row) {
    if (column === "token" || column === "account_type_id") continue
    const value = row[column]
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return badRequest(`The column ${column} must not hold an object: rows are flat`)
    }
    const name = own.get(column)
    if (name === "tags") attributes[name] = tagNames(value)
    else if (name !== undefined) attributes[name] = value
    else (fields ??= {})[column] = value
  }
  if (fields !== undefined) attributes["fields"] = fields
  return attributes
}

/** Tags are an array, or names in one text. */
export const tagNames = (value: unknown): unknown =>
  typeof value === "string"
    ? value
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== "")
    : value
