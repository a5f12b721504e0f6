// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, ToOne } from "../../JsonApi.ts"

/** The API's `inquiry-session` in answers. */
export interface InquirySession {
  readonly type: "inquiry-session"
  readonly id: string
  readonly attributes: InquirySessionAttributes
  readonly relationships?: InquirySessionRelationships | null
}

export interface InquirySessionAttributes {
  readonly status?: Open<"new" | "active" | "expired"> | null
  readonly createdAt?: string | null
  readonly startedAt?: string | null
  readonly expiredAt?: string | null
  readonly ipAddress?: string | null
  readonly userAgent?: string | null
  readonly osName?: string | null
  readonly osFullVersion?: string | null
  readonly deviceType?: string | null
  readonly deviceName?: string | null
  readonly browserName?: string | null
  readonly browserFullVersion?: string | null
  readonly mobileSdkName?: string | null
  readonly mobileSdkFullVersion?: string | null
  readonly deviceHandoffMethod?: string | null
  readonly isProxy?: boolean | null
  readonly isTor?: boolean | null
  readonly isDatacenter?: boolean | null
  readonly isVpn?: boolean | null
  readonly threatLevel?: string | null
  readonly countryCode?: string | null
  readonly countryName?: string | null
  readonly regionCode?: string | null
  readonly regionName?: string | null
  readonly latitude?: number | null
  readonly longitude?: number | null
  readonly gpsLatitude?: number | null
  readonly gpsLongitude?: number | null
  readonly gpsPrecision?: string | null
  readonly ipConnectionType?: string | null
  readonly ipIsp?: string | null
  readonly networkOrganization?: string | null
}

export interface InquirySessionRelationships {
  readonly inquiry?: ToOne<"inquiry"> | null
  readonly device?: ToOne<"device"> | null
  readonly network?: ToOne<"network"> | null
}

/** Schema of {@link InquirySession}. */
export const InquirySession: Schema.Codec<InquirySession, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        status: W.string,
        "created-at": W.string,
        "started-at": W.string,
        "expired-at": W.string,
        "ip-address": W.string,
        "user-agent": W.string,
        "os-name": W.string,
        "os-full-version": W.string,
        "device-type": W.string,
        "device-name": W.string,
        "browser-name": W.string,
        "browser-full-version": W.string,
        "mobile-sdk-name": W.string,
        "mobile-sdk-full-version": W.string,
        "device-handoff-method": W.string,
        "is-proxy": W.boolean,
        "is-tor": W.boolean,
        "is-datacenter": W.boolean,
        "is-vpn": W.boolean,
        "threat-level": W.string,
        "country-code": W.string,
        "country-name": W.string,
        "region-code": W.string,
        "region-name": W.string,
        latitude: W.number,
        longitude: W.number,
        "gps-latitude": W.number,
        "gps-longitude": W.number,
        "gps-precision": W.string,
        "ip-connection-type": W.string,
        "ip-isp": W.string,
        "network-organization": W.string
      })
    ),
    relationships: W.open({ inquiry: W.toOne, device: W.toOne, network: W.toOne })
  })
)
