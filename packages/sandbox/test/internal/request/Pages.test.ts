import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { createAccount, createList, layer, send } from "../../support.ts"

const names = (json: { data: ReadonlyArray<{ attributes: { name: string } }> }) =>
  json.data.map(({ attributes }) => Number(attributes.name))

const countdown = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i)

/** Follows a link of an answer, which is relative to the host. */
const follow = (link: string) => send("GET", link.replace("/api/v1", ""))

describe("Pages", () => {
  it.effect("walks over 25 lists and back, newest first, ten at a time", () =>
    Effect.gen(function* () {
      for (let i = 1; i <= 25; i++) yield* createList("strings", String(i))
      const first = yield* send("GET", "/lists")
      assert.deepStrictEqual(names(first.json), countdown(25, 16))
      assert.isNull(first.json.links.prev)
      assert.deepStrictEqual(Object.keys(first.json), ["data", "links"])
      assert.strictEqual(first.json.links.next, `/api/v1/lists?page%5Bafter%5D=${first.json.data[9].id}`)

      const second = yield* follow(first.json.links.next)
      assert.deepStrictEqual(names(second.json), countdown(15, 6))
      const third = yield* follow(second.json.links.next)
      assert.deepStrictEqual(names(third.json), countdown(5, 1))
      assert.isNull(third.json.links.next)

      assert.strictEqual(third.json.links.prev, `/api/v1/lists?page%5Bbefore%5D=${third.json.data[0].id}`)
      const back = yield* follow(third.json.links.prev)
      assert.deepStrictEqual(names(back.json), countdown(15, 6))
      const start = yield* follow(back.json.links.prev)
      assert.deepStrictEqual(names(start.json), countdown(25, 16))
      assert.isNull(start.json.links.prev)
    }).pipe(Effect.provide(layer()))
  )

  it.effect("shows nothing twice and skips nothing while new objects are created", () =>
    Effect.gen(function* () {
      for (let i = 1; i <= 6; i++) yield* createList("strings", String(i))
      const first = yield* send("GET", "/lists?page[size]=3")
      yield* createList("strings", "7")
      const second = yield* follow(first.json.links.next)
      assert.deepStrictEqual([...names(first.json), ...names(second.json)], countdown(6, 1))
    }).pipe(Effect.provide(layer()))
  )

  it.effect("keeps filter, size and fields in its links", () =>
    Effect.gen(function* () {
      for (let i = 1; i <= 3; i++) yield* createAccount({ "reference-id": `r${i}` })
      const query = "filter[reference-id]=r1,r2,r3&page[size]=1&fields[account]=reference-id"
      const first = yield* send("GET", `/accounts?${query}`)
      const second = yield* follow(first.json.links.next)
      assert.deepStrictEqual(second.json.data[0].attributes, { "reference-id": "r2" })
      assert.strictEqual(second.json.data.length, 1)
      const third = yield* follow(second.json.links.next)
      assert.isNull(third.json.links.next)
      assert.isNotNull(third.json.links.prev)
    }).pipe(Effect.provide(layer()))
  )

  it.effect("accepts sizes from 1 to 100", () =>
    Effect.gen(function* () {
      for (let i = 1; i <= 12; i++) yield* createList("strings", String(i))
      for (const [size, shown] of [
        ["1", 1],
        ["100", 12]
      ] as const) {
        const { json } = yield* send("GET", `/lists?page[size]=${size}`)
        assert.strictEqual(json.data.length, shown)
      }
      for (const size of ["0", "101", "-1", "1.5", "ten", ""]) {
        assert.strictEqual((yield* send("GET", `/lists?page[size]=${size}`)).status, 400, size)
      }
    }).pipe(Effect.provide(layer()))
  )

  it.effect("refuses both cursors at once and a cursor that does not exist", () =>
    Effect.gen(function* () {
      const id = yield* createList("strings")
      assert.strictEqual((yield* send("GET", `/lists?page[after]=${id}&page[before]=${id}`)).status, 400)
      assert.strictEqual((yield* send("GET", "/lists?page[after]=lst_none")).status, 400)
      const { json } = yield* send("GET", `/lists?page[after]=${id}`)
      assert.deepStrictEqual(json, { data: [], links: { prev: null, next: null } })
    }).pipe(Effect.provide(layer()))
  )
})
