import { parse } from "csv-parse"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as fs from "node:fs"
import * as Mapping from "./src/Mapping.ts"
import * as Source from "./src/Source.ts"
const [mode, file = "/tmp/people120k.csv"] = process.argv.slice(2)
const bare = (opts: any) => new Promise<number>((res) => {
  let n=0
  const p = parse(opts); p.on("data",()=>{n++}); p.on("end", () => res(n-1))
  fs.createReadStream(file).pipe(p)
})
let peak = 0
const timer = undefined as any
const source = Effect.scoped(Effect.gen(function*(){
  const t = yield* Source.file(file).open
  let n = 0
  yield* Stream.runForEach(t.windows, (w) => Effect.sync(() => { n += w.length }))
  return n
}))
const mapped = Effect.scoped(Effect.gen(function*(){
  const t = yield* Source.file(file).open
  const mapper = yield* Mapping.compile({ target: { _tag: "Accounts" }, columns: t.columns })
  let n = 0
  yield* Stream.runForEach(t.windows, (w) => Effect.sync(() => { for (const r of w) if (mapper(r)._tag === "Valid") n++ }))
  return n
}))
const runs = Number(process.env.RUNS ?? 3)
for (let i=0;i<runs;i++) {
  const c = process.cpuUsage(); const t=performance.now()
  const n = mode === "bare" ? await bare({}) : await Effect.runPromise(mode === "source" ? source : mapped)
  const d = process.cpuUsage(c)
  console.log(mode, n, "rows", "cpu", ((d.user+d.system)/n).toFixed(2), "us/row", "wall", ((performance.now()-t)*1000/n).toFixed(2), "us/row", (n/((performance.now()-t)/1000)/1000).toFixed(0)+"k rows/s")
}
clearInterval(timer)
console.log("maxRSS MB", (process.resourceUsage().maxRSS/1024).toFixed(0))
