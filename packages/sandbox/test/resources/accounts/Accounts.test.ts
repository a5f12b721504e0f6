import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { attributes, createAccount, layer, record, send } from "../../support.ts"

const string = (value: string | null) => ({ type: "string", value })

describe("Accounts", () => {
  describe("create", () => {
    it.effect("answers the documented object: personal data nested in fields, nothing flat", () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(Date.UTC(2026, 0, 5, 10))
        const { json, status } = yield* createAccount({
          "reference-id": "cust-17",
          "name-first": "Ada",
          "name-last": "Quill",
          birthdate: "1990-02-03",
          "email-address": "ada@mail.example",
          "phone-number": "+15550100001",
          "address-street-1": "1 Main",
          "country-code": "US",
          "social-security-number": "123-45-6789",
          tags: ["wave-1"],
          fields: { loyalty_tier: "gold" }
        })
        assert.strictEqual(status, 201)
        assert.match(json.data.id, /^act_\w{24}$/)
        assert.match(json.data.relationships["account-type"].data.id, /^acttp_\w{24}$/)
        assert.deepStrictEqual(json, {
          data: {
            type: "account",
            id: json.data.id,
            attributes: {
              "reference-id": "cust-17",
              "account-type-name": "User",
              "account-status": "active",
              "created-at": "2026-01-05T10:00:00.000Z",
              "updated-at": "2026-01-05T10:00:00.000Z",
              "redacted-at": null,
              fields: {
                name: {
                  type: "hash",
                  value: { first: string("Ada"), middle: string(null), last: string("Quill") }
                },
                birthdate: { type: "date", value: "1990-02-03" },
                phone_number: string("+15550100001"),
                email_address: string("ada@mail.example"),
                address: {
                  type: "hash",
                  value: {
                    street_1: string("1 Main"),
                    street_2: string(null),
                    city: string(null),
                    subdivision: string(null),
                    postal_code: string(null),
                    country_code: string("US")
                  }
                },
                identification_numbers: {
                  type: "array",
                  value: [
                    {
                      type: "hash",
                      value: {
                        identification_class: string("ssn"),
                        identification_number: string("123-45-6789"),
                        issuing_country: string("US"),
                        hashed_identification_number: string(null)
                      }
                    }
                  ]
                },
                loyalty_tier: string("gold")
              },
              tags: ["wave-1"]
            },
            relationships: json.data.relationships
          }
        })
      }).pipe(Effect.provide(layer()))
    )

    it.effect("accepts fields nested and flat, and leaves custom keys unchanged", () =>
      Effect.gen(function* () {
        const { json } = yield* createAccount({
          fields: {
            name: { first: "Ada" },
            name_last: "Quill",
            address_city: "Rome",
            birthdate: "1990-02-03",
            "Own-Key": true,
            score: 1.5,
            visits: 3,
            deep: { list: ["a", 1] }
          }
        })
        const { fields } = json.data.attributes
        assert.deepStrictEqual(fields.name.value, {
          first: string("Ada"),
          middle: string(null),
          last: string("Quill")
        })
        assert.deepStrictEqual(fields.address.value.city, string("Rome"))
        assert.deepStrictEqual(fields.birthdate, { type: "date", value: "1990-02-03" })
        assert.deepStrictEqual(fields["Own-Key"], { type: "boolean", value: true })
        assert.deepStrictEqual(fields.score, { type: "number", value: 1.5 })
        assert.deepStrictEqual(fields.visits, { type: "integer", value: 3 })
        assert.deepStrictEqual(fields.deep, {
          type: "hash",
          value: { list: { type: "array", value: [string("a"), { type: "integer", value: 1 }] } }
        })
      }).pipe(Effect.provide(layer()))
    )

    it.effect("stores a photo as a file", () =>
      Effect.gen(function* () {
        const { json } = yield* createAccount({
          "selfie-photo": { data: { data: Buffer.from("12345").toString("base64"), filename: "me.jpg" } }
        })
        const { type, value } = json.data.attributes.fields.selfie_photo
        assert.strictEqual(type, "file")
        assert.deepStrictEqual([value.filename, value["byte-size"]], ["me.jpg", 5])
        const path = `/accounts/${json.data.id}`
        const body = attributes({ "selfie-photo": { data: null } })
        const removed = yield* send("PATCH", path, { body })
        assert.isNull(removed.json.data.attributes.fields.selfie_photo.value)
      }).pipe(Effect.provide(layer()))
    )

    it.effect("answers 409 without the account when the reference id exists in another casing", () =>
      Effect.gen(function* () {
        yield* createAccount({ "reference-id": "Cust-1" })
        const { json, status } = yield* createAccount({ "reference-id": "cUST-1", "name-first": "Ada" })
        assert.strictEqual(status, 409)
        assert.deepStrictEqual(Object.keys(json), ["errors"])
        assert.strictEqual(json.errors[0].title, "Conflict")
        assert.notInclude(JSON.stringify(json), "Cust-1")
        assert.strictEqual((yield* record).counts.accounts, 1)
      }).pipe(Effect.provide(layer()))
    )

    it.effect("lets another account type have the same reference id", () =>
      Effect.gen(function* () {
        yield* createAccount({ "reference-id": "a" })
        const other = yield* createAccount({ "reference-id": "a", "account-type-id": "acttp_driver" })
        assert.strictEqual(other.status, 201)
        assert.strictEqual(other.json.data.attributes["account-type-name"], "Driver")
        const { json } = yield* send("GET", "/accounts?filter[reference-id]=a")
        assert.strictEqual(json.data.length, 2)
      }).pipe(Effect.provide(layer({ accountTypes: [{ name: "Driver", id: "acttp_driver" }] })))
    )

    it.effect("lets any number of accounts be without a reference id", () =>
      Effect.gen(function* () {
        assert.strictEqual((yield* createAccount({})).status, 201)
        assert.strictEqual((yield* createAccount({ "reference-id": null })).status, 201)
      }).pipe(Effect.provide(layer()))
    )

    it.effect("refuses malformed attributes, points to them, and writes nothing", () =>
      Effect.gen(function* () {
        const refusals = [
          [{ "reference-id": 5 }, 400, "/data/attributes/reference-id"],
          [{ "reference-id": "" }, 422, "/data/attributes/reference-id"],
          [{ "name-first": ["Ada"] }, 400, "/data/attributes/name-first"],
          [{ birthdate: "03.02.1990" }, 422, "/data/attributes/birthdate"],
          [{ birthdate: "1990-02-30" }, 422, "/data/attributes/birthdate"],
          [{ "country-code": "USA" }, 422, "/data/attributes/country-code"],
          [{ "account-status": "unheard-of" }, 422, "/data/attributes/account-status"],
          [{ "account-type-id": "acttp_none" }, 422, "/data/attributes/account-type-id"],
          [{ "social-security-number": 123 }, 400, "/data/attributes/social-security-number"],
          [{ "selfie-photo": "x" }, 400, "/data/attributes/selfie-photo"],
          [{ tags: "wave-1" }, 400, "/data/attributes/tags"],
          [{ fields: [] }, 400, "/data/attributes/fields"],
          [{ fields: { name: { first: 1 } } }, 400, "/data/attributes/fields/name/first"]
        ] as const
        for (const [values, status, pointer] of refusals) {
          const reply = yield* createAccount(values)
          assert.strictEqual(reply.status, status, pointer)
          assert.strictEqual(reply.json.errors[0].source.pointer, pointer)
        }
        const { json } = yield* createAccount({ fields: { name: { first: 1 } } })
        assert.include(json.errors[0].details, "data.attributes.fields.name.first")
        assert.deepStrictEqual((yield* record).writes, {})
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("upsert", () => {
    it.effect("creates with 201, then updates with 200 and changes only sent fields", () =>
      Effect.gen(function* () {
        const first = yield* upsert({ "reference-id": "a", "name-first": "Ada", fields: { tier: "gold" } })
        assert.strictEqual(first.status, 201)
        yield* TestClock.adjust("1 minute")
        const second = yield* upsert({ "reference-id": "A", "name-last": "Quill" }, "reference_id")
        assert.strictEqual(second.status, 200)
        assert.strictEqual(second.json.data.id, first.json.data.id)
        const { fields } = second.json.data.attributes
        assert.strictEqual(fields.name.value.first.value, "Ada")
        assert.strictEqual(fields.name.value.last.value, "Quill")
        assert.strictEqual(fields.tier.value, "gold")
        assert.strictEqual(second.json.data.attributes["updated-at"], "1970-01-01T00:01:00.000Z")
        assert.strictEqual(second.json.data.attributes["created-at"], "1970-01-01T00:00:00.000Z")
        assert.deepStrictEqual((yield* record).writes, { "account.created": 1, "account.updated": 1 })
      }).pipe(Effect.provide(layer()))
    )

    it.effect("refuses a field that is not unique and a missing reference id", () =>
      Effect.gen(function* () {
        const field = yield* upsert({ "reference-id": "a" }, "email-address")
        assert.strictEqual(field.status, 422)
        assert.strictEqual(field.json.errors[0].source.pointer, "/meta/upsert-by")
        assert.strictEqual((yield* upsert({ "name-first": "Ada" })).status, 422)
        assert.strictEqual((yield* upsert({ "name-first": "Ada" }, null)).status, 201)
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("retrieve", () => {
    it.effect("answers the same as create, and 404 to an unknown id", () =>
      Effect.gen(function* () {
        const created = yield* createAccount({ "reference-id": "a", "name-first": "Ada", tags: ["x"] })
        const { json, status } = yield* send("GET", `/accounts/${created.json.data.id}`)
        assert.strictEqual(status, 200)
        assert.deepStrictEqual(json, created.json)
        const missing = yield* send("GET", "/accounts/act_none")
        assert.strictEqual(missing.status, 404)
        assert.deepStrictEqual(missing.json, { errors: [{ title: "Record not found" }] })
      }).pipe(Effect.provide(layer()))
    )

    it.effect("includes the account type only when asked", () =>
      Effect.gen(function* () {
        const { json } = yield* createAccount({})
        const path = `/accounts/${json.data.id}`
        assert.isFalse("included" in json)
        const asked = yield* send("GET", `${path}?include=account-type`)
        assert.strictEqual(asked.json.included[0].type, "account-type")
        assert.strictEqual(asked.json.included[0].attributes.name, "User")
        assert.deepStrictEqual((yield* send("GET", `${path}?include=`)).json.included, [])
        assert.strictEqual((yield* send("GET", `${path}?include=inquiries`)).status, 400)
        const before = (yield* record).counts.accounts
        assert.strictEqual((yield* send("POST", "/accounts?include=nothing")).status, 400)
        assert.strictEqual((yield* record).counts.accounts, before)
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("list", () => {
    it.effect("finds one or several by reference id, in any casing", () =>
      Effect.gen(function* () {
        for (const id of ["a", "b", "C c", "d+e"]) yield* createAccount({ "reference-id": id })
        assert.deepStrictEqual(yield* find("a"), ["a"])
        assert.deepStrictEqual(yield* find("A,b,none,c%20C"), ["C c", "b", "a"])
        assert.deepStrictEqual(yield* find("d%2Be"), ["d+e"])
        assert.deepStrictEqual(yield* find("none"), [])
        assert.deepStrictEqual(yield* find(""), [])
      }).pipe(Effect.provide(layer()))
    )

    it.effect("refuses more than 100 reference ids, unknown filters and any include", () =>
      Effect.gen(function* () {
        assert.strictEqual((yield* send("GET", `/accounts?filter[reference-id]=${manyIds(100)}`)).status, 200)
        assert.strictEqual((yield* send("GET", `/accounts?filter[reference-id]=${manyIds(101)}`)).status, 400)
        assert.strictEqual((yield* send("GET", "/accounts?filter[name]=a")).status, 400)
        assert.strictEqual((yield* send("GET", "/accounts?include=account-type")).status, 400)
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("update", () => {
    it.effect("changes sent fields and no others", () =>
      Effect.gen(function* () {
        const { json } = yield* createAccount({ "reference-id": "a", "name-first": "Ada", tags: ["x", "y"] })
        const path = `/accounts/${json.data.id}`
        const patch = (values: Readonly<Record<string, unknown>>) =>
          Effect.map(send("PATCH", path, { body: attributes(values) }), (reply) => reply.json.data.attributes)
        const renamed = yield* patch({ "name-last": "Quill", fields: { tier: "gold" } })
        assert.strictEqual(renamed.fields.name.value.first.value, "Ada")
        assert.strictEqual(renamed.fields.name.value.last.value, "Quill")
        assert.strictEqual(renamed.fields.tier.value, "gold")
        assert.deepStrictEqual(renamed.tags, ["x", "y"])
        assert.deepStrictEqual((yield* patch({ tags: ["z"] })).tags, ["z"])
        assert.isNull((yield* patch({ "name-last": null })).fields.name.value.last.value)
        assert.strictEqual((yield* patch({ "reference-id": "b" }))["reference-id"], "b")
        assert.isNull((yield* patch({ "reference-id": null }))["reference-id"])
      }).pipe(Effect.provide(layer()))
    )

    it.effect("answers 409 to the reference id of another account, but not to its own", () =>
      Effect.gen(function* () {
        yield* createAccount({ "reference-id": "a" })
        const { json } = yield* createAccount({ "reference-id": "b" })
        const patch = (id: string) =>
          send("PATCH", `/accounts/${json.data.id}`, { body: attributes({ "reference-id": id }) })
        assert.strictEqual((yield* patch("A")).status, 409)
        assert.strictEqual((yield* patch("B")).status, 200)
        const missing = yield* send("PATCH", "/accounts/act_none", { body: attributes({}) })
        assert.strictEqual(missing.status, 404)
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("redact", () => {
    it.effect("clears the fields, keeps the reference id, and stays listed and updatable", () =>
      Effect.gen(function* () {
        const { json } = yield* createAccount({ "reference-id": "a", "name-first": "Ada" })
        const path = `/accounts/${json.data.id}`
        yield* TestClock.adjust("1 second")
        const redacted = yield* send("DELETE", path)
        assert.strictEqual(redacted.status, 200)
        assert.deepStrictEqual(redacted.json.data.attributes.fields, {})
        assert.strictEqual(redacted.json.data.attributes["reference-id"], "a")
        assert.strictEqual(redacted.json.data.attributes["redacted-at"], "1970-01-01T00:00:01.000Z")
        assert.strictEqual((yield* send("DELETE", path)).status, 409)
        assert.strictEqual((yield* send("GET", "/accounts")).json.data.length, 1)
        assert.strictEqual((yield* createAccount({ "reference-id": "A" })).status, 409)
        const body = attributes({ "name-first": "Bea" })
        assert.strictEqual((yield* send("PATCH", path, { body })).status, 200)
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("tags", () => {
    it.effect("adds, removes and sets them by name", () =>
      Effect.gen(function* () {
        const { json } = yield* createAccount({ tags: ["a", "a"] })
        const act = (action: string, meta: unknown) =>
          Effect.map(
            send("POST", `/accounts/${json.data.id}/${action}`, { body: { meta } }),
            (reply) => reply.json.data?.attributes.tags ?? reply.status
          )
        assert.deepStrictEqual(json.data.attributes.tags, ["a"])
        assert.deepStrictEqual(yield* act("add-tag", { "tag-name": "b" }), ["a", "b"])
        assert.deepStrictEqual(yield* act("add-tag", { tag_name: "b" }), ["a", "b"])
        assert.deepStrictEqual(yield* act("remove-tag", { tagName: "a" }), ["b"])
        assert.deepStrictEqual(yield* act("set-tags", { "tag-name": ["c", "d"] }), ["c", "d"])
        assert.strictEqual(yield* act("add-tag", {}), 400)
        assert.strictEqual(yield* act("add-tag", { "tag-name": 1 }), 400)
        assert.strictEqual(yield* act("add-tag", { "tag-id": "tag_none" }), 404)
      }).pipe(Effect.provide(layer()))
    )

    it.effect("are at most 1000 in an environment; one more answers 422 and creates nothing", () =>
      Effect.gen(function* () {
        const tags = Array.from({ length: 1000 }, (_, i) => `tag ${i}`)
        yield* createAccount({ tags: tags.slice(0, 999) })
        const many = yield* createAccount({ tags: ["new 1", "new 2"] })
        assert.strictEqual(many.status, 422)
        assert.strictEqual((yield* createAccount({ tags: ["new 1", "tag 1"] })).status, 201)
        assert.strictEqual((yield* createAccount({ tags: ["new 2"] })).status, 422)
        assert.strictEqual((yield* createAccount({ tags })).status, 422)
        assert.strictEqual((yield* record).counts.accounts, 2)
      }).pipe(Effect.provide(layer()))
    )
  })
})

const upsert = (values: Readonly<Record<string, unknown>>, by: unknown = "reference-id") =>
  send("POST", "/accounts", { body: attributes(values, { "upsert-by": by }) })

const find = (filter: string) =>
  Effect.map(send("GET", `/accounts?filter[reference-id]=${filter}`), ({ json }) =>
    json.data.map((account: any) => account.attributes["reference-id"])
  )

const manyIds = (count: number) => Array.from({ length: count }, (_, i) => `r${i}`).join(",")
