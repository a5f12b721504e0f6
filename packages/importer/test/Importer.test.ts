import * as Lists from "@effect-persona/core/resources/Lists"
import * as Importer from "@effect-persona/importer/Importer"
import * as Source from "@effect-persona/importer/Source"
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { TestClock } from "effect/testing"
import * as fs from "node:fs"
import * as path from "node:path"
import * as World from "./support/world.ts"

describe("Importer", () => {
  describe("run, accounts", () => {
    it.effect("creates each row once and accounts for every one", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const report = yield* world.run(people(300), accounts)
        assert.deepInclude(report, { status: "finished", rows: 300, created: 300, rejected: 0, unknown: 0 })
        assert.strictEqual((yield* world.sandbox.record()).counts.accounts, 300)
        // One request a row, and one to learn which environment this is.
        assert.strictEqual(report.requests, 301)
      })
    )

    it.effect("sends nothing if it is run again, and reports that", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const first = yield* world.run(people(20), accounts)
        const second = yield* world.run(people(20), accounts)
        assert.deepInclude(second, { run: first.run, created: 20, writes: 0, nothingToDo: true })
      })
    )

    it.effect(
      "counts a last line without a line break once, and treats it as another row on continuation",
      () =>
        Effect.gen(function* () {
          const world = yield* World.make()
          const csv = "reference-id,birthdate\na,\nb,1990-02-30"
          const file = path.join(world.stateDirectory, "rows.csv")
          const run = (text: string) =>
            Effect.andThen(
              Effect.sync(() => fs.writeFileSync(file, text)),
              world.run("", accounts, { source: { file } })
            )
          for (let again = 0; again < 2; again++) {
            assert.deepInclude(yield* run(csv), { rows: 2, created: 1, rejected: 1 })
          }
          assert.deepInclude(yield* run("reference-id\na\nb"), { rows: 2, created: 2, existing: 0 })
          assert.deepInclude(yield* run("reference-id\na\nbb\nc"), { rows: 3, created: 3 })
        })
    )

    it.effect("sends new rows if the file was extended, sorted and has moved columns", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* world.run("reference-id,name-first\na,Ada\nb,Bo\n", accounts)
        const report = yield* world.run("name first,Reference ID\nCy,c\nBo,b\nAda,a\n", accounts)
        assert.deepInclude(report, { rows: 3, created: 3, writes: 1 })
      })
    )

    it.effect(
      "continues a run for the same file under another name, or a longer one, and not for another file",
      () =>
        Effect.gen(function* () {
          const world = yield* World.make()
          const first = yield* world.run(people(5), accounts)
          const moved = yield* world.run(people(5), accounts, {
            source: Source.string("moved.csv", people(5))
          })
          assert.deepInclude(moved, { run: first.run, writes: 0, nothingToDo: true })
          const longer = yield* world.run(people(6), accounts, {
            source: Source.string("longer.csv", people(6))
          })
          assert.deepInclude(longer, { run: first.run, writes: 1, created: 6 })
          const another = people(6).replace("\n", "\nother,Olga,\n")
          const other = yield* world.run(another, accounts, { source: Source.string("other.csv", another) })
          assert.notStrictEqual(other.run, first.run)
          assert.deepInclude(other, { created: 1, existing: 6 })
        })
    )

    it.effect("finds duplicates before sending, including those that differ only in case", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const report = yield* world.run("reference-id,name-first\na,Ada\nA,Eve\nb,Bo\na,Ada\n", accounts)
        assert.deepInclude(report, { rows: 4, created: 2, duplicates: 2, requests: 3 })
      })
    )

    it.effect("leaves existing objects unchanged, and reports which rows differ", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* world.run("reference-id,name-first\na,Ada\nb,Bo\n", accounts)
        const report = yield* world.run("reference-id,name-first\na,Ada\nB,Bob\nc,Cy\n", accounts, {
          newRun: true
        })
        assert.deepInclude(report, { created: 1, existing: 2, differing: 1, existingAfterDoubt: 0 })
        assert.strictEqual(nameOf(yield* world.sandbox.record(), "b"), "Bo")
      })
    )

    it.effect("changes differing objects on request", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* world.run("reference-id,name-first\na,Ada\nb,Bo\n", accounts)
        const report = yield* world.run("reference-id,name-first\na,Ada\nb,Bob\n", accounts, {
          onExisting: "update"
        })
        assert.deepInclude(report, { created: 0, existing: 1, updated: 1, differing: 1 })
        assert.strictEqual(nameOf(yield* world.sandbox.record(), "b"), "Bob")
      })
    )

    it.effect("rejects existing objects on request", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* world.run("reference-id,name-first\na,Ada\n", accounts)
        const report = yield* world.run("reference-id,name-first\na,Ada\nb,Bo\n", accounts, {
          onExisting: "fail"
        })
        assert.deepInclude(report, { created: 1, rejected: 1 })
        assert.strictEqual(report.rejections[0]?.code, "already-exists")
      })
    )

    it.effect(
      "rejects by policy objects that only the API reports as existing, and none that it may have created",
      () =>
        Effect.gen(function* () {
          const world = yield* World.make()
          // Neither a list item nor a reference id with a comma can be looked up.
          const others: ReadonlyArray<readonly [string, Target.Target]> = [
            [domains(2), items],
            ['reference-id\n"a,b"\n"c,d"\n', accounts]
          ]
          for (const [csv, target] of others) {
            yield* world.run(csv, target)
            const rejected = yield* world.run(csv, target, { newRun: true, onExisting: "fail" })
            assert.deepInclude(rejected, { created: 0, existing: 0, rejected: 2 })
            assert.deepStrictEqual(
              rejected.rejections.map(({ code }) => code),
              ["already-exists"]
            )
            const skipped = yield* world.run(csv, target, { newRun: true })
            assert.deepInclude(skipped, { existing: 2, rejected: 0 })
          }
          yield* world.sandbox.setFaults({
            rules: [
              {
                match: { method: "POST", nth: 1 },
                action: { kind: "serverError", status: 500, when: "after" }
              }
            ]
          })
          const own = yield* world.run("value,match-type\nnew.example,domain\n", items, {
            onExisting: "fail"
          })
          assert.deepInclude(own, { existing: 1, existingAfterDoubt: 1, rejected: 0 })
        })
    )

    it.effect("treats a row that was edited after its success by the same policy", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* world.run("reference-id,name-first\na,Ada\nb,Bo\n", accounts, { onExisting: "update" })
        const report = yield* world.run("reference-id,name-first\na,Ada\nb,Bob\n", accounts, {
          onExisting: "update"
        })
        assert.deepInclude(report, { created: 1, updated: 1, unknown: 0 })
        assert.strictEqual(nameOf(yield* world.sandbox.record(), "b"), "Bob")
      })
    )

    it.effect("refuses rows without a reference id, derives one, or sends them, by policy", () =>
      Effect.gen(function* () {
        const csv = "reference-id,name-first\n,Ada\n,Ada\nc,Cy\n"
        const refused = yield* (yield* World.make()).run(csv, accounts)
        assert.deepInclude(refused, { created: 1, rejected: 2 })
        assert.strictEqual(refused.rejections[0]?.code, "no-reference-id")
        const derived = yield* (yield* World.make()).run(csv, accounts, { unkeyed: "derive" })
        assert.deepInclude(derived, { created: 2, duplicates: 1 })
        const world = yield* World.make()
        const sent = yield* world.run(csv, accounts, { unkeyed: "allow" })
        assert.deepInclude(sent, { created: 3, duplicates: 0 })
        assert.deepInclude(yield* world.run(csv, accounts, { unkeyed: "allow" }), { created: 3, writes: 0 })
      })
    )

    it.effect("writes refused rows with line, column and reason, and no values in the report", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const csv =
          "reference-id,Birthdate,email\na,1990-02-30,ada@example.com\nb,1990-02-03,bo@example.com\n"
        const report = yield* world.run(csv, accounts, { map: { email: "email-address" } })
        assert.deepInclude(report, { created: 1, rejected: 1 })
        const rejects = fs.readFileSync(report.files.rejects!, "utf8")
        assert.include(rejects, "1990-02-30,ada@example.com")
        assert.include(rejects, "Birthdate")
        assert.strictEqual(fs.statSync(report.files.rejects!).mode & 0o777, 0o600)
        assert.strictEqual(fs.statSync(path.dirname(report.files.rejects!)).mode & 0o777, 0o700)
        assert.notInclude(fs.readFileSync(report.files.report!, "utf8"), "ada@example.com")
      })
    )

    it.effect("turns the API's pointer into the file's column", () =>
      Effect.gen(function* () {
        const world = yield* World.make({
          faults: { rules: [{ match: { method: "POST", path: "/accounts", nth: 1 }, action: refusal }] }
        })
        const report = yield* world.run("reference-id,name-first\na,Ada\nb,Bo\n", accounts, {
          concurrency: 1
        })
        assert.deepInclude(report, { created: 1, rejected: 1 })
        assert.include(fs.readFileSync(report.files.rejects!, "utf8"), "Record invalid")
        // The refusal is stored under its key: the same row is not sent again, a corrected one is.
        const again = yield* world.run("reference-id,name-first\na,Ada\nb,Bo\n", accounts)
        assert.deepInclude(again, { rejected: 1, writes: 0 })
        const corrected = yield* world.run("reference-id,name-first\na,Adah\nb,Bo\n", accounts)
        assert.deepInclude(corrected, { created: 2, rejected: 0, writes: 1 })
        // Nothing is left of the rows that are not rejected any more.
        assert.isFalse(fs.existsSync(report.files.rejects!))
      })
    )
  })

  describe("run, through faults", () => {
    for (const [name, action] of Object.entries(faults)) {
      it.effect(`creates every account exactly once, and recognizes it: ${name}`, () =>
        Effect.gen(function* () {
          const world = yield* World.make({
            faults: { seed: 7, rules: [{ match: { method: "POST", path: "/accounts", every: 3 }, action }] }
          })
          const report = yield* world.run(people(40), accounts)
          assert.deepInclude(report, { status: "finished", rows: 40, created: 40, existing: 0, unknown: 0 })
          const record = yield* world.sandbox.record()
          assert.strictEqual(record.counts.accounts, 40)
          assert.isAbove(record.faults.injected[action.kind] ?? 0, 5)
        })
      )

      it.effect(`applies every list item exactly once: ${name}`, () =>
        Effect.gen(function* () {
          const world = yield* World.make({
            faults: { seed: 7, rules: [{ match: { method: "POST", path: "/list-item/", every: 3 }, action }] }
          })
          const report = yield* world.run(domains(40), items)
          assert.strictEqual(report.created + report.existingAfterDoubt, 40)
          assert.deepInclude(report, { status: "finished", rows: 40, rejected: 0, unknown: 0 })
          assert.strictEqual((yield* world.sandbox.record()).counts.listItems, 40)
        })
      )
    }

    it.effect("stops if the API no longer answers, and names the rows in doubt", () =>
      Effect.gen(function* () {
        const world = yield* World.make({
          faults: { rules: [{ match: { path: "/list-item/" }, action: { kind: "loseAnswer" } }] }
        })
        const error = yield* Effect.flip(world.run(domains(40), items, { concurrency: 2 }))
        assert.strictEqual(error._tag, "ImportStopped")
        if (error._tag !== "ImportStopped") return
        assert.strictEqual(error.why, "no-answer")
        assert.deepInclude(error.report, { status: "stopped", rows: 2, unknown: 2 })
        assert.deepStrictEqual(
          error.report.unknownRows.map((row) => row.line),
          [2, 3]
        )
        yield* world.sandbox.setFaults({ rules: [] })
        const report = yield* world.run(domains(40), items)
        assert.deepInclude(report, { run: error.report.run, rows: 40, created: 40, existing: 0, unknown: 0 })
        assert.strictEqual((yield* world.sandbox.record()).counts.listItems, 40)
      })
    )

    it.effect(
      "resumes after the API has forgotten the keys: accounts are found, list items are identified by their 409",
      () =>
        Effect.gen(function* () {
          for (const [csv, target, expected] of [
            [people(10), accounts, { created: 10, existing: 0, existingAfterDoubt: 0 }],
            [domains(10), items, { created: 8, existing: 2, existingAfterDoubt: 2 }]
          ] as const) {
            const world = yield* World.make({
              faults: {
                rules: [
                  { match: { method: "POST", path: "/accounts" }, action: { kind: "loseAnswer" } },
                  { match: { method: "POST", path: "/list-item/" }, action: { kind: "loseAnswer" } }
                ]
              }
            })
            yield* Effect.flip(world.run(csv, target, { concurrency: 2 }))
            yield* world.sandbox.setFaults({ rules: [] })
            // The sandbox follows the same clock, and forgets keys of that age.
            yield* TestClock.adjust("30 hours")
            const report = yield* world.run(csv, target)
            assert.deepInclude(report, { rows: 10, unknown: 0, ...expected })
          }
        })
    )

    it.effect("stops at once if the key may not write, and needs no new key when it may again", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ permissions: ["account.read"] })
        const error = yield* Effect.flip(world.run(people(50), accounts, { concurrency: 2 }))
        assert.strictEqual(error._tag === "ImportStopped" && error.why, "forbidden")
        assert.isBelow((yield* world.sandbox.record()).requests["POST /accounts"]?.["403"] ?? 0, 4)
        yield* world.sandbox.setPermissions("all")
        const report = yield* world.run(people(50), accounts)
        assert.deepInclude(report, { created: 50, rejected: 0, unknown: 0 })
      })
    )

    it.effect("never exceeds the rate limit, and uses it", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ rateLimit: 60 })
        const report = yield* world.run(people(200), accounts)
        assert.deepInclude(report, { created: 200, rateLimited: 0 })
        // 201 requests at 60 a minute fill three windows and a part of the fourth.
        assert.isBelow(report.elapsedMs, 3 * 60_000 + 15_000)
      })
    )
  })

  describe("run, lists", () => {
    const csv =
      "kind,name,allow-fuzzy-name-first\n" +
      kinds.map((kind) => `${kind},Watch ${kind},${kind === "name" ? "true" : ""}`).join("\n") +
      "\ndevice-fingerprint,Devices,\nfield,Fields,\n"

    it.effect("creates nine kinds, and explains why two cannot be created", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const report = yield* world.run(csv, lists)
        assert.deepInclude(report, { rows: 11, created: 9, rejected: 2 })
        const again = yield* world.run(csv, lists)
        assert.deepInclude(again, { rows: 11, created: 9, rejected: 2, writes: 0, nothingToDo: true })
      })
    )

    it.effect("creates each list once when every answer to a creation is lost", () =>
      Effect.gen(function* () {
        const world = yield* World.make({
          faults: {
            rules: kinds.map((kind) => ({
              match: { method: "POST", path: `/list/${paths[kind]}`, nth: 1 },
              action: { kind: "loseAnswer" as const }
            }))
          }
        })
        const report = yield* world.run(csv, lists)
        assert.deepInclude(report, { created: 9, rejected: 2, existing: 0 })
        const record = yield* world.sandbox.record()
        assert.strictEqual(record.counts.lists, 9)
        assert.strictEqual(record.faults.injected["loseAnswer"], 9)
      })
    )

    it.effect("does not create a list that exists, though the API would", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        yield* world.run("kind,name\ncountry,Embargo\n", lists)
        const report = yield* world.run("kind,name\ncountry,Embargo\nstring,Embargo\n", lists, {
          newRun: true
        })
        assert.deepInclude(report, { created: 1, existing: 1 })
        assert.strictEqual((yield* world.sandbox.record()).counts.lists, 2)
      })
    )

    it.effect("recreates a list if the one of that name was archived since", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const first = yield* world.run(domains(2), items)
        const list = first.list!
        yield* Lists.archive({ listId: list }).pipe(Effect.provide(world.client))
        const second = yield* world.run(domains(2), items)
        assert.deepInclude(second, { created: 2 })
        assert.notStrictEqual(second.list, list)
        assert.notStrictEqual(second.run, first.run)
      })
    )
  })

  describe("start", () => {
    it.effect("reports its progress, which ends with the total", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const all = yield* World.whileTimePasses(
          Effect.scoped(
            Effect.gen(function* () {
              const started = yield* Importer.start({
                source: Source.string("rows.csv", people(30)),
                target: accounts,
                stateDirectory: world.stateDirectory
              })
              const seen = yield* Stream.runCollect(started.progress)
              yield* started.report
              return seen
            })
          )
        ).pipe(Effect.provide(world.client))
        assert.deepInclude(all.at(-1), { read: 30, settled: 30, created: 30, requests: 31 })
      })
    )

    it.effect("writes nothing before a prepared import is started", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const { preview } = yield* Importer.prepare({
          source: Source.string("domains.csv", domains(3)),
          target: items,
          stateDirectory: world.stateDirectory
        }).pipe(Effect.scoped, World.whileTimePasses, Effect.provide(world.client))
        assert.deepInclude(preview, { source: "domains.csv", continues: undefined })
        assert.deepStrictEqual((yield* world.sandbox.record()).writes, {})
        const state = yield* StateDirectory.open(world.stateDirectory)
        assert.deepStrictEqual(yield* state.runs, [])
      })
    )

    it.effect("refuses a second process on a run in progress", () =>
      Effect.gen(function* () {
        const world = yield* World.make()
        const first = yield* world.run(people(3), accounts)
        const state = yield* StateDirectory.open(world.stateDirectory)
        const error = yield* Effect.scoped(
          Effect.andThen(state.openRun(first.run), Effect.flip(world.run(people(3), accounts)))
        )
        assert.strictEqual(error._tag, "RunLocked")
      })
    )

    it.effect("lists the candidates if a name is ambiguous, and explains what is wrong with an id", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ lists: [{ kind: "country", name: "C" }] })
        for (let i = 0; i < 2; i++) {
          yield* Lists.createEmailAddressList({ data: { attributes: { name: "Blocked" } } }).pipe(
            Effect.provide(world.client)
          )
        }
        const ambiguous = yield* Effect.flip(world.run(domains(1), items))
        assert.strictEqual(ambiguous._tag === "DestinationError" && ambiguous.reason, "ambiguous-name")
        const record = yield* world.sandbox.record()
        const country = record.contents!.lists.find((list) => list.kind === "country")!
        const wrong = yield* Effect.flip(
          world.run(domains(1), Target.ListItems.make({ kind: "email-address", list: country.id }))
        )
        assert.strictEqual(wrong._tag === "DestinationError" && wrong.reason, "wrong-kind")
        const missing = yield* Effect.flip(
          world.run(domains(1), Target.ListItems.make({ kind: "email-address", list: "lst_nowhere" }))
        )
        assert.strictEqual(missing._tag === "DestinationError" && missing.reason, "no-such-list")
        const field = yield* Effect.flip(
          world.run("field-value\nx\n", Target.ListItems.make({ kind: "field", list: "Fields" }))
        )
        assert.strictEqual(field._tag === "DestinationError" && field.reason, "not-creatable")
      })
    )
  })
})

const accounts = Target.Accounts.make({})
const lists = Target.Lists.make({})
const items = Target.ListItems.make({ kind: "email-address", list: "Blocked" })

const people = (count: number) =>
  `reference-id,name-first,tags\n${Array.from({ length: count }, (_, i) => `cust-${i},Ada ${i},wave-1;vip`).join("\n")}\n`

const domains = (count: number) =>
  `value,match-type\n${Array.from({ length: count }, (_, i) => `host-${i}.example,domain`).join("\n")}\n`

const paths = {
  "browser-fingerprint": "browser-fingerprints",
  country: "countries",
  "email-address": "email-addresses",
  geolocation: "geolocations",
  "government-id-number": "government-id-numbers",
  "ip-address": "ip-addresses",
  name: "names",
  "phone-number": "phone-numbers",
  string: "strings"
} as const

const kinds = Object.keys(paths) as ReadonlyArray<keyof typeof paths>

const refusal = { kind: "status", status: 422, title: "Record invalid" } as const

const faults = {
  "the answer is lost": { kind: "loseAnswer" },
  "the request is lost": { kind: "loseRequest" },
  "the body is cut": { kind: "cutBody" },
  "a proxy answers 502 after the effect": { kind: "serverError", status: 502, when: "after", html: true },
  "a 500 is stored before the effect": { kind: "serverError", status: 500, when: "before" },
  "a 500 is stored after the effect": { kind: "serverError", status: 500, when: "after" },
  "the effect comes seconds after a 504": { kind: "lateEffect", millis: 3000 },
  "429 for two seconds": { kind: "status", status: 429, resetSeconds: 2 }
} as const

const nameOf = (record: Awaited<Record_>, referenceId: string): unknown => {
  const account = record.contents!.accounts.find((candidate) => candidate.referenceId === referenceId)
  const text = JSON.stringify(account)
  return /"first":\{"type":"string","value":"([^"]*)"/.exec(text)?.[1]
}

type Record_ = Effect.Success<ReturnType<World.World["sandbox"]["record"]>>
