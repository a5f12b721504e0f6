/** Chooses few trials that have it all: every target, every fault, every event between runs, every way to end. */
import * as Script from "./script.ts"

/** At least so many seeds whose trials together have everything that trials can have, and what that is. */
export const cover = (
  atLeast: number
): { readonly seeds: ReadonlyArray<number>; readonly parts: ReadonlySet<string> } => {
  const candidates = Array.from({ length: 1500 }, (_, i) => Script.draw(i + 1)).filter(isQuick)
  const rest = new Map(candidates.map((script) => [script.seed, partsOf(script)]))
  const parts = new Set([...rest.values()].flatMap((own) => [...own]))
  const missing = new Set(parts)
  const seeds: Array<number> = []
  while (missing.size > 0) {
    let best: readonly [seed: number, gain: number] = [0, 0]
    for (const [seed, own] of rest) {
      const gain = own.filter((part) => missing.has(part)).length
      if (gain > best[1]) best = [seed, gain]
    }
    const [seed] = best
    seeds.push(seed)
    for (const part of rest.get(seed)!) missing.delete(part)
  }
  for (const { seed } of candidates) {
    if (seeds.length >= atLeast) break
    if (!seeds.includes(seed)) seeds.push(seed)
  }
  return { seeds, parts }
}

/** Outages, small limits and quotas take a while to sit out. */
const isQuick = ({ phases, rateLimit, rows }: Script.Script): boolean =>
  rateLimit === 0 &&
  rows < 40 &&
  phases.every(({ faults }) => faults.every(({ rule }) => rule.match.probability !== 1))

const partsOf = (script: Script.Script): ReadonlyArray<string> => [
  `target ${script.kind}`,
  `policy ${script.onExisting}`,
  `list by ${script.list}`,
  ...(script.kind === "accounts" ? [`unkeyed ${script.unkeyed}`] : []),
  ...(script.activationDelayMillis > 0 ? ["items become active late"] : []),
  ...script.phases.flatMap(({ after, end, faults, permissions, rival }) => [
    ...faults.map(({ name }) => `fault ${name}`),
    ...after.map((event) => (event.kind === "file" ? `file ${event.change}` : `event ${event.kind}`)),
    end.kind === "step" ? `end by ${end.end.how}` : `end ${end.kind}`,
    ...(rival ? ["a rival"] : []),
    ...(permissions === "all" ? [] : ["a permission that lacks"])
  ])
]
