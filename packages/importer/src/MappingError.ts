/** Why columns cannot become fields, or a mapping file cannot be read: each error names all of its problems. */
export { MappingError, MappingFileError, type MappingFileProblem } from "./errors/MappingError.ts"
export {
  describeMapping,
  DuplicateColumn,
  FieldMappedAndSet,
  FieldMappedTwice,
  FieldSetTwice,
  InvalidConstant,
  InvalidFieldPath,
  InvalidTransform,
  type MappingProblem,
  MissingField,
  NoReferenceId,
  NothingMapped,
  OtherTarget,
  UnknownColumn,
  UnknownField,
  UnusableAccountField
} from "./errors/MappingProblem.ts"
