/**
 * What an import does where there is a choice, and the values of each choice, for flags and forms. Light: it loads
 * nothing of what imports.
 */
export {
  defaultPolicy as defaultDuplicates,
  type Duplicates,
  policies as duplicatesPolicies
} from "./mapping/Duplicates.ts"
export { acceptable as acceptableDamage } from "./values/damage.ts"

/** What to do with a row whose object exists already: leave it, change it, or reject the row. */
export type OnExisting = "skip" | "update" | "fail"

/** What can become of a row that exists already. */
export const onExistingPolicies = ["skip", "update", "fail"] as const satisfies ReadonlyArray<OnExisting>

/** What happens to accounts without a reference id: they are refused, given a derived one, or sent as they are. */
export type Unkeyed = "refuse" | "derive" | "allow"

/**
 * `row` sends one request for each row, `batch` up to a thousand accounts in a job, `upload` a file to the API's own
 * importers.
 */
export type EngineName = "row" | "batch" | "upload"

/** All engines, in the order in which they are shown. */
export const engineNames = ["row", "batch", "upload"] as const satisfies ReadonlyArray<EngineName>

/** An engine, or `auto` to have it chosen by target, size, policy, capability and live limit. */
export type EngineRequest = "auto" | EngineName

/** What can be asked for. */
export const engineRequests = ["auto", ...engineNames] as const satisfies ReadonlyArray<EngineRequest>

/** Rows that may be rejected: a count, or a share from 0 to 1. A share of 1 never stops a run. */
export type MaxErrors = { readonly rows: number } | { readonly share: number }
