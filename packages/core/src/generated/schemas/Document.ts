// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, ToMany, ToOne, UnknownResource } from "../../JsonApi.ts"
import { AddressFields } from "./DefaultFields.ts"
import { File } from "./File.ts"

/** The API's `extraction-responses` in answers. */
export type ExtractionResponses = ReadonlyArray<{
  readonly extractionType?: string | null
  readonly fieldName?: string | null
  readonly structuredResults?: ReadonlyArray<Readonly<Record<string, unknown>>> | null
  readonly results?: ReadonlyArray<{
    readonly value?: string | null
    readonly page?: number | null
    readonly matchLevel?: string | null
    readonly metadata?: Readonly<Record<string, unknown>> | null
  }> | null
}>

/** Schema of {@link ExtractionResponses}. */
export const ExtractionResponses: Schema.Codec<ExtractionResponses, unknown> = /*#__PURE__*/ W.schema(() =>
  W.array(
    W.open({
      "extraction-type": W.string,
      "field-name": W.string,
      "structured-results": W.array(W.free),
      results: W.array(
        W.open({
          value: W.string,
          page: W.number,
          "match-level": W.string,
          metadata: W.free
        })
      )
    })
  )
)

/** The API's `document-shared-attributes` in answers. */
export interface DocumentSharedAttributes {
  readonly status?: Open<"initiated" | "submitted" | "processed" | "errored"> | null
  readonly createdAt?: string | null
  readonly processedAt?: string | null
  readonly processedAtTs?: number | null
}

/** Schema of {@link DocumentSharedAttributes}. */
export const DocumentSharedAttributes: Schema.Codec<
  DocumentSharedAttributes,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    status: W.string,
    "created-at": W.string,
    "processed-at": W.string,
    "processed-at-ts": W.number
  })
)

/** The API's `document-shared-relationships` in answers. */
export interface DocumentSharedRelationships {
  readonly inquiry?: ToOne<"inquiry"> | null
  readonly template?: ToOne<"template"> | null
  readonly inquiryTemplateVersion?: ToOne<"inquiry-template-version"> | null
  readonly inquiryTemplate?: ToOne<"inquiry-template"> | null
  readonly transaction?: ToOne<"transaction"> | null
  readonly documentFiles?: ToMany<"document-file"> | null
}

/** Schema of {@link DocumentSharedRelationships}. */
export const DocumentSharedRelationships: Schema.Codec<
  DocumentSharedRelationships,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    inquiry: W.toOne,
    template: W.toOne,
    "inquiry-template-version": W.toOne,
    "inquiry-template": W.toOne,
    transaction: W.toOne,
    "document-files": W.toMany
  })
)

/** The API's `document-generic` in answers. */
export interface DocumentGeneric {
  readonly id: string
  readonly type: "document/generic"
  readonly attributes: DocumentGenericAttributes
  readonly relationships?: DocumentSharedRelationships | null
}

export interface DocumentGenericAttributes extends DocumentSharedAttributes {
  readonly kind?: string | null
  readonly files?: ReadonlyArray<File | null> | null
  readonly filesNormalized?: ReadonlyArray<File | null> | null
  readonly extractionResponses?: ExtractionResponses | null
  readonly documentType?: string | null
  readonly fields?: Readonly<Record<string, unknown>> | null
}

/** Schema of {@link DocumentGeneric}. */
export const DocumentGeneric: Schema.Codec<DocumentGeneric, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          kind: W.string,
          files: W.array(W.nullable(File)),
          "files-normalized": W.array(W.nullable(File)),
          "extraction-responses": ExtractionResponses,
          "document-type": W.string,
          fields: W.free
        },
        DocumentSharedAttributes
      )
    ),
    relationships: DocumentSharedRelationships
  })
)

/** The API's `document-file` in answers. */
export interface DocumentFile {
  readonly type: "document-file"
  readonly id: string
  readonly attributes: DocumentFileAttributes
}

export interface DocumentFileAttributes {
  readonly name?: string | null
  readonly captureMethod?: Open<"auto" | "manual" | "upload" | "api" | "live"> | null
  readonly originals?: ReadonlyArray<File | null> | null
}

/** Schema of {@link DocumentFile}. */
export const DocumentFile: Schema.Codec<DocumentFile, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        name: W.string,
        "capture-method": W.string,
        originals: W.array(W.nullable(File))
      })
    )
  })
)

/** The API's `document-government-id` in answers. */
export interface DocumentGovernmentId {
  readonly id: string
  readonly type: "document/government-id"
  readonly attributes: DocumentGovernmentIdAttributes
  readonly relationships?: DocumentSharedRelationships | null
}

export interface DocumentGovernmentIdAttributes extends DocumentSharedAttributes, AddressFields {
  readonly frontPhoto?: File | null
  readonly backPhoto?: File | null
  readonly selfiePhoto?: File | null
  readonly idClass?: string | null
  readonly nameFirst?: string | null
  readonly nameMiddle?: string | null
  readonly nameLast?: string | null
  readonly nameSuffix?: string | null
  readonly nativeNameFirst?: string | null
  readonly nativeNameMiddle?: string | null
  readonly nativeNameLast?: string | null
  readonly nativeNameTitle?: string | null
  readonly birthdate?: string | null
  readonly issuingAuthority?: string | null
  readonly issuingSubdivision?: string | null
  readonly nationality?: string | null
  readonly documentNumber?: string | null
  readonly visaStatus?: string | null
  readonly issueDate?: string | null
  readonly expirationDate?: string | null
  readonly designations?: ReadonlyArray<Open<
    | "commercial"
    | "global_entry"
    | "learners"
    | "limited_term"
    | "nexus"
    | "non_domiciled"
    | "permanent_resident"
    | "provisional"
    | "real_id"
    | "restricted"
    | "temporary"
    | "veteran"
    | "work_not_permitted"
  >> | null
  readonly birthplace?: string | null
  readonly height?: string | null
  readonly sex?: string | null
  readonly endorsements?: string | null
  readonly restrictions?: string | null
  readonly vehicleClass?: string | null
  readonly identificationNumber?: string | null
}

/** Schema of {@link DocumentGovernmentId}. */
export const DocumentGovernmentId: Schema.Codec<DocumentGovernmentId, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "front-photo": File,
          "back-photo": File,
          "selfie-photo": File,
          "id-class": W.string,
          "name-first": W.string,
          "name-middle": W.string,
          "name-last": W.string,
          "name-suffix": W.string,
          "native-name-first": W.string,
          "native-name-middle": W.string,
          "native-name-last": W.string,
          "native-name-title": W.string,
          birthdate: W.string,
          "issuing-authority": W.string,
          "issuing-subdivision": W.string,
          nationality: W.string,
          "document-number": W.string,
          "visa-status": W.string,
          "issue-date": W.string,
          "expiration-date": W.string,
          designations: W.array(W.string),
          birthplace: W.string,
          height: W.string,
          sex: W.string,
          endorsements: W.string,
          restrictions: W.string,
          "vehicle-class": W.string,
          "identification-number": W.string
        },
        DocumentSharedAttributes,
        AddressFields
      )
    ),
    relationships: DocumentSharedRelationships
  })
)

/** The API's `document-government-id-nfc` in answers. */
export interface DocumentGovernmentIdNfc {
  readonly id: string
  readonly type: "document/government-id-nfc"
  readonly attributes: DocumentSharedAttributes
  readonly relationships?: DocumentSharedRelationships | null
}

/** Schema of {@link DocumentGovernmentIdNfc}. */
export const DocumentGovernmentIdNfc: Schema.Codec<
  DocumentGovernmentIdNfc,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(DocumentSharedAttributes),
    relationships: DocumentSharedRelationships
  })
)

/** The API's `document-mdoc` in answers. */
export interface DocumentMdoc {
  readonly id: string
  readonly type: "document/mdoc"
  readonly attributes: DocumentSharedAttributes
  readonly relationships?: DocumentSharedRelationships | null
}

/** Schema of {@link DocumentMdoc}. */
export const DocumentMdoc: Schema.Codec<DocumentMdoc, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(DocumentSharedAttributes),
    relationships: DocumentSharedRelationships
  })
)

/** The API's `document` in answers. */
export type Document =
  | DocumentGeneric
  | DocumentGovernmentId
  | DocumentGovernmentIdNfc
  | DocumentMdoc
  | UnknownResource

/** Schema of {@link Document}. */
export const Document: Schema.Codec<Document, unknown> = /*#__PURE__*/ W.schema(() =>
  W.openUnion("type", {
    "document/generic": DocumentGeneric,
    "document/government-id": DocumentGovernmentId,
    "document/government-id-nfc": DocumentGovernmentIdNfc,
    "document/mdoc": DocumentMdoc
  })
)
