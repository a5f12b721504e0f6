/**
 * A budget whose window is kept in a `RateStore`. Permits come from the store in blocks and are spent without it; what
 * answers tell goes back with the next visit, at most every few milliseconds. While the API tells no limit, the store
 * is not asked at all.
 */
import type * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import { monotonicMillis } from "../monotonic.ts"
import type { AnswerHeaders, Permit, Service } from "./budget.ts"
import { inMemory } from "./memoryStore.ts"
import * as RateWindow from "./rateWindow.ts"
import * as Shared from "./sharedWindow.ts"
import type { RateStore, RateStoreError } from "./store.ts"

/** Visits for the only reason that an answer came are so many milliseconds apart. */
const restMillis = 20

/**
 * For so long a process relies on what the store said last before it spends another permit: then it knows of a refusal that
 * another process met. While the API tells no limit, refusals are rare and each visit is one too many.
 */
const trustMillis = { paced: 50, unpaced: 250 }

/** Two clocks that count whole milliseconds are compared, of which neither may make a window end early. */
const slackMillis = 5

export const make = (given: RateStore, leave: number, clock: Clock.Clock): Service => {
  const now = () => monotonicMillis(clock)
  const holder = crypto.randomUUID()
  // One visit at a time: those that wait for it find what it has brought.
  const turn = Semaphore.makeUnsafe(1)
  let store = given
  let failed = false
  /** What the store had last, and when, in case that it fails. */
  let seen: { readonly state: Shared.State; readonly now: number; readonly at: number } | undefined

  let unpaced = false
  let lease = { window: -1, unspent: 0, endsAt: 0 }
  /** Set while this process is to send the request that opens a window. */
  let mayOpen: { readonly window: number; readonly until: number } | undefined
  let inFlight = 0
  let waiting = 0
  /** What answers have told since the last visit. */
  let pending: (Shared.Learned & { readonly resetAt: number }) | undefined
  /** A refusal that the store does not know of yet. Until it does, no permit is good. */
  let refusal: (Shared.Learned & { readonly heardAt: number }) | undefined
  let visitedAt = Number.NEGATIVE_INFINITY
  let askAgainAt = Number.NEGATIVE_INFINITY
  let last: Shared.Reply | undefined
  let lastEndsAt = 0
  let refusals = 0
  let waited = 0
  let changed = Deferred.makeUnsafe<void>()

  const wake = Effect.suspend(() => {
    if (waiting === 0) return Effect.void
    const all = changed
    changed = Deferred.makeUnsafe<void>()
    return Effect.asVoid(Deferred.succeed(all, undefined))
  })

  /** Without its store a process is on its own, from what was known last. */
  const fallBack = (error: RateStoreError): Effect.Effect<void> =>
    Effect.suspend(() => {
      if (failed) return Effect.void
      failed = true
      const start = seen
      const offset = start === undefined ? clock.currentTimeMillisUnsafe() - now() : start.now - start.at
      store = inMemory(start?.state, () => now() + offset)
      return Effect.logWarning(
        `${error.message}. This process goes on with a rate budget of its own; others with the same key are only noticed by the answers of the API.`
      )
    })

  /** Tells the store what is known and, if wanted, leases permits. Nothing that it brings is lost by an interruption. */
  const visit = (wants: boolean, closes: boolean, learned?: Shared.Learned): Effect.Effect<void> => {
    let reportedRefusal: typeof refusal
    const step = Effect.suspend(() =>
      store.modify((state, time) => {
        // Read here, where the store may have been waited for: what is no longer under way has to be told as well.
        const at = now()
        const reported = pending
        const told: Array<Shared.Learned> = []
        if (reported !== undefined) {
          told.push({ ...reported, resetMillis: Math.max(0, reported.resetAt - at) })
        }
        if (learned !== undefined) told.push(learned)
        reportedRefusal = refusal
        if (refusal !== undefined) {
          const { heardAt, resetMillis } = refusal
          told.push({
            ...refusal,
            resetMillis: resetMillis === undefined ? undefined : Math.max(0, resetMillis - (at - heardAt))
          })
        }
        const [reply, next] = Shared.exchange(
          state,
          { holder, leave, wants, inFlight, ...lease, told, closes },
          time
        )
        seen = { state: next, now: time, at }
        return [{ reply, reported }, next] as const
      })
    )
    return step.pipe(
      Effect.catch((error) => Effect.andThen(fallBack(error), step)),
      Effect.orDie,
      Effect.map(({ reply, reported }) => {
        const at = now()
        if (pending === reported) pending = undefined
        visitedAt = at
        last = reply
        lastEndsAt = at + reply.endsInMillis
        // One came while the store was asked: what it granted is void, and it will be told.
        if (refusal !== reportedRefusal) return
        refusal = undefined
        unpaced = reply.phase === "unpaced"
        const kept = lease.window === reply.window ? lease.unspent : 0
        lease = { window: reply.window, unspent: kept + reply.granted, endsAt: lastEndsAt }
        if (reply.opens) mayOpen = { window: reply.window, until: at + Shared.openerMillis }
        askAgainAt = wants && reply.granted === 0 && !reply.opens ? at + reply.waitMillis : at
      }),
      Effect.uninterruptible
    )
  }

  /** Whether what the store said last is recent enough to be relied on. */
  const isTrusted = (): boolean => now() - visitedAt < (unpaced ? trustMillis.unpaced : trustMillis.paced)

  const takeLeased = (): Permit | undefined => {
    if (refusal !== undefined) return undefined
    if (mayOpen !== undefined) {
      const { until, window } = mayOpen
      mayOpen = undefined
      if (now() < until) {
        inFlight++
        return { window, opensWindow: true }
      }
    }
    if (!isTrusted()) return undefined
    if (unpaced) {
      inFlight++
      return { window: lease.window, opensWindow: false }
    }
    if (lease.unspent > 0 && now() < lease.endsAt) {
      lease.unspent--
      inFlight++
      return { window: lease.window, opensWindow: false }
    }
    return undefined
  }

  /** A permit, or how many milliseconds to wait at most before asking again. */
  const tryTake = (): Permit | number | undefined =>
    takeLeased() ?? (askAgainAt > now() ? askAgainAt - now() : undefined)

  const takeOrAsk: Effect.Effect<Permit | number> = Effect.suspend(() => {
    const first = tryTake()
    if (first !== undefined) return Effect.succeed(first)
    const ask = Effect.suspend(() => (tryPeek() ? Effect.void : visit(true, false)))
    // The permit itself is taken outside, where no interruption comes between it and whoever takes it.
    return Effect.map(turn.withPermits(1)(ask), () => tryTake() ?? 1)
  })

  /** Whether another visit has brought something meanwhile. */
  const tryPeek = (): boolean =>
    refusal === undefined &&
    (mayOpen !== undefined ||
      (isTrusted() && (unpaced || (lease.unspent > 0 && now() < lease.endsAt))) ||
      askAgainAt > now())

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
      inFlight--
      const told =
        headers === undefined
          ? undefined
          : {
              ...read(headers, refused, clock.currentTimeMillisUnsafe()),
              window: permit.window,
              opensWindow: permit.opensWindow,
              refused
            }
      if (refused && told !== undefined) {
        meetRefusal(told)
        return Effect.andThen(turn.withPermits(1)(visit(waiting > 0, permit.opensWindow)), wake)
      }
      const tells = told !== undefined && told.remaining !== undefined && told.resetMillis !== undefined
      if (unpaced && !tells) return Effect.void
      if (permit.opensWindow || unpaced) {
        return Effect.andThen(turn.withPermits(1)(visit(waiting > 0, permit.opensWindow, told)), wake)
      }
      if (tells) keep(told)
      const isIdle = inFlight === 0 && waiting === 0
      if (isIdle) lease.unspent = 0
      if (!isIdle && now() - visitedAt < restMillis) return Effect.void
      const wants = waiting > 0 && lease.unspent === 0
      return Effect.andThen(turn.withPermits(1)(visit(wants, false)), wake)
    })

  /** Takes back what is not spent, at once: the store may have to be waited for. */
  const meetRefusal = (told: Shared.Learned) => {
    refusals++
    lease = { window: -1, unspent: 0, endsAt: 0 }
    unpaced = false
    mayOpen = undefined
    askAgainAt = Number.NEGATIVE_INFINITY
    const heardAt = now()
    const before = refusal
    if (before === undefined) refusal = { ...told, heardAt }
    else {
      const left = (before.resetMillis ?? 0) - (heardAt - before.heardAt)
      const latest = told.window >= before.window ? told : before
      refusal = { ...latest, heardAt, resetMillis: Math.max(left, told.resetMillis ?? 0) || undefined }
    }
  }

  /** Of several answers of a window, the smallest remainder and the earliest end count. */
  const keep = (told: Shared.Learned) => {
    const resetAt = now() + (told.resetMillis ?? 0)
    if (pending === undefined || pending.window < told.window) {
      pending = { ...told, resetAt }
    } else if (pending.window === told.window) {
      pending = {
        ...told,
        remaining: Math.min(pending.remaining ?? Infinity, told.remaining ?? Infinity),
        resetAt: Math.min(pending.resetAt, resetAt)
      }
    }
  }

  return {
    take: takeWithin(Number.POSITIVE_INFINITY) as Effect.Effect<Permit>,
    takeWithin,
    settle,
    window: () => (refusal === undefined ? lease.window : -1),
    snapshot: Effect.sync(() => ({
      limit: last?.limit,
      remaining:
        last?.phase === "paced" ? Math.min(last.remaining ?? Infinity, remainingOf(pending)) : last?.limit,
      resetMillis: last?.phase === "paced" ? Math.max(0, lastEndsAt - now()) : undefined,
      refused: refusals,
      waitedMillis: waited
    }))
  }
}

const read = (headers: AnswerHeaders, refused: boolean, wall: number): RateWindow.Told => {
  const told = RateWindow.read(headers, refused, wall)
  return told.resetMillis === undefined ? told : { ...told, resetMillis: told.resetMillis + slackMillis }
}

const remainingOf = (told: Shared.Learned | undefined): number => told?.remaining ?? Infinity
