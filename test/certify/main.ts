/**
 * Certifies that an import applies each row exactly once, whatever happens: seeded trials against the sandbox, with
 * processes that are killed, answers that are lost, and all the rest. See `docs/certification.md`, which a run of at
 * least 1,000 trials writes.
 *
 *   npm run certify -- --trials 2000 --seed 1 --jobs 2
 *   npm run certify -- --only 1234                       one trial again, with all that happened in it
 *   npm run certify -- --sabotage                        builds that are spoiled on purpose: each has to be caught
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { parseArgs } from "node:util"
import { bundle } from "./build.ts"
import { sabotages } from "./sabotage.ts"
import * as Page from "./page.ts"
import type { Result } from "./trial.ts"
import * as Trials from "./trials.ts"

const { values } = parseArgs({
  options: {
    trials: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    jobs: { type: "string", default: "2" },
    only: { type: "string" },
    sabotage: { type: "boolean", default: false },
    /** Where the page is written; by default only a long run writes it. */
    page: { type: "string" }
  }
})

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "persona-certify-build-"))
const jobs = Number(values.jobs)
const seed = Number(values.seed)
const trials = Number(values.trials)

function* seeds(from: number, count: number): Generator<number> {
  for (let i = 0; i < count; i++) yield from + i
}

const tell = ({ script, story, violations }: Result) => {
  console.log(`\nseed ${script.seed}, ${script.kind}`)
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
  const page = values.page ?? (trials >= 1000 && !isOne ? Page.defaultPath : undefined)
  if (page === undefined) return summary.failed.length === 0
  const caught = await sabotage()
  Page.write(page, { summary, seed, jobs, caught })
  return summary.failed.length === 0 && caught.every(({ seed }) => seed !== undefined)
}

/** Runs each spoiled build until it is caught. */
const sabotage = async (): Promise<ReadonlyArray<Page.Caught>> => {
  const all: Array<Page.Caught> = []
  for (const { name, patches } of sabotages) {
    const worker = await bundle(folder, name.replaceAll(/\W+/g, "-"), patches)
    const { failed, trials } = await Trials.run({
      bundle: worker,
      seeds: seeds(seed, mostToCatch),
      jobs,
      untilViolation: true
    })
    const [first] = failed
    all.push({ name, trials, seed: first?.script.seed })
    console.log(
      first === undefined
        ? `NOT CAUGHT in ${trials} trials: ${name}`
        : `caught after ${trials} trials: ${name} (seed ${first.script.seed}: ${first.violations[0]?.split("; {")[0]})`
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
