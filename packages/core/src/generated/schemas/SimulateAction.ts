// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"

/** The API's `inquiry-status-action` in requests. */
export interface InquiryStatusAction {
  readonly type:
    | "start_inquiry"
    | "complete_inquiry"
    | "fail_inquiry"
    | "expire_inquiry"
    | "mark_for_review_inquiry"
    | "approve_inquiry"
    | "decline_inquiry"
}

/** Schema of {@link InquiryStatusAction}. */
export const InquiryStatusAction: Schema.Codec<InquiryStatusAction, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    type: W.required(
      W.literals(
        "start_inquiry",
        "complete_inquiry",
        "fail_inquiry",
        "expire_inquiry",
        "mark_for_review_inquiry",
        "approve_inquiry",
        "decline_inquiry"
      )
    )
  })
)

/** The API's `create-verification-action` in requests. */
export interface CreateVerificationAction {
  readonly type: "create_passed_verification" | "create_failed_verification"
  readonly data: { readonly verificationTemplateId: string }
}

/** Schema of {@link CreateVerificationAction}. */
export const CreateVerificationAction: Schema.Codec<
  CreateVerificationAction,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    type: W.required(W.literals("create_passed_verification", "create_failed_verification")),
    data: W.required(W.closed({ "verification-template-id": W.required(W.string) }))
  })
)
