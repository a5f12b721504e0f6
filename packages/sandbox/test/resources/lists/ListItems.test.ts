import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { attributes, layer, record, send } from "../../support.ts"

type Values = Readonly<Record<string, unknown>>

interface Example {
  readonly path: string
  readonly prefix: string
  readonly item: Values
  /** What is answered, where it differs from what is sent. */
  readonly answered?: Values
  /** Taken for the same. */
  readonly same: ReadonlyArray<Values>
  /** Taken for others. */
  readonly other: ReadonlyArray<Values>
  /** Refused: with which status, pointing where. */
  readonly refused: ReadonlyArray<readonly [Values, number, string]>
}

const examples: Readonly<Record<Sandbox.ListKind, Example>> = {
  "browser-fingerprint": {
    path: "browser-fingerprints",
    prefix: "libf_",
    item: { value: "ab12" },
    same: [{ value: "ab12" }],
    other: [{ value: "AB12" }],
    refused: [
      [{}, 400, "value"],
      [{ value: 1 }, 400, "value"]
    ]
  },
  country: {
    path: "countries",
    prefix: "lic_",
    item: { "country-code": "US" },
    same: [{ "country-code": "us" }],
    other: [{ "country-code": "CA" }],
    refused: [
      [{}, 400, "country-code"],
      [{ "country-code": "USA" }, 422, "country-code"],
      [{ "country-code": "U1" }, 422, "country-code"]
    ]
  },
  "device-fingerprint": {
    path: "device-fingerprints",
    prefix: "lidf_",
    item: { value: "dd" },
    same: [{ value: "dd" }],
    other: [{ value: "de" }],
    refused: [[{ value: " " }, 400, "value"]]
  },
  "email-address": {
    path: "email-addresses",
    prefix: "liea_",
    item: { value: "Ada@Mail.example" },
    answered: { value: "Ada@Mail.example", "match-type": "email_address" },
    same: [{ value: "ada@mail.example", "match-type": "email_address" }],
    other: [{ value: "ada@mail.example", "match-type": "domain" }, { value: "bea@mail.example" }],
    refused: [
      [{ "match-type": "domain" }, 400, "value"],
      [{ value: "a@b.example", "match-type": "prefix" }, 422, "match-type"]
    ]
  },
  field: {
    path: "fields",
    prefix: "liif_",
    item: { "field-value": "x" },
    same: [{ "field-value": "x" }],
    other: [{ "field-value": "X" }],
    refused: [[{ value: "x" }, 400, "field-value"]]
  },
  geolocation: {
    path: "geolocations",
    prefix: "ligl_",
    item: { latitude: 37.78, longitude: -122.4, "radius-meters": 10.4 },
    answered: { latitude: 37.78, longitude: -122.4, "radius-meters": 10 },
    same: [{ latitude: 37.78, longitude: -122.4, "radius-meters": 10 }],
    other: [
      { latitude: 37.78, longitude: -122.4, "radius-meters": 11 },
      { latitude: 37.7800001, longitude: -122.4, "radius-meters": 10 }
    ],
    refused: [
      [{ longitude: 0, "radius-meters": 1 }, 400, "latitude"],
      [{ latitude: "1", longitude: 0, "radius-meters": 1 }, 400, "latitude"],
      [{ latitude: 90.1, longitude: 0, "radius-meters": 1 }, 422, "latitude"],
      [{ latitude: 0, longitude: -180.1, "radius-meters": 1 }, 422, "longitude"],
      [{ latitude: 0, longitude: 0, "radius-meters": -1 }, 422, "radius-meters"]
    ]
  },
  "government-id-number": {
    path: "government-id-numbers",
    prefix: "ligin_",
    item: { "id-class": "pp", "id-number": "AB123" },
    same: [{ "id-class": "PP", "id-number": "ab123" }],
    other: [{ "id-class": "dl", "id-number": "AB123" }],
    refused: [
      [{ "id-number": "1" }, 400, "id-class"],
      [{ "id-class": "pp" }, 400, "id-number"]
    ]
  },
  "ip-address": {
    path: "ip-addresses",
    prefix: "liip_",
    item: { value: "2001:DB8::1" },
    same: [{ value: "2001:db8::1" }],
    other: [{ value: "127.0.0.0/24" }, { value: "127.0.0.1" }, { value: "2001:db8::/32" }],
    refused: [
      [{ value: "127.0.0.256" }, 422, "value"],
      [{ value: "127.0.0.0/33" }, 422, "value"],
      [{ value: "127.0.0.0/8/8" }, 422, "value"],
      [{ value: "localhost" }, 422, "value"]
    ]
  },
  name: {
    path: "names",
    prefix: "lin_",
    item: { "name-first": "Joe", "name-last": "Imposter" },
    same: [{ "name-first": "JOE", "name-last": "imposter" }],
    other: [{ "name-first": "Jo", "name-last": "eImposter" }],
    refused: [
      [{}, 400, "name-first"],
      [{ "name-last": 1 }, 400, "name-last"]
    ]
  },
  "phone-number": {
    path: "phone-numbers",
    prefix: "lipn_",
    item: { value: "15550100001" },
    same: [{ value: "+1 (555) 010-0001" }],
    other: [{ value: "5550100001" }],
    refused: [[{ value: "none" }, 422, "value"]]
  },
  string: {
    path: "strings",
    prefix: "lin_",
    item: { value: "Acme" },
    same: [{ value: "Acme" }],
    other: [{ value: "acme" }],
    refused: [[{ value: null }, 400, "value"]]
  }
}

describe("ListItems", () => {
  for (const [kind, example] of Object.entries(examples)) {
    const path = `/list-item/${example.path}`
    const create = (values: Values, listId = `lst_${kind}`) =>
      send("POST", path, { body: attributes({ "list-id": listId, ...values }) })

    describe(kind, () => {
      it.effect("is answered as documented, pending first and active when retrieved", () =>
        Effect.gen(function* () {
          const { json, status } = yield* create(example.item)
          assert.strictEqual(status, 201)
          assert.isTrue(json.data.id.startsWith(example.prefix))
          assert.deepStrictEqual(json, {
            data: {
              type: `list-item/${kind}`,
              id: json.data.id,
              attributes: {
                status: "pending",
                "archived-at": null,
                "redacted-at": null,
                "updated-at": "1970-01-01T00:00:00.000Z",
                "created-at": "1970-01-01T00:00:00.000Z",
                "match-count": 0,
                ...(example.answered ?? example.item)
              },
              relationships: {
                creator: { data: { type: "api-key", id: json.data.relationships.creator.data.id } }
              }
            }
          })
          assert.match(json.data.relationships.creator.data.id, /^api_/)
          const retrieved = yield* send("GET", `${path}/${json.data.id}`)
          assert.strictEqual(retrieved.json.data.attributes.status, "active")
          assert.strictEqual((yield* send("GET", `${path}/${example.prefix}none`)).status, 404)
        }).pipe(Effect.provide(seeded()))
      )

      it.effect("refuses an equal item with 409, and accepts others", () =>
        Effect.gen(function* () {
          yield* create(example.item)
          for (const values of [example.item, ...example.same]) {
            const { json, status } = yield* create(values)
            assert.strictEqual(status, 409, JSON.stringify(values))
            assert.strictEqual(json.errors[0].title, "Conflict")
            assert.match(json.errors[0].details, / already exists as an active item in list$/)
          }
          for (const values of example.other) {
            assert.strictEqual((yield* create(values)).status, 201, JSON.stringify(values))
          }
          assert.strictEqual((yield* record).counts.listItems, 1 + example.other.length)
        }).pipe(Effect.provide(seeded()))
      )

      it.effect("is archived once and then no longer refuses its twin", () =>
        Effect.gen(function* () {
          const first = yield* create(example.item)
          yield* TestClock.adjust("1 second")
          const archived = yield* send("DELETE", `${path}/${first.json.data.id}`)
          assert.strictEqual(archived.status, 200)
          assert.strictEqual(archived.json.data.attributes.status, "archived")
          assert.strictEqual(archived.json.data.attributes["archived-at"], "1970-01-01T00:00:01.000Z")
          assert.deepStrictEqual((yield* send("GET", `${path}/${first.json.data.id}`)).json, archived.json)
          assert.strictEqual((yield* send("DELETE", `${path}/${first.json.data.id}`)).status, 409)
          assert.strictEqual((yield* create(example.item)).status, 201)
          assert.strictEqual((yield* create(example.item)).status, 409)
        }).pipe(Effect.provide(seeded()))
      )

      it.effect("is refused with a pointer when it is ill-formed", () =>
        Effect.gen(function* () {
          for (const [values, status, attribute] of example.refused) {
            const reply = yield* create(values)
            assert.strictEqual(reply.status, status, JSON.stringify(values))
            assert.strictEqual(reply.json.errors[0].source.pointer, `/data/attributes/${attribute}`)
          }
          assert.strictEqual((yield* record).counts.listItems, 0)
        }).pipe(Effect.provide(seeded()))
      )
    })
  }

  it.effect("needs an active list of its own kind", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* createString({ value: "x" })).status, 404)
      assert.strictEqual((yield* createString({ value: "x", "list-id": "lst_none" })).status, 404)
      const mismatch = yield* createString({ value: "x", "list-id": "lst_name" })
      assert.strictEqual(mismatch.status, 422)
      assert.strictEqual(mismatch.json.errors[0].source.pointer, "/data/attributes/list-id")
      yield* send("DELETE", "/lists/lst_string")
      const archived = yield* createString({ value: "x", "list-id": "lst_string" })
      assert.strictEqual(archived.status, 422)
    }).pipe(Effect.provide(seeded()))
  )

  it.effect("is identified by kind if the prefix is the same", () =>
    Effect.gen(function* () {
      const { json } = yield* send("POST", "/list-item/strings", {
        body: attributes({ "list-id": "lst_string", value: "x" })
      })
      assert.strictEqual((yield* send("GET", `/list-item/names/${json.data.id}`)).status, 404)
    }).pipe(Effect.provide(seeded()))
  )

  it.effect("accepts an equal item while the first is pending, and both stay", () =>
    Effect.gen(function* () {
      const body = attributes({ "list-id": "lst_string", value: "x" })
      const create = send("POST", "/list-item/strings", { body })
      const first = yield* create
      yield* TestClock.adjust("999 millis")
      assert.strictEqual((yield* create).status, 201)
      const path = `/list-item/strings/${first.json.data.id}`
      assert.strictEqual((yield* send("GET", path)).json.data.attributes.status, "pending")
      yield* TestClock.adjust("1 millis")
      assert.strictEqual((yield* send("GET", path)).json.data.attributes.status, "active")
      assert.strictEqual((yield* create).status, 409)
      assert.strictEqual((yield* record).counts.listItems, 2)
    }).pipe(Effect.provide(seeded({ activationDelayMillis: 1000 })))
  )
})

const createString = (values: Values) => send("POST", "/list-item/strings", { body: attributes(values) })

/** A sandbox with one list of each kind, whose id is `lst_` and the kind. */
const seeded = (options: Sandbox.Options = {}) =>
  layer({
    lists: (Object.keys(examples) as Array<Sandbox.ListKind>).map((kind) => ({
      kind,
      name: kind,
      id: `lst_${kind}`
    })),
    ...options
  })
