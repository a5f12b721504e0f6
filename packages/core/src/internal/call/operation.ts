/** The types of an operation: its definition, its schemas, its answers and its errors. */
import type * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import type { CommonReason, DocumentedReason, PersonaError } from "../../PersonaError.ts"
import type { PersonaClient } from "./client.ts"
import type { BodyEncoding, Facts, Origin, Paging, Repeat } from "./facts.ts"
import type { CallOptions } from "./options.ts"

/**
 * The two schemas of an operation. They are built on the first call, not at import.
 *
 * The request schema encodes one flat object with camelCase TypeScript keys into an object whose keys are the wire
 * names of path parameters, query parameters and body members. It is closed.
 */
export interface Schemas<Request, Success> {
  readonly request: Schema.Codec<Request, unknown>
  readonly success: Schema.Codec<Success, unknown>
}

/** A success: its decoded body, and the rest of the answer. */
export interface Reply<out A> {
  readonly value: A
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The API's id of this request (`req_…`). */
  readonly requestId: string | undefined
  /** The environment that answered (`env_…`). */
  readonly environmentId: string | undefined
  /** How many times the request was sent. */
  readonly attempts: number
  /** How many earlier sends of this call may have taken effect unseen, without an answer. */
  readonly unanswered: number
}

/** The error of an operation: the documented reasons `D`, and the common ones. */
export type Failure<D extends DocumentedReason> = PersonaError<CommonReason | D>

/** An operation: its facts, its schemas, and the function that calls it. */
export interface Operation<
  Request,
  out Success,
  out Documented extends DocumentedReason = never
> extends Facts {
  /** Calls the operation and returns the decoded body. */
  (request: Request, options?: CallOptions): Effect.Effect<Success, Failure<Documented>, PersonaClient>
  /** Calls the operation and returns the decoded body with status, headers and request id. */
  readonly withResponse: (
    request: Request,
    options?: CallOptions
  ) => Effect.Effect<Reply<Success>, Failure<Documented>, PersonaClient>
  readonly schemas: () => Schemas<Request, Success>
}

/** An operation without its exact types, as the manifest loads it. */
export type Any = Operation<any, any, DocumentedReason>

/** The definition of an operation in a generated or handwritten module. Defaults keep the text short. */
export interface Definition<Request, Success> {
  readonly id: string
  readonly method: Facts["method"]
  readonly path: string
  readonly tag: string
  /** @default "spec" */
  readonly origin?: Origin
  /** @default by method: GET `safe`, POST `keyed`, PATCH and DELETE `idempotent` */
  readonly repeat?: Repeat
  /** @default "none" */
  readonly paging?: Paging
  /** @default [] */
  readonly query?: ReadonlyArray<string>
  readonly body?: BodyEncoding
  /** @default [200] */
  readonly success?: ReadonlyArray<number>
  /** @default [] */
  readonly errors?: ReadonlyArray<number>
  /** @default "json" */
  readonly response?: "json" | "binary"
  /** @default [] */
  readonly headers?: ReadonlyArray<string>
  /** @default the API's, `/api/v1` */
  readonly server?: string
  /** @default the API key */
  readonly security?: "none"
  readonly schemas: () => Schemas<Request, Success>
}
