import type { Service } from "@effect-persona/core/PersonaClient"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import type * as Source from "../Source.ts"
import type { Counters } from "./Counters.ts"
import type { RequestCounters } from "./RequestCounters.ts"

/** The progress of a run, for progress bars. */
export interface Progress {
  /** Rows read from the source so far. */
  readonly read: number
  /** Read rows with a known outcome. */
  readonly settled: number
  readonly created: number
  readonly existing: number
  readonly updated: number
  readonly rejected: number
  readonly duplicates: number
  readonly unknown: number
  /** Share of the source's bytes read so far, from 0 to 1, if its size is known. */
  readonly sourceShare: number | undefined
  readonly requests: number
  readonly elapsedMs: number
  /** The rate limit reported by the API. */
  readonly limit: number | undefined
  readonly remaining: number | undefined
  /** Milliseconds that the run waits for a quota, or 0. */
  readonly pausedMs: number
}

/** Snapshots: ten a second until the end, and a final one. */
export const watch = ({
  client,
  counters,
  requestCounters,
  startedAt,
  table,
  until
}: {
  readonly client: Service
  readonly counters: Counters
  readonly requestCounters: RequestCounters
  readonly startedAt: number
  readonly table: Source.Table
  readonly until: Effect.Effect<unknown, unknown>
}): Stream.Stream<Progress> => {
  const snapshot = Effect.gen(function* () {
    const { bytesRead, bytesTotal } = yield* table.progress
    const budget = yield* client.budget.snapshot
    return {
      ...counters.counts(),
      sourceShare:
        bytesTotal === undefined || bytesTotal === 0 ? undefined : Math.min(1, bytesRead / bytesTotal),
      requests: requestCounters.requests(),
      elapsedMs: (yield* Clock.currentTimeMillis) - startedAt,
      limit: budget.limit,
      remaining: budget.remaining
    }
  })
  const ticks = Stream.fromEffectSchedule(snapshot, Schedule.spaced("100 millis"))
  return Stream.concat(Stream.interruptWhen(ticks, Effect.exit(until)), Stream.fromEffect(snapshot))
}
