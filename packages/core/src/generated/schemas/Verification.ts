// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, ToOne, UnknownResource } from "../../JsonApi.ts"
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
import { AddressFields } from "./DefaultFields.ts"
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
import { ExtractionResponses } from "./Document.ts"
import { File } from "./File.ts"
import { VerificationSharedAttributes, VerificationSharedRelationships } from "./VerificationShared.ts"

/** The API's `verification-aamva` in answers. */
export interface VerificationAamva {
  readonly type: "verification/aamva"
  readonly id: string
  readonly attributes: VerificationAamvaAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationAamvaAttributes extends VerificationSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly birthdate?: string | null
  readonly issueDate?: string | null
  readonly expirationDate?: string | null
  readonly addressPostalCode?: string | null
  readonly issuingAuthority?: string | null
  readonly identificationNumber?: string | null
}

/** Schema of {@link VerificationAamva}. */
export const VerificationAamva: Schema.Codec<VerificationAamva, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "name-first": W.string,
          "name-last": W.string,
          birthdate: W.string,
          "issue-date": W.string,
          "expiration-date": W.string,
          "address-postal-code": W.string,
          "issuing-authority": W.string,
          "identification-number": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-document` in answers. */
export interface VerificationDocument {
  readonly type: "verification/document"
  readonly id: string
  readonly attributes: VerificationDocumentAttributes
  readonly relationships?: VerificationDocumentRelationships | null
}

export interface VerificationDocumentAttributes extends VerificationSharedAttributes {
  readonly fields?: Readonly<Record<string, unknown>> | null
  readonly files?: ReadonlyArray<File | null> | null
  readonly filesNormalized?: ReadonlyArray<File | null> | null
  readonly extractionResponses?: ExtractionResponses | null
  readonly documentType?: string | null
}

export interface VerificationDocumentRelationships extends VerificationSharedRelationships {
  readonly document?: ToOne | null
}

/** Schema of {@link VerificationDocument}. */
export const VerificationDocument: Schema.Codec<VerificationDocument, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          fields: W.free,
          files: W.array(W.nullable(File)),
          "files-normalized": W.array(W.nullable(File)),
          "extraction-responses": ExtractionResponses,
          "document-type": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: W.open({ document: W.toOne }, VerificationSharedRelationships)
  })
)

/** The API's `verification-email-address` in answers. */
export interface VerificationEmailAddress {
  readonly type: "verification/email-address"
  readonly id: string
  readonly attributes: VerificationEmailAddressAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationEmailAddressAttributes extends VerificationSharedAttributes {
  readonly emailAddress?: string | null
  readonly confirmationCode?: string | null
}

/** Schema of {@link VerificationEmailAddress}. */
export const VerificationEmailAddress: Schema.Codec<
  VerificationEmailAddress,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        { "email-address": W.string, "confirmation-code": W.string },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-government-id` in answers. */
export interface VerificationGovernmentId {
  readonly type: "verification/government-id"
  readonly id: string
  readonly attributes: VerificationGovernmentIdAttributes
  readonly relationships?: VerificationGovernmentIdRelationships | null
}

export interface VerificationGovernmentIdAttributes extends VerificationSharedAttributes, AddressFields {
  readonly entityConfidenceReasons?: ReadonlyArray<string> | null
  readonly entityConfidenceScore?: number | null
  readonly frontPhotoUrl?: string | null
  readonly backPhotoUrl?: string | null
  readonly photoUrls?: ReadonlyArray<{
    readonly byteSize?: number | null
    readonly filename?: string | null
    readonly normalizedUrl?: string | null
    readonly originalUrls?: ReadonlyArray<string> | null
    readonly page?: string | null
    readonly url?: string | null
  }> | null
  readonly selfiePhoto?: {
    readonly byteSize?: number | null
    readonly filename?: string | null
    readonly url?: string | null
  } | null
  readonly selfiePhotoUrl?: string | null
  readonly videoUrl?: string | null
  readonly idClass?: string | null
  readonly captureMethod?: string | null
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
  readonly designations?: ReadonlyArray<unknown> | null
  readonly birthplace?: string | null
  readonly endorsements?: string | null
  readonly height?: string | null
  readonly sex?: string | null
  readonly restrictions?: string | null
  readonly vehicleClass?: string | null
  readonly identificationNumber?: string | null
  readonly fromReusablePersona?: boolean | null
}

export interface VerificationGovernmentIdRelationships extends VerificationSharedRelationships {
  readonly document?: ToOne | null
}

/** Schema of {@link VerificationGovernmentId}. */
export const VerificationGovernmentId: Schema.Codec<
  VerificationGovernmentId,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "entity-confidence-reasons": W.array(W.string),
          "entity-confidence-score": W.number,
          "front-photo-url": W.string,
          "back-photo-url": W.string,
          "photo-urls": W.array(
            W.open({
              "byte-size": W.number,
              filename: W.string,
              "normalized-url": W.string,
              "original-urls": W.array(W.string),
              page: W.string,
              url: W.string
            })
          ),
          "selfie-photo": W.open({ "byte-size": W.number, filename: W.string, url: W.string }),
          "selfie-photo-url": W.string,
          "video-url": W.string,
          "id-class": W.string,
          "capture-method": W.string,
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
          designations: W.array(W.json),
          birthplace: W.string,
          endorsements: W.string,
          height: W.string,
          sex: W.string,
          restrictions: W.string,
          "vehicle-class": W.string,
          "identification-number": W.string,
          "from-reusable-persona": W.boolean
        },
        VerificationSharedAttributes,
        AddressFields
      )
    ),
    relationships: W.open({ document: W.toOne }, VerificationSharedRelationships)
  })
)

/** The API's `verification-government-id-nfc` in answers. */
export interface VerificationGovernmentIdNfc {
  readonly type: "verification/government-id-nfc"
  readonly id: string
  readonly attributes: VerificationGovernmentIdNfcAttributes
  readonly relationships?: VerificationGovernmentIdNfcRelationships | null
}

export interface VerificationGovernmentIdNfcAttributes extends VerificationSharedAttributes, AddressFields {
  readonly birthdate?: string | null
  readonly checks?: ReadonlyArray<{
    readonly metadata?: Readonly<Record<string, unknown>> | null
    readonly name?: string | null
    readonly reasons?: ReadonlyArray<string> | null
    readonly status?: string | null
  }> | null
  readonly expirationDate?: string | null
  readonly idClass?: string | null
  readonly identificationNumber?: string | null
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly selfiePhoto?: {
    readonly byteSize?: number | null
    readonly url?: string | null
  } | null
  readonly selfiePhotoUrl?: string | null
  readonly sex?: string | null
}

export interface VerificationGovernmentIdNfcRelationships extends VerificationSharedRelationships {
  readonly document?: ToOne | null
}

/** Schema of {@link VerificationGovernmentIdNfc}. */
export const VerificationGovernmentIdNfc: Schema.Codec<
  VerificationGovernmentIdNfc,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          birthdate: W.string,
          checks: W.array(
            W.open({
              metadata: W.free,
              name: W.string,
              reasons: W.array(W.string),
              status: W.string
            })
          ),
          "expiration-date": W.string,
          "id-class": W.string,
          "identification-number": W.string,
          "name-first": W.string,
          "name-last": W.string,
          "selfie-photo": W.open({ "byte-size": W.number, url: W.string }),
          "selfie-photo-url": W.string,
          sex: W.string
        },
        VerificationSharedAttributes,
        AddressFields
      )
    ),
    relationships: W.open({ document: W.toOne }, VerificationSharedRelationships)
  })
)

/** The API's `verification-phone-number` in answers. */
export interface VerificationPhoneNumber {
  readonly type: "verification/phone-number"
  readonly id: string
  readonly attributes: VerificationPhoneNumberAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationPhoneNumberAttributes extends VerificationSharedAttributes {
  readonly phoneNumber?: string | null
  readonly confirmationCode?: string | null
  readonly metadata?: { readonly telesignRiskScore?: number | null } | null
}

/** Schema of {@link VerificationPhoneNumber}. */
export const VerificationPhoneNumber: Schema.Codec<
  VerificationPhoneNumber,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "phone-number": W.string,
          "confirmation-code": W.string,
          metadata: W.open({ "telesign-risk-score": W.number })
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-selfie` in answers. */
export interface VerificationSelfie {
  readonly type: "verification/selfie"
  readonly id: string
  readonly attributes: VerificationSelfieAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationSelfieAttributes extends VerificationSharedAttributes {
  readonly captureMethod?: Open<"photo" | "video"> | null
  readonly centerPhotoFaceCoordinates?: {
    readonly topLeft?: ReadonlyArray<number> | null
    readonly topRight?: ReadonlyArray<number> | null
    readonly bottomLeft?: ReadonlyArray<number> | null
    readonly bottomRight?: ReadonlyArray<number> | null
  } | null
  readonly centerPhotoUrl?: string | null
  readonly documentSimilarityScore?: number | null
  readonly entityConfidenceReasons?: ReadonlyArray<string> | null
  readonly leftPhotoUrl?: string | null
  readonly fromReusablePersona?: boolean | null
  readonly photoUrls?: ReadonlyArray<{
    readonly byteSize?: number | null
    readonly filename?: string | null
    readonly page?: Open<"left_photo" | "center_photo" | "right_photo"> | null
    readonly url?: string | null
  }> | null
  readonly rightPhotoUrl?: string | null
  readonly selfieSimilarityScoreLeft?: number | null
  readonly selfieSimilarityScoreRight?: number | null
  readonly videoUrl?: string | null
}

/** Schema of {@link VerificationSelfie}. */
export const VerificationSelfie: Schema.Codec<VerificationSelfie, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "capture-method": W.string,
          "center-photo-face-coordinates": W.open({
            "top-left": W.array(W.number),
            "top-right": W.array(W.number),
            "bottom-left": W.array(W.number),
            "bottom-right": W.array(W.number)
          }),
          "center-photo-url": W.string,
          "document-similarity-score": W.number,
          "entity-confidence-reasons": W.array(W.string),
          "left-photo-url": W.string,
          "from-reusable-persona": W.boolean,
          "photo-urls": W.array(
            W.open({
              "byte-size": W.number,
              filename: W.string,
              page: W.string,
              url: W.string
            })
          ),
          "right-photo-url": W.string,
          "selfie-similarity-score-left": W.number,
          "selfie-similarity-score-right": W.number,
          "video-url": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-bank-pennydrop` in answers. */
export interface VerificationBankPennydrop {
  readonly type: "verification/bank-pennydrop"
  readonly id: string
  readonly attributes: VerificationSharedAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

/** Schema of {@link VerificationBankPennydrop}. */
export const VerificationBankPennydrop: Schema.Codec<
  VerificationBankPennydrop,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(VerificationSharedAttributes),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-brand-asset` in answers. */
export interface VerificationBrandAsset {
  readonly type: "verification/brand-asset"
  readonly id: string
  readonly attributes: VerificationBrandAssetAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationBrandAssetAttributes extends VerificationSharedAttributes {
  readonly businessName?: string | null
  readonly businessWebsite?: string | null
}

/** Schema of {@link VerificationBrandAsset}. */
export const VerificationBrandAsset: Schema.Codec<
  VerificationBrandAsset,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        { "business-name": W.string, "business-website": W.string },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `business-website-extracted-identity-record` in answers. */
export interface BusinessWebsiteExtractedIdentityRecord {
  readonly value?: string | null
  readonly source?: string | null
}

/** Schema of {@link BusinessWebsiteExtractedIdentityRecord}. */
export const BusinessWebsiteExtractedIdentityRecord: Schema.Codec<
  BusinessWebsiteExtractedIdentityRecord,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ value: W.string, source: W.string })
)

/** The API's `verification-business-website` in answers. */
export interface VerificationBusinessWebsite {
  readonly type: "verification/business-website"
  readonly id: string
  readonly attributes: VerificationBusinessWebsiteAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationBusinessWebsiteAttributes extends VerificationSharedAttributes {
  readonly websiteUrl?: string | null
  readonly extractedIdentity?: {
    readonly businessNames?: ReadonlyArray<BusinessWebsiteExtractedIdentityRecord> | null
    readonly addresses?: ReadonlyArray<BusinessWebsiteExtractedIdentityRecord> | null
    readonly phoneNumbers?: ReadonlyArray<BusinessWebsiteExtractedIdentityRecord> | null
    readonly emails?: ReadonlyArray<BusinessWebsiteExtractedIdentityRecord> | null
  } | null
}

/** Schema of {@link VerificationBusinessWebsite}. */
export const VerificationBusinessWebsite: Schema.Codec<
  VerificationBusinessWebsite,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "website-url": W.string,
          "extracted-identity": W.open({
            "business-names": W.array(BusinessWebsiteExtractedIdentityRecord),
            addresses: W.array(BusinessWebsiteExtractedIdentityRecord),
            "phone-numbers": W.array(BusinessWebsiteExtractedIdentityRecord),
            emails: W.array(BusinessWebsiteExtractedIdentityRecord)
          })
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-certificate-korea` in answers. */
export interface VerificationCertificateKorea {
  readonly type: "verification/certificate-korea"
  readonly id: string
  readonly attributes: VerificationCertificateKoreaAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationCertificateKoreaAttributes extends VerificationSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly identificationNumber?: string | null
  readonly birthdate?: string | null
  readonly certificateType?: string | null
}

/** Schema of {@link VerificationCertificateKorea}. */
export const VerificationCertificateKorea: Schema.Codec<
  VerificationCertificateKorea,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "name-first": W.string,
          "name-last": W.string,
          "identification-number": W.string,
          birthdate: W.string,
          "certificate-type": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-credit-card` in answers. */
export interface VerificationCreditCard {
  readonly type: "verification/credit-card"
  readonly id: string
  readonly attributes: VerificationSharedAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

/** Schema of {@link VerificationCreditCard}. */
export const VerificationCreditCard: Schema.Codec<
  VerificationCreditCard,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(VerificationSharedAttributes),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-jp-my-number-nfc-scan` in answers. */
export interface VerificationJpMyNumberNfcScan {
  readonly type: "verification/jp-my-number-nfc-scan"
  readonly id: string
  readonly attributes: VerificationJpMyNumberNfcScanAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationJpMyNumberNfcScanAttributes extends VerificationSharedAttributes {
  readonly operation?: string | null
  readonly address?: string | null
  readonly birthdate?: string | null
  readonly expirationDate?: string | null
  /** @deprecated */
  readonly faceImage?: Readonly<Record<string, unknown>> | null
  readonly selfiePhoto?: {
    readonly byteSize?: number | null
    readonly url?: string | null
  } | null
  /** @deprecated */
  readonly gender?: string | null
  readonly identificationClass?: string | null
  readonly identificationNumber?: string | null
  readonly kanaName?: string | null
  /** @deprecated */
  readonly licenseNumber?: string | null
  readonly nameFull?: string | null
  readonly sex?: string | null
  readonly vehicleClasses?: Readonly<Record<string, {
    readonly acquisitionDate?: string | null
  }>> | null
}

/** Schema of {@link VerificationJpMyNumberNfcScan}. */
export const VerificationJpMyNumberNfcScan: Schema.Codec<
  VerificationJpMyNumberNfcScan,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          operation: W.string,
          address: W.string,
          birthdate: W.string,
          "expiration-date": W.string,
          "face-image": W.free,
          "selfie-photo": W.open({ "byte-size": W.number, url: W.string }),
          gender: W.string,
          "identification-class": W.string,
          "identification-number": W.string,
          "kana-name": W.string,
          "license-number": W.string,
          "name-full": W.string,
          sex: W.string,
          "vehicle-classes": W.values(W.open({ "acquisition-date": W.string }))
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-mdoc` in answers. */
export interface VerificationMdoc {
  readonly type: "verification/mdoc"
  readonly id: string
  readonly attributes: VerificationMdocAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationMdocAttributes extends VerificationSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly birthdate?: string | null
  readonly addressStreet?: string | null
  readonly addressCity?: string | null
  readonly addressState?: string | null
  readonly addressPostalCode?: string | null
  readonly addressCountryCode?: string | null
  readonly issuingAuthority?: string | null
  readonly issuingJurisdiction?: string | null
  readonly issuingCountry?: string | null
  readonly nationality?: string | null
  readonly expirationDate?: string | null
  readonly identificationNumber?: string | null
  readonly ageInYears?: number | null
  readonly meetsMinimumAge?: boolean | null
  readonly validatedIssuerKey?: string | null
  readonly portraitPhoto?: {
    readonly byteSize?: number | null
    readonly url?: string | null
  } | null
}

/** Schema of {@link VerificationMdoc}. */
export const VerificationMdoc: Schema.Codec<VerificationMdoc, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "name-first": W.string,
          "name-last": W.string,
          birthdate: W.string,
          "address-street": W.string,
          "address-city": W.string,
          "address-state": W.string,
          "address-postal-code": W.string,
          "address-country-code": W.string,
          "issuing-authority": W.string,
          "issuing-jurisdiction": W.string,
          "issuing-country": W.string,
          nationality: W.string,
          "expiration-date": W.string,
          "identification-number": W.string,
          "age-in-years": W.number,
          "meets-minimum-age": W.boolean,
          "validated-issuer-key": W.string,
          "portrait-photo": W.open({ "byte-size": W.number, url: W.string })
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-persona-fff-inquiry` in answers. */
export interface VerificationPersonaFffInquiry {
  readonly type: "verification/persona-fff-inquiry"
  readonly id: string
  readonly attributes: VerificationSharedAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

/** Schema of {@link VerificationPersonaFffInquiry}. */
export const VerificationPersonaFffInquiry: Schema.Codec<
  VerificationPersonaFffInquiry,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(VerificationSharedAttributes),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-phone-number-silent-network-authentication` in answers. */
export interface VerificationPhoneNumberSilentNetworkAuthentication {
  readonly type: "verification/phone-number-silent-network-authentication"
  readonly id: string
  readonly attributes: VerificationPhoneNumberSilentNetworkAuthenticationAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationPhoneNumberSilentNetworkAuthenticationAttributes extends VerificationSharedAttributes {
  readonly phoneNumber?: string | null
}

/** Schema of {@link VerificationPhoneNumberSilentNetworkAuthentication}. */
export const VerificationPhoneNumberSilentNetworkAuthentication: Schema.Codec<
  VerificationPhoneNumberSilentNetworkAuthentication,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(W.open({ "phone-number": W.string }, VerificationSharedAttributes)),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-qes-infocert` in answers. */
export interface VerificationQesInfocert {
  readonly type: "verification/qes-infocert"
  readonly id: string
  readonly attributes: VerificationQesInfocertAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationQesInfocertAttributes extends VerificationSharedAttributes {
  readonly tentativeSubState?: string | null
}

/** Schema of {@link VerificationQesInfocert}. */
export const VerificationQesInfocert: Schema.Codec<
  VerificationQesInfocert,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(W.open({ "tentative-sub-state": W.string }, VerificationSharedAttributes)),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-verifiable-credential` in answers. */
export interface VerificationVerifiableCredential {
  readonly type: "verification/verifiable-credential"
  readonly id: string
  readonly attributes: VerificationVerifiableCredentialAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationVerifiableCredentialAttributes extends VerificationSharedAttributes {
  readonly selectedCredentialIssuer?: string | null
  readonly selectedCredentialTypes?: ReadonlyArray<string> | null
  readonly selectedCredentialIssuanceDate?: string | null
  readonly selectedCredentialExpirationDate?: string | null
}

/** Schema of {@link VerificationVerifiableCredential}. */
export const VerificationVerifiableCredential: Schema.Codec<
  VerificationVerifiableCredential,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "selected-credential-issuer": W.string,
          "selected-credential-types": W.array(W.string),
          "selected-credential-issuance-date": W.string,
          "selected-credential-expiration-date": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification` in answers. */
export type Verification =
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
  | UnknownResource

/** Schema of {@link Verification}. */
export const Verification: Schema.Codec<Verification, unknown> = /*#__PURE__*/ W.schema(() =>
  W.openUnion("type", {
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
    "verification/verifiable-credential": VerificationVerifiableCredential
  })
)
