/**
 * The value in a `RateStore`, and the single atomic step in which a process reports what it has learned and leases
 * permits. Pure: the store provides the time, and ensures that steps do not overlap.
 *
 * Permits are leased in blocks, so a process does not come here for each request. A process reports its holdings as
 * totals, never as differences, so a repeated report changes nothing. A process that dies keeps its block until the
 * window ends, which is safe, since its requests may have been sent.
 */
import * as RateWindow from "./rateWindow.ts"

interface Shared extends RateWindow.RateWindow {
  version: 1
  writtenAt: number
  /** When the answer arrived that gave the size of the window, and that size. */
  openedAt: number
  size: number
  /** The process whose request opens the window, and how long the others wait for its answer. */
  opener?: { readonly holder: string; readonly until: number } | undefined
  /** How many processes asked for permits in the previous window. */
  crowd: number
  holders: { [holder: string]: Holder }
}

interface Holder {
  /** Leased permits that are unspent, and requests in flight. */
  readonly held: number
  /** Total permits leased in this window. */
  readonly taken: number
}

export type State = Readonly<Shared>

/** What a process reports and requests. */
export interface Ask {
  readonly holder: string
  readonly leave: number
  readonly wants: boolean
  readonly inFlight: number
  /** Unspent permits leased in that window. */
  readonly unspent: number
  readonly window: number
  /** From the oldest to the latest. */
  readonly told: ReadonlyArray<Learned>
  /** The request that was to open the window has ended, with any result. */
  readonly closes: boolean
}

export interface Learned extends RateWindow.Told {
  readonly window: number
  readonly opensWindow: boolean
  readonly refused: boolean
}

export interface Reply {
  readonly window: number
  readonly phase: RateWindow.Phase
  readonly granted: number
  /** The process must send one request that opens the window. */
  readonly opens: boolean
  /** When to ask again if nothing was granted. */
  readonly waitMillis: number
  readonly endsInMillis: number
  readonly limit: number | undefined
  readonly remaining: number | undefined
}

/** After this time without an answer to the opener, the others open the window themselves; the opener may have died. */
export const openerMillis = 5000

/** Processes cannot wake each other, so a process that waits for another polls at this interval. */
const pollMillis = 50

/**
 * Milliseconds after the opening of a window in which each process takes at most a fair share: the opener comes first.
 */
const headStartMillis = 3 * pollMillis

/**
 * The API's windows last a minute. A window longer than this is taken for an error: a clock was set back, or the answer
 * was not the API's. A single request then finds out.
 */
const longestMillis = 10 * 60_000

const maxBlock = 50
const maxHolders = 64

export const exchange = (before: State | undefined, ask: Ask, now: number): readonly [Reply, State] => {
  const state = current(before, now)
  for (const told of ask.told) learn(state, told, now)
  if (ask.closes && state.opener?.holder === ask.holder) state.opener = undefined
  const held = ask.inFlight + (ask.window === state.window ? ask.unspent : 0)
  const granted = grant(state, ask, held, now)
  note(state, ask, held, granted)
  state.writtenAt = now
  return [
    {
      window: state.window,
      phase: state.phase,
      granted: granted.permits,
      opens: granted.opens,
      waitMillis: Math.max(1, granted.waitMillis),
      endsInMillis: Math.max(0, RateWindow.endOf(state) - now),
      limit: state.limit,
      remaining: state.phase === "paced" ? state.remaining : state.limit
    },
    state
  ]
}

const fresh = (window: number): Shared => ({
  ...RateWindow.make(window),
  version: 1,
  writtenAt: 0,
  openedAt: 0,
  size: 0,
  crowd: 0,
  holders: {}
})

/** A copy of the current value. */
const current = (before: State | undefined, now: number): Shared => {
  if (before === undefined) return fresh(Math.floor(now))
  const hasJumped = now < before.writtenAt - 1000 || before.resetAt > now + longestMillis
  if (hasJumped) return fresh(Math.max(Math.floor(now), before.window + 1))
  const state = { ...before, holders: { ...before.holders } }
  const late = now - RateWindow.endOf(state)
  if (RateWindow.endIfOver(state, now)) {
    state.follows = late < openerMillis
    state.crowd = state.follows ? Object.keys(state.holders).length : 0
    state.holders = {}
    state.opener = undefined
  } else if (state.phase === "unpaced" && now > state.writtenAt + 60_000) {
    // An unpaced budget does not visit the store, so the value may be old.
    state.phase = "unknown"
    state.window++
  }
  return state
}

const learn = (state: Shared, told: Learned, now: number): void => {
  const { phase } = state
  RateWindow.learn(state, told, told, told.refused, now)
  if (state.phase !== "paced") return
  state.resetAt = Math.min(state.resetAt, now + longestMillis)
  if (phase === "paced") return
  state.openedAt = now
  state.size = state.remaining
  state.opener = undefined
}

interface Granted {
  readonly permits: number
  readonly opens: boolean
  readonly waitMillis: number
}

const later = (waitMillis: number): Granted => ({ permits: 0, opens: false, waitMillis })

const grant = (state: Shared, ask: Ask, held: number, now: number): Granted => {
  if (!ask.wants || state.phase === "unpaced") return later(0)
  // The process only asked whether its permits are still valid, and they are.
  if (ask.unspent > 0 && ask.window === state.window) return later(0)
  if (state.phase === "unknown") {
    const { opener } = state
    if (opener !== undefined && opener.until > now) return later(pollMillis)
    state.opener = { holder: ask.holder, until: now + openerMillis }
    return { permits: 0, opens: true, waitMillis: 0 }
  }
  const left = RateWindow.endOf(state) - now
  const reserve = state.limit === undefined ? 0 : Math.ceil(state.limit * ask.leave)
  if (state.remaining - reserve <= 0) return later(left)
  // Held permits may be counted in `remaining` already, until their holder visits the store.
  let free = state.remaining - reserve - held
  let crowd = 1
  for (const [holder, other] of Object.entries(state.holders)) {
    if (holder === ask.holder) continue
    free -= other.held
    crowd++
  }
  if (free <= 0) return later(Math.min(left, pollMillis))
  crowd = Math.max(crowd, state.crowd)
  const headStart = state.openedAt + headStartMillis - now
  const taken = state.holders[ask.holder]?.taken ?? 0
  const share = headStart > 0 ? Math.ceil((state.size - reserve) / crowd) - taken : Infinity
  if (share <= 0) return later(Math.min(left, headStart))
  const block = Math.min(maxBlock, Math.ceil((state.limit ?? 0) / 50), Math.floor(free / (2 * crowd)))
  return { permits: Math.min(Math.max(1, block), share), opens: false, waitMillis: 0 }
}

const note = (state: Shared, ask: Ask, held: number, granted: Granted): void => {
  if (state.phase === "unpaced") {
    state.holders = {}
    return
  }
  const mine = state.holders[ask.holder]
  if (mine === undefined && !ask.wants && held === 0) return
  const taken = (mine?.taken ?? 0) + granted.permits
  state.holders[ask.holder] = { held: held + granted.permits + (granted.opens ? 1 : 0), taken }
  const holders = Object.keys(state.holders)
  if (holders.length <= maxHolders) return
  // Holders without permits, such as commands that have ended. Without an open window, no permit is leased either.
  const gone = holders.find((holder) => state.phase === "unknown" || state.holders[holder]!.held === 0)
  if (gone !== undefined) delete state.holders[gone]
}

/** Any program may have written the file. */
export const parse = (text: string): State | undefined => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isRecord(value) || value["version"] !== 1) return undefined
  const { crowd, follows, holders, limit, margin, openedAt, opener, phase, refusalsInARow, remaining } = value
  const { resetAt, size, window, writtenAt } = value
  const numbers = [crowd, margin, openedAt, refusalsInARow, remaining, resetAt, size, window, writtenAt]
  const isState =
    numbers.every(isNumber) &&
    (limit === undefined || isNumber(limit)) &&
    typeof follows === "boolean" &&
    (phase === "unknown" || phase === "paced" || phase === "unpaced") &&
    (opener === undefined ||
      (isRecord(opener) && typeof opener["holder"] === "string" && isNumber(opener["until"]))) &&
    isRecord(holders) &&
    Object.values(holders).every((one) => isRecord(one) && isNumber(one["held"]) && isNumber(one["taken"]))
  return isState ? (value as unknown as State) : undefined
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isNumber = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value) && value >= 0
