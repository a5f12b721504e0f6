import { assert, describe, it } from "@effect/vitest"
import { wordsOf } from "../../../src/engines/refusals/RowValues.ts"
import * as RowMessage from "../../../src/engines/refusals/RowMessage.ts"
import { makeRandom, type Random } from "../../support/random.ts"

describe("RowMessage", () => {
  describe("describe", () => {
    it("keeps the statement about the row, in a sentence without its period", () => {
      assert.deepStrictEqual(RowMessage.describe("Birthdate must be in the past.", ada), {
        code: "unprocessable",
        reason: "Birthdate must be in the past",
        pointer: "/data/attributes/birthdate"
      })
    })

    it("points to the field that is named first, however its words are joined", () => {
      const cases = [
        ["name_first is too long", "/data/attributes/name-first"],
        ["name-first is too long", "/data/attributes/name-first"],
        ["Name first can't be blank", "/data/attributes/name-first"],
        ["'name_last' and name_first are too long", "/data/attributes/name-last"],
        ["loyalty_tier is not one of the choices", "/data/attributes/fields/loyalty_tier"],
        ["account_type_id does not exist", "/data/attributes/account-type-id"],
        ["fields are wrong", undefined],
        ["name_firstly is odd", undefined],
        ["phone_number is not valid", undefined]
      ] as const
      for (const [message, pointer] of cases) {
        assert.strictEqual(RowMessage.describe(message, ada).pointer, pointer, message)
      }
    })

    it("points to a field next to a value that reads like another field", () => {
      const row = { name_first: "birthdate", name_last: "Quill", birthdate: "1990-02-03" }
      assert.strictEqual(
        RowMessage.describe("birthdate Quill: name_first is no name", row).pointer,
        "/data/attributes/name-first"
      )
    })

    it("removes values, their words, and other spellings of them", () => {
      const cases = [
        ["The name Zoë Ada Quill-Moon is taken", "The name …-Moon is taken"],
        ["the name ZOË ADA QUILL is taken", "the name … is taken"],
        ["quill is not allowed here", "… is not allowed here"],
        ["no record for Zo\\u00eb Ada was found", "no record for … was found"],
        ["no record for Zo\u0065\u0308 Ada was found", "no record for … was found"],
        ["no record for A\u200bda was found", "no record for … was found"],
        ["no record for cust&#45;00017 was found", "no record for … was found"],
        ["no record xZoe\u0308 Adax was found", "no record x…x was found"],
        ["no record in 1990 or 42 was found", "no record in … or … was found"],
        ["the country US is not known", "the country … is not known"]
      ] as const
      for (const [message, reason] of cases) {
        assert.strictEqual(RowMessage.describe(message, ada).reason, reason)
      }
    })

    it("removes a value with another spelling of its letters, also within words", () => {
      const row = { name_first: "strasse", name_last: "Zoë Müller" }
      for (const [message, reason] of [
        ["There is xStraßex in it", "There is … in it"],
        ["Zoe Mueller, MULLER or mu\u0308ller", "… or …"],
        ["ZoeMuller and zoe_muller@elsewhere", "… and …"]
      ] as const) {
        assert.strictEqual(RowMessage.describe(message, row).reason, reason)
      }
    })

    it("removes encoded values, also with nested encodings", () => {
      const row = { name_first: "Zoë Quillmoon", email_address: "quillmoon@mail.example", visits: 98765 }
      for (const quoted of [
        "Zo%C3%AB%20Quillmoon",
        "Zo%EB Quillmoon",
        "%2551uillmoon",
        "quillmoon%40mail.example",
        "Zo&euml; &#81;uillmoon",
        "Zo&amp;euml; &amp;#x51;uillmoon",
        String.raw`Zo\\u00eb \\u0051uillmoon`,
        String.raw`Zo\xeb \x51uillmoon`,
        base64("Quillmoon"),
        base64(JSON.stringify(row)),
        Buffer.from("quillmoon").toString("hex"),
        encodeURIComponent(base64("quillmoon@mail.example"))
      ]) {
        const { reason } = RowMessage.describe(`The name ${quoted} is taken`, row)
        assert.strictEqual(reason, "The name … is taken", quoted)
      }
    })

    it("removes parts of four or more characters", () => {
      const row = { name_first: "Canaryname", social_security_number: "987-65-4321" }
      for (const quoted of ["Canaryn", "aryname", "CanarynXXX", "4321", "9876", "9876543", "XXX-XX-4321"]) {
        const { reason } = RowMessage.describe(`Not valid: ${quoted} was refused`, row)
        assert.notMatch(reason, /cana|ynam|arynam|4321|9876/i, quoted)
        assert.match(reason, /was refused$/, quoted)
      }
    })

    it("keeps common words of messages, and three letters that are part of a word", () => {
      for (const [name, reason] of [
        ["Cord Ali", "Record invalid: birthdate should be in the past"],
        ["Dateman Ann", "Record invalid: birthdate should be in the past"],
        ["Record", "… invalid: birthdate should be in the past"]
      ] as const) {
        const said = "Record invalid: birthdate should be in the past"
        assert.strictEqual(RowMessage.describe(said, { name_last: name }).reason, reason)
      }
      assert.strictEqual(RowMessage.describe("Ann is taken", { name_first: "ann" }).reason, "… is taken")
    })

    it("removes words of other rows if it knows them", () => {
      const others = wordsOf([{ name_first: "Canaryname", name_last: "Valid" }])
      const { reason } = RowMessage.describe("Not valid beside Canaryname", ada, { others })
      assert.strictEqual(reason, "Not valid beside …")
    })

    it("drops quotes, except for names of fields", () => {
      const cases = [
        ["Value 'someone else' is taken", "Value … is taken"],
        ['Value "someone else" is taken', "Value … is taken"],
        ["Value `someone else` is taken", "Value … is taken"],
        ["Value “someone else” is taken", "Value … is taken"],
        ["Value 'O'Hara of Cork' is taken", "Value … is taken"],
        ['Value \\"someone else\\" is taken', "Value … is taken"],
        ["Field 'name_first' can't be blank", "Field 'name_first' can't be blank"],
        ['Taken by "someone', "Taken by …"]
      ] as const
      for (const [message, reason] of cases) {
        assert.strictEqual(RowMessage.describe(message, ada).reason, reason)
      }
    })

    it("removes anything that looks like a person's address or number, from whichever row", () => {
      for (const piece of [
        "bo@mail.example",
        "+1 (202) 555-0199",
        "123-45-6789",
        "1985-01-02",
        "https://x.example/bo"
      ]) {
        assert.strictEqual(RowMessage.describe(`Taken by ${piece} already`, ada).reason, "Taken by … already")
      }
      assert.strictEqual(
        RowMessage.describe("name_first is longer than 255 characters", ada).reason,
        "name_first is longer than 255 characters"
      )
    })

    it("produces the same text for rows with the same fault", () => {
      const reasons = [17, 18, 1999].map(
        (row) =>
          RowMessage.describe(`Row ${row}: no account has reference id cust-${row}`, {
            reference_id: `cust-${row}`
          }).reason
      )
      assert.deepStrictEqual([...new Set(reasons)], ["Row: no account has reference id …"])
    })

    it("reports if nothing can be shown", () => {
      for (const message of [undefined, null, "", "  \0 ", "Zoë Ada", "'someone'", "42"]) {
        assert.deepStrictEqual(RowMessage.describe(message, ada), {
          code: "unprocessable",
          reason: RowMessage.unexplained,
          pointer: undefined
        })
      }
    })

    it("removes control characters and characters that change the direction of text", () => {
      assert.strictEqual(
        RowMessage.describe("is\u001b[31m not\u202e right\r\nhere", ada).reason,
        "is [31m not right here"
      )
    })

    it("is short, for any message, and quick", () => {
      const long = "is not right, ".repeat(100_000)
      const { reason } = RowMessage.describe(long, ada)
      assert.isAtMost(reason.length, RowMessage.maxLength)
      assert.match(reason, /…$/)
      const startedAt = performance.now()
      for (const piece of ["'", '"', "a", "1 ", "(", "\\u", "&#", "@", "…"]) {
        RowMessage.describe(piece.repeat(200_000), ada)
      }
      assert.isBelow(performance.now() - startedAt, 2000)
    })

    it("shows no value of four characters and more in any case, however it is woven in (1,500 seeds)", () => {
      for (let seed = 1; seed <= 1500; seed++) {
        const random = makeRandom(seed)
        const row = Object.fromEntries(
          ["reference_id", "name_first", "loyalty_tier", "visits", "tags"].map((key) => [
            key,
            anyValue(random)
          ])
        )
        const texts = Object.values(row)
          .flatMap((value) => (Array.isArray(value) ? value : [value]))
          .map((value) => String(value).trim())
        const message = Array.from({ length: 1 + Math.floor(random() * 12) }, () =>
          random() < 0.5 ? one(random, words) : woven(random, one(random, texts))
        ).join(one(random, ["", " ", " ", ", "]))
        const { reason } = RowMessage.describe(message, row)
        if (reason === RowMessage.unexplained) continue
        assert.isAtMost(reason.length, RowMessage.maxLength)
        for (const text of texts.filter(({ length }) => length >= 4)) {
          for (const change of [same, lower, upper]) {
            assert.isFalse(
              change(reason).includes(change(text)),
              `seed ${seed}` + JSON.stringify([message, reason, text])
            )
          }
        }
      }
    })

    it("keeps a meaning in most cases nevertheless", () => {
      const row = { reference_id: "cust-00017", name_first: "Ada", email_address: "ada@mail.example" }
      let said = 0
      for (let seed = 1; seed <= 500; seed++) {
        const random = makeRandom(seed)
        const message = `name_first ${woven(random, one(random, Object.values(row)))} is not acceptable`
        const { pointer, reason } = RowMessage.describe(message, row)
        assert.strictEqual(pointer, "/data/attributes/name-first")
        if (reason !== RowMessage.unexplained) said++
      }
      assert.isAtLeast(said, 490)
    })
  })
})

const ada = {
  reference_id: "cust-00017",
  name_first: "Zoë Ada",
  name_last: "Quill",
  birthdate: "1990-02-03",
  country_code: "US",
  loyalty_tier: "gold",
  account_type_id: "acttp_EXAMPLE",
  visits: 42
}

const base64 = (text: string) => Buffer.from(text).toString("base64")

const same = (text: string) => text
const lower = (text: string) => text.toLowerCase()
const upper = (text: string) => text.toUpperCase()

const one = <A>(random: Random, among: ReadonlyArray<A>): A => among[Math.floor(random() * among.length)]!

const words = [
  "is",
  "not",
  "valid",
  "record",
  "name_first",
  "can't be blank",
  "…",
  "'",
  '"',
  "\\",
  "(",
  "-",
  "row 3"
]

const anyValue = (random: Random): unknown => {
  switch (Math.floor(random() * 6)) {
    case 0:
      return Math.floor(random() * 1e6)
    case 1:
      return [anyText(random), anyText(random)]
    case 2:
      return one(random, [
        "valid",
        "record",
        "a…b",
        "not",
        "'x'",
        "name_first",
        "is not",
        "Straße",
        "İstanbul",
        "ﬁne"
      ])
    default:
      return anyText(random)
  }
}

const anyText = (random: Random): string =>
  Array.from({ length: Math.floor(random() * 9) }, () =>
    one(random, [
      "a",
      "b",
      "Q",
      "é",
      "ß",
      "İ",
      "ſ",
      "K",
      "7",
      " ",
      "  ",
      "-",
      "…",
      "'",
      '"',
      "\\",
      "\\u0041",
      "&lt;",
      "😀",
      "\u0301",
      "."
    ])
  ).join("")

/** A value as a message might have it. */
const woven = (random: Random, text: string): string => {
  const changed = one(random, [
    same,
    same,
    lower,
    upper,
    (plain: string) => JSON.stringify(plain).slice(1, -1)
  ])(text)
  const spelt = one(random, [
    same,
    (plain: string) => plain.normalize("NFD"),
    (plain: string) => plain.normalize("NFC")
  ])
  const around = one(random, ["", "'", '"', "`", "x", " "])
  return around + spelt(changed) + around
}
