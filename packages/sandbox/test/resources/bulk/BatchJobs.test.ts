import type * as Faults from "@effect-persona/sandbox/Faults"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Support from "../../support.ts"
import { apiKey, attributes, nameOf, record, send, type Send } from "../../support.ts"

type Values = Readonly<Record<string, unknown>>

describe("BatchJobs", () => {
  describe("progress", () => {
    it.effect("is pending at first, then running, then completed, its counts growing with the rows", () =>
      Effect.gen(function* () {
        const job = yield* begin(many(1000))
        assert.deepInclude(job.attributes, {
          status: "pending",
          "run-count": 0,
          "started-at": null,
          "ended-at": null,
          "redacted-at": null
        })
        assert.deepStrictEqual(job.attributes["run-data"], {
          "column-names": ["reference_id", "name_first"],
          "row-count": 1000,
          "rows-read": 0,
          "success-count": 0,
          "created-count": 0,
          "updated-count": 0,
          "error-count": 0
        })
        yield* TestClock.adjust("500 millis")
        const half = yield* look(job.id)
        assert.deepInclude(half, { status: "running", "run-count": 1, "ended-at": null })
        assert.deepInclude(half["run-data"], { "rows-read": 500, "success-count": 500, "created-count": 500 })
        assert.strictEqual((yield* record).counts.accounts, 500)
        yield* TestClock.adjust("500 millis")
        const done = yield* look(job.id)
        assert.deepInclude(done, {
          status: "completed",
          "started-at": "1970-01-01T00:00:00.000Z",
          "ended-at": "1970-01-01T00:00:01.000Z"
        })
        assert.deepInclude(done["run-data"], { "rows-read": 1000, "created-count": 1000, "error-count": 0 })
      }).pipe(Effect.provide(layer()))
    )

    it.effect("shows in the accounts without a look at the job", () =>
      Effect.gen(function* () {
        yield* begin(many(2))
        assert.strictEqual((yield* send("GET", "/accounts")).json.data.length, 0)
        yield* TestClock.adjust("1 second")
        assert.strictEqual((yield* send("GET", "/accounts")).json.data.length, 2)
        assert.strictEqual((yield* createAccount({ "reference-id": "CUST-1" })).status, 409)
      }).pipe(Effect.provide(layer()))
    )

    it.effect("of several jobs continues side by side", () =>
      Effect.gen(function* () {
        const jobs = yield* Effect.all([begin(many(1000, "a")), begin(many(1000, "b"))])
        yield* TestClock.adjust("250 millis")
        for (const { id } of jobs) assert.strictEqual((yield* look(id))["run-data"]["rows-read"], 250)
        yield* TestClock.adjust("750 millis")
        for (const { id } of jobs) assert.strictEqual((yield* look(id)).status, "completed")
      }).pipe(Effect.provide(layer()))
    )

    it.effect("has the requested speed, and is done at the first look on request", () =>
      Effect.gen(function* () {
        const sandbox = yield* Sandbox.Sandbox
        const slow = yield* begin(many(10, "a"))
        yield* TestClock.adjust("4 seconds")
        assert.strictEqual((yield* look(slow.id)).status, "running")
        yield* TestClock.adjust("1 second")
        assert.strictEqual((yield* look(slow.id)).status, "completed")
        yield* sandbox.setBulk({ rowsPerSecond: 0 })
        assert.strictEqual((yield* look((yield* begin(many(10, "b"))).id)).status, "completed")
      }).pipe(Effect.provide(layer({ bulkRowsPerSecond: 2 })))
    )

    it.live("survives the end of its process", () =>
      Effect.gen(function* () {
        const folder = mkdtempSync(join(tmpdir(), "batch-jobs-"))
        yield* Effect.addFinalizer(() => Effect.sync(() => rmSync(folder, { recursive: true })))
        const options = { state: join(folder, "state.db"), apiKey: Redacted.make(apiKey), accountTypes }
        const opened = <A, E>(program: Effect.Effect<A, E, Sandbox.Sandbox>) =>
          Effect.provide(program, Sandbox.layer({ ...options, rateLimit: 0, bulkRowsPerSecond: 250 }), {
            local: true
          })
        const { id } = yield* opened(
          Effect.gen(function* () {
            const job = yield* begin([...many(400), { reference_id: "" }])
            yield* Effect.flatMap(Sandbox.Sandbox, (sandbox) => sandbox.advance("1 second"))
            assert.strictEqual((yield* look(job.id))["run-data"]["rows-read"], 250)
            return job
          })
        )
        const [job, errors, counts] = yield* opened(
          Effect.gen(function* () {
            yield* Effect.flatMap(Sandbox.Sandbox, (sandbox) => sandbox.advance("1 second"))
            return [yield* look(id), yield* errorsOf(id), (yield* record).counts] as const
          })
        )
        assert.deepInclude(job, { status: "completed" })
        assert.deepInclude(job["run-data"], { "created-count": 400, "error-count": 1 })
        assert.deepStrictEqual(
          errors.map(({ id }) => id),
          [`${id}:401`]
        )
        assert.strictEqual(counts.accounts, 400)
      }).pipe(Effect.scoped)
    )
  })

  describe("rows", () => {
    it.effect("create accounts, or change the named fields of existing ones", () =>
      Effect.gen(function* () {
        yield* createAccount({ "reference-id": "Cust-1", "name-first": "Ada", "name-last": "Quill" })
        const done = yield* finish([
          { reference_id: "cust-1", name_first: "Bea", tags: ["vip"], loyalty_tier: "gold" },
          { reference_id: "cust-2", birthdate: "1990-02-03", country_code: "US", tags: "a, b" }
        ])
        assert.deepInclude(done["run-data"], { "created-count": 1, "updated-count": 1, "success-count": 2 })
        const [first, second] = (yield* record).contents?.accounts ?? []
        assert.deepInclude(first, { referenceId: "cust-1", tags: ["vip"] })
        assert.deepStrictEqual(nameOf(first), ["Bea", null, "Quill"])
        assert.deepStrictEqual(first?.fields["loyalty_tier"], { type: "string", value: "gold" })
        assert.deepInclude(second, { referenceId: "cust-2", tags: ["a", "b"] })
        assert.deepStrictEqual(second?.fields["birthdate"], { type: "date", value: "1990-02-03" })
        const { writes } = yield* record
        assert.deepInclude(writes, { "account.created": 2, "account.updated": 1, "batch-job.created": 1 })
      }).pipe(Effect.provide(layer()))
    )

    it.effect("of one reference id are applied one after another", () =>
      Effect.gen(function* () {
        const done = yield* finish([
          { reference_id: "a", name_first: "Ada" },
          { reference_id: "A", name_last: "Quill" }
        ])
        assert.deepInclude(done["run-data"], { "created-count": 1, "updated-count": 1 })
        const accounts = (yield* record).contents?.accounts ?? []
        assert.strictEqual(accounts.length, 1)
        assert.deepStrictEqual(nameOf(accounts[0]), ["Ada", null, "Quill"])
      }).pipe(Effect.provide(layer()))
    )

    it.effect("may name their own account type", () =>
      Effect.gen(function* () {
        const job = yield* begin([{ reference_id: "a", account_type_id: "acttp_business" }], {
          "account-type-id": undefined
        })
        yield* TestClock.adjust("1 second")
        assert.strictEqual((yield* look(job.id))["run-data"]["created-count"], 1)
        assert.strictEqual((yield* record).contents?.accounts[0]?.accountTypeId, "acttp_business")
      }).pipe(Effect.provide(layer()))
    )

    it.effect("that are refused are listed as sent with the reason, and the others succeed", () =>
      Effect.gen(function* () {
        const rows = [
          { reference_id: "a" },
          { reference_id: "b", birthdate: "3 Feb 1990", Loyalty_Tier: 1 },
          { name_first: "Nobody" },
          { reference_id: "c", account_status: "gone" },
          { reference_id: "d", account_type_id: "acttp_none" },
          { reference_id: "e", address: { city: "Rome" } },
          { reference_id: "f" }
        ]
        const job = yield* begin(rows)
        yield* TestClock.adjust("1 second")
        assert.deepInclude((yield* look(job.id))["run-data"], { "success-count": 2, "error-count": 5 })
        const errors = yield* errorsOf(job.id)
        assert.deepStrictEqual(
          errors.map(({ attributes }) => [attributes["row-number"], attributes["error-message"]]),
          [
            [2, "data.attributes.birthdate must be a date YYYY-MM-DD"],
            [3, "The row has no reference_id"],
            [4, "The account type has no such status"],
            [5, "The account type does not exist"],
            [6, "The column address must not hold an object: rows are flat"]
          ]
        )
        assert.deepStrictEqual(errors[0], {
          type: "batch-job-row-error",
          id: `${job.id}:2`,
          attributes: {
            row: rows[1],
            "row-number": 2,
            "error-message": errors[0]?.attributes["error-message"]
          }
        })
      }).pipe(Effect.provide(layer()))
    )

    it.effect("keep their keys, with any casing", () =>
      Effect.gen(function* () {
        const job = yield* begin([{ reference_id: "", camelKey: "x" }], {}, camel)
        assert.deepStrictEqual(job.attributes.runData.columnNames, ["reference_id", "camelKey"])
        yield* TestClock.adjust("1 second")
        const { json } = yield* send("GET", `/batch-jobs/${job.id}/errors`, camel)
        assert.deepStrictEqual(json.data[0].attributes.row, { reference_id: "", camelKey: "x" })
        assert.strictEqual(json.data[0].attributes.rowNumber, 1)
      }).pipe(Effect.provide(layer()))
    )

    it.effect("update accounts by token or reference id, and never create one", () =>
      Effect.gen(function* () {
        const { json } = yield* createAccount({ "reference-id": "a" })
        const byToken = yield* finish(
          [
            { token: json.data.id, reference_id: "b" },
            { token: "act_none", name_first: "x" },
            { name_first: "x" }
          ],
          { operation: "update", "lookup-field": "token" }
        )
        assert.deepInclude(byToken["run-data"], { "updated-count": 1, "error-count": 2 })
        const job = yield* begin([{ reference_id: "B", name_first: "Ada" }, { reference_id: "secret-1" }], {
          operation: "update"
        })
        yield* TestClock.adjust("1 second")
        assert.deepInclude((yield* look(job.id))["run-data"], { "updated-count": 1, "error-count": 1 })
        const [error] = yield* errorsOf(job.id)
        assert.strictEqual(
          error?.attributes["error-message"],
          'No record has the unique id "secret-1"',
          "like the real one, it names the value"
        )
        assert.strictEqual((yield* record).counts.accounts, 1)
      }).pipe(Effect.provide(layer()))
    )

    it.effect("that update find a reference id in all types, unless it exists twice", () =>
      Effect.gen(function* () {
        yield* createAccount({ "reference-id": "a" })
        yield* createAccount({ "reference-id": "b" })
        yield* createAccount({ "reference-id": "b", "account-type-id": "acttp_business" })
        const update = { operation: "update", "account-type-id": undefined }
        const rows = [
          { reference_id: "a", name_first: "x" },
          { reference_id: "b", name_first: "x" },
          { reference_id: "b", account_type_id: "acttp_business", name_first: "y" }
        ]
        const done = yield* finish(rows, update)
        assert.deepInclude(done["run-data"], { "updated-count": 2, "error-count": 1 })
      }).pipe(Effect.provide(layer()))
    )

    it.effect("update inquiries by token", () =>
      Effect.gen(function* () {
        const { json } = yield* send("POST", "/inquiries", {
          body: attributes({ "inquiry-template-id": "itmpl_1" })
        })
        const done = yield* finish(
          [
            { token: json.data.id, note: "seen", tags: ["vip"], favourite: "blue" },
            { token: "inq_none", note: "x" }
          ],
          { operation: "update", object: "inquiry", "lookup-field": "token" }
        )
        assert.deepInclude(done["run-data"], { "updated-count": 1, "error-count": 1 })
        const inquiry = (yield* send("GET", `/inquiries/${json.data.id}`)).json.data
        assert.deepInclude(inquiry.attributes, { note: "seen", tags: ["vip"] })
        assert.deepInclude(inquiry.attributes.fields.favourite, { value: "blue" })
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("events", () => {
    it.effect("report that a job started and ended, and its changed tags unless they are turned off", () =>
      Effect.gen(function* () {
        yield* createAccount({ "reference-id": "a" })
        yield* finish([{ reference_id: "a", tags: ["x"] }], { "emit-events": false })
        assert.deepStrictEqual(yield* eventNames, ["batch-job.started", "batch-job.completed"])
        yield* finish([{ reference_id: "a", tags: ["y"] }])
        assert.deepStrictEqual((yield* eventNames).slice(2), [
          "batch-job.started",
          "account.tag-added",
          "account.tag-removed",
          "batch-job.completed"
        ])
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("POST /batch-jobs", () => {
    const refused: ReadonlyArray<readonly [name: string, values: Values, status: number, pointer: string]> = [
      ["no operation", { operation: undefined }, 400, "operation"],
      ["an unknown operation", { operation: "insert" }, 422, "operation"],
      ["an unknown object", { object: "case" }, 422, "object"],
      ["an unknown lookup field", { "lookup-field": "email" }, 422, "lookup-field"],
      ["an upsert by token", { "lookup-field": "token" }, 422, "lookup-field"],
      ["an upsert of inquiries", { object: "inquiry" }, 422, "object"],
      [
        "inquiries by reference id",
        { operation: "update", object: "inquiry", "lookup-field": "reference_id" },
        422,
        "lookup-field"
      ],
      ["no rows", { rows: undefined }, 400, "rows"],
      ["rows that are no array", { rows: {} }, 400, "rows"],
      ["an empty array of rows", { rows: [] }, 422, "rows"],
      ["a row too many", { rows: many(1001) }, 422, "rows"],
      ["a row that is no object", { rows: [{ reference_id: "a" }, "b"] }, 400, "rows/1"],
      ["an upsert without account type", { "account-type-id": undefined }, 422, "account-type-id"],
      ["an unknown account type", { "account-type-id": "acttp_none" }, 422, "account-type-id"],
      ["emit-events that is no boolean", { "emit-events": "no" }, 400, "emit-events"]
    ]
    for (const [name, values, status, pointer] of refused) {
      it.effect(`refuses ${name}`, () =>
        Effect.gen(function* () {
          const reply = yield* post([{ reference_id: "a" }], values)
          assert.strictEqual(reply.status, status)
          assert.strictEqual(reply.json.errors[0].source.pointer, `/data/attributes/${pointer}`)
          assert.strictEqual((yield* record).counts.batchJobs, 0)
        }).pipe(Effect.provide(layer()))
      )
    }

    it.effect("makes one job for a key", () =>
      Effect.gen(function* () {
        const first = yield* post(many(2), {}, { key: "k" })
        const second = yield* post(many(2), {}, { key: "k" })
        assert.strictEqual(first.status, 202)
        assert.strictEqual(second.text, first.text)
        assert.strictEqual((yield* post(many(3), {}, { key: "k" })).status, 400)
        assert.strictEqual((yield* record).counts.batchJobs, 1)
      }).pipe(Effect.provide(layer()))
    )

    it.effect("accepts up to the given number of rows", () =>
      Effect.gen(function* () {
        assert.strictEqual((yield* post(many(4))).status, 422)
        yield* Effect.flatMap(Sandbox.Sandbox, (sandbox) => sandbox.setBulk({ maxRows: 4 }))
        assert.strictEqual((yield* post(many(4))).status, 202)
      }).pipe(Effect.provide(layer({ bulkMaxRows: 3 })))
    )
  })

  describe("GET /batch-jobs/:id/errors", () => {
    it.effect("pages by row number, in the order of the rows", () =>
      Effect.gen(function* () {
        const bad = Array.from({ length: 120 }, () => ({ reference_id: "" }))
        const job = yield* begin([{ reference_id: "a" }, ...bad])
        yield* TestClock.adjust("1 second")
        const numbers: Array<number> = []
        let next: string | null = `/batch-jobs/${job.id}/errors`
        let pages = 0
        while (next !== null) {
          const { json }: Support.Reply = yield* send("GET", next)
          for (const error of json.data) numbers.push(error.attributes["row-number"])
          next = json.links.next?.slice("/api/v1".length) ?? null
          pages++
        }
        assert.deepStrictEqual(
          numbers,
          bad.map((_, index) => index + 2)
        )
        assert.strictEqual(pages, 3)
        const page = (query: string) =>
          Effect.map(send("GET", `/batch-jobs/${job.id}/errors?${query}`), ({ json }) => json)
        const middle = yield* page("page[before]=50&page[size]=2")
        assert.deepStrictEqual(
          middle.data.map((error: any) => error.attributes["row-number"]),
          [48, 49]
        )
        assert.include(middle.links.prev, "before%5D=48")
        assert.include(middle.links.next, "after%5D=49")
        assert.strictEqual((yield* page("page[after]=121")).data.length, 0)
      }).pipe(Effect.provide(layer()))
    )

    for (const query of ["page[size]=0", "page[size]=101", "page[after]=x", "page[after]=1&page[before]=3"]) {
      it.effect(`refuses ${query}`, () =>
        Effect.gen(function* () {
          const { id } = yield* begin(many(1))
          assert.strictEqual((yield* send("GET", `/batch-jobs/${id}/errors?${query}`)).status, 400)
        }).pipe(Effect.provide(layer()))
      )
    }

    it.effect("answers 404 for a job that is not there, and so does the job itself", () =>
      Effect.gen(function* () {
        assert.strictEqual((yield* send("GET", "/batch-jobs/mprtpr_none/errors")).status, 404)
        assert.strictEqual((yield* send("GET", "/batch-jobs/mprtpr_none")).status, 404)
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("availability", () => {
    it.effect("ends for a version without batch jobs: the paths answer as any that does not exist", () =>
      Effect.gen(function* () {
        const sandbox = yield* Sandbox.Sandbox
        const nowhere = yield* send("POST", "/nowhere", { body: {} })
        const paths = [
          ["POST", "/batch-jobs"],
          ["GET", "/batch-jobs/x"],
          ["GET", "/batch-jobs/x/errors"]
        ] as const
        for (const [method, path] of paths) {
          const reply = yield* send(method, path, method === "POST" ? { body: {} } : {})
          assert.strictEqual(reply.status, 404)
          assert.strictEqual(reply.text, nowhere.text)
        }
        yield* sandbox.setBulk({ batchJobs: true })
        assert.strictEqual((yield* post(many(1))).status, 202)
      }).pipe(Effect.provide(layer({ batchJobs: false })))
    )

    it.effect("depends on the permissions of the key", () =>
      Effect.gen(function* () {
        assert.strictEqual((yield* send("POST", "/batch-jobs", { body: {} })).status, 403)
        assert.strictEqual((yield* send("GET", "/batch-jobs/mprtpr_x")).status, 404)
      }).pipe(Effect.provide(layer({ permissions: ["batch_job.read"] })))
    )
  })

  describe("faults", () => {
    for (const outcome of ["errored", "canceled", "killed"] as const) {
      it.effect(`let a job end ${outcome} with the rows before that applied`, () =>
        Effect.gen(function* () {
          yield* befall({ outcome, afterRows: 3 })
          const done = yield* finish(many(5))
          assert.deepInclude(done, { status: outcome })
          assert.deepInclude(done["run-data"], { "rows-read": 3, "row-count": 5, "created-count": 3 })
          const { counts, faults } = yield* record
          assert.strictEqual(counts.accounts, 3)
          assert.deepStrictEqual(faults.injected, { job: 1 })
          assert.strictEqual((yield* finish(many(5))).status, "completed")
        }).pipe(Effect.provide(layer()))
      )
    }

    it.effect("let a job be stuck for ever", () =>
      Effect.gen(function* () {
        yield* befall({ outcome: "stuck", afterRows: 2 })
        const job = yield* begin(many(5))
        yield* TestClock.adjust("30 days")
        const stuck = yield* look(job.id)
        assert.deepInclude(stuck, { status: "running", "ended-at": null })
        assert.strictEqual(stuck["run-data"]["rows-read"], 2)
        assert.strictEqual((yield* record).counts.accounts, 2)
      }).pipe(Effect.provide(layer()))
    )

    it.effect("make a job take longer", () =>
      Effect.gen(function* () {
        yield* befall({ outcome: "slow", millis: 60_000 })
        const job = yield* begin(many(5))
        yield* TestClock.adjust("60 seconds")
        assert.deepInclude((yield* look(job.id))["run-data"], { "rows-read": 0 })
        yield* TestClock.adjust("1 second")
        assert.strictEqual((yield* look(job.id)).status, "completed")
      }).pipe(Effect.provide(layer()))
    )

    it.effect("refuse rows for reasons that quote them", () =>
      Effect.gen(function* () {
        yield* befall({ outcome: "rowErrors", rows: [2], quote: "upper" })
        const job = yield* begin(many(2))
        yield* TestClock.adjust("1 second")
        const [error] = yield* errorsOf(job.id)
        const message: unknown = error?.attributes["error-message"]
        assert.match(String(message), /^[^a-z]+ cannot be accepted$/)
      }).pipe(Effect.provide(layer()))
    )

    it.effect("refuse single rows, by their number or at random, the same ones every time", () =>
      Effect.gen(function* () {
        yield* befall({ outcome: "rowErrors", rows: [2, 4] })
        const job = yield* begin(many(5))
        yield* TestClock.adjust("1 second")
        assert.deepStrictEqual(
          (yield* errorsOf(job.id)).map(({ attributes }) => attributes["row-number"]),
          [2, 4]
        )
        const unlucky = Effect.gen(function* () {
          yield* befall({ outcome: "rowErrors", probability: 0.1, seed: 3 })
          return (yield* finish(many(1000)))["run-data"]["error-count"]
        })
        const errors = yield* Effect.provide(unlucky, layer(), { local: true })
        assert.isAbove(errors, 50)
        assert.isBelow(errors, 150)
        assert.strictEqual(yield* Effect.provide(unlucky, layer(), { local: true }), errors)
      }).pipe(Effect.provide(layer()))
    )

    it.effect("affect no request without a job", () =>
      Effect.gen(function* () {
        const sandbox = yield* Sandbox.Sandbox
        yield* sandbox.setFaults({ rules: [{ match: {}, action: { kind: "job", outcome: "errored" } }] })
        assert.strictEqual((yield* createAccount({})).status, 201)
        assert.deepStrictEqual((yield* record).faults.injected, {})
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("refuses", () => {
    it.effect("refuse a value in every way of sending it", () =>
      Effect.gen(function* () {
        const sandbox = yield* Sandbox.Sandbox
        const single = yield* createAccount({ "reference-id": "a", "name-first": "Zed" })
        assert.strictEqual(single.status, 422)
        assert.strictEqual(single.json.errors[0].source.pointer, "/data/attributes/name-first")
        const { json } = yield* createAccount({ "reference-id": "b", "name-first": "Ada" })
        const change = { body: attributes({ "name-first": "Zeda" }) }
        assert.strictEqual((yield* send("PATCH", `/accounts/${json.data.id}`, change)).status, 422)
        const rows = [
          { reference_id: "b", name_first: "Zed" },
          { reference_id: "c", loyalty_tier: "wrong" },
          { reference_id: "d", name_first: "Ada" }
        ]
        const done = yield* finish(rows)
        assert.deepInclude(done["run-data"], { "created-count": 1, "error-count": 2 })
        yield* sandbox.setRefuses([])
        assert.strictEqual((yield* finish(rows))["run-data"]["success-count"], 3)
      }).pipe(
        Effect.provide(
          layer({
            refuses: [
              { attribute: "name_first", startsWith: "Zed" },
              { attribute: "loyalty_tier", startsWith: "wr" }
            ]
          })
        )
      )
    )
  })
})

const person = "acttp_person"

const accountTypes = [
  { name: "Person", id: person },
  { name: "Business", id: "acttp_business" }
]

/** A sandbox with two account types whose ids are known. */
const layer = (options: Sandbox.Options = {}) => Support.layer({ accountTypes, ...options })

const createAccount = (values: Values) => Support.createAccount({ "account-type-id": person, ...values })

const camel = { headers: { "key-inflection": "camel" } }

const many = (count: number, prefix = "cust"): ReadonlyArray<Values> =>
  Array.from({ length: count }, (_, index) => ({
    reference_id: `${prefix}-${index + 1}`,
    name_first: "Ada"
  }))

const post = (rows: ReadonlyArray<Values>, values: Values = {}, options?: Send) =>
  send("POST", "/batch-jobs", {
    body: attributes({
      operation: "upsert",
      object: "account",
      "lookup-field": "reference_id",
      "account-type-id": person,
      rows,
      ...values
    }),
    ...options
  })

const begin = (rows: ReadonlyArray<Values>, values: Values = {}, options?: Send) =>
  Effect.map(post(rows, values, options), ({ json, status, text }) => {
    assert.strictEqual(status, 202, text)
    return json.data
  })

const look = (id: string) => Effect.map(send("GET", `/batch-jobs/${id}`), ({ json }) => json.data.attributes)

/** Begins a job, waits for its end and looks at it. */
const finish = (rows: ReadonlyArray<Values>, values: Values = {}) =>
  Effect.gen(function* () {
    const { id } = yield* begin(rows, values)
    yield* TestClock.adjust("2 seconds")
    return yield* look(id)
  })

interface RowError {
  readonly type: string
  readonly id: string
  readonly attributes: Values
}

const errorsOf = (id: string) =>
  Effect.map(send("GET", `/batch-jobs/${id}/errors`), ({ json }) => json.data as ReadonlyArray<RowError>)

const eventNames = Effect.map(send("GET", "/events?page[size]=100"), ({ json }) =>
  (json.data as ReadonlyArray<any>).map(({ attributes }) => String(attributes.name)).toReversed()
)

/** Has a fault befall the next job. */
const befall = (fault: Omit<Faults.Job, "kind">) =>
  Effect.flatMap(Sandbox.Sandbox, (sandbox) =>
    sandbox.setFaults({
      rules: [{ match: { method: "POST", path: "/batch-jobs", nth: 1 }, action: { kind: "job", ...fault } }]
    })
  )
