/**
 * One trial: a fresh sandbox, a seeded file, runs in which things go wrong as the script says, then runs without faults
 * until the import is finished, then the verdict.
 */
import type { Report } from "@effect-persona/importer/Report"
import { Clock, Effect, type Scope } from "effect"
import * as path from "node:path"
import { Between, listId, listName } from "./between.ts"
import * as Canaries from "./canaries.ts"
import * as FastClock from "./clock.ts"
import * as Files from "./files.ts"
import type { Instruction } from "./instruction.ts"
import * as Kinds from "./kinds.ts"
import * as Ledger from "./ledger.ts"
import { Paper } from "./paper.ts"
import type { Pool } from "./pool.ts"
import { printed } from "./printed.ts"
import * as Random from "./random.ts"
import { Runs } from "./runs.ts"
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
  private readonly world: World.World
  private readonly kind: Kinds.Kind
  private readonly random: Random.Random
  private readonly story = new Story()
  private readonly times: Times
  private readonly paper: Paper
  private readonly runs: Runs
  private readonly between: Between

  constructor(script: Script.Script, pool: Pool, clock: FastClock.Settings, world: World.World) {
    this.script = script
    this.world = world
    this.times = new Times(clock, world)
    this.kind = kindOf(script)
    this.random = Random.make(script.seed).fork("trial")
    const file = Files.make(this.random.fork("file"), this.kind, {
      rows: script.rows,
      unkeyed: script.kind !== "accounts" ? 0 : script.unkeyed === "allow" ? 0.4 : 0.08,
      refused: script.refusedPercent / 100,
      padding: script.padding
    })
    this.paper = new Paper(this.kind, world.folder, file, script.duplicates)
    const { paper, random, story, times } = this
    this.runs = new Runs({ paper, pool, random, script, story, times, world })
    this.between = new Between({
      kind: this.kind,
      isBulk: Script.isBulk(script),
      paper,
      random,
      stateDirectory: this.runs.stateDirectory,
      story,
      times,
      world,
      activationDelayMillis: script.activationDelayMillis
    })
  }

  get run(): Effect.Effect<Result> {
    return Effect.gen({ self: this }, function* () {
      const { story } = this
      this.paper.write()
      if (this.script.activationDelayMillis > 0) story.obstacle("late")
      yield* this.between.prepare(this.script.foreignPercent)
      for (const [i, phase] of this.script.phases.entries()) {
        yield* this.runs.live(phase, i)
        for (const event of phase.after) yield* this.between.happen(event)
      }
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
      for (const what of Canaries.findBelow(this.runs.stateDirectory)) this.runs.leak(what)
      if (this.script.quotes !== undefined && this.random.fork("printed").chance(0.1)) {
        const found = Canaries.find(yield* printed(this.runs.stateDirectory))
        if (found !== undefined) this.runs.leak(`what the command prints: ${found}`)
      }
      const requests = Object.values(record.requests).flatMap((byStatus) => Object.values(byStatus))
      return {
        script: this.script,
        violations: story.violations,
        story: story.lines,
        tally: {
          rows: this.paper.file.rows.length,
          processes: this.runs.processes,
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
          canaries: { searched: this.paper.numbers.size, found: this.runs.leaks }
        }
      }
    })
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
        const ended = yield* this.runs.finish({ command, file })
        const report = ended?._tag === "Report" ? ended.report : undefined
        if (report !== undefined) {
          // A row that the API refused after a doubt is unknown until it is asked for again.
          const isDone = report.unknown === 0 || this.script.unkeyed === "allow"
          if (isDone || i === patience - 1 || report.unknown === unknown) return report
        }
        unknown = report?.unknown
        yield* this.times.settleLate
        if (ended?._tag !== "Failure") continue
        // A 503 in JSON is stored, and taken for one that is not: the row waits until its key is too old.
        if (this.isStuck) yield* this.times.pass(25)
        // That the API does not take such requests is believed for a day.
        else if (ended.error === "EngineError") {
          if (this.random.fork("engine").chance(0.5)) this.runs.lastEngine = "row"
          else yield* this.times.pass(25)
        }
        // Of two runs that the file may belong to, a person names one.
        else if (/candidates|several runs/i.test(`${ended.error} ${ended.message}`)) command = "resume"
      }
      this.story.violations.push(`the import has not finished after ${patience} runs without faults`)
      return undefined
    })

  /** A finished import that is run again sends nothing. */
  private readonly again = (report: Report): Effect.Effect<void> =>
    Effect.gen({ self: this }, function* () {
      const ended = yield* this.runs.finish({ command: "import", file: this.paper.path })
      const second = ended?._tag === "Report" ? ended.report : undefined
      const isSame =
        second?.writes === 0 &&
        second.nothingToDo &&
        second.created === report.created &&
        second.existing === report.existing &&
        second.rejected === report.rejected
      // Nothing tells of a row without a reference id, so it is asked for again while its key is young.
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
      const runs = Ledger.runs(this.runs.stateDirectory)
      const folder = runs.find((name) => path.basename(name) === report.run)
      if (folder === undefined) {
        this.story.violations.push("the reported run has no folder")
        return
      }
      const otherRuns = runs.filter((name) => name !== folder && Ledger.read(name).length > 0).length
      const isOnePlace = script.phases.every(
        ({ after, rival }) => !rival && after.every(({ kind }) => kind !== "archive the list")
      )
      if (between.hasMoved && isOnePlace && !hidesItsFile(script.phases) && otherRuns > 0) {
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
          refusals: this.runs.refusals,
          falseConflicts: this.runs.falseConflicts,
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

/**
 * Whether a file may have another name and another beginning than any run has read: then nothing tells whose it was. A
 * run in between may have been killed before it read any of it.
 */
const hidesItsFile = (phases: ReadonlyArray<Script.Phase>): boolean =>
  phases.some(({ after }) => after.some(({ kind }) => kind === "move")) &&
  phases.some(
    ({ after, tear }) =>
      tear !== undefined || after.some((event) => event.kind === "file" && event.change !== "extend")
  )
