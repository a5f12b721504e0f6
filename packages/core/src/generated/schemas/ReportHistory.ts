// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, UnknownVariant } from "../../JsonApi.ts"

/** The API's `report-history-run` in answers. */
export interface ReportHistoryRun {
  readonly id?: string | null
  readonly type: "run"
  readonly runType?: Open<"manual" | "scheduled"> | null
  readonly scheduledDate?: string | null
  readonly completedAt?: string | null
  readonly matches?: number | null
}

/** Schema of {@link ReportHistoryRun}. */
export const ReportHistoryRun: Schema.Codec<ReportHistoryRun, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.string,
    type: W.required(W.string),
    "run-type": W.string,
    "scheduled-date": W.string,
    "completed-at": W.string,
    matches: W.number
  })
)

/** The API's `report-history-dismiss` in answers. */
export interface ReportHistoryDismiss {
  readonly id?: string | null
  readonly type: "dismiss"
  readonly createdAt?: string | null
  readonly creatorName?: string | null
}

/** Schema of {@link ReportHistoryDismiss}. */
export const ReportHistoryDismiss: Schema.Codec<ReportHistoryDismiss, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.string,
    type: W.required(W.string),
    "created-at": W.string,
    "creator-name": W.string
  })
)

/** The API's `report-history-pause` in answers. */
export interface ReportHistoryPause {
  readonly id?: string | null
  readonly type: "pause"
  readonly createdAt?: string | null
  readonly creatorName?: string | null
}

/** Schema of {@link ReportHistoryPause}. */
export const ReportHistoryPause: Schema.Codec<ReportHistoryPause, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.string,
    type: W.required(W.string),
    "created-at": W.string,
    "creator-name": W.string
  })
)

/** The API's `report-history-resume` in answers. */
export interface ReportHistoryResume {
  readonly id?: string | null
  readonly type: "resume"
  readonly createdAt?: string | null
  readonly creatorName?: string | null
}

/** Schema of {@link ReportHistoryResume}. */
export const ReportHistoryResume: Schema.Codec<ReportHistoryResume, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.string,
    type: W.required(W.string),
    "created-at": W.string,
    "creator-name": W.string
  })
)

/** The API's `report-history-review` in answers. */
export interface ReportHistoryReview {
  readonly id?: string | null
  readonly type: "review"
  readonly createdAt?: string | null
  readonly creatorName?: string | null
}

/** Schema of {@link ReportHistoryReview}. */
export const ReportHistoryReview: Schema.Codec<ReportHistoryReview, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.string,
    type: W.required(W.string),
    "created-at": W.string,
    "creator-name": W.string
  })
)

/** The API's `report-history` in answers. */
export type ReportHistory = ReadonlyArray<
  | ReportHistoryDismiss
  | ReportHistoryRun
  | ReportHistoryReview
  | ReportHistoryPause
  | ReportHistoryResume
  | UnknownVariant<"type">
>

/** Schema of {@link ReportHistory}. */
export const ReportHistory: Schema.Codec<ReportHistory, unknown> = /*#__PURE__*/ W.schema(() =>
  W.array(
    W.openUnion("type", {
      dismiss: ReportHistoryDismiss,
      run: ReportHistoryRun,
      review: ReportHistoryReview,
      pause: ReportHistoryPause,
      resume: ReportHistoryResume
    })
  )
)
