/**
 * The route table: every resource that the sandbox simulates, one line each.
 */
import * as FindMyWay from "effect/http/FindMyWay"
import * as AccountActions from "../../resources/accounts/AccountActions.ts"
import * as Accounts from "../../resources/accounts/Accounts.ts"
import * as AccountTypes from "../../resources/accounts/AccountTypes.ts"
import * as BatchJobs from "../../resources/bulk/BatchJobs.ts"
import * as Cases from "../../resources/cases/Cases.ts"
import * as Documents from "../../resources/verifications/Documents.ts"
import * as Events from "../../resources/events/Events.ts"
import * as Files from "../../resources/verifications/Files.ts"
import * as Importers from "../../resources/bulk/Importers.ts"
import * as Inquiries from "../../resources/inquiries/Inquiries.ts"
import * as InquirySessions from "../../resources/inquiries/InquirySessions.ts"
import * as InquiryTemplates from "../../resources/inquiries/InquiryTemplates.ts"
import * as ListItems from "../../resources/lists/ListItems.ts"
import * as Lists from "../../resources/lists/Lists.ts"
import * as RateLimits from "../../resources/limits/RateLimits.ts"
import * as Reports from "../../resources/reports/Reports.ts"
import * as Verifications from "../../resources/verifications/Verifications.ts"
import * as Webhooks from "../../resources/events/Webhooks.ts"
import type { Context, Opened, Route } from "../state/Resource.ts"
import * as BulkJobRunner from "../../resources/bulk/BulkJobRunner.ts"

export interface Options {
  readonly accountTypes: ReadonlyArray<AccountTypes.AccountTypeSeed>
  readonly lists: ReadonlyArray<Lists.ListSeed>
  readonly activationDelayMillis: number
}

/** Opens all resources; call it in a transaction. Later resources may build on earlier ones. */
export const open = (context: Context, options: Options) => {
  const events = Events.open(context)
  const { record } = events
  const files = Files.open(context)
  const accountTypes = AccountTypes.open(context, options.accountTypes)
  const accounts = Accounts.open(context, record)
  const accountActions = AccountActions.open(context, accounts, record)
  const templates = InquiryTemplates.open(context)
  const sessions = InquirySessions.open(context, record)
  const documents = Documents.open(context, files, record)
  const verifications = Verifications.open(context, documents, record)
  const inquiries = Inquiries.open(context, {
    accounts,
    accountActions,
    templates,
    sessions,
    verifications,
    record
  })
  const listItems = ListItems.open(context, options)
  const runs = BulkJobRunner.open(context)
  const batchJobs = BatchJobs.open(context, { runs, accounts, inquiries, record })
  const importers = Importers.open(context, { runs, accounts, listItems })
  const reports = Reports.open(context, accounts, accountActions, record)
  const cases = Cases.open(context, files, record)
  /** Background changes are applied when their objects are read. */
  const settled = <A extends Opened<unknown>>(opened: A): A => ({
    ...opened,
    routes: opened.routes.map((route) => ({
      ...route,
      handle: (call) => {
        context.backgroundJobs.settle(call.now)
        return route.handle(call)
      }
    }))
  })
  return {
    accountTypes,
    accounts: settled(accounts),
    lists: settled(Lists.open(context, options.lists)),
    listItems: settled(listItems),
    batchJobs: settled(batchJobs),
    importers: settled(importers),
    rateLimits: RateLimits.open(),
    files,
    templates,
    webhooks: Webhooks.open(context, events),
    accountActions: settled(accountActions),
    events: settled(events),
    sessions: settled(sessions),
    documents: settled(documents),
    verifications: settled(verifications),
    inquiries: settled(inquiries),
    reports: settled(reports),
    cases: settled(cases)
  }
}

export type Resources = ReturnType<typeof open>

export interface Found {
  readonly route: Route
  readonly params: Readonly<Record<string, string | undefined>>
}

/** Finds the route of a method and a path below `/api/v1`. */
export type Find = (method: string, path: string) => Found | undefined

export const router = (resources: Resources): Find => {
  const table = FindMyWay.make<Route>({ caseSensitive: true, maxParamLength: 256 })
  for (const { routes } of Object.values(resources)) {
    for (const route of routes) table.on(route.method, route.path, route)
  }
  return (method, path) => {
    const found = table.find(method, path)
    return found === undefined ? undefined : { route: found.handler, params: found.params }
  }
}
