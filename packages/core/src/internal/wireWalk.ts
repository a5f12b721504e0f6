/** What a reading or writing of a document carries along: the place it is at, and what did not fit. */
import * as SchemaIssue from "effect/SchemaIssue"
import type * as SchemaAST from "effect/SchemaAST"

/** More problems than this in one document tell the reader nothing new. */
const enough = 50

/** One pass over a document, from the wire or towards it. */
export class Walk {
  /** Whether the document comes from the wire. */
  readonly decoding: boolean
  /** Members passed on the way to the current place, by their wire names. */
  readonly path: Array<string> = []
  private readonly limit: number
  private issues: Array<SchemaIssue.Issue> | undefined

  constructor(decoding: boolean, options: SchemaAST.ParseOptions) {
    this.decoding = decoding
    this.limit = options.errors === "all" ? enough : 1
  }

  /** Notes that something else was expected here. The value found is never part of the note. */
  expected(what: string): undefined {
    this.note(this.path.slice(), new SchemaIssue.InvalidValue({ expected: what }))
  }

  /** Notes that a member must be there. */
  missing(member: string): undefined {
    this.note([...this.path, member], new SchemaIssue.MissingKey(undefined))
  }

  /** Notes that a member must not be there. */
  unexpected(member: string, hint: string): undefined {
    this.note([...this.path, member], new SchemaIssue.InvalidValue({ expected: hint }))
  }

  /** The problems as one issue, if there are any. */
  issue(ast: SchemaAST.AST): SchemaIssue.Issue | undefined {
    const [first, ...rest] = this.issues ?? []
    return first === undefined ? undefined : new SchemaIssue.Composite(ast, [first, ...rest])
  }

  private note(path: ReadonlyArray<string>, issue: SchemaIssue.Issue): undefined {
    this.issues ??= []
    if (this.issues.length < this.limit) {
      this.issues.push(path.length === 0 ? issue : new SchemaIssue.Pointer(path, issue))
    }
  }
}
