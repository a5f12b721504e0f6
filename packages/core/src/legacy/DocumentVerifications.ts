/**
 * Operations on document verifications that the API's older reference lists and its document of 2025-12-08 does
 * not. Retrieving one has stayed, see `resources/DocumentVerifications`.
 *
 * The vendor enables the creation of verifications for each organization; where it is not enabled the answer is
 * 403. Source: the vendor's public OpenAPI repository, commits of 2023-08-31 to 2025-01-13.
 */
import type * as Schema from "effect/Schema"
import { VerificationDocumentResponse } from "../generated/resources/DocumentVerifications.ts"
import * as W from "../internal/wire/wire.ts"
import type { Fieldsets, Include } from "../JsonApi.ts"
import * as Operation from "../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../PersonaError.ts"

export { VerificationDocumentResponse } from "../generated/resources/DocumentVerifications.ts"

type Failures = NotFound | Conflict | UnprocessableEntity

/**
 * Create a document verification: `POST /verification/documents`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 */
export const create: Operation.Operation<CreateRequest, VerificationDocumentResponse, Failures> =
  /*#__PURE__*/ Operation.make({
    id: "create-a-document-verification",
    method: "POST",
    path: "/verification/documents",
    tag: "Document Verifications",
    origin: "legacy",
    query: ["include", "fields"],
    body: "json",
    success: [201],
    errors: [404, 409, 422],
    schemas: () => ({ request: CreateRequest, success: VerificationDocumentResponse })
  })

/**
 * Submit a document verification: `POST /verification/documents/{verification-id}/submit`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 */
export const submit: Operation.Operation<SubmitRequest, VerificationDocumentResponse, Failures> =
  /*#__PURE__*/ Operation.make({
    id: "submit-a-document-verification",
    method: "POST",
    path: "/verification/documents/{verification-id}/submit",
    tag: "Document Verifications",
    origin: "legacy",
    query: ["include", "fields"],
    errors: [404, 409, 422],
    schemas: () => ({ request: SubmitRequest, success: VerificationDocumentResponse })
  })

/** What {@link create} takes. */
export interface CreateRequest {
  readonly data: {
    readonly attributes: {
      readonly verificationTemplateId: string
      /** A generic document. */
      readonly documentId: string
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
            "document-id": W.required(W.string)
          })
        )
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
