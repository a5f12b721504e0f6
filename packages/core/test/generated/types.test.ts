/** What callers type and read. The compiler is the test: `tsc` checks this file with all others. */
import type * as File from "@effect-persona/core/File"
import * as Pagination from "@effect-persona/core/Pagination"
import type * as PersonaError from "@effect-persona/core/PersonaError"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Importers from "@effect-persona/core/resources/Importers"
import * as Inquiries from "@effect-persona/core/resources/Inquiries"
import * as ListItems from "@effect-persona/core/resources/ListItems"
import * as Lists from "@effect-persona/core/resources/Lists"
import * as RateLimits from "@effect-persona/core/resources/RateLimits"
import * as Reports from "@effect-persona/core/resources/Reports"
import * as Transactions from "@effect-persona/core/resources/Transactions"
import { describe, expectTypeOf, it } from "@effect/vitest"
import { Effect, type Stream } from "effect"

describe("types of generated operations", () => {
  it("accept one flat argument", () => {
    void (() => [
      Accounts.create({
        data: { attributes: { referenceId: "cust-17", nameFirst: "Ada", fields: { loyalty_tier: "gold" } } },
        meta: { upsertBy: "reference-id" }
      }),
      Accounts.retrieve({ accountId: "act_1", include: ["account-type"] }),
      Accounts.list({ filter: { referenceId: ["a", "b"] }, page: { size: 100 } }),
      Lists.createCountryList({ data: { attributes: { name: "Embargo" } } }),
      ListItems.createCountry({ data: { attributes: { listId: "lst_1", countryCode: "KP" } } }),
      RateLimits.list({})
    ])
  })

  it("accept undefined for optional members", () => {
    const maybe = undefined as string | undefined
    void (() => Accounts.create({ data: { attributes: { referenceId: maybe } }, include: undefined }))
  })

  it("refuse members unknown to the operation", () => {
    void (() => [
      // @ts-expect-error a path parameter is missing
      Accounts.retrieve({}),
      // @ts-expect-error a path parameter of another operation
      Accounts.list({ accountId: "act_1" }),
      // @ts-expect-error a misspelt attribute
      Accounts.create({ data: { attributes: { referenceID: "x" } } }),
      // @ts-expect-error a wire name
      Accounts.create({ data: { attributes: { "reference-id": "x" } } }),
      // @ts-expect-error another type
      Accounts.create({ data: { attributes: { nameFirst: 5 } } }),
      // @ts-expect-error null where it is not documented
      Accounts.create({ data: { attributes: { nameFirst: null } } }),
      // @ts-expect-error a value outside a documented set
      Lists.list({ filter: { status: "gone" } }),
      // @ts-expect-error an operation that takes nothing
      RateLimits.list({ page: {} })
    ])
  })

  it("answer with the documented resource", () => {
    type Created = Effect.Success<ReturnType<typeof Accounts.create>>
    expectTypeOf<Created>().toEqualTypeOf<Accounts.AccountResponse>()
    expectTypeOf<Created["data"]["id"]>().toEqualTypeOf<string>()
    expectTypeOf<Created["data"]["type"]>().toEqualTypeOf<"account">()
    expectTypeOf<Created["data"]["attributes"]["referenceId"]>().toEqualTypeOf<string | null | undefined>()
  })

  it("fail with the documented reasons and the common ones, no others", () => {
    type ErrorOf<F extends (...args: never) => unknown> = Effect.Error<ReturnType<F>>
    expectTypeOf<ErrorOf<typeof Accounts.create>>().toEqualTypeOf<
      PersonaError.PersonaError<
        PersonaError.CommonReason | PersonaError.Conflict | PersonaError.UnprocessableEntity
      >
    >()
    expectTypeOf<ErrorOf<typeof Accounts.retrieve>>().toEqualTypeOf<
      PersonaError.PersonaError<PersonaError.CommonReason | PersonaError.NotFound>
    >()
    expectTypeOf<ErrorOf<typeof RateLimits.list>>().toEqualTypeOf<
      PersonaError.PersonaError<PersonaError.CommonReason>
    >()
    void (() => [
      Accounts.retrieve({ accountId: "act_1" }).pipe(
        Effect.catchReason("PersonaError", "NotFound", () => Effect.succeed(undefined))
      ),
      RateLimits.list({}).pipe(
        // @ts-expect-error this operation documents no 404
        Effect.catchReason("PersonaError", "NotFound", () => Effect.succeed(undefined))
      )
    ])
  })

  it("stream a list's items", () => {
    void (() => {
      const accounts = Pagination.items(Accounts.list, { filter: { referenceId: "a" } })
      expectTypeOf<Stream.Success<typeof accounts>>().toEqualTypeOf<Accounts.Account>()
      return [
        accounts,
        Pagination.items(Accounts.search, { query: { attribute: "type", operator: "eq", value: "x" } })
      ]
    })
  })

  it("accept files and answer with them", () => {
    expectTypeOf<Importers.ImportAccountsRequest["data"]["attributes"]["file"]>().toEqualTypeOf<File.Upload>()
    expectTypeOf<Effect.Success<ReturnType<typeof Inquiries.print>>>().toEqualTypeOf<File.Binary>()
  })

  it("tags of an account are strings", () => {
    expectTypeOf<Accounts.Account["attributes"]["tags"]>().toEqualTypeOf<
      ReadonlyArray<string> | null | undefined
    >()
  })

  it("the items of a list are linkages", () => {
    const list = {} as Lists.ListsCountries
    expectTypeOf(list.relationships?.listItems?.data?.[0]?.id).toEqualTypeOf<string | null | undefined>()
  })

  it("narrow a union of resources by type, in spite of future types", () => {
    void ((list: Lists.List) => {
      switch (list.type) {
        case "list/name":
          expectTypeOf(list).toEqualTypeOf<Lists.ListsNames>()
          return list.attributes.allowFuzzyNameFirst
        case "list/country":
          expectTypeOf(list).toEqualTypeOf<Lists.ListsCountries>()
          return list.attributes.name
        default: {
          const others: string = String(list.type)
          return [others, list.attributes]
        }
      }
    })
    void ((report: Reports.Report) => {
      if (report.type === "report/watchlist") {
        expectTypeOf(report.type).toEqualTypeOf<"report/watchlist">()
        return report.attributes.birthdate
      }
      return undefined
    })
    void ((related: Accounts.ListRelationsPage) =>
      related.data.flatMap((it) => (it.type === "transaction" ? [it.relationships?.transactionLabel] : [])))
  })

  it("suggest known values and accept others", () => {
    const status: NonNullable<ListItems.ListItemCountry["attributes"]["status"]> = "hibernating"
    void status
    void (() => Transactions.retrieve({ transactionId: "txn_1", include: ["transaction-type", "a.b"] }))
  })
})
