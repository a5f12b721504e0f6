// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"

/** The API's `address-fields` in answers. */
export interface AddressFields {
  readonly addressStreet1?: string | null
  readonly addressStreet2?: string | null
  readonly addressCity?: string | null
  readonly addressSubdivision?: string | null
  readonly addressPostalCode?: string | null
}

/** Schema of {@link AddressFields}. */
export const AddressFields: Schema.Codec<AddressFields, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    "address-street-1": W.string,
    "address-street-2": W.string,
    "address-city": W.string,
    "address-subdivision": W.string,
    "address-postal-code": W.string
  })
)

/** The API's `default-fields` in answers. */
export interface DefaultFields extends AddressFields {
  readonly birthdate?: string | null
  readonly nameFirst?: string | null
  readonly nameMiddle?: string | null
  readonly nameLast?: string | null
  readonly phoneNumber?: string | null
  readonly emailAddress?: string | null
}

/** Schema of {@link DefaultFields}. */
export const DefaultFields: Schema.Codec<DefaultFields, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open(
    {
      birthdate: W.string,
      "name-first": W.string,
      "name-middle": W.string,
      "name-last": W.string,
      "phone-number": W.string,
      "email-address": W.string
    },
    AddressFields
  )
)
