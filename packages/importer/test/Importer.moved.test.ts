/** A source that was moved continues its run, finished or not: it is known by what was read of it. */
import * as Importer from "@effect-persona/importer/Importer"
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import * as zlib from "node:zlib"
import { killed } from "./support/kill.ts"
import * as World from "./support/world.ts"

describe("Importer", () => {
  describe("run, with a file that was moved after a kill", () => {
    const kills = {
      "before any checkpoint": { step: "record an outcome", when: "before", nth: 2 },
      "behind a checkpoint": { step: "record an outcome", when: "before", nth: 14 }
    } as const
    for (const [name, kill] of Object.entries(kills)) {
      it.effect(`doubles no account without a reference id: ${name}`, () =>
        Effect.gen(function* () {
          const world = yield* World.make()
          const first = place(world, "people.csv", unkeyed(30))
          const options = { unkeyed: "allow", concurrency: 2 } as const
          const isKilled = yield* killAt(world, kill, { ...options, source: source(first), target: accounts })
          assert.isTrue(isKilled)
          assert.isAbove((yield* world.sandbox.record()).counts.accounts, 0)
          const moved = `${first}.moved`
          fs.renameSync(first, moved)
          const report = yield* world.run("", accounts, { ...options, source: source(moved) })
          assert.deepInclude(report, { rows: 30, created: 30, existing: 0, unknown: 0, source: moved })
          assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 30)
        })
      )

      it.effect(`recognizes accounts, lists and items as its own, or reports that they may be: ${name}`, () =>
        Effect.gen(function* () {
          for (const [target, csv] of [
            [accounts, keyed(30)],
            [
              Target.Lists.make({}),
              `kind,name\n${numbers(30)
                .map((n) => `string,L${n}\n`)
                .join("")}`
            ],
            [
              Target.ListItems.make({ kind: "email-address", list: "Blocked" }),
              `value,match-type\n${numbers(30)
                .map((n) => `d${n}.example,domain\n`)
                .join("")}`
            ]
          ] as const) {
            const world = yield* World.make()
            const file = place(world, "rows.csv", csv)
            const isKilled = yield* killAt(
              world,
              { step: "record an outcome", when: "before", nth: 6 },
              {
                source: source(file),
                target,
                concurrency: 2
              }
            )
            assert.isTrue(isKilled)
            const moved = path.join(world.stateDirectory, "elsewhere.csv")
            fs.renameSync(file, moved)
            const report = yield* world.run("", target, { source: source(moved), keyMaxAge: 0 })
            assert.strictEqual(fs.readdirSync(path.join(world.stateDirectory, "runs")).length, 1)
            assert.deepInclude(report, { rows: 30, unknown: 0, rejected: 0 })
            assert.strictEqual(report.created + report.existingAfterDoubt, 30)
          }
        })
      )
    }
  })

  describe("run, with a file that was moved", () => {
    const interrupted = Effect.gen(function* () {
      const world = yield* World.make()
      const file = place(world, "rows.csv", keyed(30))
      yield* world.sandbox.setFaults({ rules: [{ match: { ...created, nth: 15 }, action: unauthorized }] })
      const stopped = yield* Effect.flip(world.run("", accounts, { source: source(file), concurrency: 1 }))
      assert(stopped._tag === "ImportStopped")
      yield* world.sandbox.setFaults({ rules: [] })
      return { world, file, run: stopped.report.run }
    })

    it.effect("continues its run, however it is now stored, extended or joined with others", () =>
      Effect.gen(function* () {
        const more = "id,name-first\n"
        for (const store of [
          (file: string) => source(moveTo(file, "moved.csv", keyed(30))),
          (file: string) => source(moveTo(file, "moved.csv", keyed(33))),
          (file: string) => source(moveTo(file, "moved.csv.gz", zlib.gzipSync(keyed(33)))),
          (file: string) =>
            Source.files(
              [
                moveTo(file, "part-1.csv", keyed(30)),
                moveTo(file, "part-2.csv", keyed(33).replace(/^(.*\n)(?:.*\n){30}/, "$1"))
              ],
              { window: 4 }
            )
        ]) {
          const { file, run, world } = yield* interrupted
          const report = yield* world.run(more, accounts, { source: store(file) })
          assert.strictEqual(report.run, run)
          assert.deepInclude(report, { status: "finished", created: report.rows, existing: 0 })
          assert.strictEqual((yield* world.sandbox.record()).counts.accounts, report.rows)
        }
      })
    )

    it.effect("reports the continued run and the file's old name, and knows its new name from then on", () =>
      Effect.gen(function* () {
        const { file, run, world } = yield* interrupted
        const moved = moveTo(file, "moved.csv", keyed(30))
        const seen: Array<unknown> = []
        const between = ({ preview: { continues, movedFrom } }: Importer.Prepared) =>
          Effect.sync(() => void seen.push([continues, movedFrom]))
        yield* world.run("", accounts, { source: source(moved), between })
        // Nothing of its beginning is as it was.
        fs.writeFileSync(moved, keyed(31).replace("Ada 1\n", "Eve\n"))
        yield* world.run("", accounts, { source: source(moved), between })
        assert.deepStrictEqual(seen, [
          [run, file],
          [run, undefined]
        ])
        assert.deepInclude(yield* resume(world), { run, rows: 31, nothingToDo: true })
      })
    )

    it.effect("continues the run that has read it, even if another file has its old name", () =>
      Effect.gen(function* () {
        const { file, run, world } = yield* interrupted
        const moved = moveTo(file, "moved.csv", keyed(30))
        fs.writeFileSync(file, "reference-id,name-first\nother,Olga\n")
        const first = yield* world.run("", accounts, { source: source(moved) })
        assert.deepInclude(first, { run, rows: 30, created: 30 })
        // Two files exchange their names.
        const other = yield* world.run("", accounts, { source: source(file), newRun: true })
        assert.notStrictEqual(other.run, run)
        const aside = `${file}.aside`
        fs.renameSync(file, aside)
        fs.renameSync(moved, file)
        fs.renameSync(aside, moved)
        assert.deepInclude(yield* world.run("", accounts, { source: source(file) }), {
          run,
          rows: 30,
          writes: 0
        })
        assert.deepInclude(yield* world.run("", accounts, { source: source(moved) }), {
          run: other.run,
          rows: 1,
          writes: 0
        })
      })
    )

    it.effect("asks if two runs have read its beginning, and continues the named one", () =>
      Effect.gen(function* () {
        const { file, run, world } = yield* interrupted
        const copy = moveTo(file, "copy.csv", keyed(30))
        fs.writeFileSync(file, keyed(30))
        const second = yield* world.run("", accounts, { source: source(copy), newRun: true })
        const third = path.join(world.stateDirectory, "third.csv")
        fs.copyFileSync(file, third)
        const before = (yield* world.sandbox.record()).writes
        const error = yield* Effect.flip(world.run("", accounts, { source: source(third) }))
        assert(error._tag === "AmbiguousSource")
        assert.sameMembers(
          error.runs.map(({ id }) => id),
          [run, second.run]
        )
        assert.deepStrictEqual((yield* world.sandbox.record()).writes, before)
        // Its own name tells which one is meant.
        assert.strictEqual((yield* world.run("", accounts, { source: source(copy) })).run, second.run)
        fs.rmSync(file)
        const report = yield* resume(world, { run, files: [third] })
        assert.deepInclude(report, { run, rows: 30, status: "finished", source: third })
        assert.strictEqual((yield* world.run("", accounts, { source: source(third) })).run, run)
      })
    )

    it.effect("begins a run of its own if the beginning differs, or on request", () =>
      Effect.gen(function* () {
        const { file, run, world } = yield* interrupted
        const edited = moveTo(file, "edited.csv", keyed(30).replace("Ada 1\n", "Eve\n"))
        assert.notStrictEqual((yield* world.run("", accounts, { source: source(edited) })).run, run)
        const moved = moveTo(file, "moved.csv", keyed(30))
        const report = yield* world.run("", accounts, { source: source(moved), newRun: true })
        assert.notStrictEqual(report.run, run)
      })
    )
  })
})

const accounts = Target.Accounts.make({})
const created = { method: "POST", path: "/accounts" } as const
const unauthorized = { kind: "status", status: 401 } as const

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
const keyed = (count: number) =>
  `reference-id,name-first\n${numbers(count)
    .map((n) => `r${n},Ada ${n}\n`)
    .join("")}`
const unkeyed = (count: number) =>
  `name-first\n${numbers(count)
    .map((n) => `Ada ${n}\n`)
    .join("")}`

/** Windows so small that a small file has several. */
const source = (file: string) => Source.file(file, { window: 4 })

const place = (world: World.World, name: string, text: string) => {
  const file = path.join(world.stateDirectory, name)
  fs.writeFileSync(file, text)
  return file
}

/** The file is gone from where it was; something of another name has what is given. */
const moveTo = (file: string, name: string, content: string | Uint8Array) => {
  fs.rmSync(file, { force: true })
  const moved = path.join(path.dirname(file), name)
  fs.writeFileSync(moved, content)
  return moved
}

const killAt = (
  world: World.World,
  kill: Parameters<typeof killed>[1],
  options: Omit<Importer.Options, "stateDirectory">
) =>
  killed(
    world,
    kill,
    World.whileTimePasses(Importer.run({ ...options, stateDirectory: world.stateDirectory }))
  )

const resume = (world: World.World, options: Importer.ContinueOptions = {}) =>
  World.whileTimePasses(
    Effect.scoped(
      Effect.flatMap(
        Importer.resume({ stateDirectory: world.stateDirectory, ...options }),
        ({ report }) => report
      )
    )
  ).pipe(Effect.provide(world.client))
