// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { UnknownResource } from "../../JsonApi.ts"
import { Event } from "./Event.ts"
import { User } from "./User.ts"
import { Workflow, WorkflowVersion } from "./Workflow.ts"

/** The API's `workflow-run-included-objects` in answers. */
export type WorkflowRunIncludedObjects = ReadonlyArray<
  | Workflow
  | WorkflowVersion
  | Event
  | User
  | UnknownResource
>

/** Schema of {@link WorkflowRunIncludedObjects}. */
export const WorkflowRunIncludedObjects: Schema.Codec<
  WorkflowRunIncludedObjects,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.array(
    W.openUnion("type", {
      workflow: Workflow,
      "workflow-version": WorkflowVersion,
      event: Event,
      user: User
    })
  )
)
