/** The programs that bench/footprint.ts compiles and test/footprint.test.ts bundles. */

/** A small program with Effect's http client, a schema and a service, as written without this library. */
export const effectAlone = `
import { Config, Context, Effect, Layer, Redacted, Schedule, Schema, Stream } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest, HttpClientResponse } from "effect/http"

class Missing extends Schema.TaggedError<Missing>()("Missing", { id: Schema.String }) {}
const Account = Schema.Struct({ data: Schema.Struct({ id: Schema.String, attributes: Schema.Struct({ name: Schema.NullOr(Schema.String) }) }) })
class Accounts extends Context.Service<Accounts, {
  readonly get: (id: string) => Effect.Effect<typeof Account.Type, Missing>
}>()("Accounts") {}
const layer = Layer.effect(Accounts, Effect.gen(function*() {
  const key = yield* Config.Redacted("KEY")
  const client = (yield* HttpClient.HttpClient).pipe(
    HttpClient.mapRequest(HttpClientRequest.bearerToken(Redacted.value(key))),
    HttpClient.retryTransient({ times: 3, schedule: Schedule.exponential("100 millis") })
  )
  return { get: (id: string) => client.get("https://example.com/accounts/" + id).pipe(
    Effect.flatMap(HttpClientResponse.schemaBodyJson(Account)),
    Effect.mapError(() => new Missing({ id }))
  ) }
}))
export const program = Effect.gen(function*() {
  const accounts = yield* Accounts
  return yield* Stream.make("a", "b").pipe(Stream.mapEffect((id) => accounts.get(id)), Stream.runCollect)
}).pipe(Effect.catchTag("Missing", (missing) => Effect.succeed(missing.id)), Effect.provide(layer), Effect.provide(FetchHttpClient.layer))
`

/** The same program with twenty operations of twelve resources in place of its own. */
export const twentyOperations = `
import { Config, Effect, Layer, Stream } from "effect"
import { FetchHttpClient } from "effect/http"
import * as Pagination from "@effect-persona/core/Pagination"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as ApiKeys from "@effect-persona/core/resources/ApiKeys"
import * as Cases from "@effect-persona/core/resources/Cases"
import * as Devices from "@effect-persona/core/resources/Devices"
import * as Documents from "@effect-persona/core/resources/Documents"
import * as Events from "@effect-persona/core/resources/Events"
import * as Inquiries from "@effect-persona/core/resources/Inquiries"
import * as Lists from "@effect-persona/core/resources/Lists"
import * as Reports from "@effect-persona/core/resources/Reports"
import * as Transactions from "@effect-persona/core/resources/Transactions"
import * as Verifications from "@effect-persona/core/resources/Verifications"
import * as Webhooks from "@effect-persona/core/resources/Webhooks"

export const program = Effect.gen(function*() {
  const account = yield* Accounts.create({ data: { attributes: { referenceId: "a", nameFirst: "Ada" } } }).pipe(
    Effect.catchReason("PersonaError", "Conflict", () => Effect.succeed(undefined))
  )
  const accountId = account?.data.id ?? "act_1"
  const one = yield* Accounts.retrieve({ accountId })
  yield* Accounts.update({ accountId, data: { attributes: { nameLast: "Quill" } } })
  yield* Accounts.redact({ accountId })
  const inquiry = yield* Inquiries.retrieve({ inquiryId: "inq_1" })
  yield* Inquiries.approve({ inquiryId: "inq_1" })
  yield* Inquiries.decline({ inquiryId: "inq_1" })
  const pdf = yield* Inquiries.print({ inquiryId: "inq_1" })
  const report = yield* Reports.retrieve({ reportId: "rep_1" })
  const found = yield* Cases.retrieve({ caseId: "case_1" })
  const lists = yield* Pagination.items(Lists.list, {}).pipe(Stream.take(10), Stream.runCollect)
  const accounts = yield* Pagination.items(Accounts.list, {}).pipe(Stream.take(10), Stream.runCollect)
  const cases = yield* Pagination.items(Cases.list, {}).pipe(Stream.take(10), Stream.runCollect)
  const inquiries = yield* Pagination.items(Inquiries.list, {}).pipe(Stream.take(10), Stream.runCollect)
  const events = yield* Pagination.items(Events.list, {}).pipe(Stream.take(10), Stream.runCollect)
  const webhooks = yield* Pagination.items(Webhooks.list, {}).pipe(Stream.take(10), Stream.runCollect)
  const keys = yield* Pagination.items(ApiKeys.list, {}).pipe(Stream.take(10), Stream.runCollect)
  const transaction = yield* Transactions.retrieve({ transactionId: "txn_1" })
  const verification = yield* Verifications.retrieve({ verificationId: "ver_1" })
  const document = yield* Documents.retrieve({ documentId: "doc_1" })
  const device = yield* Devices.retrieve({ deviceId: "dev_1" })
  return {
    one: one.data.attributes, inquiry: inquiry.data.attributes.status, pdf: pdf.byteLength, report: report.data,
    found: found.data.id, lists, accounts, cases, inquiries, events, webhooks, keys,
    transaction: transaction.data.id, verification: verification.data, document: document.data, device: device.data.id
  }
}).pipe(
  Effect.catchReason("PersonaError", "NotFound", () => Effect.succeed(undefined)),
  Effect.provide(PersonaClient.layerConfig({ apiKey: Config.Redacted("KEY") })),
  Effect.provide(FetchHttpClient.layer)
)
`

/** A program that calls one operation, with a transport that has no dependencies. */
export const oneOperation = `
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

const client = PersonaClient.layer({ apiKey: Redacted.make(process.env.PERSONA_API_KEY) }).pipe(
  Layer.provide(FetchHttpClient.layer)
)
Effect.runPromise(Effect.provide(Accounts.retrieve({ accountId: process.argv[2] }), client)).then(console.log)
`
