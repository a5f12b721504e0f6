// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Verifications".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as File from "../../File.ts"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"
import { Verification } from "../schemas/Verification.ts"
import { VerificationIncludedObjects } from "../schemas/VerificationIncludedObjects.ts"

export { Verification } from "../schemas/Verification.ts"
export { VerificationIncludedObjects } from "../schemas/VerificationIncludedObjects.ts"

/**
 * Retrieve a verification: `GET /verifications/{verification-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/verifications/retrieve-a-verification
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  VerificationResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-verification",
  method: "GET",
  path: "/verifications/{verification-id}",
  tag: "Verifications",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: VerificationResponse })
})

/**
 * Redact a verification: `DELETE /verifications/{verification-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/verifications/redact-a-verification
 */
export const redact: Operation.Operation<
  RedactRequest,
  RedactResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "redact-a-verification",
  method: "DELETE",
  path: "/verifications/{verification-id}",
  tag: "Verifications",
  errors: [404, 409, 422],
  schemas: () => ({ request: RedactRequest, success: RedactResponse })
})

/**
 * Print a verification as PDF: `GET /verifications/{verification-id}/print`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/verifications/print-a-verification-as-pdf
 */
export const print: Operation.Operation<PrintRequest, File.Binary, NotFound> = /*#__PURE__*/ Operation.make({
  id: "print-a-verification-as-pdf",
  method: "GET",
  path: "/verifications/{verification-id}/print",
  tag: "Verifications",
  errors: [404],
  response: "binary",
  schemas: () => ({ request: PrintRequest, success: File.Binary })
})

/**
 * Investigation lock a verification: `POST /verifications/{verification-id}/investigation-lock`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/verifications/investigation-lock-a-verification
 */
export const investigationLock: Operation.Operation<
  InvestigationLockRequest,
  VerificationResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "investigation-lock-a-verification",
  method: "POST",
  path: "/verifications/{verification-id}/investigation-lock",
  tag: "Verifications",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: InvestigationLockRequest, success: VerificationResponse })
})

/**
 * Investigation unlock a verification: `POST /verifications/{verification-id}/investigation-unlock`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/verifications/investigation-unlock-a-verification
 */
export const investigationUnlock: Operation.Operation<
  InvestigationUnlockRequest,
  VerificationResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "investigation-unlock-a-verification",
  method: "POST",
  path: "/verifications/{verification-id}/investigation-unlock",
  tag: "Verifications",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: InvestigationUnlockRequest, success: VerificationResponse })
})

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly verificationId: string
  readonly include?: Include<
    | "inquiry"
    | "template"
    | "inquiry-template-version"
    | "inquiry-template"
    | "transaction"
    | "verification-template"
    | "verification-template-version"
    | "accounts"
    | "selfie"
    | "document"
  > | undefined
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

/** What {@link redact} takes. */
export interface RedactRequest {
  readonly verificationId: string
}

/** Schema of {@link RedactRequest}. */
export const RedactRequest: Schema.Codec<RedactRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "verification-id": W.required(W.segment) })
)

/** What {@link print} takes. */
export interface PrintRequest {
  readonly verificationId: string
}

/** Schema of {@link PrintRequest}. */
export const PrintRequest: Schema.Codec<PrintRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "verification-id": W.required(W.segment) })
)

/** What {@link investigationLock} takes. */
export interface InvestigationLockRequest {
  readonly verificationId: string
  readonly include?: Include<
    | "inquiry"
    | "template"
    | "inquiry-template-version"
    | "inquiry-template"
    | "transaction"
    | "verification-template"
    | "verification-template-version"
    | "accounts"
    | "selfie"
    | "document"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link InvestigationLockRequest}. */
export const InvestigationLockRequest: Schema.Codec<
  InvestigationLockRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "verification-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link investigationUnlock} takes. */
export interface InvestigationUnlockRequest {
  readonly verificationId: string
  readonly include?: Include<
    | "inquiry"
    | "template"
    | "inquiry-template-version"
    | "inquiry-template"
    | "transaction"
    | "verification-template"
    | "verification-template-version"
    | "accounts"
    | "selfie"
    | "document"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link InvestigationUnlockRequest}. */
export const InvestigationUnlockRequest: Schema.Codec<
  InvestigationUnlockRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "verification-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieve}, {@link investigationLock} and {@link investigationUnlock} answer with. */
export interface VerificationResponse {
  readonly data: Verification
  readonly included?: VerificationIncludedObjects | null
}

/** Schema of {@link VerificationResponse}. */
export const VerificationResponse: Schema.Codec<VerificationResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Verification), included: VerificationIncludedObjects })
)

/** What {@link redact} answers with. */
export interface RedactResponse {
  readonly data: Verification
}

/** Schema of {@link RedactResponse}. */
export const RedactResponse: Schema.Codec<RedactResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Verification) })
)
