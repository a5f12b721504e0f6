import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { attributes, createList, layer, send } from "../../support.ts"

const creatable = {
  "browser-fingerprints": "browser-fingerprint",
  countries: "country",
  "email-addresses": "email-address",
  geolocations: "geolocation",
  "government-id-numbers": "government-id-number",
  "ip-addresses": "ip-address",
  names: "name",
  "phone-numbers": "phone-number",
  strings: "string"
}

describe("Lists", () => {
  for (const [path, kind] of Object.entries(creatable)) {
    it.effect(`creates a list of ${path} and retrieves it`, () =>
      Effect.gen(function* () {
        const { json, status } = yield* send("POST", `/list/${path}`, { body: attributes({ name: "L" }) })
        assert.strictEqual(status, 201)
        assert.match(json.data.id, /^lst_\w{24}$/)
        assert.deepStrictEqual(json.data, {
          type: `list/${kind}`,
          id: json.data.id,
          attributes: {
            name: "L",
            status: "active",
            "archived-at": null,
            "created-at": "1970-01-01T00:00:00.000Z",
            "updated-at": "1970-01-01T00:00:00.000Z",
            ...(kind === "name" ? { "allow-fuzzy-name-first": false } : undefined)
          },
          relationships: { "list-items": { data: [] } }
        })
        assert.deepStrictEqual((yield* send("GET", `/lists/${json.data.id}`)).json, json)
      }).pipe(Effect.provide(layer()))
    )
  }

  it.effect("keeps the fuzzy setting of name lists", () =>
    Effect.gen(function* () {
      assert.isTrue((yield* createNames(true)).json.data.attributes["allow-fuzzy-name-first"])
      assert.strictEqual((yield* createNames("yes")).status, 400)
    }).pipe(Effect.provide(layer()))
  )

  it.effect("needs a name, which need not be unique", () =>
    Effect.gen(function* () {
      const { json, status } = yield* send("POST", "/list/strings", { body: attributes({}) })
      assert.strictEqual(status, 400)
      assert.deepStrictEqual(json.errors[0], {
        title: "Bad Request",
        details: "data.attributes.name is missing",
        source: { pointer: "/data/attributes/name" }
      })
      assert.notStrictEqual(yield* createList("strings", "same"), yield* createList("strings", "same"))
    }).pipe(Effect.provide(layer()))
  )

  it.effect("archives once, for good, and filters by status", () =>
    Effect.gen(function* () {
      const gone = yield* createList("strings", "gone")
      const kept = yield* createList("countries", "kept")
      yield* TestClock.adjust("1 second")
      const archived = yield* send("DELETE", `/lists/${gone}`)
      assert.strictEqual(archived.status, 200)
      assert.strictEqual(archived.json.data.attributes.status, "archived")
      assert.strictEqual(archived.json.data.attributes["archived-at"], "1970-01-01T00:00:01.000Z")
      assert.deepStrictEqual((yield* send("GET", `/lists/${gone}`)).json, archived.json)
      assert.strictEqual((yield* send("DELETE", `/lists/${gone}`)).status, 409)
      assert.strictEqual((yield* send("DELETE", "/lists/lst_none")).status, 404)

      assert.deepStrictEqual(yield* ids(""), [kept, gone])
      assert.deepStrictEqual(yield* ids("?filter[status]=active"), [kept])
      assert.deepStrictEqual(yield* ids("?filter[status]=archived"), [gone])
      assert.strictEqual((yield* send("GET", "/lists?filter[status]=pending")).status, 400)
      assert.strictEqual((yield* send("GET", "/lists?filter[name]=kept")).status, 400)
    }).pipe(Effect.provide(layer()))
  )

  it.effect("cannot create device-fingerprint and field lists, but has seeded ones", () =>
    Effect.gen(function* () {
      for (const path of ["device-fingerprints", "fields"]) {
        const { status } = yield* send("POST", `/list/${path}`, { body: attributes({ name: "L" }) })
        assert.strictEqual(status, 404)
      }
      const { json } = yield* send("GET", "/lists")
      assert.deepStrictEqual(
        json.data.map(({ id, type }: any) => [id, type]),
        [
          [json.data[0].id, "list/field"],
          ["lst_devices", "list/device-fingerprint"]
        ]
      )
    }).pipe(
      Effect.provide(
        layer({
          lists: [
            { kind: "device-fingerprint", name: "Devices", id: "lst_devices" },
            { kind: "field", name: "Fields" }
          ]
        })
      )
    )
  )
})

const createNames = (fuzzy: unknown) =>
  send("POST", "/list/names", { body: attributes({ name: "L", "allow-fuzzy-name-first": fuzzy }) })

const ids = (query: string) =>
  Effect.map(send("GET", `/lists${query}`), ({ json }) => json.data.map(({ id }: any) => id))
