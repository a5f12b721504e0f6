/** The wire of `PersonaClient.layerTest`: an `HttpClient` that answers from handlers. */
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Schema from "effect/Schema"
import type * as Operation from "../Operation.ts"
import type { DocumentedReason } from "../PersonaError.ts"

export interface TestHandler {
  readonly method: string
  readonly segments: ReadonlyArray<string>
  readonly id: string
  readonly run: (call: WireCall) => Effect.Effect<Response>
}

/** A request as it came over the wire. */
export interface WireCall {
  readonly path: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
  readonly headers: Readonly<Record<string, string | undefined>>
}

export const answer = <Request, Success, D extends DocumentedReason>(
  operation: Operation.Operation<Request, Success, D>,
  handler: (request: Request) => Effect.Effect<Success> | Success
): TestHandler => ({
  ...target(operation),
  run: (call) =>
    Effect.gen(function* () {
      const schemas = operation.schemas()
      const members = typeof call.body === "object" && call.body !== null ? call.body : {}
      const request = yield* Schema.decodeUnknownEffect(schemas.request)({
        ...members,
        ...call.query,
        ...Object.fromEntries((operation.headers ?? []).map((name) => [name, call.headers[name]])),
        ...call.path
      })
      const result = handler(request)
      const success = Effect.isEffect(result) ? yield* result : result
      const body = yield* Schema.encodeEffect(schemas.success)(success)
      return reply(operation.success[0] ?? 200, body)
    }).pipe(Effect.orDie)
})

export const answerRaw = (
  operation: Operation.Facts,
  handler: (call: WireCall) => {
    readonly status: number
    readonly body: unknown
    readonly headers?: Record<string, string>
  }
): TestHandler => ({
  ...target(operation),
  run: (call) =>
    Effect.sync(() => {
      const { body, headers, status } = handler(call)
      return reply(status, body, headers)
    })
})

export const make = (handlers: ReadonlyArray<TestHandler>): HttpClient.HttpClient =>
  HttpClient.make((request, url) => {
    const path = url.pathname
    for (const handler of handlers) {
      const parameters = handler.method === request.method ? match(handler.segments, path) : undefined
      if (parameters !== undefined) {
        return Effect.map(
          handler.run({
            path: parameters,
            query: nest(url.searchParams),
            body: bodyOf(request),
            headers: request.headers
          }),
          (response) => HttpClientResponse.fromWeb(request, response)
        )
      }
    }
    return Effect.die(
      new Error(
        `No handler answers ${request.method} ${path.replace(base, "")}: give PersonaClient.layerTest one`
      )
    )
  })

const base = "/api/v1"

const target = (operation: Operation.Facts) => ({
  id: operation.id,
  method: operation.method,
  segments: ((operation.server ?? base) + operation.path).split("/")
})

const match = (segments: ReadonlyArray<string>, path: string): Record<string, string> | undefined => {
  const given = path.split("/")
  if (given.length !== segments.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [i, segment] of segments.entries()) {
    if (segment.startsWith("{")) parameters[segment.slice(1, -1)] = decodeURIComponent(given[i]!)
    else if (segment !== given[i]) return undefined
  }
  return parameters
}

/** Turns `filter[reference-id]=a` back into nested objects. */
const nest = (parameters: URLSearchParams): Record<string, unknown> => {
  const out: Record<string, any> = {}
  for (const [name, value] of parameters) {
    const path = name.split(/[[\]]+/).filter((part) => part !== "")
    let at = out
    for (const part of path.slice(0, -1)) at = at[part] ??= {}
    at[path.at(-1)!] = value
  }
  return out
}

const bodyOf = (request: HttpClientRequest.HttpClientRequest): unknown => {
  if (request.body._tag !== "Uint8Array") return undefined
  const text = new TextDecoder().decode(request.body.body)
  return request.body.contentType.startsWith("application/json") ? JSON.parse(text) : text
}

let requests = 0

const reply = (status: number, body: unknown, headers?: Record<string, string>): Response => {
  const file = body instanceof Uint8Array
  return new Response(file ? new Uint8Array(body) : typeof body === "string" ? body : JSON.stringify(body), {
    status,
    headers: {
      "content-type": file ? "application/octet-stream" : "application/json",
      "request-id": `req_test${++requests}`,
      ...headers
    }
  })
}
