// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { UnknownVariant } from "../../JsonApi.ts"

/** The API's `source-data-base` in answers. */
export interface SourceDataBase {
  readonly type?: string | null
  readonly id?: string | null
  readonly peekableAttributes?: Readonly<Record<string, unknown>> | null
}

/** Schema of {@link SourceDataBase}. */
export const SourceDataBase: Schema.Codec<SourceDataBase, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ type: W.string, id: W.string, "peekable-attributes": W.free })
)

/** The API's `source-data-peekable-attribute` in answers. */
export type SourceDataPeekableAttribute =
  | {
      readonly visibility: "full"
      readonly value?: unknown
    }
  | {
      readonly visibility: "presence"
      readonly value?: boolean | null
    }
  | UnknownVariant<"visibility">

/** Schema of {@link SourceDataPeekableAttribute}. */
export const SourceDataPeekableAttribute: Schema.Codec<
  SourceDataPeekableAttribute,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.openUnion("visibility", {
    full: W.open({ visibility: W.required(W.string), value: W.json }),
    presence: W.open({ visibility: W.required(W.string), value: W.boolean })
  })
)

/** The API's `source-data-verification-database` in answers. */
export interface SourceDataVerificationDatabase extends SourceDataBase {
  readonly type: "connect/source-data/verification/database"
  readonly peekableAttributes?: Readonly<Record<string, SourceDataPeekableAttribute>> | null
}

/** Schema of {@link SourceDataVerificationDatabase}. */
export const SourceDataVerificationDatabase: Schema.Codec<
  SourceDataVerificationDatabase,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open(
    {
      type: W.required(W.string),
      "peekable-attributes": W.values(SourceDataPeekableAttribute)
    },
    SourceDataBase
  )
)

/** The API's `source-data-verification-phone-number` in answers. */
export interface SourceDataVerificationPhoneNumber extends SourceDataBase {
  readonly type: "connect/source-data/verification/phone-number"
  readonly peekableAttributes?: Readonly<Record<string, SourceDataPeekableAttribute>> | null
}

/** Schema of {@link SourceDataVerificationPhoneNumber}. */
export const SourceDataVerificationPhoneNumber: Schema.Codec<
  SourceDataVerificationPhoneNumber,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open(
    {
      type: W.required(W.string),
      "peekable-attributes": W.values(SourceDataPeekableAttribute)
    },
    SourceDataBase
  )
)

/** The API's `source-data-verification-email-address` in answers. */
export interface SourceDataVerificationEmailAddress extends SourceDataBase {
  readonly type: "connect/source-data/verification/email-address"
  readonly peekableAttributes?: Readonly<Record<string, SourceDataPeekableAttribute>> | null
}

/** Schema of {@link SourceDataVerificationEmailAddress}. */
export const SourceDataVerificationEmailAddress: Schema.Codec<
  SourceDataVerificationEmailAddress,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open(
    {
      type: W.required(W.string),
      "peekable-attributes": W.values(SourceDataPeekableAttribute)
    },
    SourceDataBase
  )
)

/** The API's `source-data-verification-government-id` in answers. */
export interface SourceDataVerificationGovernmentId extends SourceDataBase {
  readonly type: "connect/source-data/verification/government-id"
  readonly peekableAttributes?: Readonly<Record<string, SourceDataPeekableAttribute>> | null
}

/** Schema of {@link SourceDataVerificationGovernmentId}. */
export const SourceDataVerificationGovernmentId: Schema.Codec<
  SourceDataVerificationGovernmentId,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open(
    {
      type: W.required(W.string),
      "peekable-attributes": W.values(SourceDataPeekableAttribute)
    },
    SourceDataBase
  )
)

/** The API's `source-data-verification-selfie` in answers. */
export interface SourceDataVerificationSelfie extends SourceDataBase {
  readonly type: "connect/source-data/verification/selfie"
  readonly peekableAttributes?: Readonly<Record<string, SourceDataPeekableAttribute>> | null
}

/** Schema of {@link SourceDataVerificationSelfie}. */
export const SourceDataVerificationSelfie: Schema.Codec<
  SourceDataVerificationSelfie,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open(
    {
      type: W.required(W.string),
      "peekable-attributes": W.values(SourceDataPeekableAttribute)
    },
    SourceDataBase
  )
)

/** The API's `source-data-verification-document` in answers. */
export interface SourceDataVerificationDocument extends SourceDataBase {
  readonly type: "connect/source-data/verification/document"
  readonly peekableAttributes?: Readonly<Record<string, SourceDataPeekableAttribute>> | null
}

/** Schema of {@link SourceDataVerificationDocument}. */
export const SourceDataVerificationDocument: Schema.Codec<
  SourceDataVerificationDocument,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open(
    {
      type: W.required(W.string),
      "peekable-attributes": W.values(SourceDataPeekableAttribute)
    },
    SourceDataBase
  )
)

/** The API's `source-data-account` in answers. */
export interface SourceDataAccount extends SourceDataBase {
  readonly type: "connect/source-data/account"
  readonly peekableAttributes?: {
    readonly fields?: Readonly<Record<string, SourceDataPeekableAttribute>> | null
    readonly [key: string]: unknown
  } | null
}

/** Schema of {@link SourceDataAccount}. */
export const SourceDataAccount: Schema.Codec<SourceDataAccount, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ type: W.required(W.string), "peekable-attributes": W.free }, SourceDataBase)
)

/** The API's `source-data-related-object` in answers. */
export type SourceDataRelatedObject =
  | SourceDataVerificationDatabase
  | SourceDataVerificationPhoneNumber
  | SourceDataVerificationEmailAddress
  | SourceDataVerificationGovernmentId
  | SourceDataVerificationSelfie
  | SourceDataVerificationDocument
  | SourceDataAccount
  | UnknownVariant<"type">

/** Schema of {@link SourceDataRelatedObject}. */
export const SourceDataRelatedObject: Schema.Codec<
  SourceDataRelatedObject,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.openUnion("type", {
    "connect/source-data/verification/database": SourceDataVerificationDatabase,
    "connect/source-data/verification/phone-number": SourceDataVerificationPhoneNumber,
    "connect/source-data/verification/email-address": SourceDataVerificationEmailAddress,
    "connect/source-data/verification/government-id": SourceDataVerificationGovernmentId,
    "connect/source-data/verification/selfie": SourceDataVerificationSelfie,
    "connect/source-data/verification/document": SourceDataVerificationDocument,
    "connect/source-data/account": SourceDataAccount
  })
)

/** The API's `source-data-inquiry` in answers. */
export interface SourceDataInquiry extends SourceDataBase {
  readonly type: "connect/source-data/inquiry"
  readonly peekableAttributes?: {
    readonly fields?: Readonly<Record<string, SourceDataPeekableAttribute>> | null
    readonly [key: string]: unknown
  } | null
  readonly relatedObjects?: ReadonlyArray<SourceDataRelatedObject> | null
}

/** Schema of {@link SourceDataInquiry}. */
export const SourceDataInquiry: Schema.Codec<SourceDataInquiry, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open(
    {
      type: W.required(W.string),
      "peekable-attributes": W.free,
      "related-objects": W.array(SourceDataRelatedObject)
    },
    SourceDataBase
  )
)

/** The API's `source-data-txn` in answers. */
export interface SourceDataTxn extends SourceDataBase {
  readonly type: "connect/source-data/txn"
  readonly peekableAttributes?: {
    readonly fields?: Readonly<Record<string, SourceDataPeekableAttribute>> | null
    readonly [key: string]: unknown
  } | null
}

/** Schema of {@link SourceDataTxn}. */
export const SourceDataTxn: Schema.Codec<SourceDataTxn, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ type: W.required(W.string), "peekable-attributes": W.free }, SourceDataBase)
)

/** The API's `source-data` in answers. */
export type SourceData =
  | SourceDataInquiry
  | SourceDataVerificationDatabase
  | SourceDataVerificationPhoneNumber
  | SourceDataVerificationEmailAddress
  | SourceDataAccount
  | SourceDataTxn
  | UnknownVariant<"type">

/** Schema of {@link SourceData}. */
export const SourceData: Schema.Codec<SourceData, unknown> = /*#__PURE__*/ W.schema(() =>
  W.openUnion("type", {
    "connect/source-data/inquiry": SourceDataInquiry,
    "connect/source-data/verification/database": SourceDataVerificationDatabase,
    "connect/source-data/verification/phone-number": SourceDataVerificationPhoneNumber,
    "connect/source-data/verification/email-address": SourceDataVerificationEmailAddress,
    "connect/source-data/account": SourceDataAccount,
    "connect/source-data/txn": SourceDataTxn
  })
)
