/** The wire of `PersonaClient.layerTest`: an `HttpClient` that answers from handlers. */
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as File from "../../File.ts"
import type * as PersonaError from "../../PersonaError.ts"
import type { Facts } from "../call/facts.ts"
import type * as Operation from "../call/operation.ts"
import * as Scope from "../call/scope.ts"

/** Answers an operation in a test; see `PersonaClient.layerTest`. */
export interface TestHandler {
  readonly method: string
  readonly segments: ReadonlyArray<string>
  readonly id: string
  readonly run: (call: WireCall) => Effect.Effect<Response>
}

/** A request as sent over the wire. */
export interface WireCall {
  readonly path: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
  readonly headers: Readonly<Record<string, string | undefined>>
}

/** Undocumented reasons that a handler can fail with: those that are an answer of the API. */
export type AnsweredReason =
  | PersonaError.BadRequest
  | PersonaError.IdempotencyMismatch
  | PersonaError.Unauthorized
  | PersonaError.Forbidden
  | PersonaError.RequestTimeout
  | PersonaError.QuotaExceeded
  | PersonaError.ServerError

/**
 * Makes the handler of an operation for `PersonaClient.layerTest`: from its decoded request to its decoded success, or
 * to an Effect that succeeds with it or fails with a reason that the operation documents or that is common to all
 * answers of the API.
 */
export const answer = <Request, Success, D extends PersonaError.DocumentedReason>(
  operation: Operation.Operation<Request, Success, D>,
  handler: (
    request: Request
  ) => Effect.Effect<NoInfer<Success>, NoInfer<D> | AnsweredReason> | NoInfer<Success>
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
      if (!Effect.isEffect(result)) return yield* succeed(operation, result)
      return yield* Effect.matchEffect(result, {
        onFailure: (reason) => Effect.succeed(refuse(reason)),
        onSuccess: (success) => succeed(operation, success)
      })
    }).pipe(Effect.orDie)
})

const succeed = <Success>(operation: Operation.Operation<any, Success, any>, success: Success) =>
  Effect.map(Schema.encodeEffect(operation.schemas().success)(success), (body) =>
    reply(operation.success[0] ?? 200, body)
  )

const errors = (title: string, problems: ReadonlyArray<PersonaError.Problem> = []) => ({
  errors: (problems.length === 0 ? [{ title }] : problems).map((problem) => {
    const {
      details,
      pointer = problem.pointer,
      title = problem.title
    }: Partial<PersonaError.Said> = problem.said === undefined ? {} : Redacted.value(problem.said)
    return { title, details, ...(pointer === undefined ? {} : { source: { pointer } }) }
  })
})

/** The API's answer for this reason. */
const refuse = (reason: PersonaError.DocumentedReason | AnsweredReason): Response => {
  switch (reason._tag) {
    case "BadRequest":
      return reply(400, errors("Bad Request", reason.problems))
    case "IdempotencyMismatch":
      return reply(400, errors("Idempotency error"))
    case "Unauthorized":
      return reply(401, errors("Must be authenticated to access this endpoint"))
    case "Forbidden":
      return reply(403, errors("Forbidden", reason.problems))
    case "NotFound":
      return reply(404, errors("Record not found", reason.problems))
    case "RequestTimeout":
      return reply(408, errors("Request Timeout"))
    case "Conflict":
      return reply(409, errors(reason.stale ? "Stale object error" : "Conflict", reason.problems))
    case "UnprocessableEntity":
      return reply(422, errors("Unprocessable entity", reason.problems))
    case "QuotaExceeded": {
      const { retryAfterMillis } = reason
      return reply(
        reason.stored ? 403 : 429,
        errors("Quota exceeded"),
        retryAfterMillis === undefined ? {} : { "quota-reset": String(Math.ceil(retryAfterMillis / 1000)) }
      )
    }
    case "ServerError":
      return reply(reason.status, errors("Internal error"))
  }
}

/** Makes a handler that answers an operation with a status and any body, to test error handling. */
export const answerRaw = (
  operation: Facts,
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
  HttpClient.make((request, url, _signal, fiber) => {
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
    return Effect.die(new Error(unanswered(request.method, fiber.getRef(Scope.CurrentOperation), handlers)))
  })

/** Names the operation and what to add, not the request, which may contain personal data. */
const unanswered = (
  method: string,
  operation: Facts | undefined,
  handlers: ReadonlyArray<TestHandler>
): string => {
  const given = handlers.length === 0 ? "none" : [...new Set(handlers.map(({ id }) => id))].join(", ")
  return (
    `No handler answers ${operation?.id ?? "the request"} (${method} ${operation?.path ?? ""}, tag ${operation?.tag ?? "unknown"}). ` +
    `Add PersonaClient.answer(operation, (request) => success), or PersonaClient.answerRaw, for it to PersonaClient.layerTest. ` +
    `Operations with a handler: ${given}.`
  )
}

const base = "/api/v1"

const target = (operation: Facts) => ({
  id: operation.id,
  method: operation.method,
  segments: ((operation.server ?? base) + operation.path).split("/")
})

const match = (segments: ReadonlyArray<string>, path: string): Record<string, string> | undefined => {
  const given = path.split("/")
  if (given.length !== segments.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [i, segment] of segments.entries()) {
    const values = matchSegment(segment, given[i]!)
    if (values === undefined) return undefined
    Object.assign(parameters, values)
  }
  return parameters
}

/** A segment is a word, a parameter, or several parameters with separators: `{filename}.{ext}`. */
const matchSegment = (segment: string, given: string): Record<string, string> | undefined => {
  if (!segment.includes("{")) return segment === given ? {} : undefined
  const [before = "", ...parts] = segment.split(/\{([^}]+)\}/)
  if (!given.startsWith(before)) return undefined
  const parameters: Record<string, string> = {}
  let rest = given.slice(before.length)
  for (let i = 0; i < parts.length; i += 2) {
    const after = parts[i + 1] ?? ""
    const end = after === "" ? rest.length : rest.lastIndexOf(after)
    if (end < 0) return undefined
    parameters[parts[i] ?? ""] = decodeURIComponent(rest.slice(0, end))
    rest = rest.slice(end + after.length)
  }
  return rest === "" ? parameters : undefined
}

/** Turns `filter[reference-id]=a` back into nested objects. */
const nest = (parameters: URLSearchParams): Record<string, unknown> => {
  const out: Record<string, unknown> = {}
  for (const [name, value] of parameters) put(out, name, value)
  return out
}

const put = (out: Record<string, unknown>, name: string, value: unknown): void => {
  const path = name.split(/[[\]]+/).filter((part) => part !== "")
  let at = out
  for (const part of path.slice(0, -1)) at = (at[part] ??= {}) as Record<string, unknown>
  at[path.at(-1) ?? ""] = value
}

const bodyOf = (request: HttpClientRequest.HttpClientRequest): unknown => {
  if (request.body._tag !== "Uint8Array") return undefined
  const { body, contentType } = request.body
  const text = new TextDecoder().decode(body)
  if (contentType.startsWith("application/json")) return JSON.parse(text)
  if (contentType.startsWith("application/x-www-form-urlencoded")) return nest(new URLSearchParams(text))
  return contentType.startsWith("multipart/form-data") ? parts(Buffer.from(body), contentType) : text
}

/** Turns the parts `data[attributes][file]` of a body back into nested objects, and files into uploads. */
const parts = (body: Buffer, contentType: string): Record<string, unknown> => {
  const out: Record<string, unknown> = {}
  const boundary = `--${contentType.split("boundary=")[1] ?? ""}`
  let at = body.indexOf(boundary) + boundary.length + 2
  for (let end = body.indexOf(boundary, at); end >= 0; end = body.indexOf(boundary, at)) {
    const head = body.indexOf("\r\n\r\n", at)
    const headers = body.toString("utf8", at, head)
    const content = body.subarray(head + 4, end - 2)
    const [, name = ""] = /[; ]name="([^"]*)"/.exec(headers) ?? []
    const [, filename] = /filename="([^"]*)"/.exec(headers) ?? []
    put(out, name, filename === undefined ? content.toString("utf8") : File.fromBytes(filename, content))
    at = end + boundary.length + 2
  }
  return out
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
