// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Webhooks".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include, Links, PageParameters } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"
import { ApiVersionInput } from "../schemas/ApiVersion.ts"
import { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"
import {
  IncludedAllowlistInput,
  RelationshipAllowlistInput,
  Webhook,
  WebhookRequestAttributes,
  WebhookWithSecret
} from "../schemas/Webhook.ts"

export { ApiVersionInput } from "../schemas/ApiVersion.ts"
export { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"
export {
  IncludedAllowlistInput,
  RelationshipAllowlistInput,
  Webhook,
  WebhookRequestAttributes,
  WebhookWithSecret
} from "../schemas/Webhook.ts"

/**
 * List all webhooks: `GET /webhooks`.
 *
 * Succeeds with 200.
 *
 * @see https://docs.withpersona.com/api-reference/webhooks/list-all-webhooks
 */
export const list: Operation.Operation<ListRequest, WebhookPage> = /*#__PURE__*/ Operation.make({
  id: "list-all-webhooks",
  method: "GET",
  path: "/webhooks",
  tag: "Webhooks",
  paging: "query",
  query: ["page", "fields"],
  schemas: () => ({ request: ListRequest, success: WebhookPage })
})

/**
 * Create a webhook: `POST /webhooks`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/webhooks/create-a-webhook
 */
export const create: Operation.Operation<
  CreateRequest,
  WebhookWithSecretResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-webhook",
  method: "POST",
  path: "/webhooks",
  tag: "Webhooks",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: CreateRequest, success: WebhookWithSecretResponse })
})

/**
 * Retrieve a webhook: `GET /webhooks/{webhook-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/webhooks/retrieve-a-webhook
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  WebhookWithSecretResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-webhook",
  method: "GET",
  path: "/webhooks/{webhook-id}",
  tag: "Webhooks",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: WebhookWithSecretResponse })
})

/**
 * Update a webhook: `PATCH /webhooks/{webhook-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/webhooks/update-a-webhook
 */
export const update: Operation.Operation<
  UpdateRequest,
  WebhookResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "update-a-webhook",
  method: "PATCH",
  path: "/webhooks/{webhook-id}",
  tag: "Webhooks",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: UpdateRequest, success: WebhookResponse })
})

/**
 * Archive a webhook: `POST /webhooks/{webhook-id}/archive`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/webhooks/archive-a-webhook
 */
export const archive: Operation.Operation<
  ArchiveRequest,
  WebhookResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "archive-a-webhook",
  method: "POST",
  path: "/webhooks/{webhook-id}/archive",
  tag: "Webhooks",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ArchiveRequest, success: WebhookResponse })
})

/**
 * Enable a webhook: `POST /webhooks/{webhook-id}/enable`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/webhooks/enable-a-webhook
 */
export const enable: Operation.Operation<
  EnableRequest,
  WebhookResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "enable-a-webhook",
  method: "POST",
  path: "/webhooks/{webhook-id}/enable",
  tag: "Webhooks",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: EnableRequest, success: WebhookResponse })
})

/**
 * Disable a webhook: `POST /webhooks/{webhook-id}/disable`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/webhooks/disable-a-webhook
 */
export const disable: Operation.Operation<
  DisableRequest,
  WebhookResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "disable-a-webhook",
  method: "POST",
  path: "/webhooks/{webhook-id}/disable",
  tag: "Webhooks",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: DisableRequest, success: WebhookResponse })
})

/**
 * Rotate a webhook secret: `POST /webhooks/{webhook-id}/rotate-secret`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/webhooks/rotate-a-webhook-secret
 */
export const rotateSecret: Operation.Operation<
  RotateSecretRequest,
  WebhookWithSecretResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "rotate-a-webhook-secret",
  method: "POST",
  path: "/webhooks/{webhook-id}/rotate-secret",
  tag: "Webhooks",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: RotateSecretRequest, success: WebhookWithSecretResponse })
})

/**
 * Clone a webhook: `POST /webhooks/{webhook-id}/clone`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/webhooks/clone-a-webhook
 */
export const clone: Operation.Operation<
  CloneRequest,
  WebhookWithSecretResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "clone-a-webhook",
  method: "POST",
  path: "/webhooks/{webhook-id}/clone",
  tag: "Webhooks",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: CloneRequest, success: WebhookWithSecretResponse })
})

/** What {@link list} takes. */
export interface ListRequest {
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListRequest}. */
export const ListRequest: Schema.Codec<ListRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ page: W.page, fields: W.fieldsets })
)

/** What {@link create} takes. */
export interface CreateRequest {
  readonly data: { readonly attributes: CreateAttributes }
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateAttributes {
  readonly name: string
  readonly description?: string | null | undefined
  readonly url: string
  readonly enabledEvents: ReadonlyArray<
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
  >
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

/** Schema of {@link CreateRequest}. */
export const CreateRequest: Schema.Codec<CreateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.required(
          W.closed({
            name: W.required(W.string),
            description: W.nullable(W.string),
            url: W.required(W.string),
            "enabled-events": W.required(
              W.array(
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
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly webhookId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "webhook-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link update} takes. */
export interface UpdateRequest {
  readonly webhookId: string
  readonly data?: { readonly attributes?: WebhookRequestAttributes | undefined } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link UpdateRequest}. */
export const UpdateRequest: Schema.Codec<UpdateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "webhook-id": W.required(W.segment),
    data: W.closed({ attributes: WebhookRequestAttributes }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link archive} takes. */
export interface ArchiveRequest {
  readonly webhookId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ArchiveRequest}. */
export const ArchiveRequest: Schema.Codec<ArchiveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "webhook-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link enable} takes. */
export interface EnableRequest {
  readonly webhookId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link EnableRequest}. */
export const EnableRequest: Schema.Codec<EnableRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "webhook-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link disable} takes. */
export interface DisableRequest {
  readonly webhookId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link DisableRequest}. */
export const DisableRequest: Schema.Codec<DisableRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "webhook-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link rotateSecret} takes. */
export interface RotateSecretRequest {
  readonly webhookId: string
  readonly meta?: { readonly expiresInSeconds?: number | undefined } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RotateSecretRequest}. */
export const RotateSecretRequest: Schema.Codec<RotateSecretRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "webhook-id": W.required(W.segment),
    meta: W.closed({ "expires-in-seconds": W.integer }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link clone} takes. */
export interface CloneRequest {
  readonly webhookId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link CloneRequest}. */
export const CloneRequest: Schema.Codec<CloneRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "webhook-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link list} answers with. */
export interface WebhookPage {
  readonly data: ReadonlyArray<Webhook>
  readonly links?: Links | null
}

/** Schema of {@link WebhookPage}. */
export const WebhookPage: Schema.Codec<WebhookPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(Webhook)), links: W.links })
)

/** What {@link create}, {@link retrieve} and others answer with. */
export interface WebhookWithSecretResponse {
  readonly data: WebhookWithSecret
  readonly included?: EmptyIncludedObjects | null
}

/** Schema of {@link WebhookWithSecretResponse}. */
export const WebhookWithSecretResponse: Schema.Codec<
  WebhookWithSecretResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(WebhookWithSecret), included: EmptyIncludedObjects })
)

/** What {@link update}, {@link archive} and others answer with. */
export interface WebhookResponse {
  readonly data: Webhook
  readonly included?: EmptyIncludedObjects | null
}

/** Schema of {@link WebhookResponse}. */
export const WebhookResponse: Schema.Codec<WebhookResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Webhook), included: EmptyIncludedObjects })
)
