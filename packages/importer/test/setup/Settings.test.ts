import type * as MappingFile from "@effect-persona/importer/MappingFile"
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Settings from "../../src/setup/Settings.ts"
import * as World from "../support/world.ts"

describe("Settings", () => {
  describe("open", () => {
    it.effect("ends before the first row if accounts have no column for their identity", () =>
      Effect.gen(function* () {
        const csv = "first,email\nAda,ada@mail.example\n"
        const error = yield* Effect.flip(opened(csv, {}))
        assert(error._tag === "MappingError")
        assert.deepStrictEqual(
          error.problems.map(({ _tag }) => _tag),
          ["NoReferenceId"]
        )
        yield* opened(csv, { unkeyed: "derive" })
        yield* opened(csv, { unkeyed: "allow" })
        yield* opened(csv, { map: { email: "reference-id" } })
        yield* opened(csv, { mapping: { ...mapping, fields: { "reference-id": "email" } } })
      })
    )

    it.effect("requires one list for each item, named once", () =>
      Effect.gen(function* () {
        const csv = "List,value\nA,x\n"
        const target = Target.ListItems.make({ kind: "string" })
        const items: MappingFile.MappingFile = {
          version: 1,
          target: "list-items",
          fields: { value: "value" },
          listColumn: "List"
        }
        const reasonOf = (options: Partial<Settings.Options>) =>
          Effect.map(Effect.flip(opened(csv, { target, ...options })), (error) =>
            "reason" in error ? error.reason : error._tag
          )
        const one = { ...target, list: "A" }
        assert.strictEqual(yield* reasonOf({}), "no-list")
        assert.strictEqual(yield* reasonOf({ target: one, listColumn: "List" }), "two-lists")
        assert.strictEqual(yield* reasonOf({ target: one, mapping: items }), "two-lists")
        assert.strictEqual(
          yield* reasonOf({ target: Target.Lists.make({}), listColumn: "List" }),
          "no-list-items"
        )
        yield* opened(csv, { target, mapping: items })
        yield* opened(csv, { target, listColumn: "List" })
        yield* opened(csv, { target: one })
      })
    )
  })

  describe("jobOf", () => {
    it("recognizes a mapping by its content, in any order and with any notes", () => {
      const { fields, ...rest } = mapping
      const same = {
        ...rest,
        fields: Object.fromEntries(Object.entries(fields).toReversed()),
        ignore: ["x"],
        preset: "clerk",
        $schema: "mapping.schema.json"
      }
      assert.strictEqual(job({ mapping: same }), job({ mapping }))
      const others: ReadonlyArray<MappingFile.MappingFile> = [
        { ...mapping, header: false },
        { ...mapping, accept: ["rounded-number"] },
        { ...mapping, fields: { ...fields, tags: "Tags" } },
        {
          ...mapping,
          fields: { ...fields, "name-first": { column: "First", transforms: ["trim", "upper"] } }
        }
      ]
      const jobs = [mapping, ...others].map((other) => job({ mapping: other }))
      assert.strictEqual(new Set([...jobs, job({})]).size, jobs.length + 1)
    })

    it("includes the list column and the accepted damage, and is stable without them", () => {
      assert.strictEqual(
        job({ accept: ["rounded-number", "spreadsheet-error"] }),
        job({ accept: ["spreadsheet-error", "rounded-number"] })
      )
      const jobs = [job({}), job({ accept: ["rounded-number"] }), job({ listColumn: "List" })]
      assert.strictEqual(new Set(jobs).size, 3)
      assert.strictEqual(job({}), "1889e501b714b06b6191d6ab8fb69b81")
    })
  })
})

const accounts = Target.Accounts.make({})

const mapping: MappingFile.MappingFile = {
  version: 1,
  target: "accounts",
  fields: {
    "reference-id": "Id",
    "name-first": { column: "First", transforms: ["upper", "trim"] }
  }
}

const job = (options: Partial<Settings.Options>) =>
  Settings.jobOf(Settings.of({ source: Source.string("x", ""), target: accounts, ...options }), {
    environment: "env_1",
    baseUrl: ""
  })

const opened = (csv: string, options: Partial<Settings.Options>) =>
  Effect.gen(function* () {
    const world = yield* World.make()
    return yield* Settings.open(
      Settings.of({ source: Source.string("rows.csv", csv), target: accounts, ...options })
    ).pipe(Effect.provide(world.client))
  })
