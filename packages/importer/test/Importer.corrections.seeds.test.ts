/** Source, corrections in place and by copy, resume, retry, edits and kills, in any order: seeded. */
import * as Importer from "@effect-persona/importer/Importer"
import type * as PersonaClient from "@effect-persona/core/PersonaClient"
import { BatchRows } from "../src/engines/bulk/BulkOperation.ts"
import type { Report } from "@effect-persona/importer/Report"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { parse } from "csv-parse/sync"
import * as fs from "node:fs"
import * as path from "node:path"
import { type Kill, killed } from "./support/kill.ts"
import { makeRandom } from "./support/random.ts"
import * as World from "./support/world.ts"

const seeds = Number(process.env["CORRECTION_SEEDS"] ?? 5)
const firstSeed = Number(process.env["CORRECTION_SEED"] ?? 1)

describe("Importer", () => {
  describe("run, resume and retry, in any order with corrections, edits and kills", () => {
    it.effect(
      `leave every edited file unchanged, and end with the server's counts (${seeds} seeds)`,
      () =>
        Effect.gen(function* () {
          for (let seed = firstSeed; seed < firstSeed + seeds; seed++) yield* Effect.scoped(trial(seed))
        }),
      600_000
    )
  })
})

const trial = (seed: number) =>
  Effect.gen(function* () {
    const random = makeRandom(seed)
    const below = (n: number) => Math.floor(random() * n)
    const world = yield* World.make({ accountTypes: [{ name: "Person", id: accountType }] })
    const engine = (process.env["ENGINE"] as "row" | undefined) ?? (below(3) === 0 ? "batch" : "row")
    const folder = path.join(world.stateDirectory, "..", `${path.basename(world.stateDirectory)}-files`)
    fs.mkdirSync(folder)
    yield* Effect.addFinalizer(() => Effect.sync(() => fs.rmSync(folder, { recursive: true })))
    const source = path.join(folder, "people.csv")
    const rows: Array<ReadonlyArray<string>> = []
    const add = (at: number) => {
      const id = `p${rows.length}`
      rows.splice(at, 0, [id, below(3) === 0 ? "1990-02-30" : below(2) === 0 ? "1990-02-28" : ""])
    }
    const save = () => fs.writeFileSync(source, text([header, ...rows]))
    for (let i = 0; i < 16; i++) add(i)
    save()
    let run: string | undefined
    /** What a person has saved in the run's folder, and copies kept elsewhere. */
    const edited = new Map<string, string>()
    const copies: Array<string> = []
    const log: Array<string> = []
    let rowsRead = 0
    const about = (what: string) => `seed ${seed}, ${engine}: ${log.join(" · ")}: ${what}`

    const importing = (file: string) =>
      Importer.run({
        source: { file, window: 4 },
        target: accounts,
        stateDirectory: world.stateDirectory,
        concurrency: 2,
        engine
      })
    const continuing = (how: typeof Importer.resume) =>
      Effect.scoped(Effect.flatMap(how({ stateDirectory: world.stateDirectory }), ({ report }) => report))

    const faults = (heal: boolean) =>
      world.sandbox.setFaults({
        seed,
        rules: heal
          ? []
          : [
              { match: { ...created, nth: 1 + below(9) }, action: refusal },
              ...(below(3) === 0
                ? [{ match: { ...created, nth: 1 + below(9) }, action: { kind: "loseAnswer" } as const }]
                : []),
              ...(below(4) === 0 ? [{ match: { ...created, nth: 1 + below(9) }, action: unauthorized }] : [])
            ]
      })

    const go = (
      name: string,
      effect: Effect.Effect<
        Report,
        Importer.ContinueError | Importer.StartError | Importer.RunError,
        PersonaClient.PersonaClient
      >,
      how: { readonly heal?: boolean; readonly kill?: Kill | undefined } = {}
    ) =>
      Effect.gen(function* () {
        log.push(how.kill === undefined ? name : `${name}†${how.kill.step},${how.kill.when},${how.kill.nth}`)
        yield* faults(how.heal === true)
        const inChunks = Effect.provideService(effect, BatchRows, 3)
        const isKilled =
          how.kill !== undefined && (yield* killed(world, how.kill, World.whileTimePasses(inChunks)))
        for (const [file, bytes] of edited) {
          assert.strictEqual(
            fs.readFileSync(file, "utf8"),
            bytes,
            about(`${path.basename(file)} was changed`)
          )
        }
        if (how.kill !== undefined) return undefined
        assert.isFalse(isKilled)
        const report = yield* World.whileTimePasses(inChunks).pipe(
          Effect.provide(world.client),
          Effect.catchTag("ImportStopped", (stopped) => Effect.succeed(stopped.report))
        )
        for (const [file, bytes] of edited) {
          assert.strictEqual(
            fs.readFileSync(file, "utf8"),
            bytes,
            about(`${path.basename(file)} was changed`)
          )
        }
        run ??= report.run
        assert.strictEqual(report.run, run, about("another run"))
        yield* check(report)
        return report
      })

    const check = (report: Report) =>
      Effect.gen(function* () {
        const { contents } = yield* world.sandbox.record()
        const ids = contents!.accounts.map(({ referenceId }) => referenceId!)
        assert.strictEqual(new Set(ids).size, ids.length, about("doubled"))
        const applied = report.created + report.existing + report.updated
        assert.isAtMost(applied, ids.length, about("more than there are"))
        if (report.status === "finished") {
          assert.isAtLeast(applied + report.unknown, ids.length, about("less than there are"))
          // What was added to the source since counts once the source is read.
          assert.isAtLeast(report.rows, rowsRead, about("rows"))
          assert.isAtMost(report.rows, rows.length, about("rows"))
          rowsRead = report.rows
          const named = rejectedIn(report)
          assert.strictEqual(named.length, report.rejected, about("named"))
          for (const [id] of named) assert.notInclude(ids, id!, about("applied and rejected"))
        }
      })

    const rejectFiles = () => {
      const runFolder = run === undefined ? undefined : path.join(world.stateDirectory, "runs", run)
      return runFolder === undefined
        ? []
        : fs
            .readdirSync(runFolder)
            .filter((name) => /^rejects.*\.csv$/.test(name))
            .map((name) => path.join(runFolder, name))
    }
    const pick = <A>(from: ReadonlyArray<A>): A | undefined => from[below(from.length)]
    // A row that comes back as the API refused it stays refused, so the last ones get a date of their own.
    const correct = (file: string, all?: string) => {
      const [head, ...records]: ReadonlyArray<ReadonlyArray<string>> = parse(fs.readFileSync(file))
      return text([
        head!,
        ...records.map(([id, date, ...rest]) => [
          id!,
          all ?? (below(2) === 0 ? "1990-02-28" : below(5) === 0 ? "1990-02-31" : date!),
          ...rest
        ])
      ])
    }
    const kill = (): Kill | undefined =>
      below(2) === 0
        ? undefined
        : { step: pick(steps)!, when: pick(["before", "after"] as const)!, nth: 1 + below(4) }

    yield* go("source", importing(source))
    for (let i = 0; i < 9; i++) {
      const file = pick(rejectFiles())
      const op = below(7)
      if (op === 0) yield* go("source", importing(source), { kill: kill() })
      if (op === 1) yield* go("resume", continuing(Importer.resume), { kill: kill() })
      if (op === 2) yield* go("retry", continuing(Importer.retry), { kill: kill() })
      if (op === 3) {
        add(below(rows.length + 1))
        save()
        log.push("edit")
        yield* go("source", importing(source), { kill: kill() })
      }
      if (op === 4 && file !== undefined) {
        fs.writeFileSync(file, correct(file))
        edited.set(file, fs.readFileSync(file, "utf8"))
        log.push(`corrected ${path.basename(file)} in place`)
        if (below(2) === 0) yield* go("in place", importing(file), { kill: kill() })
      }
      if (op === 5 && file !== undefined) {
        const copy = path.join(folder, `copy-${copies.length}.csv`)
        fs.writeFileSync(copy, correct(file))
        copies.push(copy)
        yield* go(path.basename(copy), importing(copy), { kill: kill() })
      }
      if (op === 6 && copies.length > 0) {
        const copy = pick(copies)!
        yield* go(`${path.basename(copy)} again`, importing(copy), { kill: kill() })
      }
    }

    let report = (yield* go("source", importing(source), { heal: true }))!
    if (report.unknown > 0) {
      // Where the answer to a correction is missing, its file says what was sent.
      for (const file of [...copies, ...edited.keys()])
        yield* go(path.basename(file), importing(file), { heal: true })
      report = (yield* go("source", importing(source), { heal: true }))!
    }
    for (let round = 0; round < 3 && report.rejected > 0; round++) {
      const last = path.join(folder, `last-${round}.csv`)
      fs.writeFileSync(last, correct(report.files.rejects!, `1990-03-0${round + 1}`))
      report = (yield* go(`all of ${path.basename(report.files.rejects!)}`, importing(last), { heal: true }))!
    }
    report = (yield* go("source", importing(source), { heal: true }))!
    assert.deepInclude(
      report,
      { status: "finished", rejected: 0, unknown: 0, rows: rows.length },
      about("end")
    )
    const { counts } = yield* world.sandbox.record()
    assert.strictEqual(counts.accounts, rows.length, about("accounts"))
    assert.strictEqual(report.created + report.existing + report.updated, rows.length, about("applied"))
    assert.isNull(report.files.rejects, about("file"))
    assert.sameMembers([...report.files.edited], [...edited.keys()], about("edited"))
  })

const header = ["reference-id", "birthdate"]

/** Durable steps of a scan. */
const steps = [
  "record intents",
  "record outcomes",
  "record rejections",
  "begin a pass",
  "begin a correction",
  "end a pass",
  "write",
  "name the reject file",
  "remove the reject files",
  "write the report",
  "record a request",
  "record a job"
]

const rejectedIn = ({ files }: Report): ReadonlyArray<ReadonlyArray<string>> =>
  files.rejects === null
    ? []
    : (parse(fs.readFileSync(files.rejects)) as ReadonlyArray<ReadonlyArray<string>>).slice(1)

const text = (rows: ReadonlyArray<ReadonlyArray<string>>) =>
  rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\n`).join("")

const accountType = "acttp_people"
const accounts = Target.Accounts.make({ accountType })
const created = { method: "POST", path: "/accounts" } as const
const refusal = { kind: "status", status: 422, title: "Record invalid" } as const
const unauthorized = { kind: "status", status: 401 } as const
