import { parse } from "csv-parse"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as fs from "node:fs"
import * as Source from "./src/Source.ts"
let text = "id,first,last,birth,email,phone,street,city,zip,cc\n"
for (let i = 0; i < 100000; i++)
  text += `cust-${i},Anna${i},"O'Neil, ${i}",1990-02-03,a${i}@example.com,+1 555 0100 ${i % 100},"1 Main St, Apt ${i}",Springfield,12345,US\n`
fs.writeFileSync("/tmp/bench-people.csv", text)
const bare = (file: string, opts: any) =>
  new Promise<number>((res) => {
    let n = 0
    const p = parse(opts)
    p.on("data", () => {
      n++
    })
    p.on("end", () => res(n))
    fs.createReadStream(file).pipe(p)
  })
const count = (s: Source.Source) =>
  Effect.scoped(
    Effect.gen(function* () {
      const t = yield* s.open
      let n = 0
      yield* Stream.runForEach(t.windows, (w) =>
        Effect.sync(() => {
          n += w.length
        })
      )
      return n
    })
  )
const cpu = async (name: string, f: () => Promise<number>) => {
  const c = process.cpuUsage()
  const t = performance.now()
  const n = await f()
  const d = process.cpuUsage(c)
  console.log(
    name,
    n,
    "cpu",
    ((d.user + d.system) / n).toFixed(2),
    "wall",
    (((performance.now() - t) * 1000) / n).toFixed(2),
    "us/row"
  )
}
for (let i = 0; i < 4; i++) {
  await cpu("bare csv-parse   ", () => bare("/tmp/bench-people.csv", {}))
  await cpu("bare info        ", () => bare("/tmp/bench-people.csv", { info: true }))
  await cpu("Source           ", () => Effect.runPromise(count(Source.file("/tmp/bench-people.csv"))))
  await cpu("bare ipsum       ", () =>
    bare("/work/shared/data/ipsum.tsv", {
      delimiter: "\t",
      comment: "#",
      comment_no_infix: true,
      relax_column_count: true
    })
  )
  await cpu("Source ipsum     ", () =>
    Effect.runPromise(
      count(Source.file("/work/shared/data/ipsum.tsv", { delimiter: "tab", header: false, comment: "#" }))
    )
  )
}
