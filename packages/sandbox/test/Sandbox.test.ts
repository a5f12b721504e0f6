import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { spawn } from "node:child_process"
import { mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { attributes, createAccount, createList, layer, record, send } from "./support.ts"

describe("Sandbox", () => {
  describe("authentication", () => {
    it.effect("answers 401 with a title only when no key is shown", () =>
      Effect.gen(function* () {
        const { headers, json, status } = yield* send("GET", "/accounts", { headers: { authorization: "" } })
        assert.strictEqual(status, 401)
        assert.deepStrictEqual(json, { errors: [{ title: "Must be authenticated to access this endpoint" }] })
        assert.deepStrictEqual(Object.keys(headers), ["Content-Type", "Date"])
      }).pipe(Effect.provide(layer({ rateLimit: 300 })))
    )

    it.effect("answers 401 to a wrong key and does not count it against the limit", () =>
      Effect.gen(function* () {
        const wrong = yield* send("GET", "/accounts", { headers: { authorization: "Bearer nope" } })
        assert.strictEqual(wrong.status, 401)
        assert.deepStrictEqual(wrong.json, { errors: [{ title: "Token is invalid" }] })
        const right = yield* send("GET", "/accounts")
        assert.strictEqual(right.headers["RateLimit-Remaining"], "299")
      }).pipe(Effect.provide(layer({ rateLimit: 300 })))
    )

    it.effect("generates a key if none is given", () =>
      Effect.gen(function* () {
        const { apiKey } = yield* Sandbox.Sandbox
        assert.match(Redacted.value(apiKey), /^persona_sandbox_[0-9a-f]{32}$/)
      }).pipe(Effect.provide(Sandbox.layer()))
    )
  })

  describe("permissions", () => {
    it.effect("answers 403 if the key lacks the route's permission", () =>
      Effect.gen(function* () {
        assert.strictEqual((yield* send("GET", "/accounts")).status, 200)
        const { json, status } = yield* createAccount({ "reference-id": "a" })
        assert.strictEqual(status, 403)
        assert.strictEqual(json.errors[0].title, "Forbidden")
        assert.strictEqual((yield* record).counts.accounts, 0)
      }).pipe(Effect.provide(layer({ permissions: ["account.read"] })))
    )

    it.effect("can be changed while it runs", () =>
      Effect.gen(function* () {
        const sandbox = yield* Sandbox.Sandbox
        yield* sandbox.setPermissions(["list.read"])
        assert.strictEqual((yield* createAccount({})).status, 403)
        yield* sandbox.setPermissions("all")
        assert.strictEqual((yield* createAccount({})).status, 201)
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("headers", () => {
    it.effect(
      "names environment and organisation and a unique request on every answer, errors included",
      () =>
        Effect.gen(function* () {
          const { environmentId, organizationId } = yield* Sandbox.Sandbox
          const replies = [
            yield* send("GET", "/accounts"),
            yield* send("GET", "/accounts/act_none"),
            yield* send("GET", "/nowhere"),
            yield* createAccount({ birthdate: 5 })
          ]
          for (const { headers } of replies) {
            assert.strictEqual(headers["Persona-Environment-Id"], environmentId)
            assert.strictEqual(headers["Persona-Organization-Id"], organizationId)
            assert.strictEqual(headers["Content-Type"], "application/json")
            assert.match(headers["Request-Id"] ?? "", /^req_\w{24}$/)
          }
          assert.strictEqual(
            new Set(replies.map(({ headers }) => headers["Request-Id"])).size,
            replies.length
          )
          assert.match(environmentId, /^env_/)
          assert.match(organizationId, /^org_/)
        }).pipe(Effect.provide(layer()))
    )

    it.effect("dates answers by the sandbox's clock", () =>
      Effect.gen(function* () {
        const sandbox = yield* Sandbox.Sandbox
        yield* TestClock.adjust("1 hour")
        yield* sandbox.advance("1 day")
        const { headers } = yield* send("GET", "/accounts")
        assert.strictEqual(headers["Date"], "Fri, 02 Jan 1970 01:00:00 GMT")
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("paths", () => {
    it.effect("answers 404 with an error body to unknown paths and methods", () =>
      Effect.gen(function* () {
        for (const [method, path] of [
          ["GET", "/nowhere"],
          ["PUT", "/accounts"],
          ["DELETE", "/batch-jobs"],
          ["GET", "/list-item/email-addresses"]
        ] as const) {
          const { json, status } = yield* send(method, path)
          assert.strictEqual(status, 404)
          assert.strictEqual(json.errors[0].title, "Record not found")
        }
      }).pipe(Effect.provide(layer()))
    )

    it.effect("answers 404 outside of /api/v1", () =>
      Effect.gen(function* () {
        const sandbox = yield* Sandbox.Sandbox
        const answer = yield* sandbox.handle({
          method: "GET",
          target: "/accounts",
          headers: {},
          body: new Uint8Array()
        })
        assert.strictEqual(answer._tag === "WireResponse" && answer.status, 404)
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("bodies", () => {
    it.effect("answers 400 to anything but a JSON object of objects", () =>
      Effect.gen(function* () {
        for (const body of ["{", "[]", '"text"', '{"data":[]}', '{"data":{"attributes":1}}', '{"meta":2}']) {
          const { json, status } = yield* send("POST", "/accounts", { body })
          assert.strictEqual(status, 400, body)
          assert.strictEqual(json.errors[0].title, "Bad Request")
        }
      }).pipe(Effect.provide(layer()))
    )

    it.effect("treats a missing body as an empty one", () =>
      Effect.gen(function* () {
        assert.strictEqual((yield* send("POST", "/accounts")).status, 201)
        assert.strictEqual((yield* send("POST", "/accounts", { body: {} })).status, 201)
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("Persona-Version", () => {
    it.effect("accepts every published version and refuses others", () =>
      Effect.gen(function* () {
        for (const version of ["2025-12-08", "2025-10-27", "2020-05-18", "2023-01-05, 2023-01-05"]) {
          assert.strictEqual(yield* askFor(version), 200, version)
        }
        assert.strictEqual(yield* askFor("1999-01-01"), 400)
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("advance", () => {
    it.effect("moves the rate window along with the clock", () =>
      Effect.gen(function* () {
        const sandbox = yield* Sandbox.Sandbox
        assert.strictEqual((yield* send("GET", "/lists")).status, 200)
        assert.strictEqual((yield* send("GET", "/lists")).status, 429)
        yield* sandbox.advance("61 seconds")
        assert.strictEqual((yield* send("GET", "/lists")).status, 200)
      }).pipe(Effect.provide(layer({ rateLimit: 1 })))
    )
  })

  it.effect("keeps whole milliseconds if the clock has fractions", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox.Sandbox
      yield* TestClock.adjust(1.5)
      yield* sandbox.advance(2.5)
      const { json, status } = yield* createAccount({}, { key: "k" })
      assert.strictEqual(status, 201)
      assert.strictEqual(json.data.attributes["created-at"], "1970-01-01T00:00:00.003Z")
    }).pipe(Effect.provide(layer({ rateLimit: 5 })))
  )

  describe("seed", () => {
    it.effect("makes ids reproducible", () =>
      Effect.gen(function* () {
        const ids = Effect.map(createAccount({}), ({ headers, json }) => [
          json.data.id,
          headers["Request-Id"]
        ])
        const first = yield* ids.pipe(Effect.provide(layer({ seed: 1 }), { local: true }))
        const again = yield* ids.pipe(Effect.provide(layer({ seed: 1 }), { local: true }))
        const other = yield* ids.pipe(Effect.provide(layer({ seed: 2 }), { local: true }))
        assert.deepStrictEqual(first, again)
        assert.notDeepEqual(first, other)
      })
    )
  })

  describe("record", () => {
    it.effect("reports the server's state and history", () =>
      Effect.gen(function* () {
        const list = yield* createList("strings")
        const item = attributes({ "list-id": list, value: "x" })
        yield* createAccount({ "reference-id": "a", fields: { tier: "gold" } }, { key: "k1" })
        yield* createAccount({ "reference-id": "a", fields: { tier: "gold" } }, { key: "k1" })
        yield* createAccount({ "reference-id": "A" })
        yield* send("POST", "/list-item/strings", { body: item })
        yield* send("GET", "/nowhere")
        const truth = yield* record
        assert.deepStrictEqual(truth.counts, {
          accounts: 1,
          lists: 1,
          listItems: 1,
          batchJobs: 0,
          importers: 0,
          idempotencyKeys: 1
        })
        assert.deepStrictEqual(truth.requests, {
          "POST /list/strings": { "201": 1 },
          "POST /accounts": { "201": 2, "409": 1 },
          "POST /list-item/strings": { "201": 1 },
          "GET (no such path)": { "404": 1 }
        })
        assert.deepStrictEqual(truth.writes, {
          "list.created": 1,
          "account.created": 1,
          "list-item.created": 1
        })
        assert.strictEqual(truth.replays, 1)
        assert.deepStrictEqual(truth.faults.injected, {})
        assert.deepStrictEqual(
          truth.contents?.accounts.map(({ fields, referenceId }) => ({ fields, referenceId })),
          [{ referenceId: "a", fields: { tier: { type: "string", value: "gold" } } }]
        )
        assert.deepStrictEqual(
          truth.contents?.listItems.map(({ kind, listId, values }) => ({ kind, listId, values })),
          [{ kind: "string", listId: list, values: { value: "x" } }]
        )
        assert.strictEqual(truth.contents?.lists[0]?.name, "Blocked")
      }).pipe(Effect.provide(layer()))
    )

    it.effect("omits the contents on request", () =>
      Effect.gen(function* () {
        const sandbox = yield* Sandbox.Sandbox
        assert.isFalse("contents" in (yield* sandbox.record({ contents: false })))
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("state in a file", () => {
    it.effect("survives a restart: contents, keys, window, clock, identity, seeds", () =>
      inFile((state) =>
        Effect.gen(function* () {
          const options: Sandbox.Options = {
            state,
            rateLimit: 3,
            seed: 3,
            accountTypes: [{ name: "Driver", statuses: ["new"] }],
            lists: [
              { kind: "field", name: "Cities" },
              { kind: "string", name: "Twins", id: "lst_1" },
              { kind: "string", name: "Twins", id: "lst_2" }
            ]
          }
          const life = <A, E>(effect: Effect.Effect<A, E, Sandbox.Sandbox>) =>
            Effect.provide(effect, Sandbox.layer(options), { local: true })

          const before = yield* life(identity)
          const first = yield* life(
            Effect.gen(function* () {
              const sandbox = yield* Sandbox.Sandbox
              yield* sandbox.advance("1 hour")
              return yield* create("a")
            })
          )
          assert.strictEqual(first.status, 201)
          assert.strictEqual(first.json.data.attributes["created-at"], "1970-01-01T01:00:00.000Z")

          const replayed = yield* life(create("a"))
          assert.strictEqual(replayed.text, first.text)
          assert.strictEqual(replayed.headers["RateLimit-Remaining"], "1")

          const second = yield* life(create("b"))
          assert.notStrictEqual(second.json.data.id, first.json.data.id)
          assert.strictEqual(second.json.data.attributes["created-at"], "1970-01-01T01:00:00.000Z")
          assert.strictEqual((yield* life(create("c"))).status, 429)

          const truth = yield* life(record)
          assert.deepStrictEqual(truth.writes, { "account.created": 2 })
          assert.strictEqual(truth.counts.lists, 3)
          assert.deepStrictEqual(yield* life(identity), before)
        })
      )
    )

    it.live("keeps every answered write, with its key, of killed processes", () =>
      inFile((state) =>
        Effect.gen(function* () {
          const answered: Array<string> = []
          for (let round = 0; round < 3; round++) {
            // Two at once: the first round makes them race for a new file.
            const both = yield* Effect.all([runUntilKilled(state, 40), runUntilKilled(state, 25)], {
              concurrency: 2
            })
            answered.push(...both.flat())
          }
          const sandbox = yield* Sandbox.make({ state })
          const { contents, counts, writes } = yield* sandbox.record()
          const ids = contents?.accounts.map(({ referenceId }) => referenceId) ?? []
          assert.isAtLeast(answered.length, 3 * 65)
          assert.strictEqual(new Set(ids).size, ids.length)
          assert.deepStrictEqual(
            answered.filter((id) => !ids.includes(id)),
            []
          )
          assert.strictEqual(counts.idempotencyKeys, ids.length)
          assert.strictEqual(writes["account.created"], ids.length)
        }).pipe(Effect.scoped)
      )
    )

    it.effect("is shared by two sandboxes that are open at the same time", () =>
      inFile((state) =>
        Effect.gen(function* () {
          const one = yield* Sandbox.make({ state, rateLimit: 0 })
          const two = yield* Sandbox.make({ state, rateLimit: 0 })
          const made = yield* Effect.provideService(create("a"), Sandbox.Sandbox, one)
          const replayed = yield* Effect.provideService(create("a"), Sandbox.Sandbox, two)
          const refused = yield* Effect.provideService(create("A"), Sandbox.Sandbox, two)
          assert.strictEqual(replayed.text, made.text)
          assert.deepStrictEqual([made.status, refused.status], [201, 409])
        }).pipe(Effect.scoped)
      )
    )

    it.effect("is readable by its owner only", () =>
      inFile((state) =>
        Effect.gen(function* () {
          yield* Sandbox.make({ state })
          assert.strictEqual(statSync(state).mode & 0o777, 0o600)
          assert.strictEqual(statSync(`${state}-wal`).mode & 0o777, 0o600)
        }).pipe(Effect.scoped)
      )
    )

    it.effect("is refused when another format wrote it, and when it cannot be opened", () =>
      inFile((state) =>
        Effect.gen(function* () {
          const database = new DatabaseSync(state)
          database.exec("PRAGMA user_version = 999")
          database.close()
          const foreign = yield* Effect.flip(Effect.scoped(Sandbox.make({ state })))
          assert.instanceOf(foreign, Sandbox.StateError)
          assert.include(foreign.message, "999")
          const nowhere = yield* Effect.flip(Effect.scoped(Sandbox.make({ state: `${state}/none/state.db` })))
          assert.instanceOf(nowhere, Sandbox.StateError)
        })
      )
    )
  })
})

/** The status that a version gets. */
const askFor = (version: string) =>
  Effect.map(send("GET", "/lists", { headers: { "persona-version": version } }), ({ status }) => status)

const identity = Effect.map(Sandbox.Sandbox, ({ apiKey, environmentId, organizationId }) => ({
  apiKey: Redacted.value(apiKey),
  environmentId,
  organizationId
}))

/** Creates an account, by the key the sandbox has made up. */
const create = (referenceId: string) =>
  Effect.flatMap(identity, ({ apiKey }) =>
    createAccount(
      { "reference-id": referenceId },
      { key: referenceId, headers: { authorization: `Bearer ${apiKey}` } }
    )
  )

/** Gives a path for a state file, and removes its directory afterwards. */
const inFile = <A, E>(use: (state: string) => Effect.Effect<A, E>) =>
  Effect.acquireUseRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "persona-sandbox-"))),
    (directory) => use(join(directory, "state.db")),
    (directory) => Effect.sync(() => rmSync(directory, { recursive: true }))
  )

/** Runs `killed.ts` on a state, kills it once it has answered so many creates, and gives all that it has answered. */
const runUntilKilled = (state: string, count: number) =>
  Effect.promise(
    () =>
      new Promise<ReadonlyArray<string>>((resolve, reject) => {
        const script = join(import.meta.dirname, "killed.ts")
        const child = spawn(process.execPath, ["--conditions=@effect-persona/source", script, state], {
          stdio: ["ignore", "pipe", "inherit"]
        })
        let text = ""
        child.stdout.on("data", (chunk: Buffer) => {
          text += chunk.toString()
          if (text.split("\n").length > count) child.kill("SIGKILL")
        })
        child.on("close", (code, signal) => {
          if (signal === "SIGKILL") resolve(text.split("\n").slice(0, -1))
          else reject(new Error(`The process ended by itself with ${code}`))
        })
      })
  )
