import * as MappingError from "@effect-persona/importer/MappingError"
import { assert, describe, it } from "@effect/vitest"
import { assertMessage } from "./support/message.ts"

describe("MappingError", () => {
  for (const [problem, said] of problems()) {
    it(`is one paragraph that says its facts and names no flag: ${problem._tag}, ${said.join(", ")}`, () => {
      for (const text of [MappingError.describeMapping(problem), errorOf(problem).message]) {
        assertMessage(text, said)
      }
    })
  }

  it("is here with every problem", () => {
    const classes = new Set<unknown>(problems().map(([problem]) => problem.constructor))
    const { describeMapping: _, MappingError: __, MappingFileError: ___, ...all } = MappingError
    assert.deepStrictEqual(
      Object.keys(all).filter((name) => !classes.has(all[name as keyof typeof all])),
      []
    )
  })

  it("has another text for every problem", () => {
    const texts = problems().map(([problem]) => MappingError.describeMapping(problem))
    assert.strictEqual(new Set(texts).size, texts.length)
  })

  it("names all problems at once, then the columns", () => {
    const { message } = errorOf(
      new MappingError.UnknownColumn({ column: "Naem", nearest: ["Name"] }),
      new MappingError.FieldSetTwice({ field: "tags" })
    )
    assert.strictEqual(
      message,
      'There is no column "Naem"; the nearest is "Name". ' +
        'The field "tags" is set twice: take back one of the two. The columns are: "Name", "Id".'
    )
  })

  it("names the fields only where one was not found", () => {
    const unknown = errorOf(new MappingError.UnknownField({ field: "x", nearest: [] }))
    assert.include(unknown.message, "The fields are: reference-id, name-first.")
    assert.notInclude(errorOf(new MappingError.NothingMapped()).message, "The fields are")
  })

  it("names sixty columns at most, and counts the others", () => {
    const { message } = new MappingError.MappingError({
      problems: [new MappingError.NothingMapped()],
      columns: Array.from({ length: 1000 }, (_, n) => `c${n}`),
      fields: []
    })
    assert.include(message, '"c59" and 940 more.')
    assert.notInclude(message, "c60")
  })

  describe("MappingFileError", () => {
    it("names the file and all its problems, each by its place, a problem of the whole file by none", () => {
      const { message } = new MappingError.MappingFileError({
        file: "mapping.json",
        problems: [
          { path: "", expected: "Give a target" },
          { path: "fields.birthdate", expected: "a column or null" }
        ]
      })
      assert.strictEqual(message, "mapping.json: Give a target. fields.birthdate: a column or null.")
    })
  })
})

/** Every way in which a mapping can be wrong, and what its text says. */
function problems(): ReadonlyArray<readonly [MappingError.MappingProblem, said: ReadonlyArray<string>]> {
  return [
    [new MappingError.UnknownColumn({ column: "Naem", nearest: [] }), ['"Naem"']],
    [
      new MappingError.UnknownColumn({ column: "Naem", nearest: ["Name", "Mane"] }),
      ['"Naem"', '"Name" or "Mane"']
    ],
    [new MappingError.DuplicateColumn({ column: "Name", positions: [2, 5] }), ['"Name"', "2 and 5"]],
    [new MappingError.UnknownField({ field: "nmae", nearest: ["name-first"] }), ['"nmae"', '"name-first"']],
    [
      new MappingError.InvalidFieldPath({ field: "fields.", expected: "a key after the dot" }),
      ['"fields."', "a key after the dot"]
    ],
    [
      new MappingError.FieldMappedTwice({ field: "tags", columns: ["Tag", "Label"] }),
      ['"tags"', '"Tag", "Label"']
    ],
    [new MappingError.FieldSetTwice({ field: "tags" }), ['"tags"']],
    [new MappingError.FieldMappedAndSet({ field: "tags", column: "Tag" }), ['"tags"', '"Tag"']],
    [new MappingError.MissingField({ anyOf: ["value"], nearest: ["Wert"] }), ['"value"', '"Wert"']],
    [
      new MappingError.MissingField({ anyOf: ["name-first", "name-last"], nearest: [] }),
      ["One of", '"name-first", "name-last"']
    ],
    [new MappingError.NothingMapped(), ["No column matches a field"]],
    [
      new MappingError.InvalidTransform({ field: "tags", transform: "split", expected: "a separator" }),
      ['"tags"', '"split"', "a separator"]
    ],
    [
      new MappingError.UnusableAccountField({ field: "fields.x", why: "it is a file", nearest: ["y"] }),
      ['"fields.x"', "it is a file", '"y"']
    ],
    [new MappingError.OtherTarget({ expected: "accounts", found: "lists" }), ["accounts", "lists"]],
    [new MappingError.NoReferenceId(), ["reference-id"]],
    [new MappingError.InvalidConstant({ field: "birthdate", expected: "a date" }), ['"birthdate"', "a date"]]
  ]
}

const errorOf = (...problems: ReadonlyArray<MappingError.MappingProblem>) =>
  new MappingError.MappingError({
    problems,
    columns: ["Name", "Id"],
    fields: ["reference-id", "name-first"]
  })
