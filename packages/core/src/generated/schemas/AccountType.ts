// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { ToMany, ToOne } from "../../JsonApi.ts"
import { FieldSchema } from "./FieldSchema.ts"

/** The API's `account-type` in answers. */
export interface AccountType {
  readonly type: "account-type"
  readonly id: string
  readonly attributes: AccountTypeAttributes
  readonly relationships?: AccountTypeRelationships | null
}

export interface AccountTypeAttributes {
  readonly name?: string | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
  readonly fieldSchemas?: ReadonlyArray<FieldSchema> | null
}

export interface AccountTypeRelationships {
  readonly accountStatuses?: ToMany<"account-status"> | null
  readonly defaultAccountStatus?: ToOne<"account-status"> | null
}

/** Schema of {@link AccountType}. */
export const AccountType: Schema.Codec<AccountType, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        name: W.string,
        "created-at": W.string,
        "updated-at": W.string,
        "field-schemas": W.array(FieldSchema)
      })
    ),
    relationships: W.open({
      "account-statuses": W.toMany,
      "default-account-status": W.toOne
    })
  })
)
