/**
 * Requests without an operation: to an endpoint that is newer than this library, or undocumented.
 *
 * They follow the same rules as operations: one idempotency key, retries, the rate budget, errors without a body, spans
 * without values. They never leave the client's host.
 */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Schema from "effect/Schema"
import * as File from "./File.ts"
import * as Call from "./internal/call/call.ts"
import { encodeBody, type MakeRequest } from "./internal/call/encodeRequest.ts"
import { target as makeTarget, type Target } from "./internal/call/encodeRequest.ts"
import * as Query from "./internal/wire/query.ts"
import type * as Operation from "./Operation.ts"
import { PersonaClient } from "./internal/call/client.ts"
import { type DocumentedReason, InvalidRequest } from "./PersonaError.ts"

/** A request in wire form: names are the API's own, in kebab-case. */
export interface RawRequest<A = unknown> {
  readonly method: Operation.Facts["method"]
  /**
   * Path below the client's base URL, for example `/accounts/{account-id}/notes`, or an address on the same host. Names
   * in braces are replaced from `params`. Spans show a path only if `params` is given, even if empty.
   */
  readonly path: string
  /** Values for the names in the path. They are percent-encoded. */
  readonly params?: Readonly<Record<string, string>> | undefined
  /** Nested objects become `filter[reference-id]=…`, arrays are joined with commas. */
  readonly query?: Readonly<Record<string, unknown>> | undefined
  /** Any JSON value; for `form` and `multipart` an object. */
  readonly body?: unknown
  /** @default "json" */
  readonly encoding?: Operation.BodyEncoding | undefined
  /** The schema of the answer. Without one, the answer is its JSON. */
  readonly schema?: Schema.Codec<A, unknown> | undefined
  /**
   * The content of a success.
   * @default "json"
   */
  readonly response?: Operation.Facts["response"] | undefined
  /**
   * Whether sending twice is harmless.
   * @default by method: GET `safe`, POST `keyed`, PATCH and DELETE `idempotent`
   */
  readonly repeat?: Operation.Repeat | undefined
  /**
   * The name of the request in errors, spans and metrics. Choose it from a small set, without ids.
   * @default "raw-request"
   */
  readonly operation?: string | undefined
}

/** Sends a request and returns the body of its answer. */
export const send = <A = unknown>(
  request: RawRequest<A>,
  options?: Operation.CallOptions
): Effect.Effect<A, Operation.Failure<DocumentedReason>, PersonaClient> =>
  Effect.map(withResponse(request, options), (reply) => reply.value)

/** Sends a request and returns the body of its answer with status, headers and request id. */
export const withResponse = <A = unknown>(
  request: RawRequest<A>,
  options?: Operation.CallOptions
): Effect.Effect<Operation.Reply<A>, Operation.Failure<DocumentedReason>, PersonaClient> =>
  Effect.flatMap(PersonaClient, (client) => {
    const target = makeTarget(factsOf(request), decoderOf(request))
    const make: MakeRequest = (headers) => {
      const url = locate(client.baseUrl, request)
      if (typeof url !== "string") return url
      const body = request.body === undefined ? HttpBody.empty : bodyOf(request)
      return body === undefined
        ? new InvalidRequest({
            issues: ["body: expected what can be written as JSON, or an object for a form"]
          })
        : HttpClientRequest.make(request.method)(url, { headers, body })
    }
    return Call.call(client, target, make, request.body, options) as Effect.Effect<
      Operation.Reply<A>,
      Operation.Failure<DocumentedReason>
    >
  })

const factsOf = (request: RawRequest<any>): Operation.Facts => {
  const { method, params, path, response } = request
  return {
    id: request.operation ?? "raw-request",
    method,
    // A path assembled by the caller may name a person.
    path: params !== undefined && /^\/[^?]*$/.test(path) ? path : "",
    tag: "Raw",
    origin: "spec",
    repeat: request.repeat ?? (method === "GET" ? "safe" : method === "POST" ? "keyed" : "idempotent"),
    paging: "none",
    query: [],
    body: request.body === undefined ? undefined : (request.encoding ?? "json"),
    success: [200],
    errors: [404, 409, 422],
    response: response ?? "json"
  }
}

const decoderOf = ({ response, schema }: RawRequest<any>): Target["decode"] => {
  const expected = schema ?? (response === "binary" ? File.Binary : undefined)
  return expected === undefined ? Exit.succeed : Schema.decodeUnknownExit(expected, { errors: "all" })
}

/** The address of a request: below the base URL or on its host. */
const locate = (baseUrl: string, request: RawRequest<any>): string | InvalidRequest => {
  const missing: Array<string> = []
  const path = request.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = request.params?.[name]
    if (value === undefined || value === "" || value === "." || value === "..") missing.push(name)
    return encodeURIComponent(value ?? "")
  })
  if (missing.length > 0) {
    return new InvalidRequest({ issues: missing.map((name) => `params: expected a value for ${name}`) })
  }
  const absolute = /^https?:\/\//i.test(path)
  if (!absolute && !path.startsWith("/")) {
    return new InvalidRequest({ issues: ["path: expected one that begins with a slash"] })
  }
  if (/[\\#\s]|(?:^|\/)(?:\.|%2e){1,2}(?:[/?]|$)/i.test(path)) {
    return new InvalidRequest({ issues: ["path: expected one without dot segments, spaces and fragments"] })
  }
  const url = absolute ? path : baseUrl + path
  if (!URL.canParse(url) || !isSameOrigin(new URL(url), new URL(baseUrl))) {
    return new InvalidRequest({
      issues: ["path: expected one at the client's own host; no key is sent elsewhere"]
    })
  }
  const query = Query.toString(request.query ?? {}, Object.keys(request.query ?? {}))
  return query === "" ? url : url.includes("?") ? `${url}&${query.slice(1)}` : url + query
}

const isSameOrigin = (url: URL, base: URL): boolean =>
  url.origin === base.origin && url.username === "" && url.password === ""

const bodyOf = ({ body, encoding }: RawRequest<any>): HttpBody.HttpBody | undefined => {
  if (encoding !== undefined && encoding !== "json") {
    return typeof body === "object" && body !== null
      ? encodeBody(encoding, body as Record<string, unknown>)
      : undefined
  }
  try {
    const text: string | undefined = JSON.stringify(body)
    return text === undefined ? undefined : HttpBody.text(text, "application/json")
  } catch {
    // A cycle, a bigint: nothing that a program could have received.
    return undefined
  }
}
