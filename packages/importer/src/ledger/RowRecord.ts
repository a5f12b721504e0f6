/** A row of the ledger as read from SQLite, and its columns. */
import type { DatabaseSync, SQLOutputValue } from "node:sqlite"
import { type Digest, fromBytes } from "./Digest.ts"
import type { Moment } from "./Model.ts"
import type { Outcome } from "../Outcome.ts"

/** The ledger's record of a row. */
export interface RowRecord {
  readonly id: number
  readonly natural: Digest
  readonly body: Digest
  readonly line: number
  /** The last scan that read it. -1 if the current scan has yet to read it again, or if it is withdrawn. */
  readonly scan: number
  readonly attempt: number
  /** When a request under the attempt's key may first have been sent. `undefined` if none was, or the key has ended. */
  readonly firstSent: number | undefined
  readonly firstSentServer: number | undefined
  /** The start of its doubt. `undefined` if no request can have been sent. */
  readonly doubtSince: number | undefined
  readonly updating: boolean
  readonly upserting: boolean
  readonly outcome: Outcome | undefined
}

/** The scan of a refusal or refused row that is withdrawn because its line was resubmitted corrected. */
export const withdrawn = -1

/** The identity of a row and a digest of its content. */
export interface Content {
  readonly natural: Digest
  readonly body: Digest
}

export type Columns = Record<string, SQLOutputValue>

/** Bits of the column `updating`: requests that may have overwritten an existing object. */
export const updating = 1
export const upserting = 2

export const recordOf = (columns: Columns): RowRecord => ({
  id: Number(columns["id"]),
  natural: fromBytes(columns["natural"]),
  body: fromBytes(columns["body"]),
  line: Number(columns["line"]),
  scan: Number(columns["pass"]),
  attempt: Number(columns["attempt"]),
  firstSent: numberOf(columns["first_sent"]),
  firstSentServer: numberOf(columns["first_sent_server"]),
  doubtSince: numberOf(columns["doubt_since"]),
  updating: (Number(columns["updating"]) & updating) !== 0,
  upserting: (Number(columns["updating"]) & upserting) !== 0,
  outcome: outcomeOf(columns)
})

/** Whether a request for a row may have been sent and its outcome is unknown. */
export const isInDoubt = ({ doubtSince, outcome }: RowRecord): boolean =>
  outcome === undefined ? doubtSince !== undefined : outcome._tag === "Unknown"

/** A moment as the columns `first_sent` and `first_sent_server`. Clocks of tests and of some systems count in fractions. */
export const sentColumns = ({ server, wall }: Moment): [number, number | null] => [
  Math.floor(wall),
  server === undefined ? null : Math.floor(server)
]

/** The start of the doubt about a row that is sent at a moment. */
export const doubtSinceOf = ({ server, wall }: Moment): number => Math.floor(server ?? wall)

export const numberOf = (value: SQLOutputValue | undefined): number | undefined =>
  value === null || value === undefined ? undefined : Number(value)

export const textOf = (value: SQLOutputValue | undefined): string | undefined =>
  value === null || value === undefined ? undefined : String(value)

/** An entry of the table `meta`. */
export const metaOf = (database: DatabaseSync, name: string): string | undefined =>
  textOf(database.prepare("SELECT value FROM meta WHERE name = ?").get(name)?.["value"])

/** The column `n` of a query's first row. */
export const single = (database: DatabaseSync, sql: string, ...values: ReadonlyArray<number>): number =>
  Number(database.prepare(sql).get(...values)?.["n"] ?? 0)

export const outcomeOf = (row: Columns): Outcome | undefined => {
  const resource = textOf(row["resource"])
  const counted = row["counted"] === 1 ? { counted: true as const } : {}
  switch (row["outcome"]) {
    case "Created":
      return { _tag: "Created", resource, ...counted }
    case "Existing":
      return {
        _tag: "Existing",
        resource,
        differing: row["differing"] === 1,
        afterDoubt: row["after_doubt"] === 1,
        ...counted
      }
    case "Updated":
      return { _tag: "Updated", resource, differing: row["differing"] === 1, ...counted }
    case "Rejected":
      return {
        _tag: "Rejected",
        code: textOf(row["code"]) ?? "",
        reason: textOf(row["reason"]) ?? "",
        pointer: textOf(row["pointer"])
      }
    case "Unknown":
      return { _tag: "Unknown", reason: textOf(row["reason"]) ?? "" }
    default:
      return undefined
  }
}
