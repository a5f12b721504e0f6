/** A row that is sent in a batch, with its position among the rows handed over together. */
import type { Job } from "../row/Job.ts"

export interface Item<Request> {
  readonly index: number
  readonly job: Job<Request>
  /** The API may have taken an earlier request with this row. */
  readonly inDoubt: boolean
  /** The doubt concerns only the request whose end is being looked up. */
  readonly onlyLast?: boolean | undefined
  /** A look-up found the object, created by this run or another client. The next request updates it. */
  readonly wasThere?: boolean | undefined
}
