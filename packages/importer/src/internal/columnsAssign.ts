/**
 * Decides which column fills which field, and finds everything that is wrong with that decision at once.
 */
import {
  DuplicateColumn,
  FieldMappedAndSet,
  FieldMappedTwice,
  FieldSetTwice,
  InvalidConstant,
  InvalidFieldPath,
  type MappingProblem,
  MissingField,
  NothingMapped,
  UnknownColumn,
  UnknownField
} from "../ImportError.ts"
import { customField, customPrefix, type Field, type TargetTable } from "../targets/Field.ts"
import { nearest, plainName, positionsOf } from "./columns.ts"
import { isBlank } from "./validate.ts"

/** A field and where its value comes from. */
export type Assigned =
  | {
      readonly how: "map" | "name"
      readonly field: Field
      readonly position: number
      readonly column: string
    }
  | { readonly how: "set"; readonly field: Field; readonly text: string }

export interface Assignments {
  /** In the order of the target's table, then custom fields by name: independent of the order of columns. */
  readonly assigned: ReadonlyArray<Assigned>
  readonly ignored: ReadonlyArray<string>
  readonly problems: ReadonlyArray<MappingProblem>
}

type FromColumn = Extract<Assigned, { readonly position: number }>

export const assign = (
  table: TargetTable<unknown>,
  columns: ReadonlyArray<string>,
  map: Readonly<Record<string, string>>,
  set: Readonly<Record<string, string>>
): Assignments => {
  const problems: Array<MappingProblem> = []
  const ignored: Array<string> = []
  /** Fields that a faulty entry was meant for: their absence is no second problem. */
  const meant = new Set<string>()
  const claimed = new Set<number>()
  const byField = new Map<string, Array<FromColumn>>()
  const take = (field: Field, position: number, how: "map" | "name") => {
    const entry: FromColumn = { how, field, position, column: columns[position]! }
    byField.set(field.name, [...(byField.get(field.name) ?? []), entry])
  }

  for (const [name, fieldName] of Object.entries(map)) {
    const position = locate(columns, name)
    const field = fieldName.trim() === "" ? undefined : resolve(table, fieldName)
    if (typeof position !== "number") problems.push(position)
    else claimed.add(position)
    if (field === undefined) {
      if (typeof position === "number") ignored.push(columns[position]!)
    } else if ("_tag" in field) problems.push(field)
    else if (typeof position === "number") take(field, position, "map")
    else meant.add(field.name)
  }

  columns.forEach((column, position) => {
    if (claimed.has(position)) return
    const field = byName(table, column)
    if (field === undefined) ignored.push(column)
    else if ("_tag" in field) problems.push(field)
    else if (byField.get(field.name)?.some((entry) => entry.how === "map")) ignored.push(column)
    else take(field, position, "name")
  })

  const assigned: Array<Assigned> = []
  for (const entries of byField.values()) {
    if (entries.length > 1) problems.push(ambiguous(entries))
    else assigned.push(...entries)
  }

  for (const [name, text] of Object.entries(set)) {
    const field = resolve(table, name)
    if ("_tag" in field) {
      problems.push(field)
      continue
    }
    const column = byField.get(field.name)?.[0]?.column
    const unusable = constantProblem(field, text)
    if (column !== undefined) problems.push(new FieldMappedAndSet({ field: field.name, column }))
    else if (unusable !== undefined) problems.push(unusable)
    else if (assigned.some((other) => other.how === "set" && other.field.name === field.name)) {
      problems.push(new FieldSetTwice({ field: field.name }))
    } else assigned.push({ how: "set", field, text })
    meant.add(field.name)
  }

  problems.push(...missing(table, (name) => meant.has(name) || byField.has(name), ignored))
  problems.push(...overlapping(assigned))
  if (problems.length === 0 && !assigned.some((entry) => entry.how !== "set"))
    problems.push(new NothingMapped())
  return { assigned: inOrder(table, assigned), ignored, problems }
}

/** The position of the column with this name, or, if no header says so, with this number. */
const locate = (columns: ReadonlyArray<string>, name: string): number | MappingProblem => {
  const wanted = name.trim()
  let positions = positionsOf(columns, wanted)
  if (positions.length === 0) {
    const plain = plainName(wanted)
    positions = columns.flatMap((column, position) => (plainName(column) === plain ? [position] : []))
  }
  if (positions.length === 1) return positions[0]!
  if (positions.length > 1) {
    return new DuplicateColumn({ column: wanted, positions: positions.map((position) => position + 1) })
  }
  const number = /^\d{1,5}$/.test(wanted) ? Number(wanted) : 0
  return number >= 1 && number <= columns.length
    ? number - 1
    : new UnknownColumn({ column: wanted, nearest: nearest(wanted, columns) })
}

/** The field that somebody named. */
const resolve = (table: TargetTable<unknown>, name: string): Field | MappingProblem =>
  byName(table, name.trim()) ??
  new UnknownField({
    field: name.trim(),
    nearest: nearest(
      name,
      table.fields.map((field) => field.name)
    )
  })

/** The field that a name stands for, if any. */
const byName = (table: TargetTable<unknown>, name: string): Field | MappingProblem | undefined => {
  if (table.custom && name.slice(0, customPrefix.length).toLowerCase() === customPrefix) {
    const path = name.slice(customPrefix.length)
    return path.split(".").some((key) => key.trim() === "" || key === "__proto__")
      ? new InvalidFieldPath({
          field: name,
          expected: "write fields. and a key, or several with single dots between"
        })
      : customField(customPrefix + path)
  }
  const plain = plainName(name)
  return table.fields.find((field) => plainName(field.name) === plain)
}

const ambiguous = (entries: ReadonlyArray<FromColumn>): MappingProblem => {
  const column = entries[0]!.column
  return entries.every((entry) => entry.column === column)
    ? new DuplicateColumn({ column, positions: entries.map((entry) => entry.position + 1) })
    : new FieldMappedTwice({ field: entries[0]!.field.name, columns: entries.map((entry) => entry.column) })
}

const constantProblem = (field: Field, given: string): MappingProblem | undefined => {
  if (isBlank(given))
    return new InvalidConstant({ field: field.name, expected: `give ${field.kind.expected}` })
  const refusal = field.kind.check?.(field.kind.trimmed ? given.trim() : given)
  return refusal === undefined
    ? undefined
    : new InvalidConstant({ field: field.name, expected: refusal.reason })
}

const missing = (
  table: TargetTable<unknown>,
  isThere: (field: string) => boolean,
  ignored: ReadonlyArray<string>
): ReadonlyArray<MappingProblem> => {
  const wanted = table.fields.filter((field) => field.required).map((field) => [field.name])
  if (table.anyOf.length > 0) wanted.push([...table.anyOf])
  return wanted
    .filter((anyOf) => !anyOf.some(isThere))
    .map(
      (anyOf) =>
        new MissingField({ anyOf, nearest: [...new Set(anyOf.flatMap((name) => nearest(name, ignored)))] })
    )
}

/** `fields.a` cannot be a text and at the same time a hash that holds `fields.a.b`. */
const overlapping = (assigned: ReadonlyArray<Assigned>): ReadonlyArray<MappingProblem> => {
  const names = new Set(
    assigned.map((entry) => entry.field.name).filter((name) => name.startsWith(customPrefix))
  )
  return [...names].flatMap((name) => {
    const inside = [...names].find((other) => other.startsWith(`${name}.`))
    return inside === undefined
      ? []
      : [
          new InvalidFieldPath({
            field: name,
            expected: `"${inside}" lies inside it, so it cannot have a value itself`
          })
        ]
  })
}

const inOrder = (table: TargetTable<unknown>, assigned: ReadonlyArray<Assigned>): ReadonlyArray<Assigned> => {
  const order = new Map(table.fields.map((field, index) => [field.name, index]))
  const rank = (entry: Assigned) => order.get(entry.field.name) ?? table.fields.length
  return assigned.toSorted(
    (a, b) => rank(a) - rank(b) || (a.field.name < b.field.name ? -1 : a.field.name > b.field.name ? 1 : 0)
  )
}
