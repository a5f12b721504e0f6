/**
 * Reports. A new one is pending in its answer and ready at the next read. It has a match if a value of its query
 * contains the word "match", so both outcomes can be produced.
 */
import {
  type Answer,
  badRequest,
  conflict,
  created,
  file,
  isRefusal,
  notFound,
  ok,
  type Resource,
  unprocessable
} from "../../internal/request/Answer.ts"
import * as Entities from "../../internal/state/Entities.ts"
import * as Pdf from "../../internal/examples/Pdf.ts"
import * as Redaction from "../../internal/state/Redaction.ts"
import { toOne } from "../../internal/state/Registry.ts"
import {
  type Call,
  type Context,
  type Opened,
  routesOf,
  timestamp,
  timestampOrNull
} from "../../internal/state/Resource.ts"
import { optionalString, pointer } from "../../internal/request/Validation.ts"
import type { AccountActions } from "../accounts/AccountActions.ts"
import type { Accounts } from "../accounts/Accounts.ts"
import type * as Events from "../events/Events.ts"
import * as Tags from "../accounts/Tags.ts"

interface State {
  readonly type: string
  readonly status: "pending" | "ready"
  readonly query: Readonly<Record<string, unknown>>
  readonly hasMatch: boolean
  readonly accountId: string | null
  readonly referenceId: string | null
  readonly inquiryId: string | null
  readonly templateId: string | null
  readonly tags: ReadonlyArray<string>
  readonly isPaused: boolean
  readonly history: ReadonlyArray<HistoryEntry>
  readonly completedAt: number | null
  readonly redactedAt: number | null
}

/** An entry in a report's history; newest first in answers. */
interface HistoryEntry {
  readonly type: "run" | "dismiss" | "pause" | "resume" | "review"
  readonly id: string
  readonly at: number
  readonly hasMatch: boolean
}

type Report = Entities.Entity<State>

const includes = ["inquiry", "account", "transaction", "report-template"]

const route = routesOf("report", includes)

export const open = (
  context: Context,
  accounts: Accounts,
  accountActions: AccountActions,
  record: Events.Record
): Opened<Resource> => {
  const { backgroundJobs, counters, environment } = context
  const reports = Entities.make<State>(context, "report", "rep", render)
  const tags = Tags.make(context)
  const redact = Redaction.make(context, reports, {
    erase: (state) => ({ ...state, query: {}, referenceId: null })
  })
  const answer = (report: Report) => ok({ data: render(report) })

  const noted = (state: State, type: HistoryEntry["type"], now: number): State => ({
    ...state,
    history: [
      { type, id: environment.ids.next(type === "run" ? "rpr" : "ract"), at: now, hasMatch: state.hasMatch },
      ...state.history
    ]
  })

  backgroundJobs.define("finish-report", (id, now) => {
    const report = reports.find(id)
    if (report === undefined || report.state.status === "ready") return
    const finished = noted({ ...report.state, status: "ready", completedAt: now }, "run", now)
    const saved = reports.save(report, finished, now)
    record(`${finished.type}.ready`, render(saved), now)
    if (finished.hasMatch) record(`${finished.type}.matched`, render(saved), now)
  })

  /** An action with an entry in the history, unless it is refused. */
  const act = (type: HistoryEntry["type"], change: (state: State) => State | string) =>
    reports.withOne((report, { now }) => {
      const changed = report.state.redactedAt === null ? change(report.state) : "The report has been redacted"
      if (typeof changed === "string") return conflict(changed)
      counters.wrote("report.updated")
      return answer(reports.save(report, noted(changed, type, now), now))
    })

  return {
    contents: () => reports.where("1").map(render),
    count: reports.count,
    routes: [
      route("POST", "/reports", (call) => create({ context, reports, accounts, accountActions }, call)),
      {
        ...route("GET", "/reports", (call) => reports.page(call, { path: "/reports", render, filters })),
        includes: [],
        filters: Object.keys(filters)
      },
      route("GET", "/reports/:id", reports.withOne(answer)),
      route(
        "DELETE",
        "/reports/:id",
        reports.withOne((report, { now }) => {
          const redacted = redact(report, now)
          return isRefusal(redacted) ? redacted : answer(redacted)
        })
      ),
      route(
        "POST",
        "/reports/:id/dismiss",
        act("dismiss", (state) => ({ ...state, hasMatch: false }))
      ),
      route(
        "POST",
        "/reports/:id/review",
        act("review", (state) => state)
      ),
      route(
        "POST",
        "/reports/:id/run",
        act("run", (state) => state)
      ),
      route(
        "POST",
        "/reports/:id/pause",
        act("pause", (state) =>
          state.isPaused ? "The report is already paused" : { ...state, isPaused: true }
        )
      ),
      route(
        "POST",
        "/reports/:id/resume",
        act("resume", (state) =>
          state.isPaused ? { ...state, isPaused: false } : "The report is not paused"
        )
      ),
      {
        ...route(
          "GET",
          "/reports/:id/history",
          reports.withOne(({ state }) =>
            ok({
              data: state.history.map(entry) as ReadonlyArray<unknown> as ReadonlyArray<Resource>,
              links: { prev: null, next: null }
            })
          )
        ),
        includes: []
      },
      route(
        "GET",
        "/reports/:id/print",
        reports.withOne(() => file("application/pdf", Pdf.blank))
      ),
      ...Tags.routes(tags, { path: "/reports/:id", permission: "report.write", includes }, (retag) =>
        reports.withOne((report, call) => {
          const chosen = retag(call, report.state.tags)
          if (isRefusal(chosen)) return chosen
          return answer(reports.save(report, { ...report.state, tags: chosen }, call.now))
        })
      )
    ]
  }
}

interface Parts {
  readonly context: Context
  readonly reports: Entities.Entities<State>
  readonly accounts: Accounts
  readonly accountActions: AccountActions
}

/** `POST /reports`: a report is pending first, and finished in the background. */
const create = ({ accountActions, accounts, context, reports }: Parts, call: Call): Answer => {
  const { backgroundJobs, counters } = context
  const { attributes, body, meta, now } = call
  const type = (body["data"] as { readonly type?: unknown } | undefined)?.type
  if (typeof type !== "string" || !creatable.has(type)) {
    return badRequest("data.type must be a type of report that can be created", "/data/type")
  }
  const { query } = attributes
  if (typeof query !== "object" || query === null || Array.isArray(query)) {
    return badRequest("data.attributes.query must be an object", pointer("query"))
  }
  const accountId = optionalString(attributes, "account-id")
  if (isRefusal(accountId)) return accountId
  if (accountId !== undefined && accounts.find(accountId) === undefined) return notFound()
  if (accountId !== undefined && accountActions.isArchived(accountId)) {
    return unprocessable("The account has been consolidated into another one", pointer("account-id"))
  }
  const referenceId = optionalString(attributes, "reference-id")
  if (isRefusal(referenceId)) return referenceId
  const templateId = optionalString(attributes, "report-template-id")
  if (isRefusal(templateId)) return templateId
  const owner = accountId ?? obtainAccount(accounts, meta, referenceId, now)
  if (isRefusal(owner)) return owner
  const report = reports.create(
    {
      type,
      status: "pending",
      query: query as State["query"],
      hasMatch: Object.values(query).some((value) => /match/i.test(String(value))),
      accountId: owner,
      referenceId: referenceId ?? null,
      inquiryId: null,
      templateId: templateId ?? null,
      tags: [],
      isPaused: false,
      history: [],
      completedAt: null,
      redactedAt: null
    },
    now
  )
  backgroundJobs.add("finish-report", report.id, now)
  counters.wrote("report.created")
  return created({ data: render(report) })
}

/** The account to create with a report, if the request asks for it. */
const obtainAccount = (
  accounts: Accounts,
  meta: Call["meta"],
  referenceId: string | undefined,
  now: number
) => {
  if (meta["auto-create-account"] === false) return null
  const wanted = meta["auto-create-account-reference-id"] ?? referenceId
  const typeId = meta["auto-create-account-type-id"]
  const account = accounts.obtain(
    {
      referenceId: typeof wanted === "string" ? wanted : undefined,
      typeId: typeof typeId === "string" ? typeId : undefined
    },
    now
  )
  return isRefusal(account) ? account : (account.id ?? null)
}

/** The types documented for POST /reports; others are made in the dashboard. */
const creatable = new Set([
  "report/address-lookup",
  "report/adverse-media",
  "report/business-adverse-media",
  "report/business-lookup",
  "report/business-watchlist",
  "report/crypto-address-watchlist",
  "report/email-address",
  "report/phone-number",
  "report/politically-exposed-person",
  "report/profile",
  "report/profile-non-authoritative",
  "report/social-media",
  "report/synthetic",
  "report/watchlist"
])

const filters: Entities.Filters = {
  "reference-id": { member: "referenceId" },
  "account-id": { member: "accountId" }
}

/** Entries of a history are not resources: they have no attributes, and a bare word as type. */
const entry = ({ at, hasMatch, id, type }: HistoryEntry) =>
  type === "run"
    ? {
        id,
        type,
        "run-type": "manual",
        "scheduled-date": null,
        "completed-at": timestamp(at),
        matches: hasMatch ? 1 : 0
      }
    : { id, type, "created-at": timestamp(at), "creator-name": "API" }

const render = ({ createdAt, id, state }: Report): Resource => ({
  type: state.type,
  id,
  attributes: {
    status: state.status,
    "created-at": timestamp(createdAt),
    "completed-at": timestampOrNull(state.completedAt),
    "redacted-at": timestampOrNull(state.redactedAt),
    "report-template-version-name": "Sandbox template",
    "has-match": state.status === "ready" && state.hasMatch,
    "is-continuous": false,
    "is-recurring": false,
    tags: state.tags
  },
  relationships: {
    inquiry: toOne("inquiry", state.inquiryId),
    account: toOne("account", state.accountId),
    transaction: toOne("transaction", null),
    "report-template": toOne(state.type.replace("report/", "report-template/"), state.templateId)
  }
})
