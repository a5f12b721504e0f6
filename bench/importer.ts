/** The row engine with its ledger, as an embedder runs it. */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as UndiciTransport from "@effect-persona/core/UndiciTransport"
import * as Importer from "@effect-persona/importer/Importer"
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { report } from "./measured.ts"

const [file, baseUrl, key] = process.argv.slice(2) as [string, string, string]
const startedAt = performance.now()
const stateDirectory = fs.mkdtempSync(path.join(os.tmpdir(), "persona-bench-state-"))

const result = await Importer.run({
  source: Source.file(file),
  target: Target.ListItems.make({ kind: "ip-address", list: "Bench" }),
  stateDirectory
}).pipe(
  Effect.provide(
    PersonaClient.layer({ apiKey: Redacted.make(key), baseUrl }).pipe(Layer.provide(UndiciTransport.layer()))
  ),
  Effect.runPromise
)
fs.rmSync(stateDirectory, { recursive: true })
report(result.created, startedAt)
