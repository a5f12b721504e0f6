/**
 * Inquiries: created for an account, led through their statuses by actions and simulated ones, and redacted with all
 * that belongs to them.
 */
import {
  type Answer,
  badRequest,
  conflict,
  created,
  file,
  isRefusal,
  ok,
  type Refusal,
  type Resource,
  unprocessable
} from "../../internal/request/Answer.ts"
import * as Entities from "../../internal/state/Entities.ts"
import * as Pdf from "../../internal/examples/Pdf.ts"
import * as Redaction from "../../internal/state/Redaction.ts"
import { toMany, toOne } from "../../internal/state/Registry.ts"
import {
  type Call,
  type Context,
  type Opened,
  routesOf,
  timestamp,
  timestampOrNull
} from "../../internal/state/Resource.ts"
import * as Search from "../../internal/request/Search.ts"
import { optionalString, pointer } from "../../internal/request/Validation.ts"
import type { AccountActions } from "../accounts/AccountActions.ts"
import * as AccountFields from "../accounts/AccountFields.ts"
import type { Accounts } from "../accounts/Accounts.ts"
import type * as Events from "../events/Events.ts"
import * as InquiryRequest from "./InquiryRequest.ts"
import * as InquiryStatus from "./InquiryStatus.ts"
import type { InquirySessions } from "./InquirySessions.ts"
import type { InquiryTemplates } from "./InquiryTemplates.ts"
import * as Tags from "../accounts/Tags.ts"
import type { Verifications } from "../verifications/Verifications.ts"

export interface State extends InquiryRequest.Chosen, Readonly<Record<InquiryStatus.Stamp, number | null>> {
  readonly status: InquiryStatus.Status
  readonly accountId: string | null
  readonly referenceId: string | null
  readonly note: string | null
  readonly fields: AccountFields.Fields
  readonly tags: ReadonlyArray<string>
  readonly creator: string | null
  readonly reviewerComment: string | null
  readonly expiresAt: number | null
  /** Seconds after which an inquiry expires that has been started or resumed. */
  readonly expiresAfter: { readonly start: number | null; readonly resume: number | null }
  readonly redactedAt: number | null
}

export type Inquiry = Entities.Entity<State>

export interface Neighbours {
  readonly accounts: Accounts
  readonly accountActions: AccountActions
  readonly templates: InquiryTemplates
  readonly sessions: InquirySessions
  readonly verifications: Verifications
  readonly record: Events.Record
}

const includes = [
  "account",
  "documents",
  "template",
  "inquiry-template",
  "inquiry-template-version",
  "reports",
  "transaction",
  "reviewer",
  "selfies",
  "sessions",
  "verifications"
]

const route = routesOf("inquiry", includes)

export interface Inquiries extends Opened<Resource> {
  /** Updates an inquiry as `PATCH /inquiries/:id` does; undefined when there is none. */
  readonly patch: (id: string, attributes: Call["attributes"], now: number) => "updated" | Refusal | undefined
}

export const open = (context: Context, neighbours: Neighbours): Inquiries => {
  const { backgroundJobs, counters, store } = context
  const { accountActions, accounts, record, sessions, templates, verifications } = neighbours
  const inquiries = Entities.make<State>(context, "inquiry", "inq", (inquiry) => render(inquiry))
  const tags = Tags.make(context)
  const belongings = store.many<{ readonly kind: string; readonly id: string; readonly type: string | null }>(
    `SELECT kind, id, json_extract(state, '$.type') AS type FROM entities
    WHERE json_extract(state, '$.inquiryId') = ? ORDER BY seq`
  )

  const render = (inquiry: Inquiry): Resource => {
    const { id, state } = inquiry
    const all = belongings(id)
    const related = (kind: string, typeOf: (type: string) => string = (type) => type) =>
      toMany(
        all.filter((one) => one.kind === kind).map((one) => ({ type: typeOf(one.type ?? kind), id: one.id }))
      )
    return {
      type: "inquiry",
      id,
      attributes: attributesOf(inquiry),
      relationships: {
        account: toOne("account", state.accountId),
        documents: related("document"),
        template: toOne("template", state.templateId),
        "inquiry-template": toOne("inquiry-template", state.inquiryTemplateId),
        "inquiry-template-version": toOne("inquiry-template-version", state.inquiryTemplateVersionId),
        reports: related("report"),
        transaction: toOne("transaction", null),
        reviewer: toOne("user", null),
        selfies: toMany([]),
        sessions: related("inquiry-session"),
        verifications: related("verification", (type) => `verification/${type}`)
      }
    }
  }

  const answer = (inquiry: Inquiry, meta?: Readonly<Record<string, unknown>>): Answer =>
    ok({ data: render(inquiry), ...(meta === undefined ? undefined : { meta }) })

  const save = (inquiry: Inquiry, state: State, event: string | undefined, now: number): Inquiry => {
    const saved = inquiries.save(inquiry, state, now)
    counters.wrote("inquiry.updated")
    if (event !== undefined) record(event, render(saved), now)
    return saved
  }

  const redact = Redaction.make(context, inquiries, {
    erase: (state) => ({ ...state, fields: {}, note: null, referenceId: null, reviewerComment: null }),
    after: (inquiry, now) => {
      counters.wrote("inquiry.redacted")
      record("inquiry.redacted", render(inquiry), now)
    }
  })

  /** What a transition makes of a state, or why it cannot be. */
  const next = (state: State, action: InquiryStatus.Action, now: number): State | Refusal => {
    const { from, stamp, to } = InquiryStatus.transitions[action]
    if (state.redactedAt !== null) return conflict("The inquiry has been redacted")
    if (!from.includes(state.status)) {
      return conflict(`An inquiry that is ${state.status} cannot become ${to}`)
    }
    const seconds = action === "start" ? state.expiresAfter.start : null
    return {
      ...state,
      status: to,
      [stamp]: now,
      expiresAt: seconds === null ? state.expiresAt : now + seconds * 1000
    }
  }

  /** Makes a transition whose possibility has been looked at. */
  const transit = (inquiry: Inquiry, state: State, action: InquiryStatus.Action, now: number): Inquiry => {
    const moved = save(inquiry, state, InquiryStatus.transitions[action].event, now)
    if (action === "expire") sessions.expireAll(inquiry.id, now)
    if (action === "start") watch(moved)
    return moved
  }

  backgroundJobs.define("expire-inquiry", (id, now) => {
    const inquiry = inquiries.find(id)
    if (inquiry === undefined || inquiry.state.expiresAt === null || inquiry.state.expiresAt > now) return
    const state = next(inquiry.state, "expire", now)
    if (!isRefusal(state)) transit(inquiry, state, "expire", now)
  })

  /** Has an inquiry expire in time. */
  const watch = ({ id, state }: Inquiry): void => {
    if (state.expiresAt !== null) backgroundJobs.addAt("expire-inquiry", id, state.expiresAt)
  }

  const act = (action: InquiryStatus.Action) =>
    inquiries.withOne((inquiry, { meta, now }) => {
      const comment = meta["comment"]
      const state = next(inquiry.state, action, now)
      if (isRefusal(state)) return state
      const commented = typeof comment === "string" ? { ...state, reviewerComment: comment } : state
      return answer(transit(inquiry, commented, action, now))
    })

  const create = (call: Call): Answer => {
    const { attributes, meta, now } = call
    const named = tags.fromAttribute(attributes["tags"])
    if (isRefusal(named)) return named
    const fields = InquiryRequest.fields({}, attributes["fields"])
    if (isRefusal(fields)) return fields
    const note = optionalString(attributes, "note")
    if (isRefusal(note)) return note
    const creator = optionalString(attributes, "creator-email-address")
    if (isRefusal(creator)) return creator
    const accountId = optionalString(attributes, "account-id")
    if (typeof accountId === "string" && accountActions.isArchived(accountId)) {
      return unprocessable("The account has been consolidated into another one", pointer("account-id"))
    }
    const chosen = InquiryRequest.template(templates, call)
    if (isRefusal(chosen)) return chosen
    const refusal = tags.ensure(named, pointer("tags"))
    if (refusal !== undefined) return refusal
    const owner = InquiryRequest.account(accounts, call)
    if (isRefusal(owner)) return owner

    const seconds = InquiryRequest.seconds(meta["expiration-after-create-interval-seconds"])
    const inquiry = inquiries.create(
      {
        ...chosen,
        status: "created",
        accountId: owner,
        referenceId:
          (owner === null ? undefined : (accounts.find(owner)?.attributes["reference-id"] as string)) ?? null,
        note: note ?? null,
        fields,
        tags: named,
        creator: creator ?? "API",
        reviewerComment: null,
        startedAt: null,
        completedAt: null,
        failedAt: null,
        markedForReviewAt: null,
        decisionedAt: null,
        expiredAt: null,
        redactedAt: null,
        expiresAt: seconds === null ? null : now + seconds * 1000,
        expiresAfter: {
          start: InquiryRequest.seconds(meta["expiration-after-start-interval-seconds"]),
          resume: InquiryRequest.seconds(meta["expiration-after-resume-interval-seconds"])
        }
      },
      now
    )
    watch(inquiry)
    counters.wrote("inquiry.created")
    record("inquiry.created", render(inquiry), now)
    const wantsSession = meta["auto-create-inquiry-session"] === true
    const wantsLink = meta["auto-create-one-time-link"] === true
    if (!wantsSession && !wantsLink) return created({ data: render(inquiry) })
    sessions.begin(inquiry.id, now)
    const noLink = { "one-time-link": null, "one-time-link-short": null }
    return created({
      data: render(inquiry),
      meta: {
        "session-token": wantsSession ? sessions.token() : null,
        ...(wantsLink ? sessions.oneTimeLink() : noLink)
      }
    })
  }

  const change = (
    inquiry: Inquiry,
    { attributes, now }: Pick<Call, "attributes" | "now">
  ): Inquiry | Refusal => {
    const { state } = inquiry
    if (state.redactedAt !== null) return conflict("The inquiry has been redacted")
    const fields = InquiryRequest.fields(state.fields, attributes["fields"])
    if (isRefusal(fields)) return fields
    const note = optionalString(attributes, "note")
    if (isRefusal(note)) return note
    const named = attributes["tags"] === undefined ? state.tags : tags.fromAttribute(attributes["tags"])
    if (isRefusal(named)) return named
    const refusal = tags.ensure(named, pointer("tags"))
    if (refusal !== undefined) return refusal
    const changed: State = {
      ...state,
      fields,
      note: attributes["note"] === undefined ? state.note : (note ?? null),
      tags: named
    }
    return save(inquiry, changed, named === state.tags ? undefined : "inquiry.updated-tags", now)
  }

  const update = inquiries.withOne((inquiry, call) => {
    const changed = change(inquiry, call)
    return isRefusal(changed) ? changed : answer(changed)
  })

  const resume = inquiries.withOne((inquiry, { now }) => {
    const { state } = inquiry
    if (state.redactedAt !== null) return conflict("The inquiry has been redacted")
    const session = sessions.unused(inquiry.id, now)
    if (isRefusal(session)) return session
    const seconds = state.expiresAfter.resume
    const resumed: State = {
      ...state,
      status: state.status === "expired" ? "pending" : state.status,
      // Otherwise an inquiry whose time was up would expire again at once.
      expiresAt: seconds !== null ? now + seconds * 1000 : state.status === "expired" ? null : state.expiresAt
    }
    const saved = save(inquiry, resumed, undefined, now)
    watch(saved)
    return answer(saved, { "session-token": sessions.token() })
  })

  const simulate = inquiries.withOne((inquiry, { meta, now }) => {
    const actions = meta["simulate-actions"]
    if (!Array.isArray(actions)) return badRequest("meta.simulate_actions must be an array")
    // All of them are looked at before the first one is done.
    const steps: Array<(current: Inquiry) => Inquiry> = []
    let { state } = inquiry
    for (const action of actions) {
      const type = String((action as { readonly type?: unknown } | null)?.type)
      const transition = InquiryStatus.simulated(type)
      if (transition !== undefined) {
        const moved = next(state, transition, now)
        if (isRefusal(moved)) return unprocessable(moved.details ?? moved.title, "/meta/simulate-actions")
        state = moved
        steps.push((current) => transit(current, moved, transition, now))
        continue
      }
      const outcome = /^create_(passed|failed)_verification$/.exec(type)?.[1]
      const templateId = (
        action as { readonly data?: { readonly "verification-template-id"?: unknown } } | null
      )?.data?.["verification-template-id"]
      if (outcome === undefined || typeof templateId !== "string") {
        return unprocessable("There is no such action, or it lacks its template", "/meta/simulate-actions")
      }
      if (state.redactedAt !== null) return conflict("The inquiry has been redacted")
      steps.push((current) => {
        const { accountId, fields, inquiryTemplateId, inquiryTemplateVersionId } = current.state
        const person = InquiryRequest.personIn(fields)
        verifications.simulate(
          { inquiryId: current.id, accountId, inquiryTemplateId, inquiryTemplateVersionId, person },
          templateId,
          outcome === "passed",
          now
        )
        return current
      })
    }
    return answer(steps.reduce((current, step) => step(current), inquiry))
  })

  return {
    patch: (id, attributes, now) => {
      const inquiry = inquiries.find(id)
      if (inquiry === undefined) return undefined
      const changed = change(inquiry, { attributes, now })
      return isRefusal(changed) ? changed : "updated"
    },
    contents: () => inquiries.where("1").map(render),
    count: inquiries.count,
    routes: [
      route("POST", "/inquiries", create),
      {
        ...route("GET", "/inquiries", (call) =>
          inquiries.page(call, { path: "/inquiries", render, filters })
        ),
        includes: [],
        filters: Object.keys(filters)
      },
      {
        ...route("POST", "/inquiries/search", (call) =>
          Search.search(call, "/inquiries/search", inquiries.where("1").map(render), {
            "inquiry-template-id": Search.relation("inquiry-template")
          })
        ),
        permission: "inquiry.read",
        includes: []
      },
      route(
        "GET",
        "/inquiries/:id",
        inquiries.withOne((inquiry) => answer(inquiry))
      ),
      route("PATCH", "/inquiries/:id", update),
      route(
        "DELETE",
        "/inquiries/:id",
        inquiries.withOne((inquiry, { now }) => {
          const redacted = redact(inquiry, now)
          return isRefusal(redacted) ? redacted : answer(redacted)
        })
      ),
      ...(["approve", "decline", "mark-for-review", "expire"] as const).map((action) =>
        route("POST", `/inquiries/:id/${action}`, act(action))
      ),
      route("POST", "/inquiries/:id/resume", resume),
      route("POST", "/inquiries/:id/perform-simulate-actions", simulate),
      route(
        "POST",
        "/inquiries/:id/generate-one-time-link",
        inquiries.withOne((inquiry, { now }) => {
          if (inquiry.state.redactedAt !== null) return conflict("The inquiry has been redacted")
          const session = sessions.begin(inquiry.id, now)
          return isRefusal(session) ? session : answer(inquiry, sessions.oneTimeLink())
        })
      ),
      route(
        "GET",
        "/inquiries/:id/print",
        inquiries.withOne(() => file("application/pdf", Pdf.blank))
      ),
      ...Tags.routes(tags, { path: "/inquiries/:id", permission: "inquiry.write", includes }, (retag) =>
        inquiries.withOne((inquiry, call) => {
          if (inquiry.state.redactedAt !== null) return conflict("The inquiry has been redacted")
          const chosen = retag(call, inquiry.state.tags)
          if (isRefusal(chosen)) return chosen
          return answer(save(inquiry, { ...inquiry.state, tags: chosen }, "inquiry.updated-tags", call.now))
        })
      )
    ]
  }
}

const filters: Entities.Filters = {
  "inquiry-id": { column: "id" },
  "account-id": { member: "accountId" },
  note: { member: "note" },
  "reference-id": { member: "referenceId" },
  "inquiry-template-id": { member: "inquiryTemplateId" },
  "template-id": { member: "templateId" },
  status: { member: "status" },
  "created-at-start": { createdAt: ">=" },
  "created-at-end": { createdAt: "<=" }
}

const attributesOf = ({ createdAt, state, updatedAt }: Inquiry): Resource["attributes"] => ({
  status: state.status,
  "reference-id": state.referenceId,
  note: state.note,
  behaviors: {},
  tags: state.tags,
  creator: state.creator,
  "reviewer-comment": state.reviewerComment,
  "created-at": timestamp(createdAt),
  "updated-at": timestamp(updatedAt),
  "started-at": timestampOrNull(state.startedAt),
  "expires-at": timestampOrNull(state.expiresAt),
  "completed-at": timestampOrNull(state.completedAt),
  "failed-at": timestampOrNull(state.failedAt),
  "marked-for-review-at": timestampOrNull(state.markedForReviewAt),
  "decisioned-at": timestampOrNull(state.decisionedAt),
  "expired-at": timestampOrNull(state.expiredAt),
  "redacted-at": timestampOrNull(state.redactedAt),
  "previous-step-name": null,
  "next-step-name": null,
  fields: state.fields
})
