/**
 * A process that runs imports through the library, over a real socket, and dies where it is told to. It is
 * started ahead of time and waits for its instructions.
 */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as UndiciTransport from "@effect-persona/core/UndiciTransport"
import * as Importer from "@effect-persona/importer/Importer"
import { ChunkRows, Patience } from "@effect-persona/importer/engines/Carrier"
import * as Source from "@effect-persona/importer/Source"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { flushCompileCache } from "node:module"
import { RecentRows } from "../../packages/importer/src/internal/ledgerNames.ts"
import { Steps } from "../../packages/importer/src/internal/steps.ts"
import * as FastClock from "./clock.ts"
import type { End, Ended, Instruction, Told } from "./instruction.ts"
import { spoil } from "./sqlite.ts"

const run = (instruction: Instruction): Promise<Told> => {
  const watch = new Watch(instruction.end)
  if (instruction.disk !== undefined) spoil(instruction.disk)
  const transport = Layer.effect(
    HttpClient.HttpClient,
    Effect.map(HttpClient.HttpClient, (client) => watched(client, watch))
  ).pipe(Layer.provide(UndiciTransport.layer()))
  const client = PersonaClient.layer({
    apiKey: Redacted.make(instruction.apiKey),
    baseUrl: instruction.baseUrl
  }).pipe(Layer.provide(transport))
  return Effect.scoped(
    Effect.gen(function* () {
      const started = yield* begin(instruction)
      return yield* Effect.raceFirst(
        started.report,
        Effect.andThen(
          Effect.promise(() => watch.stopped),
          started.stop
        )
      )
    })
  )
    .pipe(
      Effect.provide(client),
      Effect.provideService(Steps, (step, when) => watch.hear(`${step}, ${when}`)),
      Effect.provideService(ChunkRows, instruction.chunkRows),
      Effect.provideService(Patience, instruction.patienceMillis),
      Effect.provideService(RecentRows, recentRows),
      Effect.provideService(Clock.Clock, FastClock.make(instruction.clock)),
      Effect.runPromiseExit
    )
    .then((exit) => {
      watch.close()
      return { ...endedBy(exit), steps: [...watch.heard] }
    })
}

/** So few that the rows of a trial are found in both ways. */
const recentRows = 5

const begin = ({ command, concurrency, engine, keyMaxAgeMillis, stateDirectory, ...given }: Instruction) => {
  const source = Source.file(given.file, { window: given.window })
  const options = { source, stateDirectory, concurrency, engine, keyMaxAge: keyMaxAgeMillis }
  switch (command) {
    case "import": {
      const { onExisting, set, target, unkeyed } = given
      return Importer.start({ ...options, target, set, onExisting, unkeyed })
    }
    case "resume":
      return Importer.resume(options)
    case "retry":
      return Importer.retry(options)
  }
}

const endedBy = (
  exit: Exit.Exit<
    Extract<Ended, { _tag: "Report" }>["report"],
    Importer.StartError | Importer.ContinueError | Importer.RunError
  >
): Ended => {
  if (Exit.isSuccess(exit)) return { _tag: "Report", report: exit.value }
  const [failure] = exit.cause.reasons.filter(Cause.isFailReason)
  if (failure === undefined) return { _tag: "Defect", message: Cause.pretty(exit.cause) }
  const { error } = failure
  return {
    _tag: "Failure",
    error: error._tag,
    message: error.message,
    report: error._tag === "ImportStopped" || error._tag === "SourceChanged" ? error.report : undefined
  }
}

/** Counts steps, and ends the process at the one it waits for. */
class Watch {
  readonly stopped: Promise<void>
  readonly heard = new Set<string>()
  private readonly end: End | undefined
  private seen = 0
  private isClosed = false
  private stop: () => void = () => {}

  constructor(end: End | undefined) {
    this.end = end
    this.stopped = new Promise((resolve) => (this.stop = resolve))
  }

  /** What the run leaves behind ends no other one. */
  close(): void {
    this.isClosed = true
  }

  hear(step: string): void {
    this.heard.add(step)
    if (this.isClosed || this.end === undefined || step !== this.end.step) return
    this.seen++
    if (this.seen !== this.end.occurrence) return
    if (this.end.how === "kill") process.kill(process.pid, "SIGKILL")
    else this.stop()
  }
}

/** Hears of requests as they leave and as they are answered. */
const watched = (client: HttpClient.HttpClient, watch: Watch): HttpClient.HttpClient =>
  HttpClient.transform(client, (answer, { method, url }) => {
    const isBulk = /\/(?:batch-jobs|importer)/.test(url)
    const kind =
      method === "GET"
        ? isBulk
          ? "poll"
          : "look-up"
        : method === "PATCH"
          ? "update"
          : isBulk
            ? "job"
            : "create"
    return Effect.suspend(() => {
      watch.hear(`${kind} leaves`)
      // The transport has written to its socket by then.
      if (method !== "GET") setImmediate(() => watch.hear(`${kind} has left`))
      return Effect.tap(answer, () => Effect.sync(() => watch.hear(`${kind} is answered`)))
    })
  })

process.on("message", (message: Instruction | "end") => {
  if (message === "end") process.exit(0)
  void run(message).then((ended) => {
    process.send!(ended)
    // Where no process before this one has written what V8 compiled.
    flushCompileCache()
  })
})
process.once("disconnect", () => process.exit(0))
process.send!("ready")
