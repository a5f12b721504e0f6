import type * as File from "@effect-persona/core/File"
import * as Operation from "@effect-persona/core/Operation"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { parse } from "csv-parse/sync"
import { Effect, Fiber, Layer, Redacted } from "effect"
import { HttpClient, HttpClientError, HttpClientResponse } from "effect/http"
import { TestClock } from "effect/testing"
import * as UploadFile from "../../../src/engines/upload/UploadFile.ts"

describe("UploadFile", () => {
  describe("shapeOf", () => {
    it("has a shape for accounts and six kinds of list items, and an operation for each of them", () => {
      const targets = [
        accounts,
        Target.Lists.make({}),
        ...Target.listItemKinds.map((kind) => Target.ListItems.make({ kind }))
      ]
      const shaped = targets.filter((target) => UploadFile.shapeOf(target) !== undefined)
      assert.deepStrictEqual(shaped.map(nameOf), [
        "Accounts",
        "email-address",
        "geolocation",
        "government-id-number",
        "ip-address",
        "name",
        "phone-number"
      ])
      assert.deepStrictEqual(
        targets.map((target) => UploadFile.operationOf(target)?.path),
        targets.map((target) => (shaped.includes(target) ? paths[nameOf(target)] : undefined))
      )
    })

    it("writes list items by the columns that the documents name", () => {
      const cases: ReadonlyArray<readonly [Target.ListItemKind, Attributes, string]> = [
        [
          "email-address",
          { value: "mail.example", matchType: "domain" },
          "value,match_type\nmail.example,domain\n"
        ],
        [
          "geolocation",
          { latitude: 52.5, longitude: -0.1, radiusMeters: 300 },
          "latitude,longitude,radius_meters\n52.5,-0.1,300\n"
        ],
        ["government-id-number", { idClass: "pp", idNumber: "X1" }, "id_number,id_class\nX1,pp\n"],
        ["ip-address", { value: "2001:db8::/32" }, "value\n2001:db8::/32\n"],
        ["name", { nameFirst: "Ada", nameLast: "Quill" }, "name_first,name_last\nAda,Quill\n"],
        ["phone-number", { value: "+1 202 555 0100" }, "value\n+1 202 555 0100\n"]
      ]
      for (const [kind, attributes, expected] of cases) {
        assert.strictEqual(fileOf(Target.ListItems.make({ kind }), attributes), expected)
      }
    })

    it("writes accounts with empty cells for missing values", () => {
      assert.strictEqual(
        fileOf(accounts, { referenceId: "cust-1", nameLast: "Quill", birthdate: "1990-02-03" }),
        "reference_id,name_first,name_middle,name_last,birthdate,social_security_number\ncust-1,,,Quill,1990-02-03,\n"
      )
    })

    it("does not carry values without a column in the file", () => {
      for (const more of [
        { emailAddress: "a@mail.example" },
        { fields: { tier: "gold" } },
        { accountStatus: "active" },
        { tags: ["wave-1"] }
      ]) {
        assert.isUndefined(cellsOf(accounts, { referenceId: "cust-1", ...more }), JSON.stringify(more))
      }
      assert.isUndefined(cellsOf(ip, { value: "203.0.113.1", status: "active" }))
    })

    it("does not carry accounts that cannot be looked up afterwards", () => {
      assert.isUndefined(cellsOf(accounts, { nameFirst: "Ada" }))
      assert.isUndefined(cellsOf(accounts, { referenceId: "a,b" }))
    })

    it("does not carry items without a value, but leaves the list to the request", () => {
      assert.isUndefined(cellsOf(Target.ListItems.make({ kind: "name" }), { nameFirst: "Ada" }))
      assert.deepStrictEqual(cellsOf(ip, { listId: "lst_1", value: "203.0.113.1" }), ["203.0.113.1"])
    })

    it("does not carry values that a reader could misread", () => {
      const unsafe = [
        "",
        " Ada",
        "Ada ",
        "\u00a0Ada",
        "A\nda",
        "A\rda",
        "A\tda",
        "A\0da",
        "A\u0085da",
        "A\u2028da",
        "A\uFEFFda",
        "A\uD800"
      ]
      for (const nameFirst of unsafe) {
        assert.isUndefined(cellsOf(accounts, { referenceId: "r", nameFirst }), JSON.stringify(nameFirst))
      }
      assert.isUndefined(cellsOf(geolocation, { latitude: Number.NaN, longitude: 1, radiusMeters: 1 }))
      assert.isUndefined(cellsOf(geolocation, { latitude: true, longitude: 1, radiusMeters: 1 }))
    })

    it("carries all other values unchanged, including formulas of spreadsheets", () => {
      for (const nameFirst of [
        "=1+1",
        "-",
        "+49",
        "@x",
        "#1",
        'Zoë, "Z"',
        "O'Hara",
        "😀",
        "007",
        "null",
        "a;b"
      ]) {
        const [, row] = parse(fileOf(accounts, { referenceId: "r", nameFirst })) as Array<Array<string>>
        assert.deepStrictEqual(row, ["r", nameFirst, "", "", "", ""])
      }
    })

    it("writes numbers in digits and without loss", () => {
      const numbers = [0, -0, 1, -1.5, 1e-7, -1.25e-9, 1e21, 1.5e21, 1.23456789e25, 5e-324, 180]
      for (const radiusMeters of numbers) {
        const cell = cellsOf(geolocation, { latitude: 0, longitude: 0, radiusMeters })?.[2] ?? ""
        assert.match(cell, /^-?\d+(?:\.\d+)?$/)
        assert.strictEqual(Number(cell) + 0, radiusMeters + 0)
      }
    })
  })

  describe("line", () => {
    it("quotes only if a reader needs it", () => {
      assert.strictEqual(UploadFile.line(["a b", "c,d", 'e"f', "", ";"]), 'a b,"c,d","e""f",,;\n')
    })
  })

  describe("encode", () => {
    it("produces equal bytes for equal lines, under a name that reveals nothing of the source", () => {
      const [one, other] = [1, 2].map(() => UploadFile.encode({ columns: ["value"] }, ["x\n", "y\n"]))
      assert.deepStrictEqual(one, other)
      assert.strictEqual(one!.filename, "rows.csv")
      assert.strictEqual(textOf(one!), "value\nx\ny\n")
    })
  })

  describe("upload", () => {
    const file = UploadFile.encode({ columns: ["value"] }, ["203.0.113.1\n"])

    it.effect("sends the parts on the vendor's page, and returns the importer", () =>
      Effect.gen(function* () {
        const wire = makeWire(accepted)
        const taken = yield* upload(wire, ip, "lst_1", file, "multipart")
        assert.deepStrictEqual(taken, {
          id: "mprt_1",
          status: "pending",
          requestId: "req_1",
          environmentId: "env_1",
          unanswered: 0
        })
        const [sent] = wire.sent
        assert.match(sent?.url ?? "", /\/importer\/list-item\/ip-addresses$/)
        assert.match(sent?.contentType ?? "", /^multipart\/form-data; boundary=/)
        assert.include(sent?.body, 'name="data[attributes][file]"; filename="rows.csv"')
        assert.include(sent?.body, "value\n203.0.113.1\n")
        assert.match(sent?.body ?? "", /name="data\[attributes\]\[list-id\]"\r\n\r\nlst_1\r\n/)
      })
    )

    it.effect("sends the file in base64 as JSON, if required", () =>
      Effect.gen(function* () {
        const wire = makeWire(accepted)
        const taken = yield* upload(wire, ip, "lst_1", file, "json")
        assert.strictEqual(taken.id, "mprt_1")
        const [sent] = wire.sent
        assert.match(sent?.url ?? "", /\/importer\/list-item\/ip-addresses$/)
        assert.strictEqual(sent?.contentType, "application/json")
        assert.deepStrictEqual(JSON.parse(sent?.body ?? ""), {
          data: {
            attributes: {
              file: { filename: "rows.csv", data: Buffer.from("value\n203.0.113.1\n").toString("base64") },
              "list-id": "lst_1"
            }
          }
        })
      })
    )

    it.effect("names no list for accounts", () =>
      Effect.gen(function* () {
        for (const form of forms) {
          const wire = makeWire(accepted)
          yield* upload(wire, accounts, undefined, file, form)
          assert.match(wire.sent[0]?.url ?? "", /\/importer\/accounts$/)
          assert.notInclude(wire.sent[0]?.body, "list-id")
        }
      })
    )

    it.effect("repeats a lost upload with the same key and the same bytes, in both forms", () =>
      Effect.gen(function* () {
        for (const form of forms) {
          const wire = makeWire("lost", accepted)
          const fiber = yield* Effect.forkChild(upload(wire, ip, "lst_1", file, form))
          yield* TestClock.adjust("1 minute")
          assert.strictEqual((yield* Fiber.join(fiber)).unanswered, 1)
          const [one, other] = wire.sent
          assert.strictEqual(wire.sent.length, 2)
          assert.strictEqual(one?.key, "key-1")
          assert.deepStrictEqual(one, other)
        }
      })
    )

    it.effect("does not send a key that has become too old, in both forms", () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(Date.UTC(2026, 0, 5))
        const firstSentAt = Date.UTC(2026, 0, 4)
        for (const form of forms) {
          const wire = makeWire(accepted)
          const idempotencyKey = { value: "key-1", firstSentAt, maxAge: "23 hours" } as const
          const error = yield* Effect.flip(upload(wire, ip, "lst_1", file, form, { idempotencyKey }))
          assert.strictEqual(error.reason._tag, "KeyExpired")
          assert.strictEqual(wire.sent.length, 0)
        }
      })
    )

    it.effect("fails with the operation's name and nothing of the file, in both forms", () =>
      Effect.gen(function* () {
        for (const form of forms) {
          const error = yield* Effect.flip(upload(makeWire(refused), ip, "lst_1", file, form))
          assert.strictEqual(error.reason._tag, "Forbidden")
          assert.strictEqual(error.operation, "import-ip-address-lists")
          assert.notInclude(`${error.message} ${JSON.stringify(error)}`, "203.0.113.1")
        }
      })
    )
  })
})

type Attributes = Readonly<Record<string, unknown>>

const accounts = Target.Accounts.make({})
const ip = Target.ListItems.make({ kind: "ip-address" })
const geolocation = Target.ListItems.make({ kind: "geolocation" })
const forms = ["multipart", "json"] as const

const nameOf = (target: Target.Target) => (target._tag === "ListItems" ? target.kind : target._tag)

const paths: Readonly<Record<string, string>> = {
  Accounts: "/importer/accounts",
  "email-address": "/importer/list-item/email-addresses",
  geolocation: "/importer/list-item/geolocations",
  "government-id-number": "/importer/list-item/government-id-numbers",
  "ip-address": "/importer/list-item/ip-addresses",
  name: "/importer/list-item/names",
  "phone-number": "/importer/list-item/phone-numbers"
}

const cellsOf = (target: Target.Target, attributes: Attributes) =>
  UploadFile.shapeOf(target)!.cells({ data: { attributes } } as Target.Request)

const fileOf = (target: Target.Target, attributes: Attributes): string =>
  textOf(UploadFile.encode(UploadFile.shapeOf(target)!, [UploadFile.line(cellsOf(target, attributes)!)]))

const textOf = ({ content }: File.Upload) => new TextDecoder().decode(content)

const accepted = {
  status: 201,
  body: { data: { type: "importer/list-item/ip-address", id: "mprt_1", attributes: { status: "pending" } } }
}
const refused = { status: 403, body: { errors: [{ title: "Forbidden", details: "203.0.113.1" }] } }

interface Sent {
  readonly url: string
  readonly key: string | undefined
  readonly contentType: string | undefined
  readonly body: string
}

/** Answers each upload with the next of its answers. */
const makeWire = (...answers: ReadonlyArray<typeof accepted | typeof refused | "lost">) => {
  const sent: Array<Sent> = []
  const client = HttpClient.make((request) =>
    Effect.suspend(() => {
      const body = request.body._tag === "Uint8Array" ? request.body : undefined
      sent.push({
        url: request.url,
        key: request.headers["idempotency-key"],
        contentType: body?.contentType,
        body: new TextDecoder().decode(body?.body)
      })
      const answer = answers[sent.length - 1]!
      if (answer === "lost") {
        const cause = Object.assign(new Error("lost"), { code: "ECONNRESET" })
        return Effect.fail(
          new HttpClientError.HttpClientError({
            reason: new HttpClientError.TransportError({ request, cause })
          })
        )
      }
      const headers = { "request-id": "req_1", "persona-environment-id": "env_1" }
      return Effect.succeed(
        HttpClientResponse.fromWeb(
          request,
          new Response(JSON.stringify(answer.body), { status: answer.status, headers })
        )
      )
    })
  )
  return { sent, layer: Layer.succeed(HttpClient.HttpClient, client) }
}

const upload = (
  wire: ReturnType<typeof makeWire>,
  target: Target.Target,
  listId: string | undefined,
  file: File.Upload,
  form: UploadFile.Form,
  options: Operation.CallOptions = { idempotencyKey: "key-1" }
) =>
  UploadFile.upload(target, listId, file, options, form).pipe(
    Effect.provide(
      PersonaClient.layer({ apiKey: Redacted.make("k"), baseUrl: "http://persona.test/api/v1" }).pipe(
        Layer.provide(wire.layer)
      )
    )
  )
