/**
 * Matches the columns of a source with the fields of a target, once, and then turns records into requests.
 *
 * Columns are matched explicitly (`map`), or by name without regard to case, spaces, dashes and underscores, or as
 * custom fields (`fields.<key>`). A column that matches nothing is left out and reported. Values that are the same
 * for every row are `set`.
 *
 * A row either becomes a request or a list of all its problems. What is sent depends on the fields alone: a source
 * with its columns in another order gives the same requests, byte for byte.
 */
import { hash } from "node:crypto"
import * as Effect from "effect/Effect"
import { MappingError } from "./ImportError.ts"
import { plainName } from "./internal/columns.ts"
import { type Assigned, assign } from "./internal/columnsAssign.ts"
import { isBlank, type Refusal } from "./internal/validate.ts"
import type { SourceRecord } from "./Source.ts"
import * as Target from "./Target.ts"
import { type Attributes, customPrefix, type TargetTable } from "./targets/Field.ts"

/** What is wrong with one cell, or with a row as a whole. Never holds a value. */
export interface Problem {
  /** The column, empty if the problem belongs to no single one. */
  readonly column: string
  /** The field, empty if the problem belongs to no single one. */
  readonly field: string
  /** Groups problems of one sort, for example `not-a-date`. */
  readonly code: string
  /** What is wrong, in a sentence without its full stop. */
  readonly reason: string
  /** What to do about it. */
  readonly suggestion?: string | undefined
}

/** A row that can be sent. */
export interface ValidRow<out Request = Target.Request> {
  readonly _tag: "Valid"
  /** The line on which the record starts. */
  readonly line: number
  readonly number: number
  /** What identifies the object for the API; equal texts mean the same object. `undefined` if nothing does. */
  readonly natural: string | undefined
  /** Whether the reference id of an account has a comma, so that the API cannot look it up. */
  readonly hasComma: boolean
  /** The argument of the create operation, without the ids that are the same for every row. */
  readonly request: Request
}

/** A row that cannot be sent, with all its problems. */
export interface InvalidRow {
  readonly _tag: "Invalid"
  readonly line: number
  readonly number: number
  readonly problems: ReadonlyArray<Problem>
}

export type Row<Request = Target.Request> = ValidRow<Request> | InvalidRow

/** Where the value of a field comes from. */
export interface Assignment {
  readonly field: string
  /** The column, `undefined` for a value that is set. */
  readonly column: string | undefined
  /** Mapped explicitly, matched by name, or set for every row. */
  readonly how: "map" | "name" | "set"
}

/** Turns records into rows. */
export interface RowMapper<out Request = Target.Request> {
  (record: SourceRecord): Row<Request>
  /** Names the column behind a part of the request that the API refused. */
  readonly problemAt: (refused: RefusedPart) => Problem
  /** Columns that match no field or are mapped to nothing; their cells are not sent. */
  readonly ignored: ReadonlyArray<string>
  /** Where each field comes from, in the order in which fields are sent. */
  readonly describe: ReadonlyArray<Assignment>
  /** SHA-256 of target, mapping and set values, in hexadecimal. The order of columns and ignored ones do not count. */
  readonly digest: string
}

/** A refusal by the API. */
export interface RefusedPart {
  readonly code: string
  readonly reason: string
  /** A JSON pointer into the request in any casing, or a field's name. */
  readonly pointer?: string | undefined
}

export interface Options<T extends Target.Target> {
  readonly target: T
  /** The source's columns. */
  readonly columns: ReadonlyArray<string>
  /** Fields by column: a header or, where no header says that, a number from 1. An empty field leaves the column out. */
  readonly map?: Readonly<Record<string, string>> | undefined
  /** Values by field, the same for every row. */
  readonly set?: Readonly<Record<string, string>> | undefined
}

/** Matches columns with fields. Fails with all problems at once. */
export const compile = <T extends Target.Target>(
  options: Options<T>
): Effect.Effect<RowMapper<Target.RequestOf<T>>, MappingError> =>
  Effect.suspend(() => {
    const { columns, map = {}, set = {}, target } = options
    const table = Target.table(target)
    const { assigned, ignored, problems } = assign(table, columns, map, set)
    if (problems.length > 0) {
      const fields = [
        ...table.fields.map(({ name }) => name),
        ...(table.custom ? [`${customPrefix}<key>`] : [])
      ]
      return Effect.fail(new MappingError({ problems, columns, fields }))
    }
    const steps = assigned.map(toStep)
    return Effect.succeed(
      Object.assign(rowMapper(table, steps, columns.length), {
        problemAt: (refused: RefusedPart) => problemAt(steps, refused),
        ignored,
        describe: assigned.map(assignmentOf),
        digest: digestOf(target, assigned, columns)
      })
    )
  })

/** A problem with its column: "birthdate: Not a date as YYYY-MM-DD". */
export const describeProblem = (problem: Problem): string =>
  problem.column === "" ? problem.reason : `${problem.column}: ${problem.reason}`

const assignmentOf = (entry: Assigned): Assignment => ({
  field: entry.field.name,
  column: entry.how === "set" ? undefined : entry.column,
  how: entry.how
})

/** What to do with one field of each row. */
interface Step {
  /** `undefined` for a value that is set. */
  readonly position: number | undefined
  readonly column: string
  readonly field: string
  readonly attribute: string
  /** The keys below `fields` of a custom field. */
  readonly path: ReadonlyArray<string> | undefined
  readonly required: boolean
  readonly trimmed: boolean
  readonly check: ((text: string) => Refusal | undefined) | undefined
  readonly convert: ((text: string) => unknown) | undefined
  readonly constant: unknown
}

const missingValue: Refusal = {
  code: "required",
  reason: "Empty, but every row needs a value",
  suggestion: "Fill it in"
}

/** The hot path: one loop over prepared steps, no allocation besides the row itself. */
const rowMapper = <Request>(
  table: TargetTable<Request>,
  steps: ReadonlyArray<Step>,
  columns: number
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
      if (step.position === undefined) {
        put(attributes, step, step.constant)
        continue
      }
      const cell = cells[step.position]!
      if (isBlank(cell)) {
        if (step.required) (problems ??= []).push(problemOf(step, missingValue))
        continue
      }
      filled = true
      const text = step.trimmed ? cell.trim() : cell
      const refusal = step.check === undefined ? undefined : step.check(text)
      if (refusal !== undefined) (problems ??= []).push(problemOf(step, refusal))
      else put(attributes, step, step.convert === undefined ? text : step.convert(text))
    }
    if (!filled) return invalid(record, problems ?? [emptyRow])
    if (anyOf.length > 0 && !anyOfAttributes.some((name) => attributes[name] !== undefined)) {
      ;(problems ??= []).push(noneOf(anyOf))
    }
    if (problems !== undefined) return invalid(record, problems)
    const crossed = check(attributes)
    if (crossed !== undefined) {
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

const toStep = (entry: Assigned): Step => {
  const { field } = entry
  const { check, convert, trimmed } = field.kind
  const convertSet = (text: string) => (convert === undefined ? text : convert(text))
  return {
    position: entry.how === "set" ? undefined : entry.position,
    column: entry.how === "set" ? field.name : entry.column,
    field: field.name,
    attribute: field.attribute,
    path: field.name.startsWith(customPrefix) ? field.name.slice(customPrefix.length).split(".") : undefined,
    required: field.required,
    trimmed,
    check,
    convert,
    constant: entry.how === "set" ? convertSet(trimmed ? entry.text.trim() : entry.text) : undefined
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

const invalid = (record: SourceRecord, problems: ReadonlyArray<Problem>): InvalidRow => ({
  _tag: "Invalid",
  line: record.line,
  number: record.number,
  problems
})

const problemOf = (step: Pick<Step, "column" | "field">, refusal: Refusal): Problem => ({
  column: step.column,
  field: step.field,
  code: refusal.code,
  reason: refusal.reason,
  suggestion: refusal.suggestion
})

/** `/data/attributes/fields/tier` and `fields.tier` are the same place, and so is each in another casing. */
const problemAt = (steps: ReadonlyArray<Step>, { code, pointer = "", reason }: RefusedPart): Problem => {
  const place = plainName(pointer.replace(/^\/?data\/attributes\//, "").replaceAll("/", "."))
  const step = steps.find(({ field }) => plainName(field) === place)
  return { column: step?.column ?? "", field: step?.field ?? "", code, reason }
}

const wrongCount = (record: SourceRecord, columns: number): Problem => ({
  column: "",
  field: "",
  code: "cell-count",
  reason: `Line ${record.line} has ${record.cells.length} cells where ${columns} are expected`,
  suggestion:
    record.cells.length < columns
      ? "Fill in the missing cells; if they are meant to be empty, clear persona-column in the rejected row"
      : "Quote cells that contain the delimiter, remove what is too much, and clear persona-column in the rejected row"
})

const emptyRow: Problem = {
  column: "",
  field: "",
  code: "empty-row",
  reason: "No value in any column that is mapped",
  suggestion: "Remove it, or check the mapping"
}

const noneOf = (anyOf: ReadonlyArray<string>): Problem => ({
  column: "",
  field: anyOf.join(", "),
  code: "required",
  reason: `None of ${anyOf.join(", ")} has a value`,
  suggestion: "Fill in at least one"
})

const digestOf = (
  target: Target.Target,
  assigned: ReadonlyArray<Assigned>,
  columns: ReadonlyArray<string>
): string => {
  // Columns of one name are told apart by their position.
  const columnOf = (name: string, position: number) =>
    columns.indexOf(name) === columns.lastIndexOf(name) ? name : `${name}\n${position}`
  const facts = [
    Object.entries(target).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    assigned.map((entry) =>
      entry.how === "set"
        ? ["set", entry.field.name, entry.text]
        : ["column", entry.field.name, columnOf(entry.column, entry.position)]
    )
  ]
  return hash("sha256", JSON.stringify(facts), "hex")
}
