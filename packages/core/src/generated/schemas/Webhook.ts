// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, UnknownVariant } from "../../JsonApi.ts"
import { ApiVersion, ApiVersionInput } from "./ApiVersion.ts"

/** The API's `included-allowlist` in answers. */
export type IncludedAllowlist =
  | { readonly state: "include_all" }
  | { readonly state: "include_none" }
  | {
      readonly state: "custom"
      readonly eventTypes?: ReadonlyArray<{
        readonly eventType?: string | null
        readonly relationships?: ReadonlyArray<string> | null
      }> | null
    }
  | UnknownVariant<"state">

/** Schema of {@link IncludedAllowlist}. */
export const IncludedAllowlist: Schema.Codec<IncludedAllowlist, unknown> = /*#__PURE__*/ W.schema(() =>
  W.openUnion("state", {
    include_all: W.open({ state: W.required(W.string) }),
    include_none: W.open({ state: W.required(W.string) }),
    custom: W.open({
      state: W.required(W.string),
      "event-types": W.array(
        W.open({
          "event-type": W.string,
          relationships: W.array(W.string)
        })
      )
    })
  })
)

/** The API's `relationship-allowlist` in answers. */
export type RelationshipAllowlist =
  | { readonly state: "include_all" }
  | { readonly state: "include_none" }
  | UnknownVariant<"state">

/** Schema of {@link RelationshipAllowlist}. */
export const RelationshipAllowlist: Schema.Codec<
  RelationshipAllowlist,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.openUnion("state", {
    include_all: W.open({ state: W.required(W.string) }),
    include_none: W.open({ state: W.required(W.string) })
  })
)

/** The API's `webhook` in answers. */
export interface Webhook {
  readonly type: "webhook"
  readonly id: string
  readonly attributes: WebhookAttributes
}

export interface WebhookAttributes {
  readonly status?: string | null
  readonly url?: string | null
  readonly name?: string | null
  readonly description?: string | null
  readonly apiVersion?: ApiVersion | null
  readonly apiKeyInflection?: Open<"camel" | "kebab" | "snake"> | null
  readonly apiAttributesBlocklist?: ReadonlyArray<string | null> | null
  readonly fileAccessTokenExpiresIn?: number | null
  readonly enabledEvents?: ReadonlyArray<string> | null
  readonly payloadFilter?: Readonly<Record<string, unknown>> | null
  readonly includedAllowlist?: IncludedAllowlist | null
  readonly relationshipAllowlist?: RelationshipAllowlist | null
  readonly createdAt?: string | null
}

/** Schema of {@link Webhook}. */
export const Webhook: Schema.Codec<Webhook, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        status: W.string,
        url: W.string,
        name: W.string,
        description: W.string,
        "api-version": ApiVersion,
        "api-key-inflection": W.string,
        "api-attributes-blocklist": W.array(W.nullable(W.string)),
        "file-access-token-expires-in": W.number,
        "enabled-events": W.array(W.string),
        "payload-filter": W.free,
        "included-allowlist": IncludedAllowlist,
        "relationship-allowlist": RelationshipAllowlist,
        "created-at": W.string
      })
    )
  })
)

/** The API's `webhook-with-secret` in answers. */
export interface WebhookWithSecret {
  readonly type: "webhook"
  readonly id: string
  readonly attributes: WebhookWithSecretAttributes
}

export interface WebhookWithSecretAttributes {
  readonly status?: string | null
  readonly url?: string | null
  readonly name?: string | null
  readonly description?: string | null
  readonly secret?: string | null
  readonly secrets?: ReadonlyArray<{
    readonly value?: string | null
    readonly expiresAt?: string | null
  }> | null
  readonly apiVersion?: ApiVersion | null
  readonly apiKeyInflection?: Open<"camel" | "kebab" | "snake"> | null
  readonly apiAttributesBlocklist?: ReadonlyArray<string | null> | null
  readonly fileAccessTokenExpiresIn?: number | null
  readonly enabledEvents?: ReadonlyArray<string> | null
  readonly payloadFilter?: Readonly<Record<string, unknown>> | null
  readonly includedAllowlist?: IncludedAllowlist | null
  readonly relationshipAllowlist?: RelationshipAllowlist | null
  readonly createdAt?: string | null
}

/** Schema of {@link WebhookWithSecret}. */
export const WebhookWithSecret: Schema.Codec<WebhookWithSecret, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        status: W.string,
        url: W.string,
        name: W.string,
        description: W.string,
        secret: W.string,
        secrets: W.array(W.open({ value: W.string, "expires-at": W.string })),
        "api-version": ApiVersion,
        "api-key-inflection": W.string,
        "api-attributes-blocklist": W.array(W.nullable(W.string)),
        "file-access-token-expires-in": W.number,
        "enabled-events": W.array(W.string),
        "payload-filter": W.free,
        "included-allowlist": IncludedAllowlist,
        "relationship-allowlist": RelationshipAllowlist,
        "created-at": W.string
      })
    )
  })
)

/** The API's `webhook-body-shared-data` in answers. */
export interface WebhookBodySharedData {
  readonly type?: "event" | null
  readonly id?: string | null
}

/** Schema of {@link WebhookBodySharedData}. */
export const WebhookBodySharedData: Schema.Codec<
  WebhookBodySharedData,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ type: W.string, id: W.string })
)

/** The API's `webhook-body-shared-attributes` in answers. */
export interface WebhookBodySharedAttributes {
  readonly createdAt?: string | null
}

/** Schema of {@link WebhookBodySharedAttributes}. */
export const WebhookBodySharedAttributes: Schema.Codec<
  WebhookBodySharedAttributes,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ "created-at": W.string })
)

/** The API's `included-allowlist` in requests. */
export type IncludedAllowlistInput =
  | { readonly state: "include_all" }
  | { readonly state: "include_none" }
  | {
      readonly state: "custom"
      readonly eventTypes: ReadonlyArray<{
        readonly eventType: string
        readonly relationships: ReadonlyArray<string>
      }>
    }

/** Schema of {@link IncludedAllowlistInput}. */
export const IncludedAllowlistInput: Schema.Codec<
  IncludedAllowlistInput,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closedUnion("state", {
    include_all: W.closed({ state: W.required(W.literals("include_all")) }),
    include_none: W.closed({ state: W.required(W.literals("include_none")) }),
    custom: W.closed({
      state: W.required(W.literals("custom")),
      "event-types": W.required(
        W.array(
          W.closed({
            "event-type": W.required(W.string),
            relationships: W.required(W.array(W.string, 1))
          }),
          1,
          200
        )
      )
    })
  })
)

/** The API's `relationship-allowlist` in requests. */
export type RelationshipAllowlistInput =
  | { readonly state: "include_all" }
  | { readonly state: "include_none" }

/** Schema of {@link RelationshipAllowlistInput}. */
export const RelationshipAllowlistInput: Schema.Codec<
  RelationshipAllowlistInput,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closedUnion("state", {
    include_all: W.closed({ state: W.required(W.literals("include_all")) }),
    include_none: W.closed({ state: W.required(W.literals("include_none")) })
  })
)

/** The API's `webhook-request-attributes` in requests. */
export interface WebhookRequestAttributes {
  readonly name?: string | undefined
  readonly description?: string | null | undefined
  readonly url?: string | undefined
  readonly enabledEvents?: ReadonlyArray<
    | "*"
    | "account-property.redacted"
    | "account-type.deleted-field"
    | "account.added-relation"
    | "account.archived"
    | "account.consolidated"
    | "account.consolidated-with"
    | "account.created"
    | "account.redacted"
    | "account.removed-relation"
    | "account.restored"
    | "account.status-updated"
    | "account.tag-added"
    | "account.tag-removed"
    | "account.updated-fields"
    | "account.updated-tags"
    | "agent-conversation.created"
    | "agent-conversation.errored"
    | "agent-conversation.message-added"
    | "authentication.completed"
    | "authentication.created"
    | "authentication.expired"
    | "authentication.failed"
    | "authentication.redacted"
    | "case-comment.created"
    | "case-message.received"
    | "case-message.sent"
    | "case-template.deleted-field"
    | "case.assigned"
    | "case.created"
    | "case.exported"
    | "case.print-initiated"
    | "case.queue-updated"
    | "case.redacted"
    | "case.reopened"
    | "case.resolved"
    | "case.sla-expired"
    | "case.status-updated"
    | "case.updated"
    | "case.updated-fields"
    | "case.updated-tags"
    | "checkpoint.completed"
    | "checkpoint.created"
    | "checkpoint.expired"
    | "checkpoint.failed"
    | "checkpoint.reusable-persona-used"
    | "checkpoint.started"
    | "connect/share-token.inbound-created"
    | "connect/share-token.inbound-redeemed"
    | "connect/share-token.outbound-created"
    | "connect/share-token.outbound-redeemed"
    | "document.created"
    | "document.errored"
    | "document.extracted"
    | "document.pending"
    | "document.processed"
    | "document.submitted"
    | "filing.created"
    | "filing.filed"
    | "graph-query.cancelled"
    | "graph-query.completed"
    | "graph-query.errored"
    | "graph-query.reran"
    | "graph-query.submitted"
    | "graph-query.timed-out"
    | "importer-pipeline-run.canceled"
    | "importer-pipeline-run.completed"
    | "importer-pipeline-run.errored"
    | "importer-pipeline-run.paused"
    | "importer-pipeline-run.resumed"
    | "importer-pipeline-run.started"
    | "inquiry-session.canceled"
    | "inquiry-session.expired"
    | "inquiry-session.started"
    | "inquiry-template-version.created"
    | "inquiry-template-version.published"
    | "inquiry.approved"
    | "inquiry.completed"
    | "inquiry.created"
    | "inquiry.declined"
    | "inquiry.expired"
    | "inquiry.failed"
    | "inquiry.marked-for-review"
    | "inquiry.redacted"
    | "inquiry.reusable-persona-assurance-failed"
    | "inquiry.reusable-persona-created"
    | "inquiry.reusable-persona-updated"
    | "inquiry.reusable-persona-used"
    | "inquiry.started"
    | "inquiry.transitioned"
    | "inquiry.updated-tags"
    | "integration-log.created"
    | "report/address-lookup.errored"
    | "report/address-lookup.ready"
    | "report/address-lookup.submitted"
    | "report/adverse-media.dismissed"
    | "report/adverse-media.errored"
    | "report/adverse-media.matched"
    | "report/adverse-media.ready"
    | "report/background-check.ready"
    | "report/better-business-bureau.errored"
    | "report/better-business-bureau.ready"
    | "report/business-adverse-media.dismissed"
    | "report/business-adverse-media.errored"
    | "report/business-adverse-media.matched"
    | "report/business-adverse-media.ready"
    | "report/business-associated-persons.errored"
    | "report/business-associated-persons.ready"
    | "report/business-classification.errored"
    | "report/business-classification.ready"
    | "report/business-classification.submitted"
    | "report/business-enforcement-action.errored"
    | "report/business-enforcement-action.ready"
    | "report/business-enforcement-action.submitted"
    | "report/business-industry-classification.errored"
    | "report/business-industry-classification.ready"
    | "report/business-industry-classification.submitted"
    | "report/business-liens-lookup.errored"
    | "report/business-liens-lookup.ready"
    | "report/business-lookup-eu.errored"
    | "report/business-lookup-eu.ready"
    | "report/business-lookup.errored"
    | "report/business-lookup.ready"
    | "report/business-media-coverage.errored"
    | "report/business-media-coverage.matched"
    | "report/business-media-coverage.ready"
    | "report/business-media-coverage.submitted"
    | "report/business-nonprofit.changed"
    | "report/business-nonprofit.errored"
    | "report/business-nonprofit.ready"
    | "report/business-online-presence.errored"
    | "report/business-online-presence.ready"
    | "report/business-online-presence.submitted"
    | "report/business-personnel-insights.errored"
    | "report/business-personnel-insights.ready"
    | "report/business-personnel-insights.submitted"
    | "report/business-registrations-lookup.errored"
    | "report/business-registrations-lookup.ready"
    | "report/business-social-media.errored"
    | "report/business-social-media.ready"
    | "report/business-watchlist.dismissed"
    | "report/business-watchlist.errored"
    | "report/business-watchlist.matched"
    | "report/business-watchlist.ready"
    | "report/business-website.errored"
    | "report/business-website.ready"
    | "report/chainalysis-address-screening.errored"
    | "report/chainalysis-address-screening.ready"
    | "report/clearbit-business-lookup.errored"
    | "report/clearbit-business-lookup.ready"
    | "report/coinbase-check-crypto-risk.errored"
    | "report/coinbase-check-crypto-risk.ready"
    | "report/community-safety.errored"
    | "report/community-safety.matched"
    | "report/community-safety.ready"
    | "report/comply-advantage-search.ready"
    | "report/comprehensive-profile.ready"
    | "report/crypto-address-watchlist.errored"
    | "report/crypto-address-watchlist.matched"
    | "report/crypto-address-watchlist.ready"
    | "report/crypto_address.matched"
    | "report/crypto_address.ready"
    | "report/custom-list.dismissed"
    | "report/custom-list.errored"
    | "report/custom-list.matched"
    | "report/custom-list.ready"
    | "report/email-address.errored"
    | "report/email-address.ready"
    | "report/employer-lookup.ready"
    | "report/equifax-oneview.errored"
    | "report/equifax-oneview.ready"
    | "report/finra-broker-check.errored"
    | "report/finra-broker-check.ready"
    | "report/kyckr-business-lookup.errored"
    | "report/kyckr-business-lookup.ready"
    | "report/middesk.errored"
    | "report/middesk.ready"
    | "report/middesk.submitted"
    | "report/mx-account.errored"
    | "report/mx-account.ready"
    | "report/nces.errored"
    | "report/nces.ready"
    | "report/novacredit-cash-atlas.errored"
    | "report/novacredit-cash-atlas.ready"
    | "report/novacredit-cash-atlas.submitted"
    | "report/novacredit-credit-passport.errored"
    | "report/novacredit-credit-passport.ready"
    | "report/novacredit-credit-passport.submitted"
    | "report/phone-number.errored"
    | "report/phone-number.ready"
    | "report/politically-exposed-person.dismissed"
    | "report/politically-exposed-person.errored"
    | "report/politically-exposed-person.matched"
    | "report/politically-exposed-person.ready"
    | "report/profile-non-authoritative.errored"
    | "report/profile-non-authoritative.ready"
    | "report/profile.errored"
    | "report/profile.ready"
    | "report/screening.errored"
    | "report/screening.matched"
    | "report/screening.ready"
    | "report/sec-action-lookup.errored"
    | "report/sec-action-lookup.ready"
    | "report/sentilink-application-risk.errored"
    | "report/sentilink-application-risk.ready"
    | "report/sentilink-scores.errored"
    | "report/sentilink-scores.ready"
    | "report/social-media.errored"
    | "report/social-media.ready"
    | "report/synthetic.errored"
    | "report/synthetic.ready"
    | "report/trm-wallet-screening.errored"
    | "report/trm-wallet-screening.ready"
    | "report/watchlist.dismissed"
    | "report/watchlist.errored"
    | "report/watchlist.matched"
    | "report/watchlist.ready"
    | "sar.created"
    | "sar.filed"
    | "selfie.created"
    | "selfie.errored"
    | "selfie.processed"
    | "selfie.submitted"
    | "session.created"
    | "session.expired"
    | "transaction-type.deleted-field"
    | "transaction.added-relation"
    | "transaction.created"
    | "transaction.labeled"
    | "transaction.redacted"
    | "transaction.removed-relation"
    | "transaction.sentinel-session-processed"
    | "transaction.status-updated"
    | "transaction.updated-fields"
    | "user.availability-updated"
    | "verification.canceled"
    | "verification.created"
    | "verification.escalated"
    | "verification.failed"
    | "verification.passed"
    | "verification.requires-retry"
    | "verification.skipped"
    | "verification.submitted"
    | "verification.tentatively-failed"
    | "verification.tentatively-passed"
    | "verification.updated-tags"
    | "workflow-run.created"
    | "workflow-run.errored"
    | "workflow-run.resumed"
    | "workflow.published"
  > | undefined
  readonly apiVersion?: ApiVersionInput | undefined
  readonly apiKeyInflection?: "camel" | "kebab" | "snake" | undefined
  readonly apiAttributesBlocklist?: ReadonlyArray<string> | undefined
  readonly fileAccessTokenExpiresIn?: number | undefined
  readonly payloadFilter?: {
    readonly data?: Readonly<Record<string, unknown>> | undefined
  } | undefined
  readonly includedAllowlist?: IncludedAllowlistInput | undefined
  readonly relationshipAllowlist?: RelationshipAllowlistInput | undefined
  readonly customHttpHeaders?: {
    readonly Authorization?: string | undefined
    readonly "Calling-Application"?: string | undefined
    readonly "CF-Access-Client-Id"?: string | undefined
    readonly "CF-Access-Client-Secret"?: string | undefined
    readonly "X-API-Key"?: string | undefined
    readonly [key: string]: unknown
  } | undefined
}

/** Schema of {@link WebhookRequestAttributes}. */
export const WebhookRequestAttributes: Schema.Codec<
  WebhookRequestAttributes,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    name: W.string,
    description: W.nullable(W.string),
    url: W.string,
    "enabled-events": W.array(
      W.literals(
        "*",
        "account-property.redacted",
        "account-type.deleted-field",
        "account.added-relation",
        "account.archived",
        "account.consolidated",
        "account.consolidated-with",
        "account.created",
        "account.redacted",
        "account.removed-relation",
        "account.restored",
        "account.status-updated",
        "account.tag-added",
        "account.tag-removed",
        "account.updated-fields",
        "account.updated-tags",
        "agent-conversation.created",
        "agent-conversation.errored",
        "agent-conversation.message-added",
        "authentication.completed",
        "authentication.created",
        "authentication.expired",
        "authentication.failed",
        "authentication.redacted",
        "case-comment.created",
        "case-message.received",
        "case-message.sent",
        "case-template.deleted-field",
        "case.assigned",
        "case.created",
        "case.exported",
        "case.print-initiated",
        "case.queue-updated",
        "case.redacted",
        "case.reopened",
        "case.resolved",
        "case.sla-expired",
        "case.status-updated",
        "case.updated",
        "case.updated-fields",
        "case.updated-tags",
        "checkpoint.completed",
        "checkpoint.created",
        "checkpoint.expired",
        "checkpoint.failed",
        "checkpoint.reusable-persona-used",
        "checkpoint.started",
        "connect/share-token.inbound-created",
        "connect/share-token.inbound-redeemed",
        "connect/share-token.outbound-created",
        "connect/share-token.outbound-redeemed",
        "document.created",
        "document.errored",
        "document.extracted",
        "document.pending",
        "document.processed",
        "document.submitted",
        "filing.created",
        "filing.filed",
        "graph-query.cancelled",
        "graph-query.completed",
        "graph-query.errored",
        "graph-query.reran",
        "graph-query.submitted",
        "graph-query.timed-out",
        "importer-pipeline-run.canceled",
        "importer-pipeline-run.completed",
        "importer-pipeline-run.errored",
        "importer-pipeline-run.paused",
        "importer-pipeline-run.resumed",
        "importer-pipeline-run.started",
        "inquiry-session.canceled",
        "inquiry-session.expired",
        "inquiry-session.started",
        "inquiry-template-version.created",
        "inquiry-template-version.published",
        "inquiry.approved",
        "inquiry.completed",
        "inquiry.created",
        "inquiry.declined",
        "inquiry.expired",
        "inquiry.failed",
        "inquiry.marked-for-review",
        "inquiry.redacted",
        "inquiry.reusable-persona-assurance-failed",
        "inquiry.reusable-persona-created",
        "inquiry.reusable-persona-updated",
        "inquiry.reusable-persona-used",
        "inquiry.started",
        "inquiry.transitioned",
        "inquiry.updated-tags",
        "integration-log.created",
        "report/address-lookup.errored",
        "report/address-lookup.ready",
        "report/address-lookup.submitted",
        "report/adverse-media.dismissed",
        "report/adverse-media.errored",
        "report/adverse-media.matched",
        "report/adverse-media.ready",
        "report/background-check.ready",
        "report/better-business-bureau.errored",
        "report/better-business-bureau.ready",
        "report/business-adverse-media.dismissed",
        "report/business-adverse-media.errored",
        "report/business-adverse-media.matched",
        "report/business-adverse-media.ready",
        "report/business-associated-persons.errored",
        "report/business-associated-persons.ready",
        "report/business-classification.errored",
        "report/business-classification.ready",
        "report/business-classification.submitted",
        "report/business-enforcement-action.errored",
        "report/business-enforcement-action.ready",
        "report/business-enforcement-action.submitted",
        "report/business-industry-classification.errored",
        "report/business-industry-classification.ready",
        "report/business-industry-classification.submitted",
        "report/business-liens-lookup.errored",
        "report/business-liens-lookup.ready",
        "report/business-lookup-eu.errored",
        "report/business-lookup-eu.ready",
        "report/business-lookup.errored",
        "report/business-lookup.ready",
        "report/business-media-coverage.errored",
        "report/business-media-coverage.matched",
        "report/business-media-coverage.ready",
        "report/business-media-coverage.submitted",
        "report/business-nonprofit.changed",
        "report/business-nonprofit.errored",
        "report/business-nonprofit.ready",
        "report/business-online-presence.errored",
        "report/business-online-presence.ready",
        "report/business-online-presence.submitted",
        "report/business-personnel-insights.errored",
        "report/business-personnel-insights.ready",
        "report/business-personnel-insights.submitted",
        "report/business-registrations-lookup.errored",
        "report/business-registrations-lookup.ready",
        "report/business-social-media.errored",
        "report/business-social-media.ready",
        "report/business-watchlist.dismissed",
        "report/business-watchlist.errored",
        "report/business-watchlist.matched",
        "report/business-watchlist.ready",
        "report/business-website.errored",
        "report/business-website.ready",
        "report/chainalysis-address-screening.errored",
        "report/chainalysis-address-screening.ready",
        "report/clearbit-business-lookup.errored",
        "report/clearbit-business-lookup.ready",
        "report/coinbase-check-crypto-risk.errored",
        "report/coinbase-check-crypto-risk.ready",
        "report/community-safety.errored",
        "report/community-safety.matched",
        "report/community-safety.ready",
        "report/comply-advantage-search.ready",
        "report/comprehensive-profile.ready",
        "report/crypto-address-watchlist.errored",
        "report/crypto-address-watchlist.matched",
        "report/crypto-address-watchlist.ready",
        "report/crypto_address.matched",
        "report/crypto_address.ready",
        "report/custom-list.dismissed",
        "report/custom-list.errored",
        "report/custom-list.matched",
        "report/custom-list.ready",
        "report/email-address.errored",
        "report/email-address.ready",
        "report/employer-lookup.ready",
        "report/equifax-oneview.errored",
        "report/equifax-oneview.ready",
        "report/finra-broker-check.errored",
        "report/finra-broker-check.ready",
        "report/kyckr-business-lookup.errored",
        "report/kyckr-business-lookup.ready",
        "report/middesk.errored",
        "report/middesk.ready",
        "report/middesk.submitted",
        "report/mx-account.errored",
        "report/mx-account.ready",
        "report/nces.errored",
        "report/nces.ready",
        "report/novacredit-cash-atlas.errored",
        "report/novacredit-cash-atlas.ready",
        "report/novacredit-cash-atlas.submitted",
        "report/novacredit-credit-passport.errored",
        "report/novacredit-credit-passport.ready",
        "report/novacredit-credit-passport.submitted",
        "report/phone-number.errored",
        "report/phone-number.ready",
        "report/politically-exposed-person.dismissed",
        "report/politically-exposed-person.errored",
        "report/politically-exposed-person.matched",
        "report/politically-exposed-person.ready",
        "report/profile-non-authoritative.errored",
        "report/profile-non-authoritative.ready",
        "report/profile.errored",
        "report/profile.ready",
        "report/screening.errored",
        "report/screening.matched",
        "report/screening.ready",
        "report/sec-action-lookup.errored",
        "report/sec-action-lookup.ready",
        "report/sentilink-application-risk.errored",
        "report/sentilink-application-risk.ready",
        "report/sentilink-scores.errored",
        "report/sentilink-scores.ready",
        "report/social-media.errored",
        "report/social-media.ready",
        "report/synthetic.errored",
        "report/synthetic.ready",
        "report/trm-wallet-screening.errored",
        "report/trm-wallet-screening.ready",
        "report/watchlist.dismissed",
        "report/watchlist.errored",
        "report/watchlist.matched",
        "report/watchlist.ready",
        "sar.created",
        "sar.filed",
        "selfie.created",
        "selfie.errored",
        "selfie.processed",
        "selfie.submitted",
        "session.created",
        "session.expired",
        "transaction-type.deleted-field",
        "transaction.added-relation",
        "transaction.created",
        "transaction.labeled",
        "transaction.redacted",
        "transaction.removed-relation",
        "transaction.sentinel-session-processed",
        "transaction.status-updated",
        "transaction.updated-fields",
        "user.availability-updated",
        "verification.canceled",
        "verification.created",
        "verification.escalated",
        "verification.failed",
        "verification.passed",
        "verification.requires-retry",
        "verification.skipped",
        "verification.submitted",
        "verification.tentatively-failed",
        "verification.tentatively-passed",
        "verification.updated-tags",
        "workflow-run.created",
        "workflow-run.errored",
        "workflow-run.resumed",
        "workflow.published"
      )
    ),
    "api-version": ApiVersionInput,
    "api-key-inflection": W.literals("camel", "kebab", "snake"),
    "api-attributes-blocklist": W.array(W.string),
    "file-access-token-expires-in": W.integer,
    "payload-filter": W.closed({ data: W.free }),
    "included-allowlist": IncludedAllowlistInput,
    "relationship-allowlist": RelationshipAllowlistInput,
    "custom-http-headers": W.closed({
      Authorization: W.string,
      "Calling-Application": W.string,
      "CF-Access-Client-Id": W.string,
      "CF-Access-Client-Secret": W.string,
      "X-API-Key": W.string
    })
  })
)
