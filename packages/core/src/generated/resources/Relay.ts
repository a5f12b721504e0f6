// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Relay".
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
 * Create a privacy pass: `POST /privacy-passes`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/relay/create-a-privacy-pass
 */
export const createPrivacyPass: Operation.Operation<
  CreatePrivacyPassRequest,
  CreatePrivacyPassResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-privacy-pass",
  method: "POST",
  path: "/privacy-passes",
  tag: "Relay",
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreatePrivacyPassRequest, success: CreatePrivacyPassResponse })
})

/**
 * Create a relay: `POST /relays`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/relay/create-a-relay
 */
export const create: Operation.Operation<
  CreateRequest,
  CreateResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-relay",
  method: "POST",
  path: "/relays",
  tag: "Relay",
  repeat: "once",
  body: "json",
  success: [201],
  errors: [409, 422],
  server: "/api/privacy/v1",
  security: "none",
  schemas: () => ({ request: CreateRequest, success: CreateResponse })
})

/**
 * Request a relay challenge: `POST /relays/challenge`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/relay/request-a-relay-challenge
 */
export const challenge: Operation.Operation<
  ChallengeRequest,
  ChallengeResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "request-a-relay-challenge",
  method: "POST",
  path: "/relays/challenge",
  tag: "Relay",
  repeat: "once",
  body: "json",
  errors: [404, 409, 422],
  server: "/api/privacy/v1",
  security: "none",
  schemas: () => ({ request: ChallengeRequest, success: ChallengeResponse })
})

/**
 * Generate a relay claim: `POST /relays/{relay-token}/generate-claim`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/relay/generate-a-relay-claim
 */
export const generateClaim: Operation.Operation<
  GenerateClaimRequest,
  GenerateClaimResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "generate-a-relay-claim",
  method: "POST",
  path: "/relays/{relay-token}/generate-claim",
  tag: "Relay",
  errors: [404, 409, 422],
  headers: ["persona-relay-secret", "authorization"],
  server: "/api/privacy/v1",
  security: "none",
  schemas: () => ({ request: GenerateClaimRequest, success: GenerateClaimResponse })
})

/** What {@link createPrivacyPass} takes. */
export interface CreatePrivacyPassRequest {
  readonly blindedToken: string
  readonly keyId: string
}

/** Schema of {@link CreatePrivacyPassRequest}. */
export const CreatePrivacyPassRequest: Schema.Codec<
  CreatePrivacyPassRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "blinded-token": W.required(W.string), "key-id": W.required(W.string) })
)

/** What {@link create} takes. */
export interface CreateRequest {
  readonly claimType: Open<
    | "live_human_presence"
    | "age_over18_germany"
    | "age_over18_united_kingdom"
    | "age_over18_verified"
    | "age_over18_france"
    | "age_over18_italy"
    | "age_over18_brazil"
    | "age_over18_australia"
    | "age_over16_australia"
    | "age_over21_verified"
  >
  readonly encryptionKeyPem: string | null
  readonly sandbox?: boolean | undefined
}

/** Schema of {@link CreateRequest}. */
export const CreateRequest: Schema.Codec<CreateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "claim-type": W.required(W.string),
    "encryption-key-pem": W.required(W.nullable(W.string)),
    sandbox: W.boolean
  })
)

/** What {@link challenge} takes. */
export interface ChallengeRequest {
  readonly claimType: Open<
    | "live_human_presence"
    | "age_over18_germany"
    | "age_over18_united_kingdom"
    | "age_over18_verified"
    | "age_over18_france"
    | "age_over18_italy"
    | "age_over18_brazil"
    | "age_over18_australia"
    | "age_over16_australia"
    | "age_over21_verified"
  >
  readonly sandbox?: boolean | undefined
}

/** Schema of {@link ChallengeRequest}. */
export const ChallengeRequest: Schema.Codec<ChallengeRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "claim-type": W.required(W.string), sandbox: W.boolean })
)

/** What {@link generateClaim} takes. */
export interface GenerateClaimRequest {
  readonly relayToken: string
  readonly personaRelaySecret: string
  readonly authorization: string
}

/** Schema of {@link GenerateClaimRequest}. */
export const GenerateClaimRequest: Schema.Codec<GenerateClaimRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "relay-token": W.required(W.segment),
    "persona-relay-secret": W.required(W.string),
    authorization: W.required(W.string)
  })
)

/** What {@link createPrivacyPass} answers with. */
export interface CreatePrivacyPassResponse {
  readonly blindSig: string
}

/** Schema of {@link CreatePrivacyPassResponse}. */
export const CreatePrivacyPassResponse: Schema.Codec<
  CreatePrivacyPassResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ "blind-sig": W.required(W.string) })
)

/** What {@link create} answers with. */
export interface CreateResponse {
  readonly relayToken: string
  readonly relaySecret: string
  readonly relaySessionAccessToken: string
}

/** Schema of {@link CreateResponse}. */
export const CreateResponse: Schema.Codec<CreateResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    "relay-token": W.required(W.string),
    "relay-secret": W.required(W.string),
    "relay-session-access-token": W.required(W.string)
  })
)

/** What {@link challenge} answers with. */
export interface ChallengeResponse {
  readonly challenge: string
  readonly tokenKey: string
  readonly tokenKeyId: string
}

/** Schema of {@link ChallengeResponse}. */
export const ChallengeResponse: Schema.Codec<ChallengeResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    challenge: W.required(W.string),
    "token-key": W.required(W.string),
    "token-key-id": W.required(W.string)
  })
)

/** What {@link generateClaim} answers with. */
export interface GenerateClaimResponse {
  readonly claimPayload: string
  readonly tokenConsumed: boolean
}

/** Schema of {@link GenerateClaimResponse}. */
export const GenerateClaimResponse: Schema.Codec<
  GenerateClaimResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    "claim-payload": W.required(W.string),
    "token-consumed": W.required(W.boolean)
  })
)
