// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Rate Limits".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import * as Operation from "../../Operation.ts"
import { RateLimit } from "../schemas/RateLimit.ts"

export { RateLimit } from "../schemas/RateLimit.ts"

/**
 * List all rate limits: `GET /rate-limits`.
 *
 * Succeeds with 200.
 *
 * @see https://docs.withpersona.com/api-reference/rate-limits/list-all-rate-limits
 */
export const list: Operation.Operation<ListRequest, RateLimitPage> = /*#__PURE__*/ Operation.make({
  id: "list-all-rate-limits",
  method: "GET",
  path: "/rate-limits",
  tag: "Rate Limits",
  schemas: () => ({ request: ListRequest, success: RateLimitPage })
})

/** What {@link list} takes. */
export interface ListRequest {
  readonly [key: string]: never
}

/** Schema of {@link ListRequest}. */
export const ListRequest: Schema.Codec<ListRequest, unknown> = /*#__PURE__*/ W.schema(() => W.closed({}))

/** What {@link list} answers with. */
export interface RateLimitPage {
  readonly data: ReadonlyArray<RateLimit>
}

/** Schema of {@link RateLimitPage}. */
export const RateLimitPage: Schema.Codec<RateLimitPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(RateLimit)) })
)
