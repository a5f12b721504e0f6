// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { UnknownResource } from "../../JsonApi.ts"
import { Account } from "./Account.ts"
import { DocumentGeneric, DocumentGovernmentId, DocumentGovernmentIdNfc, DocumentMdoc } from "./Document.ts"
import { Inquiry } from "./Inquiry.ts"
import { InquiryTemplate, InquiryTemplateVersion } from "./InquiryTemplate.ts"
import { Template } from "./Template.ts"
import { Transaction } from "./Transaction.ts"
import { VerificationTemplate, VerificationTemplateVersion } from "./VerificationTemplate.ts"

/** The API's `verification-included-objects` in answers. */
export type VerificationIncludedObjects = ReadonlyArray<
  | Account
  | DocumentGeneric
  | DocumentGovernmentId
  | DocumentGovernmentIdNfc
  | DocumentMdoc
  | Inquiry
  | InquiryTemplate
  | InquiryTemplateVersion
  | Template
  | Transaction
  | VerificationTemplate
  | VerificationTemplateVersion
  | UnknownResource
>

/** Schema of {@link VerificationIncludedObjects}. */
export const VerificationIncludedObjects: Schema.Codec<
  VerificationIncludedObjects,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.array(
    W.openUnion("type", {
      account: Account,
      "document/generic": DocumentGeneric,
      "document/government-id": DocumentGovernmentId,
      "document/government-id-nfc": DocumentGovernmentIdNfc,
      "document/mdoc": DocumentMdoc,
      inquiry: Inquiry,
      "inquiry-template": InquiryTemplate,
      "inquiry-template-version": InquiryTemplateVersion,
      template: Template,
      transaction: Transaction,
      "verification-template/aamva": VerificationTemplate,
      "verification-template/bank-pennydrop": VerificationTemplate,
      "verification-template/brand-asset": VerificationTemplate,
      "verification-template/business-website": VerificationTemplate,
      "verification-template/certificate-korea": VerificationTemplate,
      "verification-template/credit-card": VerificationTemplate,
      "verification-template/database": VerificationTemplate,
      "verification-template/database-aadhaar": VerificationTemplate,
      "verification-template/database-business": VerificationTemplate,
      "verification-template/database-business-footprint": VerificationTemplate,
      "verification-template/database-ecbsv": VerificationTemplate,
      "verification-template/database-phone-carrier": VerificationTemplate,
      "verification-template/database-serpro": VerificationTemplate,
      "verification-template/database-standard": VerificationTemplate,
      "verification-template/database-tin": VerificationTemplate,
      "verification-template/database-vat-number": VerificationTemplate,
      "verification-template/digital-id-connect-id": VerificationTemplate,
      "verification-template/digital-id-e-do-app": VerificationTemplate,
      "verification-template/digital-id-finnish-trust-network": VerificationTemplate,
      "verification-template/digital-id-france-identite": VerificationTemplate,
      "verification-template/digital-id-generic": VerificationTemplate,
      "verification-template/digital-id-idin": VerificationTemplate,
      "verification-template/digital-id-its-me": VerificationTemplate,
      "verification-template/digital-id-kcb-credit-card": VerificationTemplate,
      "verification-template/digital-id-mit-id": VerificationTemplate,
      "verification-template/digital-id-one-id": VerificationTemplate,
      "verification-template/digital-id-philsys": VerificationTemplate,
      "verification-template/digital-id-serpro": VerificationTemplate,
      "verification-template/digital-id-singpass": VerificationTemplate,
      "verification-template/digital-id-swedish-bank-id": VerificationTemplate,
      "verification-template/digital-id-uk-sharecode": VerificationTemplate,
      "verification-template/digital-id-world-id": VerificationTemplate,
      "verification-template/document": VerificationTemplate,
      "verification-template/email-address": VerificationTemplate,
      "verification-template/government-id": VerificationTemplate,
      "verification-template/government-id-nfc": VerificationTemplate,
      "verification-template/jp-my-number-nfc-scan": VerificationTemplate,
      "verification-template/mdoc": VerificationTemplate,
      "verification-template/persona-fff-inquiry": VerificationTemplate,
      "verification-template/phone-number": VerificationTemplate,
      "verification-template/phone-number-silent-network-authentication": VerificationTemplate,
      "verification-template/qes-infocert": VerificationTemplate,
      "verification-template/selfie": VerificationTemplate,
      "verification-template/verifiable-credential": VerificationTemplate,
      "verification-template-version/aamva": VerificationTemplateVersion,
      "verification-template-version/bank-pennydrop": VerificationTemplateVersion,
      "verification-template-version/brand-asset": VerificationTemplateVersion,
      "verification-template-version/business-website": VerificationTemplateVersion,
      "verification-template-version/certificate-korea": VerificationTemplateVersion,
      "verification-template-version/credit-card": VerificationTemplateVersion,
      "verification-template-version/database": VerificationTemplateVersion,
      "verification-template-version/database-aadhaar": VerificationTemplateVersion,
      "verification-template-version/database-business": VerificationTemplateVersion,
      "verification-template-version/database-business-footprint": VerificationTemplateVersion,
      "verification-template-version/database-ecbsv": VerificationTemplateVersion,
      "verification-template-version/database-phone-carrier": VerificationTemplateVersion,
      "verification-template-version/database-serpro": VerificationTemplateVersion,
      "verification-template-version/database-standard": VerificationTemplateVersion,
      "verification-template-version/database-tin": VerificationTemplateVersion,
      "verification-template-version/database-vat-number": VerificationTemplateVersion,
      "verification-template-version/digital-id-connect-id": VerificationTemplateVersion,
      "verification-template-version/digital-id-e-do-app": VerificationTemplateVersion,
      "verification-template-version/digital-id-finnish-trust-network": VerificationTemplateVersion,
      "verification-template-version/digital-id-france-identite": VerificationTemplateVersion,
      "verification-template-version/digital-id-generic": VerificationTemplateVersion,
      "verification-template-version/digital-id-idin": VerificationTemplateVersion,
      "verification-template-version/digital-id-its-me": VerificationTemplateVersion,
      "verification-template-version/digital-id-kcb-credit-card": VerificationTemplateVersion,
      "verification-template-version/digital-id-mit-id": VerificationTemplateVersion,
      "verification-template-version/digital-id-one-id": VerificationTemplateVersion,
      "verification-template-version/digital-id-philsys": VerificationTemplateVersion,
      "verification-template-version/digital-id-serpro": VerificationTemplateVersion,
      "verification-template-version/digital-id-singpass": VerificationTemplateVersion,
      "verification-template-version/digital-id-swedish-bank-id": VerificationTemplateVersion,
      "verification-template-version/digital-id-uk-sharecode": VerificationTemplateVersion,
      "verification-template-version/digital-id-world-id": VerificationTemplateVersion,
      "verification-template-version/document": VerificationTemplateVersion,
      "verification-template-version/email-address": VerificationTemplateVersion,
      "verification-template-version/government-id": VerificationTemplateVersion,
      "verification-template-version/government-id-nfc": VerificationTemplateVersion,
      "verification-template-version/jp-my-number-nfc-scan": VerificationTemplateVersion,
      "verification-template-version/mdoc": VerificationTemplateVersion,
      "verification-template-version/persona-fff-inquiry": VerificationTemplateVersion,
      "verification-template-version/phone-number": VerificationTemplateVersion,
      "verification-template-version/phone-number-silent-network-authentication": VerificationTemplateVersion,
      "verification-template-version/qes-infocert": VerificationTemplateVersion,
      "verification-template-version/selfie": VerificationTemplateVersion,
      "verification-template-version/verifiable-credential": VerificationTemplateVersion
    })
  )
)
