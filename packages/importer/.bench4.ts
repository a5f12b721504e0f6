import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Mapping from "./src/Mapping.ts"
import * as Source from "./src/Source.ts"
const t = await Effect.runPromise(Effect.scoped(Effect.gen(function*(){
  const t = yield* Source.file("/tmp/people10k.csv").open
  return { columns: t.columns, records: (yield* Stream.runCollect(t.windows)).flat() }
})))
const ten = ["Reference ID","Name first","Name last","Birthdate","Email address","Phone number","Address street 1","Address city","Country code","Tags"]
for (const [name, columns] of [["16 columns", t.columns], ["10 columns", ten]] as const) {
  const idx = columns.map((c) => t.columns.indexOf(c))
  const records = t.records.map((r) => ({ ...r, cells: idx.map((i) => r.cells[i]!) }))
  const mapper = await Effect.runPromise(Mapping.compile({ target: { _tag: "Accounts" }, columns }))
  for (let k = 0; k < 6; k++) { const s = performance.now(); let n = 0; for (let j = 0; j < 20; j++) for (const r of records) if (mapper(r)._tag === "Valid") n++; console.log(name, ((performance.now() - s) * 1000 / n).toFixed(2), "us/row", n) }
}
const im = await Effect.runPromise(Mapping.compile({ target: { _tag: "ListItems", kind: "ip-address", list: "x" }, columns: ["value","n"] }))
const recs = Array.from({length: 10000}, (_, i) => ({ line: 1, number: 1, cells: [`192.0.${i>>8}.${i&255}`, "3"], ragged: false }))
for (let k = 0; k < 4; k++) { const s = performance.now(); let n = 0; for (let j = 0; j < 20; j++) for (const r of recs) if (im(r)._tag === "Valid") n++; console.log("ip", ((performance.now() - s) * 1000 / n).toFixed(2), "us/row", n) }
