import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import type { MappingProblem } from "../src/MappingError.ts"
import * as Mapping from "../src/Mapping.ts"
import type { SourceRecord } from "../src/Source.ts"
import * as Target from "../src/Target.ts"

describe("Mapping", () => {
  describe("compile", () => {
    it.effect("matches columns by name without regard to case, spaces, dashes and underscores", () =>
      Effect.gen(function* () {
        const mapper = yield* accounts([
          "Reference ID",
          "NAME_FIRST",
          "name last",
          "addressStreet1",
          "E-Mail-Address"
        ])
        assert.deepStrictEqual(
          mapper.describe.map(({ column, field, how }) => [field, column, how]),
          [
            ["reference-id", "Reference ID", "name"],
            ["name-first", "NAME_FIRST", "name"],
            ["name-last", "name last", "name"],
            ["email-address", "E-Mail-Address", "name"],
            ["address-street-1", "addressStreet1", "name"]
          ]
        )
        assert.deepStrictEqual(mapper.ignored, [])
      })
    )

    it.effect("reports columns that match nothing", () =>
      Effect.gen(function* () {
        const mapper = yield* accounts(["reference-id", "Shoe size", "-", "2"])
        assert.deepStrictEqual(mapper.ignored, ["Shoe size", "-", "2"])
      })
    )

    it.effect("prefers an explicit column to one that matches by name", () =>
      Effect.gen(function* () {
        const mapper = yield* accounts(["reference-id", "customer"], { map: { customer: "reference-id" } })
        assert.deepStrictEqual(mapper.describe, [{ field: "reference-id", column: "customer", how: "map" }])
        assert.deepStrictEqual(mapper.ignored, ["reference-id"])
      })
    )

    it.effect("omits a column that is mapped to nothing", () =>
      Effect.gen(function* () {
        const mapper = yield* accounts(["reference-id", "tags"], { map: { tags: "" } })
        assert.deepStrictEqual(mapper.ignored, ["tags"])
        assert.deepStrictEqual(attributes(mapper(record(["r", "x"]))), { referenceId: "r" })
      })
    )

    it.effect("finds columns by number, a header that is that number first", () =>
      Effect.gen(function* () {
        const map = { "1": "name-last", "3": "name-first" }
        const numbered = yield* accounts(["1", "2", "3"], { map })
        assert.deepStrictEqual(
          numbered.describe.map(({ column, field }) => [field, column]),
          [
            ["name-first", "3"],
            ["name-last", "1"]
          ]
        )
        const headers = yield* accounts(["a", "1", "b"], { map })
        assert.deepStrictEqual(
          headers.describe.map(({ column, field }) => [field, column]),
          [
            ["name-first", "b"],
            ["name-last", "1"]
          ]
        )
      })
    )

    it.effect("reads custom fields from headers and from map, with unchanged keys", () =>
      Effect.gen(function* () {
        const mapper = yield* accounts(
          ["fields.Loyalty_Tier", "Fields.a.B", "fields.a.c", "x", "reference-id"],
          {
            map: { x: "fields.constructor.name" },
            set: { "fields.wave": "1" }
          }
        )
        assert.deepStrictEqual(attributes(mapper(record(["gold", "1", "2", "3", "r"]))), {
          referenceId: "r",
          fields: { Loyalty_Tier: "gold", a: { B: "1", c: "2" }, constructor: { name: "3" }, wave: "1" }
        })
        assert.deepStrictEqual(attributes(mapper(record(["", "", " ", "", "r"]))), {
          referenceId: "r",
          fields: { wave: "1" }
        })
      })
    )

    it.effect("sends the same request for any order of columns, and has the same digest", () =>
      Effect.gen(function* () {
        const one = yield* accounts(["reference-id", "birthdate", "fields.b", "fields.a"])
        const two = yield* accounts(["fields.a", "ignored", "birthdate", "reference-id", "fields.b"])
        const a = one(record(["r", "1990-02-03", "b", "a"]))
        const b = two(record(["a", "?", "1990-02-03", "r", "b"]))
        assert.strictEqual(JSON.stringify(attributes(a)), JSON.stringify(attributes(b)))
        assert.strictEqual(one.digest, two.digest)
        assert.match(one.digest, /^[0-9a-f]{64}$/)
      })
    )

    it.effect("has another digest for another target, column, field or set value", () =>
      Effect.gen(function* () {
        const mappers = [
          yield* accounts(["reference-id", "a", "b"]),
          yield* accounts(["reference-id", "a", "b"], { map: { a: "name-first" } }),
          yield* accounts(["reference-id", "a", "b"], { map: { b: "name-first" } }),
          yield* accounts(["reference-id", "a", "b"], { map: { a: "name-last" } }),
          yield* accounts(["reference-id", "a", "b"], { set: { "name-first": "a" } }),
          yield* accounts(["reference-id", "a", "b"], { set: { "name-first": "b" } }),
          yield* Mapping.compile({
            target: { _tag: "Accounts", accountType: "acttp_1" },
            columns: ["reference-id", "a", "b"]
          })
        ]
        assert.strictEqual(new Set(mappers.map(({ digest }) => digest)).size, mappers.length)
      })
    )

    it.effect("matches common synonyms, after a field's own name and explicit settings", () =>
      Effect.gen(function* () {
        const mapper = yield* accounts(
          ["User ID", "First Name", "Surname", "DOB", "E-mail", "Zip", "Country", "name_last", "Mobile"],
          { set: { "country-code": "DE" }, map: { Mobile: "fields.mobile" } }
        )
        assert.deepStrictEqual(
          mapper.describe.map(({ column, field, how }) => [field, column, how]),
          [
            ["reference-id", "User ID", "synonym"],
            ["name-first", "First Name", "synonym"],
            ["name-last", "name_last", "name"],
            ["birthdate", "DOB", "synonym"],
            ["email-address", "E-mail", "synonym"],
            ["address-postal-code", "Zip", "synonym"],
            ["country-code", undefined, "set"],
            ["fields.mobile", "Mobile", "map"]
          ]
        )
        assert.deepStrictEqual(mapper.ignored, ["Surname", "Country"])
      })
    )

    it.effect("does not choose between two synonyms", () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(accounts(["id", "Phone", "Mobile"]))
        assert.deepStrictEqual(
          error.problems.map(({ _tag }) => _tag),
          ["FieldMappedTwice"]
        )
      })
    )

    describe("with a mapping file", () => {
      it.effect("reads its named columns through its steps, and omits all others", () =>
        Effect.gen(function* () {
          const mapper = yield* accounts(["id", "Street", "No", "DOB", "Name", "name_last", "Country"], {
            mapping: {
              version: 1,
              target: "accounts",
              fields: {
                "Reference ID": "id",
                birthdate: { column: "DOB", transforms: [{ date: "dd/MM/yyyy" }] },
                "address-street-1": { columns: ["No", "Street"], join: ", " },
                "name-first": { column: "Name", transforms: [{ words: "first" }] },
                "name-last": { column: "Name", transforms: [{ words: "rest" }, "upper"] },
                "country-code": { column: "Country", transforms: [{ default: "Germany" }, "country"] },
                tags: { constant: "wave-1" }
              }
            }
          })
          assert.deepStrictEqual(mapper.ignored, ["name_last"])
          assert.deepStrictEqual(
            attributes(mapper(record(["r", "Main St", "", "03/02/1990", "Ada van Dyk", "X", ""]))),
            {
              referenceId: "r",
              tags: ["wave-1"],
              nameFirst: "Ada",
              nameLast: "VAN DYK",
              birthdate: "1990-02-03",
              addressStreet1: "Main St",
              countryCode: "DE"
            }
          )
          const [problem] = problems(mapper(record(["r", "", "", "3.2.90", "Ada", "X", "Atlantis"])))
          assert.deepStrictEqual(
            [problem?.column, problem?.field, problem?.code],
            ["DOB", "birthdate", "not-a-date"]
          )
          assert.deepStrictEqual(
            problems(mapper(record(["", "", "", "", "", "", ""]))).map(({ code }) => code),
            ["empty-row"]
          )
          assert.deepStrictEqual(mapper.describe.find(({ field }) => field === "name-last")?.transforms, [
            "words",
            "upper"
          ])
          assert.strictEqual(mapper.problemAt({ code: "x", reason: "x", pointer: "birthdate" }).column, "DOB")
        })
      )

      it.effect("lets map and set overrule it", () =>
        Effect.gen(function* () {
          const mapper = yield* accounts(["a", "b"], {
            mapping: {
              version: 1,
              target: "accounts",
              fields: { "reference-id": "a", tags: { constant: "x" } }
            },
            map: { b: "reference-id" },
            set: { tags: "y" }
          })
          assert.deepStrictEqual(attributes(mapper(record(["1", "2"]))), { referenceId: "2", tags: ["y"] })
          assert.deepStrictEqual(mapper.ignored, ["a"])
        })
      )

      it.effect("has another digest for other steps, and that of a plain mapping without any", () =>
        Effect.gen(function* () {
          const file = (...transforms: ReadonlyArray<"trim" | "upper">) =>
            accounts(["id"], {
              mapping: {
                version: 1,
                target: "accounts",
                fields: { "reference-id": { column: "id", transforms } }
              }
            })
          const plain = yield* accounts(["id"])
          const [none, trim, both] = [yield* file(), yield* file("trim"), yield* file("trim", "upper")]
          assert.strictEqual(none.digest, plain.digest)
          assert.strictEqual(new Set([none, trim, both].map(({ digest }) => digest)).size, 3)
        })
      )

      it.effect("refuses a mapping for another target, and entries that cannot be used, all at once", () =>
        Effect.gen(function* () {
          const other = yield* Effect.flip(
            accounts(["value"], { mapping: { version: 1, target: "lists", fields: { name: "value" } } })
          )
          assert.include(other.message, "The mapping is for lists")
          const error = yield* Effect.flip(
            accounts(["id", "x"], {
              mapping: {
                version: 1,
                target: "accounts",
                fields: {
                  "reference-id": "idd",
                  "refrence-id": "id",
                  tags: { columns: ["x", "y"] },
                  birthdate: "x",
                  Birthdate: "x"
                }
              }
            })
          )
          assert.deepStrictEqual(
            error.problems.map(({ _tag }) => _tag),
            ["UnknownColumn", "UnknownField", "UnknownColumn", "FieldSetTwice"]
          )
          const steps = yield* Effect.flip(
            accounts(["id", "x"], {
              mapping: {
                version: 1,
                target: "accounts",
                fields: {
                  "reference-id": "id",
                  birthdate: { column: "x", transforms: [{ date: "DD" }] },
                  "phone-number": { column: "x", transforms: [{ phone: { country: { column: "Land" } } }] }
                }
              }
            })
          )
          assert.deepStrictEqual(
            steps.problems.map(({ _tag }) => _tag),
            ["InvalidTransform", "UnknownColumn"]
          )
        })
      )
    })

    it.effect("gives each item the list named by its row", () =>
      Effect.gen(function* () {
        const mapper = yield* Mapping.compile({
          target: item("string"),
          columns: ["value", "List"],
          listColumn: "list"
        })
        const row = mapper(record(["x", " Bad "]))
        const other = mapper(record(["x", "Worse"]))
        assert.isTrue(row._tag === "Valid" && row.list === "Bad")
        assert.notStrictEqual(
          row._tag === "Valid" ? row.natural : 1,
          other._tag === "Valid" ? other.natural : 2
        )
        assert.deepStrictEqual(
          problems(mapper(record(["x", ""]))).map(({ code }) => code),
          ["no-list"]
        )
        assert.deepStrictEqual(mapper.ignored, [])
      })
    )

    it.effect("accepts declared damage, and no other", () =>
      Effect.gen(function* () {
        const strict = yield* accounts(["reference-id", "name-first"])
        assert.deepStrictEqual(
          problems(strict(record(["1.23E+11", "#REF!"]))).map(({ code }) => code),
          ["rounded-number", "spreadsheet-error"]
        )
        const lenient = yield* accounts(["reference-id", "name-first"], { accept: ["rounded-number"] })
        assert.deepStrictEqual(
          problems(lenient(record(["1.23E+11", "#REF!"]))).map(({ code }) => code),
          ["spreadsheet-error"]
        )
      })
    )

    it.effect("names damage in words that lead to the remedy", () =>
      Effect.gen(function* () {
        const columns = [
          "reference-id",
          "birthdate",
          "address-postal-code",
          "country-code",
          "ssn",
          "phone",
          "fields.x"
        ]
        const mapper = yield* accounts(columns)
        const cases: ReadonlyArray<readonly [position: number, cell: string, code: string, remedy: string]> =
          [
            [0, "1.23457E+11", "rounded-number", "formatted as text"],
            [0, "1E+5", "rounded-number", "formatted as text"],
            [1, "32907", "spreadsheet-date", "excel"],
            [1, "03/02/1990", "not-a-date", "dd/MM/yyyy"],
            [1, "3 Feb 1990", "not-a-date", "date transform"],
            [2, "2139", "lost-leading-zeros", "formatted as text"],
            [3, "Germany", "not-a-country-code", "country transform"],
            [4, "12345678", "lost-leading-zeros", "formatted as text"],
            [5, "1.20256E+10", "rounded-number", "formatted as text"],
            [6, "#N/A", "spreadsheet-error", "formula"],
            [6, "#####", "spreadsheet-error", "formula"]
          ]
        for (const [position, cell, code, remedy] of cases) {
          const cells = columns.map((column): string => (column === "country-code" ? "US" : ""))
          cells[position] = cell
          const [problem, ...rest] = problems(mapper(record(cells)))
          assert.deepStrictEqual([problem?.code, rest], [code, []], cell)
          assert.include(problem?.suggestion ?? "", remedy, cell)
        }
      })
    )

    it.effect("does not mistake valid values for damage", () =>
      Effect.gen(function* () {
        const mapper = yield* accounts(["reference-id", "fields.x", "ssn", "zip", "country-code"])
        for (const cells of [
          ["E+11", "#1 fan", "123-45-6789", "02139", "US"],
          ["a1E+5", "#", "012345678", "02139-1234", "US"],
          ["1.2.3E+4", "# REF!", "123456789", "1010", "AT"],
          ["12e5", "#ff0000", "***-**-6789", "2139", ""]
        ]) {
          assert.deepStrictEqual(problems(mapper(record(cells))), [], cells.join(" "))
        }
      })
    )

    it.effect("keeps leading zeros and long numbers as written", () =>
      Effect.gen(function* () {
        const mapper = yield* accounts(["reference-id", "address-postal-code", "fields.n"])
        const long = "123456789012345678901234567890"
        assert.deepStrictEqual(attributes(mapper(record([long, "02139", "0001.10"]))), {
          referenceId: long,
          addressPostalCode: "02139",
          fields: { n: "0001.10" }
        })
      })
    )

    describe("refuses", () => {
      for (const { columns, expected, map, name, said, set, target } of faulty()) {
        it.effect(name, () =>
          Effect.gen(function* () {
            const error = yield* Effect.flip(Mapping.compile({ target, columns, map, set }))
            assert.deepStrictEqual(
              error.problems.map(({ _tag }) => _tag),
              expected
            )
            for (const text of said) assert.include(error.message, text)
            for (const column of columns) assert.include(error.message, `"${column}"`)
          })
        )
      }

      it.effect("with a message that stays short for a file with very many columns", () =>
        Effect.gen(function* () {
          const columns = Array.from({ length: 4096 }, (_, index) => `c${index}`)
          const error = yield* Effect.flip(Mapping.compile({ target: names, columns }))
          assert.isBelow(error.message.length, 2000)
          assert.include(error.message, "and 4036 more")
        })
      )

      it.effect("without repeating a value that is set", () =>
        Effect.gen(function* () {
          const error = yield* Effect.flip(accounts(["reference-id"], { set: { birthdate: "Quill" } }))
          assert.notInclude(error.message, "Quill")
        })
      )
    })
  })

  describe("a row", () => {
    it.effect("is valid with its request and natural key", () =>
      Effect.gen(function* () {
        const mapper = yield* accounts(["reference-id", "name-first"])
        assert.deepStrictEqual(mapper(record(["Cust-1", " Zoë "], 7, 3)), {
          _tag: "Valid",
          line: 7,
          number: 3,
          natural: "cust-1",
          hasComma: false,
          request: { data: { attributes: { referenceId: "Cust-1", nameFirst: " Zoë " } } }
        })
      })
    )

    it.effect("has no natural key without a reference id, and reports a comma in one", () =>
      Effect.gen(function* () {
        const mapper = yield* accounts(["reference-id", "name-first"])
        const unkeyed = mapper(record([" ", "Zoë"]))
        const comma = mapper(record(["a,b", "Zoë"]))
        assert.strictEqual(unkeyed._tag === "Valid" ? unkeyed.natural : "", undefined)
        assert.isTrue(comma._tag === "Valid" && comma.hasComma)
      })
    )

    it.effect("is invalid with all its problems at once, without any value", () =>
      Effect.gen(function* () {
        const mapper = yield* accounts(["reference-id", "born", "country-code", "Phone Number"], {
          map: { born: "birthdate" }
        })
        const row = mapper(record(["r", "Quill", "Quill", "Quill"], 9, 4))
        assert.isTrue(row._tag === "Invalid" && row.line === 9 && row.number === 4)
        assert.deepStrictEqual(
          problems(row).map(({ code, column, field }) => [column, field, code]),
          [
            ["born", "birthdate", "not-a-date"],
            ["Phone Number", "phone-number", "not-a-phone-number"],
            ["country-code", "country-code", "not-a-country-code"]
          ]
        )
        assert.notInclude(JSON.stringify(row), "Quill")
      })
    )

    it.effect("with too few or too many cells is invalid and reports line, count and expectation", () =>
      Effect.gen(function* () {
        const mapper = yield* accounts(["reference-id", "name-first", "name-last"])
        for (const cells of [
          ["r", "x"],
          ["r", "x", "y", "z"]
        ]) {
          const [problem, ...rest] = problems(mapper({ ...record(cells, 12), ragged: true }))
          assert.deepStrictEqual(rest, [])
          assert.strictEqual(problem?.code, "cell-count")
          assert.include(problem?.reason ?? "", `Line 12 has ${cells.length} cells where 3 are expected`)
        }
      })
    )

    it.effect("without any value is invalid, even if something is set for every row", () =>
      Effect.gen(function* () {
        const mapper = yield* accounts(["reference-id", "name-first", "other"], { set: { tags: "wave-1" } })
        assert.deepStrictEqual(
          problems(mapper(record(["", " \t", "x"]))).map(({ code }) => code),
          ["empty-row"]
        )
      })
    )

    it.effect("has the constant values of every row", () =>
      Effect.gen(function* () {
        const mapper = yield* accounts(["reference-id"], { set: { tags: "wave-1; vip", country_code: "us" } })
        assert.deepStrictEqual(attributes(mapper(record(["r"]))), {
          referenceId: "r",
          tags: ["wave-1", "vip"],
          countryCode: "US"
        })
      })
    )
  })

  describe("problemAt", () => {
    it.effect("names the column for a pointer of the API, in any casing", () =>
      Effect.gen(function* () {
        const mapper = yield* accounts(["born", "fields.loyalty_tier", "reference-id"], {
          map: { born: "birthdate" }
        })
        const at = (pointer: string | undefined) =>
          mapper.problemAt({ code: "x", reason: "Refused", pointer })
        assert.deepStrictEqual(at("/data/attributes/birthdate"), {
          column: "born",
          field: "birthdate",
          code: "x",
          reason: "Refused"
        })
        assert.strictEqual(at("/data/attributes/reference_id").column, "reference-id")
        assert.strictEqual(at("/data/attributes/fields/loyalty-tier").column, "fields.loyalty_tier")
        assert.strictEqual(at("birthdate").column, "born")
        assert.strictEqual(at("/data/attributes/unheard-of").column, "")
        assert.strictEqual(at(undefined).column, "")
      })
    )
  })
})

// Cases

interface Faulty {
  readonly name: string
  readonly target: Target.Target
  readonly columns: ReadonlyArray<string>
  readonly map: Readonly<Record<string, string>>
  readonly set: Readonly<Record<string, string>>
  readonly expected: ReadonlyArray<MappingProblem["_tag"]>
  /** Texts that the message holds. */
  readonly said: ReadonlyArray<string>
}

function faulty(): ReadonlyArray<Faulty> {
  const cases: Array<Faulty> = []
  const refuses = (
    name: string,
    columns: ReadonlyArray<string>,
    expected: Faulty["expected"],
    rest: Partial<Faulty>
  ) => cases.push({ name, target: people, columns, map: {}, set: {}, said: [], expected, ...rest })

  refuses("an unknown column, with the nearest", ["reference-id", "Birth Date"], ["UnknownColumn"], {
    map: { birthdat: "birthdate" },
    said: ['no column "birthdat"', 'nearest is "Birth Date"']
  })
  refuses("a number beyond the columns", ["a", "b"], ["UnknownColumn"], {
    map: { "3": "reference-id" },
    said: ['"3"']
  })
  refuses("an unknown field, with the nearest", ["id"], ["UnknownField"], {
    map: { id: "refrence-id" },
    said: ['no field "refrence-id"', 'nearest is "reference-id"', "country-code, fields.<key>"]
  })
  refuses("a custom field where there is none", ["value", "x"], ["UnknownField"], {
    target: item("string"),
    map: { x: "fields.x" }
  })
  refuses("a custom field without a key", ["reference-id", "fields."], ["InvalidFieldPath"], {
    said: ["fields."]
  })
  refuses("a custom field with an empty key inside", ["reference-id", "x"], ["InvalidFieldPath"], {
    map: { x: "fields.a..b" }
  })
  refuses(
    "a custom field that would reach into objects themselves",
    ["reference-id", "x"],
    ["InvalidFieldPath"],
    {
      map: { x: "fields.__proto__.y" }
    }
  )
  refuses("a custom field inside another", ["reference-id", "fields.a", "fields.a.b"], ["InvalidFieldPath"], {
    said: ['"fields.a.b" lies inside it']
  })
  refuses(
    "two columns that match one field by name",
    ["reference-id", "Reference ID"],
    ["FieldMappedTwice"],
    {
      said: ['field "reference-id"']
    }
  )
  refuses("two columns mapped to one field", ["a", "b"], ["FieldMappedTwice"], {
    map: { a: "reference-id", b: "reference_id" }
  })
  refuses(
    "one header twice, by name, with both positions",
    ["reference-id", "x", "reference-id"],
    ["DuplicateColumn"],
    {
      said: ["columns 1 and 3"]
    }
  )
  refuses("one header twice, mapped, with both positions", ["x", "id", "id"], ["DuplicateColumn"], {
    map: { id: "reference-id" },
    said: ["columns 2 and 3"]
  })
  refuses("a field both mapped and set", ["reference-id", "country-code"], ["FieldMappedAndSet"], {
    set: { "country-code": "US" },
    said: ['"country-code"']
  })
  refuses("a field set twice under two spellings", ["reference-id"], ["FieldSetTwice"], {
    set: { "country-code": "US", country_code: "DE" }
  })
  refuses("a required field without a column, with the nearest", ["Values", "other"], ["MissingField"], {
    target: item("string"),
    said: ['required field "value"', 'nearest is "Values"']
  })
  refuses(
    "several required fields without columns",
    ["x"],
    ["MissingField", "MissingField", "MissingField"],
    {
      target: item("geolocation")
    }
  )
  refuses("neither of two fields of which one is needed", ["x"], ["MissingField"], {
    target: names,
    said: ['"name-first", "name-last"']
  })
  refuses("columns of which none matches a field", ["x", "y"], ["NothingMapped"], {
    set: { "country-code": "US" },
    said: ["No column matches a field"]
  })
  refuses("a set value that fails the field's check", ["reference-id"], ["InvalidConstant"], {
    set: { birthdate: "yesterday" },
    said: ["YYYY-MM-DD"]
  })
  refuses("a blank set value", ["reference-id"], ["InvalidConstant"], { set: { tags: " " } })
  refuses("a set kind of list that cannot be created", ["name"], ["InvalidConstant"], {
    target: { _tag: "Lists" },
    set: { kind: "field" },
    said: ["cannot create lists of this kind"]
  })
  refuses(
    "everything at once",
    ["id", "id", "name-first", "name-last", "NAME LAST"],
    [
      "UnknownField",
      "DuplicateColumn",
      "UnknownColumn",
      "FieldMappedTwice",
      "UnknownField",
      "InvalidConstant"
    ],
    {
      map: { id: "reference-id", "3": "nam-first", nope: "tags" },
      set: { shoes: "9", birthdate: "x" }
    }
  )
  return cases
}

const people: Target.Target = { _tag: "Accounts" }
const names: Target.Target = { _tag: "ListItems", kind: "name", list: "lst_1" }
function item(kind: Target.ListItemKind): Target.Target {
  return { _tag: "ListItems", kind, list: "lst_1" }
}

// Helpers

const accounts = (columns: ReadonlyArray<string>, rest: Partial<Mapping.Options<Target.Accounts>> = {}) =>
  Mapping.compile({ target: { _tag: "Accounts" }, columns, ...rest })

const record = (cells: ReadonlyArray<string>, line = 2, number = 1): SourceRecord => ({
  line,
  number,
  cells,
  ragged: false
})

const attributes = (row: Mapping.Row<Target.AccountRequest>) =>
  row._tag === "Valid" ? row.request.data.attributes : assert.fail(JSON.stringify(row.problems))

const problems = (row: Mapping.Row) => (row._tag === "Invalid" ? row.problems : [])
