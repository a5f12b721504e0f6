/** The HTTP request of an operation: members are checked, encoded, and placed into path, query, headers and body. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import type * as Answer from "./answer.ts"
import * as Scope from "./scope.ts"
import * as Exit from "effect/Exit"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Schema from "effect/Schema"
import * as PersonaError from "../../PersonaError.ts"
import * as Multipart from "../wire/multipart.ts"
import * as Query from "../wire/query.ts"
import * as Wire from "../wire/wire.ts"
import type { Service } from "./client.ts"
import type { BodyEncoding, Facts } from "./facts.ts"
import type { Schemas } from "./operation.ts"

/** Makes a request from headers, or returns the reason against it. */
export type MakeRequest = (
  headers: Record<string, string>
) => HttpClientRequest.HttpClientRequest | PersonaError.InvalidRequest

/** A target with the encoder of its requests. */
export interface Compiled extends Target {
  readonly encode: (request: unknown) => Exit.Exit<unknown, Schema.SchemaError>
  /** Literal parts of the path at even indexes, names of parameters at odd ones. */
  readonly segments: ReadonlyArray<string>
  /** Members of the encoded request outside the body. */
  readonly outside: ReadonlySet<string>
}

/** Builds the encoder and the decoder of an operation. */
export const compile = (facts: Facts, schemas: Schemas<any, any>): Compiled => {
  const segments = facts.path.split(/\{([^}]+)\}/)
  const encode = Schema.encodeUnknownExit(schemas.request, { errors: "all", onExcessProperty: "error" })
  return {
    ...target(facts, Schema.decodeUnknownExit(schemas.success, { errors: "all" })),
    takes: () => schemas.request,
    encode: Wire.isOwn(schemas.request)
      ? tryFirst(Schema.encodeUnknownExit(schemas.request), encode)
      : encode,
    segments,
    outside: new Set([...segments.filter((_, at) => at % 2 === 1), ...facts.query, ...(facts.headers ?? [])])
  }
}

/**
 * Looks for all problems only if there is one: without options Effect takes half the time. A schema that is itself
 * closed refuses the same in both modes.
 */
const tryFirst =
  (quick: Compiled["encode"], thorough: Compiled["encode"]): Compiled["encode"] =>
  (request) => {
    const encoded = quick(request)
    return Exit.isSuccess(encoded) ? encoded : thorough(request)
  }

/** Encodes the request of an operation. */
export const encoding =
  (client: Service, compiled: Compiled, request: unknown): MakeRequest =>
  (headers) => {
    const encoded = compiled.encode(request)
    return Exit.isSuccess(encoded)
      ? toHttp(client, compiled, encoded.value as WireRequest, headers)
      : new PersonaError.InvalidRequest({ issues: Wire.issues(encoded.cause) })
  }

type WireRequest = Readonly<Record<string, unknown>>

/** Places the members of the encoded request: path, query or body. */
const toHttp = (
  client: Service,
  { facts, outside, segments }: Compiled,
  wire: WireRequest,
  headers: Record<string, string>
): HttpClientRequest.HttpClientRequest => {
  let path = baseOf(client, facts) + segments[0]!
  for (let i = 1; i < segments.length; i += 2) {
    path += encodeURIComponent(String(wire[segments[i]!])) + segments[i + 1]!
  }
  const query = facts.query.length === 0 ? "" : Query.toString(wire, facts.query)
  for (const name of facts.headers ?? []) {
    if (wire[name] !== undefined) headers[name] = String(wire[name])
  }
  const body = facts.body === undefined ? HttpBody.empty : encodeBody(facts.body, bodyMembers(outside, wire))
  return HttpClientRequest.make(facts.method)(path + query, { headers, body })
}

/** Writes a body in the operation's encoding. */
export const encodeBody = (encoding: BodyEncoding, members: WireRequest): HttpBody.HttpBody => {
  switch (encoding) {
    case "json":
      return HttpBody.text(JSON.stringify(members), "application/json")
    case "form":
      return HttpBody.text(
        Query.toString(members, Object.keys(members)).slice(1),
        "application/x-www-form-urlencoded"
      )
    case "multipart":
      return Multipart.encode(members)
  }
}

const bodyMembers = (outside: ReadonlySet<string>, wire: WireRequest): WireRequest => {
  if (outside.size === 0) return wire
  const members: Record<string, unknown> = {}
  for (const name in wire) if (!outside.has(name)) members[name] = wire[name]
  return members
}

/** The client's base URL; for an operation outside the API, the part before `/api/v1` with the operation's own path. */
const baseOf = (client: Service, facts: Facts): string =>
  facts.server === undefined ? client.baseUrl : client.baseUrl.replace(/\/api\/v1$/, "") + facts.server

/** The parts of an operation that a call needs. */
export interface Target {
  readonly facts: Facts
  readonly decode: (body: unknown) => Exit.Exit<unknown, Schema.SchemaError>
  /** The schema of the request, for the names in it. */
  readonly takes?: () => Schema.Codec<any, any>
  /** Reads an answer: whole, unless the caller gives another way. */
  readonly receive: Receive
  /** Sets the current operation for the code below this call, and turns off tracing there. */
  readonly surround: (context: Context.Context<never>) => Context.Context<never>
}

/** Makes an answer from the transport's response to a request. */
export type Receive = (
  execute: Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError>
) => Effect.Effect<Answer.Answer, HttpClientError.HttpClientError>

/** Makes the target of an operation, or of a raw request. */
export const target = (facts: Facts, decode: Target["decode"]): Target => {
  const below = Context.make(Scope.CurrentOperation, facts).pipe(
    // The API is a third party: it gets no trace headers. The transport's own span would contain the query.
    Context.add(HttpClient.TracerDisabledWhen, always),
    Context.add(HttpClient.TracerPropagationEnabled, false)
  )
  // Most calls share a few contexts, and merging one costs as much as a span.
  const known = new WeakMap<Context.Context<never>, Context.Context<never>>()
  return {
    facts,
    decode,
    receive: whole(facts),
    surround: (context) => {
      let made = known.get(context)
      if (made === undefined) {
        made = Context.merge(context, below)
        known.set(context, made)
      }
      return made
    }
  }
}

const always = () => true

const whole =
  (facts: Facts): Receive =>
  (execute) =>
    Effect.flatMap(execute, (response) =>
      Effect.map(bodyOf(facts, response), (body): Answer.Answer => ({
        status: response.status,
        headers: response.headers,
        ...body
      }))
    )

/** The body of an answer: text, or the bytes of a file. Errors are text in any case. */
const bodyOf = (
  facts: Facts,
  response: HttpClientResponse.HttpClientResponse
): Effect.Effect<Pick<Answer.Answer, "text" | "bytes">, HttpClientError.HttpClientError> =>
  facts.response === "binary" && response.status >= 200 && response.status < 300
    ? Effect.map(response.arrayBuffer, (buffer) => ({ text: "", bytes: new Uint8Array(buffer) }))
    : Effect.map(response.text, (text) => ({ text, bytes: undefined }))
