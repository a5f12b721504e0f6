// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, ToOne } from "../../JsonApi.ts"

/** The API's `workflow-deployment` in answers. */
export interface WorkflowDeployment {
  readonly type: "workflow-deployment"
  readonly id: string
  readonly attributes: WorkflowDeploymentAttributes
}

export interface WorkflowDeploymentAttributes {
  readonly status?: Open<"active" | "inactive"> | null
  readonly configuration?: {
    readonly versions?: ReadonlyArray<{
      readonly token?: string | null
      readonly percentage?: number | null
      readonly label?: string | null
    }> | null
  } | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
}

/** Schema of {@link WorkflowDeployment}. */
export const WorkflowDeployment: Schema.Codec<WorkflowDeployment, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        status: W.string,
        configuration: W.open({
          versions: W.array(W.open({ token: W.string, percentage: W.number, label: W.string }))
        }),
        "created-at": W.string,
        "updated-at": W.string
      })
    )
  })
)

/** The API's `workflow` in answers. */
export interface Workflow {
  readonly type: "workflow"
  readonly id: string
  readonly attributes: WorkflowAttributes
  readonly relationships?: WorkflowRelationships | null
}

export interface WorkflowAttributes {
  readonly status?: Open<"paused" | "running" | "archived"> | null
  readonly name?: string | null
  readonly createdAt?: string | null
}

export interface WorkflowRelationships {
  readonly latestPublishedVersion?: ToOne<"workflow-version"> | null
  readonly activeDeployment?: { readonly data?: WorkflowDeployment | null } | null
}

/** Schema of {@link Workflow}. */
export const Workflow: Schema.Codec<Workflow, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(W.open({ status: W.string, name: W.string, "created-at": W.string })),
    relationships: W.open({
      "latest-published-version": W.toOne,
      "active-deployment": W.open({ data: WorkflowDeployment })
    })
  })
)

/** The API's `workflow-run` in answers. */
export interface WorkflowRun {
  readonly type: "workflow-run"
  readonly id: string
  readonly attributes: WorkflowRunAttributes
  readonly relationships?: WorkflowRunRelationships | null
  readonly meta?: { readonly processingTimeSeconds?: number | null } | null
}

export interface WorkflowRunAttributes {
  readonly completedAt?: string | null
  readonly createdAt?: string | null
  readonly status?: string | null
}

export interface WorkflowRunRelationships {
  readonly creator?: ToOne<"administrator" | "user" | "event"> | null
  readonly workflow?: ToOne<"workflow"> | null
  readonly workflowVersion?: ToOne<"workflow-version"> | null
}

/** Schema of {@link WorkflowRun}. */
export const WorkflowRun: Schema.Codec<WorkflowRun, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        "completed-at": W.string,
        "created-at": W.string,
        status: W.string
      })
    ),
    relationships: W.open({
      creator: W.toOne,
      workflow: W.toOne,
      "workflow-version": W.toOne
    }),
    meta: W.open({ "processing-time-seconds": W.number })
  })
)

/** The API's `workflow-version` in answers. */
export interface WorkflowVersion {
  readonly type: "workflow-version"
  readonly id: string
  readonly attributes: WorkflowVersionAttributes
  readonly relationships?: WorkflowVersionRelationships | null
}

export interface WorkflowVersionAttributes {
  readonly workflowName?: string | null
  readonly description?: string | null
  readonly status?: Open<"draft" | "published" | "archived"> | null
  readonly triggerType?: Open<
    | "trigger-account"
    | "trigger-api"
    | "trigger-case"
    | "trigger-direct"
    | "trigger-event"
    | "trigger-recurring"
    | "trigger-schedule"
    | "trigger-verification"
  > | null
  readonly live?: boolean | null
  readonly rolloutLabel?: Open<"treatment" | "control"> | null
  readonly rolloutPercentage?: number | null
  readonly lastUpdater?: string | null
  readonly inputs?: ReadonlyArray<{
    readonly name?: string | null
    readonly type?: string | null
    readonly required?: boolean | null
  }> | null
  readonly outputs?: ReadonlyArray<{ readonly name?: string | null }> | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
  readonly publishedAt?: string | null
}

export interface WorkflowVersionRelationships {
  readonly workflow?: ToOne<"workflow"> | null
}

/** Schema of {@link WorkflowVersion}. */
export const WorkflowVersion: Schema.Codec<WorkflowVersion, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        "workflow-name": W.string,
        description: W.string,
        status: W.string,
        "trigger-type": W.string,
        live: W.boolean,
        "rollout-label": W.string,
        "rollout-percentage": W.number,
        "last-updater": W.string,
        inputs: W.array(W.open({ name: W.string, type: W.string, required: W.boolean })),
        outputs: W.array(W.open({ name: W.string })),
        "created-at": W.string,
        "updated-at": W.string,
        "published-at": W.string
      })
    ),
    relationships: W.open({ workflow: W.toOne })
  })
)
