/**
 * Reads thousands of spoiled files and tells what became of them. Ends with 1 when the reader is at fault.
 *
 *   node --conditions=@effect-persona/source packages/importer/test/fuzz/source.ts
 *   node --conditions=@effect-persona/source packages/importer/test/fuzz/source.ts --files 100000 --from 20000
 */
import { parseArgs } from "node:util"
import { judge } from "../support/csvFuzz.ts"

const { values } = parseArgs({
  options: { files: { type: "string", default: "10000" }, from: { type: "string", default: "0" } }
})
const from = Number(values.from)
const files = Number(values.files)

const outcomes = new Map<string, number>()
const complaints: Array<string> = []
const sum = { rows: 0, ragged: 0, slowest: 0, peak: 0 }

for (let seed = from; seed < from + files; seed++) {
  const startedAt = performance.now()
  const { complaint, outcome, ragged, rows } = await judge(seed)
  sum.slowest = Math.max(sum.slowest, performance.now() - startedAt)
  sum.rows += rows
  sum.ragged += ragged
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  if (complaint !== undefined) complaints.push(`seed ${seed}: ${complaint} (${outcome})`)
  if (seed % 100 === 0) sum.peak = Math.max(sum.peak, process.memoryUsage.rss())
}

console.log(`${files} files from seed ${from}: ${sum.rows} rows and ${sum.ragged} ragged records read`)
for (const [outcome, count] of [...outcomes].toSorted(([, a], [, b]) => b - a)) {
  console.log(`  ${String(count).padStart(6)} ${outcome}`)
}
console.log(
  `slowest file ${sum.slowest.toFixed(0)} ms, memory ${(sum.peak / 2 ** 20).toFixed(0)} MiB at most`
)
for (const complaint of complaints.slice(0, 50)) console.log(complaint)
console.log(complaints.length === 0 ? "nothing lost in silence" : `${complaints.length} complaints`)
process.exitCode = complaints.length === 0 ? 0 : 1
