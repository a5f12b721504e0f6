/** The API's refusal of a row, told in terms of the file's columns. */
import type { Problem, RowMapper } from "../Mapping.ts"
import type { Rejected } from "../Outcome.ts"

/** The problem behind a rejected row: its pointer names a field, the mapping knows the field's column. */
export const problemOf = (rejected: Rejected, mapper: RowMapper): Problem => {
  const field = fieldOf(rejected.pointer)
  const column = mapper.describe.find((assignment) => assignment.field === field)?.column
  return { column: column ?? "", field: field ?? "", code: rejected.code, reason: rejected.reason }
}

/** `/data/attributes/country-code` points to `country-code`; the casing follows whatever was sent. */
const fieldOf = (pointer: string | undefined): string | undefined => {
  if (pointer === undefined) return undefined
  const [first, ...rest] = pointer.replace(/^\/?data\/attributes\//, "").split("/")
  if (first === undefined) return undefined
  return first === "fields" ? ["fields", ...rest].join(".") : first.replaceAll("_", "-")
}
