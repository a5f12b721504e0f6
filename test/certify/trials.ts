/** Runs many trials, some at a time, and adds up what they were. */
import * as Pool from "./pool.ts"
import { draw } from "./drawScript.ts"
import type { Tally } from "./story.ts"
import * as Trial from "./trial.ts"

export interface Options {
  /** The worker's bundle. */
  readonly bundle: string
  readonly seeds: Iterable<number>
  /** Trials at a time. */
  readonly jobs: number
  /** Ends as soon as one trial finds a violation. */
  readonly untilViolation?: boolean | undefined
  readonly onResult?: ((result: Trial.Result) => void) | undefined
}

export interface Summary {
  readonly trials: number
  readonly failed: ReadonlyArray<Trial.Result>
  readonly tally: Tally
  /** Trials by target. */
  readonly targets: Readonly<Record<string, number>>
  /** Trials by the engine that they are about. */
  readonly engines: Readonly<Record<string, number>>
  /** Trials by what becomes of rows that say the same. */
  readonly duplicates: Readonly<Record<string, number>>
  readonly seconds: number
}

export const run = async (options: Options): Promise<Summary> => {
  const pool = Pool.make(options.bundle, options.jobs * 2)
  const seeds = options.seeds[Symbol.iterator]()
  const startedAt = performance.now()
  const failed: Array<Trial.Result> = []
  const targets: Record<string, number> = {}
  const engines: Record<string, number> = {}
  const duplicates: Record<string, number> = {}
  let tally = nothing
  let trials = 0
  const job = async () => {
    while (!(options.untilViolation === true && failed.length > 0)) {
      const next = seeds.next()
      if (next.done === true) return
      const result = await Trial.run(draw(next.value), pool)
      trials++
      tally = add(tally, result.tally)
      const { duplicates: policy, engine, kind } = result.script
      targets[kind] = (targets[kind] ?? 0) + 1
      engines[engine] = (engines[engine] ?? 0) + 1
      duplicates[policy] = (duplicates[policy] ?? 0) + 1
      if (result.violations.length > 0) failed.push(result)
      options.onResult?.(result)
    }
  }
  try {
    await Promise.all(Array.from({ length: options.jobs }, job))
  } finally {
    await pool.close()
  }
  return {
    trials,
    failed,
    tally,
    targets,
    engines,
    duplicates,
    seconds: (performance.now() - startedAt) / 1000
  }
}

/** How a spoiled build fared. */
export interface Hunt {
  readonly trials: number
  /** The trial that caught it; the sound build passes the same one. */
  readonly caught: Trial.Result | undefined
}

/** Runs trials with a spoiled build until one finds a violation, and that one again with the sound build. */
export const hunt = async (
  options: Pick<Options, "bundle" | "seeds" | "jobs"> & { readonly sound: string }
): Promise<Hunt> => {
  const { failed, trials } = await run({ ...options, untilViolation: true })
  const [caught] = failed
  if (caught === undefined) return { trials, caught }
  const sound = await run({ bundle: options.sound, seeds: [caught.script.seed], jobs: 1 })
  if (sound.failed.length === 0) return { trials, caught }
  throw new Error(`Seed ${caught.script.seed} fails with the sound build, too: it shows nothing`)
}

/** Two runs as one. */
export const join = (left: Summary, right: Summary): Summary => ({
  trials: left.trials + right.trials,
  failed: [...left.failed, ...right.failed],
  tally: add(left.tally, right.tally),
  targets: addCounts(left.targets, right.targets),
  engines: addCounts(left.engines, right.engines),
  duplicates: addCounts(left.duplicates, right.duplicates),
  seconds: left.seconds + right.seconds
})

const nothing: Tally = {
  rows: 0,
  processes: 0,
  requests: 0,
  faults: {},
  kills: {},
  ends: {},
  events: {},
  obstacles: {},
  engines: {},
  outcomes: {},
  steps: {},
  canaries: { searched: 0, found: 0 }
}

const add = (left: Tally, right: Tally): Tally => ({
  rows: left.rows + right.rows,
  processes: left.processes + right.processes,
  requests: left.requests + right.requests,
  faults: addCounts(left.faults, right.faults),
  kills: addCounts(left.kills, right.kills),
  ends: addCounts(left.ends, right.ends),
  events: addCounts(left.events, right.events),
  obstacles: addCounts(left.obstacles, right.obstacles),
  engines: addCounts(left.engines, right.engines),
  outcomes: addCounts(left.outcomes, right.outcomes),
  steps: addCounts(left.steps, right.steps),
  canaries: {
    searched: left.canaries.searched + right.canaries.searched,
    found: left.canaries.found + right.canaries.found
  }
})

type Counts = Readonly<Record<string, number>>

const addCounts = (left: Counts, right: Counts): Counts => {
  const sum: Record<string, number> = { ...left }
  for (const [name, count] of Object.entries(right)) sum[name] = (sum[name] ?? 0) + count
  return sum
}
