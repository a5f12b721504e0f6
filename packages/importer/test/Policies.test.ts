import * as Mapping from "@effect-persona/importer/Mapping"
import * as Policies from "@effect-persona/importer/Policies"
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import * as Settings from "../src/setup/Settings.ts"
import * as RunConfig from "../src/state/RunConfig.ts"
import * as World from "./support/world.ts"

describe("Policies", () => {
  it("list each choice once, in the order in which it is offered", () => {
    assert.deepStrictEqual(Policies.engineNames, ["row", "batch", "upload"])
    assert.deepStrictEqual(Policies.engineRequests, ["auto", "row", "batch", "upload"])
    assert.deepStrictEqual(Policies.onExistingPolicies, ["skip", "update", "fail"])
    assert.deepStrictEqual(Policies.duplicatesPolicies, ["first", "last", "reject"])
    assert.deepStrictEqual(Policies.acceptableDamage, [
      "rounded-number",
      "spreadsheet-error",
      "lost-leading-zeros"
    ])
  })

  it("are settings as they are chosen, and have defaults among them", () => {
    for (const engine of Policies.engineRequests) assert.strictEqual(settings({ engine }).engine, engine)
    for (const onExisting of Policies.onExistingPolicies) {
      assert.strictEqual(settings({ onExisting }).onExisting, onExisting)
    }
    for (const duplicates of Policies.duplicatesPolicies) {
      assert.strictEqual(
        settings({ duplicates }).duplicates ?? Policies.defaultDuplicates,
        duplicates,
        duplicates
      )
    }
    for (const unkeyed of unkeyedPolicies) assert.strictEqual(settings({ unkeyed }).unkeyed, unkeyed)
    const { duplicates, engine, onExisting, unkeyed } = settings({})
    assert.deepStrictEqual(
      [engine, onExisting, unkeyed, duplicates ?? Policies.defaultDuplicates],
      ["auto", "skip", "refuse", "first"]
    )
  })

  it("are kept with a run, so that it goes on as it began", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "persona-policies-"))
    const { concurrency, emitEvents, keyMaxAge, map, set, ...chosen } = settings({})
    const kept = (given: Partial<RunConfig.RunConfig>) => {
      const { engine, onExisting, unkeyed } = chosen
      const choices = { concurrency, emitEvents, engine, keyMaxAge, map, onExisting, set, unkeyed }
      const config: RunConfig.RunConfig = { ...choices, source: null, ...given }
      RunConfig.write(folder, config)
      assert.deepStrictEqual(RunConfig.read(folder), config)
    }
    for (const engine of Policies.engineRequests) kept({ engine })
    for (const onExisting of Policies.onExistingPolicies) kept({ onExisting })
    for (const duplicates of Policies.duplicatesPolicies) kept({ duplicates })
    for (const unkeyed of unkeyedPolicies) kept({ unkeyed })
    for (const damage of Policies.acceptableDamage) kept({ accept: [damage] })
    fs.rmSync(folder, { recursive: true })
  })

  for (const [onExisting, expected] of [
    ["skip", { created: 1, existing: 1, updated: 0, rejected: 0, differing: 1 }],
    ["update", { created: 1, existing: 0, updated: 1, rejected: 0 }],
    ["fail", { created: 1, existing: 0, updated: 0, rejected: 1 }]
  ] satisfies ReadonlyArray<readonly [Policies.OnExisting, object]>) {
    it.effect(`say what becomes of a row that exists and differs: ${onExisting}`, () =>
      Effect.gen(function* () {
        const { run } = yield* World.make()
        yield* run("reference-id,name-first\na,Ada\n", accounts)
        const csv = "reference-id,name-first\na,Eve\nb,Bo\n"
        assert.deepInclude(yield* run(csv, accounts, { onExisting, newRun: true }), expected)
      })
    )
  }

  for (const [duplicates, expected, name] of [
    ["first", { created: 1, duplicates: 1, rejected: 0 }, "Ada"],
    ["last", { created: 1, duplicates: 1, rejected: 0 }, "Eve"],
    ["reject", { created: 1, duplicates: 0, rejected: 1 }, "Ada"]
  ] satisfies ReadonlyArray<readonly [Policies.Duplicates, object, string]>) {
    it.effect(`say which of two rows with one reference id is sent: ${duplicates}`, () =>
      Effect.gen(function* () {
        const { run, sandbox } = yield* World.make()
        const csv = "reference-id,name-first\na,Ada\nA,Eve\n"
        assert.deepInclude(yield* run(csv, accounts, { duplicates }), expected)
        const { contents } = yield* sandbox.record()
        assert.include(JSON.stringify(contents?.accounts[0]?.fields), name)
      })
    )
  }

  it.effect("accept damage of the kind that is chosen, and of no other", () =>
    Effect.gen(function* () {
      for (const [code, column, cell] of damaged) {
        const codesOf = Effect.fnUntraced(function* (
          accept: ReadonlyArray<(typeof Policies.acceptableDamage)[number]>
        ) {
          const mapper = yield* Mapping.compile({
            target: accounts,
            columns: ["reference-id", column],
            accept
          })
          const row = mapper({ line: 2, number: 1, cells: ["a", cell], ragged: false })
          return row._tag === "Valid" ? [] : row.problems.map((problem) => problem.code)
        })
        assert.deepStrictEqual(yield* codesOf([]), [code])
        assert.deepStrictEqual(yield* codesOf(Policies.acceptableDamage.filter((other) => other !== code)), [
          code
        ])
        assert.deepStrictEqual(yield* codesOf([code]), [])
      }
      assert.deepStrictEqual(
        damaged.map(([code]) => code).toSorted(),
        [...Policies.acceptableDamage].toSorted()
      )
    })
  )
})

const accounts = Target.Accounts.make({})

const unkeyedPolicies = ["refuse", "derive", "allow"] satisfies ReadonlyArray<Policies.Unkeyed>

/** Each kind of damage, and a cell that has it. */
const damaged = [
  ["rounded-number", "phone-number", "1.23E+11"],
  ["spreadsheet-error", "name-first", "#REF!"],
  ["lost-leading-zeros", "social-security-number", "1234567"]
] as const

const settings = (options: Partial<Settings.Options>) =>
  Settings.of({ source: Source.string("rows.csv", ""), target: accounts, ...options })
