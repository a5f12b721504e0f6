/** Validated limits from flags. */
import type { MaxErrors } from "@effect-persona/importer/Policies"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { UsageError } from "../CommandError.ts"

/** Maximum requests in flight. */
export const checkConcurrency = (requests: number): Effect.Effect<void, UsageError> =>
  requests < 1 || requests > 1024
    ? Effect.fail(new UsageError({ message: "--concurrency takes a number from 1 to 1024." }))
    : Effect.void

/** How many rows are sent before the rest. */
export const checkCanary = (rows: number | undefined): Effect.Effect<void, UsageError> =>
  rows !== undefined && rows < 1
    ? Effect.fail(new UsageError({ message: "--canary takes a number of rows from 1." }))
    : Effect.void

/** How many rows may be rejected: `20` or `5%`. */
export const parseMaxErrors = (text: string): Effect.Effect<MaxErrors, UsageError> => {
  const [, digits, percent] = /^(\d{1,9}(?:\.\d{1,4})?)\s*(%?)$/.exec(text.trim()) ?? []
  const value = Number(digits)
  if (digits !== undefined && percent === "%" && value <= 100) return Effect.succeed({ share: value / 100 })
  if (digits !== undefined && percent === "" && Number.isInteger(value))
    return Effect.succeed({ rows: value })
  return Effect.fail(
    new UsageError({ message: "--max-errors takes a number of rows such as 20, or a share such as 5%." })
  )
}

/** The age from which a key is not sent again. */
export const parseKeyMaxAge = (text: string): Effect.Effect<Duration.Duration, UsageError> => {
  const match = /^(\d{1,9})\s*(ms|s|m|min|h|d)$/.exec(text.trim())
  if (match === null) {
    return Effect.fail(new UsageError({ message: "--key-max-age takes a duration such as 90s, 30m or 23h." }))
  }
  const units = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 }
  return Effect.succeed(Duration.millis(Number(match[1]) * units[match[2] as keyof typeof units]))
}
