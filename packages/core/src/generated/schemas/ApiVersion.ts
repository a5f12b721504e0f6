// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open } from "../../JsonApi.ts"

/** The API's `api-version` in answers. */
export type ApiVersion = Open<
  | "2025-12-08"
  | "2025-10-27"
  | "2023-01-05"
  | "2022-09-01"
  | "2021-08-18"
  | "2021-07-05"
  | "2021-05-14"
  | "2021-02-21"
  | "2020-05-18"
>

/** Schema of {@link ApiVersion}. */
export const ApiVersion: Schema.Codec<ApiVersion, unknown> = /*#__PURE__*/ W.schema(() => W.string)

/** The API's `api-version` in requests. */
export type ApiVersionInput = Open<
  | "2025-12-08"
  | "2025-10-27"
  | "2023-01-05"
  | "2022-09-01"
  | "2021-08-18"
  | "2021-07-05"
  | "2021-05-14"
  | "2021-02-21"
  | "2020-05-18"
>

/** Schema of {@link ApiVersionInput}. */
export const ApiVersionInput: Schema.Codec<ApiVersionInput, unknown> = /*#__PURE__*/ W.schema(() => W.string)
