/**
 * Rows as a file for the API's own importers, and the request that hands the file over.
 *
 * The importers give counts only. So a row goes into a file only if the file brings it across for certain; any other
 * row is left to the row engine. What the documents say of the file is its columns, by operation. That it has a header,
 * is UTF-8 and goes by RFC 4180 are assumptions, as is that an empty cell is no value.
 *
 * @see https://docs.withpersona.com/api-reference/importers/import-an-account
 */
import * as File from "@effect-persona/core/File"
import type * as Operation from "@effect-persona/core/Operation"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type { Conflict, PersonaError, UnprocessableEntity } from "@effect-persona/core/PersonaError"
import * as RawRequest from "@effect-persona/core/RawRequest"
import * as Importers from "@effect-persona/core/resources/Importers"
import * as Effect from "effect/Effect"
import type * as Target from "../../Target.ts"

/** How rows of a target lie in a file. */
export interface Shape<in Request> {
  /** The columns as the API names them. */
  readonly columns: ReadonlyArray<string>
  /** A row's cells by the columns; `undefined` for a row that a file cannot carry. */
  readonly cells: (request: Request) => ReadonlyArray<string> | undefined
}

/** How the rows of a target lie in a file; `undefined` for targets that have no importer. */
export const shapeOf = (target: Target.Target): Shape<Target.Request> | undefined => {
  switch (target._tag) {
    case "Accounts":
      return accounts
    case "ListItems":
      return isImportable(target.kind) ? listItems[target.kind] : undefined
    case "Lists":
      return undefined
  }
}

/** Writes a record of CSV with its line feed. Cells are quoted only where they have to be. */
export const line = (cells: ReadonlyArray<string>): string => `${cells.map(cellText).join(",")}\n`

const cellText = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/**
 * Makes the file of lines by {@link line}. It has the same name and, for the same lines, the same bytes at all times: a
 * repeat is the same request.
 */
export const encode = (shape: Pick<Shape<never>, "columns">, lines: ReadonlyArray<string>): File.Upload =>
  File.fromString(filename, line(shape.columns) + lines.join(""))

/** Says nothing of the source: its name may be personal. */
const filename = "rows.csv"

// Shapes

interface Column {
  readonly name: string
  readonly attribute: string
}

/** The name in a request follows from the column's: `name_first` is `nameFirst`. */
const column = (name: string): Column => ({
  name,
  attribute: name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
})

type Attributes = Readonly<Record<string, unknown>>

interface Options {
  /** Attributes that are not in the file but in the request around it. */
  readonly outside?: ReadonlyArray<string>
  /** Whether a row may leave a column empty. */
  readonly gaps?: boolean
  readonly accepts?: (attributes: Attributes) => boolean
}

const shape = (
  names: ReadonlyArray<string>,
  { accepts = () => true, gaps = false, outside = [] }: Options = {}
): Shape<Target.Request> => {
  const columns = names.map(column)
  const known = new Set([...columns.map(({ attribute }) => attribute), ...outside])
  return {
    columns: names,
    cells: ({ data }) => {
      const attributes = data.attributes as Attributes
      for (const name in attributes) if (attributes[name] !== undefined && !known.has(name)) return undefined
      if (!accepts(attributes)) return undefined
      const cells: Array<string> = []
      for (const { attribute } of columns) {
        const value = attributes[attribute]
        const cell = value === undefined ? (gaps ? "" : undefined) : cellOf(value)
        if (cell === undefined) return undefined
        cells.push(cell)
      }
      return cells
    }
  }
}

/**
 * The cell of a value, or `undefined` where a reader of CSV might make something else of it: what is empty or has
 * blanks around it, what breaks lines, what is no text in UTF-8. A value that a spreadsheet would take for a formula
 * stays as it is, for the file is read by a program and an apostrophe in front would become part of the value.
 */
const cellOf = (value: unknown): string | undefined => {
  if (typeof value === "number") return decimal(value)
  if (typeof value !== "string" || value === "" || value !== value.trim()) return undefined
  return unsafe.test(value) || !value.isWellFormed() ? undefined : value
}

/** Control characters, the separators of lines and paragraphs, and the byte order mark. */
const unsafe = /[\p{Cc}\u2028\u2029\uFEFF]/u

/** A number in digits: `1e-7` is `0.0000001`. */
const decimal = (value: number): string | undefined => {
  if (!Number.isFinite(value)) return undefined
  const [mantissa = "", exponent] = String(value).split("e")
  if (exponent === undefined) return mantissa
  const [, sign, whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(mantissa)!
  const point = whole.length + Number(exponent)
  const digits = whole + fraction
  return point <= 0
    ? `${sign}0.${"0".repeat(-point)}${digits}`
    : `${sign}${digits.slice(0, point).padEnd(point, "0")}${digits.length > point ? `.${digits.slice(point)}` : ""}`
}

/**
 * Six of the importer's seven columns. The delimiter within `tags` is not documented, so accounts with tags are not
 * carried. Neither are those without a reference id or with a comma in it: what became of a row is found out by a
 * look-up, which separates reference ids by commas. The look-up also shows if an empty cell was a value after all.
 */
const accounts = shape(
  ["reference_id", "name_first", "name_middle", "name_last", "birthdate", "social_security_number"],
  {
    gaps: true,
    accepts: ({ referenceId }) => typeof referenceId === "string" && !referenceId.includes(",")
  }
)

/**
 * Items of which a column is empty are not carried: nothing would show it if an empty cell became an empty value. The
 * list is named beside the file, so that a file holds items of one list.
 */
const item = (...columns: ReadonlyArray<string>): Shape<Target.Request> =>
  shape(columns, { outside: ["listId"] })

const listItems = {
  "email-address": item("value", "match_type"),
  geolocation: item("latitude", "longitude", "radius_meters"),
  "government-id-number": item("id_number", "id_class"),
  "ip-address": item("value"),
  name: item("name_first", "name_last"),
  "phone-number": item("value")
} as const satisfies Partial<Record<Target.ListItemKind, Shape<Target.Request>>>

type ImportableKind = keyof typeof listItems

const isImportable = (kind: Target.ListItemKind): kind is ImportableKind => Object.hasOwn(listItems, kind)

// The request

/** The seven operations differ only in the list, which accounts have not, and in what they say the importer's type is. */
export type ImportOperation = Operation.Operation<
  { readonly data: { readonly attributes: { readonly file: File.Upload; readonly listId?: string } } },
  {
    readonly data: {
      readonly id: string
      readonly type: string
      readonly attributes: Importers.ImporterAccount["attributes"]
    }
  },
  Conflict | UnprocessableEntity
>

/** The operation that takes a file of a target's rows; `undefined` for targets that have no importer. */
export const operationOf = (target: Target.Target): ImportOperation | undefined => {
  switch (target._tag) {
    case "Accounts":
      return Importers.importAccounts as ImportOperation
    case "ListItems":
      return isImportable(target.kind) ? (operations[target.kind] as unknown as ImportOperation) : undefined
    case "Lists":
      return undefined
  }
}

const operations: Readonly<Record<ImportableKind, Operation.Facts>> = {
  "email-address": Importers.importEmailAddresses,
  geolocation: Importers.importGeolocations,
  "government-id-number": Importers.importGovernmentIdNumbers,
  "ip-address": Importers.importIpAddresses,
  name: Importers.importNames,
  "phone-number": Importers.importPhoneNumbers
}

/**
 * How a file is sent: `multipart` with the part names of the vendor's page lists-cookbook, or `json` with the file in
 * base64, which the API's description has beside it. The documents contradict each other, so one is the other's
 * fallback. They are different requests: one key does not serve both.
 */
export type Form = "multipart" | "json"

/** A file that the API has taken. */
export interface UploadedFile {
  /** The importer's id (`mprt_…`). */
  readonly id: string
  /** The importer's status, `pending` as a rule. */
  readonly status: string | undefined
  readonly requestId: string | undefined
  readonly environmentId: string | undefined
  /** How many earlier sends may have been taken, too, without an answer that we saw. */
  readonly unanswered: number
}

/** Uploads a file of rows; those of list items go to the list of this id. */
export const upload = (
  target: Target.Target,
  listId: string | undefined,
  file: File.Upload,
  options: Operation.CallOptions,
  form: Form
): Effect.Effect<UploadedFile, PersonaError, PersonaClient> => {
  const operation = operationOf(target)
  if (operation === undefined) return Effect.die(new Error(`There is no importer of ${target._tag}`))
  if (target._tag === "ListItems" && listId === undefined) return Effect.die(new Error("No list is named"))
  const list = target._tag === "ListItems" ? listId : undefined
  const sent: Effect.Effect<Operation.Reply<Uploaded>, PersonaError, PersonaClient> = form === "multipart"
    ? operation.withResponse(
        { data: { attributes: { file, ...(list === undefined ? {} : { listId: list }) } } },
        options
      )
    : RawRequest.withResponse(
        {
          operation: operation.id,
          method: operation.method,
          path: operation.path,
          params: {},
          body: {
            data: {
              attributes: { file: File.inline(file), ...(list === undefined ? {} : { "list-id": list }) }
            }
          },
          schema: operation.schemas().success
        },
        options
      )
  return Effect.map(sent, ({ environmentId, requestId, unanswered, value }) => ({
    id: value.data.id,
    status: value.data.attributes.status ?? undefined,
    requestId,
    environmentId,
    unanswered
  }))
}

type Uploaded = Effect.Success<ReturnType<ImportOperation>>
