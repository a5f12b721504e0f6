/** Ways in which a mapping can be wrong, each with its text. */
import * as Data from "effect/Data"
import { quoted } from "./Names.ts"

/** Every way in which a mapping can be wrong. */
export type MappingProblem =
  | InvalidTransform
  | UnusableAccountField
  | OtherTarget
  | NoReferenceId
  | UnknownColumn
  | DuplicateColumn
  | UnknownField
  | InvalidFieldPath
  | FieldMappedTwice
  | FieldSetTwice
  | FieldMappedAndSet
  | MissingField
  | InvalidConstant
  | NothingMapped

/** A column was named that the source does not have. */
export class UnknownColumn extends Data.TaggedError("UnknownColumn")<{
  readonly column: string
  readonly nearest: ReadonlyArray<string>
}> {}

/** A column name belongs to several columns, so that it says nothing. */
export class DuplicateColumn extends Data.TaggedError("DuplicateColumn")<{
  readonly column: string
  /** Positions of the columns, from 1. */
  readonly positions: ReadonlyArray<number>
}> {}

/** A field was named that the target does not have. */
export class UnknownField extends Data.TaggedError("UnknownField")<{
  readonly field: string
  readonly nearest: ReadonlyArray<string>
}> {}

/** The path of a custom field cannot be used. */
export class InvalidFieldPath extends Data.TaggedError("InvalidFieldPath")<{
  readonly field: string
  readonly expected: string
}> {}

/** Several columns are to fill one field. */
export class FieldMappedTwice extends Data.TaggedError("FieldMappedTwice")<{
  readonly field: string
  readonly columns: ReadonlyArray<string>
}> {}

/** One field is set twice, under two spellings of its name. */
export class FieldSetTwice extends Data.TaggedError("FieldSetTwice")<{ readonly field: string }> {}

/** One field is both read from a column and set to the same value for every row. */
export class FieldMappedAndSet extends Data.TaggedError("FieldMappedAndSet")<{
  readonly field: string
  readonly column: string
}> {}

/** A required field, or a group of fields of which each row needs one, has no column. */
export class MissingField extends Data.TaggedError("MissingField")<{
  /** The field; several where any one of them would do. */
  readonly anyOf: ReadonlyArray<string>
  readonly nearest: ReadonlyArray<string>
}> {}

/** No column fills any field, so that every row would be empty. */
export class NothingMapped extends Data.TaggedError("NothingMapped")<{}> {}

/** The value set for every row does not pass the field's check. */
export class InvalidConstant extends Data.TaggedError("InvalidConstant")<{
  readonly field: string
  readonly expected: string
}> {}

/** A step of a mapping cannot be used as it is set. */
export class InvalidTransform extends Data.TaggedError("InvalidTransform")<{
  readonly field: string
  readonly transform: string
  readonly expected: string
}> {}

/** A custom field that the account type does not define, or does not take from a file. */
export class UnusableAccountField extends Data.TaggedError("UnusableAccountField")<{
  readonly field: string
  readonly why: string
  readonly nearest: ReadonlyArray<string>
}> {}

/** No column is the reference id of accounts, so that every row would be refused. */
export class NoReferenceId extends Data.TaggedError("NoReferenceId")<{}> {}

/** A mapping file is for another target. */
export class OtherTarget extends Data.TaggedError("OtherTarget")<{
  readonly expected: string
  readonly found: string
}> {}

/** Describes one problem of a mapping in a sentence or two. */
export const describeMapping = (problem: MappingProblem): string => {
  switch (problem._tag) {
    case "UnknownColumn":
      return `There is no column "${problem.column}"${suggested(problem.nearest)}.`
    case "DuplicateColumn":
      return (
        `The name "${problem.column}" belongs to the columns ${problem.positions.join(" and ")}: ` +
        "rename one of them, or map the one you mean by its number."
      )
    case "UnknownField":
      return `There is no field "${problem.field}"${suggested(problem.nearest)}.`
    case "InvalidFieldPath":
      return `The field "${problem.field}" is not usable: ${problem.expected}.`
    case "FieldMappedTwice":
      return (
        `The columns ${quoted(problem.columns)} would all fill the field "${problem.field}": ` +
        "map the one you mean, which leaves the others out."
      )
    case "FieldSetTwice":
      return `The field "${problem.field}" is set twice: take back one of the two.`
    case "FieldMappedAndSet":
      return (
        `The field "${problem.field}" is set for every row and also read from the column "${problem.column}": ` +
        "take back one of the two (mapping a column to nothing leaves it out)."
      )
    case "MissingField":
      return problem.anyOf.length === 1
        ? `The required field ${quoted(problem.anyOf)} has no column: map one to it${suggested(problem.nearest)}.`
        : `One of the fields ${quoted(problem.anyOf)} needs a column: map one${suggested(problem.nearest)}.`
    case "NothingMapped":
      return "No column matches a field, so there is nothing to import: map the columns to fields."
    case "InvalidTransform":
      return `The step "${problem.transform}" of the field "${problem.field}" is not usable: ${problem.expected}.`
    case "UnusableAccountField":
      return `The field "${problem.field}" is not usable: ${problem.why}${suggested(problem.nearest)}.`
    case "OtherTarget":
      return `The mapping is for ${problem.found}, but the rows are to become ${problem.expected}: take the mapping that belongs to them.`
    case "NoReferenceId":
      return (
        "No column is the reference id, without which nothing protects a person from being created twice, so every row would be refused. " +
        "Map the column that identifies a person to reference-id, have ids derived from the rows, or allow rows without one."
      )
    case "InvalidConstant":
      return `The value set for the field "${problem.field}" is not usable: ${problem.expected}.`
  }
}

const suggested = (nearest: ReadonlyArray<string>): string =>
  nearest.length === 0 ? "" : `; the nearest is ${nearest.map((name) => `"${name}"`).join(" or ")}`
