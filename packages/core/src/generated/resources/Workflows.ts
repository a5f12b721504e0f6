// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Workflows".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include, Links, PageParameters } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"
import { WorkflowRun, WorkflowVersion } from "../schemas/Workflow.ts"
import { WorkflowRunIncludedObjects } from "../schemas/WorkflowRunIncludedObjects.ts"

export { WorkflowRun, WorkflowVersion } from "../schemas/Workflow.ts"
export { WorkflowRunIncludedObjects } from "../schemas/WorkflowRunIncludedObjects.ts"

/**
 * Create a workflow run: `POST /workflows/{workflow-id}/trigger`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/workflow-runs/create-a-workflow-run
 */
export const trigger: Operation.Operation<
  TriggerRequest,
  WorkflowRunResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-workflow-run",
  method: "POST",
  path: "/workflows/{workflow-id}/trigger",
  tag: "Workflows",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: TriggerRequest, success: WorkflowRunResponse })
})

/**
 * Retrieve a workflow run: `GET /workflow-runs/{workflow-run-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/workflow-runs/retrieve-a-workflow-run
 */
export const retrieveRun: Operation.Operation<
  RetrieveRunRequest,
  WorkflowRunResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-workflow-run",
  method: "GET",
  path: "/workflow-runs/{workflow-run-id}",
  tag: "Workflows",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRunRequest, success: WorkflowRunResponse })
})

/**
 * List all workflow runs: `GET /workflow-runs`.
 *
 * Succeeds with 200.
 *
 * @see https://docs.withpersona.com/api-reference/workflow-runs/list-all-workflow-runs
 */
export const listRuns: Operation.Operation<ListRunsRequest, WorkflowRunPage> = /*#__PURE__*/ Operation.make({
  id: "list-all-workflow-runs",
  method: "GET",
  path: "/workflow-runs",
  tag: "Workflows",
  paging: "query",
  query: ["filter", "page", "fields"],
  schemas: () => ({ request: ListRunsRequest, success: WorkflowRunPage })
})

/**
 * List all workflow versions: `GET /workflow-versions`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/workflow-versions/list-all-workflow-versions
 */
export const listVersions: Operation.Operation<
  ListVersionsRequest,
  WorkflowVersionPage,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "list-all-workflow-versions",
  method: "GET",
  path: "/workflow-versions",
  tag: "Workflows",
  paging: "query",
  query: ["filter", "page", "fields"],
  errors: [404],
  schemas: () => ({ request: ListVersionsRequest, success: WorkflowVersionPage })
})

/** What {@link trigger} takes. */
export interface TriggerRequest {
  readonly workflowId: string
  readonly data: { readonly attributes: TriggerAttributes }
  readonly include?: Include<"creator" | "workflow" | "workflow-version"> | undefined
  readonly fields?: Fieldsets | undefined
}

export interface TriggerAttributes {
  readonly fields: Readonly<Record<string, unknown>>
}

/** Schema of {@link TriggerRequest}. */
export const TriggerRequest: Schema.Codec<TriggerRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "workflow-id": W.required(W.segment),
    data: W.required(W.closed({ attributes: W.required(W.closed({ fields: W.required(W.free) })) })),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieveRun} takes. */
export interface RetrieveRunRequest {
  readonly workflowRunId: string
  readonly include?: Include<"creator" | "workflow" | "workflow-version"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRunRequest}. */
export const RetrieveRunRequest: Schema.Codec<RetrieveRunRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "workflow-run-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link listRuns} takes. */
export interface ListRunsRequest {
  readonly filter?: { readonly status?: string | undefined } | undefined
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListRunsRequest}. */
export const ListRunsRequest: Schema.Codec<ListRunsRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ filter: W.closed({ status: W.string }), page: W.page, fields: W.fieldsets })
)

/** What {@link listVersions} takes. */
export interface ListVersionsRequest {
  readonly filter: { readonly workflowId: string }
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListVersionsRequest}. */
export const ListVersionsRequest: Schema.Codec<ListVersionsRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    filter: W.required(W.closed({ "workflow-id": W.required(W.string) })),
    page: W.page,
    fields: W.fieldsets
  })
)

/** What {@link trigger} and {@link retrieveRun} answer with. */
export interface WorkflowRunResponse {
  readonly data: WorkflowRun
  readonly included?: WorkflowRunIncludedObjects | null
}

/** Schema of {@link WorkflowRunResponse}. */
export const WorkflowRunResponse: Schema.Codec<WorkflowRunResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(WorkflowRun), included: WorkflowRunIncludedObjects })
)

/** What {@link listRuns} answers with. */
export interface WorkflowRunPage {
  readonly data: ReadonlyArray<WorkflowRun>
  readonly links?: Links | null
}

/** Schema of {@link WorkflowRunPage}. */
export const WorkflowRunPage: Schema.Codec<WorkflowRunPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(WorkflowRun)), links: W.links })
)

/** What {@link listVersions} answers with. */
export interface WorkflowVersionPage {
  readonly data: ReadonlyArray<WorkflowVersion>
  readonly links?: Links | null
}

/** Schema of {@link WorkflowVersionPage}. */
export const WorkflowVersionPage: Schema.Codec<WorkflowVersionPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(WorkflowVersion)), links: W.links })
)
