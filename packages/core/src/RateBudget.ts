/**
 * The share of the API's rate limit that this program may use.
 *
 * The budget learns limit, remaining requests and reset time from the `RateLimit-*` headers of each answer and
 * holds requests back before the API would refuse them. It is the one owner of 429: a refused request waits
 * here for the next window and is sent again under the same key.
 *
 * The API counts in fixed windows that start with the first request after the last one ended. So each new
 * window is opened by one request, whose answer tells the size of the window, before the others follow.
 *
 * @see https://docs.withpersona.com/rate-limiting
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** The headers of an answer, by lower-case name. */
export type AnswerHeaders = Readonly<Record<string, string | undefined>>

/** Permission to send one request. It is given back by `settle`, whatever became of the request. */
export interface Permit {
  readonly window: number
  readonly opensWindow: boolean
}

/** What is known of the current window. */
export interface Snapshot {
  /** Requests allowed in a window, or `undefined` while the API has told none. */
  readonly limit: number | undefined
  readonly remaining: number | undefined
  /** Milliseconds until the window ends. */
  readonly resetMillis: number | undefined
  /** Requests that the API refused with 429 since the budget was made. */
  readonly refused: number
  /** Milliseconds that requests have waited, added up. */
  readonly waitedMillis: number
}

export interface Service {
  /** Waits until a request may be sent. */
  readonly take: Effect.Effect<Permit>
  /** Waits so many milliseconds at most; `undefined` when no request may be sent until then. */
  readonly takeWithin: (millis: number) => Effect.Effect<Permit | undefined>
  /**
   * Gives a permit back with the headers of the answer, or `undefined` when none came. `refused` says that the
   * answer was a 429 for the rate.
   */
  readonly settle: (
    permit: Permit,
    headers: AnswerHeaders | undefined,
    refused?: boolean
  ) => Effect.Effect<void>
  readonly snapshot: Effect.Effect<Snapshot>
}

export class RateBudget extends Context.Service<RateBudget, Service>()("@effect-persona/core/RateBudget") {}

export interface Options {
  /**
   * Share of the limit, from 0 to 1, that is left for other users of the environment.
   * @default 0
   */
  readonly leave?: number | undefined
}

export const make = Effect.fnUntraced(function* (options?: Options): Effect.fn.Return<Service> {
  const clock = yield* Clock.Clock
  const leave = options?.leave ?? 0
  const now = () => Number(clock.monotonicTimeNanosUnsafe() / 1_000_000n)

  let window = 0
  let phase: Phase = "unknown"
  let opening = false
  let limit: number | undefined
  let remaining = 0
  let resetAt = 0
  let inFlight = 0
  let refusals = 0
  let refusalsInARow = 0
  let margin = 0
  let waited = 0
  let changed = Deferred.makeUnsafe<void>()

  const wake = Effect.suspend(() => {
    const waiting = changed
    changed = Deferred.makeUnsafe<void>()
    return Deferred.succeed(waiting, undefined)
  })

  /** A permit, or how many milliseconds to wait at most before asking again. */
  const tryTake = (): Permit | number => {
    if (phase === "paced" && now() >= resetAt + margin) {
      phase = "unknown"
      window++
    }
    switch (phase) {
      case "unpaced":
        inFlight++
        return { window, opensWindow: false }
      case "unknown":
        if (opening) return Number.POSITIVE_INFINITY
        opening = true
        inFlight++
        return { window, opensWindow: true }
      case "paced": {
        const reserve = limit === undefined ? 0 : Math.ceil(limit * leave)
        // Requests in flight may be counted in `remaining` already. Counting them twice only delays the last
        // few of a window until their predecessors have answered.
        if (remaining - reserve - inFlight > 0) {
          inFlight++
          return { window, opensWindow: false }
        }
        return Math.max(1, resetAt + margin - now())
      }
    }
  }

  const takeWithin = (millis: number): Effect.Effect<Permit | undefined> =>
    Effect.suspend(() => {
      const first = tryTake()
      if (typeof first !== "number") return Effect.succeed(first)
      const startedAt = now()
      const wait = (needed: number): Effect.Effect<Permit | undefined> => {
        const left = startedAt + millis - now()
        if (left <= 0) return Effect.undefined
        const most = Math.min(needed, left)
        return Deferred.await(changed).pipe(
          Number.isFinite(most) ? Effect.timeoutOption(most) : Effect.asVoid,
          Effect.flatMap(() => {
            const next = tryTake()
            if (typeof next === "number") return wait(next)
            waited += now() - startedAt
            return Effect.succeed(next)
          })
        )
      }
      return wait(first)
    })

  const learn = (permit: Permit, headers: AnswerHeaders, refused: boolean) => {
    const told = integer(headers["ratelimit-remaining"])
    const reset = integer(headers["retry-after"]) ?? integer(headers["ratelimit-reset"])
    if (refused) {
      refusals++
      refusalsInARow++
      // Refused at once after the window should have ended: the reset was rounded down. Wait that much longer.
      if (permit.opensWindow && permit.window > 0) margin = Math.min(1000, margin * 2 + 250)
      phase = "paced"
      remaining = 0
      limit = integer(headers["ratelimit-limit"]) ?? limit
      resetAt = now() + (reset === undefined ? 5000 * 2 ** Math.min(3, refusalsInARow - 1) : reset * 1000)
      return
    }
    refusalsInARow = 0
    if (permit.window !== window) return
    if (told === undefined || reset === undefined) {
      if (permit.opensWindow) phase = "unpaced"
      return
    }
    limit = integer(headers["ratelimit-limit"])
    const end = now() + reset * 1000
    if (phase === "paced") {
      // Answers overtake each other: the smallest number is the latest. The reset is rounded up to seconds, so
      // the earliest end computed is the closest.
      remaining = Math.min(remaining, told)
      resetAt = Math.min(resetAt, end)
    } else {
      phase = "paced"
      remaining = told
      resetAt = end
    }
  }

  return {
    take: takeWithin(Number.POSITIVE_INFINITY) as Effect.Effect<Permit>,
    takeWithin,
    settle: (permit, headers, refused = false) =>
      Effect.suspend(() => {
        // Nobody waits while nothing is paced; but somebody may have, until this very answer.
        const wasUnpaced = phase === "unpaced"
        inFlight--
        if (permit.opensWindow) opening = false
        if (headers !== undefined) learn(permit, headers, refused)
        return wasUnpaced ? Effect.void : wake
      }),
    snapshot: Effect.sync(() => ({
      limit,
      remaining: phase === "paced" ? remaining : limit,
      resetMillis: phase === "paced" ? Math.max(0, resetAt - now()) : undefined,
      refused: refusals,
      waitedMillis: waited
    }))
  }
})

/** Layer with a budget of this process, shared by everything that is built on it. */
export const layer = (options?: Options): Layer.Layer<RateBudget> => Layer.effect(RateBudget, make(options))

/** Layer without pacing: requests leave at once, and a 429 waits as long as the answer says. */
export const layerUnlimited: Layer.Layer<RateBudget> = Layer.sync(RateBudget, () => {
  let refused = 0
  return {
    take: Effect.succeed({ window: 0, opensWindow: false }),
    takeWithin: () => Effect.succeed({ window: 0, opensWindow: false }),
    settle: (_permit, headers, isRefused = false) => {
      if (!isRefused) return Effect.void
      refused++
      return Effect.sleep(Duration.seconds(integer(headers?.["ratelimit-reset"]) ?? 5))
    },
    snapshot: Effect.sync(() => ({
      limit: undefined,
      remaining: undefined,
      resetMillis: undefined,
      refused,
      waitedMillis: 0
    }))
  }
})

/**
 * - `unknown`: nothing is known of the window; one request opens it.
 * - `paced`: the API tells limit and reset.
 * - `unpaced`: its answers carry no `RateLimit-*` headers.
 */
type Phase = "unknown" | "paced" | "unpaced"

const integer = (text: string | undefined): number | undefined => {
  if (text === undefined || !/^\s*\d{1,9}\s*$/.test(text)) return undefined
  return Number(text)
}
