/**
 * Measures the duration of the engines by the clock of the rate limit: an import and a sandbox in one process, under a
 * clock that advances whenever both are idle. An hour of waiting costs nothing, and the result is what the limit alone
 * allows.
 *
 *   node --conditions=@effect-persona/source bench/bulk.ts --rows 1000000 --on-existing update
 *   node --conditions=@effect-persona/source bench/bulk.ts --rows 1000000 --on-existing skip --engine batch
 *   node --conditions=@effect-persona/source bench/bulk.ts --addresses FILE
 *
 * With a file of addresses, the first of its two columns goes into an IP list. Without an account type
 * (`--account-type ""`), accounts have the environment's default type, as files of accounts require.
 *
 * Memory is that of both. The sandbox keeps its state in a file, so only the import's memory could grow. The clock
 * advances in steps, and the import may end within the last one: the result is too long by one step at most.
 */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Importer from "@effect-persona/importer/Importer"
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxClient from "@effect-persona/sandbox/SandboxClient"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { parseArgs } from "node:util"
import { heapSettings } from "./heapSettings.ts"
import { type Column, writePeople } from "./people.ts"
import { whileTimePasses } from "./virtualTime.ts"

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    columns: { type: "string", default: "reference-id,name-first,name-last,birthdate,email-address" },
    addresses: { type: "string" },
    "account-type": { type: "string", default: "acttp_bench" },
    engine: { type: "string", default: "auto" },
    "on-existing": { type: "string", default: "update" },
    "rate-limit": { type: "string", default: "300" },
    "rows-per-second": { type: "string", default: "1000" },
    "no-batch-jobs": { type: "boolean", default: false },
    "no-importers": { type: "boolean", default: false },
    step: { type: "string", default: "100" }
  }
})

if (!process.execArgv.includes(heapSettings[0])) {
  const flags = [
    "--disable-warning=ExperimentalWarning",
    "--conditions=@effect-persona/source",
    ...heapSettings
  ]
  const { status } = spawnSync(process.execPath, [...flags, import.meta.filename, ...process.argv.slice(2)], {
    stdio: "inherit"
  })
  process.exit(status ?? 1)
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "persona-bench-bulk-"))

const main = Effect.gen(function* () {
  const file = values.addresses ?? path.join(folder, "people.csv")
  if (values.addresses === undefined) {
    const columns = values.columns.split(",") as Array<Column>
    yield* Effect.promise(() => writePeople(file, Number(values.rows), { columns }))
  }
  const sandbox = yield* Sandbox.make({
    state: path.join(folder, "sandbox.db"),
    rateLimit: Number(values["rate-limit"]),
    bulkRowsPerSecond: Number(values["rows-per-second"]),
    batchJobs: !values["no-batch-jobs"],
    importers: !values["no-importers"],
    accountTypes: [{ name: "Customer", id: "acttp_bench" }]
  })
  const wire = countedBy(sandbox)
  const startedAt = performance.now()
  const began = yield* Clock.currentTimeMillis
  const memory = new Memory()
  const importing = Effect.scoped(
    Effect.gen(function* () {
      const prepared = yield* Importer.prepare({
        ...(values.addresses === undefined
          ? {
              source: Source.file(file),
              target: Target.Accounts.make(
                values["account-type"] === "" ? {} : { accountType: values["account-type"] }
              )
            }
          : {
              source: Source.file(file, { header: false, comment: "#" }),
              map: { "1": "value", "2": "" },
              target: Target.ListItems.make({ kind: "ip-address", list: "Addresses" })
            }),
        stateDirectory: path.join(folder, "state"),
        engine: values.engine as Importer.Options["engine"],
        onExisting: values["on-existing"] as Importer.Options["onExisting"]
      })
      printChoice(prepared.preview.choice)
      const started = yield* prepared.start
      yield* Effect.forkScoped(
        Stream.runForEach(started.progress, ({ sourceShare }) =>
          Effect.sync(() => memory.reached(sourceShare ?? 0))
        )
      )
      return yield* started.report
    })
  ).pipe(
    Effect.provide(
      PersonaClient.layer({ apiKey: sandbox.apiKey, baseUrl: "http://sandbox.invalid/api/v1" }).pipe(
        Layer.provide(SandboxClient.layer),
        Layer.provide(Layer.succeed(Sandbox.Sandbox, wire.sandbox))
      )
    )
  )
  const report = yield* whileTimePasses(importing, {
    step: Duration.millis(Number(values.step)),
    look: () => memory.look()
  })
  memory.reached(1)
  const minutes = ((yield* Clock.currentTimeMillis) - began) / 60_000
  const rows =
    report.created + report.updated + report.existing + report.rejected + report.duplicates + report.unknown
  console.log(`
${rows} rows by ${report.engine} (${values["on-existing"]}, ${values["rate-limit"]} requests a minute)
  created ${report.created}, updated ${report.updated}, existing ${report.existing}, rejected ${report.rejected}, duplicates ${report.duplicates}, unknown ${report.unknown}
  clock        ${minutes.toFixed(2)} minutes
  requests     ${wire.total()} (${(wire.total() / minutes).toFixed(0)} a minute), refused with 429: ${wire.refused()}
  jobs         ${report.jobs}, of them to find rows at fault: ${report.searches}
  peak memory  ${memory.describe()}
  took         ${((performance.now() - startedAt) / 1000).toFixed(0)} s of real time
  by endpoint`)
  for (const [endpoint, count] of wire.byEndpoint())
    console.log(`    ${String(count).padStart(8)}  ${endpoint}`)
  if (report.fellBack !== null) console.log(`  fell back: ${report.fellBack}`)
})

/** The sandbox, with its requests counted on arrival. */
function countedBy(sandbox: Sandbox.Service) {
  const counts = new Map<string, number>()
  let refused = 0
  return {
    sandbox: {
      ...sandbox,
      handle: (request: Parameters<Sandbox.Service["handle"]>[0]) =>
        Effect.map(sandbox.handle(request), (answer) => {
          const [address = ""] = request.target.split("?")
          const endpoint = `${request.method} ${address.replaceAll(/\/[a-z]+_[A-Za-z0-9]+/g, "/{id}")}`
          counts.set(endpoint, (counts.get(endpoint) ?? 0) + 1)
          if (answer._tag === "WireResponse" && answer.status === 429) refused++
          return answer
        })
    } satisfies Sandbox.Service,
    total: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    refused: () => refused,
    byEndpoint: () => [...counts].toSorted(([, a], [, b]) => b - a)
  }
}

/** The peak memory of the process when a share of the file was read. */
class Memory {
  private peak = 0
  private readonly marks = new Map([0.1, 0.5, 1].map((share) => [share, 0]))

  look(): void {
    this.peak = Math.max(this.peak, process.memoryUsage.rss())
  }

  reached(share: number): void {
    this.look()
    for (const [mark, seen] of this.marks) if (share >= mark && seen === 0) this.marks.set(mark, this.peak)
  }

  describe(): string {
    return [...this.marks]
      .map(([share, bytes]) => `${(bytes / 2 ** 20).toFixed(0)} MiB at ${share * 100} %`)
      .join(", ")
  }
}

function printChoice({ offers }: Importer.Choice): void {
  for (const { engine, estimatedMs, possible, proof, requests, why } of offers) {
    const cost =
      requests === null || estimatedMs === null
        ? "at an unknown cost"
        : `${requests} requests, ${(estimatedMs / 60_000).toFixed(1)} minutes`
    console.log(
      `${engine.padEnd(6)} ${possible ? cost : "not possible"}, proves ${proof}. ${why.map(({ message }) => message).join(" ")}`
    )
  }
}

try {
  await Effect.runPromise(
    Effect.scoped(main).pipe(Effect.provide(TestClock.layer({ warningDelay: "1 hour" })))
  )
} finally {
  fs.rmSync(folder, { recursive: true })
}
