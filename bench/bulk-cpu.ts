/**
 * Measures the cost of a row with the batch engine, against `csv-parse` reading the same file and a plan of it.
 *
 *   node --conditions=@effect-persona/source bench/bulk-cpu.ts
 *   node --conditions=@effect-persona/source bench/bulk-cpu.ts --rows 200000 --repeats 3 --engine batch
 *
 * Every measurement is a separate process, start-up included, in turns; the sandbox runs in another process. The result
 * is the ratio of CPU to `csv-parse` in the same run.
 */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as UndiciTransport from "@effect-persona/core/UndiciTransport"
import * as Importer from "@effect-persona/importer/Importer"
import * as Plan from "@effect-persona/importer/Plan"
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { parseArgs } from "node:util"
import { countRows } from "./csvParse.ts"
import { heapSettings } from "./heapSettings.ts"
import { report } from "./measured.ts"
import { allColumns, writePeople } from "./people.ts"
import { withSandbox } from "./sandboxed.ts"

/** The output of `report`. */
interface Taken {
  readonly created: number
  readonly cpuMicros: number
  readonly maxRssKilobytes: number
  readonly elapsedMs: number
}

const importBy = async (engine: string, file: string, baseUrl: string, key: string): Promise<number> => {
  const stateDirectory = fs.mkdtempSync(path.join(os.tmpdir(), "persona-bench-state-"))
  try {
    const { created } = await Importer.run({
      source: Source.file(file),
      target: Target.Accounts.make({ accountType: "acttp_bench" }),
      stateDirectory,
      engine: engine as Importer.Options["engine"],
      onExisting: "update"
    }).pipe(
      Effect.provide(
        PersonaClient.layer({ apiKey: Redacted.make(key), baseUrl }).pipe(
          Layer.provide(UndiciTransport.layer())
        )
      ),
      Effect.runPromise
    )
    return created
  } finally {
    fs.rmSync(stateDirectory, { recursive: true })
  }
}

/** A plan without the network: reading, mapping, checks, duplicates. An engine sends the remaining rows. */
const plan = (file: string): Promise<number> =>
  Effect.runPromise(
    Effect.map(Plan.offline({ source: { file }, target: Target.Accounts.make({}) }), ({ created }) => created)
  )

const measure = (what: string, file: string, url: string, key: string): Promise<number> => {
  switch (what) {
    case "csv-parse":
      return countRows(file)
    case "plan":
      return plan(file)
    default:
      return importBy(what, file, url, key)
  }
}

const flags = [
  "--disable-warning=ExperimentalWarning",
  "--conditions=@effect-persona/source",
  ...heapSettings
]

const [what, file, url, key] = process.argv.slice(2)
if (what !== undefined && !what.startsWith("--")) {
  const startedAt = performance.now()
  report(await measure(what, file!, url!, key!), startedAt)
} else await main()

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: "string", default: "100000" },
      repeats: { type: "string", default: "3" },
      engine: { type: "string", default: "batch" }
    }
  })
  const rows = Number(values.rows)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "persona-bench-bulk-"))
  try {
    const file = path.join(folder, "people.csv")
    await writePeople(file, rows)
    const taken: Record<string, Array<Taken>> = { "csv-parse": [], plan: [], [values.engine]: [] }
    for (let turn = 0; turn < Number(values.repeats); turn++) {
      taken["csv-parse"]!.push(await run(rows, "csv-parse", file))
      taken["plan"]!.push(await run(rows, "plan", file))
      taken[values.engine]!.push(
        await withSandbox(flags, (address, secret) => run(rows, values.engine, file, address, secret))
      )
    }
    const base = median(taken["csv-parse"]!.map(({ cpuMicros }) => cpuMicros))
    console.log(`${rows} rows of ${allColumns.length} columns, median of ${values.repeats}`)
    for (const [name, each] of Object.entries(taken)) {
      const cpu = median(each.map(({ cpuMicros }) => cpuMicros))
      const memory = median(each.map(({ maxRssKilobytes }) => maxRssKilobytes / 1024))
      const seconds = median(each.map(({ elapsedMs }) => elapsedMs / 1000))
      console.log(
        `  ${name.padEnd(10)} ${(cpu / rows).toFixed(2).padStart(7)} us a row  ${(cpu / base).toFixed(2)} x  ` +
          `${memory.toFixed(0).padStart(4)} MiB  ${seconds.toFixed(1)} s`
      )
    }
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}

/** Runs this script with other arguments and returns its output. */
async function run(rows: number, ...args: ReadonlyArray<string>): Promise<Taken> {
  const child = spawn(process.execPath, [...flags, import.meta.filename, ...args], {
    stdio: ["ignore", "pipe", "inherit"]
  })
  let out = ""
  child.stdout.on("data", (chunk) => (out += String(chunk)))
  const code = await new Promise((resolve) => child.on("close", resolve))
  if (code !== 0) throw new Error(`a measured process ended with ${String(code)}`)
  const taken = JSON.parse(out) as Taken
  if (taken.created !== rows) throw new Error(`${args[0]} counted ${taken.created} of ${rows} rows`)
  return taken
}

function median(numbers: ReadonlyArray<number>): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
}
