// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"

/** The API's `api-log` in answers. */
export interface ApiLog {
  readonly type: "api-log"
  readonly id: string
  readonly attributes: ApiLogAttributes
}

export interface ApiLogAttributes {
  readonly request?: {
    readonly method?: string | null
    readonly path?: string | null
    readonly headers?: {
      readonly Accept?: string | null
      readonly Authorization?: string | null
      readonly Host?: string | null
      readonly "Persona-Version"?: string | null
      readonly "User-Agent"?: string | null
    } | null
    readonly getParams?: Readonly<Record<string, unknown>> | null
    readonly postParams?: Readonly<Record<string, unknown>> | null
    readonly ipAddress?: string | null
  } | null
  readonly response?: {
    readonly status?: number | null
    readonly headers?: {
      readonly "Persona-Host"?: string | null
      readonly "Cache-Control"?: string | null
      readonly Pragma?: string | null
      readonly Expires?: string | null
      readonly "RateLimit-Limit"?: number | null
      readonly "RateLimit-Remaining"?: number | null
      readonly "RateLimit-Reset"?: number | null
      readonly "Quota-Limit"?: number | null
      readonly "Quota-Remaining"?: number | null
      readonly "Quota-Reset"?: number | null
      readonly "Request-Id"?: string | null
      readonly "Content-Type"?: string | null
      readonly Vary?: string | null
    } | null
  } | null
  readonly createdAt?: string | null
  readonly redactedAt?: string | null
}

/** Schema of {@link ApiLog}. */
export const ApiLog: Schema.Codec<ApiLog, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        request: W.open({
          method: W.string,
          path: W.string,
          headers: W.open({
            Accept: W.string,
            Authorization: W.string,
            Host: W.string,
            "Persona-Version": W.string,
            "User-Agent": W.string
          }),
          "get-params": W.free,
          "post-params": W.free,
          "ip-address": W.string
        }),
        response: W.open({
          status: W.number,
          headers: W.open({
            "Persona-Host": W.string,
            "Cache-Control": W.string,
            Pragma: W.string,
            Expires: W.string,
            "RateLimit-Limit": W.number,
            "RateLimit-Remaining": W.number,
            "RateLimit-Reset": W.number,
            "Quota-Limit": W.number,
            "Quota-Remaining": W.number,
            "Quota-Reset": W.number,
            "Request-Id": W.string,
            "Content-Type": W.string,
            Vary: W.string
          })
        }),
        "created-at": W.string,
        "redacted-at": W.string
      })
    )
  })
)
