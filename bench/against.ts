/**
 * Measures the row and the batch engine of this checkout beside those of another one, for a change that must not cost.
 *
 *   node --conditions=@effect-persona/source bench/against.ts ../before
 *   node --conditions=@effect-persona/source bench/against.ts ../before --rows 50000 --repeats 7
 *
 * The other checkout is built (`npm install && npm run build`). Both import the same files, in turns, each import a
 * process of its own against a fresh sandbox of this checkout. What counts is the ratio of the CPU a row.
 */
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { parseArgs } from "node:util"
import { heapSettings } from "./heapSettings.ts"
import { writePeople } from "./people.ts"
import { withSandbox } from "./sandboxed.ts"

const flags = [
  "--disable-warning=ExperimentalWarning",
  "--conditions=@effect-persona/source",
  ...heapSettings
]

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: "string", default: "20000" }, repeats: { type: "string", default: "5" } }
})
const [other] = positionals
if (other === undefined) throw new Error("Name the folder of the other checkout")
const rows = Number(values.rows)
const repeats = Number(values.repeats)
const here = path.join(import.meta.dirname, "..")
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "persona-bench-against-"))

/** CPU of one import in microseconds a row. */
const measure = (checkout: string, script: string, args: ReadonlyArray<string>): Promise<number> =>
  withSandbox(flags, async (url, key) => {
    const child = spawn(process.execPath, [...flags, path.join(checkout, script), ...args, url, key], {
      stdio: ["ignore", "pipe", "inherit"]
    })
    let out = ""
    child.stdout.on("data", (chunk) => (out += String(chunk)))
    const code = await new Promise((resolve) => child.on("close", resolve))
    if (code !== 0) throw new Error(`${script} of ${checkout} ended with ${String(code)}`)
    const taken = JSON.parse(out) as { readonly created: number; readonly cpuMicros: number }
    if (taken.created !== rows) throw new Error(`${script} of ${checkout} created ${taken.created}`)
    return taken.cpuMicros / rows
  })

const median = (numbers: ReadonlyArray<number>): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!

const compare = async (name: string, script: string, args: ReadonlyArray<string>): Promise<void> => {
  const before: Array<number> = []
  const now: Array<number> = []
  for (let i = 0; i < repeats; i++) {
    // Who begins changes, so that a machine that becomes slower or faster favours neither.
    for (const checkout of i % 2 === 0 ? [other, here] : [here, other]) {
      ;(checkout === here ? now : before).push(await measure(checkout, script, args))
    }
  }
  const pairs = now.map((micros, i) => micros / before[i]!)
  console.log(
    `  ${name.padEnd(6)} ${median(before).toFixed(1).padStart(7)} us  ${median(now).toFixed(1).padStart(7)} us  ` +
      `${(median(now) / median(before)).toFixed(3)} x of medians, ${median(pairs).toFixed(3)} x median of pairs`
  )
}

try {
  const people = path.join(folder, "people.csv")
  await writePeople(people, rows)
  const addresses = path.join(folder, "addresses.csv")
  const lines = Array.from({ length: rows }, (_, i) => `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`)
  fs.writeFileSync(addresses, `value\n${lines.join("\n")}\n`)
  console.log(`CPU a row, ${rows} rows, ${repeats} times each in turns: the other checkout, this one`)
  await compare("row", "bench/importer.ts", [addresses])
  await compare("batch", "bench/bulk-cpu.ts", ["batch", people])
} finally {
  fs.rmSync(folder, { recursive: true })
}
