/**
 * A world for imports: a sandbox in memory, a client that talks to it, a state directory, and a test clock that
 * goes on by itself while an import runs.
 */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Importer from "@effect-persona/importer/Importer"
import * as Source from "@effect-persona/importer/Source"
import type * as Target from "@effect-persona/importer/Target"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxClient from "@effect-persona/sandbox/SandboxClient"
import { Effect, Fiber, Layer, type Scope } from "effect"
import { TestClock } from "effect/testing"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { rest } from "./rest.ts"

export interface World {
  readonly sandbox: Sandbox.Service
  readonly client: Layer.Layer<PersonaClient.PersonaClient>
  readonly stateDirectory: string
  /** Imports a CSV text while the clock goes on. */
  readonly run: (
    csv: string,
    target: Target.Target,
    options?: Partial<Importer.Options> & {
      /** What happens between the preparation and the start. */
      readonly between?: (prepared: Importer.Prepared) => Effect.Effect<void>
    }
  ) => Effect.Effect<Awaited<Report>, Importer.StartError | Importer.RunError>
}

type Report = Effect.Success<ReturnType<typeof Importer.run>>

/** Makes a world. Without a rate limit, unless the options say so. */
export const make = (options: Sandbox.Options = {}): Effect.Effect<World, Sandbox.StateError, Scope.Scope> =>
  Effect.gen(function* () {
    // Far from the epoch, so that a time is never mistaken for none.
    yield* TestClock.setTime(Date.UTC(2026, 0, 5, 10))
    const sandbox = yield* Sandbox.make({ rateLimit: 0, seed: 1, ...options })
    const stateDirectory = yield* tempDirectory
    const client = PersonaClient.layer({
      apiKey: sandbox.apiKey,
      baseUrl: "http://sandbox.test/api/v1"
    }).pipe(Layer.provide(SandboxClient.layer), Layer.provide(Layer.succeed(Sandbox.Sandbox, sandbox)))
    return {
      sandbox,
      client,
      stateDirectory,
      run: (csv, target, { between, ...given } = {}) => {
        const options = { source: Source.string("rows.csv", csv), target, stateDirectory, ...given }
        return whileTimePasses(
          between === undefined ? Importer.run(options) : runPrepared(options, between)
        ).pipe(Effect.provide(client))
      }
    }
  })

const runPrepared = (
  options: Importer.Options,
  between: (prepared: Importer.Prepared) => Effect.Effect<void>
) =>
  Effect.gen(function* () {
    const prepared = yield* Importer.prepare(options)
    yield* between(prepared)
    return yield* (yield* prepared.start).report
  }).pipe(Effect.scoped)

const tempDirectory = Effect.acquireRelease(
  Effect.sync(() => fs.mkdtempSync(path.join(os.tmpdir(), "persona-importer-"))),
  (folder) => Effect.sync(() => fs.rmSync(folder, { recursive: true, force: true }))
)

/** Runs an effect to its end, moving the test clock a second whenever everything else has come to rest. */
export const whileTimePasses = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    while (fiber.pollUnsafe() === undefined) {
      yield* rest
      if (fiber.pollUnsafe() === undefined) yield* TestClock.adjust("1 second")
    }
    return yield* Fiber.join(fiber)
  })

/** The lines that the file of rejected rows names, in their order. */
export const rejectedLines = (report: Report): ReadonlyArray<number> => {
  if (report.files.rejects === null) return []
  const [header = "", ...lines] = fs.readFileSync(report.files.rejects, "utf8").trimEnd().split("\n")
  const at = header.split(",").indexOf("persona-line")
  return lines.map((line) => Number(line.split(",")[at])).toSorted((a, b) => a - b)
}
