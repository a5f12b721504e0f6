/**
 * What the engines spend on rows: requests, and the time of their workers.
 */
import { lookUpDelayMillis, lookUpSize } from "../targets/accounts/Destination.ts"
import { batchBytes, batchRows, pollsExpected, uploadBytes, uploadRows } from "../engines/bulk/limits.ts"
import * as Estimate from "./Estimate.ts"

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

/** What is sent together, and what goes row by row beside it. */
export interface Load {
  /** Rows that the engine takes. */
  readonly rows: number
  /** Of these, those that the API does not have, where rows are looked up first. Without a look-up, all of them. */
  readonly absent: number
  /** Rows that it cannot take. They are sent by the row engine, in the same run. */
  readonly single: Work
  /** Bytes of a row as it is sent, on average. */
  readonly rowBytes: number
}

/** How rows are made sure of that are sent together. */
export interface Care {
  /** All rows are looked up before any is sent. */
  readonly lookUp: boolean
  /** What was sent is read back, because the answer names no row. */
  readonly readBack: boolean
}

/** What has nothing to do. */
export const noWork: Work = { sent: 0, refused: 0, confirmed: 0, updates: 0, lookedUpTogether: 0 }

/**
 * Requests and time of an import by batch jobs: look-ups of a hundred rows each, one request for each job, and some that
 * ask whether it has ended. Rows at fault, which cost a request for each hundred in a job, are not foreseen.
 */
export const ofBatch = (rows: Load, care: Care, before: number, pace: Estimate.Pace): Cost =>
  ofBulk(rows, { rows: batchRows, bytes: batchBytes }, care, before, pace)

/**
 * The same for files that the API's importers read. Rows that only the server can find at fault, which cost further
 * uploads, are not foreseen.
 */
export const ofUpload = (rows: Load, care: Care, before: number, pace: Estimate.Pace): Cost =>
  ofBulk(rows, { rows: uploadRows, bytes: uploadBytes }, care, before, pace)

const ofBulk = (
  { absent, rowBytes, rows, single }: Load,
  most: { readonly rows: number; readonly bytes: number },
  { lookUp, readBack }: Care,
  before: number,
  pace: Estimate.Pace
): Cost => {
  const inOne = Math.max(1, Math.min(most.rows, Math.floor(most.bytes / Math.max(1, rowBytes))))
  const lookUps = lookUp ? Math.ceil(rows / lookUpSize) : 0
  const readBacks = readBack ? Math.ceil(absent / lookUpSize) : 0
  const batches = Math.ceil(absent / inOne)
  return ofRows(single, before + lookUps + Math.ceil(batches * (1 + pollsExpected)) + readBacks, pace)
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
