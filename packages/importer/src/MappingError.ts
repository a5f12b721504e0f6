/** Why columns cannot become fields, or a mapping file cannot be read: each error names all of its problems. */
export {
  describeMapping,
  DuplicateColumn,
  FieldMappedAndSet,
  FieldMappedTwice,
  FieldSetTwice,
  InvalidConstant,
  InvalidFieldPath,
  InvalidTransform,
  MappingError,
  MappingFileError,
  type MappingFileProblem,
  type MappingProblem,
  MissingField,
  NoReferenceId,
  NothingMapped,
  OtherTarget,
  UnknownColumn,
  UnknownField,
  UnusableAccountField
} from "./ImportError.ts"
