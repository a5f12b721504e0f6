/**
 * What the row engine spends on rows: requests, and the time of its workers.
 */
import { lookUpDelayMillis, lookUpSize } from "../destinations/AccountDestination.ts"
import * as Estimate from "../Estimate.ts"

/** What an import has to do, counted in requests. */
export interface Work {
  /** Requests that create, those included that the API refuses because it has the object already. */
  readonly sent: number
  /** Of these, those that are refused and followed by a look-up. */
  readonly refused: number
  /** Creations whose answer is confirmed by a request. */
  readonly confirmed: number
  /** Changes of what exists. */
  readonly updates: number
  /** Look-ups of whole windows: rows that were edited since an earlier run. */
  readonly lookedUpTogether: number
}

export interface Cost {
  readonly requests: number
  /** `null` when it would never end: nothing is left of the limit. */
  readonly estimatedMs: number | null
}

/** Requests and time of an import by the row engine; `before` are the requests before the first row. */
export const ofRows = (work: Work, before: number, pace: Estimate.Pace): Cost => {
  const { confirmed, lookedUpTogether, refused, sent, updates } = work
  const lookUps = refused === 0 ? 0 : Math.ceil(refused / lookUpsInOne(work, pace))
  const requests = before + sent + confirmed + updates + lookUps + lookedUpTogether
  const { latencyMillis } = pace
  // A look-up takes its worker as long as another request, and the wait for others to join; shared or not.
  const busy =
    (before + sent + confirmed + updates + lookedUpTogether) * latencyMillis +
    refused * (lookUpDelayMillis + latencyMillis)
  const estimatedMs = Estimate.elapsed(requests, { ...pace, latencyMillis: busy / Math.max(1, requests) })
  return { requests, estimatedMs: Number.isFinite(estimatedMs) ? Math.round(estimatedMs) : null }
}

/**
 * How many look-ups share a request: the first one, and those that other workers ask for while it waits. Workers refuse
 * to march in step, so these come at the rate at which all workers together meet refusals.
 */
const lookUpsInOne = (
  { refused, sent, updates }: Work,
  { concurrency, latencyMillis }: Estimate.Pace
): number => {
  const share = refused / sent
  const cycle = latencyMillis + share * (lookUpDelayMillis + latencyMillis) + (updates / sent) * latencyMillis
  const joining = (concurrency * share * lookUpDelayMillis) / cycle
  return Math.max(1, Math.min(concurrency, lookUpSize, 1 + joining))
}
