/**
 * Measures the cost of a ledger that survives a loss of power: the same import with SQLite's `synchronous = FULL`, the
 * regular setting, and with `OFF`, which only this file uses.
 *
 *   node --conditions=@effect-persona/source bench/durability.ts
 *   node --conditions=@effect-persona/source bench/durability.ts --rows 50000 --repeats 9
 *
 * Every measurement is a separate process with its own server in another process; the two take turns. CPU is that of
 * the importing process from its first to its last row, without its start. The result is the ratio.
 */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as UndiciTransport from "@effect-persona/core/UndiciTransport"
import * as Importer from "@effect-persona/importer/Importer"
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { type ChildProcess, spawn } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { parseArgs } from "node:util"
import { withSandbox } from "./sandboxed.ts"

type Durability = "on" | "off"

interface Measurement {
  readonly cpuMicros: number
  readonly elapsedMillis: number
}

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "20000" },
    repeats: { type: "string", default: "7" },
    /** Set in a measuring process: its durability. The other options are its input. */
    measure: { type: "string" },
    file: { type: "string" },
    url: { type: "string" },
    key: { type: "string" }
  }
})
const rows = Number(values.rows)

const compare = async (): Promise<void> => {
  const repeats = Number(values.repeats)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "persona-bench-"))
  const file = path.join(folder, "addresses.csv")
  const lines = Array.from({ length: rows }, (_, i) => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`)
  fs.writeFileSync(file, `value\n${lines.join("\n")}\n`)
  const taken: Record<Durability, Array<Measurement>> = { on: [], off: [] }
  try {
    for (let i = 0; i < repeats; i++) {
      // Each goes first equally often.
      for (const durability of i % 2 === 0 ? (["on", "off"] as const) : (["off", "on"] as const)) {
        taken[durability].push(await withSandbox(flags, (url, key) => start(durability, file, url, key)))
      }
    }
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
  console.log(`CPU per row, ${rows} rows, median of ${repeats}`)
  const base = median(taken.off.map(({ cpuMicros }) => cpuMicros / rows))
  for (const durability of ["off", "on"] as const) {
    const micros = median(taken[durability].map(({ cpuMicros }) => cpuMicros / rows))
    const seconds = median(taken[durability].map(({ elapsedMillis }) => elapsedMillis / 1000))
    console.log(
      `  durability ${durability.padEnd(3)}  ${micros.toFixed(0).padStart(5)} us  ${(micros / base).toFixed(2)} x  ${seconds.toFixed(1)} s`
    )
  }
}

const start = async (
  durability: Durability,
  file: string,
  url: string,
  key: string
): Promise<Measurement> => {
  const given = ["--measure", durability, "--rows", String(rows), "--file", file, "--url", url, "--key", key]
  const child = spawn(process.execPath, [...flags, import.meta.filename, ...given], {
    stdio: ["ignore", "pipe", "inherit"]
  })
  return JSON.parse(await outputOf(child)) as Measurement
}

/** The measurement of one process. */
const measure = async (durability: string, file: string, baseUrl: string, key: string): Promise<void> => {
  if (durability === "off") takeDurabilityAway()
  const stateDirectory = fs.mkdtempSync(path.join(os.tmpdir(), "persona-bench-state-"))
  const client = PersonaClient.layer({ apiKey: Redacted.make(key), baseUrl })
  const startedAt = performance.now()
  const before = process.cpuUsage()
  const { created } = await Importer.run({
    source: Source.file(file),
    target: Target.ListItems.make({ kind: "ip-address", list: "Bench" }),
    stateDirectory
  }).pipe(Effect.provide(client.pipe(Layer.provide(UndiciTransport.layer()))), Effect.runPromise)
  const { system, user } = process.cpuUsage(before)
  const elapsedMillis = performance.now() - startedAt
  fs.rmSync(stateDirectory, { recursive: true })
  if (created !== rows) throw new Error(`${created} of ${rows} rows were created`)
  if (durability === "off" && !isTakenAway)
    throw new Error("The ledger does not ask for durability as it did")
  console.log(JSON.stringify({ cpuMicros: system + user, elapsedMillis } satisfies Measurement))
}

let isTakenAway = false

/** From now on, every opened database lets the operating system decide when to write. */
const takeDurabilityAway = (): void => {
  const { exec } = DatabaseSync.prototype
  DatabaseSync.prototype.exec = function (sql) {
    exec.call(this, sql.replace("synchronous = FULL", "synchronous = OFF"))
    isTakenAway ||= sql.includes("synchronous = FULL")
  }
}

const flags = ["--disable-warning=ExperimentalWarning", ...process.execArgv]

const outputOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let out = ""
    child.stdout!.on("data", (chunk) => (out += String(chunk)))
    child.on("close", (code) => (code === 0 ? resolve(out) : reject(new Error(`It ended with ${code}`))))
  })

const median = (numbers: ReadonlyArray<number>): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!

if (values.measure === undefined) await compare()
else await measure(values.measure, values.file!, values.url!, values.key!)
