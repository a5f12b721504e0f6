import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as FaultSearch from "../../../src/engines/upload/FaultSearch.ts"
import * as World from "../../support/world.ts"

describe("Upload", () => {
  describe("list items", () => {
    it.effect("creates a thousand items with one file", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const report = yield* world.run(addresses(2500), items, upload)
        assert.deepInclude(report, {
          status: "finished",
          engine: "upload",
          rows: 2500,
          created: 2500,
          counted: 0,
          rejected: 0,
          unknown: 0,
          jobs: 3
        })
        assert.strictEqual((yield* world.sandbox.record()).counts.listItems, 2500)
        assert.isBelow(report.requests, 20)
        assert.deepInclude(yield* world.run(addresses(2500), items, upload), { writes: 0, nothingToDo: true })
      })
    )

    it.effect("counts existing accounts, not which they are", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* world.run(addresses(40), items, { engine: "row" })
        const report = yield* world.run(addresses(100), items, { ...upload, newRun: true })
        assert.deepInclude(report, { created: 60, existing: 40, counted: 100, existingAfterDoubt: 0 })
        assert.strictEqual((yield* world.sandbox.record()).counts.listItems, 100)
      })
    )

    it.effect("finds any number of rows that the API refuses, and names the reason", () =>
      Effect.gen(function* () {
        for (const [rows, count] of [
          [1000, 1],
          [1000, 7],
          [1000, 50],
          [1500, 3],
          [40, 40]
        ] as const) {
          const world = yield* World.make({ refuses: [{ attribute: "value", startsWith: "192.168." }] })
          const bad = new Set(Array.from({ length: count }, (_, i) => (i * 7919 + 13) % rows))
          const report = yield* world.run(addresses(rows, bad), items, upload)
          const of = `${count} of ${rows}`
          assert.deepInclude(
            report,
            { created: rows - bad.size, rejected: bad.size, existing: 0, unknown: 0 },
            of
          )
          assert.deepStrictEqual(
            World.rejectedLines(report),
            [...bad].map((i) => i + 2).toSorted((a, b) => a - b),
            of
          )
          assert.strictEqual(report.rejections.length, 1)
          assert.isAtMost(report.searches, FaultSearch.bound(rows, bad.size), of)
          assert.strictEqual((yield* world.sandbox.record()).counts.listItems, rows - bad.size)
        }
      })
    )

    it.effect("creates every item once when the answer to a request is lost", () =>
      Effect.gen(function* () {
        for (const action of [
          { kind: "loseAnswer" },
          { kind: "cutBody" },
          { kind: "loseRequest" },
          { kind: "serverError", status: 500, when: "before" },
          { kind: "serverError", status: 500, when: "after" },
          { kind: "serverError", status: 504, when: "after", html: true }
        ] as const) {
          const world = yield* World.make({
            faults: { rules: [{ match: { method: "POST", path: "/importer/", nth: 1 }, action }] }
          })
          const report = yield* world.run(addresses(1500), items, upload)
          assert.deepInclude(report, { rows: 1500, rejected: 0, unknown: 0 }, action.kind)
          assert.strictEqual(report.created + report.existingAfterDoubt, 1500)
          assert.strictEqual((yield* world.sandbox.record()).counts.listItems, 1500)
        }
      })
    )

    it.effect("repeats uploads that an importer failed or never finished", () =>
      Effect.gen(function* () {
        for (const outcome of ["errored", "stuck"] as const) {
          const world = yield* World.make({
            faults: {
              rules: [
                {
                  match: { method: "POST", path: "/importer/", nth: 1 },
                  action: { kind: "job", outcome, afterRows: 250 }
                }
              ]
            }
          })
          const report = yield* world.run(addresses(1500), items, upload)
          assert.deepInclude(report, { rows: 1500, rejected: 0, unknown: 0 }, outcome)
          assert.strictEqual(report.created + report.existingAfterDoubt, 1500)
          assert.strictEqual((yield* world.sandbox.record()).counts.listItems, 1500)
        }
      })
    )

    it.effect("sends the rows one by one if files are refused, and reports that", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ importers: false, rateLimit: 300 })
        const report = yield* world.run(addresses(4000), items)
        assert.deepInclude(report, { created: 4000, jobs: 0, unknown: 0, rateLimited: 0 })
        assert.include(`${report.fellBack}`, "row by row")
      })
    )

    it.effect("ends if a requested engine is refused, and continues without it", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ importers: false })
        const stopped = yield* Effect.flip(world.run(addresses(50), items, upload))
        assert.deepInclude(stopped, { _tag: "ImportStopped", why: "engine" })
        const report = yield* world.run(addresses(50), items, { engine: "row" })
        assert.deepInclude(report, { created: 50, unknown: 0 })
      })
    )

    it.effect("uses the JSON form if the other one is refused", () =>
      Effect.gen(function* () {
        const world = yield* World.make({
          faults: {
            rules: [
              {
                match: { method: "POST", path: "/importer/", nth: 1 },
                action: { kind: "status", status: 400 }
              }
            ]
          }
        })
        const report = yield* world.run(addresses(1500), items, upload)
        assert.deepInclude(report, { created: 1500, jobs: 2, requests: report.requests })
      })
    )
  })

  describe("accounts", () => {
    it.effect("creates accounts with one file, and knows the id of each", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ batchJobs: false })
        const report = yield* world.run(people(1500), accounts, upload)
        assert.deepInclude(report, { created: 1500, existing: 0, counted: 0, jobs: 2 })
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 1500)
        assert.isBelow(report.requests, 50)
      })
    )

    it.effect("leaves existing accounts unchanged, and does not send them", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* world.run(people(30), accounts, { engine: "row" })
        const report = yield* world.run(
          people(200, () => "Eve"),
          accounts,
          { ...upload, newRun: true }
        )
        assert.deepInclude(report, { created: 170, existing: 30, differing: 30 })
      })
    )

    it.effect("names the rows that the API refuses, with line and reason", () =>
      Effect.gen(function* () {
        const bad = new Set([3, 500, 501, 999, 1800])
        const world = yield* World.make({ refuses: [{ attribute: "name_first", startsWith: "Bad" }] })
        const csv = people(2000, (i) => (bad.has(i) ? "Bad" : "Ada"))
        const report = yield* world.run(csv, accounts, upload)
        assert.deepInclude(report, { created: 1995, rejected: 5, unknown: 0 })
        assert.deepStrictEqual(
          World.rejectedLines(report),
          [...bad].map((i) => i + 2)
        )
      })
    )
  })
})

const upload = { engine: "upload" } as const
const accounts = Target.Accounts.make({})
const items = Target.ListItems.make({ kind: "ip-address", list: "Blocked" })

/** IP addresses; those at the given places are of a network that the API refuses. */
const addresses = (count: number, bad: ReadonlySet<number> = new Set()) =>
  `value\n${Array.from({ length: count }, (_, i) => `${bad.has(i) ? "192.168" : "10.7"}.${i >> 8}.${i & 255}`).join("\n")}\n`

const people = (count: number, name: (i: number) => string = () => "Ada") =>
  `reference-id,name-first\n${Array.from({ length: count }, (_, i) => `cust-${i},${name(i)} ${i}`).join("\n")}\n`
