import { assert, describe, it } from "@effect/vitest"
import { Ajv2020 } from "ajv/dist/2020.js"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import * as MappingFile from "../src/MappingFile.ts"

describe("MappingFile", () => {
  describe("parse", () => {
    it.effect("reads JSON and YAML alike", () =>
      Effect.gen(function* () {
        const yaml = yield* MappingFile.parse("m.yaml", text)
        const json = yield* MappingFile.parse("m.json", JSON.stringify(full))
        assert.deepStrictEqual(yaml, full)
        assert.deepStrictEqual(json, full)
      })
    )

    it.effect("reads back its own output", () =>
      Effect.gen(function* () {
        for (const name of ["m.yaml", "m.yml", "m.json"]) {
          assert.deepStrictEqual(yield* MappingFile.parse(name, yield* MappingFile.render(name, full)), full)
        }
      })
    )

    for (const [name, content, place, said] of faulty()) {
      it.effect(`refuses ${name}, with file, place and advice, and without the content`, () =>
        Effect.gen(function* () {
          const error = yield* Effect.flip(MappingFile.parse("my.yaml", content))
          assert.include(
            error.problems.map((problem) => problem.path),
            place
          )
          assert.match(error.message, /^my\.yaml: /)
          assert.include(error.message, said)
          assert.notInclude(error.message, "Quill")
        })
      )
    }

    it.effect("names all problems at once", () =>
      Effect.gen(function* () {
        const content = "version: 1\ntarget: people\nfields: {a: 1, b: {colum: x}}\nextra: 1"
        const error = yield* Effect.flip(MappingFile.parse("m", content))
        assert.deepStrictEqual(error.problems.map((problem) => problem.path).toSorted(), [
          "extra",
          "fields.a",
          "fields.b",
          "target"
        ])
      })
    )
  })

  describe("read and write", () => {
    it.effect("store a mapping in a file that only its owner can read, and replace one only on request", () =>
      Effect.gen(function* () {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mapping-"))
        const file = path.join(folder, "m.yaml")
        yield* MappingFile.write(file, full)
        assert.strictEqual(fs.statSync(file).mode & 0o777, 0o600)
        assert.deepStrictEqual(yield* MappingFile.read(file), full)
        const again = yield* Effect.flip(MappingFile.write(file, full))
        assert.include(again.message, "there already")
        yield* MappingFile.write(file, { ...full, fields: { value: "x" } }, { replace: true })
        assert.deepStrictEqual((yield* MappingFile.read(file)).fields, { value: "x" })
        const missing = yield* Effect.flip(MappingFile.read(path.join(folder, "no.yaml")))
        assert.include(missing.message, "no such file")
        fs.rmSync(folder, { recursive: true })
      })
    )
  })

  describe("the published schema", () => {
    const file = new URL("../schemas/mapping.schema.json", import.meta.url)

    it("equals what the code decodes; UPDATE_SCHEMAS=1 writes it", () => {
      const expected = MappingFile.jsonSchema()
      if (process.env["UPDATE_SCHEMAS"] !== undefined) {
        fs.writeFileSync(file, `${JSON.stringify(expected, undefined, 2)}\n`)
      }
      assert.deepStrictEqual(JSON.parse(fs.readFileSync(file, "utf8")), expected)
    })

    it.effect("accepts and refuses the same as the code", () =>
      Effect.gen(function* () {
        const schema: object = JSON.parse(fs.readFileSync(file, "utf8"))
        const validate = new Ajv2020({ strict: false }).compile(schema)
        const step = (transform: unknown) => ({
          ...full,
          fields: { x: { column: "a", transforms: [transform] } }
        })
        const contents: ReadonlyArray<readonly [unknown, boolean]> = [
          [full, true],
          [step("trim"), true],
          [step({ date: { format: "dd/MM/yy", latestYear: 2026 } }), true],
          [step({ date: { format: "dd/MM/yy", latestYear: 26 } }), false],
          [step({ pad: 0 }), false],
          [step("shout"), false],
          [step({ words: "second" }), false],
          [{ ...full, version: 2 }, false],
          [{ ...full, extra: true }, false],
          [{ version: 1, target: "accounts" }, false]
        ]
        for (const [content, isGood] of contents) {
          const decoded = yield* Effect.exit(MappingFile.parse("m", JSON.stringify(content)))
          assert.strictEqual(decoded._tag === "Success", isGood, JSON.stringify(content))
          assert.strictEqual(validate(content), isGood, JSON.stringify(content))
        }
      })
    )
  })
})

const full: MappingFile.MappingFile = {
  version: 1,
  target: "accounts",
  fields: {
    "reference-id": "User ID",
    birthdate: { column: "DOB", transforms: ["trim", { date: "dd/MM/yyyy" }] },
    "address-street-1": { columns: ["Street", "No"], join: " " },
    tags: { constant: "wave-1" }
  },
  ignore: ["Notes"],
  accept: ["rounded-number"]
}

const text = `
version: 1
target: accounts
fields:
  reference-id: User ID
  birthdate:
    column: DOB
    transforms: [trim, {date: dd/MM/yyyy}]
  address-street-1: {columns: [Street, "No"], join: " "}
  tags: {constant: wave-1}
ignore: [Notes]
accept: [rounded-number]
`

function faulty(): ReadonlyArray<readonly [name: string, content: string, place: string, said: string]> {
  const head = "version: 1\ntarget: accounts\n"
  return [
    ["what is not YAML", `${head}fields: {a: [Quill`, "", "line 3"],
    ["one key twice", `${head}fields: {a: x, a: Quill}`, "", "line 3"],
    ["a text", "Quill", "", "version"],
    ["nothing", "", "", "version"],
    ["a version of the future", "version: 7\nfields: {}", "version", "version 1"],
    ["a missing target", "version: 1\nfields: {}", "target", "missing"],
    ["an unknown target", "version: 1\ntarget: Quill\nfields: {}", "target", '"list-items"'],
    ["an unknown member", `${head}fields: {}\nfeilds: Quill`, "feilds", "known are"],
    [
      "an entry that is none",
      `${head}fields: {birthdate: {coloumn: Quill}}`,
      "fields.birthdate",
      "{column, transforms}"
    ],
    [
      "a step that is none",
      `${head}fields: {birthdate: {column: a, transforms: [Quill]}}`,
      "fields.birthdate.transforms[0]",
      "{date}"
    ],
    [
      "a mapping that repeats itself without end",
      `${head}a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\nfields: {}`,
      "",
      "aliases"
    ],
    ["a data file", `${head}fields: {}\n${"#".repeat(1 << 20)}`, "", "larger than a mapping"]
  ]
}
