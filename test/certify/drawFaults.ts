/** Draws what goes wrong on the way between a run and the API. */
import type { EngineName, EngineRequest } from "@effect-persona/importer/Policies"
import * as Faults from "@effect-persona/sandbox/Faults"
import { type FaultName, faultActions, faultNames, jobFaultNames, type Provocation } from "./faultNames.ts"
import type { Random } from "./random.ts"
import type { Fault, Setting } from "./script.ts"

/** The path of the requests of many rows. */
export const bulkPath = (engine: EngineName): string => (engine === "upload" ? "/importer/" : "/batch-jobs")

/** The ones that are hardest to survive come twice as often. */
const oftenFaultNames: ReadonlyArray<FaultName> = [
  ...faultNames.filter((name) => !jobFaultNames.has(name)),
  "answer lost",
  "500 with effect",
  "504, effect later"
]

/** These end a run at once, so they strike once. */
const onlyOnce: ReadonlySet<FaultName> = new Set(["401"])
/** These spare few rows the trouble of being refused. */
const seldom: ReadonlySet<FaultName> = new Set([
  "422",
  "refusal that quotes",
  "429 with a long wait",
  "409 without a match",
  "quota"
])

export const drawFaults = (
  random: Random,
  script: Setting,
  provoked: Provocation | undefined
): ReadonlyArray<Fault> => {
  const kinds = new Set<Faults.Kind>()
  const faults: Array<Fault> = []
  const add = (name: FaultName, match: Faults.Match) => {
    const action: Faults.Action = faultActions[name](random)
    // The record counts by kind, so that one of each is all that can be told apart.
    if (!isPossible(name, script, match) || kinds.has(action.kind)) return
    kinds.add(action.kind)
    faults.push({ name, rule: { match, action } })
  }
  if (provoked !== undefined) for (const name of random.pick(provoked.by)) add(name, provoked.match(random))
  // What only reading back can settle: the API takes a second list of a name, and a second account without a
  // reference id.
  if (script.kind === "lists" && random.chance(0.25)) {
    add("500 with effect", { method: "POST", path: createPath(script), every: random.int(1, 4) })
  }
  if (script.unkeyed === "allow" && random.chance(0.25)) {
    add("answer lost", { method: "POST", path: createPath(script), probability: 0.9 })
  }
  // Permits of the window are held, and answers of it are under way, when the wait is named.
  if (script.isPaced) {
    add("429 with a long wait", { path: createPath(script), nth: random.int(3, 14) })
    add("answer delayed", { path: createPath(script), probability: 0.4 })
  }
  // Few rows are spared the trouble, for all of them are to be found in what the importer says.
  if (script.quotes !== undefined && random.chance(0.5)) {
    add("refusal that quotes", { method: "POST", path: createPath(script), probability: 0.1 })
  }
  if (script.engine !== "row" && random.chance(0.4)) {
    const name = random.pick([...jobFaultNames])
    const match = { method: "POST", path: bulkPath(script.engine) }
    add(name, random.chance(0.5) ? { ...match, nth: random.int(1, 5) } : { ...match, probability: 0.4 })
  }
  for (let i = random.pick([0, 1, 1, 2, 2, 3]); i > 0; i--) {
    const name = random.pick(oftenFaultNames)
    add(name, drawMatch(random, name, script))
  }
  return faults
}

/** An outage that leaves what is sent in doubt, after some of it was answered. */
export const drawDoubt = (random: Random, script: Setting, engine: EngineRequest): ReadonlyArray<Fault> => {
  const path = engine === "batch" || engine === "upload" ? bulkPath(engine) : createPath(script)
  const name = random.pick(["answer lost", "answer lost", "request lost", "500 with effect"] as const)
  const match: Faults.Match = { method: "POST", path, probability: random.pick([0.5, 0.9, 1]) }
  return [{ name, rule: { match, action: faultActions[name]() } }]
}

const isPossible = (name: FaultName, script: Setting, match: Faults.Match): boolean => {
  switch (name) {
    // The vendor's 409 is believed where nothing can be looked up.
    case "409 without a match":
      return script.kind === "accounts"
    // An API that takes an item in a file and refuses it alone contradicts itself: its refusal is believed.
    case "422":
    case "refusal that quotes":
      return script.engine !== "upload" || script.kind === "accounts" || match.path !== createPath(script)
    // An item that becomes active late protects nothing while it is not: only the wait after a stored 500 does.
    case "504, effect later":
    case "effect delayed":
    case "answer delayed":
      return script.activationDelayMillis === 0
    default:
      return true
  }
}

export const createPath = ({ kind }: Setting) =>
  kind === "accounts" ? "/accounts" : kind === "lists" ? "/list/" : "/list-item/"

const drawMatch = (random: Random, name: FaultName, script: Setting): Faults.Match => {
  const isBulk = script.engine !== "row"
  // A request of many rows, as a rule.
  const create =
    isBulk && name !== "409 without a match" && random.chance(0.75)
      ? bulkPath(script.engine)
      : createPath(script)
  const most = isBulk ? 6 : 12
  // Three of four requests, whatever they are for.
  if (name === "429 storm") return { probability: 0.75 }
  const onlyCreates = seldom.has(name) || name === "409 stale" || name === "400 idempotency"
  const match: Faults.Match =
    onlyCreates || random.chance(0.6)
      ? { method: "POST", path: create }
      : random.pick<Faults.Match>([
          {},
          { method: "GET" },
          { method: "POST" },
          script.kind === "accounts" ? { method: "PATCH" } : { method: "POST", path: "/list/" },
          ...(isBulk
            ? [{ method: "GET", path: script.engine === "batch" ? "/batch-jobs" : "/importers" }]
            : [])
        ])
  if (onlyOnce.has(name)) return { ...match, nth: random.int(1, isBulk ? most : 20) }
  if (seldom.has(name)) return { ...match, nth: random.int(1, isBulk ? most : 20) }
  const draw = random.next()
  // A probability of 1 is an outage. One of refusals for the rate is waited out, however long it takes.
  return draw < 0.08 && name !== "429"
    ? { ...match, probability: 1 }
    : draw < 0.4
      ? { ...match, nth: random.int(1, most) }
      : { ...match, probability: random.pick([0.1, 0.3, 0.5]) }
}
