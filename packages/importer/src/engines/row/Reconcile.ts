/**
 * Decides the outcome of a row whose object exists: whether this run created the object, and how the policy applies.
 */
import type { Outcome } from "../../Outcome.ts"
import type { OnExisting } from "../../Policies.ts"
import type { Found } from "../../targets/Found.ts"

export interface Circumstances {
  /** An earlier send for this row may have taken effect. */
  readonly inDoubt: boolean
  /** When the first such send may have been sent, by the server's clock. */
  readonly doubtSince: number
  /** An update of the object may have been sent before. */
  readonly updating: boolean
  /** An upsert may have been sent before, so even an object of another client may agree with the row. */
  readonly upserting: boolean
  readonly policy: OnExisting
  /** Whether the API can change such an object at all. */
  readonly canUpdate: boolean
}

/** Tolerated clock difference when deciding whether this run created an object. */
export const toleranceMillis = 120_000

/** The outcome of an existing row if the policy rejects existing rows. */
export const alreadyExists: Outcome = {
  _tag: "Rejected",
  code: "already-exists",
  reason: "It exists already, and this import rejects rows that exist",
  pointer: undefined
}

/** Returns the outcome of the row, or `"update"` if the object must be updated first. */
export const reconcile = (found: Found, by: Circumstances): Outcome | "update" => {
  if (found.unusable !== undefined) {
    return { _tag: "Rejected", code: "unusable", reason: found.unusable, pointer: undefined }
  }
  const differing = found.differing.length > 0
  const fields = differing ? { fields: found.differing } : {}
  const recent = found.createdAt === undefined || found.createdAt >= by.doubtSince - toleranceMillis
  const maybeOurs = by.inDoubt && recent
  // Values that this run may have written do not prove who created the object.
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
      // An object that may be the run's own is not reported as rejected.
      if (maybeOurs && !differing && by.upserting) return existing
      return alreadyExists
    case "update":
      if (differing && by.canUpdate) return "update"
      // If an update may have been sent and the object agrees, the update was this run's.
      return !differing && (by.updating || (by.upserting && by.inDoubt && !recent))
        ? { _tag: "Updated", resource: found.id, differing: true }
        : existing
    case "skip":
      return existing
  }
}
