/** The error of a source: names the file, and line and column where there is one. */
import * as Data from "effect/Data"
import { describeSource } from "./SourceErrorText.ts"
import type { SourceReason } from "./SourceReason.ts"

/**
 * A source cannot be read, or not further than it was.
 *
 * @example
 * ```ts
 * Source.open(source).pipe(Effect.catchReason("SourceError", "NoRows", () => Effect.succeed(undefined)))
 * ```
 */
export class SourceError extends Data.TaggedError("SourceError")<{
  /** The source's name, usually its path. */
  readonly file: string
  readonly reason: SourceReason
}> {
  /** The line at fault, from 1, where there is one. */
  get line(): number | undefined {
    return "line" in this.reason ? this.reason.line : undefined
  }

  /** The column at fault, from 1, where there is one. */
  get column(): number | undefined {
    return "column" in this.reason ? this.reason.column : undefined
  }

  override get message(): string {
    const line = this.line === undefined ? "" : `, line ${this.line}`
    const column = this.column === undefined ? "" : `, column ${this.column}`
    return `${this.file}${line}${column}: ${describeSource(this.reason)}`
  }
}
