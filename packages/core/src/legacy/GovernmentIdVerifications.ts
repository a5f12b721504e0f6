/**
 * Operations on government ID verifications that the API's older reference lists and its document of 2025-12-08
 * does not. Retrieving one has stayed, see `resources/GovernmentIdVerifications`.
 *
 * A verification can be updated and submitted only while it is `initiated`. The vendor enables the creation of
 * verifications for each organization; where it is not enabled the answer is 403. Source: the vendor's public
 * OpenAPI repository, commits of 2023-08-31 to 2025-01-13.
 */
import type * as Schema from "effect/Schema"
import type { Inline } from "../File.ts"
import { VerificationGovernmentIdResponse } from "../generated/resources/GovernmentIdVerifications.ts"
import * as Attachments from "../internal/wire/attachments.ts"
import * as W from "../internal/wire/wire.ts"
import type { Fieldsets, Include, Open } from "../JsonApi.ts"
import * as Operation from "../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../PersonaError.ts"

export type { Inline } from "../File.ts"
export { VerificationGovernmentIdResponse } from "../generated/resources/GovernmentIdVerifications.ts"
export type { Photos } from "../internal/wire/attachments.ts"

type Failures = NotFound | Conflict | UnprocessableEntity

/**
 * Create a government ID verification: `POST /verification/government-ids`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 */
export const create: Operation.Operation<CreateRequest, VerificationGovernmentIdResponse, Failures> =
  /*#__PURE__*/ Operation.make({
    id: "create-a-gov-id-verification",
    method: "POST",
    path: "/verification/government-ids",
    tag: "Government ID Verifications",
    origin: "legacy",
    query: ["include", "fields"],
    body: "json",
    success: [201],
    errors: [404, 409, 422],
    schemas: () => ({ request: CreateRequest, success: VerificationGovernmentIdResponse })
  })

/**
 * Update a government ID verification: `PATCH /verification/government-ids/{verification-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 */
export const update: Operation.Operation<UpdateRequest, VerificationGovernmentIdResponse, Failures> =
  /*#__PURE__*/ Operation.make({
    id: "update-a-government-id-verification",
    method: "PATCH",
    path: "/verification/government-ids/{verification-id}",
    tag: "Government ID Verifications",
    origin: "legacy",
    query: ["include", "fields"],
    body: "json",
    errors: [404, 409, 422],
    schemas: () => ({ request: UpdateRequest, success: VerificationGovernmentIdResponse })
  })

/**
 * Submit a government ID verification: `POST /verification/government-ids/{verification-id}/submit`. It needs
 * photos.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 */
export const submit: Operation.Operation<SubmitRequest, VerificationGovernmentIdResponse, Failures> =
  /*#__PURE__*/ Operation.make({
    id: "submit-a-government-id-verification",
    method: "POST",
    path: "/verification/government-ids/{verification-id}/submit",
    tag: "Government ID Verifications",
    origin: "legacy",
    query: ["include", "fields"],
    errors: [404, 409, 422],
    schemas: () => ({ request: SubmitRequest, success: VerificationGovernmentIdResponse })
  })

/** What {@link create} takes. */
export interface CreateRequest {
  readonly data: {
    readonly attributes: {
      readonly verificationTemplateId: string
      readonly documentId?: string | undefined
      readonly countryCode?: string | null | undefined
      readonly selectedCountryCode?: string | null | undefined
      readonly frontPhoto?: Attachments.Photos | null | undefined
      readonly backPhoto?: Attachments.Photos | null | undefined
      readonly governmentIdFiles?:
        | ReadonlyArray<{
            readonly data?: ReadonlyArray<Inline> | undefined
            readonly page?: Open<"front" | "back" | "passport_signature" | "front_and_back"> | undefined
          }>
        | null
        | undefined
      readonly selectedIdClass?: string | ReadonlyArray<string> | undefined
    }
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
        attributes: W.required(
          W.closed({
            "verification-template-id": W.required(W.string),
            "document-id": W.string,
            "country-code": W.nullable(W.string),
            "selected-country-code": W.nullable(W.string),
            "front-photo": W.nullable(Attachments.photos),
            "back-photo": W.nullable(Attachments.photos),
            "government-id-files": W.nullable(
              W.array(W.closed({ data: W.array(Attachments.inline), page: W.string }))
            ),
            "selected-id-class": Attachments.idClasses
          })
        )
      })
    ),
    meta: W.closed({ "debug-forced-status": W.string }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link update} takes. */
export interface UpdateRequest {
  readonly verificationId: string
  readonly data: {
    readonly attributes?:
      | {
          readonly frontPhoto?: Attachments.Photos | null | undefined
          readonly backPhoto?: Attachments.Photos | null | undefined
          readonly selectedIdClass?: string | ReadonlyArray<string> | undefined
          readonly selectedCountryCode?: string | null | undefined
        }
      | undefined
  }
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link UpdateRequest}. */
export const UpdateRequest: Schema.Codec<UpdateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "verification-id": W.required(W.segment),
    data: W.required(
      W.closed({
        attributes: W.closed({
          "front-photo": W.nullable(Attachments.photos),
          "back-photo": W.nullable(Attachments.photos),
          "selected-id-class": Attachments.idClasses,
          "selected-country-code": W.nullable(W.string)
        })
      })
    ),
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
