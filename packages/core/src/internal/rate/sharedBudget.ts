/**
 * A budget whose window is in a `RateStore`. Permits are leased from the store in blocks and spent without it. What the
 * budget learns from answers goes to the store with the next visit, at most every few milliseconds. While the API
 * reports no limit, the store is not accessed at all.
 */
import type * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import { monotonicMillis } from "../call/serverClock.ts"
import type { AnswerHeaders, Permit, Service } from "./budget.ts"
import { Leases } from "./leases.ts"
import { inMemory } from "./memoryStore.ts"
import * as RateWindow from "./rateWindow.ts"
import * as Shared from "./sharedWindow.ts"
import type { RateStore, RateStoreError } from "./store.ts"

/** Minimum milliseconds between visits that only report answers. */
const restMillis = 20

/** Two clocks of whole milliseconds are compared, and neither may end a window early. */
const slackMillis = 5

export const make = (given: RateStore, leave: number, clock: Clock.Clock): Service => {
  const now = () => monotonicMillis(clock)
  const wall = () => clock.currentTimeMillisUnsafe()
  const leases = new Leases(now)
  const visitor = makeVisitor(given, leases, leave, now, wall)
  // One visit at a time: callers that wait for a visit use its result.
  const turn = Semaphore.makeUnsafe(1)
  let waiting = 0
  let waited = 0
  let changed = Deferred.makeUnsafe<void>()

  const wake = Effect.suspend(() => {
    if (waiting === 0) return Effect.void
    const all = changed
    changed = Deferred.makeUnsafe<void>()
    return Effect.asVoid(Deferred.succeed(all, undefined))
  })

  const visitAndWake = (wants: boolean, closes: boolean, learned?: Shared.Learned): Effect.Effect<void> =>
    Effect.andThen(turn.withPermits(1)(visitor(wants, closes, learned)), wake)

  const takeOrAsk: Effect.Effect<Permit | number> = Effect.suspend(() => {
    const first = leases.tryTake()
    if (first !== undefined) return Effect.succeed(first)
    const ask = Effect.suspend(() => (leases.canTake() ? Effect.void : visitor(true, false)))
    // The permit itself is taken outside, where no interruption can separate it from its taker.
    return Effect.map(turn.withPermits(1)(ask), () => leases.tryTake() ?? 1)
  })

  const takeWithin = (millis: number): Effect.Effect<Permit | undefined> =>
    Effect.flatMap(takeOrAsk, (first) => {
      if (typeof first !== "number") return Effect.succeed(first)
      const startedAt = now()
      const wait = (needed: number): Effect.Effect<Permit | undefined> => {
        const left = startedAt + millis - now()
        if (left <= 0) return Effect.undefined
        return Deferred.await(changed).pipe(
          Effect.timeoutOption(Math.min(needed, left)),
          Effect.andThen(takeOrAsk),
          Effect.flatMap((next) => {
            if (typeof next === "number") return wait(next)
            waited += now() - startedAt
            return Effect.succeed(next)
          })
        )
      }
      return Effect.suspend(() => {
        waiting++
        return Effect.ensuring(
          wait(first),
          Effect.sync(() => {
            waiting--
          })
        )
      })
    })

  const settle = (permit: Permit, headers: AnswerHeaders | undefined, refused = false): Effect.Effect<void> =>
    Effect.suspend(() => {
      leases.inFlight--
      const told =
        headers === undefined
          ? undefined
          : {
              ...read(headers, refused, wall()),
              window: permit.window,
              opensWindow: permit.opensWindow,
              refused
            }
      if (refused && told !== undefined) {
        leases.refuse(told)
        return visitAndWake(waiting > 0, permit.opensWindow)
      }
      const tells = told !== undefined && told.remaining !== undefined && told.resetMillis !== undefined
      if (leases.unpaced && !tells) return Effect.void
      if (permit.opensWindow || leases.unpaced) {
        return visitAndWake(waiting > 0, permit.opensWindow, told)
      }
      if (tells) leases.keep(told)
      const isIdle = leases.inFlight === 0 && waiting === 0
      if (isIdle) leases.lease.unspent = 0
      if (!isIdle && now() - leases.visitedAt < restMillis) return Effect.void
      return visitAndWake(waiting > 0 && leases.lease.unspent === 0, false)
    })

  return {
    take: takeWithin(Number.POSITIVE_INFINITY) as Effect.Effect<Permit>,
    takeWithin,
    settle,
    window: () => leases.window(),
    snapshot: Effect.sync(() => {
      const { last, lastEndsAt, pending, refusals } = leases
      const isPaced = last?.phase === "paced"
      return {
        limit: last?.limit,
        remaining: isPaced
          ? Math.min(last.remaining ?? Infinity, pending?.remaining ?? Infinity)
          : last?.limit,
        resetMillis: isPaced ? Math.max(0, lastEndsAt - now()) : undefined,
        refused: refusals,
        waitedMillis: waited
      }
    })
  }
}

/**
 * Reports to the store what is known and, if requested, leases permits. An interruption loses no result of the visit.
 */
type Visitor = (wants: boolean, closes: boolean, learned?: Shared.Learned) => Effect.Effect<void>

const makeVisitor = (
  given: RateStore,
  leases: Leases,
  leave: number,
  now: () => number,
  wall: () => number
): Visitor => {
  const holder = crypto.randomUUID()
  let store = given
  let failed = false
  /** The last state of the store, and when it was read: the budget continues from there if the store fails. */
  let seen: { readonly state: Shared.State; readonly now: number; readonly at: number } | undefined

  /** Without its store, the process continues alone, from the last known state. */
  const fallBack = (error: RateStoreError): Effect.Effect<void> =>
    Effect.suspend(() => {
      if (failed) return Effect.void
      failed = true
      const start = seen
      const offset = start === undefined ? wall() - now() : start.now - start.at
      store = inMemory(start?.state, () => now() + offset)
      return Effect.logWarning(
        `${error.message}. This process goes on with a rate budget of its own; others with the same key are only noticed by the answers of the API.`
      )
    })

  return (wants, closes, learned) => {
    const step = Effect.suspend(() =>
      store.modify((state, time) => {
        // Read here, after any wait for the store, so that requests that have ended meanwhile are reported as well.
        const at = now()
        const said = leases.tell(learned)
        const { inFlight, lease } = leases
        const [reply, next] = Shared.exchange(
          state,
          { holder, leave, wants, inFlight, ...lease, told: said.told, closes },
          time
        )
        seen = { state: next, now: time, at }
        return [{ reply, said }, next] as const
      })
    )
    return step.pipe(
      Effect.catch((error) => Effect.andThen(fallBack(error), step)),
      Effect.orDie,
      Effect.map(({ reply, said }) => leases.accept(reply, said, wants)),
      Effect.uninterruptible
    )
  }
}

const read = (headers: AnswerHeaders, refused: boolean, wall: number): RateWindow.Told => {
  const told = RateWindow.read(headers, refused, wall)
  return told.resetMillis === undefined ? told : { ...told, resetMillis: told.resetMillis + slackMillis }
}
