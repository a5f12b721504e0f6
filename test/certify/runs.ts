/** Runs of a trial: what goes wrong while they last, and what is held against each of them when it has ended. */
import type * as Target from "@effect-persona/importer/Target"
import type { SandboxRecord } from "@effect-persona/sandbox/SandboxRecord"
import { Effect, Fiber } from "effect"
import * as path from "node:path"
import { listId, listName } from "./between.ts"
import * as Canaries from "./canaries.ts"
import type { Ended, Instruction } from "./instruction.ts"
import * as Kinds from "./kinds.ts"
import type { Paper } from "./paper.ts"
import type { Gone, Pool, Worker } from "./pool.ts"
import type { Random } from "./random.ts"
import * as Script from "./script.ts"
import type { Story } from "./story.ts"
import { speed, type Times } from "./times.ts"
import type { World } from "./world.ts"

/** A worker that has told nothing for so long, in the machine's time, hangs: long, because the machine may be busy. */
const hangMillis = 120_000

export interface Options {
  readonly script: Script.Script
  readonly pool: Pool
  readonly world: World
  readonly paper: Paper
  readonly random: Random
  readonly story: Story
  readonly times: Times
}

export class Runs {
  processes = 0
  /** How often a refusal was injected that rejects a row. */
  refusals = 0
  /** How often a 409 was injected though nothing stood in the way. */
  falseConflicts = 0
  /** The engine of the runs without faults. */
  lastEngine: Instruction["engine"]
  private engineBefore: Instruction["engine"] | undefined
  private readonly script: Script.Script
  private readonly pool: Pool
  private readonly world: World
  private readonly paper: Paper
  private readonly random: Random
  private readonly story: Story
  private readonly times: Times

  constructor({ paper, pool, random, script, story, times, world }: Options) {
    this.script = script
    this.lastEngine = script.lastEngine
    this.pool = pool
    this.world = world
    this.paper = paper
    this.random = random
    this.story = story
    this.times = times
  }

  /** A run without faults. */
  readonly finish = (given: Pick<Instruction, "command" | "file">): Effect.Effect<Ended | undefined> =>
    Effect.gen({ self: this }, function* () {
      const instruction = this.instruction(given)
      this.countEngine(instruction.engine)
      const gone = yield* this.await(this.pool.startWarm(instruction))
      this.hear(gone, { kind: "none" })
      return gone.ended
    })

  private countEngine(engine: Instruction["engine"]): void {
    if (this.engineBefore !== undefined && this.engineBefore !== engine) this.story.obstacle("otherEngine")
    this.engineBefore = engine
  }

  /** A run in which something goes wrong. */
  readonly live = (phase: Script.Phase, index: number): Effect.Effect<void> =>
    Effect.gen({ self: this }, function* () {
      const before = yield* this.world.record
      yield* this.disturb(phase, index)
      const { gone, name } = yield* this.run(phase, index)
      if (diskErrors.has(name)) {
        if (phase.end.kind === "disk") {
          this.story.obstacle(phase.end.disk.kind === "full" ? "fullDisk" : "readOnly")
        }
        if (phase.end.kind === "file size") this.story.obstacle("fileSize")
      }
      if (this.script.rateLimit > 0) this.story.obstacle("rateLimit")
      if (phase.command === "resume" || phase.command === "retry") this.story.count("events", phase.command)
      if (phase.elsewhereAfter !== undefined) yield* this.returnFrom(phase, name)
      yield* this.calm
      const after = yield* this.world.record
      this.countRefusals(phase, before, after)
      this.countFaults(phase, before, after)
      if (Script.isBulk(this.script)) this.times.late(this.jobMillis)
      if (phase.tear !== undefined) yield* this.endTear(phase.tear, gone)
    })

  private readonly disturb = (phase: Script.Phase, index: number): Effect.Effect<void> =>
    Effect.gen({ self: this }, function* () {
      const { sandbox } = this.world
      yield* sandbox.setFaults({
        seed: this.script.seed + index,
        rules: phase.faults.map(({ rule }) => rule)
      })
      yield* sandbox.setPermissions(phase.permissions)
      yield* sandbox.setRateLimit(this.script.rateLimit)
      yield* sandbox.setBulk(phase.bulk === "lost" ? closed : open)
      if (phase.elsewhereAfter !== undefined) yield* this.world.divert(phase.elsewhereAfter)
    })

  private get calm(): Effect.Effect<void> {
    const { sandbox } = this.world
    return Effect.all(
      [
        sandbox.setBulk(open),
        sandbox.setFaults({ rules: [] }),
        sandbox.setPermissions("all"),
        sandbox.setRateLimit(0)
      ],
      { discard: true }
    )
  }

  /** Runs the phase's process, and its rival; gives how it ended. */
  private readonly run = (
    phase: Script.Phase,
    index: number
  ): Effect.Effect<{ readonly gone: Gone; readonly name: string }> =>
    Effect.gen({ self: this }, function* () {
      const { bulk, end, tear } = phase
      const correction = phase.command === "correct" ? this.paper.outstanding : undefined
      if (correction !== undefined) correction.state = "begun"
      const instruction = this.instruction({
        command: phase.command === "correct" ? "import" : phase.command,
        engine: phase.engine,
        file: correction?.file ?? this.paper.path,
        end: end.kind === "step" ? end.end : undefined,
        disk: end.kind === "disk" ? end.disk : undefined,
        tear: tear && this.paper.prepareTear(this.random.fork(`tear ${index}`), tear)
      })
      this.countEngine(phase.engine)
      const worker =
        end.kind === "file size"
          ? this.pool.startLimited(instruction, end.blocks)
          : this.pool.start(instruction)
      const rival = phase.rival
        ? this.pool.startWarm({ ...instruction, command: "import", end: undefined, disk: undefined })
        : undefined
      const losing =
        typeof bulk === "string"
          ? undefined
          : yield* Effect.forkChild(
              Effect.delay(this.world.sandbox.setBulk(closed), bulk.lostAfterMillis * speed)
            )
      const gone = yield* this.await(worker, end.kind === "time" ? end.millis : undefined)
      const name = this.hear(gone, end)
      const second = rival === undefined ? "" : this.hear(yield* this.await(rival), { kind: "none" })
      if (name === "RunLocked" || second === "RunLocked") this.story.obstacle("rival")
      if (losing !== undefined) yield* Fiber.interrupt(losing)
      if (correction !== undefined) {
        this.story.count("events", "correct")
        if (gone.ended?._tag === "Report" && gone.ended.report.status !== "interrupted") {
          correction.state = "done"
        }
      }
      return { gone, name }
    })

  /** A run that may not go on does not. */
  private countRefusals(phase: Script.Phase, before: SandboxRecord, after: SandboxRecord): void {
    const refused = answersOf(after, "403") - answersOf(before, "403")
    if (refused > 0 && phase.permissions !== "all") this.story.obstacle("permission")
    if (phase.bulk !== "open" && refusalsOfBulk(after) > refusalsOfBulk(before)) this.story.obstacle("lost")
    // Those that were under way when the first one was refused, what is asked before the first row, refusals that were
    // lost on the way, and requests of an earlier run whose effect comes late, and meets the permissions of now.
    const injected = injectedIn(after) - injectedIn(before)
    const late = before.faults.injected["lateEffect"] ?? 0
    const workers = this.script.concurrency * (Script.isBulk(this.script) ? 2 : 1)
    if (!phase.rival && refused > workers + 5 + injected + late) {
      this.story.violations.push(`the run went on for ${refused} requests without a permission`)
    }
  }

  private countFaults(phase: Script.Phase, before: SandboxRecord, after: SandboxRecord): void {
    for (const { name, rule } of phase.faults) {
      const { action } = rule
      const { kind } = action
      const times = (after.faults.injected[kind] ?? 0) - (before.faults.injected[kind] ?? 0)
      this.story.count("faults", name, times)
      if (times > 0) this.story.lines.push(`  ${name}: ${times} times`)
      if (name === "refusal that quotes" && times > 0) this.story.obstacle("quoted")
      // A request of many rows that is refused as a whole says nothing of any of them.
      const isRefusal = name === "422" || name === "refusal that quotes"
      if ((isRefusal && !isBulkPath(rule.match.path)) || name === "409 without a match")
        this.refusals += times
      // The importers name no rows, so that these are sent again.
      if (name === "rows refused for once" && phase.engine === "batch") this.refusals += times
      if (name === "409 without a match") this.falseConflicts += times
      if ("millis" in action && action.millis !== undefined) this.times.late(action.millis + this.jobMillis)
    }
  }

  /** The environment is the run's own again. */
  private readonly returnFrom = (phase: Script.Phase, end: string): Effect.Effect<void> =>
    Effect.gen({ self: this }, function* () {
      const written = yield* this.world.divert(undefined)
      if (written === 0) return
      this.story.obstacle("elsewhere")
      this.story.lines.push(`  another environment answered, ${written} requests, then ${end}`)
      const { concurrency } = this.script
      // Rows and requests of many rows leave side by side, and a search uploads four files at a time.
      const perWorker = phase.engine === "row" ? 1 : phase.engine === "batch" ? 2 : 1 + searchUploads
      const underWay = concurrency * perWorker
      if (!phase.rival && written > underWay + 1) {
        this.story.violations.push(
          `${written} requests went to another environment, ${underWay} can have been under way`
        )
      }
    })

  private readonly endTear = (tear: Script.Tear, { ended }: Gone): Effect.Effect<void> =>
    Effect.gen({ self: this }, function* () {
      // What another version said is under way still, and its keys are of no use to the next run.
      if (Script.isBulk(this.script)) yield* this.times.settleLate
      if (!this.paper.endTear()) return
      this.story.count("events", Script.tearName(tear))
      this.story.lines.push(`  torn: ${JSON.stringify(tear)}`)
      if (ended?._tag === "Failure" && /changed/i.test(`${ended.error} ${ended.message}`)) {
        this.story.obstacle("changed")
      }
    })

  instruction(
    given: Partial<Pick<Instruction, "command" | "engine" | "end" | "disk" | "file" | "tear">>
  ): Instruction {
    const { batchRows, concurrency, duplicates, keyMaxAgeHours, onExisting, sharesRate, unkeyed, window } =
      this.script
    return {
      command: "import",
      engine: this.lastEngine,
      batchRows,
      patienceMillis: this.script.patienceSeconds * 1000,
      baseUrl: this.world.url,
      apiKey: this.world.apiKey,
      clock: this.times.clock,
      stateDirectory: this.stateDirectory,
      file: this.paper.path,
      target: this.target,
      set: {},
      window,
      concurrency,
      onExisting,
      unkeyed,
      duplicates,
      keyMaxAgeMillis: keyMaxAgeHours * 3_600_000,
      sharesRate,
      traces: this.script.quotes !== undefined,
      ...given
    }
  }

  private get target(): Target.Target {
    const { isTyped, kind, list } = this.script
    if (kind === "accounts")
      return { _tag: "Accounts", ...(isTyped ? { accountType: Kinds.accountType } : {}) }
    if (kind === "lists") return { _tag: "Lists" }
    return {
      _tag: "ListItems",
      kind: kind as Target.ListItemKind,
      list: list === "id" ? listId : listName
    }
  }

  /** How long the API works on one request of many rows. */
  private get jobMillis(): number {
    const { batchRows, rowsPerSecond } = this.script
    return rowsPerSecond === 0 ? 0 : (batchRows / rowsPerSecond) * 1000
  }

  get stateDirectory(): string {
    return path.join(this.world.folder, "state")
  }

  private await(worker: Worker, killAfter?: number): Effect.Effect<Gone> {
    this.processes++
    return Effect.promise(() => {
      const timers = [setTimeout(() => this.hang(worker), hangMillis)]
      if (killAfter !== undefined) timers.push(setTimeout(() => worker.kill(), killAfter))
      return worker.gone.finally(() => timers.forEach(clearTimeout))
    })
  }

  private hang(worker: Worker): void {
    this.story.violations.push(`a run has not ended after ${hangMillis / 1000} s`)
    worker.kill()
  }

  // What each run leaves

  leaks = 0

  leak(what: string): void {
    this.leaks++
    this.story.violations.push(`a value of a row got out: ${what}`)
  }

  /** Takes note of how a run ended, and of what it says that it must not; gives the name of its end. */
  private hear(gone: Gone, end: Script.Ending): string {
    const { ended } = gone
    const name = this.story.hear(gone, end)
    const said = Canaries.find(`${JSON.stringify(ended ?? null)}\n${gone.printed}`)
    if (said !== undefined) this.leak(`what a run says: ${said}`)
    for (const span of ended?.leakingSpans ?? []) this.leak(`span ${span}`)
    if ((ended?.impatient ?? 0) > 0) {
      this.story.violations.push(`${ended!.impatient} requests left before the time that a 429 had named`)
    }
    for (const what of this.paper.destroyed) {
      if (!this.story.violations.includes(what)) this.story.violations.push(what)
    }
    return name
  }
}

/** Files that a search for rows at fault uploads at the same time. */
const searchUploads = 4

const open = { batchJobs: true, importers: true }
const closed = { batchJobs: false, importers: false }

const isBulkPath = (path: string | undefined): boolean => path === "/batch-jobs" || path === "/importer/"

/** Requests of many rows that the API did not take. */
const refusalsOfBulk = ({ requests }: SandboxRecord): number =>
  Object.entries(requests)
    .filter(([operation]) => isBulkPath(/ (\/batch-jobs|\/importer\/)/.exec(operation)?.[1]))
    .reduce((sum, [, byStatus]) => sum + (byStatus["403"] ?? 0) + (byStatus["404"] ?? 0), 0)

/** How an import ends whose disk fails it. */
const diskErrors: ReadonlySet<string> = new Set(["LedgerError", "StateError", "RejectsError"])

const answersOf = ({ requests }: SandboxRecord, status: string): number =>
  Object.values(requests).reduce((sum, byStatus) => sum + (byStatus[status] ?? 0), 0)

const injectedIn = ({ faults }: SandboxRecord): number =>
  Object.values(faults.injected).reduce((sum, times) => sum + times, 0)
