/** The error of a reject file that cannot be written. */
import * as Data from "effect/Data"

/** Rejected rows cannot be written; nothing was left under the final name. */
export class RejectsError extends Data.TaggedError("RejectsError")<{
  readonly file: string
  /** The system's code, such as `ENOSPC`. */
  readonly code: string
}> {
  override get message(): string {
    return `${this.file}: rejected rows cannot be written (${this.code}). Make room or choose a folder you may write to, then run again.`
  }
}
