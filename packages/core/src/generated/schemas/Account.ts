// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { ToOne } from "../../JsonApi.ts"

/** The API's `account` in answers. */
export interface Account {
  readonly type: "account"
  readonly id: string
  readonly attributes: AccountAttributes
  readonly relationships?: AccountRelationships | null
}

export interface AccountAttributes {
  readonly referenceId?: string | null
  readonly accountTypeName?: string | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
  readonly redactedAt?: string | null
  readonly fields?: AccountAttributesFields | null
  readonly tags?: ReadonlyArray<string> | null
  readonly accountStatus?: string | null
}

export interface AccountAttributesFields {
  readonly name?: {
    readonly type?: string | null
    readonly value?: {
      readonly first?: { readonly type?: string | null; readonly value?: string | null } | null
      readonly middle?: { readonly type?: string | null; readonly value?: string | null } | null
      readonly last?: { readonly type?: string | null; readonly value?: string | null } | null
    } | null
  } | null
  readonly address?: {
    readonly type?: string | null
    readonly value?: {
      readonly street_1?: {
        readonly type?: string | null
        readonly value?: string | null
      } | null
      readonly street_2?: {
        readonly type?: string | null
        readonly value?: string | null
      } | null
      readonly subdivision?: {
        readonly type?: string | null
        readonly value?: string | null
      } | null
      readonly city?: { readonly type?: string | null; readonly value?: string | null } | null
      readonly postal_code?: {
        readonly type?: string | null
        readonly value?: string | null
      } | null
      readonly country_code?: {
        readonly type?: string | null
        readonly value?: string | null
      } | null
    } | null
  } | null
  readonly identification_numbers?: {
    readonly type?: string | null
    readonly value?: ReadonlyArray<{
      readonly type?: string | null
      readonly value?: {
        readonly identification_class?: {
          readonly type?: string | null
          readonly value?: string | null
        } | null
        readonly identification_number?: {
          readonly type?: string | null
          readonly value?: string | null
        } | null
        readonly issuing_country?: {
          readonly type?: string | null
          readonly value?: string | null
        } | null
        readonly hashed_identification_number?: {
          readonly type?: string | null
          readonly value?: string | null
        } | null
      } | null
    }> | null
  } | null
  readonly birthdate?: {
    readonly type?: string | null
    readonly value?: string | null
  } | null
  readonly phone_number?: {
    readonly type?: string | null
    readonly value?: string | null
  } | null
  readonly email_address?: {
    readonly type?: string | null
    readonly value?: string | null
  } | null
  readonly selfie_photo?: {
    readonly type?: "file" | null
    readonly value?: {
      readonly filename?: string | null
      readonly url?: string | null
      readonly "byte-size"?: number | null
    } | null
  } | null
  readonly [key: string]: unknown
}

export interface AccountRelationships {
  readonly accountType?: ToOne<"account-type"> | null
}

/** Schema of {@link Account}. */
export const Account: Schema.Codec<Account, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        "reference-id": W.string,
        "account-type-name": W.string,
        "created-at": W.string,
        "updated-at": W.string,
        "redacted-at": W.string,
        fields: W.free,
        tags: W.array(W.string),
        "account-status": W.string
      })
    ),
    relationships: W.open({ "account-type": W.toOne })
  })
)
