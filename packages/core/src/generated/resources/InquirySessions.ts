// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Inquiry Sessions".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include, Links, PageParameters } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"
import { InquirySession } from "../schemas/InquirySession.ts"
import { InquirySessionsIncludedObjects } from "../schemas/InquirySessionsIncludedObjects.ts"

export { InquirySession } from "../schemas/InquirySession.ts"
export { InquirySessionsIncludedObjects } from "../schemas/InquirySessionsIncludedObjects.ts"

/**
 * List all inquiry sessions: `GET /inquiry-sessions`.
 *
 * Succeeds with 200.
 *
 * @see https://docs.withpersona.com/api-reference/inquiry-sessions/list-all-inquiry-sessions
 */
export const list: Operation.Operation<ListRequest, InquirySessionPage> = /*#__PURE__*/ Operation.make({
  id: "list-all-inquiry-sessions",
  method: "GET",
  path: "/inquiry-sessions",
  tag: "Inquiry Sessions",
  paging: "query",
  query: ["filter", "page"],
  schemas: () => ({ request: ListRequest, success: InquirySessionPage })
})

/**
 * Create an inquiry session: `POST /inquiry-sessions`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiry-sessions/create-an-inquiry-session
 */
export const create: Operation.Operation<
  CreateRequest,
  InquirySessionResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-an-inquiry-session",
  method: "POST",
  path: "/inquiry-sessions",
  tag: "Inquiry Sessions",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateRequest, success: InquirySessionResponse })
})

/**
 * Expire inquiry sessions: `POST /inquiry-sessions/expire-all`.
 *
 * Succeeds with 200. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiry-sessions/expire-inquiry-sessions
 */
export const expireAll: Operation.Operation<
  ExpireAllRequest,
  ExpireAllPage,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "expire-inquiry-sessions",
  method: "POST",
  path: "/inquiry-sessions/expire-all",
  tag: "Inquiry Sessions",
  query: ["include", "fields"],
  body: "json",
  errors: [409, 422],
  schemas: () => ({ request: ExpireAllRequest, success: ExpireAllPage })
})

/**
 * Retrieve an inquiry session: `GET /inquiry-sessions/{inquiry-session-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiry-sessions/retrieve-an-inquiry-session
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  InquirySessionResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-an-inquiry-session",
  method: "GET",
  path: "/inquiry-sessions/{inquiry-session-id}",
  tag: "Inquiry Sessions",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: InquirySessionResponse })
})

/**
 * Expire an inquiry session: `POST /inquiry-sessions/{inquiry-session-id}/expire`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiry-sessions/expire-an-inquiry-session
 */
export const expire: Operation.Operation<
  ExpireRequest,
  InquirySessionResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "expire-an-inquiry-session",
  method: "POST",
  path: "/inquiry-sessions/{inquiry-session-id}/expire",
  tag: "Inquiry Sessions",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ExpireRequest, success: InquirySessionResponse })
})

/**
 * Generate a one time link for an inquiry session: `POST /inquiry-sessions/{inquiry-session-id}/generate-one-time-link`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiry-sessions/generate-a-one-time-link-for-an-inquiry-session
 */
export const generateOneTimeLink: Operation.Operation<
  GenerateOneTimeLinkRequest,
  GenerateOneTimeLinkResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "generate-a-one-time-link-for-an-inquiry-session",
  method: "POST",
  path: "/inquiry-sessions/{inquiry-session-id}/generate-one-time-link",
  tag: "Inquiry Sessions",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: GenerateOneTimeLinkRequest, success: GenerateOneTimeLinkResponse })
})

/** What {@link list} takes. */
export interface ListRequest {
  readonly filter?: { readonly inquiryId?: string | undefined } | undefined
  readonly page?: PageParameters | undefined
}

/** Schema of {@link ListRequest}. */
export const ListRequest: Schema.Codec<ListRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ filter: W.closed({ "inquiry-id": W.string }), page: W.page })
)

/** What {@link create} takes. */
export interface CreateRequest {
  readonly data?: { readonly attributes?: CreateAttributes | undefined } | undefined
  readonly include?: Include<"inquiry" | "device" | "network"> | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateAttributes {
  readonly inquiryId: string
}

/** Schema of {@link CreateRequest}. */
export const CreateRequest: Schema.Codec<CreateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({ attributes: W.closed({ "inquiry-id": W.required(W.string) }) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link expireAll} takes. */
export interface ExpireAllRequest {
  readonly meta?: { readonly inquiryIds: ReadonlyArray<string> } | undefined
  readonly include?: Include<"inquiry" | "device" | "network"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ExpireAllRequest}. */
export const ExpireAllRequest: Schema.Codec<ExpireAllRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    meta: W.closed({ "inquiry-ids": W.required(W.array(W.string)) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly inquirySessionId: string
  readonly include?: Include<"inquiry" | "device" | "network"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "inquiry-session-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link expire} takes. */
export interface ExpireRequest {
  readonly inquirySessionId: string
  readonly include?: Include<"inquiry" | "device" | "network"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ExpireRequest}. */
export const ExpireRequest: Schema.Codec<ExpireRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "inquiry-session-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link generateOneTimeLink} takes. */
export interface GenerateOneTimeLinkRequest {
  readonly inquirySessionId: string
  readonly include?: Include<"inquiry" | "device" | "network"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link GenerateOneTimeLinkRequest}. */
export const GenerateOneTimeLinkRequest: Schema.Codec<
  GenerateOneTimeLinkRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "inquiry-session-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link list} answers with. */
export interface InquirySessionPage {
  readonly data: ReadonlyArray<InquirySession>
  readonly links?: Links | null
}

/** Schema of {@link InquirySessionPage}. */
export const InquirySessionPage: Schema.Codec<InquirySessionPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(InquirySession)), links: W.links })
)

/** What {@link create}, {@link retrieve} and {@link expire} answer with. */
export interface InquirySessionResponse {
  readonly data: InquirySession
  readonly included?: InquirySessionsIncludedObjects | null
}

/** Schema of {@link InquirySessionResponse}. */
export const InquirySessionResponse: Schema.Codec<
  InquirySessionResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(InquirySession), included: InquirySessionsIncludedObjects })
)

/** What {@link expireAll} answers with. */
export interface ExpireAllPage {
  readonly data: ReadonlyArray<InquirySession>
  readonly included?: InquirySessionsIncludedObjects | null
}

/** Schema of {@link ExpireAllPage}. */
export const ExpireAllPage: Schema.Codec<ExpireAllPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    data: W.required(W.array(InquirySession)),
    included: InquirySessionsIncludedObjects
  })
)

/** What {@link generateOneTimeLink} answers with. */
export interface GenerateOneTimeLinkResponse {
  readonly data: InquirySession
  readonly meta?: {
    readonly oneTimeLink?: string | null
    readonly oneTimeLinkShort?: string | null
  } | null
  readonly included?: InquirySessionsIncludedObjects | null
}

/** Schema of {@link GenerateOneTimeLinkResponse}. */
export const GenerateOneTimeLinkResponse: Schema.Codec<
  GenerateOneTimeLinkResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    data: W.required(InquirySession),
    meta: W.open({ "one-time-link": W.string, "one-time-link-short": W.string }),
    included: InquirySessionsIncludedObjects
  })
)
