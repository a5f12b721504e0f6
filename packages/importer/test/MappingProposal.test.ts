import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as MappingFile from "../src/MappingFile.ts"
import * as Proposal from "../src/MappingProposal.ts"
import * as Mapping from "../src/Mapping.ts"
import * as Problems from "../src/Problems.ts"
import * as Source from "../src/Source.ts"
import type { Target } from "../src/Target.ts"
import * as Exports from "./support/exports.ts"

describe("Proposal", () => {
  describe("propose", () => {
    for (const {
      answers,
      asks,
      name,
      notices,
      preset,
      target,
      expected,
      file,
      header,
      rejected
    } of cases()) {
      it.effect(name, () =>
        Effect.gen(function* () {
          const proposal = yield* Proposal.propose({ target, columns: file.columns, rows: file.rows, header })
          assert.strictEqual(proposal.preset?.name, preset)
          assert.deepStrictEqual(
            proposal.questions.map(({ id }) => id),
            asks
          )
          for (const notice of notices) assert.include(proposal.notices.join(" "), notice)
          assert.strictEqual(proposal.notices.length, notices.length, proposal.notices.join("\n"))
          const mapping = Proposal.answer(proposal, answers)
          assert.deepStrictEqual(mapping.fields, expected)
          // What is proposed is what an import reads from the file that is written.
          const read = yield* MappingFile.parse("m.yaml", yield* MappingFile.render("m.yaml", mapping))
          assert.deepStrictEqual(read, mapping)
          const mapper = yield* Mapping.compile({ target, columns: file.columns, mapping: read })
          const problems = Problems.make()
          file.rows.forEach((cells, index) => {
            const row = mapper({ cells, line: index + 2, number: index + 1, ragged: false })
            if (row._tag === "Invalid") problems.add(row.line, row.problems)
          })
          assert.deepStrictEqual(
            problems.groups().map(({ code, column, rows }) => [column, code, rows] as const),
            rejected
          )
        })
      )
    }

    it.effect("contains no value of a row", () =>
      Effect.gen(function* () {
        for (const { file, header, target } of cases()) {
          const proposal = yield* Proposal.propose({ target, columns: file.columns, rows: file.rows, header })
          const text = JSON.stringify(proposal)
          for (const canary of ["mail.example", "Świątek", "Quill", "555", "203.0.113", "cust-", "1990"]) {
            assert.notInclude(text, canary)
          }
        }
      })
    )

    it.effect("accepts a country's code as an answer about phone numbers, and no other word", () =>
      Effect.gen(function* () {
        const { columns, rows } = Exports.ambiguous
        const { questions } = yield* Proposal.propose({ target: people, columns, rows })
        const question = questions.find(({ id }) => id === "phone-number-country")!
        assert.deepStrictEqual(Proposal.choiceOf(question, "ca")?.fields["phone-number"], {
          column: "Phone",
          transforms: [{ phone: { country: "CA" } }]
        })
        assert.isUndefined(Proposal.choiceOf(question, "Canada"))
        assert.strictEqual(Proposal.choiceOf(question, "REJECT")?.key, "reject")
      })
    )

    it.effect("asks about the order of dates if some rows fit only one and some only the other", () =>
      Effect.gen(function* () {
        const rows = [
          ["1", "31/01/1990"],
          ["2", "01/31/1990"],
          ["3", "02/03/1990"]
        ]
        const proposal = yield* Proposal.propose({ target: people, columns: ["id", "dob"], rows })
        assert.match(proposal.questions[0]?.text ?? "", /^Some rows fit only one order/)
      })
    )

    it.effect("asks whose addresses are under an ambiguous name", () =>
      Effect.gen(function* () {
        const rows = [
          ["1", "a@mail.example"],
          ["2", "b@mail.example"]
        ]
        const proposal = yield* Proposal.propose({ target: people, columns: ["id", "Contact"], rows })
        assert.deepStrictEqual(
          proposal.questions.map(({ id }) => id),
          ["email-address-column"]
        )
        assert.deepStrictEqual(proposal.mapping.fields, { "reference-id": "id" })
        const mapping = Proposal.answer(proposal, { "email-address-column": "yes" })
        assert.strictEqual(mapping.fields["email-address"], "Contact")
        assert.isUndefined(mapping.ignore)
      })
    )

    it.effect("accepts common country codes that are not official ones", () =>
      Effect.gen(function* () {
        const rows = [
          ["1", "UK"],
          ["2", "de"]
        ]
        const { mapping } = yield* Proposal.propose({ target: people, columns: ["id", "country"], rows })
        assert.deepStrictEqual(mapping.fields["country-code"], { column: "country", transforms: ["country"] })
      })
    )

    it.effect("asks for required fields, the closest columns first", () =>
      Effect.gen(function* () {
        const target: Target = { _tag: "ListItems", kind: "government-id-number", list: "lst_1" }
        const rows = [["x", "pp", "A1"]]
        const proposal = yield* Proposal.propose({ target, columns: ["note", "class", "id-numbr"], rows })
        assert.deepStrictEqual(proposal.mapping.fields, { "id-class": "class" })
        assert.deepStrictEqual(
          proposal.questions.map(({ choices, id }) => [id, choices.map(({ label }) => label)]),
          [["id-number-column", ["id-numbr", "note"]]]
        )
      })
    )

    it.effect("asks whether a list is of addresses or of domains if it has both", () =>
      Effect.gen(function* () {
        const rows = [["a@mail.example"], ["mail.example"], ["b@mail.example"], ["other.example"]]
        const proposal = yield* Proposal.propose({ target: item("email-address"), columns: ["entry"], rows })
        assert.deepStrictEqual(
          proposal.questions.map(({ id }) => id),
          ["match-type"]
        )
      })
    )

    it.effect("reports that a column may name lists", () =>
      Effect.gen(function* () {
        const rows = [
          ["198.51.100.1", "Bad"],
          ["198.51.100.2", "Worse"]
        ]
        const proposal = yield* Proposal.propose({
          target: item("ip-address"),
          columns: ["ip", "List name"],
          rows
        })
        assert.match(proposal.notices.join(" "), /^List name may name the list of each row/)
      })
    )

    it.effect("sees that the first line is a row", () =>
      Effect.gen(function* () {
        const [first = [], ...rows] = Exports.clerk.rows
        const seen = yield* Proposal.propose({ target: people, columns: first, rows })
        assert.isTrue(seen.headerless)
        const named = yield* Proposal.propose({ target: people, ...Exports.clerk })
        assert.isFalse(named.headerless)
      })
    )

    it.effect("uses the requested preset", () =>
      Effect.gen(function* () {
        const rows = [["a", "b"]]
        const asked = yield* Proposal.propose({
          target: people,
          columns: ["login", "email"],
          rows,
          preset: "okta"
        })
        assert.strictEqual(asked.mapping.fields["reference-id"], "login")
      })
    )

    it.effect("proposes something for a file without rows", () =>
      Effect.gen(function* () {
        const proposal = yield* Proposal.propose({ target: people, columns: ["id", "dob"], rows: [] })
        assert.deepStrictEqual(proposal.mapping.fields, { "reference-id": "id", birthdate: "dob" })
      })
    )
  })

  describe("sample", () => {
    it.effect("reads no more rows than requested", () =>
      Effect.gen(function* () {
        const source = Source.string("x.csv", `a,b\n${"1,2\n".repeat(5000)}`)
        const sample = yield* Proposal.sample(source, 300)
        assert.strictEqual(sample.records.length, 300)
        assert.deepStrictEqual(sample.columns, ["a", "b"])
      })
    )
  })
})

// Cases

interface Case {
  readonly name: string
  readonly target: Target
  readonly file: Exports.Export
  readonly header: boolean
  readonly preset: string | undefined
  readonly asks: ReadonlyArray<string>
  readonly answers: Readonly<Record<string, string>>
  readonly notices: ReadonlyArray<string>
  readonly expected: Readonly<Record<string, MappingFile.Entry>>
  /** Problems of rows after the answers: column, code, rows. */
  readonly rejected: ReadonlyArray<readonly [string, string, number]>
}

const people: Target = { _tag: "Accounts" }
const item = (kind: "email-address" | "ip-address" | "phone-number"): Target => ({
  _tag: "ListItems",
  kind,
  list: "lst_1"
})

const unescaped = (column: string): MappingFile.Entry => ({ column, transforms: ["unescape"] })

function cases(): ReadonlyArray<Case> {
  const all: Array<Case> = []
  const proposes = (
    name: string,
    file: Exports.Export,
    expected: Case["expected"],
    rest: Partial<Case> = {}
  ): void => {
    const blank = {
      target: people,
      header: true,
      preset: undefined,
      asks: [],
      answers: {},
      notices: [],
      rejected: []
    }
    all.push({ ...blank, name, file, expected, ...rest })
  }

  proposes(
    "maps an Auth0 export and takes its apostrophes off",
    Exports.auth0,
    {
      "reference-id": unescaped("user_id"),
      "name-first": unescaped("given_name"),
      "name-last": unescaped("family_name"),
      "email-address": unescaped("email"),
      "country-code": { column: "user_metadata.country", transforms: ["unescape", "country"] }
    },
    { preset: "auth0" }
  )
  proposes(
    "asks how the whole names of an Auth0 export are split",
    Exports.auth0WholeNames,
    {
      "reference-id": unescaped("user_id"),
      "email-address": unescaped("email"),
      "name-first": { column: "name", transforms: ["unescape", { words: "all-but-last" }] },
      "name-last": { column: "name", transforms: ["unescape", { words: "last" }] }
    },
    { preset: "auth0", asks: ["name-split"], answers: { "name-split": "last" } }
  )
  proposes(
    "maps a Clerk export",
    Exports.clerk,
    {
      "reference-id": "id",
      "name-first": "first_name",
      "name-last": "last_name",
      "phone-number": "primary_phone_number",
      "email-address": "primary_email_address"
    },
    { preset: "clerk" }
  )
  proposes(
    "maps a Firebase export by the numbers of its columns",
    Exports.firebase,
    {
      "reference-id": "1",
      "phone-number": "26",
      "email-address": "2",
      "name-first": { column: "6", transforms: [{ words: "first" }] },
      "name-last": { column: "6", transforms: [{ words: "rest" }] }
    },
    { preset: "firebase", header: false, asks: ["name-split"], answers: { "name-split": "first" } }
  )
  proposes(
    "maps Okta users, phone numbers by the country of each row",
    Exports.okta,
    {
      "reference-id": "login",
      "name-first": "firstName",
      "name-middle": "middleName",
      "name-last": "lastName",
      "phone-number": {
        column: "mobilePhone",
        transforms: [{ phone: { country: { column: "countryCode" } } }]
      },
      "email-address": "email",
      "address-street-1": "streetAddress",
      "address-city": "city",
      "address-subdivision": "state",
      "address-postal-code": "zipCode",
      "country-code": "countryCode"
    },
    { preset: "okta" }
  )
  proposes(
    "maps Stripe customers and asks about their whole names",
    Exports.stripe,
    { "reference-id": "id", "email-address": "Email" },
    { preset: "stripe", asks: ["name-split"], answers: { "name-split": "none" } }
  )
  proposes(
    "maps Persona's own seven columns and splits tags at commas",
    Exports.personaImporter,
    {
      "reference-id": "reference_id",
      tags: { column: "tags", transforms: [{ split: "," }] },
      "name-first": "name_first",
      "name-middle": "name_middle",
      "name-last": "name_last",
      birthdate: "birthdate",
      "social-security-number": "social_security_number"
    },
    { preset: "persona-importer", notices: ["split into tags"] }
  )
  proposes(
    "maps a dashboard export and leaves the vendor's own ids and times out",
    Exports.personaDashboard,
    {
      "reference-id": "Reference ID",
      "account-status": "Status",
      tags: "Tags",
      "name-first": "Name First",
      "name-last": "Name Last"
    },
    { preset: "persona-dashboard" }
  )
  proposes(
    "asks for the order of dates and the country of phone numbers where nobody could know",
    Exports.ambiguous,
    {
      "reference-id": "Customer ID",
      "name-first": "First Name",
      "name-last": "Last Name",
      "email-address": "E-mail",
      "address-postal-code": "Zip",
      birthdate: { column: "DOB", transforms: [{ date: "M/d/yyyy" }] },
      "phone-number": { column: "Phone", transforms: [{ phone: { country: "US" } }] }
    },
    {
      asks: ["birthdate-order", "phone-number-country"],
      answers: { "birthdate-order": "month", "phone-number-country": "us" }
    }
  )
  proposes(
    "settles by itself what the rows tell: order of dates, names of countries, countries of phone numbers",
    Exports.international9,
    {
      "reference-id": "Customer Number",
      "name-first": "Given name",
      "name-last": "Surname",
      birthdate: { column: "Date of birth", transforms: [{ date: "d.M.yyyy" }] },
      "phone-number": { column: "Telephone", transforms: [{ phone: { country: { column: "Country" } } }] },
      "country-code": { column: "Country", transforms: ["country"] }
    }
  )
  proposes(
    "names what a spreadsheet has done, mends what can be mended, and rejects the rest",
    Exports.damaged,
    {
      "reference-id": "User ID",
      "name-first": "First Name",
      "name-last": "Last Name",
      birthdate: { column: "Birthday", transforms: [{ date: "excel" }] },
      "country-code": "Country",
      "address-postal-code": { column: "Postal Code", transforms: [{ pad: 5 }] }
    },
    {
      asks: ["address-postal-code-zeros"],
      answers: { "address-postal-code-zeros": "yes" },
      notices: ["day numbers of a spreadsheet", "digits are lost"],
      rejected: [
        ["User ID", "rounded-number", 4],
        ["Last Name", "spreadsheet-error", 1]
      ]
    }
  )
  proposes(
    "asks which of two columns holds the phone number",
    Exports.twoPhones,
    {
      "reference-id": "uuid",
      "name-first": "fname",
      "name-last": "lname",
      "email-address": "E-Mail",
      "phone-number": "Mobile"
    },
    { asks: ["phone-number-column"], answers: { "phone-number-column": "1" } }
  )
  proposes(
    "asks what identifies a person where no column says so",
    Exports.withoutId,
    {
      "name-first": "Vorname",
      "name-last": "Nachname",
      birthdate: { column: "Geburtsdatum", transforms: [{ date: "d.M.yyyy" }] },
      "email-address": "E-Mail",
      "country-code": { column: "Land", transforms: ["country"] },
      "reference-id": "E-Mail"
    },
    { asks: ["reference-id-column"], answers: { "reference-id-column": "1" } }
  )
  proposes(
    "reads dates with a time as dates, and tags between bars",
    Exports.timestamps,
    {
      "reference-id": "external_id",
      tags: { column: "labels", transforms: [{ split: "|" }] },
      "name-first": "first",
      "name-last": "last",
      birthdate: { column: "birth_date", transforms: [{ date: "iso" }] }
    },
    { notices: ["split into tags"] }
  )
  proposes(
    "sees that a list is one of domains",
    Exports.domains,
    { value: "domain", "match-type": { constant: "domain" } },
    { target: item("email-address") }
  )
  proposes(
    "finds the addresses of a blocklist",
    Exports.addresses,
    { value: "address" },
    { target: item("ip-address") }
  )
  proposes(
    "writes phone numbers of a list as the API shows them",
    Exports.phones,
    { value: { column: "number", transforms: [{ phone: { form: "digits" } }] } },
    { target: item("phone-number") }
  )
  return all
}
