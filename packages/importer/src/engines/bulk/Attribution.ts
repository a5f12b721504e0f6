/**
 * Who created what a look-up has found, of rows that left together: this run, or others before and meanwhile.
 *
 * Values that agree do not tell, where the request may have written them. What tells is how many objects its job says that
 * it created: if it is all that could be its own, they are; else so many of them are, and it is not known which.
 */
import type { OnExisting } from "../../Policies.ts"
import type { Found } from "../../targets/Found.ts"
import * as Reconcile from "../row/Reconcile.ts"
import type { Existing, Outcome } from "../../Outcome.ts"
import type { Item } from "./Item.ts"

/** A row whose end is known. */
export interface SettledItem<Request> {
  readonly item: Item<Request>
  readonly outcome: Outcome
}

export interface Options {
  readonly policy: OnExisting
  /** Whether a job changes what is to be changed. */
  readonly updates: boolean
  /** How many objects the job of these rows says that it created. @default unknown */
  readonly created?: number | undefined
  /** Whether the job came to its end, so that it says all that it did. @default false */
  readonly completed?: boolean | undefined
}

/** Applies the policy to what was found; what was not, or is to be changed by a job, stays open. */
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
    /** An earlier request may have created it, or the job after it had counted. */
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

/** Whether an earlier request than the last one may have been taken with a row. */
export const wasSentBefore = <Request>({ inDoubt, onlyLast }: Item<Request>): boolean =>
  inDoubt && onlyLast !== true

/** Whether the job of a row may have created what was found. */
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
    // What was found to differ before the request has been changed by it, if it agrees now.
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
