/** Rows that exist already, and files that change between two runs. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { readCsv, type Records, temporaryDirectory, writeCsv } from "./support/files.ts"
import { persona } from "./support/persona.ts"
import { expectReport, json } from "./support/report.ts"
import { serve } from "./support/sandbox.ts"

const header = ["reference-id", "name-first", "fields.tier"]
const people: Records = [header, ["a", "Ada", "gold"], ["b", "Bo", "silver"], ["c", "Cy", "bronze"]]

/** A server that has the three people already, and imports into it from a folder of their own. */
const scene = Effect.gen(function* () {
  const server = yield* serve()
  const load = (cwd: string, records: Records, ...flags: ReadonlyArray<string>) =>
    persona(["import", "accounts", writeCsv(cwd, "people.csv", records), "--yes", "--json", ...flags], {
      cwd,
      env: server.env
    })
  const before = yield* temporaryDirectory
  const first = yield* load(before, people)
  expectReport(json(first), { rows: 3, created: 3 })
  const tiers = Effect.map(server.contents, ({ accounts }) =>
    Object.fromEntries(accounts.map(({ fields, referenceId }) => [referenceId, fields["tier"]?.value]))
  )
  return { server, load, before, tiers, cwd: yield* temporaryDirectory }
})

describe.concurrent("rows whose objects exist already", () => {
  const changed: Records = [header, ["A", "Ada", "gold"], ["b", "Bo", "platinum"], ["d", "Di", "gold"]]

  it.live("are left unchanged with skip, and differing ones are counted", () =>
    Effect.gen(function* () {
      const { cwd, load, tiers } = yield* scene
      const ended = yield* load(cwd, changed)
      assert.strictEqual(ended.status, 0)
      expectReport(json(ended), { rows: 3, created: 1, existing: 2, differing: 1, updated: 0, rejected: 0 })
      assert.deepStrictEqual(yield* tiers, { a: "gold", b: "silver", c: "bronze", d: "gold" })
    })
  )

  it.live("are changed with update if they differ", () =>
    Effect.gen(function* () {
      const { cwd, load, server, tiers } = yield* scene
      const ended = yield* load(cwd, changed, "--on-existing", "update")
      assert.strictEqual(ended.status, 0)
      expectReport(json(ended), { rows: 3, created: 1, existing: 1, differing: 1, updated: 1, rejected: 0 })
      assert.deepStrictEqual(yield* tiers, { a: "gold", b: "platinum", c: "bronze", d: "gold" })
      assert.strictEqual((yield* server.record).writes["account.updated"], 1)
    })
  )

  it.live("are rejected with fail", () =>
    Effect.gen(function* () {
      const { cwd, load, tiers } = yield* scene
      const ended = yield* load(cwd, changed, "--on-existing", "fail")
      assert.strictEqual(ended.status, 1)
      const report = json(ended)
      expectReport(report, { rows: 3, created: 1, existing: 0, rejected: 2 })
      const rejects = readCsv(report.files.rejects!).slice(1)
      assert.deepStrictEqual(rejects.map((cells) => [cells[0], cells[3], cells[5]]).toSorted(), [
        ["A", "2", "It exists already, and this import rejects rows that exist"],
        ["b", "3", "It exists already, and this import rejects rows that exist"]
      ])
      assert.deepStrictEqual(yield* tiers, { a: "gold", b: "silver", c: "bronze", d: "gold" })
    })
  )
})

describe.concurrent("a file that changed since it was imported", () => {
  it.live("has only its new rows sent, in any order", () =>
    Effect.gen(function* () {
      const { before, load } = yield* scene
      const [, a, b, c] = people
      const sorted = yield* load(before, [header, c!, b!, a!])
      expectReport(json(sorted), { rows: 3, created: 3, nothingToDo: true, writes: 0 })

      const extended = yield* load(before, [header, c!, ["d", "Di", "gold"], a!, b!, ["e", "Ed", "gold"]])
      expectReport(json(extended), { rows: 5, created: 5, nothingToDo: false, writes: 2 })
    })
  )

  it.live("has the policy applied to its edited rows", () =>
    Effect.gen(function* () {
      const { before, load, server, tiers } = yield* scene
      const edited: Records = [header, people[1]!, ["b", "Bo", "platinum"], people[3]!]
      const skipped = yield* load(before, edited)
      expectReport(json(skipped), { rows: 3, created: 2, existing: 1, differing: 1, writes: 0 })
      assert.strictEqual((yield* tiers)["b"], "silver")

      // Another policy is another job: it finds all three and changes the one.
      const updated = yield* load(before, edited, "--on-existing", "update")
      expectReport(json(updated), { rows: 3, existing: 2, updated: 1 })
      assert.strictEqual((yield* tiers)["b"], "platinum")
      assert.strictEqual((yield* server.record).writes["account.updated"], 1)
    })
  )

  it.live("is read to its end when a row that was rejected has been mended in it", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const cwd = yield* temporaryDirectory
      const load = (records: Records) =>
        persona(["import", "accounts", writeCsv(cwd, "people.csv", records), "--yes", "--json"], {
          cwd,
          env: server.env
        })
      const columns = ["reference-id", "birthdate"]
      const first = yield* load([columns, ["a", "1990-02-30"], ["b", "1990-02-03"]])
      assert.strictEqual(first.status, 1)
      expectReport(json(first), { rows: 2, created: 1, rejected: 1 })
      const second = yield* load([columns, ["a", "1990-02-28"], ["b", "1990-02-03"]])
      assert.strictEqual(second.status, 0)
      expectReport(json(second), { rows: 2, created: 2, rejected: 0, writes: 1 })
      // Nothing is left of the rejects of the pass before.
      assert.strictEqual(json(second).files.rejects, null)
    })
  )
})

describe.concurrent("a file with every row refused", () => {
  it.live("is not treated as settled before, until it is", () =>
    Effect.gen(function* () {
      const cwd = yield* temporaryDirectory
      writeCsv(cwd, "people.csv", [header, ["", "Ada", "gold"]])
      const load = persona(["import", "accounts", "people.csv", "--sandbox", "--yes", "--json"], { cwd })
      const first = yield* load
      assert.strictEqual(first.status, 1)
      expectReport(json(first), { rows: 1, rejected: 1, writes: 0, nothingToDo: false })
      const second = yield* load
      assert.strictEqual(second.status, 1)
      expectReport(json(second), { rows: 1, rejected: 1, writes: 0, nothingToDo: true })
    })
  )
})
