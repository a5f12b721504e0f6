// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"

/** The API's `verification-template` in answers. */
export interface VerificationTemplate {
  readonly type:
    | "verification-template/aamva"
    | "verification-template/bank-pennydrop"
    | "verification-template/brand-asset"
    | "verification-template/business-website"
    | "verification-template/certificate-korea"
    | "verification-template/credit-card"
    | "verification-template/database"
    | "verification-template/database-aadhaar"
    | "verification-template/database-business"
    | "verification-template/database-business-footprint"
    | "verification-template/database-ecbsv"
    | "verification-template/database-phone-carrier"
    | "verification-template/database-serpro"
    | "verification-template/database-standard"
    | "verification-template/database-tin"
    | "verification-template/database-vat-number"
    | "verification-template/digital-id-connect-id"
    | "verification-template/digital-id-e-do-app"
    | "verification-template/digital-id-finnish-trust-network"
    | "verification-template/digital-id-france-identite"
    | "verification-template/digital-id-generic"
    | "verification-template/digital-id-idin"
    | "verification-template/digital-id-its-me"
    | "verification-template/digital-id-kcb-credit-card"
    | "verification-template/digital-id-mit-id"
    | "verification-template/digital-id-one-id"
    | "verification-template/digital-id-philsys"
    | "verification-template/digital-id-serpro"
    | "verification-template/digital-id-singpass"
    | "verification-template/digital-id-swedish-bank-id"
    | "verification-template/digital-id-uk-sharecode"
    | "verification-template/digital-id-world-id"
    | "verification-template/document"
    | "verification-template/email-address"
    | "verification-template/government-id"
    | "verification-template/government-id-nfc"
    | "verification-template/jp-my-number-nfc-scan"
    | "verification-template/mdoc"
    | "verification-template/persona-fff-inquiry"
    | "verification-template/phone-number"
    | "verification-template/phone-number-silent-network-authentication"
    | "verification-template/qes-infocert"
    | "verification-template/selfie"
    | "verification-template/verifiable-credential"
  readonly id?: string | null
}

/** Schema of {@link VerificationTemplate}. */
export const VerificationTemplate: Schema.Codec<VerificationTemplate, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ type: W.required(W.string), id: W.string })
)

/** The API's `verification-template-version` in answers. */
export interface VerificationTemplateVersion {
  readonly type:
    | "verification-template-version/aamva"
    | "verification-template-version/bank-pennydrop"
    | "verification-template-version/brand-asset"
    | "verification-template-version/business-website"
    | "verification-template-version/certificate-korea"
    | "verification-template-version/credit-card"
    | "verification-template-version/database"
    | "verification-template-version/database-aadhaar"
    | "verification-template-version/database-business"
    | "verification-template-version/database-business-footprint"
    | "verification-template-version/database-ecbsv"
    | "verification-template-version/database-phone-carrier"
    | "verification-template-version/database-serpro"
    | "verification-template-version/database-standard"
    | "verification-template-version/database-tin"
    | "verification-template-version/database-vat-number"
    | "verification-template-version/digital-id-connect-id"
    | "verification-template-version/digital-id-e-do-app"
    | "verification-template-version/digital-id-finnish-trust-network"
    | "verification-template-version/digital-id-france-identite"
    | "verification-template-version/digital-id-generic"
    | "verification-template-version/digital-id-idin"
    | "verification-template-version/digital-id-its-me"
    | "verification-template-version/digital-id-kcb-credit-card"
    | "verification-template-version/digital-id-mit-id"
    | "verification-template-version/digital-id-one-id"
    | "verification-template-version/digital-id-philsys"
    | "verification-template-version/digital-id-serpro"
    | "verification-template-version/digital-id-singpass"
    | "verification-template-version/digital-id-swedish-bank-id"
    | "verification-template-version/digital-id-uk-sharecode"
    | "verification-template-version/digital-id-world-id"
    | "verification-template-version/document"
    | "verification-template-version/email-address"
    | "verification-template-version/government-id"
    | "verification-template-version/government-id-nfc"
    | "verification-template-version/jp-my-number-nfc-scan"
    | "verification-template-version/mdoc"
    | "verification-template-version/persona-fff-inquiry"
    | "verification-template-version/phone-number"
    | "verification-template-version/phone-number-silent-network-authentication"
    | "verification-template-version/qes-infocert"
    | "verification-template-version/selfie"
    | "verification-template-version/verifiable-credential"
  readonly id?: string | null
}

/** Schema of {@link VerificationTemplateVersion}. */
export const VerificationTemplateVersion: Schema.Codec<
  VerificationTemplateVersion,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ type: W.required(W.string), id: W.string })
)
