/** Rows of the ledger as SQLite gives them. */
import type { DatabaseSync, SQLOutputValue } from "node:sqlite"
import type { Outcome } from "../Outcome.ts"

export type Row = Record<string, SQLOutputValue>

/** What may have been written over something that was there, as bits: a change of it, a request that creates or else changes. */
export const updating = 1
export const upserting = 2

export const numberOf = (value: SQLOutputValue | undefined): number | undefined =>
  value === null || value === undefined ? undefined : Number(value)

export const textOf = (value: SQLOutputValue | undefined): string | undefined =>
  value === null || value === undefined ? undefined : String(value)

/** An entry of the table of facts about the run. */
export const metaOf = (database: DatabaseSync, name: string): string | undefined =>
  textOf(database.prepare("SELECT value FROM meta WHERE name = ?").get(name)?.["value"])

/** The number `n` that a query gives. */
export const single = (database: DatabaseSync, sql: string, ...values: ReadonlyArray<number>): number =>
  Number(database.prepare(sql).get(...values)?.["n"] ?? 0)

export const outcomeOf = (row: Row): Outcome | undefined => {
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
