/** What happens between two runs: to keys, clocks, the file, and the objects that are there. */
import { Effect } from "effect"
import { latestRejects } from "./corrections.ts"
import * as Files from "./files.ts"
import * as Kinds from "./kinds.ts"
import type { Paper } from "./paper.ts"
import type { Random } from "./random.ts"
import * as Script from "./script.ts"
import type { Story } from "./story.ts"
import type { Times } from "./times.ts"
import type { World } from "./world.ts"

export const listName = "Certified"
export const listId = "lst_Certified0000000000000"

export interface Options {
  readonly kind: Kinds.Kind
  readonly isBulk: boolean
  readonly paper: Paper
  readonly random: Random
  readonly stateDirectory: string
  readonly story: Story
  readonly times: Times
  readonly world: World
  readonly activationDelayMillis: number
}

export class Between {
  /** What others made before the first run, and between two: its contents then by id. */
  readonly foreign = new Map<string, string>()
  readonly foreignLater = new Map<string, string>()
  /** Whether the file has another name than a run knew. */
  hasMoved = false
  private readonly given: Options
  private events = 0

  constructor(given: Options) {
    this.given = given
  }

  /** Others have some of the file's objects already, made long before the first run. */
  prepare(percent: number): Effect.Effect<void> {
    const { kind, times, world } = this.given
    return Effect.gen({ self: this }, function* () {
      yield* this.add(percent, this.foreign)
      // By the type of what is there, batch jobs find the type to name.
      if (kind.name === "accounts") {
        const cells = kind.cells(900_000, 0, 0)
        this.foreign.set(yield* world.create(kind.request(cells, undefined)), kind.content(cells))
      }
      yield* times.pass(1)
    })
  }

  readonly happen = (event: Script.Event): Effect.Effect<void> =>
    Effect.gen({ self: this }, function* () {
      const { activationDelayMillis, isBulk, kind, paper, random, story, times, world } = this.given
      const own = random.fork(`event ${++this.events}`)
      const tell = () => {
        story.count("events", Script.eventName(event))
        story.lines.push(JSON.stringify(event))
      }
      switch (event.kind) {
        case "correct rejects": {
          // One that is not imported yet would have to be corrected on.
          const rejects =
            paper.outstanding === undefined ? latestRejects(this.given.stateDirectory) : undefined
          const correction = rejects === undefined ? undefined : paper.correct(own, event, rejects)
          if (correction === undefined) return
          if (correction.rows.size > 0) story.obstacle("corrected")
          if (correction.added.length > 0) story.obstacle("addedRow")
          return tell()
        }
        case "move":
          tell()
          this.hasMoved = true
          return paper.move(event)
        case "prune keys":
          tell()
          yield* times.settleLate
          yield* world.sandbox.pruneKeys()
          return
        case "time passes":
          tell()
          yield* times.settleLate
          return yield* times.pass(event.hours)
        case "client's clock":
          tell()
          return times.setClientForward(event.hours)
        case "server's clock":
          tell()
          yield* times.settleLate
          return yield* times.setServerForward(event.hours)
        case "file":
          tell()
          // A job cannot be called off, and what it is to say can have been asked for under a name that nobody knows.
          if (isBulk && event.change === "edit") yield* times.settleLate
          paper.file = Files.change(own, kind, paper.file, event.change)
          return paper.write()
        case "archive":
          tell()
          yield* times.settleLate
          for (const { id, stands } of kind.held((yield* world.record).contents!)) {
            if (stands && own.chance(event.percent / 100)) yield* world.remove(Kinds.removalPath(kind, id))
          }
          return
        case "archive the list": {
          tell()
          yield* times.settleLate
          const list = yield* this.list
          if (list !== undefined) yield* world.remove(`/lists/${list}`)
          return
        }
        case "add":
          tell()
          yield* times.settleLate
          yield* this.add(event.percent, this.foreignLater)
          // An item that is not active yet does not refuse another one: of two that are made at once, both stand.
          if (activationDelayMillis > 0) times.late(activationDelayMillis)
          return yield* times.settleLate
      }
    })

  private readonly add = (percent: number, into: Map<string, string>): Effect.Effect<void> =>
    Effect.gen({ self: this }, function* () {
      const { kind, paper, world } = this.given
      const random = this.given.random.fork(`add ${this.events}`)
      const list = yield* this.list
      if (Kinds.isItems(kind) && list === undefined) return
      const held = kind.held((yield* world.record).contents!)
      const there = new Set(
        held
          .filter((object) => object.list === list && (object.stands || kind.name === "accounts"))
          .map(({ natural }) => natural)
      )
      for (const row of paper.file.rows) {
        if (row.is !== "valid" || !random.chance(percent / 100)) continue
        const cells = kind.cells(row.n, random.chance(0.5) ? row.version : 99, row.spelling)
        const natural = kind.natural(cells)
        if (there.has(natural)) continue
        there.add(natural)
        into.set(yield* world.create(kind.request(cells, list)), kind.content(cells))
      }
    })

  /** The list that items go to, where it is there by now. */
  get list(): Effect.Effect<string | undefined> {
    const { kind, world } = this.given
    if (!Kinds.isItems(kind)) return Effect.undefined
    return Effect.map(
      world.record,
      ({ contents }) =>
        contents!.lists.find(({ name, status }) => name === listName && status === "active")?.id
    )
  }
}
