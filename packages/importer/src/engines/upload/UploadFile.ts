/**
 * Encodes rows as a file for the API's own importers, and uploads the file.
 *
 * The importers return counts only, so a file carries only rows that it certainly represents correctly; the row engine
 * sends the others. The documents specify only the file's columns, by operation. Assumptions: the file has a header, is
 * UTF-8 and follows RFC 4180, and an empty cell is no value.
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

/** The layout of a target's rows in a file. */
export interface Shape<in Request> {
  /** The columns, by the API's names. */
  readonly columns: ReadonlyArray<string>
  /** A row's cells, in the order of the columns. `undefined` for a row that a file cannot carry. */
  readonly cells: (request: Request) => ReadonlyArray<string> | undefined
}

/** The layout of a target's rows in a file. `undefined` for targets without an importer. */
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

/** Writes a CSV record with its line feed. Cells are quoted only if necessary. */
export const line = (cells: ReadonlyArray<string>): string => `${cells.map(cellText).join(",")}\n`

const cellText = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/**
 * Makes a file from lines by {@link line}. The name is constant, and equal lines give equal bytes, so a repeat is the
 * same request.
 */
export const encode = (shape: Pick<Shape<never>, "columns">, lines: ReadonlyArray<string>): File.Upload =>
  File.fromString(filename, line(shape.columns) + lines.join(""))

/** Independent of the source, whose name may be personal. */
const filename = "rows.csv"

// Shapes

interface Column {
  readonly name: string
  readonly attribute: string
}

/** The name in a request is derived from the column's: `name_first` is `nameFirst`. */
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
 * The cell of a value. `undefined` if a CSV reader might change the value: empty text, surrounding blanks, line breaks,
 * or text that UTF-8 cannot encode. A value that a spreadsheet would take for a formula stays unchanged: a program
 * reads the file, and a leading apostrophe would become part of the value.
 */
const cellOf = (value: unknown): string | undefined => {
  if (typeof value === "number") return decimal(value)
  if (typeof value !== "string" || value === "" || value !== value.trim()) return undefined
  return unsafe.test(value) || !value.isWellFormed() ? undefined : value
}

/** Control characters, line and paragraph separators, and the byte order mark. */
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
 * Six of the importer's seven columns. The delimiter within `tags` is not documented, so files do not carry accounts
 * with tags. They also do not carry accounts without a reference id, or with a comma in it: a look-up determines the
 * outcome of a row, and separates reference ids by commas. The look-up also reveals an empty cell taken as a value.
 */
const accounts = shape(
  ["reference_id", "name_first", "name_middle", "name_last", "birthdate", "social_security_number"],
  {
    gaps: true,
    accepts: ({ referenceId }) => typeof referenceId === "string" && !referenceId.includes(",")
  }
)

/**
 * Files do not carry items with an empty column: nothing would reveal an empty cell that became an empty value. The
 * request names the list beside the file, so a file holds items of one list.
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

/** The seven operations differ only in the list, which accounts do not have, and in the importer's type. */
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

/** The operation that takes a file of a target's rows. `undefined` for targets without an importer. */
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
 * The form in which a file is sent: `multipart` with the part names of the vendor's page lists-cookbook, or `json` with
 * the file in base64, an alternative in the API's description. The documents contradict each other, so one form is the
 * other's fallback. They are different requests and need different keys.
 */
export type Form = "multipart" | "json"

/** A file that the API has taken. */
export interface UploadedFile {
  /** The importer's id (`mprt_…`). */
  readonly id: string
  /** The importer's status, usually `pending`. */
  readonly status: string | undefined
  readonly requestId: string | undefined
  readonly environmentId: string | undefined
  /** The number of earlier sends that the API may also have taken, without an answer that reached the client. */
  readonly unanswered: number
}

/** Uploads a file of rows. List items go to the list with this id. */
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
