// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"

/** The API's `report-address-lookup-request` in requests. */
export interface ReportAddressLookupRequest {
  readonly type: "report/address-lookup"
  readonly attributes: ReportAddressLookupRequestAttributes
}

export interface ReportAddressLookupRequestAttributes extends ReportSharedRequestAttributes {
  readonly query: {
    readonly addressee?: string | null | undefined
    readonly addressStreet1: string
    readonly addressStreet2?: string | null | undefined
    readonly addressCity: string
    readonly addressSubdivision: string
    readonly addressPostalCode: string
    readonly addressCountryCode: string
  }
}

/** Schema of {@link ReportAddressLookupRequest}. */
export const ReportAddressLookupRequest: Schema.Codec<
  ReportAddressLookupRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    type: W.required(W.literals("report/address-lookup")),
    attributes: W.required(
      W.closed(
        {
          query: W.required(
            W.closed({
              addressee: W.nullable(W.string),
              "address-street-1": W.required(W.string),
              "address-street-2": W.nullable(W.string),
              "address-city": W.required(W.string),
              "address-subdivision": W.required(W.string),
              "address-postal-code": W.required(W.string),
              "address-country-code": W.required(W.string)
            })
          )
        },
        ReportSharedRequestAttributes
      )
    )
  })
)

/** The API's `report-shared-request-attributes` in requests. */
export interface ReportSharedRequestAttributes {
  readonly accountId?: string | undefined
  /** @deprecated */
  readonly referenceId?: string | undefined
  readonly reportTemplateId?: string | undefined
}

/** Schema of {@link ReportSharedRequestAttributes}. */
export const ReportSharedRequestAttributes: Schema.Codec<
  ReportSharedRequestAttributes,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "account-id": W.string,
    "reference-id": W.string,
    "report-template-id": W.string
  })
)

/** The API's `report-adverse-media-request` in requests. */
export interface ReportAdverseMediaRequest {
  readonly type: "report/adverse-media"
  readonly attributes: ReportAdverseMediaRequestAttributes
}

export interface ReportAdverseMediaRequestAttributes extends ReportSharedRequestAttributes {
  readonly query: {
    readonly nameFirst?: string | null | undefined
    readonly nameMiddle?: string | null | undefined
    readonly nameLast?: string | null | undefined
    readonly term?: string | null | undefined
    readonly birthdate?: string | null | undefined
    readonly countryCode?: string | null | undefined
  }
}

/** Schema of {@link ReportAdverseMediaRequest}. */
export const ReportAdverseMediaRequest: Schema.Codec<
  ReportAdverseMediaRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    type: W.required(W.literals("report/adverse-media")),
    attributes: W.required(
      W.closed(
        {
          query: W.required(
            W.closed({
              "name-first": W.nullable(W.string),
              "name-middle": W.nullable(W.string),
              "name-last": W.nullable(W.string),
              term: W.nullable(W.string),
              birthdate: W.nullable(W.string),
              "country-code": W.nullable(W.string)
            })
          )
        },
        ReportSharedRequestAttributes
      )
    )
  })
)

/** The API's `report-business-adverse-media-request` in requests. */
export interface ReportBusinessAdverseMediaRequest {
  readonly type: "report/business-adverse-media"
  readonly attributes: ReportBusinessAdverseMediaRequestAttributes
}

export interface ReportBusinessAdverseMediaRequestAttributes extends ReportSharedRequestAttributes {
  readonly query: { readonly term: string }
}

/** Schema of {@link ReportBusinessAdverseMediaRequest}. */
export const ReportBusinessAdverseMediaRequest: Schema.Codec<
  ReportBusinessAdverseMediaRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    type: W.required(W.literals("report/business-adverse-media")),
    attributes: W.required(
      W.closed(
        { query: W.required(W.closed({ term: W.required(W.string) })) },
        ReportSharedRequestAttributes
      )
    )
  })
)

/** The API's `report-business-lookup-request` in requests. */
export interface ReportBusinessLookupRequest {
  readonly type: "report/business-lookup"
  readonly attributes: ReportBusinessLookupRequestAttributes
}

export interface ReportBusinessLookupRequestAttributes extends ReportSharedRequestAttributes {
  readonly query: {
    readonly businessName: string
    readonly phoneNumber?: string | null | undefined
    readonly website?: string | null | undefined
    readonly ein?: string | null | undefined
    readonly addressStreet1: string
    readonly addressStreet2?: string | null | undefined
    readonly addressCity: string
    readonly addressSubdivision: string
    readonly addressPostalCode: string
    readonly addressCountryCode?: string | undefined
    readonly associatedPeople?: ReadonlyArray<{
      readonly nameFull?: string | null | undefined
      readonly nameFirst?: string | null | undefined
      readonly nameLast?: string | null | undefined
      readonly titles?: ReadonlyArray<string | null> | undefined
    }> | undefined
  }
}

/** Schema of {@link ReportBusinessLookupRequest}. */
export const ReportBusinessLookupRequest: Schema.Codec<
  ReportBusinessLookupRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    type: W.required(W.literals("report/business-lookup")),
    attributes: W.required(
      W.closed(
        {
          query: W.required(
            W.closed({
              "business-name": W.required(W.string),
              "phone-number": W.nullable(W.string),
              website: W.nullable(W.string),
              ein: W.nullable(W.string),
              "address-street-1": W.required(W.string),
              "address-street-2": W.nullable(W.string),
              "address-city": W.required(W.string),
              "address-subdivision": W.required(W.string),
              "address-postal-code": W.required(W.string),
              "address-country-code": W.string,
              "associated-people": W.array(
                W.closed({
                  "name-full": W.nullable(W.string),
                  "name-first": W.nullable(W.string),
                  "name-last": W.nullable(W.string),
                  titles: W.array(W.nullable(W.string))
                })
              )
            })
          )
        },
        ReportSharedRequestAttributes
      )
    )
  })
)

/** The API's `report-business-watchlist-request` in requests. */
export interface ReportBusinessWatchlistRequest {
  readonly type: "report/business-watchlist"
  readonly attributes: ReportBusinessWatchlistRequestAttributes
}

export interface ReportBusinessWatchlistRequestAttributes extends ReportSharedRequestAttributes {
  readonly query: {
    readonly term: string
    readonly addressCountryCode?: string | null | undefined
  }
}

/** Schema of {@link ReportBusinessWatchlistRequest}. */
export const ReportBusinessWatchlistRequest: Schema.Codec<
  ReportBusinessWatchlistRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    type: W.required(W.literals("report/business-watchlist")),
    attributes: W.required(
      W.closed(
        {
          query: W.required(
            W.closed({
              term: W.required(W.string),
              "address-country-code": W.nullable(W.string)
            })
          )
        },
        ReportSharedRequestAttributes
      )
    )
  })
)

/** The API's `report-crypto-address-watchlist-request` in requests. */
export interface ReportCryptoAddressWatchlistRequest {
  readonly type: "report/crypto-address-watchlist"
  readonly attributes: ReportCryptoAddressWatchlistRequestAttributes
}

export interface ReportCryptoAddressWatchlistRequestAttributes extends ReportSharedRequestAttributes {
  readonly query: { readonly cryptoAddress: string }
}

/** Schema of {@link ReportCryptoAddressWatchlistRequest}. */
export const ReportCryptoAddressWatchlistRequest: Schema.Codec<
  ReportCryptoAddressWatchlistRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    type: W.required(W.literals("report/crypto-address-watchlist")),
    attributes: W.required(
      W.closed(
        {
          query: W.required(W.closed({ "crypto-address": W.required(W.string) }))
        },
        ReportSharedRequestAttributes
      )
    )
  })
)

/** The API's `report-email-address-request` in requests. */
export interface ReportEmailAddressRequest {
  readonly type: "report/email-address"
  readonly attributes: ReportEmailAddressRequestAttributes
}

export interface ReportEmailAddressRequestAttributes extends ReportSharedRequestAttributes {
  readonly query: { readonly emailAddress: string }
}

/** Schema of {@link ReportEmailAddressRequest}. */
export const ReportEmailAddressRequest: Schema.Codec<
  ReportEmailAddressRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    type: W.required(W.literals("report/email-address")),
    attributes: W.required(
      W.closed(
        {
          query: W.required(W.closed({ "email-address": W.required(W.string) }))
        },
        ReportSharedRequestAttributes
      )
    )
  })
)

/** The API's `report-phone-risk-request` in requests. */
export interface ReportPhoneRiskRequest {
  readonly type: "report/phone-number"
  readonly attributes: ReportPhoneRiskRequestAttributes
}

export interface ReportPhoneRiskRequestAttributes extends ReportSharedRequestAttributes {
  readonly query: { readonly phoneNumber: string }
}

/** Schema of {@link ReportPhoneRiskRequest}. */
export const ReportPhoneRiskRequest: Schema.Codec<
  ReportPhoneRiskRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    type: W.required(W.literals("report/phone-number")),
    attributes: W.required(
      W.closed(
        {
          query: W.required(W.closed({ "phone-number": W.required(W.string) }))
        },
        ReportSharedRequestAttributes
      )
    )
  })
)

/** The API's `report-politically-exposed-person-request` in requests. */
export interface ReportPoliticallyExposedPersonRequest {
  readonly type: "report/politically-exposed-person"
  readonly attributes: ReportPoliticallyExposedPersonRequestAttributes
}

export interface ReportPoliticallyExposedPersonRequestAttributes extends ReportSharedRequestAttributes {
  readonly query: {
    readonly nameFirst?: string | null | undefined
    readonly nameMiddle?: string | null | undefined
    readonly nameLast?: string | null | undefined
    readonly term?: string | null | undefined
    readonly birthdate?: string | null | undefined
    readonly countryCode?: string | null | undefined
  }
}

/** Schema of {@link ReportPoliticallyExposedPersonRequest}. */
export const ReportPoliticallyExposedPersonRequest: Schema.Codec<
  ReportPoliticallyExposedPersonRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    type: W.required(W.literals("report/politically-exposed-person")),
    attributes: W.required(
      W.closed(
        {
          query: W.required(
            W.closed({
              "name-first": W.nullable(W.string),
              "name-middle": W.nullable(W.string),
              "name-last": W.nullable(W.string),
              term: W.nullable(W.string),
              birthdate: W.nullable(W.string),
              "country-code": W.nullable(W.string)
            })
          )
        },
        ReportSharedRequestAttributes
      )
    )
  })
)

/** The API's `report-profile-request` in requests. */
export interface ReportProfileRequest {
  readonly type: "report/profile"
  readonly attributes?: ReportProfileRequestAttributes | undefined
}

export interface ReportProfileRequestAttributes extends ReportSharedRequestAttributes {
  readonly query?: {
    readonly nameFirst?: string | null | undefined
    readonly nameLast?: string | null | undefined
    readonly birthdate?: string | null | undefined
    readonly socialSecurityNumber?: string | null | undefined
    readonly addressStreet1?: string | null | undefined
    readonly addressStreet2?: string | null | undefined
    readonly addressCity?: string | null | undefined
    readonly addressSubdivision?: string | null | undefined
    readonly addressPostalCode?: string | null | undefined
    readonly countryCode?: string | null | undefined
    readonly phoneNumber?: string | null | undefined
  } | undefined
}

/** Schema of {@link ReportProfileRequest}. */
export const ReportProfileRequest: Schema.Codec<ReportProfileRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    type: W.required(W.literals("report/profile")),
    attributes: W.closed(
      {
        query: W.closed({
          "name-first": W.nullable(W.string),
          "name-last": W.nullable(W.string),
          birthdate: W.nullable(W.pattern("^\\d{4}-\\d{2}-\\d{2}$")),
          "social-security-number": W.nullable(W.pattern("^\\d{3}-\\d{2}-\\d{4}$")),
          "address-street-1": W.nullable(W.string),
          "address-street-2": W.nullable(W.string),
          "address-city": W.nullable(W.string),
          "address-subdivision": W.nullable(W.string),
          "address-postal-code": W.nullable(W.string),
          "country-code": W.nullable(W.string),
          "phone-number": W.nullable(W.string)
        })
      },
      ReportSharedRequestAttributes
    )
  })
)

/** The API's `report-profile-non-authoritative-request` in requests. */
export interface ReportProfileNonAuthoritativeRequest {
  readonly type: "report/profile-non-authoritative"
  readonly attributes: ReportProfileNonAuthoritativeRequestAttributes
}

export interface ReportProfileNonAuthoritativeRequestAttributes extends ReportSharedRequestAttributes {
  readonly query: {
    readonly nameFirst?: string | null | undefined
    readonly nameLast?: string | null | undefined
    readonly phoneNumber?: string | null | undefined
    readonly emailAddress?: string | null | undefined
    readonly addressCity?: string | null | undefined
    readonly addressSubdivision?: string | null | undefined
  }
}

/** Schema of {@link ReportProfileNonAuthoritativeRequest}. */
export const ReportProfileNonAuthoritativeRequest: Schema.Codec<
  ReportProfileNonAuthoritativeRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    type: W.required(W.literals("report/profile-non-authoritative")),
    attributes: W.required(
      W.closed(
        {
          query: W.required(
            W.closed({
              "name-first": W.nullable(W.string),
              "name-last": W.nullable(W.string),
              "phone-number": W.nullable(W.string),
              "email-address": W.nullable(W.string),
              "address-city": W.nullable(W.string),
              "address-subdivision": W.nullable(W.string)
            })
          )
        },
        ReportSharedRequestAttributes
      )
    )
  })
)

/** The API's `report-social-media-request` in requests. */
export interface ReportSocialMediaRequest {
  readonly type: "report/social-media"
  readonly attributes: ReportSocialMediaRequestAttributes
}

export interface ReportSocialMediaRequestAttributes extends ReportSharedRequestAttributes {
  readonly query: {
    readonly nameFirst?: string | null | undefined
    readonly nameLast?: string | null | undefined
    readonly birthdate?: string | null | undefined
    readonly phoneNumber?: string | null | undefined
    readonly emailAddress?: string | null | undefined
    readonly addressCity?: string | null | undefined
    readonly addressSubdivision?: string | null | undefined
    readonly addressPostalCode?: string | null | undefined
    readonly addressCountryCode?: string | null | undefined
  }
}

/** Schema of {@link ReportSocialMediaRequest}. */
export const ReportSocialMediaRequest: Schema.Codec<
  ReportSocialMediaRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    type: W.required(W.literals("report/social-media")),
    attributes: W.required(
      W.closed(
        {
          query: W.required(
            W.closed({
              "name-first": W.nullable(W.string),
              "name-last": W.nullable(W.string),
              birthdate: W.nullable(W.string),
              "phone-number": W.nullable(W.string),
              "email-address": W.nullable(W.string),
              "address-city": W.nullable(W.string),
              "address-subdivision": W.nullable(W.string),
              "address-postal-code": W.nullable(W.string),
              "address-country-code": W.nullable(W.string)
            })
          )
        },
        ReportSharedRequestAttributes
      )
    )
  })
)

/** The API's `report-synthetic-request` in requests. */
export interface ReportSyntheticRequest {
  readonly type: "report/synthetic"
  readonly attributes: ReportSyntheticRequestAttributes
}

export interface ReportSyntheticRequestAttributes extends ReportSharedRequestAttributes {
  readonly query: {
    readonly nameFirst: string
    readonly nameLast: string
    readonly birthdate: string
    readonly socialSecurityNumber?: string | null | undefined
    readonly identificationNumber?: string | null | undefined
    readonly addressStreet1: string
    readonly addressStreet2?: string | null | undefined
    readonly addressCity: string
    readonly addressSubdivision: string
    readonly addressPostalCode: string
    readonly addressCountryCode: string
    readonly phoneNumber?: string | null | undefined
    readonly emailAddress?: string | null | undefined
  }
}

/** Schema of {@link ReportSyntheticRequest}. */
export const ReportSyntheticRequest: Schema.Codec<
  ReportSyntheticRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    type: W.required(W.literals("report/synthetic")),
    attributes: W.required(
      W.closed(
        {
          query: W.required(
            W.closed({
              "name-first": W.required(W.string),
              "name-last": W.required(W.string),
              birthdate: W.required(W.pattern("^\\d{4}-\\d{2}-\\d{2}$")),
              "social-security-number": W.nullable(W.pattern("^\\d{3}-\\d{2}-\\d{4}$")),
              "identification-number": W.nullable(W.string),
              "address-street-1": W.required(W.string),
              "address-street-2": W.nullable(W.string),
              "address-city": W.required(W.string),
              "address-subdivision": W.required(W.string),
              "address-postal-code": W.required(W.string),
              "address-country-code": W.required(W.string),
              "phone-number": W.nullable(W.string),
              "email-address": W.nullable(W.string)
            })
          )
        },
        ReportSharedRequestAttributes
      )
    )
  })
)

/** The API's `report-watchlist-request` in requests. */
export interface ReportWatchlistRequest {
  readonly type: "report/watchlist"
  readonly attributes: ReportWatchlistRequestAttributes
}

export interface ReportWatchlistRequestAttributes extends ReportSharedRequestAttributes {
  readonly query: {
    readonly nameFirst?: string | null | undefined
    readonly nameMiddle?: string | null | undefined
    readonly nameLast?: string | null | undefined
    readonly term?: string | null | undefined
    readonly birthdate?: string | null | undefined
    readonly addressCountryCode?: string | null | undefined
  }
}

/** Schema of {@link ReportWatchlistRequest}. */
export const ReportWatchlistRequest: Schema.Codec<
  ReportWatchlistRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    type: W.required(W.literals("report/watchlist")),
    attributes: W.required(
      W.closed(
        {
          query: W.required(
            W.closed({
              "name-first": W.nullable(W.string),
              "name-middle": W.nullable(W.string),
              "name-last": W.nullable(W.string),
              term: W.nullable(W.string),
              birthdate: W.nullable(W.string),
              "address-country-code": W.nullable(W.string)
            })
          )
        },
        ReportSharedRequestAttributes
      )
    )
  })
)
