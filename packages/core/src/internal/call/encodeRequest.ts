/** The HTTP request of an operation: its members are checked, encoded, and put into path, query, headers and body. */
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
import { target, type Target } from "./target.ts"

/** Turns headers into a request, or says why there can be none. */
export type MakeRequest = (
  headers: Record<string, string>
) => HttpClientRequest.HttpClientRequest | PersonaError.InvalidRequest

/** A target with what encodes its requests. */
export interface Compiled extends Target {
  readonly encode: (request: unknown) => Exit.Exit<unknown, Schema.SchemaError>
  /** Literal parts of the path at even places, names of parameters at odd ones. */
  readonly segments: ReadonlyArray<string>
  /** Members of the encoded request that are no part of the body. */
  readonly outside: ReadonlySet<string>
}

/** Builds what encodes and decodes for an operation. */
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
 * Looks for all problems only where there is one: without options Effect takes half the time. A schema that is
 * closed by itself refuses the same in both ways.
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

/** Puts the members of the encoded request where they belong: path, query or body. */
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

/** Writes a body as the operation asks for it. */
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

/** The client's base URL; for an operation beside the API, what is before `/api/v1` with the operation's own path. */
const baseOf = (client: Service, facts: Facts): string =>
  facts.server === undefined ? client.baseUrl : client.baseUrl.replace(/\/api\/v1$/, "") + facts.server
