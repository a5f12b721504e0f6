/**
 * One trial: a fresh sandbox, a seeded file, runs in which things go wrong as the script says, then runs without faults
 * until the import is finished, then the verdict.
 */
import type { Report } from "@effect-persona/importer/Report"
import type * as Target from "@effect-persona/importer/Target"
import type { SandboxRecord } from "@effect-persona/sandbox/SandboxRecord"
import { Clock, Effect, Fiber, type Scope } from "effect"
import * as path from "node:path"
import { Between, listId, listName } from "./between.ts"
import * as Canaries from "./canaries.ts"
import * as FastClock from "./clock.ts"
import * as Files from "./files.ts"
import type { Instruction } from "./instruction.ts"
import * as Kinds from "./kinds.ts"
import * as Ledger from "./ledger.ts"
import { Paper } from "./paper.ts"
import type { Gone, Pool, Worker } from "./pool.ts"
import { printed } from "./printed.ts"
import * as Random from "./random.ts"
import * as Script from "./script.ts"
import { Story, type Tally } from "./story.ts"
import { speed, Times } from "./times.ts"
import * as Verdict from "./verdict.ts"
import * as World from "./world.ts"

export interface Result {
  readonly script: Script.Script
  /** Empty when the trial passed. */
  readonly violations: ReadonlyArray<string>
  /** What happened, run by run. */
  readonly story: ReadonlyArray<string>
  readonly tally: Tally
}

/** Runs without faults that an import may take to finish. */
const patience = 6

/** A worker that has told nothing for so long, in the machine's time, hangs: long, because the machine may be busy. */
const hangMillis = 120_000

export const run = (script: Script.Script, pool: Pool): Promise<Result> => {
  const settings: FastClock.Settings = { speed, origin: Date.now(), offsetMillis: 0 }
  return Effect.scoped(Effect.flatMap(openTrial(script, pool, settings), (trial) => trial.run)).pipe(
    Effect.provideService(Clock.Clock, FastClock.make(settings)),
    Effect.runPromise
  )
}

const openTrial = (
  script: Script.Script,
  pool: Pool,
  clock: FastClock.Settings
): Effect.Effect<Trial, never, Scope.Scope> =>
  Effect.map(
    Effect.orDie(
      World.make({
        seed: script.seed,
        rateLimit: 0,
        activationDelayMillis: script.activationDelayMillis,
        accountTypes: [{ name: "Certified", id: Kinds.accountType }],
        bulkRowsPerSecond: script.rowsPerSecond,
        refuses: Kinds.refuses.map((refuse) => ({
          ...refuse,
          ...(script.quotes === undefined ? {} : { quote: script.quotes })
        })),
        lists:
          script.list === "new"
            ? []
            : [{ kind: script.kind as "string", name: listName, id: listId }].filter(
                () => script.kind !== "accounts" && script.kind !== "lists"
              )
      })
    ),
    (world) => new Trial(script, pool, clock, world)
  )

class Trial {
  private readonly script: Script.Script
  private readonly pool: Pool
  private readonly world: World.World
  private readonly kind: Kinds.Kind
  private readonly random: Random.Random
  private readonly story = new Story()
  private readonly times: Times
  private readonly paper: Paper
  private readonly between: Between
  private readonly isBulk: boolean
  private lastEngine: Instruction["engine"]
  private engineBefore: Instruction["engine"] | undefined
  private processes = 0
  private refusals = 0
  private falseConflicts = 0

  constructor(script: Script.Script, pool: Pool, clock: FastClock.Settings, world: World.World) {
    this.script = script
    this.lastEngine = script.lastEngine
    this.pool = pool
    this.times = new Times(clock, world)
    this.world = world
    this.kind = kindOf(script)
    this.isBulk = Script.isBulk(script)
    this.random = Random.make(script.seed).fork("trial")
    const file = Files.make(this.random.fork("file"), this.kind, {
      rows: script.rows,
      unkeyed: script.kind !== "accounts" ? 0 : script.unkeyed === "allow" ? 0.4 : 0.08,
      refused: script.refusedPercent / 100,
      padding: script.padding
    })
    this.paper = new Paper(this.kind, world.folder, file, script.duplicates)
    this.between = new Between({
      kind: this.kind,
      isBulk: this.isBulk,
      paper: this.paper,
      random: this.random,
      stateDirectory: this.stateDirectory,
      story: this.story,
      times: this.times,
      world
    })
  }

  get run(): Effect.Effect<Result> {
    return Effect.gen({ self: this }, function* () {
      const { story } = this
      this.paper.write()
      if (this.script.activationDelayMillis > 0) story.obstacle("late")
      yield* this.between.prepare(this.script.foreignPercent)
      for (const [i, phase] of this.script.phases.entries()) yield* this.live(phase, i)
      const report = yield* this.finish
      yield* this.times.settleLate
      if (report !== undefined) {
        yield* this.judge(report)
        if (this.random.fork("again").chance(0.2)) yield* this.again(report)
      }
      const record = yield* this.world.record
      if (this.isCalm && record.replays > this.mostReplays) {
        story.violations.push(
          `${record.replays} requests were sent twice, ${this.mostReplays} can have been under way at the kills`
        )
      }
      const mismatches = this.world.mismatches()
      if (mismatches > 0) story.violations.push(`${mismatches} requests came under the key of another one`)
      for (const what of Canaries.findBelow(this.stateDirectory)) this.leak(what)
      if (this.script.quotes && this.random.fork("printed").chance(0.1)) {
        const found = Canaries.find(yield* printed(this.stateDirectory))
        if (found !== undefined) this.leak(`what the command prints: ${found}`)
      }
      const requests = Object.values(record.requests).flatMap((byStatus) => Object.values(byStatus))
      return {
        script: this.script,
        violations: story.violations,
        story: story.lines,
        tally: {
          rows: this.paper.file.rows.length,
          processes: this.processes,
          requests: requests.reduce((sum, count) => sum + count, 0),
          ...story.counts,
          outcomes:
            report === undefined
              ? {}
              : {
                  created: report.created,
                  existing: report.existing - report.existingAfterDoubt,
                  "existing after doubt": report.existingAfterDoubt,
                  updated: report.updated,
                  rejected: report.rejected,
                  duplicates: report.duplicates,
                  unknown: report.unknown
                },
          canaries: { searched: this.paper.numbers.size, found: this.leaks }
        }
      }
    })
  }

  // Runs

  private readonly live = (phase: Script.Phase, index: number): Effect.Effect<void> =>
    Effect.gen({ self: this }, function* () {
      const { paper, story } = this
      const { sandbox } = this.world
      const before = yield* this.world.record
      yield* sandbox.setFaults({
        seed: this.script.seed + index,
        rules: phase.faults.map(({ rule }) => rule)
      })
      yield* sandbox.setPermissions(phase.permissions)
      yield* sandbox.setRateLimit(this.script.rateLimit)
      yield* sandbox.setBulk(phase.bulk === "lost" ? closed : open)
      if (phase.elsewhereAfter !== undefined) yield* this.world.divert(phase.elsewhereAfter)
      const { end } = phase
      const correction = phase.command === "correct" ? paper.outstanding : undefined
      if (correction !== undefined) correction.state = "begun"
      const instruction = this.instruction({
        command: phase.command === "correct" ? "import" : phase.command,
        engine: phase.engine,
        file: correction?.file ?? paper.path,
        end: end.kind === "step" ? end.end : undefined,
        disk: end.kind === "disk" ? end.disk : undefined,
        tear:
          phase.tear === undefined
            ? undefined
            : paper.prepareTear(this.random.fork(`tear ${index}`), phase.tear)
      })
      if (this.engineBefore !== undefined && this.engineBefore !== phase.engine) story.obstacle("otherEngine")
      this.engineBefore = phase.engine
      const worker =
        end.kind === "file size"
          ? this.pool.startLimited(instruction, end.blocks)
          : this.pool.start(instruction)
      const rival = phase.rival
        ? this.pool.startWarm({ ...instruction, command: "import", end: undefined, disk: undefined })
        : undefined
      const losing =
        typeof phase.bulk === "string"
          ? undefined
          : yield* Effect.forkChild(Effect.delay(sandbox.setBulk(closed), phase.bulk.lostAfterMillis * speed))
      const gone = yield* this.await(worker, end.kind === "time" ? end.millis : undefined)
      const ends = [this.hear(gone, end)]
      if (rival !== undefined) ends.push(this.hear(yield* this.await(rival), { kind: "none" }))
      if (correction !== undefined) {
        if (gone.ended?._tag === "Report" && gone.ended.report.status !== "interrupted")
          correction.state = "done"
        story.count("events", "correct")
      }
      if (ends.includes("RunLocked")) story.obstacle("rival")
      if (diskErrors.has(ends[0]!)) {
        if (end.kind === "disk") story.obstacle(end.disk.kind === "full" ? "fullDisk" : "readOnly")
        if (end.kind === "file size") story.obstacle("fileSize")
      }
      if (this.script.rateLimit > 0) story.obstacle("rateLimit")
      if (losing !== undefined) yield* Fiber.interrupt(losing)
      if (phase.elsewhereAfter !== undefined) yield* this.returnFrom(phase, ends[0]!)
      yield* sandbox.setBulk(open)
      yield* sandbox.setFaults({ rules: [] })
      yield* sandbox.setPermissions("all")
      yield* sandbox.setRateLimit(0)
      const after = yield* this.world.record
      const refused = answersOf(after, "403") - answersOf(before, "403")
      if (refused > 0 && phase.permissions !== "all") story.obstacle("permission")
      if (phase.bulk !== "open" && refusalsOfBulk(after) > refusalsOfBulk(before)) story.obstacle("lost")
      // Those that were under way when the first one was refused, what is asked before the first row, refusals that were
      // lost on the way, and requests of an earlier run whose effect comes late, and meets the permissions of now.
      const injected = injectedIn(after) - injectedIn(before)
      const late = before.faults.injected["lateEffect"] ?? 0
      const workers = this.script.concurrency * (this.isBulk ? 2 : 1)
      if (!phase.rival && refused > workers + 5 + injected + late) {
        story.violations.push(`the run went on for ${refused} requests without a permission`)
      }
      if (phase.command === "resume" || phase.command === "retry") story.count("events", phase.command)
      for (const { name, rule } of phase.faults) {
        const { action } = rule
        const { kind } = action
        const times = (after.faults.injected[kind] ?? 0) - (before.faults.injected[kind] ?? 0)
        story.count("faults", name, times)
        if (times > 0) story.lines.push(`  ${name}: ${times} times`)
        if (name === "refusal that quotes" && times > 0) story.obstacle("quoted")
        // A request of many rows that is refused as a whole says nothing of any of them.
        const isRefusal = name === "422" || name === "refusal that quotes"
        if ((isRefusal && !isBulkPath(rule.match.path)) || name === "409 without a match")
          this.refusals += times
        // The importers name no rows, so that these are sent again.
        if (name === "rows refused for once" && phase.engine === "batch") this.refusals += times
        if (name === "409 without a match") this.falseConflicts += times
        if ("millis" in action && action.millis !== undefined) this.times.late(action.millis + this.jobMillis)
      }
      if (this.isBulk) this.times.late(this.jobMillis)
      if (phase.tear !== undefined) yield* this.endTear(phase.tear, ends[0]!)
      for (const event of phase.after) yield* this.between.happen(event)
    })

  /** The environment is the run's own again. */
  private readonly returnFrom = (phase: Script.Phase, end: string): Effect.Effect<void> =>
    Effect.gen({ self: this }, function* () {
      const written = yield* this.world.divert(undefined)
      if (written === 0) return
      this.story.obstacle("elsewhere")
      this.story.lines.push(`  another environment answered, ${written} writes, then ${end}`)
      const { chunkRows, concurrency } = this.script
      const underWay = concurrency * (phase.engine === "row" ? 1 : 1 + chunkRows)
      if (!phase.rival && written > underWay + 1) {
        this.story.violations.push(
          `${written} writes went to another environment, ${underWay} can have been under way`
        )
      }
    })

  private readonly endTear = (tear: Script.Tear, end: string): Effect.Effect<void> =>
    Effect.gen({ self: this }, function* () {
      // What another file said is still under way, and its keys are of no use to the next run.
      if (this.isBulk) yield* this.times.settleLate
      if (!this.paper.endTear()) return
      this.story.count("events", Script.tearName(tear))
      this.story.lines.push(`  torn: ${JSON.stringify(tear)}`)
      if (end === "SourceError" || end === "SourceChanged") this.story.obstacle("changed")
    })

  private instruction(
    given: Partial<Pick<Instruction, "command" | "engine" | "end" | "disk" | "file" | "tear">>
  ): Instruction {
    const { chunkRows, concurrency, duplicates, keyMaxAgeHours, onExisting, sharesRate, unkeyed, window } =
      this.script
    return {
      command: "import",
      engine: this.lastEngine,
      chunkRows,
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
    const { chunkRows, rowsPerSecond } = this.script
    return rowsPerSecond === 0 ? 0 : (chunkRows / rowsPerSecond) * 1000
  }

  private get stateDirectory(): string {
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

  private leaks = 0

  private leak(what: string): void {
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

  // End

  /** Runs without faults until the import is finished; gives its report. */
  private get finish(): Effect.Effect<Report | undefined> {
    return Effect.gen({ self: this }, function* () {
      const correction = this.paper.outstanding
      const isImported =
        correction !== undefined &&
        (correction.state === "begun" || this.random.fork("import corrections").chance(0.7))
      if (correction === undefined || !isImported) return yield* this.finishFile(this.paper.path)
      const order = this.script.correctedAtLast
        ? [this.paper.path, correction.file]
        : [correction.file, this.paper.path]
      let report: Report | undefined
      for (const file of order) {
        report = yield* this.finishFile(file)
        if (report === undefined) return undefined
        if (file !== correction.file) continue
        correction.state = "done"
        this.story.count("events", "correct")
      }
      return report
    })
  }

  private readonly finishFile = (file: string): Effect.Effect<Report | undefined> =>
    Effect.gen({ self: this }, function* () {
      let unknown: number | undefined
      let command: Instruction["command"] = "import"
      for (let i = 0; i < patience; i++) {
        const instruction = this.instruction({ command, file })
        if (this.engineBefore !== undefined && this.engineBefore !== this.lastEngine) {
          this.story.obstacle("otherEngine")
        }
        this.engineBefore = this.lastEngine
        const gone = yield* this.await(this.pool.startWarm(instruction))
        this.hear(gone, { kind: "none" })
        // A row that the API refused after a doubt is unknown until it is asked for again.
        const isDone =
          gone.ended?._tag === "Report" &&
          (gone.ended.report.unknown === 0 || this.script.unkeyed === "allow")
        if (
          gone.ended?._tag === "Report" &&
          (isDone || i === patience - 1 || gone.ended.report.unknown === unknown)
        )
          return gone.ended.report
        unknown = gone.ended?._tag === "Report" ? gone.ended.report.unknown : undefined
        yield* this.times.settleLate
        if (gone.ended?._tag !== "Failure") continue
        // A 503 in JSON is stored, and taken for one that is not: the row waits until its key is too old.
        if (this.isStuck) yield* this.times.pass(25)
        // That the API does not take such requests is believed for a day.
        else if (gone.ended.error === "EngineError") {
          if (this.random.fork("engine").chance(0.5)) this.lastEngine = "row"
          else yield* this.times.pass(25)
        } else if (gone.ended.error === "SeveralRuns") command = "resume"
      }
      this.story.violations.push(`the import has not finished after ${patience} runs without faults`)
      return undefined
    })

  /** A finished import that is run again sends nothing. */
  private readonly again = (report: Report): Effect.Effect<void> =>
    Effect.gen({ self: this }, function* () {
      const gone = yield* this.await(this.pool.startWarm(this.instruction({})))
      const { ended } = gone
      this.hear(gone, { kind: "none" })
      const second = ended?._tag === "Report" ? ended.report : undefined
      const isSame =
        second?.writes === 0 &&
        second.nothingToDo &&
        second.created === report.created &&
        second.existing === report.existing &&
        second.rejected === report.rejected
      // Nobody knows of a row without a reference id, so it is asked for again while its key is young.
      if (!isSame && report.unknown === 0) {
        this.story.violations.push(
          `run again, it does not say that nothing is left: ${JSON.stringify(second)}`
        )
      }
    })

  /** Whether an answer is stored that the importer believes to be a proxy's. */
  private get isStuck(): boolean {
    const { faults } = this.story.counts
    return faults["JSON 503 with effect"] !== undefined || faults["JSON 503 without effect"] !== undefined
  }

  /** Whether nothing but kills happened. */
  private get isCalm(): boolean {
    return this.script.phases.every(
      ({ after, elsewhereAfter, faults, permissions, rival, tear }) =>
        faults.length === 0 &&
        permissions === "all" &&
        !rival &&
        after.length === 0 &&
        elsewhereAfter === undefined &&
        tear === undefined
    )
  }

  /** Requests that may be under way, or whose answers are not yet durable, when a process is killed. */
  private get mostReplays(): number {
    const { concurrency, phases, window } = this.script
    return phases.length * (2 * window + 5 * concurrency)
  }

  private readonly judge = (report: Report): Effect.Effect<void> =>
    Effect.gen({ self: this }, function* () {
      const { between, paper, script } = this
      const { contents } = yield* this.world.record
      const runs = Ledger.runs(this.stateDirectory)
      const folder = runs.find((name) => path.basename(name) === report.run)
      if (folder === undefined) {
        this.story.violations.push("the reported run has no folder")
        return
      }
      const otherRuns = runs.filter((name) => name !== folder && Ledger.read(name).length > 0).length
      const isOnePlace = script.phases.every(
        ({ after, rival }) => !rival && after.every(({ kind }) => kind !== "archive the list")
      )
      if (between.hasMoved && isOnePlace && !script.phases.some(hidesItsFile) && otherRuns > 0) {
        this.story.violations.push(`${otherRuns} runs were not found again by a file that had moved`)
      }
      this.story.violations.push(
        ...Verdict.violations({
          kind: this.kind,
          script,
          file: paper.effective,
          added: paper.added,
          list: yield* between.list,
          contents: contents!,
          report,
          ledger: Ledger.read(folder),
          foreign: between.foreign,
          foreignLater: between.foreignLater,
          said: paper.said,
          saidContents: paper.contents,
          unkeyedRows: paper.unkeyedRows,
          refusals: this.refusals,
          falseConflicts: this.falseConflicts,
          rejected: Verdict.rejectedIn(report.files.rejects),
          otherRuns
        })
      )
    })
}

const kindOf = ({ columns, isTyped, kind }: Script.Script): Kinds.Kind => {
  if (kind === "accounts") {
    return columns === "few" ? Kinds.uploadedAccounts : isTyped ? Kinds.typedAccounts : Kinds.accounts
  }
  return kind === "lists" ? Kinds.lists : Kinds.items.find(({ name }) => name === kind)!
}

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

/** Whether a file has another name and another beginning after a phase: then nothing tells whose it was. */
const hidesItsFile = ({ after, tear }: Script.Phase): boolean =>
  after.some(({ kind }) => kind === "move") &&
  (tear !== undefined || after.some((event) => event.kind === "file" && event.change !== "extend"))
