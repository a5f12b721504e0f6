// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, ToOne, UnknownResource } from "../../JsonApi.ts"

/** The API's `report-shared-attributes` in answers. */
export interface ReportSharedAttributes {
  readonly status?: Open<"pending" | "ready" | "errored"> | null
  readonly createdAt?: string | null
  readonly completedAt?: string | null
  readonly redactedAt?: string | null
  readonly reportTemplateVersionName?: string | null
  readonly hasMatch?: boolean | null
  readonly isContinuous?: boolean | null
  readonly isRecurring?: boolean | null
  readonly tags?: ReadonlyArray<string> | null
}

/** Schema of {@link ReportSharedAttributes}. */
export const ReportSharedAttributes: Schema.Codec<
  ReportSharedAttributes,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    status: W.string,
    "created-at": W.string,
    "completed-at": W.string,
    "redacted-at": W.string,
    "report-template-version-name": W.string,
    "has-match": W.boolean,
    "is-continuous": W.boolean,
    "is-recurring": W.boolean,
    tags: W.array(W.string)
  })
)

/** The API's `report-shared-relationships` in answers. */
export interface ReportSharedRelationships {
  readonly inquiry?: ToOne<"inquiry"> | null
  readonly account?: ToOne<"account"> | null
  readonly transaction?: ToOne<"transaction"> | null
  readonly reportTemplate?: ToOne | null
}

/** Schema of {@link ReportSharedRelationships}. */
export const ReportSharedRelationships: Schema.Codec<
  ReportSharedRelationships,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    inquiry: W.toOne,
    account: W.toOne,
    transaction: W.toOne,
    "report-template": W.toOne
  })
)

/** The API's `report-address-lookup` in answers. */
export interface ReportAddressLookup {
  readonly type: "report/address-lookup"
  readonly id: string
  readonly attributes: ReportAddressLookupAttributes
  readonly relationships?: ReportSharedRelationships | null
}

export interface ReportAddressLookupAttributes extends ReportSharedAttributes {
  readonly addressee?: string | null
  readonly addressStreet1?: string | null
  readonly addressStreet2?: string | null
  readonly addressCity?: string | null
  readonly addressSubdivision?: string | null
  readonly addressPostalCode?: string | null
  readonly resolvedAddressee?: string | null
  readonly resolvedAddressStreet1?: string | null
  readonly resolvedAddressStreet2?: string | null
  readonly resolvedAddressCity?: string | null
  readonly resolvedAddressSubdivision?: string | null
  readonly resolvedAddressPostalCode?: string | null
  readonly metadataRecordType?: string | null
  readonly metadataZipType?: string | null
  readonly metadataCountyFips?: string | null
  readonly metadataCountyName?: string | null
  readonly metadataCarrierRoute?: string | null
  readonly metadataCarrierRouteType?: string | null
  readonly metadataCongressionalDistrict?: string | null
  readonly metadataBuildingDefaultIndicator?: string | null
  readonly metadataResidentialDeliveryIndicator?: string | null
  readonly metadataLatitude?: number | null
  readonly metadataLongitude?: number | null
  readonly metadataPrecision?: string | null
  readonly metadataTimeZone?: string | null
  readonly metadataUtcOffset?: number | null
  readonly metadataObeysDaylightSavings?: boolean | null
  readonly analysisDpvMatchCode?: string | null
  readonly analysisDpvMatchCodeDecoded?: string | null
  readonly analysisDpvFootnotes?: ReadonlyArray<string> | null
  readonly analysisDpvFootnotesDecoded?: ReadonlyArray<string> | null
  readonly analysisDpvCmra?: string | null
  readonly analysisDpvVacant?: string | null
  readonly analysisActive?: string | null
  readonly analysisFootnotes?: ReadonlyArray<string> | null
  readonly analysisFootnotesDecoded?: ReadonlyArray<string> | null
  readonly analysisLacsLinkCode?: string | null
  readonly analysisLacsLinkCodeDecoded?: string | null
  readonly analysisLacsLinkIndicator?: string | null
  readonly analysisLacsLinkIndicatorDecoded?: string | null
  readonly analysisSuiteLinkMatch?: string | null
  readonly metadataEwsMatch?: string | null
  readonly errorMessage?: string | null
}

/** Schema of {@link ReportAddressLookup}. */
export const ReportAddressLookup: Schema.Codec<ReportAddressLookup, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          addressee: W.string,
          "address-street-1": W.string,
          "address-street-2": W.string,
          "address-city": W.string,
          "address-subdivision": W.string,
          "address-postal-code": W.string,
          "resolved-addressee": W.string,
          "resolved-address-street-1": W.string,
          "resolved-address-street-2": W.string,
          "resolved-address-city": W.string,
          "resolved-address-subdivision": W.string,
          "resolved-address-postal-code": W.string,
          "metadata-record-type": W.string,
          "metadata-zip-type": W.string,
          "metadata-county-fips": W.string,
          "metadata-county-name": W.string,
          "metadata-carrier-route": W.string,
          "metadata-carrier-route-type": W.string,
          "metadata-congressional-district": W.string,
          "metadata-building-default-indicator": W.string,
          "metadata-residential-delivery-indicator": W.string,
          "metadata-latitude": W.number,
          "metadata-longitude": W.number,
          "metadata-precision": W.string,
          "metadata-time-zone": W.string,
          "metadata-utc-offset": W.number,
          "metadata-obeys-daylight-savings": W.boolean,
          "analysis-dpv-match-code": W.string,
          "analysis-dpv-match-code-decoded": W.string,
          "analysis-dpv-footnotes": W.array(W.string),
          "analysis-dpv-footnotes-decoded": W.array(W.string),
          "analysis-dpv-cmra": W.string,
          "analysis-dpv-vacant": W.string,
          "analysis-active": W.string,
          "analysis-footnotes": W.array(W.string),
          "analysis-footnotes-decoded": W.array(W.string),
          "analysis-lacs-link-code": W.string,
          "analysis-lacs-link-code-decoded": W.string,
          "analysis-lacs-link-indicator": W.string,
          "analysis-lacs-link-indicator-decoded": W.string,
          "analysis-suite-link-match": W.string,
          "metadata-ews-match": W.string,
          "error-message": W.string
        },
        ReportSharedAttributes
      )
    ),
    relationships: ReportSharedRelationships
  })
)

/** The API's `report-adverse-media` in answers. */
export interface ReportAdverseMedia {
  readonly type: "report/adverse-media"
  readonly id: string
  readonly attributes: ReportAdverseMediaAttributes
  readonly relationships?: ReportSharedRelationships | null
}

export interface ReportAdverseMediaAttributes extends ReportSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameMiddle?: string | null
  readonly nameLast?: string | null
  readonly term?: string | null
  readonly birthdateYear?: number | null
  readonly birthdate?: string | null
  readonly countryCode?: string | null
  readonly relatedSources?: ReadonlyArray<{
    readonly akas?: ReadonlyArray<string | null> | null
    readonly birthdates?: ReadonlyArray<string | null> | null
    readonly matchTypes?: ReadonlyArray<string> | null
    readonly media?: ReadonlyArray<{
      readonly date?: string | null
      readonly snippet?: string | null
      readonly url?: string | null
      readonly title?: string | null
    }> | null
    readonly name?: string | null
    readonly sources?: ReadonlyArray<{
      readonly countryCodes?: ReadonlyArray<string> | null
      readonly name?: string | null
      readonly types?: ReadonlyArray<string> | null
    }> | null
    readonly entityId?: string | null
  }> | null
  readonly ignoreListMedia?: Readonly<Record<string, unknown>> | null
  readonly ignoreListEntity?: ReadonlyArray<Readonly<Record<string, unknown>>> | null
}

/** Schema of {@link ReportAdverseMedia}. */
export const ReportAdverseMedia: Schema.Codec<ReportAdverseMedia, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "name-first": W.string,
          "name-middle": W.string,
          "name-last": W.string,
          term: W.string,
          "birthdate-year": W.number,
          birthdate: W.string,
          "country-code": W.string,
          "related-sources": W.array(
            W.open({
              akas: W.array(W.nullable(W.string)),
              birthdates: W.array(W.nullable(W.string)),
              "match-types": W.array(W.string),
              media: W.array(
                W.open({
                  date: W.string,
                  snippet: W.string,
                  url: W.string,
                  title: W.string
                })
              ),
              name: W.string,
              sources: W.array(
                W.open({
                  "country-codes": W.array(W.string),
                  name: W.string,
                  types: W.array(W.string)
                })
              ),
              "entity-id": W.string
            })
          ),
          "ignore-list-media": W.free,
          "ignore-list-entity": W.array(W.free)
        },
        ReportSharedAttributes
      )
    ),
    relationships: ReportSharedRelationships
  })
)

/** The API's `report-business-adverse-media` in answers. */
export interface ReportBusinessAdverseMedia {
  readonly type: "report/business-adverse-media"
  readonly id: string
  readonly attributes: ReportBusinessAdverseMediaAttributes
  readonly relationships?: ReportSharedRelationships | null
}

export interface ReportBusinessAdverseMediaAttributes extends ReportSharedAttributes {
  readonly term?: string | null
  readonly relatedSources?: ReadonlyArray<{
    readonly akas?: ReadonlyArray<string> | null
    readonly birthdates?: ReadonlyArray<string | null> | null
    readonly match_types?: ReadonlyArray<string> | null
    readonly media?: ReadonlyArray<{
      readonly date?: string | null
      readonly snippet?: string | null
      readonly url?: string | null
      readonly title?: string | null
    }> | null
    readonly name?: string | null
    readonly sources?: ReadonlyArray<{
      readonly country_codes?: ReadonlyArray<string> | null
      readonly name?: string | null
      readonly token?: string | null
      readonly types?: ReadonlyArray<string> | null
    }> | null
    readonly id?: string | null
  }> | null
  readonly query?: {
    readonly businessName?: string | null
    readonly addressStreet?: string | null
    readonly addressCity?: string | null
    readonly addressState?: string | null
    readonly addressCountry?: string | null
    readonly incorporationDate?: string | null
  } | null
  readonly result?: {
    readonly adverseMedia?: ReadonlyArray<{
      readonly title?: string | null
      readonly url?: string | null
      readonly date?: string | null
    }> | null
  } | null
}

/** Schema of {@link ReportBusinessAdverseMedia}. */
export const ReportBusinessAdverseMedia: Schema.Codec<
  ReportBusinessAdverseMedia,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          term: W.string,
          "related-sources": W.array(
            W.open({
              akas: W.array(W.string),
              birthdates: W.array(W.nullable(W.string)),
              match_types: W.array(W.string),
              media: W.array(
                W.open({
                  date: W.string,
                  snippet: W.string,
                  url: W.string,
                  title: W.string
                })
              ),
              name: W.string,
              sources: W.array(
                W.open({
                  country_codes: W.array(W.string),
                  name: W.string,
                  token: W.string,
                  types: W.array(W.string)
                })
              ),
              id: W.string
            })
          ),
          query: W.open({
            "business-name": W.string,
            "address-street": W.string,
            "address-city": W.string,
            "address-state": W.string,
            "address-country": W.string,
            "incorporation-date": W.string
          }),
          result: W.open({
            "adverse-media": W.array(W.open({ title: W.string, url: W.string, date: W.string }))
          })
        },
        ReportSharedAttributes
      )
    ),
    relationships: ReportSharedRelationships
  })
)

/** The API's `report-business-associated-persons` in answers. */
export interface ReportBusinessAssociatedPersons {
  readonly type: "report/business-associated-persons"
  readonly id: string
  readonly attributes: ReportBusinessAssociatedPersonsAttributes
  readonly relationships?: ReportSharedRelationships | null
}

export interface ReportBusinessAssociatedPersonsAttributes extends ReportSharedAttributes {
  readonly query?: { readonly addressCountryCode?: string | null } | null
  readonly associatedPersons?: ReadonlyArray<{
    readonly names?: ReadonlyArray<{ readonly value?: string | null }> | null
    readonly positions?: ReadonlyArray<{ readonly value?: string | null }> | null
  }> | null
  readonly ownershipInformation?: {
    readonly owners?: ReadonlyArray<{
      readonly type?: string | null
      readonly name?: string | null
      readonly birthdate?: string | null
      readonly address?: {
        readonly street1?: string | null
        readonly street2?: string | null
        readonly city?: string | null
        readonly subdivision?: string | null
        readonly postalCode?: string | null
        readonly countryCode?: string | null
      } | null
      readonly roles?: ReadonlyArray<{
        readonly description?: string | null
        readonly data?: Readonly<Record<string, unknown>> | null
      }> | null
    }> | null
  } | null
}

/** Schema of {@link ReportBusinessAssociatedPersons}. */
export const ReportBusinessAssociatedPersons: Schema.Codec<
  ReportBusinessAssociatedPersons,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          query: W.open({ "address-country-code": W.string }),
          "associated-persons": W.array(
            W.open({
              names: W.array(W.open({ value: W.string })),
              positions: W.array(W.open({ value: W.string }))
            })
          ),
          "ownership-information": W.open({
            owners: W.array(
              W.open({
                type: W.string,
                name: W.string,
                birthdate: W.string,
                address: W.open({
                  "street-1": W.string,
                  "street-2": W.string,
                  city: W.string,
                  subdivision: W.string,
                  "postal-code": W.string,
                  "country-code": W.string
                }),
                roles: W.array(W.open({ description: W.string, data: W.free }))
              })
            )
          })
        },
        ReportSharedAttributes
      )
    ),
    relationships: ReportSharedRelationships
  })
)

/** The API's `report-business-registrations-lookup` in answers. */
export interface ReportBusinessRegistrationsLookup {
  readonly type: "report/business-registrations-lookup"
  readonly id: string
  readonly attributes: ReportBusinessRegistrationsLookupAttributes
  readonly relationships?: ReportSharedRelationships | null
}

export interface ReportBusinessRegistrationsLookupAttributes extends ReportSharedAttributes {
  readonly query?: { readonly addressCountryCode?: string | null } | null
  readonly result?: {
    readonly businessName?: string | null
    readonly legalEntityType?: string | null
    readonly formationCountry?: string | null
    readonly formationSubdivision?: string | null
    readonly formationDate?: string | null
    readonly registryRecords?: ReadonlyArray<{
      readonly type?: string | null
      readonly issueDate?: string | null
      readonly issuingAuthority?: string | null
      readonly fileNumber?: string | null
      readonly documentsStatus?: string | null
      readonly registeredName?: string | null
      readonly registrationType?: string | null
      readonly status?: {
        readonly raw?: string | null
        readonly standardized?: string | null
      } | null
      readonly registrationState?: string | null
      readonly addresses?: ReadonlyArray<{
        readonly type?: string | null
        readonly street1?: string | null
        readonly street2?: string | null
        readonly city?: string | null
        readonly subdivision?: string | null
        readonly postalCode?: string | null
        readonly countryCode?: string | null
      }> | null
    }> | null
  } | null
}

/** Schema of {@link ReportBusinessRegistrationsLookup}. */
export const ReportBusinessRegistrationsLookup: Schema.Codec<
  ReportBusinessRegistrationsLookup,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          query: W.open({ "address-country-code": W.string }),
          result: W.open({
            "business-name": W.string,
            "legal-entity-type": W.string,
            "formation-country": W.string,
            "formation-subdivision": W.string,
            "formation-date": W.string,
            "registry-records": W.array(
              W.open({
                type: W.string,
                "issue-date": W.string,
                "issuing-authority": W.string,
                "file-number": W.string,
                "documents-status": W.string,
                "registered-name": W.string,
                "registration-type": W.string,
                status: W.open({ raw: W.string, standardized: W.string }),
                "registration-state": W.string,
                addresses: W.array(
                  W.open({
                    type: W.string,
                    "street-1": W.string,
                    "street-2": W.string,
                    city: W.string,
                    subdivision: W.string,
                    "postal-code": W.string,
                    "country-code": W.string
                  })
                )
              })
            )
          })
        },
        ReportSharedAttributes
      )
    ),
    relationships: ReportSharedRelationships
  })
)

/** The API's `report-business-lookup` in answers. */
export interface ReportBusinessLookup {
  readonly type: "report/business-lookup"
  readonly id: string
  readonly attributes: ReportBusinessLookupAttributes
  readonly relationships?: ReportSharedRelationships | null
}

export interface ReportBusinessLookupAttributes extends ReportSharedAttributes {
  readonly query?: {
    readonly businessName?: string | null
    readonly phoneNumber?: string | null
    readonly website?: string | null
    readonly ein?: string | null
    readonly addressStreet1?: string | null
    readonly addressStreet2?: string | null
    readonly addressCity?: string | null
    readonly addressSubdivision?: string | null
    readonly addressPostalCode?: string | null
    readonly addressCountryCode?: string | null
    readonly incorporationState?: string | null
    readonly associatedPeople?: ReadonlyArray<{
      readonly nameFirst?: string | null
      readonly nameLast?: string | null
      readonly nameFull?: string | null
      readonly titles?: ReadonlyArray<string | null> | null
    }> | null
  } | null
  readonly result?: {
    readonly name?: string | null
    readonly aliases?: ReadonlyArray<string> | null
    readonly description?: string | null
    readonly legalStatus?: string | null
    readonly legalEntityType?: string | null
    readonly dateOfIncorporation?: {
      readonly granularity?: string | null
      readonly day?: string | null
      readonly month?: string | null
      readonly year?: string | null
    } | null
    readonly industryClassifications?: ReadonlyArray<{
      readonly code?: string | null
      readonly title?: string | null
      readonly type?: string | null
    }> | null
    readonly identifiers?: ReadonlyArray<{
      readonly state?: string | null
      readonly country?: string | null
      readonly issueDate?: string | null
      readonly fileNumber?: string | null
      readonly type?: string | null
      readonly addresses?: ReadonlyArray<{
        readonly street1?: string | null
        readonly street2?: string | null
        readonly city?: string | null
        readonly subdivision?: string | null
        readonly postalCode?: string | null
        readonly deliveryPointBarcode?: string | null
        readonly primaryNumber?: string | null
        readonly streetName?: string | null
        readonly latitude?: string | null
        readonly longitude?: string | null
        readonly precision?: string | null
        readonly type?: string | null
      }> | null
      readonly status?: string | null
    }> | null
    readonly addresses?: ReadonlyArray<{
      readonly street1?: string | null
      readonly street2?: string | null
      readonly city?: string | null
      readonly subdivision?: string | null
      readonly postalCode?: string | null
    }> | null
    readonly websites?: ReadonlyArray<string> | null
    readonly phoneNumbers?: ReadonlyArray<string> | null
    readonly agents?: ReadonlyArray<{ readonly nameFull?: string | null }> | null
    readonly officers?: ReadonlyArray<{
      readonly nameFull?: string | null
      readonly nameFirst?: string | null
      readonly nameLast?: string | null
      readonly titles?: ReadonlyArray<string> | null
    }> | null
    readonly headcount?: string | null
    readonly sources?: ReadonlyArray<{ readonly name?: string | null }> | null
  } | null
  readonly matchStatusStrength?: Open<
    | "not_applicable"
    | "match"
    | "partial_match"
    | "no_match"
    | "unavailable"
    | "unknown"
  > | null
  readonly matchStatusBusinessName?: Open<
    | "not_applicable"
    | "match"
    | "partial_match"
    | "no_match"
    | "unavailable"
    | "unknown"
  > | null
  readonly matchStatusAddress?: Open<
    | "not_applicable"
    | "match"
    | "partial_match"
    | "no_match"
    | "unavailable"
    | "unknown"
  > | null
  readonly matchStatusAddressStreet?: Open<
    | "not_applicable"
    | "match"
    | "partial_match"
    | "no_match"
    | "unavailable"
    | "unknown"
  > | null
  readonly matchStatusAddressCity?: Open<
    | "not_applicable"
    | "match"
    | "partial_match"
    | "no_match"
    | "unavailable"
    | "unknown"
  > | null
  readonly matchStatusAddressPostalCode?: Open<
    | "not_applicable"
    | "match"
    | "partial_match"
    | "no_match"
    | "unavailable"
    | "unknown"
  > | null
  readonly matchStatusAddressSubdivision?: Open<
    | "not_applicable"
    | "match"
    | "partial_match"
    | "no_match"
    | "unavailable"
    | "unknown"
  > | null
  readonly matchStatusPhoneNumber?: Open<
    | "not_applicable"
    | "match"
    | "partial_match"
    | "no_match"
    | "unavailable"
    | "unknown"
  > | null
  readonly matchStatusEin?: Open<
    | "not_applicable"
    | "match"
    | "partial_match"
    | "no_match"
    | "unavailable"
    | "unknown"
  > | null
  readonly matchStatusAssociatedPerson?: Open<
    | "not_applicable"
    | "match"
    | "partial_match"
    | "no_match"
    | "unavailable"
    | "unknown"
  > | null
  readonly matchStatusWebsite?: Open<
    | "not_applicable"
    | "match"
    | "partial_match"
    | "no_match"
    | "unavailable"
    | "unknown"
  > | null
}

/** Schema of {@link ReportBusinessLookup}. */
export const ReportBusinessLookup: Schema.Codec<ReportBusinessLookup, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          query: W.open({
            "business-name": W.string,
            "phone-number": W.string,
            website: W.string,
            ein: W.string,
            "address-street-1": W.string,
            "address-street-2": W.string,
            "address-city": W.string,
            "address-subdivision": W.string,
            "address-postal-code": W.string,
            "address-country-code": W.string,
            "incorporation-state": W.string,
            "associated-people": W.array(
              W.open({
                "name-first": W.string,
                "name-last": W.string,
                "name-full": W.string,
                titles: W.array(W.nullable(W.string))
              })
            )
          }),
          result: W.open({
            name: W.string,
            aliases: W.array(W.string),
            description: W.string,
            "legal-status": W.string,
            "legal-entity-type": W.string,
            "date-of-incorporation": W.open({
              granularity: W.string,
              day: W.string,
              month: W.string,
              year: W.string
            }),
            "industry-classifications": W.array(
              W.open({
                code: W.string,
                title: W.string,
                type: W.string
              })
            ),
            identifiers: W.array(
              W.open({
                state: W.string,
                country: W.string,
                "issue-date": W.string,
                "file-number": W.string,
                type: W.string,
                addresses: W.array(
                  W.open({
                    "street-1": W.string,
                    "street-2": W.string,
                    city: W.string,
                    subdivision: W.string,
                    "postal-code": W.string,
                    "delivery-point-barcode": W.string,
                    "primary-number": W.string,
                    "street-name": W.string,
                    latitude: W.string,
                    longitude: W.string,
                    precision: W.string,
                    type: W.string
                  })
                ),
                status: W.string
              })
            ),
            addresses: W.array(
              W.open({
                "street-1": W.string,
                "street-2": W.string,
                city: W.string,
                subdivision: W.string,
                "postal-code": W.string
              })
            ),
            websites: W.array(W.string),
            "phone-numbers": W.array(W.string),
            agents: W.array(W.open({ "name-full": W.string })),
            officers: W.array(
              W.open({
                "name-full": W.string,
                "name-first": W.string,
                "name-last": W.string,
                titles: W.array(W.string)
              })
            ),
            headcount: W.string,
            sources: W.array(W.open({ name: W.string }))
          }),
          "match-status-strength": W.string,
          "match-status-business-name": W.string,
          "match-status-address": W.string,
          "match-status-address-street": W.string,
          "match-status-address-city": W.string,
          "match-status-address-postal-code": W.string,
          "match-status-address-subdivision": W.string,
          "match-status-phone-number": W.string,
          "match-status-ein": W.string,
          "match-status-associated-person": W.string,
          "match-status-website": W.string
        },
        ReportSharedAttributes
      )
    ),
    relationships: ReportSharedRelationships
  })
)

/** The API's `report-business-watchlist` in answers. */
export interface ReportBusinessWatchlist {
  readonly type: "report/business-watchlist"
  readonly id: string
  readonly attributes: ReportBusinessWatchlistAttributes
  readonly relationships?: ReportSharedRelationships | null
}

export interface ReportBusinessWatchlistAttributes extends ReportSharedAttributes {
  readonly matchedLists?: ReadonlyArray<string> | null
  readonly sanctionList?: ReadonlyArray<{
    readonly name?: string | null
    readonly url?: string | null
  }> | null
  readonly fitnessProbityList?: ReadonlyArray<{
    readonly name?: string | null
    readonly url?: string | null
  }> | null
  readonly warningList?: ReadonlyArray<{
    readonly name?: string | null
    readonly url?: string | null
  }> | null
}

/** Schema of {@link ReportBusinessWatchlist}. */
export const ReportBusinessWatchlist: Schema.Codec<
  ReportBusinessWatchlist,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "matched-lists": W.array(W.string),
          "sanction-list": W.array(W.open({ name: W.string, url: W.string })),
          "fitness-probity-list": W.array(W.open({ name: W.string, url: W.string })),
          "warning-list": W.array(W.open({ name: W.string, url: W.string }))
        },
        ReportSharedAttributes
      )
    ),
    relationships: ReportSharedRelationships
  })
)

/** The API's `report-crypto-address-watchlist` in answers. */
export interface ReportCryptoAddressWatchlist {
  readonly type: "report/crypto-address-watchlist"
  readonly id: string
  readonly attributes: ReportCryptoAddressWatchlistAttributes
  readonly relationships?: ReportSharedRelationships | null
}

export interface ReportCryptoAddressWatchlistAttributes extends ReportSharedAttributes {
  readonly query?: { readonly cryptoAddress?: string | null } | null
  readonly result?: ReadonlyArray<{
    readonly name?: string | null
    readonly url?: string | null
    readonly listType?: string | null
    readonly slug?: string | null
    readonly flagCode?: string | null
    readonly entities?: ReadonlyArray<{
      readonly name?: string | null
      readonly aliasType?: string | null
      readonly birthdates?: ReadonlyArray<{
        readonly day?: string | null
        readonly year?: string | null
        readonly month?: string | null
        readonly granularity?: string | null
      }> | null
      readonly cryptoAddresses?: ReadonlyArray<{
        readonly type?: string | null
        readonly address?: string | null
      }> | null
    }> | null
  }> | null
}

/** Schema of {@link ReportCryptoAddressWatchlist}. */
export const ReportCryptoAddressWatchlist: Schema.Codec<
  ReportCryptoAddressWatchlist,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          query: W.open({ "crypto-address": W.string }),
          result: W.array(
            W.open({
              name: W.string,
              url: W.string,
              "list-type": W.string,
              slug: W.string,
              "flag-code": W.string,
              entities: W.array(
                W.open({
                  name: W.string,
                  "alias-type": W.string,
                  birthdates: W.array(
                    W.open({
                      day: W.string,
                      year: W.string,
                      month: W.string,
                      granularity: W.string
                    })
                  ),
                  "crypto-addresses": W.array(W.open({ type: W.string, address: W.string }))
                })
              )
            })
          )
        },
        ReportSharedAttributes
      )
    ),
    relationships: ReportSharedRelationships
  })
)

/** The API's `report-email-address` in answers. */
export interface ReportEmailAddress {
  readonly type: "report/email-address"
  readonly id: string
  readonly attributes: ReportEmailAddressAttributes
  readonly relationships?: ReportSharedRelationships | null
}

export interface ReportEmailAddressAttributes extends ReportSharedAttributes {
  readonly emailAddress?: string | null
  readonly emailReputation?: Open<"high" | "medium" | "low"> | null
  readonly emailReferenceCount?: number | null
  /** @deprecated */
  readonly emailDomainReputation?: Open<"high" | "medium" | "low"> | null
  readonly emailFirstSeenDays?: number | null
  readonly emailLastSeenDays?: number | null
  readonly emailEstimatedAgeDays?: number | null
  readonly emailDomainAgeDays?: number | null
  readonly emailCredentialsLeaked?: boolean | null
  readonly emailCredentialsLeakedRecent?: boolean | null
  readonly emailDataBreached?: boolean | null
  readonly emailMaliciousActivityDetected?: boolean | null
  readonly emailMaliciousActivityDetectedRecent?: boolean | null
  readonly emailIsBlocklisted?: boolean | null
  readonly emailIsSpam?: boolean | null
  readonly emailIsFreeProvider?: boolean | null
  readonly emailIsDisposable?: boolean | null
  readonly emailIsDeliverable?: boolean | null
  readonly emailIsValidMx?: boolean | null
  readonly emailIsSpoofable?: boolean | null
  readonly emailIsSpfStrict?: boolean | null
  readonly emailIsDmarcEnforced?: boolean | null
  readonly ageEstimated13Plus?: boolean | null
  readonly ageEstimated16Plus?: boolean | null
  readonly ageEstimated18Plus?: boolean | null
  readonly emailIsSuspicious?: boolean | null
  readonly emailDomainExists?: boolean | null
  readonly emailDomain?: string | null
}

/** Schema of {@link ReportEmailAddress}. */
export const ReportEmailAddress: Schema.Codec<ReportEmailAddress, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "email-address": W.string,
          "email-reputation": W.string,
          "email-reference-count": W.number,
          "email-domain-reputation": W.string,
          "email-first-seen-days": W.number,
          "email-last-seen-days": W.number,
          "email-estimated-age-days": W.number,
          "email-domain-age-days": W.number,
          "email-credentials-leaked": W.boolean,
          "email-credentials-leaked-recent": W.boolean,
          "email-data-breached": W.boolean,
          "email-malicious-activity-detected": W.boolean,
          "email-malicious-activity-detected-recent": W.boolean,
          "email-is-blocklisted": W.boolean,
          "email-is-spam": W.boolean,
          "email-is-free-provider": W.boolean,
          "email-is-disposable": W.boolean,
          "email-is-deliverable": W.boolean,
          "email-is-valid-mx": W.boolean,
          "email-is-spoofable": W.boolean,
          "email-is-spf-strict": W.boolean,
          "email-is-dmarc-enforced": W.boolean,
          "age-estimated-13-plus": W.boolean,
          "age-estimated-16-plus": W.boolean,
          "age-estimated-18-plus": W.boolean,
          "email-is-suspicious": W.boolean,
          "email-domain-exists": W.boolean,
          "email-domain": W.string
        },
        ReportSharedAttributes
      )
    ),
    relationships: ReportSharedRelationships
  })
)

/** The API's `report-phone-risk` in answers. */
export interface ReportPhoneRisk {
  readonly type: "report/phone-number"
  readonly id: string
  readonly attributes: ReportPhoneRiskAttributes
  readonly relationships?: ReportSharedRelationships | null
}

export interface ReportPhoneRiskAttributes extends ReportSharedAttributes {
  readonly phoneNumber?: string | null
  readonly phoneType?: Open<
    | "FIXED_LINE"
    | "MOBILE"
    | "PREPAID"
    | "TOLL_FREE"
    | "VOIP"
    | "PAGER"
    | "PAYPHONE"
    | "INVALID"
    | "RESTRICTED_PREMIUM"
    | "PERSONAL"
    | "VOICEMAIL"
    | "OTHER"
  > | null
  readonly phoneCarrier?: string | null
  readonly phoneCity?: string | null
  readonly phoneSubdivision?: string | null
  readonly phoneCountryCode?: string | null
  readonly phoneRiskLevel?: string | null
  readonly phoneRiskRecommendation?: Open<"block" | "allow" | "flag"> | null
  readonly phoneRiskScore?: number | null
  readonly phoneRiskSimSwap?: Open<"very-low" | "low" | "medium" | "high" | "N/A"> | null
}

/** Schema of {@link ReportPhoneRisk}. */
export const ReportPhoneRisk: Schema.Codec<ReportPhoneRisk, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "phone-number": W.string,
          "phone-type": W.string,
          "phone-carrier": W.string,
          "phone-city": W.string,
          "phone-subdivision": W.string,
          "phone-country-code": W.string,
          "phone-risk-level": W.string,
          "phone-risk-recommendation": W.string,
          "phone-risk-score": W.number,
          "phone-risk-sim-swap": W.string
        },
        ReportSharedAttributes
      )
    ),
    relationships: ReportSharedRelationships
  })
)

/** The API's `report-politically-exposed-person` in answers. */
export interface ReportPoliticallyExposedPerson {
  readonly type: "report/politically-exposed-person"
  readonly id: string
  readonly attributes: ReportPoliticallyExposedPersonAttributes
  readonly relationships?: ReportSharedRelationships | null
}

export interface ReportPoliticallyExposedPersonAttributes extends ReportSharedAttributes {
  readonly query?: {
    readonly nameFirst?: string | null
    readonly nameMiddle?: string | null
    readonly nameLast?: string | null
    readonly term?: string | null
    readonly birthdate?: string | null
    readonly countryCode?: string | null
  } | null
  readonly result?: ReadonlyArray<{
    readonly entityId?: string | null
    readonly name?: string | null
    readonly birthdates?: ReadonlyArray<string> | null
    readonly deathDates?: ReadonlyArray<string | null> | null
    readonly locations?: ReadonlyArray<string | null> | null
    readonly country?: string | null
    readonly sex?: string | null
    readonly topics?: ReadonlyArray<string> | null
    readonly positions?: ReadonlyArray<{
      readonly pepClass?: string | null
      readonly sourceKey?: string | null
      readonly name?: string | null
      readonly topics?: ReadonlyArray<string> | null
      readonly startDate?: string | null
      readonly endDate?: string | null
    }> | null
    readonly associates?: ReadonlyArray<{
      readonly name?: string | null
      readonly relationship?: string | null
      readonly topics?: ReadonlyArray<string> | null
    }> | null
    readonly affiliations?: ReadonlyArray<{
      readonly sourceKey?: string | null
      readonly name?: string | null
    }> | null
    readonly relatedUrls?: ReadonlyArray<{
      readonly sourceKey?: string | null
      readonly name?: string | null
    }> | null
    readonly images?: ReadonlyArray<string | null> | null
    readonly sources?: Readonly<Record<string, {
      readonly url?: string | null
      readonly name?: string | null
      readonly flagCode?: string | null
    }>> | null
    readonly matchTypes?: ReadonlyArray<string> | null
    readonly pepType?: string | null
  }> | null
  readonly ignoreList?: ReadonlyArray<{
    readonly ignoredAt?: string | null
    readonly runHistoryCompletedAt?: string | null
    readonly match?: {
      readonly entityId?: string | null
      readonly name?: string | null
      readonly birthdates?: ReadonlyArray<string> | null
      readonly deathDates?: ReadonlyArray<string> | null
      readonly locations?: ReadonlyArray<string> | null
      readonly country?: string | null
      readonly sex?: string | null
      readonly positions?: ReadonlyArray<{
        readonly pepClass?: string | null
        readonly sourceKey?: string | null
        readonly name?: string | null
        readonly topics?: ReadonlyArray<string> | null
        readonly startDate?: string | null
        readonly endDate?: string | null
      }> | null
      readonly associates?: ReadonlyArray<{
        readonly name?: string | null
        readonly relationship?: string | null
      }> | null
      readonly affiliations?: ReadonlyArray<{
        readonly sourceKey?: string | null
        readonly name?: string | null
      }> | null
      readonly relatedUrls?: ReadonlyArray<{
        readonly sourceKey?: string | null
        readonly name?: string | null
      }> | null
      readonly images?: ReadonlyArray<string> | null
      readonly sources?: {
        readonly url?: string | null
        readonly name?: string | null
        readonly flagCode?: string | null
      } | null
      readonly matchTypes?: ReadonlyArray<string> | null
      readonly pepType?: string | null
    } | null
    readonly user?: string | null
    readonly ignoreReason?: string | null
    readonly isInternal?: boolean | null
  }> | null
}

/** Schema of {@link ReportPoliticallyExposedPerson}. */
export const ReportPoliticallyExposedPerson: Schema.Codec<
  ReportPoliticallyExposedPerson,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          query: W.open({
            "name-first": W.string,
            "name-middle": W.string,
            "name-last": W.string,
            term: W.string,
            birthdate: W.string,
            "country-code": W.string
          }),
          result: W.array(
            W.open({
              "entity-id": W.string,
              name: W.string,
              birthdates: W.array(W.string),
              "death-dates": W.array(W.nullable(W.string)),
              locations: W.array(W.nullable(W.string)),
              country: W.string,
              sex: W.string,
              topics: W.array(W.string),
              positions: W.array(
                W.open({
                  "pep-class": W.string,
                  "source-key": W.string,
                  name: W.string,
                  topics: W.array(W.string),
                  "start-date": W.string,
                  "end-date": W.string
                })
              ),
              associates: W.array(
                W.open({
                  name: W.string,
                  relationship: W.string,
                  topics: W.array(W.string)
                })
              ),
              affiliations: W.array(W.open({ "source-key": W.string, name: W.string })),
              "related-urls": W.array(W.open({ "source-key": W.string, name: W.string })),
              images: W.array(W.nullable(W.string)),
              sources: W.values(W.open({ url: W.string, name: W.string, "flag-code": W.string })),
              "match-types": W.array(W.string),
              "pep-type": W.string
            })
          ),
          "ignore-list": W.array(
            W.open({
              "ignored-at": W.string,
              "run-history-completed-at": W.string,
              match: W.open({
                "entity-id": W.string,
                name: W.string,
                birthdates: W.array(W.string),
                "death-dates": W.array(W.string),
                locations: W.array(W.string),
                country: W.string,
                sex: W.string,
                positions: W.array(
                  W.open({
                    "pep-class": W.string,
                    "source-key": W.string,
                    name: W.string,
                    topics: W.array(W.string),
                    "start-date": W.string,
                    "end-date": W.string
                  })
                ),
                associates: W.array(W.open({ name: W.string, relationship: W.string })),
                affiliations: W.array(W.open({ "source-key": W.string, name: W.string })),
                "related-urls": W.array(W.open({ "source-key": W.string, name: W.string })),
                images: W.array(W.string),
                sources: W.open({ url: W.string, name: W.string, "flag-code": W.string }),
                "match-types": W.array(W.string),
                "pep-type": W.string
              }),
              user: W.string,
              "ignore-reason": W.string,
              "is-internal": W.boolean
            })
          )
        },
        ReportSharedAttributes
      )
    ),
    relationships: ReportSharedRelationships
  })
)

/** The API's `report-profile` in answers. */
export interface ReportProfile {
  readonly type: "report/profile"
  readonly id: string
  readonly attributes: ReportProfileAttributes
  readonly relationships?: ReportSharedRelationships | null
}

export interface ReportProfileAttributes extends ReportSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly birthdate?: string | null
  readonly socialSecurityNumber?: string | null
  readonly socialSecurityNumberLast4?: string | null
  readonly addressStreet1?: string | null
  readonly addressStreet2?: string | null
  readonly addressCity?: string | null
  readonly addressSubdivision?: string | null
  readonly addressSubdivisionAbbr?: string | null
  readonly addressPostalCode?: string | null
  readonly addressPostalCodeAbbr?: string | null
  readonly phoneNumber?: string | null
  readonly identityRecords?: ReadonlyArray<{
    readonly names?: ReadonlyArray<{
      readonly nameFull?: string | null
      readonly nameFirst?: string | null
      readonly nameMiddle?: string | null
      readonly nameLast?: string | null
    }> | null
    readonly birthdates?: ReadonlyArray<string> | null
    readonly addresses?: ReadonlyArray<{
      readonly countryCode?: string | null
      readonly street1?: string | null
      readonly street2?: string | null
      readonly city?: string | null
      readonly postalCode?: string | null
      readonly longitude?: number | null
      readonly latitude?: number | null
      readonly subdivision?: string | null
      readonly dateFirstSeen?: string | null
      readonly dateLastSeen?: string | null
    }> | null
    readonly socialSecurityNumbers?: ReadonlyArray<string> | null
    readonly phoneNumbers?: ReadonlyArray<string> | null
    readonly emailAddresses?: ReadonlyArray<string> | null
    readonly deceased?: boolean | null
    readonly deceasedDate?: string | null
    readonly driversLicenses?: ReadonlyArray<{
      readonly number?: string | null
      readonly state?: string | null
    }> | null
  }> | null
  readonly omittedIdentityRecords?: ReadonlyArray<{
    readonly names?: ReadonlyArray<{
      readonly nameFull?: string | null
      readonly nameFirst?: string | null
      readonly nameMiddle?: string | null
      readonly nameLast?: string | null
    }> | null
    readonly birthdates?: ReadonlyArray<string> | null
    readonly addresses?: ReadonlyArray<{
      readonly countryCode?: string | null
      readonly street1?: string | null
      readonly street2?: string | null
      readonly city?: string | null
      readonly postalCode?: string | null
      readonly longitude?: number | null
      readonly latitude?: number | null
      readonly subdivision?: string | null
      readonly dateFirstSeen?: string | null
      readonly dateLastSeen?: string | null
    }> | null
    readonly socialSecurityNumbers?: ReadonlyArray<string> | null
    readonly phoneNumbers?: ReadonlyArray<string> | null
    readonly emailAddresses?: ReadonlyArray<string> | null
    readonly deceased?: boolean | null
    readonly deceasedDate?: string | null
    readonly driversLicenses?: ReadonlyArray<{
      readonly number?: string | null
      readonly state?: string | null
    }> | null
  }> | null
}

/** Schema of {@link ReportProfile}. */
export const ReportProfile: Schema.Codec<ReportProfile, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "name-first": W.string,
          "name-last": W.string,
          birthdate: W.string,
          "social-security-number": W.string,
          "social-security-number-last-4": W.string,
          "address-street-1": W.string,
          "address-street-2": W.string,
          "address-city": W.string,
          "address-subdivision": W.string,
          "address-subdivision-abbr": W.string,
          "address-postal-code": W.string,
          "address-postal-code-abbr": W.string,
          "phone-number": W.string,
          "identity-records": W.array(
            W.open({
              names: W.array(
                W.open({
                  "name-full": W.string,
                  "name-first": W.string,
                  "name-middle": W.string,
                  "name-last": W.string
                })
              ),
              birthdates: W.array(W.string),
              addresses: W.array(
                W.open({
                  "country-code": W.string,
                  "street-1": W.string,
                  "street-2": W.string,
                  city: W.string,
                  "postal-code": W.string,
                  longitude: W.number,
                  latitude: W.number,
                  subdivision: W.string,
                  "date-first-seen": W.string,
                  "date-last-seen": W.string
                })
              ),
              "social-security-numbers": W.array(W.string),
              "phone-numbers": W.array(W.string),
              "email-addresses": W.array(W.string),
              deceased: W.boolean,
              "deceased-date": W.string,
              "drivers-licenses": W.array(W.open({ number: W.string, state: W.string }))
            })
          ),
          "omitted-identity-records": W.array(
            W.open({
              names: W.array(
                W.open({
                  "name-full": W.string,
                  "name-first": W.string,
                  "name-middle": W.string,
                  "name-last": W.string
                })
              ),
              birthdates: W.array(W.string),
              addresses: W.array(
                W.open({
                  "country-code": W.string,
                  "street-1": W.string,
                  "street-2": W.string,
                  city: W.string,
                  "postal-code": W.string,
                  longitude: W.number,
                  latitude: W.number,
                  subdivision: W.string,
                  "date-first-seen": W.string,
                  "date-last-seen": W.string
                })
              ),
              "social-security-numbers": W.array(W.string),
              "phone-numbers": W.array(W.string),
              "email-addresses": W.array(W.string),
              deceased: W.boolean,
              "deceased-date": W.string,
              "drivers-licenses": W.array(W.open({ number: W.string, state: W.string }))
            })
          )
        },
        ReportSharedAttributes
      )
    ),
    relationships: ReportSharedRelationships
  })
)

/** The API's `report-profile-non-authoritative` in answers. */
export interface ReportProfileNonAuthoritative {
  readonly type: "report/profile-non-authoritative"
  readonly id: string
  readonly attributes: ReportProfileNonAuthoritativeAttributes
  readonly relationships?: ReportSharedRelationships | null
}

export interface ReportProfileNonAuthoritativeAttributes extends ReportSharedAttributes {
  readonly query?: {
    readonly nameFirst?: string | null
    readonly nameMiddle?: string | null
    readonly nameLast?: string | null
    readonly addressCity?: string | null
    readonly addressSubdivision?: string | null
    readonly addressPostalCode?: string | null
    readonly addressStreet1?: string | null
    readonly addressStreet2?: string | null
    readonly addressCountryCode?: string | null
    readonly emailAddress?: string | null
    readonly phoneNumber?: string | null
    readonly birthdate?: string | null
  } | null
  readonly result?: {
    readonly name?: string | null
    readonly birthdate?: string | null
    readonly emails?: ReadonlyArray<{
      readonly address?: string | null
      readonly type?: string | null
    }> | null
    readonly phoneNumbers?: ReadonlyArray<string> | null
    readonly location?: {
      readonly locality?: string | null
      readonly region?: string | null
      readonly country?: string | null
      readonly continent?: string | null
      readonly streetAddress?: string | null
      readonly addressLine2?: string | null
      readonly postalCode?: string | null
    } | null
    readonly education?: ReadonlyArray<{
      readonly startDate?: string | null
      readonly endDate?: string | null
      readonly schoolName?: string | null
      readonly schoolType?: string | null
    }> | null
    readonly experience?: ReadonlyArray<{
      readonly endDate?: string | null
      readonly startDate?: string | null
      readonly companyName?: string | null
      readonly titleName?: string | null
    }> | null
    readonly socialMediaProfiles?: ReadonlyArray<{
      readonly network?: string | null
      readonly url?: string | null
      readonly username?: string | null
    }> | null
  } | null
}

/** Schema of {@link ReportProfileNonAuthoritative}. */
export const ReportProfileNonAuthoritative: Schema.Codec<
  ReportProfileNonAuthoritative,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          query: W.open({
            "name-first": W.string,
            "name-middle": W.string,
            "name-last": W.string,
            "address-city": W.string,
            "address-subdivision": W.string,
            "address-postal-code": W.string,
            "address-street-1": W.string,
            "address-street-2": W.string,
            "address-country-code": W.string,
            "email-address": W.string,
            "phone-number": W.string,
            birthdate: W.string
          }),
          result: W.open({
            name: W.string,
            birthdate: W.string,
            emails: W.array(W.open({ address: W.string, type: W.string })),
            "phone-numbers": W.array(W.string),
            location: W.open({
              locality: W.string,
              region: W.string,
              country: W.string,
              continent: W.string,
              "street-address": W.string,
              "address-line-2": W.string,
              "postal-code": W.string
            }),
            education: W.array(
              W.open({
                "start-date": W.string,
                "end-date": W.string,
                "school-name": W.string,
                "school-type": W.string
              })
            ),
            experience: W.array(
              W.open({
                "end-date": W.string,
                "start-date": W.string,
                "company-name": W.string,
                "title-name": W.string
              })
            ),
            "social-media-profiles": W.array(
              W.open({
                network: W.string,
                url: W.string,
                username: W.string
              })
            )
          })
        },
        ReportSharedAttributes
      )
    ),
    relationships: ReportSharedRelationships
  })
)

/** The API's `report-sentilink-scores` in answers. */
export interface ReportSentilinkScores {
  readonly type: "report/integration/sentilink-scores"
  readonly id: string
  readonly attributes: ReportSentilinkScoresAttributes
  readonly relationships?: ReportSharedRelationships | null
}

export interface ReportSentilinkScoresAttributes extends ReportSharedAttributes {
  readonly query?: {
    readonly birthdate?: string | null
    readonly nameFirst?: string | null
    readonly nameLast?: string | null
    readonly addressStreet1?: string | null
    readonly addressCity?: string | null
    readonly addressSubdivision?: string | null
    readonly addressPostalCode?: string | null
    readonly addressCountryCode?: string | null
    readonly socialSecurityNumber?: string | null
    readonly userId?: string | null
    readonly phoneNumber?: string | null
    readonly emailAddress?: string | null
  } | null
  readonly result?: {
    readonly applicationId?: string | null
    readonly customerId?: string | null
    readonly environment?: string | null
    readonly notes?: string | null
    readonly scores?: ReadonlyArray<{
      readonly name?: string | null
      readonly score?: number | null
      readonly version?: string | null
      readonly reasonCodes?: ReadonlyArray<string> | null
    }> | null
    readonly status?: string | null
    readonly transactionId?: string | null
  } | null
}

/** Schema of {@link ReportSentilinkScores}. */
export const ReportSentilinkScores: Schema.Codec<
  ReportSentilinkScores,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          query: W.open({
            birthdate: W.string,
            "name-first": W.string,
            "name-last": W.string,
            "address-street-1": W.string,
            "address-city": W.string,
            "address-subdivision": W.string,
            "address-postal-code": W.string,
            "address-country-code": W.string,
            "social-security-number": W.string,
            "user-id": W.string,
            "phone-number": W.string,
            "email-address": W.string
          }),
          result: W.open({
            "application-id": W.string,
            "customer-id": W.string,
            environment: W.string,
            notes: W.string,
            scores: W.array(
              W.open({
                name: W.string,
                score: W.number,
                version: W.string,
                "reason-codes": W.array(W.string)
              })
            ),
            status: W.string,
            "transaction-id": W.string
          })
        },
        ReportSharedAttributes
      )
    ),
    relationships: ReportSharedRelationships
  })
)

/** The API's `report-social-media` in answers. */
export interface ReportSocialMedia {
  readonly type: "report/social-media"
  readonly id: string
  readonly attributes: ReportSocialMediaAttributes
  readonly relationships?: ReportSharedRelationships | null
}

export interface ReportSocialMediaAttributes extends ReportSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
  readonly birthdate?: string | null
  readonly phoneNumber?: string | null
  readonly emailAddress?: string | null
  readonly addressCity?: string | null
  readonly addressSubdivision?: string | null
  readonly linkedinUrl?: string | null
  readonly linkedinUsername?: string | null
  readonly linkedinId?: string | null
  readonly facebookUrl?: string | null
  readonly facebookUsername?: string | null
  readonly facebookId?: string | null
  readonly twitterUrl?: string | null
  readonly twitterUsername?: string | null
  readonly githubUrl?: string | null
  readonly githubUsername?: string | null
  readonly instagramUrl?: string | null
  readonly instagramUsername?: string | null
}

/** Schema of {@link ReportSocialMedia}. */
export const ReportSocialMedia: Schema.Codec<ReportSocialMedia, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "name-first": W.string,
          "name-last": W.string,
          birthdate: W.string,
          "phone-number": W.string,
          "email-address": W.string,
          "address-city": W.string,
          "address-subdivision": W.string,
          "linkedin-url": W.string,
          "linkedin-username": W.string,
          "linkedin-id": W.string,
          "facebook-url": W.string,
          "facebook-username": W.string,
          "facebook-id": W.string,
          "twitter-url": W.string,
          "twitter-username": W.string,
          "github-url": W.string,
          "github-username": W.string,
          "instagram-url": W.string,
          "instagram-username": W.string
        },
        ReportSharedAttributes
      )
    ),
    relationships: ReportSharedRelationships
  })
)

/** The API's `report-synthetic` in answers. */
export interface ReportSynthetic {
  readonly type: "report/synthetic"
  readonly id: string
  readonly attributes: ReportSyntheticAttributes
  readonly relationships?: ReportSharedRelationships | null
}

export interface ReportSyntheticAttributes extends ReportSharedAttributes {
  readonly sentilinkAbuseScore?: number | null
  readonly sentilinkFirstPartySyntheticScore?: number | null
  readonly sentilinkThirdPartySyntheticScore?: number | null
}

/** Schema of {@link ReportSynthetic}. */
export const ReportSynthetic: Schema.Codec<ReportSynthetic, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "sentilink-abuse-score": W.number,
          "sentilink-first-party-synthetic-score": W.number,
          "sentilink-third-party-synthetic-score": W.number
        },
        ReportSharedAttributes
      )
    ),
    relationships: ReportSharedRelationships
  })
)

/** The API's `report-watchlist-entity` in answers. */
export interface ReportWatchlistEntity {
  readonly name?: string | null
  readonly aliasType?: Open<"primary_name" | "aka"> | null
  readonly birthdates?: ReadonlyArray<{
    readonly day?: string | null
    readonly year?: string | null
    readonly month?: string | null
    readonly granularity?: string | null
  }> | null
}

/** Schema of {@link ReportWatchlistEntity}. */
export const ReportWatchlistEntity: Schema.Codec<
  ReportWatchlistEntity,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    name: W.string,
    "alias-type": W.string,
    birthdates: W.array(
      W.open({
        day: W.string,
        year: W.string,
        month: W.string,
        granularity: W.string
      })
    )
  })
)

/** The API's `report-watchlist` in answers. */
export interface ReportWatchlist {
  readonly type: "report/watchlist"
  readonly id: string
  readonly attributes: ReportWatchlistAttributes
  readonly relationships?: ReportSharedRelationships | null
}

export interface ReportWatchlistAttributes extends ReportSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameMiddle?: string | null
  readonly nameLast?: string | null
  readonly term?: string | null
  readonly birthdate?: string | null
  readonly countryCode?: string | null
  readonly matchedLists?: ReadonlyArray<{
    readonly name?: string | null
    readonly url?: string | null
    readonly listType?: string | null
    readonly listTypes?: ReadonlyArray<string> | null
    readonly slug?: string | null
    readonly flagCode?: string | null
    readonly entities?: ReadonlyArray<ReportWatchlistEntity> | null
  }> | null
  readonly ignoreList?: ReadonlyArray<{
    readonly ignoredAt?: string | null
    readonly runHistoryCompletedAt?: string | null
    readonly match?: {
      readonly name?: string | null
      readonly url?: string | null
      readonly listType?: string | null
      readonly listTypes?: ReadonlyArray<string> | null
      readonly slug?: string | null
      readonly flagCode?: string | null
      readonly entities?: ReadonlyArray<{
        readonly name?: string | null
        readonly aliasType?: string | null
        readonly birthdates?: ReadonlyArray<{
          readonly day?: string | null
          readonly year?: string | null
          readonly month?: string | null
          readonly granularity?: string | null
        }> | null
        readonly groupId?: string | null
      }> | null
    } | null
    readonly user?: string | null
    readonly ignoreReason?: string | null
  }> | null
}

/** Schema of {@link ReportWatchlist}. */
export const ReportWatchlist: Schema.Codec<ReportWatchlist, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          "name-first": W.string,
          "name-middle": W.string,
          "name-last": W.string,
          term: W.string,
          birthdate: W.string,
          "country-code": W.string,
          "matched-lists": W.array(
            W.open({
              name: W.string,
              url: W.string,
              "list-type": W.string,
              "list-types": W.array(W.string),
              slug: W.string,
              "flag-code": W.string,
              entities: W.array(ReportWatchlistEntity)
            })
          ),
          "ignore-list": W.array(
            W.open({
              "ignored-at": W.string,
              "run-history-completed-at": W.string,
              match: W.open({
                name: W.string,
                url: W.string,
                "list-type": W.string,
                "list-types": W.array(W.string),
                slug: W.string,
                "flag-code": W.string,
                entities: W.array(
                  W.open({
                    name: W.string,
                    "alias-type": W.string,
                    birthdates: W.array(
                      W.open({
                        day: W.string,
                        year: W.string,
                        month: W.string,
                        granularity: W.string
                      })
                    ),
                    "group-id": W.string
                  })
                )
              }),
              user: W.string,
              "ignore-reason": W.string
            })
          )
        },
        ReportSharedAttributes
      )
    ),
    relationships: ReportSharedRelationships
  })
)

/** The API's `report` in answers. */
export type Report =
  | ReportAddressLookup
  | ReportAdverseMedia
  | ReportBusinessAdverseMedia
  | ReportBusinessAssociatedPersons
  | ReportBusinessRegistrationsLookup
  | ReportBusinessLookup
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
  | UnknownResource

/** Schema of {@link Report}. */
export const Report: Schema.Codec<Report, unknown> = /*#__PURE__*/ W.schema(() =>
  W.openUnion("type", {
    "report/address-lookup": ReportAddressLookup,
    "report/adverse-media": ReportAdverseMedia,
    "report/business-adverse-media": ReportBusinessAdverseMedia,
    "report/business-associated-persons": ReportBusinessAssociatedPersons,
    "report/business-registrations-lookup": ReportBusinessRegistrationsLookup,
    "report/business-lookup": ReportBusinessLookup,
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
    "report/watchlist": ReportWatchlist
  })
)
