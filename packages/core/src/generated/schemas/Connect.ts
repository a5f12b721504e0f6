// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { ToOne } from "../../JsonApi.ts"
import { SourceData } from "./SourceData.ts"

/** The API's `connect-connection` in answers. */
export interface ConnectConnection {
  readonly type: "connect/connection"
  readonly id: string
  readonly attributes: ConnectConnectionAttributes
  readonly relationships?: ConnectConnectionRelationships | null
}

export interface ConnectConnectionAttributes {
  readonly status?: string | null
  readonly destinationOrganizationId?: string | null
  readonly sourceOrganizationId?: string | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
}

export interface ConnectConnectionRelationships {
  readonly creator?: ToOne | null
}

/** Schema of {@link ConnectConnection}. */
export const ConnectConnection: Schema.Codec<ConnectConnection, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        status: W.string,
        "destination-organization-id": W.string,
        "source-organization-id": W.string,
        "created-at": W.string,
        "updated-at": W.string
      })
    ),
    relationships: W.open({ creator: W.toOne })
  })
)

/** The API's `connect-share-token` in answers. */
export interface ConnectShareToken {
  readonly type: "connect/share-token"
  readonly id: string
  readonly attributes: ConnectShareTokenAttributes
  readonly relationships?: ConnectShareTokenRelationships | null
}

export interface ConnectShareTokenAttributes {
  readonly status?: string | null
  readonly direction?: string | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
  readonly pendingAt?: string | null
  readonly redeemedAt?: string | null
  readonly expiresAt?: string | null
  readonly failedAt?: string | null
  readonly failureReason?: string | null
  readonly redeemMode?: string | null
  readonly sourceData?: SourceData | null
}

export interface ConnectShareTokenRelationships {
  readonly connection?: ToOne<"connect/connection"> | null
  readonly creator?: ToOne | null
  readonly source?: ToOne | null
  readonly destination?: ToOne | null
}

/** Schema of {@link ConnectShareToken}. */
export const ConnectShareToken: Schema.Codec<ConnectShareToken, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        status: W.string,
        direction: W.string,
        "created-at": W.string,
        "updated-at": W.string,
        "pending-at": W.string,
        "redeemed-at": W.string,
        "expires-at": W.string,
        "failed-at": W.string,
        "failure-reason": W.string,
        "redeem-mode": W.string,
        "source-data": SourceData
      })
    ),
    relationships: W.open({
      connection: W.toOne,
      creator: W.toOne,
      source: W.toOne,
      destination: W.toOne
    })
  })
)
