/** Maps records to rows. The hot path of an import: one loop over prepared steps, no allocation besides the row itself. */
import type { SourceRecord } from "../Source.ts"
import type { Attributes, TargetTable } from "../targets/Field.ts"
import { damage, numberSign } from "../values/damage.ts"
import { isBlank } from "../values/ValueKind.ts"
import type { Problem, Row } from "./Row.ts"
import { emptyRow, invalid, missingValue, noList, noneOf, problemOf, wrongCount } from "./RowProblems.ts"
import type { Step } from "./Steps.ts"

/** The hot path: one loop over prepared steps, no allocation besides the row itself. */
export const rowMapper = <Request>(
  table: TargetTable<Request>,
  steps: ReadonlyArray<Step>,
  columns: number,
  accepted: ReadonlySet<string>
): ((record: SourceRecord) => Row<Request>) => {
  const { anyOf, check, natural, request } = table
  const anyOfAttributes = table.fields
    .filter(({ name }) => anyOf.includes(name))
    .map(({ attribute }) => attribute)
  return (record) => {
    const { cells, line, number } = record
    if (record.ragged) return invalid(record, [wrongCount(record, columns)])
    const attributes: Record<string, unknown> = {}
    let problems: Array<Problem> | undefined
    let filled = false
    for (const step of steps) {
      let cell: string
      if (step.position === undefined) {
        if (step.make === undefined) {
          put(attributes, step, step.constant)
          continue
        }
        // Defaults alone do not make a row.
        if (!filled) filled = step.sources.some((source) => !isBlank(cells[source]!))
        const made = step.make(cells)
        if (typeof made !== "string") {
          ;(problems ??= []).push(problemOf(step, made))
          continue
        }
        cell = made
      } else cell = cells[step.position]!
      if (isBlank(cell)) {
        if (step.required) (problems ??= []).push(problemOf(step, missingValue))
        continue
      }
      if (step.position !== undefined) filled = true
      const text = step.trimmed ? cell.trim() : cell
      const refusal =
        step.check !== undefined
          ? step.check(text)
          : text.charCodeAt(0) === numberSign
            ? damage(text)
            : undefined
      if (refusal !== undefined) (problems ??= []).push(problemOf(step, refusal))
      else put(attributes, step, step.convert === undefined ? text : step.convert(text))
    }
    if (!filled) return invalid(record, problems ?? [emptyRow])
    if (anyOf.length > 0 && !anyOfAttributes.some((name) => attributes[name] !== undefined)) {
      ;(problems ??= []).push(noneOf(anyOf))
    }
    if (problems !== undefined) return invalid(record, problems)
    const crossed = check(attributes)
    if (crossed !== undefined && !accepted.has(crossed.refusal.code)) {
      const step = steps.find(({ field }) => field === crossed.field)
      return invalid(record, [problemOf(step ?? { column: "", field: crossed.field }, crossed.refusal)])
    }
    return {
      _tag: "Valid",
      line,
      number,
      natural: natural(attributes),
      hasComma: hasComma(attributes["referenceId"]),
      request: request(attributes)
    }
  }
}

/** Adds the list named in its cell to each row. Lists are distinguished as written. */
export const withList =
  <Request>(
    toRow: (record: SourceRecord) => Row<Request>,
    position: number,
    column: string
  ): ((record: SourceRecord) => Row<Request>) =>
  (record) => {
    const row = toRow(record)
    if (record.ragged) return row
    const list = record.cells[position]!.trim()
    if (list === "") {
      const problem = problemOf({ column, field: "list" }, noList)
      return invalid(record, row._tag === "Invalid" ? [...row.problems, problem] : [problem])
    }
    return row._tag === "Invalid"
      ? row
      : {
          ...row,
          list,
          natural: row.natural === undefined ? undefined : JSON.stringify([list, row.natural])
        }
  }

const put = (attributes: Record<string, unknown>, step: Step, value: unknown): void => {
  if (value === undefined) return
  if (step.path === undefined) attributes[step.attribute] = value
  else putCustom((attributes["fields"] ??= {}) as Record<string, unknown>, step.path, value)
}

/** Keys come from headers, so inherited members of an object must not be taken for hashes already there. */
const putCustom = (fields: Record<string, unknown>, path: ReadonlyArray<string>, value: unknown): void => {
  let hash = fields
  const last = path.length - 1
  for (let depth = 0; depth < last; depth++) {
    const key = path[depth]!
    if (!Object.hasOwn(hash, key)) hash[key] = {}
    hash = hash[key] as Record<string, unknown>
  }
  hash[path[last]!] = value
}

const hasComma = (referenceId: Attributes[string]): boolean =>
  typeof referenceId === "string" && referenceId.includes(",")
