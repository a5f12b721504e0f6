// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"

/** The API's `file` in answers. */
export interface File {
  readonly filename?: string | null
  readonly url?: string | null
  readonly byteSize?: number | null
}

/** Schema of {@link File}. */
export const File: Schema.Codec<File, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ filename: W.string, url: W.string, "byte-size": W.number })
)
