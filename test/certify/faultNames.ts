/** The faults of a trial by name, and the requests that provoke them. */
import * as Faults from "@effect-persona/sandbox/Faults"
import type { Random } from "./random.ts"

/** What can go wrong on the way, by name. The part that is drawn is how often and for how long. */
export const faultActions = {
  "request lost": () => ({ kind: "loseRequest" }),
  "answer lost": () => ({ kind: "loseAnswer" }),
  "answer cut": () => ({ kind: "cutBody" }),
  "500 with effect": () => ({ kind: "serverError", status: 500, when: "after" }),
  "500 without effect": () => ({ kind: "serverError", status: 500, when: "before" }),
  "JSON 503 with effect": () => ({ kind: "serverError", status: 503, when: "after" }),
  "JSON 503 without effect": () => ({ kind: "serverError", status: 503, when: "before" }),
  "HTML 502 with effect": () => ({ kind: "serverError", status: 502, when: "after", html: true }),
  "HTML 503 without effect": () => ({ kind: "serverError", status: 503, when: "before", html: true }),
  "HTML 504 with effect": () => ({ kind: "serverError", status: 504, when: "after", html: true }),
  "504, effect later": (random) => ({ kind: "lateEffect", millis: random.int(1, 20) * 1000 }),
  "effect delayed": (random) => ({ kind: "delay", millis: random.pick([2, 10, 70]) * 1000, when: "before" }),
  "answer delayed": (random) => ({ kind: "delay", millis: random.pick([2, 10, 70]) * 1000, when: "after" }),
  "429": (random) => ({ kind: "status", status: 429, resetSeconds: random.int(1, 3) }),
  // The server of a trial says in a header what these details say. It is longer than a window of the rate limit.
  "429 with a long wait": (random) => ({
    kind: "status",
    status: 429,
    details: `Retry-After: ${random.int(61, 120)}`
  }),
  "429 storm": () => ({ kind: "status", status: 429, resetSeconds: 1 }),
  "401": () => ({ kind: "status", status: 401 }),
  quota: () => ({ kind: "status", status: 429, title: "Quota exceeded" }),
  "409 stale": () => ({ kind: "status", status: 409, title: "Stale object error" }),
  "409 without a match": () => ({ kind: "status", status: 409 }),
  "400 idempotency": () => ({ kind: "status", status: 400, title: "Idempotency error" }),
  "422": () => ({ kind: "status", status: 422, title: "Record invalid" }),
  "refusal that quotes": (random) => ({
    kind: "quote",
    status: random.pick([400, 422]),
    as: random.pick(Faults.QuoteAs.literals)
  }),
  "job errored": (random) => ({ kind: "job", outcome: "errored", afterRows: random.int(0, 12) }),
  "job canceled": (random) => ({ kind: "job", outcome: "canceled", afterRows: random.int(0, 12) }),
  "job killed": (random) => ({ kind: "job", outcome: "killed", afterRows: random.int(0, 12) }),
  "job stuck": (random) => ({ kind: "job", outcome: "stuck", afterRows: random.int(0, 12) }),
  "job slow": (random) => ({ kind: "job", outcome: "slow", millis: random.pick([2, 10, 90]) * 1000 }),
  "rows refused for once": (random) => ({
    kind: "job",
    outcome: "rowErrors",
    probability: random.pick([0.05, 0.3]),
    seed: random.int(1, 1000)
  })
} as const satisfies Readonly<Record<string, (random: Random) => Faults.Action>>

export type FaultName = keyof typeof faultActions
export const faultNames = Object.keys(faultActions) as ReadonlyArray<FaultName>

export const jobFaultNames: ReadonlySet<FaultName> = new Set([
  "job errored",
  "job canceled",
  "job killed",
  "job stuck",
  "job slow",
  "rows refused for once"
])

/** Faults that make a step come: any of these combinations. */
export interface Provocation {
  readonly by: ReadonlyArray<ReadonlyArray<FaultName>>
  readonly match: (random: Random) => Faults.Match
}
