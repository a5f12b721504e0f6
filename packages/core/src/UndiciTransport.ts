/**
 * The transport for Node: an `HttpClient` on undici's lowest layer.
 *
 * Answers are read whole, without streams, promises or abort signals. A request costs about half as much as through
 * `NodeHttpClient.layerUndici`, and less than a bare `undici.request`. Files are the exception: if {@link AnswerScope}
 * is provided, as `Download` does, the body is a stream that buffers at most a few hundred kilobytes. Redirects are
 * never followed, so neither a key nor a body reaches another address.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Cookies from "effect/http/Cookies"
import * as Headers from "effect/http/Headers"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as HttpIncomingMessage from "effect/http/HttpIncomingMessage"
import * as UrlParams from "effect/http/UrlParams"
import * as Inspectable from "effect/Inspectable"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { pipeArguments } from "effect/Pipeable"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type * as Schema from "effect/Schema"
import type { Dispatcher } from "undici"
import * as AnswerRoom from "./internal/transport/answerRoom.ts"
import { PersonaClient } from "./internal/call/client.ts"
import { permitVoid } from "./internal/rate/permitVoid.ts"
import * as Streamed from "./internal/transport/streamed.ts"
import * as StreamedBody from "./internal/transport/streamedBody.ts"
import type * as RateBudget from "./RateBudget.ts"

/**
 * The scope of the answers to requests, for callers that want the body of an answer as a stream: closing it closes a
 * connection whose answer has not been read to its end. Without one, answers are read whole.
 */
export const AnswerScope: Context.Reference<Scope.Scope | undefined> = Streamed.AnswerScope

export interface Options {
  /**
   * Maximum connections to one host.
   * @default 32
   */
  readonly connections?: number | undefined
  /**
   * Maximum bytes of an answer that is read whole; a larger one fails as a transport error (`ANSWER_TOO_LARGE`) instead
   * of filling the memory. Answers larger than 1 MiB are read one at a time, while the others wait with their
   * connections paused. All answers in flight therefore hold at most this size, plus 1 MiB for each other connection.
   * @default 64 MiB
   */
  readonly maxResponseBytes?: number | undefined
}

/** Layer with a connection pool that lives as long as the layer. */
export const layer = (options?: Options): Layer.Layer<HttpClient.HttpClient> =>
  Layer.effect(
    HttpClient.HttpClient,
    Effect.map(
      Effect.acquireRelease(
        // Loaded on first use: undici is a third of the import cost of this package.
        Effect.map(
          Effect.promise(() => import("./internal/transport/undici.ts")),
          // The call has timeouts of its own, which also cover the body; undici's would only duplicate them.
          ({ Agent }) =>
            new Agent({ connections: options?.connections ?? 32, headersTimeout: 0, bodyTimeout: 0 })
        ),
        (agent) => Effect.promise(() => agent.destroy())
      ),
      (agent) => make(agent, options)
    )
  )

/** Makes the client from the caller's dispatcher, for example a proxy agent. */
export const make = (dispatcher: Dispatcher, options?: Options): HttpClient.HttpClient => {
  const room = AnswerRoom.make(options?.maxResponseBytes ?? 64 * 1024 * 1024)
  return HttpClient.makeWith(
    (request: Effect.Effect<HttpClientRequest.HttpClientRequest>) =>
      Effect.flatMap(request, (request) =>
        Effect.withFiber((fiber) => {
          const scope = fiber.getRef(Streamed.AnswerScope)
          const budget = Context.getOrUndefined(fiber.context, PersonaClient)?.budget
          return scope === undefined
            ? dispatch(dispatcher, request, room, budget, undefined)
            : dispatchIn(scope, dispatcher, request, room, budget)
        })
      ),
    Effect.succeed
  )
}

/** The answer is available with its headers; its connection closes with the scope. */
const dispatchIn = (
  scope: Scope.Scope,
  dispatcher: Dispatcher,
  request: HttpClientRequest.HttpClientRequest,
  room: AnswerRoom.AnswerRoom,
  budget: RateBudget.Service | undefined
): Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError> =>
  Effect.suspend(() => {
    const body = StreamedBody.make((cause) => transportError(request, cause))
    return Effect.andThen(
      Scope.addFinalizer(scope, Effect.sync(body.close)),
      dispatch(dispatcher, request, room, budget, body)
    )
  })

const dispatch = (
  dispatcher: Dispatcher,
  request: HttpClientRequest.HttpClientRequest,
  room: AnswerRoom.AnswerRoom,
  budget: RateBudget.Service | undefined,
  streamed: StreamedBody.StreamedBody | undefined
): Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError> =>
  Effect.callback((resume) => {
    const fail = (cause: unknown) => resume(Effect.fail(transportError(request, cause)))
    const body = bodyOf(request)
    if (body === unsupported) {
      return fail(new Error(`This transport does not send bodies of the kind ${request.body._tag}`))
    }
    const url = locate(request)
    if (url === undefined)
      return fail(Object.assign(new Error("The address is not a URL"), { code: "ERR_INVALID_URL" }))

    const window = budget?.window()
    let controller: Dispatcher.DispatchController | undefined
    let settled = false
    let status = 0
    let headers: RawHeaders = {}
    let size = 0
    const chunks: Array<Buffer> = []
    /** Ends the answer's turn, or its wait for a turn. */
    let leave: (() => void) | undefined
    const settle = (end: () => void) => {
      if (settled) return
      settled = true
      end()
      leave?.()
    }
    const refuseSize = () => {
      settle(() => fail(AnswerRoom.tooLarge()))
      controller?.abort(new Error("too large"))
    }
    try {
      dispatcher.dispatch(
        {
          method: request.method as Dispatcher.HttpMethod,
          origin: url.origin,
          path: url.path,
          headers: request.headers,
          body
        },
        {
          onRequestStart(started) {
            controller = started
            // Interrupted while the request waited for a connection.
            if (settled) return started.abort(new Error("interrupted"))
            // A 429 arrived while the request waited: its permit is void, and none of it is on the wire yet.
            if (window !== budget?.window()) {
              const error = Object.assign(new Error("The permit is void"), { code: permitVoid })
              settle(() => fail(error))
              started.abort(error)
            }
          },
          onResponseStart(started, statusCode, rawHeaders) {
            // Informational answers (103) precede the real one.
            if (statusCode < 200) return
            status = statusCode
            headers = rawHeaders as RawHeaders
            if (settled) return
            if (streamed === undefined) {
              if (Number(headers["content-length"]) > room.maxBytes) refuseSize()
              return
            }
            streamed.start(started)
            settle(() =>
              resume(
                Effect.succeed(
                  new StreamedResponse(request, status, headers, streamed, room, url.origin + url.path)
                )
              )
            )
          },
          onResponseData(_, chunk) {
            if (streamed !== undefined) return streamed.push(chunk)
            if (settled) return
            size += chunk.length
            if (size > room.maxBytes) return refuseSize()
            chunks.push(chunk)
            if (size <= room.shareBytes || leave !== undefined) return
            let isTurn = false
            leave = room.enter(() => {
              isTurn = true
              if (controller?.paused === true) controller.resume()
            })
            if (!isTurn) controller?.pause()
          },
          onResponseEnd() {
            if (streamed !== undefined) return streamed.end(Exit.void)
            const whole = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
            settle(() =>
              resume(Effect.succeed(new Response(request, status, headers, whole, url.origin + url.path)))
            )
          },
          onResponseError(_, error) {
            streamed?.end(Exit.fail(error))
            settle(() => fail(error))
          }
        }
      )
    } catch (error) {
      // undici throws for errors that it detects before sending, such as a header value with a line break.
      settle(() => fail(error))
    }
    return Effect.sync(() => settle(() => controller?.abort(new Error("interrupted"))))
  })

const transportError = (request: HttpClientRequest.HttpClientRequest, cause: unknown) =>
  new HttpClientError.HttpClientError({
    reason: new HttpClientError.TransportError({ request, cause })
  })

type RawHeaders = Record<string, string | Array<string> | undefined>

const unsupported = Symbol("unsupported")

const bodyOf = (request: HttpClientRequest.HttpClientRequest): Uint8Array | null | typeof unsupported => {
  switch (request.body._tag) {
    case "Empty":
      return null
    case "Uint8Array":
      return request.body.body
    default:
      return unsupported
  }
}

/** Splits an address without building a URL object, which costs more than the rest of this file. */
const locate = (
  request: HttpClientRequest.HttpClientRequest
): { readonly origin: string; readonly path: string } | undefined => {
  const match = /^(https?:\/\/[^/?#]+)([^#]*)/i.exec(request.url)
  if (match === null) return undefined
  const parameters = request.urlParams.params.length === 0 ? "" : UrlParams.toString(request.urlParams)
  const path = match[2] === "" ? "/" : match[2]!
  return {
    origin: match[1]!,
    path: parameters === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${parameters}`
  }
}

/** An answer that has arrived whole: its body is available without waiting. */
class Response extends Inspectable.Class implements HttpClientResponse.HttpClientResponse {
  readonly [HttpIncomingMessage.TypeId]: typeof HttpIncomingMessage.TypeId = HttpIncomingMessage.TypeId
  readonly [HttpClientResponse.TypeId]: typeof HttpClientResponse.TypeId = HttpClientResponse.TypeId
  readonly request: HttpClientRequest.HttpClientRequest
  readonly status: number
  readonly url: string
  private readonly raw: RawHeaders
  private readonly body: Buffer
  private parsedHeaders: Headers.Headers | undefined

  constructor(
    request: HttpClientRequest.HttpClientRequest,
    status: number,
    raw: RawHeaders,
    body: Buffer,
    url: string
  ) {
    super()
    this.request = request
    this.status = status
    this.url = url
    this.raw = raw
    this.body = body
  }

  get headers(): Headers.Headers {
    return (this.parsedHeaders ??= Headers.fromInput(this.raw))
  }

  get cookies(): Cookies.Cookies {
    const raw = this.raw["set-cookie"]
    return raw === undefined ? Cookies.empty : Cookies.fromSetCookie(raw)
  }

  get remoteAddress(): Option.Option<string> {
    return Option.none()
  }

  get text(): Effect.Effect<string, HttpClientError.HttpClientError> {
    return Effect.succeed(this.body.toString("utf8"))
  }

  get json(): Effect.Effect<Schema.Json, HttpClientError.HttpClientError> {
    return this.read(() => (this.body.length === 0 ? null : JSON.parse(this.body.toString("utf8"))))
  }

  get arrayBuffer(): Effect.Effect<ArrayBuffer, HttpClientError.HttpClientError> {
    return Effect.sync(() => new Uint8Array(this.body).buffer)
  }

  get stream(): Stream.Stream<Uint8Array, HttpClientError.HttpClientError> {
    return Stream.succeed(this.body)
  }

  get urlParamsBody(): Effect.Effect<UrlParams.UrlParams, HttpClientError.HttpClientError> {
    return this.read(() => UrlParams.fromInput(new URLSearchParams(this.body.toString("utf8"))))
  }

  get formData(): Effect.Effect<FormData, HttpClientError.HttpClientError> {
    return Effect.tryPromise({
      try: () =>
        new globalThis.Response(new Uint8Array(this.body), {
          headers: { "content-type": String(this.raw["content-type"]) }
        }).formData(),
      catch: (cause) => this.undecodable(cause)
    })
  }

  get upgrade(): Effect.Effect<never, HttpClientError.HttpClientError> {
    return Effect.fail(this.undecodable(new Error("This transport does not upgrade connections")))
  }

  private read<A>(read: () => A): Effect.Effect<A, HttpClientError.HttpClientError> {
    return Effect.try({ try: read, catch: (cause) => this.undecodable(cause) })
  }

  private undecodable(cause: unknown): HttpClientError.HttpClientError {
    return new HttpClientError.HttpClientError({
      reason: new HttpClientError.DecodeError({ request: this.request, response: this, cause })
    })
  }

  toJSON(): unknown {
    return HttpIncomingMessage.inspect(this, { _id: "HttpClientResponse", status: this.status })
  }

  pipe() {
    return pipeArguments(this, arguments)
  }
}

/** An answer with only its headers received. Its body can be read once. */
class StreamedResponse extends Response {
  private readonly streamed: StreamedBody.StreamedBody
  private readonly whole: Effect.Effect<Response, HttpClientError.HttpClientError>

  constructor(
    request: HttpClientRequest.HttpClientRequest,
    status: number,
    raw: RawHeaders,
    body: StreamedBody.StreamedBody,
    room: AnswerRoom.AnswerRoom,
    url: string
  ) {
    super(request, status, raw, Buffer.alloc(0), url)
    this.streamed = body
    this.whole = Effect.map(body.whole(room), (bytes) => new Response(request, status, raw, bytes, url))
  }

  override get stream() {
    return this.streamed.stream
  }

  override get text() {
    return Effect.flatMap(this.whole, (whole) => whole.text)
  }

  override get json() {
    return Effect.flatMap(this.whole, (whole) => whole.json)
  }

  override get arrayBuffer() {
    return Effect.flatMap(this.whole, (whole) => whole.arrayBuffer)
  }

  override get urlParamsBody() {
    return Effect.flatMap(this.whole, (whole) => whole.urlParamsBody)
  }

  override get formData() {
    return Effect.flatMap(this.whole, (whole) => whole.formData)
  }
}
