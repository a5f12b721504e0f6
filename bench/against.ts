/**
 * Measures the row and the batch engine of this checkout against another one, for a change that must not cost
 * performance.
 *
 *   node --conditions=@effect-persona/source bench/against.ts ../before
 *   node --conditions=@effect-persona/source bench/against.ts ../before --engine batch --rows 10000 --pairs 60 --warmup 5
 *
 * The other checkout is built (`npm install && npm run build`). Each checkout runs in one process, with its own sandbox
 * in another process; the two take turns with the same files of few rows. Other work on the machine disturbs a single
 * import by 15 % with two virtual cores, but it disturbs the neighboring import equally: the result is the median of
 * the ratios of pairs. Start-up is excluded.
 */
import { type ChildProcess, fork } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { parseArgs } from "node:util"
import { heapSettings } from "./heapSettings.ts"
import type { Taken, Turn } from "./turn.ts"
import { writePeople } from "./people.ts"
import { withSandbox } from "./sandboxed.ts"

const flags = [
  "--disable-warning=ExperimentalWarning",
  "--conditions=@effect-persona/source",
  ...heapSettings
]

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: "string", multiple: true, default: ["row", "batch"] },
    rows: { type: "string", default: "2000" },
    pairs: { type: "string", default: "60" },
    warmup: { type: "string", default: "5" }
  }
})
const [other] = positionals
if (other === undefined) throw new Error("Name the folder of the other checkout")
const rows = Number(values.rows)
const pairs = Number(values.pairs)
const warmup = Number(values.warmup)
const here = path.join(import.meta.dirname, "..")
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "persona-bench-against-"))

/** CPU of one import in microseconds per row. */
const measure = async (child: ChildProcess, turn: Turn): Promise<number> => {
  const taken = await new Promise<Taken>((resolve, reject) => {
    child.once("message", (message) => resolve(message as Taken))
    child.once("exit", (code) => reject(new Error(`a measured process ended with ${String(code)}`)))
    child.send(turn)
  })
  child.removeAllListeners("exit")
  if (taken.created !== rows) throw new Error(`a measured process created ${taken.created} of ${rows}`)
  return taken.cpuMicros / rows
}

const start = (checkout: string): ChildProcess =>
  fork(path.join(import.meta.dirname, "turn.ts"), [path.resolve(checkout)], { execArgv: flags })

/** Value at a quantile of the sorted numbers. */
const quantile = (numbers: ReadonlyArray<number>, share: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) * share)]!

const compare = (engine: Turn["engine"], write: (file: string, turn: number) => Promise<void> | void) =>
  withSandbox(flags, (theirs, theirKey) =>
    withSandbox(flags, async (ours, ourKey) => {
      const [before, now] = [start(other), start(here)]
      const taken: Array<readonly [before: number, now: number]> = []
      try {
        for (let i = 0; i < pairs + warmup; i++) {
          const file = path.join(folder, `${engine}-${i}.csv`)
          await write(file, i)
          const measureBefore = () => measure(before, { engine, file, url: theirs, key: theirKey })
          const measureNow = () => measure(now, { engine, file, url: ours, key: ourKey })
          // The order alternates, so a machine that becomes slower or faster favors neither.
          const isFirst = i % 2 === 0
          const first = await (isFirst ? measureBefore() : measureNow())
          const second = await (isFirst ? measureNow() : measureBefore())
          fs.rmSync(file)
          if (i >= warmup) taken.push(isFirst ? [first, second] : [second, first])
        }
      } finally {
        before.kill()
        now.kill()
      }
      const ratios = taken.map(([theirs, ours]) => ours / theirs)
      const column = (at: 0 | 1) =>
        quantile(
          taken.map((pair) => pair[at]),
          0.5
        )
      console.log(
        `  ${engine.padEnd(6)} ${column(0).toFixed(1).padStart(7)} us  ${column(1).toFixed(1).padStart(7)} us  ` +
          `${quantile(ratios, 0.5).toFixed(3)} x median of pairs (quartiles ${quantile(ratios, 0.25).toFixed(3)}, ` +
          `${quantile(ratios, 0.75).toFixed(3)})`
      )
    })
  )

try {
  console.log(`CPU a row, ${pairs} pairs of imports of ${rows} rows: the other checkout, this one`)
  if (values.engine.includes("row")) await compareRow()
  if (values.engine.includes("batch")) await compareBatch()
} finally {
  fs.rmSync(folder, { recursive: true })
}

function compareRow() {
  return compare("row", (file, turn) => {
    const lines = Array.from({ length: rows }, (_, i) => {
      const n = turn * rows + i
      return `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`
    })
    fs.writeFileSync(file, `value\n${lines.join("\n")}\n`)
  })
}

function compareBatch() {
  return compare("batch", (file, turn) => writePeople(file, rows, { from: turn * rows }))
}
