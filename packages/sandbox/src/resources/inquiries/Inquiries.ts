/**
 * Inquiries: created for an account, moved through their statuses by real and simulated actions, and redacted with all
 * objects that belong to them.
 */
import { conflict, file, isRefusal, type Refusal, type Resource } from "../../internal/request/Answer.ts"
import type * as Entities from "../../internal/state/Entities.ts"
import * as Pdf from "../../internal/examples/Pdf.ts"
import * as Redaction from "../../internal/state/Redaction.ts"
import { type Call, type Context, type Opened, routesOf } from "../../internal/state/Resource.ts"
import * as Search from "../../internal/request/Search.ts"
import { optionalString, pointer } from "../../internal/request/Validation.ts"
import * as Tags from "../accounts/Tags.ts"
import { create } from "./InquiryCreation.ts"
import type { Neighbours, Parts } from "./InquiryParts.ts"
import * as InquiryRequest from "./InquiryRequest.ts"
import { simulate } from "./InquirySimulation.ts"
import type * as InquiryStatus from "./InquiryStatus.ts"
import * as InquiryStore from "./InquiryStore.ts"
import type { Inquiry, State } from "./InquiryStore.ts"
import * as InquiryTransitions from "./InquiryTransitions.ts"

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
  /** Updates an inquiry like `PATCH /inquiries/:id`; undefined if there is none. */
  readonly patch: (id: string, attributes: Call["attributes"], now: number) => "updated" | Refusal | undefined
}

export const open = (context: Context, neighbours: Neighbours): Inquiries => {
  const { counters } = context
  const { record, sessions } = neighbours
  const store = InquiryStore.make(context, record)
  const { answer, entities: inquiries, render, save } = store
  const tags = Tags.make(context)
  const redact = Redaction.make(context, inquiries, {
    erase: (state) => ({ ...state, fields: {}, note: null, referenceId: null, reviewerComment: null }),
    after: (inquiry, now) => {
      counters.wrote("inquiry.redacted")
      record("inquiry.redacted", render(inquiry), now)
    }
  })

  const transitions = InquiryTransitions.make(context, store, sessions)
  const parts: Parts = { neighbours, store, tags, transitions }

  const act = (action: InquiryStatus.Action) =>
    inquiries.withOne((inquiry, { meta, now }) => {
      const comment = meta["comment"]
      const state = InquiryTransitions.next(inquiry.state, action, now)
      if (isRefusal(state)) return state
      const commented = typeof comment === "string" ? { ...state, reviewerComment: comment } : state
      return answer(transitions.transit(inquiry, commented, action, now))
    })

  const update = inquiries.withOne((inquiry, call) => {
    const changed = change(parts, inquiry, call)
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
      // Otherwise an expired inquiry would expire again at once.
      expiresAt: seconds !== null ? now + seconds * 1000 : state.status === "expired" ? null : state.expiresAt
    }
    const saved = save(inquiry, resumed, undefined, now)
    transitions.watch(saved)
    return answer(saved, { "session-token": sessions.token() })
  })

  return {
    patch: (id, attributes, now) => {
      const inquiry = inquiries.find(id)
      if (inquiry === undefined) return undefined
      const changed = change(parts, inquiry, { attributes, now })
      return isRefusal(changed) ? changed : "updated"
    },
    contents: () => inquiries.where("1").map(render),
    count: inquiries.count,
    routes: [
      route("POST", "/inquiries", (call) => create(parts, call)),
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
      route(
        "POST",
        "/inquiries/:id/perform-simulate-actions",
        inquiries.withOne((inquiry, call) => simulate(parts, inquiry, call))
      ),
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

const change = (
  { store, tags }: Parts,
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
  return store.save(inquiry, changed, named === state.tags ? undefined : "inquiry.updated-tags", now)
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
