/**
 * The policies of an import and their values, for flags and forms. Lightweight: loads no part of the importer.
 */
export {
  defaultPolicy as defaultDuplicates,
  type Duplicates,
  policies as duplicatesPolicies
} from "./mapping/Duplicates.ts"
export { acceptable as acceptableDamage } from "./values/damage.ts"

/** How to handle a row whose object exists already: keep the object unchanged, update it, or reject the row. */
export type OnExisting = "skip" | "update" | "fail"

/** All policies for existing objects. */
export const onExistingPolicies = ["skip", "update", "fail"] as const satisfies ReadonlyArray<OnExisting>

/** How to handle accounts without a reference id: refuse them, derive a reference id, or send them unchanged. */
export type Unkeyed = "refuse" | "derive" | "allow"

/**
 * `row` sends one request for each row, `batch` up to a thousand accounts in a job, `upload` a file to the API's own
 * importers.
 */
export type EngineName = "row" | "batch" | "upload"

/** All engines, in display order. */
export const engineNames = ["row", "batch", "upload"] as const satisfies ReadonlyArray<EngineName>

/** An engine, or `auto` to choose it by target, size, policy, capability and live rate limit. */
export type EngineRequest = "auto" | EngineName

/** All values of `EngineRequest`. */
export const engineRequests = ["auto", ...engineNames] as const satisfies ReadonlyArray<EngineRequest>

/** Rows that may be rejected: a count, or a share from 0 to 1. A share of 1 never stops a run. */
export type MaxErrors = { readonly rows: number } | { readonly share: number }
