// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Events".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include, Links, OneOrMany, PageParameters } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { NotFound } from "../../PersonaError.ts"
import { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"
import { Event } from "../schemas/Event.ts"

export { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"
export { Event } from "../schemas/Event.ts"

/**
 * List all events: `GET /events`.
 *
 * Succeeds with 200.
 *
 * @see https://docs.withpersona.com/api-reference/events/list-all-events
 */
export const list: Operation.Operation<ListRequest, EventPage> = /*#__PURE__*/ Operation.make({
  id: "list-all-events",
  method: "GET",
  path: "/events",
  tag: "Events",
  paging: "query",
  query: ["filter", "page", "fields"],
  schemas: () => ({ request: ListRequest, success: EventPage })
})

/**
 * Retrieve an event: `GET /events/{event-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/events/retrieve-an-event
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  EventResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-an-event",
  method: "GET",
  path: "/events/{event-id}",
  tag: "Events",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: EventResponse })
})

/** What {@link list} takes. */
export interface ListRequest {
  readonly filter?: {
    readonly name?: OneOrMany | undefined
    readonly objectId?: OneOrMany | undefined
    readonly id?: OneOrMany | undefined
  } | undefined
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListRequest}. */
export const ListRequest: Schema.Codec<ListRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    filter: W.closed({ name: W.commas, "object-id": W.commas, id: W.commas }),
    page: W.page,
    fields: W.fieldsets
  })
)

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly eventId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "event-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link list} answers with. */
export interface EventPage {
  readonly data: ReadonlyArray<Event>
  readonly links?: Links | null
}

/** Schema of {@link EventPage}. */
export const EventPage: Schema.Codec<EventPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(Event)), links: W.links })
)

/** What {@link retrieve} answers with. */
export interface EventResponse {
  readonly data: Event
  readonly included?: EmptyIncludedObjects | null
}

/** Schema of {@link EventResponse}. */
export const EventResponse: Schema.Codec<EventResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Event), included: EmptyIncludedObjects })
)
