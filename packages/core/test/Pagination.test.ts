import * as Pagination from "@effect-persona/core/Pagination"
import * as BatchJobs from "@effect-persona/core/newer/BatchJobs"
import * as WebhookEvents from "@effect-persona/core/newer/WebhookEvents"
import * as Manifest from "@effect-persona/core/Manifest"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Devices from "@effect-persona/core/resources/Devices"
import * as InquirySessions from "@effect-persona/core/resources/InquirySessions"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Layer, Redacted, Stream } from "effect"
import { TestClock } from "effect/testing"
import * as Things from "./support/operations.ts"
import * as Wire from "./support/Wire.ts"

describe("Pagination", () => {
  describe("atMost", () => {
    it.effect("returns pages up to the maximum, and fails on the next one", () =>
      Effect.gen(function* () {
        const whole = Wire.script(page(["c", "b"], next("b")), page(["a"], null))
        assert.deepStrictEqual(yield* readTwo(whole), ["c", "b", "a"])
        const endless = Wire.byRequest((_, count) => page([], next(`c${count}`)))
        const error = yield* Effect.flip(readTwo(endless))
        assert.deepInclude(error, { _tag: "CursorLoop", pages: 2 })
        assert.include(error.message, "gave more than 2 pages")
        assert.lengthOf(endless.sent, 3)
      })
    )
  })

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

    it.effect("resumes after a known id, with the caller's page size", () =>
      Effect.gen(function* () {
        const wire = Wire.script(page(["a"], null))
        yield* Pagination.items(Things.list, { page: { after: "x", size: 7 } }).pipe(
          Stream.runDrain,
          Effect.provide(client(wire))
        )
        assert.deepStrictEqual(queryOf(wire.sent[0]!), { "page[size]": "7", "page[after]": "x" })
      })
    )

    it.effect("repeats a failed page, and emits nothing twice", () =>
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

    it.effect("fails with CursorLoop if the server returns a cursor twice", () =>
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

  describe("of the API's own lists", () => {
    it.effect("walks searches by the cursor in their body, all else of it unchanged", () =>
      Effect.gen(function* () {
        const query = { attribute: "type", operator: "eq", value: "x" }
        for (const search of [
          Pagination.items(Accounts.search, { query, page: { size: 50 } }),
          Pagination.items(WebhookEvents.search, { query, page: { size: 50 } })
        ]) {
          const [first, second, third] = yield* walk(search, [
            "/api/v1/x/search?page%5Bafter%5D=eyJ2IjoxfQ%3D%3D&page%5Bsize%5D=50",
            "/api/v1/x/search?page%5Bsize%5D=50&page%5Bafter%5D=b"
          ])
          assert.deepStrictEqual(JSON.parse(first?.body ?? ""), { query, page: { size: 50 } })
          assert.deepStrictEqual(JSON.parse(second?.body ?? ""), {
            query,
            page: { size: 50, after: "eyJ2IjoxfQ==" }
          })
          assert.deepStrictEqual(JSON.parse(third?.body ?? ""), { query, page: { size: 50, after: "b" } })
        }
      })
    )

    it.effect("walks lists that document links and no page", () =>
      Effect.gen(function* () {
        const lists = [
          Pagination.items(Devices.list, { filter: { inquirySessionId: "iqse_1" } }),
          Pagination.items(InquirySessions.list, { filter: { inquiryId: "inq_1" } }),
          Pagination.items(Accounts.listRelations, { accountId: "act_1", filter: { key: "k" } })
        ]
        for (const list of lists) {
          const sent = yield* walk(list, ["/api/v1/x?page%5Bafter%5D=x_0"])
          assert.deepStrictEqual(
            sent.map((request) => queryOf(request)["page[after]"]),
            [undefined, "x_0"]
          )
          assert.isTrue(sent.every(({ url }) => url.includes("filter")))
        }
      })
    )

    it.effect("walks the errors of a batch job by row numbers", () =>
      Effect.gen(function* () {
        const sent = yield* walk(Pagination.items(BatchJobs.retrieveErrors, { batchJobId: "mprtpr_1" }), [
          "/api/v1/batch-jobs/mprtpr_1/errors?page%5Bafter%5D=100"
        ])
        assert.strictEqual(queryOf(sent[1]!)["page[after]"], "100")
      })
    )

    it("iterates over every list and search, except for the rate limits, which have no pages", () => {
      const lists = Manifest.all.filter(({ name }) => /^(list|search)/.test(name))
      const withPage = Manifest.all.filter(({ parameters }) =>
        parameters.some(({ name }) => name === "page" || name === "page[after]")
      )
      assert.sameMembers(ids(withPage), ids(Manifest.all.filter(({ paging }) => paging !== "none")))
      assert.sameMembers(ids(withPage), [
        ...ids(lists.filter(({ id }) => id !== "list-all-rate-limits")),
        "retrieve-batch-job-errors"
      ])
    })
  })

  describe("nextOf", () => {
    it("returns the cursor to continue with, and none on the last page", () => {
      assert.strictEqual(cursorIn("/api/v1/things?page%5Bafter%5D=b"), "b")
      assert.strictEqual(cursorIn("/api/v1/things?page%after=b"), "a")
      assert.isUndefined(cursorIn(null))
      assert.isUndefined(Pagination.nextOf({ data: [] }))
    })
  })

  describe("pages", () => {
    it.effect("keeps the pages separate", () =>
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

const resources = (ids: ReadonlyArray<string>, link: string | null): Wire.Scripted => ({
  status: 200,
  body: { data: ids.map((id) => ({ type: "thing", id, attributes: {} })), links: { prev: null, next: link } }
})

const next = (cursor: string) => `/api/v1/things?page%5Bafter%5D=${cursor}`

const client = (wire: Wire.Wire) =>
  PersonaClient.layer({ apiKey: Redacted.make("k"), baseUrl: "http://persona.test/api/v1" }).pipe(
    Layer.provide(wire.layer)
  )

/** Walks a list of as many pages as links, and one more, with one item each. */
const walk = (
  list: Stream.Stream<unknown, unknown, PersonaClient.PersonaClient>,
  links: ReadonlyArray<string>
) =>
  Effect.gen(function* () {
    const wire = Wire.script(...[...links, null].map((link, at) => resources([`x_${at}`], link)), {
      status: 500
    })
    const items = yield* Stream.runCollect(list).pipe(Effect.provide(client(wire)))
    assert.lengthOf(items, links.length + 1)
    return wire.sent
  })

const ids = (entries: ReadonlyArray<Manifest.Entry>) => entries.map(({ id }) => id)

const cursorIn = (next: string | null) => Pagination.nextOf({ data: [{ id: "a" }], links: { next } })

/** Reads a list that has two pages at most. */
const readTwo = (wire: Wire.Wire) =>
  Pagination.atMost(Pagination.pages(Things.list, {}), Things.list, 2).pipe(
    Stream.runCollect,
    Effect.map((items) => items.map(({ id }) => id)),
    Effect.provide(client(wire))
  )
