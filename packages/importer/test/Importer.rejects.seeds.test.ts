/** Rejected rows that come back in every way that people and crashes have with files: seeded, many times. */
import type { Report } from "@effect-persona/importer/Report"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { parse } from "csv-parse/sync"
import * as fs from "node:fs"
import * as path from "node:path"
import * as World from "./support/world.ts"

const seeds = 6

describe("Importer", () => {
  describe("run with resubmitted rejected rows, under any disturbance", () => {
    it.effect(
      `names every row that is not applied, applies none twice, and completes the run (${seeds} seeds)`,
      () =>
        Effect.gen(function* () {
          for (let seed = 1; seed <= seeds; seed++) yield* trial(seed)
        }),
      60_000
    )
  })
})

const trial = (seed: number) =>
  Effect.gen(function* () {
    const random = makeRandom(seed)
    const world = yield* World.make()
    const source: Rows = Array.from({ length: 30 }, () => person(random))
    const refuse = () =>
      world.sandbox.setFaults({
        seed,
        rules: [
          { match: { ...created, nth: 1 + random(12) }, action: refusal },
          { match: { ...created, nth: 1 + random(12) }, action: refusal },
          ...(random(3) === 0 ? [{ match: { ...created, nth: 1 + random(20) }, action: unauthorized }] : []),
          ...(random(6) === 0
            ? [{ match: { ...created, every: 4 }, action: { kind: "loseAnswer" } as const }]
            : [])
        ]
      })
    const go = (rows: Rows) =>
      Effect.gen(function* () {
        yield* refuse()
        const report = yield* Effect.catchTag(
          world.run(text(rows), accounts, { concurrency: 1 + random(4) }),
          "ImportStopped",
          (stopped) => Effect.succeed(stopped.report)
        )
        yield* check(report)
        return report
      })
    const check = (report: Report) =>
      Effect.gen(function* () {
        const { counts } = yield* world.sandbox.record()
        const applied = report.created + report.existing + report.updated
        assert.isAtMost(applied, counts.accounts, `seed ${seed}`)
        assert.isAtLeast(applied + report.unknown, counts.accounts, `seed ${seed}`)
        assert.strictEqual(rejectedIn(report).length, report.rejected, `seed ${seed}`)
      })
    const header = ["reference-id", "birthdate"]
    let report = yield* go([header, ...source])
    // The source is read to its end first, so that from here on no row may be missed.
    yield* world.sandbox.setFaults({ rules: [] })
    report = yield* world.run(text([header, ...source]), accounts)
    assert.deepInclude(report, { status: "finished", rows: 30, unknown: 0 })
    let rows = 30
    for (let round = 0; round < 4 && report.rejected > 0; round++) {
      const next = yield* go(edited(recordsOf(report), random))
      assert.strictEqual(next.run, report.run)
      assert.isAtLeast(next.rows, rows, `seed ${seed}, round ${round}`)
      ;({ rows } = next)
      report = next
      if (random(3) === 0) {
        yield* world.sandbox.setFaults({ rules: [] })
        const again = yield* world.run(text([header, ...source]), accounts)
        assert.strictEqual(again.rows, rows, `seed ${seed}, source again`)
        assert.strictEqual(rejectedIn(again).length, again.rejected, `seed ${seed}, source again`)
        report = again
      }
    }
    yield* world.sandbox.setFaults({ rules: [] })
    // What is in doubt is known again when its row comes; the rest is corrected for good.
    for (let round = 0; round < 3 && report.rejected > 0; round++) {
      report = yield* world.run(text(fixed(recordsOf(report), `${seed}-${round}`)), accounts)
      yield* check(report)
    }
    assert.deepInclude(report, { rejected: 0, rows }, `seed ${seed}`)
    const { contents } = yield* world.sandbox.record()
    const ids = contents!.accounts.map(({ referenceId }) => referenceId?.toLowerCase())
    assert.strictEqual(new Set(ids).size, ids.length, `seed ${seed}`)
  })

type Rows = ReadonlyArray<ReadonlyArray<string>>

const person = (random: Random): ReadonlyArray<string> => [
  `r${random(40)}`,
  random(3) === 0 ? "1990-02-30" : random(2) === 0 ? "1990-02-28" : ""
]

/** What people do to a file: correct, sort, drop, copy and add rows. */
const edited = ([header, ...rows]: Rows, random: Random): Rows => [
  header!,
  ...rows
    // Without any of them, the file would not say which run it is from.
    .filter((_, i) => i === 0 || random(5) > 0)
    .flatMap((row) => {
      const [id, date, ...rest] = row
      const mended = random(2) === 0 ? "1990-02-28" : date!
      const other = random(4) === 0 ? `r${random(60)}` : id!
      const next = [other, mended, ...rest]
      return random(10) === 0 ? [next, [`copy${random(1000)}`, mended, ...rest]] : [next]
    })
    .concat(random(4) === 0 ? [[...person(random), "", "", "", "", ""]] : [])
    .map((row) => ({ row, at: random(1000) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ row }) => row)
]

/** Every row with a day that exists and an id of its own. */
const fixed = ([header, ...rows]: Rows, name: string): Rows => [
  header!,
  ...rows.map(([, , ...rest], i) => [`fixed-${name}-${i}`, "1990-02-28", ...rest])
]

const rejectsOf = ({ files, rejected }: Report): string | undefined => {
  const file = path.join(path.dirname(files.report!), "rejects.csv")
  return rejected > 0 || fs.existsSync(file) ? file : undefined
}

const recordsOf = (report: Report): Rows => {
  const file = rejectsOf(report)
  return file === undefined || !fs.existsSync(file) ? [] : parse(fs.readFileSync(file), { bom: true })
}

const rejectedIn = (report: Report): Rows => recordsOf(report).slice(1)

const text = (rows: Rows) =>
  rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\n`).join("")

type Random = (below: number) => number

/** Mulberry32. */
const makeRandom = (seed: number): Random => {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const accounts = Target.Accounts.make({})
const created = { method: "POST", path: "/accounts" } as const
const refusal = { kind: "status", status: 422, title: "Record invalid" } as const
const unauthorized = { kind: "status", status: 401 } as const
