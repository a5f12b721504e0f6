/**
 * Batch jobs: changes to up to 1,000 accounts or inquiries in one request, worked off by the API afterwards. They
 * are newer than its document of 2025-12-08.
 *
 * Source: later commits of the vendor's document, and its pages `api-reference/batch-jobs`. An environment may not
 * have them yet, which the answer tells with 404.
 */
import type * as Schema from "effect/Schema"
import * as W from "../internal/wire/wire.ts"
import type { Fieldsets, Include, Links, Open, PageParameters } from "../JsonApi.ts"
import * as Operation from "../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../PersonaError.ts"

/**
 * Create a batch job: `POST /batch-jobs`.
 *
 * Succeeds with 202. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`. That an environment without
 * batch jobs answers with 404 `NotFound` is an assumption.
 *
 * @see https://docs.withpersona.com/api-reference/batch-jobs/create-a-batch-job
 */
export const create: Operation.Operation<
  CreateRequest,
  BatchJobResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-batch-job",
  method: "POST",
  path: "/batch-jobs",
  tag: "Batch Jobs",
  origin: "newer",
  query: ["include", "fields"],
  body: "json",
  success: [202],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateRequest, success: BatchJobResponse })
})

/**
 * Retrieve a batch job: `GET /batch-jobs/{batch-job-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/batch-jobs/retrieve-a-batch-job
 */
export const retrieve: Operation.Operation<RetrieveRequest, BatchJobResponse, NotFound> =
  /*#__PURE__*/ Operation.make({
    id: "retrieve-a-batch-job",
    method: "GET",
    path: "/batch-jobs/{batch-job-id}",
    tag: "Batch Jobs",
    origin: "newer",
    query: ["include", "fields"],
    errors: [404],
    schemas: () => ({ request: RetrieveRequest, success: BatchJobResponse })
  })

/**
 * Retrieve the errors of a batch job: `GET /batch-jobs/{batch-job-id}/errors`. They come in the order of the rows;
 * the cursor of a page is a row number, 1 being the first row.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/batch-jobs/retrieve-batch-job-errors
 */
export const retrieveErrors: Operation.Operation<RetrieveErrorsRequest, BatchJobErrorPage, NotFound> =
  /*#__PURE__*/ Operation.make({
    id: "retrieve-batch-job-errors",
    method: "GET",
    path: "/batch-jobs/{batch-job-id}/errors",
    tag: "Batch Jobs",
    origin: "newer",
    paging: "query",
    query: ["page"],
    errors: [404],
    schemas: () => ({ request: RetrieveErrorsRequest, success: BatchJobErrorPage })
  })

/** What {@link create} takes. */
export interface CreateRequest {
  readonly data: { readonly attributes: CreateAttributes }
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateAttributes {
  /** `upsert` only for accounts. */
  readonly operation: Open<"update" | "upsert">
  readonly object: Open<"account" | "inquiry">
  /** An upsert looks up by `reference_id`, a change of inquiries by `token`. */
  readonly lookupField: Open<"token" | "reference_id">
  /** 1 to 1,000 flat objects whose keys are the API's snake_case names: `reference_id`, `name_first`. */
  readonly rows: ReadonlyArray<Readonly<Record<string, unknown>>>
  /** Whether events are sent for changed fields and tags. The API's default is true. */
  readonly emitEvents?: boolean | undefined
  /** The type of accounts whose row names none; an upsert needs the one or the other. */
  readonly accountTypeId?: string | undefined
}

/** Schema of {@link CreateRequest}. */
export const CreateRequest: Schema.Codec<CreateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.required(
          W.closed({
            operation: W.required(W.string),
            object: W.required(W.string),
            "lookup-field": W.required(W.string),
            rows: W.required(W.array(W.free, 1, 1000)),
            "emit-events": W.boolean,
            "account-type-id": W.string
          })
        )
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly batchJobId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "batch-job-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link retrieveErrors} takes. */
export interface RetrieveErrorsRequest {
  readonly batchJobId: string
  /** `after` and `before` are row numbers in digits, one of them at most. The API's default size is 50. */
  readonly page?: PageParameters | undefined
}

/** Schema of {@link RetrieveErrorsRequest}. */
export const RetrieveErrorsRequest: Schema.Codec<RetrieveErrorsRequest, unknown> = /*#__PURE__*/ W.schema(
  () => W.closed({ "batch-job-id": W.required(W.segment), page: W.page })
)

/** The API's `batch-job` in answers. Its id has the prefix of pipeline runs, `mprtpr_`. */
export interface BatchJob {
  readonly type: "batch-job"
  readonly id: string
  readonly attributes: BatchJobAttributes
}

export interface BatchJobAttributes {
  readonly status?: Open<
    "pending" | "running" | "paused" | "canceled" | "completed" | "errored" | "killed"
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
    readonly [key: string]: unknown
  } | null
}

/** Schema of {@link BatchJob}. */
export const BatchJob: Schema.Codec<BatchJob, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
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
          "updated-count": W.number
        })
      })
    )
  })
)

/** What {@link create} and {@link retrieve} answer with. */
export interface BatchJobResponse {
  readonly data: BatchJob
}

/** Schema of {@link BatchJobResponse}. */
export const BatchJobResponse: Schema.Codec<BatchJobResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(BatchJob) })
)

/** The API's `batch-job-row-error` in answers. Its id is that of the job, a colon and the row number. */
export interface BatchJobRowError {
  readonly type: "batch-job-row-error"
  readonly id: string
  readonly attributes: {
    /** The row as it was sent. */
    readonly row?: Readonly<Record<string, unknown>> | null
    readonly errorMessage?: string | null
    /** From 1. */
    readonly rowNumber?: number | null
  }
}

/** Schema of {@link BatchJobRowError}. */
export const BatchJobRowError: Schema.Codec<BatchJobRowError, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(W.open({ row: W.free, "error-message": W.string, "row-number": W.number }))
  })
)

/** What {@link retrieveErrors} answers with. */
export interface BatchJobErrorPage {
  readonly data: ReadonlyArray<BatchJobRowError>
  /** Errors of the job as a whole. Their form is not documented. */
  readonly meta?: Readonly<Record<string, unknown>> | null
  readonly links?: Links | null
}

/** Schema of {@link BatchJobErrorPage}. */
export const BatchJobErrorPage: Schema.Codec<BatchJobErrorPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(BatchJobRowError)), meta: W.free, links: W.links })
)
