/**
 * Chooses few trials that have it all: every target, every fault, every event between runs, every obstacle, every way to
 * end. Its names for these are those of `coverage.ts`.
 */
import { draw } from "./drawScript.ts"
import * as Script from "./script.ts"
import { obstacles } from "./story.ts"

export interface Options {
  /** How many trials draw each part. What is drawn may not come, because a run ends before its time. */
  readonly margin: number
  /** What has to be drawn; by default all there is. */
  readonly parts?: ReadonlyArray<string>
  /** Seeds that are not to be chosen. */
  readonly without?: ReadonlyArray<number>
}

/** Seeds whose trials together have all that is asked for. */
export const cover = ({ margin, parts, without = [] }: Options): ReadonlyArray<number> => {
  const rest = new Map<number, ReadonlySet<string>>()
  for (let seed = 1; seed <= 2000; seed++) {
    const script = draw(seed)
    if (isQuick(script) && !without.includes(seed)) rest.set(seed, new Set(partsOf(script)))
  }
  const asked = parts ?? [...rest.values()].flatMap((own) => [...own])
  const missing = new Map(asked.map((part) => [part, isSure(part) ? 1 : margin]))
  const seeds: Array<number> = []
  while (missing.size > 0) {
    let best: readonly [seed: number, gain: number] = [0, 0]
    for (const [seed, own] of rest) {
      const gain = [...own].filter((part) => missing.has(part)).length
      if (gain > best[1]) best = [seed, gain]
    }
    const [seed, gain] = best
    if (gain === 0) break
    seeds.push(seed)
    for (const part of rest.get(seed)!) {
      const times = (missing.get(part) ?? 0) - 1
      if (times > 0) missing.set(part, times)
      else missing.delete(part)
    }
    rest.delete(seed)
  }
  return seeds
}

/** Outages and quotas take a while to sit out. */
const isQuick = ({ engine, phases, rateLimit, rows }: Script.Script): boolean =>
  rows < (engine === "row" ? 60 : 100) &&
  (rateLimit === 0 || rateLimit >= 20) &&
  phases.every(({ faults }) => faults.every(({ rule }) => rule.match.probability !== 1))

const isSure = (part: string): boolean =>
  /^(?:target|engine|policy|duplicates|list|unkeyed|event): /.test(part) &&
  // What was never read is not torn, and what was not rejected not corrected.
  !/^event: (?:torn|correct)/.test(part)

const partsOf = (script: Script.Script): ReadonlyArray<string> => [
  `target: ${script.kind}`,
  `engine: ${script.engine}`,
  ...(script.engine === "row" ? [] : [`engine: ${script.engine}, ${script.onExisting}`]),
  `policy: ${script.onExisting}`,
  `duplicates: ${script.duplicates}`,
  ...(Script.enginesOf(script).size > 1 ? [obstacle("otherEngine")] : []),
  `list: ${script.list}`,
  ...(script.kind === "accounts" ? [`unkeyed: ${script.unkeyed}`] : []),
  ...(script.activationDelayMillis > 0 ? [obstacle("late")] : []),
  ...(script.rateLimit > 0 ? [obstacle("rateLimit")] : []),
  ...script.phases.flatMap(
    ({ after, bulk, command, elsewhereAfter, end, faults, permissions, rival, tear }) => [
      `event: ${command}`,
      ...faults.map(({ name }) => `fault: ${name}`),
      ...after.map((event) => `event: ${Script.eventName(event)}`),
      endName(end),
      ...after.flatMap((event) =>
        event.kind === "correct rejects"
          ? [obstacle("corrected"), ...(event.added > 0 ? [obstacle("addedRow")] : [])]
          : []
      ),
      ...(bulk === "open" ? [] : [obstacle("lost")]),
      ...(rival ? [obstacle("rival")] : []),
      ...(elsewhereAfter === undefined ? [] : [obstacle("elsewhere")]),
      ...(tear === undefined ? [] : [obstacle("changed"), `event: ${Script.tearName(tear)}`]),
      ...(faults.some(({ name }) => name === "refusal that quotes") ? [obstacle("quoted")] : []),
      ...(permissions === "all" ? [] : [obstacle("permission")])
    ]
  )
]

const endName = (end: Script.Ending): string => {
  switch (end.kind) {
    case "step":
      return `end: ${end.end.how}`
    case "disk":
      return obstacle(end.disk.kind === "full" ? "fullDisk" : "readOnly")
    case "file size":
      return obstacle("fileSize")
    default:
      return `end: ${end.kind}`
  }
}

const obstacle = (name: keyof typeof obstacles): string => `obstacle: ${obstacles[name]}`
