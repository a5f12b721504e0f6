import * as File from "@effect-persona/core/File"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as ApiKeys from "@effect-persona/core/resources/ApiKeys"
import * as Connect from "@effect-persona/core/resources/Connect"
import * as Importers from "@effect-persona/core/resources/Importers"
import * as Inquiries from "@effect-persona/core/resources/Inquiries"
import * as ListItems from "@effect-persona/core/resources/ListItems"
import * as Lists from "@effect-persona/core/resources/Lists"
import * as OAuth from "@effect-persona/core/resources/OAuth"
import * as RateLimits from "@effect-persona/core/resources/RateLimits"
import * as Reports from "@effect-persona/core/resources/Reports"
import * as Transactions from "@effect-persona/core/resources/Transactions"
import * as Webhooks from "@effect-persona/core/resources/Webhooks"
import { assert, describe, it } from "@effect/vitest"
import { Exit, Schema } from "effect"
import * as W from "../../src/internal/wire/wire.ts"

describe("generated requests", () => {
  it("writes the creation of an account: body members and query side by side", () => {
    assert.deepStrictEqual(
      encode(Accounts.CreateRequest, {
        data: {
          attributes: {
            referenceId: "cust-17",
            nameFirst: "Ada",
            addressStreet1: "1 Mill Lane",
            tags: null,
            birthdate: undefined,
            fields: { loyalty_tier: "gold", "Some-Key": [1] }
          }
        },
        meta: { upsertBy: "reference-id" },
        include: ["account-type"],
        fields: { account: ["reference-id", "fields"] }
      }),
      {
        data: {
          attributes: {
            "reference-id": "cust-17",
            "name-first": "Ada",
            "address-street-1": "1 Mill Lane",
            tags: null,
            fields: { loyalty_tier: "gold", "Some-Key": [1] }
          }
        },
        meta: { "upsert-by": "reference-id" },
        include: "account-type",
        fields: { account: "reference-id,fields" }
      }
    )
  })

  it("writes path parameters under their wire names", () => {
    assert.deepStrictEqual(encode(Accounts.RetrieveRequest, { accountId: "act_1" }), {
      "account-id": "act_1"
    })
  })

  it("writes filters and pages as nested objects", () => {
    assert.deepStrictEqual(
      encode(Accounts.ListRequest, {
        filter: { referenceId: ["a", "b"] },
        page: { size: 100, after: "act_1" }
      }),
      { filter: { "reference-id": "a,b" }, page: { size: 100, after: "act_1" } }
    )
    assert.deepStrictEqual(
      encode(Transactions.ListRequest, { filter: { identifier: { key: "k", value: "v" } } }),
      { filter: { identifier: { key: "k", value: "v" } } }
    )
    assert.deepStrictEqual(encode(Lists.ListRequest, { filter: { status: "archived" } }), {
      filter: { status: "archived" }
    })
  })

  it("writes a request without members as nothing", () => {
    assert.deepStrictEqual(encode(RateLimits.ListRequest, {}), {})
    assert.deepStrictEqual(refusals(RateLimits.ListRequest, { page: {} }), ["/page: expected no such member"])
  })

  it("reads query parameters that arrive as text", () => {
    assert.deepStrictEqual(read(Accounts.ListRequest, { page: { size: "50" } }), { page: { size: 50 } })
    assert.deepStrictEqual(
      read(Connect.RetrieveShareTokenRequest, { "share-token-id": "cnst_1", "peek-source-data": "true" }),
      { shareTokenId: "cnst_1", peekSourceData: true }
    )
  })

  it("accepts each list item by its own attributes", () => {
    assert.deepStrictEqual(
      encode(ListItems.CreateCountryRequest, {
        data: { attributes: { listId: "lst_1", countryCode: "KP" } }
      }),
      { data: { attributes: { "list-id": "lst_1", "country-code": "KP" } } }
    )
    assert.deepStrictEqual(
      refusals(ListItems.CreateCountryRequest, { data: { attributes: { value: "KP" } } }),
      ["/data/attributes/value: expected no such member"]
    )
  })

  it("refuses missing, misspelled or mistyped members, all at once and by wire name", () => {
    assert.deepStrictEqual(
      refusals(Accounts.UpdateRequest, {
        data: { attributes: { referenceID: "x", nameFirst: 5 } },
        meta: {}
      }),
      [
        "/meta: expected no such member",
        "/account-id: is missing",
        "/data/attributes/referenceID: expected no such member",
        "/data/attributes/name-first: expected a string"
      ]
    )
  })

  it("separates a file from the members around it", () => {
    const file = File.fromString("phones.csv", "value\n15550100001\n")
    const encoded = encode(Importers.ImportPhoneNumbersRequest, {
      data: { attributes: { file, listId: "lst_1" } }
    })
    assert.deepStrictEqual(encoded, { data: { attributes: { file, "list-id": "lst_1" } } })
    const plain = { filename: "phones.csv", content: file.content }
    const { data } = encode(Importers.ImportAccountsRequest, { data: { attributes: { file: plain } } }) as {
      readonly data: { readonly attributes: { readonly file: unknown } }
    }
    assert.isTrue(File.isUpload(data.attributes.file))
    assert.deepStrictEqual(refusals(Importers.ImportAccountsRequest, { data: { attributes: {} } }), [
      "/data/attributes/file: is missing"
    ])
  })

  it("reads a file from JSON, with its content in base64", () => {
    const wire = { data: { attributes: { file: { filename: "a.csv", data: "dmFsdWUK" } } } }
    const { data } = Schema.decodeUnknownSync(Importers.ImportAccountsRequest)(wire)
    assert.strictEqual(new TextDecoder().decode(data.attributes.file.content), "value\n")
  })

  it("refuses an unknown member deep in a search query", () => {
    const leaf = { attribute: "fields.tier", operator: "eq", value: "gold" }
    assert.deepStrictEqual(encode(Accounts.SearchRequest, deep(leaf)), deep(leaf))
    assert.lengthOf(refusals(Accounts.SearchRequest, deep({ ...leaf, values: [] })), 1)
    assert.lengthOf(refusals(Accounts.SearchRequest, deep({ ...leaf, value: null })), 1)
  })

  it("distinguishes the forms of a report's creation by type", () => {
    const data = {
      type: "report/watchlist" as const,
      attributes: { reportTemplateId: "rptp_1", query: { nameFirst: "Ada" } }
    }
    assert.deepStrictEqual(encode(Reports.CreateRequest, { data }), {
      data: {
        type: "report/watchlist",
        attributes: { "report-template-id": "rptp_1", query: { "name-first": "Ada" } }
      }
    })
    assert.match(
      refusals(Reports.CreateRequest, { data: { ...data, type: "report/new" } })[0] ?? "",
      /^\/data\/type/
    )
  })

  it("distinguishes simulated actions, and requires the members of each", () => {
    assert.deepStrictEqual(
      encode(Inquiries.PerformSimulateActionsRequest, {
        inquiryId: "inq_1",
        meta: { simulateActions: [{ type: "start_inquiry" }] }
      }),
      { "inquiry-id": "inq_1", meta: { "simulate-actions": [{ type: "start_inquiry" }] } }
    )
    assert.deepStrictEqual(
      refusals(Inquiries.PerformSimulateActionsRequest, {
        inquiryId: "inq_1",
        meta: { simulateActions: [{ type: "create_passed_verification" }] }
      }),
      ["/meta/simulate-actions/0/data: is missing"]
    )
  })

  it("writes both forms of an access token's creation, each with its own casing", () => {
    assert.deepStrictEqual(
      encode(OAuth.CreateAccessTokenRequest, { code: "c", grantType: "authorization_code" }),
      {
        code: "c",
        "grant-type": "authorization_code"
      }
    )
    const assertion = { grant_type: "client_credentials", client_assertion_type: "t", client_assertion: "a" }
    assert.deepStrictEqual(encode(OAuth.CreateAccessTokenRequest, assertion), assertion)
  })

  it("sends an API version that no list has", () => {
    const request = { data: { attributes: { name: "k", apiVersion: "2026-09-29" } } }
    assert.deepStrictEqual(encode(ApiKeys.CreateRequest, request), {
      data: { attributes: { name: "k", "api-version": "2026-09-29" } }
    })
  })

  it("upserts a transaction", () => {
    assert.deepStrictEqual(encode(Transactions.CreateRequest, { meta: { upsertBy: "reference-id" } }), {
      meta: { "upsert-by": "reference-id" }
    })
  })

  it("requires members next to a reference in the document", () => {
    assert.deepStrictEqual(
      refusals(Webhooks.CreateRequest, { data: { attributes: { url: "https://a.example" } } }),
      ["/data/attributes/name: is missing", "/data/attributes/enabled-events: is missing"]
    )
  })
})

const all = { errors: "all", onExcessProperty: "error" } as const

const encode = <T>(schema: Schema.Codec<T, unknown>, request: T): unknown =>
  Schema.encodeSync(schema, all)(request)

const refusals = (schema: Schema.Codec<any, unknown>, request: unknown): ReadonlyArray<string> => {
  const exit = Schema.encodeUnknownExit(schema, all)(request)
  return Exit.isFailure(exit) ? W.issues(exit.cause) : []
}

const read = <T>(schema: Schema.Codec<T, unknown>, wire: unknown): T => Schema.decodeUnknownSync(schema)(wire)

const deep = <A>(leaf: A) => ({ query: { and: [{ not: leaf }] } })
