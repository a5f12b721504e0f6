/** Rejected rows come back corrected and complete the run that rejected them. */
import * as Importer from "@effect-persona/importer/Importer"
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import * as Target from "@effect-persona/importer/Target"
import type { Report } from "@effect-persona/importer/Report"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { killed } from "./support/kill.ts"
import * as World from "./support/world.ts"

describe("Importer", () => {
  describe("run with resubmitted rejected rows", () => {
    it.effect("completes the run after any change by a spreadsheet", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const first = yield* world.run(source, accounts)
        assert.deepInclude(first, { rows: 7, created: 3, rejected: 3, duplicates: 1, status: "finished" })
        const [header, ...rows] = linesOf(first)
        const fixed = rows.map((row) => row.replace("1990-02-30", "1990-02-28").replace("USA", "US"))
        // Sorted the other way, with semicolons, other line ends and a mark.
        const saved = [header!, ...fixed.toReversed()].join("\r\n").replaceAll(",", ";")
        const second = yield* world.run(`\uFEFF${saved}\r\n`, accounts)
        assert.deepInclude(second, {
          run: first.run,
          status: "finished",
          source: "rows.csv",
          rows: 7,
          created: 6,
          rejected: 0,
          duplicates: 1,
          writes: 3
        })
        assert.isNull(second.files.rejects)
        assert.isFalse(fs.existsSync(first.files.rejects!))
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 6)
        // The source says what it said: it was settled, one way or the other.
        const again = yield* world.run(source, accounts)
        assert.deepInclude(again, { run: first.run, nothingToDo: true, created: 6, rejected: 0, writes: 0 })
      })
    )

    it.effect("keeps rows rejected that are missing or still wrong, and names them again", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const first = yield* world.run(source, accounts)
        const [header, one, two] = linesOf(first)
        assert.include(one, "1990-02-30")
        const second = yield* world.run([header, one, two!.replace("USA", "US")].join("\n"), accounts)
        assert.deepInclude(second, { run: first.run, rows: 7, created: 4, rejected: 2, writes: 1 })
        const rows = linesOf(second)
        assert.strictEqual(rows.length, 3)
        assert.isTrue(rows.some((line) => line.includes(`${first.run}:3`)))
        assert.isTrue(rows.some((line) => line.includes(`${first.run}:6`)))
        const third = yield* world.run(rows.join("\n").replaceAll("1990-02-30", "1990-02-28"), accounts)
        assert.deepInclude(third, { run: first.run, rows: 7, created: 6, rejected: 0, writes: 2 })
      })
    )

    it.effect("recognizes corrected rows again in an edited and sorted source", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const first = yield* world.run(source, accounts)
        const fixed = linesOf(first).join("\n").replaceAll("1990-02-30", "1990-02-28").replace("USA", "US")
        yield* world.run(fixed, accounts)
        const [header, ...rows] = source.trimEnd().split("\n")
        const edited = [header, ...rows.toReversed(), "h,,Hal,\n"].join("\n")
        const report = yield* world.run(edited, accounts)
        assert.deepInclude(report, {
          run: first.run,
          rows: 8,
          created: 7,
          rejected: 0,
          duplicates: 1,
          writes: 1
        })
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 7)
      })
    )

    it.effect("resends refused rows under a new key, also with another reference id", () =>
      Effect.gen(function* () {
        const world = yield* World.make(refuseFirst(3))
        const csv = "reference-id,name-first\na,Ada\nb,Bo\nc,Cy\nd,Di\n"
        const first = yield* world.run(csv, accounts, { concurrency: 1 })
        assert.deepInclude(first, { created: 1, rejected: 3 })
        const [header, a, b, c] = linesOf(first)
        // Two rows exchange their ids, one gets another name, and all are found under their lines.
        const fixed = [header, c!, named(a!, "b"), named(b!, "a")].join("\n")
        const second = yield* world.run(fixed.replace("Cy", "Cyd"), accounts)
        assert.deepInclude(second, { run: first.run, rows: 4, created: 4, rejected: 0, writes: 3 })
        const { contents } = yield* world.sandbox.record()
        assert.deepStrictEqual(contents!.accounts.map(({ referenceId }) => referenceId).toSorted(), [
          "a",
          "b",
          "c",
          "d"
        ])
        const again = yield* world.run(csv, accounts)
        assert.deepInclude(again, { run: first.run, rows: 4, created: 4, nothingToDo: true })
        const sorted = yield* world.run("reference-id,name-first\nd,Di\nc,Cy\nb,Bo\na,Ada\n", accounts)
        assert.deepInclude(sorted, { rows: 4, created: 4, writes: 0 })
      })
    )

    it.effect("sends a refused id now used by another row, though its own row is never resubmitted", () =>
      Effect.gen(function* () {
        const world = yield* World.make(refuseFirst(2))
        const first = yield* world.run("reference-id,name-first\na,Ada\nb,Bo\n", accounts, { concurrency: 1 })
        const [header, a] = linesOf(first)
        const second = yield* world.run([header, named(a!, "b")].join("\n"), accounts)
        assert.deepInclude(second, { run: first.run, rows: 2, created: 1, rejected: 1 })
        assert.strictEqual(linesOf(second).length, 2)
      })
    )

    it.effect("continues an interrupted correction, and duplicates nothing", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const csv = `reference-id,birthdate\n${numbers(40)
          .map((n) => `r${n},${n % 2 === 0 ? "1990-02-30" : ""}\n`)
          .join("")}`
        const first = yield* world.run(csv, accounts)
        assert.deepInclude(first, { created: 20, rejected: 20 })
        const fixed = linesOf(first).join("\n").replaceAll("1990-02-30", "1990-02-28")
        yield* world.sandbox.setFaults({
          rules: [{ match: { ...created, nth: 8 }, action: unauthorized }]
        })
        const stopped = yield* Effect.flip(world.run(fixed, accounts, { concurrency: 1 }))
        assert(stopped._tag === "ImportStopped")
        assert.deepInclude(stopped.report, {
          run: first.run,
          rows: 40,
          created: 27,
          rejected: 13,
          status: "stopped"
        })
        assert.strictEqual(linesOf(stopped.report).length, 14)
        yield* world.sandbox.setFaults({ rules: [] })
        // The source does not take back what was corrected.
        const source = yield* world.run(csv, accounts)
        assert.deepInclude(source, { run: first.run, rows: 40, created: 27, rejected: 13, writes: 0 })
        assert.strictEqual(linesOf(source).length, 14)
        const report = yield* world.run(fixed, accounts)
        assert.deepInclude(report, {
          run: first.run,
          status: "finished",
          rows: 40,
          created: 40,
          rejected: 0,
          writes: 13
        })
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 40)
      })
    )

    it.effect("settles rows in doubt if the answers to corrections are lost", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const csv = `reference-id,birthdate\n${numbers(10)
          .map((n) => `r${n},1990-02-30\n`)
          .join("")}`
        const first = yield* world.run(csv, accounts)
        const fixed = linesOf(first).join("\n").replaceAll("1990-02-30", "1990-02-28")
        yield* world.sandbox.setFaults({ rules: [{ match: created, action: { kind: "loseAnswer" } }] })
        const stopped = yield* Effect.flip(world.run(fixed, accounts, { concurrency: 2 }))
        assert(stopped._tag === "ImportStopped")
        assert.deepInclude(stopped.report, { rows: 10, unknown: 2, rejected: 8 })
        yield* world.sandbox.setFaults({ rules: [] })
        const report = yield* world.run(fixed, accounts)
        assert.deepInclude(report, {
          run: first.run,
          rows: 10,
          created: 10,
          existing: 0,
          rejected: 0,
          unknown: 0
        })
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 10)
      })
    )

    it.effect("completes a run that was stopped, before and after the rest of its source", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const csv = `reference-id,birthdate\n${numbers(600)
          .map((n) => `r${n},${n % 100 === 0 ? "1990-02-30" : ""}\n`)
          .join("")}`
        yield* world.sandbox.setFaults({
          rules: [{ match: { ...created, nth: 300 }, action: unauthorized }]
        })
        const stopped = yield* Effect.flip(world.run(csv, accounts, { concurrency: 1 }))
        assert(stopped._tag === "ImportStopped")
        yield* world.sandbox.setFaults({ rules: [] })
        const fixed = linesOf(stopped.report).join("\n").replaceAll("1990-02-30", "1990-02-28")
        const corrected = yield* world.run(fixed, accounts)
        assert.deepInclude(corrected, { run: stopped.report.run, status: "stopped", rejected: 0 })
        const report = yield* world.run(csv, accounts)
        const left = 6 - stopped.report.rejected
        assert.deepInclude(report, { rows: 600, created: 600 - left, rejected: left, status: "finished" })
        const last = yield* world.run(
          linesOf(report).join("\n").replaceAll("1990-02-30", "1990-02-28"),
          accounts
        )
        assert.deepInclude(last, { rows: 600, created: 600, rejected: 0, status: "finished" })
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 600)
      })
    )

    it.effect("counts rows added by hand once, however often they are submitted", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const first = yield* world.run(source, accounts)
        const [header, one, two, three] = linesOf(first)
        const added = ["new1,,Nia,,,,,,", "new2,1990-02-30,Noa,,,,,,"]
        // One row was copied, and its copy given another id.
        const copy = named(one!, "copied").replace("1990-02-30", "1990-02-28")
        const file = [header, one!.replace("1990-02-30", "1990-02-28"), copy, two, three, ...added].join("\n")
        for (const writes of [3, 0]) {
          const report = yield* world.run(file, accounts)
          assert.deepInclude(report, { run: first.run, rows: 10, created: 6, rejected: 3, writes })
          assert.notInclude(JSON.stringify(report), "1000000000")
        }
        const rows = linesOf({
          files: { rejects: path.join(path.dirname(first.files.report!), "rejects.csv") }
        })
        assert.strictEqual(rows.length, 4)
        const state = yield* StateDirectory.open(world.stateDirectory)
        const { groups } = yield* state.problems(first.run)
        assert.deepStrictEqual(
          groups.flatMap(({ lines }) => lines),
          [6, "added 3", 5]
        )
        const fixed = rows.join("\n").replaceAll("1990-02-30", "1990-02-28").replace("USA", "US")
        const done = yield* world.run(fixed, accounts)
        assert.deepInclude(done, { rows: 10, created: 9, rejected: 0 })
        assert.deepInclude(yield* world.run(source, accounts), { rows: 10, created: 9, nothingToDo: true })
      })
    )

    it.effect("imports them as a run of their own if their run is missing, or was another import", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const first = yield* world.run(source, accounts)
        const fixed = linesOf(first).join("\n").replaceAll("1990-02-30", "1990-02-28")
        const seen: Array<unknown> = []
        const report = yield* world.run(fixed, accounts, {
          onExisting: "update",
          between: ({ preview: { continues, rejectsOf } }) =>
            Effect.sync(() => void seen.push([continues, rejectsOf]))
        })
        assert.deepStrictEqual(seen, [[undefined, first.run]])
        assert.notStrictEqual(report.run, first.run)
        assert.deepInclude(report, { rows: 3, created: 2, rejected: 1 })
        // Its own rejected rows are known by their lines in what it was given.
        const own = yield* world.run(linesOf(report).join("\n").replace("USA", "US"), accounts, {
          onExisting: "update"
        })
        assert.deepInclude(own, { run: report.run, rows: 3, created: 3, rejected: 0 })
      })
    )

    it.effect("never continues a run from elsewhere with its own file broken off", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const first = yield* world.run(source, accounts, { source: { file: write(world, source) } })
        const file = first.files.rejects!
        const fixed = linesOf(first).join("\n").replaceAll("1990-02-30", "1990-02-28").replace("USA", "US")
        fs.writeFileSync(file, fixed)
        yield* world.sandbox.setFaults({
          rules: [{ match: { ...created, nth: 2 }, action: unauthorized }]
        })
        yield* Effect.flip(world.run("", accounts, { source: { file }, concurrency: 1 }))
        // What was corrected in place is not lost.
        assert.strictEqual(fs.readFileSync(file, "utf8"), fixed)
        yield* world.sandbox.setFaults({ rules: [] })
        const report = yield* world.run("", accounts, { source: { file } })
        assert.deepInclude(report, { run: first.run, rows: 7, created: 6, rejected: 0 })
        assert.deepInclude(report.files, { rejects: null, edited: [file] })
        assert.strictEqual(fs.readFileSync(file, "utf8"), fixed)
      })
    )
  })

  describe("run with a reject file that is corrected in place", () => {
    it.effect("leaves it unchanged as the source, names the rows in another file, and reports that", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const options = { source: { file: write(world, source) } }
        const first = yield* world.run("", accounts, options)
        const file = first.files.rejects!
        const fixed = corrected(first)
        for (let again = 0; again < 2; again++) {
          const report = yield* world.run("", accounts, options)
          assert.deepInclude(report, { run: first.run, rejected: 3 })
          assert.deepStrictEqual(report.files.edited, [file])
          assert.strictEqual(report.files.rejects, path.join(path.dirname(file), "rejects-2.csv"))
          assert.strictEqual(linesOf(report).length, 4)
          assert.strictEqual(fs.readFileSync(file, "utf8"), fixed)
        }
        const done = yield* world.run("", accounts, { source: { file } })
        assert.deepInclude(done, { run: first.run, rows: 7, created: 6, rejected: 0, unknown: 0 })
        assert.deepInclude(done.files, { rejects: null, edited: [file] })
        assert.isFalse(fs.existsSync(path.join(path.dirname(file), "rejects-2.csv")))
      })
    )

    it.effect(
      "counts rows as unknown whose correction may have been applied, until they are resubmitted",
      () =>
        Effect.gen(function* () {
          const world = yield* World.make()
          const options = { source: { file: write(world, source) }, concurrency: 1 }
          const first = yield* world.run("", accounts, options)
          const file = first.files.rejects!
          const fixed = corrected(first)
          const importing = Importer.run({
            target: accounts,
            stateDirectory: world.stateDirectory,
            source: { file },
            concurrency: 1
          })
          const kill = { step: "record intents", when: "after", nth: 1 } as const
          assert.isTrue(yield* killed(world, kill, World.whileTimePasses(importing)))
          const continuing = (how: typeof Importer.resume) =>
            World.whileTimePasses(
              Effect.scoped(
                Effect.flatMap(how({ stateDirectory: world.stateDirectory }), ({ report }) => report)
              )
            ).pipe(Effect.provide(world.client))
          for (const go of [
            world.run("", accounts, options),
            continuing(Importer.resume),
            continuing(Importer.retry)
          ]) {
            const report = yield* go
            assert.deepInclude(report, { run: first.run, rows: 7, created: 3, rejected: 0, unknown: 3 })
            assert.include(report.unknownRows[0]!.reason, "import the corrected file again")
            assert.strictEqual(fs.readFileSync(file, "utf8"), fixed)
          }
          const report = yield* world.run("", accounts, { source: { file } })
          assert.deepInclude(report, { run: first.run, rows: 7, created: 6, rejected: 0, unknown: 0 })
          assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 6)
        })
    )

    it.effect("recognizes its rows in a source edited since", () =>
      Effect.gen(function* () {
        const world = yield* World.make(refuseFirst(1))
        const file = write(world, source)
        const first = yield* world.run("", accounts, { source: { file }, concurrency: 1 })
        assert.deepInclude(first, { rows: 7, created: 2, rejected: 4 })
        const fixed = corrected(first).replace("Ada", "Adah")
        const [header, ...rows] = source.trimEnd().split("\n")
        write(world, [header, "y,1990-02-30,Yu,", "z,,Zoe,", ...rows].join("\n"))
        const edited = yield* world.run("", accounts, { source: { file } })
        assert.deepInclude(edited, { run: first.run, rows: 9, created: 3, rejected: 5 })
        const report = yield* world.run(fixed, accounts)
        assert.deepInclude(report, { run: first.run, rows: 9, created: 7, rejected: 1, unknown: 0 })
        assert.include(linesOf(report)[1], "Yu")
        const again = yield* world.run("", accounts, { source: { file } })
        assert.deepInclude(again, { rows: 9, created: 7, rejected: 1, writes: 0 })
      })
    )
  })

  describe("run, with duplicates", () => {
    const twice = "reference-id,name-first\na,Ada\nA,Eve\nb,Bo\na,Zoe\n"

    it.effect("sends the last of equal rows on request, and finds it there again", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const report = yield* world.run(twice, accounts, { duplicates: "last" })
        assert.deepInclude(report, { rows: 4, created: 2, duplicates: 2 })
        const { contents } = yield* world.sandbox.record()
        assert.isTrue(contents!.accounts.some((account) => JSON.stringify(account).includes("Zoe")))
        const again = yield* world.run(twice, accounts, { duplicates: "last" })
        assert.deepInclude(again, { run: report.run, created: 2, duplicates: 2, nothingToDo: true })
        const longer = yield* world.run(`${twice}B,Bob\n`, accounts, { duplicates: "last" })
        assert.deepInclude(longer, { rows: 5, created: 1, existing: 1, differing: 1, duplicates: 3 })
      })
    )

    it.effect("rejects later ones on request, and names the line of the first", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const report = yield* world.run(twice, accounts, { duplicates: "reject" })
        assert.deepInclude(report, { rows: 4, created: 2, rejected: 2, duplicates: 0 })
        assert.deepInclude(report.rejections[0], { code: "duplicate", rows: 2, firstLine: 3 })
        const [header, ...rows] = linesOf(report)
        assert.isTrue(rows.every((row) => row.includes("The same as line 2")))
        const again = yield* world.run(twice, accounts, { duplicates: "reject" })
        assert.deepInclude(again, { rejected: 2, writes: 0 })
        const fixed = [header, named(rows[0]!, "e"), rows[1]].join("\n")
        const corrected = yield* world.run(fixed, accounts, { duplicates: "reject" })
        assert.deepInclude(corrected, { run: report.run, rows: 4, created: 3, rejected: 1 })
        assert.strictEqual(linesOf(corrected).length, 2)
      })
    )

    it.effect(
      "keeps a later one rejected if it is resubmitted unchanged before the first one has been sent",
      () =>
        Effect.gen(function* () {
          const world = yield* World.make()
          const source = `reference-id,name-first\nz,Zed\na,Ada\nA,Eve\nb,Bo\na,Zoe\na,Ada\n`
          const options = { duplicates: "reject", engine: "row" } as const
          const stopped = yield* Effect.flip(world.run(source, accounts, { ...options, canary: 1 }))
          assert(stopped._tag === "ImportStopped")
          assert.deepInclude(stopped.report, { created: 1, rejected: 3 })
          const rejects = linesOf(stopped.report).join("\n")
          const corrected = yield* world.run(rejects, accounts, options)
          assert.deepInclude(corrected, { run: stopped.report.run, created: 1, rejected: 3, writes: 0 })
          assert.strictEqual(linesOf(corrected).filter((row) => row.includes("The same as line 3")).length, 3)
          const whole = yield* world.run(source, accounts, options)
          assert.deepInclude(whole, { run: corrected.run, rows: 6, created: 3, rejected: 3, unknown: 0 })
        })
    )

    it.effect("keeps one rejected that is resubmitted while a retry has not finished its source", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const options = { duplicates: "reject", onExisting: "fail", concurrency: 1, window: 16 } as const
        const people = numbers(400).map((n) => `r${n},Ada\n`)
        const source = { file: write(world, `reference-id,name-first\n${people.join("")}r400,Eve\n`) }
        yield* world.sandbox.setFaults({ rules: [{ match: { ...created, every: 2 }, action: refusal }] })
        const first = yield* world.run("", accounts, { ...options, source })
        const [header] = linesOf(first)
        const duplicate = linesOf(first).find((line) => /^"?r400"?,Eve,/.test(line))!
        yield* world.sandbox.setFaults({ rules: [{ match: { ...created, nth: 10 }, action: unauthorized }] })
        const retried = Importer.retry({ stateDirectory: world.stateDirectory }).pipe(
          Effect.flatMap(({ report }) => report),
          Effect.scoped,
          World.whileTimePasses,
          Effect.provide(world.client)
        )
        const stopped = yield* Effect.flip(retried)
        assert(stopped._tag === "ImportStopped")
        yield* world.sandbox.setFaults({ rules: [] })
        // Unchanged, then with the reference id of another row that was applied before.
        for (const row of [duplicate, duplicate.replace("r400", "r399")]) {
          const returned = yield* world.run([header, row].join("\n"), accounts, options)
          assert.deepInclude(returned, { run: first.run, writes: 0 }, row)
          assert.isTrue(linesOf(returned).some((line) => /^"?r\d+"?,Eve,/.test(line)))
        }
        const whole = yield* retried
        assert.deepInclude(whole, { run: first.run, rows: 401, created: 400, existing: 0, rejected: 1 })
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 400)
      })
    )

    it.effect(
      "keeps all of them rejected if they are resubmitted unchanged, the later ones before the first one",
      () =>
        Effect.gen(function* () {
          const world = yield* World.make()
          yield* world.run("reference-id,name-first\na,Ann\n", accounts)
          const options = { duplicates: "reject", onExisting: "fail" } as const
          const source = "reference-id,name-first\na,Ada\nA,Eve\na,Ada\nb,Bo\n"
          const report = yield* world.run(source, accounts, options)
          assert.deepInclude(report, { rows: 4, created: 1, rejected: 3 })
          const [header, ...rows] = linesOf(report)
          const byLine = rows.toSorted((one, other) => other.localeCompare(one))
          for (const back of [rows, rows.toReversed(), byLine]) {
            for (const again of ["first", "second"]) {
              const returned = yield* world.run([header, ...back].join("\n"), accounts, options)
              assert.deepInclude(
                returned,
                { run: report.run, rows: 4, created: 1, rejected: 3, writes: 0 },
                `the ${again} time`
              )
              assert.sameMembers(linesOf(returned).slice(1), rows)
            }
          }
          const whole = yield* world.run(source, accounts, options)
          assert.deepInclude(whole, { run: report.run, rows: 4, created: 1, rejected: 3, writes: 0 })
        })
    )
  })

  describe("run, with a canary", () => {
    it.effect("sends the canary, reports its outcomes, and continues on request", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const csv = `reference-id\n${numbers(40)
          .map((n) => `r${n}\n`)
          .join("")}`
        const stopped = yield* Effect.flip(world.run(csv, accounts, { canary: 5 }))
        assert(stopped._tag === "ImportStopped" && stopped.why === "canary")
        assert.deepInclude(stopped.report, { status: "stopped", rows: 5, created: 5, writes: 5 })
        const { contents } = yield* world.sandbox.record()
        assert.sameMembers(
          contents!.accounts.map(({ referenceId }) => referenceId),
          ["r1", "r2", "r3", "r4", "r5"]
        )
        const report = yield* world.run(csv, accounts)
        assert.deepInclude(report, { run: stopped.report.run, rows: 40, created: 40, writes: 35 })
        assert.deepInclude(yield* world.run("reference-id\nz\n", accounts, { canary: 5 }), { created: 1 })
      })
    )
  })

  describe("run, with a budget of errors", () => {
    const half = `reference-id,birthdate\n${numbers(1000)
      .map((n) => `r${n},${n % 2 === 0 ? "1990-02-30" : ""}\n`)
      .join("")}`

    it.effect("stops if more rows are rejected than allowed, and continues with a higher threshold", () =>
      Effect.gen(function* () {
        for (const maxErrors of [{ rows: 20 }, { share: 0.1 }]) {
          const world = yield* World.make()
          const stopped = yield* Effect.flip(world.run(half, accounts, { maxErrors }))
          assert(stopped._tag === "ImportStopped" && stopped.why === "too-many-errors")
          assert.include(stopped.message, "The date does not exist")
          assert.isBelow(stopped.report.rows, 1000)
          const report = yield* world.run(half, accounts, { maxErrors: { share: 1 } })
          assert.deepInclude(report, { run: stopped.report.run, rows: 1000, created: 500, rejected: 500 })
        }
        const within = yield* (yield* World.make()).run(half, accounts, { maxErrors: { rows: 500 } })
        assert.deepInclude(within, { created: 500, rejected: 500 })
      })
    )

    it.effect("stops when the API refuses all of the first rows for the same reason", () =>
      Effect.gen(function* () {
        const csv = `reference-id\n${numbers(200)
          .map((n) => `r${n}\n`)
          .join("")}`
        const faults = { rules: [{ match: created, action: refusal }] }
        const stopped = yield* Effect.flip(
          (yield* World.make({ faults })).run(csv, accounts, { concurrency: 4 })
        )
        assert(stopped._tag === "ImportStopped" && stopped.why === "same-refusal")
        assert.isAtLeast(stopped.report.rejected, 50)
        assert.isBelow(stopped.report.rejected, 60)
        const all = yield* (yield* World.make({ faults })).run(csv, accounts, { maxErrors: { share: 1 } })
        assert.deepInclude(all, { status: "finished", rejected: 200 })
      })
    )
  })

  describe("problems", () => {
    it.effect("groups rejected rows, ours and the API's, with lines and advice", () =>
      Effect.gen(function* () {
        const world = yield* World.make(refuseFirst(2))
        const { run } = yield* world.run(source, accounts, { concurrency: 1 })
        const state = yield* StateDirectory.open(world.stateDirectory)
        const { groups, rejected } = yield* state.problems(run)
        assert.strictEqual(rejected, 5)
        assert.deepStrictEqual(
          groups.map(({ code, column, lines, rows }) => ({ code, column, lines, rows })),
          [
            { code: "unprocessable", column: "", lines: [2, 4], rows: 2 },
            { code: "no-such-day", column: "birthdate", lines: [3, 6], rows: 2 },
            { code: "not-a-country-code", column: "country-code", lines: [5], rows: 1 }
          ]
        )
        assert.isTrue(groups.every(({ suggestion }) => suggestion !== undefined))
        assert.notInclude(JSON.stringify(groups), "Ada")
      })
    )

    it.effect("names rows that differ by their lines and fields", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* world.run("reference-id,name-first\na,Ada\nb,Bo\n", accounts)
        const report = yield* world.run("reference-id,name-first\nb,Bob\na,Ada\n", accounts, { newRun: true })
        assert.deepStrictEqual(report.differingRows, [{ line: 2, fields: ["name-first"] }])
      })
    )
  })
})

const accounts = Target.Accounts.make({})

const source = `reference-id,birthdate,name-first,country-code
a,,Ada,
b,1990-02-30,Bo,
c,,Cy,
d,,Di,USA
e,1990-02-30,Ed,
a,,Ada,
g,,Gil,US
`

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

const linesOf = (report: Pick<Report, "files"> | { readonly files: { readonly rejects: string | null } }) =>
  fs.readFileSync(report.files.rejects!, "utf8").trimEnd().split(/\r?\n/)

/** Corrects the file of rejected rows where it lies. */
const corrected = (report: Report) => {
  const fixed = linesOf(report).join("\n").replaceAll("1990-02-30", "1990-02-28").replace("USA", "US")
  fs.writeFileSync(report.files.rejects!, fixed)
  return fixed
}

/** A row with another reference id. */
const named = (row: string, id: string) => row.replace(/^"?[^",]*"?/, id)

const write = (world: World.World, csv: string) => {
  const file = path.join(world.stateDirectory, "rows.csv")
  fs.writeFileSync(file, csv)
  return file
}

const refusal = { kind: "status", status: 422, title: "Record invalid" } as const
const unauthorized = { kind: "status", status: 401 } as const
const created = { method: "POST", path: "/accounts" } as const

/** Refuses the first accounts that are sent. */
const refuseFirst = (count: number) => ({
  faults: { rules: numbers(count).map((nth) => ({ match: { ...created, nth }, action: refusal })) }
})
