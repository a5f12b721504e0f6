import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Cases from "@effect-persona/core/resources/Cases"
import * as Connect from "@effect-persona/core/resources/Connect"
import * as ListItems from "@effect-persona/core/resources/ListItems"
import * as Lists from "@effect-persona/core/resources/Lists"
import * as RateLimits from "@effect-persona/core/resources/RateLimits"
import * as Reports from "@effect-persona/core/resources/Reports"
import { assert, describe, it } from "@effect/vitest"
import { Exit, Schema } from "effect"
import * as W from "../../src/internal/wire/wire.ts"

describe("generated answers", () => {
  it("reads an account, its custom fields untouched", () => {
    const { data } = decode(Accounts.AccountResponse, {
      data: {
        type: "account",
        id: "act_1",
        attributes: {
          "reference-id": "cust-17",
          "redacted-at": null,
          fields: {
            loyalty_tier: { type: "string", value: "gold" },
            "Some-Key": { type: "string", value: null }
          },
          tags: ["wave-1"]
        },
        relationships: { "account-type": { data: { type: "account-type", id: "acttp_1" } } }
      }
    })
    assert.deepStrictEqual(data, {
      type: "account",
      id: "act_1",
      attributes: {
        referenceId: "cust-17",
        redactedAt: null,
        fields: {
          loyalty_tier: { type: "string", value: "gold" },
          "Some-Key": { type: "string", value: null }
        },
        tags: ["wave-1"]
      },
      relationships: { accountType: { data: { type: "account-type", id: "acttp_1" } } }
    })
  })

  it("reads an account with all attributes hidden from the key", () => {
    assert.deepStrictEqual(
      decode(Accounts.AccountResponse, { data: { type: "account", id: "act_1" } }).data,
      {
        type: "account",
        id: "act_1",
        attributes: {}
      }
    )
  })

  it("reads custom fields of kinds that the document does not foresee", () => {
    const fields = { name: { type: "string", value: "Ada Quill" }, birthdate: 1990, address: null }
    const wire = { data: { type: "account", id: "act_1", attributes: { fields } } }
    assert.deepStrictEqual<unknown>(decode(Accounts.AccountResponse, wire).data.attributes.fields, fields)
  })

  it("keeps attributes, resources and values newer than the document", () => {
    const wire = {
      data: {
        type: "list-item/country",
        id: "lic_1",
        attributes: { status: "hibernating", "country-code": "KP", "inquiry-matches": [{ "match-id": 1 }] },
        relationships: { creator: { data: { type: "robot", id: "rob_1" } }, "new-friend": { data: null } },
        meta: { "some-thing": 1 }
      },
      included: [{ type: "planet", id: "plt_1", attributes: { "orbital-period": 687 } }],
      meta: { "trace-id": "t" }
    }
    const value = decode(ListItems.ListItemCountryResponse, wire)
    assert.strictEqual(value.data.attributes.status, "hibernating")
    assert.deepStrictEqual(Schema.encodeUnknownSync(ListItems.ListItemCountryResponse)(value), wire)
  })

  it("reads a string list in the union of lists", () => {
    const { data } = decode(Lists.ListPage, {
      data: [{ type: "list/string", id: "lst_1", attributes: { name: "Words", "archived-at": null } }],
      links: { prev: null, next: null }
    })
    assert.deepStrictEqual(data[0], {
      type: "list/string",
      id: "lst_1",
      attributes: { name: "Words", archivedAt: null }
    })
  })

  it("reads lists of kinds without a schema unchanged", () => {
    const wire = { type: "list/field", id: "lst_1", attributes: { "field-name": "x" } }
    assert.deepStrictEqual<unknown>(decode(Lists.ListResponse, { data: wire }).data, wire)
  })

  it("reads lists without links, and with broken ones", () => {
    const items = { data: [] }
    for (const links of [undefined, null, {}, { next: null }, { prev: "/a", next: "/b" }]) {
      const wire = links === undefined ? items : { ...items, links }
      assert.deepStrictEqual(decode(Lists.ListPage, wire), wire)
    }
  })

  it("reads rate limits, which have no id", () => {
    assert.deepStrictEqual(
      decode(RateLimits.RateLimitPage, {
        data: [{ type: "rate-limit/api", attributes: { limit: 300, remaining: 299, "seconds-to-reset": 12 } }]
      }).data,
      [{ type: "rate-limit/api", attributes: { limit: 300, remaining: 299, secondsToReset: 12 } }]
    )
  })

  it("reads a report by its type, and the history of a report", () => {
    const report = decode(Reports.ReportResponse, {
      data: { type: "report/phone-number", id: "rep_1", attributes: { "phone-risk-score": 3 } }
    }).data
    assert.deepStrictEqual(report.attributes, { phoneRiskScore: 3 })
    const history = decode(Reports.ReportHistoryPage, {
      data: [{ type: "run", "run-type": "manual" }],
      links: null
    })
    assert.deepStrictEqual(history.data, [{ type: "run", runType: "manual" }])
  })

  it("reads a union inside a resource", () => {
    const sourceData = {
      type: "connect/source-data/account",
      "peekable-attributes": {
        name: { visibility: "full", value: 1 },
        born: { visibility: "hidden", "x-y": 2 }
      }
    }
    const { attributes } = decode(Connect.ConnectShareTokenResponse, {
      data: { type: "connect/share-token", id: "cnst_1", attributes: { "source-data": sourceData } }
    }).data
    assert.deepStrictEqual<unknown>(attributes.sourceData, {
      type: "connect/source-data/account",
      peekableAttributes: sourceData["peekable-attributes"]
    })
  })

  it("reads included resources of many types at once", () => {
    const value = decode(Cases.CaseResponse, {
      data: { type: "case", id: "case_1", relationships: { reports: { data: [{}] } } },
      included: [
        { type: "account", id: "act_1", attributes: { "reference-id": "r" } },
        { type: "verification/selfie", id: "ver_1", attributes: { "capture-method": "video" } },
        { type: "something/new", id: "x_1", attributes: { "kept-as": "is" } }
      ]
    })
    assert.deepStrictEqual(
      value.included?.map((resource) => resource.attributes),
      [{ referenceId: "r" }, { captureMethod: "video" }, { "kept-as": "is" }]
    )
  })

  it("names the place where a documented attribute has another JSON type, and not the value", () => {
    const secret = { secret: "canary" }
    const attributes = { "reference-id": secret, tags: "canary" }
    assert.deepStrictEqual(
      problems(Accounts.AccountPage, { data: [{ type: "account", id: "act_1", attributes }] }),
      ["/data/0/attributes/reference-id: expected a string", "/data/0/attributes/tags: expected an array"]
    )
  })

  it("insists on data, and on a resource having a type and an id", () => {
    assert.deepStrictEqual(problems(Accounts.AccountResponse, {}), ["/data: is missing"])
    assert.deepStrictEqual(problems(Accounts.AccountResponse, { data: {} }), [
      "/data/type: is missing",
      "/data/id: is missing"
    ])
    assert.deepStrictEqual(problems(Accounts.AccountResponse, "<html>"), ["expected an object with data"])
  })
})

const decode = <T>(schema: Schema.Codec<T, unknown>, wire: unknown): T =>
  Schema.decodeUnknownSync(schema, { errors: "all", onExcessProperty: "error" })(wire)

const problems = (schema: Schema.Codec<unknown, unknown>, wire: unknown): ReadonlyArray<string> => {
  const exit = Schema.decodeUnknownExit(schema, { errors: "all" })(wire)
  return Exit.isFailure(exit) ? W.issues(exit.cause) : []
}
