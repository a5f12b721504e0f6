/**
 * The share of the API's rate limit that this program may use.
 *
 * The budget learns limit, remaining requests and reset time from the `RateLimit-*` headers of each answer, and holds
 * requests back before the API would refuse them. It alone handles 429: a refused request waits here for the next
 * window and is sent again under the same key. A 429 voids all permits. An unspent permit, for example of a request
 * that waits for a connection, is returned, and its request waits as well.
 *
 * The API counts in fixed windows. A window starts with the first request after the previous one ended. So one request
 * opens each new window, and its answer gives the size of the window before the others follow.
 *
 * A budget belongs to its process, unless it has a `RateStore`: then processes and hosts that send with the same key
 * share it. Without a store, they learn of each other only from the headers of their own answers. The budget does not
 * access the store for each request, so it learns of another process's 429 at most 50 ms after the store does (250 ms
 * while the API reports no limit). Requests sent in that time may be refused, too.
 *
 * @see https://docs.withpersona.com/rate-limiting
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { monotonicMillis } from "./internal/call/serverClock.ts"
import type { Permit, Service } from "./internal/rate/budget.ts"
import * as RateWindow from "./internal/rate/rateWindow.ts"
import * as SharedBudget from "./internal/rate/sharedBudget.ts"
import type * as RateStore from "./RateStore.ts"

export type { AnswerHeaders, Permit, Service, Snapshot } from "./internal/rate/budget.ts"

export class RateBudget extends Context.Service<RateBudget, Service>()("@effect-persona/core/RateBudget") {}

export interface Options {
  /**
   * Share of the limit, from 0 to 1, reserved for other users of the environment.
   * @default 0
   */
  readonly leave?: number | undefined
  /**
   * Where the budget is stored when several processes or hosts send with one key: `leave` then applies to all of them
   * together. If the store fails, this process continues with a budget of its own and logs one warning.
   * @default this process's memory
   */
  readonly store?: RateStore.RateStore | undefined
}

export const make = Effect.fnUntraced(function* (options?: Options): Effect.fn.Return<Service> {
  const clock = yield* Clock.Clock
  const leave = options?.leave ?? 0
  return options?.store === undefined
    ? local(leave, true, clock)
    : SharedBudget.make(options.store, leave, clock)
})

/** A budget of this process. Without pacing, it only obeys refusals. */
const local = (leave: number, paces: boolean, clock: Clock.Clock): Service => {
  const now = () => monotonicMillis(clock)

  const current = RateWindow.make(0)
  if (!paces) current.phase = "unpaced"
  /** The window whose first request is in flight. */
  let opening: number | undefined
  let inFlight = 0
  let refusals = 0
  let waited = 0
  let changed = Deferred.makeUnsafe<void>()

  const wake = Effect.suspend(() => {
    const waiting = changed
    changed = Deferred.makeUnsafe<void>()
    return Deferred.succeed(waiting, undefined)
  })

  /** A permit, or the maximum number of milliseconds to wait before the next try. */
  const tryTake = (): Permit | number => {
    if (current.phase === "paced") RateWindow.endIfOver(current, now())
    const { window } = current
    switch (current.phase) {
      case "unpaced":
        inFlight++
        return { window, opensWindow: false }
      case "unknown":
        if (opening === window) return Number.POSITIVE_INFINITY
        opening = window
        inFlight++
        return { window, opensWindow: true }
      case "paced": {
        const reserve = current.limit === undefined ? 0 : Math.ceil(current.limit * leave)
        // Requests in flight may be counted in `remaining` already. Counting them twice only delays the last few of a
        // window until their predecessors are answered.
        if (current.remaining - reserve - inFlight > 0) {
          inFlight++
          return { window, opensWindow: false }
        }
        return Math.max(1, RateWindow.endOf(current) - now())
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

  return {
    take: takeWithin(Number.POSITIVE_INFINITY) as Effect.Effect<Permit>,
    takeWithin,
    settle: (permit, headers, refused = false) =>
      Effect.suspend(() => {
        // An unpaced budget has no waiters, unless this answer has just ended the pacing.
        const wasUnpaced = current.phase === "unpaced"
        inFlight--
        if (permit.opensWindow && opening === permit.window) opening = undefined
        if (headers !== undefined) {
          if (refused) refusals++
          const told =
            paces || refused
              ? RateWindow.read(headers, refused, clock.currentTimeMillisUnsafe())
              : RateWindow.nothing
          RateWindow.learn(current, permit, told, refused, now())
        }
        return wasUnpaced ? Effect.void : wake
      }),
    window: () => current.window,
    snapshot: Effect.sync(() => ({
      limit: current.limit,
      remaining: current.phase === "paced" ? current.remaining : current.limit,
      resetMillis: current.phase === "paced" ? Math.max(0, current.resetAt - now()) : undefined,
      refused: refusals,
      waitedMillis: waited
    }))
  }
}

/** Layer with one budget, shared by everything built on it. */
export const layer = (options?: Options): Layer.Layer<RateBudget> => Layer.effect(RateBudget, make(options))

/** Layer without pacing: requests leave at once, and after a 429 all of them wait as long as the answer says. */
export const layerUnlimited: Layer.Layer<RateBudget> = Layer.effect(
  RateBudget,
  Effect.map(Clock.Clock, (clock) => local(0, false, clock))
)
