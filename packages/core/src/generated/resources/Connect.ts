// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Connect".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include, Links, PageParameters } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"
import { ConnectConnection, ConnectShareToken } from "../schemas/Connect.ts"
import { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"

export { ConnectConnection, ConnectShareToken } from "../schemas/Connect.ts"
export { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"

/**
 * List all connect connections: `GET /connect/connections`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/connect/connections/list-all-connect-connections
 */
export const listConnections: Operation.Operation<
  ListConnectionsRequest,
  ConnectConnectionPage,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "list-all-connect-connections",
  method: "GET",
  path: "/connect/connections",
  tag: "Connect",
  paging: "query",
  query: ["filter", "page", "fields"],
  errors: [404],
  schemas: () => ({ request: ListConnectionsRequest, success: ConnectConnectionPage })
})

/**
 * Create a connect connection: `POST /connect/connections`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/connect/connections/create-a-connect-connection
 */
export const createConnection: Operation.Operation<
  CreateConnectionRequest,
  ConnectConnectionResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-connect-connection",
  method: "POST",
  path: "/connect/connections",
  tag: "Connect",
  query: ["fields"],
  body: "json",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: CreateConnectionRequest, success: ConnectConnectionResponse })
})

/**
 * Retrieve a connect connection: `GET /connect/connections/{connection-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/connect/connections/retrieve-a-connect-connection
 */
export const retrieveConnection: Operation.Operation<
  RetrieveConnectionRequest,
  ConnectConnectionResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-connect-connection",
  method: "GET",
  path: "/connect/connections/{connection-id}",
  tag: "Connect",
  query: ["fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RetrieveConnectionRequest, success: ConnectConnectionResponse })
})

/**
 * Deactivate a connect connection: `POST /connect/connections/{connection-id}/deactivate`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/connect/connections/deactivate-a-connect-connection
 */
export const deactivateConnection: Operation.Operation<
  DeactivateConnectionRequest,
  ConnectConnectionResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "deactivate-a-connect-connection",
  method: "POST",
  path: "/connect/connections/{connection-id}/deactivate",
  tag: "Connect",
  errors: [404, 409, 422],
  schemas: () => ({ request: DeactivateConnectionRequest, success: ConnectConnectionResponse })
})

/**
 * Reactivate a connect connection: `POST /connect/connections/{connection-id}/reactivate`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/connect/connections/reactivate-a-connect-connection
 */
export const reactivateConnection: Operation.Operation<
  ReactivateConnectionRequest,
  ConnectConnectionResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "reactivate-a-connect-connection",
  method: "POST",
  path: "/connect/connections/{connection-id}/reactivate",
  tag: "Connect",
  errors: [404, 409, 422],
  schemas: () => ({ request: ReactivateConnectionRequest, success: ConnectConnectionResponse })
})

/**
 * List all share tokens: `GET /connect/share-tokens`.
 *
 * Succeeds with 200.
 *
 * @see https://docs.withpersona.com/api-reference/share-tokens/list-all-share-tokens
 */
export const listShareTokens: Operation.Operation<
  ListShareTokensRequest,
  ConnectShareTokenPage
> = /*#__PURE__*/ Operation.make({
  id: "list-all-share-tokens",
  method: "GET",
  path: "/connect/share-tokens",
  tag: "Connect",
  paging: "query",
  query: ["filter", "page", "fields"],
  schemas: () => ({ request: ListShareTokensRequest, success: ConnectShareTokenPage })
})

/**
 * Create a share token: `POST /connect/share-tokens`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/share-tokens/create-a-share-token
 */
export const createShareToken: Operation.Operation<
  CreateShareTokenRequest,
  ConnectShareTokenResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-share-token",
  method: "POST",
  path: "/connect/share-tokens",
  tag: "Connect",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: CreateShareTokenRequest, success: ConnectShareTokenResponse })
})

/**
 * Retrieve a share token: `GET /connect/share-tokens/{share-token-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`.
 */
export const retrieveShareToken: Operation.Operation<
  RetrieveShareTokenRequest,
  ConnectShareTokenResponse,
  NotFound | Conflict
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-share-token",
  method: "GET",
  path: "/connect/share-tokens/{share-token-id}",
  tag: "Connect",
  query: ["peek-source-data", "include", "fields"],
  errors: [404, 409],
  schemas: () => ({ request: RetrieveShareTokenRequest, success: ConnectShareTokenResponse })
})

/**
 * Expire share token: `POST /connect/share-tokens/{share-token-id}/expire`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 */
export const expireShareToken: Operation.Operation<
  ExpireShareTokenRequest,
  ConnectShareTokenResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "expire-share-token",
  method: "POST",
  path: "/connect/share-tokens/{share-token-id}/expire",
  tag: "Connect",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ExpireShareTokenRequest, success: ConnectShareTokenResponse })
})

/**
 * Redeem share token: `POST /connect/share-tokens/{share-token-id}/redeem`.
 *
 * Succeeds with 202. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 */
export const redeemShareToken: Operation.Operation<
  RedeemShareTokenRequest,
  ConnectShareTokenResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "redeem-share-token",
  method: "POST",
  path: "/connect/share-tokens/{share-token-id}/redeem",
  tag: "Connect",
  query: ["include", "fields"],
  body: "json",
  success: [202],
  errors: [404, 409, 422],
  schemas: () => ({ request: RedeemShareTokenRequest, success: ConnectShareTokenResponse })
})

/** What {@link listConnections} takes. */
export interface ListConnectionsRequest {
  readonly filter?: {
    readonly status?: string | undefined
    readonly destinationOrganizationId?: string | undefined
  } | undefined
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListConnectionsRequest}. */
export const ListConnectionsRequest: Schema.Codec<
  ListConnectionsRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    filter: W.closed({ status: W.string, "destination-organization-id": W.string }),
    page: W.page,
    fields: W.fieldsets
  })
)

/** What {@link createConnection} takes. */
export interface CreateConnectionRequest {
  readonly data?: { readonly attributes?: CreateConnectionAttributes | undefined } | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateConnectionAttributes {
  readonly destinationOrganizationId: string
}

/** Schema of {@link CreateConnectionRequest}. */
export const CreateConnectionRequest: Schema.Codec<
  CreateConnectionRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({
      attributes: W.closed({ "destination-organization-id": W.required(W.string) })
    }),
    fields: W.fieldsets
  })
)

/** What {@link retrieveConnection} takes. */
export interface RetrieveConnectionRequest {
  readonly connectionId: string
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveConnectionRequest}. */
export const RetrieveConnectionRequest: Schema.Codec<
  RetrieveConnectionRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "connection-id": W.required(W.segment), fields: W.fieldsets })
)

/** What {@link deactivateConnection} takes. */
export interface DeactivateConnectionRequest {
  readonly connectionId: string
}

/** Schema of {@link DeactivateConnectionRequest}. */
export const DeactivateConnectionRequest: Schema.Codec<
  DeactivateConnectionRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "connection-id": W.required(W.segment) })
)

/** What {@link reactivateConnection} takes. */
export interface ReactivateConnectionRequest {
  readonly connectionId: string
}

/** Schema of {@link ReactivateConnectionRequest}. */
export const ReactivateConnectionRequest: Schema.Codec<
  ReactivateConnectionRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "connection-id": W.required(W.segment) })
)

/** What {@link listShareTokens} takes. */
export interface ListShareTokensRequest {
  readonly filter?: {
    readonly connectionId?: string | undefined
    readonly status?: string | undefined
    readonly direction?: string | undefined
  } | undefined
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListShareTokensRequest}. */
export const ListShareTokensRequest: Schema.Codec<
  ListShareTokensRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    filter: W.closed({ "connection-id": W.string, status: W.string, direction: W.string }),
    page: W.page,
    fields: W.fieldsets
  })
)

/** What {@link createShareToken} takes. */
export interface CreateShareTokenRequest {
  readonly data: { readonly attributes: CreateShareTokenAttributes }
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateShareTokenAttributes {
  readonly connectionId: string
  readonly sourceId: string
  readonly expiresInSeconds?: number | undefined
}

/** Schema of {@link CreateShareTokenRequest}. */
export const CreateShareTokenRequest: Schema.Codec<
  CreateShareTokenRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.required(
          W.closed({
            "connection-id": W.required(W.string),
            "source-id": W.required(W.string),
            "expires-in-seconds": W.integer
          })
        )
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieveShareToken} takes. */
export interface RetrieveShareTokenRequest {
  readonly shareTokenId: string
  readonly peekSourceData?: boolean | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveShareTokenRequest}. */
export const RetrieveShareTokenRequest: Schema.Codec<
  RetrieveShareTokenRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "share-token-id": W.required(W.segment),
    "peek-source-data": W.flag,
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link expireShareToken} takes. */
export interface ExpireShareTokenRequest {
  readonly shareTokenId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ExpireShareTokenRequest}. */
export const ExpireShareTokenRequest: Schema.Codec<
  ExpireShareTokenRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "share-token-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link redeemShareToken} takes. */
export interface RedeemShareTokenRequest {
  readonly shareTokenId: string
  readonly data?: { readonly attributes?: RedeemShareTokenAttributes | undefined } | undefined
  readonly meta?: {
    readonly fieldMappings?: ReadonlyArray<{
      readonly sourceFieldName: string
      readonly destinationFieldName: string
    }> | undefined
  } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface RedeemShareTokenAttributes {
  readonly destinationId?: string | undefined
}

/** Schema of {@link RedeemShareTokenRequest}. */
export const RedeemShareTokenRequest: Schema.Codec<
  RedeemShareTokenRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "share-token-id": W.required(W.segment),
    data: W.closed({ attributes: W.closed({ "destination-id": W.string }) }),
    meta: W.closed({
      "field-mappings": W.array(
        W.closed({
          "source-field-name": W.required(W.string),
          "destination-field-name": W.required(W.string)
        })
      )
    }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link listConnections} answers with. */
export interface ConnectConnectionPage {
  readonly data: ReadonlyArray<ConnectConnection>
  readonly links?: Links | null
}

/** Schema of {@link ConnectConnectionPage}. */
export const ConnectConnectionPage: Schema.Codec<
  ConnectConnectionPage,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(ConnectConnection)), links: W.links })
)

/** What {@link createConnection}, {@link retrieveConnection} and others answer with. */
export interface ConnectConnectionResponse {
  readonly data: ConnectConnection
}

/** Schema of {@link ConnectConnectionResponse}. */
export const ConnectConnectionResponse: Schema.Codec<
  ConnectConnectionResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ConnectConnection) })
)

/** What {@link listShareTokens} answers with. */
export interface ConnectShareTokenPage {
  readonly data: ReadonlyArray<ConnectShareToken>
  readonly links?: Links | null
}

/** Schema of {@link ConnectShareTokenPage}. */
export const ConnectShareTokenPage: Schema.Codec<
  ConnectShareTokenPage,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(ConnectShareToken)), links: W.links })
)

/** What {@link createShareToken}, {@link retrieveShareToken} and others answer with. */
export interface ConnectShareTokenResponse {
  readonly data: ConnectShareToken
  readonly included?: EmptyIncludedObjects | null
}

/** Schema of {@link ConnectShareTokenResponse}. */
export const ConnectShareTokenResponse: Schema.Codec<
  ConnectShareTokenResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ConnectShareToken), included: EmptyIncludedObjects })
)
