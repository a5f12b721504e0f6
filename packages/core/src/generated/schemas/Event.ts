// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"

/** The API's `event` in answers. */
export interface Event {
  readonly type: "event"
  readonly id: string
  readonly attributes: EventAttributes
}

export interface EventAttributes {
  readonly name?: string | null
  readonly payload?: {
    readonly data?: {
      readonly type: string
      readonly id: string
      readonly attributes: Readonly<Record<string, unknown>>
      readonly relationships?: Readonly<Record<string, unknown>> | null
    } | null
  } | null
  readonly createdAt?: string | null
  readonly context?: Readonly<Record<string, unknown>> | null
}

/** Schema of {@link Event}. */
export const Event: Schema.Codec<Event, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        name: W.string,
        payload: W.open({
          data: W.open({
            type: W.required(W.string),
            id: W.required(W.string),
            attributes: W.defaulted(W.free),
            relationships: W.free
          })
        }),
        "created-at": W.string,
        context: W.free
      })
    )
  })
)
