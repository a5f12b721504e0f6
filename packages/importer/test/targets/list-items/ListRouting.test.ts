import * as Importer from "@effect-persona/importer/Importer"
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as World from "../../support/world.ts"

describe("ListRouting", () => {
  it.effect("creates each list named by a valid row, once, and sends its items there", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const report = yield* world.run("L,value\nA,x\n B ,x\nA,y\nA,X\nNone,\n", strings, columnL)
      // The same item in two lists is no duplicate; in one list it is, by case too.
      assert.deepInclude(report, { rows: 5, created: 3, duplicates: 1, rejected: 1, list: undefined })
      assert.deepStrictEqual(yield* contentsOf(world), { A: ["x", "y"], B: ["x"] })
    })
  )

  it.effect("treats a list's id and its name as the same list", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      yield* world.run("L,value\nA,x\n", strings, columnL)
      const id = (yield* world.sandbox.record()).contents!.lists[0]!.id
      const report = yield* world.run(`L,value\n${id},x\nA,y\n${id},y\n`, strings, {
        ...columnL,
        newRun: true
      })
      assert.deepInclude(report, { created: 1, existing: 1, duplicates: 1 })
    })
  )

  it.effect("continues the run of a file that was sorted and extended by lists", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const first = yield* world.run("L,value\nA,x\nB,x\n", strings, columnL)
      const second = yield* world.run("value,L\nx,C\nx,B\nx,A\n", strings, columnL)
      assert.deepInclude(second, { run: first.run, rows: 3, created: 3, existing: 0 })
      assert.deepStrictEqual(yield* contentsOf(world), { A: ["x"], B: ["x"], C: ["x"] })
    })
  )

  it.effect("is one run if two begin at once, and both create the lists", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const csv = "L,value\nA,x\nB,x\n"
      let first = ""
      // While the second one is only prepared, the first one begins and ends.
      const between = () =>
        Effect.map(world.run(csv, strings, columnL), ({ run }) => {
          first = run
        }).pipe(Effect.orDie)
      const second = yield* world.run(csv, strings, { ...columnL, between })
      assert.deepInclude(second, { run: first, rows: 2, created: 2, writes: 2 })
      assert.deepStrictEqual(yield* contentsOf(world), { A: ["x"], B: ["x"] })
    })
  )

  it.effect("creates no list and sends no item before it is started", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const { preview } = yield* Importer.prepare({
        source: Source.string("rows.csv", "L,value\nA,x\n"),
        target: strings,
        stateDirectory: world.stateDirectory,
        ...columnL
      }).pipe(Effect.scoped, World.whileTimePasses, Effect.provide(world.client))
      assert.deepStrictEqual(preview.place, {
        _tag: "Lists",
        kind: "string",
        lists: [{ written: "A", line: 2, id: undefined }]
      })
      assert.deepInclude((yield* world.sandbox.record()).counts, { lists: 0, listItems: 0 })
    })
  )

  it.effect("rejects a row whose list did not exist at the look-up", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const early = Source.string("rows.csv", "L,value\nA,x\n")
      const late = Source.string("rows.csv", "L,value\nA,x\nB,x\n")
      // Opened for its rows, and then for its lists.
      let opened = 0
      const source: Source.Source = {
        ...late,
        open: Effect.suspend(() => (opened++ === 0 ? late : early).open)
      }
      const report = yield* world.run("", strings, { ...columnL, source })
      assert.deepInclude(report, { created: 1, rejected: 1 })
      assert.strictEqual(report.rejections[0]?.code, "new-list")
    })
  )

  it.effect("stops at more lists than a run may have, with the line, before any request", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const rows = Array.from({ length: 10_001 }, (_, n) => `list ${n},x\n`)
      const error = yield* Effect.flip(world.run(`L,value\n${rows.join("")}`, strings, columnL))
      assert.strictEqual(error._tag, "ListsError")
      assert.include(error.message, "Line 10002: from here on, there are more lists than the 10,000")
      assert.deepInclude((yield* world.sandbox.record()).counts, { lists: 0, listItems: 0 })
    })
  )

  it.effect("reports twenty problems by their lines, and the number of the others", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const rows = Array.from({ length: 30 }, (_, n) => `lst_${n},x\n`)
      const error = yield* Effect.flip(world.run(`L,value\n${rows.join("")}`, strings, columnL))
      assert.include(error.message, "Line 21: there is no list of this id")
      assert.notInclude(error.message, "Line 22:")
      assert.include(error.message, "There are 10 more like these.")
      const { requests } = yield* world.sandbox.record()
      assert.strictEqual(requests["GET /lists/:id"]?.["404"], 20)
    })
  )
})

const strings = Target.ListItems.make({ kind: "string" })
const columnL = { listColumn: "L" }

const contentsOf = (world: World.World) =>
  Effect.map(world.sandbox.record(), ({ contents }) =>
    Object.fromEntries(
      contents!.lists
        .map(({ id, name }) => [
          name,
          contents!.listItems.filter(({ listId }) => listId === id).map((item) => valueOf(item))
        ])
        .toSorted()
    )
  )

const valueOf = (item: object) => /"value":"(.)"/.exec(JSON.stringify(item))?.[1]
