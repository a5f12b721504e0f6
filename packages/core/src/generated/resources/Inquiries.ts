// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Inquiries".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as File from "../../File.ts"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include, Links, OneOrMany, Open, PageParameters } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"
import { Inquiry, InquiryFields } from "../schemas/Inquiry.ts"
import { InquiryIncludedObjects } from "../schemas/InquiryIncludedObjects.ts"
import { SearchQuery } from "../schemas/SearchQuery.ts"
import { CreateVerificationAction, InquiryStatusAction } from "../schemas/SimulateAction.ts"

export { Inquiry, InquiryFields } from "../schemas/Inquiry.ts"
export { InquiryIncludedObjects } from "../schemas/InquiryIncludedObjects.ts"
export { SearchQuery } from "../schemas/SearchQuery.ts"
export { CreateVerificationAction, InquiryStatusAction } from "../schemas/SimulateAction.ts"

/**
 * List all inquiries: `GET /inquiries`.
 *
 * Succeeds with 200.
 *
 * @see https://docs.withpersona.com/api-reference/inquiries/list-all-inquiries
 */
export const list: Operation.Operation<ListRequest, InquiryPage> = /*#__PURE__*/ Operation.make({
  id: "list-all-inquiries",
  method: "GET",
  path: "/inquiries",
  tag: "Inquiries",
  paging: "query",
  query: ["filter", "page", "fields"],
  schemas: () => ({ request: ListRequest, success: InquiryPage })
})

/**
 * Create an inquiry: `POST /inquiries`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiries/create-an-inquiry
 */
export const create: Operation.Operation<
  CreateRequest,
  InquiryResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-an-inquiry",
  method: "POST",
  path: "/inquiries",
  tag: "Inquiries",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateRequest, success: InquiryResponse })
})

/**
 * Redact an inquiry: `DELETE /inquiries/{inquiry-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiries/redact-an-inquiry
 */
export const redact: Operation.Operation<
  RedactRequest,
  RedactResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "redact-an-inquiry",
  method: "DELETE",
  path: "/inquiries/{inquiry-id}",
  tag: "Inquiries",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RedactRequest, success: RedactResponse })
})

/**
 * Retrieve an inquiry: `GET /inquiries/{inquiry-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiries/retrieve-an-inquiry
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  RetrieveResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-an-inquiry",
  method: "GET",
  path: "/inquiries/{inquiry-id}",
  tag: "Inquiries",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: RetrieveResponse })
})

/**
 * Update an inquiry: `PATCH /inquiries/{inquiry-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiries/update-an-inquiry
 */
export const update: Operation.Operation<
  UpdateRequest,
  UpdateResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "update-an-inquiry",
  method: "PATCH",
  path: "/inquiries/{inquiry-id}",
  tag: "Inquiries",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: UpdateRequest, success: UpdateResponse })
})

/**
 * Add tag (inquiries): `POST /inquiries/{inquiry-id}/add-tag`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiries/add-tag
 */
export const addTag: Operation.Operation<
  AddTagRequest,
  AddTagResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "inquiries-add-tag",
  method: "POST",
  path: "/inquiries/{inquiry-id}/add-tag",
  tag: "Inquiries",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: AddTagRequest, success: AddTagResponse })
})

/**
 * Approve an inquiry: `POST /inquiries/{inquiry-id}/approve`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiries/approve-an-inquiry
 */
export const approve: Operation.Operation<
  ApproveRequest,
  ApproveResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "approve-an-inquiry",
  method: "POST",
  path: "/inquiries/{inquiry-id}/approve",
  tag: "Inquiries",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: ApproveRequest, success: ApproveResponse })
})

/**
 * Decline an inquiry: `POST /inquiries/{inquiry-id}/decline`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiries/decline-an-inquiry
 */
export const decline: Operation.Operation<
  DeclineRequest,
  DeclineResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "decline-an-inquiry",
  method: "POST",
  path: "/inquiries/{inquiry-id}/decline",
  tag: "Inquiries",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: DeclineRequest, success: DeclineResponse })
})

/**
 * Mark an inquiry for review: `POST /inquiries/{inquiry-id}/mark-for-review`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiries/mark-an-inquiry-for-review
 */
export const markForReview: Operation.Operation<
  MarkForReviewRequest,
  MarkForReviewResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "mark-an-inquiry-for-review",
  method: "POST",
  path: "/inquiries/{inquiry-id}/mark-for-review",
  tag: "Inquiries",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: MarkForReviewRequest, success: MarkForReviewResponse })
})

/**
 * Expire an inquiry: `POST /inquiries/{inquiry-id}/expire`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiries/expire-an-inquiry
 */
export const expire: Operation.Operation<
  ExpireRequest,
  ExpireResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "expire-an-inquiry",
  method: "POST",
  path: "/inquiries/{inquiry-id}/expire",
  tag: "Inquiries",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ExpireRequest, success: ExpireResponse })
})

/**
 * Generate a one time link: `POST /inquiries/{inquiry-id}/generate-one-time-link`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiries/generate-a-one-time-link
 */
export const generateOneTimeLink: Operation.Operation<
  GenerateOneTimeLinkRequest,
  GenerateOneTimeLinkResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "generate-a-one-time-link",
  method: "POST",
  path: "/inquiries/{inquiry-id}/generate-one-time-link",
  tag: "Inquiries",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: GenerateOneTimeLinkRequest, success: GenerateOneTimeLinkResponse })
})

/**
 * Print an inquiry PDF: `GET /inquiries/{inquiry-id}/print`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiries/print-an-inquiry-pdf
 */
export const print: Operation.Operation<
  PrintRequest,
  File.Binary,
  NotFound | Conflict
> = /*#__PURE__*/ Operation.make({
  id: "print-an-inquiry-pdf",
  method: "GET",
  path: "/inquiries/{inquiry-id}/print",
  tag: "Inquiries",
  errors: [404, 409],
  response: "binary",
  schemas: () => ({ request: PrintRequest, success: File.Binary })
})

/**
 * Remove tag (inquiries): `POST /inquiries/{inquiry-id}/remove-tag`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiries/remove-tag
 */
export const removeTag: Operation.Operation<
  RemoveTagRequest,
  RemoveTagResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "inquiries-remove-tag",
  method: "POST",
  path: "/inquiries/{inquiry-id}/remove-tag",
  tag: "Inquiries",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: RemoveTagRequest, success: RemoveTagResponse })
})

/**
 * Resume an inquiry: `POST /inquiries/{inquiry-id}/resume`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiries/resume-an-inquiry
 */
export const resume: Operation.Operation<
  ResumeRequest,
  ResumeResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "resume-an-inquiry",
  method: "POST",
  path: "/inquiries/{inquiry-id}/resume",
  tag: "Inquiries",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ResumeRequest, success: ResumeResponse })
})

/**
 * Set all tags (inquiries): `POST /inquiries/{inquiry-id}/set-tags`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiries/set-all-tags
 */
export const setTags: Operation.Operation<
  SetTagsRequest,
  SetTagsResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "inquiries-set-all-tags",
  method: "POST",
  path: "/inquiries/{inquiry-id}/set-tags",
  tag: "Inquiries",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: SetTagsRequest, success: SetTagsResponse })
})

/**
 * Perform simulate actions (inquiries): `POST /inquiries/{inquiry-id}/perform-simulate-actions`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiries/perform-simulate-actions
 */
export const performSimulateActions: Operation.Operation<
  PerformSimulateActionsRequest,
  PerformSimulateActionsResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "inquiries-perform-simulate-actions",
  method: "POST",
  path: "/inquiries/{inquiry-id}/perform-simulate-actions",
  tag: "Inquiries",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: PerformSimulateActionsRequest, success: PerformSimulateActionsResponse })
})

/**
 * Search inquiries: `POST /inquiries/search`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiries/search-inquiries
 */
export const search: Operation.Operation<
  SearchRequest,
  InquiryPage,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "search-inquiries",
  method: "POST",
  path: "/inquiries/search",
  tag: "Inquiries",
  repeat: "safe",
  paging: "body",
  query: ["fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: SearchRequest, success: InquiryPage })
})

/** What {@link list} takes. */
export interface ListRequest {
  readonly filter?: {
    readonly inquiryId?: OneOrMany | undefined
    readonly accountId?: OneOrMany | undefined
    readonly note?: string | undefined
    readonly referenceId?: string | undefined
    readonly inquiryTemplateId?: OneOrMany | undefined
    readonly templateId?: OneOrMany | undefined
    readonly status?: OneOrMany | undefined
    readonly createdAtStart?: string | undefined
    readonly createdAtEnd?: string | undefined
  } | undefined
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListRequest}. */
export const ListRequest: Schema.Codec<ListRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    filter: W.closed({
      "inquiry-id": W.commas,
      "account-id": W.commas,
      note: W.string,
      "reference-id": W.string,
      "inquiry-template-id": W.commas,
      "template-id": W.commas,
      status: W.commas,
      "created-at-start": W.string,
      "created-at-end": W.string
    }),
    page: W.page,
    fields: W.fieldsets
  })
)

/** What {@link create} takes. */
export interface CreateRequest {
  readonly data: { readonly attributes: CreateAttributes }
  readonly meta?: {
    readonly autoCreateAccount?: boolean | undefined
    readonly autoCreateAccountTypeId?: string | undefined
    readonly autoCreateAccountReferenceId?: string | undefined
    readonly autoCreateInquirySession?: boolean | undefined
    readonly autoCreateOneTimeLink?: boolean | undefined
    readonly expirationAfterCreateIntervalSeconds?: number | null | undefined
    readonly expirationAfterStartIntervalSeconds?: number | null | undefined
    readonly expirationAfterResumeIntervalSeconds?: number | null | undefined
    readonly oneTimeLinkExpirationSeconds?: number | null | undefined
  } | undefined
  readonly include?: Include<
    | "account"
    | "documents"
    | "template"
    | "inquiry-template"
    | "inquiry-template-version"
    | "reports"
    | "transaction"
    | "reviewer"
    | "selfies"
    | "sessions"
    | "verifications"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateAttributes {
  readonly templateId?: string | null | undefined
  readonly inquiryTemplateId?: string | null | undefined
  readonly inquiryTemplateVersionId?: string | null | undefined
  /** @deprecated */
  readonly referenceId?: string | null | undefined
  readonly accountId?: string | null | undefined
  readonly creatorEmailAddress?: string | null | undefined
  readonly themeId?: string | null | undefined
  readonly themeSetId?: string | null | undefined
  readonly redirectUri?: string | null | undefined
  readonly note?: string | null | undefined
  readonly fields?: InquiryFields | null | undefined
  readonly tags?: ReadonlyArray<string> | null | undefined
  readonly initialStepName?: string | null | undefined
}

/** Schema of {@link CreateRequest}. */
export const CreateRequest: Schema.Codec<CreateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.required(
          W.closed({
            "template-id": W.nullable(W.string),
            "inquiry-template-id": W.nullable(W.string),
            "inquiry-template-version-id": W.nullable(W.string),
            "reference-id": W.nullable(W.string),
            "account-id": W.nullable(W.string),
            "creator-email-address": W.nullable(W.string),
            "theme-id": W.nullable(W.string),
            "theme-set-id": W.nullable(W.string),
            "redirect-uri": W.nullable(W.string),
            note: W.nullable(W.string),
            fields: W.nullable(InquiryFields),
            tags: W.nullable(W.array(W.string)),
            "initial-step-name": W.nullable(W.string)
          })
        )
      })
    ),
    meta: W.closed({
      "auto-create-account": W.boolean,
      "auto-create-account-type-id": W.string,
      "auto-create-account-reference-id": W.string,
      "auto-create-inquiry-session": W.boolean,
      "auto-create-one-time-link": W.boolean,
      "expiration-after-create-interval-seconds": W.nullable(W.integer),
      "expiration-after-start-interval-seconds": W.nullable(W.integer),
      "expiration-after-resume-interval-seconds": W.nullable(W.integer),
      "one-time-link-expiration-seconds": W.nullable(W.integer)
    }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link redact} takes. */
export interface RedactRequest {
  readonly inquiryId: string
  readonly include?: Include<
    | "account"
    | "documents"
    | "template"
    | "inquiry-template"
    | "inquiry-template-version"
    | "reports"
    | "transaction"
    | "reviewer"
    | "selfies"
    | "sessions"
    | "verifications"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RedactRequest}. */
export const RedactRequest: Schema.Codec<RedactRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "inquiry-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly inquiryId: string
  readonly include?: Include<
    | "account"
    | "documents"
    | "template"
    | "inquiry-template"
    | "inquiry-template-version"
    | "reports"
    | "transaction"
    | "reviewer"
    | "selfies"
    | "sessions"
    | "verifications"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "inquiry-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link update} takes. */
export interface UpdateRequest {
  readonly inquiryId: string
  readonly data?: { readonly attributes?: UpdateAttributes | undefined } | undefined
  readonly include?: Include<
    | "account"
    | "documents"
    | "template"
    | "inquiry-template"
    | "inquiry-template-version"
    | "reports"
    | "transaction"
    | "reviewer"
    | "selfies"
    | "sessions"
    | "verifications"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

export interface UpdateAttributes {
  readonly note?: string | null | undefined
  readonly fields?: InquiryFields | null | undefined
  readonly tags?: ReadonlyArray<string> | undefined
  readonly redirectUri?: string | null | undefined
}

/** Schema of {@link UpdateRequest}. */
export const UpdateRequest: Schema.Codec<UpdateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "inquiry-id": W.required(W.segment),
    data: W.closed({
      attributes: W.closed({
        note: W.nullable(W.string),
        fields: W.nullable(InquiryFields),
        tags: W.array(W.string),
        "redirect-uri": W.nullable(W.string)
      })
    }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link addTag} takes. */
export interface AddTagRequest {
  readonly inquiryId: string
  readonly meta?: {
    readonly tagName?: string | undefined
    readonly tagId?: string | undefined
  } | undefined
  readonly include?: Include<
    | "account"
    | "documents"
    | "template"
    | "inquiry-template"
    | "inquiry-template-version"
    | "reports"
    | "transaction"
    | "reviewer"
    | "selfies"
    | "sessions"
    | "verifications"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link AddTagRequest}. */
export const AddTagRequest: Schema.Codec<AddTagRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "inquiry-id": W.required(W.segment),
    meta: W.closed({ "tag-name": W.string, "tag-id": W.string }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link approve} takes. */
export interface ApproveRequest {
  readonly inquiryId: string
  readonly meta?: { readonly comment?: string | undefined } | undefined
  readonly include?: Include<
    | "account"
    | "documents"
    | "template"
    | "inquiry-template"
    | "inquiry-template-version"
    | "reports"
    | "transaction"
    | "reviewer"
    | "selfies"
    | "sessions"
    | "verifications"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ApproveRequest}. */
export const ApproveRequest: Schema.Codec<ApproveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "inquiry-id": W.required(W.segment),
    meta: W.closed({ comment: W.string }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link decline} takes. */
export interface DeclineRequest {
  readonly inquiryId: string
  readonly meta?: { readonly comment?: string | undefined } | undefined
  readonly include?: Include<
    | "account"
    | "documents"
    | "template"
    | "inquiry-template"
    | "inquiry-template-version"
    | "reports"
    | "transaction"
    | "reviewer"
    | "selfies"
    | "sessions"
    | "verifications"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link DeclineRequest}. */
export const DeclineRequest: Schema.Codec<DeclineRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "inquiry-id": W.required(W.segment),
    meta: W.closed({ comment: W.string }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link markForReview} takes. */
export interface MarkForReviewRequest {
  readonly inquiryId: string
  readonly include?: Include<
    | "account"
    | "documents"
    | "template"
    | "inquiry-template"
    | "inquiry-template-version"
    | "reports"
    | "transaction"
    | "reviewer"
    | "selfies"
    | "sessions"
    | "verifications"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link MarkForReviewRequest}. */
export const MarkForReviewRequest: Schema.Codec<MarkForReviewRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "inquiry-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link expire} takes. */
export interface ExpireRequest {
  readonly inquiryId: string
  readonly include?: Include<
    | "account"
    | "documents"
    | "template"
    | "inquiry-template"
    | "inquiry-template-version"
    | "reports"
    | "transaction"
    | "reviewer"
    | "selfies"
    | "sessions"
    | "verifications"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ExpireRequest}. */
export const ExpireRequest: Schema.Codec<ExpireRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "inquiry-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link generateOneTimeLink} takes. */
export interface GenerateOneTimeLinkRequest {
  readonly inquiryId: string
  readonly meta?: { readonly expiresInSeconds?: number | undefined } | undefined
  readonly include?: Include<
    | "account"
    | "documents"
    | "template"
    | "inquiry-template"
    | "inquiry-template-version"
    | "reports"
    | "transaction"
    | "reviewer"
    | "selfies"
    | "sessions"
    | "verifications"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link GenerateOneTimeLinkRequest}. */
export const GenerateOneTimeLinkRequest: Schema.Codec<
  GenerateOneTimeLinkRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "inquiry-id": W.required(W.segment),
    meta: W.closed({ "expires-in-seconds": W.integer }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link print} takes. */
export interface PrintRequest {
  readonly inquiryId: string
}

/** Schema of {@link PrintRequest}. */
export const PrintRequest: Schema.Codec<PrintRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "inquiry-id": W.required(W.segment) })
)

/** What {@link removeTag} takes. */
export interface RemoveTagRequest {
  readonly inquiryId: string
  readonly meta?: {
    readonly tagName?: string | undefined
    readonly tagId?: string | undefined
  } | undefined
  readonly include?: Include<
    | "account"
    | "documents"
    | "template"
    | "inquiry-template"
    | "inquiry-template-version"
    | "reports"
    | "transaction"
    | "reviewer"
    | "selfies"
    | "sessions"
    | "verifications"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RemoveTagRequest}. */
export const RemoveTagRequest: Schema.Codec<RemoveTagRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "inquiry-id": W.required(W.segment),
    meta: W.closed({ "tag-name": W.string, "tag-id": W.string }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link resume} takes. */
export interface ResumeRequest {
  readonly inquiryId: string
  readonly include?: Include<
    | "account"
    | "documents"
    | "template"
    | "inquiry-template"
    | "inquiry-template-version"
    | "reports"
    | "transaction"
    | "reviewer"
    | "selfies"
    | "sessions"
    | "verifications"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ResumeRequest}. */
export const ResumeRequest: Schema.Codec<ResumeRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "inquiry-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link setTags} takes. */
export interface SetTagsRequest {
  readonly inquiryId: string
  readonly meta?: {
    readonly tagName?: ReadonlyArray<string> | undefined
    readonly tagId?: ReadonlyArray<string> | undefined
  } | undefined
  readonly include?: Include<
    | "account"
    | "documents"
    | "template"
    | "inquiry-template"
    | "inquiry-template-version"
    | "reports"
    | "transaction"
    | "reviewer"
    | "selfies"
    | "sessions"
    | "verifications"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link SetTagsRequest}. */
export const SetTagsRequest: Schema.Codec<SetTagsRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "inquiry-id": W.required(W.segment),
    meta: W.closed({ "tag-name": W.array(W.string), "tag-id": W.array(W.string) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link performSimulateActions} takes. */
export interface PerformSimulateActionsRequest {
  readonly inquiryId: string
  readonly meta: {
    readonly simulateActions: ReadonlyArray<InquiryStatusAction | CreateVerificationAction>
  }
  readonly include?: Include<
    | "account"
    | "documents"
    | "template"
    | "inquiry-template"
    | "inquiry-template-version"
    | "reports"
    | "transaction"
    | "reviewer"
    | "selfies"
    | "sessions"
    | "verifications"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link PerformSimulateActionsRequest}. */
export const PerformSimulateActionsRequest: Schema.Codec<
  PerformSimulateActionsRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "inquiry-id": W.required(W.segment),
    meta: W.required(
      W.closed({
        "simulate-actions": W.required(
          W.array(
            W.closedUnion("type", {
              start_inquiry: InquiryStatusAction,
              complete_inquiry: InquiryStatusAction,
              fail_inquiry: InquiryStatusAction,
              expire_inquiry: InquiryStatusAction,
              mark_for_review_inquiry: InquiryStatusAction,
              approve_inquiry: InquiryStatusAction,
              decline_inquiry: InquiryStatusAction,
              create_passed_verification: CreateVerificationAction,
              create_failed_verification: CreateVerificationAction
            })
          )
        )
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link search} takes. */
export interface SearchRequest {
  readonly query?: SearchQuery | undefined
  readonly sort?: {
    readonly attribute: string
    readonly direction: Open<"asc" | "desc">
  } | undefined
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link SearchRequest}. */
export const SearchRequest: Schema.Codec<SearchRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    query: SearchQuery,
    sort: W.closed({ attribute: W.required(W.string), direction: W.required(W.string) }),
    page: W.page,
    fields: W.fieldsets
  })
)

/** What {@link list} and {@link search} answer with. */
export interface InquiryPage {
  readonly data: ReadonlyArray<Inquiry>
  readonly links?: Links | null
}

/** Schema of {@link InquiryPage}. */
export const InquiryPage: Schema.Codec<InquiryPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(Inquiry)), links: W.links })
)

/** What {@link create} answers with. */
export interface InquiryResponse {
  readonly data: Inquiry
  readonly included?: InquiryIncludedObjects | null
  readonly meta?: {
    readonly sessionToken?: string | null
    readonly oneTimeLink?: string | null
    readonly oneTimeLinkShort?: string | null
  } | null
}

/** Schema of {@link InquiryResponse}. */
export const InquiryResponse: Schema.Codec<InquiryResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    data: W.required(Inquiry),
    included: InquiryIncludedObjects,
    meta: W.open({
      "session-token": W.string,
      "one-time-link": W.string,
      "one-time-link-short": W.string
    })
  })
)

/** What {@link redact} answers with. */
export interface RedactResponse {
  readonly data: Inquiry
  readonly included?: InquiryIncludedObjects | null
}

/** Schema of {@link RedactResponse}. */
export const RedactResponse: Schema.Codec<RedactResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Inquiry), included: InquiryIncludedObjects })
)

/** What {@link retrieve} answers with. */
export interface RetrieveResponse {
  readonly data: Inquiry
  readonly included?: InquiryIncludedObjects | null
}

/** Schema of {@link RetrieveResponse}. */
export const RetrieveResponse: Schema.Codec<RetrieveResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Inquiry), included: InquiryIncludedObjects })
)

/** What {@link update} answers with. */
export interface UpdateResponse {
  readonly data: Inquiry
  readonly included?: InquiryIncludedObjects | null
}

/** Schema of {@link UpdateResponse}. */
export const UpdateResponse: Schema.Codec<UpdateResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Inquiry), included: InquiryIncludedObjects })
)

/** What {@link addTag} answers with. */
export interface AddTagResponse {
  readonly data: Inquiry
  readonly included?: InquiryIncludedObjects | null
}

/** Schema of {@link AddTagResponse}. */
export const AddTagResponse: Schema.Codec<AddTagResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Inquiry), included: InquiryIncludedObjects })
)

/** What {@link approve} answers with. */
export interface ApproveResponse {
  readonly data: Inquiry
  readonly included?: InquiryIncludedObjects | null
}

/** Schema of {@link ApproveResponse}. */
export const ApproveResponse: Schema.Codec<ApproveResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Inquiry), included: InquiryIncludedObjects })
)

/** What {@link decline} answers with. */
export interface DeclineResponse {
  readonly data: Inquiry
  readonly included?: InquiryIncludedObjects | null
}

/** Schema of {@link DeclineResponse}. */
export const DeclineResponse: Schema.Codec<DeclineResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Inquiry), included: InquiryIncludedObjects })
)

/** What {@link markForReview} answers with. */
export interface MarkForReviewResponse {
  readonly data: Inquiry
  readonly included?: InquiryIncludedObjects | null
}

/** Schema of {@link MarkForReviewResponse}. */
export const MarkForReviewResponse: Schema.Codec<
  MarkForReviewResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Inquiry), included: InquiryIncludedObjects })
)

/** What {@link expire} answers with. */
export interface ExpireResponse {
  readonly data: Inquiry
  readonly included?: InquiryIncludedObjects | null
}

/** Schema of {@link ExpireResponse}. */
export const ExpireResponse: Schema.Codec<ExpireResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Inquiry), included: InquiryIncludedObjects })
)

/** What {@link generateOneTimeLink} answers with. */
export interface GenerateOneTimeLinkResponse {
  readonly data: Inquiry
  readonly included?: InquiryIncludedObjects | null
  readonly meta?: {
    readonly oneTimeLink?: string | null
    readonly oneTimeLinkShort?: string | null
  } | null
}

/** Schema of {@link GenerateOneTimeLinkResponse}. */
export const GenerateOneTimeLinkResponse: Schema.Codec<
  GenerateOneTimeLinkResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    data: W.required(Inquiry),
    included: InquiryIncludedObjects,
    meta: W.open({ "one-time-link": W.string, "one-time-link-short": W.string })
  })
)

/** What {@link removeTag} answers with. */
export interface RemoveTagResponse {
  readonly data: Inquiry
  readonly included?: InquiryIncludedObjects | null
}

/** Schema of {@link RemoveTagResponse}. */
export const RemoveTagResponse: Schema.Codec<RemoveTagResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Inquiry), included: InquiryIncludedObjects })
)

/** What {@link resume} answers with. */
export interface ResumeResponse {
  readonly data: Inquiry
  readonly included?: InquiryIncludedObjects | null
  readonly meta?: { readonly sessionToken?: string | null } | null
}

/** Schema of {@link ResumeResponse}. */
export const ResumeResponse: Schema.Codec<ResumeResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    data: W.required(Inquiry),
    included: InquiryIncludedObjects,
    meta: W.open({ "session-token": W.string })
  })
)

/** What {@link setTags} answers with. */
export interface SetTagsResponse {
  readonly data: Inquiry
  readonly included?: InquiryIncludedObjects | null
}

/** Schema of {@link SetTagsResponse}. */
export const SetTagsResponse: Schema.Codec<SetTagsResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Inquiry), included: InquiryIncludedObjects })
)

/** What {@link performSimulateActions} answers with. */
export interface PerformSimulateActionsResponse {
  readonly data: Inquiry
  readonly included?: InquiryIncludedObjects | null
}

/** Schema of {@link PerformSimulateActionsResponse}. */
export const PerformSimulateActionsResponse: Schema.Codec<
  PerformSimulateActionsResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Inquiry), included: InquiryIncludedObjects })
)
