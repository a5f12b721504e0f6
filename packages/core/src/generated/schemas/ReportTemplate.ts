// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"

/** The API's `report-template-shared-attributes` in answers. */
export interface ReportTemplateSharedAttributes {
  readonly name?: string | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
}

/** Schema of {@link ReportTemplateSharedAttributes}. */
export const ReportTemplateSharedAttributes: Schema.Codec<
  ReportTemplateSharedAttributes,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ name: W.string, "created-at": W.string, "updated-at": W.string })
)

/** The API's `report-template-shared-meta` in answers. */
export interface ReportTemplateSharedMeta {
  readonly version?: {
    readonly name?: string | null
    readonly createdAt?: string | null
    readonly updatedAt?: string | null
  } | null
}

/** Schema of {@link ReportTemplateSharedMeta}. */
export const ReportTemplateSharedMeta: Schema.Codec<
  ReportTemplateSharedMeta,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    version: W.open({ name: W.string, "created-at": W.string, "updated-at": W.string })
  })
)

/** The API's `report-template-address-lookup` in answers. */
export interface ReportTemplateAddressLookup {
  readonly type: "report-template/address-lookup"
  readonly id: string
  readonly attributes: ReportTemplateSharedAttributes
  readonly meta?: ReportTemplateSharedMeta | null
}

/** Schema of {@link ReportTemplateAddressLookup}. */
export const ReportTemplateAddressLookup: Schema.Codec<
  ReportTemplateAddressLookup,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ReportTemplateSharedAttributes),
    meta: ReportTemplateSharedMeta
  })
)

/** The API's `report-template-adverse-media` in answers. */
export interface ReportTemplateAdverseMedia {
  readonly type: "report-template/adverse-media"
  readonly id: string
  readonly attributes: ReportTemplateSharedAttributes
  readonly meta?: ReportTemplateSharedMeta | null
}

/** Schema of {@link ReportTemplateAdverseMedia}. */
export const ReportTemplateAdverseMedia: Schema.Codec<
  ReportTemplateAdverseMedia,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ReportTemplateSharedAttributes),
    meta: ReportTemplateSharedMeta
  })
)

/** The API's `report-template-business-adverse-media` in answers. */
export interface ReportTemplateBusinessAdverseMedia {
  readonly type: "report-template/business-adverse-media"
  readonly id: string
  readonly attributes: ReportTemplateSharedAttributes
  readonly meta?: ReportTemplateSharedMeta | null
}

/** Schema of {@link ReportTemplateBusinessAdverseMedia}. */
export const ReportTemplateBusinessAdverseMedia: Schema.Codec<
  ReportTemplateBusinessAdverseMedia,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ReportTemplateSharedAttributes),
    meta: ReportTemplateSharedMeta
  })
)

/** The API's `report-template-business-associated-persons` in answers. */
export interface ReportTemplateBusinessAssociatedPersons {
  readonly type: "report-template/business-associated-persons"
  readonly id: string
  readonly attributes: ReportTemplateSharedAttributes
  readonly meta?: ReportTemplateSharedMeta | null
}

/** Schema of {@link ReportTemplateBusinessAssociatedPersons}. */
export const ReportTemplateBusinessAssociatedPersons: Schema.Codec<
  ReportTemplateBusinessAssociatedPersons,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ReportTemplateSharedAttributes),
    meta: ReportTemplateSharedMeta
  })
)

/** The API's `report-template-business-lookup` in answers. */
export interface ReportTemplateBusinessLookup {
  readonly type: "report-template/business-lookup"
  readonly id: string
  readonly attributes: ReportTemplateSharedAttributes
  readonly meta?: ReportTemplateSharedMeta | null
}

/** Schema of {@link ReportTemplateBusinessLookup}. */
export const ReportTemplateBusinessLookup: Schema.Codec<
  ReportTemplateBusinessLookup,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ReportTemplateSharedAttributes),
    meta: ReportTemplateSharedMeta
  })
)

/** The API's `report-template-business-registrations-lookup` in answers. */
export interface ReportTemplateBusinessRegistrationsLookup {
  readonly type: "report-template/business-registrations-lookup"
  readonly id: string
  readonly attributes: ReportTemplateSharedAttributes
  readonly meta?: ReportTemplateSharedMeta | null
}

/** Schema of {@link ReportTemplateBusinessRegistrationsLookup}. */
export const ReportTemplateBusinessRegistrationsLookup: Schema.Codec<
  ReportTemplateBusinessRegistrationsLookup,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ReportTemplateSharedAttributes),
    meta: ReportTemplateSharedMeta
  })
)

/** The API's `report-template-business-watchlist` in answers. */
export interface ReportTemplateBusinessWatchlist {
  readonly type: "report-template/business-watchlist"
  readonly id: string
  readonly attributes: ReportTemplateSharedAttributes
  readonly meta?: ReportTemplateSharedMeta | null
}

/** Schema of {@link ReportTemplateBusinessWatchlist}. */
export const ReportTemplateBusinessWatchlist: Schema.Codec<
  ReportTemplateBusinessWatchlist,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ReportTemplateSharedAttributes),
    meta: ReportTemplateSharedMeta
  })
)

/** The API's `report-template-crypto-address-watchlist` in answers. */
export interface ReportTemplateCryptoAddressWatchlist {
  readonly type: "report-template/crypto-address-watchlist"
  readonly id: string
  readonly attributes: ReportTemplateSharedAttributes
  readonly meta?: ReportTemplateSharedMeta | null
}

/** Schema of {@link ReportTemplateCryptoAddressWatchlist}. */
export const ReportTemplateCryptoAddressWatchlist: Schema.Codec<
  ReportTemplateCryptoAddressWatchlist,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ReportTemplateSharedAttributes),
    meta: ReportTemplateSharedMeta
  })
)

/** The API's `report-template-email-address` in answers. */
export interface ReportTemplateEmailAddress {
  readonly type: "report-template/email-address"
  readonly id: string
  readonly attributes: ReportTemplateSharedAttributes
  readonly meta?: ReportTemplateSharedMeta | null
}

/** Schema of {@link ReportTemplateEmailAddress}. */
export const ReportTemplateEmailAddress: Schema.Codec<
  ReportTemplateEmailAddress,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ReportTemplateSharedAttributes),
    meta: ReportTemplateSharedMeta
  })
)

/** The API's `report-template-phone-risk` in answers. */
export interface ReportTemplatePhoneRisk {
  readonly type: "report-template/phone-number"
  readonly id: string
  readonly attributes: ReportTemplateSharedAttributes
  readonly meta?: ReportTemplateSharedMeta | null
}

/** Schema of {@link ReportTemplatePhoneRisk}. */
export const ReportTemplatePhoneRisk: Schema.Codec<
  ReportTemplatePhoneRisk,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ReportTemplateSharedAttributes),
    meta: ReportTemplateSharedMeta
  })
)

/** The API's `report-template-politically-exposed-person` in answers. */
export interface ReportTemplatePoliticallyExposedPerson {
  readonly type: "report-template/politically-exposed-person"
  readonly id: string
  readonly attributes: ReportTemplateSharedAttributes
  readonly meta?: ReportTemplateSharedMeta | null
}

/** Schema of {@link ReportTemplatePoliticallyExposedPerson}. */
export const ReportTemplatePoliticallyExposedPerson: Schema.Codec<
  ReportTemplatePoliticallyExposedPerson,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ReportTemplateSharedAttributes),
    meta: ReportTemplateSharedMeta
  })
)

/** The API's `report-template-profile` in answers. */
export interface ReportTemplateProfile {
  readonly type: "report-template/profile"
  readonly id: string
  readonly attributes: ReportTemplateSharedAttributes
  readonly meta?: ReportTemplateSharedMeta | null
}

/** Schema of {@link ReportTemplateProfile}. */
export const ReportTemplateProfile: Schema.Codec<
  ReportTemplateProfile,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ReportTemplateSharedAttributes),
    meta: ReportTemplateSharedMeta
  })
)

/** The API's `report-template-sentilink-scores` in answers. */
export interface ReportTemplateSentilinkScores {
  readonly type: "report-template/integration/sentilink-scores"
  readonly id: string
  readonly attributes: ReportTemplateSharedAttributes
  readonly meta?: ReportTemplateSharedMeta | null
}

/** Schema of {@link ReportTemplateSentilinkScores}. */
export const ReportTemplateSentilinkScores: Schema.Codec<
  ReportTemplateSentilinkScores,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ReportTemplateSharedAttributes),
    meta: ReportTemplateSharedMeta
  })
)

/** The API's `report-template-social-media` in answers. */
export interface ReportTemplateSocialMedia {
  readonly type: "report-template/social-media"
  readonly id: string
  readonly attributes: ReportTemplateSharedAttributes
  readonly meta?: ReportTemplateSharedMeta | null
}

/** Schema of {@link ReportTemplateSocialMedia}. */
export const ReportTemplateSocialMedia: Schema.Codec<
  ReportTemplateSocialMedia,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ReportTemplateSharedAttributes),
    meta: ReportTemplateSharedMeta
  })
)

/** The API's `report-template-synthetic` in answers. */
export interface ReportTemplateSynthetic {
  readonly type: "report-template/synthetic"
  readonly id: string
  readonly attributes: ReportTemplateSharedAttributes
  readonly meta?: ReportTemplateSharedMeta | null
}

/** Schema of {@link ReportTemplateSynthetic}. */
export const ReportTemplateSynthetic: Schema.Codec<
  ReportTemplateSynthetic,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ReportTemplateSharedAttributes),
    meta: ReportTemplateSharedMeta
  })
)

/** The API's `report-template-watchlist` in answers. */
export interface ReportTemplateWatchlist {
  readonly type: "report-template/watchlist"
  readonly id: string
  readonly attributes: ReportTemplateWatchlistAttributes
  readonly meta?: ReportTemplateSharedMeta | null
}

export interface ReportTemplateWatchlistAttributes extends ReportTemplateSharedAttributes {
  readonly searchLists?: ReadonlyArray<{
    readonly slug?: string | null
    readonly type?: string | null
  }> | null
}

/** Schema of {@link ReportTemplateWatchlist}. */
export const ReportTemplateWatchlist: Schema.Codec<
  ReportTemplateWatchlist,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "search-lists": W.array(W.open({ slug: W.string, type: W.string }))
        },
        ReportTemplateSharedAttributes
      )
    ),
    meta: ReportTemplateSharedMeta
  })
)
