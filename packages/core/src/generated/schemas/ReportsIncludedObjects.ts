// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { UnknownResource } from "../../JsonApi.ts"
import { Account } from "./Account.ts"
import { Inquiry } from "./Inquiry.ts"
import {
  ReportTemplateAddressLookup,
  ReportTemplateAdverseMedia,
  ReportTemplateBusinessAdverseMedia,
  ReportTemplateBusinessAssociatedPersons,
  ReportTemplateBusinessLookup,
  ReportTemplateBusinessRegistrationsLookup,
  ReportTemplateBusinessWatchlist,
  ReportTemplateCryptoAddressWatchlist,
  ReportTemplateEmailAddress,
  ReportTemplatePhoneRisk,
  ReportTemplatePoliticallyExposedPerson,
  ReportTemplateProfile,
  ReportTemplateSentilinkScores,
  ReportTemplateSocialMedia,
  ReportTemplateSynthetic,
  ReportTemplateWatchlist
} from "./ReportTemplate.ts"
import { Transaction } from "./Transaction.ts"

/** The API's `reports-included-objects` in answers. */
export type ReportsIncludedObjects = ReadonlyArray<
  | Inquiry
  | Account
  | ReportTemplateAddressLookup
  | ReportTemplateAdverseMedia
  | ReportTemplateBusinessAdverseMedia
  | ReportTemplateBusinessAssociatedPersons
  | ReportTemplateBusinessLookup
  | ReportTemplateBusinessRegistrationsLookup
  | ReportTemplateBusinessWatchlist
  | ReportTemplateCryptoAddressWatchlist
  | ReportTemplateEmailAddress
  | ReportTemplatePhoneRisk
  | ReportTemplatePoliticallyExposedPerson
  | ReportTemplateProfile
  | ReportTemplateSentilinkScores
  | ReportTemplateSocialMedia
  | ReportTemplateSynthetic
  | ReportTemplateWatchlist
  | Transaction
  | UnknownResource
>

/** Schema of {@link ReportsIncludedObjects}. */
export const ReportsIncludedObjects: Schema.Codec<
  ReportsIncludedObjects,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.array(
    W.openUnion("type", {
      inquiry: Inquiry,
      account: Account,
      "report-template/address-lookup": ReportTemplateAddressLookup,
      "report-template/adverse-media": ReportTemplateAdverseMedia,
      "report-template/business-adverse-media": ReportTemplateBusinessAdverseMedia,
      "report-template/business-associated-persons": ReportTemplateBusinessAssociatedPersons,
      "report-template/business-lookup": ReportTemplateBusinessLookup,
      "report-template/business-registrations-lookup": ReportTemplateBusinessRegistrationsLookup,
      "report-template/business-watchlist": ReportTemplateBusinessWatchlist,
      "report-template/crypto-address-watchlist": ReportTemplateCryptoAddressWatchlist,
      "report-template/email-address": ReportTemplateEmailAddress,
      "report-template/phone-number": ReportTemplatePhoneRisk,
      "report-template/politically-exposed-person": ReportTemplatePoliticallyExposedPerson,
      "report-template/profile": ReportTemplateProfile,
      "report-template/integration/sentilink-scores": ReportTemplateSentilinkScores,
      "report-template/social-media": ReportTemplateSocialMedia,
      "report-template/synthetic": ReportTemplateSynthetic,
      "report-template/watchlist": ReportTemplateWatchlist,
      transaction: Transaction
    })
  )
)
