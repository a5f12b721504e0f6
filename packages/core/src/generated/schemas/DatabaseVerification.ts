// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { ToOne } from "../../JsonApi.ts"
import { AddressFields, DefaultFields } from "./DefaultFields.ts"
import { VerificationSharedAttributes, VerificationSharedRelationships } from "./VerificationShared.ts"

/** The API's `verification-database` in answers. */
export interface VerificationDatabase {
  readonly type: "verification/database"
  readonly id: string
  readonly attributes: VerificationDatabaseAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDatabaseAttributes extends VerificationSharedAttributes, DefaultFields {
  readonly normalizedAddressStreet1?: string | null
  readonly normalizedAddressStreet2?: string | null
  readonly normalizedAddressCity?: string | null
  readonly normalizedAddressSubdivision?: string | null
  readonly normalizedAddressPostalCode?: string | null
  readonly identificationNumber?: string | null
  readonly documentNumber?: string | null
  readonly documentIssuingDate?: string | null
  readonly documentExpiryDate?: string | null
  readonly documentIssuingSubdivision?: string | null
}

/** Schema of {@link VerificationDatabase}. */
export const VerificationDatabase: Schema.Codec<VerificationDatabase, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "normalized-address-street-1": W.string,
          "normalized-address-street-2": W.string,
          "normalized-address-city": W.string,
          "normalized-address-subdivision": W.string,
          "normalized-address-postal-code": W.string,
          "identification-number": W.string,
          "document-number": W.string,
          "document-issuing-date": W.string,
          "document-expiry-date": W.string,
          "document-issuing-subdivision": W.string
        },
        VerificationSharedAttributes,
        DefaultFields
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-database-ecbsv` in answers. */
export interface VerificationDatabaseEcbsv {
  readonly type: "verification/database-ecbsv"
  readonly id: string
  readonly attributes: VerificationDatabaseEcbsvAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDatabaseEcbsvAttributes extends VerificationSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly birthdate?: string | null
  readonly emailAddress?: string | null
  readonly identificationNumber?: string | null
  readonly signatureTimestamp?: string | null
  readonly signatureIp?: string | null
}

/** Schema of {@link VerificationDatabaseEcbsv}. */
export const VerificationDatabaseEcbsv: Schema.Codec<
  VerificationDatabaseEcbsv,
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
          birthdate: W.string,
          "email-address": W.string,
          "identification-number": W.string,
          "signature-timestamp": W.string,
          "signature-ip": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-database-phone-carrier` in answers. */
export interface VerificationDatabasePhoneCarrier {
  readonly type: "verification/database-phone-carrier"
  readonly id: string
  readonly attributes: VerificationDatabasePhoneCarrierAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDatabasePhoneCarrierAttributes extends VerificationSharedAttributes, AddressFields {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly birthdate?: string | null
  readonly phoneNumber?: string | null
}

/** Schema of {@link VerificationDatabasePhoneCarrier}. */
export const VerificationDatabasePhoneCarrier: Schema.Codec<
  VerificationDatabasePhoneCarrier,
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
          birthdate: W.string,
          "phone-number": W.string
        },
        VerificationSharedAttributes,
        AddressFields
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-database-serpro` in answers. */
export interface VerificationDatabaseSerpro {
  readonly type: "verification/database-serpro"
  readonly id: string
  readonly attributes: VerificationDatabaseSerproAttributes
  readonly relationships?: VerificationDatabaseSerproRelationships | null
}

export interface VerificationDatabaseSerproAttributes extends VerificationSharedAttributes {
  readonly birthdate?: string | null
  readonly cpf?: string | null
  readonly nameFirst?: string | null
  readonly nameFull?: string | null
  readonly nameLast?: string | null
}

export interface VerificationDatabaseSerproRelationships extends VerificationSharedRelationships {
  readonly selfie?: ToOne | null
}

/** Schema of {@link VerificationDatabaseSerpro}. */
export const VerificationDatabaseSerpro: Schema.Codec<
  VerificationDatabaseSerpro,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          birthdate: W.string,
          cpf: W.string,
          "name-first": W.string,
          "name-full": W.string,
          "name-last": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: W.open({ selfie: W.toOne }, VerificationSharedRelationships)
  })
)

/** The API's `verification-database-standard` in answers. */
export interface VerificationDatabaseStandard {
  readonly type: "verification/database-standard"
  readonly id: string
  readonly attributes: VerificationDatabaseStandardAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDatabaseStandardAttributes extends VerificationSharedAttributes, DefaultFields {
  readonly normalizedAddressCity?: string | null
  readonly normalizedAddressPostalCode?: string | null
  readonly normalizedAddressStreet1?: string | null
  readonly normalizedAddressStreet2?: string | null
  readonly normalizedAddressSubdivision?: string | null
}

/** Schema of {@link VerificationDatabaseStandard}. */
export const VerificationDatabaseStandard: Schema.Codec<
  VerificationDatabaseStandard,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "normalized-address-city": W.string,
          "normalized-address-postal-code": W.string,
          "normalized-address-street-1": W.string,
          "normalized-address-street-2": W.string,
          "normalized-address-subdivision": W.string
        },
        VerificationSharedAttributes,
        DefaultFields
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-database-tin` in answers. */
export interface VerificationDatabaseTin {
  readonly type: "verification/database-tin"
  readonly id: string
  readonly attributes: VerificationDatabaseTinAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDatabaseTinAttributes extends VerificationSharedAttributes {
  readonly tin?: string | null
  readonly tinType?: string | null
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly nameBusiness?: string | null
}

/** Schema of {@link VerificationDatabaseTin}. */
export const VerificationDatabaseTin: Schema.Codec<
  VerificationDatabaseTin,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          tin: W.string,
          "tin-type": W.string,
          "name-first": W.string,
          "name-last": W.string,
          "name-business": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-database-aadhaar` in answers. */
export interface VerificationDatabaseAadhaar {
  readonly type: "verification/database-aadhaar"
  readonly id: string
  readonly attributes: VerificationDatabaseAadhaarAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDatabaseAadhaarAttributes extends VerificationSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly birthdate?: string | null
}

/** Schema of {@link VerificationDatabaseAadhaar}. */
export const VerificationDatabaseAadhaar: Schema.Codec<
  VerificationDatabaseAadhaar,
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
          birthdate: W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-database-business` in answers. */
export interface VerificationDatabaseBusiness {
  readonly type: "verification/database-business"
  readonly id: string
  readonly attributes: VerificationDatabaseBusinessAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDatabaseBusinessAttributes extends VerificationSharedAttributes, DefaultFields {
  readonly businessName?: string | null
  readonly registrationNumber?: string | null
  readonly addressCountryCode?: string | null
}

/** Schema of {@link VerificationDatabaseBusiness}. */
export const VerificationDatabaseBusiness: Schema.Codec<
  VerificationDatabaseBusiness,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "business-name": W.string,
          "registration-number": W.string,
          "address-country-code": W.string
        },
        VerificationSharedAttributes,
        DefaultFields
      )
    ),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-database-business-footprint` in answers. */
export interface VerificationDatabaseBusinessFootprint {
  readonly type: "verification/database-business-footprint"
  readonly id: string
  readonly attributes: VerificationSharedAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

/** Schema of {@link VerificationDatabaseBusinessFootprint}. */
export const VerificationDatabaseBusinessFootprint: Schema.Codec<
  VerificationDatabaseBusinessFootprint,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(VerificationSharedAttributes),
    relationships: VerificationSharedRelationships
  })
)

/** The API's `verification-database-vat-number` in answers. */
export interface VerificationDatabaseVatNumber {
  readonly type: "verification/database-vat-number"
  readonly id: string
  readonly attributes: VerificationDatabaseVatNumberAttributes
  readonly relationships?: VerificationSharedRelationships | null
}

export interface VerificationDatabaseVatNumberAttributes extends VerificationSharedAttributes {
  readonly vatNumber?: string | null
  readonly businessName?: string | null
  readonly addressStreet1?: string | null
  readonly addressStreet2?: string | null
  readonly addressCity?: string | null
  readonly addressSubdivision?: string | null
  readonly addressPostalCode?: string | null
  readonly registeredBusinessName?: string | null
  readonly registeredAddressStreet1?: string | null
  readonly registeredAddressStreet2?: string | null
  readonly registeredAddressCity?: string | null
  readonly registeredAddressSubdivision?: string | null
  readonly registeredAddressPostalCode?: string | null
  readonly registeredAddressCountryCode?: string | null
}

/** Schema of {@link VerificationDatabaseVatNumber}. */
export const VerificationDatabaseVatNumber: Schema.Codec<
  VerificationDatabaseVatNumber,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "vat-number": W.string,
          "business-name": W.string,
          "address-street-1": W.string,
          "address-street-2": W.string,
          "address-city": W.string,
          "address-subdivision": W.string,
          "address-postal-code": W.string,
          "registered-business-name": W.string,
          "registered-address-street-1": W.string,
          "registered-address-street-2": W.string,
          "registered-address-city": W.string,
          "registered-address-subdivision": W.string,
          "registered-address-postal-code": W.string,
          "registered-address-country-code": W.string
        },
        VerificationSharedAttributes
      )
    ),
    relationships: VerificationSharedRelationships
  })
)
