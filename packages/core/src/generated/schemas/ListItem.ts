// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, ToOne } from "../../JsonApi.ts"

/** The API's `list-item-shared-attributes` in answers. */
export interface ListItemSharedAttributes {
  readonly status?: Open<"pending" | "active" | "archived"> | null
  readonly archivedAt?: string | null
  readonly updatedAt?: string | null
  readonly createdAt?: string | null
  readonly redactedAt?: string | null
  readonly matchCount?: number | null
}

/** Schema of {@link ListItemSharedAttributes}. */
export const ListItemSharedAttributes: Schema.Codec<
  ListItemSharedAttributes,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    status: W.string,
    "archived-at": W.string,
    "updated-at": W.string,
    "created-at": W.string,
    "redacted-at": W.string,
    "match-count": W.number
  })
)

/** The API's `list-item-browser-fingerprint` in answers. */
export interface ListItemBrowserFingerprint {
  readonly id: string
  readonly type: "list-item/browser-fingerprint"
  readonly attributes: ListItemBrowserFingerprintAttributes
  readonly relationships?: ListItemBrowserFingerprintRelationships | null
}

export interface ListItemBrowserFingerprintAttributes extends ListItemSharedAttributes {
  readonly value?: string | null
}

export interface ListItemBrowserFingerprintRelationships {
  readonly creator?: ToOne<"user" | "workflow-run" | "workflow-step/action" | "api-key"> | null
}

/** Schema of {@link ListItemBrowserFingerprint}. */
export const ListItemBrowserFingerprint: Schema.Codec<
  ListItemBrowserFingerprint,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(W.open({ value: W.string }, ListItemSharedAttributes)),
    relationships: W.open({ creator: W.toOne })
  })
)

/** The API's `list-item-country` in answers. */
export interface ListItemCountry {
  readonly id: string
  readonly type: "list-item/country"
  readonly attributes: ListItemCountryAttributes
  readonly relationships?: ListItemCountryRelationships | null
}

export interface ListItemCountryAttributes extends ListItemSharedAttributes {
  readonly countryCode?: string | null
}

export interface ListItemCountryRelationships {
  readonly creator?: ToOne<"user" | "workflow-run" | "workflow-step/action" | "api-key"> | null
}

/** Schema of {@link ListItemCountry}. */
export const ListItemCountry: Schema.Codec<ListItemCountry, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(W.open({ "country-code": W.string }, ListItemSharedAttributes)),
    relationships: W.open({ creator: W.toOne })
  })
)

/** The API's `list-item-device-fingerprint` in answers. */
export interface ListItemDeviceFingerprint {
  readonly id: string
  readonly type: "list-item/device-fingerprint"
  readonly attributes: ListItemDeviceFingerprintAttributes
  readonly relationships?: ListItemDeviceFingerprintRelationships | null
}

export interface ListItemDeviceFingerprintAttributes extends ListItemSharedAttributes {
  readonly value?: string | null
}

export interface ListItemDeviceFingerprintRelationships {
  readonly creator?: ToOne<"user" | "workflow-run" | "workflow-step/action" | "api-key"> | null
}

/** Schema of {@link ListItemDeviceFingerprint}. */
export const ListItemDeviceFingerprint: Schema.Codec<
  ListItemDeviceFingerprint,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(W.open({ value: W.string }, ListItemSharedAttributes)),
    relationships: W.open({ creator: W.toOne })
  })
)

/** The API's `list-item-email-address` in answers. */
export interface ListItemEmailAddress {
  readonly id: string
  readonly type: "list-item/email-address"
  readonly attributes: ListItemEmailAddressAttributes
  readonly relationships?: ListItemEmailAddressRelationships | null
}

export interface ListItemEmailAddressAttributes extends ListItemSharedAttributes {
  readonly matchType?: Open<"email_address" | "domain"> | null
  readonly value?: string | null
}

export interface ListItemEmailAddressRelationships {
  readonly creator?: ToOne<
    | "user"
    | "workflow-run"
    | "workflow-step/action"
    | "api-key"
    | "importer/list-item/email-address"
  > | null
}

/** Schema of {@link ListItemEmailAddress}. */
export const ListItemEmailAddress: Schema.Codec<ListItemEmailAddress, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(W.open({ "match-type": W.string, value: W.string }, ListItemSharedAttributes)),
    relationships: W.open({ creator: W.toOne })
  })
)

/** The API's `list-item-field` in answers. */
export interface ListItemField {
  readonly id: string
  readonly type: "list-item/field"
  readonly attributes: ListItemFieldAttributes
  readonly relationships?: ListItemFieldRelationships | null
}

export interface ListItemFieldAttributes extends ListItemSharedAttributes {
  readonly fieldValue?: string | null
}

export interface ListItemFieldRelationships {
  readonly creator?: ToOne<"user" | "workflow-run" | "workflow-step/action" | "api-key"> | null
}

/** Schema of {@link ListItemField}. */
export const ListItemField: Schema.Codec<ListItemField, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(W.open({ "field-value": W.string }, ListItemSharedAttributes)),
    relationships: W.open({ creator: W.toOne })
  })
)

/** The API's `list-item-geolocation` in answers. */
export interface ListItemGeolocation {
  readonly id: string
  readonly type: "list-item/geolocation"
  readonly attributes: ListItemGeolocationAttributes
  readonly relationships?: ListItemGeolocationRelationships | null
}

export interface ListItemGeolocationAttributes extends ListItemSharedAttributes {
  readonly latitude?: number | null
  readonly longitude?: number | null
  readonly radiusMeters?: number | null
}

export interface ListItemGeolocationRelationships {
  readonly creator?: ToOne<
    | "user"
    | "workflow-run"
    | "workflow-step/action"
    | "api-key"
    | "importer/list-item/geolocation"
  > | null
}

/** Schema of {@link ListItemGeolocation}. */
export const ListItemGeolocation: Schema.Codec<ListItemGeolocation, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(
      W.open(
        {
          latitude: W.number,
          longitude: W.number,
          "radius-meters": W.number
        },
        ListItemSharedAttributes
      )
    ),
    relationships: W.open({ creator: W.toOne })
  })
)

/** The API's `list-item-government-id-number` in answers. */
export interface ListItemGovernmentIdNumber {
  readonly id: string
  readonly type: "list-item/government-id-number"
  readonly attributes: ListItemGovernmentIdNumberAttributes
  readonly relationships?: ListItemGovernmentIdNumberRelationships | null
}

export interface ListItemGovernmentIdNumberAttributes extends ListItemSharedAttributes {
  readonly idClass?: string | null
  readonly idNumber?: string | null
}

export interface ListItemGovernmentIdNumberRelationships {
  readonly creator?: ToOne<
    | "user"
    | "workflow-run"
    | "workflow-step/action"
    | "api-key"
    | "importer/list-item/government-id-number"
  > | null
}

/** Schema of {@link ListItemGovernmentIdNumber}. */
export const ListItemGovernmentIdNumber: Schema.Codec<
  ListItemGovernmentIdNumber,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(
      W.open({ "id-class": W.string, "id-number": W.string }, ListItemSharedAttributes)
    ),
    relationships: W.open({ creator: W.toOne })
  })
)

/** The API's `list-item-ip-address` in answers. */
export interface ListItemIpAddress {
  readonly id: string
  readonly type: "list-item/ip-address"
  readonly attributes: ListItemIpAddressAttributes
  readonly relationships?: ListItemIpAddressRelationships | null
}

export interface ListItemIpAddressAttributes extends ListItemSharedAttributes {
  readonly value?: string | null
}

export interface ListItemIpAddressRelationships {
  readonly creator?: ToOne<
    | "user"
    | "workflow-run"
    | "workflow-step/action"
    | "api-key"
    | "importer/list-item/ip-address"
  > | null
}

/** Schema of {@link ListItemIpAddress}. */
export const ListItemIpAddress: Schema.Codec<ListItemIpAddress, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(W.open({ value: W.string }, ListItemSharedAttributes)),
    relationships: W.open({ creator: W.toOne })
  })
)

/** The API's `list-item-name` in answers. */
export interface ListItemName {
  readonly id: string
  readonly type: "list-item/name"
  readonly attributes: ListItemNameAttributes
  readonly relationships?: ListItemNameRelationships | null
}

export interface ListItemNameAttributes extends ListItemSharedAttributes {
  readonly nameFirst?: string | null
  readonly nameLast?: string | null
}

export interface ListItemNameRelationships {
  readonly creator?: ToOne<
    | "user"
    | "workflow-run"
    | "workflow-step/action"
    | "api-key"
    | "importer/list-item/name"
  > | null
}

/** Schema of {@link ListItemName}. */
export const ListItemName: Schema.Codec<ListItemName, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(
      W.open({ "name-first": W.string, "name-last": W.string }, ListItemSharedAttributes)
    ),
    relationships: W.open({ creator: W.toOne })
  })
)

/** The API's `list-item-phone-number` in answers. */
export interface ListItemPhoneNumber {
  readonly id: string
  readonly type: "list-item/phone-number"
  readonly attributes: ListItemPhoneNumberAttributes
  readonly relationships?: ListItemPhoneNumberRelationships | null
}

export interface ListItemPhoneNumberAttributes extends ListItemSharedAttributes {
  readonly value?: string | null
}

export interface ListItemPhoneNumberRelationships {
  readonly creator?: ToOne<
    | "user"
    | "workflow-run"
    | "workflow-step/action"
    | "api-key"
    | "importer/list-item/phone-number"
  > | null
}

/** Schema of {@link ListItemPhoneNumber}. */
export const ListItemPhoneNumber: Schema.Codec<ListItemPhoneNumber, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(W.open({ value: W.string }, ListItemSharedAttributes)),
    relationships: W.open({ creator: W.toOne })
  })
)

/** The API's `list-item-string` in answers. */
export interface ListItemString {
  readonly id: string
  readonly type: "list-item/string"
  readonly attributes: ListItemStringAttributes
  readonly relationships?: ListItemStringRelationships | null
}

export interface ListItemStringAttributes extends ListItemSharedAttributes {
  readonly value?: string | null
}

export interface ListItemStringRelationships {
  readonly creator?: ToOne<"user" | "workflow-run" | "workflow-step/action" | "api-key"> | null
}

/** Schema of {@link ListItemString}. */
export const ListItemString: Schema.Codec<ListItemString, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(W.open({ value: W.string }, ListItemSharedAttributes)),
    relationships: W.open({ creator: W.toOne })
  })
)
