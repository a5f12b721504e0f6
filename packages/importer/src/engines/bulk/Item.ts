/** A row that is sent in a batch, by its place among the rows that were handed over with it. */
import type { Job } from "../row/Job.ts"

export interface Item<Request> {
  readonly index: number
  readonly job: Job<Request>
  /** The API may have taken an earlier request with this row. */
  readonly inDoubt: boolean
  /** The doubt is only about the request whose end is looked up now. */
  readonly onlyLast?: boolean | undefined
  /** A look-up found the object, created by this run or by others; the next request changes it. */
  readonly wasThere?: boolean | undefined
}
