/**
 * Measures the row engine against a minimal script, and its memory against the size of the file.
 *
 *   npm run bench                     both, with their default sizes
 *   npm run bench -- cpu --rows 20000 --repeats 5
 *   npm run bench -- memory --small 10000 --large 120000 --repeats 3
 *
 * Every measurement is a separate process; the sandbox runs in another one. Figures are medians. The result is the
 * ratio of two measurements that take turns in one run.
 */
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { parseArgs } from "node:util"
import { heapSettings } from "./heapSettings.ts"
import { withSandbox } from "./sandboxed.ts"

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: "string", default: "20000" },
    small: { type: "string", default: "10000" },
    large: { type: "string", default: "120000" },
    repeats: { type: "string", default: "3" },
    heap: { type: "string" }
  }
})

interface Measurement {
  readonly created: number
  readonly cpuMicros: number
  readonly maxRssKilobytes: number
  readonly elapsedMs: number
}

const here = import.meta.dirname
const repeats = Number(values.repeats)
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "persona-bench-"))

const run = (
  script: string,
  flags: ReadonlyArray<string>,
  args: ReadonlyArray<string>
): Promise<Measurement> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", ...flags, path.join(here, script), ...args],
      { stdio: ["ignore", "pipe", "inherit"] }
    )
    let out = ""
    child.stdout.on("data", (chunk) => (out += String(chunk)))
    child.on("close", (code) =>
      code === 0 ? resolve(JSON.parse(out) as Measurement) : reject(new Error(`${script} ended with ${code}`))
    )
  })

const addresses = (rows: number): string => {
  const file = path.join(folder, `addresses-${rows}.csv`)
  const lines = ["value,note"]
  for (let i = 0; i < rows; i++) lines.push(`10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255},"row, ${i}"`)
  fs.writeFileSync(file, `${lines.join("\n")}\n`)
  return file
}

const median = (numbers: ReadonlyArray<number>): number => {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}

const measure = (script: string, file: string, rows: number, flags: ReadonlyArray<string> = []) =>
  withSandbox(["--disable-warning=ExperimentalWarning"], async (url, key) => {
    const result = await run(script, flags, [file, url, key])
    if (result.created !== rows) throw new Error(`${script} created ${result.created} of ${rows} rows`)
    return result
  })

const cpu = async () => {
  const rows = Number(values.rows)
  const file = addresses(rows)
  const taken: Record<string, Array<Measurement>> = {}
  for (let i = 0; i < repeats; i++) {
    for (const script of ["peer-undici.ts", "peer-fetch.ts", "importer.ts"]) {
      ;(taken[script] ??= []).push(await measure(script, file, rows))
    }
  }
  const perRow = (script: string) => median(taken[script]!.map(({ cpuMicros }) => cpuMicros / rows))
  const base = perRow("peer-undici.ts")
  console.log(`CPU per row, ${rows} rows, median of ${repeats}`)
  for (const [script, name] of names) {
    const micros = perRow(script)
    console.log(`  ${name.padEnd(44)} ${micros.toFixed(0).padStart(5)} us  ${(micros / base).toFixed(2)} x`)
  }
}

const names = [
  ["peer-undici.ts", "csv-parse + undici.request, 16 at a time"],
  ["peer-fetch.ts", "csv-parse + fetch, 16 at a time"],
  ["importer.ts", "row engine, with ledger"]
] as const

const memory = async () => {
  const flags =
    values.heap === undefined ? heapSettings : [...heapSettings, `--max-old-space-size=${values.heap}`]
  const peaks: Array<number> = []
  const sizes = [Number(values.small), Number(values.large)]
  console.log(`Peak memory of the importer's process, median of ${repeats}`)
  for (const rows of sizes) {
    const file = addresses(rows)
    const taken: Array<Measurement> = []
    for (let i = 0; i < repeats; i++) taken.push(await measure("importer.ts", file, rows, flags))
    const peak = median(taken.map(({ maxRssKilobytes }) => maxRssKilobytes / 1024))
    peaks.push(peak)
    const seconds = median(taken.map(({ elapsedMs }) => elapsedMs / 1000))
    console.log(
      `  ${String(rows).padStart(9)} rows  ${peak.toFixed(0).padStart(5)} MiB  ${(peak / peaks[0]!).toFixed(2)} x  ${seconds.toFixed(1)} s`
    )
  }
}

try {
  const [what] = positionals
  if (what === undefined || what === "cpu") await cpu()
  if (what === undefined || what === "memory") await memory()
} finally {
  fs.rmSync(folder, { recursive: true })
}
