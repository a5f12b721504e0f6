/** The problems of rows, in words: what a cell check refused, what a row as a whole lacks, what the API refused. */
import type { SourceRecord } from "../Source.ts"
import type { CellRefusal } from "../values/ValueKind.ts"
import { plainName } from "./ColumnNames.ts"
import type { InvalidRow, Problem, RefusedPart } from "./Row.ts"
import type { Step } from "./Steps.ts"

export const invalid = (record: SourceRecord, problems: ReadonlyArray<Problem>): InvalidRow => ({
  _tag: "Invalid",
  line: record.line,
  number: record.number,
  problems
})

export const problemOf = (step: Pick<Step, "column" | "field">, refusal: CellRefusal): Problem => ({
  column: step.column,
  field: step.field,
  code: refusal.code,
  reason: refusal.reason,
  suggestion: refusal.suggestion
})

/** `/data/attributes/fields/tier` and `fields.tier` are the same place, and so is each in another casing. */
export const problemAt = (
  steps: ReadonlyArray<Step>,
  { code, pointer = "", reason }: RefusedPart
): Problem => {
  const place = plainName(pointer.replace(/^\/?data\/attributes\//, "").replaceAll("/", "."))
  const step = steps.find(({ field }) => plainName(field) === place)
  return { column: step?.column ?? "", field: step?.field ?? "", code, reason }
}

export const missingValue: CellRefusal = {
  code: "required",
  reason: "Empty, but every row needs a value",
  suggestion: "Fill it in"
}

export const noList: CellRefusal = {
  code: "no-list",
  reason: "Names no list",
  suggestion: "Write the name or the id of the list that the item goes to"
}

export const wrongCount = (record: SourceRecord, columns: number): Problem => ({
  column: "",
  field: "",
  code: "cell-count",
  reason: `Line ${record.line} has ${record.cells.length} cells where ${columns} are expected`,
  summary: `${record.cells.length < columns ? "Fewer" : "More"} cells than the ${columns} that are expected`,
  suggestion:
    record.cells.length < columns
      ? "Fill in the missing cells; if they are meant to be empty, clear persona-column in the rejected row"
      : "Quote cells that contain the delimiter, remove what is too much, and clear persona-column in the rejected row"
})

export const emptyRow: Problem = {
  column: "",
  field: "",
  code: "empty-row",
  reason: "No value in any column that is mapped",
  suggestion: "Remove it, or check the mapping"
}

export const noneOf = (anyOf: ReadonlyArray<string>): Problem => ({
  column: "",
  field: anyOf.join(", "),
  code: "required",
  reason: `None of ${anyOf.join(", ")} has a value`,
  suggestion: "Fill in at least one"
})
