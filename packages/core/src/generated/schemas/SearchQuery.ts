// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open } from "../../JsonApi.ts"

/** The API's `search-query` in requests. */
export type SearchQuery =
  | { readonly and: ReadonlyArray<SearchQuery> }
  | { readonly or: ReadonlyArray<SearchQuery> }
  | { readonly not: SearchQuery }
  | {
      readonly attribute: string
      readonly operator: Open<"eq" | "gt" | "gte" | "lt" | "lte">
      readonly value: string | number | boolean
    }

/** Schema of {@link SearchQuery}. */
export const SearchQuery: Schema.Codec<SearchQuery, unknown> = /*#__PURE__*/ W.schema(() =>
  W.either(
    W.closed({ and: W.required(W.array(SearchQuery)) }),
    W.closed({ or: W.required(W.array(SearchQuery)) }),
    W.closed({ not: W.required(SearchQuery) }),
    W.closed({
      attribute: W.required(W.string),
      operator: W.required(W.string),
      value: W.required(W.either(W.string, W.number, W.boolean))
    })
  )
)
