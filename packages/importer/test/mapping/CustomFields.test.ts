import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import type { FieldSchemaLike } from "../../src/mapping/CustomFields.ts"
import * as Mapping from "../../src/Mapping.ts"

describe("fields of an account type", () => {
  for (const [field, cell, expected] of cases()) {
    it.effect(`${field} turns ${JSON.stringify(cell)} into ${JSON.stringify(expected)}`, () =>
      Effect.gen(function* () {
        const mapper = yield* compiled([`fields.${field}`])
        const row = mapper({ line: 2, number: 1, ragged: false, cells: ["r", cell] })
        if (row._tag === "Invalid") {
          assert.deepStrictEqual(
            row.problems.map(({ code }) => `!${code}`),
            [expected]
          )
          assert.notInclude(JSON.stringify(row), cell)
          return
        }
        const path = field.split(".")
        const value = path.reduce<unknown>(
          (at, key) => (at as Record<string, unknown>)[key],
          row.request.data.attributes.fields
        )
        assert.deepStrictEqual(value, expected)
      })
    )
  }

  it.effect("that do not exist, are archived or cannot be filled are refused, with the nearest", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(
        compiled([
          "fields.agee",
          "fields.old",
          "fields.photo",
          "fields.home",
          "fields.home.flor",
          "fields.age.x"
        ])
      )
      assert.deepStrictEqual(
        error.problems.map((problem) =>
          problem._tag === "UnusableAccountField" ? problem.field : problem._tag
        ),
        ["fields.agee", "fields.old", "fields.photo", "fields.home", "fields.home.flor", "fields.age.x"]
      )
      assert.include(error.message, 'nearest is "fields.age"')
      assert.include(error.message, 'nearest is "fields.home.floor"')
      assert.include(error.message, "archived or deactivated")
      assert.include(error.message, "a file cannot be filled")
    })
  )

  it.effect("change the digest if they change the request", () =>
    Effect.gen(function* () {
      const columns = ["reference-id", "fields.age", "fields.code"]
      const typed = yield* compiled(["fields.age", "fields.code"])
      const plain = yield* Mapping.compile({ target: { _tag: "Accounts" }, columns })
      assert.notStrictEqual(typed.digest, plain.digest)
      const text = yield* Mapping.compile({
        target: { _tag: "Accounts" },
        columns: ["reference-id", "fields.code"]
      })
      assert.strictEqual((yield* compiled(["fields.code"])).digest, text.digest)
    })
  )
})

const compiled = (columns: ReadonlyArray<string>) =>
  Mapping.compile({
    target: { _tag: "Accounts" },
    columns: ["reference-id", ...columns],
    fieldSchemas: schemas
  })

const schemas: ReadonlyArray<FieldSchemaLike> = [
  { type: "integer", key: "age", config: { min: 0, max: 150 } },
  { type: "number", key: "score" },
  { type: "boolean", key: "vip" },
  { type: "date", key: "joined", config: { minDate: "2000-01-01" } },
  { type: "datetime", key: "seen" },
  { type: "email-address", key: "mail" },
  { type: "choices", key: "tier", config: { options: ["Gold", "silver"] } },
  { type: "multi-choices", key: "colours", config: { options: ["red", "blue"] } },
  { type: "json", key: "extra" },
  { type: "array", key: "items" },
  { type: "string", key: "code", config: { maxCharLength: 4 } },
  { type: "string", key: "old", config: { archivedAt: "2025-01-01T00:00:00Z" } },
  { type: "file", key: "photo" },
  { type: "hash", key: "home", config: { itemSchemas: [{ type: "integer", key: "floor" }] } },
  { type: "hash", key: "free", config: { ignoreUnknownKeys: true, itemSchemas: [] } },
  { type: "kind-of-the-future", key: "next" }
]

function cases(): ReadonlyArray<readonly [field: string, cell: string, expected: unknown]> {
  return [
    ["age", " 42 ", 42],
    ["age", "042", 42],
    ["age", "41.5", "!not-an-integer"],
    ["age", "151", "!out-of-range"],
    ["score", "-1.5", -1.5],
    ["score", "1.23E+11", "!rounded-number"],
    ["score", "12345678901234567", "!too-many-digits"],
    ["vip", "Yes", true],
    ["vip", "maybe", "!not-a-boolean"],
    ["joined", "2020-02-29", "2020-02-29"],
    ["joined", "1999-12-31", "!out-of-range"],
    ["joined", "31/12/2020", "!not-a-date"],
    ["seen", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"],
    ["seen", "2026-01-02 03:04", "!not-a-time"],
    ["mail", "a@mail.example", "a@mail.example"],
    ["mail", "a.mail.example", "!not-an-email-address"],
    ["tier", "gold", "Gold"],
    ["tier", "bronze", "!unknown-word"],
    ["colours", "red; BLUE", ["red", "blue"]],
    ["colours", "red;green", "!unknown-word"],
    ["extra", '{"a":[1]}', { a: [1] }],
    ["extra", "{a:1}", "!not-json"],
    ["items", '["a"]', ["a"]],
    ["items", '{"a":1}', "!not-an-array"],
    ["code", "0042", "0042"],
    ["code", "00420", "!too-long"],
    ["home.floor", "3", 3],
    ["free.anything", "x", "x"],
    ["next", "x", "x"]
  ]
}
