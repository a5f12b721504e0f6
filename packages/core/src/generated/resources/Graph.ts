// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Graph".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"
import { Account } from "../schemas/Account.ts"
import { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"
import { GraphQuery } from "../schemas/GraphQuery.ts"

export { Account } from "../schemas/Account.ts"
export { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"
export { GraphQuery } from "../schemas/GraphQuery.ts"

/**
 * Create a graph query: `POST /graph-queries`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/graph/create-a-graph-query
 */
export const createQuery: Operation.Operation<
  CreateQueryRequest,
  GraphQueryResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-graph-query",
  method: "POST",
  path: "/graph-queries",
  tag: "Graph",
  repeat: "once",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateQueryRequest, success: GraphQueryResponse })
})

/**
 * Retrieve a graph query: `GET /graph-queries/{graph-query-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/graph/retrieve-a-graph-query
 */
export const retrieveQuery: Operation.Operation<
  RetrieveQueryRequest,
  RetrieveQueryResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-graph-query",
  method: "GET",
  path: "/graph-queries/{graph-query-id}",
  tag: "Graph",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveQueryRequest, success: RetrieveQueryResponse })
})

/** What {@link createQuery} takes. */
export interface CreateQueryRequest {
  readonly data: { readonly attributes: CreateQueryAttributes }
  readonly meta?: { readonly runSync?: boolean | undefined } | undefined
  readonly include?: Include<"accounts"> | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateQueryAttributes {
  readonly graphQueryTemplateId: string
  readonly parameterMap?: Readonly<Record<string, unknown>> | undefined
  /** @deprecated */
  readonly variableMap?: Readonly<Record<string, unknown>> | undefined
  readonly timeoutInSeconds?: number | undefined
}

/** Schema of {@link CreateQueryRequest}. */
export const CreateQueryRequest: Schema.Codec<CreateQueryRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.required(
          W.closed({
            "graph-query-template-id": W.required(W.string),
            "parameter-map": W.free,
            "variable-map": W.free,
            "timeout-in-seconds": W.integer
          })
        )
      })
    ),
    meta: W.closed({ "run-sync": W.boolean }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieveQuery} takes. */
export interface RetrieveQueryRequest {
  readonly graphQueryId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveQueryRequest}. */
export const RetrieveQueryRequest: Schema.Codec<RetrieveQueryRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "graph-query-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link createQuery} answers with. */
export interface GraphQueryResponse {
  readonly data: GraphQuery
  readonly included?: ReadonlyArray<Account> | null
}

/** Schema of {@link GraphQueryResponse}. */
export const GraphQueryResponse: Schema.Codec<GraphQueryResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(GraphQuery), included: W.array(Account) })
)

/** What {@link retrieveQuery} answers with. */
export interface RetrieveQueryResponse {
  readonly data: GraphQuery
  readonly included?: EmptyIncludedObjects | null
}

/** Schema of {@link RetrieveQueryResponse}. */
export const RetrieveQueryResponse: Schema.Codec<
  RetrieveQueryResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(GraphQuery), included: EmptyIncludedObjects })
)
