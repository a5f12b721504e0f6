/**
 * Runs a fault plan: keeps each rule's count and draws, and picks the fault of a request.
 */
import type * as Faults from "../../Faults.ts"

export interface FaultRules {
  /** The fault of this request, if any. The path is the part below `/api/v1`, without the query. */
  readonly pick: (method: string, path: string) => Faults.Action | undefined
}

export const make = (plan: Faults.Plan): FaultRules => {
  const rules = plan.rules.map((rule, index) => counted(rule, (plan.seed ?? 0) + index * 0x9e3779b1))
  return {
    pick: (method, path) => {
      let picked: Faults.Action | undefined
      for (const rule of rules) {
        const action = rule(method, path)
        picked ??= action
      }
      return picked
    }
  }
}

const counted = ({ action, match }: Faults.Rule, seed: number) => {
  const concerns = concerned(match)
  const draw = random(seed)
  let seen = 0
  return (method: string, path: string): Faults.Action | undefined => {
    if (!concerns(method, path)) return undefined
    seen++
    // Drawn for every matching request, so that adding `nth`, `from` or `every` does not shift the sequence.
    const lucky = match.probability === undefined || draw() < match.probability
    const due =
      (match.nth === undefined || seen === match.nth) &&
      (match.from === undefined || seen >= match.from) &&
      (match.every === undefined || seen % match.every === 0)
    return lucky && due ? action : undefined
  }
}

const concerned = (match: Faults.Match) => {
  const method = match.method?.toUpperCase()
  const whole = match.pattern === undefined ? undefined : pattern(match.pattern)
  return (candidate: string, path: string): boolean =>
    (method === undefined || candidate === method) &&
    (match.path === undefined || path.startsWith(match.path)) &&
    (whole === undefined || whole.test(path))
}

const pattern = (text: string): RegExp => new RegExp(`^${text.split("*").map(literally).join("[^/]+")}$`)

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")

/** Mulberry32: small, fast, and the same everywhere. */
export const random = (seed: number) => {
  let state = seed >>> 0
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
