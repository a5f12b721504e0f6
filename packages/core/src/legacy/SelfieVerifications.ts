/**
 * Operations on selfie verifications that the API's older reference lists and its document of 2025-12-08 does not.
 * Retrieving one has stayed, see `resources/SelfieVerifications`.
 *
 * The vendor calls this API restricted: where it is not enabled for an organization the answer is 403. Source: the
 * vendor's public OpenAPI repository, commits of 2023-08-31 to 2025-01-13.
 */
import type * as Schema from "effect/Schema"
import { VerificationSelfieResponse } from "../generated/resources/SelfieVerifications.ts"
import * as Attachments from "../internal/wire/attachments.ts"
import * as W from "../internal/wire/wire.ts"
import type { Fieldsets, Include } from "../JsonApi.ts"
import * as Operation from "../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../PersonaError.ts"

export { VerificationSelfieResponse } from "../generated/resources/SelfieVerifications.ts"
export type { Photo } from "../internal/wire/attachments.ts"

type Failures = NotFound | Conflict | UnprocessableEntity

/**
 * Create a selfie verification: `POST /verification/selfies`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/verifications/selfie-verifications/create-a-selfie-verification
 */
export const create: Operation.Operation<CreateRequest, VerificationSelfieResponse, Failures> =
  /*#__PURE__*/ Operation.make({
    id: "create-a-selfie-verification",
    method: "POST",
    path: "/verification/selfies",
    tag: "Selfie Verifications",
    origin: "legacy",
    query: ["include", "fields"],
    body: "json",
    success: [201],
    errors: [404, 409, 422],
    schemas: () => ({ request: CreateRequest, success: VerificationSelfieResponse })
  })

/**
 * Submit a selfie verification: `POST /verification/selfies/{verification-id}/submit`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/verifications/selfie-verifications/submit-a-selfie-verification
 */
export const submit: Operation.Operation<SubmitRequest, VerificationSelfieResponse, Failures> =
  /*#__PURE__*/ Operation.make({
    id: "submit-a-selfie-verification",
    method: "POST",
    path: "/verification/selfies/{verification-id}/submit",
    tag: "Selfie Verifications",
    origin: "legacy",
    query: ["include", "fields"],
    errors: [404, 409, 422],
    schemas: () => ({ request: SubmitRequest, success: VerificationSelfieResponse })
  })

/** What {@link create} takes. */
export interface CreateRequest {
  readonly data: {
    readonly attributes?:
      | {
          readonly verificationTemplateId: string
          readonly selfieId?: string | undefined
          readonly centerPhoto?: Attachments.Photo | undefined
          readonly leftPhoto?: Attachments.Photo | undefined
          readonly rightPhoto?: Attachments.Photo | undefined
        }
      | undefined
  }
  readonly meta?: { readonly debugForcedStatus?: string | undefined } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link CreateRequest}. */
export const CreateRequest: Schema.Codec<CreateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.closed({
          "verification-template-id": W.required(W.string),
          "selfie-id": W.string,
          "center-photo": Attachments.photo,
          "left-photo": Attachments.photo,
          "right-photo": Attachments.photo
        })
      })
    ),
    meta: W.closed({ "debug-forced-status": W.string }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link submit} takes. */
export interface SubmitRequest {
  readonly verificationId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link SubmitRequest}. */
export const SubmitRequest: Schema.Codec<SubmitRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "verification-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)
