/**
 * Operations on documents that the API's older reference lists and its document of 2025-12-08 does not: creating,
 * filling and submitting them. What is read-only has stayed, see `resources/Documents`.
 *
 * A document can be updated and submitted only while it is `initiated`. Source: the vendor's public OpenAPI
 * repository, where they stood until 2026-04-08.
 */
import type * as Schema from "effect/Schema"
import type { Inline } from "../File.ts"
import {
  DocumentGenericResponse,
  DocumentGovernmentIdResponse,
  type RetrieveGenericRequest
} from "../generated/resources/Documents.ts"
import * as Attachments from "../internal/wire/attachments.ts"
import * as W from "../internal/wire/wire.ts"
import type { Fieldsets } from "../JsonApi.ts"
import * as Operation from "../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../PersonaError.ts"

export type { Inline } from "../File.ts"
export { DocumentGenericResponse, DocumentGovernmentIdResponse } from "../generated/resources/Documents.ts"
export type { Photos } from "../internal/wire/attachments.ts"

type Failures = NotFound | Conflict | UnprocessableEntity

/**
 * Create a generic document: `POST /document/generics`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/documents/create-a-document
 */
export const createGeneric: Operation.Operation<CreateGenericRequest, DocumentGenericResponse, Failures> =
  /*#__PURE__*/ Operation.make({
    id: "create-a-document",
    method: "POST",
    path: "/document/generics",
    tag: "Documents",
    origin: "legacy",
    query: ["include", "fields"],
    body: "json",
    success: [201],
    errors: [404, 409, 422],
    schemas: () => ({ request: CreateGenericRequest, success: DocumentGenericResponse })
  })

/**
 * Submit a generic document for processing: `POST /document/generics/{document-id}/submit`. It needs a file.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/documents/submit-a-document
 */
export const submitGeneric: Operation.Operation<SubmitRequest, DocumentGenericResponse, Failures> =
  /*#__PURE__*/ Operation.make({
    id: "submit-a-document",
    method: "POST",
    path: "/document/generics/{document-id}/submit",
    tag: "Documents",
    origin: "legacy",
    query: ["include", "fields"],
    errors: [404, 409, 422],
    schemas: () => ({ request: SubmitRequest, success: DocumentGenericResponse })
  })

/**
 * Update a generic document: `PATCH /document/generics/{document-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/documents/update-a-document
 */
export const updateGeneric: Operation.Operation<UpdateGenericRequest, DocumentGenericResponse, Failures> =
  /*#__PURE__*/ Operation.make({
    id: "update-a-document",
    method: "PATCH",
    path: "/document/generics/{document-id}",
    tag: "Documents",
    origin: "legacy",
    query: ["include", "fields"],
    body: "json",
    errors: [404, 409, 422],
    schemas: () => ({ request: UpdateGenericRequest, success: DocumentGenericResponse })
  })

/**
 * Create a government ID document: `POST /document/government-ids`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/documents/create-a-government-id-document
 */
export const createGovernmentId: Operation.Operation<
  CreateGovernmentIdRequest,
  DocumentGovernmentIdResponse,
  Failures
> = /*#__PURE__*/ Operation.make({
  id: "create-a-government-id-document",
  method: "POST",
  path: "/document/government-ids",
  tag: "Documents",
  origin: "legacy",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateGovernmentIdRequest, success: DocumentGovernmentIdResponse })
})

/**
 * Submit a government ID document for processing: `POST /document/government-ids/{document-id}/submit`. It needs
 * photos.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/documents/submit-a-government-id-document
 */
export const submitGovernmentId: Operation.Operation<SubmitRequest, DocumentGovernmentIdResponse, Failures> =
  /*#__PURE__*/ Operation.make({
    id: "submit-a-government-id-document",
    method: "POST",
    path: "/document/government-ids/{document-id}/submit",
    tag: "Documents",
    origin: "legacy",
    query: ["include", "fields"],
    errors: [404, 409, 422],
    schemas: () => ({ request: SubmitRequest, success: DocumentGovernmentIdResponse })
  })

/**
 * Update a government ID document: `PATCH /document/government-ids/{document-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/documents/update-a-government-id-document
 */
export const updateGovernmentId: Operation.Operation<
  UpdateGovernmentIdRequest,
  DocumentGovernmentIdResponse,
  Failures
> = /*#__PURE__*/ Operation.make({
  id: "update-a-government-id-document",
  method: "PATCH",
  path: "/document/government-ids/{document-id}",
  tag: "Documents",
  origin: "legacy",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: UpdateGovernmentIdRequest, success: DocumentGovernmentIdResponse })
})

/** What {@link createGeneric} takes. */
export interface CreateGenericRequest {
  readonly data: {
    readonly attributes?:
      | {
          /** What the document is, in words of your own: `proof_of_employment`. */
          readonly kind: string
          readonly files?: ReadonlyArray<Inline> | null | undefined
          readonly inquiryId?: string | undefined
          readonly accountId?: string | undefined
        }
      | undefined
  }
  readonly include?: RetrieveGenericRequest["include"]
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link CreateGenericRequest}. */
export const CreateGenericRequest: Schema.Codec<CreateGenericRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.closed({
          kind: W.required(W.string),
          files: W.nullable(W.array(Attachments.inline)),
          "inquiry-id": W.string,
          "account-id": W.string
        })
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link submitGeneric} and {@link submitGovernmentId} take. */
export interface SubmitRequest {
  readonly documentId: string
  readonly include?: RetrieveGenericRequest["include"]
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link SubmitRequest}. */
export const SubmitRequest: Schema.Codec<SubmitRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "document-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link updateGeneric} takes. */
export interface UpdateGenericRequest {
  readonly documentId: string
  readonly data: {
    readonly attributes?:
      | {
          readonly kind?: string | undefined
          readonly files?: ReadonlyArray<Inline> | undefined
          readonly fields?: Readonly<Record<string, unknown>> | null | undefined
        }
      | undefined
  }
  readonly include?: RetrieveGenericRequest["include"]
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link UpdateGenericRequest}. */
export const UpdateGenericRequest: Schema.Codec<UpdateGenericRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "document-id": W.required(W.segment),
    data: W.required(
      W.closed({
        attributes: W.closed({
          kind: W.string,
          files: W.array(Attachments.inline),
          fields: W.nullable(W.free)
        })
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link createGovernmentId} takes. */
export interface CreateGovernmentIdRequest {
  readonly data: {
    readonly attributes?:
      | {
          readonly inquiryId: string
          /** The country that issued the ID, in two letters (ISO 3166-1). */
          readonly countryCode: string
          readonly accountId?: string | undefined
          readonly frontPhoto?: Attachments.Photos | undefined
          readonly backPhoto?: Attachments.Photos | undefined
          readonly selectedCountryCode?: string | undefined
          readonly selectedIdClass?: string | ReadonlyArray<string> | undefined
        }
      | undefined
  }
  readonly include?: RetrieveGenericRequest["include"]
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link CreateGovernmentIdRequest}. */
export const CreateGovernmentIdRequest: Schema.Codec<CreateGovernmentIdRequest, unknown> =
  /*#__PURE__*/ W.schema(() =>
    W.closed({
      data: W.required(
        W.closed({
          attributes: W.closed({
            "inquiry-id": W.required(W.string),
            "country-code": W.required(W.string),
            "account-id": W.string,
            "front-photo": Attachments.photos,
            "back-photo": Attachments.photos,
            "selected-country-code": W.string,
            "selected-id-class": Attachments.idClasses
          })
        })
      ),
      include: W.commas,
      fields: W.fieldsets
    })
  )

/** What {@link updateGovernmentId} takes. */
export interface UpdateGovernmentIdRequest {
  readonly documentId: string
  readonly data: {
    readonly attributes?:
      | {
          readonly frontPhoto?: Attachments.Photos | null | undefined
          readonly backPhoto?: Attachments.Photos | null | undefined
          readonly selectedCountryCode?: string | undefined
          readonly selectedIdClass?: string | ReadonlyArray<string> | undefined
        }
      | undefined
  }
  readonly include?: RetrieveGenericRequest["include"]
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link UpdateGovernmentIdRequest}. */
export const UpdateGovernmentIdRequest: Schema.Codec<UpdateGovernmentIdRequest, unknown> =
  /*#__PURE__*/ W.schema(() =>
    W.closed({
      "document-id": W.required(W.segment),
      data: W.required(
        W.closed({
          attributes: W.closed({
            "front-photo": W.nullable(Attachments.photos),
            "back-photo": W.nullable(Attachments.photos),
            "selected-country-code": W.string,
            "selected-id-class": Attachments.idClasses
          })
        })
      ),
      include: W.commas,
      fields: W.fieldsets
    })
  )
