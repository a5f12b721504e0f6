import { assumptions } from "@effect-persona/sandbox/Assumptions"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { apiKey, attributes, createAccount, createList, layer, send, type Send } from "./support.ts"

describe("Assumptions", () => {
  it("are sentences, each said once", () => {
    for (const { choice } of assumptions) {
      assert.match(choice, /^\S.*[^.]\.$/)
      assert.notMatch(choice, /\n| {2}|undefined/)
    }
    const choices = assumptions.map(({ choice }) => choice)
    assert.strictEqual(new Set(choices).size, choices.length)
  })

  it("stand together by their topics", () => {
    const topics = assumptions.map(({ topic }) => topic).filter((topic, at, all) => topic !== all[at - 1])
    assert.strictEqual(new Set(topics).size, topics.length)
    for (const topic of topics) assert.match(topic, /^[a-z]+(?: [a-z]+)?$/)
  })

  describe("that can be seen in an answer hold", () => {
    for (const [said, requests] of answers()) {
      it.effect(said, () =>
        Effect.gen(function* () {
          assumed(said)
          for (const [status, method, path, options] of requests) {
            const reply = yield* send(method, path, options)
            assert.strictEqual(reply.status, status, `${method} ${path}`)
          }
        }).pipe(Effect.provide(layer()))
      )
    }

    it.effect("The default limit of a sandbox environment is 300 requests per 60 seconds", () =>
      Effect.gen(function* () {
        assumed("The default limit of a sandbox environment is 300 requests per 60 seconds")
        const { headers } = yield* send("GET", "/rate-limits")
        assert.strictEqual(headers["RateLimit-Limit"], "300")
        assert.strictEqual(headers["RateLimit-Remaining"], "299")
        assert.strictEqual(headers["RateLimit-Reset"], "60")
      }).pipe(Effect.provide(Sandbox.layer({ apiKey: Redacted.make(apiKey) })))
    )

    it.effect("Reference ids are compared in lower case within an account type", () =>
      Effect.gen(function* () {
        assumed("Reference ids are compared in lower case within an account type, and must not be empty.")
        assert.strictEqual((yield* createAccount({ "reference-id": "Ada" })).status, 201)
        assert.strictEqual((yield* createAccount({ "reference-id": "ADA" })).status, 409)
        assert.strictEqual((yield* createAccount({ "reference-id": "" })).status, 422)
      }).pipe(Effect.provide(layer()))
    )

    it.effect("Archiving an archived list or item answers 409", () =>
      Effect.gen(function* () {
        assumed("Archiving an archived list or item answers 409.")
        const path = `/lists/${yield* createList("strings")}`
        assert.strictEqual((yield* send("DELETE", path)).status, 200)
        assert.strictEqual((yield* send("DELETE", path)).status, 409)
      }).pipe(Effect.provide(layer()))
    )

    it.effect("A replay repeats status and body; its Request-Id is new", () =>
      Effect.gen(function* () {
        assumed("A replay repeats status and body; its Request-Id is new")
        const first = yield* createAccount({ "reference-id": "a" }, { key: "k" })
        const again = yield* createAccount({ "reference-id": "a" }, { key: "k" })
        assert.deepStrictEqual([again.status, again.text], [first.status, first.text])
        assert.notStrictEqual(again.headers["Request-Id"], first.headers["Request-Id"])
      }).pipe(Effect.provide(layer()))
    )
  })
})

type Expected = readonly [status: number, method: string, path: string, options?: Send]

/** The body of a batch job of so many rows. */
const jobOf = (count: number) => ({
  body: attributes({
    operation: "update",
    object: "account",
    "lookup-field": "token",
    rows: Array.from({ length: count }, () => ({ token: "act_none", name_first: "Ada" }))
  })
})

/** A part of an assumption, and requests with the answers that it tells of. */
function answers(): ReadonlyArray<readonly [said: string, requests: ReadonlyArray<Expected>]> {
  const list = { body: attributes({ name: "Blocked" }) }
  const upsert = { body: attributes({ "reference-id": "a" }, { "upsert-by": "reference-id" }) }
  return [
    [
      "A Persona-Version that is neither in the documents nor in a published file answers 400.",
      [
        [400, "GET", "/accounts", { headers: { "persona-version": "1999-01-01" } }],
        [200, "GET", "/accounts", { headers: { "persona-version": "2025-10-27" } }]
      ]
    ],
    [
      "A Key-Inflection other than camel, kebab or snake answers 400",
      [
        [400, "GET", "/accounts", { headers: { "key-inflection": "pascal" } }],
        ...["camel", "kebab", "snake"].map((style): Expected => [
          200,
          "GET",
          "/accounts",
          { headers: { "key-inflection": style } }
        ])
      ]
    ],
    [
      "Unknown attributes and unknown query parameters are ignored; an unknown filter answers 400.",
      [
        [201, "POST", "/accounts", { body: attributes({ unheard: 1 }) }],
        [200, "GET", "/accounts?unheard=1"],
        [400, "GET", "/accounts?filter[unheard]=1"]
      ]
    ],
    [
      "A size outside 1 to 100, both cursors at once, and a cursor that does not exist answer 400.",
      [
        [400, "GET", "/accounts?page[size]=0"],
        [200, "GET", "/accounts?page[size]=1"],
        [200, "GET", "/accounts?page[size]=100"],
        [400, "GET", "/accounts?page[size]=101"],
        [400, "GET", "/accounts?page[after]=act_1&page[before]=act_2"],
        [400, "GET", "/accounts?page[after]=act_none"]
      ]
    ],
    [
      "answers 201 when it creates and 200 when it updates",
      [
        [201, "POST", "/accounts", upsert],
        [200, "POST", "/accounts", upsert]
      ]
    ],
    [
      "Two lists may have the same name. A name is required.",
      [
        [201, "POST", "/list/strings", list],
        [201, "POST", "/list/strings", list],
        [400, "POST", "/list/strings", { body: attributes({}) }]
      ]
    ],
    [
      "More than 1000 rows, or none, answer 422",
      [
        [422, "POST", "/batch-jobs", jobOf(0)],
        [202, "POST", "/batch-jobs", jobOf(1000)],
        [422, "POST", "/batch-jobs", jobOf(1001)]
      ]
    ],
    [
      "An empty key is none. PATCH is not protected.",
      [
        [201, "POST", "/accounts", { key: "", body: attributes({ "reference-id": "b" }) }],
        [409, "POST", "/accounts", { key: "", body: attributes({ "reference-id": "b" }) }]
      ]
    ]
  ]
}

/** Fails where the list does not say so any more. */
const assumed = (said: string) =>
  assert.lengthOf(
    assumptions.filter(({ choice }) => choice.includes(said)),
    1
  )
