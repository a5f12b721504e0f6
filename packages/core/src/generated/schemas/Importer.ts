// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, UnknownResource } from "../../JsonApi.ts"

/** The API's `importer-shared-attributes` in answers. */
export interface ImporterSharedAttributes {
  readonly completedAt?: string | null
  readonly createdAt?: string | null
  readonly duplicateCount?: number | null
  readonly errorCount?: number | null
  readonly status?: Open<"pending" | "ready" | "errored"> | null
  readonly successfulCount?: number | null
}

/** Schema of {@link ImporterSharedAttributes}. */
export const ImporterSharedAttributes: Schema.Codec<
  ImporterSharedAttributes,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    "completed-at": W.string,
    "created-at": W.string,
    "duplicate-count": W.number,
    "error-count": W.number,
    status: W.string,
    "successful-count": W.number
  })
)

/** The API's `importer-account` in answers. */
export interface ImporterAccount {
  readonly id: string
  readonly type: "importer/account"
  readonly attributes: ImporterSharedAttributes
}

/** Schema of {@link ImporterAccount}. */
export const ImporterAccount: Schema.Codec<ImporterAccount, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(ImporterSharedAttributes)
  })
)

/** The API's `importer-list-item-email-address` in answers. */
export interface ImporterListItemEmailAddress {
  readonly id: string
  readonly type: "importer/list-item/email-address"
  readonly attributes: ImporterSharedAttributes
}

/** Schema of {@link ImporterListItemEmailAddress}. */
export const ImporterListItemEmailAddress: Schema.Codec<
  ImporterListItemEmailAddress,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(ImporterSharedAttributes)
  })
)

/** The API's `importer-list-item-field` in answers. */
export interface ImporterListItemField {
  readonly id: string
  readonly type: "importer/list-item/field"
  readonly attributes: ImporterSharedAttributes
}

/** Schema of {@link ImporterListItemField}. */
export const ImporterListItemField: Schema.Codec<
  ImporterListItemField,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(ImporterSharedAttributes)
  })
)

/** The API's `importer-list-item-geolocation` in answers. */
export interface ImporterListItemGeolocation {
  readonly id: string
  readonly type: "importer/list-item/geolocation"
  readonly attributes: ImporterSharedAttributes
}

/** Schema of {@link ImporterListItemGeolocation}. */
export const ImporterListItemGeolocation: Schema.Codec<
  ImporterListItemGeolocation,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(ImporterSharedAttributes)
  })
)

/** The API's `importer-list-item-government-id-number` in answers. */
export interface ImporterListItemGovernmentIdNumber {
  readonly id: string
  readonly type: "importer/list-item/government-id-number"
  readonly attributes: ImporterSharedAttributes
}

/** Schema of {@link ImporterListItemGovernmentIdNumber}. */
export const ImporterListItemGovernmentIdNumber: Schema.Codec<
  ImporterListItemGovernmentIdNumber,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(ImporterSharedAttributes)
  })
)

/** The API's `importer-list-item-ip-address` in answers. */
export interface ImporterListItemIpAddress {
  readonly id: string
  readonly type: "importer/list-item/ip-address"
  readonly attributes: ImporterSharedAttributes
}

/** Schema of {@link ImporterListItemIpAddress}. */
export const ImporterListItemIpAddress: Schema.Codec<
  ImporterListItemIpAddress,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(ImporterSharedAttributes)
  })
)

/** The API's `importer-list-item-name` in answers. */
export interface ImporterListItemName {
  readonly id: string
  readonly type: "importer/list-item/name"
  readonly attributes: ImporterSharedAttributes
}

/** Schema of {@link ImporterListItemName}. */
export const ImporterListItemName: Schema.Codec<ImporterListItemName, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(ImporterSharedAttributes)
  })
)

/** The API's `importer-list-item-phone-number` in answers. */
export interface ImporterListItemPhoneNumber {
  readonly id: string
  readonly type: "importer/list-item/phone-number"
  readonly attributes: ImporterSharedAttributes
}

/** Schema of {@link ImporterListItemPhoneNumber}. */
export const ImporterListItemPhoneNumber: Schema.Codec<
  ImporterListItemPhoneNumber,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(ImporterSharedAttributes)
  })
)

/** The API's `importer` in answers. */
export type Importer =
  | ImporterAccount
  | ImporterListItemEmailAddress
  | ImporterListItemField
  | ImporterListItemGeolocation
  | ImporterListItemGovernmentIdNumber
  | ImporterListItemIpAddress
  | ImporterListItemName
  | ImporterListItemPhoneNumber
  | UnknownResource

/** Schema of {@link Importer}. */
export const Importer: Schema.Codec<Importer, unknown> = /*#__PURE__*/ W.schema(() =>
  W.openUnion("type", {
    "importer/account": ImporterAccount,
    "importer/list-item/email-address": ImporterListItemEmailAddress,
    "importer/list-item/field": ImporterListItemField,
    "importer/list-item/geolocation": ImporterListItemGeolocation,
    "importer/list-item/government-id-number": ImporterListItemGovernmentIdNumber,
    "importer/list-item/ip-address": ImporterListItemIpAddress,
    "importer/list-item/name": ImporterListItemName,
    "importer/list-item/phone-number": ImporterListItemPhoneNumber
  })
)
