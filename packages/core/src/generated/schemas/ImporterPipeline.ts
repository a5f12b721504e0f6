// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, ToOne } from "../../JsonApi.ts"

/** The API's `importer-pipeline-run` in answers. */
export interface ImporterPipelineRun {
  readonly type: "importer-pipeline-run"
  readonly id: string
  readonly attributes: ImporterPipelineRunAttributes
  readonly relationships?: ImporterPipelineRunRelationships | null
}

export interface ImporterPipelineRunAttributes {
  readonly referenceId?: string | null
  readonly status?: Open<
    | "pending"
    | "running"
    | "paused"
    | "canceled"
    | "completed"
    | "errored"
    | "killed"
  > | null
  readonly runCount?: number | null
  readonly startedAt?: string | null
  readonly endedAt?: string | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
  readonly redactedAt?: string | null
  readonly runData?: {
    readonly columnNames?: ReadonlyArray<string> | null
    readonly errorCount?: number | null
    readonly rowsRead?: number | null
    readonly rowCount?: number | null
    readonly successCount?: number | null
    readonly createdCount?: number | null
    readonly updatedCount?: number | null
    readonly estimatedTotalCount?: number | null
    readonly [key: string]: unknown
  } | null
}

export interface ImporterPipelineRunRelationships {
  readonly importerPipeline?: ToOne<"importer-pipeline"> | null
}

/** Schema of {@link ImporterPipelineRun}. */
export const ImporterPipelineRun: Schema.Codec<ImporterPipelineRun, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        "reference-id": W.string,
        status: W.string,
        "run-count": W.number,
        "started-at": W.string,
        "ended-at": W.string,
        "created-at": W.string,
        "updated-at": W.string,
        "redacted-at": W.string,
        "run-data": W.open({
          "column-names": W.array(W.string),
          "error-count": W.number,
          "rows-read": W.number,
          "row-count": W.number,
          "success-count": W.number,
          "created-count": W.number,
          "updated-count": W.number,
          "estimated-total-count": W.number
        })
      })
    ),
    relationships: W.open({ "importer-pipeline": W.toOne })
  })
)

/** The API's `importer-pipeline` in answers. */
export interface ImporterPipeline {
  readonly type: "importer-pipeline"
  readonly id: string
  readonly attributes: ImporterPipelineAttributes
}

export interface ImporterPipelineAttributes {
  readonly name?: string | null
  readonly status?: Open<"active" | "inactive"> | null
  readonly runType?: Open<"manual" | "recurring"> | null
  readonly destination?: string | null
  readonly nextRunAt?: string | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
  readonly archivedAt?: string | null
  readonly pipelineConfig?: {
    readonly destination?: string | null
    readonly syncMode?: Open<"upsert" | "insert" | "update"> | null
    readonly archiveAfterCompletion?: boolean | null
    readonly [key: string]: unknown
  } | null
}

/** Schema of {@link ImporterPipeline}. */
export const ImporterPipeline: Schema.Codec<ImporterPipeline, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        name: W.string,
        status: W.string,
        "run-type": W.string,
        destination: W.string,
        "next-run-at": W.string,
        "created-at": W.string,
        "updated-at": W.string,
        "archived-at": W.string,
        "pipeline-config": W.open({
          destination: W.string,
          "sync-mode": W.string,
          "archive-after-completion": W.boolean
        })
      })
    )
  })
)
