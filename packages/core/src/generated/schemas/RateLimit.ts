// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"

/** The API's `rate-limit` in answers. */
export interface RateLimit {
  readonly type: "rate-limit/api"
  readonly attributes: RateLimitAttributes
}

export interface RateLimitAttributes {
  readonly limit?: number | null
  readonly remaining?: number | null
  readonly secondsToReset?: number | null
}

/** Schema of {@link RateLimit}. */
export const RateLimit: Schema.Codec<RateLimit, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        limit: W.number,
        remaining: W.number,
        "seconds-to-reset": W.number
      })
    )
  })
)
