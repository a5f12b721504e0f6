// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { UnknownResource } from "../../JsonApi.ts"
import { DocumentFile } from "./Document.ts"
import { Inquiry } from "./Inquiry.ts"
import { InquiryTemplate, InquiryTemplateVersion } from "./InquiryTemplate.ts"
import { Template } from "./Template.ts"
import { Transaction } from "./Transaction.ts"

/** The API's `document-included-objects` in answers. */
export type DocumentIncludedObjects = ReadonlyArray<
  | Inquiry
  | InquiryTemplate
  | InquiryTemplateVersion
  | Template
  | Transaction
  | DocumentFile
  | UnknownResource
>

/** Schema of {@link DocumentIncludedObjects}. */
export const DocumentIncludedObjects: Schema.Codec<
  DocumentIncludedObjects,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.array(
    W.openUnion("type", {
      inquiry: Inquiry,
      "inquiry-template": InquiryTemplate,
      "inquiry-template-version": InquiryTemplateVersion,
      template: Template,
      transaction: Transaction,
      "document-file": DocumentFile
    })
  )
)
