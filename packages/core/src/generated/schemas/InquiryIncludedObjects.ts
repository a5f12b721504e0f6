// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { UnknownResource } from "../../JsonApi.ts"
import { Account } from "./Account.ts"
import {
  VerificationDatabase,
  VerificationDatabaseAadhaar,
  VerificationDatabaseBusiness,
  VerificationDatabaseBusinessFootprint,
  VerificationDatabaseEcbsv,
  VerificationDatabasePhoneCarrier,
  VerificationDatabaseSerpro,
  VerificationDatabaseStandard,
  VerificationDatabaseTin,
  VerificationDatabaseVatNumber
} from "./DatabaseVerification.ts"
import {
  VerificationDigitalIdConnectId,
  VerificationDigitalIdEDoApp,
  VerificationDigitalIdFinnishTrustNetwork,
  VerificationDigitalIdFranceIdentite,
  VerificationDigitalIdGeneric,
  VerificationDigitalIdIdin,
  VerificationDigitalIdItsMe,
  VerificationDigitalIdKcbCreditCard,
  VerificationDigitalIdMitId,
  VerificationDigitalIdOneId,
  VerificationDigitalIdPhilsys,
  VerificationDigitalIdSerpro,
  VerificationDigitalIdSingpass,
  VerificationDigitalIdSwedishBankId,
  VerificationDigitalIdUkSharecode,
  VerificationDigitalIdWorldId
} from "./DigitalIdVerification.ts"
import { DocumentGeneric, DocumentGovernmentId, DocumentGovernmentIdNfc, DocumentMdoc } from "./Document.ts"
import { InquirySession } from "./InquirySession.ts"
import { InquiryTemplate, InquiryTemplateVersion } from "./InquiryTemplate.ts"
import {
  ReportAddressLookup,
  ReportAdverseMedia,
  ReportBusinessAdverseMedia,
  ReportBusinessAssociatedPersons,
  ReportBusinessLookup,
  ReportBusinessRegistrationsLookup,
  ReportBusinessWatchlist,
  ReportCryptoAddressWatchlist,
  ReportEmailAddress,
  ReportPhoneRisk,
  ReportPoliticallyExposedPerson,
  ReportProfile,
  ReportProfileNonAuthoritative,
  ReportSentilinkScores,
  ReportSocialMedia,
  ReportSynthetic,
  ReportWatchlist
} from "./Report.ts"
import { Selfie } from "./Selfie.ts"
import { Template } from "./Template.ts"
import { Transaction } from "./Transaction.ts"
import { User } from "./User.ts"
import {
  VerificationAamva,
  VerificationBankPennydrop,
  VerificationBrandAsset,
  VerificationBusinessWebsite,
  VerificationCertificateKorea,
  VerificationCreditCard,
  VerificationDocument,
  VerificationEmailAddress,
  VerificationGovernmentId,
  VerificationGovernmentIdNfc,
  VerificationJpMyNumberNfcScan,
  VerificationMdoc,
  VerificationPersonaFffInquiry,
  VerificationPhoneNumber,
  VerificationPhoneNumberSilentNetworkAuthentication,
  VerificationQesInfocert,
  VerificationSelfie,
  VerificationVerifiableCredential
} from "./Verification.ts"
import { Workflow, WorkflowRun } from "./Workflow.ts"

/** The API's `inquiry-included-objects` in answers. */
export type InquiryIncludedObjects = ReadonlyArray<
  | Account
  | DocumentGeneric
  | DocumentGovernmentId
  | DocumentGovernmentIdNfc
  | DocumentMdoc
  | User
  | InquiryTemplate
  | InquiryTemplateVersion
  | Template
  | ReportAddressLookup
  | ReportAdverseMedia
  | ReportBusinessAdverseMedia
  | ReportBusinessAssociatedPersons
  | ReportBusinessLookup
  | ReportBusinessRegistrationsLookup
  | ReportBusinessWatchlist
  | ReportCryptoAddressWatchlist
  | ReportEmailAddress
  | ReportPhoneRisk
  | ReportPoliticallyExposedPerson
  | ReportProfile
  | ReportProfileNonAuthoritative
  | ReportSentilinkScores
  | ReportSocialMedia
  | ReportSynthetic
  | ReportWatchlist
  | Selfie
  | InquirySession
  | Transaction
  | VerificationAamva
  | VerificationBankPennydrop
  | VerificationBrandAsset
  | VerificationBusinessWebsite
  | VerificationCertificateKorea
  | VerificationCreditCard
  | VerificationDatabase
  | VerificationDatabaseAadhaar
  | VerificationDatabaseBusiness
  | VerificationDatabaseBusinessFootprint
  | VerificationDatabaseEcbsv
  | VerificationDatabasePhoneCarrier
  | VerificationDatabaseSerpro
  | VerificationDatabaseStandard
  | VerificationDatabaseTin
  | VerificationDatabaseVatNumber
  | VerificationDigitalIdConnectId
  | VerificationDigitalIdEDoApp
  | VerificationDigitalIdFinnishTrustNetwork
  | VerificationDigitalIdFranceIdentite
  | VerificationDigitalIdGeneric
  | VerificationDigitalIdIdin
  | VerificationDigitalIdItsMe
  | VerificationDigitalIdKcbCreditCard
  | VerificationDigitalIdMitId
  | VerificationDigitalIdOneId
  | VerificationDigitalIdPhilsys
  | VerificationDigitalIdSerpro
  | VerificationDigitalIdSingpass
  | VerificationDigitalIdSwedishBankId
  | VerificationDigitalIdUkSharecode
  | VerificationDigitalIdWorldId
  | VerificationDocument
  | VerificationEmailAddress
  | VerificationGovernmentId
  | VerificationGovernmentIdNfc
  | VerificationJpMyNumberNfcScan
  | VerificationMdoc
  | VerificationPersonaFffInquiry
  | VerificationPhoneNumber
  | VerificationPhoneNumberSilentNetworkAuthentication
  | VerificationQesInfocert
  | VerificationSelfie
  | VerificationVerifiableCredential
  | Workflow
  | WorkflowRun
  | UnknownResource
>

/** Schema of {@link InquiryIncludedObjects}. */
export const InquiryIncludedObjects: Schema.Codec<
  InquiryIncludedObjects,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.array(
    W.openUnion("type", {
      account: Account,
      "document/generic": DocumentGeneric,
      "document/government-id": DocumentGovernmentId,
      "document/government-id-nfc": DocumentGovernmentIdNfc,
      "document/mdoc": DocumentMdoc,
      user: User,
      "inquiry-template": InquiryTemplate,
      "inquiry-template-version": InquiryTemplateVersion,
      template: Template,
      "report/address-lookup": ReportAddressLookup,
      "report/adverse-media": ReportAdverseMedia,
      "report/business-adverse-media": ReportBusinessAdverseMedia,
      "report/business-associated-persons": ReportBusinessAssociatedPersons,
      "report/business-lookup": ReportBusinessLookup,
      "report/business-registrations-lookup": ReportBusinessRegistrationsLookup,
      "report/business-watchlist": ReportBusinessWatchlist,
      "report/crypto-address-watchlist": ReportCryptoAddressWatchlist,
      "report/email-address": ReportEmailAddress,
      "report/phone-number": ReportPhoneRisk,
      "report/politically-exposed-person": ReportPoliticallyExposedPerson,
      "report/profile": ReportProfile,
      "report/profile-non-authoritative": ReportProfileNonAuthoritative,
      "report/integration/sentilink-scores": ReportSentilinkScores,
      "report/social-media": ReportSocialMedia,
      "report/synthetic": ReportSynthetic,
      "report/watchlist": ReportWatchlist,
      "selfie/profile-and-center": Selfie,
      "selfie/center-only": Selfie,
      "selfie/configurable-poses": Selfie,
      "inquiry-session": InquirySession,
      transaction: Transaction,
      "verification/aamva": VerificationAamva,
      "verification/bank-pennydrop": VerificationBankPennydrop,
      "verification/brand-asset": VerificationBrandAsset,
      "verification/business-website": VerificationBusinessWebsite,
      "verification/certificate-korea": VerificationCertificateKorea,
      "verification/credit-card": VerificationCreditCard,
      "verification/database": VerificationDatabase,
      "verification/database-aadhaar": VerificationDatabaseAadhaar,
      "verification/database-business": VerificationDatabaseBusiness,
      "verification/database-business-footprint": VerificationDatabaseBusinessFootprint,
      "verification/database-ecbsv": VerificationDatabaseEcbsv,
      "verification/database-phone-carrier": VerificationDatabasePhoneCarrier,
      "verification/database-serpro": VerificationDatabaseSerpro,
      "verification/database-standard": VerificationDatabaseStandard,
      "verification/database-tin": VerificationDatabaseTin,
      "verification/database-vat-number": VerificationDatabaseVatNumber,
      "verification/digital-id-connect-id": VerificationDigitalIdConnectId,
      "verification/digital-id-e-do-app": VerificationDigitalIdEDoApp,
      "verification/digital-id-finnish-trust-network": VerificationDigitalIdFinnishTrustNetwork,
      "verification/digital-id-france-identite": VerificationDigitalIdFranceIdentite,
      "verification/digital-id-generic": VerificationDigitalIdGeneric,
      "verification/digital-id-idin": VerificationDigitalIdIdin,
      "verification/digital-id-its-me": VerificationDigitalIdItsMe,
      "verification/digital-id-kcb-credit-card": VerificationDigitalIdKcbCreditCard,
      "verification/digital-id-mit-id": VerificationDigitalIdMitId,
      "verification/digital-id-one-id": VerificationDigitalIdOneId,
      "verification/digital-id-philsys": VerificationDigitalIdPhilsys,
      "verification/digital-id-serpro": VerificationDigitalIdSerpro,
      "verification/digital-id-singpass": VerificationDigitalIdSingpass,
      "verification/digital-id-swedish-bank-id": VerificationDigitalIdSwedishBankId,
      "verification/digital-id-uk-sharecode": VerificationDigitalIdUkSharecode,
      "verification/digital-id-world-id": VerificationDigitalIdWorldId,
      "verification/document": VerificationDocument,
      "verification/email-address": VerificationEmailAddress,
      "verification/government-id": VerificationGovernmentId,
      "verification/government-id-nfc": VerificationGovernmentIdNfc,
      "verification/jp-my-number-nfc-scan": VerificationJpMyNumberNfcScan,
      "verification/mdoc": VerificationMdoc,
      "verification/persona-fff-inquiry": VerificationPersonaFffInquiry,
      "verification/phone-number": VerificationPhoneNumber,
      "verification/phone-number-silent-network-authentication": VerificationPhoneNumberSilentNetworkAuthentication,
      "verification/qes-infocert": VerificationQesInfocert,
      "verification/selfie": VerificationSelfie,
      "verification/verifiable-credential": VerificationVerifiableCredential,
      workflow: Workflow,
      "workflow-run": WorkflowRun
    })
  )
)
