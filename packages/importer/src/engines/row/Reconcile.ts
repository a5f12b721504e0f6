/**
 * What becomes of a row whose object is found to exist: was it ours, and what does the policy say.
 */
import type { Outcome } from "../../Outcome.ts"
import type { OnExisting } from "../../Policies.ts"
import type { Found } from "../../targets/Found.ts"

export interface Circumstances {
  /** An earlier send for this row may have had its effect. */
  readonly inDoubt: boolean
  /** When the first such send may have left, by the server's clock. */
  readonly doubtSince: number
  /** A change of the object may have left before. */
  readonly updating: boolean
  /** A request that creates or else changes may have left before, after which an object of others agrees as well. */
  readonly upserting: boolean
  readonly policy: OnExisting
  /** Whether the API can change such an object at all. */
  readonly canUpdate: boolean
}

/** Clocks may disagree by this much when it is decided whether an object is ours. */
export const toleranceMillis = 120_000

/** The outcome of a row that exists, where the policy is to reject such rows. */
export const alreadyExists: Outcome = {
  _tag: "Rejected",
  code: "already-exists",
  reason: "It exists already, and this import rejects rows that exist",
  pointer: undefined
}

/** The outcome for the row, or `"update"` when the object has to be changed first. */
export const reconcile = (found: Found, by: Circumstances): Outcome | "update" => {
  if (found.unusable !== undefined) {
    return { _tag: "Rejected", code: "unusable", reason: found.unusable, pointer: undefined }
  }
  const differing = found.differing.length > 0
  const fields = differing ? { fields: found.differing } : {}
  const recent = found.createdAt === undefined || found.createdAt >= by.doubtSince - toleranceMillis
  const maybeOurs = by.inDoubt && recent
  // Values that a request of ours may have written do not tell who created the object.
  const isOursIfEqual = found.createdAt !== undefined && !by.updating && !by.upserting
  if (maybeOurs && !differing && isOursIfEqual) return { _tag: "Created", resource: found.id }
  const existing = {
    _tag: "Existing",
    resource: found.id,
    differing,
    ...fields,
    afterDoubt: maybeOurs
  } as const
  switch (by.policy) {
    case "fail":
      // What may be the run's own work is not told as refused.
      if (maybeOurs && !differing && by.upserting) return existing
      return alreadyExists
    case "update":
      if (differing && by.canUpdate) return "update"
      // A change that may have left and is found done was ours.
      return !differing && (by.updating || (by.upserting && by.inDoubt && !recent))
        ? { _tag: "Updated", resource: found.id, differing: true }
        : existing
    case "skip":
      return existing
  }
}
