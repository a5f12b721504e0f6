/** Types of `include`, sparse fieldsets, filters and pages. The compiler is the test: `tsc` checks this file. */
import type { Fieldsets, Include, OneOrMany, PageParameters } from "@effect-persona/core/JsonApi"
import * as Pagination from "@effect-persona/core/Pagination"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as ApiLogs from "@effect-persona/core/resources/ApiLogs"
import * as Cases from "@effect-persona/core/resources/Cases"
import * as Devices from "@effect-persona/core/resources/Devices"
import * as Inquiries from "@effect-persona/core/resources/Inquiries"
import * as InquirySessions from "@effect-persona/core/resources/InquirySessions"
import * as Lists from "@effect-persona/core/resources/Lists"
import * as RateLimits from "@effect-persona/core/resources/RateLimits"
import * as Transactions from "@effect-persona/core/resources/Transactions"
import { describe, expectTypeOf, it } from "@effect/vitest"

describe("types of parameters", () => {
  it("suggest the relationships that an operation can include, and accept paths of them", () => {
    expectTypeOf<Accounts.RetrieveRequest["include"]>().toEqualTypeOf<Include<"account-type"> | undefined>()
    expectTypeOf<NonNullable<Inquiries.RetrieveRequest["include"]>[number]>().toEqualTypeOf<
      NonNullable<Inquiries.CreateRequest["include"]>[number]
    >()
    void (() => [
      Inquiries.retrieve({ inquiryId: "inq_1", include: ["account", "verifications.template"] }),
      // @ts-expect-error a list of paths, not a text
      Inquiries.retrieve({ inquiryId: "inq_1", include: "account" }),
      // @ts-expect-error lists include nothing
      Accounts.list({ include: ["account-type"] })
    ])
  })

  it("accept fieldsets by type if an operation has them", () => {
    expectTypeOf<Cases.RetrieveRequest["fields"]>().toEqualTypeOf<Fieldsets | undefined>()
    void (() => [
      Cases.retrieve({ caseId: "case_1", fields: { case: ["status"], inquiry: ["fields.name-first"] } }),
      // @ts-expect-error attributes are given as a list
      Cases.retrieve({ caseId: "case_1", fields: { case: "status" } }),
      // @ts-expect-error devices have no fieldsets
      Devices.list({ filter: { inquirySessionId: "iqse_1" }, fields: { device: ["name"] } })
    ])
  })

  it("have the filters of their own list", () => {
    type Filter<Request extends { readonly filter?: unknown }> = NonNullable<Request["filter"]>
    expectTypeOf<Filter<Accounts.ListRequest>>().toEqualTypeOf<{
      readonly referenceId?: OneOrMany | undefined
    }>()
    expectTypeOf<Filter<Lists.ListRequest>["status"]>().toEqualTypeOf<"active" | "archived" | undefined>()
    expectTypeOf<Filter<Devices.ListRequest>>().toEqualTypeOf<{ readonly inquirySessionId: string }>()
    expectTypeOf<keyof Filter<Cases.ListRequest>>().toEqualTypeOf<
      "status" | "caseTemplateId" | "accountId" | "referenceId" | "inquiryId" | "reportId"
    >()
    void (() => [
      Transactions.list({ filter: { identifier: { key: "order", value: "17" } } }),
      // @ts-expect-error a filter that is required
      Devices.list({}),
      // @ts-expect-error a filter of another list
      Inquiries.list({ filter: { caseTemplateId: "ctmpl_1" } }),
      // @ts-expect-error a list without filters
      ApiLogs.list({ filter: { name: "x" } })
    ])
  })

  it("page every list that answers with links, and no other", () => {
    expectTypeOf<Accounts.ListRequest["page"]>().toEqualTypeOf<PageParameters | undefined>()
    expectTypeOf<Accounts.SearchRequest["page"]>().toEqualTypeOf<PageParameters | undefined>()
    expectTypeOf<InquirySessions.ListRequest["page"]>().toEqualTypeOf<PageParameters | undefined>()
    expectTypeOf<Accounts.ListRelationsRequest["page"]>().toEqualTypeOf<PageParameters | undefined>()
    void (() => [
      Pagination.items(Devices.list, { filter: { inquirySessionId: "iqse_1" }, page: { after: "dev_1" } }),
      // @ts-expect-error pages have no numbers
      Accounts.list({ page: { number: 2 } }),
      // @ts-expect-error not a list
      RateLimits.list({ page: { size: 1 } })
    ])
  })
})
