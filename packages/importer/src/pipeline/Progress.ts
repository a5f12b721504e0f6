/** How far a run is, for progress bars. */
export interface Progress {
  /** Rows read from the source so far. */
  readonly read: number
  /** Rows whose end is known, of those read. */
  readonly settled: number
  readonly created: number
  readonly existing: number
  readonly updated: number
  readonly rejected: number
  readonly duplicates: number
  readonly unknown: number
  /** Share of the source's bytes that was read, from 0 to 1, where its size is known. */
  readonly sourceShare: number | undefined
  readonly requests: number
  readonly elapsedMs: number
  /** The rate budget as the API tells it. */
  readonly limit: number | undefined
  readonly remaining: number | undefined
  /** Milliseconds that the run waits for a quota, 0 when it does not. */
  readonly pausedMs: number
}
