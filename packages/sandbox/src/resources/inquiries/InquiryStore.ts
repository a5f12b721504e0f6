/** Inquiries: their storage, their form in answers, and the events of their changes. */
import { type Answer, ok, type Resource } from "../../internal/request/Answer.ts"
import * as Entities from "../../internal/state/Entities.ts"
import { toMany, toOne } from "../../internal/state/Registry.ts"
import { type Context, timestamp, timestampOrNull } from "../../internal/state/Resource.ts"
import type * as AccountFields from "../accounts/AccountFields.ts"
import type * as Events from "../events/Events.ts"
import type * as InquiryRequest from "./InquiryRequest.ts"
import type * as InquiryStatus from "./InquiryStatus.ts"

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
  /** Seconds from start or resumption until an inquiry expires. */
  readonly expiresAfter: { readonly start: number | null; readonly resume: number | null }
  readonly redactedAt: number | null
}

export type Inquiry = Entities.Entity<State>

export interface InquiryStore {
  readonly entities: Entities.Entities<State>
  readonly render: (inquiry: Inquiry) => Resource
  readonly answer: (inquiry: Inquiry, meta?: Readonly<Record<string, unknown>>) => Answer
  readonly create: (state: State, now: number) => Inquiry
  /** Writes a new state, with its event if there is one. */
  readonly save: (inquiry: Inquiry, state: State, event: string | undefined, now: number) => Inquiry
}

export const make = (context: Context, record: Events.Record): InquiryStore => {
  const { counters, store } = context
  const entities = Entities.make<State>(context, "inquiry", "inq", (inquiry) => render(inquiry))
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

  return {
    entities,
    render,
    answer: (inquiry, meta) => ok({ data: render(inquiry), ...(meta === undefined ? undefined : { meta }) }),
    create: (state, now) => {
      const inquiry = entities.create(state, now)
      counters.wrote("inquiry.created")
      record("inquiry.created", render(inquiry), now)
      return inquiry
    },
    save: (inquiry, state, event, now) => {
      const saved = entities.save(inquiry, state, now)
      counters.wrote("inquiry.updated")
      if (event !== undefined) record(event, render(saved), now)
      return saved
    }
  }
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
