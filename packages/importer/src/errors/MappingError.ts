/** The errors of mappings and mapping files: each holds all problems at once. */
import * as Data from "effect/Data"
import { listed } from "./Names.ts"
import { describeMapping, type MappingProblem } from "./MappingProblem.ts"

/** The columns of a source do not fit the fields of the target; holds all problems at once. */
export class MappingError extends Data.TaggedError("MappingError")<{
  readonly problems: ReadonlyArray<MappingProblem>
  /** The source's columns. Headers are no personal data. */
  readonly columns: ReadonlyArray<string>
  /** The target's fields. */
  readonly fields: ReadonlyArray<string>
}> {
  override get message(): string {
    const sentences = this.problems.map(describeMapping)
    sentences.push(`The columns are: ${listed(this.columns)}.`)
    if (this.problems.some(({ _tag }) => _tag === "UnknownField")) {
      sentences.push(`The fields are: ${this.fields.join(", ")}.`)
    }
    return sentences.join(" ")
  }
}

/** One thing that is wrong with a mapping file. */
export interface MappingFileProblem {
  /** Where in the file, such as `fields.birthdate`; empty for the file as a whole. */
  readonly path: string
  /** What to do, or what is expected there. Never holds what stands there. */
  readonly expected: string
}

/** A mapping file cannot be read or written, or is none; holds all problems at once. */
export class MappingFileError extends Data.TaggedError("MappingFileError")<{
  readonly file: string
  readonly problems: ReadonlyArray<MappingFileProblem>
}> {
  override get message(): string {
    const sentences = this.problems.map(
      ({ expected, path }) => `${path === "" ? "" : `${path}: `}${expected}.`
    )
    return `${this.file}: ${sentences.join(" ")}`
  }
}
