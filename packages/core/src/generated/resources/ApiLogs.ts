// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "API Logs".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include, Links, PageParameters } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { NotFound } from "../../PersonaError.ts"
import { ApiLog } from "../schemas/ApiLog.ts"
import { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"

export { ApiLog } from "../schemas/ApiLog.ts"
export { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"

/**
 * List all API logs: `GET /api-logs`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/api-logs/list-all-api-logs
 */
export const list: Operation.Operation<ListRequest, ApiLogPage, NotFound> = /*#__PURE__*/ Operation.make({
  id: "list-all-api-logs",
  method: "GET",
  path: "/api-logs",
  tag: "API Logs",
  paging: "query",
  query: ["page", "fields"],
  errors: [404],
  schemas: () => ({ request: ListRequest, success: ApiLogPage })
})

/**
 * Retrieve an API log: `GET /api-logs/{api-log-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/api-logs/retrieve-an-api-log
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  ApiLogResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-an-api-log",
  method: "GET",
  path: "/api-logs/{api-log-id}",
  tag: "API Logs",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: ApiLogResponse })
})

/** What {@link list} takes. */
export interface ListRequest {
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListRequest}. */
export const ListRequest: Schema.Codec<ListRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ page: W.page, fields: W.fieldsets })
)

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly apiLogId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "api-log-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link list} answers with. */
export interface ApiLogPage {
  readonly data: ReadonlyArray<ApiLog>
  readonly links?: Links | null
}

/** Schema of {@link ApiLogPage}. */
export const ApiLogPage: Schema.Codec<ApiLogPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(ApiLog)), links: W.links })
)

/** What {@link retrieve} answers with. */
export interface ApiLogResponse {
  readonly data: ApiLog
  readonly included?: EmptyIncludedObjects | null
}

/** Schema of {@link ApiLogResponse}. */
export const ApiLogResponse: Schema.Codec<ApiLogResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ApiLog), included: EmptyIncludedObjects })
)
