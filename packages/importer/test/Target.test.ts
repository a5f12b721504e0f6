import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import * as Mapping from "../src/Mapping.ts"
import * as Target from "../src/Target.ts"

describe("Target", () => {
  it("is plain data that survives JSON", () => {
    const decode = Schema.decodeUnknownSync(Target.Target)
    const targets: ReadonlyArray<Target.Target> = [
      { _tag: "Accounts" },
      { _tag: "Accounts", accountType: "acttp_1" },
      { _tag: "Lists" },
      { _tag: "ListItems", kind: "ip-address", list: "Bad addresses" }
    ]
    for (const target of targets) assert.deepStrictEqual(decode(JSON.parse(JSON.stringify(target))), target)
    assert.throws(() => decode({ _tag: "ListItems", kind: "face", list: "x" }))
  })

  it("has the vendor's eleven kinds of list items, nine of which have lists that can be created", () => {
    assert.strictEqual(Target.listItemKinds.length, 11)
    assert.deepStrictEqual(
      Target.listItemKinds.filter((kind) => !(Target.creatableKinds as ReadonlyArray<string>).includes(kind)),
      ["device-fingerprint", "field"]
    )
  })

  it("has a table of fields for each, whose names in a request are the vendor's in camel case", () => {
    assert.deepStrictEqual(fieldsOf({ _tag: "Accounts" }), [
      ["reference-id", "referenceId"],
      ["account-status", "accountStatus"],
      ["tags", "tags"],
      ["name-first", "nameFirst"],
      ["name-middle", "nameMiddle"],
      ["name-last", "nameLast"],
      ["birthdate", "birthdate"],
      ["phone-number", "phoneNumber"],
      ["email-address", "emailAddress"],
      ["social-security-number", "socialSecurityNumber"],
      ["address-street-1", "addressStreet1"],
      ["address-street-2", "addressStreet2"],
      ["address-city", "addressCity"],
      ["address-subdivision", "addressSubdivision"],
      ["address-postal-code", "addressPostalCode"],
      ["country-code", "countryCode"]
    ])
    assert.deepStrictEqual(fieldsOf({ _tag: "Lists" }), [
      ["kind", "kind"],
      ["name", "name"],
      ["allow-fuzzy-name-first", "allowFuzzyNameFirst"]
    ])
  })

  describe("rows", () => {
    for (const { cells, expected, target } of valid()) {
      it.effect(`${Target.describe(target)} accept ${JSON.stringify(cells)}`, () =>
        Effect.gen(function* () {
          const row = yield* mapped(target, cells)
          if (row._tag === "Invalid") return assert.fail(JSON.stringify(row.problems))
          assert.deepStrictEqual([row.request, row.natural], [expected.request, expected.natural])
        })
      )
    }

    for (const { cells, expected, target } of invalid()) {
      it.effect(`${Target.describe(target)} refuse ${JSON.stringify(cells)}`, () =>
        Effect.gen(function* () {
          const row = yield* mapped(target, cells)
          assert.deepStrictEqual(
            row._tag === "Invalid" ? row.problems.map(({ code, field }) => [field, code] as const) : [],
            expected
          )
        })
      )
    }
  })

  it.effect("explains for a three-letter country that two letters are expected, and how to write it", () =>
    Effect.gen(function* () {
      const row = yield* mapped({ _tag: "Accounts" }, { "reference-id": "r", "country-code": "USA" })
      const [problem] = row._tag === "Invalid" ? row.problems : []
      assert.include(problem?.reason ?? "", "alpha-2")
      assert.include(problem?.suggestion ?? "", "US")
    })
  )

  it.effect("treats values as equal that differ only where the API is assumed to ignore it", () =>
    Effect.gen(function* () {
      const natural = (target: Target.Target, cells: Cells) =>
        Effect.map(mapped(target, cells), (row) => (row._tag === "Valid" ? row.natural : assert.fail()))
      const equal: ReadonlyArray<readonly [Target.Target, Cells, Cells]> = [
        [{ _tag: "Accounts" }, { "reference-id": "Cust-É1" }, { "reference-id": "cust-é1" }],
        [item("phone-number"), { value: "+1 (202) 555-0100" }, { value: "12025550100" }],
        [
          item("email-address"),
          { value: "A@Mail.example" },
          { value: "a@mail.example", "match-type": "email_address" }
        ],
        [item("ip-address"), { value: "2001:DB8:0:0::1" }, { value: "2001:db8::1" }],
        [item("ip-address"), { value: "2001:DB8::/032" }, { value: "2001:db8::/32" }],
        [item("country"), { "country-code": "de" }, { "country-code": "DE" }],
        [
          item("geolocation"),
          { latitude: "+1.50", longitude: "-0", "radius-meters": "10." },
          { latitude: "1.5", longitude: "0", "radius-meters": "10" }
        ],
        [
          item("name"),
          { "name-first": "ADA", "name-last": "Quill" },
          { "name-first": "Ada", "name-last": "quill" }
        ],
        [
          item("government-id-number"),
          { "id-class": "PP", "id-number": "x1" },
          { "id-class": "pp", "id-number": "X1" }
        ]
      ]
      for (const [target, a, b] of equal) {
        assert.strictEqual(yield* natural(target, a), yield* natural(target, b), JSON.stringify([a, b]))
      }
      const different: ReadonlyArray<readonly [Target.Target, Cells, Cells]> = [
        [item("name"), { "name-first": "Ada" }, { "name-last": "Ada" }],
        [
          item("email-address"),
          { value: "mail.example", "match-type": "domain" },
          { value: "a@mail.example" }
        ],
        [item("string"), { value: "a " }, { value: "a" }],
        [{ _tag: "Lists" }, { kind: "string", name: "VIP" }, { kind: "string", name: "vip" }],
        [{ _tag: "Lists" }, { kind: "string", name: "VIP" }, { kind: "name", name: "VIP" }],
        [{ _tag: "Accounts" }, { "reference-id": "straße" }, { "reference-id": "strasse" }]
      ]
      for (const [target, a, b] of different) {
        assert.notStrictEqual(yield* natural(target, a), yield* natural(target, b), JSON.stringify([a, b]))
      }
    })
  )
})

// Cases

type Cells = Readonly<Record<string, string>>

interface Valid {
  readonly target: Target.Target
  readonly cells: Cells
  readonly expected: { readonly request: unknown; readonly natural: string }
}

function valid(): ReadonlyArray<Valid> {
  const cases: Array<Valid> = []
  const accepts = (target: Target.Target, cells: Cells, request: unknown, natural: string) =>
    cases.push({ target, cells, expected: { request, natural } })
  const account = (cells: Cells, attributes: object) =>
    accepts(
      { _tag: "Accounts" },
      { "reference-id": "r", ...cells },
      { data: { attributes: { referenceId: "r", ...attributes } } },
      "r"
    )
  const items = (kind: Target.ListItemKind, cells: Cells, attributes: object, natural: string) =>
    accepts(item(kind), cells, { data: { attributes } }, natural)

  account({}, {})
  account({ "name-first": " Zoë ", "name-middle": "", "name-last": "  " }, { nameFirst: " Zoë " })
  for (const birthdate of ["1990-02-03", "2000-02-29", "2024-02-29", "1899-12-31", "0001-01-01"]) {
    account({ birthdate }, { birthdate })
  }
  account({ birthdate: " 1990-02-03 " }, { birthdate: "1990-02-03" })
  account({ "country-code": "us" }, { countryCode: "US" })
  account({ "country-code": " de" }, { countryCode: "DE" })
  account({ tags: "a; b ;;c;" }, { tags: ["a", "b", "c"] })
  account({ tags: " ; " }, {})
  for (const phone of [
    "+1 (202) 555-0100",
    "2025550100",
    "(+44) 20 7946 0000",
    "202.555.0100",
    "+49 30\u2013901820"
  ]) {
    account({ "phone-number": phone }, { phoneNumber: phone })
  }
  for (const email of ["a@b", "ada+x@mail.example", "ж@пример.example", "o'neil@mail.example"]) {
    account({ "email-address": email }, { emailAddress: email })
  }
  account({ "social-security-number": "000-12-3456" }, { socialSecurityNumber: "000-12-3456" })

  accepts({ _tag: "Lists" }, { kind: "name", name: "VIP" }, list("name", { name: "VIP" }), '["name","VIP"]')
  accepts(
    { _tag: "Lists" },
    { kind: "Name", name: "VIP", "allow-fuzzy-name-first": "TRUE" },
    list("name", { name: "VIP", allowFuzzyNameFirst: true }),
    '["name","VIP"]'
  )
  accepts(
    { _tag: "Lists" },
    { kind: "email_address", name: "x", "allow-fuzzy-name-first": "false" },
    list("email-address", { name: "x" }),
    '["email-address","x"]'
  )

  for (const kind of ["browser-fingerprint", "device-fingerprint", "string"] as const) {
    items(kind, { value: " Ab c " }, { value: " Ab c " }, " ab c ")
  }
  items("country", { "country-code": "us" }, { countryCode: "US" }, "us")
  items("field", { "field-value": "X" }, { fieldValue: "X" }, "x")
  items(
    "email-address",
    { value: "A@mail.example " },
    { value: "A@mail.example", matchType: "email_address" },
    '["email_address","a@mail.example"]'
  )
  for (const matchType of ["domain", "Domain"]) {
    items(
      "email-address",
      { value: "Mail.example", "match-type": matchType },
      { value: "Mail.example", matchType: "domain" },
      '["domain","mail.example"]'
    )
  }
  items(
    "email-address",
    { value: "a@b", "match-type": "email-address" },
    { value: "a@b", matchType: "email_address" },
    '["email_address","a@b"]'
  )
  items(
    "geolocation",
    { latitude: "-90", longitude: "180.0", "radius-meters": ".5" },
    { latitude: -90, longitude: 180, radiusMeters: 0.5 },
    "[-90,180,0.5]"
  )
  items(
    "government-id-number",
    { "id-class": "pp", "id-number": "X-1 2" },
    { idClass: "pp", idNumber: "X-1 2" },
    '["pp","x-1 2"]'
  )
  for (const value of [
    "192.0.2.7",
    "203.0.113.0/24",
    "127.0.0.5/24",
    "2001:db8::1",
    "2001:db8::/32",
    "::ffff:1.2.3.4"
  ]) {
    items("ip-address", { value }, { value }, value)
  }
  items(
    "name",
    { "name-first": "Ada", "name-last": "Quill" },
    { nameFirst: "Ada", nameLast: "Quill" },
    '["ada","quill"]'
  )
  items("name", { "name-first": "", "name-last": "Quill" }, { nameLast: "Quill" }, '["","quill"]')
  items("phone-number", { value: "+1 202-555-0100" }, { value: "+1 202-555-0100" }, "12025550100")
  return cases
}

interface Invalid {
  readonly target: Target.Target
  readonly cells: Cells
  /** Field and code of each problem. */
  readonly expected: ReadonlyArray<readonly [string, string]>
}

function invalid(): ReadonlyArray<Invalid> {
  const cases: Array<Invalid> = []
  const refuses = (target: Target.Target, cells: Cells, ...expected: Invalid["expected"]) =>
    cases.push({ target, cells, expected })
  const account = (field: string, value: string, code: string) =>
    refuses({ _tag: "Accounts" }, { "reference-id": "r", [field]: value }, [field, code])

  for (const birthdate of ["1990-2-3", "03.02.1990", "1990/02/03", "19900203", "1990-02-03T00:00:00Z", "x"]) {
    account("birthdate", birthdate, "not-a-date")
  }
  for (const birthdate of [
    "1990-13-01",
    "1990-02-30",
    "1900-02-29",
    "2023-02-29",
    "1990-00-01",
    "1990-01-00",
    "0000-01-01"
  ]) {
    account("birthdate", birthdate, "no-such-day")
  }
  for (const country of ["USA", "U", "U1", "Germany", "ÄÖ"])
    account("country-code", country, "not-a-country-code")
  for (const email of ["x", "@x", "x@", "a@b@c", "a b@c"])
    account("email-address", email, "not-an-email-address")
  for (const phone of ["x", "+", "1-800-FLOWERS", "1+2", "()", "555 0100 x12"]) {
    account("phone-number", phone, "not-a-phone-number")
  }

  const lists: Target.Target = { _tag: "Lists" }
  refuses(lists, { kind: "device-fingerprint", name: "x" }, ["kind", "list-kind-not-creatable"])
  refuses(lists, { kind: "field", name: "x" }, ["kind", "list-kind-not-creatable"])
  refuses(lists, { kind: "face", name: "x" }, ["kind", "unknown-word"])
  refuses(lists, { kind: "", name: "x" }, ["kind", "required"])
  refuses(lists, { kind: "face", name: " " }, ["kind", "unknown-word"], ["name", "required"])
  refuses(lists, { kind: "string", name: "x", "allow-fuzzy-name-first": "true" }, [
    "allow-fuzzy-name-first",
    "only-for-names"
  ])
  refuses(lists, { kind: "name", name: "x", "allow-fuzzy-name-first": "maybe" }, [
    "allow-fuzzy-name-first",
    "not-a-boolean"
  ])

  refuses(item("string"), { value: "  ", other: "x" }, ["value", "required"])
  refuses(item("country"), { "country-code": "XXX" }, ["country-code", "not-a-country-code"])
  for (const value of ["x", "@mail.example", "mail.example"]) {
    refuses(item("email-address"), { value }, ["value", "not-an-email-address"])
  }
  for (const value of [
    "a@mail.example",
    "mail",
    "mail..example",
    ".example",
    "mail.example.",
    "http://mail.example",
    "a b.c"
  ]) {
    refuses(item("email-address"), { value, "match-type": "domain" }, ["value", "not-a-domain"])
  }
  refuses(item("email-address"), { value: "a@b", "match-type": "exact" }, ["match-type", "unknown-word"])
  refuses(item("email-address"), { value: "", "match-type": "domain" }, ["value", "required"])
  const place = { latitude: "1", longitude: "1", "radius-meters": "1" }
  refuses(item("geolocation"), { ...place, latitude: "90.1" }, ["latitude", "out-of-range"])
  refuses(item("geolocation"), { ...place, longitude: "-180.1" }, ["longitude", "out-of-range"])
  for (const radius of ["0", "-1", "9".repeat(400)]) {
    refuses(item("geolocation"), { ...place, "radius-meters": radius }, ["radius-meters", "out-of-range"])
  }
  for (const latitude of ["52,5", "1e3", "0x1", "Infinity", "NaN", "1 000", "5m"]) {
    refuses(item("geolocation"), { ...place, latitude }, ["latitude", "not-a-number"])
  }
  refuses(
    item("geolocation"),
    { latitude: "", longitude: "x", "radius-meters": "0" },
    ["latitude", "required"],
    ["longitude", "not-a-number"],
    ["radius-meters", "out-of-range"]
  )
  refuses(item("government-id-number"), { "id-class": "pp", "id-number": "" }, ["id-number", "required"])
  for (const value of [
    "256.0.0.1",
    "1.2.3",
    "01.2.3.4",
    "1.2.3.4/33",
    "1.2.3.4/",
    "2001:db8::/129",
    "fe80::1%eth0",
    "::1/x",
    "host"
  ]) {
    refuses(item("ip-address"), { value }, ["value", "not-an-ip-address"])
  }
  refuses(item("name"), { "name-first": "", "name-last": " ", other: "x" }, ["", "empty-row"])
  refuses(item("phone-number"), { value: "call me" }, ["value", "not-a-phone-number"])
  return cases
}

function item(kind: Target.ListItemKind): Target.Target {
  return { _tag: "ListItems", kind, list: "lst_1" }
}

function list(kind: string, attributes: object) {
  return { kind, data: { attributes } }
}

// Helpers

const fieldsOf = (target: Target.Target) =>
  Target.table(target).fields.map(({ attribute, name }) => [name, attribute])

const mapped = (target: Target.Target, cells: Cells): Effect.Effect<Mapping.Row> =>
  Effect.map(Effect.orDie(Mapping.compile({ target, columns: Object.keys(cells) })), (mapper) =>
    mapper({ line: 2, number: 1, cells: Object.values(cells), ragged: false })
  )
