import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import { CsvReader } from "./src/internal/csvReader.ts"
import { parse } from "csv-parse"
const [mode, file = "/tmp/people120k.csv"] = process.argv.slice(2)
const fd = fs.openSync(file, "r")
let n = 0
if (mode === "reader") {
  const r = new CsvReader({ delimiter: ",", header: true, comment: undefined, maxRecordBytes: 1<<20, maxColumns: 4096 })
  for (;;) { const b = Buffer.allocUnsafe(65536); const k = fs.readSync(fd, b, 0, 65536, null); if (k===0) break; await r.push(b.subarray(0,k)); n += r.records.length; r.records = [] }
  await r.end(); n += r.records.length
} else if (mode === "onrecord") {
  let recs: any[] = []
  const p = parse({ on_record: (c: any, info: any) => { recs.push({ line: 1, number: 1, cells: c, ragged: false }); return null } })
  for (;;) { const b = Buffer.allocUnsafe(65536); const k = fs.readSync(fd, b, 0, 65536, null); if (k===0) break; await new Promise<any>(r => p.write(b.subarray(0,k), r)); n += recs.length; recs = [] }
}
console.log(mode, n, (process.resourceUsage().maxRSS/1024).toFixed(0))
