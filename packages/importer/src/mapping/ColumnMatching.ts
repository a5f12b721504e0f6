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
} from "../MappingError.ts"
import type { Entry } from "../MappingFile.ts"
import type { Synonyms } from "./Synonyms.ts"
import type { Transform } from "./Transform.ts"
import { customField, customPrefix, type Field, type TargetTable } from "../targets/Field.ts"
import { nearest, plainName, positionsOf } from "./ColumnNames.ts"
import { isBlank } from "../values/ValueKind.ts"

/** A field and where its value comes from. */
export type Assigned =
  | {
      readonly how: "map" | "name" | "synonym" | "file"
      readonly field: Field
      readonly position: number
      readonly column: string
    }
  /** Made of one column or several by steps. */
  | {
      readonly how: "made"
      readonly field: Field
      readonly positions: ReadonlyArray<number>
      readonly columns: ReadonlyArray<string>
      readonly join: string
      readonly transforms: ReadonlyArray<Transform>
    }
  | { readonly how: "set"; readonly field: Field; readonly text: string }

export interface Assignments {
  /** In the order of the target's table, then custom fields by name: independent of the order of columns. */
  readonly assigned: ReadonlyArray<Assigned>
  readonly ignored: ReadonlyArray<string>
  readonly problems: ReadonlyArray<MappingProblem>
}

type FromColumn = Extract<Assigned, { readonly position: number }>
type Made = Extract<Assigned, { readonly how: "made" }>

/** What there is to decide from. */
export interface Given {
  readonly table: TargetTable<unknown>
  readonly columns: ReadonlyArray<string>
  readonly map: Readonly<Record<string, string>>
  readonly set: Readonly<Record<string, string>>
  readonly synonyms: Synonyms
  /** Entries of a mapping file, which leaves nothing to names. */
  readonly entries: Readonly<Record<string, Entry>> | undefined
  /** Columns that are read for something else than a field. */
  readonly reserved: ReadonlyArray<string>
  /** A custom field as the account type defines it; `undefined` when that is not known. */
  readonly custom: ((name: string) => Field | MappingProblem) | undefined
}

export const assign = (given: Given): Assignments => {
  const { columns, set, table } = given
  const draft: Draft = {
    problems: [],
    ignored: [],
    meant: new Set(),
    claimed: new Set(),
    duplicates: new Set(),
    byField: new Map(),
    made: new Map(),
    constants: []
  }
  const { byField, ignored, meant, problems } = draft
  takeMapped(given, draft)
  for (const name of given.reserved) {
    const position = locate(columns, name)
    if (typeof position === "number") draft.claimed.add(position)
    else problems.push(position)
  }
  if (given.entries === undefined) takeNamed(given, draft)
  else takeEntries(given, given.entries, draft)

  const assigned: Array<Assigned> = []
  for (const entries of byField.values()) {
    if (entries.length > 1) problems.push(ambiguous(entries))
    else assigned.push(...entries)
  }
  assigned.push(...draft.made.values())

  for (const [name, text] of [...draft.constants, ...Object.entries(set)]) {
    const field = resolve(given, name)
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

/** What is known while columns and fields are brought together. */
interface Draft {
  readonly problems: Array<MappingProblem>
  readonly ignored: Array<string>
  /** Fields that a faulty entry names: their absence is no second problem. */
  readonly meant: Set<string>
  /** Columns that need no further look. */
  readonly claimed: Set<number>
  /** Columns that share a name that was given, so that it is not known which is meant: none is matched by a synonym. */
  readonly duplicates: Set<number>
  readonly byField: Map<string, Array<FromColumn>>
  readonly made: Map<string, Made>
  readonly constants: Array<readonly [name: string, text: string]>
}

const take = (
  { columns }: Given,
  { byField }: Draft,
  field: Field,
  position: number,
  how: FromColumn["how"]
): void => {
  const entry: FromColumn = { how, field, position, column: columns[position]! }
  byField.set(field.name, [...(byField.get(field.name) ?? []), entry])
}

/** Columns whose field was said. */
const takeMapped = (given: Given, draft: Draft): void => {
  const { columns, map } = given
  const { claimed, duplicates, ignored, meant, problems } = draft
  for (const [name, fieldName] of Object.entries(map)) {
    const position = locate(columns, name)
    const field = fieldName.trim() === "" ? undefined : resolve(given, fieldName)
    if (typeof position === "number") claimed.add(position)
    else {
      problems.push(position)
      if (position._tag === "DuplicateColumn")
        for (const other of position.positions) duplicates.add(other - 1)
    }
    if (field === undefined) {
      if (typeof position === "number") ignored.push(columns[position]!)
    } else if ("_tag" in field) problems.push(field)
    else if (typeof position === "number") take(given, draft, field, position, "map")
    else meant.add(field.name)
  }
}

/** Columns whose name is a field's, or a synonym of one. */
const takeNamed = (given: Given, draft: Draft): void => {
  const { columns, set, synonyms, table } = given
  const { byField, claimed, duplicates, ignored, problems } = draft
  const rest: Array<number> = []
  const left: Array<number> = []
  columns.forEach((column, position) => {
    if (claimed.has(position)) return
    const field = byName(given, column)
    if (field === undefined) rest.push(position)
    else if ("_tag" in field) problems.push(field)
    else if (byField.get(field.name)?.some((entry) => entry.how === "map")) left.push(position)
    else take(given, draft, field, position, "name")
  })
  // What was said, and a field's own name, come before synonyms.
  const settled = new Set([...byField.keys(), ...draft.meant].map(plainName))
  for (const name of Object.keys(set)) settled.add(plainName(name))
  for (const position of rest) {
    const field = duplicates.has(position) ? undefined : bySynonym(table, synonyms, columns[position]!)
    if (field === undefined || settled.has(plainName(field.name))) left.push(position)
    else take(given, draft, field, position, "synonym")
  }
  ignored.push(...left.toSorted((a, b) => a - b).map((position) => columns[position]!))
}

/** What a mapping file says, as far as nothing else was said of the same field. */
const takeEntries = (given: Given, entries: Readonly<Record<string, Entry>>, draft: Draft): void => {
  const { columns, set } = given
  const { byField, claimed, constants, ignored, made, meant, problems } = draft
  const settled = new Set([...byField.keys(), ...Object.keys(set)].map(plainName))
  const taken = new Set<string>()
  for (const [name, entry] of Object.entries(entries)) {
    const field = resolve(given, name)
    if ("_tag" in field) {
      problems.push(field)
      continue
    }
    if (settled.has(plainName(field.name))) continue
    if (taken.has(field.name)) {
      problems.push(new FieldSetTwice({ field: field.name }))
      continue
    }
    taken.add(field.name)
    meant.add(field.name)
    if (typeof entry === "object" && "constant" in entry) {
      constants.push([name, entry.constant])
      continue
    }
    const found = columnNames(entry).map((column) => locate(columns, column))
    const positions = found.filter((position) => typeof position === "number")
    problems.push(...found.filter((position) => typeof position !== "number"))
    if (positions.length < found.length) continue
    for (const position of positions) claimed.add(position)
    const transforms = typeof entry === "object" ? (entry.transforms ?? []) : []
    if (positions.length === 1 && transforms.length === 0) take(given, draft, field, positions[0]!, "file")
    else {
      const join = typeof entry === "object" && "join" in entry ? (entry.join ?? " ") : " "
      const names = positions.map((position) => columns[position]!)
      made.set(field.name, { how: "made", field, positions, columns: names, join, transforms })
    }
  }
  columns.forEach((column, position) => {
    if (!claimed.has(position)) ignored.push(column)
  })
}

/** The columns that an entry of a mapping file is made of. */
export const columnNames = (entry: Entry): ReadonlyArray<string> =>
  typeof entry === "string"
    ? [entry]
    : "column" in entry
      ? [entry.column]
      : "columns" in entry
        ? entry.columns
        : []

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

/** The position of a column that a step reads besides the field's own. */
export const positionOf = (columns: ReadonlyArray<string>, name: string): number | MappingProblem =>
  locate(columns, name)

/** The field that a name means. */
const resolve = (given: Pick<Given, "table" | "custom">, name: string): Field | MappingProblem =>
  byName(given, name.trim()) ??
  new UnknownField({
    field: name.trim(),
    nearest: nearest(
      name,
      given.table.fields.map((field) => field.name)
    )
  })

/** The standard or custom field with a name, if any. */
const byName = (
  { custom = customField, table }: Pick<Given, "table" | "custom">,
  name: string
): Field | MappingProblem | undefined => {
  if (table.custom && name.slice(0, customPrefix.length).toLowerCase() === customPrefix) {
    const path = name.slice(customPrefix.length)
    return path.split(".").some((key) => key.trim() === "" || key === "__proto__")
      ? new InvalidFieldPath({
          field: name,
          expected: "write fields. and a key, or several with single dots between"
        })
      : custom(customPrefix + path)
  }
  const plain = plainName(name)
  return table.fields.find((field) => plainName(field.name) === plain)
}

/** The field for a column's name in other systems. */
export const bySynonym = (
  table: TargetTable<unknown>,
  synonyms: Synonyms,
  column: string
): Field | undefined => {
  const plain = plainName(column)
  return table.fields.find(({ name }) => synonyms[name]?.some((other) => plainName(other) === plain))
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
