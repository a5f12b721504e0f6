// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, ToMany } from "../../JsonApi.ts"

/** The API's `graph-query` in answers. */
export interface GraphQuery {
  readonly type: "graph-query"
  readonly id: string
  readonly attributes: GraphQueryAttributes
  readonly relationships?: GraphQueryRelationships | null
}

export interface GraphQueryAttributes {
  readonly status?: Open<"submitted" | "completed" | "errored" | "cancelled" | "timed_out"> | null
  readonly params?: Readonly<Record<string, unknown>> | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
  readonly erroredAt?: string | null
  readonly completedAt?: string | null
  readonly redactedAt?: string | null
  readonly stats?: Readonly<Record<string, unknown>> | null
  readonly explorerUrl?: string | null
  readonly nodeLimitReached?: boolean | null
  readonly nodes?: ReadonlyArray<{
    readonly type?: string | null
    readonly value?: string | null
  }> | null
}

export interface GraphQueryRelationships {
  readonly accounts?: ToMany<"account"> | null
}

/** Schema of {@link GraphQuery}. */
export const GraphQuery: Schema.Codec<GraphQuery, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        status: W.string,
        params: W.free,
        "created-at": W.string,
        "updated-at": W.string,
        "errored-at": W.string,
        "completed-at": W.string,
        "redacted-at": W.string,
        stats: W.free,
        "explorer-url": W.string,
        "node-limit-reached": W.boolean,
        nodes: W.array(W.open({ type: W.string, value: W.string }))
      })
    ),
    relationships: W.open({ accounts: W.toMany })
  })
)
