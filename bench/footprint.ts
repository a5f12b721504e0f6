/**
 * Measures the cost of the client in a program: time and memory of importing it, and time of compiling against it,
 * against Effect's http client alone.
 *
 *   node bench/footprint.ts                 after `npm run build`
 *   node bench/footprint.ts imports --repeats 15
 *   node bench/footprint.ts types
 *
 * Imports are measured in one process: Effect's http client first, then the additional modules. Other work on the
 * machine affects both, so the median of the ratios is more reliable than times of different processes.
 *
 * test/footprint.test.ts checks what is the same on every machine (sizes of bundles, loaded modules).
 */
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { parseArgs } from "node:util"
import { effectAlone, twentyOperations } from "./footprint-consumers.ts"

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { repeats: { type: "string", default: "11" } }
})
const repeats = Number(values.repeats)
const root = path.join(import.meta.dirname, "..")

const median = (numbers: ReadonlyArray<number>): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!

/** CPU time in milliseconds, and heap in megabytes after a garbage collection. */
interface Cost {
  readonly millis: number
  readonly heap: number
}

/** Imports modules on top of Effect's http client in a fresh process. */
const load = (modules: ReadonlyArray<string>): { readonly base: Cost; readonly top: Cost } => {
  const program = `
    const cost = async (modules) => {
      gc(); const before = process.memoryUsage().heapUsed; const started = process.cpuUsage()
      for (const name of modules) await import(name)
      const { system, user } = process.cpuUsage(started); gc()
      return { millis: (system + user) / 1000, heap: (process.memoryUsage().heapUsed - before) / 1e6 }
    }
    const base = await cost(["effect/http/HttpClient"])
    console.log(JSON.stringify({ base, top: await cost(${JSON.stringify(modules)}) }))`
  const flags = ["--expose-gc", "--input-type=module", "--eval", program]
  return JSON.parse(
    execFileSync(process.execPath, flags, { cwd: path.join(root, "packages/core"), encoding: "utf8" })
  )
}

const imports = () => {
  const resources = fs
    .readdirSync(path.join(root, "packages/core/src/generated/resources"))
    .map((file) => `@effect-persona/core/resources/${path.parse(file).name}`)
  const subjects = {
    "one resource": ["@effect-persona/core/resources/Accounts"],
    "the whole client": ["@effect-persona/core"],
    "the whole client and every resource": ["@effect-persona/core", ...resources]
  }
  console.log(`Imports, as a ratio to Effect's http client alone, median of ${repeats}`)
  for (const [name, modules] of Object.entries(subjects)) {
    const taken = Array.from({ length: repeats }, () => load(modules))
    const ratio = (of: (cost: Cost) => number) =>
      median(taken.map(({ base, top }) => (of(base) + of(top)) / of(base))).toFixed(2)
    console.log(`  ${name.padEnd(38)} time ${ratio((c) => c.millis)} x  heap ${ratio((c) => c.heap)} x`)
  }
  const { base } = load([])
  console.log(`  Effect's http client alone: ${base.millis.toFixed(0)} ms, ${base.heap.toFixed(1)} MB`)
}

const types = () => {
  const parent = path.join(root, ".persona")
  fs.mkdirSync(parent, { recursive: true, mode: 0o700 })
  const directory = fs.mkdtempSync(path.join(parent, "footprint-"))
  try {
    const projects = { "Effect alone": effectAlone, "twenty operations": twentyOperations }
    const taken = Object.entries(projects).map(([name, text], index) => {
      const project = path.join(directory, String(index))
      fs.mkdirSync(project)
      fs.writeFileSync(path.join(project, "main.ts"), text)
      const compilerOptions = {
        noEmit: true,
        strict: true,
        target: "es2023",
        module: "nodenext",
        skipLibCheck: true,
        types: ["node"]
      }
      fs.writeFileSync(path.join(project, "tsconfig.json"), JSON.stringify({ compilerOptions }))
      return { name, project, all: [] as Array<number> }
    })
    for (let i = 0; i < repeats; i++) {
      for (const { all, project } of taken) {
        const started = performance.now()
        execFileSync(path.join(root, "node_modules/.bin/tsc"), ["-p", project], { stdio: "inherit" })
        all.push(performance.now() - started)
      }
    }
    const base = median(taken[0]!.all)
    console.log(`tsc, median of ${repeats}`)
    for (const { all, name } of taken) {
      console.log(
        `  ${name.padEnd(38)} ${median(all).toFixed(0).padStart(5)} ms  ${(median(all) / base).toFixed(2)} x`
      )
    }
  } finally {
    fs.rmSync(directory, { recursive: true })
  }
}

const [what] = positionals
if (what === undefined || what === "imports") imports()
if (what === undefined || what === "types") types()
