// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import { VerificationSharedAttributes, VerificationSharedRelationships } from "./VerificationShared.ts"

/** The API's `verification-digital-id-connect-id` in answers. */
export interface VerificationDigitalIdConnectId {
  readonly type: "verification/digital-id-connect-id"
  readonly id: string
  readonly attributes: VerificationSharedAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

/** Schema of {@link VerificationDigitalIdConnectId}. */
export const VerificationDigitalIdConnectId: Schema.Codec<
  VerificationDigitalIdConnectId,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(VerificationSharedAttributes),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-digital-id-e-do-app` in answers. */
export interface VerificationDigitalIdEDoApp {
  readonly type: "verification/digital-id-e-do-app"
  readonly id: string
  readonly attributes: VerificationDigitalIdEDoAppAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDigitalIdEDoAppAttributes extends VerificationSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly identificationNumber?: string | null
  readonly birthdate?: string | null
  readonly responseCountry?: string | null
  readonly responseStatus?: string | null
}

/** Schema of {@link VerificationDigitalIdEDoApp}. */
export const VerificationDigitalIdEDoApp: Schema.Codec<
  VerificationDigitalIdEDoApp,
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
          "response-country": W.string,
          "response-status": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-digital-id-finnish-trust-network` in answers. */
export interface VerificationDigitalIdFinnishTrustNetwork {
  readonly type: "verification/digital-id-finnish-trust-network"
  readonly id: string
  readonly attributes: VerificationDigitalIdFinnishTrustNetworkAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDigitalIdFinnishTrustNetworkAttributes extends VerificationSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly identificationNumber?: string | null
  readonly birthdate?: string | null
  readonly responseCountry?: string | null
  readonly responseStatus?: string | null
}

/** Schema of {@link VerificationDigitalIdFinnishTrustNetwork}. */
export const VerificationDigitalIdFinnishTrustNetwork: Schema.Codec<
  VerificationDigitalIdFinnishTrustNetwork,
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
          "response-country": W.string,
          "response-status": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-digital-id-france-identite` in answers. */
export interface VerificationDigitalIdFranceIdentite {
  readonly type: "verification/digital-id-france-identite"
  readonly id: string
  readonly attributes: VerificationDigitalIdFranceIdentiteAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDigitalIdFranceIdentiteAttributes extends VerificationSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly identificationNumber?: string | null
  readonly birthdate?: string | null
  readonly responseCountry?: string | null
  readonly responseStatus?: string | null
}

/** Schema of {@link VerificationDigitalIdFranceIdentite}. */
export const VerificationDigitalIdFranceIdentite: Schema.Codec<
  VerificationDigitalIdFranceIdentite,
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
          "response-country": W.string,
          "response-status": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-digital-id-generic` in answers. */
export interface VerificationDigitalIdGeneric {
  readonly type: "verification/digital-id-generic"
  readonly id: string
  readonly attributes: VerificationDigitalIdGenericAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDigitalIdGenericAttributes extends VerificationSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly identificationNumber?: string | null
  readonly birthdate?: string | null
  readonly responseCountry?: string | null
  readonly responseStatus?: string | null
  readonly selectedCountryCode?: string | null
  readonly selectedDigitalIdType?: string | null
}

/** Schema of {@link VerificationDigitalIdGeneric}. */
export const VerificationDigitalIdGeneric: Schema.Codec<
  VerificationDigitalIdGeneric,
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
          "response-country": W.string,
          "response-status": W.string,
          "selected-country-code": W.string,
          "selected-digital-id-type": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-digital-id-idin` in answers. */
export interface VerificationDigitalIdIdin {
  readonly type: "verification/digital-id-idin"
  readonly id: string
  readonly attributes: VerificationDigitalIdIdinAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDigitalIdIdinAttributes extends VerificationSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly identificationNumber?: string | null
  readonly birthdate?: string | null
  readonly responseCountry?: string | null
  readonly responseStatus?: string | null
}

/** Schema of {@link VerificationDigitalIdIdin}. */
export const VerificationDigitalIdIdin: Schema.Codec<
  VerificationDigitalIdIdin,
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
          "response-country": W.string,
          "response-status": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-digital-id-its-me` in answers. */
export interface VerificationDigitalIdItsMe {
  readonly type: "verification/digital-id-its-me"
  readonly id: string
  readonly attributes: VerificationDigitalIdItsMeAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDigitalIdItsMeAttributes extends VerificationSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly identificationNumber?: string | null
  readonly birthdate?: string | null
  readonly responseCountry?: string | null
  readonly responseStatus?: string | null
  readonly address?: string | null
  readonly birthPlace?: string | null
  readonly documentNumber?: string | null
  readonly email?: string | null
  readonly gender?: string | null
  readonly idExpiryDate?: string | null
  readonly idPicture?: string | null
  readonly language?: string | null
  readonly nationality?: string | null
  readonly phone?: string | null
}

/** Schema of {@link VerificationDigitalIdItsMe}. */
export const VerificationDigitalIdItsMe: Schema.Codec<
  VerificationDigitalIdItsMe,
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
          "response-country": W.string,
          "response-status": W.string,
          address: W.string,
          "birth-place": W.string,
          "document-number": W.string,
          email: W.string,
          gender: W.string,
          "id-expiry-date": W.string,
          "id-picture": W.string,
          language: W.string,
          nationality: W.string,
          phone: W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-digital-id-kcb-credit-card` in answers. */
export interface VerificationDigitalIdKcbCreditCard {
  readonly type: "verification/digital-id-kcb-credit-card"
  readonly id: string
  readonly attributes: VerificationDigitalIdKcbCreditCardAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDigitalIdKcbCreditCardAttributes extends VerificationSharedAttributes {
  readonly nameFull?: string | null
  readonly birthdate?: string | null
  readonly sex?: string | null
  readonly nativeForeignerCode?: string | null
  readonly ci?: string | null
  readonly di?: string | null
}

/** Schema of {@link VerificationDigitalIdKcbCreditCard}. */
export const VerificationDigitalIdKcbCreditCard: Schema.Codec<
  VerificationDigitalIdKcbCreditCard,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "name-full": W.string,
          birthdate: W.string,
          sex: W.string,
          "native-foreigner-code": W.string,
          ci: W.string,
          di: W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-digital-id-mit-id` in answers. */
export interface VerificationDigitalIdMitId {
  readonly type: "verification/digital-id-mit-id"
  readonly id: string
  readonly attributes: VerificationDigitalIdMitIdAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDigitalIdMitIdAttributes extends VerificationSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly identificationNumber?: string | null
  readonly birthdate?: string | null
  readonly responseCountry?: string | null
  readonly responseStatus?: string | null
  readonly levelOfAssurance?: string | null
}

/** Schema of {@link VerificationDigitalIdMitId}. */
export const VerificationDigitalIdMitId: Schema.Codec<
  VerificationDigitalIdMitId,
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
          "response-country": W.string,
          "response-status": W.string,
          "level-of-assurance": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-digital-id-one-id` in answers. */
export interface VerificationDigitalIdOneId {
  readonly type: "verification/digital-id-one-id"
  readonly id: string
  readonly attributes: VerificationDigitalIdOneIdAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDigitalIdOneIdAttributes extends VerificationSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly identificationNumber?: string | null
  readonly birthdate?: string | null
  readonly responseCountry?: string | null
  readonly responseStatus?: string | null
}

/** Schema of {@link VerificationDigitalIdOneId}. */
export const VerificationDigitalIdOneId: Schema.Codec<
  VerificationDigitalIdOneId,
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
          "response-country": W.string,
          "response-status": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-digital-id-philsys` in answers. */
export interface VerificationDigitalIdPhilsys {
  readonly type: "verification/digital-id-philsys"
  readonly id: string
  readonly attributes: VerificationDigitalIdPhilsysAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDigitalIdPhilsysAttributes extends VerificationSharedAttributes {
  readonly issueDate?: string | null
  readonly issuer?: string | null
  readonly nameFirst?: string | null
  readonly nameMiddle?: string | null
  readonly nameLast?: string | null
  readonly suffix?: string | null
  readonly sex?: string | null
  readonly birthdate?: string | null
  readonly placeOfBirth?: string | null
  readonly pcn?: string | null
}

/** Schema of {@link VerificationDigitalIdPhilsys}. */
export const VerificationDigitalIdPhilsys: Schema.Codec<
  VerificationDigitalIdPhilsys,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "issue-date": W.string,
          issuer: W.string,
          "name-first": W.string,
          "name-middle": W.string,
          "name-last": W.string,
          suffix: W.string,
          sex: W.string,
          birthdate: W.string,
          "place-of-birth": W.string,
          pcn: W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-digital-id-serpro` in answers. */
export interface VerificationDigitalIdSerpro {
  readonly type: "verification/digital-id-serpro"
  readonly id: string
  readonly attributes: VerificationDigitalIdSerproAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDigitalIdSerproAttributes extends VerificationSharedAttributes {
  readonly qrCodeAttachment?: Readonly<Record<string, unknown>> | null
  readonly selfieCompareImageUrl?: string | null
  readonly cpf?: string | null
  readonly name?: string | null
  readonly birthdate?: string | null
  readonly identificationNumber?: string | null
  readonly expirationDate?: string | null
  readonly issueDate?: string | null
  readonly selfieComparisonErrorCode?: string | null
  readonly serproSelfieAvailable?: boolean | null
  readonly selfieConfidenceLevel?: string | null
  readonly selfieSimilarityScore?: number | null
}

/** Schema of {@link VerificationDigitalIdSerpro}. */
export const VerificationDigitalIdSerpro: Schema.Codec<
  VerificationDigitalIdSerpro,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "qr-code-attachment": W.free,
          "selfie-compare-image-url": W.string,
          cpf: W.string,
          name: W.string,
          birthdate: W.string,
          "identification-number": W.string,
          "expiration-date": W.string,
          "issue-date": W.string,
          "selfie-comparison-error-code": W.string,
          "serpro-selfie-available": W.boolean,
          "selfie-confidence-level": W.string,
          "selfie-similarity-score": W.number
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-digital-id-singpass` in answers. */
export interface VerificationDigitalIdSingpass {
  readonly type: "verification/digital-id-singpass"
  readonly id: string
  readonly attributes: VerificationDigitalIdSingpassAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDigitalIdSingpassAttributes extends VerificationSharedAttributes {
  readonly identityNumber?: string | null
  readonly identityCoi?: string | null
  readonly name?: string | null
  readonly aliasName?: string | null
  readonly hanyuPinyinName?: string | null
  readonly hanyuPinyinAliasName?: string | null
  readonly marriedName?: string | null
  readonly birthdate?: string | null
  readonly sex?: string | null
  readonly race?: string | null
  readonly secondaryRace?: string | null
  readonly nationality?: string | null
  readonly nationalityDescription?: string | null
  readonly birthCountry?: string | null
  readonly birthCountryDescription?: string | null
  readonly residentialStatus?: string | null
  readonly passType?: string | null
  readonly passStatus?: string | null
  readonly passExpiryDate?: string | null
  readonly addressStreet1?: string | null
  readonly addressStreet2?: string | null
  readonly addressPostalCode?: string | null
  readonly addressCountryCode?: string | null
  readonly addressCountryDescription?: string | null
}

/** Schema of {@link VerificationDigitalIdSingpass}. */
export const VerificationDigitalIdSingpass: Schema.Codec<
  VerificationDigitalIdSingpass,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "identity-number": W.string,
          "identity-coi": W.string,
          name: W.string,
          "alias-name": W.string,
          "hanyu-pinyin-name": W.string,
          "hanyu-pinyin-alias-name": W.string,
          "married-name": W.string,
          birthdate: W.string,
          sex: W.string,
          race: W.string,
          "secondary-race": W.string,
          nationality: W.string,
          "nationality-description": W.string,
          "birth-country": W.string,
          "birth-country-description": W.string,
          "residential-status": W.string,
          "pass-type": W.string,
          "pass-status": W.string,
          "pass-expiry-date": W.string,
          "address-street-1": W.string,
          "address-street-2": W.string,
          "address-postal-code": W.string,
          "address-country-code": W.string,
          "address-country-description": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-digital-id-swedish-bank-id` in answers. */
export interface VerificationDigitalIdSwedishBankId {
  readonly type: "verification/digital-id-swedish-bank-id"
  readonly id: string
  readonly attributes: VerificationDigitalIdSwedishBankIdAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDigitalIdSwedishBankIdAttributes extends VerificationSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly identificationNumber?: string | null
  readonly birthdate?: string | null
  readonly responseCountry?: string | null
  readonly responseStatus?: string | null
}

/** Schema of {@link VerificationDigitalIdSwedishBankId}. */
export const VerificationDigitalIdSwedishBankId: Schema.Codec<
  VerificationDigitalIdSwedishBankId,
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
          "response-country": W.string,
          "response-status": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-digital-id-uk-sharecode` in answers. */
export interface VerificationDigitalIdUkSharecode {
  readonly type: "verification/digital-id-uk-sharecode"
  readonly id: string
  readonly attributes: VerificationDigitalIdUkSharecodeAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDigitalIdUkSharecodeAttributes extends VerificationSharedAttributes {
  readonly sharecode?: string | null
  readonly birthdate?: string | null
  readonly nameFull?: string | null
  readonly referenceNumber?: string | null
  readonly immigrationStatus?: string | null
  readonly validFromDate?: string | null
  readonly validUntilDate?: string | null
}

/** Schema of {@link VerificationDigitalIdUkSharecode}. */
export const VerificationDigitalIdUkSharecode: Schema.Codec<
  VerificationDigitalIdUkSharecode,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          sharecode: W.string,
          birthdate: W.string,
          "name-full": W.string,
          "reference-number": W.string,
          "immigration-status": W.string,
          "valid-from-date": W.string,
          "valid-until-date": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-digital-id-world-id` in answers. */
export interface VerificationDigitalIdWorldId {
  readonly type: "verification/digital-id-world-id"
  readonly id: string
  readonly attributes: VerificationSharedAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

/** Schema of {@link VerificationDigitalIdWorldId}. */
export const VerificationDigitalIdWorldId: Schema.Codec<
  VerificationDigitalIdWorldId,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(VerificationSharedAttributes),
    relationships: VerificationSharedRelationships
  })
)
