/**
 * A process that imports files with the code of the checkout in its argument, one on each message, and reports the cost
 * of each.
 */
import { createRequire } from "node:module"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"

/** The file to import, and its destination. */
export interface Turn {
  readonly engine: "row" | "batch"
  readonly file: string
  readonly url: string
  readonly key: string
}

/** The cost of one import. */
export interface Taken {
  readonly created: number
  readonly cpuMicros: number
}

const [checkout] = process.argv.slice(2) as [string]
const { resolve } = createRequire(path.join(checkout, "test", "package.json"))
const load = (name: string) => import(resolve(name))
const Effect: typeof import("effect/Effect") = await load("effect/Effect")
const Layer: typeof import("effect/Layer") = await load("effect/Layer")
const Redacted: typeof import("effect/Redacted") = await load("effect/Redacted")
const PersonaClient: typeof import("@effect-persona/core/PersonaClient") = await load(
  "@effect-persona/core/PersonaClient"
)
const UndiciTransport: typeof import("@effect-persona/core/UndiciTransport") = await load(
  "@effect-persona/core/UndiciTransport"
)
const Importer: typeof import("@effect-persona/importer/Importer") = await load(
  "@effect-persona/importer/Importer"
)
const Source: typeof import("@effect-persona/importer/Source") = await load("@effect-persona/importer/Source")
const Target: typeof import("@effect-persona/importer/Target") = await load("@effect-persona/importer/Target")

const take = async ({ engine, file, key, url }: Turn): Promise<Taken> => {
  const stateDirectory = fs.mkdtempSync(path.join(os.tmpdir(), "persona-bench-state-"))
  const source = Source.file(file)
  const run =
    engine === "row"
      ? Importer.run({
          source,
          target: Target.ListItems.make({ kind: "ip-address", list: "Bench" }),
          stateDirectory
        })
      : Importer.run({
          source,
          target: Target.Accounts.make({ accountType: "acttp_bench" }),
          stateDirectory,
          engine,
          onExisting: "update"
        })
  const before = process.cpuUsage()
  const { created } = await run.pipe(
    Effect.provide(
      PersonaClient.layer({ apiKey: Redacted.make(key), baseUrl: url }).pipe(
        Layer.provide(UndiciTransport.layer())
      )
    ),
    Effect.runPromise
  )
  const { system, user } = process.cpuUsage(before)
  fs.rmSync(stateDirectory, { recursive: true })
  return { created, cpuMicros: system + user }
}

process.on("disconnect", () => process.exit())
process.on("message", (turn: Turn) => void take(turn).then((taken) => process.send!(taken)))
