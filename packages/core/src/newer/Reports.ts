/**
 * The operation on reports that is newer than the API's document of 2025-12-08. The others are in
 * `resources/Reports`.
 *
 * Source: later commits of the vendor's document. An environment may not have it yet, which the answer tells with
 * 404.
 */
import type * as Schema from "effect/Schema"
import { ReportResponse, type RetrieveRequest } from "../generated/resources/Reports.ts"
import * as W from "../internal/wire/wire.ts"
import type { Fieldsets, Open } from "../JsonApi.ts"
import * as Operation from "../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../PersonaError.ts"

export { ReportResponse } from "../generated/resources/Reports.ts"

/**
 * Review the matches of a screening report: `POST /reports/{report-id}/review`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/reports/review-matches
 */
export const review: Operation.Operation<
  ReviewRequest,
  ReportResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "review-matches",
  method: "POST",
  path: "/reports/{report-id}/review",
  tag: "Reports",
  origin: "newer",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: ReviewRequest, success: ReportResponse })
})

/** What {@link review} takes. */
export interface ReviewRequest {
  readonly reportId: string
  readonly data: {
    readonly attributes: {
      readonly reviewType: Open<"all_records" | "record">
      readonly reviewStatus: Open<"pending" | "indeterminate" | "true_positive" | "false_positive">
      /** The matched record (`scrre_…`), where `reviewType` is `record`. */
      readonly recordToken?: string | undefined
      readonly riskLevel?: Open<"material" | "immaterial"> | null | undefined
      readonly comment?: string | null | undefined
      /** Whether the records return to `pending` when a later run finds them changed. */
      readonly notifyOnChange?: boolean | undefined
    }
  }
  readonly include?: RetrieveRequest["include"]
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ReviewRequest}. */
export const ReviewRequest: Schema.Codec<ReviewRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "report-id": W.required(W.segment),
    data: W.required(
      W.closed({
        attributes: W.required(
          W.closed({
            "review-type": W.required(W.string),
            "review-status": W.required(W.string),
            "record-token": W.string,
            "risk-level": W.nullable(W.string),
            comment: W.nullable(W.string),
            "notify-on-change": W.boolean
          })
        )
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)
