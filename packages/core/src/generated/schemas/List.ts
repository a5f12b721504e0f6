// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, ToMany, UnknownResource } from "../../JsonApi.ts"

/** The API's `lists-shared-attributes` in answers. */
export interface ListsSharedAttributes {
  readonly name?: string | null
  readonly status?: Open<"active" | "archived"> | null
  readonly archivedAt?: string | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
}

/** Schema of {@link ListsSharedAttributes}. */
export const ListsSharedAttributes: Schema.Codec<
  ListsSharedAttributes,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    name: W.string,
    status: W.string,
    "archived-at": W.string,
    "created-at": W.string,
    "updated-at": W.string
  })
)

/** The API's `lists-browser-fingerprints` in answers. */
export interface ListsBrowserFingerprints {
  readonly type: "list/browser-fingerprint"
  readonly id: string
  readonly attributes: ListsSharedAttributes
  readonly relationships?: ListsBrowserFingerprintsRelationships | null
}

export interface ListsBrowserFingerprintsRelationships {
  readonly listItems?: ToMany | null
}

/** Schema of {@link ListsBrowserFingerprints}. */
export const ListsBrowserFingerprints: Schema.Codec<
  ListsBrowserFingerprints,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ListsSharedAttributes),
    relationships: W.open({ "list-items": W.toMany })
  })
)

/** The API's `lists-countries` in answers. */
export interface ListsCountries {
  readonly type: "list/country"
  readonly id: string
  readonly attributes: ListsSharedAttributes
  readonly relationships?: ListsCountriesRelationships | null
}

export interface ListsCountriesRelationships {
  readonly listItems?: ToMany | null
}

/** Schema of {@link ListsCountries}. */
export const ListsCountries: Schema.Codec<ListsCountries, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ListsSharedAttributes),
    relationships: W.open({ "list-items": W.toMany })
  })
)

/** The API's `lists-email-addresses` in answers. */
export interface ListsEmailAddresses {
  readonly type: "list/email-address"
  readonly id: string
  readonly attributes: ListsSharedAttributes
  readonly relationships?: ListsEmailAddressesRelationships | null
}

export interface ListsEmailAddressesRelationships {
  readonly listItems?: ToMany | null
}

/** Schema of {@link ListsEmailAddresses}. */
export const ListsEmailAddresses: Schema.Codec<ListsEmailAddresses, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ListsSharedAttributes),
    relationships: W.open({ "list-items": W.toMany })
  })
)

/** The API's `lists-geolocations` in answers. */
export interface ListsGeolocations {
  readonly type: "list/geolocation"
  readonly id: string
  readonly attributes: ListsSharedAttributes
  readonly relationships?: ListsGeolocationsRelationships | null
}

export interface ListsGeolocationsRelationships {
  readonly listItems?: ToMany | null
}

/** Schema of {@link ListsGeolocations}. */
export const ListsGeolocations: Schema.Codec<ListsGeolocations, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ListsSharedAttributes),
    relationships: W.open({ "list-items": W.toMany })
  })
)

/** The API's `lists-government-id-numbers` in answers. */
export interface ListsGovernmentIdNumbers {
  readonly type: "list/government-id-number"
  readonly id: string
  readonly attributes: ListsSharedAttributes
  readonly relationships?: ListsGovernmentIdNumbersRelationships | null
}

export interface ListsGovernmentIdNumbersRelationships {
  readonly listItems?: ToMany | null
}

/** Schema of {@link ListsGovernmentIdNumbers}. */
export const ListsGovernmentIdNumbers: Schema.Codec<
  ListsGovernmentIdNumbers,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ListsSharedAttributes),
    relationships: W.open({ "list-items": W.toMany })
  })
)

/** The API's `lists-ip-addresses` in answers. */
export interface ListsIpAddresses {
  readonly type: "list/ip-address"
  readonly id: string
  readonly attributes: ListsSharedAttributes
  readonly relationships?: ListsIpAddressesRelationships | null
}

export interface ListsIpAddressesRelationships {
  readonly listItems?: ToMany | null
}

/** Schema of {@link ListsIpAddresses}. */
export const ListsIpAddresses: Schema.Codec<ListsIpAddresses, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ListsSharedAttributes),
    relationships: W.open({ "list-items": W.toMany })
  })
)

/** The API's `lists-names` in answers. */
export interface ListsNames {
  readonly type: "list/name"
  readonly id: string
  readonly attributes: ListsNamesAttributes
  readonly relationships?: ListsNamesRelationships | null
}

export interface ListsNamesAttributes extends ListsSharedAttributes {
  readonly allowFuzzyNameFirst?: boolean | null
}

export interface ListsNamesRelationships {
  readonly listItems?: ToMany | null
}

/** Schema of {@link ListsNames}. */
export const ListsNames: Schema.Codec<ListsNames, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(W.open({ "allow-fuzzy-name-first": W.boolean }, ListsSharedAttributes)),
    relationships: W.open({ "list-items": W.toMany })
  })
)

/** The API's `lists-phone-numbers` in answers. */
export interface ListsPhoneNumbers {
  readonly type: "list/phone-number"
  readonly id: string
  readonly attributes: ListsSharedAttributes
  readonly relationships?: ListsPhoneNumbersRelationships | null
}

export interface ListsPhoneNumbersRelationships {
  readonly listItems?: ToMany | null
}

/** Schema of {@link ListsPhoneNumbers}. */
export const ListsPhoneNumbers: Schema.Codec<ListsPhoneNumbers, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ListsSharedAttributes),
    relationships: W.open({ "list-items": W.toMany })
  })
)

/** The API's `lists-strings` in answers. */
export interface ListsStrings {
  readonly type: "list/string"
  readonly id: string
  readonly attributes: ListsSharedAttributes
  readonly relationships?: ListsStringsRelationships | null
}

export interface ListsStringsRelationships {
  readonly listItems?: ToMany | null
}

/** Schema of {@link ListsStrings}. */
export const ListsStrings: Schema.Codec<ListsStrings, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ListsSharedAttributes),
    relationships: W.open({ "list-items": W.toMany })
  })
)

/** The API's `list` in answers. */
export type List =
  | ListsBrowserFingerprints
  | ListsCountries
  | ListsEmailAddresses
  | ListsGeolocations
  | ListsGovernmentIdNumbers
  | ListsIpAddresses
  | ListsNames
  | ListsPhoneNumbers
  | ListsStrings
  | UnknownResource

/** Schema of {@link List}. */
export const List: Schema.Codec<List, unknown> = /*#__PURE__*/ W.schema(() =>
  W.openUnion("type", {
    "list/browser-fingerprint": ListsBrowserFingerprints,
    "list/country": ListsCountries,
    "list/email-address": ListsEmailAddresses,
    "list/geolocation": ListsGeolocations,
    "list/government-id-number": ListsGovernmentIdNumbers,
    "list/ip-address": ListsIpAddresses,
    "list/name": ListsNames,
    "list/phone-number": ListsPhoneNumbers,
    "list/string": ListsStrings
  })
)
