// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, ToMany, ToOne } from "../../JsonApi.ts"

/** The API's `inquiry` in answers. */
export interface Inquiry {
  readonly type: "inquiry"
  readonly id: string
  readonly attributes: InquiryAttributes
  readonly relationships?: InquiryRelationships | null
}

export interface InquiryAttributes {
  readonly status?: Open<
    | "created"
    | "pending"
    | "completed"
    | "expired"
    | "failed"
    | "needs_review"
    | "approved"
    | "declined"
  > | null
  readonly referenceId?: string | null
  readonly note?: string | null
  readonly behaviors?: Readonly<Record<string, unknown>> | null
  readonly tags?: ReadonlyArray<string | null> | null
  readonly creator?: string | null
  readonly reviewerComment?: string | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
  readonly startedAt?: string | null
  readonly expiresAt?: string | null
  readonly completedAt?: string | null
  readonly failedAt?: string | null
  readonly markedForReviewAt?: string | null
  readonly decisionedAt?: string | null
  readonly expiredAt?: string | null
  readonly redactedAt?: string | null
  readonly previousStepName?: string | null
  readonly nextStepName?: string | null
  readonly fields?: InquiryAttributesFields | null
}

export interface InquiryAttributesFields {
  readonly "name-first"?: {
    readonly type?: string | null
    readonly value?: string | null
  } | null
  readonly "name-middle"?: {
    readonly type?: string | null
    readonly value?: string | null
  } | null
  readonly "name-last"?: {
    readonly type?: string | null
    readonly value?: string | null
  } | null
  readonly "address-street-1"?: {
    readonly type?: string | null
    readonly value?: string | null
  } | null
  readonly "address-street-2"?: {
    readonly type?: string | null
    readonly value?: string | null
  } | null
  readonly "address-city"?: {
    readonly type?: string | null
    readonly value?: string | null
  } | null
  readonly "address-subdivision"?: {
    readonly type?: string | null
    readonly value?: string | null
  } | null
  readonly "address-postal-code"?: {
    readonly type?: string | null
    readonly value?: string | null
  } | null
  readonly "address-country-code"?: {
    readonly type?: string | null
    readonly value?: string | null
  } | null
  readonly birthdate?: {
    readonly type?: string | null
    readonly value?: string | null
  } | null
  readonly "email-address"?: {
    readonly type?: string | null
    readonly value?: string | null
  } | null
  readonly "phone-number"?: {
    readonly type?: string | null
    readonly value?: string | null
  } | null
  readonly "identification-number"?: {
    readonly type?: string | null
    readonly value?: string | null
  } | null
  readonly [key: string]: unknown
}

export interface InquiryRelationships {
  readonly account?: ToOne<"account"> | null
  readonly documents?: ToMany | null
  readonly template?: ToOne<"template"> | null
  readonly inquiryTemplate?: ToOne<"inquiry-template"> | null
  readonly inquiryTemplateVersion?: ToOne<"inquiry-template-version"> | null
  readonly reports?: ToMany | null
  readonly transaction?: ToOne<"transaction"> | null
  readonly reviewer?: ToOne | null
  readonly selfies?: ToMany | null
  readonly sessions?: ToMany<"inquiry-session"> | null
  readonly verifications?: ToMany | null
}

/** Schema of {@link Inquiry}. */
export const Inquiry: Schema.Codec<Inquiry, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        status: W.string,
        "reference-id": W.string,
        note: W.string,
        behaviors: W.free,
        tags: W.array(W.nullable(W.string)),
        creator: W.string,
        "reviewer-comment": W.string,
        "created-at": W.string,
        "updated-at": W.string,
        "started-at": W.string,
        "expires-at": W.string,
        "completed-at": W.string,
        "failed-at": W.string,
        "marked-for-review-at": W.string,
        "decisioned-at": W.string,
        "expired-at": W.string,
        "redacted-at": W.string,
        "previous-step-name": W.string,
        "next-step-name": W.string,
        fields: W.free
      })
    ),
    relationships: W.open({
      account: W.toOne,
      documents: W.toMany,
      template: W.toOne,
      "inquiry-template": W.toOne,
      "inquiry-template-version": W.toOne,
      reports: W.toMany,
      transaction: W.toOne,
      reviewer: W.toOne,
      selfies: W.toMany,
      sessions: W.toMany,
      verifications: W.toMany
    })
  })
)

/** The API's `inquiry-fields` in requests. */
export interface InquiryFields {
  readonly birthdate?: string | null | undefined
  readonly "name-first"?: string | null | undefined
  readonly "name-middle"?: string | null | undefined
  readonly "name-last"?: string | null | undefined
  readonly "phone-number"?: string | null | undefined
  readonly "email-address"?: string | null | undefined
  readonly "address-street-1"?: string | null | undefined
  readonly "address-street-2"?: string | null | undefined
  readonly "address-city"?: string | null | undefined
  readonly "address-subdivision"?: string | null | undefined
  readonly "address-postal-code"?: string | null | undefined
  readonly "address-country-code"?: string | undefined
  readonly [key: string]: unknown
}

/** Schema of {@link InquiryFields}. */
export const InquiryFields: Schema.Codec<InquiryFields, unknown> = /*#__PURE__*/ W.schema(() => W.free)
