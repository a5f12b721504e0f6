/** Rows of the ledger as SQLite gives them. */
import type { SQLOutputValue } from "node:sqlite"
import type { Outcome } from "../Outcome.ts"

export type Row = Record<string, SQLOutputValue>

export const numberOf = (value: SQLOutputValue | undefined): number | undefined =>
  value === null || value === undefined ? undefined : Number(value)

export const textOf = (value: SQLOutputValue | undefined): string | undefined =>
  value === null || value === undefined ? undefined : String(value)

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

export const sameBytes = (left: Uint8Array, right: unknown): boolean =>
  right instanceof Uint8Array && Buffer.compare(left, right) === 0

/** A digest as the key of a map. */
export const nameOf = (digest: Uint8Array): string => String.fromCharCode.apply(null, digest as never)
