// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "API Keys".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include, Links, Open, PageParameters } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"
import { ApiKey, ApiKeyWithValue } from "../schemas/ApiKey.ts"
import { ApiVersionInput } from "../schemas/ApiVersion.ts"
import { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"

export { ApiKey, ApiKeyWithValue } from "../schemas/ApiKey.ts"
export { ApiVersionInput } from "../schemas/ApiVersion.ts"
export { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"

/**
 * List all API keys: `GET /api-keys`.
 *
 * Succeeds with 200.
 *
 * @see https://docs.withpersona.com/api-reference/api-keys/list-all-api-keys
 */
export const list: Operation.Operation<ListRequest, ApiKeyPage> = /*#__PURE__*/ Operation.make({
  id: "list-all-api-keys",
  method: "GET",
  path: "/api-keys",
  tag: "API Keys",
  paging: "query",
  query: ["filter", "page", "fields"],
  schemas: () => ({ request: ListRequest, success: ApiKeyPage })
})

/**
 * Create an API key: `POST /api-keys`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/api-keys/create-an-api-key
 */
export const create: Operation.Operation<
  CreateRequest,
  ApiKeyWithValueResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-an-api-key",
  method: "POST",
  path: "/api-keys",
  tag: "API Keys",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: CreateRequest, success: ApiKeyWithValueResponse })
})

/**
 * Retrieve an API key: `GET /api-keys/{api-key-id}`.
 *
 * Succeeds with 200.
 *
 * @see https://docs.withpersona.com/api-reference/api-keys/retrieve-an-api-key
 */
export const retrieve: Operation.Operation<RetrieveRequest, ApiKeyResponse> = /*#__PURE__*/ Operation.make({
  id: "retrieve-an-api-key",
  method: "GET",
  path: "/api-keys/{api-key-id}",
  tag: "API Keys",
  query: ["include", "fields"],
  schemas: () => ({ request: RetrieveRequest, success: ApiKeyResponse })
})

/**
 * Update an API key: `PATCH /api-keys/{api-key-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/api-keys/update-an-api-key
 */
export const update: Operation.Operation<
  UpdateRequest,
  ApiKeyResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "update-an-api-key",
  method: "PATCH",
  path: "/api-keys/{api-key-id}",
  tag: "API Keys",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: UpdateRequest, success: ApiKeyResponse })
})

/**
 * Expire an API key: `POST /api-keys/{api-key-id}/expire`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/api-keys/expire-an-api-key
 */
export const expire: Operation.Operation<
  ExpireRequest,
  ApiKeyResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "expire-an-api-key",
  method: "POST",
  path: "/api-keys/{api-key-id}/expire",
  tag: "API Keys",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: ExpireRequest, success: ApiKeyResponse })
})

/**
 * Clone API key: `POST /api-keys/{api-key-id}/clone`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 */
export const clone: Operation.Operation<
  CloneRequest,
  ApiKeyWithValueResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "clone-api-key",
  method: "POST",
  path: "/api-keys/{api-key-id}/clone",
  tag: "API Keys",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: CloneRequest, success: ApiKeyWithValueResponse })
})

/** What {@link list} takes. */
export interface ListRequest {
  readonly filter?: { readonly name?: string | undefined } | undefined
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListRequest}. */
export const ListRequest: Schema.Codec<ListRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ filter: W.closed({ name: W.string }), page: W.page, fields: W.fieldsets })
)

/** What {@link create} takes. */
export interface CreateRequest {
  readonly data: { readonly attributes: CreateAttributes }
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateAttributes {
  readonly name: string
  readonly note?: string | undefined
  readonly apiVersion?: ApiVersionInput | undefined
  readonly apiKeyInflection?: Open<"camel" | "kebab" | "snake"> | undefined
  readonly apiAttributesBlocklist?: ReadonlyArray<string> | undefined
  readonly ipAddressAllowlist?: ReadonlyArray<string> | undefined
  readonly permissions?: ReadonlyArray<string> | undefined
  readonly fileAccessTokenExpiresIn?: number | undefined
}

/** Schema of {@link CreateRequest}. */
export const CreateRequest: Schema.Codec<CreateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.required(
          W.closed({
            name: W.required(W.string),
            note: W.string,
            "api-version": ApiVersionInput,
            "api-key-inflection": W.string,
            "api-attributes-blocklist": W.array(W.string),
            "ip-address-allowlist": W.array(W.string),
            permissions: W.array(W.string),
            "file-access-token-expires-in": W.integer
          })
        )
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly apiKeyId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "api-key-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link update} takes. */
export interface UpdateRequest {
  readonly apiKeyId: string
  readonly data: { readonly attributes: UpdateAttributes }
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface UpdateAttributes {
  readonly name?: string | undefined
  readonly note?: string | undefined
  readonly apiVersion?: ApiVersionInput | undefined
  readonly apiKeyInflection?: Open<"camel" | "kebab" | "snake"> | undefined
  readonly apiAttributesBlocklist?: ReadonlyArray<string> | undefined
  readonly ipAddressAllowlist?: ReadonlyArray<string> | undefined
  readonly permissions?: ReadonlyArray<string> | undefined
  readonly fileAccessTokenExpiresIn?: number | undefined
}

/** Schema of {@link UpdateRequest}. */
export const UpdateRequest: Schema.Codec<UpdateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "api-key-id": W.required(W.segment),
    data: W.required(
      W.closed({
        attributes: W.required(
          W.closed({
            name: W.string,
            note: W.string,
            "api-version": ApiVersionInput,
            "api-key-inflection": W.string,
            "api-attributes-blocklist": W.array(W.string),
            "ip-address-allowlist": W.array(W.string),
            permissions: W.array(W.string),
            "file-access-token-expires-in": W.integer
          })
        )
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link expire} takes. */
export interface ExpireRequest {
  readonly apiKeyId: string
  readonly meta: { readonly expiresInSeconds: number }
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ExpireRequest}. */
export const ExpireRequest: Schema.Codec<ExpireRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "api-key-id": W.required(W.segment),
    meta: W.required(W.closed({ "expires-in-seconds": W.required(W.integer) })),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link clone} takes. */
export interface CloneRequest {
  readonly apiKeyId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link CloneRequest}. */
export const CloneRequest: Schema.Codec<CloneRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "api-key-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link list} answers with. */
export interface ApiKeyPage {
  readonly data: ReadonlyArray<ApiKey>
  readonly links?: Links | null
}

/** Schema of {@link ApiKeyPage}. */
export const ApiKeyPage: Schema.Codec<ApiKeyPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(ApiKey)), links: W.links })
)

/** What {@link create} and {@link clone} answer with. */
export interface ApiKeyWithValueResponse {
  readonly data: ApiKeyWithValue
  readonly included?: EmptyIncludedObjects | null
}

/** Schema of {@link ApiKeyWithValueResponse}. */
export const ApiKeyWithValueResponse: Schema.Codec<
  ApiKeyWithValueResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ApiKeyWithValue), included: EmptyIncludedObjects })
)

/** What {@link retrieve}, {@link update} and {@link expire} answer with. */
export interface ApiKeyResponse {
  readonly data: ApiKey
  readonly included?: EmptyIncludedObjects | null
}

/** Schema of {@link ApiKeyResponse}. */
export const ApiKeyResponse: Schema.Codec<ApiKeyResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ApiKey), included: EmptyIncludedObjects })
)
