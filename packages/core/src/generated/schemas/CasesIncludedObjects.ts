// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { UnknownResource } from "../../JsonApi.ts"
import { Account } from "./Account.ts"
import { CaseComment, CaseQueue, CaseTemplate } from "./Case.ts"
import {
  VerificationDatabase,
  VerificationDatabaseEcbsv,
  VerificationDatabasePhoneCarrier,
  VerificationDatabaseSerpro,
  VerificationDatabaseStandard,
  VerificationDatabaseTin
} from "./DatabaseVerification.ts"
import { Inquiry } from "./Inquiry.ts"
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
import { Transaction } from "./Transaction.ts"
import {
  VerificationAamva,
  VerificationDocument,
  VerificationEmailAddress,
  VerificationGovernmentId,
  VerificationGovernmentIdNfc,
  VerificationPhoneNumber,
  VerificationSelfie
} from "./Verification.ts"

/** The API's `cases-included-objects` in answers. */
export type CasesIncludedObjects = ReadonlyArray<
  | Account
  | CaseComment
  | CaseTemplate
  | CaseQueue
  | Inquiry
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
  | Transaction
  | VerificationAamva
  | VerificationDatabase
  | VerificationDatabaseEcbsv
  | VerificationDatabasePhoneCarrier
  | VerificationDatabaseSerpro
  | VerificationDatabaseStandard
  | VerificationDatabaseTin
  | VerificationDocument
  | VerificationEmailAddress
  | VerificationGovernmentId
  | VerificationGovernmentIdNfc
  | VerificationPhoneNumber
  | VerificationSelfie
  | UnknownResource
>

/** Schema of {@link CasesIncludedObjects}. */
export const CasesIncludedObjects: Schema.Codec<CasesIncludedObjects, unknown> = /*#__PURE__*/ W.schema(() =>
  W.array(
    W.openUnion("type", {
      account: Account,
      "case-comment": CaseComment,
      "case-template": CaseTemplate,
      "case-queue": CaseQueue,
      inquiry: Inquiry,
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
      transaction: Transaction,
      "verification/aamva": VerificationAamva,
      "verification/database": VerificationDatabase,
      "verification/database-ecbsv": VerificationDatabaseEcbsv,
      "verification/database-phone-carrier": VerificationDatabasePhoneCarrier,
      "verification/database-serpro": VerificationDatabaseSerpro,
      "verification/database-standard": VerificationDatabaseStandard,
      "verification/database-tin": VerificationDatabaseTin,
      "verification/document": VerificationDocument,
      "verification/email-address": VerificationEmailAddress,
      "verification/government-id": VerificationGovernmentId,
      "verification/government-id-nfc": VerificationGovernmentIdNfc,
      "verification/phone-number": VerificationPhoneNumber,
      "verification/selfie": VerificationSelfie
    })
  )
)
