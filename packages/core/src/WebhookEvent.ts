/**
 * The events that webhooks deliver, as a tagged union: one member for each event in the API's document, and
 * {@link UnknownEvent} for all others. The API names about twice as many events as it describes, so unknown ones will
 * arrive.
 *
 * Events can arrive twice and in any order: `inquiry.approved` before `inquiry.completed`. Remember ids (as
 * `WebhookHandler` does), order by `createdAt`, and retrieve the resource where the latest state matters.
 *
 * The schemas of a resource are loaded and built with its first event; importing this module costs next to nothing.
 *
 * @see https://docs.withpersona.com/webhooks
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { events, type Events, loaders, type Resources } from "./generated/events.ts"
import type { Event } from "./generated/schemas/Event.ts"
import * as Wire from "./internal/wire/wire.ts"
import type { Unlisted, UnknownResource } from "./JsonApi.ts"
import * as WebhookError from "./WebhookError.ts"

/** The name of an event that the API's document describes, for example `inquiry.approved`. */
export type EventName = keyof Events

/** The members common to all events. */
export interface Envelope {
  /** Id of the event (`evt_…`). It is the same in each delivery of the event. */
  readonly id: string
  /** When the event happened, in RFC 3339; deliveries can arrive in another order. */
  readonly createdAt: string | undefined
  /** Facts about the event itself, if any. */
  readonly context: Readonly<Record<string, unknown>> | undefined
  /** The parsed body, with all members that are not listed here. */
  readonly raw: unknown
}

/** An event that the API's document describes. */
export interface KnownEvent<Name extends EventName> extends Envelope {
  readonly _tag: Name
  readonly name: Name
  /** The resource of the event, in its state at that time. */
  readonly data: Resources[Events[Name]]["data"]
  /** Related resources, if the webhook is configured to send them. */
  readonly included: Resources[Events[Name]]["included"]
}

/** An event that the API's document does not describe. Only its envelope is checked. */
export interface UnknownEvent extends Envelope {
  readonly _tag: "UnknownEvent"
  readonly name: Unlisted
  /** The resource of the event, under its wire names, if it looks like one. */
  readonly data: UnknownResource | undefined
}

/** Any event, discriminated by `_tag` or `name`. */
export type WebhookEvent = { readonly [Name in EventName]: KnownEvent<Name> }[EventName] | UnknownEvent

/** The events of some names. */
export type EventOf<Name extends EventName> = Extract<WebhookEvent, { readonly _tag: Name }>

/** The names of all described events. */
export const names: ReadonlyArray<EventName> = Object.keys(events) as ReadonlyArray<EventName>

/** Whether the API's document describes an event of this name. */
export const isKnownName = (name: string): name is EventName => Object.hasOwn(events, name)

/**
 * Whether an event has one of these names.
 *
 * @example
 * ```ts
 * if (WebhookEvent.is(event, "inquiry.approved", "inquiry.declined")) yield* close(event.data)
 * ```
 */
export const is = <const Name extends EventName>(
  event: WebhookEvent,
  ...names: ReadonlyArray<Name>
): event is EventOf<Name> => (names as ReadonlyArray<string>).includes(event._tag)

/** The errors of reading an event. */
export type Failure = WebhookError.WebhookError<WebhookError.EventReason>

/**
 * Reads the parsed body of a webhook request without verifying it: see `Webhook.receive` for that.
 *
 * An event with an unknown name becomes an {@link UnknownEvent}. An event with a known name must match its schema,
 * which is as open as the schemas of answers: attributes may be absent or null, and unknown ones are kept.
 */
export const decode = Effect.fnUntraced(function* (body: unknown): Effect.fn.Return<WebhookEvent, Failure> {
  const inflection = wrongInflection(body)
  if (inflection !== undefined) return yield* refuse(new WebhookError.WrongInflection({ found: inflection }))
  const outline = yield* read(outlineSchema, body)
  const { name } = outline.data.attributes
  if (!isKnownName(name)) {
    const payload = outline.data.attributes.payload as { readonly data?: unknown } | null | undefined
    const data = payload?.data
    return {
      _tag: "UnknownEvent",
      name: name as unknown as Unlisted,
      ...envelopeOf(outline, body),
      data: isResource(data) ? data : undefined
    }
  }
  const known = yield* read((yield* documentOf(events[name])) as Schema.Codec<KnownDocument, unknown>, body)
  return {
    _tag: name,
    name,
    ...envelopeOf(known, body),
    data: known.data.attributes.payload.data,
    included: known.data.attributes.payload.included ?? []
  } as WebhookEvent
})

/**
 * Reads an event of `GET /events`, to catch up on missed deliveries. The API keeps events for 30 days.
 *
 * @see https://docs.withpersona.com/webhooks
 */
export const fromResource = (event: Event): Effect.Effect<WebhookEvent, Failure> =>
  Effect.promise(() => import("./generated/schemas/Event.ts")).pipe(
    Effect.flatMap((module) => Schema.encodeEffect(module.Event)(event)),
    Effect.mapError(invalid),
    Effect.flatMap((data) => decode({ data }))
  )

/** The parts of an event that {@link encode} needs. */
export type Encodable<Name extends EventName> = Pick<KnownEvent<Name>, "name" | "id" | "data"> &
  Partial<Pick<KnownEvent<Name>, "included" | "createdAt" | "context">>

/** Writes an event as the API would send it, for tests: sign the text with `WebhookSignature.sign`. */
export const encode = <Name extends EventName>(
  event: Encodable<Name>
): Effect.Effect<string, Schema.SchemaError> =>
  Effect.flatMap(documentOf(events[event.name]), (schema) =>
    Effect.map(
      Schema.encodeEffect(schema)({
        data: {
          type: "event",
          id: event.id,
          attributes: {
            name: event.name,
            payload: {
              data: event.data,
              ...(event.included === undefined ? {} : { included: event.included })
            },
            ...(event.createdAt === undefined ? {} : { createdAt: event.createdAt }),
            ...(event.context === undefined ? {} : { context: event.context })
          }
        }
      }),
      (wire) => JSON.stringify(wire)
    )
  )

/** The document of an event, with any payload. */
interface Outline<Payload = unknown> {
  readonly data: {
    readonly id: string
    readonly attributes: {
      readonly name: string
      readonly payload: Payload
      readonly createdAt?: string | null
      readonly context?: Readonly<Record<string, unknown>> | null
    }
  }
}

type KnownDocument = Outline<{ readonly data: unknown; readonly included?: unknown }>

const documentWith = (payload: Wire.Part | Wire.Field): Wire.Part =>
  Wire.open({
    data: Wire.required(
      Wire.open({
        type: Wire.required(Wire.literals("event")),
        id: Wire.required(Wire.string),
        attributes: Wire.required(
          Wire.open({
            name: Wire.required(Wire.string),
            payload,
            "created-at": Wire.string,
            context: Wire.free
          })
        )
      })
    )
  })

const outlineSchema: Schema.Codec<Outline, unknown> = /*#__PURE__*/ Wire.schema(() => documentWith(Wire.json))

const documents = new Map<keyof Resources, Schema.Codec<unknown, unknown>>()

/** The schema of a resource's events, built with the first of them. */
const documentOf = (resource: keyof Resources): Effect.Effect<Schema.Codec<unknown, unknown>> =>
  Effect.suspend(() => {
    const built = documents.get(resource)
    if (built !== undefined) return Effect.succeed(built)
    const { data, included } = loaders[resource]
    return Effect.map(
      Effect.promise(() => Promise.all([data(), included?.()])),
      ([data, included]) => {
        const others = included ?? Wire.array(Wire.openUnion("type", {}))
        const schema = documentWith(Wire.required(Wire.open({ data: Wire.required(data), included: others })))
        documents.set(resource, schema)
        return schema
      }
    )
  })

const read = <A>(schema: Schema.Codec<A, unknown>, body: unknown): Effect.Effect<A, Failure> =>
  Effect.mapError(Schema.decodeUnknownEffect(schema, { errors: "all" })(body), invalid)

const invalid = (error: Schema.SchemaError): Failure =>
  WebhookError.make(new WebhookError.InvalidEvent({ issues: Wire.issues(error) }))

const refuse = (reason: WebhookError.EventReason): Effect.Effect<never, Failure> =>
  Effect.fail(WebhookError.make(reason))

const envelopeOf = ({ data: { attributes, id } }: Outline, raw: unknown): Envelope => ({
  id,
  createdAt: attributes.createdAt ?? undefined,
  context: attributes.context ?? undefined,
  raw
})

/**
 * Each webhook has its own inflection. Read as kebab-case, attributes in another one would seem absent, so they are
 * refused. The time of the event, which every event has, reveals the inflection.
 */
const wrongInflection = (body: unknown): "camel" | "snake" | undefined => {
  const attributes = (body as { readonly data?: { readonly attributes?: unknown } } | null | undefined)?.data
    ?.attributes
  if (typeof attributes !== "object" || attributes === null || "created-at" in attributes) return undefined
  return "created_at" in attributes ? "snake" : "createdAt" in attributes ? "camel" : undefined
}

const isResource = (value: unknown): value is UnknownResource =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"
