import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import { TestClock } from "effect/testing"
import { attributes, layer, send } from "../../support.ts"

const create = (note: string) =>
  Effect.map(
    send("POST", "/inquiries", { body: attributes({ "inquiry-template-id": "itmpl_1", note }) }),
    ({ json }) => String(json.data.id)
  )

const found = (filter: string) =>
  Effect.map(send("GET", `/inquiries?${filter}`), ({ json }) =>
    json.data.map(({ id }: { readonly id: string }) => id)
  )

describe("Entities", () => {
  it.effect("are returned in pages, newest first, whatever else is created in between", () =>
    Effect.gen(function* () {
      const first = yield* create("a")
      yield* send("POST", "/cases", { body: attributes({ "case-template-id": "ctmpl_1" }) })
      const second = yield* create("b")
      const page = yield* send("GET", "/inquiries?page[size]=1")
      assert.strictEqual(page.json.data[0].id, second)
      const next = yield* send("GET", String(page.json.links.next).replace("/api/v1", ""))
      assert.strictEqual(next.json.data[0].id, first)
      assert.isNull(next.json.links.next)
    }).pipe(Effect.provide(layer()))
  )

  it.effect("are filtered by values joined with commas, and by creation time", () =>
    Effect.gen(function* () {
      const first = yield* create("a")
      yield* TestClock.adjust("1 hour")
      const second = yield* create("b")
      assert.deepStrictEqual(yield* found("filter[note]=a,b"), [second, first])
      assert.deepStrictEqual(yield* found("filter[note]=a&filter[status]=created"), [first])
      assert.deepStrictEqual(yield* found("filter[created-at-start]=1970-01-01T00:30:00Z"), [second])
      assert.deepStrictEqual(yield* found("filter[created-at-end]=1970-01-01T00:30:00Z"), [first])
      assert.strictEqual((yield* send("GET", "/inquiries?filter[created-at-end]=soon")).status, 400)
      assert.strictEqual((yield* send("GET", "/inquiries?filter[color]=red")).status, 400)
    }).pipe(Effect.provide(layer()))
  )

  it.effect("and background work survive a restart", () =>
    Effect.gen(function* () {
      const directory = mkdtempSync(join(tmpdir(), "persona-sandbox-"))
      yield* Effect.addFinalizer(() => Effect.sync(() => rmSync(directory, { recursive: true })))
      const state = join(directory, "state.sqlite")
      const run = <A, E>(effect: Effect.Effect<A, E, Sandbox.Sandbox>) =>
        Effect.provide(effect, layer({ state, backgroundDelayMillis: 1000 }), { local: true })
      const body = { data: { type: "report/watchlist", attributes: { query: { term: "Jane" } } } }
      const { json } = yield* run(send("POST", "/reports", { body }))
      yield* TestClock.adjust("1 second")
      const later = yield* run(send("GET", `/reports/${json.data.id}`))
      assert.strictEqual(later.json.data.attributes.status, "ready")
    }).pipe(Effect.scoped)
  )
})
