// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "OAuth".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"

/**
 * Create authorization: `POST /oauth/authorize`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/oauth/create-authorization
 */
export const createAuthorization: Operation.Operation<
  CreateAuthorizationRequest,
  CreateAuthorizationResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-authorization",
  method: "POST",
  path: "/oauth/authorize",
  tag: "OAuth",
  body: "form",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateAuthorizationRequest, success: CreateAuthorizationResponse })
})

/**
 * Create access token: `POST /oauth/token`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/oauth/create-access-token
 */
export const createAccessToken: Operation.Operation<
  CreateAccessTokenRequest,
  CreateAccessTokenResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-access-token",
  method: "POST",
  path: "/oauth/token",
  tag: "OAuth",
  body: "form",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateAccessTokenRequest, success: CreateAccessTokenResponse })
})

/** What {@link createAuthorization} takes. */
export interface CreateAuthorizationRequest {
  readonly clientId: string
  readonly responseType: string
  readonly scope: string
}

/** Schema of {@link CreateAuthorizationRequest}. */
export const CreateAuthorizationRequest: Schema.Codec<
  CreateAuthorizationRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "client-id": W.required(W.string),
    "response-type": W.required(W.string),
    scope: W.required(W.string)
  })
)

/** What {@link createAccessToken} takes. */
export type CreateAccessTokenRequest =
  | { readonly code: string; readonly grantType: string }
  | {
      readonly grant_type: string
      readonly client_assertion_type: string
      readonly client_assertion: string
      readonly scope?: string | undefined
    }

/** Schema of {@link CreateAccessTokenRequest}. */
export const CreateAccessTokenRequest: Schema.Codec<
  CreateAccessTokenRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.either(
    W.closed({ code: W.required(W.string), "grant-type": W.required(W.string) }),
    W.closed({
      grant_type: W.required(W.string),
      client_assertion_type: W.required(W.string),
      client_assertion: W.required(W.string),
      scope: W.string
    })
  )
)

/** What {@link createAuthorization} answers with. */
export interface CreateAuthorizationResponse {
  readonly code: string
  readonly expiresIn: number
}

/** Schema of {@link CreateAuthorizationResponse}. */
export const CreateAuthorizationResponse: Schema.Codec<
  CreateAuthorizationResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ code: W.required(W.string), "expires-in": W.required(W.number) })
)

/** What {@link createAccessToken} answers with. */
export interface CreateAccessTokenResponse {
  readonly accessToken: string
  readonly expiresIn: number
  readonly scope?: string | null
  readonly tokenType: Open<"bearer" | "Bearer">
}

/** Schema of {@link CreateAccessTokenResponse}. */
export const CreateAccessTokenResponse: Schema.Codec<
  CreateAccessTokenResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    "access-token": W.required(W.string),
    "expires-in": W.required(W.number),
    scope: W.string,
    "token-type": W.required(W.string)
  })
)
