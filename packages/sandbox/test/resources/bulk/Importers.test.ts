import type * as Faults from "@effect-persona/sandbox/Faults"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import {
  attributes,
  createAccount,
  createList,
  layer,
  nameOf,
  record,
  send,
  type Send
} from "../../support.ts"

type Values = Readonly<Record<string, unknown>>

interface Example {
  readonly header: string
  /** Rows of different items. */
  readonly good: readonly [string, string]
  /** The first of the good ones, written otherwise. */
  readonly same: string
  /** Rows that are refused. */
  readonly bad: ReadonlyArray<string>
  /** What the first good row becomes. */
  readonly values: Values
}

/** Kinds of items that can be imported, by the last segment of their path. */
const examples: Readonly<Record<string, Example>> = {
  "email-addresses": {
    header: "value,match_type",
    good: ["a@mail.example,", "mail.example,domain"],
    same: "A@mail.example,email_address",
    bad: [",domain", "b@mail.example,prefix"],
    values: { value: "a@mail.example", "match-type": "email_address" }
  },
  geolocations: {
    header: "latitude,longitude,radius_meters",
    good: ["37.5,-122.25,10", "37.5,-122.25,11"],
    same: "37.50,-122.250,10.4",
    bad: ["91,0,1", "north,0,1", "1,2,"],
    values: { latitude: 37.5, longitude: -122.25, "radius-meters": 10 }
  },
  "government-id-numbers": {
    header: "id_class,id_number",
    good: ["pp,AB1", "dl,AB1"],
    same: "PP,ab1",
    bad: ["pp,", ",AB1"],
    values: { "id-class": "pp", "id-number": "AB1" }
  },
  "ip-addresses": {
    header: "value",
    good: ["192.0.2.1", "2001:db8::/32"],
    same: "192.0.2.1",
    bad: ["192.0.2.256", "localhost"],
    values: { value: "192.0.2.1" }
  },
  names: {
    header: "name_first,name_last",
    good: ["Joe,Imposter", "Jo,"],
    same: "JOE,imposter",
    bad: [","],
    values: { "name-first": "Joe", "name-last": "Imposter" }
  },
  "phone-numbers": {
    header: "value",
    good: ["15550100000", "15550100001"],
    same: "+1 (555) 010-0000",
    bad: ["none"],
    values: { value: "15550100000" }
  }
}

describe("Importers", () => {
  describe("of accounts", () => {
    it.effect("are pending at first, with zeros, and ready with their counts once the rows are done", () =>
      Effect.gen(function* () {
        yield* createAccount({ "reference-id": "Old", "name-first": "Ada" })
        const begun = yield* begin(
          "/importer/accounts",
          [
            "reference_id,name_first,birthdate,social_security_number,tags",
            'new,Bea,1990-02-03,123-45-6789,"vip,wave-1"',
            "old,Cleo,,,",
            "NEW,Dora,,,",
            "bad,Eve,3 Feb 1990,,",
            ",Fay,,,"
          ].join("\n")
        )
        assert.strictEqual(begun.type, "importer/account")
        assert.match(begun.id, /^mprt_\w{24}$/)
        assert.deepStrictEqual(begun.attributes, {
          status: "pending",
          "created-at": "1970-01-01T00:00:00.000Z",
          "completed-at": null,
          "successful-count": 0,
          "duplicate-count": 0,
          "error-count": 0
        })
        yield* TestClock.adjust("5 millis")
        assert.deepStrictEqual(yield* look(begun.id), {
          status: "ready",
          "created-at": "1970-01-01T00:00:00.000Z",
          "completed-at": "1970-01-01T00:00:00.005Z",
          "successful-count": 2,
          "duplicate-count": 2,
          "error-count": 1
        })
        const { contents, counts, writes } = yield* record
        assert.deepInclude(counts, { accounts: 3, importers: 1, batchJobs: 0 })
        assert.deepInclude(writes, { "account.created": 3, "importer.created": 1 })
        const [old, created] = contents?.accounts ?? []
        assert.deepInclude(old, { referenceId: "Old" })
        assert.deepStrictEqual(nameOf(old), ["Ada", null, null])
        assert.deepInclude(created, { referenceId: "new", tags: ["vip", "wave-1"] })
        assert.deepInclude(created?.fields["birthdate"], { value: "1990-02-03" })
        assert.strictEqual(created?.fields["identification_numbers"]?.type, "array")
      }).pipe(Effect.provide(layer()))
    )

    it.effect("work in slices, at the speed that was asked for", () =>
      Effect.gen(function* () {
        const rows = Array.from({ length: 1000 }, (_, index) => `cust-${index}`)
        const { id } = yield* begin("/importer/accounts", ["reference_id", ...rows].join("\n"))
        yield* TestClock.adjust("50 seconds")
        assert.deepInclude(yield* look(id), { status: "pending", "successful-count": 500 })
        yield* TestClock.adjust("50 seconds")
        assert.deepInclude(yield* look(id), { status: "ready", "successful-count": 1000 })
      }).pipe(Effect.provide(layer({ bulkRowsPerSecond: 10 })))
    )
  })

  for (const [path, { bad, good, header, same, values }] of Object.entries(examples)) {
    it.effect(`of ${path} add items, once each, and count refusals`, () =>
      Effect.gen(function* () {
        const listId = yield* createList(path)
        const csv = [header, ...good, same, ...bad].join("\n")
        const { id } = yield* begin(`/importer/list-item/${path}`, csv, listId)
        yield* TestClock.adjust("1 second")
        assert.deepInclude(yield* look(id), {
          status: "ready",
          "successful-count": 2,
          "duplicate-count": 1,
          "error-count": bad.length
        })
        const { contents, writes } = yield* record
        assert.deepInclude(writes, { "list-item.created": 2 })
        const [item] = contents?.listItems ?? []
        assert.deepInclude(item, { listId, values })
        const { json } = yield* send("GET", `/list-item/${path}/${item?.id}`)
        const type = `importer/${json.data.type}`
        assert.strictEqual((yield* send("GET", `/importers/${id}`)).json.data.type, type)
        assert.deepStrictEqual(json.data.relationships.creator.data, { type, id })
        // The same file once more: all that is there counts as a duplicate.
        const again = yield* begin(`/importer/list-item/${path}`, csv, listId)
        yield* TestClock.adjust("1 second")
        assert.deepInclude(yield* look(again.id), {
          "successful-count": 0,
          "duplicate-count": 3,
          "error-count": bad.length
        })
      }).pipe(Effect.provide(layer()))
    )
  }

  it.effect("count an earlier row of the file as there, even while its item is pending", () =>
    Effect.gen(function* () {
      const listId = yield* createList("ip-addresses")
      const csv = "value\n192.0.2.1\n192.0.2.1\n"
      const first = yield* begin("/importer/list-item/ip-addresses", csv, listId)
      const second = yield* begin("/importer/list-item/ip-addresses", csv, listId)
      yield* TestClock.adjust("1 second")
      // Pending items refuse no duplicate of another origin.
      for (const { id } of [first, second]) {
        assert.deepInclude(yield* look(id), { "successful-count": 1, "duplicate-count": 1 })
      }
    }).pipe(Effect.provide(layer({ activationDelayMillis: 60_000 })))
  )

  it.effect("refuse the rest of their rows if the list is archived meanwhile", () =>
    Effect.gen(function* () {
      const listId = yield* createList("phone-numbers")
      const rows = Array.from({ length: 500 }, (_, index) => String(15550100000 + index))
      const { id } = yield* begin("/importer/list-item/phone-numbers", ["value", ...rows].join("\n"), listId)
      yield* TestClock.adjust("250 millis")
      yield* send("DELETE", `/lists/${listId}`)
      yield* TestClock.adjust("250 millis")
      assert.deepInclude(yield* look(id), { status: "ready", "successful-count": 250, "error-count": 250 })
    }).pipe(Effect.provide(layer()))
  )

  describe("files", () => {
    const taken: ReadonlyArray<readonly [name: string, csv: string | Buffer]> = [
      ["columns in any order", "name_last,name_first\nQuill,Ada\n"],
      ["a byte order mark", "\uFEFFname_first,name_last\nAda,Quill\n"],
      ["CRLF line ends and no last one", "name_first,name_last\r\nAda,Quill"],
      ["quoted cells", '"name_first","name_last"\n"Ada","Quill"\n'],
      ["empty lines", "name_first,name_last\n\nAda,Quill\n\n"]
    ]
    for (const [name, csv] of taken) {
      it.effect(`may have ${name}`, () =>
        Effect.gen(function* () {
          const listId = yield* createList("names")
          const { id } = yield* begin("/importer/list-item/names", csv, listId)
          yield* TestClock.adjust("1 second")
          assert.deepInclude(yield* look(id), { "successful-count": 1, "error-count": 0 })
          assert.deepStrictEqual((yield* record).contents?.listItems[0]?.values, {
            "name-first": "Ada",
            "name-last": "Quill"
          })
        }).pipe(Effect.provide(layer()))
      )
    }

    it.effect("may have no rows, and cells may contain line breaks and quotes", () =>
      Effect.gen(function* () {
        const listId = yield* createList("names")
        const empty = yield* begin("/importer/list-item/names", "name_first\n", listId)
        const { id } = yield* begin("/importer/list-item/names", 'name_first\n"A ""d""\na"\n', listId)
        yield* TestClock.adjust("1 second")
        assert.deepInclude(yield* look(empty.id), { status: "ready", "successful-count": 0 })
        assert.deepInclude(yield* look(id), { "successful-count": 1 })
        assert.strictEqual((yield* record).contents?.listItems[0]?.values["name-first"], 'A "d"\na')
      }).pipe(Effect.provide(layer()))
    )

    it.effect("count a row with too few or too many cells as an error", () =>
      Effect.gen(function* () {
        const { id } = yield* begin("/importer/accounts", "reference_id,name_first\na\nb,Bea,x\nc,Cleo\n")
        yield* TestClock.adjust("1 second")
        assert.deepInclude(yield* look(id), { "successful-count": 1, "error-count": 2 })
      }).pipe(Effect.provide(layer()))
    )

    const refused: ReadonlyArray<readonly [name: string, csv: string | Buffer, status: number]> = [
      ["that are empty", "", 422],
      ["with an unknown column", "reference_id,email_address\na,b\n", 422],
      ["without a header", "cust-1\ncust-2\n", 422],
      ["with a column twice", "name_first,name_first\na,b\n", 422],
      ["with an open quote", 'reference_id\n"a\n', 422],
      ["in another encoding", Buffer.from("name_first\nJos\xe9\n", "latin1"), 422],
      ["with a row too many", `reference_id\n${"a\n".repeat(1001)}`, 422],
      ["over a megabyte", `reference_id\n${"a".repeat(1_000_000)}\n`, 413]
    ]
    for (const [name, csv, status] of refused) {
      it.effect(`are refused ${name}`, () =>
        Effect.gen(function* () {
          const reply = yield* upload("/importer/accounts", csv)
          assert.strictEqual(reply.status, status)
          assert.strictEqual((yield* record).counts.importers, 0)
        }).pipe(Effect.provide(layer()))
      )
    }

    it.effect("are refused if there is none, or something else in its place", () =>
      Effect.gen(function* () {
        const none = yield* send("POST", "/importer/accounts", { body: attributes({}) })
        assert.strictEqual(none.status, 400)
        assert.strictEqual(none.json.errors[0].source.pointer, "/data/attributes/file")
        const text = yield* send("POST", "/importer/accounts", { body: attributes({ file: "a,b" }) })
        assert.strictEqual(text.status, 400)
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("lists", () => {
    it.effect("must exist, be of the same kind and not be archived", () =>
      Effect.gen(function* () {
        const archived = yield* createList("names")
        yield* send("DELETE", `/lists/${archived}`)
        assert.strictEqual(yield* statusFor(), 404)
        assert.strictEqual(yield* statusFor("lst_none"), 404)
        assert.strictEqual(yield* statusFor(yield* createList("strings")), 422)
        assert.strictEqual(yield* statusFor(archived), 422)
        assert.strictEqual((yield* record).counts.importers, 0)
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("requests", () => {
    const csv = "name_first\r\nAda\r\n"
    const file = { name: "file", filename: "a.csv", content: csv }

    const forms: Readonly<Record<string, (listId: string) => Send>> = {
      "parts named as in the cookbook": (listId) =>
        multipart([
          { ...file, name: "data[attributes][file]" },
          { name: "data[attributes][list-id]", content: listId }
        ]),
      "parts in snake_case": (listId) =>
        multipart([
          { name: "data[attributes][list_id]", content: listId },
          { ...file, name: "data[attributes][file]" }
        ]),
      "a part of JSON beside the file": (listId) =>
        multipart([{ name: "data", content: JSON.stringify({ attributes: { "list-id": listId } }) }, file]),
      "a part of JSON with the file in it": (listId) =>
        multipart([
          { name: "data", content: JSON.stringify({ attributes: { "list-id": listId, file: inline(csv) } }) }
        ]),
      JSON: (listId) => ({ body: attributes({ "list-id": listId, file: inline(csv) }) })
    }
    for (const [name, form] of Object.entries(forms)) {
      it.effect(`may be ${name}`, () =>
        Effect.gen(function* () {
          const listId = yield* createList("names")
          const reply = yield* send("POST", "/importer/list-item/names", form(listId))
          assert.strictEqual(reply.status, 201, reply.text)
          yield* TestClock.adjust("1 second")
          assert.deepInclude(yield* look(reply.json.data.id), { "successful-count": 1 })
        }).pipe(Effect.provide(layer()))
      )
    }

    it.effect("carry any bytes", () =>
      Effect.gen(function* () {
        const content = 'name_first\r\n"--X\r\n--Y--\r\nÅsa 🙂"\r\n'
        const body = multipart([{ ...file, name: "data[attributes][file]", content }])
        const reply = yield* send("POST", "/importer/accounts", body)
        assert.strictEqual(reply.status, 201)
        yield* TestClock.adjust("1 second")
        const [account] = (yield* record).contents?.accounts ?? []
        assert.strictEqual(nameOf(account)[0], "--X\r\n--Y--\r\nÅsa 🙂")
      }).pipe(Effect.provide(layer()))
    )

    it.effect("cannot pass for an answer", () =>
      Effect.gen(function* () {
        const refusal = { _tag: "Refusal", status: 299, title: "x" }
        const json = yield* send("POST", "/importer/accounts", { body: refusal })
        assert.strictEqual(json.status, 400)
        const parts = Object.entries(refusal).map(([name, content]) => ({ name, content: String(content) }))
        const form = yield* send("POST", "/importer/accounts", multipart(parts))
        assert.strictEqual(form.status, 400)
      }).pipe(Effect.provide(layer()))
    )

    it.effect("with the same key make one importer; every byte counts, including the boundary", () =>
      Effect.gen(function* () {
        const parts = [{ ...file, name: "data[attributes][file]" }]
        const ask = (boundary: string) =>
          send("POST", "/importer/accounts", { ...multipart(parts, boundary), key: "k" })
        const first = yield* ask("one")
        assert.strictEqual(first.status, 201)
        assert.strictEqual((yield* ask("one")).text, first.text)
        const other = yield* ask("two")
        assert.strictEqual(other.json.errors[0].title, "Idempotency error")
        assert.strictEqual((yield* record).counts.importers, 1)
      }).pipe(Effect.provide(layer()))
    )

    const broken: Readonly<Record<string, Send>> = {
      "no delimiter": { body: "hello", headers: { "content-type": "multipart/form-data; boundary=x" } },
      "no end": {
        body: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb',
        headers: { "content-type": "multipart/form-data; boundary=x" }
      },
      "a part without a name": {
        body: "--x\r\nContent-Type: text/csv\r\n\r\nb\r\n--x--\r\n",
        headers: { "content-type": "multipart/form-data; boundary=x" }
      },
      "a value where an object is": multipart([
        { name: "data[attributes]", content: "x" },
        { ...file, name: "data[attributes][file]" }
      ]),
      "a thousand parts": multipart(
        Array.from({ length: 1000 }, (_, index) => ({ name: `a${index}`, content: "" }))
      )
    }
    for (const [name, request] of Object.entries(broken)) {
      it.effect(`are refused with ${name}`, () =>
        Effect.gen(function* () {
          assert.strictEqual((yield* send("POST", "/importer/accounts", request)).status, 400)
        }).pipe(Effect.provide(layer()))
      )
    }
  })

  describe("GET /importers", () => {
    it.effect("lists importers of all kinds, newest first, in pages", () =>
      Effect.gen(function* () {
        const listId = yield* createList("names")
        const ids: Array<string> = []
        for (let index = 0; index < 3; index++) {
          ids.push((yield* begin("/importer/accounts", "name_first\nAda\n")).id)
          ids.push((yield* begin("/importer/list-item/names", "name_first\nAda\n", listId)).id)
        }
        yield* send("POST", "/batch-jobs", {
          body: attributes({
            operation: "update",
            object: "account",
            "lookup-field": "token",
            rows: [{ token: "act_1" }]
          })
        })
        const first = (yield* send("GET", "/importers?page[size]=4")).json
        const second = (yield* send("GET", String(first.links.next).slice("/api/v1".length))).json
        const seen = [...first.data, ...second.data].map(({ id }: { readonly id: string }) => id)
        assert.deepStrictEqual(seen, ids.toReversed())
        assert.isNull(second.links.next)
      }).pipe(Effect.provide(layer()))
    )

    it.effect("answers 404 for an unknown id, and importers are not batch jobs", () =>
      Effect.gen(function* () {
        assert.strictEqual((yield* send("GET", "/importers/mprt_none")).status, 404)
        const { id } = yield* begin("/importer/accounts", "name_first\nAda\n")
        assert.strictEqual((yield* send("GET", `/importers/${id}`)).status, 200)
        assert.strictEqual((yield* send("GET", `/batch-jobs/${id}`)).status, 404)
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("permissions", () => {
    it.effect("can be lacking for uploads alone", () =>
      Effect.gen(function* () {
        const sandbox = yield* Sandbox.Sandbox
        const upload403 = yield* upload("/importer/accounts", "name_first\nAda\n")
        assert.strictEqual(upload403.status, 403)
        assert.strictEqual((yield* send("GET", "/importers")).status, 200)
        yield* sandbox.setBulk({ importers: true })
        assert.strictEqual((yield* upload("/importer/accounts", "name_first\nAda\n")).status, 201)
        yield* sandbox.setPermissions(["account.write"])
        const lacking = yield* upload("/importer/accounts", "name_first\nAda\n")
        assert.strictEqual(lacking.status, 403)
        assert.strictEqual(lacking.text, upload403.text)
        assert.strictEqual((yield* send("GET", "/importers")).status, 403)
      }).pipe(Effect.provide(layer({ importers: false })))
    )
  })

  describe("faults", () => {
    const csv = `name_first\n${"Ada\n".repeat(5)}`

    for (const outcome of ["errored", "canceled", "killed"] as const) {
      it.effect(`let an importer end errored by ${outcome}, after some of its rows`, () =>
        Effect.gen(function* () {
          yield* befall({ outcome, afterRows: 2 })
          const { id } = yield* begin("/importer/accounts", csv)
          yield* TestClock.adjust("1 second")
          const ended = yield* look(id)
          assert.deepInclude(ended, { status: "errored", "successful-count": 2 })
          assert.isString(ended["completed-at"])
          assert.strictEqual((yield* record).counts.accounts, 2)
        }).pipe(Effect.provide(layer()))
      )
    }

    it.effect("let an importer never end, or end later", () =>
      Effect.gen(function* () {
        yield* befall({ outcome: "stuck" })
        const stuck = yield* begin("/importer/accounts", csv)
        yield* befall({ outcome: "slow", millis: 60_000 })
        const slow = yield* begin("/importer/accounts", csv)
        yield* TestClock.adjust("60 seconds")
        assert.deepInclude(yield* look(slow.id), { status: "pending" })
        yield* TestClock.adjust("1 second")
        assert.deepInclude(yield* look(slow.id), { status: "ready", "successful-count": 5 })
        yield* TestClock.adjust("30 days")
        assert.deepInclude(yield* look(stuck.id), { status: "pending", "successful-count": 0 })
      }).pipe(Effect.provide(layer()))
    )

    it.effect("refuse single rows", () =>
      Effect.gen(function* () {
        yield* befall({ outcome: "rowErrors", rows: [1, 5, 9] })
        const { id } = yield* begin("/importer/accounts", csv)
        yield* TestClock.adjust("1 second")
        assert.deepInclude(yield* look(id), { status: "ready", "successful-count": 3, "error-count": 2 })
      }).pipe(Effect.provide(layer()))
    )
  })

  describe("refuses", () => {
    it.effect("keep a value out of a list, alone or in a file, however often it is sent", () =>
      Effect.gen(function* () {
        const listId = yield* createList("ip-addresses")
        const single = yield* send("POST", "/list-item/ip-addresses", {
          body: attributes({ "list-id": listId, value: "203.0.113.7" })
        })
        assert.strictEqual(single.status, 422)
        assert.strictEqual(single.json.errors[0].source.pointer, "/data/attributes/value")
        for (let time = 0; time < 2; time++) {
          const csv = `value\n203.0.113.7\n192.0.2.${time}\n`
          const { id } = yield* begin("/importer/list-item/ip-addresses", csv, listId)
          yield* TestClock.adjust("1 second")
          assert.deepInclude(yield* look(id), { "successful-count": 1, "error-count": 1 })
        }
      }).pipe(Effect.provide(layer({ refuses: [{ attribute: "value", startsWith: "203." }] })))
    )
  })
})

const inline = (csv: string | Buffer) => ({
  filename: "rows.csv",
  data: Buffer.from(csv).toString("base64")
})

const upload = (path: string, csv: string | Buffer, listId?: string) =>
  send("POST", path, { body: attributes({ file: inline(csv), "list-id": listId }) })

const statusFor = (listId?: string) =>
  Effect.map(upload("/importer/list-item/names", "name_first\nAda\n", listId), ({ status }) => status)

const begin = (path: string, csv: string | Buffer, listId?: string) =>
  Effect.map(upload(path, csv, listId), ({ json, status, text }) => {
    assert.strictEqual(status, 201, text)
    return json.data
  })

const look = (id: string) => Effect.map(send("GET", `/importers/${id}`), ({ json }) => json.data.attributes)

/** Has a fault befall the next importer. */
const befall = (fault: Omit<Faults.Job, "kind">) =>
  Effect.flatMap(Sandbox.Sandbox, (sandbox) =>
    sandbox.setFaults({
      rules: [{ match: { method: "POST", path: "/importer/", nth: 1 }, action: { kind: "job", ...fault } }]
    })
  )

interface Part {
  readonly name: string
  readonly filename?: string
  readonly content: string
}

/** A body in parts, with the header that says so. */
function multipart(parts: ReadonlyArray<Part>, boundary = "----boundary"): Send {
  const body = parts.map(
    ({ content, filename, name }) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${
        filename === undefined ? "" : `; filename="${filename}"`
      }\r\n\r\n${content}\r\n`
  )
  return {
    body: `${body.join("")}--${boundary}--\r\n`,
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` }
  }
}
