/**
 * Progress on standard error: a redrawn line on a terminal, a line at intervals elsewhere.
 */
import type { Progress } from "@effect-persona/importer/Importer"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Streams from "./streams.ts"
import { duration } from "./text.ts"

/** Shows the progress until the stream ends. */
export const show = (progress: Stream.Stream<Progress>): Effect.Effect<void> =>
  process.stderr.isTTY === true ? live(progress) : quiet(progress)

/** Interval of the lines without a terminal. */
const quietMillis = 10_000

const live = (progress: Stream.Stream<Progress>) =>
  Effect.andThen(
    Stream.runForEach(progress, (now) =>
      Effect.sync(() => {
        const width = Math.max(20, process.stderr.columns || 80)
        Streams.writeError(`\r\x1b[2K${bar(now)} ${line(now)}`.slice(0, width + 5))
      })
    ),
    Effect.sync(() => Streams.writeError("\n"))
  )

const quiet = (progress: Stream.Stream<Progress>) => {
  let last = 0
  return Stream.runForEach(progress, (now) =>
    Effect.sync(() => {
      if (now.elapsedMs - last < quietMillis) return
      last = now.elapsedMs
      Streams.writeError(`${line(now)}\n`)
    })
  )
}

const bar = ({ sourceShare }: Progress): string => {
  if (sourceShare === undefined) return ""
  const filled = Math.round(sourceShare * 20)
  return `[${"#".repeat(filled)}${".".repeat(20 - filled)}]`
}

/** `12,000 rows, 4,850 rows/s, 3 min left, 2 rejected`. */
export const line = (now: Progress): string => {
  const rate = now.elapsedMs === 0 ? 0 : (now.settled / now.elapsedMs) * 1000
  const parts = [
    `${number(now.settled)} rows`,
    `${number(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate))} rows/s`
  ]
  const left = millisLeft(now, rate)
  if (left !== undefined) parts.push(`${duration(left)} left`)
  if (now.existing > 0) parts.push(`${number(now.existing)} existing`)
  if (now.duplicates > 0) parts.push(`${number(now.duplicates)} duplicates`)
  if (now.rejected > 0) parts.push(`${number(now.rejected)} rejected`)
  if (now.unknown > 0) parts.push(`${number(now.unknown)} unknown`)
  if (now.pausedMs > 0) parts.push(`waiting ${duration(now.pausedMs)} for a quota`)
  return parts.join(", ")
}

/** Estimates the remaining rows from the share of bytes read. */
const millisLeft = ({ read, settled, sourceShare }: Progress, rate: number): number | undefined => {
  if (sourceShare === undefined || sourceShare === 0 || rate === 0 || settled < 100) return undefined
  const rows = read / sourceShare - settled
  return rows > 0 ? (rows / rate) * 1000 : undefined
}

const number = (value: number) => value.toLocaleString("en-US")
