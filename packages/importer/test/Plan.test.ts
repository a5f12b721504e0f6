import * as Importer from "@effect-persona/importer/Importer"
import * as Plan from "@effect-persona/importer/Plan"
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import * as Changes from "./support/changes.ts"
import { accounts, header, people, scene, sceneOf } from "./support/planning.ts"

describe("Plan", () => {
  describe("make", () => {
    it.effect("reports new, existing, different, duplicate and invalid rows, and writes nothing", () =>
      Effect.gen(function* () {
        const { load, plan, world } = yield* scene
        yield* load(`${header}a,Ada\nb,Bo\nc,Cy\n`)
        const before = (yield* world.sandbox.record()).writes
        const found = yield* plan(`${header}A,Ada\nb,Bob\nd,Di\nD,Dee\n,Nobody\n`, { newRun: true })
        assert.deepInclude(found, {
          rows: 5,
          created: 1,
          existing: 2,
          updated: 0,
          differing: 1,
          rejected: 1,
          duplicates: 1,
          unknown: 0
        })
        assert.deepStrictEqual(found.differingFields, { "name-first": 1 })
        assert.deepStrictEqual(
          found.problems.map(({ code, lines, rows }) => ({ code, lines, rows })),
          [{ code: "no-reference-id", lines: [6], rows: 1 }]
        )
        assert.deepStrictEqual((yield* world.sandbox.record()).writes, before)
      })
    )

    it.effect("looks up a hundred accounts a request", () =>
      Effect.gen(function* () {
        const { plan } = yield* scene
        const people = Array.from({ length: 1201 }, (_, i) => `p${i},Ada\n`).join("")
        const found = yield* plan(header + people)
        // The environment and the fields of the account type are asked for as the import does.
        const before = found.requests - found.created
        assert.strictEqual(found.lookUps - before, 13)
      })
    )

    it.effect("counts existing objects by the policy", () =>
      Effect.gen(function* () {
        const { load, plan } = yield* scene
        yield* load(`${header}a,Ada\nb,Bo\n`)
        const csv = `${header}a,Ada\nb,Bob\nc,Cy\n`
        assert.deepInclude(yield* plan(csv, { onExisting: "update" }), {
          created: 1,
          existing: 1,
          updated: 1,
          differing: 1
        })
        assert.deepInclude(yield* plan(csv, { onExisting: "fail" }), { created: 1, existing: 0, rejected: 2 })
      })
    )

    it.effect("reads rows settled by an earlier run from its ledger, and leaves the run unchanged", () =>
      Effect.gen(function* () {
        const { load, plan, world } = yield* scene
        const first = yield* load(`${header}a,Ada\nb,Bo\n`)
        const ledger = path.join(world.stateDirectory, "runs", first.run, "ledger.db")
        const before = fs.readFileSync(ledger)
        const found = yield* plan(`${header}a,Ada\nb,Bob\nc,Cy\n`)
        assert.deepInclude(found, { continues: first.run, rows: 3, created: 2, existing: 1, differing: 1 })
        assert.isTrue(fs.readFileSync(ledger).equals(before))
        assert.deepStrictEqual(
          fs.readdirSync(world.stateDirectory).filter((name) => name.startsWith("plan-")),
          []
        )
      })
    )

    it.effect("recognizes the items of a list by an earlier run only, and reports that", () =>
      Effect.gen(function* () {
        const { load, plan } = yield* scene
        const target = Target.ListItems.make({ kind: "string", list: "Words" })
        const fresh = yield* plan("value\nx\ny\nX\n", { target })
        assert.deepInclude(fresh, { created: 2, duplicates: 1, createsLists: 1 })
        assert.deepStrictEqual(codes(fresh), [])
        yield* load("value\nx\n", { target })
        const again = yield* plan("value\nx\ny\n", { target })
        assert.deepInclude(again, { created: 2, createsLists: 0 })
        assert.deepStrictEqual(codes(again), ["list-items-not-compared"])
      })
    )

    it.effect("finds lists with one reading", () =>
      Effect.gen(function* () {
        const { load, plan } = yield* scene
        const target = Target.Lists.make({})
        yield* load("kind,name\nstring,A\n", { target })
        const found = yield* plan("kind,name\nstring,A\nstring,B\nname,A\n", { target, newRun: true })
        assert.deepInclude(found, { created: 2, existing: 1, lookUps: 2 })
      })
    )

    it.effect("warns about what it cannot promise", () =>
      Effect.gen(function* () {
        const one = yield* scene
        const { plan, world } = one
        yield* world.sandbox.setRateLimit(2)
        const slow = yield* plan(header + Array.from({ length: 30 }, (_, i) => `p${i},Ada\n`).join(""), {
          keyMaxAge: "10 minutes",
          engine: "row"
        })
        assert.deepStrictEqual(codes(slow), ["outlives-keys"])
        yield* world.sandbox.setRateLimit(0)
        const careless = yield* plan(`${header}"a,b",Ada\n,Bo\n`, { unkeyed: "allow" })
        assert.deepStrictEqual(codes(careless), ["no-reference-id", "reference-id-with-comma"])
        const tagged = Array.from({ length: 1001 }, (_, i) => `p${i},tag ${i}\n`).join("")
        assert.deepStrictEqual(codes(yield* plan(`reference-id,tags\n${tagged}`)), ["too-many-tags"])
        const once = yield* plan("", {
          source: Source.string("rows.csv", "value\nspam@mail.example\n"),
          target: Target.ListItems.make({ kind: "email-address", list: "L" }),
          set: { "match-type": "email_address" }
        })
        assert.deepStrictEqual(codes(once), ["equality-undefined", "read-once"])
        const { load } = one
        const { files, run } = yield* load(`${header}a,Ada\n,Bo\n`)
        const rejected = yield* plan("", { source: { file: files.rejects! } })
        assert.deepStrictEqual(codes(rejected), ["rejected-rows"])
        assert.include(rejected.warnings[0]?.message, run)
      })
    )

    it.effect("is not made of two versions of a file", () =>
      Effect.gen(function* () {
        const { file, passing, world, write } = yield* Changes.scene(accounts, false)
        write(Changes.before)
        const plan = Plan.make({ source: { file }, target: accounts, stateDirectory: world.stateDirectory })
        // Its first request leaves when the first part of the file was read.
        const error = yield* Effect.flip(
          passing(Changes.atRequest(() => fs.writeFileSync(file, Changes.after), plan))
        )
        assert.strictEqual(error._tag === "SourceError" && error.reason._tag, "Changed", error.message)
      })
    )
  })

  describe("make, of engines", () => {
    const member = Target.Accounts.make({ accountType: "acttp_member" })
    const accountTypes = [{ name: "Member", id: "acttp_member" }]

    it.effect(
      "names every engine with its price, and chooses the one that proves most if that is quick",
      () =>
        Effect.gen(function* () {
          const { plan, world } = yield* scene
          yield* world.sandbox.setRateLimit(300)
          const found = yield* plan(people(500))
          assert.deepInclude(found, { engine: "row", requests: 501 })
          assert.match(found.engineReason, /One request for each row takes about/)
          assert.deepStrictEqual(
            found.engines.map(({ engine, possible, proof, requests, undo }) => [
              engine,
              possible,
              requests,
              proof,
              undo
            ]),
            [
              ["row", true, 501, "ids", true],
              // Which account type the rows go to is not asked where it does not matter.
              ["batch", false, 9, "rows", true],
              ["upload", true, 14, "ids", true]
            ]
          )
          const { requests } = yield* world.sandbox.record()
          assert.deepStrictEqual(Object.keys(requests).toSorted(), ["GET /accounts", "GET /rate-limits"])
        })
    )

    it.effect("queries the environment's capabilities if one request for each row would take long", () =>
      Effect.gen(function* () {
        const { load, plan, world } = yield* scene
        yield* load(`${header}z,Zoë\n`)
        yield* world.sandbox.setRateLimit(20)
        yield* world.sandbox.setFaults({
          rules: [
            { match: { path: "/batch-jobs" }, action: { kind: "status", status: 404 } },
            { match: { path: "/importers" }, action: { kind: "status", status: 403 } }
          ]
        })
        const { writes } = yield* world.sandbox.record()
        const found = yield* plan(people(400), { newRun: true })
        assert.strictEqual(found.engine, "row")
        assert.match(found.engineReason, /no batch jobs here \(404\).*may not use importers \(403\)/)
        assert.deepStrictEqual((yield* world.sandbox.record()).writes, writes)
        // What was learned is believed for a day, and without batch jobs no account type has to be named.
        const again = yield* plan(people(400), { newRun: true })
        assert.strictEqual(found.lookUps - again.lookUps, 3)
        assert.match(again.engineReason, /no batch jobs here \(404\).*may not use importers \(403\)/)
      })
    )

    it.effect("counts like the chosen engine: a batch job that updates knows no differences", () =>
      Effect.gen(function* () {
        const { load, plan } = yield* sceneOf({ accountTypes })
        yield* load(`${header}a,Ada\nb,Bo\n`, { target: member })
        const options = { target: member, onExisting: "update", newRun: true } as const
        const csv = `${header}a,Ada\nb,Bob\nc,Cy\nC,Cy\n`
        assert.deepInclude(yield* plan(csv, { ...options, engine: "row" }), {
          created: 1,
          existing: 1,
          updated: 1,
          differing: 1,
          counted: 0
        })
        const batch = yield* plan(csv, { ...options, engine: "batch" })
        assert.deepInclude(batch, {
          engine: "batch",
          rows: 4,
          created: 1,
          existing: 0,
          updated: 2,
          differing: 0,
          duplicates: 1,
          counted: 3
        })
        // They are known to the plan, which has looked.
        assert.deepStrictEqual(batch.differingFields, { "name-first": 1 })
        assert.deepStrictEqual(codes(batch), ["counts-only"])
        const skip = yield* plan(csv, { ...options, onExisting: "skip", engine: "batch" })
        assert.deepInclude(skip, { created: 1, existing: 2, differing: 1, counted: 0 })
        assert.deepStrictEqual(codes(skip), ["created-without-ids"])
      })
    )

    for (const [engine, onExisting] of [
      ["batch", "update"],
      ["batch", "skip"],
      ["batch", "fail"],
      ["upload", "skip"]
    ] as const) {
      it.effect(`counts the same as the import: ${engine}, ${onExisting}`, () =>
        Effect.gen(function* () {
          const { load, plan } = yield* sceneOf({ accountTypes })
          const target = engine === "batch" ? member : accounts
          yield* load(people(40), { target, engine: "row" })
          const csv = `${people(1200).replaceAll(/^p(\d),Ada/gm, "p$1,Bob")}p1,Eve\n"a,b",Zoë\n,Cy\n`
          const options = { target, engine, onExisting, newRun: true }
          const planned = yield* plan(csv, options)
          const report = yield* load(csv, options)
          for (const name of countNames) assert.strictEqual(report[name], planned[name], name)
          assert.strictEqual(report.rows, 1203)
        })
      )
    }

    it.effect("prices batches and single rows by its counts", () =>
      Effect.gen(function* () {
        const { load, plan } = yield* sceneOf({ accountTypes })
        yield* load(people(60), { target: member })
        const csv = `${people(2100)}"a,b",Ada\n,Bo\n`
        const found = yield* plan(csv, {
          target: member,
          engine: "batch",
          unkeyed: "allow",
          newRun: true
        })
        // The environment and the account type, 21 look-ups, 3 jobs with some questions, 2 rows by themselves.
        assert.strictEqual(found.requests, 2 + 21 + 8 + 2)
        assert.match(
          found.engines[1]!.why.map(({ message }) => message).join(" "),
          /without a reference id.*one by one/
        )
      })
    )

    it.effect("makes no plan for an unsuitable engine", () =>
      Effect.gen(function* () {
        const { plan } = yield* scene
        const error = yield* Effect.flip(plan(people(3), { engine: "batch" }))
        assert(error._tag === "EngineError" && error.engine === "batch")
        assert.deepStrictEqual(
          error.why.map(({ code }) => code),
          ["needs-account-type"]
        )
      })
    )

    it.effect("reports what list items in a file give up", () =>
      Effect.gen(function* () {
        const { plan } = yield* scene
        const target = Target.ListItems.make({ kind: "ip-address", list: "Bad" })
        const found = yield* plan("value\n192.0.2.1\n192.0.2.2\n", { target, engine: "upload" })
        assert.deepInclude(found, { engine: "upload", created: 2, counted: 0 })
        assert.include(codes(found), "counts-only")
      })
    )
  })

  describe("offline", () => {
    it.effect("needs neither a client nor a state directory, and treats every valid row as new", () =>
      Effect.gen(function* () {
        const csv = `${header}a,Ada\na,Ada\n,Bo\n`
        const found = yield* Plan.offline({ source: Source.string("rows.csv", csv), target: accounts })
        assert.deepInclude(found, {
          offline: true,
          rows: 3,
          created: 1,
          duplicates: 1,
          rejected: 1,
          lookUps: 0,
          limit: 300,
          environment: undefined
        })
        assert.include(codes(found), "offline")
      })
    )
  })

  describe("of a prepared import", () => {
    it.effect("counts the same as the import, without a request", () =>
      Effect.gen(function* () {
        const { options, passing, world } = yield* scene
        const [plan, report] = yield* passing(
          Effect.gen(function* () {
            const prepared = yield* Importer.prepare(options(`${header}a,Ada\na,Ada\n,Bo\n`))
            const plan = yield* prepared.plan
            assert.deepStrictEqual((yield* world.sandbox.record()).writes, {})
            return [plan, yield* (yield* prepared.start).report] as const
          }).pipe(Effect.scoped)
        )
        assert.deepInclude(plan, { rows: 3, created: 1, duplicates: 1, rejected: 1, lookUps: 0 })
        assert.strictEqual(plan?.requests, report.requests)
      })
    )
  })
})

const countNames = [
  "rows",
  "created",
  "existing",
  "updated",
  "differing",
  "rejected",
  "duplicates",
  "unknown",
  "counted"
] as const

const codes = ({ warnings }: Plan.Plan) => warnings.map(({ code }) => code)
