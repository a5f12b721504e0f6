// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, ToOne } from "../../JsonApi.ts"

/** The API's `selfie` in answers. */
export interface Selfie {
  readonly type: "selfie/profile-and-center" | "selfie/center-only" | "selfie/configurable-poses"
  readonly id: string
  readonly attributes: SelfieAttributes
  readonly relationships?: SelfieRelationships | null
}

export interface SelfieAttributes {
  readonly status?: Open<"initiated" | "submitted" | "processed" | "errored"> | null
  readonly createdAt?: string | null
  readonly processedAt?: string | null
}

export interface SelfieRelationships {
  readonly inquiry?: ToOne<"inquiry"> | null
}

/** Schema of {@link Selfie}. */
export const Selfie: Schema.Codec<Selfie, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        status: W.string,
        "created-at": W.string,
        "processed-at": W.string
      })
    ),
    relationships: W.open({ inquiry: W.toOne })
  })
)
