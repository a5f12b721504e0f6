// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, ToMany, ToOne } from "../../JsonApi.ts"
import { FieldSchema } from "./FieldSchema.ts"

/** The API's `case-template` in answers. */
export interface CaseTemplate {
  readonly type: "case-template"
  readonly id: string
  readonly attributes: CaseTemplateAttributes
}

export interface CaseTemplateAttributes {
  readonly status?: Open<"active" | "archived"> | null
  readonly name?: string | null
  readonly resolutions?: ReadonlyArray<string> | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
  readonly archivedAt?: string | null
  readonly fieldSchemas?: ReadonlyArray<FieldSchema> | null
}

/** Schema of {@link CaseTemplate}. */
export const CaseTemplate: Schema.Codec<CaseTemplate, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        status: W.string,
        name: W.string,
        resolutions: W.array(W.string),
        "created-at": W.string,
        "updated-at": W.string,
        "archived-at": W.string,
        "field-schemas": W.array(FieldSchema)
      })
    )
  })
)

/** The API's `case` in answers. */
export interface Case {
  readonly type: "case"
  readonly id: string
  readonly attributes: CaseAttributes
  readonly relationships?: CaseRelationships | null
}

export interface CaseAttributes {
  readonly status?: string | null
  readonly name?: string | null
  readonly resolution?: string | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
  readonly assignedAt?: string | null
  readonly resolvedAt?: string | null
  readonly redactedAt?: string | null
  readonly slaExpiresAt?: string | null
  readonly creatorId?: string | null
  readonly creatorType?: Open<"user" | "workflow-run" | "api-key"> | null
  readonly assigneeId?: string | null
  readonly assignerId?: string | null
  readonly assignerType?: Open<"case-assignment-policy" | "user" | "workflow-run"> | null
  readonly resolverId?: string | null
  readonly resolverType?: Open<"user" | "workflow-run"> | null
  readonly updaterId?: string | null
  readonly updaterType?: Open<"case-assignment-policy" | "user" | "workflow-run" | "api-key"> | null
  readonly tags?: ReadonlyArray<unknown> | null
  readonly fields?: Readonly<Record<string, unknown>> | null
  readonly attachments?: ReadonlyArray<{
    readonly filename?: string | null
    readonly url?: string | null
    readonly byteSize?: number | null
  }> | null
}

export interface CaseRelationships {
  readonly accounts?: ToMany<"account"> | null
  readonly caseComments?: ToMany<"case-comment"> | null
  readonly caseTemplate?: ToOne<"case-template"> | null
  readonly caseQueue?: ToOne<"case-queue"> | null
  readonly inquiries?: ToMany<"inquiry"> | null
  readonly reports?: ToMany | null
  readonly verifications?: ToMany | null
  readonly txns?: ToMany<"transaction"> | null
}

/** Schema of {@link Case}. */
export const Case: Schema.Codec<Case, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        status: W.string,
        name: W.string,
        resolution: W.string,
        "created-at": W.string,
        "updated-at": W.string,
        "assigned-at": W.string,
        "resolved-at": W.string,
        "redacted-at": W.string,
        "sla-expires-at": W.string,
        "creator-id": W.string,
        "creator-type": W.string,
        "assignee-id": W.string,
        "assigner-id": W.string,
        "assigner-type": W.string,
        "resolver-id": W.string,
        "resolver-type": W.string,
        "updater-id": W.string,
        "updater-type": W.string,
        tags: W.array(W.json),
        fields: W.free,
        attachments: W.array(W.open({ filename: W.string, url: W.string, "byte-size": W.number }))
      })
    ),
    relationships: W.open({
      accounts: W.toMany,
      "case-comments": W.toMany,
      "case-template": W.toOne,
      "case-queue": W.toOne,
      inquiries: W.toMany,
      reports: W.toMany,
      verifications: W.toMany,
      txns: W.toMany
    })
  })
)

/** The API's `case-comment` in answers. */
export interface CaseComment {
  readonly type: "case-comment"
  readonly id: string
  readonly attributes: CaseCommentAttributes
}

export interface CaseCommentAttributes {
  readonly message?: string | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
  readonly commenterId?: string | null
  readonly commenterType?: string | null
}

/** Schema of {@link CaseComment}. */
export const CaseComment: Schema.Codec<CaseComment, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        message: W.string,
        "created-at": W.string,
        "updated-at": W.string,
        "commenter-id": W.string,
        "commenter-type": W.string
      })
    )
  })
)

/** The API's `case-queue` in answers. */
export interface CaseQueue {
  readonly type: "case-queue"
  readonly id: string
  readonly attributes: CaseQueueAttributes
}

export interface CaseQueueAttributes {
  readonly status?: Open<"active" | "archived"> | null
  readonly name?: string | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
  readonly archivedAt?: string | null
}

/** Schema of {@link CaseQueue}. */
export const CaseQueue: Schema.Codec<CaseQueue, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        status: W.string,
        name: W.string,
        "created-at": W.string,
        "updated-at": W.string,
        "archived-at": W.string
      })
    )
  })
)
