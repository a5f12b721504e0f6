import * as Plan from "@effect-persona/importer/Plan"
import * as PlanFile from "@effect-persona/importer/PlanFile"
import * as Source from "@effect-persona/importer/Source"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Record } from "effect"
import { TestClock } from "effect/testing"
import * as fs from "node:fs"
import * as path from "node:path"
import { header, scene } from "./support/planning.ts"

describe("PlanFile", () => {
  describe("write", () => {
    it.effect("replaces a plan as it was written, and nothing else that is there", () =>
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

    it.effect("keeps no plan that could not be applied", () =>
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

    it.effect("makes the folder, lets only the owner read the file, and holds no value of the source", () =>
      Effect.gen(function* () {
        const { file, plan } = yield* written("reference-id,name-first\nsecret-id,Secretname\n")
        assert.strictEqual(plan.files.plan, file)
        assert.strictEqual(fs.statSync(file).mode & 0o777, 0o600)
        assert.strictEqual(fs.statSync(path.dirname(file)).mode & 0o777, 0o700)
        assert.deepStrictEqual(fs.readdirSync(path.dirname(file)), ["plan.json"])
        assert.notMatch(fs.readFileSync(file, "utf8"), /secret/i)
      })
    )

    it.effect("says why a file cannot be written", () =>
      Effect.gen(function* () {
        const { file, given, plan } = yield* written(`${header}a,Ada\n`)
        const below = path.join(file, "plan.json")
        const error = yield* Effect.flip(PlanFile.write(below, plan, given))
        assert.deepInclude(error, { file: below, reason: "unwritable", code: "ENOTDIR" })
      })
    )
  })

  describe("read", () => {
    it.effect("gives the plan as it was made, when, and what to import with", () =>
      Effect.gen(function* () {
        const { file, given, plan } = yield* written(`${header}a,Ada\n`, {
          keyMaxAge: "2 hours",
          onExisting: "update",
          maxErrors: { share: 0.5 },
          set: { "name-last": "Quill" }
        })
        const kept = yield* PlanFile.read(file)
        assert.strictEqual(kept.file, file)
        assert.strictEqual(kept.createdAt, "2026-01-05T12:00:00.000Z")
        assert.deepStrictEqual(kept.plan, JSON.parse(JSON.stringify(plan)))
        const { keyMaxAge, source, ...rest } = kept.options
        assert.deepStrictEqual(rest, {
          target: given.target,
          onExisting: "update",
          maxErrors: { share: 0.5 },
          set: { "name-last": "Quill" }
        })
        assert.strictEqual(Duration.toMillis(keyMaxAge!), 2 * 3_600_000)
        assert("reopen" in source)
        assert.deepStrictEqual(source.reopen?.names, [path.join(path.dirname(file), "../rows.csv")])
      })
    )

    it.effect("keeps the age of keys that never grow too old", () =>
      Effect.gen(function* () {
        const { file } = yield* written(`${header}a,Ada\n`, { keyMaxAge: Duration.infinity })
        const { options } = yield* PlanFile.read(file)
        assert.strictEqual(Duration.toMillis(options.keyMaxAge!), Number.MAX_SAFE_INTEGER)
      })
    )

    it.effect("takes a plan that lies elsewhere, and in other words of JSON", () =>
      Effect.gen(function* () {
        const { file } = yield* written(`${header}a,Ada\n`)
        const moved = `${file}.moved`
        fs.writeFileSync(moved, JSON.stringify(JSON.parse(fs.readFileSync(file, "utf8"))))
        assert.deepStrictEqual((yield* PlanFile.read(moved)).plan, (yield* PlanFile.read(file)).plan)
      })
    )
  })

  describe("obstacle", () => {
    it.effect("is none for a file that can be opened again, known before anything is written", () =>
      Effect.gen(function* () {
        const { given, plan } = yield* written(`${header}a,Ada\n`)
        assert.isUndefined(PlanFile.obstacle(plan, given))
        const source = Source.string("rows.csv", `${header}a,Ada\n`)
        assert.strictEqual(PlanFile.obstacle(plan, { ...given, source }), "once")
        assert.strictEqual(PlanFile.obstacle({ ...plan, offline: true }, given), "offline")
        const basis = { ...plan.basis, source: null }
        assert.strictEqual(PlanFile.obstacle({ ...plan, basis }, given), "once")
      })
    )
  })

  describe("defaultFile", () => {
    it.effect("names the time and the target, and is another one each time", () =>
      Effect.gen(function* () {
        const { plan } = yield* written(`${header}a,Ada\n`)
        const files = new Set<string>()
        for (let again = 0; again < 20; again++) {
          const file = yield* PlanFile.defaultFile(".persona", plan)
          assert.strictEqual(path.dirname(file), path.join(".persona", "plans"))
          assert.match(path.basename(file), /^20260105T120000-accounts-[0-9a-f]{6}\.json$/)
          files.add(file)
        }
        assert.isAbove(files.size, 18)
      })
    )
  })

  describe("differing", () => {
    it("names the parts that have changed, of those that are known", () => {
      assert.deepStrictEqual(PlanFile.differing(basis, basis), [])
      assert.deepStrictEqual(PlanFile.differing(basis, {}), [])
      assert.deepStrictEqual(PlanFile.differing(basis, { source: null }), ["source"])
      assert.deepStrictEqual(PlanFile.differing(basis, { ...basis, place: "lst_2", policy: "q" }), [
        "place",
        "policy"
      ])
      for (const part of parts) {
        assert.deepStrictEqual(PlanFile.differing(basis, { ...basis, [part]: "other" }), [part])
      }
    })
  })

  describe("refusal", () => {
    it("names the plan, every part that has changed, and what to do", () => {
      const { message } = PlanFile.refusal("plan.json", parts)
      assert.match(
        message,
        /^Nothing was sent: the plan plan\.json does not hold any more, because .*\. Plan again\.$/
      )
      for (const part of parts) assert.include(message, `(${part})`)
      assert.notInclude(PlanFile.refusal("plan.json", ["source"]).message, "(mapping)")
    })
  })

  describe("PlanFileError", () => {
    it("is one paragraph that names the file where one is at fault", () => {
      for (const [reason, said] of Record.toEntries<PlanFile.PlanFileError["reason"], RegExp>({
        unreadable: /plan\.json cannot be read \(EACCES\)/,
        unwritable: /cannot be written to plan\.json \(EACCES\)/,
        occupied: /plan\.json exists already.*Name another file/,
        "not-a-plan": /plan\.json is not a plan/,
        newer: /plan\.json was written by another version.*Plan again/,
        offline: /made offline cannot be kept/,
        once: /read only once.*Write it to a file/
      })) {
        const { message } = new PlanFile.PlanFileError({ file: "plan.json", reason, code: "EACCES" })
        assert.match(message, said)
        assert.match(message, /^\S.*\S\.$/, reason)
        assert.notMatch(message, /undefined|--|\bpersona [a-z]/, reason)
      }
    })
  })
})

/** A plan of a file of accounts that was written at noon to a folder that was not there. */
const written = (csv: string, options?: Partial<Plan.Options>) =>
  Effect.gen(function* () {
    const { options: optionsOf, passing, world } = yield* scene
    const given = optionsOf(csv, options)
    const file = path.join(world.stateDirectory, "plans", "plan.json")
    const plan = yield* passing(Plan.make(given))
    yield* TestClock.setTime(Date.UTC(2026, 0, 5, 12))
    return { file, given, plan: yield* PlanFile.write(file, plan, given) }
  })

const basis: Plan.Basis = { source: "s", mapping: "m", environment: "env_1", place: "lst_1", policy: "p" }

const parts = ["source", "mapping", "environment", "place", "policy"] satisfies ReadonlyArray<PlanFile.Part>
