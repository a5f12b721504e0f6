/**
 * The cost of the engines: requests, and the time of their workers.
 */
import { lookUpDelayMillis, lookUpSize } from "../targets/accounts/Destination.ts"
import { batchBytes, batchRows, pollsExpected, uploadBytes, uploadRows } from "../engines/bulk/limits.ts"
import * as Estimate from "./Estimate.ts"

/** The work of an import, in requests. */
export interface Work {
  /** Create requests, including those that the API refuses because the object exists. */
  readonly sent: number
  /** Create requests that are refused and followed by a look-up. */
  readonly refused: number
  /** Creations whose answer another request confirms. */
  readonly confirmed: number
  /** Updates of existing objects. */
  readonly updates: number
  /** Look-ups of whole windows: rows that were edited since an earlier run. */
  readonly lookedUpTogether: number
}

export interface Cost {
  readonly requests: number
  /** `null` if it would never end, because nothing of the rate limit is left. */
  readonly estimatedMs: number | null
}

/** Rows sent in batches, and rows sent one by one beside them. */
export interface Load {
  /** Rows that the engine can carry. */
  readonly rows: number
  /** Rows of these without an object at the API, if rows are looked up first. Without a look-up, all of them. */
  readonly absent: number
  /** The work of the row engine on rows that this engine cannot carry, in the same run. */
  readonly single: Work
  /** Average bytes of a row as sent. */
  readonly rowBytes: number
}

/** The look-ups of an engine that sends batches. */
export interface Care {
  /** All rows are looked up before any is sent. */
  readonly lookUp: boolean
  /** Sent rows are read back, because the answer names no rows. */
  readonly readBack: boolean
}

export const noWork: Work = { sent: 0, refused: 0, confirmed: 0, updates: 0, lookedUpTogether: 0 }

/**
 * Requests and time of an import by batch jobs: look-ups of a hundred rows each, one request for each job, and polls
 * for its end. Excludes faulty rows, which cost a request for each hundred in a job.
 */
export const ofBatch = (rows: Load, care: Care, before: number, pace: Estimate.Pace): Cost =>
  ofBulk(rows, { rows: batchRows, bytes: batchBytes }, care, before, pace)

/**
 * Requests and time of an import by files for the API's importers. Excludes rows that only the server finds faulty,
 * which cost further uploads.
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

/** Requests and time of an import by the row engine. `before`: requests before the first row. */
export const ofRows = (work: Work, before: number, pace: Estimate.Pace): Cost => {
  const { confirmed, lookedUpTogether, refused, sent, updates } = work
  const lookUps = refused === 0 ? 0 : Math.ceil(refused / lookUpsInOne(work, pace))
  const requests = before + sent + confirmed + updates + lookUps + lookedUpTogether
  const { latencyMillis } = pace
  // A look-up occupies its worker for one request plus the wait for others to join, shared or not.
  const busy =
    (before + sent + confirmed + updates + lookedUpTogether) * latencyMillis +
    refused * (lookUpDelayMillis + latencyMillis)
  const estimatedMs = Estimate.elapsed(requests, { ...pace, latencyMillis: busy / Math.max(1, requests) })
  return { requests, estimatedMs: Number.isFinite(estimatedMs) ? Math.round(estimatedMs) : null }
}

/**
 * The number of look-ups that share a request: the first one, and those that other workers request while it waits.
 * Workers are not synchronized, so these arrive at the rate at which all workers together meet refusals.
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
