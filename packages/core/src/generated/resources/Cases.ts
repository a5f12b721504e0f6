// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Cases".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include, Links, Open, PageParameters } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"
import { Case } from "../schemas/Case.ts"
import { CasesIncludedObjects } from "../schemas/CasesIncludedObjects.ts"
import { SearchQuery } from "../schemas/SearchQuery.ts"

export { Case } from "../schemas/Case.ts"
export { CasesIncludedObjects } from "../schemas/CasesIncludedObjects.ts"
export { SearchQuery } from "../schemas/SearchQuery.ts"

/**
 * List all cases: `GET /cases`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/cases/list-all-cases
 */
export const list: Operation.Operation<ListRequest, CasePage, NotFound> = /*#__PURE__*/ Operation.make({
  id: "list-all-cases",
  method: "GET",
  path: "/cases",
  tag: "Cases",
  paging: "query",
  query: ["filter", "page", "fields"],
  errors: [404],
  schemas: () => ({ request: ListRequest, success: CasePage })
})

/**
 * Create a case: `POST /cases`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`, 503.
 *
 * @see https://docs.withpersona.com/api-reference/cases/create-a-case
 */
export const create: Operation.Operation<
  CreateRequest,
  CaseResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-case",
  method: "POST",
  path: "/cases",
  tag: "Cases",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422, 503],
  schemas: () => ({ request: CreateRequest, success: CaseResponse })
})

/**
 * Redact a case: `DELETE /cases/{case-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 */
export const redact: Operation.Operation<
  RedactRequest,
  CaseResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "redact-a-case",
  method: "DELETE",
  path: "/cases/{case-id}",
  tag: "Cases",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RedactRequest, success: CaseResponse })
})

/**
 * Retrieve case: `GET /cases/{case-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/cases/retrieve-case
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  CaseResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-case",
  method: "GET",
  path: "/cases/{case-id}",
  tag: "Cases",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: CaseResponse })
})

/**
 * Update a case: `PATCH /cases/{case-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 */
export const update: Operation.Operation<
  UpdateRequest,
  CaseResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "update-a-case",
  method: "PATCH",
  path: "/cases/{case-id}",
  tag: "Cases",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: UpdateRequest, success: CaseResponse })
})

/**
 * Add objects to a case: `POST /cases/{case-id}/add-objects`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/cases/add-persona-objects
 */
export const addObjects: Operation.Operation<
  AddObjectsRequest,
  CaseResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "add-persona-objects",
  method: "POST",
  path: "/cases/{case-id}/add-objects",
  tag: "Cases",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: AddObjectsRequest, success: CaseResponse })
})

/**
 * Remove objects from a case: `POST /cases/{case-id}/remove-objects`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/cases/remove-persona-objects
 */
export const removeObjects: Operation.Operation<
  RemoveObjectsRequest,
  CaseResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "remove-persona-objects",
  method: "POST",
  path: "/cases/{case-id}/remove-objects",
  tag: "Cases",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: RemoveObjectsRequest, success: CaseResponse })
})

/**
 * Assign a case: `POST /cases/{case-id}/assign`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/cases/assign-a-case
 */
export const assign: Operation.Operation<
  AssignRequest,
  CaseResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "assign-a-case",
  method: "POST",
  path: "/cases/{case-id}/assign",
  tag: "Cases",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: AssignRequest, success: CaseResponse })
})

/**
 * Set status for a case: `POST /cases/{case-id}/set-status`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/cases/set-status-for-a-case
 */
export const setStatus: Operation.Operation<
  SetStatusRequest,
  CaseResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "set-status-for-a-case",
  method: "POST",
  path: "/cases/{case-id}/set-status",
  tag: "Cases",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: SetStatusRequest, success: CaseResponse })
})

/**
 * Add a tag to a case: `POST /cases/{case-id}/add-tag`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/cases/add-tag
 */
export const addTag: Operation.Operation<
  AddTagRequest,
  CaseResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "add-tag",
  method: "POST",
  path: "/cases/{case-id}/add-tag",
  tag: "Cases",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: AddTagRequest, success: CaseResponse })
})

/**
 * Remove a tag from a case: `POST /cases/{case-id}/remove-tag`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/cases/remove-tag
 */
export const removeTag: Operation.Operation<
  RemoveTagRequest,
  CaseResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "remove-tag",
  method: "POST",
  path: "/cases/{case-id}/remove-tag",
  tag: "Cases",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: RemoveTagRequest, success: CaseResponse })
})

/**
 * Set all tags of a case: `POST /cases/{case-id}/set-tags`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/cases/set-tags
 */
export const setTags: Operation.Operation<
  SetTagsRequest,
  CaseResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "set-tags",
  method: "POST",
  path: "/cases/{case-id}/set-tags",
  tag: "Cases",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: SetTagsRequest, success: CaseResponse })
})

/**
 * Search cases: `POST /cases/search`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/cases/search-cases
 */
export const search: Operation.Operation<
  SearchRequest,
  CasePage,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "search-cases",
  method: "POST",
  path: "/cases/search",
  tag: "Cases",
  repeat: "safe",
  paging: "body",
  query: ["fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: SearchRequest, success: CasePage })
})

/** What {@link list} takes. */
export interface ListRequest {
  readonly filter?: {
    readonly status?: string | undefined
    readonly caseTemplateId?: string | undefined
    readonly accountId?: string | undefined
    readonly referenceId?: string | undefined
    readonly inquiryId?: string | undefined
    readonly reportId?: string | undefined
  } | undefined
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListRequest}. */
export const ListRequest: Schema.Codec<ListRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    filter: W.closed({
      status: W.string,
      "case-template-id": W.string,
      "account-id": W.string,
      "reference-id": W.string,
      "inquiry-id": W.string,
      "report-id": W.string
    }),
    page: W.page,
    fields: W.fieldsets
  })
)

/** What {@link create} takes. */
export interface CreateRequest {
  readonly data: { readonly attributes?: CreateAttributes | undefined }
  readonly meta?: {
    readonly objectIds?: ReadonlyArray<string> | undefined
    readonly slaExpiresInSeconds?: number | null | undefined
  } | undefined
  readonly include?: Include<
    | "accounts"
    | "case-comments"
    | "case-template"
    | "case-queue"
    | "inquiries"
    | "reports"
    | "verifications"
    | "txns"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateAttributes {
  readonly caseTemplateId: string
  readonly creatorEmailAddress?: string | undefined
  readonly caseQueueId?: string | undefined
  readonly fields?: Readonly<Record<string, unknown>> | undefined
}

/** Schema of {@link CreateRequest}. */
export const CreateRequest: Schema.Codec<CreateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.closed({
          "case-template-id": W.required(W.string),
          "creator-email-address": W.string,
          "case-queue-id": W.string,
          fields: W.free
        })
      })
    ),
    meta: W.closed({
      "object-ids": W.array(W.string),
      "sla-expires-in-seconds": W.nullable(W.number)
    }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link redact} takes. */
export interface RedactRequest {
  readonly caseId: string
  readonly include?: Include<
    | "accounts"
    | "case-comments"
    | "case-template"
    | "case-queue"
    | "inquiries"
    | "reports"
    | "verifications"
    | "txns"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RedactRequest}. */
export const RedactRequest: Schema.Codec<RedactRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "case-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly caseId: string
  readonly include?: Include<
    | "accounts"
    | "case-comments"
    | "case-template"
    | "case-queue"
    | "inquiries"
    | "reports"
    | "verifications"
    | "txns"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "case-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link update} takes. */
export interface UpdateRequest {
  readonly caseId: string
  readonly data?: { readonly attributes?: UpdateAttributes | undefined } | undefined
  readonly meta?: { readonly slaExpiresInSeconds?: number | null | undefined } | undefined
  readonly include?: Include<
    | "accounts"
    | "case-comments"
    | "case-template"
    | "case-queue"
    | "inquiries"
    | "reports"
    | "verifications"
    | "txns"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

export interface UpdateAttributes {
  readonly attachments?: ReadonlyArray<{
    readonly data?: string | undefined
    readonly filename?: string | undefined
  }> | undefined
  readonly caseQueueId?: string | null | undefined
  readonly fields?: Readonly<Record<string, unknown>> | undefined
}

/** Schema of {@link UpdateRequest}. */
export const UpdateRequest: Schema.Codec<UpdateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "case-id": W.required(W.segment),
    data: W.closed({
      attributes: W.closed({
        attachments: W.array(W.closed({ data: W.string, filename: W.string })),
        "case-queue-id": W.nullable(W.string),
        fields: W.free
      })
    }),
    meta: W.closed({ "sla-expires-in-seconds": W.nullable(W.number) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link addObjects} takes. */
export interface AddObjectsRequest {
  readonly caseId: string
  readonly meta?: { readonly objectIds?: ReadonlyArray<string> | null | undefined } | undefined
  readonly include?: Include<
    | "accounts"
    | "case-comments"
    | "case-template"
    | "case-queue"
    | "inquiries"
    | "reports"
    | "verifications"
    | "txns"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link AddObjectsRequest}. */
export const AddObjectsRequest: Schema.Codec<AddObjectsRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "case-id": W.required(W.segment),
    meta: W.closed({ "object-ids": W.nullable(W.array(W.string)) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link removeObjects} takes. */
export interface RemoveObjectsRequest {
  readonly caseId: string
  readonly meta?: { readonly objectIds?: ReadonlyArray<string> | null | undefined } | undefined
  readonly include?: Include<
    | "accounts"
    | "case-comments"
    | "case-template"
    | "case-queue"
    | "inquiries"
    | "reports"
    | "verifications"
    | "txns"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RemoveObjectsRequest}. */
export const RemoveObjectsRequest: Schema.Codec<RemoveObjectsRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "case-id": W.required(W.segment),
    meta: W.closed({ "object-ids": W.nullable(W.array(W.string)) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link assign} takes. */
export interface AssignRequest {
  readonly caseId: string
  readonly meta: { readonly userEmailAddress: string }
  readonly include?: Include<
    | "accounts"
    | "case-comments"
    | "case-template"
    | "case-queue"
    | "inquiries"
    | "reports"
    | "verifications"
    | "txns"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link AssignRequest}. */
export const AssignRequest: Schema.Codec<AssignRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "case-id": W.required(W.segment),
    meta: W.required(W.closed({ "user-email-address": W.required(W.string) })),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link setStatus} takes. */
export interface SetStatusRequest {
  readonly caseId: string
  readonly meta?: { readonly status: string } | undefined
  readonly include?: Include<
    | "accounts"
    | "case-comments"
    | "case-template"
    | "case-queue"
    | "inquiries"
    | "reports"
    | "verifications"
    | "txns"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link SetStatusRequest}. */
export const SetStatusRequest: Schema.Codec<SetStatusRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "case-id": W.required(W.segment),
    meta: W.closed({ status: W.required(W.string) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link addTag} takes. */
export interface AddTagRequest {
  readonly caseId: string
  readonly meta?: {
    readonly tagName?: string | undefined
    readonly tagId?: string | undefined
  } | undefined
  readonly include?: Include<
    | "accounts"
    | "case-comments"
    | "case-template"
    | "case-queue"
    | "inquiries"
    | "reports"
    | "verifications"
    | "txns"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link AddTagRequest}. */
export const AddTagRequest: Schema.Codec<AddTagRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "case-id": W.required(W.segment),
    meta: W.closed({ "tag-name": W.string, "tag-id": W.string }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link removeTag} takes. */
export interface RemoveTagRequest {
  readonly caseId: string
  readonly meta?: {
    readonly tagName?: string | undefined
    readonly tagId?: string | undefined
  } | undefined
  readonly include?: Include<
    | "accounts"
    | "case-comments"
    | "case-template"
    | "case-queue"
    | "inquiries"
    | "reports"
    | "verifications"
    | "txns"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RemoveTagRequest}. */
export const RemoveTagRequest: Schema.Codec<RemoveTagRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "case-id": W.required(W.segment),
    meta: W.closed({ "tag-name": W.string, "tag-id": W.string }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link setTags} takes. */
export interface SetTagsRequest {
  readonly caseId: string
  readonly meta?: {
    readonly tagName?: ReadonlyArray<string> | undefined
    readonly tagId?: ReadonlyArray<string> | undefined
  } | undefined
  readonly include?: Include<
    | "accounts"
    | "case-comments"
    | "case-template"
    | "case-queue"
    | "inquiries"
    | "reports"
    | "verifications"
    | "txns"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link SetTagsRequest}. */
export const SetTagsRequest: Schema.Codec<SetTagsRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "case-id": W.required(W.segment),
    meta: W.closed({ "tag-name": W.array(W.string), "tag-id": W.array(W.string) }),
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
export interface CasePage {
  readonly data: ReadonlyArray<Case>
  readonly links?: Links | null
}

/** Schema of {@link CasePage}. */
export const CasePage: Schema.Codec<CasePage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(Case)), links: W.links })
)

/** What {@link create}, {@link redact} and others answer with. */
export interface CaseResponse {
  readonly data: Case
  readonly included?: CasesIncludedObjects | null
}

/** Schema of {@link CaseResponse}. */
export const CaseResponse: Schema.Codec<CaseResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Case), included: CasesIncludedObjects })
)
