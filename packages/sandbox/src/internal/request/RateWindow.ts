/**
 * The fixed rate window of an environment: it starts with the first request, has a fixed length, and restarts with the
 * next request after its end. A refused request does not count.
 */
import type { Clock, Environment } from "../state/Environment.ts"

export interface RateWindow {
  /** Counts a request. Undefined if there is no limit. */
  readonly admit: (clock: Clock, now: number) => Admission | undefined
  readonly setLimit: (limit: number) => void
}

export interface Admission {
  readonly admitted: boolean
  readonly state: State
}

/** The values of the `RateLimit-*` headers. */
export interface State {
  readonly limit: number
  readonly remaining: number
  /** Seconds until the window ends, rounded up. */
  readonly resetSeconds: number
}

export interface Options {
  /** Requests per window; 0 means no limit. */
  readonly limit: number
  readonly lengthMillis: number
}

export const make = (environment: Environment, options: Options): RateWindow => {
  let limit = options.limit
  return {
    admit: ({ windowCount, windowStart }, now) => {
      if (limit === 0) return undefined
      const open = windowCount > 0 && now >= windowStart && now < windowStart + options.lengthMillis
      const start = open ? windowStart : now
      const before = open ? windowCount : 0
      const admitted = before < limit
      const count = admitted ? before + 1 : before
      if (admitted) environment.setWindow(start, count)
      const resetSeconds = Math.ceil((start + options.lengthMillis - now) / 1000)
      return { admitted, state: { limit, remaining: Math.max(0, limit - count), resetSeconds } }
    },
    setLimit: (next) => {
      limit = next
    }
  }
}
