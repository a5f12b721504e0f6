/** What is known of a trial at its end. */
import type { Contents } from "@effect-persona/sandbox/SandboxRecord"
import type { Report } from "@effect-persona/importer/Report"
import type { File, Row } from "./files.ts"
import type { Kind } from "./kinds.ts"
import type { LedgerRow } from "./ledger.ts"
import type { Script } from "./script.ts"

/** What the conductor knows of a trial besides its script. */
export interface Known {
  readonly kind: Kind
  readonly script: Script
  /** With the corrections that were imported. */
  readonly file: File
  /** Rows that were added to rejected ones, and imported. */
  readonly added: ReadonlyArray<Row>
  /** The list that items go to now. */
  readonly list: string | undefined
  readonly contents: Contents
  readonly report: Report
  readonly ledger: ReadonlyArray<LedgerRow>
  /** What others made, before the first run and between two: its contents then by id. */
  readonly foreign: ReadonlyMap<string, string>
  readonly foreignLater: ReadonlyMap<string, string>
  /** What the file has ever said of an object: its contents by natural key. */
  readonly said: ReadonlyMap<string, ReadonlySet<string>>
  /** The same as the server keeps it, also of rows that are not the first of their object. */
  readonly saidContents: ReadonlyMap<string, ReadonlySet<string>>
  /** How many rows without a reference id the file has ever had at once, by content. */
  readonly unkeyedRows: ReadonlyMap<string, number>
  /** How often a refusal was injected that rejects a row. */
  readonly refusals: number
  /** How often a 409 was injected though nothing stood in the way. */
  readonly falseConflicts: number
  /** Runs of this import besides the one that is looked at: two processes may have begun at the same moment. */
  readonly otherRuns: number
  /** What the reject file says. */
  readonly rejected: ReadonlyArray<Reject>
}

/** A row in the reject file. */
export interface Reject {
  readonly line: number
  readonly reason: string
}
