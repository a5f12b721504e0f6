/**
 * Attributes the objects that a look-up finds for the rows of a batch: created by this run, or by another client before
 * or in the meantime.
 *
 * Equal values prove nothing if the request may have written them. The proof is the created count of the job. If it
 * covers all objects that may be the job's own, they all are. Otherwise only the number is known, not which ones.
 */
import type { OnExisting } from "../../Policies.ts"
import type { Found } from "../../targets/Found.ts"
import * as Reconcile from "../row/Reconcile.ts"
import type { Existing, Outcome } from "../../Outcome.ts"
import type { Item } from "./Item.ts"

/** A row with a known outcome. */
export interface SettledItem<Request> {
  readonly item: Item<Request>
  readonly outcome: Outcome
}

export interface Options {
  readonly policy: OnExisting
  /** Whether a job updates existing objects. */
  readonly updates: boolean
  /** The number of objects that the job of these rows reports as created. @default unknown */
  readonly created?: number | undefined
  /** Whether the job completed, so that its counts are final. @default false */
  readonly completed?: boolean | undefined
}

/** Applies the policy to found objects. Rows without an object, and rows that a job must update, stay open. */
export const reconcile = <Request>(
  items: ReadonlyArray<Item<Request>>,
  found: ReadonlyArray<Found | undefined>,
  options: Options
): { readonly settled: ReadonlyArray<SettledItem<Request>>; readonly open: ReadonlyArray<Item<Request>> } => {
  const settled: Array<SettledItem<Request>> = []
  const open: Array<Item<Request>> = []
  const candidates: Array<{ readonly item: Item<Request>; readonly there: Found }> = []
  for (const [i, item] of items.entries()) {
    const there = found[i]
    if (there === undefined) {
      open.push(item)
      continue
    }
    if (options.created !== undefined && mayBeCreated(item, there)) {
      candidates.push({ item, there })
      continue
    }
    const outcome = judge(item, there, item.inDoubt, options)
    if (outcome === "update") open.push({ ...item, wasThere: true })
    else settled.push({ item, outcome })
  }
  const { completed = false, created = 0 } = options
  for (const [i, { item, there }] of candidates.entries()) {
    if (created >= candidates.length) {
      settled.push({ item, outcome: { _tag: "Created", resource: there.id } })
      continue
    }
    /** An earlier request may have created it, or the job may have done so after its count. */
    const afterDoubt = !completed || wasSentBefore(item)
    const outcome =
      created > 0
        ? i < created
          ? { ...wasCreated, counted: true as const }
          : { ...wasThere(afterDoubt), counted: true as const }
        : afterDoubt
          ? { ...wasThere(true), resource: there.id }
          : judge(item, there, false, options)
    if (outcome === "update") open.push({ ...item, wasThere: true })
    else settled.push({ item, outcome })
  }
  return { settled, open }
}

/** Whether the API may have taken a request with the row before the last one. */
export const wasSentBefore = <Request>({ inDoubt, onlyLast }: Item<Request>): boolean =>
  inDoubt && onlyLast !== true

/** Whether the row's job may have created the found object. */
const mayBeCreated = <Request>({ inDoubt, job, wasThere }: Item<Request>, there: Found): boolean =>
  inDoubt &&
  wasThere !== true &&
  !job.attempt.updating &&
  there.unusable === undefined &&
  there.differing.length === 0 &&
  there.createdAt !== undefined &&
  there.createdAt >= job.attempt.doubtSince - Reconcile.toleranceMillis

const judge = <Request>(
  { job: { attempt }, wasThere }: Item<Request>,
  there: Found,
  inDoubt: boolean,
  { policy, updates }: Options
): Outcome | "update" =>
  Reconcile.reconcile(there, {
    inDoubt,
    doubtSince: attempt.doubtSince,
    // An object that differed before the request and agrees now was changed by the request.
    updating: attempt.updating || wasThere === true,
    upserting: attempt.upserting,
    policy,
    canUpdate: updates
  })

export const wasCreated = { _tag: "Created", resource: undefined } as const

export const wasThere = (afterDoubt: boolean): Existing => ({
  _tag: "Existing",
  resource: undefined,
  differing: false,
  afterDoubt
})
