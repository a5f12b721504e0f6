/**
 * This process's part of a shared rate window: its leased permits, and what it has learned from answers since the last
 * visit to the store. It does not access the store.
 */
import type { Permit } from "./budget.ts"
import * as Shared from "./sharedWindow.ts"

/**
 * How long a process relies on the last reply of the store before it spends another permit: by then it learns of a
 * refusal of another process. While the API reports no limit, refusals are rare and most visits are superfluous.
 */
const trustMillis = { paced: 50, unpaced: 250 }

/** What a visit reports to the store. */
export interface Told {
  readonly told: ReadonlyArray<Shared.Learned>
  readonly pending: Leases["pending"]
  readonly refusal: Leases["refusal"]
}

export class Leases {
  inFlight = 0
  unpaced = false
  lease = { window: -1, unspent: 0, endsAt: 0 }
  /** What was learned from answers since the last visit. */
  pending: (Shared.Learned & { readonly resetAt: number }) | undefined
  refusals = 0
  visitedAt = Number.NEGATIVE_INFINITY
  last: Shared.Reply | undefined
  lastEndsAt = 0
  /** A refusal not yet reported to the store. Until then, no permit is valid. */
  private refusal: (Shared.Learned & { readonly heardAt: number }) | undefined
  /** Set while this process must send the request that opens a window. */
  private mayOpen: { readonly window: number; readonly until: number } | undefined
  private askAgainAt = Number.NEGATIVE_INFINITY
  private readonly now: () => number

  constructor(now: () => number) {
    this.now = now
  }

  /** The window of new permits; -1 while a refusal has not been reported. */
  window(): number {
    return this.refusal === undefined ? this.lease.window : -1
  }

  /** A permit, or the maximum milliseconds to wait before asking the store again; `undefined` to ask it now. */
  tryTake(): Permit | number | undefined {
    const now = this.now()
    return this.takeLeased() ?? (this.askAgainAt > now ? this.askAgainAt - now : undefined)
  }

  /** Whether `tryTake` has a result without the store. */
  canTake(): boolean {
    return (
      this.refusal === undefined &&
      (this.mayOpen !== undefined ||
        (this.isTrusted() && (this.unpaced || this.hasUnspent())) ||
        this.askAgainAt > this.now())
    )
  }

  /** What to report to the store now. */
  tell(learned: Shared.Learned | undefined): Told {
    const at = this.now()
    const { pending, refusal } = this
    const told: Array<Shared.Learned> = []
    if (pending !== undefined) told.push({ ...pending, resetMillis: Math.max(0, pending.resetAt - at) })
    if (learned !== undefined) told.push(learned)
    if (refusal !== undefined) {
      const { heardAt, resetMillis } = refusal
      told.push({
        ...refusal,
        resetMillis: resetMillis === undefined ? undefined : Math.max(0, resetMillis - (at - heardAt))
      })
    }
    return { told, pending, refusal }
  }

  /** Applies the store's reply. */
  accept(reply: Shared.Reply, { pending, refusal }: Told, wants: boolean): void {
    const at = this.now()
    if (this.pending === pending) this.pending = undefined
    this.visitedAt = at
    this.last = reply
    this.lastEndsAt = at + reply.endsInMillis
    // A refusal that arrived during the visit voids the permits that it granted, and is reported next.
    if (this.refusal !== refusal) return
    this.refusal = undefined
    this.unpaced = reply.phase === "unpaced"
    const kept = this.lease.window === reply.window ? this.lease.unspent : 0
    this.lease = { window: reply.window, unspent: kept + reply.granted, endsAt: this.lastEndsAt }
    if (reply.opens) this.mayOpen = { window: reply.window, until: at + Shared.openerMillis }
    this.askAgainAt = wants && reply.granted === 0 && !reply.opens ? at + reply.waitMillis : at
  }

  /** Returns unspent permits at once: the visit that reports the refusal may have to wait for the store. */
  refuse(told: Shared.Learned): void {
    this.refusals++
    this.lease = { window: -1, unspent: 0, endsAt: 0 }
    this.unpaced = false
    this.mayOpen = undefined
    this.askAgainAt = Number.NEGATIVE_INFINITY
    const heardAt = this.now()
    const before = this.refusal
    if (before === undefined) this.refusal = { ...told, heardAt }
    else {
      const left = (before.resetMillis ?? 0) - (heardAt - before.heardAt)
      const latest = told.window >= before.window ? told : before
      const resetMillis = Math.max(left, told.resetMillis ?? 0) || undefined
      this.refusal = { ...latest, heardAt, resetMillis }
    }
  }

  /** Of several answers in a window, the smallest remainder and the earliest end count. */
  keep(told: Shared.Learned): void {
    const resetAt = this.now() + (told.resetMillis ?? 0)
    const before = this.pending
    if (before === undefined || before.window < told.window) {
      this.pending = { ...told, resetAt }
    } else if (before.window === told.window) {
      this.pending = {
        ...told,
        remaining: Math.min(before.remaining ?? Infinity, told.remaining ?? Infinity),
        resetAt: Math.min(before.resetAt, resetAt)
      }
    }
  }

  private takeLeased(): Permit | undefined {
    if (this.refusal !== undefined) return undefined
    const { mayOpen } = this
    if (mayOpen !== undefined) {
      this.mayOpen = undefined
      if (this.now() < mayOpen.until) {
        this.inFlight++
        return { window: mayOpen.window, opensWindow: true }
      }
    }
    if (!this.isTrusted() || (!this.unpaced && !this.hasUnspent())) return undefined
    if (!this.unpaced) this.lease.unspent--
    this.inFlight++
    return { window: this.lease.window, opensWindow: false }
  }

  private hasUnspent(): boolean {
    return this.lease.unspent > 0 && this.now() < this.lease.endsAt
  }

  /** Whether the last reply of the store is recent enough to rely on. */
  private isTrusted(): boolean {
    return this.now() - this.visitedAt < (this.unpaced ? trustMillis.unpaced : trustMillis.paced)
  }
}
