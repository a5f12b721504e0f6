import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Cause from "effect/Cause"
import * as fs from "node:fs"
import * as Source from "./src/Source.ts"
const [mode, file = "/tmp/people120k.csv"] = process.argv.slice(2)
let n = 0
const syncBytes = () => { const fd = fs.openSync(file, "r"); return Stream.fromPull(Effect.succeed(Effect.suspend(() => { const b = Buffer.allocUnsafe(65536); const k = fs.readSync(fd, b, 0, 65536, null); return k === 0 ? Cause.done() : Effect.succeed([b.subarray(0,k)] as any) }))) as Stream.Stream<Uint8Array> }
const s = mode.startsWith("sync") ? Source.stream("x", syncBytes()) : Source.file(file)
await Effect.runPromise(Effect.scoped(Effect.gen(function*(){
  if (mode === "filebytes") { const d = yield* Source.file(file).digest; return }
  const t = yield* s.open
  if (mode.endsWith("loop")) { const pull = yield* Stream.toPull(t.windows); yield* Effect.ignore(Effect.forever(Effect.map(pull, (ws) => { for (const w of ws) n += w.length }))) }
  else yield* Stream.runForEach(t.windows, (w) => Effect.sync(() => { n += w.length }))
})))
console.log(mode, n, (process.resourceUsage().maxRSS/1024).toFixed(0))
