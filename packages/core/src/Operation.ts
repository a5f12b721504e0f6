/**
 * An operation of the Persona API as a value: what it is called, where it lives on the wire, what goes in, what
 * comes out, how it can fail and whether it may be repeated. An operation is also the function that calls it.
 *
 * The modules under `resources/` hold one operation per endpoint; `Manifest` lists them all.
 */
import type * as Cause from "effect/Cause"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import type * as SchemaIssue from "effect/SchemaIssue"
import type { IdempotencyKey } from "./IdempotencyKey.ts"
import * as Call from "./internal/call/call.ts"
import * as Wire from "./internal/wire/wire.ts"
import type { PersonaClient } from "./PersonaClient.ts"
import type { CommonReason, DocumentedReason, PersonaError } from "./PersonaError.ts"

/** Where an operation is documented: the OpenAPI document, the older reference, or a newer version of the API. */
export type Origin = "spec" | "legacy" | "newer"

/**
 * Whether sending a request twice is harmless.
 *
 * - `safe`: it only reads.
 * - `keyed`: a POST under an idempotency key; the same key and the same bytes have one effect.
 * - `idempotent`: the second time changes nothing more (PATCH by content, DELETE).
 * - `once`: neither; it is sent again only when the first send certainly did not arrive.
 */
export type Repeat = "safe" | "keyed" | "idempotent" | "once"

/** How an operation pages: not at all, by a cursor in the query, or (searches) by a cursor in the body. */
export type Paging = "none" | "query" | "body"

/** How a request body is written. */
export type BodyEncoding = "json" | "form" | "multipart"

/** The facts of an operation that need no schema: what the manifest, the CLI and the sandbox read. */
export interface Facts {
  /** The vendor's operation id, for example `create-an-account`. */
  readonly id: string
  readonly method: "GET" | "POST" | "PATCH" | "DELETE"
  /** Path template below the base URL, for example `/accounts/{account-id}`. */
  readonly path: string
  /** The vendor's tag, for example `Accounts`. */
  readonly tag: string
  readonly origin: Origin
  readonly repeat: Repeat
  readonly paging: Paging
  /** Names of the query parameters on the wire, without brackets: `include`, `fields`, `filter`, `page`. */
  readonly query: ReadonlyArray<string>
  readonly body: BodyEncoding | undefined
  /** Documented success statuses. */
  readonly success: ReadonlyArray<number>
  /** Documented error statuses beyond 400, 401, 403 and 429, which every operation has. */
  readonly errors: ReadonlyArray<number>
  /** What a success carries: a JSON document or the bytes of a file. */
  readonly response: "json" | "binary"
  /** Members of the request that are sent as headers. Their names are lower case. */
  readonly headers?: ReadonlyArray<string>
  /** The base path where it is not that of the API, `/api/v1`. */
  readonly server?: string
  /** Set where the API key is not sent: no credential is needed, or one of the operation's own headers is it. */
  readonly security?: "none"
}

/**
 * The two schemas of an operation. They are built on the first call, not at import.
 *
 * The request schema encodes one flat object, whose TypeScript keys are camelCase, to an object whose keys are
 * the wire names of path parameters, query parameters and body members. It is closed.
 */
export interface Schemas<Request, Success> {
  readonly request: Schema.Codec<Request, unknown>
  readonly success: Schema.Codec<Success, unknown>
}

/** Settings that a call, a region of code and, most of them, a client can have; the nearest goes first. */
interface SharedOptions {
  /** Time allowed for each attempt. Default: the client's. */
  readonly attemptTimeout?: Duration.Input | undefined
  /** Time allowed for the whole call, with retries and waits. Default: the client's. */
  readonly timeout?: Duration.Input | undefined
  /** How many times a request may be sent again after a failure that a repeat may cure. Default: the client's. */
  readonly retries?: number | undefined
  /**
   * Value of the `Persona-Version` header. The schemas describe the answers of `PersonaClient.apiVersion`: an
   * answer of another version may fail to decode. Default: the client's.
   */
  readonly apiVersion?: string | undefined
  /**
   * More headers. Those of a call are added to those of its region. Credentials, the idempotency key, version,
   * casing and what describes the body are not accepted: the call fails as `InvalidRequest`. Default: none.
   */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** Settings of one call. They go before those of its region, and these before the client's. */
export interface CallOptions extends SharedOptions {
  /** Key under which a POST has one effect. Default: a new random key for each call, kept through its retries. */
  readonly idempotencyKey?: IdempotencyKey | string | undefined
}

/** Settings of all calls in a region of code; see `PersonaClient.withOptions`. */
export interface ScopeOptions extends SharedOptions {
  /**
   * Makes the key of each POST that is given none itself. It is asked once for a call, whose retries keep the key.
   * One key for several calls would be refused by the API. Default: a random key for each call.
   */
  readonly idempotencyKey?: ((operation: Facts, request: unknown) => IdempotencyKey | string) | undefined
}

/** A success with what the answer said besides its body. */
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
  /** How many earlier sends of this call may have taken effect without an answer that we saw. */
  readonly unanswered: number
}

/** The error of an operation: the documented reasons `D`, and those that every call has. */
export type Failure<D extends DocumentedReason> = PersonaError<CommonReason | D>

/** An operation: its facts, its schemas, and the function that calls it. */
export interface Operation<
  Request,
  out Success,
  out Documented extends DocumentedReason = never
> extends Facts {
  /** Calls the operation and gives the decoded body. */
  (request: Request, options?: CallOptions): Effect.Effect<Success, Failure<Documented>, PersonaClient>
  /** Calls the operation and gives the decoded body with status, headers and request id. */
  readonly withResponse: (
    request: Request,
    options?: CallOptions
  ) => Effect.Effect<Reply<Success>, Failure<Documented>, PersonaClient>
  readonly schemas: () => Schemas<Request, Success>
}

/** An operation of which only the shape is known, as the manifest loads it. */
export type Any = Operation<any, any, DocumentedReason>

/** What a generated or hand-written module states about an operation. Defaults keep the text short. */
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

/** Makes an operation from its definition. */
export const make = <Request, Success, Documented extends DocumentedReason = never>(
  definition: Definition<Request, Success>
): Operation<Request, Success, Documented> => Call.makeOperation(definition)

/**
 * Says what is wrong with a request or an answer that its schema refuses, one line for each place, fifty at most:
 * `/data/attributes/name-first: expected a string`.
 *
 * Places are JSON pointers of wire names, as the API's own errors have them. The value found is never named, so
 * that the lines can be logged.
 */
export const describeIssues = (
  failure: Cause.Cause<unknown> | Schema.SchemaError | SchemaIssue.Issue
): ReadonlyArray<string> => Wire.issues(failure)
