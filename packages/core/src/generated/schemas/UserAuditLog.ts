// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { ToOne } from "../../JsonApi.ts"

/** The API's `user-audit-log` in answers. */
export interface UserAuditLog {
  readonly type: "user-audit-log"
  readonly id: string
  readonly attributes: UserAuditLogAttributes
  readonly relationships?: UserAuditLogRelationships | null
}

export interface UserAuditLogAttributes {
  readonly path?: string | null
  readonly method?: string | null
  readonly getParams?: Readonly<Record<string, unknown>> | string | null
  readonly postParams?: Readonly<Record<string, unknown>> | string | null
  readonly ipAddress?: string | null
  readonly userAgent?: string | null
  readonly responseStatus?: number | null
  readonly createdAt?: string | null
  readonly impersonatorEmailAddress?: string | null
  readonly context?: {
    readonly inquiryId?: string | null
    readonly [key: string]: unknown
  } | null
}

export interface UserAuditLogRelationships {
  readonly user?: ToOne<"user"> | null
  readonly userSession?: ToOne<"user-session"> | null
}

/** Schema of {@link UserAuditLog}. */
export const UserAuditLog: Schema.Codec<UserAuditLog, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        path: W.string,
        method: W.string,
        "get-params": W.either(W.free, W.string),
        "post-params": W.either(W.free, W.string),
        "ip-address": W.string,
        "user-agent": W.string,
        "response-status": W.number,
        "created-at": W.string,
        "impersonator-email-address": W.string,
        context: W.open({ "inquiry-id": W.string })
      })
    ),
    relationships: W.open({ user: W.toOne, "user-session": W.toOne })
  })
)
