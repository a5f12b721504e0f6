/** A source that changes while it is imported: rows that stand in no version of it are never sent. */
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import {
  accounts,
  after,
  atStep,
  atWindow,
  before,
  bytesOf,
  count,
  filler,
  header,
  namesIn,
  old,
  pad,
  rowOf,
  rows,
  scene,
  strangers,
  text,
  window
} from "./support/changes.ts"
import * as World from "./support/world.ts"

describe("Importer", () => {
  for (const [engine, target] of engines()) {
    describe(`with the engine ${engine}, when the source changes while it is read`, () => {
      for (const [way, change] of ways()) {
        // What is compressed differs in its reading alone, whatever sends its rows.
        for (const packed of engine === "row" ? [false, true] : [false]) {
          it.effect(`stops, and sends no row of two versions: ${way}${packed ? ", in gzip" : ""}`, () =>
            Effect.gen(function* () {
              const { attempt, file, seen, world, write } = yield* scene(target, packed)
              write(before)
              const error = yield* Effect.flip(
                atWindow(2, () => change(file, packed), attempt({ engine, concurrency: 16 }))
              )
              assert.strictEqual(error._tag, "SourceChanged", error.message)
              if (error._tag !== "SourceChanged") return
              assert.strictEqual(error.file, file)
              assert.include(error.message, file)
              assert.strictEqual(error.report.status, "stopped")
              assert.isBelow(error.report.rows, count)
              assert.deepStrictEqual(strangers(yield* seen), [])
              // Whole again, it is continued by what its rows say.
              write(before)
              const report = yield* attempt({ engine })
              assert.strictEqual(report.run, error.report.run)
              assert.deepInclude(report, { status: "finished", rows: count, created: count, unknown: 0 })
              assert.strictEqual((yield* seen).length, count)
              assert.strictEqual((yield* world.sandbox.record()).counts[kept(target)], count)
            })
          )
        }
      }

      it.effect("continues with the open file if another one replaces it, and reports that", () =>
        Effect.gen(function* () {
          const { attempt, file, seen, write } = yield* scene(target, false)
          write(before)
          const report = yield* atWindow(
            2,
            () => {
              fs.writeFileSync(`${file}.new`, after)
              fs.renameSync(`${file}.new`, file)
            },
            attempt({ engine, concurrency: 16 })
          )
          assert.deepInclude(report, {
            status: "finished",
            rows: count,
            created: count,
            sourceChanged: true
          })
          assert.deepStrictEqual(strangers(yield* seen), [])
        })
      )
    })
  }

  it.effect("reports no change if there was none", () =>
    Effect.gen(function* () {
      const { attempt, write } = yield* scene(accounts, false)
      write(before)
      assert.deepInclude(yield* attempt({}), { status: "finished", created: count, sourceChanged: false })
    })
  )

  it.effect("reports what changed, how many rows were applied, and how to continue", () =>
    Effect.gen(function* () {
      const { attempt, file, write } = yield* scene(accounts, false)
      write(before)
      const error = yield* Effect.flip(
        atWindow(2, () => fs.appendFileSync(file, "id-late,Late\n"), attempt({ concurrency: 16 }))
      )
      const size = Buffer.byteLength(before)
      assert.include(error.message, `${size} to ${size + 13} bytes`)
      const applied = error._tag === "SourceChanged" ? error.report.created : assert.fail(error._tag)
      assert.isAbove(applied, 0)
      assert.include(error.message, `${applied} rows`)
      assert.include(error.message, "run the same command again")
      // Nothing of the file was lost with the stop, and what was added is sent, too.
      assert.deepInclude(yield* attempt({}), { rows: count + 1, created: count + 1, unknown: 0 })
    })
  )

  it.effect("does not mistake the end of a file cut between two rows for the end of its rows", () =>
    Effect.gen(function* () {
      const { attempt, file, write } = yield* scene(accounts, false)
      write(before)
      const cut = header.length + rowOf(0).length * window * 7
      const error = yield* Effect.flip(
        atWindow(2, () => fs.truncateSync(file, cut), attempt({ concurrency: 16 }))
      )
      assert.strictEqual(error._tag, "SourceChanged", error.message)
    })
  )

  it.effect("stops at the file of several that has changed, whether it was its turn or not", () =>
    Effect.gen(function* () {
      for (const which of [0, 1]) {
        const world = yield* World.make()
        const names = ["a.csv", "b.csv"].map((name) => path.join(world.stateDirectory, name))
        names.forEach((name, at) => old(name, header + rows(at * 2000, count)))
        const attempt = world.run("", accounts, {
          source: Source.glob(path.join(world.stateDirectory, "*.csv"), { window })
        })
        const error = yield* Effect.flip(atWindow(2, () => fs.writeFileSync(names[which]!, after), attempt))
        assert.strictEqual(error._tag === "SourceChanged" && error.file, names[which], error.message)
        assert.deepStrictEqual(strangers(yield* namesIn(world)), [])
      }
    })
  )

  describe("what is read more than once", () => {
    it.effect("is the same for the scan that finds the last of equal rows and for the one that sends", () =>
      Effect.gen(function* () {
        const { attempt, file, seen, write } = yield* scene(accounts, false)
        write(before)
        const error = yield* Effect.flip(
          atStep("begin a pass, before", 1, () => old(file, after), attempt({ duplicates: "last" }))
        )
        assert.strictEqual(error._tag === "SourceError" && error.reason._tag, "Changed", error.message)
        assert.deepStrictEqual(yield* seen, [])
      })
    )

    it.effect("is compared byte by byte, so a change with the same size and time is detected, too", () =>
      Effect.gen(function* () {
        const { attempt, file, seen, write } = yield* scene(accounts, false)
        write(before)
        // Past the part that the first window has come from.
        const altered = before.replace("Ada-00280", "Eve-00280")
        const error = yield* Effect.flip(
          atWindow(1, () => old(file, altered), attempt({ duplicates: "last", concurrency: 16 }))
        )
        assert.strictEqual(error._tag, "SourceChanged", error.message)
        assert.deepStrictEqual(strangers(yield* seen), [])
      })
    )

    it.effect("is the same before the question and after it", () =>
      Effect.gen(function* () {
        for (const change of [
          (file: string) => fs.writeFileSync(file, after),
          (file: string) => fs.truncateSync(file, 5000),
          (file: string) => fs.appendFileSync(file, rowOf(7777)),
          (file: string) => {
            fs.writeFileSync(`${file}.new`, after)
            fs.renameSync(`${file}.new`, file)
          },
          (file: string) => fs.rmSync(file)
        ]) {
          const { attempt, file, seen, world, write } = yield* scene(accounts, false)
          write(before)
          const error = yield* Effect.flip(attempt({ between: () => Effect.sync(() => change(file)) }))
          assert.strictEqual(error._tag === "SourceError" && error.reason._tag, "Changed", error.message)
          assert.deepStrictEqual(yield* seen, [])
          assert.deepStrictEqual((yield* world.sandbox.record()).writes, {})
        }
      })
    )

    it.effect("is the same for the lists that a column names and for their items", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const file = path.join(world.stateDirectory, "rows.csv")
        const words = `value,list\n${text(count, (n) => `word-${pad(n)}-${filler},Aa\n`)}`
        old(file, words)
        const attempt = world.run("", Target.ListItems.make({ kind: "string" }), {
          source: { file, window },
          listColumn: "list",
          concurrency: 16
        })
        const error = yield* Effect.flip(
          atWindow(1, () => old(file, words.replace("word-00280", "term-00280")), attempt)
        )
        assert.strictEqual(error._tag, "SourceChanged", error.message)
        const { contents } = yield* world.sandbox.record()
        assert.notInclude(JSON.stringify(contents), "term-")
      })
    )

    it.effect("is the same for rows that were rejected before a checkpoint, which otherwise stay named", () =>
      Effect.gen(function* () {
        const { attempt, file, world, write } = yield* scene(accounts, false)
        const spoiled = before.replace(rowOf(3), "id-00003,Ada,too many\n")
        write(spoiled)
        yield* world.sandbox.setFaults({
          rules: [{ match: { method: "POST", nth: 280 }, action: { kind: "status", status: 401 } }]
        })
        const stopped = yield* Effect.flip(attempt({ concurrency: 16 }))
        assert.strictEqual(stopped._tag, "ImportStopped")
        yield* world.sandbox.setFaults({ rules: [] })
        // Once all is read, the first part is read again for the rejected row.
        const changed = spoiled.replace("Ada,too many", "Eve,too many")
        const error = yield* Effect.flip(
          atStep("end a pass, before", 1, () => fs.writeFileSync(file, changed), attempt({}))
        )
        assert.strictEqual(error._tag, "SourceChanged", error.message)
        if (error._tag !== "SourceChanged") return
        assert.deepInclude(error.report, { rows: count, created: count - 1, rejected: 1 })
        assert.include(fs.readFileSync(error.report.files.rejects!, "utf8"), '"id-00003",Ada,5,')
        const report = yield* attempt({})
        assert.deepInclude(report, { status: "finished", rows: count, created: count - 1, rejected: 1 })
        assert.include(fs.readFileSync(report.files.rejects!, "utf8"), '"id-00003",Eve,5,')
      })
    )
  })
})

function ways(): ReadonlyArray<readonly [string, (file: string, packed: boolean) => void]> {
  return [
    ["overwritten in place", (file, packed) => inPlace(file, bytesOf(after, packed))],
    ["written anew, empty first", (file, packed) => fs.writeFileSync(file, bytesOf(after, packed))],
    ["cut off within a row", (file) => fs.truncateSync(file, Math.floor(fs.statSync(file).size * 0.8) + 5)],
    ["emptied", (file) => fs.truncateSync(file, 0)],
    ["grown", (file, packed) => fs.appendFileSync(file, bytesOf("id-late,Late\n", packed))]
  ]
}

const inPlace = (file: string, bytes: Uint8Array) => {
  const at = fs.openSync(file, "r+")
  fs.writeSync(at, bytes)
  fs.closeSync(at)
}

function engines(): ReadonlyArray<readonly ["row" | "batch" | "upload", Target.Target]> {
  return [
    ["row", Target.Accounts.make({})],
    ["batch", Target.Accounts.make({ accountType: "acttp_person" })],
    ["upload", Target.ListItems.make({ kind: "name", list: "Names" })]
  ]
}

const kept = (target: Target.Target) => (target._tag === "Accounts" ? "accounts" : "listItems")
