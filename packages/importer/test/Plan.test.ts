import * as Apply from "@effect-persona/importer/Apply"
import * as Importer from "@effect-persona/importer/Importer"
import * as Plan from "@effect-persona/importer/Plan"
import * as PlanFile from "@effect-persona/importer/PlanFile"
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import * as World from "./support/world.ts"

const accounts = Target.Accounts.make({})
const header = "reference-id,name-first\n"

const people = (n: number) => header + Array.from({ length: n }, (_, i) => `p${i},Ada\n`).join("")

/** A world, and what is planned and imported in it. */
const sceneOf = Effect.fnUntraced(function* (given: Parameters<typeof World.make>[0]) {
  const world = yield* World.make(given)
  const file = path.join(world.stateDirectory, "rows.csv")
  const options = (csv: string, given?: Partial<Plan.Options>): Plan.Options => {
    fs.writeFileSync(file, csv)
    return { source: { file }, target: accounts, stateDirectory: world.stateDirectory, ...given }
  }
  const passing = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.provide(World.whileTimePasses(effect), world.client)
  return {
    world,
    file,
    options,
    passing,
    plan: (csv: string, given?: Partial<Plan.Options>) => passing(Plan.make(options(csv, given))),
    load: (csv: string, given?: Partial<Plan.Options>) => passing(Importer.run(options(csv, given)))
  }
})

const scene = Effect.suspend(() => sceneOf({}))

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

describe("Apply", () => {
  describe("start", () => {
    const kept = Effect.gen(function* () {
      const world = yield* scene
      const options = world.options(`${header}a,Ada\nb,Bo\n`, { set: { "name-last": "Quill" } })
      const file = path.join(world.world.stateDirectory, "plans", "plan.json")
      const plan = yield* PlanFile.write(file, yield* world.passing(Plan.make(options)), options)
      const apply = world.passing(
        Effect.scoped(
          Effect.flatMap(
            Apply.start({ plan: file, stateDirectory: world.world.stateDirectory }),
            ({ report }) => report
          )
        )
      )
      return { ...world, planFile: file, plan, apply }
    })

    it.effect("imports as planned", () =>
      Effect.gen(function* () {
        const { apply, plan, planFile } = yield* kept
        assert.strictEqual(plan.files.plan, planFile)
        assert.strictEqual(fs.statSync(planFile).mode & 0o777, 0o600)
        const report = yield* apply
        assert.deepInclude(report, { rows: 2, created: plan.created, requests: plan.requests })
        // Again, there is nothing left to do.
        assert.deepInclude(yield* apply, { run: report.run, writes: 0, nothingToDo: true })
      })
    )

    it.effect("sends with the planned engine, whatever would be chosen now", () =>
      Effect.gen(function* () {
        const { options, passing, world } = yield* sceneOf({
          rateLimit: 20,
          accountTypes: [{ name: "Member", id: "acttp_member" }]
        })
        const given = options(people(400), { target: Target.Accounts.make({ accountType: "acttp_member" }) })
        const planned = yield* passing(Plan.make(given))
        assert.strictEqual(planned.engine, "batch")
        const file = path.join(world.stateDirectory, "plan.json")
        yield* PlanFile.write(file, planned, given)
        yield* world.sandbox.setRateLimit(0)
        const applied = Effect.flatMap(
          Apply.start({ plan: file, stateDirectory: world.stateDirectory }),
          ({ report }) => report
        )
        assert.deepInclude(yield* passing(Effect.scoped(applied)), { engine: "batch", created: 400 })
      })
    )

    it.effect("refuses when the file has changed, and names it", () =>
      Effect.gen(function* () {
        const { apply, file } = yield* kept
        fs.appendFileSync(file, "c,Cy\n")
        const error = yield* Effect.flip(apply)
        assert.strictEqual(error._tag, "Declined")
        assert.match(error.message, /the file has changed since \(source\)\. Plan again/)
      })
    )

    it.effect("refuses when the columns have changed, too", () =>
      Effect.gen(function* () {
        const { apply, file } = yield* kept
        fs.writeFileSync(file, "reference-id,name-middle\na,Ada\nb,Bo\n")
        const error = yield* Effect.flip(apply)
        assert.match(error.message, /\(source\), and its columns become something else now \(mapping\)/)
      })
    )

    it.effect("refuses in another environment", () =>
      Effect.gen(function* () {
        const one = yield* kept
        const { client } = yield* World.make({ seed: 2 })
        const elsewhere = Effect.scoped(
          Effect.flatMap(
            Apply.start({ plan: one.planFile, stateDirectory: one.world.stateDirectory }),
            (started) => started.report
          )
        )
        const error = yield* Effect.flip(Effect.provide(World.whileTimePasses(elsewhere), client))
        assert.match(error.message, /another environment \(environment\)/)
      })
    )

    it.effect("refuses an edited plan, with any edit", () =>
      Effect.gen(function* () {
        const { apply, planFile } = yield* kept
        const text = fs.readFileSync(planFile, "utf8")
        for (const [from, to] of [
          ['"created": 2', '"created": 3'],
          ["Quill", "Quilt"],
          ['"version": 1', '"version": 1, "more": true']
        ] as const) {
          assert.include(text, from)
          fs.writeFileSync(planFile, text.replace(from, to))
          const error = yield* Effect.flip(apply)
          assert.strictEqual(error._tag, "Declined", from)
          assert.match(error.message, /was changed since it was made/)
        }
      })
    )

    it.effect("reports what is wrong with a file that is not a plan", () =>
      Effect.gen(function* () {
        const { apply, planFile } = yield* kept
        for (const [text, expected] of [
          ["reference-id\na\n", "not-a-plan"],
          ["null", "not-a-plan"],
          ["{}", "not-a-plan"],
          [fs.readFileSync(planFile, "utf8").replace('"version": 1', '"version": 2'), "newer"]
        ] as const) {
          fs.writeFileSync(planFile, text)
          const error = yield* Effect.flip(apply)
          assert.deepInclude(error, { _tag: "PlanFileError", reason: expected })
        }
        fs.rmSync(planFile)
        assert.deepInclude(yield* Effect.flip(apply), { reason: "unreadable", code: "ENOENT" })
      })
    )
  })
})

describe("PlanFile", () => {
  describe("write", () => {
    it.effect("replaces an unedited plan, and no other existing file", () =>
      Effect.gen(function* () {
        const { options, passing, world } = yield* scene
        const given = options(`${header}a,Ada\n`)
        const plan = yield* passing(Plan.make(given))
        const file = path.join(world.stateDirectory, "plan.json")
        for (let again = 0; again < 2; again++) yield* PlanFile.write(file, plan, given)
        for (const text of [fs.readFileSync(file, "utf8").replace('"rows": 1', '"rows": 2'), "notes\n", ""]) {
          fs.writeFileSync(file, text)
          const refused = yield* Effect.flip(PlanFile.write(file, plan, given))
          assert.deepInclude(refused, { reason: "occupied" })
          assert.strictEqual(fs.readFileSync(file, "utf8"), text)
        }
      })
    )

    it.effect("stores no plan that could not be applied", () =>
      Effect.gen(function* () {
        const { options, plan } = yield* scene
        const csv = `${header}a,Ada\n`
        const offline = yield* Plan.offline(options(csv))
        const refused = PlanFile.write("never.json", offline, options(csv))
        assert.deepInclude(yield* Effect.flip(refused), { reason: "offline" })
        const source = Source.string("rows.csv", csv)
        const once = PlanFile.write("never.json", yield* plan(csv, { source }), options(csv, { source }))
        assert.deepInclude(yield* Effect.flip(once), { reason: "once" })
      })
    )
  })
})
