// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Reports".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as File from "../../File.ts"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include, Links, PageParameters } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"
import { Report } from "../schemas/Report.ts"
import { ReportHistory } from "../schemas/ReportHistory.ts"
import {
  ReportAddressLookupRequest,
  ReportAdverseMediaRequest,
  ReportBusinessAdverseMediaRequest,
  ReportBusinessLookupRequest,
  ReportBusinessWatchlistRequest,
  ReportCryptoAddressWatchlistRequest,
  ReportEmailAddressRequest,
  ReportPhoneRiskRequest,
  ReportPoliticallyExposedPersonRequest,
  ReportProfileNonAuthoritativeRequest,
  ReportProfileRequest,
  ReportSocialMediaRequest,
  ReportSyntheticRequest,
  ReportWatchlistRequest
} from "../schemas/ReportRequest.ts"
import { ReportsIncludedObjects } from "../schemas/ReportsIncludedObjects.ts"

export { Report } from "../schemas/Report.ts"
export { ReportHistory } from "../schemas/ReportHistory.ts"
export {
  ReportAddressLookupRequest,
  ReportAdverseMediaRequest,
  ReportBusinessAdverseMediaRequest,
  ReportBusinessLookupRequest,
  ReportBusinessWatchlistRequest,
  ReportCryptoAddressWatchlistRequest,
  ReportEmailAddressRequest,
  ReportPhoneRiskRequest,
  ReportPoliticallyExposedPersonRequest,
  ReportProfileNonAuthoritativeRequest,
  ReportProfileRequest,
  ReportSocialMediaRequest,
  ReportSyntheticRequest,
  ReportWatchlistRequest
} from "../schemas/ReportRequest.ts"
export { ReportsIncludedObjects } from "../schemas/ReportsIncludedObjects.ts"

/**
 * List all reports: `GET /reports`.
 *
 * Succeeds with 200.
 *
 * @see https://docs.withpersona.com/api-reference/reports/list-all-reports
 */
export const list: Operation.Operation<ListRequest, ReportPage> = /*#__PURE__*/ Operation.make({
  id: "list-all-reports",
  method: "GET",
  path: "/reports",
  tag: "Reports",
  paging: "query",
  query: ["filter", "page", "fields"],
  schemas: () => ({ request: ListRequest, success: ReportPage })
})

/**
 * Create a report: `POST /reports`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 408, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/reports/create-a-report
 */
export const create: Operation.Operation<
  CreateRequest,
  ReportResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-report",
  method: "POST",
  path: "/reports",
  tag: "Reports",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 408, 409, 422],
  schemas: () => ({ request: CreateRequest, success: ReportResponse })
})

/**
 * Redact a report: `DELETE /reports/{report-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/reports/redact-a-report
 */
export const redact: Operation.Operation<
  RedactRequest,
  ReportResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "redact-a-report",
  method: "DELETE",
  path: "/reports/{report-id}",
  tag: "Reports",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RedactRequest, success: ReportResponse })
})

/**
 * Retrieve a report: `GET /reports/{report-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/reports/retrieve-a-report
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  ReportResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-report",
  method: "GET",
  path: "/reports/{report-id}",
  tag: "Reports",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: ReportResponse })
})

/**
 * Add tag (reports): `POST /reports/{report-id}/add-tag`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/reports/add-tag
 */
export const addTag: Operation.Operation<
  AddTagRequest,
  ReportResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "reports-add-tag",
  method: "POST",
  path: "/reports/{report-id}/add-tag",
  tag: "Reports",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: AddTagRequest, success: ReportResponse })
})

/**
 * Dismiss matches: `POST /reports/{report-id}/dismiss`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/reports/dismiss-matches
 */
export const dismiss: Operation.Operation<
  DismissRequest,
  ReportResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "dismiss-matches",
  method: "POST",
  path: "/reports/{report-id}/dismiss",
  tag: "Reports",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: DismissRequest, success: ReportResponse })
})

/**
 * List report history: `GET /reports/{report-id}/history`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/reports/list-report-history
 */
export const listHistory: Operation.Operation<
  ListHistoryRequest,
  ReportHistoryPage,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "list-report-history",
  method: "GET",
  path: "/reports/{report-id}/history",
  tag: "Reports",
  paging: "query",
  query: ["page"],
  errors: [404],
  schemas: () => ({ request: ListHistoryRequest, success: ReportHistoryPage })
})

/**
 * Pause the continuous monitoring of a report: `POST /reports/{report-id}/pause`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/reports/report-action-pause-continuous-monitoring
 */
export const pause: Operation.Operation<
  PauseRequest,
  ReportResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "report-action-pause-continuous-monitoring",
  method: "POST",
  path: "/reports/{report-id}/pause",
  tag: "Reports",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: PauseRequest, success: ReportResponse })
})

/**
 * Print report PDF: `GET /reports/{report-id}/print`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`.
 *
 * @see https://docs.withpersona.com/api-reference/reports/print-report-pdf
 */
export const print: Operation.Operation<
  PrintRequest,
  File.Binary,
  NotFound | Conflict
> = /*#__PURE__*/ Operation.make({
  id: "print-report-pdf",
  method: "GET",
  path: "/reports/{report-id}/print",
  tag: "Reports",
  errors: [404, 409],
  response: "binary",
  schemas: () => ({ request: PrintRequest, success: File.Binary })
})

/**
 * Remove tag (reports): `POST /reports/{report-id}/remove-tag`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/reports/remove-tag
 */
export const removeTag: Operation.Operation<
  RemoveTagRequest,
  ReportResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "reports-remove-tag",
  method: "POST",
  path: "/reports/{report-id}/remove-tag",
  tag: "Reports",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: RemoveTagRequest, success: ReportResponse })
})

/**
 * Resume the continuous monitoring of a report: `POST /reports/{report-id}/resume`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/reports/report-action-resume-continuous-monitoring
 */
export const resume: Operation.Operation<
  ResumeRequest,
  ReportResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "report-action-resume-continuous-monitoring",
  method: "POST",
  path: "/reports/{report-id}/resume",
  tag: "Reports",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ResumeRequest, success: ReportResponse })
})

/**
 * Run a report again: `POST /reports/{report-id}/run`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/reports/report-action-re-run-report
 */
export const run: Operation.Operation<
  RunRequest,
  ReportResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "report-action-re-run-report",
  method: "POST",
  path: "/reports/{report-id}/run",
  tag: "Reports",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RunRequest, success: ReportResponse })
})

/**
 * Set all tags (reports): `POST /reports/{report-id}/set-tags`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/reports/set-all-tags
 */
export const setTags: Operation.Operation<
  SetTagsRequest,
  ReportResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "reports-set-all-tags",
  method: "POST",
  path: "/reports/{report-id}/set-tags",
  tag: "Reports",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: SetTagsRequest, success: ReportResponse })
})

/** What {@link list} takes. */
export interface ListRequest {
  readonly filter?: {
    readonly referenceId?: string | undefined
    readonly accountId?: string | undefined
  } | undefined
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListRequest}. */
export const ListRequest: Schema.Codec<ListRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    filter: W.closed({ "reference-id": W.string, "account-id": W.string }),
    page: W.page,
    fields: W.fieldsets
  })
)

/** What {@link create} takes. */
export interface CreateRequest {
  readonly data?:
    | ReportAddressLookupRequest
    | ReportAdverseMediaRequest
    | ReportBusinessAdverseMediaRequest
    | ReportBusinessLookupRequest
    | ReportBusinessWatchlistRequest
    | ReportCryptoAddressWatchlistRequest
    | ReportEmailAddressRequest
    | ReportPhoneRiskRequest
    | ReportPoliticallyExposedPersonRequest
    | ReportProfileRequest
    | ReportProfileNonAuthoritativeRequest
    | ReportSocialMediaRequest
    | ReportSyntheticRequest
    | ReportWatchlistRequest
    | undefined
  readonly meta?: {
    readonly autoCreateAccount?: boolean | undefined
    readonly autoCreateAccountTypeId?: string | undefined
    readonly autoCreateAccountReferenceId?: string | undefined
    readonly processingMode?: string | undefined
    readonly requestFlags?: ReadonlyArray<string> | undefined
  } | undefined
  readonly include?: Include<"inquiry" | "account" | "transaction" | "report-template"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link CreateRequest}. */
export const CreateRequest: Schema.Codec<CreateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closedUnion("type", {
      "report/address-lookup": ReportAddressLookupRequest,
      "report/adverse-media": ReportAdverseMediaRequest,
      "report/business-adverse-media": ReportBusinessAdverseMediaRequest,
      "report/business-lookup": ReportBusinessLookupRequest,
      "report/business-watchlist": ReportBusinessWatchlistRequest,
      "report/crypto-address-watchlist": ReportCryptoAddressWatchlistRequest,
      "report/email-address": ReportEmailAddressRequest,
      "report/phone-number": ReportPhoneRiskRequest,
      "report/politically-exposed-person": ReportPoliticallyExposedPersonRequest,
      "report/profile": ReportProfileRequest,
      "report/profile-non-authoritative": ReportProfileNonAuthoritativeRequest,
      "report/social-media": ReportSocialMediaRequest,
      "report/synthetic": ReportSyntheticRequest,
      "report/watchlist": ReportWatchlistRequest
    }),
    meta: W.closed({
      "auto-create-account": W.boolean,
      "auto-create-account-type-id": W.string,
      "auto-create-account-reference-id": W.string,
      "processing-mode": W.string,
      "request-flags": W.array(W.string)
    }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link redact} takes. */
export interface RedactRequest {
  readonly reportId: string
  readonly include?: Include<"inquiry" | "account" | "transaction" | "report-template"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RedactRequest}. */
export const RedactRequest: Schema.Codec<RedactRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "report-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly reportId: string
  readonly include?: Include<"inquiry" | "account" | "transaction" | "report-template"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "report-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link addTag} takes. */
export interface AddTagRequest {
  readonly reportId: string
  readonly meta?: {
    readonly tagName?: string | undefined
    readonly tagId?: string | undefined
  } | undefined
  readonly include?: Include<"inquiry" | "account" | "transaction" | "report-template"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link AddTagRequest}. */
export const AddTagRequest: Schema.Codec<AddTagRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "report-id": W.required(W.segment),
    meta: W.closed({ "tag-name": W.string, "tag-id": W.string }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link dismiss} takes. */
export interface DismissRequest {
  readonly reportId: string
  readonly data: { readonly attributes?: DismissAttributes | undefined }
  readonly include?: Include<"inquiry" | "account" | "transaction" | "report-template"> | undefined
  readonly fields?: Fieldsets | undefined
}

export interface DismissAttributes {
  readonly dismissType?: string | undefined
  readonly entityId?: string | undefined
  readonly reason?: string | undefined
}

/** Schema of {@link DismissRequest}. */
export const DismissRequest: Schema.Codec<DismissRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "report-id": W.required(W.segment),
    data: W.required(
      W.closed({
        attributes: W.closed({ "dismiss-type": W.string, "entity-id": W.string, reason: W.string })
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link listHistory} takes. */
export interface ListHistoryRequest {
  readonly reportId: string
  readonly page?: PageParameters | undefined
}

/** Schema of {@link ListHistoryRequest}. */
export const ListHistoryRequest: Schema.Codec<ListHistoryRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "report-id": W.required(W.segment), page: W.page })
)

/** What {@link pause} takes. */
export interface PauseRequest {
  readonly reportId: string
  readonly include?: Include<"inquiry" | "account" | "transaction" | "report-template"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link PauseRequest}. */
export const PauseRequest: Schema.Codec<PauseRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "report-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link print} takes. */
export interface PrintRequest {
  readonly reportId: string
}

/** Schema of {@link PrintRequest}. */
export const PrintRequest: Schema.Codec<PrintRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "report-id": W.required(W.segment) })
)

/** What {@link removeTag} takes. */
export interface RemoveTagRequest {
  readonly reportId: string
  readonly meta?: {
    readonly tagName?: string | undefined
    readonly tagId?: string | undefined
  } | undefined
  readonly include?: Include<"inquiry" | "account" | "transaction" | "report-template"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RemoveTagRequest}. */
export const RemoveTagRequest: Schema.Codec<RemoveTagRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "report-id": W.required(W.segment),
    meta: W.closed({ "tag-name": W.string, "tag-id": W.string }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link resume} takes. */
export interface ResumeRequest {
  readonly reportId: string
  readonly include?: Include<"inquiry" | "account" | "transaction" | "report-template"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ResumeRequest}. */
export const ResumeRequest: Schema.Codec<ResumeRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "report-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link run} takes. */
export interface RunRequest {
  readonly reportId: string
  readonly include?: Include<"inquiry" | "account" | "transaction" | "report-template"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RunRequest}. */
export const RunRequest: Schema.Codec<RunRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "report-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link setTags} takes. */
export interface SetTagsRequest {
  readonly reportId: string
  readonly meta?: {
    readonly tagName?: ReadonlyArray<string> | undefined
    readonly tagId?: ReadonlyArray<string> | undefined
  } | undefined
  readonly include?: Include<"inquiry" | "account" | "transaction" | "report-template"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link SetTagsRequest}. */
export const SetTagsRequest: Schema.Codec<SetTagsRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "report-id": W.required(W.segment),
    meta: W.closed({ "tag-name": W.array(W.string), "tag-id": W.array(W.string) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link list} answers with. */
export interface ReportPage {
  readonly data: ReadonlyArray<Report>
  readonly links?: Links | null
}

/** Schema of {@link ReportPage}. */
export const ReportPage: Schema.Codec<ReportPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(Report)), links: W.links })
)

/** What {@link create}, {@link redact} and others answer with. */
export interface ReportResponse {
  readonly data: Report
  readonly included?: ReportsIncludedObjects | null
}

/** Schema of {@link ReportResponse}. */
export const ReportResponse: Schema.Codec<ReportResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Report), included: ReportsIncludedObjects })
)

/** What {@link listHistory} answers with. */
export interface ReportHistoryPage {
  readonly data: ReportHistory
  readonly links?: Links | null
}

/** Schema of {@link ReportHistoryPage}. */
export const ReportHistoryPage: Schema.Codec<ReportHistoryPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ReportHistory), links: W.links })
)
