// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open } from "../../JsonApi.ts"

/** The API's `network` in answers. */
export interface Network {
  readonly type: "network"
  readonly id: string
  readonly attributes: NetworkAttributes
}

export interface NetworkAttributes {
  readonly createdAt?: string | null
  readonly ipAddress?: string | null
  readonly serviceProvider?: string | null
  readonly serviceType?: Open<"residential" | "mobile" | "datacenter" | "corporate" | "education"> | null
  readonly proxyType?: Open<"residential" | "mobile" | "corporate" | "vpn" | "unknown" | "tor"> | null
  readonly threatLevel?: Open<"unknown" | "low" | "medium" | "high"> | null
  readonly countryCode?: string | null
  readonly countryName?: string | null
  readonly regionCode?: string | null
  readonly regionName?: string | null
  readonly latitude?: number | null
  readonly longitude?: number | null
}

/** Schema of {@link Network}. */
export const Network: Schema.Codec<Network, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        "created-at": W.string,
        "ip-address": W.string,
        "service-provider": W.string,
        "service-type": W.string,
        "proxy-type": W.string,
        "threat-level": W.string,
        "country-code": W.string,
        "country-name": W.string,
        "region-code": W.string,
        "region-name": W.string,
        latitude: W.number,
        longitude: W.number
      })
    )
  })
)
