// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { UnknownResource } from "../../JsonApi.ts"
import { ImporterPipeline } from "./ImporterPipeline.ts"

/** The API's `importer-pipeline-runs-included-objects` in answers. */
export type ImporterPipelineRunsIncludedObjects = ReadonlyArray<ImporterPipeline | UnknownResource>

/** Schema of {@link ImporterPipelineRunsIncludedObjects}. */
export const ImporterPipelineRunsIncludedObjects: Schema.Codec<
  ImporterPipelineRunsIncludedObjects,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.array(
    W.openUnion("type", {
      "importer-pipeline": ImporterPipeline
    })
  )
)
