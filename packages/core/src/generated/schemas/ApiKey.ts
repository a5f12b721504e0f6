// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open } from "../../JsonApi.ts"
import { ApiVersion } from "./ApiVersion.ts"

/** The API's `api-key-shared-attributes` in answers. */
export interface ApiKeySharedAttributes {
  readonly name?: string | null
  readonly note?: string | null
  readonly apiVersion?: ApiVersion | null
  readonly apiKeyInflection?: Open<"camel" | "kebab" | "snake"> | null
  readonly apiAttributesBlocklist?: ReadonlyArray<string | null> | null
  readonly permissions?: ReadonlyArray<string> | null
  readonly ipAddressAllowlist?: ReadonlyArray<string> | null
  readonly fileAccessTokenExpiresIn?: number | null
  readonly lastUsedAt?: string | null
  readonly expiresAt?: string | null
  readonly createdAt?: string | null
}

/** Schema of {@link ApiKeySharedAttributes}. */
export const ApiKeySharedAttributes: Schema.Codec<
  ApiKeySharedAttributes,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    name: W.string,
    note: W.string,
    "api-version": ApiVersion,
    "api-key-inflection": W.string,
    "api-attributes-blocklist": W.array(W.nullable(W.string)),
    permissions: W.array(W.string),
    "ip-address-allowlist": W.array(W.string),
    "file-access-token-expires-in": W.number,
    "last-used-at": W.string,
    "expires-at": W.string,
    "created-at": W.string
  })
)

/** The API's `api-key` in answers. */
export interface ApiKey {
  readonly type: "api-key"
  readonly id: string
  readonly attributes: ApiKeySharedAttributes
}

/** Schema of {@link ApiKey}. */
export const ApiKey: Schema.Codec<ApiKey, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(ApiKeySharedAttributes)
  })
)

/** The API's `api-key-with-value` in answers. */
export interface ApiKeyWithValue {
  readonly type: "api-key"
  readonly id: string
  readonly attributes: ApiKeyWithValueAttributes
}

export interface ApiKeyWithValueAttributes extends ApiKeySharedAttributes {
  readonly value?: string | null
}

/** Schema of {@link ApiKeyWithValue}. */
export const ApiKeyWithValue: Schema.Codec<ApiKeyWithValue, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(W.open({ value: W.string }, ApiKeySharedAttributes))
  })
)
