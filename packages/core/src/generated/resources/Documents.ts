// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Documents".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { NotFound } from "../../PersonaError.ts"
import { Document, DocumentGeneric, DocumentGovernmentId } from "../schemas/Document.ts"
import { DocumentIncludedObjects } from "../schemas/DocumentIncludedObjects.ts"

export { Document, DocumentGeneric, DocumentGovernmentId } from "../schemas/Document.ts"
export { DocumentIncludedObjects } from "../schemas/DocumentIncludedObjects.ts"

/**
 * Retrieve a generic document: `GET /document/generics/{document-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/documents/retrieve-a-generic-document
 */
export const retrieveGeneric: Operation.Operation<
  RetrieveGenericRequest,
  DocumentGenericResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-generic-document",
  method: "GET",
  path: "/document/generics/{document-id}",
  tag: "Documents",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveGenericRequest, success: DocumentGenericResponse })
})

/**
 * Retrieve a government ID document: `GET /document/government-ids/{document-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/documents/retrieve-a-government-id-document
 */
export const retrieveGovernmentId: Operation.Operation<
  RetrieveGovernmentIdRequest,
  DocumentGovernmentIdResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-government-id-document",
  method: "GET",
  path: "/document/government-ids/{document-id}",
  tag: "Documents",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveGovernmentIdRequest, success: DocumentGovernmentIdResponse })
})

/**
 * Retrieve a document: `GET /documents/{document-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/documents/retrieve-a-document
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  DocumentResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-document",
  method: "GET",
  path: "/documents/{document-id}",
  tag: "Documents",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: DocumentResponse })
})

/** What {@link retrieveGeneric} takes. */
export interface RetrieveGenericRequest {
  readonly documentId: string
  readonly include?: Include<
    | "inquiry"
    | "template"
    | "inquiry-template-version"
    | "inquiry-template"
    | "transaction"
    | "document-files"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveGenericRequest}. */
export const RetrieveGenericRequest: Schema.Codec<
  RetrieveGenericRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "document-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link retrieveGovernmentId} takes. */
export interface RetrieveGovernmentIdRequest {
  readonly documentId: string
  readonly include?: Include<
    | "inquiry"
    | "template"
    | "inquiry-template-version"
    | "inquiry-template"
    | "transaction"
    | "document-files"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveGovernmentIdRequest}. */
export const RetrieveGovernmentIdRequest: Schema.Codec<
  RetrieveGovernmentIdRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "document-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly documentId: string
  readonly include?: Include<
    | "inquiry"
    | "template"
    | "inquiry-template-version"
    | "inquiry-template"
    | "transaction"
    | "document-files"
  > | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "document-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link retrieveGeneric} answers with. */
export interface DocumentGenericResponse {
  readonly data: DocumentGeneric
  readonly included?: DocumentIncludedObjects | null
}

/** Schema of {@link DocumentGenericResponse}. */
export const DocumentGenericResponse: Schema.Codec<
  DocumentGenericResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(DocumentGeneric), included: DocumentIncludedObjects })
)

/** What {@link retrieveGovernmentId} answers with. */
export interface DocumentGovernmentIdResponse {
  readonly data: DocumentGovernmentId
  readonly included?: DocumentIncludedObjects | null
}

/** Schema of {@link DocumentGovernmentIdResponse}. */
export const DocumentGovernmentIdResponse: Schema.Codec<
  DocumentGovernmentIdResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(DocumentGovernmentId), included: DocumentIncludedObjects })
)

/** What {@link retrieve} answers with. */
export interface DocumentResponse {
  readonly data: Document
  readonly included?: DocumentIncludedObjects | null
}

/** Schema of {@link DocumentResponse}. */
export const DocumentResponse: Schema.Codec<DocumentResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Document), included: DocumentIncludedObjects })
)
