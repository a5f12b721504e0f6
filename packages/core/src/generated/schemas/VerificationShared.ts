// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, ToMany, ToOne } from "../../JsonApi.ts"

/** The API's `verification-shared-attributes` in answers. */
export interface VerificationSharedAttributes {
  readonly status?: Open<
    | "initiated"
    | "submitted"
    | "tentatively_passed"
    | "tentatively_failed"
    | "passed"
    | "failed"
    | "requires_retry"
    | "skipped"
    | "canceled"
    | "confirmed"
  > | null
  readonly createdAt?: string | null
  readonly createdAtTs?: number | null
  readonly submittedAt?: string | null
  readonly submittedAtTs?: number | null
  readonly completedAt?: string | null
  readonly completedAtTs?: number | null
  readonly redactedAt?: string | null
  readonly countryCode?: string | null
  readonly tags?: ReadonlyArray<string> | null
  readonly checks?: ReadonlyArray<{
    readonly name?: string | null
    readonly status?: Open<"passed" | "failed" | "not_applicable"> | null
    readonly reasons?: ReadonlyArray<string | null> | null
    readonly requirement?: Open<"required" | "not_required" | "requires_retry"> | null
    readonly metadata?: Readonly<Record<string, unknown>> | null
  }> | null
}

/** Schema of {@link VerificationSharedAttributes}. */
export const VerificationSharedAttributes: Schema.Codec<
  VerificationSharedAttributes,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    status: W.string,
    "created-at": W.string,
    "created-at-ts": W.number,
    "submitted-at": W.string,
    "submitted-at-ts": W.number,
    "completed-at": W.string,
    "completed-at-ts": W.number,
    "redacted-at": W.string,
    "country-code": W.string,
    tags: W.array(W.string),
    checks: W.array(
      W.open({
        name: W.string,
        status: W.string,
        reasons: W.array(W.nullable(W.string)),
        requirement: W.string,
        metadata: W.free
      })
    )
  })
)

/** The API's `verification-shared-relationships` in answers. */
export interface VerificationSharedRelationships {
  readonly inquiry?: ToOne<"inquiry"> | null
  readonly template?: ToOne<"template"> | null
  readonly inquiryTemplateVersion?: ToOne<"inquiry-template-version"> | null
  readonly inquiryTemplate?: ToOne<"inquiry-template"> | null
  readonly transaction?: ToOne<"transaction"> | null
  readonly verificationTemplate?: ToOne | null
  readonly verificationTemplateVersion?: ToOne | null
  readonly accounts?: ToMany<"account"> | null
}

/** Schema of {@link VerificationSharedRelationships}. */
export const VerificationSharedRelationships: Schema.Codec<
  VerificationSharedRelationships,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    inquiry: W.toOne,
    template: W.toOne,
    "inquiry-template-version": W.toOne,
    "inquiry-template": W.toOne,
    transaction: W.toOne,
    "verification-template": W.toOne,
    "verification-template-version": W.toOne,
    accounts: W.toMany
  })
)
