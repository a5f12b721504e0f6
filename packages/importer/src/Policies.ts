/**
 * What an import does where there is a choice, and the values of each choice, for flags and forms. Light: it loads
 * nothing of what imports.
 */
import type { OnExisting } from "./engines/row/Reconcile.ts"

export type { OnExisting } from "./engines/row/Reconcile.ts"
export {
  defaultPolicy as defaultDuplicates,
  type Duplicates,
  policies as duplicatesPolicies
} from "./mapping/Duplicates.ts"
export { type EngineName, engineNames, type EngineRequest, engineRequests } from "./engines/EngineName.ts"
export type { MaxErrors } from "./pipeline/ErrorThreshold.ts"
export { acceptable as acceptableDamage } from "./values/damage.ts"

/** What can become of a row that exists already. */
export const onExistingPolicies = ["skip", "update", "fail"] as const satisfies ReadonlyArray<OnExisting>

/** What happens to accounts without a reference id: they are refused, given a derived one, or sent as they are. */
export type Unkeyed = "refuse" | "derive" | "allow"
