import * as Pagination from "@effect-persona/core/Pagination"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Layer, Redacted, Stream } from "effect"
import { TestClock } from "effect/testing"
import * as Things from "./support/operations.ts"
import * as Wire from "./support/Wire.ts"

describe("Pagination", () => {
  describe("items", () => {
    it.effect("walks all pages with the largest page size", () =>
      Effect.gen(function* () {
        const wire = Wire.script(page(["c", "b"], next("b")), page(["a"], null))
        const items = yield* Stream.runCollect(Pagination.items(Things.list, {})).pipe(
          Effect.provide(client(wire))
        )
        assert.deepStrictEqual(
          items.map((item) => item.id),
          ["c", "b", "a"]
        )
        assert.deepStrictEqual(
          wire.sent.map((request) => queryOf(request)),
          [{ "page[size]": "100" }, { "page[size]": "100", "page[after]": "b" }]
        )
      })
    )

    it.effect("asks for a page only when it is needed", () =>
      Effect.gen(function* () {
        const wire = Wire.script(page(["c", "b"], next("b")), page(["a"], null))
        yield* Pagination.items(Things.list, {}).pipe(
          Stream.take(2),
          Stream.runDrain,
          Effect.provide(client(wire))
        )
        assert.strictEqual(wire.sent.length, 1)
      })
    )

    it.effect("resumes behind a known id, with the caller's page size", () =>
      Effect.gen(function* () {
        const wire = Wire.script(page(["a"], null))
        yield* Pagination.items(Things.list, { page: { after: "x", size: 7 } }).pipe(
          Stream.runDrain,
          Effect.provide(client(wire))
        )
        assert.deepStrictEqual(queryOf(wire.sent[0]!), { "page[size]": "7", "page[after]": "x" })
      })
    )

    it.effect("repeats a page that failed, and emits nothing twice", () =>
      Effect.gen(function* () {
        const wire = Wire.script(
          page(["c", "b"], next("b")),
          { lose: "ECONNRESET" },
          { status: 503, body: "busy" },
          page(["a"], null)
        )
        const fiber = yield* Effect.forkChild(
          Stream.runCollect(Pagination.items(Things.list, {})).pipe(Effect.provide(client(wire)))
        )
        yield* TestClock.adjust("1 minute")
        assert.deepStrictEqual(
          (yield* Fiber.join(fiber)).map((item) => item.id),
          ["c", "b", "a"]
        )
        assert.strictEqual(wire.sent.length, 4)
      })
    )

    it.effect("fails with CursorLoop when the server gives a cursor twice", () =>
      Effect.gen(function* () {
        const wire = Wire.script(page(["b"], next("b")), page(["a"], next("a")), page(["b"], next("b")))
        const error = yield* Stream.runDrain(Pagination.items(Things.list, {})).pipe(
          Effect.flip,
          Effect.provide(client(wire))
        )
        assert.strictEqual(error._tag, "CursorLoop")
        assert.strictEqual(wire.sent.length, 3)
      })
    )

    for (const [name, link] of [
      ["another path", "/api/v1/events?page%5Bafter%5D=b"],
      ["plain brackets", "/api/v1/things?page[after]=b&page[size]=2"],
      ["an undecodable name", "/api/v1/things?page%after%5D=b"],
      ["an undecodable cursor", "/api/v1/things?page%5Bafter%5D=%ZZ"],
      ["no query at all", "/api/v1/things"]
    ] as const) {
      it.effect(`finds the cursor in a link with ${name}`, () =>
        Effect.gen(function* () {
          const wire = Wire.script(page(["c", "b"], link), page([], null))
          yield* Stream.runDrain(Pagination.items(Things.list, {})).pipe(Effect.provide(client(wire)))
          assert.include(decodeURIComponent(wire.sent[1]!.url), "page[after]=b")
        })
      )
    }
  })

  describe("pages", () => {
    it.effect("keeps the pages apart", () =>
      Effect.gen(function* () {
        const wire = Wire.script(page(["c", "b"], next("b")), page(["a"], null))
        const pages = yield* Stream.runCollect(Pagination.pages(Things.list, {})).pipe(
          Effect.provide(client(wire))
        )
        assert.deepStrictEqual(
          pages.map((each) => each.data.length),
          [2, 1]
        )
      })
    )
  })
})

const queryOf = (request: Wire.Sent) => Object.fromEntries(new URL(request.url).searchParams)

const page = (ids: ReadonlyArray<string>, link: string | null): Wire.Scripted => ({
  status: 200,
  body: { data: ids.map((id) => ({ id })), links: { prev: null, next: link } }
})

const next = (cursor: string) => `/api/v1/things?page%5Bafter%5D=${cursor}`

const client = (wire: Wire.Wire) =>
  PersonaClient.layer({ apiKey: Redacted.make("k"), baseUrl: "http://persona.test/api/v1" }).pipe(
    Layer.provide(wire.layer)
  )
