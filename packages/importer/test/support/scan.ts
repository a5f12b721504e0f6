/** The parts of a scan, all of them real: a state directory with a ledger, a source, and a sandbox behind the client. */
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import * as Mapping from "@effect-persona/importer/Mapping"
import * as Source from "@effect-persona/importer/Source"
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import * as Target from "@effect-persona/importer/Target"
import { type Cause, Clock, Effect, Queue, Stream } from "effect"
import * as fs from "node:fs"
import type { Moment } from "../../src/ledger/Ledger.ts"
import * as Admit from "../../src/pipeline/Admit.ts"
import * as Begin from "../../src/pipeline/Begin.ts"
import * as Checkpointer from "../../src/pipeline/Checkpointer.ts"
import { Counters } from "../../src/pipeline/Counters.ts"
import * as Deliver from "../../src/pipeline/Deliver.ts"
import * as Dispatcher from "../../src/pipeline/Dispatcher.ts"
import * as Ending from "../../src/pipeline/Ending.ts"
import * as ErrorThreshold from "../../src/pipeline/ErrorThreshold.ts"
import type { Options } from "../../src/pipeline/Options.ts"
import * as RequestCounters from "../../src/pipeline/RequestCounters.ts"
import * as Senders from "../../src/pipeline/Senders.ts"
import type { Task } from "../../src/pipeline/Task.ts"
import { identifying } from "../../src/mapping/RowIdentity.ts"
import { CorrectedLines } from "../../src/rejects/CorrectedLines.ts"
import * as RejectedRows from "../../src/rejects/RejectedRows.ts"
import * as Rejects from "../../src/rejects/RejectFile.ts"
import * as RejectFiles from "../../src/rejects/RejectFiles.ts"
import * as AccountDestination from "../../src/targets/accounts/Destination.ts"
import * as World from "./world.ts"

const target = Target.Accounts.make({})

/** Rows of a window. */
export const window = 3

/** A world, and the run of one import in it, which each scan opens anew. */
export const make = Effect.gen(function* () {
  const world = yield* World.make()
  const state = yield* StateDirectory.open(world.stateDirectory)
  const { id } = yield* Effect.scoped(
    state.createRun({
      target,
      source: "rows.csv",
      sourceIdentity: "rows.csv",
      job: "job",
      environment: world.sandbox.environmentId,
      baseUrl: "http://sandbox.test/api/v1",
      list: undefined,
      sourceDigest: undefined
    })
  )
  return {
    world,
    state,
    /** Runs an effect with the options of a scan over a text. */
    scan: <A, E>(
      csv: string,
      use: (options: Options) => Effect.Effect<A, E, PersonaClient>,
      given?: Partial<Options>
    ) =>
      Effect.gen(function* () {
        const source = Source.string("rows.csv", csv, { window })
        const table = yield* source.open
        const run = yield* state.openRun(id)
        const rejectFiles = RejectFiles.make(run.folder, run.ledger)
        const { bom, columns, delimiter } = table
        const { file, publish } = rejectFiles
        const options: Options = {
          source,
          table,
          mapper: yield* Mapping.compile({ target, columns }),
          run,
          digester: state.digester,
          destination: AccountDestination.make({ accountTypeId: undefined, namedTypeId: undefined }),
          rejects: yield* Rejects.open({ file, publish, columns, delimiter, bom, run: id }),
          rejectFiles,
          requestCounters: yield* RequestCounters.counted,
          targetName: "accounts",
          engine: { name: "row", reason: "It was chosen." },
          bulkOperation: undefined,
          finishing: [],
          onClosed: () => Effect.succeed("closed"),
          policy: "skip",
          unkeyed: "refuse",
          retry: false,
          correction: undefined,
          duplicates: "first",
          canary: undefined,
          maxErrors: undefined,
          keyMaxAge: "23 hours",
          concurrency: 4,
          drain: "15 seconds",
          ...given
        }
        return yield* use(options)
      }).pipe(Effect.scoped, World.whileTimePasses, Effect.provide(world.client))
  }
})

/** Begins a scan; gives what its stages share. */
export const begin = Effect.fnUntraced(function* (options: Options) {
  const { digester, mapper, rejects, run } = options
  const { ledger } = run
  const startedAt = yield* Clock.currentTimeMillis
  const beginning = yield* Begin.find(options)
  const senders = yield* Senders.make(options, { now, onPause: () => Effect.void })
  const queue = yield* Queue.bounded<Task, Cause.Done>(16)
  const identified = identifying(mapper, options.unkeyed)
  const { from, table } = beginning
  const rejectedRows = yield* RejectedRows.make({ digester, identified, ledger, mapper, rejects, table })
  yield* Begin.record(options, beginning)
  return {
    options,
    beginning,
    startedAt,
    ledger,
    digester,
    identified,
    rejectedRows,
    senders,
    now,
    counters: new Counters(),
    threshold: ErrorThreshold.make(options.maxErrors),
    stopping: yield* Ending.make,
    checkpointer: Checkpointer.make(ledger, from),
    lines: new CorrectedLines(false),
    place: table.place,
    dispatcher: yield* Dispatcher.make<Task>({
      ...options,
      ledger,
      queue,
      batching: undefined,
      now,
      canary: undefined
    })
  }
})

/** Admits and sends all rows of a scan, one after the other; gives them. */
export const sendAll = Effect.fnUntraced(function* (begun: Begun) {
  const { duplicates } = begun.options
  const { from, table } = begun.beginning
  const admit = Admit.make({
    ...begun,
    lastLines: undefined,
    rejectDuplicates: duplicates === "reject",
    fromStart: from === undefined,
    leaveAtOnce: true
  })
  const deliver = Deliver.make({ ...begun, scope: yield* Effect.scope })
  const tasks: Array<Task> = []
  yield* Stream.runForEach(table.windows, (window) =>
    Effect.flatMap(admit(window), (admitted) => {
      tasks.push(...admitted)
      return Effect.forEach(admitted, deliver.row, { discard: true })
    })
  )
  return tasks
})

export type Begun = Effect.Success<ReturnType<typeof begin>>

/** Ends a scan that was driven by hand; gives what the ledger, the counters and the reject file have of it. */
export const close = Effect.fnUntraced(function* ({ counters, ledger, options, stopping }: Begun) {
  yield* ledger.flush
  return {
    progress: counters.counts(),
    counts: yield* ledger.counts,
    checkpoint: yield* ledger.checkpoint,
    ending: stopping.isStopping() ? yield* stopping.called : undefined,
    rejected: rejectedIn(yield* options.rejects.close)
  }
})

/** What a finished file of rejected rows says of each, from the line on. */
export const rejectedIn = (file: string | null): ReadonlyArray<string> => {
  if (file === null) return []
  const [header = "", ...lines] = fs.readFileSync(file, "utf8").trimEnd().split("\n")
  const at = header.split(",").indexOf("persona-line")
  return lines.map((line) => line.split(",").slice(at).join(","))
}

const now: Effect.Effect<Moment> = Effect.map(Clock.currentTimeMillis, (wall) => ({
  wall,
  server: undefined
}))
