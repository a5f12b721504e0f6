/** What the manifest says of an operation. */
import type { Facts } from "../call/facts.ts"

/** A parameter as it is written by hand: `account-id`, `filter[reference-id]`, `data`. */
export interface Parameter {
  readonly name: string
  readonly in: "path" | "query" | "header" | "body"
  readonly required: boolean
}

/** The facts of an operation, and where it lives. */
export interface Entry extends Facts {
  /**
   * The module that exports it, for example `Accounts`: below `resources/`, or below `legacy/` or `newer/` where that
   * is its origin.
   */
  readonly module: string
  /** Its name in that module, for example `create`. */
  readonly name: string
  readonly parameters: ReadonlyArray<Parameter>
}
