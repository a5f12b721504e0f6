/**
 * The CSV file of an importer: RFC 4180 in UTF-8, a header row, only the columns that the vendor documents. Rows are
 * checked one by one later; an unusable file is detected on arrival.
 */
import { parse } from "csv-parse/sync"
import { isRefusal, type Refusal, tooLarge, unprocessable } from "../../internal/request/Answer.ts"
import { tagNames } from "./BatchRequest.ts"
import type { Call } from "../../internal/state/Resource.ts"
import { missing, mustBe, pointer } from "../../internal/request/Validation.ts"

export interface Table {
  readonly header: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
}

const maximumBytes = 1_000_000

/** Reads the file among the attributes, `{data: base64, filename}`. */
export const read = (
  attributes: Call["attributes"],
  columns: ReadonlyArray<string>,
  maxRows: number
): Table | Refusal => {
  const { file } = attributes
  if (file === undefined || file === null) return missing("file")
  const data = typeof file === "object" ? (file as { readonly data?: unknown }).data : undefined
  if (typeof data !== "string") return mustBe("file", "{data: base64, filename}, or a part with a file")
  const bytes = Buffer.from(data, "base64")
  if (bytes.byteLength > maximumBytes) return tooLarge(maximumBytes)
  const records = parsed(bytes)
  if (isRefusal(records)) return records
  const [header, ...rows] = records
  if (header === undefined) return refuse("The file is empty: it needs a header row")
  if (header.some((name) => !columns.includes(name))) {
    return refuse(`The header has an unknown column; there are ${columns.join(", ")}`)
  }
  if (new Set(header).size < header.length) return refuse("The header has a column twice")
  if (rows.length > maxRows) return refuse(`The file has more than ${maxRows} rows`)
  return { header, rows }
}

const parsed = (bytes: Uint8Array): ReadonlyArray<ReadonlyArray<string>> | Refusal => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true })
  } catch {
    return refuse("The file is not CSV in UTF-8")
  }
}

const refuse = (details: string): Refusal => unprocessable(details, pointer("file"))

/** A row as the attributes of a single request; an empty cell is not sent. */
export const attributesOf = (
  header: ReadonlyArray<string>,
  cells: ReadonlyArray<string>
): Call["attributes"] | Refusal => {
  if (cells.length !== header.length) return refuse("The row has another number of cells than the header")
  const attributes: Record<string, unknown> = {}
  for (const [index, column] of header.entries()) {
    const cell = cells[index] ?? ""
    if (cell === "") continue
    attributes[column.replaceAll("_", "-")] = numeric.has(column)
      ? number(cell)
      : column === "tags"
        ? tagNames(cell)
        : cell
  }
  return attributes
}

const numeric: ReadonlySet<string> = new Set(["latitude", "longitude", "radius_meters"])

/** A cell that is not a number stays text, and is refused as such. */
const number = (cell: string): unknown => (/^[+-]?\d+(\.\d+)?$/.test(cell.trim()) ? Number(cell) : cell)
