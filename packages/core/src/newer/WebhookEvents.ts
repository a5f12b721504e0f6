/**
 * Deliveries of events to webhooks, one for each event and webhook. They are newer than the API's document of
 * 2025-12-08.
 *
 * Source: version 2026-09-29 of the vendor's document.
 */
import type * as Schema from "effect/Schema"
import { SearchQuery } from "../generated/schemas/SearchQuery.ts"
import * as W from "../internal/wire/wire.ts"
import type { Fieldsets, Links, Open, PageParameters } from "../JsonApi.ts"
import * as Operation from "../Operation.ts"
import type { Conflict, UnprocessableEntity } from "../PersonaError.ts"

export { SearchQuery } from "../generated/schemas/SearchQuery.ts"

/**
 * Search webhook events: `POST /webhook-events/search`. By `status`, `webhook_id`, `event_id`, `event_name`,
 * `webhook_event_id` and `related_object_ids` with `eq`, by `updated_at` with every operator. What has just changed
 * is found about a minute later.
 *
 * Succeeds with 200. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/webhook-events/search-webhook-events
 */
export const search: Operation.Operation<SearchRequest, WebhookEventPage, Conflict | UnprocessableEntity> =
  /*#__PURE__*/ Operation.make({
    id: "search-webhook-events",
    method: "POST",
    path: "/webhook-events/search",
    tag: "Webhook Events",
    origin: "newer",
    repeat: "safe",
    paging: "body",
    query: ["fields"],
    body: "json",
    errors: [409, 422],
    schemas: () => ({ request: SearchRequest, success: WebhookEventPage })
  })

/** What {@link search} takes. */
export interface SearchRequest {
  readonly query?: SearchQuery | undefined
  readonly sort?:
    | {
        readonly attribute: Open<"updated_at">
        readonly direction: Open<"asc" | "desc">
      }
    | undefined
  /** Cursors are opaque here: take them from an answer. */
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link SearchRequest}. */
export const SearchRequest: Schema.Codec<SearchRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    query: SearchQuery,
    sort: W.closed({ attribute: W.required(W.string), direction: W.required(W.string) }),
    page: W.page,
    fields: W.fieldsets
  })
)

/** The API's `webhook-event` in answers. */
export interface WebhookEvent {
  readonly type: "webhook-event"
  readonly id: string
  readonly attributes: {
    readonly status?: Open<"pending" | "completed" | "failed" | "skipped"> | null
    readonly eventName?: string | null
    readonly webhookId?: string | null
    readonly eventId?: string | null
    /** HTTP status of the last answer of the destination. */
    readonly resultCode?: number | null
    readonly attemptsMade?: number | null
    readonly lastAttemptedAt?: string | null
    readonly createdAt?: string | null
    readonly updatedAt?: string | null
  }
}

/** Schema of {@link WebhookEvent}. */
export const WebhookEvent: Schema.Codec<WebhookEvent, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        status: W.string,
        "event-name": W.string,
        "webhook-id": W.string,
        "event-id": W.string,
        "result-code": W.number,
        "attempts-made": W.number,
        "last-attempted-at": W.string,
        "created-at": W.string,
        "updated-at": W.string
      })
    )
  })
)

/** What {@link search} answers with. */
export interface WebhookEventPage {
  readonly data: ReadonlyArray<WebhookEvent>
  readonly links?: Links | null
}

/** Schema of {@link WebhookEventPage}. */
export const WebhookEventPage: Schema.Codec<WebhookEventPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(WebhookEvent)), links: W.links })
)
