/**
 * Certifies that an import applies each row exactly once, whatever happens: seeded trials against the sandbox, with
 * processes that are killed, answers that are lost, and all the rest. See `docs/certification.md`, which a run of at
 * least 1,000 trials writes.
 *
 *   npm run certify -- --trials 2000 --seed 1 --jobs 2
 *   npm run certify -- --engine batch                    only trials that are about one engine
 *   npm run certify -- --only 1234                       one trial again, with all that happened in it
 *   npm run certify -- --sabotage                        builds that are spoiled on purpose: each has to be caught
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { parseArgs } from "node:util"
import { engineNames } from "@effect-persona/importer/Policies"
import { bundle } from "./build.ts"
import * as Coverage from "./coverage.ts"
import { sabotages, seedsFor } from "./sabotage.ts"
import * as Page from "./page.ts"
import { draw } from "./drawScript.ts"
import type { Result } from "./trial.ts"
import * as Trials from "./trials.ts"

const { values } = parseArgs({
  options: {
    trials: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    jobs: { type: "string", default: "2" },
    only: { type: "string" },
    engine: { type: "string" },
    sabotage: { type: "boolean", default: false },
    /** Where the page is written; by default only a long run writes it. */
    page: { type: "string" }
  }
})

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "persona-certify-build-"))
const jobs = Number(values.jobs)
const seed = Number(values.seed)
const trials = Number(values.trials)

const asked = engineNames.find((name) => name === values.engine)
if (values.engine !== undefined && asked === undefined) {
  throw new Error(`--engine takes one of ${engineNames.join(", ")}`)
}

/** Seeds from a number on, of trials that are about the engine that is asked for, or any. */
function* seeds(from: number, count: number): Generator<number> {
  for (let seed = from, left = count; left > 0; seed++) {
    if (asked !== undefined && draw(seed).engine !== asked) continue
    left--
    yield seed
  }
}

const tell = ({ script, story, violations }: Result) => {
  console.log(`\nseed ${script.seed}, ${script.kind}, ${script.engine}`)
  console.log(JSON.stringify(script, undefined, 2))
  for (const line of story) console.log(line)
  for (const violation of violations) console.log(`VIOLATION: ${violation}`)
}

/** Says every now and then how far it is. */
const progress = (total: number) => {
  const startedAt = performance.now()
  let done = 0
  return () => {
    done++
    if (done % 100 !== 0) return
    const seconds = (performance.now() - startedAt) / 1000
    console.log(`${done} of ${total} trials, ${seconds.toFixed(0)} s`)
  }
}

const certify = async (): Promise<boolean> => {
  const worker = await bundle(folder, "worker")
  const isOne = values.only !== undefined
  const step = progress(trials)
  const summary = await Trials.run({
    bundle: worker,
    seeds: isOne ? [Number(values.only)] : seeds(seed, trials),
    jobs,
    onResult: (result) => {
      if (isOne || result.violations.length > 0) tell(result)
      if (!isOne) step()
    }
  })
  console.log(Page.brief(summary))
  const isLong = trials >= 1000 && !isOne && values.engine === undefined
  const page = values.page ?? (isLong ? Page.defaultPath : undefined)
  if (page === undefined) return summary.failed.length === 0
  const missing = [...Coverage.missing(summary), ...Coverage.missingKills(summary)]
  for (const what of missing) console.log(`NOT MET in ${trials} trials: ${what}`)
  const caught = await sabotage()
  Page.write(page, { summary, seed, jobs, caught, missing })
  return (
    summary.failed.length === 0 &&
    caught.every(({ seed }) => seed !== undefined) &&
    (missing.length === 0 || !isLong)
  )
}

/** Runs each spoiled build until it is caught. */
const sabotage = async (): Promise<ReadonlyArray<Page.Caught>> => {
  const all: Array<Page.Caught> = []
  const sound = await bundle(folder, "worker")
  for (const sabotage of sabotages) {
    const { name, patches } = sabotage
    const { caught, trials } = await Trials.hunt({
      bundle: await bundle(folder, name.replaceAll(/\W+/g, "-"), patches),
      sound,
      seeds: seedsFor(asked === undefined ? sabotage : { ...sabotage, engine: asked }, seed, mostToCatch),
      jobs
    })
    all.push({ name, trials, seed: caught?.script.seed })
    console.log(
      caught === undefined
        ? `NOT CAUGHT in ${trials} trials: ${name}`
        : `caught after ${trials} trials: ${name} (seed ${caught.script.seed}: ${caught.violations[0]?.split("; {")[0]})`
    )
  }
  return all
}

/** Trials in which a spoiled build has to be caught. */
const mostToCatch = 200

try {
  const passed = values.sabotage
    ? (await sabotage()).every(({ seed }) => seed !== undefined)
    : await certify()
  process.exitCode = passed ? 0 : 1
} finally {
  fs.rmSync(folder, { recursive: true })
}
