/** The steps that make a request of a record: one for each field, prepared once from the matched columns. */
import { InvalidTransform, type MappingProblem } from "../MappingError.ts"
import { customPrefix } from "../targets/Field.ts"
import { damage } from "../values/damage.ts"
import { type CellRefusal, isBlank } from "../values/ValueKind.ts"
import { type Assigned, positionOf } from "./ColumnMatching.ts"
import * as Transform from "./Transform.ts"

/** What to do with one field of each row. */
export interface Step {
  /** `undefined` for a value that is set or made. */
  readonly position: number | undefined
  /** Makes the value of the row's cells. */
  readonly make: ((cells: ReadonlyArray<string>) => string | CellRefusal) | undefined
  /** The columns that it is made of. */
  readonly sources: ReadonlyArray<number>
  readonly column: string
  readonly field: string
  readonly attribute: string
  /** The keys below `fields` of a custom field. */
  readonly path: ReadonlyArray<string> | undefined
  readonly required: boolean
  readonly trimmed: boolean
  readonly check: ((text: string) => CellRefusal | undefined) | undefined
  readonly convert: ((text: string) => unknown) | undefined
  readonly constant: unknown
}

export const toStep = (
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

/** A check that ignores accepted refusals. */
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
