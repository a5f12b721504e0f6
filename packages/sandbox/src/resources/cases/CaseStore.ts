/** Cases and their comments: their storage, their form in answers, and the events of their changes. */
import type { Resource } from "../../internal/request/Answer.ts"
import * as Entities from "../../internal/state/Entities.ts"
import { toMany, toOne } from "../../internal/state/Registry.ts"
import { type Context, timestamp, timestampOrNull } from "../../internal/state/Resource.ts"
import type * as Events from "../events/Events.ts"
import type { Files, Stored } from "../verifications/Files.ts"

export interface State {
  readonly number: number
  readonly status: string
  readonly templateId: string
  readonly queueId: string | null
  readonly fields: Readonly<Record<string, unknown>>
  readonly tags: ReadonlyArray<string>
  readonly objects: ReadonlyArray<string>
  readonly comments: ReadonlyArray<string>
  readonly attachments: ReadonlyArray<Stored>
  readonly assignee: string | null
  readonly assignedAt: number | null
  readonly resolvedAt: number | null
  readonly slaExpiresAt: number | null
  readonly redactedAt: number | null
}

interface Comment {
  readonly message: string
  readonly caseId: string
}

export type Case = Entities.Entity<State>

export interface CaseStore {
  readonly cases: Entities.Entities<State>
  readonly comments: Entities.Entities<Comment>
  readonly render: (one: Case) => Resource
  /** Writes a new state, with its event if there is one. */
  readonly save: (one: Case, state: State, event: string | undefined, now: number) => Case
}

export const make = (context: Context, files: Files, record: Events.Record): CaseStore => {
  const { counters, environment, registry } = context
  const comments = Entities.make<Comment>(context, "case-comment", "cscm", (comment) =>
    renderComment(comment, environment.apiKeyId)
  )

  const render = (one: Case): Resource => {
    const { id, state } = one
    const objects = (prefix: string, fallback: string) =>
      toMany(
        state.objects
          .filter((object) => object.startsWith(`${prefix}_`))
          .map((object) => ({ type: registry.find(object)?.type ?? fallback, id: object }))
      )
    return {
      type: "case",
      id,
      attributes: attributesOf(one, environment.apiKeyId, files),
      relationships: {
        accounts: objects("act", "account"),
        "case-comments": toMany(state.comments.map((comment) => ({ type: "case-comment", id: comment }))),
        "case-template": toOne("case-template", state.templateId),
        "case-queue": toOne("case-queue", state.queueId),
        inquiries: objects("inq", "inquiry"),
        reports: objects("rep", "report/watchlist"),
        verifications: objects("ver", "verification/government-id"),
        txns: objects("txn", "transaction")
      }
    }
  }
  const cases = Entities.make<State>(context, "case", "case", render)
  return {
    cases,
    comments,
    render,
    save: (one, state, event, now) => {
      const saved = cases.save(one, state, now)
      counters.wrote("case.updated")
      if (event !== undefined) record(event, render(saved), now)
      return saved
    }
  }
}

const renderComment = (
  { createdAt, id, state, updatedAt }: Entities.Entity<Comment>,
  apiKeyId: string
): Resource => ({
  type: "case-comment",
  id,
  attributes: {
    message: state.message,
    "created-at": timestamp(createdAt),
    "updated-at": timestamp(updatedAt),
    "commenter-id": apiKeyId,
    "commenter-type": "api-key"
  }
})

const attributesOf = (
  { createdAt, state, updatedAt }: Case,
  apiKeyId: string,
  files: Files
): Resource["attributes"] => ({
  status: state.status,
  name: `CASE-${state.number}`,
  resolution: state.resolvedAt === null ? null : state.status,
  "created-at": timestamp(createdAt),
  "updated-at": timestamp(updatedAt),
  "assigned-at": timestampOrNull(state.assignedAt),
  "resolved-at": timestampOrNull(state.resolvedAt),
  "redacted-at": timestampOrNull(state.redactedAt),
  "sla-expires-at": timestampOrNull(state.slaExpiresAt),
  "creator-id": apiKeyId,
  "creator-type": "api-key",
  "assignee-id": state.assignee,
  "assigner-id": state.assignee === null ? null : apiKeyId,
  "assigner-type": state.assignee === null ? null : "api-key",
  "resolver-id": state.resolvedAt === null ? null : apiKeyId,
  "resolver-type": state.resolvedAt === null ? null : "api-key",
  "updater-id": apiKeyId,
  "updater-type": "api-key",
  tags: state.tags,
  fields: state.fields,
  attachments: state.attachments.map(files.render)
})
