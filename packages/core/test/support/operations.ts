/** Small operations, one of each kind, to test the call without the generated modules. */
import * as Operation from "@effect-persona/core/Operation"
import type { Conflict, NotFound, UnprocessableEntity } from "@effect-persona/core/PersonaError"
import { Schema } from "effect"

const Thing = Schema.Struct({ data: Schema.Struct({ id: Schema.String }) })
export type Thing = typeof Thing.Type

const Create = Schema.Struct({
  data: Schema.Struct({ attributes: Schema.Struct({ name: Schema.String }) })
})

export const create: Operation.Operation<typeof Create.Type, Thing, Conflict | UnprocessableEntity> =
  Operation.make({
    id: "create-a-thing",
    method: "POST",
    path: "/things",
    tag: "Things",
    body: "json",
    success: [201],
    errors: [409, 422],
    schemas: () => ({
      request: Create as Schema.Codec<typeof Create.Type, unknown>,
      success: Thing as Schema.Codec<Thing, unknown>
    })
  })

export interface RetrieveRequest {
  readonly thingId: string
  readonly include?: ReadonlyArray<string>
}

export const retrieve: Operation.Operation<RetrieveRequest, Thing, NotFound> = Operation.make({
  id: "retrieve-a-thing",
  method: "GET",
  path: "/things/{thing-id}",
  tag: "Things",
  query: ["include"],
  errors: [404],
  schemas: () => ({
    request: Schema.Struct({
      thingId: Schema.String,
      include: Schema.optionalKey(Schema.Array(Schema.String))
    }).pipe(Schema.encodeKeys({ thingId: "thing-id" })) as Schema.Codec<RetrieveRequest, unknown>,
    success: Thing as Schema.Codec<Thing, unknown>
  })
})

/** A POST that takes no idempotency key. */
export const run: Operation.Operation<{}, Thing> = Operation.make({
  id: "run-a-thing",
  method: "POST",
  path: "/things/run",
  tag: "Things",
  repeat: "once",
  schemas: () => ({
    request: Schema.Struct({}) as Schema.Codec<{}, unknown>,
    success: Thing as Schema.Codec<Thing, unknown>
  })
})

export interface ListRequest {
  readonly page?: { readonly after?: string; readonly size?: number }
}

const Things = Schema.Struct({
  data: Schema.Array(Schema.Struct({ id: Schema.String })),
  links: Schema.optionalKey(Schema.Struct({ next: Schema.optionalKey(Schema.NullOr(Schema.String)) }))
})

export const list: Operation.Operation<ListRequest, typeof Things.Type> = Operation.make({
  id: "list-all-things",
  method: "GET",
  path: "/things",
  tag: "Things",
  paging: "query",
  query: ["page"],
  schemas: () => ({
    request: Schema.Struct({
      page: Schema.optionalKey(
        Schema.Struct({ after: Schema.optionalKey(Schema.String), size: Schema.optionalKey(Schema.Number) })
      )
    }) as Schema.Codec<ListRequest, unknown>,
    success: Things as Schema.Codec<typeof Things.Type, unknown>
  })
})
