/**
 * A process that runs one import through the library, over a real socket, and dies where it is told to. It is
 * started ahead of time and waits for its instruction.
 */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as UndiciTransport from "@effect-persona/core/UndiciTransport"
import * as Importer from "@effect-persona/importer/Importer"
import * as Source from "@effect-persona/importer/Source"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { DatabaseSync } from "node:sqlite"
import { Steps } from "../../packages/importer/src/internal/steps.ts"
import * as FastClock from "./clock.ts"
import type { Disk, End, Ended, Instruction } from "./instruction.ts"

const run = (instruction: Instruction): Promise<Ended> => {
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
      const started = yield* Importer.start({
        source: Source.file(instruction.file, { window: instruction.window }),
        target: instruction.target,
        set: instruction.set,
        stateDirectory: instruction.stateDirectory,
        concurrency: instruction.concurrency,
        onExisting: instruction.onExisting,
        unkeyed: instruction.unkeyed,
        keyMaxAge: instruction.keyMaxAgeMillis
      })
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
      Effect.provideService(Clock.Clock, FastClock.make(instruction.clock)),
      Effect.runPromiseExit
    )
    .then(endedBy)
}

const endedBy = (
  exit: Exit.Exit<Extract<Ended, { _tag: "Report" }>["report"], Importer.StartError | Importer.RunError>
): Ended => {
  if (Exit.isSuccess(exit)) return { _tag: "Report", report: exit.value }
  const [failure] = exit.cause.reasons.filter(Cause.isFailReason)
  if (failure === undefined) return { _tag: "Defect", message: Cause.pretty(exit.cause) }
  const { error } = failure
  return {
    _tag: "Failure",
    error: error._tag,
    message: error.message,
    report: error._tag === "ImportStopped" ? error.report : undefined
  }
}

/** Counts steps, and ends the process at the one it waits for. */
class Watch {
  readonly stopped: Promise<void>
  private readonly end: End | undefined
  private seen = 0
  private stop: () => void = () => {}

  constructor(end: End | undefined) {
    this.end = end
    this.stopped = new Promise((resolve) => (this.stop = resolve))
  }

  hear(step: string): void {
    if (this.end === undefined || step !== this.end.step) return
    this.seen++
    if (this.seen !== this.end.occurrence) return
    if (this.end.how === "kill") process.kill(process.pid, "SIGKILL")
    else this.stop()
  }
}

/** Hears of requests as they leave and as they are answered. */
const watched = (client: HttpClient.HttpClient, watch: Watch): HttpClient.HttpClient =>
  HttpClient.transform(client, (answer, { method }) => {
    const kind = method === "GET" ? "look-up" : method === "PATCH" ? "update" : "create"
    return Effect.suspend(() => {
      watch.hear(`${kind} leaves`)
      // The transport has written to its socket by then.
      if (kind !== "look-up") setImmediate(() => watch.hear(`${kind} has left`))
      return Effect.tap(answer, () => Effect.sync(() => watch.hear(`${kind} is answered`)))
    })
  })

/** Takes room or the right to write away from every ledger that is opened from now on. */
const spoil = (disk: Disk): void => {
  const { exec } = DatabaseSync.prototype
  DatabaseSync.prototype.exec = function (sql) {
    exec.call(this, sql)
    if (!/synchronous = FULL/.test(sql)) return
    if (disk.kind === "read-only") {
      exec.call(this, "PRAGMA query_only = ON")
      return
    }
    const { page_count } = this.prepare("PRAGMA page_count").get() as { readonly page_count: number }
    exec.call(this, `PRAGMA max_page_count = ${page_count + disk.pages}`)
  }
}

process.once("message", (instruction: Instruction) => {
  void run(instruction).then((ended) => process.send!(ended, () => process.exit(0)))
})
process.send!("ready")
