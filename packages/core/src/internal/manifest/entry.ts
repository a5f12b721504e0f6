/** An operation's entry in the manifest. */
import type { Facts } from "../call/facts.ts"

/** A parameter in its usual notation: `account-id`, `filter[reference-id]`, `data`. */
export interface Parameter {
  readonly name: string
  readonly in: "path" | "query" | "header" | "body"
  readonly required: boolean
}

/** The facts of an operation, and its module. */
export interface Entry extends Facts {
  /**
   * The module that exports it, for example `Accounts`: below `resources/`, or below `legacy/` or `newer/` according to
   * its origin.
   */
  readonly module: string
  /** Its name in that module, for example `create`. */
  readonly name: string
  readonly parameters: ReadonlyArray<Parameter>
}
