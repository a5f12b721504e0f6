/**
 * A process that runs imports through the library, over a real socket, and dies where it is told to. It is
 * started ahead of time and waits for its instructions.
 */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as RateBudget from "@effect-persona/core/RateBudget"
import * as RateStore from "@effect-persona/core/RateStore"
import * as UndiciTransport from "@effect-persona/core/UndiciTransport"
import * as Importer from "@effect-persona/importer/Importer"
import * as Source from "@effect-persona/importer/Source"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import { identity } from "effect/Function"
import * as Redacted from "effect/Redacted"
import * as Tracer from "effect/Tracer"
import * as fs from "node:fs"
import { flushCompileCache } from "node:module"
import { BatchRows, Patience } from "../../packages/importer/src/engines/bulk/BulkOperation.ts"
import { RecentRows } from "../../packages/importer/src/ledger/KeyIndex.ts"
import { CrashListener } from "../../packages/importer/src/state/CrashPoints.ts"
import * as Canaries from "./canaries.ts"
import * as FastClock from "./clock.ts"
import type { End, Ended, Instruction, Tear, Told } from "./instruction.ts"
import { spoil } from "./sqlite.ts"

const run = (instruction: Instruction): Promise<Told> => {
  const watch = new Watch(instruction)
  const manners = new Manners(FastClock.make(instruction.clock))
  if (instruction.disk !== undefined) spoil(instruction.disk)
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    }
  })
  const transport = Layer.effect(
    HttpClient.HttpClient,
    Effect.map(HttpClient.HttpClient, (client) => watched(client, watch, manners))
  ).pipe(Layer.provide(UndiciTransport.layer()))
  const client = PersonaClient.layerNoDeps({
    apiKey: Redacted.make(instruction.apiKey),
    baseUrl: instruction.baseUrl
  }).pipe(Layer.provide(transport), Layer.provide(instruction.sharesRate ? sharedBudget : RateBudget.layer()))
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
      Effect.provideService(CrashListener, (step, when) => watch.hear(`${step}, ${when}`)),
      instruction.traces ? Effect.provideService(Tracer.Tracer, tracer) : identity,
      Effect.provideService(BatchRows, instruction.batchRows),
      Effect.provideService(Patience, instruction.patienceMillis),
      Effect.provideService(RecentRows, recentRows),
      Effect.provideService(Clock.Clock, FastClock.make(instruction.clock)),
      Effect.runPromiseExit
    )
    .then((exit) => {
      watch.close()
      return {
        ...endedBy(exit),
        steps: [...watch.heard],
        impatient: manners.impatient,
        leakingSpans: spans.filter(isLeaking).map(({ name }) => name)
      }
    })
}

/** Whether a span holds a value of a row. */
const isLeaking = ({ attributes, events, name, status }: Tracer.NativeSpan): boolean =>
  Canaries.find(
    JSON.stringify([
      name,
      [...attributes],
      events.map(([event, , more]) => [event, more]),
      status._tag === "Ended" && Exit.isFailure(status.exit) ? Cause.pretty(status.exit.cause) : ""
    ])
  ) !== undefined

/** As the command has it, which keeps it in a file. */
const sharedBudget = Layer.effect(
  RateBudget.RateBudget,
  Effect.flatMap(RateStore.memory, (store) => RateBudget.make({ store }))
)

/** So few that the rows of a trial are found in both ways. */
const recentRows = 5

const begin = ({ command, concurrency, engine, keyMaxAgeMillis, stateDirectory, ...given }: Instruction) => {
  const source = Source.file(given.file, { window: given.window })
  const options = { source, stateDirectory, concurrency, engine, keyMaxAge: keyMaxAgeMillis }
  switch (command) {
    case "import": {
      const { duplicates, onExisting, set, target, unkeyed } = given
      return Importer.start({ ...options, target, set, onExisting, unkeyed, duplicates })
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

/** Counts steps, and ends the process or tears the file at the one it waits for. */
class Watch {
  readonly stopped: Promise<void>
  readonly heard = new Set<string>()
  private readonly end: End | undefined
  private readonly tear: Tear | undefined
  private readonly file: string
  private seen = 0
  private seenByTear = 0
  private isClosed = false
  private stop: () => void = () => {}

  constructor({ end, file, tear }: Pick<Instruction, "end" | "file" | "tear">) {
    this.end = end
    this.file = file
    this.tear = tear
    this.stopped = new Promise((resolve) => (this.stop = resolve))
  }

  /** What the run leaves behind ends no other one. */
  close(): void {
    this.isClosed = true
  }

  hear(step: string): void {
    this.heard.add(step)
    if (this.isClosed) return
    if (step === this.tear?.step && ++this.seenByTear === this.tear.occurrence) tearUp(this.file, this.tear)
    if (this.end === undefined || step !== this.end.step) return
    this.seen++
    if (this.seen !== this.end.occurrence) return
    if (this.end.how === "kill") process.kill(process.pid, "SIGKILL")
    else this.stop()
  }
}

/** Changes a file as another program would, between two of our own system calls. */
const tearUp = (file: string, { content, how }: Tear): void => {
  const bytes = fs.readFileSync(content)
  switch (how) {
    case "overwrite":
      return fs.writeFileSync(file, bytes)
    case "truncate":
      return fs.truncateSync(file, bytes.length)
    case "append":
      return fs.appendFileSync(file, bytes)
    case "replace":
      return fs.renameSync(content, file)
  }
}

/** Counts what leaves although the API has named a time to wait for. */
class Manners {
  impatient = 0
  private readonly clock: Clock.Clock
  private until = 0

  constructor(clock: Clock.Clock) {
    this.clock = clock
  }

  leaves(): void {
    if (this.clock.currentTimeMillisUnsafe() < this.until) this.impatient++
  }

  answered(status: number, headers: Readonly<Record<string, string | undefined>>): void {
    const reset = headers["retry-after"] ?? headers["ratelimit-reset"]
    // A 429 for a quota says when the rate window ends, too, but it does not say that the window is used up.
    if (status !== 429 || reset === undefined || headers["ratelimit-remaining"] !== "0") return
    // What is rounded on the way to us, and by timers of the machine, is no impatience.
    const millis = Math.max(0, Number(reset) - 0.5) * 1000
    this.until = Math.max(this.until, this.clock.currentTimeMillisUnsafe() + millis)
  }
}

/** Hears of requests as they leave and as they are answered. */
const watched = (client: HttpClient.HttpClient, watch: Watch, manners: Manners): HttpClient.HttpClient =>
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
      manners.leaves()
      watch.hear(`${kind} leaves`)
      // The transport has written to its socket by then.
      if (method !== "GET") setImmediate(() => watch.hear(`${kind} has left`))
      return Effect.tap(answer, ({ headers, status }) =>
        Effect.sync(() => {
          manners.answered(status, headers)
          watch.hear(`${kind} is answered`)
        })
      )
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
