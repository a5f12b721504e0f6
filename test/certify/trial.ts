/**
 * One trial: a fresh sandbox, a seeded file, runs in which things go wrong as the script says, then runs without faults
 * until the import is finished, then the verdict.
 */
import type * as Target from "@effect-persona/importer/Target"
import type { SandboxRecord } from "@effect-persona/sandbox/SandboxRecord"
import { parse } from "csv-parse/sync"
import { Clock, Effect, Fiber, type Scope } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import * as FastClock from "./clock.ts"
import * as Files from "./files.ts"
import type { Ended, Instruction } from "./instruction.ts"
import * as Kinds from "./kinds.ts"
import * as Ledger from "./ledger.ts"
import type { Gone, Pool, Worker } from "./pool.ts"
import * as Random from "./random.ts"
import * as Script from "./script.ts"
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

/** Figures that are added up over trials. */
export interface Tally {
  readonly rows: number
  readonly processes: number
  readonly requests: number
  readonly faults: Readonly<Record<string, number>>
  /** Where processes were killed. */
  readonly kills: Readonly<Record<string, number>>
  /** How processes ended that were not killed. */
  readonly ends: Readonly<Record<string, number>>
  readonly events: Readonly<Record<string, number>>
  /** What stood in a run's way besides faults, and had its effect. */
  readonly obstacles: Readonly<Record<string, number>>
  /** Runs by the engine that they had, and by what became of it. */
  readonly engines: Readonly<Record<string, number>>
  readonly outcomes: Readonly<Record<string, number>>
  /** Workers that took a step and lived to tell, by step. */
  readonly steps: Readonly<Record<string, number>>
}

/** What can stand in a run's way besides faults. */
export const obstacles = {
  fullDisk: "a disk that is full",
  readOnly: "a ledger that is read-only",
  fileSize: "a limit for the size of files",
  rival: "another process that works on the run",
  permission: "a permission that is taken away",
  rateLimit: "a small rate limit",
  late: "list items that become active late",
  lost: "requests of many rows that the API takes no more"
} as const

/** How much faster than the machine's clock those of a trial run. */
export const speed = 100

/** Runs without faults that an import may take to finish. */
const patience = 6

/** A worker that has told nothing for so long, in the machine's time, hangs. */
const hangMillis = 30_000

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
        refuses: Kinds.refuses,
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

const listName = "Certified"
const listId = "lst_Certified0000000000000"

class Trial {
  private readonly script: Script.Script
  private readonly pool: Pool
  private readonly world: World.World
  private readonly kind: Kinds.Kind
  private readonly random: Random.Random
  private readonly story: Array<string> = []
  private readonly violations: Array<string> = []
  private readonly counts: Record<
    "faults" | "kills" | "ends" | "events" | "obstacles" | "steps" | "engines",
    Record<string, number>
  > = { faults: {}, kills: {}, ends: {}, events: {}, obstacles: {}, steps: {}, engines: {} }
  private readonly foreign = new Map<string, string>()
  private readonly foreignLater = new Map<string, string>()
  private readonly said = new Map<string, Set<string>>()
  private readonly unkeyedRows = new Map<string, number>()
  private clock: FastClock.Settings
  private lastEngine: Instruction["engine"]
  private file: Files.File
  private processes = 0
  private refusals = 0
  private falseConflicts = 0
  /** Milliseconds by the trial's clock until which effects may still come. */
  private lateUntil = 0

  constructor(script: Script.Script, pool: Pool, clock: FastClock.Settings, world: World.World) {
    this.script = script
    this.lastEngine = script.lastEngine
    this.pool = pool
    this.clock = clock
    this.world = world
    this.kind =
      script.kind === "accounts"
        ? { row: Kinds.accounts, batch: Kinds.typedAccounts, upload: Kinds.uploadedAccounts }[script.engine]
        : script.kind === "lists"
          ? Kinds.lists
          : Kinds.items.find(({ name }) => name === script.kind)!
    this.random = Random.make(script.seed).fork("trial")
    this.file = Files.make(this.random.fork("file"), this.kind, {
      rows: script.rows,
      unkeyed: script.kind !== "accounts" ? 0 : script.unkeyed === "allow" ? 0.4 : 0.08,
      refused: script.refusedPercent / 100
    })
  }

  get run(): Effect.Effect<Result> {
    return Effect.gen({ self: this }, function* () {
      this.write()
      if (this.script.activationDelayMillis > 0) this.obstacle("late")
      yield* this.prepare
      for (const [i, phase] of this.script.phases.entries()) yield* this.live(phase, i)
      const report = yield* this.finish
      yield* this.settleLate
      if (report !== undefined) {
        yield* this.judge(report)
        if (this.random.fork("again").chance(0.2)) yield* this.again(report)
      }
      const record = yield* this.world.record
      if (this.isCalm && record.replays > this.mostReplays) {
        this.violations.push(
          `${record.replays} requests were sent twice, ${this.mostReplays} can have been under way at the kills`
        )
      }
      const requests = Object.values(record.requests).flatMap((byStatus) => Object.values(byStatus))
      return {
        script: this.script,
        violations: this.violations,
        story: this.story,
        tally: {
          rows: this.file.rows.length,
          processes: this.processes,
          requests: requests.reduce((sum, count) => sum + count, 0),
          ...this.counts,
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
                }
        }
      }
    })
  }

  // What is there before

  /** Somebody else has some of the file's objects already, made long before the first run. */
  private get prepare(): Effect.Effect<void> {
    return Effect.gen({ self: this }, function* () {
      yield* this.add(this.script.foreignPercent, this.foreign)
      yield* this.pass(1)
    })
  }

  private readonly add = (percent: number, into: Map<string, string>): Effect.Effect<void> =>
    Effect.gen({ self: this }, function* () {
      const random = this.random.fork(`add ${this.processes}`)
      const list = yield* this.list
      if (isItems(this.kind) && list === undefined) return
      const held = this.kind.held((yield* this.world.record).contents!)
      const there = new Set(
        held
          .filter((object) => object.list === list && (object.stands || this.kind.name === "accounts"))
          .map(({ natural }) => natural)
      )
      for (const row of this.file.rows) {
        if (row.is !== "valid" || !random.chance(percent / 100)) continue
        const cells = this.kind.cells(row.n, random.chance(0.5) ? row.version : 99, row.spelling)
        const natural = this.kind.natural(cells)
        if (there.has(natural)) continue
        there.add(natural)
        into.set(yield* this.world.create(this.kind.request(cells, list)), this.kind.content(cells))
      }
    })

  /** The list that items go to, where it is there by now. */
  private get list(): Effect.Effect<string | undefined> {
    if (!isItems(this.kind)) return Effect.undefined
    return Effect.map(
      this.world.record,
      ({ contents }) =>
        contents!.lists.find(({ name, status }) => name === listName && status === "active")?.id
    )
  }

  // Runs

  private readonly live = (phase: Script.Phase, index: number): Effect.Effect<void> =>
    Effect.gen({ self: this }, function* () {
      const { sandbox } = this.world
      const before = yield* this.world.record
      yield* sandbox.setFaults({
        seed: this.script.seed + index,
        rules: phase.faults.map(({ rule }) => rule)
      })
      yield* sandbox.setPermissions(phase.permissions)
      yield* sandbox.setRateLimit(this.script.rateLimit)
      yield* sandbox.setBulk(phase.bulk === "lost" ? closed : open)
      const { end } = phase
      const instruction = this.instruction({
        command: phase.command,
        engine: phase.engine,
        end: end.kind === "step" ? end.end : undefined,
        disk: end.kind === "disk" ? end.disk : undefined
      })
      const worker =
        end.kind === "file size"
          ? this.pool.startLimited(instruction, end.blocks)
          : this.pool.start(instruction)
      const rival = phase.rival ? this.pool.startWarm(this.instruction({ engine: phase.engine })) : undefined
      const losing =
        typeof phase.bulk === "string"
          ? undefined
          : yield* Effect.forkChild(Effect.delay(sandbox.setBulk(closed), phase.bulk.lostAfterMillis * speed))
      const gone = yield* this.await(worker, end.kind === "time" ? end.millis : undefined)
      const ends = [this.hear(gone, end)]
      if (rival !== undefined) ends.push(this.hear(yield* this.await(rival), { kind: "none" }))
      if (ends.includes("RunLocked")) this.obstacle("rival")
      if (diskErrors.has(ends[0]!)) {
        if (end.kind === "disk") this.obstacle(end.disk.kind === "full" ? "fullDisk" : "readOnly")
        if (end.kind === "file size") this.obstacle("fileSize")
      }
      if (this.script.rateLimit > 0) this.obstacle("rateLimit")
      if (losing !== undefined) yield* Fiber.interrupt(losing)
      yield* sandbox.setBulk(open)
      yield* sandbox.setFaults({ rules: [] })
      yield* sandbox.setPermissions("all")
      yield* sandbox.setRateLimit(0)
      const after = yield* this.world.record
      const refused = answersOf(after, "403") - answersOf(before, "403")
      if (refused > 0 && phase.permissions !== "all") this.obstacle("permission")
      if (phase.bulk !== "open" && refusalsOfBulk(after) > refusalsOfBulk(before)) this.obstacle("lost")
      // Those that were under way when the first one was refused, what is asked before the first row, refusals that were
      // lost on the way, and requests of an earlier run whose effect comes late, and meets the permissions of now.
      const injected = injectedIn(after) - injectedIn(before)
      const late = before.faults.injected["lateEffect"] ?? 0
      const workers = this.script.concurrency * (this.isBulk ? 2 : 1)
      if (!phase.rival && refused > workers + 3 + injected + late) {
        this.violations.push(`the run went on for ${refused} requests without a permission`)
      }
      if (phase.command !== "import") count(this.counts.events, phase.command)
      for (const { name, rule } of phase.faults) {
        const { action } = rule
        const { kind } = action
        const times = (after.faults.injected[kind] ?? 0) - (before.faults.injected[kind] ?? 0)
        count(this.counts.faults, name, times)
        if (times > 0) this.story.push(`  ${name}: ${times} times`)
        // A request of many rows that is refused as a whole says nothing of any of them.
        if ((name === "422" && !isBulkPath(rule.match.path)) || name === "409 without a match")
          this.refusals += times
        // The importers name no rows, so that these are sent again.
        if (name === "rows refused for once" && this.script.engine === "batch") this.refusals += times
        if (name === "409 without a match") this.falseConflicts += times
        if ("millis" in action && action.millis !== undefined) this.late(action.millis + this.jobMillis)
      }
      if (this.isBulk) this.late(this.jobMillis)
      for (const event of phase.after) yield* this.happen(event)
    })

  private instruction(given: Partial<Pick<Instruction, "command" | "engine" | "end" | "disk">>): Instruction {
    const { chunkRows, concurrency, keyMaxAgeHours, lastEngine, onExisting, unkeyed, window } = this.script
    return {
      command: "import",
      engine: lastEngine,
      chunkRows,
      patienceMillis: this.script.patienceSeconds * 1000,
      baseUrl: this.world.url,
      apiKey: this.world.apiKey,
      clock: this.clock,
      stateDirectory: this.stateDirectory,
      file: this.path,
      target: this.target,
      set: {},
      window,
      concurrency,
      onExisting,
      unkeyed,
      keyMaxAgeMillis: keyMaxAgeHours * hour,
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

  private get isBulk(): boolean {
    return this.script.engine !== "row"
  }

  /** How long the API works on one request of many rows. */
  private get jobMillis(): number {
    const { chunkRows, rowsPerSecond } = this.script
    return rowsPerSecond === 0 ? 0 : (chunkRows / rowsPerSecond) * 1000
  }

  private get stateDirectory(): string {
    return path.join(this.world.folder, "state")
  }

  private get path(): string {
    return path.join(this.world.folder, "rows.csv")
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
    this.violations.push(`a run has not ended after ${hangMillis / 1000} s`)
    worker.kill()
  }

  private obstacle(name: keyof typeof obstacles): void {
    count(this.counts.obstacles, obstacles[name])
  }

  /** Takes note of how a worker ended; gives the name of it. */
  private hear({ code, ended, signal, stderr }: Gone, end: Script.Ending): string {
    if (signal === "SIGKILL") {
      const where = end.kind === "step" ? end.end.step : "at a random time"
      count(this.counts.kills, where)
      this.story.push(`killed: ${where}`)
      return "killed"
    }
    const name = endName(ended)
    count(this.counts.ends, name)
    this.countEngine(ended)
    for (const step of ended?.steps ?? []) count(this.counts.steps, step)
    this.story.push(
      ended?._tag === "Report"
        ? `ended: ${name}, ${JSON.stringify(brief(ended.report))}`
        : `ended: ${name} (${ended?.message ?? `status ${code}, signal ${signal}`})`
    )
    if (ended === undefined || ended._tag === "Defect") {
      this.violations.push(
        `the importer broke: ${ended?.message ?? `status ${code}, signal ${signal}, ${stderr}`}`
      )
    }
    return name
  }

  private countEngine(ended: Ended | undefined): void {
    if (ended === undefined || ended._tag === "Defect" || ended.report === undefined) return
    const { engine, fellBack, jobs, searches } = ended.report
    count(this.counts.engines, `runs that ended by themselves, ${engine}`)
    if (fellBack !== null) count(this.counts.engines, `runs that went on row by row, ${engine}`)
    count(this.counts.engines, `requests of many rows, ${engine}`, jobs)
    count(this.counts.engines, `of these, searches for rows at fault, ${engine}`, searches)
  }

  // Between runs

  private readonly happen = (event: Script.Event): Effect.Effect<void> =>
    Effect.gen({ self: this }, function* () {
      count(this.counts.events, Script.eventName(event))
      this.story.push(JSON.stringify(event))
      switch (event.kind) {
        case "prune keys":
          yield* this.settleLate
          yield* this.world.sandbox.pruneKeys()
          return
        case "time passes":
          yield* this.settleLate
          return yield* this.pass(event.hours)
        case "client's clock":
          this.clock = { ...this.clock, offsetMillis: this.clock.offsetMillis + event.hours * hour }
          return
        case "server's clock":
          yield* this.settleLate
          return yield* this.world.sandbox.advance(event.hours * hour)
        case "file":
          // A job cannot be called off, and what it is to say can have been asked for under a name that nobody knows.
          if (this.isBulk && event.change === "edit") yield* this.settleLate
          this.file = Files.change(
            this.random.fork(`change ${this.processes}`),
            this.kind,
            this.file,
            event.change
          )
          this.write()
          return
        case "archive": {
          yield* this.settleLate
          const random = this.random.fork(`archive ${this.processes}`)
          for (const { id, stands } of this.kind.held((yield* this.world.record).contents!)) {
            if (stands && random.chance(event.percent / 100))
              yield* this.world.remove(Kinds.removalPath(this.kind, id))
          }
          return
        }
        case "archive the list": {
          yield* this.settleLate
          const list = yield* this.list
          if (list !== undefined) yield* this.world.remove(`/lists/${list}`)
          return
        }
        case "add":
          yield* this.settleLate
          return yield* this.add(event.percent, this.foreignLater)
      }
    })

  private pass(hours: number): Effect.Effect<void> {
    this.clock = { ...this.clock, offsetMillis: this.clock.offsetMillis + hours * hour }
    return this.world.sandbox.advance(hours * hour)
  }

  /** Effects may come so much later than now. */
  private late(millis: number): void {
    this.lateUntil = Math.max(this.lateUntil, Date.now() + millis / speed + 20)
  }

  /** Waits for effects that come after their answers: "seconds later" does not mean days. */
  private get settleLate(): Effect.Effect<void> {
    return Effect.suspend(() => Effect.sleep(Math.max(0, this.lateUntil - Date.now()) * speed))
  }

  private write(): void {
    fs.writeFileSync(this.path, Files.render(this.kind, this.file))
    for (const [natural, cells] of heads(this.kind, this.file)) {
      const said = this.said.get(natural) ?? new Set()
      this.said.set(natural, said.add(JSON.stringify(cells)))
    }
    const unkeyed = this.file.rows.filter(({ is }) => is === "unkeyed")
    for (const [content, rows] of Map.groupBy(unkeyed, (row) =>
      this.kind.content(Files.cellsOf(this.kind, row))
    )) {
      this.unkeyedRows.set(content, Math.max(rows.length, this.unkeyedRows.get(content) ?? 0))
    }
  }

  // End

  /** Runs without faults until the import is finished; gives its report. */
  private get finish(): Effect.Effect<Verdict.Known["report"] | undefined> {
    return Effect.gen({ self: this }, function* () {
      let unknown: number | undefined
      for (let i = 0; i < patience; i++) {
        const gone = yield* this.await(this.pool.startWarm(this.instruction({ engine: this.lastEngine })))
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
        yield* this.settleLate
        // A 503 in JSON is stored, and taken for one that is not: the row waits until its key is too old.
        if (this.isStuck && gone.ended?._tag === "Failure") yield* this.pass(25)
        // That the API does not take such requests is believed for a day.
        else if (gone.ended?._tag === "Failure" && gone.ended.error === "EngineError") {
          if (this.random.fork("engine").chance(0.5)) this.lastEngine = "row"
          else yield* this.pass(25)
        }
      }
      this.violations.push(`the import has not finished after ${patience} runs without faults`)
      return undefined
    })
  }

  /** A finished import that is run again sends nothing. */
  private readonly again = (report: Verdict.Known["report"]): Effect.Effect<void> =>
    Effect.gen({ self: this }, function* () {
      const { ended } = yield* this.await(this.pool.startWarm(this.instruction({ engine: this.lastEngine })))
      const second = ended?._tag === "Report" ? ended.report : undefined
      const isSame =
        second?.writes === 0 &&
        second.nothingToDo &&
        second.created === report.created &&
        second.existing === report.existing &&
        second.rejected === report.rejected
      // Nobody knows of a row without a reference id, so it is asked for again while its key is young.
      if (!isSame && report.unknown === 0) {
        this.violations.push(`run again, it does not say that nothing is left: ${JSON.stringify(second)}`)
      }
    })

  /** Whether an answer is stored that the importer believes to be a proxy's. */
  private get isStuck(): boolean {
    const { faults } = this.counts
    return faults["JSON 503 with effect"] !== undefined || faults["JSON 503 without effect"] !== undefined
  }

  /** Whether nothing but kills happened. */
  private get isCalm(): boolean {
    return this.script.phases.every(
      ({ after, faults, permissions, rival }) =>
        faults.length === 0 && permissions === "all" && !rival && after.length === 0
    )
  }

  /** Requests that may be under way, or whose answers are not yet durable, when a process is killed. */
  private get mostReplays(): number {
    const { concurrency, phases, window } = this.script
    return phases.length * (2 * window + 5 * concurrency)
  }

  private readonly judge = (report: Verdict.Known["report"]): Effect.Effect<void> =>
    Effect.gen({ self: this }, function* () {
      const { contents } = yield* this.world.record
      const runs = Ledger.runs(this.stateDirectory)
      const folder = runs.find((name) => path.basename(name) === report.run)
      if (folder === undefined) {
        this.violations.push("the reported run has no folder")
        return
      }
      const rejects = report.files.rejects
      this.violations.push(
        ...Verdict.violations({
          kind: this.kind,
          script: this.script,
          file: this.file,
          list: yield* this.list,
          contents: contents!,
          report,
          ledger: Ledger.read(folder),
          foreign: this.foreign,
          foreignLater: this.foreignLater,
          said: this.said,
          unkeyedRows: this.unkeyedRows,
          refusals: this.refusals,
          falseConflicts: this.falseConflicts,
          rejected: rejects === null ? [] : rejectedIn(rejects),
          otherRuns: runs.filter((name) => name !== folder && Ledger.read(name).length > 0).length
        })
      )
    })
}

const hour = 3_600_000

const open = { batchJobs: true, importers: true }
const closed = { batchJobs: false, importers: false }

const isBulkPath = (path: string | undefined): boolean => path === "/batch-jobs" || path === "/importer/"

/** Requests of many rows that the API did not take. */
const refusalsOfBulk = ({ requests }: SandboxRecord): number =>
  Object.entries(requests)
    .filter(([operation]) => isBulkPath(/ (\/batch-jobs|\/importer\/)/.exec(operation)?.[1]))
    .reduce((sum, [, byStatus]) => sum + (byStatus["403"] ?? 0) + (byStatus["404"] ?? 0), 0)

/** What the reject file says of each row: its line, and why. */
const rejectedIn = (file: string): ReadonlyArray<Verdict.Reject> =>
  parse(fs.readFileSync(file), { bom: true, columns: true }).map((record: unknown) => {
    const cells = record as Readonly<Record<string, string>>
    return { line: Number(cells["persona-line"]), reason: cells["persona-reason"] ?? "" }
  })

/** How an import ends whose disk fails it. */
const diskErrors: ReadonlySet<string> = new Set(["LedgerError", "StateError", "RejectsError"])

const answersOf = ({ requests }: SandboxRecord, status: string): number =>
  Object.values(requests).reduce((sum, byStatus) => sum + (byStatus[status] ?? 0), 0)

const injectedIn = ({ faults }: SandboxRecord): number =>
  Object.values(faults.injected).reduce((sum, times) => sum + times, 0)

const isItems = (kind: Kinds.Kind) => kind.name !== "accounts" && kind !== Kinds.lists

const count = (counts: Record<string, number>, name: string, times = 1) => {
  if (times > 0) counts[name] = (counts[name] ?? 0) + times
}

const endName = (ended: Ended | undefined): string =>
  ended === undefined
    ? "broken"
    : ended._tag === "Report"
      ? ended.report.status
      : ended._tag === "Defect"
        ? "broken"
        : ended.error

const brief = (report: Verdict.Known["report"]) => {
  const { created, duplicates, existing, existingAfterDoubt, rejected, requests, rows, unknown, updated } =
    report
  return { rows, created, existing, existingAfterDoubt, updated, rejected, duplicates, unknown, requests }
}

/** The first row of each object. */
const heads = (kind: Kinds.Kind, { rows }: Files.File): ReadonlyMap<string, Kinds.Cells> => {
  const first = new Map<string, Kinds.Cells>()
  for (const row of rows) {
    if (row.is !== "valid") continue
    const cells = Files.cellsOf(kind, row)
    const natural = kind.natural(cells)
    if (!first.has(natural)) first.set(natural, cells)
  }
  return first
}
