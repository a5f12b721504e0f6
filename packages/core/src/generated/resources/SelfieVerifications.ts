// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Selfie Verifications".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { NotFound } from "../../PersonaError.ts"
import { VerificationSelfie } from "../schemas/Verification.ts"

export { VerificationSelfie } from "../schemas/Verification.ts"

/**
 * Retrieve a selfie verification: `GET /verification/selfies/{verification-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/verifications/selfie-verifications/retrieve-a-selfie-verification
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  VerificationSelfieResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-selfie-verification",
  method: "GET",
  path: "/verification/selfies/{verification-id}",
  tag: "Selfie Verifications",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: VerificationSelfieResponse })
})

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly verificationId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "verification-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieve} answers with. */
export interface VerificationSelfieResponse {
  readonly data: VerificationSelfie
}

/** Schema of {@link VerificationSelfieResponse}. */
export const VerificationSelfieResponse: Schema.Codec<
  VerificationSelfieResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(VerificationSelfie) })
)
