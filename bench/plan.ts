/**
 * Measures offline planning against `csv-parse` reading the same file.
 *
 *   node --conditions=@effect-persona/source bench/plan.ts
 *   node --conditions=@effect-persona/source bench/plan.ts --rows 1000000 --repeats 3
 *
 * Every measurement is a separate process, in turns. The result is the ratio of CPU to `csv-parse` in the same run, not
 * of time: other work on the machine takes its share of time, and a plan may use a second thread for garbage
 * collection. The reader is the fastest way to use `csv-parse`, with its record callback, which builds nothing from the
 * rows.
 */
import * as Plan from "@effect-persona/importer/Plan"
import * as Target from "@effect-persona/importer/Target"
import * as Effect from "effect/Effect"
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { parseArgs } from "node:util"
import { countRows } from "./csvParse.ts"
import { heapSettings } from "./heapSettings.ts"
import { writePeople } from "./people.ts"

const measured: Readonly<Record<string, (file: string) => Promise<number>>> = {
  "csv-parse": countRows,
  "plan, offline": (file) =>
    Effect.runPromise(
      Effect.map(Plan.offline({ source: { file }, target: Target.Accounts.make({}) }), (plan) => plan.created)
    )
}

interface Taken {
  readonly rows: number
  readonly elapsedMs: number
  readonly cpuMicros: number
  readonly megabytes: number
}

const [name, file] = process.argv.slice(2)
if (name !== undefined && name in measured) {
  const startedAt = performance.now()
  const rows = await measured[name]!(file!)
  const elapsedMs = performance.now() - startedAt
  const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage()
  const cpuMicros = userCPUTime + systemCPUTime
  console.log(JSON.stringify({ rows, elapsedMs, cpuMicros, megabytes: maxRSS / 1024 } satisfies Taken))
} else await main()

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { rows: { type: "string", default: "1000000" }, repeats: { type: "string", default: "3" } }
  })
  const rows = Number(values.rows)
  const repeats = Number(values.repeats)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "persona-bench-plan-"))
  try {
    const large = path.join(folder, "people.csv")
    const small = path.join(folder, "few.csv")
    await writePeople(large, rows)
    await writePeople(small, Math.ceil(rows / 100))
    console.log(
      `${rows} rows of 10 columns (${(fs.statSync(large).size / 1e6).toFixed(0)} MB), median of ${repeats}`
    )
    const cases: ReadonlyArray<readonly [name: string, file: string, rows: number]> = [
      ...Object.keys(measured).map((name) => [name, large, rows] as const),
      ["plan, offline", small, Math.ceil(rows / 100)]
    ]
    const taken = cases.map((): Array<Taken> => [])
    for (let turn = 0; turn < repeats; turn++) {
      for (const [i, [name, file, expected]] of cases.entries()) {
        const result = await run(name, file)
        if (result.rows !== expected) throw new Error(`${name} counted ${result.rows} of ${expected} rows`)
        taken[i]!.push(result)
      }
    }
    const middle = (i: number, of: (taken: Taken) => number) => median(taken[i]!.map(of))
    const base = middle(0, ({ cpuMicros }) => cpuMicros)
    const baseMs = middle(0, ({ elapsedMs }) => elapsedMs)
    for (const [i, [name, , rows]] of cases.entries()) {
      const cpu = middle(i, ({ cpuMicros }) => cpuMicros)
      const ms = middle(i, ({ elapsedMs }) => elapsedMs)
      const ratios =
        i === cases.length - 1
          ? ""
          : `${(cpu / base).toFixed(2)} x of CPU  ${(ms / baseMs).toFixed(2)} x of time`
      console.log(
        `  ${name.padEnd(14)} ${String(rows).padStart(8)} rows  ${(cpu / rows).toFixed(2).padStart(6)} us a row` +
          `  ${(ms / 1000).toFixed(1).padStart(5)} s  ${middle(i, ({ megabytes }) => megabytes)
            .toFixed(0)
            .padStart(4)} MiB  ${ratios}`
      )
    }
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}

/** Runs this script with other arguments and returns its output. */
function run(...args: ReadonlyArray<string>): Promise<Taken> {
  return new Promise((resolve, reject) => {
    const flags = [
      "--disable-warning=ExperimentalWarning",
      "--conditions=@effect-persona/source",
      ...heapSettings
    ]
    const child = spawn(process.execPath, [...flags, import.meta.filename, ...args], {
      stdio: ["ignore", "pipe", "inherit"]
    })
    let out = ""
    child.stdout.on("data", (chunk) => (out += String(chunk)))
    child.on("close", (code) =>
      code === 0
        ? resolve(JSON.parse(out) as Taken)
        : reject(new Error(`a measured process ended with ${code}`))
    )
  })
}

function median(numbers: ReadonlyArray<number>): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
}
