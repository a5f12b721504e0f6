/**
 * Matches the columns of a source with the fields of a target, once, and then turns records into requests.
 *
 * Columns are matched explicitly (`map`), or by name without regard to case, spaces, dashes and underscores, or as
 * custom fields (`fields.<key>`), or by a common synonym. A column that matches nothing is left out and reported.
 * Values that are the same for every row are `set`. A `mapping` read from a file takes the place of matching by name.
 *
 * A row either becomes a request or a list of all its problems. What is sent depends on the fields alone: a source
 * with its columns in another order gives the same requests, byte for byte.
 */
import { hash } from "node:crypto"
import * as Effect from "effect/Effect"
import { plainName } from "./mapping/ColumnNames.ts"
import { type Assigned, assign, positionOf } from "./mapping/ColumnMatching.ts"
import { type Refusal, isBlank } from "./values/ValueKind.ts"
import { acceptable, damage, numberSign } from "./values/damage.ts"
import { customFields, type FieldSchemaLike } from "./mapping/CustomFields.ts"
import * as MappingFile from "./MappingFile.ts"
import { synonymsOf } from "./mapping/Synonyms.ts"
import * as Transform from "./mapping/Transform.ts"
import { InvalidTransform, MappingError, type MappingProblem, OtherTarget } from "./MappingError.ts"
import type { SourceRecord } from "./Source.ts"
import * as Target from "./Target.ts"
import { type Attributes, customPrefix, type TargetTable } from "./targets/Field.ts"

export type { FieldSchemaLike } from "./mapping/CustomFields.ts"

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
  /** The reason without what differs from row to row, where something does. */
  readonly summary?: string | undefined
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
  /** The name or id of the list that the row goes to, if a column says so. It is a part of `natural` then. */
  readonly list?: string | undefined
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
  /** The column, several with plus signs between them, `undefined` for a value that is set. */
  readonly column: string | undefined
  /** Mapped explicitly, matched by name or synonym, said in a mapping file, or set for every row. */
  readonly how: "map" | "name" | "synonym" | "file" | "set"
  /** The names of the steps that make the value, in their order. */
  readonly transforms?: ReadonlyArray<string> | undefined
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
  /** What a mapping file says; `map` and `set` come before it. Columns that it does not name are left out. */
  readonly mapping?: MappingFile.MappingFile | undefined
  /**
   * The fields that the account type defines, so that custom fields are checked and sent as what they are.
   * @default custom fields are text and of any name
   */
  readonly fieldSchemas?: ReadonlyArray<FieldSchemaLike> | undefined
  /** The column that names each item's list. @default what the mapping file says, else none */
  readonly listColumn?: string | undefined
  /** Kinds of damage that are meant as they stand. @default what the mapping file says, else none */
  readonly accept?: ReadonlyArray<(typeof acceptable)[number]> | undefined
}

/** Matches columns with fields. Fails with all problems at once. */
export const compile = <T extends Target.Target>(
  options: Options<T>
): Effect.Effect<RowMapper<Target.RequestOf<T>>, MappingError> =>
  Effect.suspend(() => {
    const { columns, fieldSchemas, map = {}, mapping, set = {}, target } = options
    const table = Target.table(target)
    const listColumn = options.listColumn ?? mapping?.listColumn
    const { assigned, ignored, problems } = assign({
      table,
      columns,
      map,
      set,
      synonyms: synonymsOf(target),
      entries: mapping?.fields,
      reserved: listColumn === undefined ? [] : [listColumn],
      custom: fieldSchemas === undefined ? undefined : customFields(fieldSchemas)
    })
    const failed = (all: ReadonlyArray<MappingProblem>) => {
      const fields = [
        ...table.fields.map(({ name }) => name),
        ...(table.custom ? [`${customPrefix}<key>`] : [])
      ]
      return Effect.fail(new MappingError({ problems: all, columns, fields }))
    }
    if (mapping !== undefined && !MappingFile.fits(mapping, target)) {
      return failed([new OtherTarget({ expected: Target.describe(target), found: foundIn(mapping) })])
    }
    if (problems.length > 0) return failed(problems)
    const accepted = new Set<string>(options.accept ?? mapping?.accept ?? [])
    const listAt = listColumn === undefined ? undefined : positionOf(columns, listColumn)
    const finish = (libraries: Transform.Libraries) => {
      const steps = assigned.map((entry) => toStep(entry, accepted, columns, libraries))
      const faulty = steps.filter((step) => "_tag" in step)
      if (faulty.length > 0) return failed(faulty)
      const sound = steps as ReadonlyArray<Step>
      const toRow = rowMapper(table, sound, columns.length, accepted)
      return Effect.succeed(
        Object.assign(typeof listAt === "number" ? withList(toRow, listAt, listColumn!) : toRow, {
          problemAt: (refused: RefusedPart) => problemAt(sound, refused),
          ignored,
          describe: assigned.map(assignmentOf),
          digest: digestOf(target, assigned, columns, listColumn, accepted, fieldSchemas)
        })
      )
    }
    const transforms = assigned.flatMap((entry) => (entry.how === "made" ? entry.transforms : []))
    return Transform.needsLoading(transforms)
      ? Effect.flatMap(
          Effect.promise(() => Transform.load(transforms)),
          finish
        )
      : finish({})
  })

const foundIn = ({ kind, target }: MappingFile.MappingFile): string =>
  kind === undefined ? target : `${kind} ${target}`

/** A problem with its column: "birthdate: Not a date as YYYY-MM-DD". */
export const describeProblem = (problem: Problem): string =>
  problem.column === "" ? problem.reason : `${problem.column}: ${problem.reason}`

const assignmentOf = (entry: Assigned): Assignment => ({
  field: entry.field.name,
  column: entry.how === "set" ? undefined : entry.how === "made" ? entry.columns.join(" + ") : entry.column,
  how: entry.how === "made" ? "file" : entry.how,
  ...(entry.how === "made" ? { transforms: entry.transforms.map(Transform.nameOf) } : {})
})

/** What to do with one field of each row. */
interface Step {
  /** `undefined` for a value that is set or made. */
  readonly position: number | undefined
  /** Makes the value of the row's cells. */
  readonly make: ((cells: ReadonlyArray<string>) => string | Refusal) | undefined
  /** The columns that it is made of. */
  readonly sources: ReadonlyArray<number>
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
        // What only a default has filled does not make a row.
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

const toStep = (
  entry: Assigned,
  accepted: ReadonlySet<string>,
  columns: ReadonlyArray<string>,
  libraries: Transform.Libraries
): Step | MappingProblem => {
  const { field } = entry
  const { convert, trimmed } = field.kind
  const make = entry.how === "made" ? maker(entry, columns, libraries) : undefined
  if (make !== undefined && "_tag" in make) return make
  const convertSet = (text: string) => (convert === undefined ? text : convert(text))
  return {
    position: entry.how === "set" || entry.how === "made" ? undefined : entry.position,
    make,
    sources: entry.how === "made" ? entry.positions : [],
    column:
      entry.how === "set" ? field.name : entry.how === "made" ? entry.columns.join(" + ") : entry.column,
    field: field.name,
    attribute: field.attribute,
    path: field.name.startsWith(customPrefix) ? field.name.slice(customPrefix.length).split(".") : undefined,
    required: field.required,
    trimmed,
    check: accepting(field.kind.check, accepted),
    convert,
    constant: entry.how === "set" ? convertSet(trimmed ? entry.text.trim() : entry.text) : undefined
  }
}

/** A check that lets pass what was accepted. */
const accepting = (check: Step["check"], accepted: ReadonlySet<string>): Step["check"] =>
  accepted.size === 0
    ? check
    : (text) => {
        const refusal = (check ?? damage)(text)
        return refusal !== undefined && accepted.has(refusal.code) ? undefined : refusal
      }

const maker = (
  entry: Extract<Assigned, { readonly how: "made" }>,
  columns: ReadonlyArray<string>,
  libraries: Transform.Libraries
): Exclude<Step["make"], undefined> | MappingProblem => {
  const { join, positions, transforms } = entry
  const others = Transform.columnsOf(transforms).map((name) => [name, positionOf(columns, name)] as const)
  for (const [, position] of others) if (typeof position !== "number") return position
  const found = new Map(others as ReadonlyArray<readonly [string, number]>)
  const step = Transform.compile(transforms, libraries, (name) => found.get(name) ?? -1)
  if (typeof step !== "function") return new InvalidTransform({ field: entry.field.name, ...step })
  const [first = 0] = positions
  if (positions.length === 1) return (cells) => step(cells[first]!, cells)
  return (cells) => {
    const parts = positions.map((position) => cells[position]!).filter((cell) => !isBlank(cell))
    return step(parts.map((part) => part.trim()).join(join), cells)
  }
}

const noList: Refusal = {
  code: "no-list",
  reason: "Names no list",
  suggestion: "Write the name or the id of the list that the item goes to"
}

/** Gives each row the list that its cell names. Lists are told apart as they are written. */
const withList =
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
  summary: `${record.cells.length < columns ? "Fewer" : "More"} cells than the ${columns} that are expected`,
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
  columns: ReadonlyArray<string>,
  listColumn: string | undefined,
  accepted: ReadonlySet<string>,
  fieldSchemas: ReadonlyArray<FieldSchemaLike> | undefined
): string => {
  // Columns of one name are told apart by their position.
  const columnOf = (name: string, position: number) =>
    columns.indexOf(name) === columns.lastIndexOf(name) ? name : `${name}\n${position}`
  const facts = [
    Object.entries(target).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    assigned.map((entry) => {
      if (entry.how === "set") return ["set", entry.field.name, entry.text]
      if (entry.how !== "made") return ["column", entry.field.name, columnOf(entry.column, entry.position)]
      const sources = entry.columns.map((column, index) => columnOf(column, entry.positions[index]!))
      return ["made", entry.field.name, sources, entry.join, entry.transforms]
    }),
    // Only what is there is a fact, so that a plain mapping has the digest that it always had.
    ...(listColumn === undefined ? [] : [["list", listColumn]]),
    ...(accepted.size === 0 ? [] : [["accept", ...[...accepted].toSorted()]]),
    ...kindsOf(assigned, fieldSchemas)
  ]
  return hash("sha256", JSON.stringify(facts), "hex")
}

/** What custom fields are sent as, if the account type says so: `fields.age` as a number is another request. */
const kindsOf = (
  assigned: ReadonlyArray<Assigned>,
  fieldSchemas: ReadonlyArray<FieldSchemaLike> | undefined
): ReadonlyArray<ReadonlyArray<string>> =>
  fieldSchemas === undefined
    ? []
    : assigned
        .filter(({ field }) => field.name.startsWith(customPrefix) && field.kind.convert !== undefined)
        .map(({ field }) => ["kind", field.name, field.kind.name])
