/**
 * What the API does beside its document, or against it, and what this client makes of that. The numbers are those
 * of the list of surprises that the project keeps about the vendor; each has its tests here, or says where they are.
 */
import * as ApiKeys from "@effect-persona/core/resources/ApiKeys"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as ApiLogs from "@effect-persona/core/resources/ApiLogs"
import * as Cases from "@effect-persona/core/resources/Cases"
import * as Connect from "@effect-persona/core/resources/Connect"
import * as Documents from "@effect-persona/core/resources/Documents"
import * as Events from "@effect-persona/core/resources/Events"
import * as Graph from "@effect-persona/core/resources/Graph"
import * as Importers from "@effect-persona/core/resources/Importers"
import * as Inquiries from "@effect-persona/core/resources/Inquiries"
import * as ListItems from "@effect-persona/core/resources/ListItems"
import * as Lists from "@effect-persona/core/resources/Lists"
import * as OAuth from "@effect-persona/core/resources/OAuth"
import * as Reports from "@effect-persona/core/resources/Reports"
import * as Transactions from "@effect-persona/core/resources/Transactions"
import * as Verifications from "@effect-persona/core/resources/Verifications"
import * as Webhooks from "@effect-persona/core/resources/Webhooks"
import * as Workflows from "@effect-persona/core/resources/Workflows"
import * as Manifest from "@effect-persona/core/Manifest"
import * as Operation from "@effect-persona/core/Operation"
import * as Pagination from "@effect-persona/core/Pagination"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import * as WebhookEvent from "@effect-persona/core/WebhookEvent"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Result, Schema, Stream } from "effect"
import * as Capture from "./contract/capture.ts"

describe("surprises", () => {
  // Every example of the document is read, written back and compared in contract/examples.test.ts. What has no
  // example, such as the creation of accounts and list items, is sent in contract/requests.test.ts.
  describe("1: examples that break their own schemas", () => {
    it("reads times, dates, years and months as the text that they are", () => {
      keeps(Graph.retrieveQuery, {
        type: "graph-query",
        id: "grphq_1",
        attributes: { "created-at": "2024-01-01 10:00:00 UTC", "completed-at": "yesterday" }
      })
      keeps(Reports.retrieve, {
        type: "report/watchlist",
        id: "rep_1",
        attributes: { result: [{ birthdates: ["1964", "07", "1964-07-01", null] }] }
      })
    })
  })

  describe("2: enumerations that are not complete", () => {
    it("keeps values that neither enumeration nor prose names", () => {
      keeps(Cases.retrieve, { type: "case", id: "case_1", attributes: { "creator-type": "api-key" } })
      keeps(Reports.retrieve, {
        type: "report/address-lookup",
        id: "rep_1",
        attributes: { status: "submitted" }
      })
      keeps(Graph.retrieveQuery, { type: "graph-query", id: "grphq_1", attributes: { status: "canceled" } })
      keeps(Webhooks.retrieve, {
        type: "webhook",
        id: "wbh_1",
        attributes: { "enabled-events": ["inquiry.levitated"], "api-version": "2026-09-29" }
      })
    })

    it("sends versions that the list of versions has not", () => {
      const attributes = { name: "k", apiVersion: "2026-09-29", permissions: [] }
      assert.isTrue(Result.isSuccess(encoded(ApiKeys.create, { data: { attributes } })))
    })

    it("sends only events that the enumeration names", () => {
      const attributes = { name: "w", url: "https://example.com", enabledEvents: ["inquiry.levitated"] }
      assert.isTrue(Result.isFailure(encoded(Webhooks.create, { data: { attributes } })))
    })

    it.effect("reads events that no payload is described for", () =>
      Effect.gen(function* () {
        const event = yield* WebhookEvent.decode({
          data: {
            type: "event",
            id: "evt_1",
            attributes: { name: "account-type.deleted-field", payload: { data: {} } }
          }
        })
        assert.strictEqual(event._tag, "UnknownEvent")
      })
    )
  })

  describe("3: what is required, null or closed", () => {
    it("reads a resource with all attributes hidden from the key, even required ones", () => {
      for (const [operation, type] of [
        [Inquiries.retrieve, "inquiry"],
        [Accounts.retrieve, "account"],
        [Verifications.retrieve, "verification/selfie"]
      ] as const) {
        const { data } = read(operation, { data: { type, id: "x_1" } }) as {
          readonly data: { attributes: unknown }
        }
        assert.deepStrictEqual(data.attributes, {})
      }
    })

    it("reads undocumented nulls", () => {
      keeps(Accounts.retrieve, {
        type: "account",
        id: "act_1",
        attributes: { "updated-at": null, "account-status": null, tags: null, fields: null }
      })
      keeps(Importers.retrieve, {
        type: "importer/account",
        id: "mprt_1",
        attributes: { "created-at": null }
      })
    })

    it("reads a resource without a type or an id as a failure that names the place", () => {
      assert.deepStrictEqual(refused(Accounts.retrieve, { data: {} }), ["/data/type", "/data/id"])
    })

    it("keeps members that no schema allows", () => {
      const wire = {
        data: [
          { type: "account", id: "act_1", attributes: { "new-thing": 1 }, meta: { hidden: true }, links: [] }
        ],
        links: { prev: null, next: null, self: "/x" },
        jsonapi: { version: "1.1" }
      }
      assert.deepStrictEqual(written(Accounts.list, wire), wire)
      keeps(ListItems.retrieveName, {
        type: "list-item/name",
        id: "lin_1",
        attributes: { "inquiry-matches": [{ "matched-at": "x" }] }
      })
    })

    it("reads a relationship with an empty object, an empty list or null as its target", () => {
      for (const data of [{}, [], null]) {
        keeps(Inquiries.retrieve, {
          type: "inquiry",
          id: "inq_1",
          attributes: {},
          relationships: { reviewer: { data }, template: { data } }
        })
      }
    })

    it("keeps the content of objects that are closed and empty by the document", () => {
      keeps(Lists.retrieve, {
        type: "list/name",
        id: "lst_1",
        attributes: {},
        relationships: { "list-items": { data: [{ type: "list-item/name", id: "lin_1" }] } }
      })
      keeps(Graph.retrieveQuery, {
        type: "graph-query",
        id: "grphq_1",
        attributes: { stats: { "node-count": 2 } }
      })
      keeps(Verifications.retrieve, {
        type: "verification/document",
        id: "ver_1",
        attributes: { fields: { "Issued-By": { value: "x" } } }
      })
      const upsert = encoded(Transactions.create, {
        data: { attributes: { transactionTypeId: "txntp_1", fields: {} } },
        meta: { upsertBy: "reference-id" }
      })
      assert.isTrue(Result.isSuccess(upsert))
    })

    it("requires members next to a reference", () => {
      const attributes = { url: "https://example.com", enabledEvents: ["*"] }
      assert.isTrue(Result.isFailure(encoded(Webhooks.create, { data: { attributes } })))
      assert.isTrue(
        Result.isSuccess(encoded(Webhooks.create, { data: { attributes: { ...attributes, name: "w" } } }))
      )
    })

    it("lets the server refuse an empty body that the document allows", () => {
      assert.isTrue(Result.isSuccess(encoded(Accounts.create, {})))
      assert.isTrue(Result.isSuccess(encoded(ListItems.createName, {})))
    })
  })

  describe("4: operations", () => {
    it.effect("sends no body if none is documented, an object if it is optional", () =>
      Effect.gen(function* () {
        const silent = yield* sent(Inquiries.resume({ inquiryId: "inq_1" }))
        assert.isUndefined(silent.contentType)
        const approved = yield* sent(Inquiries.approve({ inquiryId: "inq_1" }))
        assert.deepStrictEqual([approved.contentType, approved.body], ["application/json", {}])
      })
    )

    it.effect("distinguishes a created account from an existing one by the status", () =>
      Effect.gen(function* () {
        const account = { data: { type: "account", id: "act_1", attributes: {} } }
        for (const status of [200, 201]) {
          const wire = Capture.make(() => ({ status, body: account }))
          const reply = yield* Accounts.create.withResponse({}).pipe(Effect.provide(wire.layer))
          assert.strictEqual(reply.status, status)
        }
      })
    )

    it("names a deletion by its effect: redact or archive", () => {
      const deletions = Manifest.all.filter(({ method }) => method === "DELETE")
      assert.lengthOf(deletions, 19)
      assert.isTrue(
        deletions.every(({ name, success }) => /^(redact|archive)/.test(name) && success.join() === "200")
      )
    })

    it("finds operations under the vendor's ids, however they are spelt", () => {
      assert.strictEqual(Manifest.find("runAccountAction")?.name, "runAction")
      assert.strictEqual(Manifest.find("add-tag")?.module, "Cases")
      assert.strictEqual(Manifest.find("import-an-account")?.name, "importAccounts")
      assert.strictEqual(Manifest.find("retrieve-a-email-address-verification")?.name, "retrieve")
    })

    it.effect("sends an idempotency key with every POST and with nothing else", () =>
      Effect.gen(function* () {
        const keyed = yield* sent(Accounts.create({}))
        assert.isString(keyed.headers["idempotency-key"])
        for (const call of [
          Accounts.list({}),
          Accounts.redact({ accountId: "act_1" }),
          Accounts.update({ accountId: "act_1" })
        ]) {
          assert.isUndefined((yield* sent(call)).headers["idempotency-key"])
        }
      })
    )

    it("does not repeat a POST that documents no idempotency key", () => {
      assert.strictEqual(Accounts.runAction.repeat, "once")
      assert.strictEqual(Graph.createQuery.repeat, "once")
    })

    it.effect("calls a status that an operation does not document unexpected, 5xx a server's error", () =>
      Effect.gen(function* () {
        assert.strictEqual(
          (yield* failing(ApiKeys.retrieve({ apiKeyId: "api_1" }), 404)).reason._tag,
          "UnexpectedStatus"
        )
        for (const status of [500, 502, 504])
          assert.strictEqual(
            (yield* failing(ApiKeys.retrieve({ apiKeyId: "api_1" }), status)).reason._tag,
            "ServerError"
          )
      })
    )

    it("accepts ids of any length for an action", () => {
      const request = { accountId: "act_ABC123", data: { accountActionId: "accac_1" } }
      assert.isTrue(Result.isSuccess(encoded(Accounts.runAction, request)))
    })

    it("refuses ids that would change the path of the request", () => {
      for (const accountId of ["", ".", "..", "\ud800"]) {
        assert.isTrue(Result.isFailure(encoded(Accounts.redact, { accountId })), JSON.stringify(accountId))
      }
    })

    it.effect("keeps an id within its part of the path", () =>
      Effect.gen(function* () {
        const { path } = yield* sent(Accounts.retrieve({ accountId: "../api-keys?x=1#y" }))
        assert.strictEqual(path, "/accounts/..%2Fapi-keys%3Fx%3D1%23y")
      })
    )
  })

  describe("5: links of pages", () => {
    for (const [what, next] of [
      ["of another path", "/api/v1/events?page%5Bafter%5D=mprt_9"],
      ["that cannot be decoded", "/api/v1/transactions?page%before%5D=x&page%after%5D=mprt_9"],
      ["with a placeholder in its path", "/api/v1/reports/report-id/history?page%5Bafter%5D=mprt_9"],
      ["with a host", "https://elsewhere.example/api/v1/importers?page[after]=mprt_9"]
    ] as const) {
      it.effect(`reads the cursor from a link ${what} and requests its own list`, () =>
        Effect.gen(function* () {
          const importer = { type: "importer/account", id: "mprt_9", attributes: {} }
          const answers = [
            { data: [importer], links: { prev: null, next } },
            { data: [], links: { prev: null, next: null } }
          ]
          const paths: Array<string | null | undefined> = []
          const wire = Capture.make(() => {
            const last = wire.take()
            paths.push(last?.path, last?.query.get("page[after]"))
            return { status: 200, body: answers.shift() }
          })
          yield* Stream.runDrain(Pagination.items(Importers.list, {})).pipe(Effect.provide(wire.layer))
          assert.deepStrictEqual(paths, ["/importers", null, "/importers", "mprt_9"])
        })
      )
    }

    it("sends no page larger than 100 and none without items", () => {
      for (const size of [0, 101, 1.5, -1]) {
        assert.isTrue(Result.isFailure(encoded(Accounts.list, { page: { size } })), `${size}`)
        assert.isTrue(Result.isFailure(encoded(Accounts.search, { page: { size } })), `${size}`)
      }
      assert.isTrue(Result.isSuccess(encoded(Accounts.list, { page: { size: 100 } })))
    })
  })

  describe("6: unions", () => {
    it("keep members of undocumented types, under their wire names", () => {
      const unknown = {
        type: "something/new",
        id: "x_1",
        attributes: { "kept-as": "is" },
        "other-member": [1]
      }
      for (const operation of [
        Documents.retrieve,
        Importers.retrieve,
        Lists.retrieve,
        Reports.retrieve,
        Verifications.retrieve
      ]) {
        assert.deepStrictEqual(written(operation, { data: unknown }), { data: unknown })
      }
      const page = { data: [unknown] }
      for (const operation of [Accounts.listRelations, Reports.listHistory, Lists.list, Importers.list]) {
        assert.deepStrictEqual(written(operation, page), page)
      }
      const inquiry = { data: { type: "inquiry", id: "inq_1", attributes: {} }, included: [unknown] }
      for (const operation of [Inquiries.retrieve, Inquiries.create]) {
        assert.deepStrictEqual(written(operation, inquiry), inquiry)
      }
    })

    it("read several types as one member if the document maps them so", () => {
      for (const type of ["selfie/profile-and-center", "selfie/center-only", "selfie/configurable-poses"]) {
        const { included } = read(Inquiries.retrieve, {
          data: { type: "inquiry", id: "inq_1" },
          included: [{ type, id: "self_1", attributes: { "created-at": "x" } }]
        }) as { readonly included: ReadonlyArray<{ readonly attributes: unknown }> }
        assert.deepStrictEqual(included[0]?.attributes, { createdAt: "x" })
      }
    })

    it("reads accounts and transactions from one list without a discriminator", () => {
      const { data } = read(Accounts.listRelations, {
        data: [
          { type: "account", id: "act_1", attributes: { "reference-id": "a" } },
          { type: "transaction", id: "txn_1", attributes: { "reference-id": "t" } }
        ]
      }) as { readonly data: ReadonlyArray<{ readonly attributes: unknown }> }
      assert.deepStrictEqual(
        data.map((it) => it.attributes),
        [{ referenceId: "a" }, { referenceId: "t" }]
      )
    })

    it("read the importer that nothing can create, and lists that cannot be", () => {
      keeps(Importers.retrieve, {
        type: "importer/list-item/field",
        id: "mprt_1",
        attributes: { status: "ready" }
      })
      keeps(Lists.retrieve, { type: "list/string", id: "lst_1", attributes: { name: "Words" } })
      keeps(Lists.retrieve, {
        type: "list/device-fingerprint",
        id: "lst_1",
        attributes: { "some-name": "x" }
      })
    })

    it("read one type as the operation returns it: a key with its value and without", () => {
      keeps(ApiKeys.create, { type: "api-key", id: "api_1", attributes: { value: "persona_sandbox_x" } })
      keeps(ApiKeys.retrieve, { type: "api-key", id: "api_1", attributes: { "last-used-at": "never" } })
    })

    it("distinguishes fourteen reports by type on creation", () => {
      const ok = {
        data: { type: "report/email-address", attributes: { query: { emailAddress: "a@example.com" } } }
      }
      assert.isTrue(Result.isSuccess(encoded(Reports.create, ok)))
      assert.isTrue(
        Result.isFailure(encoded(Reports.create, { data: { ...ok.data, type: "report/horoscope" } }))
      )
    })

    it("read a list item's creator of any type", () => {
      for (const type of ["user", "workflow-run", "workflow-step/action", "api-key", "robot"]) {
        keeps(ListItems.retrieveName, {
          type: "list-item/name",
          id: "lin_1",
          attributes: {},
          relationships: { creator: { data: { type, id: "x_1" } } }
        })
      }
    })
  })

  describe("7 and 8: free keys and their casing", () => {
    const free = { snake_case: 1, "kebab-case": { "Inner-Key": [1] }, camelCase: null, "Title-Case": "x" }

    it("leaves the keys of free objects unchanged, in answers", () => {
      for (const [operation, type, attributes] of [
        [Accounts.retrieve, "account", { fields: free }],
        [Transactions.retrieve, "transaction", { fields: free }],
        [Cases.retrieve, "case", { fields: free }],
        [Inquiries.retrieve, "inquiry", { fields: free, behaviors: free }],
        [Documents.retrieveGeneric, "document/generic", { fields: free }],
        [Graph.retrieveQuery, "graph-query", { params: free }],
        [ApiLogs.retrieve, "api-log", { request: { "get-params": free, "post-params": free } }],
        [Events.retrieve, "event", { context: free }]
      ] as const) {
        const wire = { data: { type, id: "x_1", attributes } }
        assert.include(JSON.stringify(read(operation, wire)), JSON.stringify(free), type)
        assert.deepStrictEqual(written(operation, wire), wire)
      }
    })

    it("leaves them unchanged in requests", () => {
      for (const [operation, request] of [
        [Accounts.create, { data: { attributes: { fields: free } } }],
        [Accounts.runAction, { accountId: "act_1", data: { accountActionId: "accac_1", parameters: free } }],
        [Transactions.create, { data: { attributes: { transactionTypeId: "t", fields: free } } }],
        [Inquiries.create, { data: { attributes: { fields: free } } }],
        [Workflows.trigger, { workflowId: "wfl_1", data: { attributes: { fields: free } } }]
      ] as const) {
        const wire = Result.getOrThrow(encoded(operation as Operation.Any, request))
        assert.include(JSON.stringify(wire), JSON.stringify(free))
      }
    })

    it("reads an inquiry's well-known fields in both spellings", () => {
      const fields = {
        "name-first": { type: "string", value: "Ada" },
        name_first: { type: "string", value: "Ada" }
      }
      keeps(Inquiries.retrieve, { type: "inquiry", id: "inq_1", attributes: { fields } })
    })

    it("keeps the leftovers in snake_case, and the headers that a log quotes", () => {
      keeps(Reports.retrieve, {
        type: "report/business-adverse-media",
        id: "rep_1",
        attributes: { "related-sources": [{ match_types: ["x"], sources: [{ country_codes: ["US"] }] }] }
      })
      keeps(ApiLogs.retrieve, {
        type: "api-log",
        id: "req_1",
        attributes: { response: { headers: { "RateLimit-Limit": 300, "Quota-Limit": 150, "X-New": "x" } } }
      })
    })

    it("writes the two forms of an access token's request in their own casings", () => {
      const byCode = encoded(OAuth.createAccessToken, { code: "c", grantType: "authorization_code" })
      assert.deepStrictEqual(Result.getOrThrow(byCode), { code: "c", "grant-type": "authorization_code" })
      const byAssertion = {
        grant_type: "client_credentials",
        client_assertion_type: "t",
        client_assertion: "a"
      }
      assert.deepStrictEqual(Result.getOrThrow(encoded(OAuth.createAccessToken, byAssertion)), byAssertion)
    })
  })

  describe("9: types and formats", () => {
    it("reads numbers of invented formats, including whole ones with a fraction", () => {
      keeps(Reports.retrieve, {
        type: "report/email-address",
        id: "rep_1",
        attributes: { "email-last-seen-days": 12, "email-domain-reputation": "low" }
      })
      keeps(ListItems.retrieveGeolocation, {
        type: "list-item/geolocation",
        id: "ligl_1",
        attributes: { "radius-meters": 99.5 }
      })
    })

    it("keeps a value without a type", () => {
      for (const value of ["x", 1, null, { "a-b": [true] }]) {
        keeps(Connect.retrieveShareToken, {
          type: "connect/share-token",
          id: "cnst_1",
          attributes: {
            "source-data": {
              type: "connect/source-data/account",
              "peekable-attributes": { name: { visibility: "full", value } }
            }
          }
        })
      }
    })

    it("reads times that are plain strings", () => {
      keeps(Importers.retrieve, {
        type: "importer/account",
        id: "mprt_1",
        attributes: { "created-at": "Monday" }
      })
    })

    it("reads OAuth's answers with any casing of the token's type", () => {
      for (const type of ["bearer", "Bearer", "DPoP"]) {
        const wire = { "access-token": "oat_x", "token-type": type, "expires-in": 900, scope: "account.read" }
        assert.deepStrictEqual(written(OAuth.createAccessToken, wire), wire)
      }
    })
  })

  describe("10: prefixes of ids", () => {
    it("reads ids as opaque: any prefix with any type", () => {
      for (const id of ["libf_1", "lidf_1", "act_1", "x", "mprtpr_1:4"]) {
        keeps(ListItems.retrieveDeviceFingerprint, {
          type: "list-item/device-fingerprint",
          id,
          attributes: {}
        })
      }
    })
  })

  // Host, bearer token and version: PersonaClient.test.ts. Lifetime of idempotency keys: the same, "that are too old".
  // Signature and tries of webhooks: WebhookSignature.test.ts, WebhookHandler.test.ts. Uniqueness of reference ids,
  // columns of CSV files and the multipart form of importers: the importer's and the sandbox's tests.
  describe("11: documents against each other", () => {
    it.effect("reads the API's error with `details`, and the errors of JSON:API", () =>
      Effect.gen(function* () {
        for (const member of ["details", "detail"]) {
          const wire = Capture.make(() => ({
            status: 409,
            body: { errors: [{ title: "Conflict", [member]: "x" }] }
          }))
          const error = yield* Effect.flip(Accounts.create({})).pipe(Effect.provide(wire.layer))
          assert.deepInclude(error.reason, { _tag: "Conflict" })
          assert.notInclude(JSON.stringify(error), `"x"`)
        }
      })
    )

    it.effect(
      "distinguishes a quota from the rate limit, with 429 and with 403, in each spelling of the headers",
      () =>
        Effect.gen(function* () {
          for (const status of [403, 429]) {
            for (const header of ["Quota-Reset", "quota-reset", "QuotaLimit-Reset"]) {
              const body = { errors: [{ title: "Quota exceeded" }] }
              const wire = Capture.make(() => ({ status, body, headers: { [header]: "30" } }))
              const { reason } = yield* Effect.flip(Accounts.create({})).pipe(Effect.provide(wire.layer))
              assert.deepInclude(reason, {
                _tag: "QuotaExceeded",
                retryAfterMillis: 30_000,
                stored: status === 403
              })
            }
          }
        })
    )

    it.effect("keeps attributes beyond a sparse fieldset", () =>
      Effect.gen(function* () {
        const data = { type: "inquiry", id: "inq_1", attributes: { status: "created", "created-at": "now" } }
        const wire = Capture.make(() => ({ status: 200, body: { data } }))
        const answer = yield* Inquiries.retrieve({
          inquiryId: "inq_1",
          fields: { inquiry: ["status"] }
        }).pipe(Effect.provide(wire.layer))
        assert.strictEqual(answer.data.attributes.createdAt, "now")
      })
    )
  })

  // Lost connections, `Retry-After`, replayed answers and cut bodies: PersonaClient.test.ts, RateBudget.test.ts and
  // UndiciTransport.integration.test.ts. Redirects of files: Download.integration.test.ts.
  describe("12: what no document mentions", () => {
    it.effect("reads HTML of a proxy as a server error, and as no answer with status 200", () =>
      Effect.gen(function* () {
        assert.strictEqual((yield* failing(Accounts.list({}), 502, html)).reason._tag, "ServerError")
        assert.deepInclude((yield* failing(Accounts.list({}), 200, html)).reason, {
          _tag: "TransportError",
          code: "INCOMPLETE_BODY"
        })
      })
    )

    it.effect("recognizes the mismatch of an idempotency key by its title alone", () =>
      Effect.gen(function* () {
        const wire = Capture.make(() => ({ status: 400, body: { errors: [{ title: "Idempotency error" }] } }))
        const { reason } = yield* Effect.flip(Accounts.create({})).pipe(Effect.provide(wire.layer))
        assert.strictEqual(reason._tag, "IdempotencyMismatch")
      })
    )

    it.effect("sends a plus sign and other characters of a query so that they arrive", () =>
      Effect.gen(function* () {
        const { query } = yield* sent(Accounts.list({ filter: { referenceId: "a+b &=#\ud800" } }))
        assert.strictEqual(query.get("filter[reference-id]"), "a+b &=#\ufffd")
      })
    )
  })
})

const strict = { errors: "all", onExcessProperty: "error" } as const

const read = (operation: Operation.Any, wire: unknown): unknown =>
  Schema.decodeUnknownSync(operation.schemas().success, strict)(wire)

/** What an answer becomes when it is read and written back. */
const written = (operation: Operation.Any, wire: unknown): unknown =>
  Schema.encodeUnknownSync(operation.schemas().success, strict)(read(operation, wire))

const keeps = (operation: Operation.Any, data: unknown): void =>
  assert.deepStrictEqual(written(operation, { data }), { data })

/** The places of an answer that are refused. */
const refused = (operation: Operation.Any, wire: unknown): ReadonlyArray<string> => {
  const result = Schema.decodeUnknownResult(operation.schemas().success, strict)(wire)
  return Result.isSuccess(result)
    ? []
    : Operation.describeIssues(result.failure).map((line) => line.split(":", 1)[0] ?? "")
}

const encoded = (operation: Operation.Any, request: unknown) =>
  Schema.encodeUnknownResult(operation.schemas().request, strict)(request)

/** What goes over the wire when an operation is called. */
const sent = (call: Effect.Effect<unknown, unknown, PersonaClient>) =>
  Effect.suspend(() => {
    const wire = Capture.make()
    return Effect.ignore(call).pipe(
      Effect.provide(wire.layer),
      Effect.map(() => wire.take() ?? assert.fail("nothing was sent"))
    )
  })

const html = new TextEncoder().encode("<html>Bad gateway</html>")

/** How a call fails when it is answered with a status. */
const failing = <A, E>(
  call: Effect.Effect<A, E, PersonaClient>,
  status: number,
  body: unknown = { errors: [{ title: "Record not found" }] }
) => Effect.flip(call).pipe(Effect.provide(Capture.make(() => ({ status, body })).layer))
