import * as Reports from "@effect-persona/core/resources/Reports"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxPersona from "@effect-persona/sandbox/SandboxPersona"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { apiKey, layer, send } from "../../support.ts"

describe("Reports", () => {
  for (const type of [
    "address-lookup",
    "adverse-media",
    "business-adverse-media",
    "business-lookup",
    "business-watchlist",
    "crypto-address-watchlist",
    "email-address",
    "phone-number",
    "politically-exposed-person",
    "profile",
    "profile-non-authoritative",
    "social-media",
    "synthetic",
    "watchlist"
  ]) {
    it.effect(`creates one of type report/${type}, which the client reads`, () =>
      Effect.gen(function* () {
        const { json, status } = yield* send("POST", "/reports", {
          body: { data: { type: `report/${type}`, attributes: { query: { term: "Jane" } } } }
        })
        assert.strictEqual(status, 201)
        assert.strictEqual(json.data.type, `report/${type}`)
        const { data } = yield* Reports.retrieve({ reportId: json.data.id })
        assert.strictEqual(String(data.type), `report/${type}`)
      }).pipe(Effect.provide(SandboxPersona.layer({ apiKey: Redacted.make(apiKey) })))
    )
  }

  it.effect("refuses a type that cannot be created, and an invalid query", () =>
    Effect.gen(function* () {
      const body = { data: { type: "report/sentilink", attributes: { query: {} } } }
      assert.strictEqual((yield* send("POST", "/reports", { body })).status, 400)
      const empty = { data: { type: "report/watchlist", attributes: {} } }
      assert.strictEqual((yield* send("POST", "/reports", { body: empty })).status, 400)
    }).pipe(Effect.provide(layer()))
  )

  it.effect("stays pending for the duration of its background work", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox.Sandbox
      const body = { data: { type: "report/watchlist", attributes: { query: { term: "Jane" } } } }
      const { json } = yield* send("POST", "/reports", { body })
      const status = Effect.map(
        send("GET", `/reports/${json.data.id}`),
        ({ json }) => json.data.attributes.status
      )
      assert.strictEqual(yield* status, "pending")
      yield* sandbox.advance("1 minute")
      assert.strictEqual(yield* status, "ready")
      const events = yield* send("GET", `/events?filter[object-id]=${json.data.id}`)
      assert.strictEqual(events.json.data[0].attributes.name, "report/watchlist.ready")
    }).pipe(Effect.provide(layer({ backgroundDelayMillis: 60_000 })))
  )
})
